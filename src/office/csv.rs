//! Comma-separated values (CSV): official tables as spreadsheets save them, and our own lines of one cell each.

use crate::codec::csv::{HEADER, is_formula};
use crate::codec::grid::{Builder, MOST_PLACES};
use crate::codec::recognise::{At, Block, Recognised, Unplaced, Why};
use crate::form::{Edition, Form, Sheet as Printed, Slot};

use super::Found;
use super::sheet::{Field, Laid, MOST_CELLS, Sheet, TOO_MANY};
use super::spans;

/// What may stand between fields.
const DELIMITERS: [char; 3] = ['\t', ';', ','];
/// With fewer rows numbers from 0 may be the report's own.
const LEAST_ROWS: usize = 3;

/// # Errors
/// One sentence for people.
pub(super) fn records(text: &str) -> Result<Vec<Vec<String>>, String> {
    let text = text.trim_start_matches('\u{FEFF}');
    let delimiter = delimiter(text);
    // A line without end is one record, with as many fields as it likes.
    if text.matches(delimiter).count() > MOST_CELLS {
        return Err(TOO_MANY.to_owned());
    }
    let mut builder = ::csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter as u8);
    let (mut records, mut fields) = (Vec::new(), 0usize);
    for record in builder.from_reader(text.as_bytes()).records() {
        let record = record.map_err(|_| "表格文本有误，没有读取。".to_owned())?;
        fields += record.len();
        if fields > MOST_CELLS {
            return Err(TOO_MANY.to_owned());
        }
        // A blank line is passed over by the library; it is what parts two tables.
        let from = record.position().map_or(0, |position| position.byte() as usize);
        let (before, rest) = text.split_at_checked(from).unwrap_or((text, ""));
        let rest = rest.strip_prefix('\n').filter(|_| before.ends_with('\r')).unwrap_or(rest);
        if rest.starts_with(['\r', '\n']) && !records.is_empty() {
            records.push(Vec::new());
        }
        records.push(record.iter().map(unguarded).collect());
    }
    let is_open = text.matches('"').count() % 2 == 1;
    match records.last().and_then(|record: &Vec<String>| record.last()) {
        Some(last) if is_open && last.contains(['\n', '\r']) => {
            Err("表格文本里有一个引号没有成对，从它往后分不清格子，没有读取。请补上引号再试。".to_owned())
        }
        _ => Ok(records),
    }
}

/// The one that parts the most lines into as many fields.
fn delimiter(text: &str) -> char {
    let lines: Vec<&str> = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).take(200).collect();
    let parted = |by: char| lines.iter().filter(|line| line.contains(by)).count();
    DELIMITERS.into_iter().max_by_key(|by| parted(*by)).filter(|by| parted(*by) > 0).unwrap_or(',')
}

/// Without the apostrophe that keeps spreadsheets from taking a text for a formula; of `="0"`, which keeps them from
/// taking one for a number, the text.
fn unguarded(field: &str) -> String {
    let inside = field.strip_prefix('\'').filter(|inside| is_formula(inside));
    let quoted = field.trim().strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    inside.or(quoted.filter(|text| !text.contains('"'))).unwrap_or(field).to_owned()
}

/// The rows without the numbers that programs for data give them: from 0 in the first column, under a blank heading, and
/// names of columns that have none.
fn unnumbered(mut records: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let Some((heading, rows)) = records.split_first() else { return records };
    let is_numbered = |(at, row): (usize, &Vec<String>)| row.first().is_some_and(|first| *first == at.to_string());
    let is_blank = heading.first().is_some_and(String::is_empty);
    if !is_blank || rows.len() < LEAST_ROWS || !rows.iter().enumerate().all(is_numbered) {
        return records;
    }
    let is_unnamed = |(at, name): (usize, &String)| name.starts_with("Unnamed: ") || *name == at.to_string();
    let is_heading = heading.iter().skip(1).enumerate().all(is_unnamed);
    let rows = records.drain(usize::from(is_heading)..);
    rows.map(|row| row.into_iter().skip(1).collect()).collect()
}

/// The rows as a worksheet.
///
/// # Errors
/// One sentence for people.
pub(super) fn found(records: Vec<Vec<String>>) -> Result<Found, String> {
    let records = unnumbered(records);
    let mut sheet = Sheet { merges: spans::merges(&records), ..Sheet::default() };
    for (row, record) in records.into_iter().enumerate() {
        for (col, text) in record.into_iter().enumerate() {
            sheet.put(row as u32, col as u32, Field { text, doubt: None });
        }
    }
    let mut laid = Laid::default();
    sheet.lay(&mut laid)?;
    Ok(Found { blocks: laid.blocks, doubts: laid.doubts, ..Found::default() })
}

/// Whether these are our own lines of one cell each.
pub(super) fn is_long(records: &[Vec<String>]) -> bool {
    records.first().is_some_and(|first| first.iter().map(|field| field.trim()).eq(HEADER))
}

/// What such lines say of the one report they hold.
///
/// # Errors
/// One sentence for people.
pub(super) fn long(records: &[Vec<String>]) -> Result<(Recognised, Vec<Block>), String> {
    let lines: Vec<&Vec<String>> = records.iter().skip(1).filter(|line| !line.is_empty()).collect();
    let whose = |line: &&Vec<String>| line.get(..3).map(<[String]>::to_vec);
    let [org, year, edition] = match lines.first().and_then(whose).map(<[String; 3]>::try_from) {
        Some(Ok(first)) if lines.iter().all(|line| line.get(..3) == Some(first.as_slice())) => first,
        Some(_) => return Err("这个文件里不止一份年报，请把每一份分开存，再分别导入。".to_owned()),
        None => return Err("这个文件只有表头，没有数，没有读取。".to_owned()),
    };
    let edition = Edition::parse(&edition).ok_or_else(|| format!("不认得表样“{edition}”，没有读取。"))?;
    let form = Form::of(edition);
    let mut found = Recognised {
        edition,
        title: None,
        org: Some(org).filter(|org| !org.is_empty()),
        year: year.parse().ok(),
        cells: Vec::new(),
        at: Vec::new(),
        prose: Vec::new(),
        labels: Vec::new(),
        unplaced: Vec::new(),
        missing: Vec::new(),
    };
    for (at, line) in lines.into_iter().enumerate() {
        place(form, (1, u16::try_from(at + 2).unwrap_or(u16::MAX), 9), line, &mut found);
    }
    let is_here = |slot: &Slot| found.cells.iter().any(|(found, _)| found.table() == slot.table());
    let is_found = |slot: &Slot| found.cells.iter().any(|(found, _)| found == slot);
    found.missing = form.slots().filter(|slot| is_here(slot) && !is_found(slot)).collect();
    Ok((found, vec![shown(records)]))
}

/// Puts a line where it belongs, or says that it belongs nowhere.
fn place(form: &Form, at: At, line: &[String], found: &mut Recognised) {
    let of = |field: usize| line.get(field).map_or("", String::as_str);
    let sheet = form.sheets.iter().find(|sheet| sheet.table.name == of(3));
    let slot = sheet.and_then(|sheet: &Printed| Slot::at(sheet.table.id, of(4), of(5))).filter(|slot| form.has(*slot));
    let text = of(8).to_owned();
    let before = slot.and_then(|slot| found.cell(slot).map(str::to_owned));
    let why = match (slot, before) {
        (Some(slot), None) => {
            found.cells.push((slot, text));
            return found.at.push(at);
        }
        (Some(_), Some(before)) if before == text => return,
        (Some(_), Some(_)) => Why::Twice,
        (None, _) => Why::Row,
    };
    if found.unplaced.len() < 1000 && !text.is_empty() {
        let (table, row, col) = at;
        let near = format!("{}／{}", of(6), of(7));
        found.unplaced.push(Unplaced { text, table, row, col, near, why });
    }
}

/// The lines as a table, to be shown.
fn shown(records: &[Vec<String>]) -> Block {
    let mut builder = Builder::new();
    for record in records {
        builder.begin_row();
        record.iter().for_each(|field| builder.push(field.clone(), 1, 1));
    }
    Block::Table(builder.finish_as_it_is(MOST_PLACES))
}
