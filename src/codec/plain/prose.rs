//! Sentences of a text: lines that a page broke are put together again (正文段落).
//!
//! In a text that was wrapped at a page's width a line goes on in the next if the next line's first word had no room
//! in it. In any other text each line is a paragraph.

use super::lines::{Line, Shape};
use super::measure::{Measure, first_word, indent, is_mark, is_wide, width};
use crate::codec::grid::Grid;
use crate::codec::recognise::labels::is_part;
use crate::codec::recognise::parts::{self, Mark};
use crate::codec::recognise::{Block, is_titled};
use crate::form::{Edition, Form};

/// The text as blocks: paragraphs, headings, and an empty table where a table stands.
pub(super) fn blocks(raw: &[&str], lines: &[Line], of_table: &[bool]) -> Vec<Block> {
    let measure = Measure::of(raw, lines);
    let texts: Vec<String> = raw.iter().map(|line| clean(line, measure.is_some())).collect();
    let marks = headings(&texts, of_table);
    let is_of_table = tables(lines, &marks, of_table);
    let mut page = Page { blocks: Vec::new(), open: String::new(), last: 0, measure };
    for (at, (raw, text)) in raw.iter().zip(&texts).enumerate() {
        let line = lines.get(at);
        let is_number = |line: &&Line| line.shape == Shape::Numbers && line.words.is_empty() && line.values.len() == 1;
        let is_nothing = |line: &&Line| matches!(line.shape, Shape::Blank | Shape::Page) || is_number(line);
        if is_of_table.get(at) == Some(&true) {
            page.table();
        } else if line.filter(is_nothing).is_none() {
            page.take(raw, text, marks.get(at).copied().unwrap_or(Mark::Text));
        }
    }
    page.close();
    titled(page.blocks)
}

/// What each line is.
fn headings(texts: &[String], of_table: &[bool]) -> Vec<Mark> {
    let held: Vec<usize> = (0..texts.len()).filter(|at| texts.get(*at).is_some_and(|text| !text.is_empty())).collect();
    let is_of_table = |at: &usize| of_table.get(*at) == Some(&true);
    let text = |at: &usize| texts.get(*at).map(String::as_str).filter(|text| !is_of_table(at) || sure(text).is_some());
    let found = parts::marks(&held.iter().map(text).collect::<Vec<_>>(), &sure);
    let mut marks = vec![Mark::Text; texts.len()];
    for (at, mark) in held.into_iter().zip(found) {
        marks.get_mut(at).into_iter().for_each(|place| *place = mark);
    }
    marks
}

/// The part whose heading a line is, by the form's words and number.
fn sure(text: &str) -> Option<usize> {
    let fits = !text.is_empty() && text.len() < 120 && !text.contains(['。', '；', '，']);
    Form::of(Edition::E2021).desc.parts.iter().position(|part| fits && is_part(text, part))
}

/// Which lines stand in a table: in the parts that have one, from the first two lines of it up to the last.
fn tables(lines: &[Line], marks: &[Mark], of_table: &[bool]) -> Vec<bool> {
    let mut is_in = vec![false; lines.len()];
    let is_head = |at: &usize| matches!(marks.get(*at), Some(Mark::Head { .. }));
    let heads: Vec<usize> = (0..marks.len()).filter(is_head).collect();
    for (nth, head) in heads.iter().enumerate() {
        let end = heads.get(nth + 1).copied().unwrap_or(marks.len());
        if !matches!(marks.get(*head), Some(Mark::Head { part: 1..=3, .. })) {
            continue;
        }
        let inner: Vec<usize> = (head + 1..end).filter(|at| !is_empty(lines.get(*at))).collect();
        let is_own = |at: &usize| of_table.get(*at) == Some(&true);
        let first = inner.windows(2).find(|two| two.iter().all(is_own)).and_then(|two| two.first());
        let last = inner.iter().rev().find(|at| is_own(at));
        if let (Some(first), Some(last)) = (first, last) {
            is_in.iter_mut().take(last + 1).skip(*first).for_each(|is_in| *is_in = true);
        }
    }
    is_in
}

fn is_empty(line: Option<&Line>) -> bool {
    line.is_none_or(|line| matches!(line.shape, Shape::Blank | Shape::Page))
}

struct Page {
    blocks: Vec<Block>,
    /// The paragraph so far.
    open: String,
    /// How wide its last line is, in columns.
    last: usize,
    measure: Option<Measure>,
}

impl Page {
    fn take(&mut self, raw: &str, text: &str, mark: Mark) {
        // The text of a heading in whose line it begins may go on in the next.
        let is_alone = match mark {
            Mark::Text => false,
            Mark::Silent => true,
            Mark::Head { rest, .. } => rest == text.len(),
        };
        if mark != Mark::Text || !self.goes_on(raw, text) {
            self.close();
        }
        // Two letters stand before the first line of a paragraph.
        let before = if self.open.is_empty() { 4 } else { 0 };
        self.last = width(raw.trim()) + before;
        join(&mut self.open, text);
        if is_alone {
            self.close();
        }
    }

    /// Whether a line goes on with the paragraph before it: it is not indented, and its first word had no room.
    fn goes_on(&self, raw: &str, text: &str) -> bool {
        let Some(measure) = self.measure.as_ref().filter(|_| !self.open.is_empty()) else { return false };
        let is_indented = indent(raw) >= measure.indent + 2;
        let had_room = self.last + width(first_word(text)) + 1 < measure.width;
        let ended = self.open.ends_with(['。', '！', '？']) && (self.last < measure.width || begins_item(text));
        !is_indented && !had_room && !ended
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.blocks.push(Block::Text { text: std::mem::take(&mut self.open), rise: 0 });
        }
    }

    fn table(&mut self) {
        self.close();
        if !matches!(self.blocks.last(), Some(Block::Table(_))) {
            self.blocks.push(Block::Table(Grid::default()));
        }
    }
}

/// Whether a line begins an item: `（一）`, `一、`, `1.`.
fn begins_item(text: &str) -> bool {
    let mut chars = text.trim_start_matches(['（', '(']).chars();
    let first = chars.next().unwrap_or(' ');
    let closed = chars.next().is_some_and(|c| matches!(c, '）' | ')' | '、' | '.' | '．'));
    closed && (first.is_ascii_digit() || "一二三四五六七八九十".contains(first))
}

/// Latin words and numbers that meet at the end of a line stay apart.
fn join(open: &mut String, text: &str) {
    let apart =
        open.ends_with(|c: char| c.is_ascii_alphanumeric()) && text.starts_with(|c: char| c.is_ascii_alphanumeric());
    if apart {
        open.push(' ');
    }
    open.push_str(text);
}

/// A line as text: without Markdown's marks, and, where lines were broken and stretched to a page's width, without
/// the space between Chinese letters.
fn clean(raw: &str, is_wrapped: bool) -> String {
    let text = raw.trim().trim_start_matches(['#', '>']).replace("**", "");
    let text = text.trim().trim_matches('\u{FEFF}');
    if !is_wrapped {
        return text.to_owned();
    }
    let mut clean = String::new();
    let mut is_apart = false;
    for c in text.chars() {
        if c.is_whitespace() {
            is_apart = true;
            continue;
        }
        let last = clean.chars().next_back().unwrap_or(c);
        let is_chinese = is_wide(last) && is_wide(c) || is_mark(last) || is_mark(c);
        if is_apart && !is_chinese {
            clean.push(' ');
        }
        clean.push(c);
        is_apart = false;
    }
    clean
}

/// The most lines a title stands on.
const TITLE: usize = 3;

/// A title that stands on several lines as one block.
fn titled(mut blocks: Vec<Block>) -> Vec<Block> {
    for at in 0..blocks.len().min(40) {
        for from in (at.saturating_sub(TITLE - 1)..=at).rev() {
            let mut title = String::new();
            for block in blocks.get(from..=at).unwrap_or_default() {
                match block {
                    Block::Text { text, .. } if text.len() < 120 => title.push_str(text),
                    _ => title.push('。'),
                }
            }
            if is_titled(&title) {
                blocks.splice(from..=at, [Block::Text { text: title, rise: 0 }]);
                return blocks;
            }
        }
    }
    blocks
}
