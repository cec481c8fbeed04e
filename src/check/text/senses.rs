//! What a number may count (口径): the cells each topic can mean, those meant most often first.

use super::facts::Facts;
use crate::form::Slot;
use crate::form::cues::{APPLICANTS, Cue, Cues, OUTCOMES, RESULTS};
use crate::prose::Topic;
use crate::report::Number;

/// One way to read what a number counts: the sum of some cells, less that of others.
pub(super) struct Sense {
    pub(super) plus: Vec<Slot>,
    minus: Vec<Slot>,
    /// Agreeing with this one is no more than a reason to ask.
    pub(super) doubtful: bool,
}

impl Sense {
    pub(super) fn sums(&self, facts: &Facts) -> Option<Vec<Number>> {
        let mut sums = facts.sums(&self.plus)?;
        if self.minus.is_empty() {
            return Some(sums);
        }
        let minus = facts.sums(&self.minus)?;
        for (sum, less) in sums.iter_mut().zip(minus) {
            *sum = *sum - less;
        }
        Some(sums)
    }
}

pub(super) fn senses(topic: Topic) -> Vec<Sense> {
    let total = |row: &str| cells(&[row], &["total"]);
    let both = |a: &str, b: &str| cells(&[a, b], &["total"]);
    match topic {
        Topic::New(Cue::Request) => {
            vec![sure(total("new")), sure(both("new", "carried_in")), sure(total("done_total"))]
        }
        // 收到 and 新收 are those of the year; with those carried in, it is worth a word.
        Topic::New(Cue::Received) => vec![sure(total("new")), unsure(both("new", "carried_in"))],
        Topic::New(_) => vec![sure(total("new")), sure(both("new", "carried_in"))],
        Topic::Total => vec![sure(total("done_total")), sure(both("new", "carried_in")), sure(total("new"))],
        Topic::CarriedIn => vec![sure(total("carried_in"))],
        Topic::CarriedOut => vec![sure(total("carried_out"))],
        Topic::Done => vec![sure(total("done_total")), less(total("new"), total("carried_out"))],
        Topic::Answered => answered(),
        Topic::Results(results) => results_of(results),
        Topic::Applicants(cue) => applicants_of(cue),
        Topic::Cases { groups, outcome } => cases_of(groups, outcome),
        Topic::Documents { object, deed } => documents_of(object, deed),
        Topic::Procurement => vec![sure(slots("table2", &["procurement"], &["projects"]))],
    }
}

/// An answer is not always what ends an application: those withdrawn or not processed may not be counted.
fn answered() -> Vec<Sense> {
    let done = || cells(&["done_total"], &["total"]);
    let other = rows(Cue::Other);
    let mut both = rows(Cue::Other);
    both.extend_from_slice(&rows(Cue::NotProcessed));
    let new = cells(&["new"], &["total"]);
    let out = cells(&["carried_out"], &["total"]);
    vec![sure(done()), less(done(), cells(&other, &["total"])), less(done(), cells(&both, &["total"])), less(new, out)]
}

fn rows(result: Cue) -> Vec<&'static str> {
    RESULTS.iter().find(|(cue, _)| *cue == result).map_or_else(Vec::new, |(_, rows)| rows.to_vec())
}

/// The cells of all results that are spoken of, each once.
pub(super) fn rows_of(results: Cues) -> Vec<Slot> {
    let mut all: Vec<&str> = Vec::new();
    for (_, rows) in RESULTS.iter().filter(|(cue, _)| results.has(*cue)) {
        for row in *rows {
            if !all.contains(row) {
                all.push(row);
            }
        }
    }
    cells(&all, &["total"])
}

fn results_of(results: Cues) -> Vec<Sense> {
    let mut senses = vec![sure(rows_of(results))];
    // 予以公开 alone may take in what was made public in part; a row may be meant by itself.
    if results == Cues::of(&[Cue::Granted]) {
        senses.push(unsure(cells(&["granted", "partial"], &["total"])));
    }
    // What is listed apart from it may not be in it: `逾期未补正2件，其他处理5件`.
    if results == Cues::of(&[Cue::Other]) {
        senses.push(unsure(cells(&["other_3"], &["total"])));
        senses.push(unsure(cells(&["other_2", "other_3"], &["total"])));
        senses.push(unsure(cells(&["other_1", "other_3"], &["total"])));
    }
    for (cue, rows) in RESULTS.iter().filter(|(cue, _)| results.has(*cue)) {
        if results.count() > 1 && *cue != Cue::Granted && *cue != Cue::Partial {
            senses.push(unsure(cells(rows, &["total"])));
        }
    }
    senses
}

fn applicants_of(cue: Cue) -> Vec<Sense> {
    let columns = APPLICANTS.iter().find(|(c, _)| *c == cue).map_or(&[][..], |(_, columns)| columns);
    vec![
        sure(cells(&["new"], columns)),
        sure(cells(&["new", "carried_in"], columns)),
        sure(cells(&["done_total"], columns)),
    ]
}

fn cases_of(groups: Cues, outcome: Option<Cue>) -> Vec<Sense> {
    let column = outcome.and_then(|o| OUTCOMES.iter().find(|(cue, _)| *cue == o)).map_or("total", |(_, column)| column);
    let rows = groups_of(groups);
    let together = sure(slots("table4", &rows, &[column]));
    let mut senses = vec![together];
    // `行政复议、行政诉讼均为2件`: each by itself.
    if groups.count() > 1 && !groups.has(Cue::Cases) {
        for row in &rows {
            senses.push(unsure(slots("table4", &[row], &[column])));
        }
    }
    senses
}

/// The rows of table four that are spoken of.
pub(super) fn groups_of(groups: Cues) -> Vec<&'static str> {
    let all = groups.has(Cue::Cases);
    let wanted = |cue: Cue| all || groups.has(cue);
    let narrow = groups.has(Cue::Direct) || groups.has(Cue::Post);
    let mut rows = Vec::new();
    if wanted(Cue::Review) {
        rows.push("review");
    }
    if groups.has(Cue::Direct) || wanted(Cue::Suit) && !narrow {
        rows.push("direct");
    }
    if groups.has(Cue::Post) || wanted(Cue::Suit) && !narrow {
        rows.push("post");
    }
    rows
}

fn documents_of(object: Cue, deed: Option<Cue>) -> Vec<Sense> {
    let row = if object == Cue::Normative { "normative" } else { "regulations" };
    let cell = |column: &str| sure(slots("table2", &[row], &[column]));
    match deed {
        Some(Cue::Made) => vec![cell("made")],
        Some(Cue::Repealed) => vec![cell("repealed")],
        Some(Cue::Valid) => vec![cell("valid"), cell("total")],
        _ => vec![cell("made"), cell("published"), cell("valid"), cell("total"), cell("repealed")],
    }
}

fn sure(plus: Vec<Slot>) -> Sense {
    Sense { plus, minus: Vec::new(), doubtful: false }
}

fn unsure(plus: Vec<Slot>) -> Sense {
    Sense { plus, minus: Vec::new(), doubtful: true }
}

fn less(plus: Vec<Slot>, minus: Vec<Slot>) -> Sense {
    Sense { plus, minus, doubtful: true }
}

pub(super) fn cells(rows: &[&str], columns: &[&str]) -> Vec<Slot> {
    slots("table3", rows, columns)
}

pub(super) fn slots(table: &str, rows: &[&str], columns: &[&str]) -> Vec<Slot> {
    let mut slots = Vec::new();
    for row in rows {
        for column in columns {
            slots.extend(Slot::at(table, row, column));
        }
    }
    slots
}
