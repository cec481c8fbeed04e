//! Four four in a text: fifteen numbers after the names of three groups, or five after one (复议诉讼).

use super::events::{Event, Fence};
use super::lines::Value;
use super::pieces::{halves, is_piece, letters, order};
use super::places::{Leftmost, is_left};
use super::section::{is_spread, number};
use crate::form::{Edition, Form, Sheet, Slot};

/// The table's place among the parts.
const PART: usize = 3;

/// What stands over the last two groups.
const SUITS: &str = "行政诉讼";

pub(super) struct Four {
    /// The three rows: the letters of their names, and their cells.
    names: Vec<String>,
    cells: Vec<Vec<Slot>>,
    columns: Vec<String>,
    /// The letters of 行政复议, 未经复议直接起诉 and 复议后起诉, and of 行政诉讼 over the last two.
    groups: Vec<String>,
    heads: Vec<String>,
}

impl Four {
    pub(super) fn new() -> Option<Four> {
        let Sheet { table, .. } = Form::of(Edition::E2021).table("table4")?;
        let (names, cells, columns, groups) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut four = Four { names, cells, columns, groups, heads: vec![letters(SUITS)] };
        four.columns.extend(table.columns.iter().map(|column| letters(column.label)));
        for row in table.rows {
            four.names.push(letters(row.label));
            four.cells.push(table.columns.iter().filter_map(|c| Slot::at(table.id, row.id, c.id)).collect());
        }
        four.groups.extend(four.names.iter().cloned().chain([letters(SUITS)]));
        four.heads.extend(four.names.iter().chain(&four.columns).cloned());
        Some(four)
    }

    /// Whether a line of words is part of the head, torn or whole.
    pub(super) fn is_head(&self, words: &[String]) -> bool {
        words.iter().all(|word| {
            let word = letters(word);
            is_piece(&word, &self.heads) || self.is_run(&word)
        })
    }

    /// Everything of table four that can be placed.
    pub(super) fn place<'a>(&self, events: &'a [Event]) -> Vec<Placed<'a>> {
        let (mut placed, mut part, mut at) = (Vec::new(), None, 0);
        while let Some(event) = events.get(at) {
            let mut to = at + 1;
            match event {
                Event::Fence(fence, _) => part = Some(*fence),
                Event::Row(first) => {
                    let mut values: Vec<&Value> = first.values.iter().collect();
                    while let Some(Event::Row(next)) = events.get(to).filter(|_| first.words.is_empty()) {
                        if !next.words.is_empty() {
                            break;
                        }
                        values.extend(&next.values);
                        to += 1;
                    }
                    let head = Head::before(self, events, at, &first.words);
                    let is_part = part == Some(Fence::Part(PART));
                    let slots = head.slots(self, &values, is_part).filter(|_| are_cells(&values, first.cells));
                    // The rest of its last number may stand on the next line.
                    let slots = slots.filter(|_| first.words.is_empty() || !first.is_cut);
                    placed.extend(slots.map(|slots| Placed { values, slots, from: at, to }));
                }
                _ => {}
            }
            at = to;
        }
        placed
    }

    /// Headings without spaces between them: `行政复议行政诉讼`, `维持纠正结果审结`.
    fn is_run(&self, word: &str) -> bool {
        let mut rest = word;
        while !rest.is_empty() {
            let longest = halves(rest).filter(|(a, _)| is_piece(a, &self.heads)).last();
            match longest {
                _ if is_piece(rest, &self.heads) => return true,
                Some((_, after)) => rest = after,
                None => return false,
            }
        }
        true
    }
}

/// Numbers with the cells they are, and the events they come from.
pub(super) struct Placed<'a> {
    pub values: Vec<&'a Value>,
    pub slots: Vec<Slot>,
    pub from: usize,
    pub to: usize,
}

/// The longest head, in lines.
const HEAD: usize = 80;

/// The words over a row of numbers.
struct Head {
    /// The rows named, in the order of the text.
    named: Vec<usize>,
    /// Whether some words over the numbers belong to the head.
    is_there: bool,
    /// Whether its columns stand in another order, or something else stands between it and the numbers.
    is_other: bool,
    /// Whether all columns stand whole over the numbers.
    is_whole: bool,
}

/// How far left on the page the headings begin.
struct Left {
    columns: Leftmost,
    groups: Leftmost,
}

impl Left {
    fn none(table: &Four) -> Left {
        Left { columns: Leftmost::none(table.columns.len()), groups: Leftmost::none(table.groups.len()) }
    }

    /// Whether 行政复议 stands before 行政诉讼: on the page where that shows, else in the text.
    fn are_groups_in_order(&self, table: &Four, all: &str) -> bool {
        let (review, suits) = (table.groups.first(), table.groups.last());
        let first = |name: Option<&String>| name.and_then(|name| all.find(name.as_str()));
        let is_told_first = first(review).zip(first(suits)).is_none_or(|(review, suits)| review < suits);
        let at = |group: usize| self.groups.of(group);
        let are_left = |a: usize, b: usize| at(a).zip(at(b)).is_none_or(|(a, b)| is_left(a, b));
        match at(0).zip(at(table.names.len())) {
            Some((review, suits)) if review != suits => is_left(review, suits) && are_left(0, 1) && are_left(1, 2),
            _ => is_told_first,
        }
    }
}

impl Head {
    fn before(table: &Four, events: &[Event], at: usize, own: &[String]) -> Head {
        let mut lines: Vec<&[String]> = vec![own];
        let (mut is_other, mut left) = (false, Left::none(table));
        for event in events.get(..at).unwrap_or_default().iter().rev().take(HEAD) {
            match event {
                Event::Words { words, places, .. } if table.is_head(words) => {
                    lines.push(words);
                    left.columns.add(places, &table.columns);
                    left.groups.add(places, &table.groups);
                }
                // A note or a strange column.
                Event::Words { letters, .. } => {
                    let is_remark = letters.starts_with("单位") || letters.starts_with('表');
                    is_other = lines.len() == 1 && own.is_empty() && letters.chars().count() < 8 && !is_remark;
                    break;
                }
                // A line of its own for each group: they have their head in common.
                Event::Row(row) if !own.is_empty() && !row.words.is_empty() => {}
                _ => break,
            }
        }
        lines.reverse();
        is_other |= !lines.iter().all(|line| is_ordered(table, line)) || !table.is_head(own);
        let whole = whole(table, &lines);
        is_other |= !is_in_turn(table, &whole);
        let is_whole = whole.len() >= table.columns.len() || lines.iter().any(|line| is_glued(table, line));
        let all: String = lines.iter().map(|line| letters(&line.concat())).collect();
        is_other |= !left.columns.is_in_order() || !left.are_groups_in_order(table, &all);
        let named = if own.is_empty() { named(table, &all) } else { named(table, &letters(&own.concat())) };
        Head { named, is_there: lines.len() > 1, is_other, is_whole }
    }

    /// The cells of the numbers: as many fives as groups are named, in the form's order.
    fn slots(&self, table: &Four, values: &[&Value], is_part: bool) -> Option<Vec<Slot>> {
        let width = table.columns.len();
        let all = table.names.len();
        let rows: Vec<usize> = match values.len() / width.max(1) {
            // Nothing else has so many numbers.
            n if n == all && (self.is_there || is_part) && (self.named.len() < all) => (0..all).collect(),
            _ => self.named.clone(),
        };
        // Where each number has a line of its own, these are not always in the order of the cells: the head tells.
        let is_told = self.is_whole || !self.is_there || values.windows(2).all(|two| two[0].line == two[1].line);
        let is_sound = is_told && values.iter().all(|v| is_sound(&v.text)) && !is_doubtful(values, width);
        let fits = !rows.is_empty() && values.len() == rows.len() * width && (rows.len() == all || self.is_there);
        if !fits || self.is_other || !is_sound || !self.named.is_sorted() {
            return None;
        }
        Some(rows.iter().filter_map(|row| table.cells.get(*row)).flatten().copied().collect())
    }
}

/// Whether some may be the digits of one number, where those of a group do not add up to its last.
fn is_doubtful(values: &[&Value], width: usize) -> bool {
    let values: Vec<Value> = values.iter().map(|value| (*value).clone()).collect();
    let adds_up = |group: &[Value]| match group.split_last() {
        Some((last, parts)) => number(last) == Some(parts.iter().filter_map(number).sum()),
        None => false,
    };
    is_spread(&values, width) && !values.chunks(width.max(1)).all(adds_up)
}

/// Whether each stands in a cell of its own; blank ones do where strokes say so, and not at the ends, where they may
/// have been put in for cells that are lost.
fn are_cells(values: &[&Value], cells: usize) -> bool {
    let is_filled = |value: Option<&&Value>| value.is_some_and(|value| !value.text.is_empty());
    values.iter().all(|value| is_filled(Some(value)))
        || cells >= values.len() && is_filled(values.first()) && is_filled(values.last())
}

/// Counts of suits are short, and `00` is two zeros that met.
fn is_sound(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    digits < 7 && (digits < 2 || !text.starts_with(['0', '０']))
}

/// The rows whose whole names stand in the letters, in the order of the text.
fn named(table: &Four, all: &str) -> Vec<usize> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (row, name) in table.names.iter().enumerate() {
        found.extend(all.find(name.as_str()).map(|at| (at, row)));
    }
    found.sort_unstable();
    found.into_iter().map(|(_, row)| row).collect()
}

/// The columns that stand whole over the numbers, line after line.
fn whole(table: &Four, lines: &[&[String]]) -> Vec<usize> {
    let column = |word: &String| table.columns.iter().position(|column| *column == letters(word));
    lines.iter().copied().flatten().filter_map(column).collect()
}

/// Whether a line is all columns without a space between them, once or for each of the groups.
fn is_glued(table: &Four, words: &[String]) -> bool {
    let (found, columns) = (letters(&words.concat()), table.columns.concat());
    !found.is_empty() && [1, table.names.len()].iter().any(|times| found == columns.repeat(*times))
}

/// Whether these come in their turn.
fn is_in_turn(table: &Four, whole: &[usize]) -> bool {
    let width = table.columns.len().max(1);
    !whole.len().is_multiple_of(width) || whole.iter().enumerate().all(|(at, column)| *column == at % width)
}

/// Whether the columns in a line stand in the form's order, once or for each of the groups.
fn is_ordered(table: &Four, words: &[String]) -> bool {
    let words: Vec<String> = words.iter().map(|word| letters(word)).collect();
    let is_column = |word: &&String| is_piece(word, &table.columns);
    let own: Vec<String> = words.iter().filter(is_column).cloned().collect();
    let thrice = [&*table.columns, &*table.columns, &*table.columns].concat();
    let (_, _, fits) = order(&own, &thrice);
    let once = own.len() > table.columns.len() || order(&own, &table.columns).2;
    fits && (once || own.iter().any(|word| word.chars().count() < 3))
}
