//! Finding a row by words (查找): full or half width, large or small letters, with or without marks between.

use super::shelf::Item;
use super::words::Language;
use crate::form::notes::note_on;
use crate::form::{Form, Slot};
use crate::report::Value;

/// The most characters that are looked for.
pub const MOST: usize = 40;

/// A row that fits.
pub struct Hit {
    /// Its total, or its first cell.
    pub slot: Slot,
    pub name: String,
    pub value: Value,
}

/// The rows of the report's form whose name has all the words, then those whose meaning has.
pub fn find(language: &'static Language, item: &Item, text: &str) -> Vec<Hit> {
    let words: Vec<String> = text.split_whitespace().map(plain).filter(|w| !w.is_empty()).collect();
    let (mut named, mut meant) = (Vec::new(), Vec::new());
    if words.is_empty() {
        return named;
    }
    let form = item.report.form();
    for slot in firsts(form) {
        let name = name(language, form, slot);
        let fits = |text: &str| {
            let text = plain(text);
            words.iter().all(|w| text.contains(w.as_str()))
        };
        let by_name = fits(&name);
        if by_name || fits(&told(language, form, slot, &name)) {
            let hits = if by_name { &mut named } else { &mut meant };
            hits.push(Hit { slot, name, value: item.report.value(slot) });
        }
    }
    named.append(&mut meant);
    named
}

/// One cell for each row: the total's where there is one.
fn firsts(form: &'static Form) -> Vec<Slot> {
    let mut firsts: Vec<Slot> = Vec::new();
    for slot in form.slots() {
        match firsts.iter_mut().find(|f| f.table() == slot.table() && f.row() == slot.row()) {
            Some(first) if slot.column() == "total" => *first = slot,
            Some(_) => {}
            None => firsts.push(slot),
        }
    }
    firsts
}

fn name(language: &Language, form: &Form, slot: Slot) -> String {
    let sheet = form.sheet(slot);
    let mut name = language.say(sheet.table.name).to_owned();
    name.push_str(&language.row(sheet, slot.row()));
    name
}

/// All that a row can be found by: its name, the groups around it and its explanation, and the official words.
fn told(language: &Language, form: &Form, slot: Slot, name: &str) -> String {
    let mut told = name.to_owned();
    let explain = note_on(form.desc.edition, slot).map_or("", |n| n.explain);
    if let Some(row) = form.sheet(slot).row(slot.row()) {
        for text in row.groups.iter().chain([&row.label, &explain]) {
            told.push('\n');
            told.push_str(text);
            told.push_str(language.translation(text).unwrap_or(""));
        }
    }
    told
}

/// What counts when words are compared: letters and digits, half width, small.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let c = match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        };
        if c == '\n' || !is_mark(c) {
            out.push(c.to_ascii_lowercase());
        }
    }
    out
}

/// Spaces, punctuation and quotation marks, Western and Chinese.
fn is_mark(c: char) -> bool {
    (c.is_ascii() && !c.is_ascii_alphanumeric())
        || matches!(c, '\u{A0}' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}')
}
