//! What a reader of a published report is told (原文如此): the sides of an identity that are printed differently.
//!
//! The same identities and the same care as for the clerk's findings, without a word of advice: the public view says
//! both numbers and leaves it at that.

use super::identities::failures;
use super::{Check, Context};
use crate::form::Identity;
use crate::report::{Number, Report};

/// An identity whose two sides are certain, and certainly differ.
#[derive(Clone, Copy, Debug)]
pub struct Disagreement {
    pub identity: &'static Identity,
    /// What the addends make, or the first two items of a balance.
    pub left: Number,
    /// What is printed as the total, or what the other two items make.
    pub right: Number,
}

/// Every disagreement, in the form's own order. Of values that the source does not place, those that remain wherever
/// they belong: told at their place under the first reading.
pub fn disagreements(report: &Report) -> Vec<Disagreement> {
    let readings = report.ambiguous().map_or(0, |a| a.readings.len());
    if readings == 0 {
        return alone(report);
    }
    let mut common = alone(&report.placed(0));
    for choice in 1..readings {
        let others = alone(&report.placed(choice));
        common.retain(|d| others.iter().any(|o| d.is_like(o)));
    }
    common
}

fn alone(report: &Report) -> Vec<Disagreement> {
    let check = Check::new(report, Context::default());
    let mut found = Vec::new();
    for sheet in &report.form().sheets {
        for failure in failures(&check, sheet) {
            found.push(Disagreement { identity: failure.identity, left: failure.left, right: failure.right });
        }
    }
    found
}

impl Disagreement {
    /// The same rule with the same numbers, perhaps in another column.
    fn is_like(&self, other: &Disagreement) -> bool {
        self.identity.rule == other.identity.rule && self.left == other.left && self.right == other.right
    }
}
