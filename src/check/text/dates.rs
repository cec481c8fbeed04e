//! Years and the period of statistics (年份、统计期限): what is most easily left from last year's file.

use std::ops::Range;

use super::{Claim, Desk, Here, Out, Text, Verdict};
use crate::check::{Finding, Place, Rule, Severity};
use crate::form::Prose;
use crate::prose::{Date, Names};
use crate::report::{Meta, Number};

pub(super) const RULES: &[Rule] = &[YEAR, PERIOD];

const YEAR: Rule =
    Rule { id: "X-YEAR", severity: Severity::Warning, source: "经验规则：年份与报告年度一致" };

const PERIOD: Rule = Rule {
    id: "X-PERIOD",
    severity: Severity::Warning,
    source: "国办公开办函〔2021〕30号：数据截至当年12月31日；《条例》第五十条",
};

/// Words of the sentence that gives the period.
const PERIOD_WORDS: [&str; 9] =
    ["统计期限", "统计时限", "统计周期", "统计时间", "统计区间", "统计期间", "数据的期限", "数据期限", "所列数据"];

pub(super) fn judge(here: &Here, out: &mut Out) {
    let Some(year) = here.desk.check.report.year() else { return };
    if here.sentence.dates.len() > 1 {
        period(here, year, out);
    }
    if here.text.prose == Prose::Part5 {
        plan(here, year, out);
    }
}

/// `自2025年1月1日起至2025年12月31日止`.
fn period(here: &Here, year: u16, out: &mut Out) {
    // Not the dates of the documents that are named before it.
    let letters = here.sentence.letters.clone();
    let Some(from) = letters.clone().find(|at| PERIOD_WORDS.iter().any(|word| here.text.letters.stands(*at, word)))
    else {
        return;
    };
    let behind = here.sentence.dates.iter().filter(|date| date.letters.start > from);
    let mut whole = behind.filter(|date| date.month.is_some() && date.day.is_some());
    let (Some(first), Some(last)) = (whole.next(), whole.next()) else { return };
    let phrase = bytes(here.text, first.letters.start..last.letters.end);
    let day = |date: &Date, month, day| date.month == Some(month) && date.day == Some(day);
    let days = day(first, 1, 1) && day(last, 12, 31);
    let years = [first.year, last.year].iter().flatten().all(|found| *found == year) && first.year.is_some();
    let rule = if days { &YEAR } else { &PERIOD };
    let claim = here.claim(if days && years { &PERIOD } else { rule }, phrase);
    let known = first.year.is_some() || !days;
    let verdict = match (days && years, known) {
        (true, _) => Verdict::Agrees,
        (_, true) => Verdict::Differs,
        _ => Verdict::Open,
    };
    let claim = claim.judged(verdict);
    if verdict == Verdict::Differs {
        let year = year.to_string();
        let quoted = here.text.quoted(claim.phrase.clone());
        let rest = ["”，报告年度是 ", &year, " 年，统计期限应当是 ", &year, " 年 1 月 1 日至 12 月 31 日，请核对。"];
        let mut finding = claim.finding(rule, ["统计期限写的是“", &quoted, &rest.concat()].concat());
        (finding.found, finding.expected) = (Some(quoted), Some(year));
        out.say(finding);
    }
    out.claims.push(claim);
}

fn bytes(text: &Text, letters: Range<usize>) -> Range<usize> {
    text.letters.bytes(text.text, letters)
}

/// 将 of a plan; 将 alone may be 把, as in `将政务公开纳入考核`.
const FUTURE: [&str; 14] = [
    "将继续",
    "将进一步",
    "将从",
    "将着力",
    "将切实",
    "将加强",
    "将不断",
    "将重点",
    "将持续",
    "将主要",
    "将采取",
    "将认真",
    "计划",
    "拟",
];

/// A plan for a year that is over: `下一步，2024年将…` in the report for 2024.
fn plan(here: &Here, year: u16, out: &mut Out) {
    let letters = &here.text.letters;
    let Some(date) = here.sentence.dates.first().filter(|d| d.month.is_none() && d.year.is_some_and(|y| y <= year))
    else {
        return;
    };
    let begin = here.sentence.letters.start;
    let opened = date.letters.start == begin
        || letters.has_in(begin..date.letters.start, &["下一步", "今后", "针对", "下步"])
            && date.letters.start < begin + 30;
    let after = date.letters.end..here.sentence.letters.end.min(date.letters.end + 16);
    let future = letters.has_in(after.clone(), &FUTURE);
    let past = letters.has_in(after, &["了", "虽", "取得", "已", "存在", "成效", "度"]);
    if !opened || !future || past {
        return;
    }
    let Some(found) = date.year else { return };
    let claim = here.claim(&YEAR, bytes(here.text, date.letters.clone()));
    let claim = Claim { expected: Some(Number::whole(i64::from(year) + 1)), ..claim };
    let claim = claim.counting(Number::whole(i64::from(found)), "年").judged(Verdict::Differs);
    let rest = [
        "打算写的是 ",
        &found.to_string(),
        " 年，这是 ",
        &year.to_string(),
        " 年的报告，请核对是不是应为 ",
        &(year + 1).to_string(),
        " 年。",
    ];
    out.say(claim.finding(&YEAR, rest.concat()));
    out.claims.push(claim);
}

/// The title's year, and a part one that speaks of last year only.
pub(super) fn judge_whole(desk: &Desk, out: &mut Out) {
    let Some(year) = desk.check.report.year() else { return };
    out.findings.extend(title(desk, year));
    for text in desk.texts.iter().filter(|text| text.prose == Prose::Part1) {
        part_one(text, year, out);
    }
}

fn title(desk: &Desk, year: u16) -> Option<Finding> {
    let title = desk.check.report.meta(Meta::Title);
    let letters = crate::prose::Letters::of(title);
    let reading = crate::prose::read(Prose::Intro, title, &letters, Some(year), &Names::of(""), None);
    let mut years = reading.sentences().flat_map(|s| &s.dates).filter_map(|date| date.year);
    let found = years.next().filter(|found| *found != year)?;
    if years.next().is_some() {
        return None;
    }
    let rest = ["标题写的是 ", &found.to_string(), " 年，报告年度填的是 ", &year.to_string(), "，请核对哪个对。"];
    let finding = Finding::new(&YEAR, Place::Meta(Meta::Title), rest.concat());
    Some(finding.expected(year.to_string()).found(found.to_string()))
}

/// The text begins with it, or its heading comes before.
fn opens(date: &Date) -> bool {
    const HEADINGS: usize = 60;
    date.letters.start < HEADINGS
}

/// `2023年，我局…` in a report for 2024 that names no 2024 in all its part one.
fn part_one(text: &Text, year: u16, out: &mut Out) {
    let mut stale = None;
    for sentence in text.reading.sentences() {
        for date in &sentence.dates {
            match date.year {
                Some(found) if found == year => return,
                Some(found) if found + 1 == year && date.letters.start == sentence.letters.start && opens(date) => {
                    stale = stale.or(Some((sentence, date)));
                }
                _ => {}
            }
        }
    }
    let Some((sentence, date)) = stale else { return };
    let mut finding = Finding::new(
        &YEAR,
        Place::Prose(text.prose),
        [
            "正文只写到 ",
            &(year - 1).to_string(),
            " 年，报告年度是 ",
            &year.to_string(),
            " 年，请核对是不是沿用了上年的文字。",
        ]
        .concat(),
    );
    finding.quote = Some(text.slice(sentence.range.clone()).to_owned());
    finding.found = Some(text.slice(bytes(text, date.letters.clone())).to_owned());
    finding.expected = Some(year.to_string());
    out.say(finding);
}
