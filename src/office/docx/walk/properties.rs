//! What a Word document says of its paragraphs, letters, rows and cells, as far as a reader of the page sees it (属性).

use super::{Frame, Role, Walk};
use crate::office::docx::signed::Line;
use crate::office::docx::table::Merge;
use crate::office::xml::Tag;

impl Walk<'_> {
    pub(super) fn paragraph_property(&mut self, name: &str, tag: &Tag) -> Option<Role> {
        let paragraph = self.paragraphs.last_mut()?;
        match name {
            "pStyle" => {
                paragraph.style = tag.attribute("val").unwrap_or_default();
                paragraph.look = self.looks.of_paragraph(&paragraph.style);
                paragraph.signed = Line::of(&paragraph.style).filter(|_| self.looks.are_ours());
            }
            "ilvl" => paragraph.level = tag.number("val").map(|level| level as usize),
            "numId" => paragraph.list = tag.attribute("val"),
            // The list and its level stand one element deeper.
            "numPr" => return Some(Role::ParaProps),
            _ => return None,
        }
        Some(Role::Other)
    }

    pub(super) fn run_property(&mut self, name: &str, tag: &Tag) -> Option<Role> {
        match name {
            "rStyle" => self.run.style = tag.attribute("val").unwrap_or_default(),
            "ins" | "moveTo" => self.revised(),
            _ => drop(self.run.look.take(name, tag)),
        }
        None
    }

    pub(super) fn row_property(&mut self, name: &str, tag: &Tag) -> Option<Role> {
        let row = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Row(row) => Some(row),
            _ => None,
        })?;
        match name {
            "gridBefore" => row.before = tag.number("val").unwrap_or(0).min(1000),
            "hidden" => {
                row.is_gone |= tag.is_on();
                self.seen.hidden |= tag.is_on();
            }
            "del" => {
                row.is_gone = true;
                self.seen.revisions = true;
            }
            "ins" => self.seen.revisions = true,
            _ => {}
        }
        None
    }

    pub(super) fn cell_property(&mut self, name: &str, tag: &Tag) -> Option<Role> {
        let cell = self.cell()?;
        let value = tag.attribute("val");
        let merge = if value.as_deref() == Some("restart") { Merge::Begins } else { Merge::GoesOn };
        match name {
            "gridSpan" => cell.cols = tag.number("val").unwrap_or(1).min(1000),
            "vMerge" => cell.down = merge,
            "hMerge" => cell.across = merge,
            "cellIns" | "cellDel" | "cellMerge" => self.revised(),
            _ => {}
        }
        None
    }
}
