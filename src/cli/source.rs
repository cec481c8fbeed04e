//! A file or standard input, read as a report.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::codec::json::{self, MOST_BYTES, ReadError};
use crate::report::Report;

/// The report, or one sentence on why there is none.
pub(super) fn read(file: &OsString, kind: Option<&str>, input: &mut dyn Read) -> Result<Report, String> {
    let is_input = file == "-";
    let found = if is_input { kind.unwrap_or_default().to_ascii_lowercase() } else { extension(file) };
    if found != "json" {
        return Err(unknown(is_input, &found));
    }
    let bytes = if is_input { bounded(input) } else { File::open(file).and_then(|mut f| bounded(&mut f)) };
    let bytes = bytes.map_err(|e| explain(&e))?;
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge(bytes.len()).to_string());
    }
    let text = String::from_utf8(bytes).map_err(|_| "文件不是 UTF-8 编码的文字，没有读取。".to_owned())?;
    json::read(&text).map_err(|e| e.to_string())
}

fn extension(file: &OsStr) -> String {
    Path::new(file).extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

fn unknown(is_input: bool, kind: &str) -> String {
    match (is_input, kind) {
        (true, "") => "读标准输入要用 --as 说明种类，如 --as json。".to_owned(),
        (false, "") => "文件名没有扩展名，目前只能读 .json 文件。".to_owned(),
        (_, kind) => format!("目前只能读 .json 文件，还不能读 .{kind}。"),
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
