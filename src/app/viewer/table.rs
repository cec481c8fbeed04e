//! An official table as it is looked at (官方表格): folded, sorted, with what stands beside a column.

use super::figures::{Shift, shift};
use super::shelf::Item;
use super::words::Language;
use crate::form::layout::row_heads;
use crate::form::{Identity, Piece, Print, Row, Scope, Sheet, Slot};
use crate::report::{Report, Value};

/// By which column the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub table: &'static str,
    pub column: &'static str,
    /// The largest first.
    pub falling: bool,
}

/// What a cell is to the one that is touched or pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    Itself,
    /// It is added up in it, or adds it up.
    Addend,
    Total,
    /// It is in the balance with it.
    Balance,
}

/// How a table is looked at.
#[derive(Clone, Copy)]
pub struct Look {
    pub folded: bool,
    pub sort: Option<Sort>,
}

/// A printed line: headings and cells, and which row it is where it is one.
pub struct Line {
    pub pieces: Vec<Piece>,
    pub row: Option<&'static str>,
}

/// A table with its lines in the order they are shown.
pub struct Lines {
    pub sheet: &'static Sheet,
    /// Heading lines, as printed.
    pub head: &'static [Vec<Piece>],
    pub body: Vec<Line>,
    /// How many rows are folded away because they are nothing but 0 and blanks.
    pub folded: usize,
}

/// The lines of a table.
pub fn lines(report: &Report, sheet: &'static Sheet, look: Look) -> Lines {
    let (head, printed) = sheet.lines.split_at_checked(sheet.head).unwrap_or((&[], &sheet.lines));
    let mut lines = Lines { sheet, head, body: Vec::new(), folded: 0 };
    if !is_matrix(sheet) {
        for pieces in printed {
            lines.body.push(Line { row: row_of(pieces), pieces: pieces.clone() });
        }
        return lines;
    }
    let rows = rows(report, sheet, look, &mut lines.folded);
    let sort = look.sort.filter(|s| s.table == sheet.table.id);
    let rows = if let Some(sort) = sort { sorted(report, sheet, &rows, sort) } else { rows };
    let depth = sheet.width - sheet.table.columns.len();
    for (at, row) in rows.iter().enumerate() {
        let mut pieces = if sort.is_some() { flat_heads(row, depth) } else { row_heads(&rows, at, depth) };
        for slot in cells(sheet, row) {
            pieces.push(Piece::Cell { slot, cols: 1 });
        }
        lines.body.push(Line { pieces, row: Some(row.id) });
    }
    lines
}

/// Where to, among the numbers of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
}

/// The next number that way, as the lines stand; of a shorter line the last.
pub fn step(lines: &Lines, from: Slot, way: Way) -> Option<Slot> {
    let mut grid: Vec<Vec<Slot>> = Vec::new();
    for line in &lines.body {
        let cells = cells_of(&line.pieces);
        if !cells.is_empty() {
            grid.push(cells);
        }
    }
    let at = grid.iter().position(|line| line.contains(&from))?;
    let line = grid.get(at)?;
    let column = line.iter().position(|s| *s == from)?;
    match way {
        Way::Left => line.get(column.checked_sub(1)?).copied(),
        Way::Right => line.get(column + 1).copied(),
        Way::First => line.first().copied(),
        Way::Last => line.last().copied(),
        Way::Up | Way::Down => {
            let line = grid.get(if way == Way::Up { at.checked_sub(1)? } else { at + 1 })?;
            line.get(column).or(line.last()).copied()
        }
    }
}

fn cells_of(pieces: &[Piece]) -> Vec<Slot> {
    let mut cells = Vec::new();
    for piece in pieces {
        if let Piece::Cell { slot, .. } = piece {
            cells.push(*slot);
        }
    }
    cells
}

/// Whether the table is rows by columns: only such a one is folded and sorted.
pub fn is_matrix(sheet: &Sheet) -> bool {
    matches!(sheet.table.print, Print::Matrix { .. })
}

fn row_of(pieces: &[Piece]) -> Option<&'static str> {
    cells_of(pieces).first().map(|slot| slot.row())
}

/// The rows that are shown: those printed, and the undivided one of a report that has it, at its place.
fn rows(report: &Report, sheet: &'static Sheet, look: Look, folded: &mut usize) -> Vec<&'static Row> {
    let mut rows = Vec::new();
    let lump = sheet.table.lump.as_ref().filter(|_| report.is_lumped(sheet.table.id));
    for row in sheet.table.rows {
        let replacing = lump.filter(|l| l.replaces.contains(&row.id));
        if let Some(lump) = replacing.filter(|l| l.replaces.first() == Some(&row.id)) {
            rows.push(&lump.row);
        }
        // The original has either the one row or its parts: what is blank beside it was not printed.
        if replacing.is_none() || !cells(sheet, row).iter().all(|s| report.reading(*s).is_blank()) {
            rows.push(row);
        }
    }
    if look.folded {
        let before = rows.len();
        rows.retain(|row| !is_empty(report, sheet, row));
        *folded = before - rows.len();
    }
    rows
}

/// Whether nothing but 0 and blanks stands in the row.
fn is_empty(report: &Report, sheet: &Sheet, row: &Row) -> bool {
    cells(sheet, row).iter().all(|s| report.value(*s).is_zero() || report.value(*s) == Value::Blank)
}

fn cells(sheet: &Sheet, row: &Row) -> Vec<Slot> {
    let mut cells = Vec::new();
    for column in sheet.table.columns {
        cells.extend(Slot::at(sheet.table.id, row.id, column.id));
    }
    cells
}

/// Rows that are parts of something, the largest or the smallest first; the others keep their places around them.
/// What is no number comes last, and equal ones as they are printed.
fn sorted(report: &Report, sheet: &Sheet, rows: &[&'static Row], sort: Sort) -> Vec<&'static Row> {
    let value = |row: &Row| Slot::at(sheet.table.id, row.id, sort.column).and_then(|s| report.value(s).number());
    let (mut top, mut parts, mut bottom): (Vec<&Row>, Vec<&Row>, Vec<&Row>) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        if is_part(sheet, row) {
            let own = value(row);
            let after = |other: &&Row| match (own, value(other)) {
                (Some(own), Some(other)) => (own > other) == sort.falling && own != other,
                (own, other) => own.is_some() && other.is_none(),
            };
            let at = parts.iter().position(after).unwrap_or(parts.len());
            parts.insert(at, row);
        } else if parts.is_empty() {
            top.push(row);
        } else {
            bottom.push(row);
        }
    }
    top.extend(parts);
    top.extend(bottom);
    top
}

/// Whether the row is added up in a column.
fn is_part(sheet: &Sheet, row: &Row) -> bool {
    let adds = |i: &Identity| i.total.is_some_and(|t| t.row() != row.id) && i.left.iter().any(|s| s.row() == row.id);
    sheet.identities.iter().any(adds)
}

/// A row's headings where its group no longer stands around it.
fn flat_heads(row: &'static Row, depth: usize) -> Vec<Piece> {
    let mut heads = Vec::new();
    let group = row.groups.get(1);
    if let Some(text) = group {
        let (cols, scope) = ((depth - 1) as u8, Scope::RowGroup);
        heads.push(Piece::Head { text, cols, rows: 1, scope, row: None, column: None });
    }
    let cols = if group.is_some() { 1 } else { depth as u8 };
    heads.push(Piece::Head { text: row.label, cols, rows: 1, scope: Scope::Row, row: Some(row.id), column: None });
    heads
}

/// What the identities make of the cells around one: each once, the nearest kinship first.
pub fn kin(report: &Report, slot: Slot) -> Vec<(Slot, Kin)> {
    let mut kin = vec![(slot, Kin::Itself)];
    let sheet = report.form().sheet(slot);
    for identity in sheet.identities.iter().filter(|i| i.needs(slot)) {
        for cell in identity.cells() {
            let role = match identity.total {
                None => Kin::Balance,
                Some(total) if total == cell => Kin::Total,
                Some(total) if total == slot => Kin::Addend,
                // A fellow addend says nothing of its own: all of a column would light up.
                Some(_) => continue,
            };
            if !kin.iter().any(|(s, _)| *s == cell) {
                kin.push((cell, role));
            }
        }
    }
    kin
}

/// What stands beside a number: last year's, the change, its share of its column's total.
pub struct Beside {
    pub shift: Option<Shift>,
    pub share: Option<String>,
}

/// What stands beside a row in the column that is looked at.
pub fn beside(language: &Language, item: &Item, former: Option<&Item>, slot: Slot) -> Beside {
    let shift = former.map(|f| shift(&[slot], item, f));
    let share = whole(item, slot, false).and_then(|whole| language.share(item.report.value(slot), whole));
    Beside { shift, share }
}

/// The total that a cell is added up in, of its row or of its column.
pub fn whole(item: &Item, slot: Slot, across: bool) -> Option<Value> {
    whole_slot(item.report.form().sheet(slot), slot, across).map(|total| item.report.value(total))
}

/// The same, as a cell.
pub fn whole_slot(sheet: &Sheet, slot: Slot, across: bool) -> Option<Slot> {
    let totals = sheet.identities.iter().filter(|i| i.left.contains(&slot)).filter_map(|i| i.total);
    totals.into_iter().find(|total| (total.row() == slot.row()) == across)
}
