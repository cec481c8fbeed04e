//! What the tables say (表中数): sums of cells, under every placement of values that the source leaves open.

use crate::check::values::Values;
use crate::form::{Form, Slot, pick};
use crate::report::{Number, Report};

pub(super) struct Facts {
    form: &'static Form,
    /// One for each placement.
    views: Vec<Values>,
    started: Vec<&'static str>,
}

impl Facts {
    pub(super) fn of(report: &Report) -> Facts {
        let placements = report.ambiguous().map_or(0, |question| question.readings.len());
        let (mut views, mut started) = (Vec::new(), started(report));
        for choice in 0..placements {
            let placed = report.placed(choice);
            started = self::started(&placed);
            views.push(Values::of(&placed));
        }
        if views.is_empty() {
            views.push(Values::of(report));
        }
        Facts { form: report.form(), views, started }
    }

    pub(super) fn is_started(&self, table: &str) -> bool {
        self.started.contains(&table)
    }

    /// The cells that the edition has.
    pub(super) fn present(&self, slots: &[Slot]) -> Vec<Slot> {
        pick(slots, &|slot| self.form.has(slot))
    }

    /// What the cells add up to under each placement; `None` where that is not certain, or nothing was filled in.
    pub(super) fn sums(&self, slots: &[Slot]) -> Option<Vec<Number>> {
        let slots = self.present(slots);
        if slots.is_empty() || !slots.iter().all(|slot| self.is_started(slot.table())) {
            return None;
        }
        let mut sums = Vec::new();
        for view in &self.views {
            let mut sum = Number::ZERO;
            for slot in &slots {
                sum = sum + view.reckoned(*slot)?;
            }
            sums.push(sum);
        }
        Some(sums)
    }

    /// The sum that holds whatever the placement.
    pub(super) fn sum(&self, slots: &[Slot]) -> Option<Number> {
        let sums = self.sums(slots)?;
        let first = *sums.first()?;
        sums.iter().all(|sum| *sum == first).then_some(first)
    }

    /// Whether anything stands in the rows of the cells: rows that nobody has filled yet say nothing.
    pub(super) fn is_filled(&self, slots: &[Slot]) -> bool {
        let sheet_of = |slot: Slot| self.form.sheet(slot);
        slots.iter().any(|slot| {
            let cells = sheet_of(*slot).cells.iter().filter(|cell| cell.row() == slot.row());
            cells.into_iter().any(|cell| self.views.iter().any(|view| !view.is_blank(*cell)))
        })
    }
}

fn started(report: &Report) -> Vec<&'static str> {
    let mut started = Vec::new();
    for sheet in &report.form().sheets {
        if report.is_started(sheet.table.id) {
            started.push(sheet.table.id);
        }
    }
    started
}
