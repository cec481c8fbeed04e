//! How every cell of a report reads and what it is worth in a sum, settled once for all rules.
//!
//! Worth is what keeps one fault from becoming many: a cell that already has a finding of its own (text, a
//! negative count, a blank total) is worth nothing certain, and no sum that needs it is judged.

use crate::form::{Form, Identity, Slot, pick};
use crate::report::reading::is_possible;
use crate::report::{Number, Reading, Report};

pub(crate) struct Values {
    form: &'static Form,
    readings: Vec<Reading>,
    /// `None`: nothing certain.
    worths: Vec<Option<Number>>,
}

impl Values {
    pub(crate) fn of(report: &Report) -> Values {
        let (mut readings, mut worths) = (Vec::with_capacity(Slot::count()), Vec::with_capacity(Slot::count()));
        for slot in Slot::all() {
            let reading = report.reading(slot);
            worths.push(own_worth(slot, &reading));
            readings.push(reading);
        }
        let mut values = Values { form: report.form(), readings, worths };
        values.doubt_lumps();
        values.settle_totals(report);
        values
    }

    pub(crate) fn reading(&self, slot: Slot) -> &Reading {
        &self.readings[slot.index()]
    }

    pub(crate) fn is_blank(&self, slot: Slot) -> bool {
        self.reading(slot).is_blank()
    }

    /// What the cell counts for in a sum; `None` where nothing that needs it may be judged. A blank counts as 0,
    /// but a blank total only if everything it adds up is 0.
    pub(crate) fn worth(&self, slot: Slot) -> Option<Number> {
        self.worths[slot.index()]
    }

    /// The number that stands in the cell, if it is there and a possible one.
    pub(crate) fn number(&self, slot: Slot) -> Option<Number> {
        self.worth(slot).filter(|_| !self.is_blank(slot))
    }

    /// What the cell is worth, and a total that was left blank what it should be, if all ways of adding up agree.
    pub(crate) fn reckoned(&self, slot: Slot) -> Option<Number> {
        if !self.is_blank(slot) || self.worth(slot).is_some() {
            return self.worth(slot);
        }
        match self.sums_of(slot).as_slice() {
            [first, rest @ ..] if rest.iter().all(|sum| sum == first) => Some(*first),
            _ => None,
        }
    }

    /// The sum of what the cells count for.
    pub(crate) fn sum(&self, slots: &[Slot]) -> Option<Number> {
        let mut sum = Number::ZERO;
        for slot in slots {
            sum = sum + self.worth(*slot)?;
        }
        Some(sum)
    }

    /// What the cells under a total say it should be: one sum for each way of adding them up that says anything.
    pub(crate) fn sums_of(&self, total: Slot) -> Vec<Number> {
        let mut sums = Vec::new();
        for identity in &self.form.sheet(total).identities {
            if identity.total == Some(total) && identity.left.iter().any(|s| !self.is_blank(*s)) {
                sums.extend(self.sum(&identity.left));
            }
        }
        sums
    }

    /// An undivided row beside its own parts: whether it adds to them or repeats them, nobody can tell.
    fn doubt_lumps(&mut self) {
        for sheet in &self.form.sheets {
            let Some(lump) = &sheet.table.lump else { continue };
            let counts = |slot: Slot| !self.worth(slot).is_some_and(Number::is_zero);
            let is_part = |slot: Slot, of: Slot| slot.column() == of.column() && lump.replaces.contains(&slot.row());
            let doubtful = |slot: Slot| counts(slot) && sheet.slots.iter().any(|s| is_part(*s, slot) && counts(*s));
            for slot in pick(&sheet.lump, &doubtful) {
                self.worths[slot.index()] = None;
            }
        }
    }

    /// Totals that nobody typed are as certain as what they add up.
    fn settle_totals(&mut self, report: &Report) {
        // Twice: a total of totals needs the others first.
        for _ in 0..2 {
            for total in self.form.totals() {
                let certain = match (report.is_computed(total), self.is_blank(total)) {
                    (true, _) => self.adds_up(total),
                    (false, true) => self.adds_up_to_nothing(total),
                    (false, false) => continue,
                };
                self.worths[total.index()] = own_worth(total, self.reading(total)).filter(|_| certain);
            }
        }
    }

    /// A total that fills itself is as certain as what it adds up.
    fn adds_up(&self, total: Slot) -> bool {
        self.form.total(total).is_some_and(|i| self.sum(&i.left).is_some())
    }

    /// A blank total is 0 if everything it adds up is, in every direction.
    fn adds_up_to_nothing(&self, total: Slot) -> bool {
        let is_nothing = |i: &Identity| self.sum(&i.left).is_some_and(Number::is_zero);
        self.form.sheet(total).identities.iter().all(|i| i.total != Some(total) || is_nothing(i))
    }
}

fn own_worth(slot: Slot, reading: &Reading) -> Option<Number> {
    match reading {
        Reading::Blank => Some(Number::ZERO),
        Reading::Unclear { .. } => None,
        Reading::Number(n) | Reading::Respelled(n) => Some(*n).filter(|n| is_possible(*n, slot.kind())),
    }
}
