//! 同比: what a text says of the change against the year before.
//!
//! With last year's report the change is reckoned. Without it only arithmetic is left: some whole number of last
//! year's must give the percentage; which one is told with the claim.

use super::counts::is_ours;
use super::senses::cells;
use super::shares::{fits, scaled};
use super::{Claim, Here, Out, Verdict};
use crate::check::years::compared;
use crate::check::{Rule, Severity};
use crate::form::cues::{Cue, Cues};
use crate::prose::{About, Count, Kind, Numeral, Topic, When};
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[GROWTH];

const GROWTH: Rule =
    Rule { id: "X-YOY", severity: Severity::Warning, source: "经验规则：同比与两年的报告一致" };

const GROWTH_ASKED: Rule = Rule { severity: Severity::Hint, ..GROWTH };

pub(super) fn judge(here: &Here, out: &mut Out) {
    let counts = &here.sentence.counts;
    for (at, count) in counts.iter().enumerate() {
        let before = counted_before(counts, at);
        if let Some(now) = subject(here, count, before) {
            change(here, count, now, out);
        }
    }
}

/// The number before, but for others that compare: `1207件，比上年增加257件，增长27.05%`.
fn counted_before(counts: &[Count], at: usize) -> Option<&Count> {
    const FARTHEST: usize = 3;
    let compares = Cues::of(&[Cue::Rise, Cue::Fall, Cue::Compared]);
    counts.get(..at)?.iter().rev().take(FARTHEST).find(|count| !count.cues.any(compares))
}

/// The number of applications that the change is about.
fn subject(here: &Here, count: &Count, before: Option<&Count>) -> Option<Number> {
    let Count { cues, numeral, .. } = count;
    let changes = cues.has(Cue::Rise) != cues.has(Cue::Fall);
    let other = Cues::of(&[
        Cue::Foreign,
        Cue::Done,
        Cue::Answered,
        Cue::Rate,
        Cue::Share,
        Cue::Natural,
        Cue::Review,
        Cue::Suit,
    ]);
    if !changes || count.unknown || cues.any(other) || numeral.about != About::Exactly || count.when != When::Now {
        return None;
    }
    let new = before.filter(|c| matches!(c.topic, Some((Topic::New(_), _))) && c.part + 3 >= count.part);
    let named = cues.any(Cues::of(&[Cue::Application, Cue::Request]));
    match new {
        Some(new) if new.numeral.about == About::Exactly => Some(new.numeral.value),
        None if named => here.desk.facts.sum(&cells(&["new"], &["total"])),
        _ => None,
    }
}

fn change(here: &Here, count: &Count, now: Number, out: &mut Out) {
    let claim = here.claim(&GROWTH, count.phrase.clone()).counting(count.numeral.value, count.numeral.unit);
    let against = here.desk.facts.present(&cells(&["new"], &["total"]));
    let claim = Claim { against, ..claim };
    let fallen = count.cues.has(Cue::Fall);
    match pairs(here, now) {
        Some(pairs) => with_last_year(here, count, claim, &pairs, fallen, out),
        None if count.numeral.kind == Kind::Percent => alone(here, count, claim, now, fallen, out),
        None => out.claims.push(claim),
    }
}

/// This year's and last year's numbers that may be meant, those of the tables first.
fn pairs(here: &Here, now: Number) -> Option<Vec<(Number, Number)>> {
    let (own, last) = (&here.desk.facts, here.desk.last.as_ref()?);
    let (new, both) = (cells(&["new"], &["total"]), cells(&["new", "carried_in"], &["total"]));
    let was = last.sum(&new)?;
    let mut pairs = vec![(now, was)];
    if let Some(all) = last.sum(&both) {
        pairs.push((now, all));
        pairs.extend(own.sum(&both).map(|now| (now, all)));
    }
    pairs.extend(own.sum(&new).map(|now| (now, was)));
    Some(pairs)
}

fn agrees(numeral: Numeral, (now, was): (Number, Number), fallen: bool) -> bool {
    let difference = if fallen { was - now } else { now - was };
    match numeral.kind {
        Kind::Percent => !was.is_zero() && !difference.is_negative() && fits(numeral, difference, was),
        _ => difference == numeral.value,
    }
}

fn with_last_year(here: &Here, count: &Count, claim: Claim, pairs: &[(Number, Number)], fallen: bool, out: &mut Out) {
    let holds = pairs.iter().any(|pair| agrees(count.numeral, *pair, fallen));
    let ours = is_ours(here.desk.check, count.scope);
    let verdict = if holds {
        Verdict::Agrees
    } else if ours {
        Verdict::Differs
    } else {
        Verdict::Open
    };
    let Some((now, was)) = pairs.first().copied() else { return };
    let expected = match count.numeral.kind {
        Kind::Percent => (now - was).percent_of(was, 2),
        _ => Some(now - was),
    };
    let claim = Claim { expected, ..claim }.judged(verdict);
    if verdict == Verdict::Differs {
        let percent =
            (now - was).abs().percent_of(was, 2).map_or_else(String::new, |p| [p.to_string(), "%".to_owned()].concat());
        let rest = [
            "”，上年报告的新收是 ",
            &was.to_string(),
            "，本年 ",
            &now.to_string(),
            "，",
            &compared(now, was),
            if percent.is_empty() { "" } else { "，变化 " },
            &percent,
            "，请核对。",
        ];
        let message = ["正文写“", &here.text.quoted(claim.phrase.clone()), &rest.concat()].concat();
        out.say(claim.finding(&GROWTH, message));
    }
    out.claims.push(claim);
}

/// Which number of last year gives the percentage: told with the claim; asked about if there is none.
fn alone(here: &Here, count: &Count, claim: Claim, now: Number, fallen: bool, out: &mut Out) {
    let all = here.desk.facts.sum(&cells(&["new", "carried_in"], &["total"]));
    let implied = implied(count.numeral, now, fallen);
    let other = all.filter(|all| *all != now).and_then(|all| self::implied(count.numeral, all, fallen));
    let asked = implied.is_none() && other.is_none() && !now.is_zero();
    let claim = Claim { expected: implied.or(other), ..claim };
    if asked {
        let rest = ["”，按本年 ", &now.to_string(), " 推算，上年没有一个整数对得上，请确认百分比和基数。"];
        let message = ["正文写“", &here.text.quoted(claim.phrase.clone()), &rest.concat()].concat();
        out.say(claim.finding(&GROWTH_ASKED, message));
    }
    out.claims.push(claim.judged(if asked { Verdict::Asked } else { Verdict::Open }));
}

/// The whole number from which this year's is so many per cent away.
fn implied(percent: Numeral, now: Number, fallen: bool) -> Option<Number> {
    let (stated, unit) = scaled(percent)?;
    let number = now.to_i64().filter(|n| (0..1_000_000_000).contains(n))?;
    let divisor = if fallen { 100 * unit - stated } else { 100 * unit + stated };
    if divisor <= 0 {
        return None;
    }
    let about = number * 100 * unit / divisor;
    let near = |offset: i64| Number::whole((about + offset).max(1));
    [0, 1, -1, 2].into_iter().map(near).find(|was| agrees(percent, (now, *was), fallen))
}
