//! Exact numbers: never floating point, so sums cannot lose a 分 and 10²⁰ stays 10²⁰.

use std::fmt;
use std::ops::{Add, Sub};

/// An exact decimal with nine places (数值). Counts and money share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(i128);

/// Nine places: 万元 are published with up to six.
const PLACES: usize = 9;
const ONE: i128 = 1_000_000_000;
/// Digits before the point that still leave room to add hundreds of cells.
const MOST_DIGITS: usize = 27;

impl Number {
    pub const ZERO: Number = Number(0);

    /// A whole number.
    pub const fn whole(n: i64) -> Number {
        Number(n as i128 * ONE)
    }

    /// Reads ASCII digits with an optional fraction; `None` if longer than what is kept exactly.
    pub fn from_digits(negative: bool, whole: &str, fraction: &str) -> Option<Number> {
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        if whole.len() > MOST_DIGITS || fraction.len() > PLACES {
            return None;
        }
        let mut units = 0i128;
        for digit in format!("{whole}{fraction:0<PLACES$}").bytes() {
            if !digit.is_ascii_digit() {
                return None;
            }
            units = units * 10 + i128::from(digit - b'0');
        }
        Some(Number(if negative { -units } else { units }))
    }

    pub fn is_whole(self) -> bool {
        // Division of 128 bits is slow, and every cell of every check comes by here.
        match i64::try_from(self.0) {
            Ok(small) => small % (ONE as i64) == 0,
            Err(_) => self.0 % ONE == 0,
        }
    }

    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub fn abs(self) -> Number {
        Number(self.0.abs())
    }

    /// A ten-thousandth: 元 to 万元.
    pub fn per_wan(self) -> Option<Number> {
        (self.0 % 10_000 == 0).then_some(Number(self.0 / 10_000))
    }

    /// Times a small whole number. (128 bits take many instructions: once is enough.)
    #[inline(never)]
    pub fn times(self, n: i64) -> Number {
        Number(self.0.saturating_mul(n.into()))
    }

    /// The whole number, if it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        self.is_whole().then(|| i64::try_from(self.0 / ONE).ok()).flatten()
    }
}

impl Add for Number {
    type Output = Number;
    fn add(self, other: Number) -> Number {
        Number(self.0.saturating_add(other.0))
    }
}

impl Sub for Number {
    type Output = Number;
    fn sub(self, other: Number) -> Number {
        Number(self.0.saturating_sub(other.0))
    }
}

impl std::iter::Sum for Number {
    fn sum<I: Iterator<Item = Number>>(numbers: I) -> Number {
        numbers.fold(Number::ZERO, Add::add)
    }
}

impl fmt::Display for Number {
    /// Shortest exact form, without separators: `26`, `-3`, `7730.28`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let digits = format!("{:0>10}", self.0.unsigned_abs());
        let (whole, fraction) = digits.split_at(digits.len() - PLACES);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_it_was_read_from() {
        for (whole, fraction, shown) in [
            ("26", "", "26"),
            ("7730", "28", "7730.28"),
            ("0", "000001", "0.000001"),
            ("100000000000000000000", "", "100000000000000000000"),
        ] {
            assert_eq!(Number::from_digits(false, whole, fraction).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn refuses_more_than_it_keeps() {
        assert_eq!(Number::from_digits(false, &"9".repeat(28), ""), None);
        assert_eq!(Number::from_digits(false, "1", "0000000001"), None);
    }
}
