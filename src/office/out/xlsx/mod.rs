//! The report as a workbook (电子表格): a sheet a table as it is printed, totals that add up, what was found, the texts.
//!
//! What is data is a number or a string, never a formula. A total is a formula where the formula gives what stands
//! there; else it stays as it is, and turns red.

mod findings;
mod formats;
mod sums;
mod table;
mod texts;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::el::is_legal;
use super::plan::letters;
use crate::report::{Meta, Report};

/// The report as the bytes of a `.xlsx`.
pub(super) fn write(report: &Report) -> Result<Vec<u8>, String> {
    workbook(report).map_err(|e| match e {
        XlsxError::MaxStringLengthExceeded => "表格里有一格超过 32767 字，Excel 放不下，请先精简。".to_owned(),
        e => format!("表格没有写成（{e}）。"),
    })
}

fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same report gives the same bytes, whenever it is written.
    let properties = DocProperties::new()
        .set_title(legal(&report.title()))
        .set_author(legal(report.meta(Meta::Org)))
        .set_creation_datetime(&ExcelDateTime::from_ymd(1980, 1, 1)?);
    book.set_properties(&properties);
    for sheet in &report.form().sheets {
        table::write(report, sheet, book.add_worksheet())?;
    }
    texts::write(report, book.add_worksheet())?;
    findings::write(report, book.add_worksheet())?;
    book.save_to_buffer()
}

/// Without what no file of the kind can hold.
fn legal(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| is_legal(*c) && *c != '\r').collect()
}

/// A4 across, one page wide, with a page number.
fn set_page(sheet: &mut Worksheet) {
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
    sheet.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3).set_footer("&C— &P —");
}

/// The longest text that is put into one cell: Excel takes 32767.
const MOST: usize = 32_000;

/// Texts beside each other from a column on, each in as many cells as it needs; nothing of a text is left out.
fn put(sheet: &mut Worksheet, row: u32, col: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
    let (mut col, mut piece, mut units) = (col, String::new(), 0);
    for c in legal(text).chars() {
        if units >= MOST {
            sheet.write_string_with_format(row, col, std::mem::take(&mut piece), format)?;
            (col, units) = (col + 1, 0);
        }
        piece.push(c);
        units += c.len_utf16();
    }
    sheet.write_string_with_format(row, col, piece, format)?;
    Ok(())
}

/// How high a row must be in points for texts, each with the width it has.
fn height(texts: &[(&str, usize)]) -> f64 {
    let lines = |(text, width): &(&str, usize)| {
        let of = |line: &str| letters(line).div_ceil((*width).max(1)).max(1);
        text.split('\n').map(of).sum::<usize>()
    };
    let most = texts.iter().map(lines).max().unwrap_or(1);
    // Excel knows none higher.
    (most as f64 * 15.0 + 7.0).min(409.0)
}
