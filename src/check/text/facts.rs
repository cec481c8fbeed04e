//! What the tables say (表中数): sums of cells, under every placement of values that the source leaves open.

use crate::check::values::Values;
use crate::form::{Form, Slot, pick};
use crate::report::{Number, Report};

pub(super) struct Facts {
    form: &'static Form,
    /// One for each placement.
    views: Vec<Values>,
    started: Vec<&'static str>,
    /// The results of table three are there, so that a row left blank is a row of nothing.
    finished: bool,
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
        let done = Slot::at("table3", "done_total", "total");
        let finished = done.is_some_and(|slot| !report.is_computed(slot) && !report.raw(slot).trim().is_empty());
        Facts { form: report.form(), views, started, finished }
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
        let own = |slot: Slot| self.form.sheet(slot).cells.iter().filter(move |cell| cell.row() == slot.row());
        let stands = |cell: &Slot| self.views.iter().any(|view| !view.is_blank(*cell));
        let table3 = slots.iter().all(|slot| slot.table() == "table3");
        self.finished && table3 || slots.iter().any(|slot| own(*slot).any(stands))
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
