//! The walk through a Word document's text (正文): what a reader of the printed page sees, in one pass.
//!
//! What was deleted is not read and what was inserted is, and both are said. A struck letter carries its stroke, a
//! raised digit stays raised, and what is no text leaves U+FFFC in a cell, as in pages.

mod fields;
mod letters;
mod properties;

use super::looks::Looks;
use super::numbers::Numbers;
use super::table::{Piece, RawCell, RawRow, RawTable, lay};
use crate::codec::grid::{MOST_COLUMNS, MOST_PLACES};
use crate::codec::markup::trimmed;
use crate::office::xml::{Node, Tag, Xml};
use fields::Fields;
use letters::{Paragraph, Run, begin};

/// The most cells of all tables, as they are written.
const MOST_CELLS: usize = 200_000;
/// The most paragraphs and tables.
const MOST_PIECES: usize = 100_000;
const TOO_LARGE: &str = "文档里的表格过大，没有读取。";
const REVISED: &str = "这一格有修订痕迹，读的是修订后的内容";
const AFLOAT: &str = "这一格上有浮动的文本框，其中的文字没有读进这一格";
const FIELD: &str = "这一格是域公式算出来的，读的是文件里存的结果";

/// What is said of the document besides its text.
#[derive(Default)]
pub(super) struct Seen {
    pub revisions: bool,
    pub hidden: bool,
    pub embedded: bool,
    pub objects: bool,
}

/// What an open element is to the walk.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Other,
    Table,
    /// The widths of its columns.
    Columns,
    Row,
    RowProps,
    Cell,
    CellProps,
    Box,
    Paragraph,
    ParaProps,
    Run,
    RunProps,
    Text,
    Field,
    /// A field that has only a result.
    SimpleField,
    /// What is drawn or embedded, and whether a text was found in it.
    Picture(bool),
    /// What holds a text box that floats over the page.
    Afloat,
    /// One thing in several versions, and whether one was read.
    Versions(bool),
}

/// What holds paragraphs, or leads to what does.
enum Frame {
    Text(Vec<Piece>),
    Table(RawTable),
    Row(RawRow),
    Cell(RawCell),
}

pub(super) struct Walk<'a> {
    xml: Xml<'a>,
    numbers: Numbers,
    looks: Looks,
    /// The prefix of the document's own elements.
    prefix: String,
    roles: Vec<Role>,
    frames: Vec<Frame>,
    paragraphs: Vec<Paragraph>,
    run: Run,
    fields: Fields,
    /// The content control that was just begun only shows what to type.
    is_prompt: bool,
    cells: usize,
    pieces: usize,
    places: usize,
    pub seen: Seen,
}

impl<'a> Walk<'a> {
    pub fn new(text: &'a str, numbers: Numbers, looks: Looks) -> Walk<'a> {
        Walk {
            xml: Xml::new(text),
            numbers,
            looks,
            prefix: String::new(),
            roles: Vec::new(),
            frames: vec![Frame::Text(Vec::new())],
            paragraphs: Vec::new(),
            run: Run::default(),
            fields: Fields::default(),
            is_prompt: false,
            cells: 0,
            pieces: 0,
            places: MOST_PLACES,
            seen: Seen::default(),
        }
    }

    /// Everything the document holds, in its order.
    ///
    /// # Errors
    /// One sentence for people.
    pub fn pieces(&mut self) -> Result<Vec<Piece>, String> {
        loop {
            match self.xml.next()? {
                Node::Open(tag) => self.open(&tag)?,
                Node::Close => self.close()?,
                Node::Text(text) if self.roles.last() == Some(&Role::Text) => self.letters(&text),
                Node::Text(text) if self.roles.last() == Some(&Role::Field) => self.field(&text),
                Node::Text(_) => {}
                Node::End => break,
            }
        }
        match self.frames.first_mut() {
            Some(Frame::Text(pieces)) => Ok(std::mem::take(pieces)),
            _ => Ok(Vec::new()),
        }
    }

    fn open(&mut self, tag: &Tag) -> Result<(), String> {
        if self.roles.is_empty() {
            tag.prefix().clone_into(&mut self.prefix);
        }
        let is_own = tag.prefix() == self.prefix;
        let role = match tag.name() {
            "AlternateContent" => Role::Versions(false),
            "Choice" | "Fallback" if matches!(self.roles.last(), Some(Role::Versions(true))) => return self.xml.skip(),
            "Choice" | "Fallback" => {
                self.roles.last_mut().into_iter().for_each(|role| *role = Role::Versions(true));
                Role::Other
            }
            "oMath" | "oMathPara" if !is_own => {
                self.picture();
                return self.xml.skip();
            }
            name if is_own => match self.own(name, tag) {
                Some(role) => role,
                None => return self.xml.skip(),
            },
            name if floats(name, tag) => Role::Afloat,
            _ => Role::Other,
        };
        self.roles.push(role);
        Ok(())
    }

    /// What an element of the document itself is, or nothing where its content is not read.
    fn own(&mut self, name: &str, tag: &Tag) -> Option<Role> {
        let parent = self.roles.last().copied().unwrap_or(Role::Other);
        match parent {
            Role::ParaProps => return self.paragraph_property(name, tag),
            Role::RunProps => return self.run_property(name, tag),
            Role::RowProps => return self.row_property(name, tag),
            Role::CellProps => return self.cell_property(name, tag),
            Role::Columns => {
                self.column(name, tag);
                return Some(Role::Other);
            }
            _ => {}
        }
        match name {
            "del" | "moveFrom" => {
                self.revised();
                return None;
            }
            "ins" | "moveTo" => self.revised(),
            "altChunk" => {
                self.seen.embedded = true;
                return None;
            }
            "showingPlcHdr" => self.is_prompt = tag.is_on(),
            "sdtContent" if std::mem::take(&mut self.is_prompt) => return None,
            "tblPr" | "tblPrEx" | "sectPr" | "sdtEndPr" | "delText" | "delInstrText" | "rubyPr" | "rt" => {
                return None;
            }
            _ => {}
        }
        Some(self.role(name, parent, tag))
    }

    fn role(&mut self, name: &str, parent: Role, tag: &Tag) -> Role {
        match (name, parent) {
            ("tbl", _) => self.enter(Frame::Table(RawTable::default()), Role::Table),
            ("tblGrid", Role::Table) => Role::Columns,
            ("tr", _) => self.enter(Frame::Row(RawRow::default()), Role::Row),
            ("tc", _) => {
                self.cells += 1;
                self.enter(Frame::Cell(RawCell::default()), Role::Cell)
            }
            ("txbxContent", _) => self.enter(Frame::Text(Vec::new()), Role::Box),
            ("trPr", Role::Row) => Role::RowProps,
            ("tcPr", Role::Cell) => Role::CellProps,
            ("p", _) => {
                self.paragraphs.push(Paragraph { look: self.looks.of_paragraph(""), ..Paragraph::default() });
                Role::Paragraph
            }
            ("pPr", Role::Paragraph) => Role::ParaProps,
            ("r", _) => {
                self.run = Run::default();
                Role::Run
            }
            ("rPr", Role::Run) => Role::RunProps,
            ("t", Role::Run) => Role::Text,
            ("instrText", Role::Run) => Role::Field,
            ("fldChar", Role::Run) => {
                self.fields.mark(&tag.attribute("fldCharType").unwrap_or_default(), self.frames.len());
                Role::Other
            }
            ("fldSimple", _) => {
                self.fields.begin(self.frames.len(), true);
                Role::SimpleField
            }
            ("footnoteReference" | "endnoteReference", Role::Run) => {
                self.run.is_mark = matches!(tag.attribute("customMarkFollows").as_deref(), Some("1" | "true" | "on"));
                Role::Other
            }
            ("tab" | "ptab", Role::Run) => self.put(" "),
            ("br" | "cr", Role::Run) => self.put("\n"),
            ("noBreakHyphen", Role::Run) => self.put("-"),
            ("sym", Role::Run) => self.put("\u{FFFC}"),
            ("object", _) => {
                self.seen.objects = true;
                Role::Picture(false)
            }
            ("drawing" | "pict", _) => Role::Picture(false),
            _ => Role::Other,
        }
    }

    fn enter(&mut self, frame: Frame, role: Role) -> Role {
        self.frames.push(frame);
        role
    }

    fn put(&mut self, text: &str) -> Role {
        self.letters(text);
        Role::Other
    }

    /// The innermost open cell.
    fn cell(&mut self) -> Option<&mut RawCell> {
        self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Cell(cell) => Some(cell),
            _ => None,
        })
    }

    fn revised(&mut self) {
        self.seen.revisions = true;
        if let Some(cell) = self.cell() {
            cell.doubt = Some(REVISED);
        }
    }

    fn close(&mut self) -> Result<(), String> {
        if self.cells > MOST_CELLS || self.pieces > MOST_PIECES {
            return Err(TOO_LARGE.to_owned());
        }
        match self.roles.pop() {
            Some(Role::Paragraph) => self.end_paragraph(),
            Some(Role::Cell | Role::Row | Role::Table | Role::Box) => self.leave()?,
            Some(Role::SimpleField) => self.fields.end(self.frames.len()),
            Some(Role::Picture(false)) => self.picture(),
            _ => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        begin(&mut paragraph, &mut self.numbers);
        let signed = paragraph.signed.filter(|_| self.frames.len() == 1);
        for line in paragraph.text.split('\n') {
            let text = trimmed(line);
            if !text.is_empty() {
                self.add(vec![match signed {
                    Some(line) => Piece::Signed(line, text),
                    None => Piece::Text(text),
                }]);
            }
        }
    }

    /// Pieces for the innermost frame that holds some.
    fn add(&mut self, mut pieces: Vec<Piece>) {
        self.pieces += pieces.len();
        let holder = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Text(pieces) => Some(pieces),
            Frame::Cell(cell) => Some(&mut cell.pieces),
            Frame::Table(_) | Frame::Row(_) => None,
        });
        if let Some(holder) = holder {
            holder.append(&mut pieces);
        }
    }

    fn leave(&mut self) -> Result<(), String> {
        let frame = self.frames.pop();
        self.fields.leave(self.frames.len());
        match (frame, self.frames.last_mut()) {
            (Some(Frame::Cell(cell)), Some(Frame::Row(row))) => row.cells.push(cell),
            (Some(Frame::Row(row)), Some(Frame::Table(table))) => table.rows.push(row),
            (Some(Frame::Table(table)), _) => self.end_table(table)?,
            (Some(Frame::Text(pieces)), _) => self.end_box(pieces),
            _ => {}
        }
        Ok(())
    }

    /// What stood in a text box.
    fn end_box(&mut self, mut pieces: Vec<Piece>) {
        let pictures = self.roles.iter_mut().filter(|role| matches!(role, Role::Picture(_)));
        pictures.for_each(|role| *role = Role::Picture(true));
        let in_cell = self.roles.iter().rev().take_while(|role| !matches!(role, Role::Cell));
        let is_afloat = in_cell.into_iter().any(|role| *role == Role::Afloat);
        // Over which cell it floats is not said: what it says stands below the table, and the cell is to be looked at.
        if let Some(cell) = self.cell().filter(|_| is_afloat && !pieces.is_empty()) {
            cell.doubt = cell.doubt.or(Some(AFLOAT));
        }
        let mut tables = self.frames.iter_mut().filter(|_| is_afloat);
        let afloat =
            tables.find_map(|frame| if let Frame::Table(table) = frame { Some(&mut table.afloat) } else { None });
        match afloat {
            Some(afloat) => afloat.append(&mut pieces),
            None => {
                self.pieces = self.pieces.saturating_sub(pieces.len());
                self.add(pieces);
            }
        }
    }

    /// How wide a column of the present table is.
    fn column(&mut self, name: &str, tag: &Tag) {
        if let ("gridCol", Some(Frame::Table(table))) = (name, self.frames.last_mut())
            && table.widths.len() < MOST_COLUMNS.into()
        {
            table.widths.push(tag.number("w").unwrap_or(u32::MAX));
        }
    }

    fn end_table(&mut self, mut table: RawTable) -> Result<(), String> {
        let afloat = std::mem::take(&mut table.afloat);
        match lay(table, self.places) {
            Ok(laid) if laid.grid.cut() > 0 => return Err(TOO_LARGE.to_owned()),
            Ok(laid) if laid.grid.width() == 0 => {}
            Ok(laid) => {
                self.places -= laid.grid.area().min(self.places);
                self.add(vec![Piece::Table(laid)]);
            }
            Err(pieces) => {
                self.pieces = self.pieces.saturating_sub(pieces.len());
                self.add(pieces);
            }
        }
        self.pieces = self.pieces.saturating_sub(afloat.len());
        self.add(afloat);
        Ok(())
    }
}

/// Whether a drawing stands free of the lines of the text.
fn floats(name: &str, tag: &Tag) -> bool {
    match name {
        "anchor" => true,
        "shape" | "rect" | "roundrect" | "oval" | "group" => {
            let style = tag.attribute("style").unwrap_or_default();
            style.split(';').any(|part| part.split_whitespace().collect::<String>() == "position:absolute")
        }
        _ => false,
    }
}
