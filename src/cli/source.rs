//! A file or standard input, read as a report.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8};

use crate::check::{Claim, Finding, Place};
use crate::codec::html;
use crate::codec::json::{self, MOST_BYTES, ReadError};
use crate::codec::recognise::{Unplaced, recognise};
use crate::form::Slot;
use crate::report::Report;

/// What a file says.
pub(super) struct Source {
    pub report: Report,
    /// What could not be placed without guessing; nothing in a report file.
    pub unplaced: Vec<Unplaced>,
    /// Cells of which the file does not say for certain what stands in them.
    missing: Vec<Slot>,
    /// Read from a page: what is not there may only not have been read.
    page: bool,
}

impl Source {
    /// Whether a finding rests on a cell that was not read: it would accuse the report of what this reading lacks.
    pub(super) fn is_beyond(&self, finding: &Finding) -> bool {
        let in_table = |table: &str| self.missing.iter().any(|slot| slot.table() == table);
        let whole = matches!(finding.at, Place::Table(table) if in_table(table));
        let unread = match finding.at {
            Place::Prose(prose) => self.report.prose(prose).trim().is_empty(),
            Place::Table(table) => !self.report.is_started(table),
            Place::Meta(key) => self.report.meta(key).trim().is_empty(),
            _ => false,
        };
        self.page && unread || whole || finding.cells().any(|slot| self.missing.contains(&slot))
    }

    /// Whether a claim was compared with a cell that was not read.
    pub(super) fn is_unread(&self, claim: &Claim) -> bool {
        claim.against.iter().any(|slot| self.missing.contains(slot))
    }

    /// How many cells of a table were not read.
    pub(super) fn missing(&self, table: &str) -> usize {
        self.missing.iter().filter(|slot| slot.table() == table).count()
    }
}

/// The report, or one sentence on why there is none.
pub(super) fn read(file: &OsString, kind: Option<&str>, input: &mut dyn Read) -> Result<Source, String> {
    let is_input = file == "-";
    let found = if is_input { kind.unwrap_or_default().to_ascii_lowercase() } else { extension(file) };
    let read = match found.as_str() {
        "json" => report_file,
        "html" | "htm" => page,
        _ => return Err(unknown(is_input, &found)),
    };
    let bytes = if is_input { bounded(input) } else { File::open(file).and_then(|mut f| bounded(&mut f)) };
    let bytes = bytes.map_err(|e| explain(&e))?;
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge(bytes.len()).to_string());
    }
    read(bytes)
}

fn report_file(bytes: Vec<u8>) -> Result<Source, String> {
    let text = String::from_utf8(bytes).map_err(|_| "文件不是 UTF-8 编码的文字，没有读取。".to_owned())?;
    let report = json::read(&text).map_err(|e| e.to_string())?;
    Ok(Source { report, unplaced: Vec::new(), missing: Vec::new(), page: false })
}

fn page(bytes: Vec<u8>) -> Result<Source, String> {
    let (blocks, cut) = html::blocks(&decoded(&bytes)?);
    let found = recognise(&blocks);
    if found.is_empty() {
        return Err("网页里没有找到年度报告的表格和正文，没有读取。".to_owned());
    }
    if cut {
        return Err("网页里的表格过大或者嵌套过深，没有读取。".to_owned());
    }
    Ok(Source { report: found.report(), unplaced: found.unplaced, missing: found.missing, page: true })
}

/// The text of a page: by its byte-order mark, as UTF-8, or in the encoding it names; older sites write GBK.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (named(bytes), 0),
    };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    if faulty {
        Err("网页的文字编码有误，请另存为 UTF-8 编码后再试。".to_owned())
    } else {
        Ok(text)
    }
}

/// The encoding a page names in its head.
fn named(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let label = head.split("charset=").nth(1).unwrap_or_default().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(label.len());
    let label = label.get(..end).unwrap_or_default();
    // A page that is not UTF-8 and names UTF-8 or nothing is most likely Chinese.
    Encoding::for_label(label.as_bytes()).filter(|e| *e != UTF_8).unwrap_or(GB18030)
}

fn extension(file: &OsStr) -> String {
    Path::new(file).extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

fn unknown(is_input: bool, kind: &str) -> String {
    match (is_input, kind) {
        (true, "") => "读标准输入要用 --as 说明种类，如 --as json。".to_owned(),
        (false, "") => "文件名没有扩展名，目前只能读 .json 和 .html 文件。".to_owned(),
        (_, kind) => format!("目前只能读 .json 和 .html 文件，还不能读 .{kind}。"),
    }
}

/// One byte more than is read at most, so that what is too large can be told.
fn bounded(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn explain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件。".to_owned(),
        io::ErrorKind::PermissionDenied => "没有读这个文件的权限。".to_owned(),
        io::ErrorKind::IsADirectory => "这是一个文件夹，请写出里面的文件。".to_owned(),
        _ => format!("读不了这个文件（{error}）。"),
    }
}
