//! A sheet with one official table, merged as it is printed.

use rust_xlsxwriter::{ConditionalFormatFormula, Formula, Worksheet, XlsxError};

use super::sums::{self, At};
use super::{formats, height, legal, set_page};
use crate::codec::csv::is_formula;
use crate::form::{Scope, Sheet, Slot};
use crate::office::out::plan::{Placed, Plan, What};
use crate::report::Report;

/// The rows above the table: the report's title, the part's heading.
const TOP: u32 = 2;
/// How many letters wide a table is.
const WIDTH: usize = 132;

pub(super) fn write(report: &Report, table: &'static Sheet, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let plan = Plan::of(report, table);
    let widths = plan.widths(report, WIDTH);
    sheet.set_name(table.table.name)?;
    set_page(sheet);
    for (col, width) in widths.iter().enumerate() {
        sheet.set_column_width(col as u16, *width as f64)?;
    }
    above(report, table, &plan, sheet)?;
    let cells: Vec<At> =
        plan.cells().into_iter().map(|(slot, line, col)| (slot, TOP + line as u32, col as u16)).collect();
    for (at, line) in plan.lines.iter().enumerate() {
        let row = TOP + at as u32;
        sheet.set_row_height(row, row_height(report, line, &widths))?;
        for piece in line {
            put(report, &cells, piece, row, sheet)?;
        }
    }
    let head = if plan.head > 0 { TOP + plan.head as u32 } else { 0 };
    sheet.set_freeze_panes(head, plan.labels as u16)?;
    if plan.head > 0 {
        sheet.set_repeat_rows(TOP, head - 1)?;
    }
    mark(report, table, &cells, sheet)
}

fn above(report: &Report, table: &'static Sheet, plan: &Plan, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let form = report.form();
    let number = form.sheets.iter().position(|s| s.table.id == table.table.id);
    let part = form.desc.parts.iter().find(|part| part.table.is_some() && part.table == number);
    let last = plan.width.saturating_sub(1) as u16;
    sheet.merge_range(0, 0, 0, last, &legal(&report.title()), &formats::title())?.set_row_height(0, 36)?;
    let heading = part.map_or(table.table.name, |part| part.heading);
    sheet.write_string_with_format(1, 0, heading, &formats::heading())?.set_row_height(1, 24)?;
    Ok(())
}

fn row_height(report: &Report, line: &[Placed], widths: &[usize]) -> f64 {
    let mut texts = Vec::new();
    for piece in line.iter().filter(|piece| piece.rows == 1) {
        let text = match piece.what {
            What::Head(text, _) => text,
            What::Cell(slot) => report.raw(slot),
            What::Below => "",
        };
        texts.push((text, widths.iter().skip(piece.col).take(piece.cols).sum::<usize>().saturating_sub(1)));
    }
    height(&texts)
}

fn put(report: &Report, cells: &[At], piece: &Placed, row: u32, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (text, format) = match piece.what {
        What::Below => return Ok(()),
        What::Head(text, Scope::Row) => (text, formats::left()),
        What::Head(text, _) => (text, formats::centred()),
        What::Cell(_) => ("", formats::centred()),
    };
    let (col, last) = (piece.col as u16, (piece.col + piece.cols - 1) as u16);
    if piece.cols > 1 || piece.rows > 1 {
        sheet.merge_range(row, col, row + piece.rows as u32 - 1, last, text, &format)?;
    } else {
        sheet.write_string_with_format(row, col, text, &format)?;
    }
    match piece.what {
        What::Cell(slot) => fill(report, cells, slot, row, col, sheet),
        _ => Ok(()),
    }
}

/// What stands in a cell: a total's formula, a number, or the text as it stands.
fn fill(report: &Report, cells: &[At], slot: Slot, row: u32, col: u16, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let raw = report.raw(slot);
    let places = raw.split_once('.').map_or(0, |(_, places)| places.len());
    if let Some(formula) = sums::total(report, slot, cells) {
        let formula = Formula::new(formula).set_result(raw);
        sheet.write_formula_with_format(row, col, formula, &formats::number(places))?;
    } else if let Some(number) = sums::plain(report, slot) {
        sheet.write_number_with_format(row, col, number, &formats::number(places))?;
    } else {
        let format = if is_formula(raw) { formats::guarded(formats::centred()) } else { formats::centred() };
        sheet.write_string_with_format(row, col, legal(raw), &format)?;
    }
    Ok(())
}

/// Every demand of the form watches its cells: a sum its total, a balance all four of its items.
fn mark(report: &Report, table: &Sheet, cells: &[At], sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for identity in &table.identities {
        let rule = sums::broken(report.form(), identity, cells);
        let rule = ConditionalFormatFormula::new().set_rule(&*rule).set_format(formats::wrong());
        let watched = identity.total.map_or(identity.cells(), |total| vec![total]);
        for (_, row, col) in cells.iter().filter(|(slot, ..)| watched.contains(slot)) {
            sheet.add_conditional_format(*row, *col, *row, *col, &rule)?;
        }
    }
    Ok(())
}
