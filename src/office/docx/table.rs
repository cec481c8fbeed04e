//! A table of a Word document as its rows say it, laid out (表格).

use std::collections::BTreeMap;

use crate::codec::grid::{Builder, Grid};
use crate::codec::markup::trimmed;

/// What stands in the document, or in a cell of it.
pub(super) enum Piece {
    Text(String),
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

/// The table, with at most so many places; or what its cells hold, where one of them holds a table or there is only
/// one column: such a table only lays text out.
pub(super) fn lay(mut rows: Vec<RawRow>, most: usize) -> Result<Laid, Vec<Piece>> {
    rows.retain(|row| !row.is_gone);
    rows.iter_mut().for_each(join_across);
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
            Some(last) => last.cols = last.cols.saturating_add(cell.cols.max(1)),
            None => joined.push(cell),
        }
    }
    row.cells = joined;
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
