//! What the form prints under one head of columns (一张表，或者表二的一节): its columns, and its rows in their order.

use super::events::Row as Numbers;
use super::lines::Value;
use super::pieces::{are_pieces, halves, is_piece, letters};
use std::collections::BTreeMap;

use crate::codec::recognise::labels::{Fit, Hit, Labels, Term};
use crate::form::{Edition, Form, Print, Printed, Row, Sheet, Slot, Table};

/// A row, its cells, and the letters of its heading.
pub(super) struct Official {
    pub row: &'static Row,
    pub slots: Vec<Slot>,
    pub letters: String,
}

pub(super) struct Section {
    pub table: &'static str,
    /// The number of the 项 it stands under.
    pub item: char,
    pub columns: Vec<&'static str>,
    pub rows: Vec<Official>,
    /// The letters of the groups its rows stand under, and of all that is printed over its columns.
    pub groups: Vec<String>,
    pub heads: Vec<String>,
    /// The letters of the highest headings over its columns, from left to right.
    pub tops: Vec<String>,
    /// The row that stands for others, and these, by their place.
    pub lump: Option<(usize, Vec<usize>)>,
}

/// How a row's own line names it.
pub(super) enum Named {
    /// It is this one.
    Row(usize),
    /// It has no words, or they leave it open: it may be one of these, or any if there are none.
    Open(Vec<usize>),
    /// Its words are no row's.
    Strange,
}

/// Headings looked up once each.
pub(super) struct Finder {
    labels: Labels,
    found: BTreeMap<String, Vec<Hit>>,
}

impl Finder {
    pub(super) fn new() -> Finder {
        Finder { labels: Labels::new(), found: BTreeMap::new() }
    }

    pub(super) fn find(&mut self, text: &str) -> Vec<Hit> {
        match self.found.get(text) {
            Some(hits) => hits.clone(),
            None => {
                let hits = self.labels.find(text);
                self.found.insert(text.to_owned(), hits.clone());
                hits
            }
        }
    }
}

impl Section {
    fn of(table: &'static Table, item: char) -> Section {
        let (rows, columns) = (Vec::new(), Vec::new());
        let (groups, heads, tops) = (Vec::new(), Vec::new(), Vec::new());
        Section { table: table.id, item, columns, rows, groups, heads, tops, lump: None }
    }

    fn add(&mut self, row: &'static Row) {
        self.rows.push(Official { row, slots: Vec::new(), letters: letters(row.label) });
        for group in row.groups {
            let group = letters(group);
            if !self.groups.contains(&group) {
                self.groups.push(group);
            }
        }
    }

    /// Table three of both editions: with the row that stands undivided in one of them before those it stands for.
    pub(super) fn three() -> Option<Section> {
        let Sheet { table, .. } = Form::of(Edition::E2021).table("table3")?;
        let mut section = Section::of(table, ' ');
        let lump = table.lump.as_ref()?;
        for row in table.rows {
            if lump.replaces.first() == Some(&row.id) {
                section.lump = Some((section.rows.len(), Vec::new()));
                section.add(&lump.row);
            }
            if let Some((_, parts)) = section.lump.as_mut().filter(|_| lump.replaces.contains(&row.id)) {
                parts.push(section.rows.len());
            }
            section.add(row);
        }
        for column in table.columns {
            section.columns.push(column.label);
            section.heads.push(letters(column.label));
            section.heads.extend(column.group.map(letters));
            section.tops.push(letters(column.group.unwrap_or(column.label)));
            for official in &mut section.rows {
                official.slots.extend(Slot::at(table.id, official.row.id, column.id));
            }
        }
        section.tops.dedup();
        if let Print::Matrix { corner, top } = &table.print {
            section.heads.extend([letters(corner), letters(top)]);
        }
        Some(section)
    }

    /// The sections of table two of both editions.
    pub(super) fn two() -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for edition in [Edition::E2021, Edition::E2019] {
            let Some(Sheet { table, .. }) = Form::of(edition).table("table2") else { continue };
            let Print::Lines(lines) = &table.print else { continue };
            for piece in lines.iter().copied().flatten() {
                add_piece(&mut sections, table, piece);
            }
        }
        sections
    }

    /// Whether it is table three: no other has so many numbers in a row that they tell it by themselves.
    pub(super) fn is_wide(&self) -> bool {
        self.columns.len() == WIDE
    }

    /// Which row the words beside the numbers name.
    pub(super) fn named(&self, words: &[String], labels: &mut Finder) -> Named {
        let found = letters(&words.concat());
        if words.is_empty() {
            return Named::Open(Vec::new());
        }
        // Before a row's heading there may stand what reaches down from its groups.
        for from in 0..words.len().min(40) {
            let before = letters(&words.get(..from).unwrap_or_default().concat());
            if !before.is_empty() && !are_pieces(&before, &self.groups) {
                break;
            }
            if let Some(row) = self.row(&words.get(from..).unwrap_or_default().concat(), labels) {
                return Named::Row(row);
            }
        }
        if let Some(row) = self.behind_group(&found) {
            return Named::Row(row);
        }
        let open = self.rows_with(&found);
        if open.is_empty() && !are_pieces(&found, &self.groups) { Named::Strange } else { Named::Open(open) }
    }

    /// The row with this heading.
    fn row(&self, text: &str, labels: &mut Finder) -> Option<usize> {
        let mut found = None;
        for hit in labels.find(text) {
            let Term::Row(table, row) = hit.term else { continue };
            if table != self.table || hit.short && hit.fit != Fit::Exact {
                continue;
            }
            let at = self.rows.iter().position(|official| official.row.id == row.id);
            if found.is_some() && at.is_some() && at != found {
                return None;
            }
            found = found.or(at);
        }
        found
    }

    /// A whole heading with a piece of a group grown on to it: `予处理4.无正当理由大量反复申请`.
    fn behind_group(&self, found: &str) -> Option<usize> {
        let fits = |official: &Official| {
            let group = found.strip_suffix(official.letters.as_str());
            group.is_some_and(|group| !group.is_empty() && are_pieces(group, &self.groups))
        };
        self.rows.iter().position(fits)
    }

    /// The rows of which these letters are a piece, alone or with a piece of a group before or behind them.
    pub(super) fn rows_with(&self, found: &str) -> Vec<usize> {
        let mut rows = self.rows_of_piece(found);
        if rows.is_empty() {
            for (a, b) in halves(found) {
                if is_piece(a, &self.groups) {
                    rows.extend(self.rows_of_piece(b));
                } else if is_piece(b, &self.groups) {
                    rows.extend(self.rows_of_piece(a));
                }
            }
            rows.sort_unstable();
            rows.dedup();
        }
        rows
    }

    fn rows_of_piece(&self, found: &str) -> Vec<usize> {
        let mut rows = Vec::new();
        for (at, official) in self.rows.iter().enumerate() {
            if !found.is_empty() && official.letters.contains(found) {
                rows.push(at);
            }
        }
        rows
    }

    /// Whether words may stand among the rows and say nothing of them: of groups, or of the columns' heads.
    pub(super) fn is_aside(&self, words: &[String], found: &str) -> bool {
        let is_head = |word: &String| is_piece(&letters(word), &self.heads);
        found.is_empty() || are_pieces(found, &self.groups) || words.iter().all(is_head)
    }

    /// The row's heading as it stands, if it is another than the form's. Where a line may hold only a piece of it, a
    /// piece is none.
    pub(super) fn heading(&self, row: usize, words: &[String], is_whole: bool) -> String {
        let Some(official) = self.rows.get(row) else { return String::new() };
        let is_group = |word: &&String| are_pieces(&letters(word), &self.groups);
        let from = words.iter().take(words.len().saturating_sub(1)).take_while(is_group).count();
        let heading = words.get(from..).unwrap_or_default().concat();
        let found = letters(&heading);
        let is_other = if is_whole { found != official.letters } else { !official.letters.contains(&found) };
        if is_other { heading } else { String::new() }
    }

    /// The numbers of a row, if there are just as many as it has cells and none of them can have grown together or
    /// come apart. `head`: how many cells the columns' own line has, where cells are told by strokes.
    pub(super) fn cells<'v>(&self, row: usize, numbers: &'v Numbers, head: usize) -> Option<&'v [Value]> {
        let width = self.rows.get(row)?.slots.len();
        let values = &numbers.values;
        let blank = |v: &&Value| v.text.is_empty();
        let before = values.iter().take_while(blank).count();
        let behind = values.iter().rev().take_while(blank).count();
        let from = match numbers.cells {
            // A blank at the end may be what was put in for a cell that is lost.
            cells if cells > 0 && cells == head && behind == 0 => values.len().checked_sub(width)?,
            _ => before,
        };
        let inner = values.get(from..values.len().saturating_sub(behind))?;
        let is_sound = inner.len() == width && inner.iter().all(|v| is_sound(&v.text, width));
        let is_one_line = numbers.cells == 0 && values.windows(2).all(|two| matches!(two, [a, b] if a.line == b.line));
        let is_torn = width == WIDE && is_one_line && is_torn(inner);
        let is_sure = !numbers.is_cut && !is_spread(values, width) || adds_up(inner, width);
        (is_sound && !is_torn && is_sure).then_some(inner)
    }
}

/// The rows of table three have so many cells, and the last is the sum of the others.
const WIDE: usize = 7;

fn add_piece(sections: &mut Vec<Section>, table: &'static Table, piece: &'static Printed) {
    if let Printed::Caption(text) = piece {
        let item = letters(text).chars().nth(5).unwrap_or(' ');
        return sections.push(Section::of(table, item));
    }
    let Some(section) = sections.last_mut() else { return };
    match piece {
        Printed::Head(text, ..) if table.columns.iter().any(|c| c.label == *text) => {
            section.columns.push(text);
            section.heads.push(letters(text));
        }
        Printed::Head(text, ..) => section.heads.push(letters(text)),
        Printed::RowHead(id) => table.rows.iter().filter(|r| r.id == *id).for_each(|row| section.add(row)),
        Printed::Cell(row, column, _) => {
            if let Some(official) = section.rows.last_mut() {
                official.slots.extend(Slot::at(table.id, row, column));
            }
        }
        Printed::Caption(_) => {}
    }
}

/// Whether a number can be what stands in one cell: `00` is two zeros that met, and seven digits are no count of
/// applications.
fn is_sound(text: &str, width: usize) -> bool {
    let digits: String = text.chars().filter_map(|c| c.to_digit(10).or(wide(c))).map(|d| d.to_string()).collect();
    let zeros = digits.len() > 1 && digits.starts_with('0') && !text.contains('.');
    !zeros && (width < WIDE || digits.len() < 7)
}

fn wide(c: char) -> Option<u32> {
    ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32)
}

/// A number written in digits, in groups of three or not.
pub(super) fn number(value: &Value) -> Option<u64> {
    value.text.replace([',', '，'], "").parse().ok()
}

/// Whether these are a row of table three whose last number is the sum of the others: nothing is lost of them.
fn adds_up(values: &[Value], width: usize) -> bool {
    let Some((last, parts)) = values.split_last().filter(|_| width == WIDE) else { return false };
    number(last).is_some_and(|last| last == parts.iter().filter_map(number).sum::<u64>())
}

/// Whether some may be the letter-spaced digits of one number: two digits with one space between where cells stand
/// farther apart. A number does not begin with a zero.
pub(super) fn is_spread(values: &[Value], width: usize) -> bool {
    let is_digit = |v: &Value| v.text.len() == 1 && v.text.bytes().all(|b| b.is_ascii_digit());
    let pair = |two: &[Value]| matches!(two, [a, b] if is_digit(a) && a.text != "0" && is_digit(b) && b.gap == 1);
    let is_laid = values.iter().any(|v| v.gap > 2);
    width > 1 && is_laid && values.windows(2).any(pair)
}

/// Whether `1 207` may be one number and a cell blank: a number of three digits after a shorter one, in a row whose
/// numbers do not add up to its last.
fn is_torn(values: &[Value]) -> bool {
    let is_digits = |v: &Value, most: usize| v.text.len() <= most && number(v).is_some();
    let pair = |two: &[Value]| matches!(two, [a, b] if is_digits(a, 3) && b.text.len() == 3 && is_digits(b, 3));
    let Some((last, parts)) = values.split_last() else { return false };
    let sum: u64 = parts.iter().filter_map(number).sum();
    values.windows(2).any(pair) && number(last) != Some(sum)
}
