//! The report as plain text (纯文本): pasted, a `.txt` file, what `pdftotext` gives of a PDF, Markdown.
//!
//! A text has no cells. What is left of a table are its words in their order: headings, whole or torn over lines,
//! and rows of numbers. A row of numbers is placed in two ways only. Its own line names a row of the form and it has
//! just as many numbers as that row has columns; or it stands between two rows that are known, with just as many
//! rows of numbers there as the form has rows, and no words that say otherwise. **A wrong cell is ten times worse
//! than a missing one**: digits are never split, joined or filled in, and a blank that left no trace is no blank.
//!
//! Places in the text are [`At`](super::recognise::At) in table 0: the line, and the how-manieth number of it.

mod events;
mod four;
mod heads;
mod lines;
mod measure;
mod mixed;
mod order;
mod pieces;
mod places;
mod prose;
mod section;
mod sheets;
mod source;

use std::borrow::Cow;

use super::recognise::{Block, Recognised, settled, told};
use lines::Line;
pub use mixed::{PLACE, read_with};
pub use source::has_radicals;

/// Longer texts end here. Reports have some hundred lines, those of whole counties in one file some thousand.
pub const MOST_LINES: usize = 20_000;

/// Reads the official form out of a text. The blocks are its lines as they stand, so that line `n` is the `n`th.
pub fn read(text: &str) -> (Recognised, Vec<Block>) {
    let plain = source::plainly(text);
    let raw = lines::split(&plain);
    let lines: Vec<Line> = raw.iter().enumerate().map(|(at, line)| Line::of(line, at)).collect();
    let tables = sheets::read(&lines);
    let written: Vec<Cow<str>> = raw.iter().map(|line| source::together(line)).collect();
    let written: Vec<&str> = written.iter().map(Cow::as_ref).collect();
    let paragraphs = prose::blocks(&written, &lines, &tables.lines);
    let found = told(&paragraphs, |year| settled(tables.found, tables.unplaced, year));
    let blocks = lines::split(text).into_iter().map(|line| Block::Text { text: line.to_owned(), rise: 0 }).collect();
    (found, blocks)
}
