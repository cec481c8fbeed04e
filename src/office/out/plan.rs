//! A table of a report as it is set (排版): every piece in its place, and how wide the columns are.

use crate::form::layout::row_heads;
use crate::form::{Piece, Row, Scope, Sheet, Slot};
use crate::report::Report;

/// A piece in its place.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub col: usize,
    pub cols: usize,
    pub rows: usize,
    pub what: What,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum What {
    Head(&'static str, Scope),
    Cell(Slot),
    /// A heading above reaches down to here.
    Below,
}

/// A table that is set.
pub(super) struct Plan {
    pub lines: Vec<Vec<Placed>>,
    /// How many of the lines are headings of all that follows.
    pub head: usize,
    pub width: usize,
    /// How many columns at the left hold headings only.
    pub labels: usize,
}

impl Plan {
    pub(super) fn of(report: &Report, sheet: &'static Sheet) -> Plan {
        let mut lines: Vec<Vec<Placed>> = Vec::new();
        for line in printed(report, sheet) {
            let placed = place(&line, lines.last().map_or(&[][..], Vec::as_slice));
            lines.push(placed);
        }
        let cells = lines.iter().flatten().filter(|p| matches!(p.what, What::Cell(_)));
        let labels = cells.map(|p| p.col).min().unwrap_or_default();
        Plan { lines, head: sheet.head, width: sheet.width, labels }
    }

    /// Where the cells stand: line and column.
    pub(super) fn cells(&self) -> Vec<(Slot, usize, usize)> {
        let mut cells = Vec::new();
        for (line, pieces) in self.lines.iter().enumerate() {
            for piece in pieces {
                if let What::Cell(slot) = piece.what {
                    cells.push((slot, line, piece.col));
                }
            }
        }
        cells
    }

    /// The widths of the columns, of so much in all: as wide as what stands there needs, the innermost headings have
    /// what is left.
    pub(super) fn widths(&self, report: &Report, total: usize) -> Vec<usize> {
        let mut shares = vec![LEAST; self.width];
        for (slot, _, col) in self.cells() {
            let wanted = letters(report.raw(slot)).clamp(LEAST, MOST);
            if let Some(share) = shares.get_mut(col).filter(|share| **share < wanted) {
                *share = wanted;
            }
        }
        if let Some(inner) = self.labels.checked_sub(1).filter(|inner| *inner > 0) {
            let (groups, others) = (inner * GROUP, shares.iter().skip(self.labels).sum::<usize>());
            shares.iter_mut().take(inner).for_each(|share| *share = GROUP);
            shares[inner] = WHOLE.saturating_sub(groups + others).max(LABEL);
        }
        shared(&shares, total)
    }
}

/// The least and the most a column of cells takes, in half-width letters; a group's heading; the rows' own.
const LEAST: usize = 5;
const MOST: usize = 12;
const GROUP: usize = 6;
const LABEL: usize = 14;
/// What a table with grouped rows has to share out.
const WHOLE: usize = 64;

/// A whole shared out by weights, to the last unit.
fn shared(weights: &[usize], total: usize) -> Vec<usize> {
    let (all, mut sum, mut given, mut widths) = (weights.iter().sum::<usize>().max(1), 0, 0, Vec::new());
    for weight in weights {
        sum += weight;
        widths.push(total * sum / all - given);
        given = total * sum / all;
    }
    widths
}

/// How much room a text takes, in half-width letters.
pub(super) fn letters(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The printed lines. The undivided row of a report that has one stands where those stand that it replaces; these are
/// left out unless something stands in them.
fn printed(report: &Report, sheet: &'static Sheet) -> Vec<Vec<Piece>> {
    let Some(lump) = sheet.table.lump.as_ref().filter(|_| report.is_lumped(sheet.table.id)) else {
        return sheet.lines.clone();
    };
    let (mut rows, mut is_in): (Vec<&Row>, bool) = (Vec::new(), false);
    for row in sheet.table.rows {
        let is_replaced = lump.replaces.contains(&row.id);
        if is_replaced && !is_in {
            rows.push(&lump.row);
            is_in = true;
        }
        if !is_replaced || sheet.slots.iter().any(|s| s.row() == row.id && !report.raw(*s).trim().is_empty()) {
            rows.push(row);
        }
    }
    let depth = sheet.width - sheet.table.columns.len();
    let mut lines: Vec<Vec<Piece>> = sheet.lines.iter().take(sheet.head).cloned().collect();
    for (at, row) in rows.iter().enumerate() {
        let mut line = row_heads(&rows, at, depth);
        let slots = sheet.table.columns.iter().filter_map(|column| Slot::at(sheet.table.id, row.id, column.id));
        line.extend(slots.map(|slot| Piece::Cell { slot, cols: 1 }));
        lines.push(line);
    }
    lines
}

/// The pieces of a line beside what reaches down from the line above.
fn place(line: &[Piece], above: &[Placed]) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for over in above.iter().filter(|over| over.rows > 1) {
        placed.push(Placed { rows: over.rows - 1, what: What::Below, ..over.clone() });
    }
    let mut col = 0;
    for piece in line {
        while let Some(over) = placed.iter().find(|p| p.col == col) {
            col += over.cols;
        }
        let (cols, rows, what) = match *piece {
            Piece::Head { text, cols, rows, scope, .. } => (cols, rows, What::Head(text, scope)),
            Piece::Cell { slot, cols } => (cols, 1, What::Cell(slot)),
        };
        placed.push(Placed { col, cols: usize::from(cols), rows: usize::from(rows), what });
        col += usize::from(cols);
    }
    placed.sort_by_key(|p| p.col);
    placed
}
