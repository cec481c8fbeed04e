//! The sheet “正文”: what the report says of itself and its texts, so that the workbook is the whole report.
//!
//! A line of a text a row, under the code that a report file has for it (`meta.org`, `narrative.part1`); what does not
//! fit into one cell goes on in the next one of its row.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::{formats, height, put, set_page};
use crate::form::Prose;
use crate::report::{Meta, Report};

const WIDTH: usize = 100;

pub(super) fn write(report: &Report, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("正文")?;
    set_page(sheet);
    for (col, width) in [(0, 20), (1, 28), (2, WIDTH as u16)] {
        sheet.set_column_width(col, width)?;
    }
    for (col, text) in [(0, "代码"), (1, "项目"), (2, "内容")] {
        sheet.write_string_with_format(0, col, text, &formats::centred())?;
    }
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    for (at, (code, name, text)) in rows(report).iter().enumerate() {
        let row = at as u32 + 1;
        sheet.set_row_height(row, height(&[(name, 26), (text, WIDTH - 2)]))?;
        sheet.write_string_with_format(row, 0, code, &formats::left())?;
        sheet.write_string_with_format(row, 1, name, &formats::left())?;
        put(sheet, row, 2, text, &formats::guarded(formats::left()))?;
    }
    Ok(())
}

/// Code, name and text of every row.
fn rows(report: &Report) -> Vec<(String, String, String)> {
    let mut rows = vec![("meta.format".to_owned(), "表样".to_owned(), report.edition().code().to_owned())];
    for key in Meta::ALL {
        if !report.meta(key).is_empty() {
            rows.push((format!("meta.{}", key.code()), key.name().to_owned(), report.meta(key).to_owned()));
        }
    }
    for prose in Prose::ALL {
        for line in report.prose(prose).replace("\r\n", "\n").split('\n') {
            rows.push((format!("narrative.{}", prose.code()), heading(report, prose), line.to_owned()));
        }
    }
    rows
}

/// Where a text stands in the report.
pub(super) fn heading(report: &Report, prose: Prose) -> String {
    for part in report.form().desc.parts {
        if part.note == Some(prose) {
            return [part.heading, "（表后）"].concat();
        }
        if part.text.contains(&prose) {
            return [part.heading, if part.table.is_some() { "（表前）" } else { "" }].concat();
        }
    }
    "开头".to_owned()
}
