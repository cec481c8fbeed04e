//! The tables of a report file: `table2` as rows of named cells, `table3` as columns and rows, `table4` as lists.
//!
//! Which of the three a table takes follows from the form: a matrix names its columns once, a table whose rows all
//! have the same cells lists them, any other names them row by row. Lists and names are both understood on reading.

use std::sync::Arc;

use super::json::{Checked, is_plain_number, list, object, structure};
use crate::form::{Kind, Print, Sheet, Slot};
use crate::report::{Json, Report};

/// Reads every table of the report's edition. `lenient` leaves unknown rows alone (a newer file, opened read-only).
pub(super) fn read(source: &Json, report: &mut Report, lenient: bool) -> Checked<()> {
    for sheet in &report.form().sheets {
        let id = sheet.table.id;
        match source.get(id) {
            None | Some(Json::Null) => {}
            Some(table @ Json::Object(_)) => {
                Reader { id, columns: columns(sheet, table)?, lenient }.rows(sheet, table, report)?
            }
            Some(_) => return Err(structure(id, "这里应是一个表（对象）")),
        }
    }
    Ok(())
}

/// The order in which lists give their values: the file's own `columns`, else the form's.
fn columns(sheet: &Sheet, table: &Json) -> Checked<Vec<&'static str>> {
    if !is_matrix(sheet) || table.get("columns").is_none_or(Json::is_null) {
        return Ok(form_columns(sheet));
    }
    let place = format!("{}.columns", sheet.table.id);
    let mut names = Vec::new();
    for given in list(table, "columns", &place)? {
        let id = given.as_str().ok_or_else(|| structure(&place, "这里应是列的名称"))?;
        let Some(column) = sheet.column(id) else {
            return Err(structure(&place, &format!("没有“{id}”这一列")));
        };
        names.push(column.id);
    }
    match names.iter().enumerate().find(|(at, n)| names[..*at].contains(n)) {
        Some((_, twice)) => Err(structure(&place, &format!("“{twice}”列出现了两次"))),
        None => Ok(names),
    }
}

fn is_matrix(sheet: &Sheet) -> bool {
    matches!(sheet.table.print, Print::Matrix { .. })
}

struct Reader {
    id: &'static str,
    columns: Vec<&'static str>,
    lenient: bool,
}

impl Reader {
    fn rows(&self, sheet: &Sheet, table: &Json, report: &mut Report) -> Checked<()> {
        let rows = if is_matrix(sheet) { object(table, "rows", &format!("{}.rows", self.id))? } else { table };
        for (row, values) in rows.entries() {
            self.row(row, values, report)?;
        }
        Ok(())
    }

    fn row(&self, row: &str, values: &Json, report: &mut Report) -> Checked<()> {
        let place = format!("{}.{row}", self.id);
        if !Slot::all().any(|s| s.table() == self.id && s.row() == row) {
            return self.unknown(&place, &format!("没有“{row}”这一行"));
        }
        match values {
            Json::Null => {}
            Json::Array(list) if list.len() != self.columns.len() => {
                let what = format!("这一行应有 {} 个数，实有 {} 个", self.columns.len(), list.len());
                return Err(structure(&place, &what));
            }
            Json::Array(list) => {
                for (column, value) in self.columns.iter().zip(list) {
                    self.cell(row, column, value, report)?;
                }
            }
            Json::Object(named) => {
                for (column, value) in named {
                    self.cell(row, column, value, report)?;
                }
            }
            _ => return Err(structure(&place, "这里应是一行数")),
        }
        Ok(())
    }

    fn cell(&self, row: &str, column: &str, value: &Json, report: &mut Report) -> Checked<()> {
        let place = || format!("{}.{row}.{column}", self.id);
        let Some(slot) = Slot::at(self.id, row, column) else {
            return self.unknown(&place(), &format!("没有“{column}”这一格"));
        };
        match value {
            Json::Null => {}
            Json::Number(text) | Json::String(text) => report.put(slot, Some(text.clone()), false),
            _ => return Err(structure(&place(), "格子里应是数或文字")),
        }
        Ok(())
    }

    fn unknown(&self, place: &str, what: &str) -> Checked<()> {
        if self.lenient { Ok(()) } else { Err(structure(place, what)) }
    }
}

/// Lays the report's tables over those of the file.
pub(super) fn write(report: &Report, out: &mut Json) {
    let new = report.source.is_null();
    for sheet in &report.form().sheets {
        let id = sheet.table.id;
        let filled = Slot::all().any(|s| s.table() == id && !report.raw(s).is_empty());
        let fresh = out.get(id).is_none_or(Json::is_null);
        // A table that the file does not have stays missing until somebody fills it.
        if fresh && !filled && !new {
            continue;
        }
        if let Some(table) = out.slot(id) {
            write_table(report, sheet, table, fresh);
        }
    }
}

fn write_table(report: &Report, sheet: &Sheet, table: &mut Json, fresh: bool) {
    if !is_matrix(sheet) {
        return write_rows(report, sheet, table, &form_columns(sheet), fresh);
    }
    let columns = write_columns(report, sheet, table, fresh);
    let filled = sheet.cells.iter().any(|s| !report.raw(*s).is_empty());
    if !fresh && !filled && table.get("rows").is_none_or(Json::is_null) {
        return;
    }
    if let Some(rows) = table.slot("rows") {
        write_rows(report, sheet, rows, &columns, fresh);
    }
}

/// The order of the lists: the file's own, with the columns it lacks added once something stands in them.
fn write_columns(report: &Report, sheet: &Sheet, table: &mut Json, fresh: bool) -> Vec<&'static str> {
    let own = table.get("columns").unwrap_or(&Json::Null);
    if own.is_null() {
        let columns = form_columns(sheet);
        if fresh {
            table.set("columns", names(&columns));
        }
        return columns;
    }
    // Names that the form does not have were refused on reading.
    let mut columns = Vec::new();
    for name in own.items() {
        columns.extend(name.as_str().and_then(|id| sheet.column(id)).map(|c| c.id));
    }
    let had = columns.len();
    for column in form_columns(sheet) {
        let filled = |s: Slot| s.table() == sheet.table.id && s.column() == column && !report.raw(s).is_empty();
        if !columns.contains(&column) && Slot::all().any(filled) {
            columns.push(column);
        }
    }
    if columns.len() > had {
        widen(table, columns.len() - had);
        table.set("columns", names(&columns));
    }
    columns
}

fn names(columns: &[&str]) -> Json {
    Json::Array(columns.iter().map(|c| Json::text(c)).collect())
}

/// Makes room at the end of every list.
fn widen(table: &mut Json, by: usize) {
    let Some(Json::Object(rows)) = table.slot("rows") else { return };
    for (_, values) in rows {
        if let Json::Array(values) = values {
            values.extend(std::iter::repeat_n(Json::Null, by));
        }
    }
}

fn form_columns(sheet: &Sheet) -> Vec<&'static str> {
    sheet.table.columns.iter().map(|c| c.id).collect()
}

fn write_rows(report: &Report, sheet: &Sheet, rows: &mut Json, columns: &[&str], fresh: bool) {
    for (row, slots) in rows_of(sheet) {
        let printed = sheet.slots.iter().any(|s| s.row() == row);
        let filled = slots.iter().any(|s| !report.raw(*s).is_empty());
        if rows.get(row).is_none_or(Json::is_null) && !filled && !(fresh && printed) {
            continue;
        }
        if let Some(values) = rows.slot(row) {
            write_row(report, sheet, &slots, values, columns);
        }
    }
}

/// Every row of either edition with its cells, the form's own first.
fn rows_of(sheet: &Sheet) -> Vec<(&'static str, Vec<Slot>)> {
    let mut cells = sheet.cells.clone();
    cells.extend(Slot::all().filter(|s| s.table() == sheet.table.id && !sheet.cells.contains(s)));
    let mut rows: Vec<(&'static str, Vec<Slot>)> = Vec::new();
    for slot in cells {
        match rows.iter_mut().find(|(row, _)| *row == slot.row()) {
            Some((_, slots)) => slots.push(slot),
            None => rows.push((slot.row(), vec![slot])),
        }
    }
    rows
}

fn write_row(report: &Report, sheet: &Sheet, slots: &[Slot], values: &mut Json, columns: &[&str]) {
    let fresh = values.is_null();
    if fresh {
        *values = if listed(sheet) { Json::Array(vec![Json::Null; columns.len()]) } else { Json::Object(Vec::new()) };
    }
    for slot in slots {
        let money = matches!(slot.kind(), Kind::Money { .. });
        let text = report.raw_shared(*slot);
        let printed = sheet.cells.contains(slot);
        let named = text.is_some() || (fresh && printed) || values.get(slot.column()).is_some();
        let old = match &mut *values {
            Json::Array(list) => columns.iter().position(|c| *c == slot.column()).and_then(|at| list.get_mut(at)),
            other if named => other.slot(slot.column()),
            _ => None,
        };
        if let Some(old) = old.filter(|old| cell_text(old) != text.map_or("", |t| t)) {
            *old = text.map_or(Json::Null, |t| value(t, money));
        }
    }
}

/// Whether rows are lists: the columns are the same for all of them.
fn listed(sheet: &Sheet) -> bool {
    sheet.slots.len() == sheet.table.rows.len() * sheet.table.columns.len()
}

fn cell_text(value: &Json) -> &str {
    match value {
        Json::Number(text) | Json::String(text) => text,
        _ => "",
    }
}

/// A number where the text is exactly how one is written, money and anything else as a string.
pub(super) fn value(text: &Arc<str>, money: bool) -> Json {
    match &**text {
        "" => Json::Null,
        plain if !money && is_plain_number(plain) => Json::Number(text.clone()),
        _ => Json::String(text.clone()),
    }
}
