//! 原文如此: what is printed and does not agree, said calmly with both numbers, and never put right.

use super::shelf::Item;
use super::words::Language;
use crate::check::printed::Disagreement;
use crate::form::{Form, Slot};

/// One thing to know about the printed numbers.
pub struct Note {
    /// The cells it speaks of: the total first, or all of a balance.
    pub slots: Vec<Slot>,
    pub text: String,
}

/// What is to be said of a report's numbers.
pub fn notes(language: &'static Language, item: &Item) -> Vec<Note> {
    let form = item.report.form();
    let mut notes = Vec::new();
    for disagreement in item.disagreements() {
        notes.push(Note { slots: cells(disagreement), text: told(language, form, disagreement) });
    }
    notes.extend(unplaced(language, item));
    notes
}

fn cells(d: &Disagreement) -> Vec<Slot> {
    let mut cells = Vec::new();
    cells.extend(d.identity.total);
    cells.extend_from_slice(&d.identity.left);
    if d.identity.total.is_none() {
        cells.extend_from_slice(&d.identity.right);
    }
    cells
}

/// `表四“行政复议”：各项相加为 11，原文“总计”印作 0。`
pub fn told(language: &Language, form: &Form, d: &Disagreement) -> String {
    let (left, right) = (d.left.to_string(), d.right.to_string());
    let Some(slot) = d.identity.total.or(d.identity.left.first().copied()) else { return String::new() };
    let sheet = form.sheet(slot);
    let table = language.say(sheet.table.name);
    let (row, column) = (language.row(sheet, slot.row()), language.column(sheet, slot.column()));
    match d.identity.total {
        Some(_) if d.identity.left.iter().all(|s| s.row() == slot.row()) => {
            language.fill("{0}{1}：各项相加为 {2}，原文{3}印作 {4}。", &[table, &row, &left, &column, &right])
        }
        Some(_) => language.fill("{0}{1}列：各行相加为 {2}，原文{3}印作 {4}。", &[table, &column, &left, &row, &right]),
        None => {
            let names = |slots: &[Slot]| joined(language, form, slots);
            let (before, after) = (names(&d.identity.left), names(&d.identity.right));
            let with = [table, &column, &before, &left, &after, &right];
            language.fill("{0}{1}列：{2}相加为 {3}，{4}相加为 {5}，两者按表样应当相等。", &with)
        }
    }
}

/// `“一、…”与“二、…”`.
fn joined(language: &Language, form: &Form, slots: &[Slot]) -> String {
    let mut text = String::new();
    for slot in slots {
        if !text.is_empty() {
            text.push_str(language.say("与"));
        }
        text.push_str(&language.row(form.sheet(*slot), slot.row()));
    }
    text
}

/// Values that the source does not place are not shown in any cell; here they stand as they are printed.
fn unplaced(language: &Language, item: &Item) -> Option<Note> {
    let question = item.report.ambiguous()?;
    let sheet = item.report.form().table("table3")?;
    let mut text = language.say("表三有些数在原文中看不出属于哪一列，表中没有采用。原文为：").to_owned();
    for (at, (row, values)) in question.printed.iter().enumerate() {
        text.push_str(if at > 0 { language.say("；") } else { "" });
        text.push_str(&language.row(sheet, row));
        for value in values {
            text.push(' ');
            text.push_str(value);
        }
    }
    text.push_str(language.say("。"));
    let mut slots = Vec::new();
    for reading in &question.readings {
        for (slot, _) in &reading.cells {
            if !slots.contains(slot) {
                slots.push(*slot);
            }
        }
    }
    Some(Note { slots, text })
}
