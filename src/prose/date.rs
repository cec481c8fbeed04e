//! Dates in a sentence (日期): `2025年1月1日至12月31日`.

use std::ops::Range;

use super::number;
use super::words::{Kind, Token};

/// A date, or a part of one, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    pub year: Option<u16>,
    pub month: Option<u16>,
    pub day: Option<u16>,
    /// Its letters.
    pub letters: Range<usize>,
}

pub(super) fn dates(tokens: &[Token]) -> Vec<Date> {
    let mut dates: Vec<Date> = Vec::new();
    let mut last = None;
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Number(numeral) = token.kind else { continue };
        let value = numeral.value.to_i64().and_then(|n| u16::try_from(n).ok());
        let joins = last.is_some_and(|l| l + 1 == at);
        let date = dates.last_mut().filter(|_| joins);
        match (numeral.kind, date) {
            (number::Kind::Year, _) => {
                dates.push(Date { year: value, month: None, day: None, letters: token.at.clone() });
            }
            (number::Kind::Month, Some(date)) if date.month.is_none() && date.day.is_none() => {
                (date.month, date.letters.end) = (value, token.at.end);
            }
            (number::Kind::Month, _) => {
                dates.push(Date { year: None, month: value, day: None, letters: token.at.clone() });
            }
            (number::Kind::Day, Some(date)) if date.day.is_none() && date.month.is_some() => {
                (date.day, date.letters.end) = (value, token.at.end);
            }
            _ => continue,
        }
        last = Some(at);
    }
    dates
}
