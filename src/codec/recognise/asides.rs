//! Columns that number the rows or remark on them (序号、备注): none of the form's, and in its way.

use super::heads::is_column;
use super::labels::{Labels, quoted};
use crate::codec::grid::{Cell, Grid};

const NUMBERS: [&str; 5] = ["序号", "行次", "行号", "编号", "序"];
const REMARKS: [&str; 3] = ["备注", "说明", "备注说明"];
/// So many rows that are counted from one tell a column of numbers without a heading.
const COUNTED: usize = 5;
/// So many cells are tried as the head of such a column, and as many as the first number of one without a head: each
/// is compared with the whole table.
const MOST: usize = 30;

/// The table with such columns blank, if it has any.
pub(super) fn without_asides(grid: &Grid, labels: &mut Labels) -> Option<Grid> {
    let (mut heads, mut ones) = (Vec::new(), Vec::new());
    for cell in grid.cells().iter().filter(|cell| cell.cols == 1 && cell.text.len() < 40) {
        let text = quoted(&cell.text);
        if NUMBERS.contains(&text.as_str()) || REMARKS.contains(&text.as_str()) {
            heads.push(cell);
        } else if text == "1" {
            ones.push(cell);
        }
    }
    let mut asides: Vec<(u16, u16)> = Vec::new();
    for cell in heads.into_iter().take(MOST).chain(ones.into_iter().take(MOST)) {
        let is_known = asides.iter().any(|(col, _)| *col == cell.col);
        if !is_known && is_aside(grid, cell, labels) {
            asides.push((cell.col, cell.row));
        }
    }
    if asides.is_empty() {
        return None;
    }
    let mut cells = grid.cells().to_vec();
    for cell in &mut cells {
        if cell.cols == 1 && asides.iter().any(|(col, from)| cell.col == *col && cell.row >= *from) {
            cell.text.clear();
        }
    }
    Some(Grid::of(grid.width(), grid.height(), cells))
}

fn is_one_of(cell: &Cell, names: &[&str]) -> bool {
    names.contains(&quoted(&cell.text).as_str())
}

/// Whether a column is one from this cell on.
fn is_aside(grid: &Grid, head: &Cell, labels: &mut Labels) -> bool {
    let leads = (0..head.col).all(|col| grid.at(head.row, col).is_none_or(|at| grid.cells()[at].text.is_empty()));
    if is_one_of(head, &REMARKS) {
        // Among the form's columns it is a column like any other.
        let is_form = |at: &usize| is_column(&labels.find(&grid.cells()[*at].text));
        return !leads && !grid.row(head.row).iter().any(is_form);
    }
    if !leads {
        return false;
    }
    let is_below = |cell: &&Cell| cell.col == head.col && cell.row > head.row && cell.cols == 1;
    let below = grid.cells().iter().filter(is_below).filter(|cell| !cell.text.is_empty());
    let numbers: Vec<Option<usize>> = below.map(|cell| quoted(&cell.text).parse().ok()).collect();
    if is_one_of(head, &NUMBERS) {
        return numbers.iter().all(Option::is_some);
    }
    // Without a heading they must count, and each row have something behind its number: these are no values.
    let counts = numbers.iter().enumerate().all(|(at, number)| *number == Some(at + 2));
    counts && numbers.len() + 1 >= COUNTED && has_words(grid, head)
}

/// Whether something that is no number stands right behind the cell.
fn has_words(grid: &Grid, cell: &Cell) -> bool {
    let behind =
        grid.row(cell.row).into_iter().map(|at| &grid.cells()[at]).find(|c| c.col > cell.col && !c.text.is_empty());
    behind.is_some_and(|c| c.text.chars().any(|c| c > '\u{3400}'))
}
