//! `gongkai convert`: a report as a file of another kind.
//!
//! The file is written beside its place and then moved there: whoever looks sees the old one or the whole new one.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::options::Convert;
use super::source::{self, Source};
use super::{Status, Streams, print};
use crate::codec::json;
use crate::office::{self, Out};

pub(super) fn convert(options: &Convert, streams: &mut Streams) -> io::Result<Status> {
    let done = match kind(options) {
        Ok(kind) => one(options, kind, streams)?,
        Err(reason) => Err((&options.into, reason)),
    };
    match done {
        Ok(status) => Ok(status),
        Err((file, reason)) => {
            writeln!(streams.errors, "{}：{reason}", file.display())?;
            Ok(Status::Unreadable)
        }
    }
}

/// What kind to write; `None` is the report file.
fn kind(options: &Convert) -> Result<Option<Out>, String> {
    let is_output = options.into == "-";
    let name = match &options.to {
        Some(kind) => kind.to_ascii_lowercase(),
        None if is_output => return Err("写到标准输出要用 --to 说明种类，如 --to json。".to_owned()),
        None => extension(&options.into),
    };
    match (Out::of(&name), name.as_str()) {
        (None, "json") => Ok(None),
        (None, "") => Err("文件名没有扩展名，能写 .json .docx .xlsx .html .csv。".to_owned()),
        (None, kind) => Err(format!("不能写 .{kind} 文件，能写 .json .docx .xlsx .html .csv。")),
        (kind, _) => Ok(kind),
    }
}

fn extension(file: &OsString) -> String {
    Path::new(file).extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

/// The status, or which file is at fault and why.
type Done<'a> = Result<Status, (&'a OsString, String)>;

fn one<'a>(options: &'a Convert, kind: Option<Out>, streams: &mut Streams) -> io::Result<Done<'a>> {
    let Convert { from, into, .. } = options;
    if is_same(from, into) {
        return Ok(Err((into, "写出的文件就是读入的文件，没有写。请换一个文件名。".to_owned())));
    }
    let input = source::standard([from], streams.input);
    let source = match input.and_then(|input| source::read(from, options.kind.as_deref(), &input)) {
        Ok(source) => source,
        Err(reason) => return Ok(Err((from, reason))),
    };
    let bytes = match kind {
        None => Ok(json::write(&source.report).into_bytes()),
        Some(kind) => office::write(&source.report, kind),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(reason) => return Ok(Err((into, reason))),
    };
    if into == "-" {
        streams.output.write_all(&bytes)?;
        streams.output.flush()?;
    } else if let Err(error) = put(Path::new(into), &bytes) {
        return Ok(Err((into, refused(&error))));
    }
    left_out(from, &source, streams.errors)
}

/// What of the source is not in the new file is said, and what in it is to be looked at.
fn left_out<'a>(from: &OsString, source: &Source, errors: &mut dyn Write) -> io::Result<Done<'a>> {
    let tables = source.report.form().sheets.iter().map(|sheet| sheet.table);
    let missing: Vec<_> = tables.filter(|table| source.missing(table.id) > 0).collect();
    let is_whole = missing.is_empty() && source.unplaced.is_empty();
    if !is_whole {
        writeln!(errors, "{}：有内容没有放进写出的文件。", from.display())?;
    } else if !source.notes.is_empty() || !source.doubts.is_empty() {
        writeln!(errors, "{}：", from.display())?;
    }
    print::doubtful(source, errors)?;
    for table in missing {
        writeln!(errors, "  {}有 {} 格没有读到，写出的是空白", table.name, source.missing(table.id))?;
    }
    print::unplaced(source, errors)?;
    // Status 1 is for what `check` finds wrong: the file was written, and what it lacks was said.
    Ok(Ok(Status::Clean))
}

/// Whether both names lead to one file.
fn is_same(from: &OsString, into: &OsString) -> bool {
    let real = |file: &OsString| fs::canonicalize(file).ok();
    from != "-" && real(from).is_some_and(|from| real(into) == Some(from))
}

fn put(into: &Path, bytes: &[u8]) -> io::Result<()> {
    if into.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let (mut file, beside) = begin(into)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&beside, into));
    if written.is_err() {
        // What was begun is of no use to anybody; the first fault is the one to tell.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// A new file in the same folder, of a name that nobody has.
fn begin(into: &Path) -> io::Result<(File, PathBuf)> {
    for number in 0..100u8 {
        let beside = into.with_file_name(format!(".gongkai-{}-{number}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            file => return file.map(|file| (file, beside)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn refused(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "没有这个文件夹，没有写。".to_owned(),
        io::ErrorKind::PermissionDenied => "没有在这里写文件的权限，没有写。".to_owned(),
        io::ErrorKind::IsADirectory => "这是一个文件夹，请写出文件名。".to_owned(),
        io::ErrorKind::StorageFull => "磁盘满了，没有写。".to_owned(),
        _ => format!("写不了这个文件（{error}）。"),
    }
}
