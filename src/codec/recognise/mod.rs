//! Official tables recognised in whatever a page or a document holds (表格识别).
//!
//! In come the blocks of a source in their order; out come the cells' texts as they stand, slot by slot, and what
//! could not be placed. Nothing here knows what a table looks like: a cell is placed where the headings beside and
//! above it name one row and one column of the form, and only with the rest of its line: where the line's cells stand
//! under the headings one for one, in the form's own order, and no column of the row is left without a heading.
//! **A wrong cell is ten times worse than a missing one**: where a doubt remains, nothing is placed.

mod article;
mod asides;
mod crossing;
mod fold;
mod heading;
mod heads;
mod intro;
pub(super) mod labels;
mod lines;
mod numbering;
mod ordinal;
mod pairs;
pub(super) mod parts;
mod settle;
mod texts;
mod wording;
mod years;

use crate::form::{Edition, Form, Piece, Prose, Sheet, Slot};
use crate::report::{Meta, Report};

use super::grid::{Builder, Grid, MOST_PLACES};
#[cfg(feature = "office")]
pub(super) use lines::{Found, MOST_UNPLACED};

/// A piece of a source, in document order.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph or a heading. `rise`: how far out of its containers the source came since the block before; of
    /// use where what follows an article must not be taken for its last part. 0 where there are no containers.
    Text {
        text: String,
        rise: u16,
    },
    Table(Grid),
}

/// Why a text was not placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No heading of its line is one of the form's rows.
    Row,
    /// No heading above it is one of the form's columns.
    Column,
    /// The cells of its line and the headings above do not match one for one.
    Line,
    /// It reaches over several rows or columns.
    Merged,
    /// The same cell of the form stands elsewhere with another text.
    Twice,
    /// It is struck out, raised, or partly a picture.
    Marked,
    /// It belongs to the form of other years, or sums up what stands beside it.
    OtherForm,
    /// It is a formula, and the file does not have its result.
    Formula,
    /// What stands above its table says that this is an earlier year's.
    Earlier,
}

impl Why {
    const ALL: [Why; 9] = [
        Why::Row,
        Why::Column,
        Why::Line,
        Why::Merged,
        Why::Twice,
        Why::Marked,
        Why::OtherForm,
        Why::Formula,
        Why::Earlier,
    ];

    /// A word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Why::Row => "row",
            Why::Column => "column",
            Why::Line => "line",
            Why::Merged => "merged",
            Why::Twice => "twice",
            Why::Marked => "marked",
            Why::OtherForm => "other-form",
            Why::Formula => "formula",
            Why::Earlier => "earlier",
        }
    }

    /// Of a word for programs.
    pub fn parse(code: &str) -> Option<Why> {
        Why::ALL.into_iter().find(|why| why.code() == code)
    }

    /// A clause for people.
    pub fn sentence(self) -> &'static str {
        match self {
            Why::Row => "看不出属于哪一行",
            Why::Column => "看不出属于哪一列",
            Why::Line => "这一行的格子和表头对不齐",
            Why::Merged => "合并的格子跨了几行或几列",
            Why::Twice => "同一格出现了两次，内容不同",
            Why::Marked => "有删除线、上下标、隐藏的字或者图片",
            Why::OtherForm => "这份表样没有这一格",
            Why::Formula => "是公式，文件里没有存结果",
            Why::Earlier => "表前写明是往年的，一般不用填",
        }
    }
}

/// A text that was not placed.
#[derive(Clone, Debug, PartialEq)]
pub struct Unplaced {
    /// As it stands.
    pub text: String,
    /// Which table of the source, from 1.
    pub table: usize,
    /// Its row and column in that table, from 1.
    pub row: u16,
    pub col: u16,
    /// The headings beside and above it, as they stand, where there are any.
    pub near: String,
    pub why: Why,
}

/// A place in the source: which table, from 1, and the row and column in it, from 1. In table 0 is a text of lines: the
/// row is the line.
pub type At = (usize, u16, u16);

/// What a source says in the official form.
#[derive(Clone, Debug, PartialEq)]
pub struct Recognised {
    pub edition: Edition,
    /// The title, where the source has exactly one.
    pub title: Option<String>,
    /// The unit and the year the title names.
    pub org: Option<String>,
    pub year: Option<u16>,
    /// The cells found and their texts as they stand, blank ones included, in the form's own order.
    pub cells: Vec<(Slot, String)>,
    /// Where each of the cells stands.
    pub at: Vec<At>,
    pub prose: Vec<(Prose, String)>,
    /// Headings that stand otherwise than in the form: `table3.<row>` or `table2.*.<column>`, and the heading there.
    pub labels: Vec<(String, String)>,
    pub unplaced: Vec<Unplaced>,
    /// Cells of the tables found here for which nothing was placed.
    pub missing: Vec<Slot>,
}

/// Reads the official form out of a source.
pub fn recognise(blocks: &[Block]) -> Recognised {
    told(blocks, |year| tables(blocks, year))
}

/// What a source says in words, with what its tables gave once its year is known.
pub(super) fn told(blocks: &[Block], tables: impl FnOnce(Option<u16>) -> Recognised) -> Recognised {
    let texts = texts::read(blocks);
    let mut found = tables(texts.year);
    found.title = texts.title;
    found.org = texts.org;
    found.prose = texts.prose;
    found
}

/// Reads its tables only. `year` decides where the tables could be of either edition.
pub fn tables(blocks: &[Block], year: Option<u16>) -> Recognised {
    settle::settle(lines::read(blocks, year), year)
}

/// The tables of a source whose rows were read elsewhere.
#[cfg(feature = "office")]
pub(super) fn settled(found: Vec<Found>, unplaced: Vec<Unplaced>, year: Option<u16>) -> Recognised {
    settle::settle(lines::Reader { found, unplaced }, year)
}

/// Whether a text is a title that names a unit.
#[cfg(feature = "office")]
pub(super) fn is_titled(text: &str) -> bool {
    texts::is_titled(text)
}

/// Whether some cell is a heading of the form.
pub fn has_headings(grid: &Grid) -> bool {
    let mut labels = labels::Labels::new();
    grid.cells().iter().any(|cell| !labels.find(&cell.text).is_empty())
}

/// The official head of a table alone: lines that follow it without one of their own are read under it. Blank where
/// each line has a head of its own.
pub fn head_of(sheet: &Sheet) -> Grid {
    let mut builder = Builder::new();
    for line in sheet.lines.iter().take(sheet.head) {
        builder.begin_row();
        for piece in line {
            if let Piece::Head { text, cols, rows, .. } = piece {
                builder.push((*text).to_owned(), u32::from(*cols), u32::from(*rows));
            }
        }
    }
    builder.finish(MOST_PLACES)
}

impl Recognised {
    /// Whether there is nothing of the official form here.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.unplaced.is_empty() && self.prose.is_empty()
    }

    /// Whether some number is left of which nobody can say that it is none of the form's.
    pub fn is_doubtful(&self) -> bool {
        let extra = |u: &Unplaced| matches!(u.why, Why::Row | Why::Column | Why::OtherForm) && self.missing.is_empty();
        !self.unplaced.iter().all(|u| u.why == Why::Earlier || extra(u))
    }

    /// The text of a cell, if it was found.
    pub fn cell(&self, slot: Slot) -> Option<&str> {
        self.cells.iter().find(|(s, _)| *s == slot).map(|(_, text)| text.as_str())
    }

    /// A report of what was found, every text as it stands.
    pub fn report(&self) -> Report {
        let mut report = Report::bare(self.edition);
        for (slot, text) in &self.cells {
            report.put(*slot, Some(text.as_str().into()), false);
        }
        for (prose, text) in &self.prose {
            report.set_prose(*prose, text);
        }
        for (place, label) in &self.labels {
            report.labels.push((place.clone(), label.as_str().into()));
        }
        let year = self.year.map(|y| y.to_string());
        for (key, text) in [(Meta::Title, &self.title), (Meta::Org, &self.org), (Meta::Year, &year)] {
            if let Some(text) = text {
                report.put_meta(key, text.as_str().into());
            }
        }
        report
    }

    /// The form of the edition that was recognised.
    pub fn form(&self) -> &'static Form {
        Form::of(self.edition)
    }
}
