//! The only door for change: typing, pasting, choosing, fixing and undoing are the same thing.

use std::sync::Arc;

use super::{Meta, Number, Reading, Report};
use crate::form::{Edition, Prose, Slot};

/// A change of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Text in a cell. A total that is cleared fills itself again.
    Cell(Slot, Arc<str>),
    Prose(Prose, Arc<str>),
    /// A field of `meta`. The edition follows a change of the year.
    Meta(Meta, Arc<str>),
    Edition(Edition),
    /// The answer to the question of [`super::Ambiguous`]: the placement with this number.
    Place(usize),
    /// The question is dropped: the user fills the cells by hand.
    PlaceByHand,
    /// The unit's explanation of a warning, by `<rule>@<place>`; an empty one is taken back.
    Answer(Arc<str>, Arc<str>),
    /// Several changes as one.
    Many(Vec<Edit>),
}

impl Report {
    /// The report after a change. Nothing else in a report ever changes; a read-only one never does.
    #[must_use]
    pub fn apply(&self, edit: &Edit) -> Report {
        let mut next = self.clone();
        if !self.is_read_only() {
            next.perform(edit);
            next.recompute();
        }
        next
    }

    /// The report under one answer to the question of [`super::Ambiguous`], for looking at only.
    pub(crate) fn placed(&self, choice: usize) -> Report {
        let mut placed = self.clone();
        placed.place(choice);
        placed.recompute();
        placed
    }

    pub(super) fn perform(&mut self, edit: &Edit) {
        match edit {
            Edit::Cell(slot, text) => self.type_into(*slot, text),
            Edit::Prose(prose, text) => self.prose[*prose as usize] = text.clone(),
            Edit::Meta(key, text) => self.set_meta(*key, text),
            Edit::Edition(edition) => self.switch(*edition),
            Edit::Place(choice) => self.place(*choice),
            Edit::PlaceByHand => self.ambiguous = None,
            Edit::Answer(key, text) => self.set_answer(key, text),
            Edit::Many(edits) => edits.iter().for_each(|e| self.perform(e)),
        }
    }

    fn type_into(&mut self, slot: Slot, text: &Arc<str>) {
        let computed = text.is_empty() && self.form().total(slot).is_some();
        let cell = &mut self.cells[slot.index()];
        cell.raw = (!text.is_empty()).then(|| text.clone());
        cell.computed = computed;
    }

    /// Puts a value in without making a total fill itself: for what a file says.
    pub(crate) fn put(&mut self, slot: Slot, text: Option<Arc<str>>, computed: bool) {
        let raw = text.filter(|t| !t.is_empty());
        self.cells[slot.index()] = super::Cell { raw, computed };
    }

    pub(crate) fn set_prose(&mut self, prose: Prose, text: &str) {
        self.prose[prose as usize] = text.into();
    }

    pub(crate) fn put_meta(&mut self, key: Meta, text: Arc<str>) {
        self.meta[key.index()] = text;
    }

    fn set_meta(&mut self, key: Meta, text: &Arc<str>) {
        let before = self.year();
        self.put_meta(key, text.clone());
        // A half-typed year (“20”) is no year: the form must not jump while somebody types.
        if let Some(year) = self.year().filter(|y| Some(*y) != before && *y >= 2000) {
            self.switch(Edition::of_year(year));
        }
    }

    fn set_answer(&mut self, key: &Arc<str>, text: &Arc<str>) {
        match self.answers.iter().position(|(place, _)| **place == **key) {
            Some(at) if text.is_empty() => drop(self.answers.remove(at)),
            Some(at) => self.answers[at].1 = text.clone(),
            None if text.is_empty() => {}
            None => self.answers.push((key.to_string(), text.clone())),
        }
    }

    /// Totals of the new edition that were never filled begin to fill themselves.
    fn switch(&mut self, edition: Edition) {
        if edition == self.edition {
            return;
        }
        let before = self.form();
        self.edition = edition;
        for total in self.form().totals() {
            let cell = &mut self.cells[total.index()];
            cell.computed |= cell.raw.is_none() && !before.has(total);
        }
    }

    fn place(&mut self, choice: usize) {
        let Some(ambiguous) = self.ambiguous.clone() else { return };
        let Some(placement) = ambiguous.readings.get(choice) else { return };
        for (slot, text) in &placement.cells {
            self.put(*slot, Some(text.clone()), false);
        }
        self.ambiguous = None;
    }

    /// Fills the totals that fill themselves. Two passes: a total of totals needs the others first.
    pub(crate) fn recompute(&mut self) {
        let form = self.form();
        for _ in 0..2 {
            for total in form.totals().filter(|t| self.is_computed(*t)).collect::<Vec<_>>() {
                let sum = form.total(total).and_then(|i| self.sum(&i.left));
                self.cells[total.index()].raw = sum.map(|n| n.to_string().into());
            }
        }
    }

    /// The sum of the cells: `None` while all are blank, or if one cannot be read.
    pub fn sum(&self, slots: &[Slot]) -> Option<Number> {
        let mut sum = None;
        for slot in slots {
            match self.number(*slot) {
                Reading::Blank if self.is_stuck(*slot) => return None,
                Reading::Blank => {}
                Reading::Unclear { .. } => return None,
                Reading::Number(n) | Reading::Respelled(n) => sum = Some(sum.unwrap_or(Number::ZERO) + n),
            }
        }
        sum
    }

    /// Whether this is a total that would fill itself if all it adds up could be read.
    fn is_stuck(&self, total: Slot) -> bool {
        let addends = self.form().total(total).filter(|_| self.is_computed(total));
        addends.is_some_and(|i| i.left.iter().any(|s| !self.number(*s).is_blank()))
    }
}
