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
    let balances = sheet.identities.iter().filter(|i| i.total.is_none());
    balances.filter_map(|i| Some((*i.left.first()?, balance(report, i)))).collect()
}

fn balance(report: &Report, identity: &Identity) -> Balance {
    let all = || identity.left.iter().chain(&identity.right);
    if all().all(|s| report.reading(*s).is_blank()) {
        return Balance::Empty;
    }
    if all().any(|s| !is_ready(report, *s)) {
        return Balance::Open;
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
