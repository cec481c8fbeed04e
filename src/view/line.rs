//! A printed line of a table: drawn again only when something in it changed.

use std::sync::Arc;

use super::el::{Attr, El, el, list};
use super::{INFO, class, mark, shape};
use crate::check::Severity;
use crate::form::notes::note_on;
use crate::form::{Edition, Form, Kind, Piece, Scope, Sheet, Slot};

#[derive(PartialEq)]
pub(super) struct Line {
    pub edition: Edition,
    pub pieces: Vec<PieceView>,
    /// Nothing may be typed: a file of a newer version.
    pub locked: bool,
}

#[derive(Clone, PartialEq)]
pub(super) enum PieceView {
    Head(HeadView),
    /// The heading of a row that is not printed.
    Lump {
        label: &'static str,
        cols: usize,
    },
    Cell(CellView),
}

#[derive(Clone, PartialEq)]
pub(super) struct HeadView {
    pub piece: &'static Piece,
    pub table: &'static str,
    pub explained: bool,
    /// The caret is in a cell this heads.
    pub focused: bool,
}

#[derive(Clone, PartialEq)]
pub(super) struct CellView {
    pub slot: Slot,
    pub cols: u8,
    pub raw: Option<Arc<str>>,
    pub computed: bool,
    pub severity: Option<Severity>,
    pub message: Option<String>,
    /// In an identity with the cell that has the caret.
    pub kin: bool,
    /// Of the finding under the pointer.
    pub lit: bool,
    /// Not in the column a narrow screen shows.
    pub off: bool,
    /// What an open question would put here.
    pub maybe: Option<String>,
}

impl Line {
    pub(super) fn view(&self) -> El {
        let form = Form::of(self.edition);
        let heads = self.pieces.iter().all(|p| matches!(p, PieceView::Head(_)));
        let line = el("tr").class(match (heads, self.pieces.len() == 1) {
            (true, true) => "over",
            (true, false) => "heads",
            _ => "row",
        });
        self.pieces.iter().fold(line, |line, p| line.child(piece(form, p, self.locked)))
    }
}

fn piece(form: &'static Form, view: &PieceView, locked: bool) -> El {
    match view {
        PieceView::Head(view) => head(form, view),
        PieceView::Lump { label, cols } => el("th")
            .class("label")
            .attr(Attr::Scope, "row")
            .attr(Attr::Colspan, *cols)
            .child(*label)
            .child(el("span").class("faint").child("（原文未细分，表样无此行）")),
        PieceView::Cell(view) => cell(form, view, locked),
    }
}

fn head(form: &'static Form, view: &HeadView) -> El {
    let Piece::Head { text, cols, rows, scope, row, column } = view.piece else { return list() };
    let (class, scope) = match scope {
        Scope::Column => ("column", "col"),
        Scope::ColumnGroup => ("column", "colgroup"),
        Scope::Row => ("label", "row"),
        Scope::RowGroup => ("group", "rowgroup"),
        Scope::None if *cols > 1 && *rows > 1 => ("corner", ""),
        Scope::None => ("caption", ""),
    };
    let head =
        if scope.is_empty() { el("td") } else { el("th").attr(Attr::Scope, scope).attr(Attr::DataColumn, *column) };
    let head = head.class(class).class_if("here", view.focused);
    let head = head.attr(Attr::Colspan, span(*cols)).attr(Attr::Rowspan, span(*rows)).child(*text);
    head.child(row.and_then(|row| info(form, view, row)))
}

fn span(n: u8) -> Option<usize> {
    (n > 1).then_some(n.into())
}

/// The button that explains a row, and the explanation.
fn info(form: &'static Form, view: &HeadView, row: &'static str) -> Option<El> {
    let sheet = form.table(view.table)?;
    let slot = sheet.slots.iter().find(|s| s.row() == row)?;
    let button = el("button")
        .class("info")
        .attr(Attr::Type, "button")
        .attr(Attr::DataRow, slot.code())
        // Tab goes from cell to cell; by key the explanation is in the line at the bottom, or F1 opens it.
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::AriaExpanded, if view.explained { "true" } else { "false" })
        .attr(Attr::AriaLabel, format!("说明：{}", sheet.row_name(row)))
        .child(shape("", true, INFO));
    let explained = if view.explained { explanation(form.desc.edition, *slot) } else { None };
    Some(list().child(button).child(explained))
}

fn explanation(edition: Edition, slot: Slot) -> Option<El> {
    let note = note_on(edition, slot)?;
    let source = el("p").class("source").child(format!("依据：{}", note.article));
    Some(el("div").class("pop").attr(Attr::Role, "note").child(el("p").child(note.explain)).child(source))
}

fn cell(form: &'static Form, view: &CellView, locked: bool) -> El {
    let slot = view.slot;
    let sheet = form.sheet(slot);
    let raw = view.raw.as_deref().unwrap_or("");
    let message = view.message.as_ref().map(|m| (m.clone(), format!("about-{}", slot.code())));
    el("td")
        .class("cell")
        .class(view.severity.map_or("", class))
        .class_if("computed", view.computed)
        .class_if("zero", raw == "0")
        .class_if("long", raw.len() > 6)
        .class_if("kin", view.kin)
        .class_if("lit", view.lit)
        .class_if("off", view.off)
        .attr(Attr::Colspan, span(view.cols))
        .attr(Attr::DataLabel, sheet.column(slot.column()).map(|c| c.label))
        .attr(Attr::DataGroup, first_of_group(sheet, slot))
        .child(
            el("input")
                .attr(Attr::Type, "text")
                .attr(Attr::Inputmode, mode(slot))
                .attr(Attr::DataSlot, slot.code())
                .attr(Attr::AriaLabel, form.name(slot))
                .attr(Attr::AriaInvalid, (view.severity == Some(Severity::Error)).then_some("true"))
                .attr(Attr::AriaDescribedby, message.as_ref().map(|(_, id)| id.clone()))
                .attr(Attr::Placeholder, view.maybe.clone())
                .attr(Attr::Autocomplete, "off")
                .attr(Attr::Spellcheck, "false")
                .flag(Attr::Readonly, locked)
                .holds(raw),
        )
        .child(view.severity.map(mark))
        .child(message.map(|(text, id)| el("span").class("tip").attr(Attr::Id, id).child(text)))
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
    let first = sheet.slots.iter().find(|s| s.row() == slot.row()) == Some(&slot);
    (several && first).then(|| sheet.row_name(slot.row()))
}
