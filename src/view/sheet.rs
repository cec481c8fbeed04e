//! A table of the form (表), laid out as it is printed, with its balance strip below.

use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew::virtual_dom::Key;

use super::el::{Attr, El, When, el, list};
use super::kept::{Shown, kept};
use super::line::{CellView, HeadView, Line, PieceView};
use super::{Send, button, cell_of, faint, mark, tick};
use crate::app::balance::{Balance, balances};
use crate::app::cursor::Step;
use crate::app::{Editor, Msg};
use crate::check::{Finding, Severity};
use crate::form::{Column, Piece, Print, Row, Sheet, Slot};
use crate::later;
use crate::report::Number;

pub(super) fn view(editor: &Editor, sheet: &'static Sheet, send: &Send) -> El {
    let screen = Screen::of(editor, sheet);
    let matrix = screen.is_matrix();
    let table = el("table")
        .on(When::Input, typed(send))
        .on(When::KeyDown, keys(send))
        .on(When::Click, explain(send))
        .on(When::FocusIn, focused(send))
        .sends(When::FocusOut, send, Msg::Focus(None))
        .child(el("caption").class("hidden").child(sheet.table.name))
        .child(matrix.then(|| widths(sheet)))
        .child((sheet.head > 0).then(|| screen.lines("thead", 0, sheet.head)))
        .child(screen.lines("tbody", sheet.head, sheet.lines.len()))
        .child(foot(&screen));
    el("div")
        .class("sheet")
        .class(sheet.table.id)
        .class(if matrix { "matrix" } else { "lines" })
        .child(matrix.then(|| tabs(&screen, send)))
        .child(table)
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

/// What the lines need to know of the state, looked up once.
struct Screen<'a> {
    editor: &'a Editor,
    sheet: &'static Sheet,
    /// The gravest finding of each cell.
    marks: Vec<Option<&'a Finding>>,
    /// Cells in an identity with the focused one.
    kin: Vec<Slot>,
    lit: Vec<Slot>,
    /// The column a narrow screen shows.
    column: &'static str,
}

impl<'a> Screen<'a> {
    fn of(editor: &'a Editor, sheet: &'static Sheet) -> Screen<'a> {
        let mut lit = Vec::new();
        if let Some(finding) = editor.lit.and_then(|at| editor.findings().get(at)) {
            lit.extend(finding.cells());
        }
        let first = sheet.table.columns.first().map_or("", |c| c.id);
        let column = editor.column.filter(|c| sheet.column(c).is_some()).unwrap_or(first);
        Screen { editor, sheet, marks: marks(editor.findings()), kin: kin(sheet, editor.focus), lit, column }
    }

    fn lines(&self, tag: &'static str, from: usize, to: usize) -> El {
        let mut lines = el(tag);
        for at in from..to {
            let pieces = self.sheet.lines[at].iter().map(|p| self.piece(p)).collect();
            lines = lines.child(self.line(Some(at.into()), pieces));
        }
        lines
    }

    fn line(&self, key: Option<Key>, pieces: Vec<PieceView>) -> Html {
        let report = self.editor.report();
        kept(key, Shown::Line(Line { edition: report.edition(), pieces, locked: report.is_read_only() }))
    }

    fn piece(&self, piece: &'static Piece) -> PieceView {
        match piece {
            Piece::Cell { slot, cols } => PieceView::Cell(self.cell(*slot, *cols)),
            Piece::Head { row, column, .. } => PieceView::Head(HeadView {
                piece,
                table: self.sheet.table.id,
                explained: later::is_here()
                    && row.is_some_and(|r| self.editor.explained == Some((self.sheet.table.id, r))),
                focused: self.editor.focus.is_some_and(|f| {
                    f.table() == self.sheet.table.id
                        && (*row == Some(f.row()) || (self.is_matrix() && *column == Some(f.column())))
                }),
            }),
        }
    }

    /// The gravest finding in a column.
    fn worst(&self, column: &str) -> Option<Severity> {
        let mut worst: Option<Severity> = None;
        for slot in &self.sheet.slots {
            if let Some(finding) = self.marks[slot.index()].filter(|_| slot.column() == column) {
                worst = Some(worst.map_or(finding.rule.severity, |w| w.min(finding.rule.severity)));
            }
        }
        worst
    }

    fn is_matrix(&self) -> bool {
        matches!(self.sheet.table.print, Print::Matrix { .. })
    }

    fn cell(&self, slot: Slot, cols: u8) -> CellView {
        let report = self.editor.report();
        let finding = self.marks[slot.index()];
        CellView {
            slot,
            cols,
            raw: report.raw_shared(slot).cloned(),
            computed: report.is_computed(slot),
            severity: finding.map(|f| f.rule.severity),
            message: finding.map(|f| f.message.clone()),
            kin: self.kin.contains(&slot),
            lit: self.lit.contains(&slot),
            off: self.is_matrix() && slot.column() != self.column,
            maybe: maybe(self.editor, slot),
        }
    }
}

fn marks(findings: &[Finding]) -> Vec<Option<&Finding>> {
    let mut marks: Vec<Option<&Finding>> = vec![None; Slot::count()];
    for finding in findings {
        for slot in finding.cells() {
            let old = &mut marks[slot.index()];
            if old.is_none_or(|o| finding.rule.severity < o.rule.severity) {
                *old = Some(finding);
            }
        }
    }
    marks
}

fn kin(sheet: &Sheet, focus: Option<Slot>) -> Vec<Slot> {
    let Some(focus) = focus else { return Vec::new() };
    let mut kin = Vec::new();
    for identity in &sheet.identities {
        if identity.left.contains(&focus) || identity.right.contains(&focus) {
            kin.extend_from_slice(&identity.left);
            kin.extend_from_slice(&identity.right);
        }
    }
    kin
}

/// The value that an open question would put here: shown, but not filled in.
fn maybe(editor: &Editor, slot: Slot) -> Option<String> {
    for reading in &editor.report().ambiguous()?.readings {
        for (at, value) in &reading.cells {
            if *at == slot {
                return Some(format!("{value}？"));
            }
        }
    }
    None
}

/// On a narrow screen: which column to fill in.
fn tabs(screen: &Screen, send: &Send) -> El {
    let tab = |column: &Column| {
        let chosen = column.id == screen.column;
        button(column.label, send, Msg::Column(column.id))
            .attr(Attr::AriaPressed, if chosen { "true" } else { "false" })
            .child(screen.worst(column.id).map(mark))
    };
    let tabs = el("div").class("tabs").attr(Attr::Role, "group").attr(Attr::AriaLabel, "申请人类别");
    screen.sheet.table.columns.iter().fold(tabs, |tabs, column| tabs.child(tab(column)))
}

/// Under the table: the undivided row if the report has one, and the balance strip.
fn foot(screen: &Screen) -> Option<El> {
    let balances = balances(screen.editor.report(), screen.sheet);
    let lumped = screen.editor.report().is_lumped(screen.sheet.table.id);
    if balances.is_empty() && !lumped {
        return None;
    }
    let lump = screen.sheet.table.lump.as_ref().filter(|_| lumped);
    let lump = lump.map(|lump| el("tbody").class("lump").child(lump_line(screen, &lump.row)));
    Some(list().child(lump).child(el("tfoot").child(strip(screen, &balances))))
}

fn lump_line(screen: &Screen, row: &'static Row) -> Html {
    let head = PieceView::Lump { label: row.label, cols: screen.sheet.width - screen.sheet.lump.len() };
    let mut pieces = vec![head];
    pieces.extend(screen.sheet.lump.iter().map(|s| PieceView::Cell(screen.cell(*s, 1))));
    screen.line(None, pieces)
}

fn strip(screen: &Screen, balances: &[(Slot, Balance)]) -> Option<El> {
    let identity = screen.sheet.identities.iter().find(|i| i.total.is_none())?;
    let depth = screen.sheet.width - balances.len();
    let side = |slots: &[Slot]| {
        let mut rows = String::new();
        for slot in slots {
            rows.push_str(if rows.is_empty() { "" } else { "＋" });
            rows.push_str(&short(screen.sheet, slot.row()));
        }
        el("span").child(rows)
    };
    let head = el("th")
        .attr(Attr::Scope, "row")
        .attr(Attr::Colspan, depth)
        .child(side(&identity.left))
        .child(side(&identity.right))
        .child(el("span").child("勾稽关系"));
    let mut strip = el("tr").class("strip").child(head);
    for (slot, b) in balances {
        strip = strip.child(balance(*b).class_if("off", slot.column() != screen.column));
    }
    Some(strip)
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

fn explain(send: &Send) -> impl Fn(Event) + use<> {
    let send = send.clone();
    move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let button = target.and_then(|t| t.closest("[data-row]").ok().flatten());
        let slot = button.and_then(|b| Slot::parse(&b.get_attribute("data-row")?));
        if let Some(slot) = slot {
            send.emit(Msg::Explain(Some((slot.table(), slot.row()))));
        }
    }
}

fn keys(send: &Send) -> impl Fn(Event) + use<> {
    let send = send.clone();
    move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        // 229: a key the input method keeps, also after composition ended on some systems.
        if event.is_composing() || event.key_code() == 229 || event.alt_key() || event.meta_key() {
            return;
        }
        if event.key() == "Escape" {
            return send.emit(Msg::Explain(None));
        }
        let Some((slot, input)) = cell_of(&event) else { return };
        if event.key() == "F1" {
            event.prevent_default();
            return send.emit(Msg::Explain(Some((slot.table(), slot.row()))));
        }
        if let Some(step) = step(&event, &Caret::of(&input)) {
            event.prevent_default();
            send.emit(Msg::Step(slot, step));
        }
    }
}

/// Where the caret stands in a cell's text.
struct Caret {
    at_start: bool,
    at_end: bool,
}

impl Caret {
    /// With everything selected, as after moving in by key, it stands at both ends.
    fn of(input: &web_sys::HtmlInputElement) -> Caret {
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
