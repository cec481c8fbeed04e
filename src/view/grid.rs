//! The lines of the tables (表格): made once; from then on only what changed in a cell is written into it.
//!
//! Hundreds of cells are looked at on every key and few of them change. To find those, Yew would build every one anew;
//! here a look is compared with the one before. Yew is given the finished nodes and keeps them where they are.

use std::rc::Rc;
use std::sync::Arc;

use yew::Html;

use super::el::{Attr, El, el, list};
use super::line::State;
use super::{class, line, mark};
use crate::app::Editor;
use crate::browser::nodes::{Frame, make};
use crate::check::{Finding, Severity};
use crate::form::notes::note_on;
use crate::form::{Edition, Form, Piece, Print, Sheet, Slot};
use crate::later;

/// All tables of a report.
#[derive(Default)]
pub(super) struct Grids {
    made: Option<(Edition, State)>,
    grids: Vec<Grid>,
    /// The findings that the cells show.
    findings: Rc<Vec<Finding>>,
    /// The gravest of them for each cell.
    marks: Vec<Option<usize>>,
}

/// The lines of one table.
#[derive(Default)]
pub(super) struct Grid {
    pub head: Html,
    pub body: Html,
    /// The undivided row, if the table knows one.
    pub lump: Html,
    spots: Vec<Spot>,
}

impl Grids {
    /// The lines of the table with this number.
    pub fn of(&self, table: usize) -> Option<&Grid> {
        self.grids.get(table)
    }

    /// How grave the gravest finding of a cell is.
    pub fn severity(&self, slot: Slot) -> Option<Severity> {
        Some(self.finding(self.marks.get(slot.index()).copied()?)?.rule.severity)
    }

    fn finding(&self, at: Option<usize>) -> Option<&Finding> {
        self.findings.get(at?)
    }

    /// Writes what changed.
    pub fn show(&mut self, editor: &Editor) {
        let report = editor.report();
        let state = State { locked: editor.is_locked(), last: editor.last_year().cloned() };
        let made = (report.edition(), state);
        if self.made.as_ref() != Some(&made) {
            self.grids.clear();
            for sheet in &report.form().sheets {
                self.grids.push(Grid::new(report.form(), sheet, &made.1));
            }
            self.made = Some(made);
        }
        let marks = marks(editor.findings());
        for (sheet, grid) in report.form().sheets.iter().zip(&mut self.grids) {
            let screen = Screen::of(editor, sheet);
            for spot in &mut grid.spots {
                let finding = spot.slot().and_then(|slot| marks[slot.index()]);
                let was = said(&self.findings, spot.finding);
                spot.show(screen.look(spot), was, said(editor.findings(), finding), report.edition());
                spot.finding = finding;
                // A total that was cleared has filled itself again: what it shows is as before, what stands there is not.
                if editor.focus.is_some() && editor.focus == spot.slot() {
                    spot.frame.fill(spot.look.text.as_deref().unwrap_or(""));
                }
            }
        }
        self.findings = Rc::clone(editor.findings());
        self.marks = marks;
    }
}

/// What a cell shows of a finding.
type Said<'a> = Option<(Severity, &'a str)>;

fn said(findings: &[Finding], at: Option<usize>) -> Said<'_> {
    let finding = findings.get(at?)?;
    Some((finding.rule.severity, &finding.message))
}

fn marks(findings: &[Finding]) -> Vec<Option<usize>> {
    let mut marks: Vec<Option<usize>> = vec![None; Slot::count()];
    for (at, finding) in findings.iter().enumerate() {
        for slot in finding.cells() {
            let mark = &mut marks[slot.index()];
            if mark.is_none_or(|old| finding.rule.severity < findings[old].rule.severity) {
                *mark = Some(at);
            }
        }
    }
    marks
}

impl Grid {
    fn new(form: &'static Form, sheet: &'static Sheet, state: &State) -> Grid {
        let mut grid = Grid::default();
        grid.head = grid.lines("thead", form, sheet, sheet.lines.get(..sheet.head), state);
        grid.body = grid.lines("tbody", form, sheet, sheet.lines.get(sheet.head..), state);
        if let Some(lump) = &sheet.table.lump {
            let mut what = Vec::new();
            for slot in &sheet.lump {
                what.push(What::Cell(*slot));
            }
            grid.lump = grid.part("tbody", line::lump(form, sheet, lump, state), what);
        }
        grid
    }

    fn lines(
        &mut self,
        tag: &'static str,
        form: &'static Form,
        sheet: &'static Sheet,
        lines: Option<&'static [Vec<Piece>]>,
        state: &State,
    ) -> Html {
        let (mut drawn, mut what) = (list(), Vec::new());
        for pieces in lines.unwrap_or_default() {
            drawn = drawn.child(line::view(form, sheet, pieces, state));
            for piece in pieces {
                what.push(What::of(sheet, piece));
            }
        }
        if what.is_empty() { Html::default() } else { self.part(tag, drawn, what) }
    }

    /// Makes the nodes. From the last back: the heading of an undivided row comes first, and nothing changes in it.
    fn part(&mut self, tag: &'static str, drawn: El, mut what: Vec<What>) -> Html {
        let Some((part, mut frames)) = make(tag, &drawn.into()) else { return Html::default() };
        while let (Some(frame), Some(what)) = (frames.pop(), what.pop()) {
            self.spots.push(Spot { frame, what, look: Look::default(), finding: None });
        }
        Html::VRef(part.into())
    }
}

/// A heading or a cell on the screen.
struct Spot {
    frame: Frame,
    what: What,
    look: Look,
    finding: Option<usize>,
}

#[derive(Clone, Copy)]
enum What {
    /// A heading, and the first cell of the row that it heads alone.
    Head(&'static Piece, Option<Slot>),
    Cell(Slot),
}

impl What {
    fn of(sheet: &Sheet, piece: &'static Piece) -> What {
        match piece {
            Piece::Cell { slot, .. } => What::Cell(*slot),
            Piece::Head { row, .. } => What::Head(piece, row.and_then(|row| line::first(sheet, row))),
        }
    }
}

/// How a heading or a cell looks, but for its finding.
#[derive(Default, PartialEq)]
struct Look {
    text: Option<Arc<str>>,
    computed: bool,
    /// In an identity with the cell that has the caret.
    kin: bool,
    /// Of the finding under the pointer.
    lit: bool,
    /// Not in the column a narrow screen shows.
    off: bool,
    /// What an open question would put here.
    maybe: Option<Arc<str>>,
    /// Heads the cell that has the caret.
    here: bool,
    explained: bool,
}

impl Spot {
    fn slot(&self) -> Option<Slot> {
        match self.what {
            What::Cell(slot) => Some(slot),
            _ => None,
        }
    }

    fn show(&mut self, look: Look, was: Said, now: Said, edition: Edition) {
        match self.what {
            _ if look == self.look && was == now => return,
            What::Cell(slot) => self.cell(slot, &look, was, now),
            What::Head(piece, first) => self.head(piece, first, &look, edition),
        }
        self.look = look;
    }

    fn cell(&self, slot: Slot, look: &Look, was: Said, now: Said) {
        let text = look.text.as_deref().unwrap_or("");
        let mut name = String::from("cell");
        let severity = now.map_or("", |(severity, _)| class(severity));
        let classes = [
            (severity, !severity.is_empty()),
            ("computed", look.computed),
            ("zero", text == "0"),
            ("long", text.len() > 6),
            ("kin", look.kin),
            ("lit", look.lit),
            ("off", look.off),
        ];
        for (class, wanted) in &classes {
            if *wanted {
                name.push(' ');
                name.push_str(class);
            }
        }
        self.frame.class(&name);
        self.frame.fill(text);
        if look.maybe != self.look.maybe {
            let maybe = look.maybe.as_deref().map(|value| [value, "？"].concat());
            self.frame.set("placeholder", maybe.as_deref());
        }
        match (was, now) {
            (Some(was), Some(now)) if was.0 == now.0 => self.frame.say(now.1),
            (None, None) => {}
            _ => self.remark(slot, now),
        }
    }

    /// The sign and the sentence of a finding.
    fn remark(&self, slot: Slot, now: Said) {
        let id = ["about-", slot.code()].concat();
        let error = now.is_some_and(|(severity, _)| severity == Severity::Error);
        self.frame.set("aria-invalid", error.then_some("true"));
        self.frame.set("aria-describedby", now.map(|_| &*id));
        let tip = |text: &str| el("span").class("tip").attr(Attr::Id, id.clone()).child(text.to_owned());
        let drawn = now.map(|(severity, text)| list().child(mark(severity)).child(tip(text)));
        self.frame.follow(&drawn.unwrap_or_else(list).into());
    }

    fn head(&self, piece: &'static Piece, first: Option<Slot>, look: &Look, edition: Edition) {
        let Piece::Head { scope, cols, rows, .. } = piece else { return };
        let name = line::class(*scope, *cols, *rows);
        self.frame.class(&if look.here { [name, " here"].concat() } else { name.to_owned() });
        if look.explained != self.look.explained {
            self.frame.set("aria-expanded", Some(if look.explained { "true" } else { "false" }));
            let explained = first.filter(|_| look.explained).and_then(|slot| explanation(edition, slot));
            self.frame.follow(&explained.unwrap_or_else(list).into());
        }
    }
}

fn explanation(edition: Edition, slot: Slot) -> Option<El> {
    let note = note_on(edition, slot)?;
    let source = el("p").class("source").child(["依据：", note.article].concat());
    Some(el("div").class("pop").attr(Attr::Role, "note").child(el("p").child(note.explain)).child(source))
}

/// What the lines of a table need to know of the state, looked up once.
struct Screen<'a> {
    editor: &'a Editor,
    sheet: &'static Sheet,
    /// Cells in an identity with the focused one.
    kin: Vec<Slot>,
    lit: Vec<Slot>,
    /// The one column of a matrix that a narrow screen shows.
    column: Option<&'static str>,
}

impl<'a> Screen<'a> {
    fn of(editor: &'a Editor, sheet: &'static Sheet) -> Screen<'a> {
        let mut lit = Vec::new();
        if let Some(finding) = editor.lit.and_then(|at| editor.findings().get(at)) {
            lit.extend(finding.cells());
        }
        let column = is_matrix(sheet).then(|| chosen(editor, sheet));
        Screen { editor, sheet, kin: kin(sheet, editor.focus), lit, column }
    }

    fn look(&self, spot: &Spot) -> Look {
        match spot.what {
            What::Cell(slot) => self.cell(slot),
            What::Head(piece, first) => self.head(piece, first),
        }
    }

    fn cell(&self, slot: Slot) -> Look {
        let report = self.editor.report();
        Look {
            text: report.raw_shared(slot).cloned(),
            computed: report.is_computed(slot),
            kin: self.kin.contains(&slot),
            lit: self.lit.contains(&slot),
            off: self.column.is_some_and(|column| slot.column() != column),
            maybe: maybe(self.editor, slot),
            ..Look::default()
        }
    }

    fn head(&self, piece: &Piece, first: Option<Slot>) -> Look {
        let Piece::Head { row, column, .. } = piece else { return Look::default() };
        let table = self.sheet.table.id;
        let heads = |at: Slot| *row == Some(at.row()) || (self.column.is_some() && *column == Some(at.column()));
        let explained = first.is_some_and(|slot| self.editor.explained == Some((table, slot.row())));
        Look {
            here: self.editor.focus.is_some_and(|at| at.table() == table && heads(at)),
            explained: explained && later::is_here(),
            ..Look::default()
        }
    }
}

pub(super) fn is_matrix(sheet: &Sheet) -> bool {
    matches!(sheet.table.print, Print::Matrix { .. })
}

/// The column that a narrow screen shows.
pub(super) fn chosen(editor: &Editor, sheet: &Sheet) -> &'static str {
    let first = sheet.table.columns.first().map_or("", |c| c.id);
    editor.column.filter(|c| sheet.column(c).is_some()).unwrap_or(first)
}

fn kin(sheet: &Sheet, focus: Option<Slot>) -> Vec<Slot> {
    let Some(focus) = focus else { return Vec::new() };
    let mut kin = Vec::new();
    for identity in &sheet.identities {
        if identity.needs(focus) {
            kin.extend_from_slice(&identity.left);
            kin.extend_from_slice(&identity.right);
        }
    }
    kin
}

/// The value that an open question would put here: shown, but not filled in.
fn maybe(editor: &Editor, slot: Slot) -> Option<Arc<str>> {
    for reading in &editor.report().ambiguous()?.readings {
        for (at, value) in &reading.cells {
            if *at == slot {
                return Some(value.clone());
            }
        }
    }
    None
}
