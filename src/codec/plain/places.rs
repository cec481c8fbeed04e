//! Where words stand on a page that was laid out with spaces (栏目位置). A head torn over lines says its columns in any
//! order; which of them is left of which, the page still shows.

use super::measure::{is_wide, width};
use super::pieces::letters;

/// Where a word begins: in columns of half a Chinese letter, and in letters. Programs lay pages out by the one or by
/// the other.
pub(super) type At = [usize; 2];

/// A word's letters, and where it begins.
pub(super) type Place = (String, At);

/// Whether one stands no farther right than another; so does what only one of both ways to lay out has right of it.
pub(super) fn is_left(a: At, b: At) -> bool {
    a.iter().zip(b).any(|(a, b)| *a <= b)
}

/// Text with nothing wider than this between its words is not laid out.
const GAP: &str = "  ";

/// The words of a line and their places; none where the line is not laid out.
pub(super) fn places(raw: &str) -> Vec<Place> {
    if !raw.contains(GAP) || raw.contains(['\t', '|']) {
        return Vec::new();
    }
    let (mut places, mut at, mut word, mut from) = (Vec::new(), [0, 0], String::new(), [0, 0]);
    for c in raw.chars().chain([' ']) {
        if !c.is_whitespace() {
            if word.is_empty() {
                from = at;
            }
            word.push(c);
        } else if !word.is_empty() {
            places.push((letters(&word), from));
            word.clear();
        }
        at = [at[0] + if is_wide(c) { 2 } else { 1 }, at[1] + 1];
    }
    places
}

/// For each of some headings how far left a piece of it begins that is a piece of no other.
pub(super) struct Leftmost(Vec<Option<At>>);

impl Leftmost {
    pub(super) fn none(headings: usize) -> Leftmost {
        Leftmost(vec![None; headings])
    }

    pub(super) fn add(&mut self, places: &[Place], headings: &[String]) {
        for (word, at) in places.iter().filter(|(word, _)| !word.is_empty()) {
            let mut of = headings.iter().enumerate().filter(|(_, heading)| heading.contains(word.as_str()));
            if let (Some((heading, _)), None) = (of.next(), of.next())
                && let Some(left) = self.0.get_mut(heading)
            {
                *left = Some(left.map_or(*at, |left| [left[0].min(at[0]), left[1].min(at[1])]));
            }
        }
    }

    pub(super) fn of(&self, heading: usize) -> Option<At> {
        self.0.get(heading).copied().flatten()
    }

    /// Whether no heading stands left of one that is before it.
    pub(super) fn is_in_order(&self) -> bool {
        let known: Vec<At> = self.0.iter().flatten().copied().collect();
        known.windows(2).all(|two| matches!(two, [a, b] if is_left(*a, *b)))
    }
}

/// Whether something begins so far right that the heading of a row has room before it.
pub(super) fn is_beside_rows(at: At) -> bool {
    at[0] >= width("一、本年新收")
}
