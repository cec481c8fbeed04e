//! How the raw text of a cell reads (单元格读数).
//!
//! The text is the truth and is never changed; this says what number it stands for, if it stands for exactly one.
//! Blank, 0, “—” and “12件” stay four different things. Where two readings are real, there is no number and the
//! clerk is asked. The table of forms is tested in `tests/it/readings.rs`.

use super::chinese;
use super::number::Number;
use crate::form::Kind;

/// What a cell's text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is there.
    Blank,
    /// Exactly one number.
    Number(Number),
    /// Exactly one number in an unusual spelling (full-width, separators, a plus sign …): shown as a grey note.
    Respelled(Number),
    /// No number may be taken from it without asking.
    Unclear { why: Why, suggestion: Option<Number> },
}

/// Why a text is not read as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// “—”, “/”, “无”: perhaps a zero, perhaps not applicable.
    Mark,
    /// Digits grouped otherwise than by three: “12,07”.
    Grouping,
    /// “1.207” where only whole numbers stand: a fraction or a thousands point?
    Point,
    /// “5.” or “.5”.
    Unfinished,
    /// A unit or a word stands with the number: “12件”, “约12”.
    Words,
    /// The amount is given in another unit than the form prints: “251000元” under 万元.
    OtherUnit,
    /// More than the number: “22（其中修订16件）”.
    Remark,
    /// “一百二十三”.
    Chinese,
    /// “1207⏎1208”: several values in one cell.
    Several,
    /// More digits than are kept exactly.
    TooLong,
    /// Anything else.
    Other,
}

impl Reading {
    /// The number, if the text stands for exactly one.
    pub fn number(&self) -> Option<Number> {
        match self {
            Reading::Number(n) | Reading::Respelled(n) => Some(*n),
            Reading::Blank | Reading::Unclear { .. } => None,
        }
    }

    pub fn is_blank(&self) -> bool {
        matches!(self, Reading::Blank)
    }
}

/// From here on a number is a slip of the hand, whatever the unit: 10¹².
const IMPOSSIBLE: Number = Number::whole(1_000_000_000_000);

/// Whether such a number may stand in such a cell.
pub fn is_possible(number: Number, kind: Kind) -> bool {
    let (whole, positive) = (number.is_whole(), !number.is_negative());
    let fits = match kind {
        Kind::Count => whole && positive,
        Kind::Signed => whole,
        Kind::Money { .. } => positive,
    };
    fits && !is_absurd(number)
}

/// Whether the number is larger than anything that is ever counted here.
pub fn is_absurd(number: Number) -> bool {
    number.abs() >= IMPOSSIBLE
}

const MARKS: [&str; 12] = ["-", "--", "—", "——", "–", "―", "/", "\\", "无", "*", "N/A", "n/a"];
const UNITS: [&str; 12] = ["件次", "件", "条", "起", "宗", "份", "个", "项", "次", "篇", "人次", "部"];
const ABOUT: [&str; 4] = ["约", "近", "共", "计"];

/// Reads the text of a cell of this kind.
pub fn read(raw: &str, kind: Kind) -> Reading {
    read_with(raw, kind, worded)
}

/// The same for who only asks for the number: why a text is none is not looked into.
pub fn number(raw: &str, kind: Kind) -> Reading {
    read_with(raw, kind, |text, kind| money(text, kind).unwrap_or(unclear(Why::Other, None)))
}

fn read_with(raw: &str, kind: Kind, worded: fn(&str, Kind) -> Reading) -> Reading {
    // The plain case, nearly all cells: ASCII digits without a leading zero.
    if let Some(number) = plain(raw) {
        return Reading::Number(number);
    }
    let text = unspell(raw);
    let text = text.trim();
    if text.is_empty() {
        return Reading::Blank;
    }
    if MARKS.contains(&text) {
        return unclear(Why::Mark, Some(Number::ZERO));
    }
    if text.contains(['\n', '\r', '\t']) {
        return unclear(Why::Several, None);
    }
    match numeral(text) {
        Numeral::Exact(_) if is_thousands_point(text, kind) => unclear(Why::Point, None),
        Numeral::Exact(number) if text == raw && !text.starts_with('0') && !text.contains(['+', ',', ' ']) => {
            Reading::Number(number)
        }
        Numeral::Exact(number) if raw.trim() == text && raw.trim() == number.to_string() => Reading::Number(number),
        Numeral::Exact(number) => Reading::Respelled(number),
        Numeral::Bad(why) => unclear(why, None),
        Numeral::None => worded(text, kind),
    }
}

fn unclear(why: Why, suggestion: Option<Number>) -> Reading {
    Reading::Unclear { why, suggestion }
}

fn plain(raw: &str) -> Option<Number> {
    let bytes = raw.as_bytes();
    let short = (1..=15).contains(&bytes.len());
    let canonical = short && (bytes[0] != b'0' || bytes.len() == 1) && bytes.iter().all(u8::is_ascii_digit);
    canonical.then(|| Number::whole(bytes.iter().fold(0, |n, b| n * 10 + i64::from(b - b'0'))))
}

/// Full-width forms to ASCII, spaces of every kind to one kind, and marks nobody can see dropped.
fn unspell(raw: &str) -> String {
    let mut text = String::new();
    for c in raw.chars() {
        if !is_invisible(c) {
            text.push(ascii(c));
        }
    }
    text
}

/// Soft hyphens, zero-width characters, byte-order marks and direction marks: they must not turn 1207 into 7021.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn ascii(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{2212}' | '\u{FE63}' => '-',
        '\n' | '\r' | '\t' => c,
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

enum Numeral {
    Exact(Number),
    Bad(Why),
    /// Not of a number's shape.
    None,
}

/// `-1,234.5`: sign, digits in one run or in groups of three, fraction.
fn numeral(text: &str) -> Numeral {
    let (negative, rest) = match (text.strip_prefix("-"), text.strip_prefix("+")) {
        (Some(rest), _) => (true, rest.trim_start()),
        (_, Some(rest)) => (false, rest.trim_start()),
        _ => (false, text),
    };
    if rest.is_empty() || !rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b' ' | b'.')) {
        return Numeral::None;
    }
    let (whole, fraction) = rest.split_once('.').unwrap_or((rest, ""));
    let unfinished = whole.len() < rest.len() && (whole.is_empty() || fraction.is_empty());
    match (grouped(whole), fraction.bytes().all(|b| b.is_ascii_digit())) {
        _ if unfinished => Numeral::Bad(Why::Unfinished),
        (Some(digits), true) => match Number::from_digits(negative, &digits, fraction) {
            Some(number) => Numeral::Exact(number),
            None => Numeral::Bad(Why::TooLong),
        },
        _ => Numeral::Bad(Why::Grouping),
    }
}

/// The digits of a whole number, if it has no separators or has them after every three digits.
fn grouped(whole: &str) -> Option<String> {
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else { return Some(whole.to_owned()) };
    let mut digits = String::new();
    for group in whole.split(separator) {
        let fits = if digits.is_empty() { (1..=3).contains(&group.len()) } else { group.len() == 3 };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

/// `1.207` among whole numbers: German-style thousands or a fraction, nobody can tell.
fn is_thousands_point(text: &str, kind: Kind) -> bool {
    let whole_only = matches!(kind, Kind::Count | Kind::Signed);
    whole_only && text.split_once('.').is_some_and(|(_, fraction)| fraction.len() == 3)
}

/// Text with something besides a number: what it most likely means is offered, never taken.
fn worded(text: &str, kind: Kind) -> Reading {
    if let Some(reading) = money(text, kind) {
        return reading;
    }
    if let Some(number) = chinese::number(text) {
        return unclear(Why::Chinese, Some(number));
    }
    if kind == Kind::Signed
        && let Some(number) = rise_or_fall(text)
    {
        return unclear(Why::Words, Some(number));
    }
    if let Some(number) = without_words(text) {
        return unclear(Why::Words, Some(number));
    }
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(digits).unwrap_or((text, ""));
    match (exact(digits), rest.trim_start().starts_with(['(', '['])) {
        (Some(number), true) => unclear(Why::Remark, Some(number)),
        _ => unclear(Why::Other, None),
    }
}

fn exact(text: &str) -> Option<Number> {
    match numeral(text.trim()) {
        Numeral::Exact(number) => Some(number),
        _ => None,
    }
}

/// `7730.28万元` where 万元 is the printed unit is a number; in another unit it is asked about.
fn money(text: &str, kind: Kind) -> Option<Reading> {
    let Kind::Money { unit: printed } = kind else { return None };
    let (number, unit) = match text.strip_suffix("万元") {
        Some(rest) => (exact(rest)?, "万元"),
        None => (exact(text.strip_suffix("元")?)?, "元"),
    };
    Some(match printed {
        None => Reading::Respelled(number),
        Some(printed) if printed == unit => Reading::Respelled(number),
        Some(_) if unit == "元" => unclear(Why::OtherUnit, number.per_wan()),
        Some(_) => unclear(Why::OtherUnit, None),
    })
}

/// `增5`, `减4`.
fn rise_or_fall(text: &str) -> Option<Number> {
    let strip = |words: &[&str]| words.iter().find_map(|w| text.strip_prefix(w)).map(without_unit);
    match (strip(&["增加", "增"]), strip(&["减少", "减"])) {
        (Some(rest), _) => exact(rest),
        (_, Some(rest)) => exact(rest).map(|n| Number::ZERO - n),
        _ => None,
    }
}

fn without_words(text: &str) -> Option<Number> {
    let rest = ABOUT.iter().find_map(|w| text.strip_prefix(w)).unwrap_or(text);
    exact(without_unit(rest))
}

fn without_unit(text: &str) -> &str {
    UNITS.iter().find_map(|u| text.strip_suffix(u)).unwrap_or(text).trim_end()
}
