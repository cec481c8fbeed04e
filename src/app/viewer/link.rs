//! What is on the screen as a short query (固定链接): `gk=1&year=2025&vs=2024&open=table3&at=table3.new.total`.
//!
//! Stable and readable. Reading believes nothing: an unknown key is passed over, a value counts only if it is one of
//! those there are, and the one free text is cut and cleaned. An address can choose what is shown, not what it says.

use super::Viewer;
use super::figures;
use super::find::MOST;
use super::seen::{Against, PANELS, Seen, TOTAL};
use super::table::Sort;
use crate::form::{Form, Slot};

/// The version of the keys.
const VERSION: &str = "1";

/// The longest query that is read, in bytes.
const LONGEST: usize = 2000;

/// The query for what is shown: only what differs from how a page begins.
pub fn write(viewer: &Viewer) -> String {
    let seen = &viewer.seen;
    let mut out = String::from("gk=");
    out.push_str(VERSION);
    let mut add = |key: &str, value: &str| {
        if !value.is_empty() {
            out.push('&');
            out.push_str(key);
            out.push('=');
            encode(value, &mut out);
        }
    };
    if let Some(unit) = viewer.units().get(seen.unit).filter(|_| viewer.units().len() > 1) {
        add("unit", unit);
    }
    add("year", &seen.year.to_string());
    match seen.against {
        Against::Before => {}
        Against::Nothing => add("vs", "none"),
        Against::Year(year) => add("vs", &year.to_string()),
    }
    let open: Vec<&str> = PANELS.iter().copied().filter(|p| seen.is_open(p)).collect();
    add("open", &open.join(","));
    add("fold", flag(seen.folded));
    add("yoy", flag(seen.changes));
    add("share", flag(seen.shares));
    add("large", flag(seen.large));
    add("plain", flag(seen.plain));
    if seen.column != TOTAL {
        add("col", seen.column);
    }
    if let Some(sort) = seen.sort {
        let mut text = [sort.table, sort.column].join(".");
        text.push_str(if sort.falling { "" } else { ".up" });
        add("sort", &text);
    }
    add("at", seen.touched.map_or("", Slot::code));
    add("by", seen.by.unwrap_or(""));
    add("find", &seen.find);
    out
}

fn flag(on: bool) -> &'static str {
    if on { "1" } else { "" }
}

/// Takes over what a query asks for, as far as there is such a thing.
pub fn read(query: &str, viewer: &mut Viewer) {
    let query = query.trim_start_matches(['?', '#']);
    let pairs = pairs(query);
    let get = |key: &str| pairs.iter().find(|(k, _)| k == key).map_or("", |(_, v)| v.as_str());
    if query.len() > LONGEST || get("gk") != VERSION {
        return;
    }
    let mut seen = Seen::default();
    seen.unit = viewer.units().iter().position(|u| **u == *get("unit")).unwrap_or(0);
    seen.year = get("year").parse().ok().filter(|y| viewer.has(seen.unit, *y)).unwrap_or(viewer.latest(seen.unit));
    seen.against = match get("vs") {
        "none" => Against::Nothing,
        year => match year.parse().ok().filter(|y| *y != seen.year && viewer.has(seen.unit, *y)) {
            Some(year) => Against::Year(year),
            None => Against::Before,
        },
    };
    for panel in get("open").split(',') {
        seen.set_open(panel, true);
    }
    seen.folded = get("fold") == "1";
    seen.changes = get("yoy") == "1";
    seen.shares = get("share") == "1";
    seen.large = viewer.seen.large || get("large") == "1";
    seen.plain = get("plain") == "1";
    seen.by = figures::key(get("by"));
    seen.find = clean(get("find"));
    let form = viewer.form_of(seen.unit, seen.year);
    seen.column = column(form, "table3", get("col")).unwrap_or(TOTAL);
    seen.sort = sort(form, get("sort"));
    seen.touched = Slot::parse(get("at")).filter(|s| form.has(*s));
    viewer.seen = seen;
}

fn column(form: &'static Form, table: &str, text: &str) -> Option<&'static str> {
    form.table(table)?.column(text).map(|c| c.id)
}

/// `table3.total`, `table3.total.up`.
fn sort(form: &'static Form, text: &str) -> Option<Sort> {
    let (text, falling) = text.strip_suffix(".up").map_or((text, true), |t| (t, false));
    let (table, name) = text.split_once('.')?;
    let sheet = form.table(table).filter(|s| super::table::is_matrix(s))?;
    Some(Sort { table: sheet.table.id, column: column(form, table, name)?, falling })
}

/// The text to look for: short, and without marks nobody can see.
pub fn clean(text: &str) -> String {
    let hidden = |c: &char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    text.chars().filter(|c| !hidden(c)).take(MOST).collect()
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for pair in query.split('&').take(40) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        if let (Some(key), Some(value)) = (decode(key), decode(value)) {
            pairs.push((key, value));
        }
    }
    pairs
}

fn encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~' | b',') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// `None` for what is no text: the pair is passed over.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|d| d as u8)
}
