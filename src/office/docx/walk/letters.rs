//! The letters of a Word document as they are seen (文字): with their strokes, raised, or not at all.

use super::{FIELD, Frame, Walk};
use crate::office::docx::looks::Look;
use crate::office::docx::numbers::Numbers;
use crate::office::docx::signed::Line;

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

#[derive(Default)]
pub(super) struct Paragraph {
    pub text: String,
    pub style: String,
    pub list: Option<String>,
    pub level: Option<usize>,
    /// How its style lets letters look.
    pub look: Look,
    /// What it says under a report of ours.
    pub signed: Option<Line>,
}

#[derive(Default)]
pub(super) struct Run {
    pub style: String,
    /// What it says itself.
    pub look: Look,
    /// Its letters are the mark of a note, however they look.
    pub is_mark: bool,
}

impl Walk<'_> {
    pub(super) fn letters(&mut self, text: &str) {
        if self.fields.are_inside(self.frames.len()) {
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let shown = self.looks.shown(self.run.look, &self.run.style, paragraph.look);
        if shown.is_hidden {
            self.seen.hidden |= !text.trim().is_empty();
            return;
        }
        begin(paragraph, &mut self.numbers);
        let is_raised = shown.is_raised || self.run.is_mark;
        for letter in text.chars() {
            let raised = letter.to_digit(10).filter(|_| is_raised);
            let letter = raised.and_then(|d| RAISED.get(d as usize)).copied().unwrap_or(letter);
            paragraph.text.push(if letter == '\t' { ' ' } else { letter });
            if shown.is_struck && !letter.is_whitespace() {
                paragraph.text.push('\u{336}');
            }
        }
    }

    /// The instruction of a field: what its letters say is not what stands there, and a sum may be old.
    pub(super) fn field(&mut self, text: &str) {
        let is_sum = self.fields.is_first(text, self.frames.len()) && text.trim_start().starts_with('=');
        if let Some(cell) = self.cell().filter(|_| is_sum) {
            cell.doubt = cell.doubt.or(Some(FIELD));
        }
    }

    /// Something to see that is no text: in a cell it may be the number.
    pub(super) fn picture(&mut self) {
        let in_cell = matches!(self.frames.last(), Some(Frame::Cell(_)));
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| in_cell) {
            paragraph.text.push('\u{FFFC}');
        }
    }
}

/// A paragraph's own number, once, before its first letter.
pub(super) fn begin(paragraph: &mut Paragraph, numbers: &mut Numbers) {
    let (list, level) = (paragraph.list.take(), paragraph.level.take());
    let style = std::mem::take(&mut paragraph.style);
    if list.is_some() || !style.is_empty() {
        let number = numbers.next(list.as_deref(), level, &style).unwrap_or_default();
        paragraph.text.insert_str(0, &number);
    }
}
