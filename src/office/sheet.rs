//! A worksheet of any program as blocks (工作表 → 内容块).
//!
//! Only cells that hold something are kept, wherever they stand. A row that holds nothing ends a table, and what stands
//! alone in its row above or below one is text.

use std::collections::{BTreeMap, BTreeSet};

use crate::codec::grid::{Builder, MOST_COLUMNS, MOST_PLACES, MOST_ROWS};
use crate::codec::intake::Doubt;
use crate::codec::markup::trimmed;
use crate::codec::recognise::{Block, has_headings};

/// The most cells of all sheets.
pub(super) const MOST_CELLS: usize = 1_000_000;
pub(super) const TOO_MANY: &str = "表格超出 1,000,000 个单元格，没有读取。";
/// The most merged ranges of a sheet.
pub(super) const MOST_MERGES: usize = 20_000;
/// How remarks below a table begin.
const REMARKS: [&str; 6] = ["注", "备注", "说明", "填报", "单位负责人", "审核"];
const TOO_WIDE: &str = "表格超过 2000 行或者 200 列，没有读取。请只留下年度报告的表格再试。";

/// A cell that holds something.
#[derive(Default)]
pub(super) struct Field {
    pub text: String,
    pub doubt: Option<&'static str>,
}

/// Cells made one: the first row and column, and the last.
#[derive(Clone, Copy)]
pub(super) struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

#[derive(Default)]
pub(super) struct Sheet {
    pub rows: BTreeMap<u32, BTreeMap<u32, Field>>,
    pub merges: Vec<Merge>,
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_cols: BTreeSet<u32>,
    /// How many cells of a row are there and hold nothing.
    pub blanks: BTreeMap<u32, u32>,
}

/// What was read of all sheets so far.
#[derive(Default)]
pub(super) struct Laid {
    pub blocks: Vec<Block>,
    pub doubts: Vec<Doubt>,
    tables: usize,
    places: usize,
}

impl Sheet {
    pub fn put(&mut self, row: u32, col: u32, field: Field) {
        if !trimmed(&field.text).is_empty() || field.doubt.is_some() {
            self.rows.entry(row).or_default().insert(col, field);
        } else {
            *self.blanks.entry(row).or_default() += 1;
        }
    }

    /// Whether something that is hidden holds something.
    pub fn hides(&self) -> bool {
        let hidden = |row: &u32, cells: &BTreeMap<u32, Field>| {
            self.hidden_rows.contains(row) || cells.keys().any(|col| self.hidden_cols.contains(col))
        };
        self.rows.iter().any(|(row, cells)| hidden(row, cells))
    }

    /// Takes out what is hidden, and closes up.
    fn without_hidden(self) -> Sheet {
        if self.hidden_rows.is_empty() && self.hidden_cols.is_empty() {
            return self;
        }
        let (rows, cols) = (Shift::of(&self.hidden_rows), Shift::of(&self.hidden_cols));
        let whole: BTreeMap<(u32, u32), Merge> = self.merges.iter().map(|m| ((m.top, m.left), *m)).collect();
        let mut seen = Sheet::default();
        for (row, count) in &self.blanks {
            if let Some((row, _)) = rows.range(*row, *row) {
                seen.blanks.insert(row, *count);
            }
        }
        for (row, cells) in self.rows {
            for (col, field) in cells {
                // What was made one with what is seen is seen there.
                let (bottom, right) = whole.get(&(row, col)).map_or((row, col), |m| (m.bottom, m.right));
                if let (Some((top, _)), Some((left, _))) = (rows.range(row, bottom), cols.range(col, right)) {
                    seen.put(top, left, field);
                }
            }
        }
        for merge in &self.merges {
            let (down, across) = (rows.range(merge.top, merge.bottom), cols.range(merge.left, merge.right));
            if let (Some((top, bottom)), Some((left, right))) = (down, across) {
                seen.merges.push(Merge { top, left, bottom, right });
            }
        }
        seen
    }

    /// # Errors
    /// One sentence for people.
    pub fn lay(self, laid: &mut Laid) -> Result<(), String> {
        let mut sheet = self.without_hidden();
        sheet.merges.retain(|m| m.top <= m.bottom && m.left <= m.right && (m.top, m.left) != (m.bottom, m.right));
        sheet.merges.sort_by_key(|m| (m.top, m.left));
        let mut open: Vec<u32> = Vec::new();
        let mut end = 0;
        let rows: Vec<u32> = sheet.rows.keys().copied().collect();
        let mut merges = sheet.merges.iter().peekable();
        for row in rows {
            if !open.is_empty() && row > end {
                sheet.segment(&std::mem::take(&mut open), laid)?;
            }
            open.push(row);
            end = end.max(row.saturating_add(1));
            // A cell over several rows holds them together.
            while let Some(merge) = merges.next_if(|merge| merge.top <= row) {
                let is_held = sheet.rows.get(&merge.top).is_some_and(|cells| cells.contains_key(&merge.left));
                end = if is_held { end.max(merge.bottom.saturating_add(1)) } else { end };
            }
        }
        sheet.segment(&open, laid)
    }

    /// Rows without a gap between them: texts, a table, texts.
    fn segment(&self, rows: &[u32], laid: &mut Laid) -> Result<(), String> {
        let is_alone = |row: &&u32| self.rows.get(row).is_some_and(|cells| cells.len() == 1);
        let alone = rows.iter().take_while(is_alone).count();
        let captions =
            rows.iter().take(alone).rev().take_while(|row| alone < rows.len() && self.is_caption(**row)).count();
        let above = alone - captions;
        let (texts, rest) = rows.split_at_checked(above).unwrap_or((rows, &[]));
        self.texts(texts, laid);
        let width = self.width(rest);
        let below = rest.iter().rev().take_while(|row| is_alone(row) && self.is_remark(**row, width)).count();
        let (table, remarks) = rest.split_at_checked(rest.len() - below).unwrap_or((rest, &[]));
        if let [first, .., last] | [first @ last] = table {
            let last = if remarks.is_empty() { self.last_line(*last, width) } else { *last };
            self.table(*first, last, laid)?;
        }
        self.texts(remarks, laid);
        Ok(())
    }

    /// The last row of a table: a line for numbers may still be blank.
    fn last_line(&self, last: u32, (left, right): (u32, u32)) -> u32 {
        let Some(next) = last.checked_add(1).filter(|next| !self.rows.contains_key(next)) else { return last };
        let blanks = self.blanks.get(&next).copied().unwrap_or(0);
        if right > left && blanks > (right - left) / 2 { next } else { last }
    }

    /// Whether what stands alone in its row is a heading of the form, and so belongs to the table below it.
    fn is_caption(&self, row: u32) -> bool {
        let Some(field) = self.rows.get(&row).and_then(|cells| cells.values().next()) else { return false };
        let mut builder = Builder::new();
        builder.push(trimmed(&field.text), 1, 1);
        has_headings(&builder.finish(MOST_PLACES))
    }

    fn texts(&self, rows: &[u32], laid: &mut Laid) {
        for field in rows.iter().filter_map(|row| self.rows.get(row)).flat_map(BTreeMap::values) {
            for line in field.text.split('\n') {
                let text = trimmed(line);
                if !text.is_empty() {
                    laid.blocks.push(Block::Text { text, rise: 0 });
                }
            }
        }
    }

    /// Whether what stands alone in its row below a table is a remark, and not the name of a row left blank.
    fn is_remark(&self, row: u32, (left, right): (u32, u32)) -> bool {
        let Some((col, field)) = self.rows.get(&row).and_then(BTreeMap::first_key_value) else { return false };
        let text = trimmed(&field.text);
        let mut merges = self.merges(row, row).iter();
        let is_whole = *col == left && merges.any(|m| (m.left, m.right) == (left, right));
        is_whole || text.ends_with(['。', '；']) || REMARKS.iter().any(|word| text.starts_with(word))
    }

    /// The merges that begin in some rows; they are sorted.
    fn merges(&self, first: u32, last: u32) -> &[Merge] {
        let (from, to) =
            (self.merges.partition_point(|m| m.top < first), self.merges.partition_point(|m| m.top <= last));
        self.merges.get(from..to).unwrap_or_default()
    }

    /// The first and the last column of some rows.
    fn width(&self, rows: &[u32]) -> (u32, u32) {
        let (mut left, mut right) = (u32::MAX, 0);
        for cells in rows.iter().filter_map(|row| self.rows.get(row)) {
            left = cells.keys().next().map_or(left, |first| left.min(*first));
            right = cells.keys().next_back().map_or(right, |last| right.max(*last));
        }
        if let ([first, ..], [.., last]) = (rows, rows) {
            for merge in self.merges(*first, *last) {
                let is_held = self.rows.get(&merge.top).is_some_and(|cells| cells.contains_key(&merge.left));
                right = if is_held { right.max(merge.right) } else { right };
            }
        }
        (left, right)
    }

    fn table(&self, first: u32, last: u32, laid: &mut Laid) -> Result<(), String> {
        let held: Vec<u32> = self.rows.range(first..=last).map(|(row, _)| *row).collect();
        let (left, right) = self.width(&held);
        let area = u64::from(right.saturating_sub(left) + 1) * u64::from(last - first + 1);
        if area > (MOST_PLACES - laid.places.min(MOST_PLACES)) as u64 {
            return Err(TOO_MANY.to_owned());
        }
        if last - first >= MOST_ROWS.into() || right.saturating_sub(left) >= MOST_COLUMNS.into() {
            return Err(TOO_WIDE.to_owned());
        }
        let begins: BTreeMap<(u32, u32), &Merge> =
            self.merges(first, last).iter().map(|m| ((m.top, m.left), m)).collect();
        let (mut builder, mut doubts, mut covered) = (Builder::new(), Vec::new(), Covered::default());
        let blank = Field::default();
        for row in first..=last {
            builder.begin_row();
            for col in left..=right {
                if covered.has(row, col) {
                    continue;
                }
                let field = self.rows.get(&row).and_then(|cells| cells.get(&col)).unwrap_or(&blank);
                let merge = begins.get(&(row, col));
                let (below, beside) = merge.map_or((row, col), |m| (m.bottom.min(last), m.right.min(right)));
                covered.add(col, below, beside);
                builder.push(trimmed(&field.text), beside - col + 1, below - row + 1);
                doubts.push(field.doubt);
            }
        }
        let grid = builder.finish_as_it_is(MOST_PLACES - laid.places.min(MOST_PLACES));
        if grid.cut() > 0 {
            return Err(TOO_WIDE.to_owned());
        }
        laid.tables += 1;
        laid.places += grid.area();
        let placed = grid.cells().iter().zip(doubts);
        let doubts = placed.filter_map(|(cell, why)| Some(((laid.tables, cell.row + 1, cell.col + 1), why?)));
        laid.doubts.extend(doubts.map(|(at, why)| Doubt { at, why: why.to_owned() }));
        laid.blocks.push(Block::Table(grid));
        Ok(())
    }
}

/// For each column the last row that a cell above reaches into.
#[derive(Default)]
struct Covered(BTreeMap<u32, u32>);

impl Covered {
    fn has(&self, row: u32, col: u32) -> bool {
        self.0.get(&col).is_some_and(|until| *until > row)
    }

    fn add(&mut self, left: u32, bottom: u32, right: u32) {
        for col in left..=right {
            self.0.insert(col, bottom + 1);
        }
    }
}

/// Where rows or columns come to stand without the hidden ones.
struct Shift(Vec<u32>);

impl Shift {
    fn of(hidden: &BTreeSet<u32>) -> Shift {
        Shift(hidden.iter().copied().collect())
    }

    /// How many hidden ones lie before.
    fn before(&self, at: u32) -> u32 {
        self.0.partition_point(|hidden| *hidden < at) as u32
    }

    /// The first and the last that is left of a range, in its new place.
    fn range(&self, first: u32, last: u32) -> Option<(u32, u32)> {
        let gone = self.before(last.saturating_add(1)) - self.before(first);
        let left = (last - first + 1).checked_sub(gone).filter(|left| *left > 0)?;
        let top = first - self.before(first);
        Some((top, top + left - 1))
    }
}
