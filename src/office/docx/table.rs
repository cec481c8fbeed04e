//! A table of a Word document as its rows say it, laid out (表格).

use std::collections::BTreeMap;

use super::signed::Line;
use crate::codec::grid::{Builder, Grid};
use crate::codec::markup::trimmed;

/// What stands in the document, or in a cell of it.
pub(super) enum Piece {
    Text(String),
    /// A line under a report that we wrote ourselves.
    Signed(Line, String),
    Table(Laid),
}

/// A table laid out, and what is doubtful in it: row and column, from 1, and why.
pub(super) struct Laid {
    pub grid: Grid,
    pub doubts: Vec<(u16, u16, &'static str)>,
}

/// Whether a cell goes on from the one above or before it.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Begins,
    GoesOn,
}

#[derive(Default)]
pub(super) struct RawCell {
    pub pieces: Vec<Piece>,
    pub cols: u32,
    pub down: Merge,
    pub across: Merge,
    pub doubt: Option<&'static str>,
}

#[derive(Default)]
pub(super) struct RawRow {
    /// Columns left out at its beginning.
    pub before: u32,
    pub cells: Vec<RawCell>,
    /// Hidden, or deleted and not accepted yet.
    pub is_gone: bool,
}

#[derive(Default)]
pub(super) struct RawTable {
    pub rows: Vec<RawRow>,
    /// Of its columns, in twentieths of a point.
    pub widths: Vec<u32>,
    /// What floats over it.
    pub afloat: Vec<Piece>,
}

/// Narrower than a letter, in twentieths of a point: where the edges of rows do not quite meet, a column that no cell
/// has alone stands between them.
const SLIVER: u32 = 120;

/// The table, with at most so many places; or what its cells hold, where one of them holds a table or there is only
/// one column: such a table only lays text out.
pub(super) fn lay(RawTable { mut rows, widths, .. }: RawTable, most: usize) -> Result<Laid, Vec<Piece>> {
    rows.retain(|row| !row.is_gone);
    rows.iter_mut().for_each(join_across);
    drop_slivers(&mut rows, &widths);
    let holds_table = |cell: &RawCell| cell.pieces.iter().any(|p| matches!(p, Piece::Table(_)));
    let is_frame = rows.iter().all(|row| row.before == 0 && row.cells.len() < 2);
    if is_frame || rows.iter().any(|row| row.cells.iter().any(holds_table)) {
        return Err(rows.into_iter().flat_map(|row| row.cells).flat_map(|cell| cell.pieces).collect());
    }
    Ok(laid(rows, most))
}

/// Cells that go on from the one before become part of it.
fn join_across(row: &mut RawRow) {
    let mut joined: Vec<RawCell> = Vec::new();
    for cell in std::mem::take(&mut row.cells) {
        match joined.last_mut().filter(|_| cell.across == Merge::GoesOn) {
            Some(last) => last.cols = last.cols.max(1).saturating_add(cell.cols.max(1)),
            None => joined.push(cell),
        }
    }
    row.cells = joined;
}

/// Counts the columns without slivers, where every cell keeps one.
fn drop_slivers(rows: &mut [RawRow], widths: &[u32]) {
    let is_sliver = |width: &u32| *width < SLIVER;
    if !widths.iter().any(is_sliver) {
        return;
    }
    // How many columns that count there are before each.
    let before: Vec<u32> = std::iter::once(0)
        .chain(widths.iter().scan(0, |count, width| {
            *count += u32::from(!is_sliver(width));
            Some(*count)
        }))
        .collect();
    let at = |col: u32| {
        let last = widths.len() as u32;
        before
            .get(col as usize)
            .copied()
            .unwrap_or_else(|| before[widths.len()].saturating_add(col.saturating_sub(last)))
    };
    let counted = |row: &RawRow| {
        let mut col = row.before;
        let spans = row.cells.iter().map(|cell| {
            let from = col;
            col = col.saturating_add(cell.cols.max(1));
            at(col) - at(from)
        });
        spans.collect::<Vec<u32>>()
    };
    let spans: Vec<Vec<u32>> = rows.iter().map(counted).collect();
    if spans.iter().flatten().any(|span| *span == 0) {
        return;
    }
    for (row, spans) in rows.iter_mut().zip(spans) {
        row.before = at(row.before);
        row.cells.iter_mut().zip(spans).for_each(|(cell, span)| cell.cols = span);
    }
}

fn laid(rows: Vec<RawRow>, most: usize) -> Laid {
    let going_on: Vec<BTreeMap<u32, u32>> = rows.iter().map(going_on).collect();
    let (mut builder, mut doubts) = (Builder::new(), Vec::new());
    // The cells of the row above that may go on: where each begins, and how wide it is.
    let mut above = BTreeMap::new();
    for (at, row) in rows.into_iter().enumerate() {
        builder.begin_row();
        if row.before > 0 {
            builder.push(String::new(), row.before, 1);
            doubts.push(None);
        }
        let (mut col, mut open) = (row.before, BTreeMap::new());
        for cell in row.cells {
            let (from, cols) = (col, cell.cols.max(1));
            col = col.saturating_add(cols);
            if cell.down != Merge::None {
                open.insert(from, cols);
            }
            // One that goes on from nothing stands for itself.
            if cell.down == Merge::GoesOn && above.get(&from) == Some(&cols) {
                continue;
            }
            let below = going_on.iter().skip(at + 1).take_while(|row| row.get(&from) == Some(&cols)).count();
            let rows = if cell.down == Merge::None { 1 } else { below + 1 };
            doubts.push(cell.doubt);
            builder.push(text(&cell.pieces), cols, rows as u32);
        }
        above = open;
    }
    let grid = builder.finish(most);
    let placed = grid.cells().iter().zip(doubts);
    let doubts = placed.filter_map(|(cell, why)| Some((cell.row + 1, cell.col + 1, why?))).collect();
    Laid { grid, doubts }
}

/// The cells of a row that go on from above: where each begins, and how wide it is.
fn going_on(row: &RawRow) -> BTreeMap<u32, u32> {
    let mut found = BTreeMap::new();
    let mut col = row.before;
    for cell in &row.cells {
        let cols = cell.cols.max(1);
        if cell.down == Merge::GoesOn {
            found.insert(col, cols);
        }
        col = col.saturating_add(cols);
    }
    found
}

fn text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        if let Piece::Text(line) = piece {
            text.push_str(line);
            text.push('\n');
        }
    }
    trimmed(&text)
}
