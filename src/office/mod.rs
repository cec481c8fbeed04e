//! Files of office programs (办公文件), read and written: on the command line, and in the browser's worker.
//!
//! What a file is, its bytes say and never its name. Every reader is bounded before it reads: bytes, unpacked bytes,
//! cells, depth. A file that cannot be read is one sentence that says what to do.

mod csv;
mod docx;
mod kind;
mod mixed;
mod out;
mod own;
mod page;
mod parts;
mod pdf;
mod sheet;
mod spans;
mod sums;
mod text;
mod xlsx;
mod xml;
mod xml2003;
mod zip;

pub use kind::Kind;
pub use out::{Out, fragment, write};

use crate::codec::html;
use crate::codec::intake::{Doubt, Intake};
use crate::codec::json;
use crate::codec::plain;
use crate::codec::recognise::{Block, recognise};

use own::Own;

/// What a source holds, what is doubtful in it, and what else is to be said.
#[derive(Default)]
struct Found {
    blocks: Vec<Block>,
    doubts: Vec<Doubt>,
    notes: Vec<String>,
    own: Own,
}

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = json::MOST_BYTES;

const TOO_DEEP: &str = "网页里的表格过大或者嵌套过深，没有读取。";

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
        Kind::Html => page(bytes, name),
        Kind::Docx => document("Word 文档", docx::read(bytes)?),
        Kind::Xlsx => document("Excel 工作簿", xlsx::read(bytes)?),
        Kind::Pdf => pages(bytes),
        Kind::Xml2003 => document("Excel 2003 的 XML 表格", xml2003::read(&text::plain(bytes)?)?),
        Kind::Csv => table(&text::plain(bytes)?),
        Kind::Text => plain_text(&text::plain(bytes)?),
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

fn page(bytes: &[u8], name: &str) -> Result<Intake, String> {
    let text = text::decoded(bytes)?;
    if !page::is_bounded(&text) {
        return Err(TOO_DEEP.to_owned());
    }
    let (blocks, cut) = html::blocks(&text);
    let found = recognise(&blocks);
    if found.is_empty() {
        return Err("网页里没有找到年度报告的表格和正文，没有读取。".to_owned());
    }
    if cut {
        return Err(TOO_DEEP.to_owned());
    }
    let mut notes = Vec::new();
    let broken: usize = blocks.iter().map(broken).sum();
    if broken > 0 {
        notes.push(format!("网页里有 {broken} 个字的编码有误，显示为“\u{FFFD}”，请对照原文补上。"));
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    if matches!(ending.as_str(), "xls" | "xlsx") {
        notes.push(format!("这是网页格式的 .{ending}，已按网页表格读取。"));
    }
    Ok(Intake::of("网页", found, blocks, &[], notes))
}

fn broken(block: &Block) -> usize {
    match block {
        Block::Text { text, .. } => text::broken(text),
        Block::Table(grid) => grid.cells().iter().map(|cell| text::broken(&cell.text)).sum(),
    }
}

fn document(kind: &str, Found { blocks, doubts, notes, own }: Found) -> Result<Intake, String> {
    let found = recognise(&blocks);
    if found.is_empty() && own.is_empty() {
        return Err(format!("{kind}里没有找到年度报告的表格和正文，没有读取。"));
    }
    let mut intake = Intake::of(kind, found, blocks, &doubts, notes);
    own.put(&mut intake.report);
    Ok(sums::settle(intake, xlsx::FORMULA))
}

/// Tables drawn with lines say more than words in lines do; where they do not, the words are read as a text.
fn pages(bytes: &[u8]) -> Result<Intake, String> {
    let pdf::Pages { blocks, text } = pdf::read(bytes)?;
    let (ruled, (plain, lines)) = (recognise(&blocks), plain::read(&text));
    let (found, blocks) = if ruled.cells.len() < plain.cells.len() { (plain, lines) } else { (ruled, blocks) };
    if found.is_empty() {
        return Err("PDF 里没有找到年度报告的表格和正文，没有读取。".to_owned());
    }
    Ok(Intake::of("PDF", found, blocks, &[], Vec::new()))
}

fn table(text: &str) -> Result<Intake, String> {
    let records = csv::records(text)?;
    if !csv::is_long(&records) {
        return document("CSV 表格", csv::found(records)?);
    }
    let (found, blocks) = csv::long(&records)?;
    Ok(Intake::of("CSV 表格", found, blocks, &[], Vec::new()))
}

/// Where its tables are of another kind than words in lines, they are read as such if that gives more.
fn plain_text(text: &str) -> Result<Intake, String> {
    let text = text.replace(plain::PLACE, "");
    let mut notes = radicals(&text);
    let (mut found, mut blocks) = plain::read(&text);
    if let Some(rows) = mixed::with_rows(&text).filter(|(rows, _)| rows.cells.len() > found.cells.len()) {
        (found, blocks) = rows;
    }
    if let Some(page) = mixed::with_markup(&text).filter(|(page, _)| page.cells.len() >= found.cells.len()) {
        (found, blocks) = page;
        notes.push("文字里的 HTML 表格已按网页的表格读取。".to_owned());
    }
    if found.is_empty() {
        return Err("文字里没有找到年度报告的表格和正文，没有读取。".to_owned());
    }
    Ok(Intake::of("纯文本", found, blocks, &[], notes))
}

/// Says that letters were read as those they stand for.
fn radicals(text: &str) -> Vec<String> {
    let note = "文字里有形同汉字的部首字符（如“⼀”“⽇”，多半来自 PDF），已按通常的汉字读取。";
    if plain::has_radicals(text) { vec![note.to_owned()] } else { Vec::new() }
}
