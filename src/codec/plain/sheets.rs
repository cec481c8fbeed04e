//! The tables of a text, section by section (分表读取).

use std::collections::{BTreeMap, BTreeSet};

use super::events::{Event, Fence, Row, events};
use super::four::Four;
use super::heads::{is_head, is_of_head, over};
use super::lines::{Line, Value};
use super::order::{Stretch, place};
use super::section::{Finder, Named, Section};
use crate::codec::recognise::labels::quoted;
use crate::codec::recognise::{Found, MOST_UNPLACED, Unplaced, Why};
use crate::form::Slot;

/// What the tables of a text gave.
pub(super) struct Tables {
    pub found: Vec<Found>,
    pub unplaced: Vec<Unplaced>,
    /// For each line whether it has words or numbers of a table.
    pub lines: Vec<bool>,
}

struct Reader {
    two: Vec<Section>,
    three: Section,
    labels: Finder,
    four: Four,
    tables: Tables,
    /// For each event whether its numbers were placed.
    placed: Vec<bool>,
    /// Whether rows of numbers stand below table three's own heading.
    has_three: bool,
}

/// Reads every table of a text.
pub(super) fn read(lines: &[Line]) -> Tables {
    let tables = Tables { found: Vec::new(), unplaced: Vec::new(), lines: vec![false; lines.len()] };
    let (Some(three), Some(four)) = (Section::three(), Four::new()) else { return tables };
    let all = events(lines);
    let placed = vec![false; all.len()];
    let (two, labels, has_three) = (Section::two(), Finder::new(), has_rows(&all, THREE));
    let mut reader = Reader { two, three, labels, four, tables, placed, has_three };
    let mut from = 0;
    while from < all.len() {
        let rest = all.get(from + 1..).unwrap_or_default();
        let to = rest.iter().position(|e| matches!(e, Event::Fence(..))).map_or(all.len(), |next| from + 1 + next);
        reader.read(all.get(from..to).unwrap_or_default(), from);
        from = to;
    }
    reader.undo_doubled(&all);
    reader.four(&all);
    reader.finish(&all);
    reader.tables
}

/// The heading of table three.
const THREE: Fence = Fence::Part(2);

/// Whether rows of numbers stand between a heading and the next.
fn has_rows(events: &[Event], heading: Fence) -> bool {
    let mut is_in = false;
    events.iter().any(|event| match event {
        Event::Fence(fence, _) => {
            is_in = *fence == heading;
            false
        }
        Event::Row(row) => is_in && row.values.len() > 1,
        _ => false,
    })
}

impl Reader {
    /// Tables two and three from one heading to the next.
    fn read(&mut self, events: &[Event], offset: usize) {
        let fence = match events.first() {
            Some(Event::Fence(fence, _)) => Some(*fence),
            _ => None,
        };
        self.mark(events);
        if events.iter().any(|event| matches!(event, Event::Row(_))) {
            self.three(events, fence, offset);
            self.two(events, fence, offset);
        }
    }

    fn three(&mut self, events: &[Event], fence: Option<Fence>, offset: usize) {
        let is_top = |event: &Event| matches!(event, Event::Words { letters, .. } if letters == "申请人情况");
        let head = events.iter().take_while(|event| !matches!(event, Event::Row(_)));
        let begins = fence == Some(THREE) || head.into_iter().any(is_top);
        // A row by itself outside of the table is not the table's.
        let is_stray = self.has_three && fence != Some(THREE);
        let known = place(&self.three, &Stretch { events, begins, ends: true }, &mut self.labels);
        let over = over(&self.three, events);
        for (at, (row, over)) in known.into_iter().zip(over).enumerate() {
            let is_trusted = over.is_trusted && (over.is_there || !is_stray);
            if let (Some(row), Some(Event::Row(numbers)), true) = (row, events.get(at), is_trusted) {
                let found = found(&self.three, row, numbers, over.cells);
                self.take(found, offset + at);
            }
        }
    }

    /// Each head of columns of table two with the rows below it.
    fn two(&mut self, events: &[Event], fence: Option<Fence>, offset: usize) {
        let item = if let Some(Fence::Item(item)) = fence { Some(item) } else { None };
        let is_of = |section: &&Section| item.is_none_or(|item| section.item == item);
        let mut at = 0;
        while at < events.len() {
            let head = |event: &Event| matches!(event, Event::Words { words, .. } if self.is_head_of_two(words));
            let Some(from) = events.iter().skip(at).position(head).map(|step| at + step) else { return };
            let body = events.iter().skip(from).position(|event| !head(event)).map_or(events.len(), |n| from + n);
            let to = events.iter().skip(body).position(head).map_or(events.len(), |n| body + n);
            let lines: Vec<&[String]> = events.get(from..body).unwrap_or_default().iter().filter_map(words).collect();
            let labels = &mut self.labels;
            let fits: Vec<&Section> = self.two.iter().filter(is_of).filter(|s| is_head(s, &lines, labels)).collect();
            let is_sure = fits.len() == 1;
            let body_events = events.get(body..to).unwrap_or_default();
            let mut all = Vec::new();
            for section in fits {
                let stretch = Stretch { events: body_events, begins: is_sure, ends: is_sure };
                for (nth, row) in place(section, &stretch, labels).into_iter().enumerate() {
                    if let (Some(row), Some(Event::Row(numbers))) = (row, body_events.get(nth)) {
                        all.push((found(section, row, numbers, 0), offset + body + nth));
                    }
                }
            }
            all.into_iter().for_each(|(found, event)| self.take(found, event));
            at = to;
        }
    }

    fn is_head_of_two(&self, words: &[String]) -> bool {
        self.two.iter().any(|section| is_of_head(section, words))
    }

    fn take(&mut self, found: Vec<Found>, event: usize) {
        if let Some(placed) = self.placed.get_mut(event).filter(|_| !found.is_empty()) {
            *placed = true;
            self.tables.found.extend(found);
        }
    }

    /// Two tables three with different numbers: what only one of them shows may be either's.
    fn undo_doubled(&mut self, events: &[Event]) {
        if self.doubled() < 2 && !self.has_more(events) {
            return;
        }
        for found in std::mem::take(&mut self.tables.found) {
            if found.slot.table() != self.three.table {
                self.tables.found.push(found);
            } else if !found.text.is_empty() && self.tables.unplaced.len() < MOST_UNPLACED {
                let ((table, row, col), near) = (found.at, quoted(&found.row_label));
                self.tables.unplaced.push(Unplaced { text: found.text, table, row, col, near, why: Why::Twice });
            }
        }
    }

    /// How many rows of table three were found twice, with different sums.
    fn doubled(&self) -> usize {
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        let mut doubled: BTreeSet<&str> = BTreeSet::new();
        let is_sum = |found: &&Found| found.slot.table() == self.three.table && found.slot.column() == "total";
        for found in self.tables.found.iter().filter(is_sum) {
            if *first.entry(found.slot.row()).or_insert(&found.text) != found.text {
                doubled.insert(found.slot.row());
            }
        }
        doubled.len()
    }

    /// Whether there are more rows with as many numbers as table three can have, and some that are no copies were not
    /// placed.
    fn has_more(&self, events: &[Event]) -> bool {
        let texts = |row: &Row| row.values.iter().map(|value| value.text.clone()).collect::<Vec<_>>();
        let (mut placed, mut left, mut count) = (BTreeSet::new(), BTreeSet::new(), 0);
        for (event, is_placed) in events.iter().zip(&self.placed) {
            if let Event::Row(row) = event
                && row.values.len() == self.three.columns.len()
            {
                count += 1;
                if *is_placed {
                    placed.insert(texts(row))
                } else {
                    left.insert(texts(row))
                };
            }
        }
        count > self.three.rows.len() + 2 && !left.is_subset(&placed)
    }

    fn four(&mut self, events: &[Event]) {
        for placed in self.four.place(events) {
            let cells = placed.values.iter().zip(&placed.slots).map(|(value, slot)| cell(*slot, value, String::new()));
            self.tables.found.extend(cells);
            self.placed.iter_mut().take(placed.to).skip(placed.from).for_each(|is_placed| *is_placed = true);
        }
    }

    /// Notes which lines are words of a table.
    fn mark(&mut self, events: &[Event]) {
        for event in events {
            let Event::Words { line, words, letters, .. } = event else { continue };
            let is_own = self.three.is_aside(words, letters)
                || !self.three.rows_with(letters).is_empty()
                || self.is_head_of_two(words)
                || self.two.iter().any(|section| !section.rows_with(letters).is_empty())
                || self.four.is_head(words);
            self.tables.lines[*line] |= is_own;
        }
    }

    /// Says which numbers of the tables have no place.
    fn finish(&mut self, events: &[Event]) {
        let mut part = None;
        for (at, event) in events.iter().enumerate() {
            match event {
                Event::Fence(fence, line) => {
                    part = Some(*fence);
                    self.tables.lines[*line] |= matches!(fence, Fence::Item(_));
                }
                Event::Row(row) => {
                    let is_placed = self.placed.get(at) == Some(&true);
                    let named = self.named(row);
                    let in_table = matches!(part, Some(Fence::Item(_) | Fence::Part(1..=3)));
                    if is_placed || named || in_table {
                        row.values.iter().for_each(|value| self.tables.lines[value.line] = true);
                    }
                    if !is_placed && (named || in_table) {
                        self.leave(row, if named { Why::Line } else { Why::Row });
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether the words beside the numbers name a row.
    fn named(&mut self, row: &Row) -> bool {
        let labels = &mut self.labels;
        let sections = std::iter::once(&self.three).chain(&self.two);
        !row.words.is_empty() && sections.into_iter().any(|s| matches!(s.named(&row.words, labels), Named::Row(_)))
    }

    fn leave(&mut self, row: &Row, why: Why) {
        for value in row.values.iter().filter(|value| !value.text.is_empty()) {
            if self.tables.unplaced.len() == MOST_UNPLACED {
                return;
            }
            let (table, line, col) = at(value);
            let near = quoted(&row.words.concat());
            self.tables.unplaced.push(Unplaced { text: value.text.clone(), table, row: line, col, near, why });
        }
    }
}

fn words(event: &Event) -> Option<&[String]> {
    match event {
        Event::Words { words, .. } => Some(words),
        _ => None,
    }
}

/// The cells of a row of numbers, if it can be this row.
fn found(section: &Section, row: usize, numbers: &Row, head: usize) -> Vec<Found> {
    let Some(official) = section.rows.get(row) else { return Vec::new() };
    let Some(values) = section.cells(row, numbers, head) else { return Vec::new() };
    let label = section.heading(row, &numbers.words, numbers.cells > 0);
    values.iter().zip(&official.slots).map(|(value, slot)| cell(*slot, value, label.clone())).collect()
}

fn cell(slot: Slot, value: &Value, row_label: String) -> Found {
    Found { slot, text: value.text.clone(), at: at(value), row_label, column_label: String::new() }
}

fn at(value: &Value) -> (usize, u16, u16) {
    (0, u16::try_from(value.line + 1).unwrap_or(u16::MAX), value.nth)
}
