//! 六部分: how many parts the introduction announces, and which it names.

use super::{Claim, Here, Out, Verdict};
use crate::check::{Rule, Severity};
use crate::form::Prose;
use crate::prose::Count;
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[PARTS];

const PARTS: Rule =
    Rule {
        id: "X-PARTS", severity: Severity::Warning, source: "国办公开办函〔2021〕30号：年度报告由六部分组成"
    };

/// The six parts, with words that name each of them.
const NAMED: [(&str, &[&str]); 6] = [
    ("总体情况", &["总体情况", "概述", "总体概况", "基本情况"]),
    ("主动公开政府信息情况", &["主动公开"]),
    ("收到和处理政府信息公开申请情况", &["收到和处理", "依申请", "公开申请", "申请情况"]),
    ("政府信息公开行政复议、行政诉讼情况", &["复议", "诉讼"]),
    ("存在的主要问题及改进情况", &["问题", "改进", "不足"]),
    ("其他需要报告的事项", &["其他", "其它"]),
];

pub(super) fn judge(here: &Here, out: &mut Out) {
    if !matches!(here.text.prose, Prose::Intro | Prose::Part1) {
        return;
    }
    let announced =
        here.sentence.counts.iter().find(|count| matches!(count.numeral.unit, "部分" | "个部分" | "个方面"));
    let Some(count) = announced else { return };
    let letters = here.sentence.letters.clone();
    let of_report = here.text.letters.has_in(letters.clone(), &["报告", "年报", "全文"])
        && here.text.letters.has_in(letters.clone(), &["组成", "构成", "包括", "包含", "涵盖", "分为", "内容", "共分"]);
    if !of_report {
        return;
    }
    let names = |words: &[&str]| here.text.letters.has_in(letters.clone(), words);
    let missing: Vec<&str> = NAMED.iter().filter(|(_, words)| !names(words)).map(|(name, _)| *name).collect();
    if missing.len() <= 3 && !missing.contains(&"总体情况") {
        parts(here, count, &missing, out);
    }
}

fn parts(here: &Here, count: &Count, missing: &[&str], out: &mut Out) {
    let (stated, named) = (count.numeral.value, Number::whole((NAMED.len() - missing.len()) as i64));
    let claim = here.claim(&PARTS, count.phrase.clone()).counting(stated, count.numeral.unit);
    let differs = stated != named || stated != Number::whole(NAMED.len() as i64);
    let verdict = if differs { Verdict::Differs } else { Verdict::Agrees };
    let claim = Claim { expected: Some(named), ..claim }.judged(verdict);
    if differs {
        let (stated, named) = (stated.to_string(), named.to_string());
        let mut message = ["正文写报告由 ", &stated, " 部分组成，列出的是 ", &named, " 部分"].concat();
        if !missing.is_empty() {
            message.push_str("，没有列出“");
            message.push_str(&missing.join("”“"));
            message.push('”');
        }
        message.push_str("，格式规定的是六部分，请核对。");
        out.say(claim.finding(&PARTS, message));
    }
    out.claims.push(claim);
}
