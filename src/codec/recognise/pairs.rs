//! The cells of a line and the headings above them, one for one (格子与表头对应).

use super::heads::{Band, Class, Leaf, Mark, is_group};
use super::lines::Table;
use crate::codec::grid::Cell;

/// Cells of a line, each with the leaf of the band that is over it.
pub(super) type Pairs = Vec<(usize, usize)>;

/// What tells which cell belongs to which heading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Where they stand, in a table that its cells fill.
    Place,
    /// Where they stand, though spans are lost or wrong.
    Standing,
    /// Their order alone.
    Order,
}

impl Table<'_> {
    /// Each cell of a line with the heading over it, if they match one for one: by where they stand, else by their
    /// order.
    pub(super) fn pair(&self, band: &Band, heads: &[usize], data: &[usize]) -> Option<(Pairs, By)> {
        let by_order = || Some((self.in_order(band, data)?, By::Order));
        if self.is_carried {
            return by_order();
        }
        if self.is_short(band, self.cell(*data.first()?).row) {
            return None;
        }
        let by = if self.is_whole { By::Place } else { By::Standing };
        self.standing(band, heads, data).map(|pairs| (pairs, by)).or_else(by_order)
    }

    fn standing(&self, band: &Band, heads: &[usize], data: &[usize]) -> Option<Pairs> {
        let corner = heads.iter().flat_map(|c| self.over(band, *c)).collect::<Vec<usize>>();
        let known = |leaf: &usize| band.leafs[*leaf].is_known();
        if corner.iter().any(known) {
            return None;
        }
        let first = (0..band.leafs.len()).find(known)?;
        let mut under: Vec<Vec<usize>> = vec![Vec::new(); band.leafs.len()];
        for cell in data {
            let leafs = self.over(band, *cell);
            let aside = leafs.iter().all(|l| corner.contains(l));
            match leafs.as_slice() {
                _ if aside && self.is_gap(band, heads, *cell, first) => {}
                _ if aside => return None,
                // What stands before the first column of the form must be a number of another column.
                [leaf] if *leaf < first && !self.is_extra(band, *leaf, *cell) => return None,
                [leaf] => under[*leaf].push(*cell),
                _ => return None,
            }
        }
        let mut pairs = Vec::new();
        for (leaf, cells) in under.iter().enumerate() {
            match cells.as_slice() {
                [] if leaf < first => {}
                // A merged cell taken apart: its text stands in the first piece.
                [one, others @ ..] if self.are_blank(others) && band.leafs[leaf].is_column() => {
                    pairs.push((*one, leaf))
                }
                _ => return None,
            }
        }
        Some(pairs)
    }

    /// A blank under a part of a heading only: the text may have stood beside it.
    pub(super) fn is_piece(&self, band: &Band, leaf: usize, cell: usize) -> bool {
        let width = band.over.iter().filter(|over| **over == Some(leaf)).count();
        self.are_blank(&[cell]) && usize::from(self.cell(cell).cols) < width
    }

    /// As many cells as headings, all of them of the form: then their order tells, whatever the spans say.
    fn in_order(&self, band: &Band, data: &[usize]) -> Option<Pairs> {
        let first = band.leafs.iter().position(Leaf::is_known)?;
        let all = band.leafs.get(first..)?;
        let plain = data.iter().all(|c| !matches!(self.marks[*c], Mark::Text));
        let fits = plain && all.len() == data.len() && all.iter().all(Leaf::is_known) && self.is_closed(data);
        fits.then(|| data.iter().copied().zip(first..).collect())
    }

    /// Whether no blank at an end may be another column's, in the place of a cell that is lost, and no blank line the
    /// rest of a merged heading.
    fn is_closed(&self, data: &[usize]) -> bool {
        let [begin, .., end] = data else { return false };
        let (begin, end) = (self.are_blank(&[*begin]), self.are_blank(&[*end]));
        match self.are_blank(data) {
            true => self.class(self.cell(data[0]).row + 1) != Class::Head,
            false => !begin && (!end || !self.is_carried || self.is_ended && self.most == data.len()),
        }
    }

    /// A blank under no heading, or left over from one, between the row's name and the first column. Beside the name of
    /// a group that goes on below it may be the row's own name, lost.
    fn is_gap(&self, band: &Band, heads: &[usize], cell: usize, first: usize) -> bool {
        let goes_on = |name: &usize| is_group(self.marks[*name].hits()) && self.has_part_below(*name);
        let grouped = self.name(heads, self.cell(cell).row).as_ref().is_some_and(goes_on);
        let columns = band.over.get(..usize::from(self.cell(cell).col)).unwrap_or_default();
        self.are_blank(&[cell]) && (!grouped || columns.contains(&Some(first)))
    }

    /// Whether a line ends before its table does: a cell is lost, and those after it have slid under blank headings.
    fn is_short(&self, band: &Band, row: u16) -> bool {
        let is_hole = |col: u16| self.grid.at(row, col).is_none() && self.grid.at(band.row, col).is_some();
        (0..self.grid.width()).any(|col| is_hole(col) && band.over.get(usize::from(col)) == Some(&None))
    }

    fn is_extra(&self, band: &Band, leaf: usize, cell: usize) -> bool {
        band.leafs[leaf].chain.first().is_some_and(Vec::is_empty) && matches!(self.marks[cell], Mark::Value)
    }

    pub(super) fn are_blank(&self, cells: &[usize]) -> bool {
        cells.iter().all(|c| matches!(self.marks[*c], Mark::Blank))
    }

    /// The headings over a cell, each once.
    fn over(&self, band: &Band, cell: usize) -> Vec<usize> {
        let Cell { col, cols, .. } = self.cell(cell);
        let mut leafs = Vec::new();
        for col in *col..*col + *cols {
            let leaf = band.over.get(usize::from(col)).copied().flatten();
            leafs.extend(leaf.filter(|l| !leafs.contains(l)));
        }
        leafs
    }
}
