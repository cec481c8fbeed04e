//! 信息处理费: the amount against its items, and “未发出收费通知” against row 六-2 of table three.
//!
//! Row 六-2 counts applications given up because a fee notice was not paid: where it is more than nothing, notices
//! were sent, whatever was received (国办函〔2020〕109号). The 行政事业性收费 of table two is another thing.

use super::names::name;
use super::senses::cells;
use super::{Claim, Here, Out, Verdict};
use crate::check::years::compared;
use crate::check::{Rule, Severity};
use crate::form::Edition;
use crate::form::cues::{Cue, Cues};
use crate::prose::{About, Count, Said, What};
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[FEE];

const FEE: Rule = Rule {
    id: "X-FEE",
    severity: Severity::Warning,
    source: "国办函〔2020〕109号《政府信息公开信息处理费管理办法》；国办公开办函〔2021〕30号：第六部分",
};

pub(super) fn judge(here: &Here, out: &mut Out) {
    for said in here.sentence.said.iter().take(20) {
        if let What::NoFee { notice } = said.what {
            none(here, said, notice, out);
        }
    }
    let counts = &here.sentence.counts;
    let amount = counts.iter().position(|c| is_money(c) && c.cues.any(Cues::of(&[Cue::Fee])));
    if let Some(at) = amount {
        charged(here, at, out);
    }
}

fn is_money(count: &Count) -> bool {
    matches!(count.numeral.unit, "元" | "万元") && count.numeral.about == About::Exactly
}

fn none(here: &Here, said: &Said, notice: bool, out: &mut Out) {
    let claim = here.claim(&FEE, said.phrase.clone()).counting(Number::ZERO, "元");
    let slots = cells(&["other_2"], &["total"]);
    if here.desk.check.report.edition() == Edition::E2019 {
        out.claims.push(claim.judged(Verdict::Agrees));
        return;
    }
    let Some(unpaid) = here.desk.facts.sum(&slots) else {
        out.claims.push(claim);
        return;
    };
    let differs = notice && !unpaid.is_zero();
    let verdict = if differs { Verdict::Differs } else { Verdict::Agrees };
    let claim = Claim { against: slots, expected: Some(unpaid), ..claim }.judged(verdict);
    if differs {
        let rest = [
            "”，",
            &name(here.desk.check, &claim.against),
            "是 ",
            &unpaid.to_string(),
            "，逾期未缴费的申请说明发过收费通知，请核对。",
        ];
        let message = ["正文写“", &here.text.quoted(claim.phrase.clone()), &rest.concat()].concat();
        out.say(claim.finding(&FEE, message));
    }
    out.claims.push(claim);
}

/// The amount, and what its items add up to where they are listed.
fn charged(here: &Here, at: usize, out: &mut Out) {
    let counts = &here.sentence.counts;
    let Some(total) = counts.get(at) else { return };
    let items: Vec<&Count> = counts.iter().skip(at + 1).filter(|c| c.numeral.unit == total.numeral.unit).collect();
    let listed = counts.get(at + 1).is_some_and(|c| c.of) && items.iter().all(|c| is_money(c));
    let sum: Number = items.iter().map(|c| c.numeral.value).sum();
    let stated = total.numeral.value;
    let differs = listed && sum > stated || listed && items.len() > 1 && sum != stated;
    let claim = here.claim(&FEE, total.phrase.clone()).counting(stated, total.numeral.unit);
    let verdict = match differs {
        true => Verdict::Differs,
        false => Verdict::Agrees,
    };
    let claim = Claim { expected: listed.then_some(sum), ..claim }.judged(verdict);
    if differs {
        let rest = ["”，其中各项相加是 ", &sum.to_string(), "，总数", &compared(stated, sum), "，请核对。"];
        let message = ["正文写“", &here.text.quoted(claim.phrase.clone()), &rest.concat()].concat();
        out.say(claim.finding(&FEE, message));
    }
    out.claims.push(claim);
}
