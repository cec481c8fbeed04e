//! Percentages (占比, 率): whether one number is so much of another.
//!
//! A percentage agrees if it is the share in any number it may mean. The tolerance is half a unit of its last digit,
//! and what truncation makes of it: 4.348 may be printed as 4.34.

use super::counts::is_ours;
use super::facts::Facts;
use super::senses::{cells, rows_of};
use super::{Claim, Here, Out, Verdict};
use crate::check::{Rule, Severity};
use crate::form::cues::{Cue, Cues};
use crate::prose::{About, Count, Kind, Numeral, Topic, When};
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[PERCENT, RATIO];

const PERCENT: Rule = Rule { id: "X-PCT", severity: Severity::Warning, source: "经验规则：占比与件数一致" };

const RATIO: Rule = Rule { id: "X-RATIO", severity: Severity::Warning, source: "经验规则：比率与件数一致" };

const RATIO_ASKED: Rule = Rule { severity: Severity::Hint, ..RATIO };

pub(super) fn judge(here: &Here, out: &mut Out) {
    let counts = &here.sentence.counts;
    for (at, count) in counts.iter().enumerate() {
        if count.numeral.kind != Kind::Percent || count.when != When::Now {
            continue;
        }
        if count.cues.has(Cue::Rate) && count.cues.has(Cue::Done) {
            if count.cues.and(count.object).has(Cue::Application) {
                done_rate(here, count, out);
            }
        } else if count.cues.has(Cue::Share) && !rows_of(count.cues).is_empty() {
            result(here, count, out);
        } else if count.cues.has(Cue::Share) || count.cues.has(Cue::Rate) {
            share(here, at, count, out);
        }
    }
}

/// 办结率: what was done of what there was.
fn done_rate(here: &Here, count: &Count, out: &mut Out) {
    let facts = &here.desk.facts;
    let slots = cells(&["done_total"], &["total"]);
    let claim = here.claim(&RATIO, count.phrase.clone()).counting(count.numeral.value, count.numeral.unit);
    let came = facts.sum(&cells(&["new", "carried_in"], &["total"]));
    let parts = facts.sum(&slots).zip(came);
    let Some((done, came)) = parts.filter(|(_, came)| !came.is_zero()) else {
        out.claims.push(claim);
        return;
    };
    let holds = fits(count.numeral, done, came);
    let asked = !holds && count.numeral.about == About::Exactly && is_ours(here.desk.check, count.scope);
    let verdict = if holds {
        Verdict::Agrees
    } else if asked {
        Verdict::Asked
    } else {
        Verdict::Open
    };
    let claim = Claim { against: slots, expected: done.percent_of(came, 2), ..claim }.judged(verdict);
    if asked {
        let rest = [
            "，按表三，办结 ",
            &done.to_string(),
            "、应办 ",
            &came.to_string(),
            "，是 ",
            &shown(done, came, count.numeral),
            "%，请确认是不是只算了到期的。",
        ];
        out.say(claim.finding(&RATIO_ASKED, begun(here, &claim) + &rest.concat()));
    }
    out.claims.push(claim);
}

/// `予以公开或部分公开占58.5%`: the share of a result for which no number is given.
fn result(here: &Here, count: &Count, out: &mut Out) {
    let facts = &here.desk.facts;
    let slots = facts.present(&rows_of(count.cues));
    let claim = here.claim(&PERCENT, count.phrase.clone()).counting(count.numeral.value, count.numeral.unit);
    let about = count.cues.and(count.object).has(Cue::Application);
    let wholes = &here.desk.wholes;
    let (Some(part), Some(whole), true) = (facts.sum(&slots), wholes.first().copied(), about) else {
        out.claims.push(claim);
        return;
    };
    let holds = wholes.iter().any(|whole| fits(count.numeral, part, *whole));
    let single =
        count.cues.only(GROUPS).count() > 0 && rows_of(count.cues.only(GROUPS)).len() == rows_of(count.cues).len();
    let certain =
        single && !count.unknown && count.numeral.about == About::Exactly && is_ours(here.desk.check, count.scope);
    let verdict = if holds {
        Verdict::Agrees
    } else if certain {
        Verdict::Differs
    } else {
        Verdict::Open
    };
    let claim = Claim { against: slots, expected: part.percent_of(whole, 2), ..claim }.judged(verdict);
    if verdict == Verdict::Differs {
        let rest = [
            "，按表三，",
            &part.to_string(),
            " 占 ",
            &whole.to_string(),
            " 的 ",
            &shown(part, whole, count.numeral),
            "%，请核对。",
        ];
        out.say(claim.finding(&PERCENT, begun(here, &claim) + &rest.concat()));
    }
    out.claims.push(claim);
}

/// Whole groups of results, which no other word narrows.
const GROUPS: Cues = Cues::of(&[Cue::Granted, Cue::Partial, Cue::Denied, Cue::Unable, Cue::NotProcessed, Cue::Other]);

fn begun(here: &Here, claim: &Claim) -> String {
    ["正文写“", &here.text.quoted(claim.phrase.clone()), "”"].concat()
}

/// `33件，占4.34%`: the number before the percentage, of any number it may be a part of.
fn share(here: &Here, at: usize, count: &Count, out: &mut Out) {
    let counts = &here.sentence.counts;
    let Some(own) = at.checked_sub(1).and_then(|before| counts.get(before)) else { return };
    if own.numeral.kind != Kind::Count || own.numeral.about != About::Exactly || count.part > own.part + 1 {
        return;
    }
    let whole = whole_of(here, at - 1);
    let tables = if is_of_applications(own) { here.desk.wholes.as_slice() } else { &[] };
    let fitting = whole.iter().chain(tables).find(|whole| fits(count.numeral, own.numeral.value, **whole));
    let rule = if count.cues.has(Cue::Rate) || tables.is_empty() { &RATIO } else { &PERCENT };
    let claim = here.claim(rule, count.phrase.clone()).counting(count.numeral.value, count.numeral.unit);
    // What it is a part of is certain: the number before 其中, or all applications.
    let parent = parent(here, at - 1);
    // Applicants are first of all those of the year's new applications.
    let likely = usize::from(matches!(own.topic, Some((Topic::Applicants(_), _))));
    let table = tables.get(likely).or(tables.first()).copied();
    let base = if tables.is_empty() { parent } else { table };
    let certain = count.numeral.about == About::Exactly && is_ours(here.desk.check, count.scope) && !count.unknown;
    let verdict = match (fitting, base) {
        (Some(_), _) => Verdict::Agrees,
        (None, Some(_)) if certain && !is_wrong_already(here, own, out) => Verdict::Differs,
        _ => Verdict::Open,
    };
    let expected = fitting.copied().or(base).and_then(|whole| own.numeral.value.percent_of(whole, 2));
    let claim = Claim { expected, ..claim }.judged(verdict);
    if let (Verdict::Differs, Some(base)) = (verdict, base) {
        let rest = [
            "，",
            &own.numeral.value.to_string(),
            " 占 ",
            &base.to_string(),
            " 的 ",
            &shown(own.numeral.value, base, count.numeral),
            "%，请核对。",
        ];
        out.say(claim.finding(rule, begun(here, &claim) + &rest.concat()));
    }
    out.claims.push(claim);
}

/// The percentage as the text prints it, with at least two digits after the point.
fn shown(part: Number, whole: Number, like: Numeral) -> String {
    part.percent_of(whole, like.places.clamp(2, 4)).map_or_else(String::new, |p| p.to_string())
}

/// A number that disagrees with its cell makes a wrong share too: once is enough.
fn is_wrong_already(here: &Here, own: &Count, out: &Out) -> bool {
    here.claims(out).iter().any(|c| c.phrase == own.phrase && c.verdict == Verdict::Differs)
}

/// The number before 其中, if this one stands behind it and counts the same.
fn parent(here: &Here, at: usize) -> Option<Number> {
    let counts = &here.sentence.counts;
    let (own, before) = (counts.get(at)?, counts.get(at.checked_sub(1)?)?);
    let same = own.numeral.unit == before.numeral.unit && before.numeral.kind == Kind::Count;
    let fits = same && before.numeral.about == About::Exactly && own.numeral.value <= before.numeral.value;
    (own.of && fits).then_some(before.numeral.value)
}

/// Any number said before in this sentence, or in the one before it.
fn whole_of(here: &Here, at: usize) -> Vec<Number> {
    const MOST: usize = 12;
    let own = here.sentence.counts.get(..at).unwrap_or_default().iter().rev().take(MOST);
    let before = here.before.map_or(&[][..], |s| &s.counts).iter().rev().take(MOST);
    let counts = own.chain(before).filter(|c| c.numeral.kind == Kind::Count && !c.numeral.value.is_zero());
    counts.map(|count| count.numeral.value).collect()
}

fn is_of_applications(count: &Count) -> bool {
    matches!(count.topic, Some((Topic::Results(_) | Topic::Applicants(_) | Topic::CarriedOut | Topic::Done, _)))
}

/// All applications, however they may be counted.
pub(super) fn wholes(facts: &Facts) -> Vec<Number> {
    let mut wholes = Vec::new();
    for rows in [&["done_total"][..], &["new"], &["new", "carried_in"]] {
        wholes.extend(facts.sum(&cells(rows, &["total"])).filter(|n| !n.is_zero()));
    }
    wholes
}

/// Whether the part is so many hundredths of the whole.
pub(super) fn fits(percent: Numeral, part: Number, whole: Number) -> bool {
    hundredths(percent, part, whole).unwrap_or(false)
}

fn hundredths(percent: Numeral, part: Number, whole: Number) -> Option<bool> {
    let (stated, unit) = scaled(percent)?;
    let small = |n: Number| n.to_i64().filter(|n| (0..10_000_000_000).contains(n));
    let (part, whole) = (small(part)?, small(whole).filter(|n| *n > 0)?);
    let actual = 100 * unit * part;
    Some(match percent.about {
        About::Exactly => 2 * actual >= (2 * stated - 1) * whole && actual < (stated + 1) * whole,
        About::Over => actual >= stated * whole && actual <= (stated + 10 * unit) * whole,
        About::Under => actual <= stated * whole && actual + 10 * unit * whole >= stated * whole,
        About::Roughly => (actual - stated * whole).abs() <= 5 * unit * whole,
    })
}

/// The percentage in units of its last digit, and how many of these make one per cent.
pub(super) fn scaled(percent: Numeral) -> Option<(i64, i64)> {
    let (mut stated, mut unit) = (percent.value, 1);
    if percent.places > 4 {
        return None;
    }
    for _ in 0..percent.places {
        (stated, unit) = (stated.times(10), unit * 10);
    }
    stated.to_i64().filter(|n| (0..100_000_000).contains(n)).map(|stated| (stated, unit))
}
