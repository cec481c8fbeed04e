//! What a number counts, as far as the words around it say so without doubt (所指).

use crate::form::cues::{APPLICANTS, Cue, Cues, RESULTS};

use super::number::PIECES;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Applications that came in: 收到, 受理, 新收.
    New(Cue),
    /// 收办, 共办理: with those carried in, or those done.
    Total,
    CarriedIn,
    CarriedOut,
    Done,
    Answered,
    /// One result, or several together.
    Results(Cues),
    Applicants(Cue),
    /// Reviews, suits, or both together; of one outcome, or all.
    Cases {
        groups: Cues,
        outcome: Option<Cue>,
    },
    /// 规章 or 行政规范性文件: made, repealed, valid, published, or unsaid.
    Documents {
        object: Cue,
        deed: Option<Cue>,
    },
    Procurement,
}

/// How sure it is that the number counts this and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Firm {
    /// If it differs, that is a difference.
    Plain,
    /// If it differs, there may be a reason: it is asked about.
    Asked,
    /// Only worth saying if it agrees.
    Loose,
}

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The reporter's own.
    Own,
    /// The office of a government, not all it reports for.
    Office,
    /// A whole region.
    Wide,
    /// Another organ that is named.
    Organ,
    /// A centre, a street office, a township.
    Branch,
    /// What stands below the reporter.
    Below,
}

/// Of which year it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Now,
    LastYear,
    /// Several years, part of one, or another one.
    Elsewhen,
}

pub(super) const OBJECTS: Cues = Cues::of(&[
    Cue::Application,
    Cue::Request,
    Cue::Review,
    Cue::Suit,
    Cue::Direct,
    Cue::Post,
    Cue::Cases,
    Cue::Normative,
    Cue::Regulation,
    Cue::Procurement,
    Cue::Foreign,
]);
pub(super) const CASES: Cues = Cues::of(&[Cue::Review, Cue::Suit, Cue::Direct, Cue::Post, Cue::Cases]);
pub(super) const ASKED_FOR: Cues = Cues::of(&[Cue::Application, Cue::Request]);
const DOCUMENTS: Cues = Cues::of(&[Cue::Normative, Cue::Regulation]);
const DEEDS: Cues = Cues::of(&[Cue::Made, Cue::Repealed, Cue::Valid, Cue::Published]);
const CAME: Cues = Cues::of(&[Cue::Received, Cue::Accepted]);
pub(super) const OUTCOMES: Cues = Cues::of(&[Cue::Upheld, Cue::Corrected, Cue::OtherOutcome, Cue::Pending]);
/// What makes a number count something of its own.
const SPOILS: Cues =
    Cues::of(&[Cue::Foreign, Cue::Rate, Cue::Share, Cue::Rise, Cue::Fall, Cue::Compared, Cue::Respectively, Cue::Aim]);

/// The words around a number, and what is known from before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub cues: Cues,
    /// What was spoken of before: used where the words name nothing themselves.
    pub object: Cues,
    /// The unit.
    pub unit: &'static str,
    /// Whether unknown words stand between the words and the number.
    pub gap: bool,
}

/// What the number counts; `None` where that is not certain enough to say anything.
pub(super) fn topic(around: Around) -> Option<(Topic, Firm)> {
    let Around { cues, object, .. } = around;
    if cues.any(SPOILS) || cues.has(Cue::Not) && !cues.has(Cue::Corrected) {
        return None;
    }
    let own = cues.only(OBJECTS);
    let found = if own.any(DOCUMENTS) {
        documents(cues)
    } else if own.is_empty() && object.any(DOCUMENTS) && cues.any(DEEDS) && !cues.has(Cue::Published) {
        // `制发行政规范性文件12件，废止4件`; what is published goes on about anything.
        documents(cues.and(object.only(DOCUMENTS))).map(|(topic, firm)| (topic, firm.max(Firm::Asked)))
    } else if own.has(Cue::Procurement) {
        Some((Topic::Procurement, Firm::Asked))
    } else if own.any(CASES) || own.is_empty() && object.any(CASES) && !cues.any(results_and_acts()) {
        cases(cues, own.and(object), own)
    } else if own.any(ASKED_FOR) || own.is_empty() && object.any(ASKED_FOR) {
        applications(around)
    } else {
        None
    };
    let (topic, firm) = found?;
    let firm = if cues.has(Cue::Loose) { Firm::Loose } else { firm };
    counts_pieces(topic, around).then_some((topic, firm))
}

/// Only results are seen without a unit: `部分公开67，占4.61%`.
fn counts_pieces(topic: Topic, around: Around) -> bool {
    let result = matches!(topic, Topic::Results(_));
    PIECES.contains(&around.unit) || around.unit.is_empty() && result
}

fn results_and_acts() -> Cues {
    let mut all = Cues::of(&[Cue::Carried, Cue::Done, Cue::Answered, Cue::Handled, Cue::Open]).and(CAME);
    for (cue, _) in RESULTS.iter().chain(APPLICANTS) {
        all = all.and(Cues::of(&[*cue]));
    }
    all
}

fn documents(cues: Cues) -> Option<(Topic, Firm)> {
    let objects = cues.only(DOCUMENTS);
    if objects.count() != 1 || cues.any(Cues::of(&[Cue::Some, Cue::Before, Cue::Next])) {
        return None;
    }
    let object = if objects.has(Cue::Normative) { Cue::Normative } else { Cue::Regulation };
    let deeds = cues.only(DEEDS).without(Cue::Published);
    let published = cues.has(Cue::Published);
    let deed = match deeds.count() {
        0 if published => Some(Cue::Published),
        0 => None,
        1 => [Cue::Made, Cue::Repealed, Cue::Valid].into_iter().find(|d| deeds.has(*d)),
        // `动态更新本年度制发的现行有效…`: of which, nobody can tell.
        _ => return None,
    };
    // What was made and is published, or is only said to be there, may be counted otherwise.
    let firm = match (deed, published) {
        (Some(Cue::Made | Cue::Repealed | Cue::Valid), false) => Firm::Plain,
        (Some(Cue::Valid), true) => Firm::Plain,
        (Some(Cue::Made | Cue::Published), true) => Firm::Asked,
        _ => Firm::Loose,
    };
    Some((Topic::Documents { object, deed }, firm))
}

fn cases(cues: Cues, objects: Cues, own: Cues) -> Option<(Topic, Firm)> {
    let steps = Cues::of(&[Cue::Carried, Cue::Done, Cue::Answered, Cue::Next, Cue::Closed, Cue::Before, Cue::Open]);
    if cues.any(steps) {
        return None;
    }
    let groups = if own.any(CASES) { own.only(CASES) } else { objects.only(CASES) };
    let outcomes = cues.only(OUTCOMES);
    let outcome = match outcomes.count() {
        0 if own.any(CASES) => None,
        1 => [Cue::Upheld, Cue::Corrected, Cue::OtherOutcome, Cue::Pending].into_iter().find(|o| outcomes.has(*o)),
        _ => return None,
    };
    let worked_on = Cues::of(&[Cue::Handled, Cue::Accepted]);
    let firm = match own.any(CASES) {
        true if cues.any(worked_on) => Firm::Loose,
        // 新收 leaves out those of the year before.
        true if cues.has(Cue::Received) => Firm::Asked,
        _ => Firm::Plain,
    };
    Some((Topic::Cases { groups, outcome }, firm))
}

fn applications(around: Around) -> Option<(Topic, Firm)> {
    let Around { cues, gap, .. } = around;
    let results = cues.only(results());
    let applicants = cues.only(applicants());
    if cues.has(Cue::Some) && results.is_empty() && applicants.is_empty() && !cues.has(Cue::Carried) {
        return None;
    }
    if cues.has(Cue::Carried) || cues.has(Cue::Open) {
        return carried(cues);
    }
    match (results.count(), applicants.count()) {
        (0, 0) => {}
        (0, 1) => return applicant(applicants),
        (_, 0) => {
            return Some((Topic::Results(results), if mixed(results) || gap { Firm::Loose } else { Firm::Plain }));
        }
        _ => return None,
    }
    if gap {
        return None;
    }
    acted(cues)
}

/// What happened to applications in all.
fn acted(cues: Cues) -> Option<(Topic, Firm)> {
    let came = cues.any(CAME);
    let named = cues.any(ASKED_FOR);
    let verb = if cues.has(Cue::Received) { Cue::Received } else { Cue::Accepted };
    if cues.has(Cue::Gathered) {
        return Some((Topic::Total, Firm::Plain));
    }
    match (came, cues.has(Cue::Done), cues.has(Cue::Answered), cues.has(Cue::Handled)) {
        (true, true, ..) | (true, _, true, _) => Some((Topic::New(verb), Firm::Loose)),
        (true, ..) => Some((Topic::New(verb), Firm::Plain)),
        (_, true, ..) => Some((Topic::Done, Firm::Plain)),
        (_, _, true, _) => Some((Topic::Answered, Firm::Plain)),
        (_, _, _, true) => Some((Topic::Total, Firm::Plain)),
        _ if named => Some((Topic::New(Cue::Request), Firm::Loose)),
        _ => None,
    }
}

fn carried(cues: Cues) -> Option<(Topic, Firm)> {
    let mixed = cues.any(CAME) || cues.has(Cue::Done) && !cues.has(Cue::Next);
    let firm = if mixed { Firm::Loose } else { Firm::Plain };
    match (cues.has(Cue::Before), cues.has(Cue::Next)) {
        (true, true) => None,
        (_, true) => Some((Topic::CarriedOut, firm)),
        (true, _) if cues.has(Cue::Open) => Some((Topic::CarriedIn, Firm::Loose)),
        (true, _) => Some((Topic::CarriedIn, firm)),
        _ if cues.has(Cue::Open) => Some((Topic::CarriedOut, Firm::Loose)),
        _ => None,
    }
}

fn applicant(applicants: Cues) -> Option<(Topic, Firm)> {
    let cue = APPLICANTS.iter().map(|(cue, _)| *cue).find(|cue| applicants.has(*cue))?;
    Some((Topic::Applicants(cue), Firm::Plain))
}

fn results() -> Cues {
    let mut all = Cues::NONE;
    for (cue, _) in RESULTS {
        all = all.and(Cues::of(&[*cue]));
    }
    all
}

fn applicants() -> Cues {
    let mut all = Cues::NONE;
    for (cue, _) in APPLICANTS {
        all = all.and(Cues::of(&[*cue]));
    }
    all
}

/// A row named together with the group it stands under: `因不掌握等原因无法提供`.
fn mixed(results: Cues) -> bool {
    let grouped = |group: Cue| results.has(group) && rows(group).iter().any(|row| narrower(results, group, row));
    [Cue::Denied, Cue::Unable, Cue::NotProcessed, Cue::Other].into_iter().any(grouped)
}

fn narrower(results: Cues, group: Cue, row: &str) -> bool {
    RESULTS.iter().any(|(cue, rows)| *cue != group && results.has(*cue) && rows.contains(&row))
}

fn rows(group: Cue) -> &'static [&'static str] {
    RESULTS.iter().find(|(cue, _)| *cue == group).map_or(&[], |(_, rows)| rows)
}
