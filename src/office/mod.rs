//! Files of office programs (办公文件), read and written: on the command line, and in the browser's worker.
//!
//! What a file is, its bytes say and never its name. Every reader is bounded before it reads: bytes, unpacked bytes,
//! cells, depth. A file that cannot be read is one sentence that says what to do.

mod kind;
mod out;
mod text;

pub use kind::Kind;
pub use out::{Out, write};

use crate::codec::html;
use crate::codec::intake::Intake;
use crate::codec::json;
use crate::codec::plain;
use crate::codec::recognise::recognise;

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = json::MOST_BYTES;

/// Reads a file of any kind; `name` only helps where the bytes do not tell.
///
/// # Errors
/// One sentence for people, with the next step.
pub fn read(bytes: &[u8], name: &str) -> Result<Intake, String> {
    if bytes.len() > MOST_BYTES {
        return Err(json::ReadError::TooLarge(bytes.len()).to_string());
    }
    match Kind::of(bytes, name)? {
        Kind::Json => report_file(bytes),
        Kind::Html => page(bytes),
        Kind::Text => plain_text(bytes),
    }
}

fn report_file(bytes: &[u8]) -> Result<Intake, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "文件不是 UTF-8 编码的文字，没有读取。".to_owned())?;
    let report = json::read(text).map_err(|e| e.to_string())?;
    let cells = Vec::new();
    Ok(Intake {
        kind: "年报文件".to_owned(),
        report,
        cells,
        unplaced: Vec::new(),
        missing: Vec::new(),
        doubts: Vec::new(),
        notes: Vec::new(),
        blocks: Vec::new(),
        is_whole: true,
    })
}

fn page(bytes: &[u8]) -> Result<Intake, String> {
    let (blocks, cut) = html::blocks(&text::decoded(bytes)?);
    let found = recognise(&blocks);
    if found.is_empty() {
        return Err("网页里没有找到年度报告的表格和正文，没有读取。".to_owned());
    }
    if cut {
        return Err("网页里的表格过大或者嵌套过深，没有读取。".to_owned());
    }
    Ok(Intake::of("网页", found, blocks, &[], Vec::new()))
}

fn plain_text(bytes: &[u8]) -> Result<Intake, String> {
    let (found, blocks) = plain::read(&text::decoded(bytes)?);
    if found.is_empty() {
        return Err("文字里没有找到年度报告的表格和正文，没有读取。".to_owned());
    }
    Ok(Intake::of("纯文本", found, blocks, &[], Vec::new()))
}
