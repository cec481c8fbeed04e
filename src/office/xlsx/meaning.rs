//! What a worksheet says besides its values (公式、合并、隐藏), read before anything is set aside for them.
//!
//! The cells themselves are read by the library. What it would trip over is refused here: places outside of any sheet,
//! numbers that are none, more of anything than a sheet has.

use std::collections::{BTreeMap, BTreeSet};

use crate::office::sheet::{MOST_CELLS, MOST_MERGES, Merge, TOO_MANY};
use crate::office::xml::{Node, Tag, Xml};

/// The last row and column of any sheet.
const LAST: (u32, u32) = (1_048_576, 16_384);
/// Up to the width of so many columns hidden ones are kept in mind.
const MOST_COLUMNS: u32 = 16_384;
const ODD: &str = "工作簿里有单元格的位置不对，没有读取。请用 Excel 或 WPS 另存一份再试。";
const ODD_NUMBER: &str = "工作簿里有单元格的数不对，没有读取。请用 Excel 或 WPS 另存一份再试。";

/// A cell with a formula, and whether its result is in the file.
pub(super) type Formulas = BTreeMap<(u32, u32), bool>;

#[derive(Default)]
pub(super) struct Meaning {
    pub merges: Vec<Merge>,
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_cols: BTreeSet<u32>,
    pub formulas: Formulas,
    /// Texts with struck or raised letters.
    pub marked: BTreeMap<(u32, u32), String>,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    at: (u32, u32),
    kind: String,
    has_formula: bool,
    value: String,
}

/// # Errors
/// One sentence for people.
pub(super) fn read(text: &str, marked: &BTreeMap<usize, String>, cells: &mut usize) -> Result<Meaning, String> {
    let (mut xml, mut meaning) = (Xml::new(text), Meaning::default());
    let (mut row, mut col, mut cell) = (0, 0, None::<Cell>);
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "dimension" => check_dimension(&tag)?,
                "col" if is_hidden(&tag, "width") => meaning.hide_columns(&tag),
                "row" => (row, col) = (meaning.row(&tag, row)?, 0),
                "c" => {
                    *cells += 1;
                    if *cells > MOST_CELLS {
                        return Err(TOO_MANY.to_owned());
                    }
                    let begun = Cell::begin(&tag, (row, col))?;
                    col = begun.at.1.saturating_add(1);
                    cell = Some(begun);
                }
                "f" => {
                    cell.iter_mut().for_each(|cell| cell.has_formula = true);
                    xml.skip()?;
                }
                "v" => {
                    let value = xml.text()?;
                    if let Some(cell) = &mut cell {
                        cell.value = value;
                        meaning.end(cell, marked)?;
                    }
                }
                "is" => {
                    let (plain, text) = super::strings::string(&mut xml)?;
                    if let Some(cell) = &mut cell {
                        cell.value = text;
                        if cell.value != plain {
                            meaning.marked.insert(cell.at, cell.value.clone());
                        }
                    }
                }
                "mergeCell" => meaning.merge(&tag)?,
                _ => {}
            },
            // Whatever a cell holds has ended by itself.
            Node::Close => cell.take().into_iter().for_each(|cell| meaning.formula(&cell)),
            Node::Text(_) => {}
            Node::End => return Ok(meaning),
        }
    }
}

impl Meaning {
    fn row(&mut self, tag: &Tag, before: u32) -> Result<u32, String> {
        let row = match tag.attribute("r") {
            Some(row) => row.parse().ok().filter(|row| (1..=LAST.0).contains(row)).ok_or(ODD)?,
            None => before + 1,
        };
        if row > LAST.0 {
            return Err(ODD.to_owned());
        }
        if is_hidden(tag, "ht") {
            self.hidden_rows.insert(row - 1);
        }
        Ok(row)
    }

    fn hide_columns(&mut self, tag: &Tag) {
        if let (Some(first), Some(last)) = (tag.number("min"), tag.number("max")) {
            self.hidden_cols.extend(first.max(1) - 1..last.min(MOST_COLUMNS));
        }
    }

    fn merge(&mut self, tag: &Tag) -> Result<(), String> {
        let range = tag.attribute("ref").unwrap_or_default();
        let (first, last) = range.split_once(':').unwrap_or((&range, &range));
        let (top, left) = place(first).ok_or(ODD)?;
        let (bottom, right) = place(last).ok_or(ODD)?;
        if self.merges.len() == MOST_MERGES {
            return Err("工作簿里合并的单元格过多，没有读取。".to_owned());
        }
        self.merges.push(Merge { top, left, bottom, right });
        Ok(())
    }

    fn end(&mut self, cell: &mut Cell, marked: &BTreeMap<usize, String>) -> Result<(), String> {
        let is_number = matches!(cell.kind.as_str(), "" | "n");
        if is_number && !cell.value.is_empty() && !is_decimal(&cell.value) {
            return Err(ODD_NUMBER.to_owned());
        }
        if cell.kind == "s" {
            let text = cell.value.parse().ok().and_then(|at: usize| marked.get(&at));
            text.into_iter().for_each(|text| drop(self.marked.insert(cell.at, text.clone())));
        }
        Ok(())
    }

    fn formula(&mut self, cell: &Cell) {
        // A formula may well give a text without letters; a number without digits is none.
        let has_result = !cell.value.trim().is_empty() || cell.kind == "str";
        if cell.has_formula {
            self.formulas.insert(cell.at, has_result);
        }
    }
}

impl Cell {
    /// Where it does not say so itself, it stands at the next place: the row from 1, the column from 0.
    fn begin(tag: &Tag, (row, col): (u32, u32)) -> Result<Cell, String> {
        let kind = tag.attribute("t").unwrap_or_default();
        let at = match tag.attribute("r") {
            Some(at) => place(&at).ok_or(ODD)?,
            None => (row.saturating_sub(1), col),
        };
        if at.1 >= LAST.1 {
            return Err(ODD.to_owned());
        }
        Ok(Cell { at, kind, ..Cell::default() })
    }
}

/// Hidden, or as flat as if it were.
fn is_hidden(tag: &Tag, size: &str) -> bool {
    let is_flat = tag.attribute(size).is_some_and(|size| size.parse::<f64>() == Ok(0.0));
    is_flat || matches!(tag.attribute("hidden").as_deref(), Some("1" | "true"))
}

/// `B3` as row and column from 0.
fn place(text: &str) -> Option<(u32, u32)> {
    let text = text.replace('$', "");
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) =
        text.split_at_checked(letters).filter(|(l, d)| (1..=3).contains(&l.len()) && d.len() < 8)?;
    let column = letters.bytes().fold(0u32, |c, b| c * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().ok().filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))?;
    ((1..=LAST.0).contains(&row) && column <= LAST.1).then(|| (row - 1, column - 1))
}

/// How large a sheet says it is may be wrong in any way but one: the library subtracts.
fn check_dimension(tag: &Tag) -> Result<(), String> {
    let range = tag.attribute("ref").unwrap_or_default();
    let (first, last) = range.split_once(':').unwrap_or((&range, &range));
    let (first, last) = (place(first).ok_or(ODD)?, place(last).ok_or(ODD)?);
    if first.0 > last.0 || first.1 > last.1 { Err(ODD.to_owned()) } else { Ok(()) }
}

/// A number as XML has it: −1.5E+3.
fn is_decimal(text: &str) -> bool {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let whole = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit());
    let signless = |text: &str| text.strip_prefix(['-', '+']).unwrap_or(text).to_owned();
    let (number, exponent) = (signless(number), signless(exponent));
    let (before, after) = number.split_once('.').unwrap_or((&number, ""));
    let some = !before.is_empty() || !after.is_empty();
    some && whole(before) && whole(after) && !exponent.is_empty() && whole(&exponent)
}

#[cfg(test)]
mod tests {
    use super::{is_decimal, place};

    #[test]
    fn places_are_within_a_sheet() {
        for (text, wanted) in [
            ("A1", Some((0, 0))),
            ("$b$3", Some((2, 1))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("XFE1", None),
            ("A0", None),
            ("A1048577", None),
            ("A-1", None),
            ("A+1", None),
            ("1", None),
            ("A", None),
            ("ZZZZZZZZ1", None),
            ("A99999999999", None),
        ] {
            assert_eq!(place(text), wanted, "{text}");
        }
    }

    #[test]
    fn numbers_are_decimal() {
        assert!(["0", "-1.5", "1E5", "1.207e+03", ".5", "5."].iter().all(|n| is_decimal(n)));
        assert!(["", "-", ".", "1e", "NaN", "inf", " 1", "1_0", "1,2"].iter().all(|n| !is_decimal(n)));
    }
}
