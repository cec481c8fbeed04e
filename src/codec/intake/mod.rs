//! What a file gave (导入): the cells and texts found in it, where each stands, and what a person must look at.
//!
//! The same for every kind of file: a reader brings the source to blocks, `recognise` finds the form in them. On its
//! way from the worker to the form it is one text.

mod wire;

pub use wire::{read, write};

use super::recognise::{At, Block, Recognised, Unplaced, Why};
use crate::form::Slot;
use crate::report::Report;

/// A cell of the source of which its text alone does not say what stands there.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    pub at: At,
    /// A clause for people: “是公式，文件里没有存结果”.
    pub why: String,
}

/// What a file gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// What the file is, as people call it: “Word 文档”.
    pub kind: String,
    /// Every text as it stands in the file.
    pub report: Report,
    /// The cells found, and where each stands.
    pub cells: Vec<(Slot, At)>,
    /// What could not be placed without guessing.
    pub unplaced: Vec<Unplaced>,
    /// Cells of the tables found for which nothing was placed.
    pub missing: Vec<Slot>,
    /// Cells that were placed and are to be looked at, and why.
    pub doubts: Vec<(Slot, String)>,
    /// What else is to be known of the file: sentences for people.
    pub notes: Vec<String>,
    /// The source, to be shown beside what was read.
    pub blocks: Vec<Block>,
    /// Whether it was a report file, which holds all of the report; of any other what is missing may only not have
    /// been read.
    pub is_whole: bool,
}

impl Intake {
    /// Whether the source is a text, whose places are lines.
    pub fn is_text(&self) -> bool {
        let mut tables = self.cells.iter().map(|(_, at)| at.0).chain(self.unplaced.iter().map(|u| u.table));
        tables.any(|table| table == 0)
    }

    /// Of what was recognised in the blocks of a source.
    pub fn of(kind: &str, found: Recognised, blocks: Vec<Block>, doubts: &[Doubt], notes: Vec<String>) -> Intake {
        let report = found.report();
        let mut cells = Vec::new();
        for ((slot, _), at) in found.cells.iter().zip(&found.at) {
            cells.push((*slot, *at));
        }
        let of = |at: At| cells.iter().find(|(_, a)| *a == at).map(|(slot, _)| *slot);
        let (mut unplaced, mut missing, mut kept) = (found.unplaced, found.missing, Vec::new());
        for Doubt { at, why } in doubts {
            match of(*at) {
                // A formula whose result the file does not have is as good as not read.
                Some(slot) if report.raw(slot).trim().is_empty() => {
                    let ((table, row, col), near) = (*at, report.form().name(slot));
                    unplaced.push(Unplaced { text: String::new(), table, row, col, near, why: Why::Formula });
                    missing.push(slot);
                }
                Some(slot) => kept.push((slot, why.clone())),
                None => {}
            }
        }
        let (kind, doubts) = (kind.to_owned(), kept);
        Intake { kind, report, cells, unplaced, missing, doubts, notes, blocks, is_whole: false }
    }
}
