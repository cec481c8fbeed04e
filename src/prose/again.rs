//! A text read again after a change (重读): what was read of the sentences that stayed is kept.
//!
//! What is read in a sentence depends on its letters, on the few before them, on what is known at its beginning, and
//! on how the text writes it, for ranges are of bytes. All of this is compared: a text that is read again reads as
//! if it were read anew.

use std::ops::Range;

use super::count::Reader;
use super::{Letters, Reading, Sentence};

/// So many letters before a sentence are looked at in it: `第`, `不超过`.
const BEFORE: usize = 3;

/// One sentence of the way through a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    pub letters: Range<usize>,
    /// What is known where it begins, and where it ends.
    pub before: Reader,
    pub after: Reader,
    /// None if nothing is said in it that can be checked.
    pub sentence: Option<Sentence>,
}

/// A text, and what was read of it.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub text: &'a str,
    pub letters: &'a Letters,
    pub reading: &'a Reading,
}

impl Known<'_> {
    /// The step through these letters of another text, the `at`-th of so many, if it was taken before: it is as far
    /// from the beginning as it was, or from the end, for what changed stands behind it or before it.
    pub(super) fn step(
        &self,
        (text, letters, within): (&str, &Letters, &Range<usize>),
        (at, all): (usize, usize),
        before: &Reader,
    ) -> Option<Step> {
        let steps = &self.reading.steps;
        let seen = seen(text, letters, within);
        let same = |step: &&Step| step.before == *before && self::seen(self.text, self.letters, &step.letters) == seen;
        let from_end = (steps.len() + at).wrapping_sub(all);
        let mut step = [at, from_end].into_iter().find_map(|at| steps.get(at).filter(same))?.clone();
        step.letters = within.clone();
        if let Some(sentence) = &mut step.sentence {
            sentence.move_to(within.start, letters.bytes(text, within.clone()).start);
        }
        Some(step)
    }
}

/// All that is looked at in a sentence.
fn seen<'a>(text: &'a str, letters: &'a Letters, within: &Range<usize>) -> (usize, Option<&'a str>, &'a [char]) {
    let written = text.get(letters.bytes(text, within.clone()));
    (within.len(), written, letters.stretch(within.start.saturating_sub(BEFORE)..within.end))
}

impl Sentence {
    /// To where its first letter stands now, and its first byte.
    fn move_to(&mut self, letter: usize, byte: usize) {
        let letters = letter.wrapping_sub(self.letters.start);
        let bytes = byte.wrapping_sub(self.range.start);
        shift(&mut self.letters, letters);
        shift(&mut self.range, bytes);
        for count in &mut self.counts {
            shift(&mut count.phrase, bytes);
            shift(&mut count.label, letters);
            shift(&mut count.letters, letters);
        }
        self.said.iter_mut().for_each(|said| shift(&mut said.phrase, bytes));
        self.dates.iter_mut().for_each(|date| shift(&mut date.letters, letters));
    }
}

/// Further on, or back by wrapping.
fn shift(range: &mut Range<usize>, by: usize) {
    *range = range.start.wrapping_add(by)..range.end.wrapping_add(by);
}
