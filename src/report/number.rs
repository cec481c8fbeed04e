//! Exact numbers: never floating point, so sums cannot lose a 分 and 10²⁰ stays 10²⁰.

use std::fmt::{self, Write};
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
        // Long division is slow, and every cell of every check comes by here.
        match i64::try_from(self.0) {
            Ok(small) => small % (ONE as i64) == 0,
            Err(_) => divided(self.0.unsigned_abs(), ONE as u32).1 == 0,
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
        let (quotient, rest) = divided(self.0.unsigned_abs(), 10_000);
        (rest == 0).then_some(Number(quotient as i128 * self.0.signum()))
    }

    /// Times a small whole number.
    pub fn times(self, n: u16) -> Number {
        let (mut sum, mut doubled, mut n) = (Number::ZERO, self, n);
        while n > 0 {
            sum = if n % 2 == 1 { sum + doubled } else { sum };
            (doubled, n) = (doubled + doubled, n / 2);
        }
        sum
    }

    /// A hundred times this over the whole, to so many places, a half rounded away from zero. `None` over nothing,
    /// over less than nothing, and where the digits would not fit.
    pub fn percent_of(self, whole: Number, places: usize) -> Option<Number> {
        /// Room for six more digits before, and for seven after the division.
        const MOST: u128 = 10_000_000_000_000_000_000_000_000_000_000;
        let own = self.0.unsigned_abs();
        if whole.0 <= 0 || places > 4 || own >= MOST {
            return None;
        }
        let (mut scaled, mut exact) = (self.abs().times(100), ONE as u32);
        for _ in 0..places {
            (scaled, exact) = (scaled.times(10), exact / 10);
        }
        let rounded = quotient((scaled.0 + (whole.0 >> 1)).unsigned_abs(), whole.0.unsigned_abs());
        let percent = i128::try_from(rounded).ok().filter(|_| rounded < MOST / 10)? * i128::from(exact);
        Some(Number(if self.0 < 0 { -percent } else { percent }))
    }

    /// With at least so many places: `50.0`.
    pub fn fixed(self, places: usize) -> String {
        let mut text = self.to_string();
        let shown = match text.find('.') {
            Some(point) => text.len() - point - 1,
            None => {
                text.push('.');
                0
            }
        };
        for _ in shown..places {
            text.push('0');
        }
        text
    }

    /// The whole number, if it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        let (whole, rest) = divided(self.0.unsigned_abs(), ONE as u32);
        if rest == 0 { i64::try_from(whole as i128 * self.0.signum()).ok() } else { None }
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
        let (mut rest, mut places, mut shown) = (self.0.unsigned_abs(), 0, Vec::new());
        while rest > 0 || places <= PLACES {
            let (quotient, digit) = divided(rest, 10);
            // Zeros at the end of the fraction are not shown, nor a point with nothing behind it.
            if places == PLACES && !shown.is_empty() {
                shown.push('.');
            }
            if digit > 0 || places >= PLACES || !shown.is_empty() {
                shown.push((b'0' + digit as u8) as char);
            }
            (rest, places) = (quotient, places + 1);
        }
        if self.0 < 0 {
            shown.push('-');
        }
        shown.iter().rev().try_for_each(|c| f.write_char(*c))
    }
}

/// Quotient and rest of a division by a small number, by hand: the compiler's division of 128 bits by 128 bits is
/// 1 kB of WebAssembly.
fn divided(n: u128, by: u32) -> (u128, u32) {
    let (mut quotient, mut rest) = (0, 0);
    for at in [96, 64, 32, 0] {
        let part = rest << 32 | u64::from((n >> at) as u32);
        quotient = quotient << 32 | u128::from(part / u64::from(by));
        rest = part % u64::from(by);
    }
    (quotient, rest as u32)
}

/// A division of long by long, bit by bit, for the same reason.
fn quotient(mut n: u128, by: u128) -> u128 {
    let (mut quotient, mut rest) = (0, 0);
    for _ in 0..u128::BITS {
        rest = rest << 1 | u128::from(n.leading_zeros() == 0);
        (n, quotient) = (n << 1, quotient << 1);
        if rest >= by {
            (rest, quotient) = (rest - by, quotient | 1);
        }
    }
    quotient
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
