//! From what was found to what is said: nothing twice, one edition, official order (定稿).

use super::labels::quoted;
use super::lines::{Found, Reader};
use super::{Recognised, Unplaced, Why};
use crate::form::{Edition, Form, Sheet, Slot};

/// Settles what was found. `year` decides where both editions fit alike.
pub(super) fn settle(mut reader: Reader, year: Option<u16>) -> Recognised {
    drop_sums(&mut reader);
    drop_twice(&mut reader);
    let edition = edition(&reader.found, year);
    let form = Form::of(edition);
    take(&mut reader, &|f| !form.has(f.slot), Why::OtherForm);
    let (mut cells, mut at) = (Vec::new(), Vec::new());
    for sheet in &form.sheets {
        for slot in &sheet.cells {
            if let Some(found) = reader.found.iter().find(|f| f.slot == *slot) {
                cells.push((*slot, found.text.clone()));
                at.push(found.at);
            }
        }
    }
    let labels = labels(&reader.found, form);
    let missing = missing(&cells, form);
    let (title, org, prose) = (None, None, Vec::new());
    Recognised { edition, title, org, year, cells, at, prose, labels, unplaced: reader.unplaced, missing }
}

/// Takes found cells back.
pub(super) fn take(reader: &mut Reader, wanted: &dyn Fn(&Found) -> bool, why: Why) {
    let mut kept = Vec::new();
    for found in std::mem::take(&mut reader.found) {
        if !wanted(&found) {
            kept.push(found);
        } else if !found.text.is_empty() {
            let mut near = quoted(&found.row_label);
            near.push_str(if near.is_empty() { "" } else { "／" });
            near.push_str(&quoted(&found.column_label));
            let (table, row, col) = found.at;
            reader.unplaced.push(Unplaced { text: found.text, table, row, col, near, why });
        }
    }
    reader.found = kept;
}

/// A row that stands for others, beside these others, sums them up; beside blank ones it is what the report has.
fn drop_sums(reader: &mut Reader) {
    for sheet in &Form::of(Edition::E2021).sheets {
        let Some(lump) = &sheet.table.lump else { continue };
        let is_part = |f: &Found| f.slot.table() == sheet.table.id && lump.replaces.contains(&f.slot.row());
        let is_lump = |f: &Found| sheet.lump.contains(&f.slot);
        let is_told = |f: &&Found| !f.text.trim().is_empty();
        if reader.found.iter().filter(is_told).any(is_part) {
            take(reader, &is_lump, Why::OtherForm);
        } else if reader.found.iter().filter(is_told).any(is_lump) {
            reader.found.retain(|f| !is_part(f));
        } else if reader.found.iter().any(is_part) {
            reader.found.retain(|f| !is_lump(f));
        }
    }
}

/// What stands twice with different texts, or beside headings that differ (a district's and its street's): nobody knows
/// which is the report's. One difference in a table makes all of the table that stands twice doubtful.
fn drop_twice(reader: &mut Reader) {
    let mut times: Vec<u8> = vec![0; Slot::count()];
    let mut first: Vec<Option<usize>> = vec![None; Slot::count()];
    let mut doubtful: Vec<&str> = Vec::new();
    for (at, found) in reader.found.iter().enumerate() {
        let slot = found.slot.index();
        times[slot] = times[slot].saturating_add(1);
        match first[slot] {
            None => first[slot] = Some(at),
            Some(first) => {
                let table = found.slot.table();
                let one = &reader.found[first];
                let is_same = one.text == found.text && !differ(&quoted(&one.row_label), &quoted(&found.row_label));
                if !is_same && !doubtful.contains(&table) {
                    doubtful.push(table);
                }
            }
        }
    }
    take(reader, &|f| times[f.slot.index()] > 1 && doubtful.contains(&f.slot.table()), Why::Twice);
}

/// The edition that has a place for more of the cells.
fn edition(found: &[Found], year: Option<u16>) -> Edition {
    let fits = |edition| found.iter().filter(|f| Form::of(edition).has(f.slot)).count();
    let (new, old) = (fits(Edition::E2021), fits(Edition::E2019));
    match year.map(Edition::of_year) {
        Some(edition) if new == old => edition,
        _ if old > new => Edition::E2019,
        _ => Edition::E2021,
    }
}

/// The headings that stand otherwise than in the form.
fn labels(found: &[Found], form: &Form) -> Vec<(String, String)> {
    let mut labels: Vec<(String, String)> = Vec::new();
    for found in found {
        let (slot, sheet) = (found.slot, form.sheet(found.slot));
        let row = sheet.row(slot.row()).map(|r| (r.label, [sheet.table.id, ".", r.id].concat()));
        let column = sheet.column(slot.column()).map(|c| (c.label, [sheet.table.id, ".*.", c.id].concat()));
        for (label, official) in [(&found.row_label, row), (&found.column_label, column)] {
            let label = quoted(label);
            let Some((_, place)) = official.filter(|(o, _)| !label.is_empty() && differ(&label, o)) else { continue };
            if !labels.iter().any(|(p, _)| *p == place) {
                labels.push((place, label));
            }
        }
    }
    labels
}

/// Whether two headings differ in more than width and the shape of quotation marks.
fn differ(a: &str, b: &str) -> bool {
    let plain = |text: &str| {
        let mut plain = String::new();
        for c in text.chars() {
            plain.push(match c {
                '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                '“' | '”' => '"',
                c => c,
            });
        }
        plain
    };
    plain(a) != plain(b)
}

/// What the tables found here have and the source does not.
fn missing(cells: &[(Slot, String)], form: &Form) -> Vec<Slot> {
    let mut missing = Vec::new();
    for sheet in &form.sheets {
        if cells.iter().any(|(slot, _)| sheet.cells.contains(slot)) {
            missing_of(cells, sheet, &mut missing);
        }
    }
    missing
}

fn missing_of(cells: &[(Slot, String)], sheet: &Sheet, missing: &mut Vec<Slot>) {
    let stands = |slot: Slot| cells.iter().any(|(s, _)| *s == slot);
    for slot in &sheet.slots {
        let lumped = sheet.table.lump.as_ref().filter(|l| l.replaces.contains(&slot.row()));
        let in_lump = lumped.and_then(|l| Slot::at(sheet.table.id, l.row.id, slot.column())).is_some_and(stands);
        if !stands(*slot) && !in_lump {
            missing.push(*slot);
        }
    }
}
