//! Formulas whose result is what the form itself demands (勾稽关系): those are no doubt.

use crate::codec::intake::Intake;
use crate::form::Slot;
use crate::report::Report;

/// Takes out what is only said of formulas that agree with our own sums.
pub(super) fn settle(mut intake: Intake, why: &str) -> Intake {
    let report = &intake.report;
    intake.doubts.retain(|(slot, doubt)| doubt != why || !is_own_sum(report, *slot));
    intake
}

/// Whether every sum of which the cell is the total comes out, and there is one.
fn is_own_sum(report: &Report, slot: Slot) -> bool {
    let sheets = &report.form().sheets;
    let mut own = sheets.iter().flat_map(|sheet| &sheet.identities).filter(|i| i.total == Some(slot)).peekable();
    let number = report.reading(slot).number();
    number.is_some() && own.peek().is_some() && own.all(|identity| report.sum(&identity.left) == number)
}
