//! The report file: what is read and written again is equal, and what cannot be read is refused in one sentence.

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use gongkai::codec::json;
use gongkai::form::{Edition, Prose, Slot};
use gongkai::report::{Edit, Json, Meta, Report};

use crate::checks::{REPORTS, report, source};

fn parse(text: &str) -> Json {
    gongkai::report::json::read(text).unwrap()
}

fn slot(code: &str) -> Slot {
    Slot::parse(code).unwrap()
}

#[test]
fn real_files_come_back_equal() {
    for id in REPORTS {
        let report = report(id);
        assert_eq!(json::to_json(&report), parse(&source(id)), "{id} as JSON");
        assert_eq!(json::read(&json::write(&report)).unwrap(), report, "{id} as a report");
    }
}

#[test]
fn unknown_keys_are_kept_at_every_level() {
    let text = r#"{
        "schema": "gongkai-report/1", "x": {"deep": [1, {"y": null}]}, "id": "a",
        "meta": {"year": 2025, "format": "2021", "seal": "红章", "contact": {"phone": "1", "wechat": "2"}},
        "narrative": {"part1": "一", "part7": "七"},
        "table2": {"fees": {"amount_wan": "1.50"}},
        "table3": {"columns": ["total", "natural"], "note": 3, "rows": {"new": [5, 4]}},
        "table4": {"review": {"upheld": 1, "total": 1}},
        "big": 12345678901234567890.123456789
    }"#;
    let report = json::read(text).unwrap();
    assert_eq!(report.raw(slot("table3.new.natural")), "4");
    assert_eq!(json::to_json(&report).get("x"), parse(text).get("x"));
    // One change shows up, at its place, and nothing else moves.
    let changed = json::to_json(&report.apply(&Edit::Cell(slot("table3.new.natural"), "6".into())));
    assert_eq!(changed.get("table3").unwrap().get("note"), Some(&Json::Number("3".into())));
    assert_eq!(changed.get("table3").unwrap().get("columns"), parse(text).get("table3").unwrap().get("columns"));
    assert_eq!(changed.get("meta"), parse(text).get("meta"));
    assert_eq!(changed.get("narrative").unwrap().get("part7"), Some(&Json::text("七")));
    assert_eq!(changed.get("big"), parse(text).get("big"));
    assert_eq!(json::read(&changed.to_string()).unwrap().raw(slot("table3.new.natural")), "6");
}

/// Files that are right in an unusual way.
const ODD: [&str; 10] = [
    r#""x": 1"#,
    r#""narrative": null, "table2": null, "table3": {}, "answers": {}, "labels": null"#,
    r#""table2": {"fees": {}, "normative": {"made": "1"}, "licensing": null}"#,
    r#""table3": {"columns": null, "rows": {"new": null, "granted": [1, 2, 3, 4, 5, 6, "21"]}}"#,
    r#""table3": {"columns": ["total", "natural"], "rows": {"new": [5, 4]}}"#,
    r#""table3": {"rows": null, "note": "a"}"#,
    r#""table3": {"rows": {"new": {"natural": 3, "total": "3"}}}"#,
    r#""table4": {"review": {"upheld": 1, "total": 1}, "direct": [0, null, "0", 0, 0]}"#,
    r#""table3_ambiguous": {"printed": [], "x": 1}"#,
    r#""computed": ["table3.new.total"], "answers": {"T3-LUMP@table3.other": "沿用旧表"}"#,
];

/// Whatever a file leaves out or says in its own way, it goes on leaving out and saying so.
#[test]
fn odd_files_come_back_equal() {
    for entry in ODD {
        let text = with(entry);
        let report = json::read(&text).unwrap_or_else(|e| panic!("{e} {text}"));
        assert_eq!(json::to_json(&report), parse(&text), "{text}");
    }
    for meta in ["null", "{}", r#"{"year": 2020}"#, r#"{"year": "2020", "format": 2019, "contact": "电话"}"#] {
        let text = format!(r#"{{"schema": "gongkai-report/1", "meta": {meta}}}"#);
        assert_eq!(json::to_json(&json::read(&text).unwrap()), parse(&text), "{text}");
    }
}

#[test]
fn a_column_the_file_lacks_is_added_when_it_is_filled() {
    let text = with(r#""table3": {"columns": ["total", "natural"], "rows": {"new": [5, 4], "granted": [1, 1]}}"#);
    let report = json::read(&text).unwrap().apply(&Edit::Cell(slot("table3.new.research"), "1".into()));
    let after = json::read(&json::write(&report)).unwrap();
    let row = ["total", "natural", "research", "commercial"].map(|c| after.raw(Slot::at("table3", "new", c).unwrap()));
    assert_eq!(row, ["5", "4", "1", ""]);
    assert_eq!(after.raw(slot("table3.granted.total")), "1");
}

#[test]
fn a_contact_may_be_one_text_and_parts() {
    let parts = |report: &Report| [Meta::Contact, Meta::ContactOrg].map(|key| report.meta(key).to_owned());
    let edits = [Edit::Meta(Meta::Contact, "办公室 8900".into()), Edit::Meta(Meta::ContactOrg, "办公室".into())];
    for order in [[0, 1], [1, 0]] {
        let report = order.iter().fold(Report::new(Edition::E2021), |r, at| r.apply(&edits[*at]));
        let after = json::read(&json::write(&report)).unwrap();
        assert_eq!(parts(&after), parts(&report));
        assert_eq!(json::write(&after), json::write(&report));
    }
}

/// Texts that somebody types, and some that nobody should.
const TEXTS: [&str; 26] = [
    "",
    "0",
    "1207",
    "00",
    "-3",
    "1.5",
    "1e5",
    " 1207",
    "１２３",
    "22（其中修订16件）",
    "—",
    "无",
    "1,207",
    "12,07",
    "100000000000000000000",
    "9007199254740993",
    "true",
    "null",
    "\"",
    "\\",
    "a\nb\tc\r\n",
    "\u{0}\u{1F}",
    "\u{FFFE}\u{202E}",
    "𠮷\u{2028}\u{2029}",
    "ⅷ①²",
    "{\"a\": [1]}",
];

#[test]
fn what_was_typed_survives() {
    for text in TEXTS {
        for cell in
            ["table3.new.natural", "table2.fees.amount_wan", "table4.review.total", "table2.licensing.decisions"]
        {
            let before = Report::new(Edition::E2021).apply(&Edit::Cell(slot(cell), text.into()));
            let after = json::read(&json::write(&before)).unwrap();
            assert_eq!(after.raw(slot(cell)), text, "{cell}");
        }
    }
}

#[test]
fn a_cell_is_a_number_where_it_reads_as_one_exactly() {
    for (text, money, expected) in [
        ("1207", false, Json::Number("1207".into())),
        ("-3", false, Json::Number("-3".into())),
        ("1207", true, Json::text("1207")),
        ("007", false, Json::text("007")),
        ("1.5", false, Json::text("1.5")),
        ("1e5", false, Json::text("1e5")),
        ("9007199254740993", false, Json::text("9007199254740993")),
        ("12件", false, Json::text("12件")),
    ] {
        let (row, column) = if money { ("fees", "amount_wan") } else { ("licensing", "decisions") };
        let report =
            Report::new(Edition::E2021).apply(&Edit::Cell(Slot::at("table2", row, column).unwrap(), text.into()));
        let file = json::to_json(&report);
        assert_eq!(file.get("table2").unwrap().get(row).unwrap().get(column), Some(&expected), "{text}");
    }
}

// Refused files.

#[track_caller]
fn refused(text: &str, sentence: &str) {
    assert_eq!(json::read(text).expect_err("refused").to_string(), sentence);
}

/// A report file with one more entry.
fn with(entry: &str) -> String {
    format!(r#"{{"schema": "gongkai-report/1", "meta": {{"format": "2021"}}, {entry}}}"#)
}

#[test]
fn what_is_no_report_file_is_refused() {
    refused("", "文件是空的。");
    refused("\u{FEFF} ", "文件是空的。");
    refused("{\"schema\": \"gong", "文件不完整，读到第 1 行第 17 列就中断了，请重新导出或复制一份。");
    refused("<html></html>", "文件第 1 行第 1 列附近不是有效的 JSON，没有读取。");
    refused("{\n \"a\": 1,,\n}", "文件第 2 行第 9 列附近不是有效的 JSON，没有读取。");
    refused("{} {}", "文件第 1 行第 4 列附近不是有效的 JSON，没有读取。");
    let sentence = "这不是年度报告文件：最外层的 schema 应为 “gongkai-report/1”。";
    for text in ["{}", "[]", "3", r#"{"schema": 1}"#, r#"{"schema": "nianbao/1"}"#, r#"{"schema": "gongkai-report/x"}"#]
    {
        refused(text, sentence);
    }
}

#[test]
fn doubtful_or_excessive_json_is_refused() {
    refused(r#"{"a": 1, "a": 2}"#, "文件第 1 行第 10 列附近有误：“a”重复出现，没有读取。");
    refused(
        &with(r#""table3": {"rows": {"new": null, "new": null}}"#),
        "文件第 1 行第 93 列附近有误：“new”重复出现，没有读取。",
    );
    let deep = |depth: usize| with(&format!("\"x\": {}{}", "[".repeat(depth), "]".repeat(depth)));
    assert!(json::read(&deep(63)).is_ok());
    refused(&deep(64), "文件第 1 行第 128 列附近有误：嵌套超过 64 层，没有读取。");
    refused(&"[".repeat(100_000), "文件第 1 行第 65 列附近有误：嵌套超过 64 层，没有读取。");
    let large = " ".repeat(json::MOST_BYTES + 1);
    refused(&large, "文件有 20 MB，超过 20 MB 的上限，没有读取。");
}

#[test]
fn what_the_form_does_not_have_is_named() {
    for (entry, sentence) in [
        (r#""table3": {"rows": {"nwe": []}}"#, "文件中 table3.nwe 有误：没有“nwe”这一行，没有读取。"),
        (r#""table2": {"fees": {"amount": 1}}"#, "文件中 table2.fees.amount 有误：没有“amount”这一格，没有读取。"),
        (
            r#""table3": {"columns": ["natural", "firm"], "rows": {}}"#,
            "文件中 table3.columns 有误：没有“firm”这一列，没有读取。",
        ),
        (
            r#""table3": {"columns": ["natural", "natural"], "rows": {}}"#,
            "文件中 table3.columns 有误：“natural”列出现了两次，没有读取。",
        ),
        (r#""table3": {"rows": {"new": [1, 2]}}"#, "文件中 table3.new 有误：这一行应有 7 个数，实有 2 个，没有读取。"),
        (
            r#""table4": {"review": [0, 0, 0, 0]}"#,
            "文件中 table4.review 有误：这一行应有 5 个数，实有 4 个，没有读取。",
        ),
        (r#""table4": {"review": 3}"#, "文件中 table4.review 有误：这里应是一行数，没有读取。"),
        (
            r#""table4": {"review": [0, {}, 0, 0, 0]}"#,
            "文件中 table4.review.corrected 有误：格子里应是数或文字，没有读取。",
        ),
        (r#""table4": []"#, "文件中 table4 有误：这里应是一个表（对象），没有读取。"),
        (r#""narrative": {"part1": 3}"#, "文件中 narrative.part1 有误：这里应是文字，没有读取。"),
        (r#""answers": {"T3-BAL@table3": 3}"#, "文件中 answers.T3-BAL@table3 有误：这里应是文字，没有读取。"),
        (
            r#""table3_ambiguous": {"readings": [{"cells": {"new": {"firm": 1}}}]}"#,
            "文件中 table3_ambiguous 有误：没有“table3.new.firm”这一格，没有读取。",
        ),
    ] {
        refused(&with(entry), sentence);
    }
    refused(
        r#"{"schema": "gongkai-report/1", "meta": {"format": "2023"}}"#,
        "文件中 meta.format 有误：只认得 2019 和 2021 两种表样，不认得“2023”，没有读取。",
    );
}

/// What is wrong in shape is refused too: taking it for nothing would lose it silently.
#[test]
fn what_stands_at_the_wrong_place_is_refused() {
    for entry in [
        r#""narrative": "全文""#,
        r#""answers": ["a"]"#,
        r#""table3": {"rows": [[1, 2, 3, 4, 5, 6, 7]]}"#,
        r#""table3": {"columns": "natural", "rows": {}}"#,
        r#""table3_ambiguous": {"readings": {"a": 1}}"#,
    ] {
        assert!(json::read(&with(entry)).is_err(), "{entry}");
    }
    assert!(json::read(r#"{"schema": "gongkai-report/1", "meta": "龙岗区"}"#).is_err());
}

#[test]
fn a_newer_file_is_opened_and_never_rewritten() {
    let text = r#"{
        "schema": "gongkai-report/2", "meta": {"year": 2027, "format": "2021", "org": "龙岗区"},
        "table3": {"columns": ["natural", "total"], "rows": {"new": [1, 2], "appealed": [3, 4]}},
        "table5": {"a": 1}
    }"#;
    let report = json::read(text).unwrap();
    assert!(report.is_read_only());
    assert_eq!(report.raw(slot("table3.new.natural")), "1");
    for edit in [
        Edit::Cell(slot("table3.new.natural"), "9".into()),
        Edit::Meta(Meta::Org, "别处".into()),
        Edit::Prose(Prose::Part1, "文".into()),
        Edit::Edition(Edition::E2019),
    ] {
        assert_eq!(report.apply(&edit), report);
    }
    assert_eq!(json::to_json(&report), parse(text));
    assert!(!Report::new(Edition::E2021).is_read_only());
    REPORTS.iter().for_each(|id| assert!(!crate::checks::report(id).is_read_only()));
}

// Any report at all.

fn text(u: &mut Unstructured) -> Result<String> {
    Ok(match u.int_in_range(0..=3)? {
        0 => (*u.choose(&TEXTS)?).to_owned(),
        1 => u.int_in_range(0..=9999)?.to_string(),
        2 => String::new(),
        _ => u.arbitrary::<String>()?,
    })
}

fn edit(u: &mut Unstructured) -> Result<Edit> {
    let slots: Vec<Slot> = Slot::all().collect();
    Ok(match u.int_in_range(0..=9)? {
        0 => Edit::Prose(*u.choose(&Prose::ALL)?, text(u)?.into()),
        1 => Edit::Meta(*u.choose(&Meta::ALL)?, text(u)?.into()),
        2 => Edit::Edition(*u.choose(&[Edition::E2019, Edition::E2021])?),
        3 => Edit::Place(u.int_in_range(0..=2)?),
        4 => Edit::Many(vec![edit(u)?, edit(u)?]),
        _ => Edit::Cell(*u.choose(&slots)?, text(u)?.into()),
    })
}

fn any_report(u: &mut Unstructured) -> Result<Report> {
    let mut report = match u.int_in_range(0..=4)? {
        3 => json::read(&with(u.choose(&ODD)?)).unwrap(),
        0 => Report::new(Edition::E2019),
        1 => Report::new(Edition::E2021),
        2 => Report::of(2025, "深圳市龙岗区"),
        _ => crate::checks::report(u.choose(&REPORTS)?),
    };
    while !u.is_empty() {
        report = report.apply(&edit(u)?);
    }
    Ok(report)
}

/// Equal in everything but the file it came from.
fn assert_same(before: &Report, after: &Report) {
    assert_eq!(before.edition(), after.edition());
    for slot in Slot::all() {
        assert_eq!(before.raw(slot), after.raw(slot), "{slot:?}");
        let (was, is) = (before.is_computed(slot), after.is_computed(slot));
        assert_eq!(was && before.form().total(slot).is_some(), is, "{slot:?} computed");
    }
    Meta::ALL.iter().for_each(|key| assert_eq!(before.meta(*key), after.meta(*key), "{key:?}"));
    Prose::ALL.iter().for_each(|prose| assert_eq!(before.prose(*prose), after.prose(*prose), "{prose:?}"));
    assert_eq!(before.ambiguous(), after.ambiguous());
    assert_eq!(before.is_abridged(), after.is_abridged());
    assert!(before.labels().eq(after.labels()));
}

#[test]
fn any_report_survives_its_file() {
    arbtest(|u| {
        let before = any_report(u)?;
        let text = json::write(&before);
        let after = json::read(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        assert_same(&before, &after);
        assert_eq!(json::write(&after), text);
        Ok(())
    });
}

#[test]
fn nothing_read_is_ever_a_panic() {
    let real = source("kewei-2024");
    arbtest(|u| {
        let mut bytes = real.clone().into_bytes();
        for _ in 0..u.int_in_range(1..=4)? {
            let at = u.choose_index(bytes.len())?;
            bytes[at] = *u.choose(b"{}[]\",:0n\\ ")?;
        }
        if let Ok(report) = json::read(&String::from_utf8_lossy(&bytes)) {
            gongkai::check::check(&report, Default::default());
        }
        Ok(())
    });
}
