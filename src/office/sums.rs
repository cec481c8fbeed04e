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
    let form = report.form();
    let number = |slot: Slot| report.reading(slot).number();
    let own = form.sheets.iter().flat_map(|sheet| &sheet.identities).filter(|i| i.total == Some(slot));
    let mut any = false;
    for identity in own {
        any = true;
        let parts: Option<Vec<_>> = identity.left.iter().map(|part| number(*part)).collect();
        let sum = parts.map(|parts| parts.into_iter().sum());
        if sum.is_none() || sum != number(slot) {
            return false;
        }
    }
    any
}
