//! The checks on whole reports: ten real ones, and clean ones with one fault at a time.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use expect_test::{expect, expect_file};
use gongkai::check::{Context, Finding, check, rules};
use gongkai::codec::json;
use gongkai::form::{Edition, Form, Kind, Prose, Slot};
use gongkai::report::{Edit, Json, Meta, Report};

pub const REPORTS: [&str; 10] = [
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
    gongkai::report::json::read(&source(&format!("{id}.expected"))).unwrap()
}

/// Whether a finding is about the tables alone.
fn of_tables(finding: &Finding) -> bool {
    !["X-", "D-"].iter().any(|family| finding.rule.id.starts_with(family))
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

#[test]
fn last_years_report_gives_exactly_the_expected_findings() {
    for (last, id) in PAIRS {
        let (before, report) = (report(last), report(id));
        let found: BTreeSet<Told> = check(&report, Context { last: Some(&before) })
            .iter()
            .filter(|f| ["Y-CARRY", "Y-STOCK"].contains(&f.rule.id))
            .map(told)
            .collect();
        let file = expected(id);
        let given = file.get("cross_year").unwrap().get("findings").unwrap().items();
        assert_eq!(found, given.iter().map(told_in_file).collect(), "{id}");
    }
}

/// What is said of the document, as far as the report's file has it: headings, row labels and the spelling of the
/// scanned page are not in it.
#[test]
fn documents_have_the_expected_findings() {
    let mut seen = 0;
    for id in REPORTS {
        let findings = alone(&report(id));
        for entry in expected(id).get("document").unwrap().items() {
            let (rule, place, severity, _, found) = told_in_file(entry);
            if ["T3-LABEL", "T2-LABEL", "D-ORGNAME", "D-PARTS"].contains(&&*rule)
                || rule == "D-HEADING" && id != "longgang-2025"
            {
                continue;
            }
            let same = |f: &&Finding| f.rule.id == rule && f.rule.severity.code() == severity;
            let told = findings.iter().find(same).unwrap_or_else(|| panic!("{id}: {rule} at {place}"));
            assert!(found.is_none() || told.found == found, "{id}: {rule}: {:?}", told.found);
            seen += 1;
        }
    }
    assert_eq!(seen, 5);
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

// Clean reports with one fault.

/// A report with something in every cell and nothing wrong, every total typed, as a file.
fn filled(edition: Edition) -> Json {
    let form = Form::of(edition);
    let mut report = Report::new(edition);
    let leaves: Vec<Slot> = form.slots().filter(|s| form.total(*s).is_none()).collect();
    for (at, slot) in leaves.iter().enumerate() {
        let text = if slot.row() == "regulations" { "0".to_owned() } else { (at % 7 + 1).to_string() };
        report = report.apply(&Edit::Cell(*slot, text.into()));
    }
    for slot in leaves.iter().filter(|s| s.code().starts_with("table3.new.")) {
        let at = |row: &str| number(&report, &format!("table3.{row}.{}", slot.column()));
        let new = at("done_total") + at("carried_out") - at("carried_in");
        report = report.apply(&Edit::Cell(*slot, new.to_string().into()));
    }
    typed(&report)
}

/// The all-zero report, the commonest one of a small bureau.
fn zeros(edition: Edition) -> Report {
    let form = Form::of(edition);
    let cells = form.slots().filter(|s| form.total(*s).is_none());
    Report::new(edition).apply(&Edit::Many(cells.map(|s| Edit::Cell(s, "0".into())).collect()))
}

/// The report's file, as if every total had been typed.
fn typed(report: &Report) -> Json {
    let mut file = json::to_json(report);
    file.remove("computed");
    file
}

fn clean() -> Vec<(&'static str, Json)> {
    let real = |id| (id, gongkai::report::json::read(&source(id)).unwrap());
    vec![
        real("pingtan-2022"),
        real("shuyang-2025"),
        ("zeros 2021", typed(&zeros(Edition::E2021))),
        ("zeros 2019", typed(&zeros(Edition::E2019))),
        ("filled 2021", filled(Edition::E2021)),
        ("filled 2019", filled(Edition::E2019)),
    ]
}

fn number(report: &Report, code: &str) -> i64 {
    report.raw(Slot::parse(code).unwrap()).parse().unwrap_or(0)
}

const COLUMNS: [&str; 6] = ["natural", "commercial", "research", "public_benefit", "legal_service", "other_org"];

/// Writes one cell of a report file.
fn inject(file: &Json, slot: Slot, value: Json) -> Report {
    fn item<'a>(list: &'a mut Json, ids: &[&str], id: &str) -> &'a mut Json {
        let Json::Array(items) = list else { panic!("a list") };
        &mut items[ids.iter().position(|i| *i == id).unwrap()]
    }
    let mut file = file.clone();
    let table = file.slot(slot.table()).unwrap();
    let cell = match slot.table() {
        "table2" => table.slot(slot.row()).unwrap().slot(slot.column()).unwrap(),
        "table3" => {
            let ids: Vec<&str> = COLUMNS.into_iter().chain(["total"]).collect();
            item(table.slot("rows").unwrap().slot(slot.row()).unwrap(), &ids, slot.column())
        }
        _ => {
            item(table.slot(slot.row()).unwrap(), &["upheld", "corrected", "other", "pending", "total"], slot.column())
        }
    };
    *cell = value;
    json::from_json(file).unwrap()
}

/// What must be said: rule, place, expected, found. Nothing else may be.
type Said = (String, String, Option<String>, Option<String>);

fn said(rule: &str, place: impl Into<String>, expected: Option<i64>, found: Option<String>) -> Said {
    (rule.to_owned(), place.into(), expected.map(|n| n.to_string()), found)
}

/// The identities that need a cell, from the cell's position alone, as they stand in a report that fails them.
fn broken(report: &Report, slot: Slot) -> BTreeSet<Said> {
    let at = |row: &str, column: &str| number(report, &format!("{}.{row}.{column}", slot.table()));
    let (row, column) = (slot.row(), slot.column());
    let mut all = Vec::new();
    if slot.table() == "table4" {
        let sum = ["upheld", "corrected", "other", "pending"].iter().map(|c| at(row, c)).sum();
        all.push((said("T4-SUM", format!("table4.{row}.total"), Some(sum), Some(at(row, "total").to_string())), sum));
    }
    if slot.table() == "table3" {
        let sum = COLUMNS.iter().map(|c| at(row, c)).sum();
        all.push((said("T3-ROW", format!("table3.{row}.total"), Some(sum), Some(at(row, "total").to_string())), sum));
        let outside = ["new", "carried_in", "carried_out"].contains(&row);
        if !outside {
            let rows: Vec<&str> = report.form().table("table3").unwrap().table.rows.iter().map(|r| r.id).collect();
            let results = rows.iter().filter(|r| !["new", "carried_in", "carried_out", "done_total"].contains(r));
            let (sum, total) = (results.map(|r| at(r, column)).sum(), at("done_total", column).to_string());
            all.push((said("T3-SUM", format!("table3.done_total.{column}"), Some(sum), Some(total)), sum));
        }
        if outside || row == "done_total" {
            let left = at("new", column) + at("carried_in", column);
            let right = (at("done_total", column) + at("carried_out", column)).to_string();
            all.push((said("T3-BAL", format!("table3.*.{column}"), Some(left), Some(right)), left));
        }
    }
    all.into_iter().filter(|((_, _, _, found), sum)| *found != Some(sum.to_string())).map(|(said, _)| said).collect()
}

fn is_total(slot: Slot) -> bool {
    slot.table() != "table2" && (slot.column() == "total" || slot.row() == "done_total")
}

/// Everything but the shares and plausibilities, whose thresholds have their own cases.
fn findings(report: &Report) -> BTreeSet<Said> {
    let all = alone(report).into_iter();
    let all = all.filter(of_tables);
    let told = all.filter(|f| f.rule.severity.code() != "hint" || ["C-BLANK", "C-UNIT"].contains(&f.rule.id));
    told.map(|f| (f.rule.id.to_owned(), f.at.code(), f.expected, f.found)).collect()
}

fn each_cell(test: impl Fn(&str, &Json, &Report, Slot)) {
    for (name, file) in clean() {
        let report = json::from_json(file.clone()).unwrap();
        assert_eq!(findings(&report), BTreeSet::new(), "{name}");
        report.form().slots().for_each(|slot| test(name, &file, &report, slot));
    }
}

fn money(slot: Slot) -> bool {
    matches!(slot.kind(), Kind::Money { .. })
}

#[test]
fn a_wrong_number_breaks_exactly_the_identities_that_need_it() {
    each_cell(|name, file, report, slot| {
        if slot.row() == "regulations" || money(slot) {
            return;
        }
        for by in [1, 1000] {
            let value = (number(report, slot.code()) + by).to_string();
            let faulty = inject(file, slot, Json::Number(value.as_str().into()));
            assert_eq!(findings(&faulty), broken(&faulty, slot), "{name}: {slot:?} = {value}");
        }
    });
}

#[test]
fn text_is_one_finding_and_nothing_that_needs_it_is_judged() {
    each_cell(|name, file, _, slot| {
        let texts = ["—", "12件", "22（其中修订16件）", "12,07", "/", "abc", "一百", "1207\n1208"];
        for text in texts.into_iter().take(if name.starts_with("filled") { 8 } else { 3 }) {
            let faulty = inject(file, slot, Json::text(text));
            let only = BTreeSet::from([said("C-TEXT", slot.code(), None, Some(text.to_owned()))]);
            assert_eq!(findings(&faulty), only, "{name}: {slot:?} = {text}");
        }
    });
}

#[test]
fn impossible_numbers_are_one_finding() {
    each_cell(|name, file, _, slot| {
        for text in ["-3", "1.5", "100000000000000000000"] {
            let rule = match (slot.kind(), text) {
                (_, "100000000000000000000") => "C-TEXT",
                (Kind::Money { .. }, "-3") => "C-AMOUNT",
                (Kind::Money { .. }, _) | (Kind::Signed, "-3") => "",
                _ => "C-INT",
            };
            let mut only = BTreeSet::from([said(rule, slot.code(), None, Some(text.to_owned()))]);
            only.retain(|(rule, ..)| !rule.is_empty());
            assert_eq!(findings(&inject(file, slot, Json::text(text))), only, "{name}: {slot:?} = {text}");
        }
    });
}

#[test]
fn a_blank_is_nothing_as_an_addend_and_asked_for_as_a_total() {
    each_cell(|name, file, report, slot| {
        let value = number(report, slot.code());
        let faulty = inject(file, slot, Json::Null);
        let mut only = BTreeSet::from([said("C-BLANK", slot.table(), None, Some("1".to_owned()))]);
        match is_total(slot) {
            true if value != 0 => drop(only.insert(said("C-BLANKTOTAL", slot.code(), Some(value), None))),
            true => {}
            false => only.extend(broken(&faulty, slot)),
        }
        assert_eq!(findings(&faulty), only, "{name}: {slot:?} blank");
    });
}

#[test]
fn a_fix_settles_its_finding_and_breaks_nothing() {
    let grave = |findings: &[Finding]| -> BTreeSet<String> {
        let tables = findings.iter().filter(|f| of_tables(f));
        tables.filter(|f| f.rule.severity.code() != "hint").map(Finding::key).collect()
    };
    let settle = |name: &str, report: &Report| {
        let findings = alone(report);
        let offers = findings.iter().filter(|f| f.rule.id != "C-AMBIGUOUS");
        for (finding, fix) in offers.flat_map(|f| f.fixes.iter().map(move |fix| (f, fix))) {
            let after = alone(&report.apply(&fix.edit));
            let place = format!("{name}: {} [{}]", finding.key(), fix.label);
            // Not every blank may be filled without asking.
            let again = |f: &Finding| f.key() == finding.key() && finding.rule.id != "C-BLANK";
            assert!(!after.iter().any(again), "{place} is still found");
            assert!(grave(&after).is_subset(&grave(&findings)), "{place} breaks {:?}", grave(&after));
        }
    };
    REPORTS.iter().for_each(|id| settle(id, &report(id)));
    each_cell(|name, file, clean, slot| {
        if name == "shuyang-2025" || name.starts_with("zeros") {
            return;
        }
        let value = number(clean, slot.code());
        let texts = ["—".to_owned(), format!("{value}件"), (value + 1).to_string()];
        let values = texts.iter().map(|t| Json::text(t)).chain([Json::Null]);
        values.for_each(|value| settle(&format!("{name}, {slot:?} = {value}"), &inject(file, slot, value)));
    });
}

/// A file whose 自然人 cells of row 一 and row 四 are open.
fn open(readings: &[[u32; 2]]) -> Vec<Finding> {
    let reading = |[new, out]: &[u32; 2]| {
        format!(r#"{{"cells": {{"new": {{"natural": {new}}}, "carried_out": {{"natural": {out}}}}}}}"#)
    };
    let readings: Vec<String> = readings.iter().map(reading).collect();
    let text = format!(
        r#"{{"schema": "gongkai-report/1", "meta": {{"format": "2021"}}, "table4": {{"review": [0, 0, 0, 0, 1]}},
             "table3_ambiguous": {{"readings": [{}]}}}}"#,
        readings.join(", ")
    );
    let mut findings = alone(&json::read(&text).unwrap());
    findings.retain(|f| f.rule.id.starts_with('T'));
    findings
}

#[test]
fn what_fails_under_every_reading_is_said_and_nothing_else() {
    let keys = |readings: &[[u32; 2]]| -> Vec<String> { open(readings).iter().map(Finding::key).collect() };
    let (always, sometimes) = ("T3-BAL@table3.*.natural", "T4-SUM@table4.review.total");
    assert_eq!(keys(&[[1, 1], [2, 0]]), [sometimes], "holds under the first");
    assert_eq!(keys(&[[2, 0], [1, 1]]), [sometimes], "holds under the second");
    assert_eq!(keys(&[[2, 0], [3, 1], [1, 1]]), [sometimes], "holds under one of three");
    assert_eq!(keys(&[[2, 0], [2, 0]]), [always, sometimes], "the same twice");
    assert_eq!(keys(&[[2, 0], [0, 3]]), [always, sometimes], "other numbers at the same place");
    assert_eq!(keys(&[]), [sometimes], "a question without answers");
    let numbers = |f: &Finding| [f.expected.clone(), f.found.clone()].map(Option::unwrap_or_default);
    assert_eq!(numbers(&open(&[[2, 0], [0, 3]])[0]), ["2", "0"]);
}

#[test]
fn nothing_wrong_means_nothing_said() {
    for edition in [Edition::E2019, Edition::E2021] {
        assert_eq!(alone(&zeros(edition)), [], "zeros");
        assert_eq!(alone(&json::from_json(typed(&zeros(edition))).unwrap()), [], "typed zeros");
        assert_eq!(alone(&Report::new(edition)), [], "an empty form");
    }
    let tables: Vec<Finding> = alone(&report("longgang-2025")).into_iter().filter(of_tables).collect();
    assert_eq!(tables, [], "a report without tables");
}

#[test]
fn the_same_report_always_gives_the_same_list() {
    for id in REPORTS {
        let report = report(id);
        assert_eq!(alone(&report), alone(&report), "{id}");
        let keys: BTreeSet<String> = alone(&report).iter().map(Finding::key).collect();
        assert_eq!(keys.len(), alone(&report).len(), "{id}: two findings for one thing");
    }
}

#[test]
fn a_report_of_another_year_is_not_last_years() {
    let (report, other) = (report("pingtan-2022"), report("hongze-2024"));
    assert_eq!(check(&report, Context { last: Some(&other) }), alone(&report));
}

#[test]
fn every_rule_says_why_and_on_what_ground() {
    let ids: BTreeSet<&str> = rules().map(|r| r.id).collect();
    assert_eq!(ids.len(), rules().count());
    for rule in rules() {
        let why = gongkai::check::why::why(rule.id).unwrap_or_else(|| panic!("{}: no why", rule.id));
        assert_eq!(why.matches('。').count(), 2, "{}: two sentences", rule.id);
        assert!(!rule.source.is_empty(), "{}", rule.id);
    }
}

#[test]
fn findings_are_written_as_the_contract_says() {
    let findings = alone(&report("hongze-2023"));
    let finding = findings.iter().find(|f| f.rule.id == "T4-SUM").unwrap();
    expect![[r#"
        {
          "rule": "T4-SUM",
          "severity": "error",
          "at": "table4.review.total",
          "expected": "11",
          "found": "0",
          "message": "表四“行政复议”：各项相加 10 + 1 + 0 + 0 = 11，“总计”填的是 0，少 11，请核对各项或者改总计。",
          "related": [
            "table4.review.upheld",
            "table4.review.corrected",
            "table4.review.other",
            "table4.review.pending"
          ],
          "quote": null,
          "source": "国办公开办函〔2019〕60号、〔2021〕30号所附表样：表四“总计”栏"
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(finding).unwrap());
}

/// Not a test of anything: prints how long a check takes. `cargo test --release --test it speed -- --ignored --nocapture`
#[test]
#[ignore = "prints a measurement"]
#[expect(clippy::disallowed_methods, reason = "runs natively only")]
fn speed() {
    for id in ["pingtan-2022", "hangzhou-2025", "shanghai-go-2019", "longgang-zwfw-2020"] {
        let report = report(id);
        let start = std::time::Instant::now();
        let found: usize = (0..10_000).map(|_| alone(&report).len()).sum();
        println!("{id}: {:?} a check, {} findings", start.elapsed() / 10_000, found / 10_000);
    }
    let prose = report("longgang-2025").prose(Prose::Part1).repeat(8).chars().take(20_000).collect::<String>();
    let long = report("hangzhou-2025").apply(&Edit::Prose(Prose::Part1, prose.as_str().into()));
    let (from, to) = prose.split_at(prose.char_indices().nth(10_000).unwrap().0);
    // What was read is kept of what does not change: of another unit nothing, behind a key all but a sentence.
    let other = Edit::Meta(Meta::Org, "某局".into());
    let key = Edit::Prose(Prose::Part1, [from, "1", to].concat().into());
    for (name, edit) in [("read anew", other), ("after a key", key)] {
        let both = [long.clone(), long.apply(&edit)];
        let start = std::time::Instant::now();
        let found: usize = (0..100).map(|at| alone(&both[at % 2]).len()).sum();
        println!("20,000 characters of prose {name}: {:?} a check, {} findings", start.elapsed() / 100, found / 100);
    }
}
