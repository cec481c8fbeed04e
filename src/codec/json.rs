//! The report file `gongkai-report/1`: read strictly in structure, leniently in cells.
//!
//! Writing lays the report's values over the file it was read from: what did not change is written back as it
//! stood, unknown keys included, so a file that is read and written again is equal.

use std::sync::Arc;

use thiserror::Error;

use super::{draft, json_cells};
use crate::form::{Edition, Prose, Slot};
use crate::later::later;
use crate::report::json::{Fault, What};
use crate::report::{Ambiguous, Json, Meta, Placement, Report, Texts, json, version};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

const SCHEMA: &str = "gongkai-report/1";

/// Why a file is not read. The text is one sentence for the user, with the position.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ReadError {
    #[error("文件有 {} MB，超过 20 MB 的上限，没有读取。", .0 / 1024 / 1024)]
    TooLarge(usize),
    // The public's page reads with what it loads first, and never a draft: it has no words for these two.
    #[cfg_attr(feature = "view", error(""))]
    #[cfg_attr(not(feature = "view"), error("读取文件的程序还没有载入，请稍候再试。"))]
    NotHere,
    #[error("文件是空的。")]
    Empty,
    #[error("文件不完整，读到第 {line} 行第 {column} 列就中断了，请重新导出或复制一份。")]
    Truncated { line: usize, column: usize },
    #[error("文件第 {line} 行第 {column} 列附近不是有效的 JSON，没有读取。")]
    Syntax { line: usize, column: usize },
    #[error("文件第 {line} 行第 {column} 列附近有误：{what}，没有读取。")]
    Refused { line: usize, column: usize, what: String },
    #[error("数据有误：{0}，没有读取。")]
    Value(String),
    #[cfg_attr(feature = "view", error(""))]
    #[cfg_attr(
        not(feature = "view"),
        error("这份草稿是用更新的版本保存的，这里打不开，没有改动它。请刷新页面，或换用新版本打开。")
    )]
    Newer,
    #[error("这不是年度报告文件：最外层的 schema 应为 “{SCHEMA}”。")]
    Schema,
    #[error("文件中 {place} 有误：{what}，没有读取。")]
    Structure { place: String, what: String },
}

/// Boxed on its way out, so that every `?` hands on one word instead of two sentences.
pub(super) type Checked<T> = Result<T, Box<ReadError>>;

/// Reads a report file.
///
/// # Errors
/// [`ReadError`], when the file is not a report file; odd text in a cell is no error, it becomes a finding.
pub fn read(text: &str) -> Result<Report, ReadError> {
    let mut report = Err(ReadError::NotHere);
    read_into(text, &mut report);
    report
}

later! { [feature = "form"] "04",
fn read_into(text: &str, out: &mut Result<Report, ReadError>) {
    *out = read_here(text);
}
}

fn read_here(text: &str) -> Result<Report, ReadError> {
    let is_draft = !cfg!(feature = "view") && draft::is_draft(text);
    if text.len() > if is_draft { draft::MOST_BYTES } else { MOST_BYTES } {
        return Err(ReadError::TooLarge(text.len()));
    }
    let text = text.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    from_json(json::read(text).map_err(|fault| explain(fault, text))?)
}

/// The report file inside a draft.
pub(super) fn report_of(text: &str) -> Checked<Report> {
    report(json::read(text).map_err(|fault| explain(fault, text))?)
}

fn explain(fault: Fault, text: &str) -> ReadError {
    let (line, column) = fault.position(text);
    let what = match fault.what {
        What::End => return ReadError::Truncated { line, column },
        What::Syntax => return ReadError::Syntax { line, column },
        What::HalfCharacter => "文字里有半个字符（孤立的代理码）".to_owned(),
        What::Duplicate(key) => format!("“{key}”重复出现"),
        What::TooDeep => format!("嵌套超过 {} 层", json::DEPTH),
        What::TooManyKeys => "一个对象里的键太多".to_owned(),
    };
    ReadError::Refused { line, column, what }
}

/// Reads a report from a JSON value.
///
/// # Errors
/// As [`read`].
pub fn from_json(source: Json) -> Result<Report, ReadError> {
    // The public sees reports, no drafts: what reads them is not in its page.
    let draft = if cfg!(feature = "view") { None } else { draft::read(&source) };
    draft.unwrap_or_else(|| report(source)).map_err(|error| *error)
}

fn report(source: Json) -> Checked<Report> {
    let newer = version(&source).ok_or(ReadError::Schema)? > 1;
    let mut report = Report::bare(edition(&source)?);
    let meta = object(&source, "meta", "meta")?;
    for key in Meta::ALL {
        report.put_meta(key, scalar(at_path(meta, path(meta, key))).unwrap_or_default());
    }
    let narrative = object(&source, "narrative", "narrative")?;
    for prose in Prose::ALL {
        report.set_prose(prose, text_or_none(narrative, prose.code())?);
    }
    json_cells::read(&source, &mut report, newer)?;
    report.ambiguous = ambiguous(&source)?.map(Arc::new);
    report.answers = texts(&source, "answers")?;
    report.labels = texts(&source, "labels")?;
    report.source = Arc::new(source);
    mark_computed(&mut report);
    Ok(report)
}

/// The object under a key; `null` or nothing will do. Anything else would be lost, so it is refused.
pub(super) fn object<'a>(source: &'a Json, key: &str, place: &str) -> Checked<&'a Json> {
    match source.get(key) {
        None => Ok(&Json::Null),
        Some(found @ (Json::Null | Json::Object(_))) => Ok(found),
        Some(_) => Err(structure(place, "这里应是一组有名称的内容（对象）")),
    }
}

/// The items under a key, with the same patience.
pub(super) fn list<'a>(source: &'a Json, key: &str, place: &str) -> Checked<&'a [Json]> {
    match source.get(key) {
        None | Some(Json::Null) => Ok(&[]),
        Some(Json::Array(items)) => Ok(items),
        Some(_) => Err(structure(place, "这里应是一个列表")),
    }
}

fn at_path<'a>(meta: &'a Json, path: &[&str]) -> Option<&'a Json> {
    path.iter().try_fold(meta, |at, key| at.get(key))
}

/// Where a field stands below `meta`: a contact that is one text moves in with its parts where there are parts.
fn path(meta: &Json, key: Meta) -> &'static [&'static str] {
    match (key, meta.get("contact")) {
        (Meta::Contact, Some(Json::Object(_))) => &["contact", "text"],
        _ => key.path(),
    }
}

fn edition(source: &Json) -> Checked<Edition> {
    let meta = source.get("meta").unwrap_or(&Json::Null);
    match scalar(meta.get("format")) {
        Some(code) => Edition::parse(&code)
            .ok_or_else(|| structure("meta.format", &format!("只认得 2019 和 2021 两种表样，不认得“{code}”"))),
        None => {
            let year = scalar(meta.get("year")).and_then(|y| y.parse().ok());
            Ok(year.map_or(Edition::E2021, Edition::of_year))
        }
    }
}

pub(super) fn structure(place: &str, what: &str) -> Box<ReadError> {
    Box::new(ReadError::Structure { place: place.to_owned(), what: what.to_owned() })
}

/// The text of a plain value; `None` for null, nothing, or anything with parts.
fn scalar(value: Option<&Json>) -> Option<Arc<str>> {
    match value? {
        Json::String(text) | Json::Number(text) => Some(text.clone()),
        _ => None,
    }
}

fn text_or_none<'a>(narrative: &'a Json, key: &str) -> Checked<&'a str> {
    match narrative.get(key) {
        None | Some(Json::Null) => Ok(""),
        Some(Json::String(text)) => Ok(text),
        Some(_) => Err(structure(&format!("narrative.{key}"), "这里应是文字")),
    }
}

fn texts(source: &Json, key: &str) -> Checked<Texts> {
    let mut texts = Texts::new();
    for (place, text) in object(source, key, key)?.entries() {
        match text {
            Json::String(text) => texts.push((place.clone(), text.clone())),
            _ => return Err(structure(&format!("{key}.{place}"), "这里应是文字")),
        }
    }
    Ok(texts)
}

fn ambiguous(source: &Json) -> Checked<Option<Ambiguous>> {
    const PLACE: &str = "table3_ambiguous";
    let found = object(source, PLACE, PLACE)?;
    if found.is_null() {
        return Ok(None);
    }
    let (mut printed, mut readings) = (Vec::new(), Vec::new());
    for row in list(found, "printed", PLACE)? {
        printed.push(printed_row(row));
    }
    for reading in list(found, "readings", PLACE)? {
        readings.push(placement(reading)?);
    }
    let note = scalar(found.get("note")).unwrap_or_default();
    Ok(Some(Ambiguous { printed, readings, note }))
}

fn printed_row(row: &Json) -> (String, Vec<Arc<str>>) {
    let mut values = Vec::new();
    for value in row.get("values").map_or(&[][..], Json::items) {
        values.push(scalar(Some(value)).unwrap_or_default());
    }
    let id = scalar(row.get("row")).unwrap_or_default();
    (id.as_ref().to_owned(), values)
}

fn placement(reading: &Json) -> Checked<Placement> {
    let mut cells = Vec::new();
    for (row, columns) in reading.get("cells").map_or(&[][..], Json::entries) {
        for (column, value) in columns.entries() {
            let Some(slot) = Slot::at("table3", row, column) else {
                return Err(structure("table3_ambiguous", &format!("没有“table3.{row}.{column}”这一格")));
            };
            cells.push((slot, scalar(Some(value)).unwrap_or_default()));
        }
    }
    Ok(Placement { name: scalar(reading.get("name")).unwrap_or_default(), cells })
}

/// Totals that filled themselves when the file was saved go on doing so — if they still say what they would.
fn mark_computed(report: &mut Report) {
    let source = report.source.clone();
    let form = report.form();
    for code in source.get("computed").map_or(&[][..], Json::items).iter().filter_map(Json::as_str) {
        let Some(slot) = Slot::parse(code).filter(|s| form.total(*s).is_some()) else { continue };
        let sum = form.total(slot).and_then(|i| report.sum(&i.left)).map(|n| n.to_string()).unwrap_or_default();
        if report.raw(slot) == sum {
            let raw = report.raw_shared(slot).cloned();
            report.put(slot, raw, true);
        }
    }
}

/// The key of a report file under which last year's report stands.
pub const LAST: &str = "last_year";

/// Last year's report, where the file has it inside.
pub fn last_year(report: &Report) -> Option<Report> {
    from_json(report.extra(LAST)?.clone()).ok()
}

/// The report as a JSON value, over the file it came from. A file of a newer version stays as it is.
pub fn to_json(report: &Report) -> Json {
    let mut out = (*report.source).clone();
    if report.is_read_only() {
        return out;
    }
    if !matches!(out, Json::Object(_)) {
        out = Json::Object(Vec::new());
    }
    if out.get("schema").is_none() {
        out.set("schema", Json::text(SCHEMA));
    }
    write_meta(report, &mut out);
    write_narrative(report, &mut out);
    json_cells::write(report, &mut out);
    if report.ambiguous.is_none() {
        out.remove("table3_ambiguous");
    }
    write_texts("answers", &report.answers, &mut out);
    write_texts("labels", &report.labels, &mut out);
    write_computed(report, &mut out);
    out
}

/// The report file's text.
pub fn write(report: &Report) -> String {
    let mut text = to_json(report).to_string();
    text.push('\n');
    text
}

/// What the file has under a key, to lay values over.
fn taken(out: &Json, key: &str) -> Json {
    out.get(key).cloned().unwrap_or(Json::Null)
}

/// Back at its place, if anything is there.
fn put_back(out: &mut Json, key: &str, laid: Json) {
    if !laid.is_null() {
        out.set(key, laid);
    }
}

fn write_meta(report: &Report, out: &mut Json) {
    // A file that names no edition goes on doing so while its year implies the right one.
    let told = !report.source.is_null() && edition(out).is_ok_and(|e| e == report.edition());
    let mut meta = taken(out, "meta");
    if !told {
        meta.set("format", Json::text(report.edition().code()));
    }
    // The contact's one text last: whether it has parts beside it decides where it stands.
    for key in Meta::ALL {
        if key != Meta::Contact {
            lay_meta(report, key, &mut meta);
        }
    }
    lay_meta(report, Meta::Contact, &mut meta);
    put_back(out, "meta", meta);
}

fn lay_meta(report: &Report, key: Meta, meta: &mut Json) {
    let text = report.meta_shared(key);
    let path = path(meta, key);
    if scalar(at_path(meta, path)).unwrap_or_default() != *text {
        set_path(meta, path, if key == Meta::Year { json_cells::value(text, false) } else { text_value(text) });
    }
}

fn set_path(at: &mut Json, path: &[&str], value: Json) {
    match path {
        [] => *at = value,
        [key, rest @ ..] => {
            if let Some(next) = at.slot(key) {
                set_path(next, rest, value);
            }
        }
    }
}

fn text_value(text: &Arc<str>) -> Json {
    if text.is_empty() { Json::Null } else { Json::String(text.clone()) }
}

fn write_narrative(report: &Report, out: &mut Json) {
    let mut narrative = taken(out, "narrative");
    for prose in Prose::ALL {
        let text = report.prose_shared(prose);
        if narrative.get(prose.code()).and_then(Json::as_str).unwrap_or_default() != &**text {
            narrative.set(prose.code(), Json::String(text.clone()));
        }
    }
    put_back(out, "narrative", narrative);
}

fn write_texts(key: &str, texts: &Texts, out: &mut Json) {
    let old = out.get(key).unwrap_or(&Json::Null);
    let stands = |(place, text): &(String, Arc<str>)| old.get(place).and_then(Json::as_str) == Some(text);
    if old.entries().len() == texts.len() && texts.iter().all(stands) {
        return;
    }
    let mut entries = Vec::new();
    for (place, text) in texts {
        entries.push((place.clone(), Json::String(text.clone())));
    }
    out.set(key, Json::Object(entries));
}

fn write_computed(report: &Report, out: &mut Json) {
    let mut computed = Vec::new();
    for total in report.form().totals() {
        if report.is_computed(total) {
            computed.push(Json::text(total.code()));
        }
    }
    if out.get("computed").map_or(&[][..], Json::items) != computed.as_slice() {
        if computed.is_empty() { out.remove("computed") } else { out.set("computed", Json::Array(computed)) }
    }
}

/// A cell's JSON: a number only where the text is exactly how that number is written and every reader holds it.
pub(super) fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let canonical = text == "0" || !digits.is_empty() && !digits.starts_with('0');
    let exact = digits.len() < json::EXACT.len() || (digits.len() == json::EXACT.len() && digits <= json::EXACT);
    canonical && exact && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_plain_number;

    #[test]
    fn plain_numbers() {
        for plain in ["0", "7", "-3", "120", "9007199254740991", "-9007199254740991"] {
            assert!(is_plain_number(plain), "{plain}");
        }
        for odd in
            ["", "-", "-0", "00", "007", "+1", "1.5", "1e3", "--1", "９", "9007199254740992", "10000000000000000"]
        {
            assert!(!is_plain_number(odd), "{odd}");
        }
    }
}
