//! A file or standard input, read as a report.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::check::{Claim, Finding, Place};
use crate::codec::intake::Intake;
use crate::codec::recognise::Unplaced;
use crate::form::Slot;
use crate::office::{self, MOST_BYTES};
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
    if !matches!(found.as_str(), "json" | "html" | "htm") {
        return Err(unknown(is_input, &found));
    }
    let bytes = if is_input { bounded(input) } else { File::open(file).and_then(|mut f| bounded(&mut f)) };
    let name = if is_input { format!("-.{found}") } else { file.to_string_lossy().into_owned() };
    let Intake { report, unplaced, missing, is_whole, .. } = office::read(&bytes.map_err(|e| explain(&e))?, &name)?;
    Ok(Source { report, unplaced, missing, page: !is_whole })
}

pub(super) fn extension(file: &OsStr) -> String {
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
