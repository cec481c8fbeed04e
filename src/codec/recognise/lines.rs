//! Body rows: which cell of the form each of their cells is (行的识别).

use super::asides::without_asides;
use super::crossing::is_line;
use super::heads::{Band, Class, Leaf, Mark, class, is_group, is_row};
use super::labels::{Hit, Labels, Term, quoted};
use super::pairs::By;
use super::settle::take;
use super::years::{is_earlier, is_more};
use super::{Block, Unplaced, Why};
use crate::codec::grid::{Cell, Grid};
use crate::form::Slot;

/// A cell that was found.
pub(in crate::codec) struct Found {
    pub slot: Slot,
    pub text: String,
    /// Table, row and column in the source, from 1.
    pub at: (usize, u16, u16),
    /// The headings beside and above it.
    pub row_label: String,
    pub column_label: String,
}

/// A cell without a place: the heading over it, and why.
type Left<'a> = (usize, &'a Leaf, Why);

#[derive(Default)]
pub(super) struct Reader {
    pub found: Vec<Found>,
    pub unplaced: Vec<Unplaced>,
}

/// More than so many texts without a place say no more.
pub(in crate::codec) const MOST_UNPLACED: usize = 1000;

/// A line without a name has at least so many cells: a group of table four.
const NAMELESS: usize = 5;
/// So many slivers are tried.
const MOST_SLIVERS: usize = 20;
/// In tables of so many places at most.
const MOST_ASKEW: usize = 20_000;

/// Reads every table of the source, which is of this year.
pub(super) fn read(blocks: &[Block], year: Option<u16>) -> Reader {
    let (mut reader, mut labels) = (Reader::default(), Labels::new());
    let (mut outer, mut carried, mut number) = (Vec::new(), None, 0);
    let mut earlier = false;
    for block in blocks {
        match block {
            Block::Text { text, .. } => {
                outer = labels.find(text);
                earlier = is_earlier(text, year) || earlier && !is_more(text);
                // A page number between the halves of a table does not part them.
                if text.chars().any(|c| c > '\u{2E7F}') {
                    carried = None;
                }
            }
            Block::Table(grid) => {
                number += 1;
                let bare = without_asides(grid, &mut labels);
                let grid = bare.as_ref().unwrap_or(grid);
                let (before, is_first) = (reader.found.len(), carried.is_none());
                let mut table = Table::new(grid, &mut labels, number, &outer, carried.take());
                table.read(&mut reader);
                carried = table.band.take().filter(|_| table.is_open);
                let any = table.marks.iter().any(Mark::is_label);
                if reader.found.len() == before && any {
                    lying(grid, &mut labels, number, &mut reader);
                }
                if is_first {
                    with_slivers(grid, &mut labels, number, &outer, &mut reader);
                }
                if earlier {
                    take(&mut reader, &|found| found.at.0 == number, Why::Earlier);
                }
                outer.clear();
            }
        }
    }
    reader
}

/// A table may lie on its side; what it is then worth shows in what is found.
fn lying(grid: &Grid, labels: &mut Labels, number: usize, reader: &mut Reader) {
    let turned = grid.transposed();
    let mut other = Reader::default();
    Table::new(&turned, labels, number, &[], None).read(&mut other);
    if other.found.is_empty() {
        return;
    }
    reader.unplaced.retain(|u| u.table != number);
    for found in &mut other.found {
        found.at = (found.at.0, found.at.2, found.at.1);
    }
    for unplaced in &mut other.unplaced {
        (unplaced.row, unplaced.col) = (unplaced.col, unplaced.row);
    }
    reader.found.append(&mut other.found);
    reader.unplaced.append(&mut other.unplaced);
}

/// The edges of a table's rows may not quite meet, and a sliver stand between them; where that leaves cells without a
/// place it belongs to the one side or the other, as far as only one of both has places for more.
fn with_slivers(grid: &Grid, labels: &mut Labels, number: usize, outer: &[Hit], reader: &mut Reader) {
    let is_askew = |u: &Unplaced| u.table == number && matches!(u.why, Why::Line | Why::Merged | Why::Column);
    if grid.area() > MOST_ASKEW || !reader.unplaced.iter().any(is_askew) {
        return;
    }
    let (found, left) = reader.count(number);
    let (mut best, mut told): (Option<Reader>, Vec<(Slot, String)>) = (None, Vec::new());
    for col in grid.slivers().into_iter().take(MOST_SLIVERS) {
        let tight = grid.without(col);
        let mut other = Reader::default();
        Table::new(&tight, labels, number, outer, None).read(&mut other);
        let (more, less) = other.count(number);
        if more <= found || less >= left {
            continue;
        }
        let tells: Vec<(Slot, String)> = other.found.iter().map(|f| (f.slot, f.text.clone())).collect();
        if best.is_some() && tells != told {
            return;
        }
        other.stand(&tight, grid);
        (best, told) = (Some(other), tells);
    }
    if let Some(mut best) = best {
        reader.found.retain(|f| f.at.0 != number);
        reader.unplaced.retain(|u| u.table != number);
        reader.found.append(&mut best.found);
        reader.unplaced.append(&mut best.unplaced);
    }
}

impl Reader {
    /// How many cells of a table were found, and how many have no place.
    fn count(&self, number: usize) -> (usize, usize) {
        let left = self.unplaced.iter().filter(|u| u.table == number).count();
        (self.found.iter().filter(|f| f.at.0 == number).count(), left)
    }

    /// Gives every place as it is in the table `first`, whose cells are those of `now` in the same order.
    fn stand(&mut self, now: &Grid, first: &Grid) {
        let of = |row: u16, col: u16| {
            let cell = now.at(row.saturating_sub(1), col.saturating_sub(1)).and_then(|at| first.cells().get(at));
            cell.map_or((row, col), |cell| (cell.row + 1, cell.col + 1))
        };
        for found in &mut self.found {
            (found.at.1, found.at.2) = of(found.at.1, found.at.2);
        }
        for unplaced in &mut self.unplaced {
            (unplaced.row, unplaced.col) = of(unplaced.row, unplaced.col);
        }
    }
}

pub(super) struct Table<'a> {
    pub grid: &'a Grid,
    number: usize,
    pub marks: Vec<Mark>,
    classes: Vec<Class>,
    outer: &'a [Hit],
    /// The headings that count for the present row.
    band: Option<Band>,
    /// Whether they stood in the table before, so that only their order counts.
    pub is_carried: bool,
    /// Whether the cells fill the table as their spans say.
    pub is_whole: bool,
    /// The most cells that a line of it has beside its headings.
    pub most: usize,
    /// Whether some line ends with more than a blank.
    pub is_ended: bool,
    /// The row group named by a row of its own.
    pub group: Vec<Hit>,
    /// Whether it ends with a body row or with headings, so that the next table may go on from here.
    is_open: bool,
}

impl<'a> Table<'a> {
    fn new(grid: &'a Grid, labels: &mut Labels, number: usize, outer: &'a [Hit], carried: Option<Band>) -> Table<'a> {
        let mut marks = Vec::new();
        for cell in grid.cells() {
            marks.push(Mark::of(&cell.text, labels));
        }
        let classes = (0..grid.height()).map(|row| class(grid, &marks, row)).collect();
        let (is_carried, is_whole) = (carried.is_some(), grid.is_whole());
        let (band, group, most) = (carried, Vec::new(), 0);
        let (is_ended, is_open) = (false, false);
        Table { grid, number, marks, classes, outer, band, is_carried, is_whole, most, is_ended, group, is_open }
    }

    fn read(&mut self, reader: &mut Reader) {
        for row in 0..self.grid.height() {
            if self.class(row) != Class::Body {
                continue;
            }
            let data = self.split(row).1;
            self.most = self.most.max(data.len());
            self.is_ended |= data.last().is_some_and(|last| !self.are_blank(&[*last]));
        }
        let has_bare_values = (0..self.grid.height()).any(|row| self.is_bare(row));
        for row in 0..self.grid.height() {
            let class = self.class(row);
            match class {
                Class::Caption => (self.band, self.group) = (None, Vec::new()),
                Class::Head if self.class(row + 1) != Class::Head => {
                    self.band = Some(Band::at(self.grid, &self.marks, &self.classes, row, self.outer));
                    self.is_carried = false;
                }
                Class::Group => {
                    self.group = self.hits_of_row(row);
                    self.other(row, reader);
                }
                Class::Body => self.body(row, reader),
                Class::Blank if !has_bare_values => self.body(row, reader),
                Class::Other => self.other(row, reader),
                Class::Blank | Class::Head => {}
            }
            self.is_open = matches!(class, Class::Body | Class::Head);
        }
    }

    pub(super) fn class(&self, row: u16) -> Class {
        self.classes.get(usize::from(row)).copied().unwrap_or(Class::Other)
    }

    pub(super) fn cell(&self, cell: usize) -> &'a Cell {
        &self.grid.cells()[cell]
    }

    fn hits_of_row(&self, row: u16) -> Vec<Hit> {
        let mut hits = Vec::new();
        for cell in self.grid.row(row) {
            hits.extend_from_slice(self.marks[cell].hits());
        }
        hits
    }

    /// Whether a row has values and nothing that could be its heading.
    fn is_bare(&self, row: u16) -> bool {
        let is_bare = |c: &usize| matches!(self.marks[*c], Mark::Blank | Mark::Value);
        self.class(row) == Class::Body && self.grid.row(row).iter().all(is_bare)
    }

    /// Whether it is blank beside the name of a group whose first row follows: a row of the form's name only elsewhere.
    fn is_group_line(&self, heads: &[usize], data: &[usize], row: u16) -> bool {
        self.are_blank(data) && self.name(heads, row).is_some_and(|name| self.has_part_below(name))
    }

    /// Whether the row below a name is one of the group it names.
    pub(super) fn has_part_below(&self, name: usize) -> bool {
        let row = self.cell(name).row + 1;
        let below = if row < self.grid.height() { self.hits_of_row(row) } else { Vec::new() };
        let is_parent = |hit: &Hit| match hit.term {
            Term::Group(group) => below.iter().any(|h| matches!(h.term, Term::Row(_, r) if r.groups.contains(&group))),
            _ => false,
        };
        self.marks[name].hits().iter().any(is_parent)
    }

    /// Whether the next row above or below that is not blank is bare.
    fn is_beside_bare(&self, row: u16) -> bool {
        let is_blank = |row: &u16| self.class(*row) == Class::Blank;
        let below = (row + 1..self.grid.height()).find(|row| !is_blank(row));
        let above = (0..row).rev().find(|row| !is_blank(row));
        [below, above].into_iter().flatten().any(|row| self.is_bare(row))
    }

    /// The headings a row begins with, and the cells after them.
    fn split(&self, row: u16) -> (Vec<usize>, Vec<usize>) {
        let (mut heads, mut data) = (Vec::new(), Vec::new());
        for cell in self.grid.row(row) {
            let is_left = data.iter().all(|c| matches!(self.marks[*c], Mark::Blank));
            match self.marks[cell].is_label() {
                true if heads.is_empty() && is_left => (heads, data) = (vec![cell], Vec::new()),
                true if data.is_empty() => heads.push(cell),
                _ => data.push(cell),
            }
        }
        (heads, data)
    }

    /// The heading of a row among those it begins with: the last of its own. A heading over several rows is none.
    pub(super) fn name(&self, heads: &[usize], row: u16) -> Option<usize> {
        heads.iter().rev().copied().find(|c| self.cell(*c).row == row && self.cell(*c).rows == 1)
    }

    fn body(&mut self, row: u16, reader: &mut Reader) {
        let (heads, data) = self.split(row);
        if self.is_group_line(&heads, &data, row) {
            self.group = self.hits_of_row(row);
            return;
        }
        let is_named = self.name(&heads, row).is_some_and(|c| is_row(self.marks[c].hits()));
        if !heads.is_empty() && !is_named {
            return self.refuse(&heads, &data, Why::Row, reader);
        }
        // A column's heading that reaches down here has pushed the values aside.
        if data.iter().any(|c| self.marks[*c].is_label()) {
            let values: Vec<usize> = data.into_iter().filter(|c| !self.marks[*c].is_label()).collect();
            return self.refuse(&heads, &values, Why::Line, reader);
        }
        // A number of several rows is none of this one; that it reaches may be what fills the line.
        if data.iter().any(|c| self.cell(*c).rows > 1) {
            return self.refuse(&heads, &data, Why::Merged, reader);
        }
        // Values on a line of their own near a heading on a blank one, or below the name of a group: whose are they?
        let of_group = self.name(&heads, row).is_some_and(|c| is_group(self.marks[c].hits()));
        let torn = is_named && self.are_blank(&data) && self.is_beside_bare(row) || of_group && self.is_bare(row + 1);
        let band = self.band.as_ref().filter(|band| !torn && !band.is_crooked());
        match band.ok_or(Why::Line).and_then(|band| self.line(band, &heads, &data)) {
            Ok((mut found, left)) => {
                reader.found.append(&mut found);
                left.iter().for_each(|(cell, leaf, why)| self.leave(&heads, *cell, Some(leaf), *why, reader));
            }
            Err(why) => self.refuse(&heads, &data, why, reader),
        }
    }

    /// The cells of a line that have a place, and those that have none; or why none of them can be trusted.
    fn line<'b>(&self, band: &'b Band, heads: &[usize], data: &[usize]) -> Result<(Vec<Found>, Vec<Left<'b>>), Why> {
        let (pairs, by) = self.pair(band, heads, data).ok_or(Why::Line)?;
        let (mut found, mut left) = (Vec::new(), Vec::new());
        let mut strange = false;
        for (cell, at) in &pairs {
            let leaf = &band.leafs[*at];
            let is_beside = std::mem::take(&mut strange);
            match self.place(heads, *cell, leaf) {
                // The number beside it, under a heading that is none, may be its own.
                Ok(_) if self.are_blank(&[*cell]) && (is_beside || self.is_piece(band, *at, *cell)) => {}
                Ok(slot) => found.push(self.found(slot, heads, *cell, leaf)),
                // A column that no row's name stands over: the names have slid, or are not all there.
                Err(Why::Row) if leaf.is_known() => return Err(Why::Row),
                Err(why) => {
                    strange = matches!(self.marks[*cell], Mark::Value);
                    left.push((*cell, leaf, why));
                }
            }
        }
        let fits = match by {
            By::Place => is_line(&found, pairs.len()),
            By::Standing => is_line(&found, found.len()),
            By::Order => is_line(&found, found.len()) && left.is_empty(),
        };
        if fits { Ok((found, left)) } else { Err(Why::Line) }
    }

    fn found(&self, slot: Slot, heads: &[usize], cell: usize, leaf: &Leaf) -> Found {
        let Cell { text, row, col, .. } = self.cell(cell);
        let row_label = self.name(heads, *row).map_or(String::new(), |c| self.cell(c).text.clone());
        let at = (self.number, row + 1, col + 1);
        Found { slot, text: text.clone(), at, row_label, column_label: leaf.text().to_owned() }
    }

    /// What stands in a row that is neither headings nor body: beside a heading, or where numbers belong, below some.
    fn other(&self, row: u16, reader: &mut Reader) {
        let data: Vec<usize> = self.grid.row(row).into_iter().filter(|c| !self.marks[*c].is_label()).collect();
        let is_ours = data.len() < self.grid.row(row).len();
        let is_below = data.len() >= NAMELESS && row > 0 && self.class(row - 1) == Class::Head;
        if is_ours || is_below {
            self.refuse(&[], &data, Why::Line, reader);
        }
    }

    fn refuse(&self, heads: &[usize], data: &[usize], why: Why, reader: &mut Reader) {
        for cell in data {
            self.leave(heads, *cell, None, why, reader);
        }
    }

    /// Says that a text has no place. Texts far from any heading of the form are none of its business.
    fn leave(&self, heads: &[usize], cell: usize, leaf: Option<&Leaf>, why: Why, reader: &mut Reader) {
        let ours = self.band.as_ref().is_some_and(|b| b.leafs.iter().any(Leaf::is_known)) || !heads.is_empty();
        let Cell { text, row, col, .. } = self.cell(cell);
        if text.is_empty() || !ours || reader.unplaced.len() == MOST_UNPLACED {
            return;
        }
        let mut near = heads.last().map_or(String::new(), |c| quoted(&self.cell(*c).text));
        if let Some(leaf) = leaf {
            near.push_str(if near.is_empty() { "" } else { "／" });
            near.push_str(&quoted(leaf.text()));
        }
        let (table, row, col) = (self.number, row + 1, col + 1);
        if !reader.unplaced.iter().rev().take(50).any(|u| (u.table, u.row, u.col) == (table, row, col)) {
            reader.unplaced.push(Unplaced { text: text.clone(), table, row, col, near, why });
        }
    }
}
