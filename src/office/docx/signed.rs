//! The last lines of our own documents (落款): unit, date and whom to ask are no part of the report's last text.

use super::table::Piece;
use crate::codec::paper;
use crate::office::own::Own;
use crate::report::Meta;

/// What a line under the report says, by the style in which it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// The first one: the unit, or the date where no unit is given.
    First,
    Date,
    Contact,
}

/// The names of parts of a contact, in the order in which they are written (`paper::contact`).
const PARTS: [(&str, Meta); 4] = [
    ("地址：", Meta::ContactAddress),
    ("邮编：", Meta::ContactPostcode),
    ("电话：", Meta::ContactPhone),
    ("电子邮箱：", Meta::ContactEmail),
];

impl Line {
    /// Of a style of our own documents (`out/docx/styles.rs`).
    pub fn of(style: &str) -> Option<Line> {
        match style {
            "Signature" => Some(Line::First),
            "Date" => Some(Line::Date),
            "Contact" => Some(Line::Contact),
            _ => None,
        }
    }
}

/// Takes away the lines under the report, and gives what they say.
pub(super) fn taken(pieces: &mut Vec<Piece>) -> Own {
    let mut lines = Vec::new();
    while let Some(Piece::Signed(..)) = pieces.last() {
        lines.extend(pieces.pop());
    }
    let has_date = lines.iter().any(|line| matches!(line, Piece::Signed(Line::Date, _)));
    let mut own = Own::default();
    for line in lines.into_iter().rev() {
        match line {
            Piece::Signed(Line::First, text) if has_date => own.say(Meta::Org, &text),
            Piece::Signed(Line::First, text) => match day(&text) {
                Some(day) => own.say(Meta::Published, &day),
                None => own.say(Meta::Org, &text),
            },
            Piece::Signed(Line::Date, text) => own.say(Meta::Published, &day(&text).unwrap_or(text)),
            Piece::Signed(Line::Contact, text) => contact(&text, &mut own),
            Piece::Text(_) | Piece::Table(_) => {}
        }
    }
    own
}

/// `2026-01-20` of `2026年1月20日`, written as we write it.
fn day(text: &str) -> Option<String> {
    let (year, rest) = text.split_once('年')?;
    let (month, day) = rest.strip_suffix('日')?.split_once('月')?;
    let number = |text: &str| text.parse::<u32>().ok();
    let day = format!("{:04}-{:02}-{:02}", number(year)?, number(month)?, number(day)?);
    (paper::date(&day) == text).then_some(day)
}

/// Whom to ask: the parts that are named, and what stands before them as it stands.
fn contact(text: &str, own: &mut Own) {
    let inside = text.strip_prefix("（联系方式：").and_then(|text| text.strip_suffix('）')).unwrap_or(text);
    let (mut rest, mut parts) = (inside, Vec::new());
    for (name, key) in PARTS.into_iter().rev() {
        let Some((before, part)) = rest.rsplit_once(name) else { continue };
        let Some(before) = before.strip_suffix('，').or((before.is_empty()).then_some("")) else { continue };
        parts.push((key, part));
        rest = before;
    }
    // A name that stands there twice parts nothing surely.
    if PARTS.iter().any(|(name, _)| inside.matches(name).count() > 1) {
        return own.say(Meta::Contact, inside);
    }
    own.say(Meta::Contact, rest);
    parts.into_iter().rev().for_each(|(key, part)| own.say(key, part));
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_those_we_write() {
        assert_eq!(day("2026年1月20日").as_deref(), Some("2026-01-20"));
        for text in ["1月20日", "2026年01月20日", "2026年1月", "某年某月某日", "+2026年1月20日"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
