//! A source as texts and tables one after the other (展开): a table that holds a whole report is both.

use super::Block;
use super::article::sure;
use super::labels::Labels;
use crate::codec::grid::{Cell, Grid};

/// A piece of a source.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    /// A text, and how far out of its containers the source came before it.
    Text(&'a str, u16),
    Table,
    /// A table ends that held a report.
    End,
}

impl<'a> Item<'a> {
    pub(super) fn text(&self) -> Option<&'a str> {
        match self {
            Item::Text(text, _) => Some(text),
            Item::Table | Item::End => None,
        }
    }
}

pub(super) fn items(blocks: &[Block]) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for block in blocks {
        match block {
            Block::Text { text, rise } => items.push(Item::Text(text, *rise)),
            Block::Table(grid) if holds_report(grid) => unfold(grid, &mut items),
            Block::Table(_) => items.push(Item::Table),
        }
    }
    items
}

/// Whether a cell is as wide as its table.
fn is_wide(cell: &Cell, grid: &Grid) -> bool {
    cell.cols == grid.width()
}

/// Whether headings of parts stand in a table, each as wide as it.
fn holds_report(grid: &Grid) -> bool {
    let heads = grid.cells().iter().filter(|cell| is_wide(cell, grid) && sure(&cell.text).is_some());
    heads.take(2).count() == 2
}

/// Lines as wide as the table are texts, but for the captions of the form.
fn unfold<'a>(grid: &'a Grid, items: &mut Vec<Item<'a>>) {
    let mut labels = Labels::new();
    for cell in grid.cells().iter().filter(|cell| !cell.text.is_empty()) {
        let is_text = is_wide(cell, grid) && (sure(&cell.text).is_some() || labels.find(&cell.text).is_empty());
        if is_text {
            items.extend(cell.text.split('\n').map(|line| Item::Text(line, u16::MAX)));
        } else if !matches!(items.last(), Some(Item::Table)) {
            items.push(Item::Table);
        }
    }
    items.push(Item::End);
}
