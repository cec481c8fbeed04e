//! The number a part's heading begins with (部分的序号), in the form's way or in others'.

/// The kinds of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// The form's: `一、`.
    Official,
    /// `一 总体情况`.
    Spaced,
    /// `1、`, `01`.
    Arabic,
    /// `（一）`.
    Bracket,
    /// `第一部分`.
    Ordinal,
    Bare,
}

impl Style {
    pub(super) const ALL: [Style; 6] =
        [Style::Official, Style::Spaced, Style::Arabic, Style::Bracket, Style::Ordinal, Style::Bare];
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub style: Style,
    pub value: usize,
    /// Where the words begin.
    pub end: usize,
}

impl Number {
    /// The part it is the number of.
    pub(super) fn part(self) -> Option<usize> {
        self.value.checked_sub(1).filter(|part| *part < super::wording::PARTS)
    }
}

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const MARKS: [char; 8] = ['、', '.', '．', ',', '，', '：', ':', '。'];

/// The number a text begins with.
pub(super) fn numbered(text: &str) -> Option<Number> {
    let text_from = text.trim_start();
    let (style, inner) = match text_from.chars().next()? {
        '第' => (Style::Ordinal, text_from.strip_prefix('第')?),
        '（' | '(' => (Style::Bracket, text_from.trim_start_matches(['（', '('])),
        _ => (Style::Spaced, text_from),
    };
    let (value, is_arabic, behind) = value(inner.trim_start())?;
    let (style, rest) = match style {
        Style::Ordinal => (style, behind.trim_start().strip_prefix("部分")?),
        Style::Bracket => (style, behind.trim_start().strip_prefix(['）', ')'])?),
        _ if is_arabic => (Style::Arabic, behind),
        _ if behind.trim_start().starts_with(MARKS) => (Style::Official, behind),
        _ => (Style::Spaced, behind),
    };
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
    Some(Number { style, value, end: text.len() - words.len() })
}

/// A number of one numeral, or of one or two digits; whether it is of digits, and what stands behind it.
fn value(text: &str) -> Option<(usize, bool, &str)> {
    let first = text.chars().next()?;
    if let Some(numeral) = NUMERALS.iter().position(|n| *n == first) {
        return Some((numeral + 1, false, text.strip_prefix(first)?));
    }
    let behind = text.trim_start_matches(is_digit);
    let digits = text.strip_suffix(behind)?;
    let one = |c: char| if c.is_ascii_digit() { c as usize - '0' as usize } else { c as usize - '０' as usize };
    let is_short = matches!(digits.chars().count(), 1 | 2);
    is_short.then(|| (digits.chars().fold(0, |value, c| value * 10 + one(c)), true, behind))
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}
