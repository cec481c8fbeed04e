//! Headings of strangers compared with those of the official form (表头比对).
//!
//! What is compared is a heading's number and its letters: spaces, punctuation, full and half width and the kind of
//! bracket make no difference. A heading that is nearly official is taken only where no other comes near it.

use std::sync::OnceLock;

use super::heading::Heading;

use crate::form::{Column, Edition, Form, Kind, Part, Print, Printed, Row, Sheet, Slot};
use crate::report::reading::is_invisible;

/// What an official heading is.
#[derive(Clone, Copy)]
pub(in crate::codec) enum Term {
    /// A row of the table with this id.
    Row(&'static str, &'static Row),
    /// A group of rows.
    Group(&'static str),
    /// A column of the table with this id.
    Column(&'static str, &'static Column),
    /// A heading over columns, or over row headings.
    Over(&'static str),
    /// What begins another section.
    Caption,
}

/// How well a heading fits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::codec) enum Fit {
    /// Same number, same letters.
    Exact,
    /// Same letters.
    Letters,
    /// Nearly the same letters.
    Near,
}

/// One way to understand a heading.
#[derive(Clone, Copy)]
pub(in crate::codec) struct Hit {
    pub term: Term,
    pub fit: Fit,
    /// Whether the official heading has a number and this one the same.
    pub numbered: bool,
    /// Whether the heading is so short that it needs more than its letters to be told from others.
    pub short: bool,
}

struct Entry {
    term: Term,
    heading: Heading,
    /// Whether it is so short that it needs more than its letters to be told from others.
    short: bool,
    /// Which of 元 万 亿 it may name, all or none of them; any if its own sums say theirs.
    units: Option<u8>,
}

/// Every heading of both editions.
pub(in crate::codec) struct Labels {
    entries: &'static [Entry],
    /// How many more headings are compared letter by letter: pages may be huge.
    patience: usize,
}

/// Longer texts are no headings, nor are they with longer remarks.
const LONGEST: usize = 60;
const LONGEST_REMARK: usize = 240;

impl Labels {
    pub(in crate::codec) fn new() -> Labels {
        static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
        let all = || {
            let mut entries = Entries(Vec::new());
            [Edition::E2021, Edition::E2019].into_iter().for_each(|edition| entries.learn(Form::of(edition)));
            entries.0
        };
        Labels { entries: ENTRIES.get_or_init(all), patience: 5000 }
    }

    /// Every way to understand the heading; none if it is not of the form.
    pub(in crate::codec) fn find(&mut self, text: &str) -> Vec<Hit> {
        let found = Heading::of(text);
        let mut hits = Vec::new();
        let is_long = found.letters.len() > LONGEST;
        let most = if found.is_closed { LONGEST_REMARK } else { LONGEST };
        if found.letters.is_empty() || found.letters.len() > most || self.swallows_another(&found) {
            return hits;
        }
        for entry in self.entries {
            if let Some(fit) = found.fit(&entry.heading, entry.short).filter(|_| may_be(&found, entry)) {
                hits.push(hit(&found, entry, fit));
            }
        }
        let worded = found.letters.iter().filter(|c| **c > '\u{3400}').count() > 2;
        if hits.is_empty() && worded && !is_long && self.patience > 0 {
            self.patience -= 1;
            self.near(&found, &mut hits);
        }
        hits
    }

    /// Whether its remark takes in another row: `行政处罚（含行政强制）` counts what two rows count.
    fn swallows_another(&self, found: &Heading) -> bool {
        let (own, remark) = (found.stem(), found.letters.get(found.stem..).unwrap_or_default());
        let is_in = |row: &[char]| row != own && row.len() > 3 && remark.windows(row.len()).any(|part| part == row);
        let is_row = |entry: &&Entry| matches!(entry.term, Term::Row(..));
        matches!(remark.first(), Some('含' | '包'))
            && self.entries.iter().filter(is_row).any(|entry| is_in(&entry.heading.letters))
    }

    fn near(&self, found: &Heading, hits: &mut Vec<Hit>) {
        let (mut best, mut second, mut nearest) = (usize::MAX, usize::MAX, None::<&Entry>);
        for entry in self.entries {
            if found.is_far(&entry.heading) {
                continue;
            }
            let away = found.distance(&entry.heading);
            if nearest.is_some_and(|n| n.heading.letters == entry.heading.letters) {
                continue;
            }
            // Between two as near, the number decides: `（三）不予以公开`.
            let apart = |entry: &Entry| found.number != 0 && found.number != entry.heading.number;
            let rank = |entry: &Entry, away: usize| away.saturating_add(2 * usize::from(apart(entry)));
            let is_nearer = away < best || away == best && nearest.is_some_and(|n| apart(n) && !apart(entry));
            if is_nearer {
                second = second.min(nearest.map_or(best, |n| rank(n, best)));
                (best, nearest) = (away, Some(entry));
            } else {
                second = second.min(rank(entry, away));
            }
        }
        let Some(nearest) = nearest else { return };
        if best > nearest.heading.letters.len() / 4 || best * 2 >= second {
            return;
        }
        for entry in self.entries {
            if entry.heading.letters == nearest.heading.letters && may_be(found, entry) {
                hits.push(hit(found, entry, Fit::Near));
            }
        }
    }
}

struct Entries(Vec<Entry>);

impl Entries {
    fn learn(&mut self, form: &'static Form) {
        for Part { heading, .. } in form.desc.parts {
            self.add(Term::Caption, heading);
        }
        for sheet in &form.sheets {
            let table = sheet.table;
            for row in table.rows.iter().chain(table.lump.as_ref().map(|l| &l.row)) {
                self.add(Term::Row(table.id, row), row.label);
                row.groups.iter().for_each(|group| self.add(Term::Group(group), group));
            }
            for column in table.columns {
                self.add(Term::Column(table.id, column), column.label);
                column.group.iter().for_each(|group| self.add(Term::Over(group), group));
            }
            match &table.print {
                Print::Matrix { corner, top } => [corner, top].iter().for_each(|text| self.add(Term::Over(text), text)),
                Print::Lines(lines) => lines.iter().copied().flatten().for_each(|piece| match piece {
                    Printed::Caption(text) => self.add(Term::Caption, text),
                    Printed::Head(text, ..) => self.add(Term::Over(text), text),
                    Printed::RowHead(_) | Printed::Cell(..) => {}
                }),
            }
            sheet.cells.iter().for_each(|slot| self.learn_unit(sheet, *slot));
        }
    }

    /// The unit of a sum may stand in its row's heading as well as in its column's.
    fn learn_unit(&mut self, sheet: &'static Sheet, slot: Slot) {
        let Some(Column { kind: Kind::Money { unit }, .. }) = sheet.column(slot.column()) else { return };
        for entry in &mut self.0 {
            let is_its = match entry.term {
                Term::Row(table, row) => table == slot.table() && row.id == slot.row(),
                Term::Column(table, column) => table == slot.table() && column.id == slot.column(),
                _ => false,
            };
            if is_its {
                entry.units = unit.map(|unit| Heading::of(unit).units);
            }
        }
    }

    /// A heading that is known by its letters already is known better: as a row or a column.
    fn add(&mut self, term: Term, text: &'static str) {
        let heading = Heading::of(text);
        let known = |e: &Entry| {
            let same = match (term, e.term) {
                (Term::Row(a, r), Term::Row(b, s)) => a == b && r.id == s.id,
                (Term::Column(a, c), Term::Column(b, d)) => a == b && c.id == d.id,
                (Term::Row(..) | Term::Column(..), _) => false,
                (Term::Group(_), Term::Row(..)) => false,
                _ => true,
            };
            same && e.heading.letters == heading.letters
        };
        if !self.0.iter().any(known) {
            let short = heading.letters.len() < 3 && !is_alone(term, &heading);
            let units = Some(heading.units);
            self.0.push(Entry { term, heading, short, units });
        }
    }
}

/// Whether nothing else in the heading says that it is another one.
fn may_be(found: &Heading, entry: &Entry) -> bool {
    // A short one is known by its number or its group: `9.其他` is not `3.其他`.
    let is_renumbered = entry.short && found.number != 0 && found.number != entry.heading.number;
    let units = found.units == 0 || entry.units.is_none_or(|units| found.units == units);
    units && !is_renumbered && !found.means_other_than(&entry.heading)
}

fn hit(found: &Heading, entry: &Entry, fit: Fit) -> Hit {
    let official = &entry.heading;
    let numbered = official.number != 0 && found.number == official.number;
    Hit { term: entry.term, fit, numbered, short: entry.short }
}

/// Whether a row's heading is no other row's or column's, however short.
fn is_alone(term: Term, heading: &Heading) -> bool {
    heading.number == 0 && matches!(term, Term::Row(_, row) if row.groups.is_empty())
}

/// A heading as it is quoted: without the white space of its layout, full and half width alike.
pub(in crate::codec) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for c in text.chars() {
        if !c.is_whitespace() && !is_invisible(c) {
            quoted.push(c);
        }
    }
    quoted
}

/// Whether a text is a part's heading, whatever became of its wording: the part's number, and most of its letters
/// in their order.
pub(in crate::codec) fn is_part(text: &str, part: &Part) -> bool {
    let (found, official) = (Heading::of(text), Heading::of(part.heading));
    if found.number != official.number || found.letters.len() > 2 * official.letters.len() {
        return false;
    }
    let mut line = vec![0usize; found.letters.len() + 1];
    for x in &official.letters {
        let mut diagonal = 0;
        for (j, y) in found.letters.iter().enumerate() {
            let common = if x == y { diagonal + 1 } else { line[j].max(line[j + 1]) };
            diagonal = line[j + 1];
            line[j + 1] = common;
        }
    }
    // It may be another part's heading under this one's number.
    let is_other = |other: &Part| other.id != part.id && Heading::of(other.heading).letters == found.letters;
    line.last().is_some_and(|common| common * 10 >= official.letters.len() * 6)
        && !Form::of(Edition::E2021).desc.parts.iter().any(is_other)
}
