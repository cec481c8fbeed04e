//! Official tables in text, where merged cells are lost (合并单元格): they are merged again where every heading stands
//! at its place.

use std::collections::BTreeSet;

use super::sheet::Merge;
use crate::form::{Edition, Form, Piece, Sheet};

/// The merged cells of the official tables that stand in these rows, letter by letter.
pub(super) fn merges(records: &[Vec<String>]) -> Vec<Merge> {
    let sheets = [Edition::E2019, Edition::E2021].into_iter().flat_map(|edition| &Form::of(edition).sheets);
    let printed: Vec<(&Sheet, Vec<Placed>)> = sheets.map(|sheet| (sheet, placed(sheet))).collect();
    let (mut merges, mut at) = (Vec::new(), 0);
    while at < records.len() {
        let stands = |(_, pieces): &&(&Sheet, Vec<Placed>)| pieces.iter().all(|piece| piece.stands(records, at));
        let Some((sheet, pieces)) = printed.iter().find(stands) else {
            at += 1;
            continue;
        };
        merges.extend(pieces.iter().filter(|piece| piece.rows * piece.cols > 1).map(|piece| piece.merge(at)));
        at += sheet.lines.len();
        // An undivided row that no template prints follows the table.
        let lump = sheet.table.lump.as_ref().map(|lump| Placed {
            text: Some(lump.row.label),
            row: 0,
            col: 0,
            rows: 1,
            cols: sheet.width - sheet.lump.len(),
        });
        merges.extend(lump.filter(|piece| piece.stands(records, at)).map(|piece| piece.merge(at)));
    }
    merges
}

/// A piece of a printed table, where it begins and how far it reaches.
struct Placed {
    /// What is printed there, of a heading.
    text: Option<&'static str>,
    row: usize,
    col: usize,
    rows: usize,
    cols: usize,
}

impl Placed {
    /// Whether it stands in the table that begins in row `at`, and nothing else where it reaches.
    fn stands(&self, records: &[Vec<String>], at: usize) -> bool {
        let text = |row: usize, col: usize| records.get(at + row).and_then(|r| r.get(col)).map_or("", String::as_str);
        let is_own = self.text.is_none_or(|own| letters(own).eq(letters(text(self.row, self.col))));
        let mut places =
            (self.row..self.row + self.rows).flat_map(|r| (self.col..self.col + self.cols).map(move |c| (r, c)));
        is_own && places.all(|(r, c)| (r, c) == (self.row, self.col) || text(r, c).trim().is_empty())
    }

    fn merge(&self, at: usize) -> Merge {
        let (top, left) = ((at + self.row) as u32, self.col as u32);
        Merge { top, left, bottom: top + self.rows as u32 - 1, right: left + self.cols as u32 - 1 }
    }
}

/// A text without its white space.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

fn placed(sheet: &Sheet) -> Vec<Placed> {
    let (mut taken, mut out) = (BTreeSet::new(), Vec::new());
    for (row, line) in sheet.lines.iter().enumerate() {
        let mut col = 0;
        for piece in line {
            while taken.contains(&(row, col)) {
                col += 1;
            }
            let (text, cols, rows) = match piece {
                Piece::Head { text, cols, rows, .. } => (Some(*text), usize::from(*cols), usize::from(*rows)),
                Piece::Cell { cols, .. } => (None, usize::from(*cols), 1),
            };
            taken.extend((row..row + rows).flat_map(|r| (col..col + cols).map(move |c| (r, c))));
            out.push(Placed { text, row, col, rows, cols });
            col += cols;
        }
    }
    out
}
