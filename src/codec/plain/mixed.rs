//! Texts that hold tables of another kind (文中夹表): markup, or lines of cells with something between them.

use super::lines::{Line, split};
use super::prose;
use super::source::plainly;
use crate::codec::recognise::{Block, Recognised, recognise};

/// Stands on a line of its own for a table.
pub const PLACE: char = '\u{F0001}';

/// Reads a text of which each [`PLACE`] is one of these, read elsewhere: the words around them as those of a text, and
/// the tables as those of a page.
pub fn read_with(text: &str, tables: Vec<Vec<Block>>) -> (Recognised, Vec<Block>) {
    let plain = plainly(text);
    let raw = split(&plain);
    let lines: Vec<Line> = raw.iter().enumerate().map(|(at, line)| Line::of(line, at)).collect();
    let paragraphs = prose::blocks(&raw, &lines, &vec![false; lines.len()]);
    let (mut blocks, mut tables) = (Vec::new(), tables.into_iter());
    for block in paragraphs {
        match block {
            Block::Text { text, .. } => put(&text, &mut tables, &mut blocks),
            table @ Block::Table(_) => blocks.push(table),
        }
    }
    (recognise(&blocks), blocks)
}

/// A paragraph, and the tables in it.
fn put(text: &str, tables: &mut impl Iterator<Item = Vec<Block>>, blocks: &mut Vec<Block>) {
    for (nth, piece) in text.split(PLACE).enumerate() {
        if nth > 0 {
            blocks.extend(tables.next().unwrap_or_default());
        }
        let piece = piece.trim();
        if !piece.is_empty() {
            blocks.push(Block::Text { text: piece.to_owned(), rise: 0 });
        }
    }
}
