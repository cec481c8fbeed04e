//! PDF files with letters in them (有文字层的 PDF): their pages as blocks.
//!
//! A table that is drawn with lines keeps its cells, blank ones too; without lines the pages are read as a text is.
//! Numbers that a scanner recognised are not taken for what stands on the paper.

mod bounds;
mod flow;
mod ink;
mod lines;
mod path;
mod ruled;
mod shade;
mod turn;

use hayro_syntax::{LoadPdfError, Pdf};

use crate::codec::recognise::Block;

/// The most pages of a document.
const MOST_PAGES: usize = 1_000;
/// The most cells of all its tables.
const MOST_CELLS: usize = 100_000;

const BROKEN: &str = "PDF 有误，没有读取。请用 PDF 阅读器打开，全选、复制，用“粘贴文字”读入。";
const LOCKED: &str = "这是加密的 PDF，请去掉密码后再导入。";
const LARGE: &str = "PDF 过大，没有读取。请用 PDF 阅读器打开，复制年度报告的文字，用“粘贴文字”读入。";
const SCANNED: &str = "这是扫描的 PDF，里面是图片。图片上识别出来的数字可能有错，没有读取。请找原来的文档。";
const EMPTY: &str = "PDF 里没有文字，可能是扫描的图片。请找原来的文档，或者先识别成文字再粘贴。";
const NAMELESS: &str = "PDF 没有说明它的字是什么字，读不出来。请找原来的文档，或者在 PDF 阅读器里复制文字试试。";

/// The same pages twice.
pub(super) struct Pages {
    /// With the tables that are drawn with lines, and paragraphs.
    pub blocks: Vec<Block>,
    /// As a text, line by line, laid out as on paper.
    pub text: String,
}

/// # Errors
/// One sentence for people.
pub(super) fn read(bytes: &[u8]) -> Result<Pages, String> {
    bounds::check(bytes).map_err(|()| LARGE.to_owned())?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => LOCKED.to_owned(),
        LoadPdfError::Invalid => BROKEN.to_owned(),
    })?;
    bounds::check_filters(&pdf).map_err(|()| LARGE.to_owned())?;
    if pdf.pages().len() > MOST_PAGES {
        return Err(LARGE.to_owned());
    }
    let (mut reader, mut pages, mut text) = (ink::Reader::new(), Vec::new(), String::new());
    let (mut letters, mut unseen, mut unknown, mut cells) = (0, 0, 0, 0);
    for page in pdf.pages().iter() {
        let mut ink = reader.page(page).map_err(|_| LARGE.to_owned())?;
        turn::upright(&mut ink);
        letters += ink.letters.len();
        unseen += ink.unseen;
        unknown += ink.letters.iter().filter(|letter| letter.text.contains(ink::UNKNOWN)).count();
        let (tables, lines) = ruled::read(&ink.letters, &ink.rules);
        cells += tables.iter().map(|table| table.cells.len()).sum::<usize>();
        if cells > MOST_CELLS {
            return Err(LARGE.to_owned());
        }
        pages.push(flow::items(tables, lines));
        lines::set(lines::lines(ink.letters.iter().collect(), &[]), &mut text);
    }
    match letters {
        letters if unseen > letters => Err(SCANNED.to_owned()),
        0 => Err(EMPTY.to_owned()),
        letters if unknown * 5 > letters => Err(NAMELESS.to_owned()),
        _ => Ok(Pages { blocks: flow::blocks(pages), text }),
    }
}
