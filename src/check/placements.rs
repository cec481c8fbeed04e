//! Values that the source does not place: the question, and what is wrong wherever they belong.

use super::identities::findings;
use super::{Check, Finding, Fix, Place, Rule, Severity};
use crate::form::{Sheet, Slot};
use crate::later::later;
use crate::report::{Edit, Report};

pub(super) const RULES: &[Rule] = &[AMBIGUOUS];

const AMBIGUOUS: Rule = Rule { id: "C-AMBIGUOUS", severity: Severity::Warning, source: "经验规则" };

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    out.extend(ambiguous(check));
}

fn ambiguous(check: &Check) -> Option<Finding> {
    let question = check.report.ambiguous()?;
    let placements = &question.readings;
    let mut cells = Vec::new();
    for placement in placements {
        placement.cells.iter().for_each(|(slot, _)| cells.push(*slot));
    }
    let related = check.form().in_order(&cells);
    let mut rows: Vec<&str> = related.iter().map(|slot| slot.row()).collect();
    rows.dedup();
    let message = match placements.len() {
        0 | 1 => "表三有些数看不出属于哪一格，请对照原文核对。".to_owned(),
        n => format!("表三有 {} 行的数看不出属于哪一列，有 {n} 种读法，请对照原文选一种。", rows.len()),
    };
    let mut finding = Finding::new(&AMBIGUOUS, Place::Table("table3"), message).related(related);
    for choice in 0..placements.len() {
        finding.fixes.extend(placing(check, choice));
    }
    Some(finding)
}

/// Names the placement by the one column in which it differs from the others, where there is just one.
fn placing(check: &Check, choice: usize) -> Option<Fix> {
    let placements = &check.report.ambiguous()?.readings;
    let own = placements.get(choice)?;
    let shared = |cell: &&(Slot, _)| placements.iter().all(|p| p.cells.contains(cell));
    let mut columns: Vec<&str> = own.cells.iter().filter(|c| !shared(c)).map(|(slot, _)| slot.column()).collect();
    columns.dedup();
    let label = match (columns.as_slice(), check.form().table("table3")) {
        ([column], Some(sheet)) => format!("读法{}：归入{}", choice + 1, sheet.column_name(column)),
        _ => format!("读法{}", choice + 1),
    };
    Some(Fix { label, edit: Edit::Place(choice) })
}

/// What fails wherever the unplaced values belong is wrong already; what fails under some placements is not said.
pub(super) fn under_every(check: &Check, sheet: &Sheet, placements: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    find_under_every(check, sheet, placements, &mut findings);
    findings
}

later! { [feature = "form"] "06",
fn find_under_every(check: &Check, sheet: &Sheet, placements: usize, out: &mut Vec<Finding>) {
    *out = failing_under_every(check, sheet, placements);
}
}

fn failing_under_every(check: &Check, sheet: &Sheet, placements: usize) -> Vec<Finding> {
    let mut common: Vec<Vec<Finding>> = Vec::new();
    for choice in 0..placements {
        let found = placed_findings(&check.report.placed(choice), sheet);
        match choice {
            0 => found.into_iter().for_each(|f| common.push(vec![f])),
            _ => common = pair(common, found),
        }
    }
    let mut findings = Vec::new();
    for same in common {
        findings.extend(merged(check, same));
    }
    findings
}

fn placed_findings(report: &Report, sheet: &Sheet) -> Vec<Finding> {
    findings(&Check::new(report, Default::default()), sheet)
}

/// Gives every finding its partner under one more placement; those without one are dropped. The same place with
/// the same numbers pairs before the same numbers elsewhere, and these before other numbers at the same place.
fn pair(mut common: Vec<Vec<Finding>>, mut others: Vec<Finding>) -> Vec<Vec<Finding>> {
    let mut paired = Vec::new();
    for (place, numbers) in [(true, true), (false, true), (true, false)] {
        let mut at = 0;
        while let Some(first) = common.get(at).and_then(|same| same.first()) {
            match others.iter().position(|other| are_alike(first, other, place, numbers)) {
                Some(partner) => {
                    let mut same = common.remove(at);
                    same.push(others.remove(partner));
                    paired.push(same);
                }
                None => at += 1,
            }
        }
    }
    paired
}

/// Whether two findings of one rule agree in what is asked of them.
fn are_alike(a: &Finding, b: &Finding, place: bool, numbers: bool) -> bool {
    a.rule.id == b.rule.id && (!place || a.at == b.at) && (!numbers || (a.expected == b.expected && a.found == b.found))
}

/// One finding for what fails everywhere: at its place under the first placement, with the cells of all.
fn merged(check: &Check, same: Vec<Finding>) -> Option<Finding> {
    let moves = same.iter().any(|f| Some(f) != same.first());
    let mut cells = Vec::new();
    for finding in &same {
        finding.cells().for_each(|slot| cells.push(slot));
    }
    let mut finding = same.into_iter().next()?;
    cells.retain(|slot| finding.at != Place::Slot(*slot));
    finding.related = check.form().in_order(&cells);
    // Placing the values writes over whatever a fix would have put into the cells.
    finding.fixes.clear();
    if moves {
        finding.message = format!("无论采用哪种读法都对不上。按读法1，{}", finding.message);
    }
    Some(finding)
}
