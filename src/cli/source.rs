//! A file or standard input, read as a report.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};

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
    /// What is to be looked at though it was placed.
    pub doubts: Vec<String>,
    /// What else is to be known of the file.
    pub notes: Vec<String>,
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

/// What standard input holds, if one of the files is it.
pub(super) fn standard<'a>(
    files: impl IntoIterator<Item = &'a OsString>,
    input: &mut dyn Read,
) -> Result<Vec<u8>, String> {
    match files.into_iter().any(|file| file == "-") {
        true => bounded(input).map_err(|e| explain(&e)),
        false => Ok(Vec::new()),
    }
}

/// The report in a file, or one sentence on why there is none. `input` is what standard input held, `kind` what it is
/// said to be.
pub(super) fn read(file: &OsStr, kind: Option<&str>, input: &[u8]) -> Result<Source, String> {
    let is_input = file == "-";
    let name = if is_input { format!("-.{}", kind.unwrap_or_default()) } else { file.to_string_lossy().into_owned() };
    let bytes = if is_input { Cow::Borrowed(input) } else { open(file).map_err(|e| explain(&e))?.into() };
    let intake = office::read(&bytes, &name)?;
    let doubts = doubts(&intake);
    let Intake { report, unplaced, missing, is_whole, notes, .. } = intake;
    Ok(Source { report, unplaced, doubts, notes, missing, page: !is_whole })
}

fn open(file: &OsStr) -> io::Result<Vec<u8>> {
    bounded(&mut File::open(file)?)
}

/// What was placed and is to be looked at.
fn doubts(intake: &Intake) -> Vec<String> {
    let form = intake.report.form();
    let said = |(slot, why): &(Slot, String)| {
        format!("{}“{}”：{why}", form.name(*slot), intake.report.raw(*slot).replace('\n', " "))
    };
    intake.doubts.iter().map(said).collect()
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
