//! 其中: whether the parts a sentence lists add up to the number before them.
//!
//! 含 and 包括 name some parts only and are left alone, and so is a list that may be of the most important ones. Parts
//! that add up to more may overlap, and a few may be missing: both are asked about, never more.

use super::{Claim, Here, Out, Verdict};
use crate::check::years::compared;
use crate::check::{Rule, Severity};
use crate::form::cues::{Cue, Cues};
use crate::prose::{About, Count, Kind, PIECES};
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[PARTS, UNITS];

const PARTS: Rule =
    Rule { id: "X-PARTSUM", severity: Severity::Hint, source: "经验规则：分项相加等于总数" };

const UNITS: Rule =
    Rule { id: "X-UNITSUM", severity: Severity::Warning, source: "经验规则：各单位的数相加等于总数" };

/// Words after which a list is not of everything, or its parts may overlap.
const SOME: [&str; 10] = ["等", "主要", "重点", "尤其", "较多", "通过", "网站", "微信", "平台", "渠道"];

/// How units of a government are called.
const ORGANS: [char; 9] = ['局', '委', '办', '厅', '镇', '乡', '院', '处', '区'];

pub(super) fn judge(here: &Here, out: &mut Out) {
    let counts = &here.sentence.counts;
    for at in 0..counts.len() {
        if counts.get(at + 1).is_some_and(|next| next.of && !next.holds) {
            list(here, at, out);
        }
        quoted(here, at, out);
    }
}

/// `“甲”“乙”“丙”3场`: as many as are named. Fewer names say nothing.
fn quoted(here: &Here, at: usize, out: &mut Out) {
    let Some(count) = here.sentence.counts.get(at) else { return };
    let named = here.text.letters.quotes_before(count.letters.start);
    if named >= 2 && count.numeral.value == Number::whole(named as i64) {
        let claim = here.claim(&PARTS, count.phrase.clone()).counting(count.numeral.value, count.numeral.unit);
        out.claims.push(Claim { expected: Some(count.numeral.value), ..claim }.judged(Verdict::Agrees));
    }
}

fn list(here: &Here, at: usize, out: &mut Out) {
    let counts = &here.sentence.counts;
    let Some(total) = counts.get(at).filter(|c| is_exact(c) && PIECES.contains(&c.numeral.unit) || is_pages(c)) else {
        return;
    };
    let items = items(counts, at);
    if items.len() < 2 {
        return;
    }
    let stated = total.numeral.value;
    let (mut sum, mut reached) = (Number::ZERO, false);
    for (n, item) in items.iter().enumerate() {
        sum = sum + item.numeral.value;
        reached |= n > 0 && sum == stated;
    }
    let rule = if items.iter().all(|item| is_organ(here, item)) { &UNITS } else { &PARTS };
    let claim = here.claim(rule, total.phrase.clone()).counting(stated, total.numeral.unit);
    let differs = !reached && is_whole(here, at, &items, sum, stated, out);
    let verdict = match (reached, differs) {
        (true, _) => Verdict::Agrees,
        (_, true) => Verdict::Differs,
        _ => Verdict::Open,
    };
    let claim = Claim { expected: Some(if reached { stated } else { sum }), ..claim }.judged(verdict);
    if differs {
        let rest =
            ["”，其中各项相加是 ", &sum.to_string(), "，总数", &compared(stated, sum), "，请核对，或者写明还有哪些。"];
        let message = ["正文写“", &here.text.quoted(total.phrase.clone()), &rest.concat()].concat();
        out.say(claim.finding(rule, message));
    }
    out.claims.push(claim);
}

fn is_exact(count: &Count) -> bool {
    count.numeral.about == About::Exactly && count.numeral.kind == Kind::Count
}

fn is_pages(count: &Count) -> bool {
    is_exact(count) && matches!(count.numeral.unit, "篇" | "期" | "场" | "部")
}

/// The numbers behind 其中 that count the same, up to the end of the clause, or to where something happens again.
fn items(counts: &[Count], at: usize) -> Vec<&Count> {
    const ACTS: Cues = Cues::of(&[Cue::Received, Cue::Accepted, Cue::Done, Cue::Answered, Cue::Handled, Cue::Carried]);
    let mut items: Vec<&Count> = Vec::new();
    let Some(total) = counts.get(at) else { return items };
    let mut part = counts.get(at + 1).map_or(0, |first| first.part);
    for (n, count) in counts.iter().enumerate().skip(at + 1) {
        if count.numeral.kind == Kind::Percent {
            part = count.part;
            continue;
        }
        let begins = n == at + 1;
        let goes_on = begins || !count.of && !count.holds && count.part <= part + 1;
        let same = count.numeral.unit == total.numeral.unit && is_exact(count) && count.label.end > count.label.start;
        if !goes_on || !same || count.cues.any(ACTS) && !count.cues.has(Cue::Loose) {
            break;
        }
        part = count.part;
        items.push(count);
        if count.last {
            break;
        }
    }
    items
}

/// Whether the list is meant to be of everything: long, nearly complete, and without a word that says otherwise.
fn is_whole(here: &Here, at: usize, items: &[&Count], sum: Number, stated: Number, out: &Out) -> bool {
    let Some(last) = items.last() else { return false };
    let from = here.sentence.counts.get(at).map_or(0, |total| total.letters.end);
    let words = here.text.letters.has_in(from..last.letters.end, &SOME);
    let missing = stated - sum;
    let near = missing.times(10) <= stated && !missing.is_negative() && items.len() >= 3;
    let more = missing.is_negative() && last.last && missing.abs().times(10) <= stated;
    let judged = here.claims(out).iter().any(|c| c.verdict == Verdict::Differs);
    // What the tables speak of is judged by them.
    let tabled = items.iter().all(|item| item.topic.is_some());
    (near || more) && !words && !judged && !tabled
}

/// `区公安分局30件`: the words before the number end as the name of an organ.
fn is_organ(here: &Here, item: &Count) -> bool {
    let label: String = here.text.letters.stretch(item.label.clone()).iter().collect();
    let label = label.trim_start_matches("其中").trim_matches([',', '，', ':', '、']);
    label.ends_with(ORGANS) || ["街道", "委员会", "中心", "分局", "街道办"].iter().any(|w| label.ends_with(w))
}
