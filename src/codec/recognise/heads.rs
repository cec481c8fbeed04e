//! The column headings of a table, band by band (表头).
//!
//! A row of a grid is a heading row, a body row, or one that begins a group or a section. A band is a run of heading
//! rows; it counts for the body rows below it, until the next band or section begins.

use super::labels::{Hit, Labels, Term};
use crate::codec::grid::Grid;
use crate::form::Kind;
use crate::report::Reading;
use crate::report::reading::read;

/// What a cell is by itself.
pub(super) enum Mark {
    Blank,
    /// A number, or a mark that stands for one.
    Value,
    /// A heading of the form.
    Label(Vec<Hit>),
    Text,
}

/// What a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Blank,
    Body,
    Head,
    /// Only names of row groups.
    Group,
    /// The beginning of a section.
    Caption,
    Other,
}

impl Mark {
    pub(super) fn of(text: &str, labels: &mut Labels) -> Mark {
        if text.is_empty() {
            return Mark::Blank;
        }
        let hits = labels.find(text);
        if !hits.is_empty() {
            return Mark::Label(hits);
        }
        if text.chars().any(is_marking) {
            return Mark::Value;
        }
        let says = |kind| !matches!(read(text, kind), Reading::Unclear { why: crate::report::Why::Other, .. });
        if says(Kind::Signed) || says(Kind::Money { unit: None }) { Mark::Value } else { Mark::Text }
    }

    pub(super) fn hits(&self) -> &[Hit] {
        match self {
            Mark::Label(hits) => hits,
            _ => &[],
        }
    }

    pub(super) fn is_label(&self) -> bool {
        matches!(self, Mark::Label(_))
    }
}

/// Strokes through a letter, raised and lowered digits, and pictures: what a text says with them is not what its
/// letters say.
pub(super) fn is_marking(c: char) -> bool {
    matches!(c, '\u{336}' | '\u{FFFC}' | '²' | '³' | '¹' | '\u{2070}'..='\u{2089}')
}

pub(super) fn is_row(hits: &[Hit]) -> bool {
    hits.iter().any(|h| matches!(h.term, Term::Row(..)))
}

pub(super) fn is_column(hits: &[Hit]) -> bool {
    hits.iter().any(|h| matches!(h.term, Term::Column(..)))
}

pub(super) fn is_group(hits: &[Hit]) -> bool {
    hits.iter().any(|h| matches!(h.term, Term::Group(_)))
}

/// What a row is, from what its cells are and in which order they stand.
pub(super) fn class(grid: &Grid, marks: &[Mark], row: u16) -> Class {
    // Own headings, and whether they are all of a kind; what else stands here.
    let (mut own, mut groups, mut rows, mut captions) = (0, 0, 0, 0);
    let (mut before, mut open, mut blank, mut value, mut late, mut column) = (false, false, false, false, false, false);
    let (mut last, mut named): (&[Hit], &str) = (&[], "");
    for cell in grid.row(row) {
        // What reaches down from above says nothing of this row.
        if grid.cells()[cell].row != row {
            continue;
        }
        let (hits, text) = (marks[cell].hits(), &grid.cells()[cell].text);
        match marks[cell] {
            // A piece of a merged heading.
            Mark::Label(_) if !open && named == text => {}
            Mark::Label(_) => {
                own += 1;
                late |= open;
                groups += usize::from(is_group(hits));
                rows += usize::from(is_row(hits) && !is_group(hits));
                captions += usize::from(matches!(hits, [Hit { term: Term::Caption, .. }, ..]));
                column |= is_column(hits) && !is_row(hits);
                (last, named) = (hits, text);
            }
            // Blanks before the first heading are what is left of a heading that reached down here.
            Mark::Blank if own == 0 => before = true,
            Mark::Blank => (open, blank) = (true, true),
            Mark::Value => (open, value) = (true, true),
            Mark::Text => open = true,
        }
    }
    match own {
        0 if value => Class::Body,
        0 if open && !before => Class::Other,
        0 => Class::Blank,
        _ if value && (late || column) => Class::Other,
        _ if value => Class::Body,
        n if n == captions => Class::Caption,
        n if n == groups && !blank => Class::Group,
        _ if late || column => Class::Head,
        // Groups, then the row: what is open are its values.
        n if open && n == groups + rows && rows == usize::from(is_row(last) && !is_group(last)) => Class::Body,
        _ => Class::Head,
    }
}

/// A lowest column heading of a band, with those above it.
#[derive(Clone)]
pub(super) struct Leaf {
    /// The headings from this one upwards: what stands there, and how it may be understood.
    pub texts: Vec<String>,
    pub chain: Vec<Vec<Hit>>,
}

impl Leaf {
    /// Whether it is a row or a column of the form.
    pub(super) fn is_known(&self) -> bool {
        self.chain.first().is_some_and(|hits| is_row(hits) || is_column(hits))
    }

    /// Whether it may stand over values: what the form prints over other headings may not.
    pub(super) fn is_column(&self) -> bool {
        self.hits().is_empty() || self.is_known()
    }

    fn extend(&mut self, above: Option<(&str, &[Hit])>) {
        if let Some((text, hits)) = above {
            self.texts.push(text.to_owned());
            self.chain.push(hits.to_vec());
        }
    }

    fn hits(&self) -> &[Hit] {
        self.chain.first().map_or(&[], |hits| hits)
    }

    /// The heading itself.
    pub(super) fn text(&self) -> &str {
        self.texts.first().map_or("", |text| text)
    }
}

/// A run of heading rows.
#[derive(Clone, Default)]
pub(super) struct Band {
    pub leafs: Vec<Leaf>,
    /// Its lowest row.
    pub row: u16,
    /// For each column of the grid the leaf over it.
    pub over: Vec<Option<usize>>,
}

impl Band {
    /// The band whose lowest row this is. `outer` is a heading that stood before the table.
    pub(super) fn at(grid: &Grid, marks: &[Mark], classes: &[Class], lowest: u16, outer: &[Hit]) -> Band {
        let is_head = |row: &u16| matches!(classes[usize::from(*row)], Class::Head | Class::Group);
        let rows: Vec<u16> = (0..=lowest).rev().take_while(is_head).collect();
        let outer = if rows.last() == Some(&0) { outer } else { &[] };
        let mut band = Band { row: lowest, ..Band::default() };
        for col in 0..grid.width() {
            let leaf = leaf(grid, marks, &rows, col, outer);
            // A merged heading, or one taken apart with its text repeated.
            let goes_on = matches!((&leaf, band.leafs.last()), (Some(a), Some(b)) if a.texts == b.texts);
            let is_there = leaf.is_some();
            if !goes_on {
                band.leafs.extend(leaf);
            }
            band.over.push(band.leafs.len().checked_sub(1).filter(|_| is_there));
        }
        band.drop_renamed();
        band
    }

    /// Whether a column stands under another: the headings have slid, and none of them can be trusted.
    pub(super) fn is_crooked(&self) -> bool {
        let is_column = |hits: &&Vec<Hit>| is_column(hits) && !is_row(hits);
        self.leafs.iter().any(|leaf| leaf.chain.iter().filter(is_column).count() > 1)
    }

    /// “合计” may be the “总计” of the form, but not beside one.
    fn drop_renamed(&mut self) {
        let same = |a: &Hit, b: &Hit| match (a.term, b.term) {
            (Term::Column(t, c), Term::Column(u, d)) => t == u && c.id == d.id,
            _ => false,
        };
        let sure: Vec<Hit> =
            self.leafs.iter().flat_map(|l| l.hits()).filter(|h| h.fit != super::labels::Fit::Near).copied().collect();
        for leaf in &mut self.leafs {
            if let Some(hits) = leaf.chain.first_mut() {
                hits.retain(|h| h.fit != super::labels::Fit::Near || !sure.iter().any(|s| same(h, s)));
            }
        }
    }
}

/// The name of a row that reached over this place before its cells were taken apart: it stands to the left, with only
/// blanks between.
fn reaching<'a>(grid: &'a Grid, marks: &'a [Mark], row: u16, col: u16) -> Option<(&'a str, &'a [Hit])> {
    let left = (0..=col).rev().filter_map(|col| grid.at(row, col));
    let name = left.into_iter().find(|cell| !matches!(marks[*cell], Mark::Blank))?;
    let cell = &grid.cells()[name];
    let hits = marks[name].hits();
    (cell.col + cell.cols <= col && is_row(hits) && !is_column(hits)).then_some((cell.text.as_str(), hits))
}

fn leaf(grid: &Grid, marks: &[Mark], rows: &[u16], col: u16, outer: &[Hit]) -> Option<Leaf> {
    let mut leaf = Leaf { texts: Vec::new(), chain: Vec::new() };
    for row in rows {
        let Some(cell) = grid.at(*row, col).filter(|c| !matches!(marks[*c], Mark::Value)) else { continue };
        let text = &grid.cells()[cell].text;
        if !text.is_empty() && leaf.texts.last() != Some(text) {
            leaf.texts.push(text.clone());
            leaf.chain.push(marks[cell].hits().to_vec());
        }
    }
    if leaf.chain.first().is_some_and(|hits| is_column(hits)) && !leaf.chain.iter().skip(1).any(|hits| is_row(hits)) {
        leaf.extend(rows.iter().find_map(|row| reaching(grid, marks, *row, col)));
    }
    if !outer.is_empty() {
        leaf.chain.push(outer.to_vec());
    }
    (!leaf.texts.is_empty()).then_some(leaf)
}
