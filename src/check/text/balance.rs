//! Four numbers of one sentence among themselves: 收到 + 上年结转 = 办结 + 结转下年度.

use super::{Claim, Here, Out, Verdict};
use crate::check::years::compared;
use crate::check::{Rule, Severity};
use crate::prose::{Firm, Sentence, Topic, When};
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[BALANCE];

const BALANCE: Rule = Rule {
    id: "X-BAL",
    severity: Severity::Warning,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样：表三表头所印勾稽关系",
};

/// Judged where the tables did not judge the numbers.
pub(super) fn judge(here: &Here, out: &mut Out) {
    let Some(claim) = balance(here, out) else { return };
    if claim.verdict == Verdict::Differs {
        out.say(claim.finding(&BALANCE, unbalanced(&claim, here.sentence)));
    }
    out.claims.push(claim);
}

fn balance(here: &Here, out: &Out) -> Option<Claim> {
    let [new, carried, done, open] = four(here.sentence)?;
    if here.claims(out).iter().any(|claim| claim.verdict == Verdict::Differs) {
        return None;
    }
    let holds = new + carried == done + open || new == done + open;
    let claim = here.claim(&BALANCE, here.sentence.range.clone());
    let claim = Claim { number: Some(done + open), expected: Some(new + carried), ..claim };
    Some(claim.judged(if holds { Verdict::Agrees } else { Verdict::Differs }))
}

/// The four numbers, each said exactly once and without doubt.
fn four(sentence: &Sentence) -> Option<[Number; 4]> {
    let one = |wanted: fn(Topic) -> bool| {
        let mut found = sentence.counts.iter().filter(|c| c.topic.is_some_and(|(topic, _)| wanted(topic)));
        let count =
            found.next().filter(|c| c.when == When::Now && c.topic.is_some_and(|(_, firm)| firm == Firm::Plain))?;
        found.next().is_none().then_some(count.numeral.value)
    };
    Some([
        one(|t| matches!(t, Topic::New(_)))?,
        one(|t| t == Topic::CarriedIn)?,
        one(|t| matches!(t, Topic::Done | Topic::Answered | Topic::Total))?,
        one(|t| t == Topic::CarriedOut)?,
    ])
}

fn unbalanced(claim: &Claim, sentence: &Sentence) -> String {
    let [new, carried, done, open] = four(sentence).unwrap_or_default();
    let (left, right) = (claim.expected.unwrap_or_default(), claim.number.unwrap_or_default());
    [
        "这句话里，收到 ",
        &new.to_string(),
        " 加上年结转 ",
        &carried.to_string(),
        " 是 ",
        &left.to_string(),
        "，办结 ",
        &done.to_string(),
        " 加结转下年度 ",
        &open.to_string(),
        " 是 ",
        &right.to_string(),
        "，后者",
        &compared(right, left),
        "，请核对这四个数。",
    ]
    .concat()
}
