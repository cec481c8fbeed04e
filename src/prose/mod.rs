//! What the narrative says in numbers (正文里的数).
//!
//! A text becomes letters ([`letters`]), the letters sentences, a sentence words, numbers and marks ([`words`]); and
//! where a word of [`crate::form::cues`] and a number belong together without doubt, they become a count with a topic
//! ([`count`]). Whether it is true is not asked here: that is [`crate::check`]'s.
//!
//! Invariants: the text is never changed; every range lies on its characters; what may be read in two ways is read
//! in none; time grows with the text and no faster.

mod again;
mod count;
mod date;
mod letters;
mod number;
mod part;
mod said;
mod topic;
mod words;

use std::ops::Range;

use crate::form::Prose;

use again::Step;
use count::Reader;

pub use again::Known;
pub use count::Count;
pub use date::Date;
pub use letters::{Letters, unified};
pub use number::{About, Kind, Numeral, PIECES};
pub use said::{Said, What};
pub use topic::{Firm, Scope, Topic, When};
pub use words::Names;

/// A sentence in which something is said that can be checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// Its letters.
    pub letters: Range<usize>,
    pub counts: Vec<Count>,
    pub said: Vec<Said>,
    pub dates: Vec<Date>,
}

/// What a text says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub prose: Prose,
    steps: Vec<Step>,
}

impl Reading {
    /// The sentences in which something is said, in order.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.steps.iter().filter_map(|step| step.sentence.as_ref())
    }
}

/// Reads a text of the report of a year by a unit of these names. What is `known` of the text before a change, in a
/// report of the same names, saves time and changes nothing.
pub fn read(
    prose: Prose,
    text: &str,
    letters: &Letters,
    year: Option<u16>,
    names: &Names,
    known: Option<Known>,
) -> Reading {
    let mut reader = Reader::new(prose, year);
    let (all, mut steps) = (sentences_of(letters), Vec::new());
    for (at, within) in all.iter().enumerate() {
        let kept = known.and_then(|known| known.step((text, letters, within), (at, all.len()), &reader));
        let step = kept.unwrap_or_else(|| step(&reader, text, letters, within, names));
        reader = step.after.clone();
        steps.push(step);
    }
    Reading { prose, steps }
}

fn step(before: &Reader, text: &str, letters: &Letters, within: &Range<usize>, names: &Names) -> Step {
    let mut after = before.clone();
    let tokens = words::tokens(&letters.chars, within.clone(), names);
    let dates = date::dates(&tokens);
    let (counts, said) = after.sentence(text, letters, &tokens);
    let range = letters.bytes(text, within.clone());
    let says = !(counts.is_empty() && said.is_empty() && dates.is_empty());
    let sentence = says.then(|| Sentence { range, letters: within.clone(), counts, said, dates });
    Step { letters: within.clone(), before: before.clone(), after, sentence }
}

/// The letters of each sentence, with its mark: to a full stop, or to where a heading begins or ends.
pub fn sentences_of(letters: &Letters) -> Vec<Range<usize>> {
    let (mut sentences, mut from, mut breaks) = (Vec::new(), 0, letters.breaks.iter().copied().peekable());
    for (at, c) in letters.chars.iter().enumerate() {
        while breaks.peek().is_some_and(|b| *b <= at) {
            breaks.next();
            push(&mut sentences, &mut from, at);
        }
        if matches!(c, '。' | '!' | '?') || *c == ']' && letters.chars.get(at.wrapping_sub(1)) == Some(&'…') {
            push(&mut sentences, &mut from, at + 1);
        }
    }
    push(&mut sentences, &mut from, letters.chars.len());
    sentences
}

fn push(sentences: &mut Vec<Range<usize>>, from: &mut usize, to: usize) {
    if to > *from {
        sentences.push(*from..to);
    }
    *from = to;
}

/// Whether any of the words stands in a text, byte for byte. (`str::contains` would bring two search algorithms along.)
pub fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| holds(text, word))
}

fn holds(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    // The first byte decides nearly everywhere.
    (0..text.len()).any(|at| text.get(at) == word.first() && text[at..].starts_with(word))
}
