//! The sheet “核对结果”: what was found, where, and what the unit says of it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{formats, height, put, set_page};
use crate::check::{Context, Finding, Place, check};
use crate::codec::json::last_year;
use crate::report::Report;

/// The columns with their widths.
const COLUMNS: [(&str, usize); 6] = [("程度", 8), ("位置", 30), ("内容", 70), ("说明", 30), ("规则", 12), ("依据", 40)];

pub(super) fn write(report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("核对结果")?;
    set_page(sheet);
    for (col, (name, width)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(col, width as f64)?;
        sheet.write_string_with_format(0, col, name, &formats::centred())?;
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    let mut row = 0;
    // A report that was begun from last year's has that inside.
    let last = last_year(report);
    for finding in check(report, Context { last: last.as_ref() }) {
        row += 1;
        line(report, &finding, row, sheet)?;
    }
    for note in notes(report, row == 0) {
        row += 1;
        sheet.write_string_with_format(row, 2, note, &formats::left())?;
    }
    Ok(())
}

fn line(report: &Report, finding: &Finding, row: u32, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let at = place(report, &finding.at);
    let answer = finding.explanation(report);
    let rule = finding.rule;
    let mut texts = Vec::new();
    for ((col, (_, width)), text) in
        (0..).zip(COLUMNS).zip([rule.severity.word(), &at, &finding.message, answer, rule.id, rule.source])
    {
        let text: String = text.chars().take(super::MOST / 2).collect();
        put(sheet, row, col, &text, &formats::guarded(formats::left()))?;
        texts.push((text, width.saturating_sub(1)));
    }
    let texts: Vec<(&str, usize)> = texts.iter().map(|(text, width)| (text.as_str(), *width)).collect();
    sheet.set_row_height(row, height(&texts))?;
    Ok(())
}

/// What else is to be known: tables in which there was nothing to check, and that nothing was found.
fn notes(report: &Report, is_clean: bool) -> Vec<String> {
    let mut notes = Vec::new();
    let tables = report.form().sheets.iter().map(|sheet| sheet.table);
    for table in tables.filter(|table| !report.is_started(table.id)) {
        notes.push([table.name, "没有填数，没有核对。"].concat());
    }
    if is_clean && notes.is_empty() {
        notes.push("没有发现问题。".to_owned());
    }
    notes
}

/// A place as people call it.
fn place(report: &Report, at: &Place) -> String {
    let form = report.form();
    let named = |id: &str, name: &dyn Fn(&crate::form::Sheet) -> String| {
        form.table(id).map_or(String::new(), |sheet| [sheet.table.name, &name(sheet)].concat())
    };
    match at {
        Place::Slot(slot) => form.name(*slot),
        Place::Table(id) => named(id, &|_| String::new()),
        Place::Row(id, row) => named(id, &|sheet| sheet.row_name(row)),
        Place::Column(id, column) => named(id, &|sheet| [&sheet.column_name(column), "列"].concat()),
        Place::Prose(prose) => super::texts::heading(report, *prose),
        Place::Meta(key) => ["基本信息“", key.name(), "”"].concat(),
    }
}
