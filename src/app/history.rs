//! Undo and redo (撤销、重做): whole reports are kept. A report shares its texts, so keeping one costs little.

use crate::report::{Edit, Report};

/// The most steps that can be taken back.
const STEPS: usize = 500;

/// A typing run longer than this (in characters of difference) becomes a step of its own.
const RUN: usize = 30;

#[derive(Debug)]
pub struct History {
    past: Vec<Report>,
    present: Report,
    future: Vec<Report>,
    /// The field that the last step typed into, while typing goes on there.
    run: Option<Edit>,
}

impl History {
    pub fn new(present: Report) -> History {
        History { past: Vec::new(), present, future: Vec::new(), run: None }
    }

    pub fn present(&self) -> &Report {
        &self.present
    }

    /// Takes a change in. Typing on in one field is one step, until [`History::pause`].
    pub fn push(&mut self, next: Report, edit: &Edit) {
        let goes_on = self.run.as_ref().is_some_and(|run| continues(run, edit)) && !self.past.is_empty();
        let before = std::mem::replace(&mut self.present, next);
        self.future.clear();
        if goes_on {
            return;
        }
        self.past.push(before);
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
        self.run = Some(edit.clone());
    }

    /// The next change begins a new step: the caret went elsewhere.
    pub fn pause(&mut self) {
        self.run = None;
    }

    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes the last step back; `false` if there is none.
    pub fn undo(&mut self) -> bool {
        self.run = None;
        let Some(before) = self.past.pop() else { return false };
        self.future.push(std::mem::replace(&mut self.present, before));
        true
    }

    /// Takes it forward again.
    pub fn redo(&mut self) -> bool {
        self.run = None;
        let Some(after) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.present, after));
        true
    }
}

/// Whether `edit` goes on with the typing that `run` began: the same field, and not far from where it began.
fn continues(run: &Edit, edit: &Edit) -> bool {
    let near = |a: &str, b: &str| a.len().abs_diff(b.len()) <= RUN * '字'.len_utf8();
    match (run, edit) {
        (Edit::Cell(a, _), Edit::Cell(b, _)) => a == b,
        (Edit::Prose(a, old), Edit::Prose(b, new)) => a == b && near(old, new),
        (Edit::Meta(a, _), Edit::Meta(b, _)) => a == b,
        (Edit::Answer(a, _), Edit::Answer(b, _)) => a == b,
        _ => false,
    }
}
