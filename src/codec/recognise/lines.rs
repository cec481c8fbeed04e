//! Body rows: which cell of the form each of their cells is (行的识别).

use super::heads::{Band, Class, Leaf, Mark, class, is_group, is_marking, is_row};
use super::labels::{Fit, Hit, Labels, Term, quoted};
use super::{Block, Unplaced, Why};
use crate::codec::grid::{Cell, Grid};
use crate::form::{Column, Edition, Form, Row, Slot};

/// A cell that was found.
pub(super) struct Found {
    pub slot: Slot,
    pub text: String,
    /// Table, row and column in the source, from 1.
    pub at: (usize, u16, u16),
    /// The headings beside and above it.
    pub row_label: String,
    pub column_label: String,
}

#[derive(Default)]
pub(super) struct Reader {
    pub found: Vec<Found>,
    pub unplaced: Vec<Unplaced>,
}

/// More than so many texts without a place say no more.
const MOST_UNPLACED: usize = 1000;

/// Reads every table of the source.
pub(super) fn read(blocks: &[Block]) -> Reader {
    let (mut reader, mut labels) = (Reader::default(), Labels::new());
    let (mut outer, mut carried, mut number) = (Vec::new(), None, 0);
    for block in blocks {
        match block {
            Block::Text { text, .. } => {
                outer = labels.find(text);
                // A page number between the halves of a table does not part them.
                if text.chars().any(|c| c > '\u{2E7F}') {
                    carried = None;
                }
            }
            Block::Table(grid) => {
                number += 1;
                let before = reader.found.len();
                let mut table = Table::new(grid, &mut labels, number, &outer, carried.take());
                table.read(&mut reader);
                carried = table.band.take().filter(|_| table.is_open);
                let any = table.marks.iter().any(Mark::is_label);
                if reader.found.len() == before && any {
                    lying(grid, &mut labels, number, &mut reader);
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

struct Table<'a> {
    grid: &'a Grid,
    number: usize,
    marks: Vec<Mark>,
    classes: Vec<Class>,
    outer: &'a [Hit],
    /// The headings that count for the present row.
    band: Option<Band>,
    /// Whether they stood in the table before, so that only their order counts.
    is_carried: bool,
    /// The row group named by a row of its own.
    group: Vec<Hit>,
    /// Whether the last row was a body row, so that the next table may go on from here.
    is_open: bool,
}

impl<'a> Table<'a> {
    fn new(grid: &'a Grid, labels: &mut Labels, number: usize, outer: &'a [Hit], carried: Option<Band>) -> Table<'a> {
        let mut marks = Vec::new();
        for cell in grid.cells() {
            marks.push(Mark::of(&cell.text, labels));
        }
        let classes = (0..grid.height()).map(|row| class(grid, &marks, row)).collect();
        let is_carried = carried.is_some();
        Table { grid, number, marks, classes, outer, band: carried, is_carried, group: Vec::new(), is_open: false }
    }

    fn read(&mut self, reader: &mut Reader) {
        let has_bare_values = (0..self.grid.height()).any(|row| self.is_bare(row));
        for row in 0..self.grid.height() {
            let class = self.class(row);
            match class {
                Class::Caption => (self.band, self.group) = (None, Vec::new()),
                Class::Head if self.class(row + 1) != Class::Head => {
                    self.band = Some(Band::at(self.grid, &self.marks, &self.classes, row, self.outer));
                    self.is_carried = false;
                }
                Class::Group => self.group = self.hits_of_row(row),
                Class::Body => self.body(row, reader),
                Class::Blank if !has_bare_values => self.body(row, reader),
                Class::Other => self.other(row, reader),
                Class::Blank | Class::Head => {}
            }
            self.is_open = class == Class::Body;
        }
    }

    fn class(&self, row: u16) -> Class {
        self.classes.get(usize::from(row)).copied().unwrap_or(Class::Other)
    }

    fn cell(&self, cell: usize) -> &'a Cell {
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
    fn name(&self, heads: &[usize], row: u16) -> Option<usize> {
        heads.iter().rev().copied().find(|c| self.cell(*c).row == row && self.cell(*c).rows == 1)
    }

    fn body(&mut self, row: u16, reader: &mut Reader) {
        let (heads, data) = self.split(row);
        let is_named = self.name(&heads, row).is_some_and(|c| is_row(self.marks[c].hits()));
        if !heads.is_empty() && !is_named {
            return self.refuse(&heads, &data, Why::Row, reader);
        }
        // A column's heading that reaches down here has pushed the values aside.
        if data.iter().any(|c| self.marks[*c].is_label()) {
            let values: Vec<usize> = data.into_iter().filter(|c| !self.marks[*c].is_label()).collect();
            return self.refuse(&heads, &values, Why::Line, reader);
        }
        // Values on a line of their own beside a heading on a blank one: whose are they?
        let blank = data.iter().all(|c| matches!(self.marks[*c], Mark::Blank));
        let torn = is_named && blank && (self.is_bare(row + 1) || row > 0 && self.is_bare(row - 1));
        let pairs =
            self.band.as_ref().filter(|band| !torn && band.is_sound()).and_then(|band| self.pair(band, &heads, &data));
        let (Some(pairs), Some(band)) = (pairs, &self.band) else {
            return self.refuse(&heads, &data, Why::Line, reader);
        };
        let mut found: Vec<Found> = Vec::new();
        // Rows named above stand in the form's order; columns out of it need their group above them.
        let (mut grouped, mut whole) = (is_named, true);
        for (cell, leaf) in &pairs {
            let leaf = leaf.and_then(|l| band.leafs.get(l));
            match leaf.ok_or(Why::Merged).and_then(|leaf| self.place(&heads, *cell, leaf)) {
                Ok(one) => {
                    grouped &= band.is_flat() || leaf.is_some_and(|l| l.has_group_of(one.slot));
                    let place = found.iter().position(|f| f.at.2 > one.at.2).unwrap_or(found.len());
                    found.insert(place, one);
                }
                // A column that no row's name stands over: the names have slid, or are not all there.
                Err(Why::Row) if leaf.is_some_and(Leaf::is_known) => whole = false,
                Err(why) => self.leave(&heads, *cell, leaf, why, reader),
            }
        }
        if whole && (grouped || is_ascending(&found)) {
            reader.found.append(&mut found);
        } else {
            self.refuse(&heads, &data, if whole { Why::Line } else { Why::Row }, reader);
        }
    }

    /// Numbers in a row that is neither headings nor body.
    fn other(&self, row: u16, reader: &mut Reader) {
        let data: Vec<usize> = self.grid.row(row).into_iter().filter(|c| !self.marks[*c].is_label()).collect();
        let is_ours = data.len() < self.grid.row(row).len();
        if is_ours {
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

    /// Each cell of a row with the heading over it (`None` for one that reaches over several), if they match one for
    /// one: by where they stand, else by their order.
    fn pair(&self, band: &Band, heads: &[usize], data: &[usize]) -> Option<Vec<(usize, Option<usize>)>> {
        let standing = if self.is_carried { None } else { self.standing(band, heads, data) };
        standing.or_else(|| in_order(band, data))
    }

    fn standing(&self, band: &Band, heads: &[usize], data: &[usize]) -> Option<Vec<(usize, Option<usize>)>> {
        let corner = heads.iter().flat_map(|c| self.over(band, *c)).collect::<Vec<usize>>();
        let known = |leaf: &usize| band.leafs[*leaf].is_known();
        if corner.iter().any(known) {
            return None;
        }
        let first = (0..band.leafs.len()).find(known)?;
        let mut pairs = Vec::new();
        let mut under: Vec<Vec<usize>> = vec![Vec::new(); band.leafs.len()];
        for cell in data {
            match self.over(band, *cell).as_slice() {
                [] if self.is_gap(band, heads, *cell, first) => {}
                [] => return None,
                [leaf] if corner.contains(leaf) => return None,
                // What stands before the first column of the form must be a number of another column.
                [leaf] if *leaf < first && !self.is_extra(band, *leaf, *cell) => return None,
                [leaf] => under[*leaf].push(*cell),
                several => {
                    several.iter().for_each(|leaf| under[*leaf].push(*cell));
                    pairs.push((*cell, None));
                }
            }
        }
        for (leaf, cells) in under.iter().enumerate() {
            let filled: Vec<usize> = cells.iter().copied().filter(|c| !matches!(self.marks[*c], Mark::Blank)).collect();
            let one = if filled.is_empty() { cells } else { &filled };
            match one.as_slice() {
                [] if known(&leaf) => return None,
                [] => {}
                [one] if pairs.contains(&(*one, None)) => {}
                [one] => pairs.push((*one, Some(leaf))),
                [one, ..] if filled.is_empty() => pairs.push((*one, Some(leaf))),
                several => several.iter().for_each(|c| pairs.push((*c, None))),
            }
        }
        Some(pairs)
    }

    /// A blank between the row's heading and the first column, left over from a heading that reached here. Beside the
    /// name of a group it may be the row's own heading, lost.
    fn is_gap(&self, band: &Band, heads: &[usize], cell: usize, first: usize) -> bool {
        let named = self.name(heads, self.cell(cell).row).is_some_and(|c| !is_group(self.marks[c].hits()));
        let columns = band.over.get(..usize::from(self.cell(cell).col)).unwrap_or_default();
        named && matches!(self.marks[cell], Mark::Blank) && columns.iter().flatten().all(|leaf| *leaf < first)
    }

    fn is_extra(&self, band: &Band, leaf: usize, cell: usize) -> bool {
        band.leafs[leaf].chain.first().is_some_and(Vec::is_empty) && matches!(self.marks[cell], Mark::Value)
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

    /// The cell of the form where these headings cross.
    fn place(&self, heads: &[usize], cell: usize, leaf: &Leaf) -> Result<Found, Why> {
        let Cell { text, row, col, rows, .. } = self.cell(cell);
        if *rows > 1 {
            return Err(Why::Merged);
        }
        if text.chars().any(is_marking) {
            return Err(Why::Marked);
        }
        let name = self.name(heads, *row);
        let beside = name.map(|c| self.marks[c].hits());
        let above = leaf.chain.get(1..).unwrap_or_default();
        let mut rows: Vec<Hit> = Vec::new();
        match beside {
            Some(hits) => rows.extend_from_slice(hits),
            // The name of a group is no row, even where a report leaves the group undivided.
            None => above.iter().filter(|up| !is_group(up)).for_each(|up| rows.extend_from_slice(up)),
        }
        let mut slot = None;
        for hit in &rows {
            let Term::Row(table, form_row) = hit.term else { continue };
            if beside.is_some() && !self.fits_groups(*hit, form_row, heads, name) {
                continue;
            }
            for column_hit in leaf.chain.first().map_or(&[][..], |hits| hits) {
                let Term::Column(of, column) = column_hit.term else { continue };
                if column_hit.short && column_hit.fit == Fit::Letters {
                    continue;
                }
                if of != table || !above.iter().all(|up| fits_above(up, table, form_row, column)) || slid(above) {
                    continue;
                }
                let at = Slot::at(table, form_row.id, column.id);
                if slot.is_some() && at.is_some() && at != slot {
                    return Err(Why::Line);
                }
                slot = slot.or(at);
            }
        }
        let slot = slot.ok_or(if beside.is_some() { Why::Column } else { Why::Row })?;
        let row_label = name.map_or(String::new(), |c| self.cell(c).text.clone());
        let at = (self.number, row + 1, col + 1);
        Ok(Found { slot, text: text.clone(), at, row_label, column_label: leaf.text().to_owned() })
    }

    /// Whether the groups named beside and above the row are the row's own. A short heading needs its group or its
    /// number; one that is told by its letters may stand in a wrong group.
    fn fits_groups(&self, hit: Hit, row: &Row, heads: &[usize], name: Option<usize>) -> bool {
        let mut own = false;
        for head in heads.iter().filter(|head| Some(**head) != name) {
            match of_groups(self.marks[*head].hits(), row) {
                Some(true) => own = true,
                Some(false) if hit.fit == Fit::Near || hit.short => return false,
                _ => {}
            }
        }
        own |= of_groups(&self.group, row) == Some(true);
        !hit.short || hit.fit == Fit::Exact || hit.numbered || own
    }
}

/// Whether headings that name groups name one of the row's; `None` if they name none.
fn of_groups(hits: &[Hit], row: &Row) -> Option<bool> {
    let mut says = None;
    for hit in hits {
        if let Term::Group(group) = hit.term {
            says = Some(says == Some(true) || row.groups.contains(&group));
        }
    }
    says
}

/// Whether a heading above a column's own may stand there.
fn fits_above(up: &[Hit], table: &str, row: &Row, column: &Column) -> bool {
    up.is_empty()
        || up.iter().any(|hit| match hit.term {
            Term::Row(of, other) => of == table && other.id == row.id,
            Term::Group(group) => row.groups.contains(&group),
            Term::Over(over) => column.group == Some(over) || !is_column_group(over),
            Term::Column(..) => false,
            Term::Caption => true,
        })
}

/// A group under one of its rows: the headings have slid.
fn slid(above: &[Vec<Hit>]) -> bool {
    let row = above.iter().rposition(|up| is_row(up)).unwrap_or(0);
    above.iter().take(row).any(|up| is_group(up))
}

/// Whether cells stand in the order of the form, of whichever edition has them all.
fn is_ascending(found: &[Found]) -> bool {
    ascends(found, Form::of(Edition::E2021)) || ascends(found, Form::of(Edition::E2019))
}

fn ascends(found: &[Found], form: &Form) -> bool {
    let mut least = 0;
    for found in found {
        if !form.has(found.slot) || form.order(found.slot) < least {
            return false;
        }
        least = form.order(found.slot) + 1;
    }
    true
}

fn is_column_group(text: &str) -> bool {
    for edition in [Edition::E2021, Edition::E2019] {
        for sheet in &Form::of(edition).sheets {
            if sheet.table.columns.iter().any(|c| c.group == Some(text)) {
                return true;
            }
        }
    }
    false
}

/// As many cells as headings, all of them of the form: then their order tells, whatever the spans say.
fn in_order(band: &Band, data: &[usize]) -> Option<Vec<(usize, Option<usize>)>> {
    let known = |leaf: &Leaf| leaf.is_known();
    let first = band.leafs.iter().position(known)?;
    let last = band.leafs.iter().rposition(known)?;
    let all = band.leafs.get(first..=last)?;
    let fits = all.len() == data.len() && data.len() > 1 && all.iter().all(known);
    fits.then(|| data.iter().copied().zip((first..=last).map(Some)).collect())
}
