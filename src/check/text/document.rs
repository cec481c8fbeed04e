//! The document as a whole (文本格式): its parts, tables, headings, title, length, and what the law wants in it.
//!
//! What is missing is said only of a report that is mostly written, and never of one of which only some sentences
//! were kept (`narrative.abridged`).

use super::{Desk, Out, Text};
use crate::check::{Finding, Place, Rule, Severity};
use crate::form::{Edition, Form, Part, Prose};
use crate::prose::Letters;
use crate::report::Meta;

pub(super) const RULES: &[Rule] = &[PARTS, TABLES, HEADING, TITLE, LENGTH, ACCOUNT, PROBLEMS, FEES];

const F21: &str = "国办公开办函〔2021〕30号所附格式";

const PARTS: Rule = Rule { id: "D-PARTS", severity: Severity::Error, source: F21 };

const TABLES: Rule = Rule { id: "D-TABLES", severity: Severity::Error, source: F21 };

const HEADING: Rule = Rule { id: "D-HEADING", severity: Severity::Hint, source: F21 };

const TITLE: Rule = Rule { id: "D-TITLE", severity: Severity::Warning, source: F21 };

const TITLE_ASKED: Rule = Rule { severity: Severity::Hint, ..TITLE };

const LENGTH: Rule =
    Rule {
        id: "D-LEN", severity: Severity::Hint, source: "国办公开办函〔2021〕30号：“总体情况”原则上不超过1000字"
    };

const ACCOUNT: Rule = Rule {
    id: "D-ACC",
    severity: Severity::Warning,
    source: "《条例》第五十条第（四）项；国办公开办函〔2021〕30号：人民政府的报告还应包括工作考核、社会评议和责任追究结果",
};

const PROBLEMS: Rule = Rule {
    id: "D-P5",
    severity: Severity::Error,
    source: "国办公开办函〔2021〕30号：存在的主要问题要具体，改进措施要有实效",
};

const FEES: Rule = Rule {
    id: "D-P6",
    severity: Severity::Warning,
    source: "国办公开办函〔2021〕30号：第六部分报告收取信息处理费情况",
};

/// What a government's report must speak of, with the words that do.
const ACCOUNTS: [(&str, &[&str]); 3] = [
    ("工作考核", &["考核", "考评"]),
    ("社会评议", &["评议", "评估", "满意度"]),
    ("责任追究", &["追究", "追责", "问责"]),
];

/// Words that speak of the 信息处理费.
const FEE_WORDS: [&str; 4] = ["处理费", "收费", "费用", "收取"];

pub(super) fn judge(desk: &Desk, out: &mut Out) {
    out.findings.extend(tables(desk));
    out.findings.extend(title(desk));
    for prose in &desk.overlong {
        out.findings.push(overlong(*prose));
    }
    for text in &desk.texts {
        out.findings.extend(heading(desk, text));
    }
    if !desk.is_whole() {
        return;
    }
    out.findings.extend(missing_part(desk));
    out.findings.extend(length(desk));
    out.findings.extend(account(desk));
    out.findings.extend(problems(desk));
    out.findings.extend(fees(desk));
}

impl<'a> Desk<'a> {
    pub(super) fn text(&self, prose: Prose) -> Option<&Text<'a>> {
        self.texts.iter().find(|text| text.prose == prose)
    }

    /// Whether most of the report is written, so that what is missing may be missed.
    pub(super) fn is_written(&self) -> bool {
        let parts = [Prose::Part1, Prose::Part5, Prose::Part6];
        parts.into_iter().filter(|part| self.text(*part).is_some()).count() >= 2
    }

    /// Written, and nothing was left out when it was copied.
    pub(super) fn is_whole(&self) -> bool {
        let cut = self.texts.iter().any(|text| text.letters.has(&["[…]"]));
        self.is_written() && !self.check.report.is_abridged() && !cut && self.overlong.is_empty()
    }

    /// Whether any of the words stands anywhere in the narrative.
    pub(super) fn speaks_of(&self, words: &[&str]) -> bool {
        self.texts.iter().any(|text| text.letters.has(words))
    }

    fn part(&self, prose: Prose) -> Option<&'static Part> {
        self.check.form().desc.parts.iter().find(|part| part.text.contains(&prose))
    }
}

fn tables(desk: &Desk) -> Option<Finding> {
    let mut missing = Vec::new();
    for sheet in &desk.check.form().sheets {
        if !desk.facts.is_started(sheet.table.id) {
            missing.push(sheet.table);
        }
    }
    let first = missing.first().filter(|_| desk.is_written())?;
    let names: Vec<&str> = missing.iter().map(|table| table.name).collect();
    let message = [&names.join("、"), "没有填数，年度报告应当有表二、表三、表四，请补填。"].concat();
    Some(Finding::new(&TABLES, Place::Table(first.id), message))
}

fn missing_part(desk: &Desk) -> Option<Finding> {
    let part = desk.part(Prose::Part1).filter(|_| desk.text(Prose::Part1).is_none())?;
    let message = ["“", part.heading, "”没有内容，年度报告应当有六个部分，请补写。"].concat();
    Some(Finding::new(&PARTS, Place::Prose(Prose::Part1), message))
}

// Headings.

/// The heading a text begins with, if it stands on a line of its own, or word for word.
fn heading_of<'t>(text: &'t str, part: &Part) -> Option<&'t str> {
    let text = text.trim_start();
    let line = text.lines().next()?.trim();
    let own = line.chars().count() <= 30
        && !line.contains(['。', '，', ',', '；', ';'])
        && line.len() < text.trim_end().len();
    let numbered =
        line.split_once('、').is_some_and(|(numeral, _)| "一二三四五六七".contains(numeral) && !numeral.is_empty());
    match text.strip_prefix(part.heading) {
        Some(_) => text.get(..part.heading.len()),
        None => (numbered && own).then_some(line),
    }
}

fn heading(desk: &Desk, text: &Text) -> Option<Finding> {
    let part = desk.part(text.prose)?;
    let found = heading_of(text.text, part)?;
    let squeezed: String = found.chars().filter(|c| !c.is_whitespace()).collect();
    if squeezed == part.heading {
        return None;
    }
    let numeral = |heading: &str| heading.split('、').next().map(str::to_owned);
    let renumbered = numeral(&squeezed) != numeral(part.heading);
    let (rule, advice) = match renumbered {
        true => (&PARTS, "序号和格式规定的不一样，六个部分应当按一至六排列，请核对。"),
        false => (&HEADING, "和格式规定的不一样，建议改过来。"),
    };
    let message = ["这一部分的标题是“", &squeezed, "”，格式规定的是“", part.heading, "”，", advice].concat();
    Some(Finding::new(rule, Place::Prose(text.prose), message).expected(part.heading.to_owned()).found(squeezed))
}

fn title(desk: &Desk) -> Option<Finding> {
    const END: &str = "政府信息公开工作年度报告";
    let report = desk.check.report;
    let title: String = report.meta(Meta::Title).chars().filter(|c| !c.is_whitespace()).collect();
    if !desk.is_written() || title.ends_with(END) {
        return None;
    }
    let at = Place::Meta(Meta::Title);
    if title.is_empty() {
        let known = !report.meta(Meta::Org).is_empty() && report.year().is_some();
        let message = "没有标题，也没有单位名称和年度，标题应当是“某机关某年政府信息公开工作年度报告”，请补填。";
        return (!known).then(|| Finding::new(&TITLE, at, message.to_owned()));
    }
    let message = ["标题是“", &title, "”，格式规定的标题以“", END, "”结尾，建议改过来。"].concat();
    Some(Finding::new(&TITLE_ASKED, at, message).found(title))
}

// What is in the parts.

/// How many letters a text has without its heading.
fn content(text: &Text, part: &Part) -> usize {
    let rest = heading_of(text.text, part).and_then(|heading| text.text.trim_start().strip_prefix(heading));
    let Some(rest) = rest else { return text.letters.count_from(0) };
    // What is left of the heading's line is a line of its own; the others stay what they are.
    let line = rest.split_inclusive(['\n', '\r']).next().unwrap_or_default();
    let behind = text.text.len() - rest.len() + line.len();
    Letters::of(line).count_from(0) + text.letters.count_from(behind)
}

fn length(desk: &Desk) -> Option<Finding> {
    let (text, part) = (desk.text(Prose::Part1)?, desk.part(Prose::Part1)?);
    // The limit came in 2021; a report of the former format may be told of it.
    let now = Form::of(Edition::E2021).desc.parts.first()?.limit?;
    let count = content(text, part);
    if count <= now {
        return None;
    }
    let (count, limit) = (count.to_string(), now.to_string());
    let rest = match part.limit {
        Some(_) => ["字，格式要求原则上不超过 ", &limit, " 字，建议压缩。"].concat(),
        None => ["字；当年的格式没有限制，2021年起原则上不超过 ", &limit, " 字，供参考。"].concat(),
    };
    let message = ["“", part.heading, "”有 ", &count, " ", &rest].concat();
    Some(Finding::new(&LENGTH, Place::Prose(Prose::Part1), message).expected(limit).found(count))
}

fn overlong(prose: Prose) -> Finding {
    let message = "这一栏过长，没有核对里面的数字，请精简后再提交。".to_owned();
    Finding::new(&LENGTH, Place::Prose(prose), message)
}

fn account(desk: &Desk) -> Option<Finding> {
    let level = desk.check.report.meta(Meta::Level);
    if !matches!(level, "county" | "district" | "city" | "province") {
        return None;
    }
    let mut missing = Vec::new();
    for (name, words) in ACCOUNTS {
        if !desk.speaks_of(words) {
            missing.push(name);
        }
    }
    if missing.is_empty() {
        return None;
    }
    let names = missing.join("、");
    let message =
        ["人民政府的报告还应当写工作考核、社会评议和责任追究结果，正文没有写到", &names, "，请补写。"].concat();
    Some(Finding::new(&ACCOUNT, Place::Prose(Prose::Part1), message).found(names))
}

fn problems(desk: &Desk) -> Option<Finding> {
    const SHORTEST: usize = 30;
    let part = desk.part(Prose::Part5)?;
    let count = desk.text(Prose::Part5).map_or(0, |text| content(text, part));
    if count >= SHORTEST {
        return None;
    }
    let count = count.to_string();
    let message = match count.as_str() {
        "0" => ["“", part.heading, "”没有内容，应当写明具体的问题和改进措施，请补写。"].concat(),
        count => ["“", part.heading, "”只有 ", count, " 字，应当写明具体的问题和改进措施，请补写。"].concat(),
    };
    Some(Finding::new(&PROBLEMS, Place::Prose(Prose::Part5), message).found(count))
}

fn fees(desk: &Desk) -> Option<Finding> {
    let part = desk.part(Prose::Part6)?;
    if desk.check.report.edition() != Edition::E2021
        || desk.text(Prose::Part6).is_some_and(|t| t.letters.has(&FEE_WORDS))
    {
        return None;
    }
    let message = ["“", part.heading, "”没有写收取信息处理费的情况，没有收取也要写明，请补写。"].concat();
    Some(Finding::new(&FEES, Place::Prose(Prose::Part6), message))
}
