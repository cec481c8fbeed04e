//! The checks on whole reports: ten real ones, and clean ones with one fault at a time.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use expect_test::expect_file;
use gongkai::check::{Context, Finding, check, rules};
use gongkai::codec::json;
use gongkai::form::{Edition, Form, Identity, Kind, Slot};
use gongkai::report::{Edit, Json, Number, Report};

const REPORTS: [&str; 10] = [
    "hangzhou-2025",
    "hongze-2023",
    "hongze-2024",
    "kewei-2024",
    "longgang-2025",
    "longgang-zwfw-2020",
    "pingtan-2021",
    "pingtan-2022",
    "shanghai-go-2019",
    "shuyang-2025",
];

/// Each with the report of the year before, where it is here.
const PAIRS: [(&str, &str); 2] = [("hongze-2023", "hongze-2024"), ("pingtan-2021", "pingtan-2022")];

pub fn source(id: &str) -> String {
    fs::read_to_string(format!("tests/reports/{id}.json")).unwrap()
}

pub fn report(id: &str) -> Report {
    json::read(&source(id)).unwrap()
}

fn expected(id: &str) -> Json {
    serde_json::from_str(&source(&format!("{id}.expected"))).unwrap()
}

fn alone(report: &Report) -> Vec<Finding> {
    check(report, Context::default())
}

/// Rule, place, severity, expected, found or count, as the expected files give them.
type Told = (String, String, String, Option<String>, Option<String>);

/// The rules whose findings the expected files list completely.
const COMPLETE: [&str; 8] =
    ["T3-BAL", "T3-SUM", "T3-ROW", "T4-SUM", "C-BLANK", "C-BLANKTOTAL", "T3-LUMP", "C-AMBIGUOUS"];

fn told(finding: &Finding) -> Told {
    let (rule, severity) = (finding.rule.id.to_owned(), finding.rule.severity.code().to_owned());
    (rule, finding.at.code(), severity, finding.expected.clone(), finding.found.clone())
}

fn told_in_file(entry: &Json) -> Told {
    let text = |key: &str| match entry.get(key) {
        Some(Json::String(text) | Json::Number(text)) => Some(text.to_string()),
        _ => None,
    };
    let place = text("cell").unwrap();
    // The file leaves open which reading is named; the first one is.
    let place = place.split(" or ").next().unwrap().to_owned();
    (text("rule").unwrap(), place, text("severity").unwrap(), text("expected"), text("found").or(text("count")))
}

#[test]
fn real_reports_have_exactly_the_expected_findings() {
    for id in REPORTS {
        let found: BTreeSet<Told> =
            alone(&report(id)).iter().filter(|f| COMPLETE.contains(&f.rule.id)).map(told).collect();
        let expected: BTreeSet<Told> = expected(id).get("table").unwrap().items().iter().map(told_in_file).collect();
        assert_eq!(found, expected, "{id}");
    }
}

fn transcript(findings: &[Finding]) -> String {
    let mut out = String::new();
    for f in findings {
        let numbers = [("expected", &f.expected), ("found", &f.found)];
        let numbers: String = numbers.iter().filter_map(|(w, n)| Some(format!(" {w}={}", n.as_ref()?))).collect();
        writeln!(out, "{} {} {}{numbers}\n  {}", f.rule.severity.code(), f.rule.id, f.at.code(), f.message).unwrap();
        if !f.related.is_empty() {
            let related: Vec<&str> = f.related.iter().map(|s| s.code()).collect();
            writeln!(out, "  ~ {}", related.join(" ")).unwrap();
        }
        f.fixes.iter().for_each(|fix| writeln!(out, "  [{}]", fix.label).unwrap());
    }
    out
}

#[test]
fn every_sentence_on_real_reports() {
    let mut out = String::new();
    for id in REPORTS {
        writeln!(out, "=== {id}\n{}", transcript(&alone(&report(id)))).unwrap();
    }
    for (last, id) in PAIRS {
        let (last, report) = (report(last), report(id));
        let without = alone(&report);
        let with = check(&report, Context { last: Some(&last) });
        let more: Vec<Finding> = with.into_iter().filter(|f| !without.contains(f)).collect();
        writeln!(out, "=== {id}, what last year's report adds\n{}", transcript(&more)).unwrap();
    }
    expect_file!["../golden/findings.txt"].assert_eq(&out);
}
