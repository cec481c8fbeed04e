//! What is said without a number, against the cells: 未收到申请, 均已办结, 均获维持, 零败诉.

use super::counts::is_ours;
use super::names::name;
use super::senses::{cells, groups_of, slots};
use super::{Claim, Here, Out, Verdict};
use crate::check::{Rule, Severity};
use crate::form::Slot;
use crate::form::cues::Cues;
use crate::prose::{Firm, Said, Topic, What};
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[NONE, OUTCOME];

const SOURCE: &str = "国办公开办函〔2021〕30号：数据精确；经验规则：正文与表格一致";

const NONE: Rule = Rule { id: "X-NONE", severity: Severity::Warning, source: SOURCE };

const OUTCOME: Rule = Rule { id: "X-OUTCOME", severity: Severity::Warning, source: SOURCE };

/// More is not read of one sentence.
const MOST: usize = 20;

pub(super) fn judge(here: &Here, out: &mut Out) {
    // An endless sentence may say it endlessly.
    for said in here.sentence.said.iter().take(MOST) {
        if let Some((rule, cells)) = cells_of(said.what) {
            nothing_in(here, said, rule, cells, out);
        }
    }
}

/// The rule, and the cells in which nothing may stand.
fn cells_of(what: What) -> Option<(&'static Rule, Vec<Slot>)> {
    let cases = |groups: Cues, columns: &[&str]| slots("table4", &groups_of(groups), columns);
    Some(match what {
        What::NoApplications => (&NONE, cells(&["new"], &["total"])),
        What::NothingCarried { next } => (&NONE, cells(&[if next { "carried_out" } else { "carried_in" }], &["total"])),
        What::NoCases(groups) => (&NONE, cases(groups, &["total"])),
        What::NoDocuments(_) => (&NONE, slots("table2", &["normative"], &["made"])),
        What::AllDone { .. } => (&super::counts::DONE, cells(&["carried_out"], &["total"])),
        What::AllUpheld(groups) => (&OUTCOME, cases(groups, &["corrected", "other", "pending"])),
        What::AllClosed(groups) => (&OUTCOME, cases(groups, &["pending"])),
        What::NoneCorrected(groups) => (&OUTCOME, cases(groups, &["corrected"])),
        What::NoFee { .. } => return None,
    })
}

fn nothing_in(here: &Here, said: &Said, rule: &'static Rule, cells: Vec<Slot>, out: &mut Out) {
    let facts = &here.desk.facts;
    let claim = here.claim(rule, said.phrase.clone());
    let Some(sums) = facts.sums(&cells) else {
        out.claims.push(claim);
        return;
    };
    let zeros = sums.iter().filter(|sum| sum.is_zero()).count();
    let doubt = said.firm != Firm::Plain || !is_ours(here.desk.check, said.scope) || excused(here, said.what);
    let verdict = match zeros {
        n if n == sums.len() => Verdict::Agrees,
        0 if doubt => Verdict::Open,
        0 => Verdict::Differs,
        _ => Verdict::Open,
    };
    let expected = sums.first().copied();
    let mut filled = facts.present(&cells);
    if verdict == Verdict::Differs {
        filled.retain(|slot| facts.sum(&[*slot]).is_none_or(|n| !n.is_zero()));
    }
    let claim = Claim { against: filled, expected, ..claim }.judged(verdict);
    if verdict == Verdict::Differs {
        let mut finding = claim.finding(rule, message(here, &claim));
        finding.found = Some(here.text.quoted(claim.phrase.clone()));
        out.say(finding);
    }
    out.claims.push(claim);
}

/// Where the words may be true although something is open.
fn excused(here: &Here, what: What) -> bool {
    let counted = |wanted: Topic| here.sentence.counts.iter().any(|c| c.topic.is_some_and(|(t, _)| t == wanted));
    match what {
        // `办结33件，均按时办结，1件结转下年度` speaks of the 33.
        What::AllDone { handled: false } => {
            let later = ["截至目前", "目前", "现已", "报告"];
            counted(Topic::CarriedOut) || here.text.letters.has_in(here.sentence.letters.clone(), &later)
        }
        // 已依法办理 is true of what is still being handled, unless nothing was done at all.
        What::AllDone { handled: true } => counted(Topic::CarriedOut) || !nothing_done(here),
        _ => false,
    }
}

/// All there was is carried to the next year.
fn nothing_done(here: &Here) -> bool {
    let facts = &here.desk.facts;
    let came = facts.sums(&cells(&["new", "carried_in"], &["total"]));
    let open = facts.sums(&cells(&["carried_out"], &["total"]));
    came.zip(open).is_some_and(|(came, open)| came == open)
}

fn message(here: &Here, claim: &Claim) -> String {
    let expected: Number = claim.expected.unwrap_or_default();
    [
        "正文写“",
        &here.text.quoted(claim.phrase.clone()),
        "”，",
        &named(here, &claim.against),
        "是 ",
        &expected.to_string(),
        if claim.rule.id == "X-DONE" { "，还有没办完的，" } else { "，" },
        "请核对正文和表格哪个对。",
    ]
    .concat()
}

/// One cell by its name; of several each, for they may stand in different columns.
fn named(here: &Here, slots: &[Slot]) -> String {
    let mut text = String::new();
    for (at, slot) in slots.iter().enumerate() {
        text.push_str(if at > 0 { "、" } else { "" });
        text.push_str(&name(here.desk.check, &[*slot]));
    }
    if slots.len() > 1 {
        text.push_str("一共");
    }
    text
}
