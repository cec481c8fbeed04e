//! Word documents (.docx): their text and tables as blocks.

mod looks;
mod numbers;
mod signed;
mod table;
mod walk;

use super::Found;
use super::parts::{Relation, folder, relations};
use super::zip::Package;
use crate::codec::intake::Doubt;
use crate::codec::recognise::{Block, recognise};
use looks::Looks;
use numbers::Numbers;
use table::Piece;
use walk::{Seen, Walk};

/// # Errors
/// One sentence for people.
pub(super) fn read(bytes: &[u8]) -> Result<Found, String> {
    let mut package = Package::open(bytes)?;
    let main = relations(&mut package, "")?.into_iter().find(|r| r.kind == "officeDocument");
    let main = main.map_or_else(|| "word/document.xml".to_owned(), |r| r.target);
    let missing = || "文档里没有正文，请用 Word 或 WPS 另存一份再试。".to_owned();
    let text = package.xml(&main)?.ok_or_else(missing)?;
    let related = relations(&mut package, &main)?;
    let numbering = beside(&mut package, &related, &main, "numbering")?;
    let styles = beside(&mut package, &related, &main, "styles")?;
    let mut walk = Walk::new(&text, Numbers::read(&numbering, &styles)?, Looks::read(&styles)?);
    let mut pieces = walk.pieces()?;
    let own = signed::taken(&mut pieces);
    let mut notes = notes(&walk.seen);
    if package.names().any(|name| name.ends_with("vbaproject.bin")) {
        notes.push("已忽略宏。".to_owned());
    }
    let (blocks, doubts) = blocks(pieces);
    if walk.seen.embedded && recognise(&blocks).is_empty() {
        return Err(only_embedded(&related));
    }
    Ok(Found { blocks, doubts, notes, own })
}

/// A part that belongs to the main one; nothing where there is none.
fn beside(package: &mut Package, related: &[Relation], main: &str, kind: &str) -> Result<String, String> {
    let named = related.iter().find(|r| r.kind == kind).map(|r| r.target.clone());
    let name = named.unwrap_or_else(|| format!("{}{kind}.xml", folder(main)));
    Ok(package.xml(&name)?.unwrap_or_default())
}

/// What is to be done where all of the document is another file in it, which programs make of web pages.
fn only_embedded(related: &[Relation]) -> String {
    let is_page = |part: &Relation| {
        let ending = part.target.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        part.kind == "aFChunk" && matches!(ending.as_str(), "htm" | "html" | "xhtml" | "mht" | "mhtml")
    };
    let what = if related.iter().any(is_page) { "网页" } else { "另一份文件" };
    format!("文档的内容是嵌入的{what}，请用 Word 或 WPS 打开后另存为 docx 再试。")
}

fn notes(seen: &Seen) -> Vec<String> {
    let mut notes = Vec::new();
    for (is_seen, note) in [
        (seen.revisions, "文档里有没有接受的修订：删去的文字没有读，插入的文字已经读入，请核对。"),
        (seen.hidden, "文档里有隐藏的文字，没有读。"),
        (seen.embedded, "文档里嵌入了另一份文件，其中的内容没有读。"),
        (seen.objects, "文档里有嵌入的对象，其中的内容没有读。"),
    ] {
        if is_seen {
            notes.push(note.to_owned());
        }
    }
    notes
}

fn blocks(pieces: Vec<Piece>) -> (Vec<Block>, Vec<Doubt>) {
    let (mut blocks, mut doubts, mut table) = (Vec::new(), Vec::new(), 0);
    for piece in pieces {
        match piece {
            Piece::Text(text) | Piece::Signed(_, text) => blocks.push(Block::Text { text, rise: 0 }),
            Piece::Table(laid) => {
                table += 1;
                let of = |(row, col, why): (u16, u16, &str)| Doubt { at: (table, row, col), why: why.to_owned() };
                doubts.extend(laid.doubts.into_iter().map(of));
                blocks.push(Block::Table(laid.grid));
            }
        }
    }
    (blocks, doubts)
}
