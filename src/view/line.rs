//! A printed line of a table: its headings and its empty cells. What stands in them is written by [`super::grid`].

use std::rc::Rc;

use super::el::{Attr, El, el, list};
use super::{INFO, shape};
use crate::form::{Form, Kind, Lump, Piece, Scope, Sheet, Slot};
use crate::report::Report;

/// What the lines of a table are made for.
pub(super) struct State {
    /// Nothing may be typed: a file of a newer version, or another window has the draft.
    pub locked: bool,
    pub last: Option<Rc<Report>>,
}

impl State {
    /// What stood in the cell last year.
    fn last(&self, slot: Slot) -> Option<String> {
        self.last.as_ref()?.raw_shared(slot).map(|raw| raw.as_ref().to_owned())
    }
}

impl PartialEq for State {
    fn eq(&self, other: &State) -> bool {
        self.locked == other.locked && self.last.as_ref().map(Rc::as_ptr) == other.last.as_ref().map(Rc::as_ptr)
    }
}

/// A line as it is before anything is filled in.
pub(super) fn view(form: &'static Form, sheet: &'static Sheet, pieces: &'static [Piece], state: &State) -> El {
    let heads = pieces.iter().all(|p| matches!(p, Piece::Head { .. }));
    let mut line = el("tr").class(match (heads, pieces.len() == 1) {
        (true, true) => "over",
        (true, false) => "heads",
        _ => "row",
    });
    for piece in pieces {
        line = line.child(match piece {
            Piece::Head { .. } => head(sheet, piece),
            Piece::Cell { slot, cols } => cell(form, sheet, *slot, *cols, state),
        });
    }
    line
}

/// The undivided row that is not printed.
pub(super) fn lump(form: &'static Form, sheet: &'static Sheet, lump: &Lump, state: &State) -> El {
    let head = el("th")
        .class("label")
        .attr(Attr::Scope, "row")
        .attr(Attr::Colspan, sheet.width - sheet.lump.len())
        .child(lump.row.label)
        .child(el("span").class("faint").child("（原文未细分，表样无此行）"));
    let mut line = el("tr").class("row").child(head);
    for slot in &sheet.lump {
        line = line.child(cell(form, sheet, *slot, 1, state));
    }
    line
}

/// The class of a heading.
pub(super) fn class(scope: Scope, cols: u8, rows: u8) -> &'static str {
    match scope {
        Scope::Column | Scope::ColumnGroup => "column",
        Scope::Row => "label",
        Scope::RowGroup => "group",
        Scope::None if cols > 1 && rows > 1 => "corner",
        Scope::None => "caption",
    }
}

fn head(sheet: &'static Sheet, piece: &'static Piece) -> El {
    let Piece::Head { text, cols, rows, scope, row, column } = piece else { return list() };
    let name = match scope {
        Scope::Column => "col",
        Scope::ColumnGroup => "colgroup",
        Scope::Row => "row",
        Scope::RowGroup => "rowgroup",
        Scope::None => "",
    };
    let head =
        if name.is_empty() { el("td") } else { el("th").attr(Attr::Scope, name).attr(Attr::DataColumn, *column) };
    let head =
        head.class(class(*scope, *cols, *rows)).attr(Attr::Colspan, span(*cols)).attr(Attr::Rowspan, span(*rows));
    head.child(*text).child(row.and_then(|row| info(sheet, row)))
}

fn span(n: u8) -> Option<usize> {
    (n > 1).then_some(n.into())
}

/// The button that explains a row.
fn info(sheet: &'static Sheet, row: &'static str) -> Option<El> {
    let slot = first(sheet, row)?;
    let button = el("button")
        .class("info")
        .attr(Attr::Type, "button")
        .attr(Attr::DataRow, slot.code())
        // Tab goes from cell to cell; by key the explanation is in the line at the bottom, or F1 opens it.
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::AriaExpanded, "false")
        .attr(Attr::AriaLabel, format!("说明：{}", sheet.row_name(row)));
    Some(button.child(shape("", true, INFO)))
}

/// The first cell of a row.
pub(super) fn first(sheet: &Sheet, row: &str) -> Option<Slot> {
    sheet.slots.iter().copied().find(|s| s.row() == row)
}

fn cell(form: &'static Form, sheet: &'static Sheet, slot: Slot, cols: u8, state: &State) -> El {
    let input = el("input")
        .attr(Attr::Type, "text")
        .attr(Attr::Inputmode, mode(slot))
        .attr(Attr::DataSlot, slot.code())
        .attr(Attr::AriaLabel, form.name(slot))
        .attr(Attr::Autocomplete, "off")
        .attr(Attr::Spellcheck, "false")
        .flag(Attr::Readonly, state.locked);
    el("td")
        .class("cell")
        .attr(Attr::Colspan, span(cols))
        .attr(Attr::DataLast, state.last(slot))
        .attr(Attr::DataLabel, sheet.column(slot.column()).map(|c| c.label))
        .attr(Attr::DataGroup, first_of_group(sheet, slot))
        .child(input)
}

fn mode(slot: Slot) -> &'static str {
    match slot.kind() {
        Kind::Count => "numeric",
        Kind::Money { .. } => "decimal",
        Kind::Signed => "text",
    }
}

/// For narrow screens, where a line of several groups stands one below the other: the group that begins here.
fn first_of_group(sheet: &Sheet, slot: Slot) -> Option<String> {
    let several = sheet.lines.len() == sheet.head + 1;
    (several && first(sheet, slot.row()) == Some(slot)).then(|| sheet.row_name(slot.row()))
}
