//! A table of the form (表), laid out as it is printed, with its balance strip below.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::el::{Attr, El, When, el, list};
use super::grid::{Grid, Grids, chosen, is_matrix};
use super::hand::{self, Part};
use super::kept::{Shown, kept};
use super::{Send, button, cell_of, faint, mark, tick};
use crate::app::balance::{Balance, balances};
use crate::app::cursor::Step;
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::form::{Sheet, Slot};
use crate::report::Number;

pub(super) fn view(editor: &Editor, sheet: &'static Sheet, grid: &Grid, grids: &Grids, send: &Send) -> El {
    let lump = if editor.report().is_lumped(sheet.table.id) { grid.lump.clone() } else { Html::default() };
    let matrix = is_matrix(sheet);
    let table = el("table")
        .attr(Attr::Role, "grid")
        .on(When::Input, typed(send))
        .on(When::KeyDown, keys(send))
        .on(When::FocusIn, focused(send))
        .sends(When::FocusOut, send, Msg::Focus(None))
        .child(el("caption").class("hidden").child(sheet.table.name))
        .child(matrix.then(|| widths(sheet)))
        .child(grid.head.clone())
        .child(grid.body.clone())
        .child(lump);
    let column = chosen(editor, sheet);
    let aids = hand::view(editor, Part::Aids(sheet), send);
    el("div")
        .class("sheet")
        .class(sheet.table.id)
        .class(if matrix { "matrix" } else { "lines" })
        .child(if matrix { kept(None, Shown::Tabs(Tabs::of(sheet, column, grids, send))) } else { Html::default() })
        .child(aids)
        .child(table.child(strip(editor, sheet, column)))
}

/// The columns of a matrix: groups, the rows' own headings, numbers.
fn widths(sheet: &Sheet) -> El {
    let numbers = sheet.table.columns.len();
    let class = |at: usize| match sheet.width - at {
        left if left <= numbers => "number",
        left if left == numbers + 1 => "item",
        _ if at == 0 => "outer",
        _ => "inner",
    };
    (0..sheet.width).fold(el("colgroup"), |all, at| all.child(el("col").class(class(at))))
}

/// On a narrow screen: which column to fill in. Each with the gravest finding in it.
#[derive(PartialEq)]
pub(super) struct Tabs {
    /// Id, label, finding.
    columns: Vec<(&'static str, &'static str, Option<Severity>)>,
    chosen: &'static str,
    send: Send,
}

impl Tabs {
    fn of(sheet: &'static Sheet, chosen: &'static str, grids: &Grids, send: &Send) -> Tabs {
        let mut columns = Vec::new();
        for column in sheet.table.columns {
            columns.push((column.id, column.label, worst(sheet, column.id, grids)));
        }
        Tabs { columns, chosen, send: send.clone() }
    }

    pub(super) fn view(&self) -> El {
        let mut tabs = el("div").class("tabs").attr(Attr::Role, "group").attr(Attr::AriaLabel, "申请人类别");
        for (id, label, worst) in &self.columns {
            let pressed = if *id == self.chosen { "true" } else { "false" };
            let button = button(label, &self.send, Msg::Column(id)).attr(Attr::AriaPressed, pressed);
            tabs = tabs.child(button.child(worst.map(mark)));
        }
        tabs
    }
}

fn worst(sheet: &Sheet, column: &str, grids: &Grids) -> Option<Severity> {
    let mut worst: Option<Severity> = None;
    for slot in &sheet.slots {
        if let Some(severity) = grids.severity(*slot).filter(|_| slot.column() == column) {
            worst = Some(worst.map_or(severity, |w| w.min(severity)));
        }
    }
    worst
}

/// The balance strip (勾稽关系), under the tables that have balances.
fn strip(editor: &Editor, sheet: &'static Sheet, column: &'static str) -> Option<El> {
    let balances = balances(editor.report(), sheet);
    (!balances.is_empty()).then(|| el("tfoot").child(kept(None, Shown::Strip(Strip { sheet, balances, column }))))
}

/// What the balance strip shows.
pub(super) struct Strip {
    sheet: &'static Sheet,
    balances: Vec<(Slot, Balance)>,
    column: &'static str,
}

impl PartialEq for Strip {
    fn eq(&self, other: &Strip) -> bool {
        self.sheet.table.id == other.sheet.table.id && self.balances == other.balances && self.column == other.column
    }
}

impl Strip {
    pub(super) fn view(&self) -> Option<El> {
        let identity = self.sheet.identities.iter().find(|i| i.total.is_none())?;
        let head = el("th")
            .attr(Attr::Scope, "row")
            .attr(Attr::Colspan, self.sheet.width - self.balances.len())
            .child(self.side(&identity.left))
            .child(self.side(&identity.right))
            .child(el("span").child("勾稽关系"));
        let mut strip = el("tr").class("strip").child(head);
        for (slot, b) in &self.balances {
            strip = strip.child(balance(*b).class_if("off", slot.column() != self.column));
        }
        Some(strip)
    }

    fn side(&self, slots: &[Slot]) -> El {
        let mut rows = String::new();
        for slot in slots {
            rows.push_str(if rows.is_empty() { "" } else { "＋" });
            rows.push_str(&short(self.sheet, slot.row()));
        }
        el("span").child(rows)
    }
}

/// `一`, `三（七）`: a row by its numeral.
fn short(sheet: &Sheet, row: &str) -> String {
    let Some(row) = sheet.row(row) else { return String::new() };
    let numeral = |label: &'static str| label.split('、').next().unwrap_or(label);
    match (row.groups.first(), row.label.split_once('）')) {
        (Some(group), Some((inner, _))) => format!("{}{inner}）", numeral(group)),
        _ => numeral(row.label).to_owned(),
    }
}

fn balance(balance: Balance) -> El {
    let (class, sides, verdict) = match balance {
        Balance::Empty => ("empty", None, faint("—")),
        Balance::Open => ("open", None, list().child("待填")),
        Balance::Equal(n) => ("equal", Some((n, n)), list().child(tick()).child("相符")),
        Balance::Differs(left, right) => {
            let by = (left - right).abs();
            ("differs", Some((left, right)), list().child(mark(Severity::Error)).child(format!("差 {by}")))
        }
    };
    let side = |n: Option<Number>| el("span").child(n.map_or_else(String::new, |n| n.to_string()));
    el("td")
        .class("balance")
        .class(class)
        .child(side(sides.map(|s| s.0)))
        .child(side(sides.map(|s| s.1)))
        .child(el("span").class("verdict").child(verdict))
}

fn typed(send: &Send) -> impl Fn(Event) + use<> {
    let send = send.clone();
    move |event| {
        if let Some((slot, input)) = cell_of(&event) {
            send.emit(Msg::Type(slot, input.value().into()));
        }
    }
}

fn focused(send: &Send) -> impl Fn(Event) + use<> {
    let send = send.clone();
    move |event| send.emit(Msg::Focus(cell_of(&event).map(|(slot, _)| slot)))
}

fn keys(send: &Send) -> impl Fn(Event) + use<> {
    let send = send.clone();
    move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        // 229: a key the input method keeps, also after composition ended on some systems.
        if event.is_composing() || event.key_code() == 229 || event.alt_key() || event.meta_key() {
            return;
        }
        let Some((slot, input)) = cell_of(&event) else { return };
        if let Some(step) = step(&event, &Caret::of(&input)) {
            event.prevent_default();
            send.emit(Msg::Step(slot, step));
        }
    }
}

/// Where the caret stands in a cell's text.
pub(super) struct Caret {
    pub at_start: bool,
    pub at_end: bool,
}

impl Caret {
    /// With everything selected, as after moving in by key, it stands at both ends.
    pub fn of(input: &web_sys::HtmlInputElement) -> Caret {
        let length = input.value().encode_utf16().count() as u32;
        let from = input.selection_start().ok().flatten().unwrap_or(0);
        let to = input.selection_end().ok().flatten().unwrap_or(length);
        let all = from == 0 && to == length;
        Caret { at_start: all || to == 0, at_end: all || from == length }
    }
}

fn step(event: &KeyboardEvent, caret: &Caret) -> Option<Step> {
    match (event.key().as_str(), event.ctrl_key(), event.shift_key()) {
        ("Home", true, false) => Some(Step::Top),
        ("End", true, false) => Some(Step::Bottom),
        (_, true, _) => None,
        ("Enter", _, true) => Some(Step::Up),
        ("Enter", _, false) => Some(Step::Down),
        (_, _, true) => None,
        ("ArrowUp", ..) => Some(Step::Up),
        ("ArrowDown", ..) => Some(Step::Down),
        ("ArrowLeft", ..) => caret.at_start.then_some(Step::Left),
        ("ArrowRight", ..) => caret.at_end.then_some(Step::Right),
        ("Home", ..) => caret.at_start.then_some(Step::Home),
        ("End", ..) => caret.at_end.then_some(Step::End),
        _ => None,
    }
}
