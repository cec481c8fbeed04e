//! Numbers of the narrative against the cells they speak of: applications, results, applicants, cases, documents.
//!
//! A number agrees if any reading of its words agrees: 受理 may count those carried in or not. It differs only if no
//! reading does, the words leave no doubt, and it is this unit's number of this year.

use super::names::name;
use super::{Claim, Here, Out, Verdict};
use crate::check::years::compared;
use crate::check::{Check, Rule, Severity};
use crate::form::Slot;
use crate::form::cues::{APPLICANTS, Cue, Cues, OUTCOMES, RESULTS};
use crate::prose::{Count, Firm, Scope, Sentence, Topic, When};
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
    &[NEW, TOTAL, CARRYIN, DONE, CARRYOUT, RESULT, APPLICANT, REVIEW, SUIT, CASES, DOCUMENT, PROCUREMENT, BALANCE];

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
const BALANCE: Rule = rule("X-BAL");

/// The same rules, asking: in the order of [`RULES`].
static ASKING: [Rule; 13] = [
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
    asking(&BALANCE),
];

/// One way to read what a number counts: the sum of some cells, less that of others.
struct Sense {
    plus: Vec<Slot>,
    minus: Vec<Slot>,
    /// Agreeing with this one is no more than a reason to ask.
    doubtful: bool,
}

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
    let senses = senses(topic);
    let Some(facts) = facts.filter(|_| count.when != When::Elsewhen) else {
        out.claims.push(claim);
        return;
    };
    let (verdict, sense, expected) = compare(facts, &senses, count.numeral.value);
    let against = sense.map_or_else(Vec::new, |s| facts.present(&s.plus));
    let asks = firm == Firm::Asked || !is_ours(desk.check, count.scope);
    let yields = last_year || firm == Firm::Loose || count.scope == Scope::Organ && asks;
    let verdict = match verdict {
        Verdict::Differs if yields => Verdict::Open,
        Verdict::Differs if asks => Verdict::Asked,
        verdict => verdict,
    };
    let claim = Claim { against, expected, ..claim }.judged(verdict);
    match verdict {
        Verdict::Differs => out.say(claim.finding(rule, message(here, &claim, DIFFERS))),
        // Of a number that goes on about another, one question is enough.
        Verdict::Asked if asks && !matches!(topic, Topic::Results(_) | Topic::Applicants(_)) => {
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
    }
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

impl Sense {
    fn sums(&self, facts: &super::Facts) -> Option<Vec<Number>> {
        let mut sums = facts.sums(&self.plus)?;
        if self.minus.is_empty() {
            return Some(sums);
        }
        let minus = facts.sums(&self.minus)?;
        for (sum, less) in sums.iter_mut().zip(minus) {
            *sum = *sum - less;
        }
        Some(sums)
    }
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

// What the words may count.

fn senses(topic: Topic) -> Vec<Sense> {
    let total = |row: &str| cells(&[row], &["total"]);
    let both = |a: &str, b: &str| cells(&[a, b], &["total"]);
    match topic {
        Topic::New(Cue::Request) => {
            vec![sure(total("new")), sure(both("new", "carried_in")), sure(total("done_total"))]
        }
        // 收到 and 新收 are those of the year; with those carried in, it is worth a word.
        Topic::New(Cue::Received) => vec![sure(total("new")), unsure(both("new", "carried_in"))],
        Topic::New(_) => vec![sure(total("new")), sure(both("new", "carried_in"))],
        Topic::Total => vec![sure(total("done_total")), sure(both("new", "carried_in")), sure(total("new"))],
        Topic::CarriedIn => vec![sure(total("carried_in"))],
        Topic::CarriedOut => vec![sure(total("carried_out"))],
        Topic::Done => vec![sure(total("done_total")), less(total("new"), total("carried_out"))],
        Topic::Answered => answered(),
        Topic::Results(results) => results_of(results),
        Topic::Applicants(cue) => applicants_of(cue),
        Topic::Cases { groups, outcome } => cases_of(groups, outcome),
        Topic::Documents { object, deed } => documents_of(object, deed),
        Topic::Procurement => vec![sure(slots("table2", &["procurement"], &["projects"]))],
    }
}

/// An answer is not always what ends an application: those withdrawn or not processed may not be counted.
fn answered() -> Vec<Sense> {
    let done = || cells(&["done_total"], &["total"]);
    let other = rows(Cue::Other);
    let mut both = rows(Cue::Other);
    both.extend_from_slice(&rows(Cue::NotProcessed));
    let new = cells(&["new"], &["total"]);
    let out = cells(&["carried_out"], &["total"]);
    vec![sure(done()), less(done(), cells(&other, &["total"])), less(done(), cells(&both, &["total"])), less(new, out)]
}

fn rows(result: Cue) -> Vec<&'static str> {
    RESULTS.iter().find(|(cue, _)| *cue == result).map_or_else(Vec::new, |(_, rows)| rows.to_vec())
}

/// The cells of all results that are spoken of, each once.
pub(super) fn rows_of(results: Cues) -> Vec<Slot> {
    let mut all: Vec<&str> = Vec::new();
    for (_, rows) in RESULTS.iter().filter(|(cue, _)| results.has(*cue)) {
        for row in *rows {
            if !all.contains(row) {
                all.push(row);
            }
        }
    }
    cells(&all, &["total"])
}

fn results_of(results: Cues) -> Vec<Sense> {
    let mut senses = vec![sure(rows_of(results))];
    // 予以公开 alone may take in what was made public in part; a row may be meant by itself.
    if results == Cues::of(&[Cue::Granted]) {
        senses.push(unsure(cells(&["granted", "partial"], &["total"])));
    }
    // What is listed apart from it may not be in it: `逾期未补正2件，其他处理5件`.
    if results == Cues::of(&[Cue::Other]) {
        senses.push(unsure(cells(&["other_3"], &["total"])));
        senses.push(unsure(cells(&["other_2", "other_3"], &["total"])));
        senses.push(unsure(cells(&["other_1", "other_3"], &["total"])));
    }
    for (cue, rows) in RESULTS.iter().filter(|(cue, _)| results.has(*cue)) {
        if results.count() > 1 && *cue != Cue::Granted && *cue != Cue::Partial {
            senses.push(unsure(cells(rows, &["total"])));
        }
    }
    senses
}

fn applicants_of(cue: Cue) -> Vec<Sense> {
    let columns = APPLICANTS.iter().find(|(c, _)| *c == cue).map_or(&[][..], |(_, columns)| columns);
    vec![
        sure(cells(&["new"], columns)),
        sure(cells(&["new", "carried_in"], columns)),
        sure(cells(&["done_total"], columns)),
    ]
}

fn cases_of(groups: Cues, outcome: Option<Cue>) -> Vec<Sense> {
    let column = outcome.and_then(|o| OUTCOMES.iter().find(|(cue, _)| *cue == o)).map_or("total", |(_, column)| column);
    let rows = groups_of(groups);
    let together = sure(slots("table4", &rows, &[column]));
    let mut senses = vec![together];
    // `行政复议、行政诉讼均为2件`: each by itself.
    if groups.count() > 1 && !groups.has(Cue::Cases) {
        for row in &rows {
            senses.push(unsure(slots("table4", &[row], &[column])));
        }
    }
    senses
}

/// The rows of table four that are spoken of.
pub(super) fn groups_of(groups: Cues) -> Vec<&'static str> {
    let all = groups.has(Cue::Cases);
    let wanted = |cue: Cue| all || groups.has(cue);
    let narrow = groups.has(Cue::Direct) || groups.has(Cue::Post);
    let mut rows = Vec::new();
    if wanted(Cue::Review) {
        rows.push("review");
    }
    if groups.has(Cue::Direct) || wanted(Cue::Suit) && !narrow {
        rows.push("direct");
    }
    if groups.has(Cue::Post) || wanted(Cue::Suit) && !narrow {
        rows.push("post");
    }
    rows
}

fn documents_of(object: Cue, deed: Option<Cue>) -> Vec<Sense> {
    let row = if object == Cue::Normative { "normative" } else { "regulations" };
    let cell = |column: &str| sure(slots("table2", &[row], &[column]));
    match deed {
        Some(Cue::Made) => vec![cell("made")],
        Some(Cue::Repealed) => vec![cell("repealed")],
        Some(Cue::Valid) => vec![cell("valid"), cell("total")],
        _ => vec![cell("made"), cell("published"), cell("valid"), cell("total"), cell("repealed")],
    }
}

fn sure(plus: Vec<Slot>) -> Sense {
    Sense { plus, minus: Vec::new(), doubtful: false }
}

fn unsure(plus: Vec<Slot>) -> Sense {
    Sense { plus, minus: Vec::new(), doubtful: true }
}

fn less(plus: Vec<Slot>, minus: Vec<Slot>) -> Sense {
    Sense { plus, minus, doubtful: true }
}

pub(super) fn cells(rows: &[&str], columns: &[&str]) -> Vec<Slot> {
    slots("table3", rows, columns)
}

pub(super) fn slots(table: &str, rows: &[&str], columns: &[&str]) -> Vec<Slot> {
    let mut slots = Vec::new();
    for row in rows {
        for column in columns {
            slots.extend(Slot::at(table, row, column));
        }
    }
    slots
}

// Four numbers of one sentence among themselves.

/// 收到 + 上年结转 = 办结 + 结转下年度, said in one sentence: judged where the tables did not judge the numbers.
pub(super) fn judge_balance(here: &Here, out: &mut Out) {
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
