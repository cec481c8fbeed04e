//! Totals and demands of the form as formulas over the cells of a sheet.

use crate::form::{Form, Identity, Slot};
use crate::report::{Reading, Report};

/// Where a cell of the form stands in its sheet: row and column, from 0.
pub(super) type At = (Slot, u32, u16);

/// A text that is plainly a number which a spreadsheet keeps exactly: it has at most fifteen digits.
pub(super) fn plain(report: &Report, slot: Slot) -> Option<f64> {
    let Reading::Number(number) = report.reading(slot) else { return None };
    let raw = report.raw(slot);
    let digits = raw.bytes().filter(u8::is_ascii_digit).count();
    if raw != number.to_string() || digits > 15 {
        return None;
    }
    raw.parse().ok()
}

/// The formula of a total, where it gives what stands there.
pub(super) fn total(report: &Report, slot: Slot, cells: &[At]) -> Option<String> {
    let identity = report.form().total(slot)?;
    let is_plain = |slot: &Slot| report.raw(*slot).is_empty() || plain(report, *slot).is_some();
    let sum = report.sum(&identity.left).filter(|_| identity.left.iter().all(is_plain))?;
    let same = plain(report, slot).is_some() && report.raw(slot) == sum.to_string();
    same.then(|| ["=SUM(", &area(&identity.left, cells), ")"].concat())
}

/// When an identity does not hold: every text it needs is a number, its totals are filled in, and the sums differ.
pub(super) fn broken(form: &Form, identity: &Identity, cells: &[At]) -> String {
    let (left, right) = (area(&identity.left, cells), area(&identity.right, cells));
    let all = [&*left, ",", &right].concat();
    let mut rule = format!("=AND(COUNTA({all})=COUNT({all}),SUM({left})<>SUM({right})");
    for total in identity.cells().iter().filter(|slot| form.total(**slot).is_some()) {
        let is_needed = identity.total.is_none() || identity.total == Some(*total);
        if is_needed {
            rule.extend([",ISNUMBER(", &area(&[*total], cells), ")"]);
        }
    }
    rule + ")"
}

/// Cells as a formula names them, neighbours as ranges: `$D$7:$D$27,$D$30`.
fn area(slots: &[Slot], cells: &[At]) -> String {
    let mut ranges: Vec<[(u32, u16); 2]> = Vec::new();
    for (_, row, col) in slots.iter().filter_map(|slot| cells.iter().find(|(s, ..)| s == slot)) {
        let (row, col) = (*row, *col);
        match ranges.last_mut() {
            Some([from, to]) if from.0 == row && to.0 == row && to.1 + 1 == col => to.1 = col,
            Some([from, to]) if from.1 == col && to.1 == col && to.0 + 1 == row => to.0 = row,
            _ => ranges.push([(row, col); 2]),
        }
    }
    let named =
        |[from, to]: &[(u32, u16); 2]| if from == to { name(*from) } else { [name(*from), name(*to)].join(":") };
    ranges.iter().map(named).collect::<Vec<_>>().join(",")
}

/// `$D$7`; no table has more columns than the alphabet has letters.
fn name((row, col): (u32, u16)) -> String {
    let letter = char::from(b'A' + col.min(25) as u8);
    format!("${letter}${}", row + 1)
}
