//! A table of the form (表), laid out as it is printed, with its balance strip below.

use yew::prelude::*;

use super::line::{CellView, HeadView, Line, PieceView};
use super::{Send, cell_of, mark, on, tick};
use crate::app::balance::{Balance, balances};
use crate::app::cursor::Step;
use crate::app::{Editor, Msg};
use crate::check::{Finding, Severity};
use crate::form::{Identity, Piece, Print, Row, Sheet, Slot};

pub(super) fn view(editor: &Editor, sheet: &'static Sheet, send: &Send) -> Html {
    let screen = Screen::of(editor, sheet);
    let line = |at: usize| html! { <Line key={at} edition={editor.report().edition()} pieces={screen.pieces(&sheet.lines[at])} /> };
    let matrix = matches!(sheet.table.print, Print::Matrix { .. });
    html! {
        <div class={classes!("sheet", sheet.table.id, if matrix { "matrix" } else { "lines" })}>
            if matrix { { tabs(&screen, send) } }
            <table oninput={typed(send)} onkeydown={keys(send)} onclick={explain(send)}
                onfocusin={focused(send)} onfocusout={on(send, Msg::Focus(None))}>
                <caption class="hidden">{ sheet.table.name }</caption>
                if matrix { { widths(sheet) } }
                if sheet.head > 0 { <thead>{ for (0..sheet.head).map(line) }</thead> }
                <tbody>{ for (sheet.head..sheet.lines.len()).map(line) }</tbody>
                { foot(&screen) }
            </table>
        </div>
    }
}

/// The columns of a matrix: groups, the rows' own headings, numbers.
fn widths(sheet: &Sheet) -> Html {
    let numbers = sheet.table.columns.len();
    let class = |at: usize| match sheet.width - at {
        left if left <= numbers => "number",
        left if left == numbers + 1 => "item",
        _ if at == 0 => "outer",
        _ => "inner",
    };
    html! { <colgroup>{ for (0..sheet.width).map(|at| html! { <col class={class(at)} /> }) }</colgroup> }
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
        let lit = editor.lit.and_then(|at| editor.findings().get(at)).map(|f| f.cells().collect()).unwrap_or_default();
        let first = sheet.table.columns.first().map_or("", |c| c.id);
        let column = editor.column.filter(|c| sheet.column(c).is_some()).unwrap_or(first);
        Screen { editor, sheet, marks: marks(editor.findings()), kin: kin(sheet, editor.focus), lit, column }
    }

    fn pieces(&self, line: &'static [Piece]) -> Vec<PieceView> {
        line.iter().map(|p| self.piece(p)).collect()
    }

    fn piece(&self, piece: &'static Piece) -> PieceView {
        match piece {
            Piece::Cell { slot, cols } => PieceView::Cell(self.cell(*slot, *cols)),
            Piece::Head { row, column, .. } => PieceView::Head(HeadView {
                piece,
                table: self.sheet.table.id,
                explained: row.is_some_and(|r| self.editor.explained == Some((self.sheet.table.id, r))),
                focused: self.editor.focus.is_some_and(|f| {
                    f.table() == self.sheet.table.id
                        && (*row == Some(f.row()) || (self.is_matrix() && *column == Some(f.column())))
                }),
            }),
        }
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
            message: finding.map(|f| AttrValue::from(f.message.clone())),
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
    let members = |i: &Identity| i.left.iter().chain(&i.right).copied().collect::<Vec<_>>();
    sheet.identities.iter().map(members).filter(|all| all.contains(&focus)).flatten().collect()
}

/// The value that an open question would put here: shown, but not filled in.
fn maybe(editor: &Editor, slot: Slot) -> Option<AttrValue> {
    let readings = &editor.report().ambiguous()?.readings;
    let (_, value) = readings.iter().flat_map(|r| &r.cells).find(|(s, _)| *s == slot)?;
    Some(AttrValue::from(format!("{value}？")))
}

/// On a narrow screen: which column to fill in.
fn tabs(screen: &Screen, send: &Send) -> Html {
    let tab = |column: &'static crate::form::Column| {
        let chosen = column.id == screen.column;
        let wrong = screen.sheet.slots.iter().filter(|s| s.column() == column.id);
        let worst = wrong.filter_map(|s| screen.marks[s.index()]).map(|f| f.rule.severity).min();
        html! {
            <button type="button" aria-pressed={chosen.to_string()} onclick={on(send, Msg::Column(column.id))}>
                { column.label }{ for worst.map(mark) }
            </button>
        }
    };
    html! { <div class="tabs" role="group" aria-label="申请人类别">{ for screen.sheet.table.columns.iter().map(tab) }</div> }
}

/// Under the table: the undivided row if the report has one, and the balance strip.
fn foot(screen: &Screen) -> Html {
    let balances = balances(screen.editor.report(), screen.sheet);
    let lumped = screen.editor.report().is_lumped(screen.sheet.table.id);
    if balances.is_empty() && !lumped {
        return Html::default();
    }
    html! {
        <>
            if let (true, Some(lump)) = (lumped, &screen.sheet.table.lump) {
                <tbody class="lump">{ lump_line(screen, &lump.row) }</tbody>
            }
            <tfoot>{ strip(screen, &balances) }</tfoot>
        </>
    }
}

fn lump_line(screen: &Screen, row: &'static Row) -> Html {
    let cells = screen.sheet.lump.iter().map(|s| PieceView::Cell(screen.cell(*s, 1)));
    let head = PieceView::Lump { label: row.label, cols: screen.sheet.width - screen.sheet.lump.len() };
    html! { <Line edition={screen.editor.report().edition()} pieces={std::iter::once(head).chain(cells).collect::<Vec<_>>()} /> }
}

fn strip(screen: &Screen, balances: &[(Slot, Balance)]) -> Html {
    let Some(identity) = screen.sheet.identities.iter().find(|i| i.total.is_none()) else { return Html::default() };
    let depth = screen.sheet.width - balances.len();
    let side = |slots: &[Slot]| slots.iter().map(|s| short(screen.sheet, s.row())).collect::<Vec<_>>().join("＋");
    html! {
        <tr class="strip">
            <th scope="row" colspan={depth.to_string()}>
                <span>{ side(&identity.left) }</span><span>{ side(&identity.right) }</span><span>{ "勾稽关系" }</span>
            </th>
            { for balances.iter().map(|(slot, b)| balance(*slot, *b, slot.column() != screen.column)) }
        </tr>
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

fn balance(slot: Slot, balance: Balance, off: bool) -> Html {
    let (class, left, right, verdict) = match balance {
        Balance::Empty => ("empty", String::new(), String::new(), html! { <span class="faint">{ "—" }</span> }),
        Balance::Open => ("open", String::new(), String::new(), html! { "待填" }),
        Balance::Equal(n) => ("equal", n.to_string(), n.to_string(), html! { <>{ tick() }{ "相符" }</> }),
        Balance::Differs(left, right) => {
            let by = (left - right).abs();
            (
                "differs",
                left.to_string(),
                right.to_string(),
                html! { <>{ mark(Severity::Error) }{ format!("差 {by}") }</> },
            )
        }
    };
    html! {
        <td key={slot.code()} class={classes!("balance", class, off.then_some("off"))}>
            <span>{ left }</span><span>{ right }</span><span class="verdict">{ verdict }</span>
        </td>
    }
}

fn typed(send: &Send) -> Callback<InputEvent> {
    let send = send.clone();
    Callback::from(move |event: InputEvent| {
        if let Some((slot, input)) = cell_of(event.target()) {
            send.emit(Msg::Type(slot, input.value().into()));
        }
    })
}

fn focused(send: &Send) -> Callback<FocusEvent> {
    let send = send.clone();
    Callback::from(move |event: FocusEvent| send.emit(Msg::Focus(cell_of(event.target()).map(|(slot, _)| slot))))
}

fn explain(send: &Send) -> Callback<MouseEvent> {
    use wasm_bindgen::JsCast;
    let send = send.clone();
    Callback::from(move |event: MouseEvent| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let button = target.and_then(|t| t.closest("[data-row]").ok().flatten());
        let slot = button.and_then(|b| Slot::parse(&b.get_attribute("data-row")?));
        if let Some(slot) = slot {
            send.emit(Msg::Explain(Some((slot.table(), slot.row()))));
        }
    })
}

fn keys(send: &Send) -> Callback<KeyboardEvent> {
    let send = send.clone();
    Callback::from(move |event: KeyboardEvent| {
        // 229: a key the input method keeps, also after composition ended on some systems.
        if event.is_composing() || event.key_code() == 229 || event.alt_key() || event.meta_key() {
            return;
        }
        if event.key() == "Escape" {
            return send.emit(Msg::Explain(None));
        }
        let Some((slot, input)) = cell_of(event.target()) else { return };
        if let Some(step) = step(&event, &Caret::of(&input)) {
            event.prevent_default();
            send.emit(Msg::Step(slot, step));
        }
    })
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
