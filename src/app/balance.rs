//! Both sides of the official equation (勾稽关系) for every column, live.

use crate::form::{Identity, Sheet, Slot};
use crate::report::{Number, Report};

/// How a balance stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// Nothing is filled in yet.
    Empty,
    /// A cell it needs is blank or unreadable.
    Open,
    Equal(Number),
    /// The left side and the right side.
    Differs(Number, Number),
}

/// The balances of a table, one for each column that has one.
pub fn balances(report: &Report, sheet: &Sheet) -> Vec<(Slot, Balance)> {
    let mut balances = Vec::new();
    for identity in &sheet.identities {
        if let (None, Some(first)) = (identity.total, identity.left.first()) {
            balances.push((*first, balance(report, identity)));
        }
    }
    balances
}

fn balance(report: &Report, identity: &Identity) -> Balance {
    let (mut blank, mut ready) = (true, true);
    for slot in identity.cells() {
        blank &= report.reading(slot).is_blank();
        ready &= is_ready(report, slot);
    }
    if blank || !ready {
        return if blank { Balance::Empty } else { Balance::Open };
    }
    let side = |slots: &[Slot]| report.sum(slots).unwrap_or_default();
    match (side(&identity.left), side(&identity.right)) {
        (left, right) if left == right => Balance::Equal(left),
        (left, right) => Balance::Differs(left, right),
    }
}

/// Readable, and not a total left blank over addends that are not.
fn is_ready(report: &Report, slot: Slot) -> bool {
    let reading = report.reading(slot);
    if !reading.is_blank() {
        return reading.number().is_some_and(|n| n.is_whole() && !n.is_negative());
    }
    let addends = report.form().total(slot).and_then(|i| report.sum(&i.left));
    addends.is_none_or(Number::is_zero)
}
