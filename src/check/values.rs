//! How every cell of a report reads, read once for all rules.

use crate::form::Slot;
use crate::report::{Number, Reading, Report};

pub(crate) struct Values {
    readings: Vec<Reading>,
}

/// What a cell is worth in an identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Worth {
    Known(Number),
    /// Unreadable, not a possible count, or a blank total: nothing that needs it is assessed.
    Unknown,
}

impl Values {
    pub(crate) fn of(report: &Report) -> Values {
        Values { readings: Slot::all().map(|s| report.reading(s)).collect() }
    }

    pub(crate) fn reading(&self, slot: Slot) -> &Reading {
        &self.readings[slot.index()]
    }
}
