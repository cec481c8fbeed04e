//! What changed between two states of a report, field by field (改动). A draft keeps these beside the file it began
//! with, so that one key in one cell writes one small record, however long the texts are.

use std::sync::Arc;

use super::{Edit, Meta, Report};
use crate::form::{Edition, Prose, Slot};

/// The field that holds the edition.
const EDITION: &str = "meta.format";

/// The field of the question of [`super::Ambiguous`]: blank once it is answered or dropped.
const QUESTION: &str = "table3_ambiguous";

/// What became of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// This text stands there, as if typed.
    Text(Arc<str>),
    /// Nothing stands there, and nothing fills it.
    Blank,
    /// A total that fills itself.
    Itself,
}

/// One field that changed: its place as report files write it, and what it is now.
pub type Changed = (String, Kept);

impl Report {
    /// The fields in which `after` differs. Totals that fill themselves are told once, not at each of their sums.
    pub fn changes(&self, after: &Report) -> Vec<Changed> {
        let mut changes = Vec::new();
        let mut text = |code: String, text: &Arc<str>| changes.push((code, Kept::Text(text.clone())));
        for key in Meta::ALL {
            if self.meta(key) != after.meta(key) {
                text(["meta.", &key.code()].concat(), after.meta_shared(key));
            }
        }
        for prose in Prose::ALL {
            let (old, new) = (self.prose_shared(prose), after.prose_shared(prose));
            // Most keys go elsewhere, and a text may be ten million letters long.
            if !Arc::ptr_eq(old, new) && old != new {
                text(["narrative.", prose.code()].concat(), new);
            }
        }
        if self.edition != after.edition {
            text(EDITION.to_owned(), &after.edition.code().into());
        }
        if self.answers != after.answers {
            self.answers_changed(after, &mut text);
        }
        if self.ambiguous.is_some() != after.ambiguous.is_some() {
            let kept = if after.ambiguous.is_some() { Kept::Itself } else { Kept::Blank };
            changes.push((QUESTION.to_owned(), kept));
        }
        for slot in Slot::all() {
            let (old, new) = (&self.cells[slot.index()], &after.cells[slot.index()]);
            let kept = match &new.raw {
                _ if new.computed => Kept::Itself,
                Some(raw) => Kept::Text(raw.clone()),
                None => Kept::Blank,
            };
            if old.computed != new.computed || (!new.computed && old.raw != new.raw) {
                changes.push((slot.code().to_owned(), kept));
            }
        }
        changes
    }

    fn answers_changed(&self, after: &Report, text: &mut dyn FnMut(String, &Arc<str>)) {
        for (key, answer) in &after.answers {
            if self.answer(key) != Some(answer) {
                text(["answers.", key].concat(), answer);
            }
        }
        for (key, _) in &self.answers {
            if after.answer(key).is_none() {
                text(["answers.", key].concat(), &"".into());
            }
        }
    }

    /// Takes changes in again, in their order. A field that is not known here is left alone.
    #[must_use]
    pub fn with(&self, changes: &[Changed]) -> Report {
        let mut next = self.clone();
        for (code, kept) in changes {
            next.take(code, kept, self);
        }
        next.recompute();
        next
    }

    fn take(&mut self, code: &str, kept: &Kept, base: &Report) {
        match (Slot::parse(code), kept) {
            (Some(slot), Kept::Text(text)) => self.perform(&Edit::Cell(slot, text.clone())),
            (Some(slot), kept) => self.put(slot, None, *kept == Kept::Itself),
            (None, Kept::Text(text)) => {
                if let Some(edit) = edit(code, text) {
                    self.perform(&edit);
                }
            }
            (None, kept) if code == QUESTION => {
                self.ambiguous = base.ambiguous.clone().filter(|_| *kept == Kept::Itself);
            }
            (None, _) => {}
        }
    }
}

fn edit(code: &str, text: &Arc<str>) -> Option<Edit> {
    if code == EDITION {
        return Edition::parse(text).map(Edit::Edition);
    }
    let (group, key) = code.split_once('.')?;
    match group {
        "meta" => Meta::ALL.into_iter().find(|m| m.code() == key).map(|m| Edit::Meta(m, text.clone())),
        "narrative" => Prose::ALL.into_iter().find(|p| p.code() == key).map(|p| Edit::Prose(p, text.clone())),
        "answers" => Some(Edit::Answer(key.into(), text.clone())),
        _ => None,
    }
}
