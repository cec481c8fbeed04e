//! Whether the words over the numbers are the form's columns in the form's order (栏目核对).

use std::borrow::Cow;

use super::events::Event;
use super::pieces::{count, letters, order, same_letters};
use super::places::{At, Leftmost, is_beside_rows, is_left};
use super::section::{Finder, Section};
use crate::codec::recognise::labels::Term;

/// What a line of words says as the head of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Nothing,
    /// It has columns of the table in their order.
    Fits,
    /// It has others, or in another order: its numbers are not what the form means.
    Otherwise,
}

/// Columns that sum up or compare: the form has none of them.
const OTHERS: [&str; 5] = ["小计", "占比", "同比", "去年同期", "上年同期"];

/// What the line says over the rows of a section whose columns are all its heads.
pub(super) fn says(section: &Section, words: &[String]) -> Says {
    let words: Vec<String> = words.iter().map(|word| letters(word)).filter(|word| !word.is_empty()).collect();
    let columns: Vec<String> = section.columns.iter().map(|column| letters(column)).collect();
    let is_group = |word: &&String| section.heads.iter().any(|head| !columns.contains(head) && head == *word);
    let own: Vec<String> = words.iter().filter(|word| !is_group(word)).cloned().collect();
    let (known, strange, fits) = order(&own, &columns);
    let others = words.iter().any(|word| OTHERS.iter().any(|other| word.contains(other)));
    match known {
        _ if others => Says::Otherwise,
        0 | 1 => Says::Nothing,
        _ if !fits || known > 3 && strange > 0 => Says::Otherwise,
        _ => Says::Fits,
    }
}

/// The head over a row of numbers: whether it lets them be what the form means, and how many cells it has where
/// cells are told by strokes and the last are the section's columns.
#[derive(Clone, Copy)]
pub(super) struct Over {
    pub is_trusted: bool,
    pub cells: usize,
    /// Whether there is one.
    pub is_there: bool,
}

const NONE: Over = Over { is_trusted: true, cells: 0, is_there: false };

/// For each event the head over it.
pub(super) fn over(section: &Section, events: &[Event]) -> Vec<Over> {
    let (mut now, mut in_head, mut all) = (NONE, true, Vec::new());
    let mut seen = Seen::none(section);
    for event in events {
        if let Event::Words { words, places, .. } = event {
            if !in_head {
                seen = Seen::none(section);
            }
            seen.add(section, &together(section, words));
            seen.left.add(places, &seen.names);
            now.is_trusted &= seen.is_usual(section);
        }
        match event {
            Event::Words { words, cells, .. } => match says(section, &together(section, words)) {
                Says::Otherwise => (now, in_head) = (Over { is_trusted: false, ..NONE }, true),
                Says::Fits => {
                    now.is_trusted |= !in_head;
                    now.cells = if is_whole(section, words) { *cells } else { 0 };
                    (now.is_there, in_head) = (true, true);
                }
                Says::Nothing => {}
            },
            Event::Row(row) if row.values.len() > 1 => in_head = false,
            Event::Fence(..) => (now, in_head) = (NONE, true),
            _ => {}
        }
        all.push(now);
    }
    all
}

/// Headings whose letters stand apart, `自 然 人 总 计`, as they are if all are whole; any other words as they stand.
fn together<'a>(section: &Section, words: &'a [String]) -> Cow<'a, [String]> {
    if words.len() < 4 || words.iter().any(|word| count(&letters(word)) > 1) {
        return Cow::Borrowed(words);
    }
    let (all, mut found) = (letters(&words.concat()), Vec::new());
    let mut rest = all.as_str();
    while !rest.is_empty() {
        let fits = section.heads.iter().filter(|head| !head.is_empty() && rest.starts_with(head.as_str()));
        let Some(head) = fits.max_by_key(|head| head.len()) else { return Cow::Borrowed(words) };
        rest = rest.get(head.len()..).unwrap_or_default();
        found.push(head.clone());
    }
    Cow::Owned(found)
}

/// What stood over the numbers so far.
struct Seen {
    /// The letters of the columns.
    names: Vec<String>,
    /// The columns seen whole, one after the other.
    columns: Vec<usize>,
    /// The highest headings seen whole, one after the other: columns of their own and groups of columns.
    tops: Vec<usize>,
    left: Leftmost,
}

impl Seen {
    fn none(section: &Section) -> Seen {
        let names: Vec<String> = section.columns.iter().map(|column| letters(column)).collect();
        let left = Leftmost::none(names.len());
        Seen { names, columns: Vec::new(), tops: Vec::new(), left }
    }

    fn add(&mut self, section: &Section, words: &[String]) {
        self.columns.extend(words.iter().filter_map(|word| column(section, word)));
        let tops: Vec<usize> = words.iter().filter_map(|word| top(section, word)).collect();
        // Two lines may be one row of the table whose headings reach down unlike far; words alone are told in order.
        match words.len() {
            1 => self.tops.extend(tops),
            _ => self.tops = tops,
        }
    }

    /// Whether all that was seen stands as the form has it.
    fn is_usual(&self, section: &Section) -> bool {
        is_usual(section, &self.columns) && self.tops.is_sorted() && self.is_first_left()
    }

    /// Whether the first column is not right of those that follow, where these stand beside the names of rows.
    fn is_first_left(&self) -> bool {
        let last = self.names.len().saturating_sub(1);
        let Some(first) = self.left.of(0) else { return true };
        let fits = |other: At| is_left(first, other) || !is_beside_rows(other);
        (1..last).filter_map(|column| self.left.of(column)).all(fits)
    }
}

/// The highest heading that a word names in whole.
fn top(section: &Section, word: &str) -> Option<usize> {
    let word = letters(word);
    section.tops.iter().position(|top| *top == word)
}

/// The column that a word names in whole.
fn column(section: &Section, word: &str) -> Option<usize> {
    let word = letters(word);
    section.columns.iter().position(|column| letters(column) == word)
}

/// Whether columns, seen one after the other, stand in the order of their places or in that of their print, in which
/// the last comes before those that stand deeper.
fn is_usual(section: &Section, seen: &[usize]) -> bool {
    let last = section.columns.len().saturating_sub(1);
    let (front, back) = seen.split_at(seen.iter().position(|column| *column == last).unwrap_or(seen.len()));
    let back: Vec<usize> = back.iter().copied().filter(|column| *column != last).collect();
    seen.len() <= last || front.iter().chain(&back).is_sorted() && (back.is_empty() || front.len() == 1)
}

/// Whether a line ends with all columns of the section.
fn is_whole(section: &Section, words: &[String]) -> bool {
    let from = words.len().checked_sub(section.columns.len());
    let last = from.and_then(|from| words.get(from..)).unwrap_or_default();
    !last.is_empty() && last.iter().zip(&section.columns).all(|(word, column)| letters(word) == letters(column))
}

/// Whether the words of a head are just the section's columns in their order, whole or torn over lines.
pub(super) fn is_head(section: &Section, lines: &[&[String]], labels: &mut Finder) -> bool {
    let mut words: Vec<&String> = Vec::new();
    for line in lines {
        words.extend(line.iter().filter(|word| !matches!(letters(word).as_str(), "信息内容" | "")));
    }
    let all: String = words.iter().map(|word| letters(word)).collect();
    let all = all.strip_prefix("信息内容").unwrap_or(&all).to_owned();
    let columns: Vec<String> = section.columns.iter().map(|column| letters(column)).collect();
    let whole: Vec<usize> = words.iter().filter_map(|word| column(section, word)).collect();
    let in_order = whole.is_sorted()
        && lines.iter().all(|line| {
            let line: Vec<String> = line.iter().map(|w| letters(w)).filter(|w| !w.starts_with("信息内容")).collect();
            order(&line, &columns) == (line.len(), 0, true)
        });
    all == columns.concat() || in_order && same_letters(&all, &columns.concat()) || are_columns(section, &words, labels)
}

/// Whether each word is one column's heading, in whatever of the usual spellings.
fn are_columns(section: &Section, words: &[&String], labels: &mut Finder) -> bool {
    let mut is_column = |word: &str, label: &str| {
        let hits = labels.find(word);
        hits.iter().any(|hit| matches!(hit.term, Term::Column(of, c) if of == section.table && c.label == label))
    };
    words.len() == section.columns.len()
        && words.iter().zip(&section.columns).all(|(word, label)| is_column(word, label))
}

/// Whether a line of words may belong to the head of the section.
pub(super) fn is_of_head(section: &Section, words: &[String]) -> bool {
    let all = letters(&words.concat());
    let all = all.strip_prefix("信息内容").unwrap_or(&all);
    all.is_empty() && !words.is_empty()
        || count(all) > 1
            && words.iter().all(|word| is_head_word(section, &letters(word)) || is_remarked(section, word))
}

/// Whether a word is a column with a remark: `处理决定数量（指办件量）`, `本年（2023）制发件数`.
fn is_remarked(section: &Section, word: &str) -> bool {
    let is_open = |c| matches!(c, '(' | '（');
    let Some((before, rest)) = word.split_once(is_open) else { return false };
    let after = rest.split_once([')', '）']).map_or("", |(_, after)| after);
    column(section, &[before, after].concat()).is_some()
}

fn is_head_word(section: &Section, word: &str) -> bool {
    let word = word.strip_prefix("信息内容").unwrap_or(word);
    word.is_empty() || section.heads.iter().any(|head| head.contains(word))
}
