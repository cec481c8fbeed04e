//! Letters in lines (行): those of one height, from left to right, with a space where paper shows one.

use super::ink::{Letter, Rule};
use crate::office::xlsx::mark;

/// A line of text, where it begins and ends, and the height it stands on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub at: f64,
    pub size: f64,
    /// A space was written before its first letter.
    pub is_spaced: bool,
}

/// How far below its line, in its size, a letter may stand and still be of it: raised and lowered ones do.
const SAME: f64 = 0.5;
/// How much smaller than its line a raised letter is.
const SMALL: f64 = 0.8;

/// The lines of some letters, from top to bottom. `rules` may strike letters out.
pub(super) fn lines(mut letters: Vec<&Letter>, rules: &[Rule]) -> Vec<Line> {
    letters.sort_by(|a, b| a.from.y.total_cmp(&b.from.y));
    let mut rows: Vec<Vec<&Letter>> = Vec::new();
    for letter in letters {
        let is_same = |row: &&mut Vec<&Letter>| {
            row.first().is_some_and(|first| letter.from.y - first.from.y <= SAME * first.size.max(letter.size))
        };
        match rows.last_mut().filter(is_same) {
            Some(row) => row.push(letter),
            None => rows.push(vec![letter]),
        }
    }
    rows.into_iter().filter_map(|row| line(row, rules)).collect()
}

fn line(mut row: Vec<&Letter>, rules: &[Rule]) -> Option<Line> {
    row.sort_by(|a, b| a.from.x.total_cmp(&b.from.x));
    // Bold letters, and those with a shadow, are the same twice, a little apart.
    row.dedup_by(|next, kept| next.text == kept.text && (next.from.x - kept.from.x).abs() < apart(kept));
    let size = row.iter().map(|letter| letter.size).fold(0.0, f64::max);
    let at = row.iter().filter(|letter| letter.size > SMALL * size).map(|letter| letter.from.y).next()?;
    let (first, mut right) = (row.first()?, f64::MIN);
    let (mut text, mut before) = (String::new(), None);
    for letter in &row {
        if let Some(before) = before {
            text.extend(std::iter::repeat_n(' ', spaces(before, letter)));
        }
        let is_raised = letter.size < SMALL * size && at - letter.from.y > 0.15 * size;
        mark(&letter.text, is_struck(letter, rules), is_raised, &mut text);
        right = right.max(letter.to.x);
        before = Some(letter);
    }
    Some(Line { text, left: first.from.x, right, at, size, is_spaced: first.is_spaced })
}

/// Puts the lines of a page down as a text, each as far in as it stands.
pub(super) fn set(lines: Vec<Line>, out: &mut String) {
    let left = lines.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
    for line in lines {
        let indent = ((line.left - left) / (0.5 * line.size.max(1.0))) as usize;
        out.extend(std::iter::repeat_n(' ', indent.min(100)));
        out.push_str(&line.text);
        out.push('\n');
    }
}

/// How far apart the same letter twice is no longer one; narrow ones have a shadow as far off as others have.
fn apart(letter: &Letter) -> f64 {
    (0.3 * width(letter)).max((0.15 * letter.size).min(0.65 * width(letter)))
}

fn width(letter: &Letter) -> f64 {
    (letter.to.x - letter.from.x).max(0.2 * letter.size)
}

/// How many spaces the paper shows between two letters: half a letter each, none where letters are only set wide.
fn spaces(before: &Letter, letter: &Letter) -> usize {
    let size = before.size.max(letter.size);
    let gap = (letter.from.x - before.to.x) / size.max(f64::MIN_POSITIVE);
    let is_ascii = |l: &Letter| l.text.is_ascii();
    let least = match is_ascii(before) && is_ascii(letter) {
        _ if letter.is_spaced => 0.1,
        true => 0.15,
        false => 0.5,
    };
    if gap < least { 0 } else { ((gap / 0.5) as usize).clamp(1, 60) }
}

/// Whether a line runs through the middle of the letter.
fn is_struck(letter: &Letter, rules: &[Rule]) -> bool {
    let middle = letter.from.midpoint(letter.to).x;
    let (high, low) = (letter.from.y - 0.6 * letter.size, letter.from.y - 0.12 * letter.size);
    rules.iter().any(|rule| {
        let is_flat = (rule.from.y - rule.to.y).abs() < (rule.from.x - rule.to.x).abs();
        is_flat && (high..=low).contains(&rule.from.y) && (rule.from.x..=rule.to.x).contains(&middle)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_font::kurbo::Point;

    #[test]
    fn a_shadow_is_the_same_letter() {
        let shown = |shadow: f64| {
            let mut letters = Vec::new();
            for (text, at, wide) in [("1", 0.0, 5.0), ("1", 5.0, 5.0), (".", 10.0, 2.0), ("5", 12.0, 5.0)] {
                for shift in [0.0, shadow] {
                    let (from, to) = (Point::new(at + shift, 9.0), Point::new(at + wide + shift, 9.0));
                    letters.push(Letter { text: text.to_owned(), from, to, size: 9.0, is_spaced: false });
                }
            }
            lines(letters.iter().collect(), &[]).remove(0).text
        };
        assert_eq!([0.2, 0.7, 1.2].map(shown), ["11.5", "11.5", "11.5"]);
    }
}
