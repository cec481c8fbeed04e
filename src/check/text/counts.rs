//! Numbers of the narrative against the cells they speak of: applications, results, applicants, cases, documents.
//!
//! A number agrees if any reading of its words agrees: 受理 may count those carried in or not. It differs only if no
//! reading does, the words leave no doubt, and it is this unit's number of this year.

use super::names::name;
use super::senses::Sense;
use super::{Claim, Here, Out, Verdict};
use crate::check::years::compared;
use crate::check::{Check, Rule, Severity};
use crate::form::cues::{Cue, Cues};
use crate::prose::{Count, Firm, Scope, Topic, When};
use crate::report::{Meta, Number};

const SOURCE: &str = "国办公开办函〔2021〕30号：数据精确；经验规则：正文与表格一致";

const fn rule(id: &'static str) -> Rule {
    Rule { id, severity: Severity::Warning, source: SOURCE }
}

/// The same rule where there may be a reason.
const fn asking(rule: &Rule) -> Rule {
    Rule { id: rule.id, severity: Severity::Hint, source: rule.source }
}

pub(super) const RULES: &[Rule] =
    &[NEW, TOTAL, CARRYIN, DONE, CARRYOUT, RESULT, APPLICANT, REVIEW, SUIT, CASES, DOCUMENT, PROCUREMENT];

const NEW: Rule = rule("X-NEW");
const TOTAL: Rule = rule("X-TOTAL");
const CARRYIN: Rule = rule("X-CARRYIN");
pub(super) const DONE: Rule = rule("X-DONE");
const CARRYOUT: Rule = rule("X-CARRYOUT");
const RESULT: Rule = rule("X-RESULT");
const APPLICANT: Rule = rule("X-APPL");
const REVIEW: Rule = rule("X-REVIEW");
const SUIT: Rule = rule("X-SUIT");
const CASES: Rule = rule("X-CASES");
const DOCUMENT: Rule = rule("X-NORM");
const PROCUREMENT: Rule = rule("X-PROC");

/// The same rules, asking: in the order of [`RULES`].
static ASKING: [Rule; 12] = [
    asking(&NEW),
    asking(&TOTAL),
    asking(&CARRYIN),
    asking(&DONE),
    asking(&CARRYOUT),
    asking(&RESULT),
    asking(&APPLICANT),
    asking(&REVIEW),
    asking(&SUIT),
    asking(&CASES),
    asking(&DOCUMENT),
    asking(&PROCUREMENT),
];

pub(super) fn judge(here: &Here, out: &mut Out) {
    for count in &here.sentence.counts {
        if let Some((topic, firm)) = count.topic {
            count_of(here, count, (topic, firm), out);
        }
    }
}

fn count_of(here: &Here, count: &Count, (topic, firm): (Topic, Firm), out: &mut Out) {
    let at = rule_of(topic);
    let (Some(rule), Some(asking)) = (RULES.get(at), ASKING.get(at)) else { return };
    let claim = here.claim(rule, count.phrase.clone()).counting(count.numeral.value, count.numeral.unit);
    let (desk, last_year) = (here.desk, count.when == When::LastYear);
    let facts = if last_year { desk.last.as_ref() } else { Some(&desk.facts) };
    let senses = desk.senses(topic);
    let Some(facts) = facts.filter(|_| count.when != When::Elsewhen) else {
        out.claims.push(claim);
        return;
    };
    let (verdict, sense, expected) = compare(facts, &senses, count.numeral.value);
    let against = sense.map_or_else(Vec::new, |s| facts.present(&s.plus));
    let asks = firm == Firm::Asked || !is_ours(desk.check, count.scope);
    let others = matches!(count.scope, Scope::Organ | Scope::Branch | Scope::Below);
    let yields = last_year || firm == Firm::Loose || others && asks;
    let verdict = match verdict {
        Verdict::Differs if yields => Verdict::Open,
        Verdict::Differs if asks => Verdict::Asked,
        verdict => verdict,
    };
    let claim = Claim { against, expected, ..claim }.judged(verdict);
    match verdict {
        Verdict::Differs => out.say(claim.finding(rule, message(here, &claim, DIFFERS))),
        // Of a number that goes on about another, one question is enough.
        Verdict::Asked
            if asks && claim.number != expected && !matches!(topic, Topic::Results(_) | Topic::Applicants(_)) =>
        {
            out.say(claim.finding(asking, message(here, &claim, why_asked(count))))
        }
        _ => {}
    }
    out.claims.push(claim);
}

const DIFFERS: &str = "请核对正文和表格哪个对";

fn why_asked(count: &Count) -> &'static str {
    match count.scope {
        Scope::Office => "正文像是办公室本级的数，请确认，最好写明是谁的数",
        Scope::Wide => "正文像是更大范围的数，请确认，最好写明是谁的数",
        _ => "统计口径可能不同，请确认",
    }
}

/// `正文“共受理政府信息公开申请859件”，表三“…”的“总计”是 860，少 1，请核对正文和表格哪个对。`
fn message(here: &Here, claim: &Claim, advice: &str) -> String {
    let (number, expected) = (claim.number.unwrap_or_default(), claim.expected.unwrap_or_default());
    [
        "正文写“",
        &here.text.quoted(claim.phrase.clone()),
        "”，",
        &name(here.desk.check, &claim.against),
        "是 ",
        &expected.to_string(),
        "，正文",
        &compared(number, expected),
        "，",
        advice,
        "。",
    ]
    .concat()
}

/// Whether a number of this scope is what this unit reports.
pub(super) fn is_ours(check: &Check, scope: Scope) -> bool {
    let level = check.report.meta(Meta::Level);
    let org = check.report.meta(Meta::Org);
    let office = org.ends_with("办公室") || org.ends_with("办公厅") || matches!(level, "office" | "province-office");
    let government = match level {
        "county" | "district" | "city" | "province" => true,
        "" => !office && !is_department(org),
        _ => false,
    };
    match scope {
        Scope::Own => true,
        Scope::Office => !government || office,
        Scope::Wide => government,
        Scope::Organ => !government,
        Scope::Branch => !government && is_branch(org),
        Scope::Below => false,
    }
}

fn is_branch(org: &str) -> bool {
    const KINDS: [&str; 6] = ["中心", "街道", "办事处", "镇人民政府", "乡人民政府", "所"];
    KINDS.iter().any(|kind| org.ends_with(kind))
}

/// Whether a name is that of a department, a township or the like.
fn is_department(org: &str) -> bool {
    org.ends_with(['局', '委', '厅', '院', '镇', '乡', '所', '办', '处', '站'])
        || ["委员会", "中心", "街道", "办事处", "分局", "镇人民政府", "乡人民政府"].iter().any(|w| org.ends_with(w))
}

/// The first sense that agrees, or that nothing does: then the first that says anything.
fn compare<'s>(
    facts: &super::Facts,
    senses: &'s [Sense],
    number: Number,
) -> (Verdict, Option<&'s Sense>, Option<Number>) {
    let mut first: Option<(&Sense, Number)> = None;
    let mut under_some = false;
    for sense in senses {
        let Some(sums) = sense.sums(facts) else { continue };
        let agreeing = sums.iter().filter(|sum| **sum == number).count();
        if agreeing == sums.len() {
            let verdict = if sense.doubtful { Verdict::Asked } else { Verdict::Agrees };
            return (verdict, Some(sense), Some(number));
        }
        under_some |= agreeing > 0;
        if let (None, false, Some(sum)) = (first, sense.doubtful, sums.first()) {
            first = Some((sense, *sum));
        }
    }
    let Some((sense, sum)) = first else { return (Verdict::Open, None, None) };
    let unfilled = !facts.is_filled(&sense.plus);
    let verdict = if under_some || unfilled { Verdict::Open } else { Verdict::Differs };
    (verdict, Some(sense), Some(sum))
}

fn rule_of(topic: Topic) -> usize {
    let id = match topic {
        Topic::New(_) => NEW.id,
        Topic::Total => TOTAL.id,
        Topic::CarriedIn => CARRYIN.id,
        Topic::CarriedOut => CARRYOUT.id,
        Topic::Done | Topic::Answered => DONE.id,
        Topic::Results(_) => RESULT.id,
        Topic::Applicants(_) => APPLICANT.id,
        Topic::Cases { groups, .. } => match (groups.has(Cue::Review), groups.any(SUITS), groups.has(Cue::Cases)) {
            (true, false, false) => REVIEW.id,
            (false, true, false) => SUIT.id,
            _ => CASES.id,
        },
        Topic::Documents { .. } => DOCUMENT.id,
        Topic::Procurement => PROCUREMENT.id,
    };
    RULES.iter().position(|rule| rule.id == id).unwrap_or(0)
}

const SUITS: Cues = Cues::of(&[Cue::Suit, Cue::Direct, Cue::Post]);
