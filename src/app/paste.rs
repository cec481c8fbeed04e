//! What a paste would change (粘贴): worked out before anything does, so that the clerk sees it first.
//!
//! A table with the form's own headings lands where they say, whichever cell has the caret. Bare cells land from the
//! caret on as they stood, each under the one it stood under. Where that does not fit nothing is placed, and the
//! sentence says why. Texts land letter by letter; what they read as is the report's affair.

use std::rc::Rc;
use std::sync::Arc;

use super::cursor::Place;
use super::range::{Range, lines_of};
use crate::codec::clip;
use crate::codec::grid::{Cell, Grid};
use crate::codec::recognise::{self, Block, Recognised, Why};
use crate::form::{Edition, Form, Sheet, Slot};
use crate::report::{Edit, Reading, Report, reading};

/// What a paste would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offer {
    /// The cells that would change, and their new texts, in the order in which they were pasted.
    pub changes: Vec<(Slot, Arc<str>)>,
    /// How many cells would get what they have already.
    pub same: usize,
    /// Texts that have no place: the text, where it stood, why.
    pub left: Vec<(String, String, &'static str)>,
    /// What else is to be known before it is accepted, or why nothing would change.
    pub said: Vec<String>,
    /// What is selected when it is done.
    pub range: Option<Range>,
    /// The same cells from the beginning of the line on, if they would fit there.
    pub instead: Option<Box<Offer>>,
    /// It is the text of a document, which is read as a file is.
    pub document: Option<Rc<str>>,
}

/// How many of the changed cells are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Something else stands there.
    pub replaced: usize,
    /// Nothing will stand there. A total fills itself instead.
    pub emptied: usize,
    /// What will stand there is no number.
    pub unread: usize,
}

impl Offer {
    /// Whether the clerk must see it first.
    pub fn is_plain(&self) -> bool {
        self.changes.len() < 2 && self.left.is_empty() && self.said.is_empty()
    }

    /// All of it as one change.
    pub fn edit(&self) -> Edit {
        let mut edits = Vec::new();
        for (slot, text) in &self.changes {
            edits.push(Edit::Cell(*slot, text.clone()));
        }
        Edit::Many(edits)
    }

    /// The new text of a cell, if it would change.
    pub fn change(&self, slot: Slot) -> Option<&str> {
        self.changes.iter().find(|(at, _)| *at == slot).map(|(_, text)| &**text)
    }

    pub fn tally(&self, report: &Report) -> Tally {
        let mut tally = Tally::default();
        for (slot, text) in &self.changes {
            let reading = reading::read(text, slot.kind());
            tally.emptied += usize::from(text.is_empty() && report.form().total(*slot).is_none());
            tally.replaced += usize::from(!text.is_empty() && !report.raw(*slot).is_empty());
            tally.unread += usize::from(matches!(reading, Reading::Unclear { .. }));
        }
        tally
    }

    fn no(sentence: String) -> Offer {
        Offer { said: vec![sentence], ..Offer::default() }
    }

    /// What is there already is no change; nor is nothing in a total that fills itself.
    fn put(&mut self, report: &Report, slot: Slot, text: &str) {
        let fills_itself = text.is_empty() && report.is_computed(slot);
        if fills_itself || report.raw(slot) == text {
            self.same += 1;
        } else {
            self.changes.push((slot, text.into()));
        }
    }
}

/// What pasting into these cells would do. `None`: it is a text for one cell, and the browser's own business.
pub fn offer(report: &Report, at: Range, html: &str, text: &str) -> Option<Offer> {
    let (blocks, cut) = clip::read(html, text);
    if is_document(&blocks, text) {
        return Some(Offer { document: Some(text.into()), ..Offer::default() });
    }
    if cut {
        return Some(Offer::no(TOO_MUCH.to_owned()));
    }
    let mut tables = Vec::new();
    for block in &blocks {
        if let Block::Table(grid) = block {
            tables.push(grid);
        }
    }
    if let [grid] = tables.as_slice()
        && grid.area() < 2
    {
        return single(report, at, grid);
    }
    if let Some(offer) = by_headings(report, at, &blocks) {
        return Some(offer);
    }
    Some(match tables.as_slice() {
        [grid] if recognise::has_headings(grid) => Offer::no(HEADINGS.to_owned()),
        [grid] => block(report, at, grid),
        _ => Offer::no(SEVERAL.to_owned()),
    })
}

/// Lines without tabs, some of them the form's headings: copied from a PDF, where a table is no table.
fn is_document(blocks: &[Block], text: &str) -> bool {
    let [Block::Table(grid)] = blocks else { return false };
    grid.width() == 1 && grid.height() >= FEWEST && !text.contains('\t') && recognise::has_headings(grid)
}

/// A document has so many lines.
const FEWEST: u16 = 6;

const TOO_MUCH: &str = "粘贴的内容太多（超过 2000 行或 200 列），没有读取。请只复制要填的那张表。";
const HEADINGS: &str = "粘贴的内容里有表头文字，但看不出每个数属于哪一行、哪一列，所以没有填。请连同整张表的表头一起复制，或者只复制数字部分。";
const SEVERAL: &str = "粘贴的内容里有几张表，但没有年报表样的表头，所以没有填。请一次只复制一块数字。";
const RAGGED: &str = "粘贴的内容各行格数不一样，看不出怎么对应，所以没有填。请选定一个整齐的区域再复制。";
const LINES: &str = "一格里有几行";
const MARKED: &str = "有删除线、上下标、隐藏的字或者图片";

/// One cell's text: into every selected cell, or as the browser pastes it.
fn single(report: &Report, at: Range, grid: &Grid) -> Option<Offer> {
    let cell = grid.cells().first()?;
    if let Some(why) = trouble(&cell.text) {
        let mut sentence = String::from("复制的那一格没有填：");
        sentence.push_str(why);
        sentence.push_str("，看不出该填哪个数。请直接输入。");
        return Some(Offer::no(sentence));
    }
    if !at.is_wide() {
        return None;
    }
    let mut offer = Offer { range: Some(at), ..Offer::default() };
    for slot in at.cells(report) {
        offer.put(report, slot, &cell.text);
    }
    Some(offer)
}

/// Why a text that a program gave cannot stand in a cell as it is.
pub(super) fn trouble(text: &str) -> Option<&'static str> {
    if text.contains('\n') {
        return Some(LINES);
    }
    text.chars().any(|c| matches!(c, '\u{336}' | '\u{FFFC}')).then_some(MARKED)
}

/// The year decides where a table could be of either edition.
fn recognised(report: &Report, blocks: &[Block]) -> Recognised {
    recognise::tables(blocks, Some(if report.edition() == Edition::E2019 { 2020 } else { 2021 }))
}

/// Cells that the form's own headings name; or the sentence that they name none, where there are headings.
fn by_headings(report: &Report, at: Range, blocks: &[Block]) -> Option<Offer> {
    let mut found = recognised(report, blocks);
    let mut offer = Offer::default();
    if found.cells.is_empty() {
        // Lines with their names, but without the head of the table: under the head of the table with the caret.
        let mut headed = vec![Block::Table(recognise::head_of(report.form().sheet(at.anchor)))];
        headed.extend_from_slice(blocks);
        let lines = recognised(report, &headed);
        if !lines.cells.is_empty() {
            found = lines;
        } else if found.unplaced.is_empty() {
            return None;
        } else {
            offer.said.push(HEADINGS.to_owned());
        }
    }
    for unplaced in &found.unplaced {
        offer.left.push((unplaced.text.clone(), unplaced.near.clone(), unplaced.why.sentence()));
    }
    for (slot, text) in &found.cells {
        let elsewhere = !report.form().has(*slot);
        match trouble(text).or(elsewhere.then(|| Why::OtherForm.sentence())) {
            None => offer.put(report, *slot, text),
            Some(_) if text.is_empty() => {}
            Some(why) => offer.left.push((text.clone(), Form::of(found.edition).name(*slot), why)),
        }
    }
    if !found.missing.is_empty() {
        let count = found.missing.len().to_string();
        offer.said.push(["表里其余 ", &count, " 格不在粘贴的内容里，保持不变。"].concat());
    }
    Some(offer)
}

/// Bare cells, from the upper left of the selection on.
fn block(report: &Report, at: Range, grid: &Grid) -> Offer {
    if !grid.is_whole() {
        return Offer::no(RAGGED.to_owned());
    }
    let Some(target) = Target::of(report, at) else { return Offer::default() };
    let first = target.column;
    target.place(report, grid).unwrap_or_else(|sentence| {
        let mut offer = Offer::no(sentence);
        // Nothing is moved by itself; but where the line begins is worth asking.
        let start = target.lines.first().and_then(|line| line.first()).map_or(first, |place| place.from);
        let moved = Target { column: start, ..target };
        if start != first {
            offer.instead = moved.place(report, grid).ok().map(Box::new);
        }
        offer
    })
}

/// The lines from the caret on, and the column where the block begins.
struct Target {
    sheet: &'static Sheet,
    lines: Vec<Vec<Place>>,
    column: usize,
}

impl Target {
    fn of(report: &Report, at: Range) -> Option<Target> {
        let sheet = report.form().sheet(at.anchor);
        let first = at.lines(report).first()?.first()?.slot;
        let mut lines = lines_of(sheet, report.is_lumped(sheet.table.id));
        let start = lines.iter().position(|line| line.iter().any(|p| p.slot == first))?;
        let lines = lines.split_off(start);
        let column = lines.first()?.iter().find(|p| p.slot == first)?.from;
        Some(Target { sheet, lines, column })
    }

    /// Every cell of the block under the place that begins where it does; or why that cannot be.
    fn place(&self, report: &Report, grid: &Grid) -> Result<Offer, String> {
        let height = self.height(grid);
        if usize::from(height) > self.lines.len() {
            return Err(self.too_long(height));
        }
        let (mut offer, mut first, mut last) = (Offer::default(), None, None);
        for (row, line) in (0..height).zip(&self.lines) {
            let end = line.last().map_or(0, |p| p.to);
            if self.column + usize::from(grid.width()) > end {
                return Err(self.too_wide(grid, end));
            }
            for cell in grid.row(row) {
                let cell = &grid.cells()[cell];
                if cell.row == row {
                    last = self.put(report, cell, line, &mut offer)?.or(last);
                    first = first.or(last);
                }
            }
        }
        offer.range = first.zip(last).map(|(first, last)| Range::new(first, last));
        Ok(offer)
    }

    /// Without the blank lines at its end for which there is no room.
    fn height(&self, grid: &Grid) -> u16 {
        let filled = |cell: &&Cell| !cell.text.is_empty();
        let last = grid.cells().iter().filter(filled).map(|cell| cell.row + 1).max().unwrap_or(0);
        grid.height().min(last.max(self.lines.len() as u16))
    }

    /// One cell of the block. Where nothing begins, only a blank may stand.
    fn put(&self, report: &Report, cell: &Cell, line: &[Place], offer: &mut Offer) -> Result<Option<Slot>, String> {
        let column = self.column + usize::from(cell.col);
        let Some(place) = line.iter().find(|p| p.from == column) else {
            return if cell.text.is_empty() { Ok(None) } else { Err(self.no_cell(line, &cell.text)) };
        };
        match trouble(&cell.text) {
            None => offer.put(report, place.slot, &cell.text),
            Some(why) => offer.left.push((cell.text.clone(), report.form().name(place.slot), why)),
        }
        Ok(Some(place.slot))
    }

    fn too_wide(&self, grid: &Grid, end: usize) -> String {
        let first = self.lines.first().and_then(|line| line.iter().find(|p| p.from == self.column));
        let name = first.map_or(String::new(), |p| self.sheet.column_name(p.slot.column()));
        let (has, room) = (grid.width().to_string(), end.saturating_sub(self.column).to_string());
        ["粘贴的内容有 ", &has, " 列，从", &name, "往右只有 ", &room, " 列，放不下，所以没有填。", ONLY].concat()
    }

    fn too_long(&self, height: u16) -> String {
        let first = self.lines.first().and_then(|line| line.first());
        let name = first.map_or(String::new(), |p| self.sheet.row_name(p.slot.row()));
        let (has, room) = (height.to_string(), self.lines.len().to_string());
        ["粘贴的内容有 ", &has, " 行，从", &name, "往下只有 ", &room, " 行，放不下，所以没有填。", ONLY].concat()
    }

    fn no_cell(&self, line: &[Place], text: &str) -> String {
        let name = line.first().map_or(String::new(), |p| self.sheet.row_name(p.slot.row()));
        let count = line.len().to_string();
        ["粘贴的“", text, "”对着的地方没有格：", &name, "这一行只有 ", &count, " 格。所以没有填。", ONLY].concat()
    }
}

const ONLY: &str = "请从要填的第一格起粘贴，或者连同表头整表复制。";
