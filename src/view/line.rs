//! A printed line of a table: drawn again only when something in it changed.

use std::sync::Arc;

use yew::prelude::*;

use super::{class, mark};
use crate::check::Severity;
use crate::form::{Edition, Form, Kind, Piece, Scope, Sheet, Slot};

#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub edition: Edition,
    pub pieces: Vec<PieceView>,
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
    pub message: Option<AttrValue>,
    /// In an identity with the cell that has the caret.
    pub kin: bool,
    /// Of the finding under the pointer.
    pub lit: bool,
    /// Not in the column a narrow screen shows.
    pub off: bool,
    /// What an open question would put here.
    pub maybe: Option<AttrValue>,
}

#[component]
pub(super) fn Line(props: &Props) -> Html {
    let form = Form::of(props.edition);
    let heads = props.pieces.iter().all(|p| matches!(p, PieceView::Head(_)));
    let alone = props.pieces.len() == 1;
    let class = match (heads, alone) {
        (true, true) => "over",
        (true, false) => "heads",
        _ => "row",
    };
    html! { <tr {class}>{ for props.pieces.iter().map(|p| piece(form, p)) }</tr> }
}

fn piece(form: &'static Form, view: &PieceView) -> Html {
    match view {
        PieceView::Head(view) => head(form, view),
        PieceView::Lump { label, cols } => html! {
            <th scope="row" class="label" colspan={cols.to_string()}>
                { *label }<span class="faint">{ "（原文未细分，表样无此行）" }</span>
            </th>
        },
        PieceView::Cell(view) => cell(form, view),
    }
}

fn head(form: &'static Form, view: &HeadView) -> Html {
    let Piece::Head { text, cols, rows, scope, row, column } = view.piece else { return Html::default() };
    let kind = match scope {
        Scope::Column | Scope::ColumnGroup => "column",
        Scope::Row => "label",
        Scope::RowGroup => "group",
        Scope::None if *cols > 1 && *rows > 1 => "corner",
        Scope::None => "caption",
    };
    let scope = match scope {
        Scope::Column => Some("col"),
        Scope::ColumnGroup => Some("colgroup"),
        Scope::Row => Some("row"),
        Scope::RowGroup => Some("rowgroup"),
        Scope::None => None,
    };
    let class = classes!(kind, view.focused.then_some("here"));
    let (colspan, rowspan) = (span(*cols), span(*rows));
    let text = html! { <>{ *text }{ for row.map(|row| info(form, view, row)) }</> };
    match scope {
        Some(scope) => html! { <th {class} {scope} {colspan} {rowspan} data-column={*column}>{ text }</th> },
        None => html! { <td {class} {colspan} {rowspan}>{ text }</td> },
    }
}

fn span(n: u8) -> Option<AttrValue> {
    (n > 1).then(|| AttrValue::from(n.to_string()))
}

/// The button that explains a row, and the explanation.
fn info(form: &'static Form, view: &HeadView, row: &'static str) -> Html {
    let Some(sheet) = form.table(view.table) else { return Html::default() };
    let Some(slot) = sheet.slots.iter().find(|s| s.row() == row) else { return Html::default() };
    let label = format!("说明：{}", sheet.row_name(row));
    html! {
        <>
            <button type="button" class="info" data-row={slot.code()} aria-expanded={view.explained.to_string()} aria-label={label}>
                <svg class="mark" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7" /><path d="M8 7v4.5M8 4.2v1" /></svg>
            </button>
            if view.explained { { explanation(sheet, row) } }
        </>
    }
}

fn explanation(sheet: &Sheet, row: &'static str) -> Html {
    let Some(row) = sheet.row(row) else { return Html::default() };
    html! {
        <div class="pop" role="note"><p>{ row.explain }</p><p class="source">{ format!("依据：{}", row.article) }</p></div>
    }
}

fn cell(form: &'static Form, view: &CellView) -> Html {
    let slot = view.slot;
    let sheet = form.sheet(slot);
    let raw = view.raw.as_deref().unwrap_or("");
    let class = classes!(
        "cell",
        view.severity.map(class),
        view.computed.then_some("computed"),
        (raw == "0").then_some("zero"),
        view.kin.then_some("kin"),
        view.lit.then_some("lit"),
        view.off.then_some("off"),
    );
    let described = view.message.is_some().then(|| AttrValue::from(format!("about-{}", slot.code())));
    let mode = match slot.kind() {
        Kind::Count => "numeric",
        Kind::Money { .. } => "decimal",
        Kind::Signed => "text",
    };
    html! {
        <td {class} colspan={span(view.cols)} data-label={sheet.column(slot.column()).map(|c| c.label)}
            data-group={first_of_group(sheet, slot)}>
            <input type="text" inputmode={mode} data-slot={slot.code()} value={raw.to_owned()} aria-label={form.name(slot)}
                aria-invalid={(view.severity == Some(Severity::Error)).then_some("true")} aria-describedby={described.clone()}
                placeholder={view.maybe.clone()} autocomplete="off" spellcheck="false" />
            if let Some(severity) = view.severity { { mark(severity) } }
            if let Some(message) = &view.message { <span class="tip" id={described}>{ message }</span> }
        </td>
    }
}

/// For narrow screens, where a line of several groups stands one below the other: the group that begins here.
fn first_of_group(sheet: &Sheet, slot: Slot) -> Option<AttrValue> {
    let several = sheet.lines.len() == sheet.head + 1;
    let first = sheet.slots.iter().find(|s| s.row() == slot.row()) == Some(&slot);
    (several && first).then(|| AttrValue::from(sheet.row_name(slot.row())))
}
