//! Single sentences against one set of tables: what is read in them, and how it is judged.
//!
//! `tests/cases/sentences.txt`: a line of judgements, then the sentence. A judgement is a rule, `+` 相符, `-` 不符,
//! `?` 需确认, `.` 无从比较, and the number. `UPDATE_EXPECT=1` writes what is found; every line was read by hand.

use std::fmt::Write as _;
use std::fs;

use expect_test::expect_file;
use gongkai::check::{Context, Verdict, check, claims};
use gongkai::codec::json;
use gongkai::form::Prose;
use gongkai::report::{Edit, Report};

/// The tables all sentences speak of: a district in 2025.
const TABLES: &str = r#"{"schema": "gongkai-report/1",
 "meta": {"title": "甲市乙区2025年政府信息公开工作年度报告", "org": "甲市乙区人民政府", "level": "district", "year": 2025, "format": "2021"},
 "table2": {"regulations": {"made": 0, "repealed": 0, "valid": 0}, "normative": {"made": 12, "repealed": 4, "valid": 90},
  "licensing": {"decisions": 5000}, "punishment": {"decisions": 800}, "coercion": {"decisions": 30}, "fees": {"amount_wan": "3560.2"}},
 "table3": {"columns": ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org", "total"], "rows": {
  "new": [1150, 50, 0, 0, 7, 0, 1207], "carried_in": [46, 2, 0, 0, 0, 0, 48],
  "granted": [380, 18, 0, 0, 2, 0, 400], "partial": [145, 5, 0, 0, 0, 0, 150],
  "denied_1": [5, 0, 0, 0, 0, 0, 5], "denied_2": [0, 0, 0, 0, 0, 0, 0], "denied_3": [0, 0, 0, 0, 0, 0, 0], "denied_4": [0, 0, 0, 0, 0, 0, 0],
  "denied_5": [10, 0, 0, 0, 0, 0, 10], "denied_6": [20, 0, 0, 0, 0, 0, 20], "denied_7": [15, 0, 0, 0, 0, 0, 15], "denied_8": [0, 0, 0, 0, 0, 0, 0],
  "unable_1": [282, 18, 0, 0, 0, 0, 300], "unable_2": [55, 5, 0, 0, 0, 0, 60], "unable_3": [40, 0, 0, 0, 0, 0, 40],
  "notproc_1": [60, 0, 0, 0, 0, 0, 60], "notproc_2": [20, 0, 0, 0, 5, 0, 25], "notproc_3": [0, 0, 0, 0, 0, 0, 0], "notproc_4": [15, 0, 0, 0, 0, 0, 15], "notproc_5": [0, 0, 0, 0, 0, 0, 0],
  "other_1": [30, 0, 0, 0, 0, 0, 30], "other_2": [5, 0, 0, 0, 0, 0, 5], "other_3": [46, 4, 0, 0, 0, 0, 50],
  "done_total": [1128, 50, 0, 0, 7, 0, 1185], "carried_out": [68, 2, 0, 0, 0, 0, 70]}},
 "table4": {"review": [20, 3, 5, 2, 30], "direct": [4, 1, 2, 1, 8], "post": [6, 0, 1, 1, 8]}}"#;

/// Marks before a sentence that put it elsewhere than in part one.
const PLACES: [(&str, Prose); 5] = [
    ("[开头]", Prose::Intro),
    ("[三]", Prose::Part3Lead),
    ("[四]", Prose::Part4Lead),
    ("[五]", Prose::Part5),
    ("[六]", Prose::Part6),
];

fn with(sentence: &str) -> Report {
    let report = json::read(TABLES).unwrap();
    let found = PLACES.iter().find_map(|(mark, prose)| Some((sentence.strip_prefix(mark)?, *prose)));
    let (text, prose) = found.unwrap_or((sentence, Prose::Part1));
    report.apply(&Edit::Prose(prose, text.replace("\\n", "\n").into()))
}

fn judged(report: &Report) -> String {
    let mut out = String::new();
    for claim in claims(report, Context::default()) {
        let mark = match claim.verdict {
            Verdict::Agrees => '+',
            Verdict::Differs => '-',
            Verdict::Asked => '?',
            Verdict::Open => '.',
        };
        let number = claim.number.map_or_else(String::new, |n| n.to_string());
        write!(out, "{}{}{mark}{number}", if out.is_empty() { "" } else { " " }, claim.rule.id).unwrap();
    }
    // A finding without a claim, as D-ENUM.
    for finding in check(report, Context::default()).iter().filter(|f| f.quote.is_none() && f.rule.id.starts_with("D-"))
    {
        write!(out, "{}{}!", if out.is_empty() { "" } else { " " }, finding.rule.id).unwrap();
    }
    if out.is_empty() { "(nothing)".to_owned() } else { out }
}

#[test]
fn sentences() {
    let cases = fs::read_to_string("tests/cases/sentences.txt").unwrap();
    let mut out = String::new();
    for line in cases.lines() {
        match line.strip_prefix("    ") {
            _ if line.is_empty() || line.starts_with('#') => writeln!(out, "{line}").unwrap(),
            Some(_) => {}
            None => writeln!(out, "{line}\n    {}", judged(&with(line))).unwrap(),
        }
    }
    let cases = cases.lines().filter(|l| !l.is_empty() && !l.starts_with(['#', ' '])).count();
    println!("{cases} sentences");
    expect_file!["../cases/sentences.txt"].assert_eq(&out);
}
