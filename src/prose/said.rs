//! What a sentence says without a number (无数字的说法): 未收到申请, 均已办结, 均获维持, 零败诉, 未收取信息处理费.

use std::ops::Range;

use super::count::Reader;
use super::part::{Part, State, scope_of};
use super::topic::{ASKED_FOR, CASES, Firm, OBJECTS, OUTCOMES, Scope, When};
use super::words::{Kind, Token};
use crate::form::cues::{Cue, Cues};

/// Something said without a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub what: What,
    pub firm: Firm,
    pub scope: Scope,
    /// The bytes of the words.
    pub phrase: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// 未收到政府信息公开申请.
    NoApplications,
    /// 无上年结转, 无结转下年度.
    NothingCarried { next: bool },
    /// 未发生行政复议、行政诉讼: of these.
    NoCases(Cues),
    /// 未制定规范性文件.
    NoDocuments(Cue),
    /// 均已办结; without a word for the end only 已依法办理.
    AllDone { handled: bool },
    /// 均获维持, of these.
    AllUpheld(Cues),
    /// 均已结案.
    AllClosed(Cues),
    /// 未被纠错, 零败诉.
    NoneCorrected(Cues),
    /// 未收取信息处理费; or not even 未发出收费通知.
    NoFee { notice: bool },
}

pub(super) fn say(reader: &Reader, state: &State, part: &Part, out: &mut Vec<Said>) {
    if state.when != When::Now || state.partial || part.tokens.iter().any(is_hypothetical) {
        return;
    }
    let found = no_fee(reader, part).or_else(|| nothing(part));
    let found = found.or_else(|| outcome(state, reader, part)).or_else(|| done(reader, part));
    let Some((what, firm, at)) = found else { return };
    let cases = matches!(what, What::NoCases(_) | What::AllUpheld(_) | What::AllClosed(_) | What::NoneCorrected(_));
    let firm = if cases && !reader.is_disclosure() { Firm::Loose } else { firm };
    out.push(Said { what, firm, scope: scope(state, part), phrase: at });
}

fn is_hypothetical(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(cues) if cues.has(Cue::Aim))
}

fn scope(state: &State, part: &Part) -> Scope {
    let mut scope = state.scope;
    for token in part.tokens {
        if let Kind::Word(cues) = token.kind {
            scope = scope_of(cues, scope);
        }
    }
    scope
}

type Found = Option<(What, Firm, Range<usize>)>;

/// 未, 无, 没有, and behind it only words that are known, and no number.
fn nothing(part: &Part) -> Found {
    let from = part.tokens.iter().position(|t| matches!(t.kind, Kind::Word(c) if c.has(Cue::Not)))?;
    // `行政复议和行政诉讼均无` says it behind.
    let from = if from + 1 == part.tokens.len() { 0 } else { from };
    let words = part.tokens.get(from..)?;
    let mut all = Cues::NONE;
    for token in words {
        match token.kind {
            Kind::Word(cues) => all = all.and(cues),
            _ => return None,
        }
    }
    let at = words.first()?.at.start..words.last()?.at.end;
    let outcomes = OUTCOMES.and(Cues::of(&[Cue::Some, Cue::Closed, Cue::Foreign, Cue::Compared, Cue::Published]));
    if all.any(outcomes) {
        return None;
    }
    Some((nothing_of(all)?, Firm::Plain, at))
}

fn nothing_of(all: Cues) -> Option<What> {
    let worked_on = all.any(Cues::of(&[Cue::Done, Cue::Answered, Cue::Handled]));
    if all.has(Cue::Carried) {
        return match (all.has(Cue::Before), all.has(Cue::Next)) {
            (false, true) => Some(What::NothingCarried { next: true }),
            (true, false) => Some(What::NothingCarried { next: false }),
            _ => None,
        };
    }
    if all.any(CASES) {
        return (!worked_on && !all.has(Cue::Before)).then(|| What::NoCases(all.only(CASES)));
    }
    if all.has(Cue::Normative) && !all.has(Cue::Regulation) {
        let other = all.any(Cues::of(&[Cue::Repealed, Cue::Valid]));
        return (all.has(Cue::Made) && !other).then_some(What::NoDocuments(Cue::Normative));
    }
    let applicants = all.any(Cues::of(&[Cue::Natural, Cue::Organisation, Cue::Commercial]));
    // `未发生因依申请公开收费的情况` is about the fee.
    let charged = all.any(Cues::of(&[Cue::Fee, Cue::Charge, Cue::Notice]));
    let plain = !worked_on && !charged && !applicants && all.only(OBJECTS).only(ASKED_FOR) == all.only(OBJECTS);
    (plain && all.has(Cue::Application)).then_some(What::NoApplications)
}

/// 未发出收费通知, 未收取信息处理费; in part six also 未收取任何费用.
fn no_fee(reader: &Reader, part: &Part) -> Found {
    let (mut all, mut from) = (Cues::NONE, None);
    for token in part.tokens {
        match token.kind {
            Kind::Word(cues) => {
                if cues.has(Cue::Not) {
                    from.get_or_insert(token.at.start);
                }
                all = all.and(cues);
            }
            Kind::Number(_) if from.is_some() => return None,
            _ => {}
        }
    }
    let notice = all.has(Cue::Notice);
    let fee = all.has(Cue::Fee) || reader.is_on_fees() && all.has(Cue::Charge);
    let at = from?..part.tokens.last()?.at.end;
    (notice || fee).then_some((What::NoFee { notice }, Firm::Plain, at))
}

fn outcome(state: &State, reader: &Reader, part: &Part) -> Found {
    let (mut all, mut own, mut from) = (Cues::NONE, Cues::NONE, None);
    for token in part.tokens {
        let Kind::Word(cues) = token.kind else { continue };
        own = own.and(cues.only(CASES));
        if cues.any(Cues::of(&[Cue::All, Cue::Not])) {
            from.get_or_insert(token.at.start);
        }
        if from.is_some() {
            all = all.and(cues);
        }
    }
    let before = if state.cases.is_empty() { reader.object().only(CASES) } else { state.cases };
    let groups = if own.is_empty() { before } else { own };
    let at = from?..part.tokens.last()?.at.end;
    let number = part.tokens.iter().any(|t| matches!(t.kind, Kind::Number(_)));
    if groups.is_empty() || number || all.any(Cues::of(&[Cue::Rate, Cue::Fall, Cue::Rise])) {
        return None;
    }
    let (every, none) = (all.has(Cue::All), all.has(Cue::Not));
    let outcomes = all.only(OUTCOMES);
    match (every, none) {
        (true, false) if outcomes == Cues::of(&[Cue::Upheld]) => Some((What::AllUpheld(groups), Firm::Plain, at)),
        (true, false) if all.has(Cue::Closed) && outcomes.is_empty() => {
            Some((What::AllClosed(groups), Firm::Plain, at))
        }
        (_, true) if outcomes == Cues::of(&[Cue::Corrected]) => {
            let firm = if all.has(Cue::Loose) { Firm::Loose } else { Firm::Plain };
            Some((What::NoneCorrected(groups), firm, at))
        }
        _ => None,
    }
}

/// 所有申请均已办结, 已按要求依法依规办理.
fn done(reader: &Reader, part: &Part) -> Found {
    let (mut all, mut from) = (Cues::NONE, None);
    for token in part.tokens {
        match token.kind {
            Kind::Word(cues) => {
                if cues.any(Cues::of(&[Cue::All, Cue::Already])) {
                    from.get_or_insert(token.at.start);
                }
                all = all.and(cues);
            }
            Kind::Number(_) => return None,
            Kind::Unknown if from.is_some() => return None,
            _ => {}
        }
    }
    let spoils = Cues::of(&[
        Cue::Not,
        Cue::Rate,
        Cue::Foreign,
        Cue::Some,
        Cue::Carried,
        Cue::Review,
        Cue::Suit,
        Cue::Cases,
        Cue::Before,
        Cue::Natural,
        Cue::Granted,
        Cue::Organisation,
        Cue::Published,
    ]);
    let about = all.any(ASKED_FOR) || reader.object().any(ASKED_FOR);
    if all.any(spoils) || !about {
        return None;
    }
    let at = from?..part.tokens.last()?.at.end;
    let last = part.tokens.iter().rev().find_map(|t| match t.kind {
        Kind::Word(cues) if !cues.without(Cue::Filler).is_empty() => Some(cues),
        _ => None,
    })?;
    match (all.has(Cue::Done), last.has(Cue::Handled) && all.has(Cue::Already)) {
        (true, _) if all.has(Cue::All) => Some((What::AllDone { handled: false }, Firm::Plain, at)),
        (_, true) => Some((What::AllDone { handled: true }, Firm::Plain, at)),
        _ => None,
    }
}
