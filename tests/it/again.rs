//! A text read again after a change: it reads as one that was never read before.

use std::thread;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use gongkai::check::{Context, examine};
use gongkai::form::Prose;
use gongkai::prose::{Known, Letters, Names, Reading, read};
use gongkai::report::{Edit, Meta, Report};

use crate::checks::{self, REPORTS};

const ORG: &str = "深圳市龙岗区政务服务和数据管理局";

/// What a change brings that is hard to read: parts of numbers, ends of sentences, what is not seen, lines that go.
const PIECES: &[&str] = &[
    "1",
    "２",
    ",",
    "，",
    ".",
    "12",
    "件",
    "年",
    "月",
    "日",
    "万",
    "第",
    "百",
    "三",
    "不超过",
    "百分之",
    "%",
    "-",
    "。",
    "！",
    "?",
    "；",
    "、",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "：",
    "[…]",
    "…",
    "]",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "　",
    "\u{200b}",
    "\u{80}",
    "\n- 3 -\n",
    "\n第 3 页 共 9 页\n",
    "\n一、总体情况\n",
    "\n（二）主动公开。",
    "\n3.",
    "\n12",
    "⼀",
    "⾏",
    "\u{f9d1}",
    "⻓",
    "𠀀",
    "🙂",
    "e\u{301}",
    "申请",
    "其中",
    "上年",
    "2024年",
    "行政复议",
    "规范性文件",
    "未收到政府信息公开申请。",
    "受理政府信息公开申请12件，",
    "均已办结",
];

/// The texts of real reports, and single sentences that were read by hand.
fn texts() -> Vec<String> {
    let cases = format!("{}/tests/cases/sentences.txt", env!("CARGO_MANIFEST_DIR"));
    let cases = std::fs::read_to_string(cases).unwrap();
    let mut texts: Vec<String> = cases.lines().map(|line| line.replace("\\n", "\n")).collect();
    for report in REPORTS.iter().map(|id| checks::report(id)) {
        texts.extend(Prose::ALL.iter().map(|prose| report.prose(*prose).to_owned()));
    }
    texts.retain(|text| !text.is_empty());
    texts
}

fn place(u: &mut Unstructured, text: &str) -> Result<usize> {
    let at = match u.int_in_range(0..=9)? {
        0 => 0,
        1 => text.len(),
        _ => u.int_in_range(0..=text.len())?,
    };
    Ok((0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0))
}

/// A stretch of a text, mostly a short one.
fn stretch(u: &mut Unstructured, text: &str) -> Result<std::ops::Range<usize>> {
    let from = place(u, text)?;
    let rest = text[from..].chars();
    let most = if u.ratio(1, 4)? { 400 } else { 6 };
    let letters = u.int_in_range(0..=most)?;
    Ok(from..from + rest.take(letters).map(char::len_utf8).sum::<usize>())
}

/// Types, deletes, pastes, types over, or does away with all.
fn change(u: &mut Unstructured, text: &mut String, texts: &[String]) -> Result<()> {
    let (at, gone) = (place(u, text)?, stretch(u, text)?);
    match u.int_in_range(0..=19)? {
        0..=9 => text.insert_str(at, u.choose(PIECES)?),
        10..=12 => text.replace_range(gone, ""),
        13..=15 => text.replace_range(gone, u.choose(PIECES)?),
        16 => text.replace_range(gone, u.choose(texts)?),
        17 => {
            let twice = text[gone].to_owned();
            text.insert_str(at, &twice);
        }
        18 => *text = text.replace("年", "年度"),
        _ => text.insert_str(at, u.choose(texts)?),
    }
    Ok(())
}

fn read_anew(prose: Prose, text: &str, known: Option<Known>) -> (Letters, Reading) {
    let letters = Letters::of(text);
    let reading = read(prose, text, &letters, Some(2025), &Names::of(ORG), known);
    (letters, reading)
}

#[test]
fn a_text_read_again_reads_as_one_read_anew() {
    let texts = texts();
    arbtest(|u| {
        let prose = *u.choose(&Prose::ALL)?;
        let mut text = String::new();
        for _ in 0..u.int_in_range(1..=4)? {
            text.push_str(u.choose(&texts)?);
        }
        let (mut letters, mut reading) = read_anew(prose, &text, None);
        for _ in 0..u.int_in_range(1..=12)? {
            let before = text.clone();
            change(u, &mut text, &texts)?;
            let known = Known { text: &before, letters: &letters, reading: &reading };
            let again = read_anew(prose, &text, Some(known));
            assert_eq!(again.1, read_anew(prose, &text, None).1, "{before:?}\n{text:?}");
            (letters, reading) = again;
        }
        Ok(())
    })
    .budget_ms(1500);
}

/// A number looks at the letters before it, and a heading without a mark may stand there.
#[test]
fn the_end_of_the_sentence_before_is_not_forgotten() {
    for (before, after) in [
        ("一、不超过\n受理12件。", "一、不少\n受理12件。"),
        ("（一）不超过\n12件申请。", "（一）多不过\n12件申请。"),
        ("（一）百分之\n12件申请。", "（一）千分之\n12件申请。"),
        ("（一）约\n12件申请。", "（一）共\n12件申请。"),
        ("一、第\n十二件申请。", "一、共\n十二件申请。"),
    ] {
        let (letters, reading) = read_anew(Prose::Part3Lead, before, None);
        let known = Known { text: before, letters: &letters, reading: &reading };
        let (again, anew) =
            (read_anew(Prose::Part3Lead, after, Some(known)).1, read_anew(Prose::Part3Lead, after, None).1);
        assert_eq!(again, anew, "{after}");
    }
}

/// In a thread of its own nothing is known yet.
fn found(report: &Report, last: &Report) -> String {
    thread::scope(|scope| scope.spawn(|| shown(report, last)).join().unwrap())
}

fn shown(report: &Report, last: &Report) -> String {
    format!("{:#?}", examine(report, Context { last: Some(last) }))
}

/// A change to a text, now and then to what all texts are read by.
fn edit(u: &mut Unstructured, report: &Report, texts: &[String]) -> Result<Edit> {
    if u.ratio(1, 8)? {
        let (key, text) =
            *u.choose(&[(Meta::Year, "2024"), (Meta::Year, ""), (Meta::Org, ORG), (Meta::Org, "规划局")])?;
        return Ok(Edit::Meta(key, text.into()));
    }
    let prose = *u.choose(&Prose::ALL)?;
    let mut text = report.prose(prose).to_owned();
    change(u, &mut text, texts)?;
    Ok(Edit::Prose(prose, text.into()))
}

#[test]
fn findings_while_a_text_is_written_are_those_of_the_text() {
    let texts = texts();
    arbtest(|u| {
        let mut report = checks::report(u.choose(&REPORTS)?);
        // Last year's says the same, until the text changes.
        let year = report.year().unwrap_or(2025) - 1;
        let last = report.apply(&Edit::Meta(Meta::Year, year.to_string().into()));
        for _ in 0..u.int_in_range(1..=6)? {
            let edit = edit(u, &report, &texts)?;
            report = report.apply(&edit);
            assert_eq!(shown(&report, &last), found(&report, &last));
        }
        Ok(())
    })
    .budget_ms(1500);
}
