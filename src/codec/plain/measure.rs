//! How wide the lines of a text are (版心).

use super::lines::{Line, Shape};

/// The width at which a text was wrapped, and where its lines begin, in columns of half a Chinese letter.
pub(super) struct Measure {
    pub width: usize,
    pub indent: usize,
}

/// No page's line is longer, and no text is wrapped shorter.
const WIDTHS: std::ops::RangeInclusive<usize> = 30..=130;
/// So many lines must be as long as each other.
const ALIKE: usize = 4;
/// So near to each other they are: spaces beside numbers and marks at the end of a line.
const NEAR: usize = 4;

impl Measure {
    /// `None` for a text of which each line is a paragraph.
    pub(super) fn of(raw: &[&str], lines: &[Line]) -> Option<Measure> {
        let mut widths = [0usize; 200];
        for (raw, line) in raw.iter().zip(lines) {
            if is_sentence(raw, line)
                && let Some(times) = widths.get_mut(width(raw.trim()).min(199))
            {
                *times += 1;
            }
        }
        let near = |at: usize| widths.iter().take(at + NEAR + 1).skip(at.saturating_sub(NEAR)).sum::<usize>();
        let all: usize = widths.iter().skip(20).sum();
        let most = WIDTHS.max_by_key(|at| (widths.get(*at).copied().unwrap_or(0), *at))?;
        let beyond: usize = widths.iter().skip(most + 3 * NEAR).sum();
        if near(most) < ALIKE || near(most) * 5 < all * 2 || beyond * 10 > all {
            return None;
        }
        let is_long = |raw: &&&str| width(raw.trim()).abs_diff(most) <= NEAR;
        let indent = raw.iter().filter(is_long).map(|raw| indent(raw)).min().unwrap_or(0);
        Some(Measure { width: most, indent })
    }
}

/// Whether a line may be one of a paragraph: words, and no wide gaps between them.
fn is_sentence(raw: &str, line: &Line) -> bool {
    matches!(line.shape, Shape::Words | Shape::Prose) && line.cells == 0 && !raw.trim().contains("   ")
}

/// How wide a text is on a page.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { usize::from(!c.is_control()) }).sum()
}

/// Where a line begins.
pub(super) fn indent(raw: &str) -> usize {
    raw.chars().take_while(|c| c.is_whitespace()).map(|c| if is_wide(c) { 2 } else { usize::from(c == ' ') }).sum()
}

/// Whether a letter is as wide as a Chinese one.
pub(super) fn is_wide(c: char) -> bool {
    c > '\u{2E7F}' || matches!(c, '\u{2010}'..='\u{203B}' | '\u{2460}'..='\u{24FF}' | '×')
}

/// Whether it is a mark of Chinese text, which brings its own space.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '：' | '；' | '、' | '！' | '？' | '（' | '）' | '《' | '》' | '“' | '”' | '〔' | '〕')
}

/// What of a text stands on one line in any case: a Chinese letter with the mark behind it, or a number or a Latin word.
pub(super) fn first_word(text: &str) -> &str {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        end = at + c.len_utf8();
        let opens = matches!(c, '（' | '《' | '“' | '〔');
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let closes = is_mark(next) && !matches!(next, '（' | '《' | '“' | '〔');
        if !opens && !closes && (is_wide(c) || is_wide(next) || next == ' ') {
            break;
        }
    }
    text.get(..end).unwrap_or(text)
}
