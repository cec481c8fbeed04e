//! Reports as plain text: what `pdftotext` gives of them, Markdown, and what becomes of both on their way.

use std::fs;

use gongkai::codec::plain;
use gongkai::codec::recognise::{Block, Recognised, Why};
use gongkai::form::{Edition, Prose, Slot};
use gongkai::report::Report;

use crate::pages::{REPORTS, Score, report};
use crate::printed::{DAMAGES, Sheet, WRITERS, Writer, distinct, sheets};

fn raw(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/raw/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(text: &str) -> Recognised {
    plain::read(text).0
}

/// How many of the report's filled cells came back right, wrong, not at all. Where it is blank, nothing may stand.
fn score(found: &Recognised, report: &Report) -> Score {
    let mut score = Score::default();
    for slot in Slot::all() {
        let truth = if report.form().has(slot) { report.raw(slot) } else { "" };
        match (truth, found.cell(slot).unwrap_or("")) {
            ("", "") => {}
            (truth, cell) if truth == cell => score.right += 1,
            (_, "") => score.missing += 1,
            _ => score.wrong += 1,
        }
    }
    score
}

/// Cells that came back otherwise than they are, to be shown.
fn wrong(found: &Recognised, report: &Report) -> Vec<String> {
    let is_wrong = |slot: Slot, text: &str| !report.form().has(slot) || report.raw(slot) != text;
    let cells = found.cells.iter().filter(|(slot, text)| is_wrong(*slot, text));
    cells.map(|(slot, text)| format!("{} {text} for {}", slot.code(), report.raw(*slot))).collect()
}

#[test]
fn real_texts_come_back_as_their_reports() {
    let all = [
        ("hongze-2023.txt", 186, 0, 0),
        ("hongze-2024.txt", 186, 0, 0),
        ("shuyang-2025.md", 200, 0, 0),
        // The row 四 has six numbers and a blank, which may have been put in for a lost one; a page number is left.
        ("kewei-2024.md", 193, 6, 7),
        // No tables.
        ("longgang-2025.txt", 0, 0, 0),
        // Table three is blank but for seven numbers of which no text tells the columns.
        ("longgang-zwfw-2020.txt", 37, 0, 7),
    ];
    for (name, right, missing, unplaced) in all {
        let report = report(name.split('.').next().unwrap());
        let (found, blocks) = plain::read(&raw(name));
        assert_eq!(wrong(&found, &report), Vec::<String>::new(), "{name}");
        assert_eq!(score(&found, &report), Score { right, wrong: 0, missing }, "{name}");
        assert_eq!(found.unplaced.len(), unplaced, "{name}: {:?}", found.unplaced);
        assert_eq!(found.edition, report.edition(), "{name}");
        assert_eq!(blocks.len(), raw(name).split('\n').count(), "{name}");
        stand_where_they_are_said_to(&found, &blocks);
    }
}

/// A place in a text is a line and the how-manieth number of it.
fn stand_where_they_are_said_to(found: &Recognised, blocks: &[Block]) {
    for ((slot, text), (table, line, col)) in found.cells.iter().zip(&found.at) {
        let Block::Text { text: source, .. } = &blocks[usize::from(*line) - 1] else { panic!("a line is a text") };
        assert!(source.contains(text.as_str()), "{}: {text} in {source}", slot.code());
        assert!(*table == 0 && *col > 0);
    }
}

#[test]
fn ambiguous_numbers_are_asked_about() {
    let found = read(&raw("longgang-zwfw-2020.txt"));
    let texts: Vec<(&str, Why)> = found.unplaced.iter().map(|u| (u.near.as_str(), u.why)).collect();
    let rows = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"];
    let rest = ["（四）1.本机关不掌握相关", "（七）总计", "四、结转下年度继续办理"];
    let near: Vec<&str> = rows.iter().flat_map(|row| [*row, *row]).chain(rest).collect();
    assert_eq!(texts, near.iter().map(|near| (*near, Why::Line)).collect::<Vec<_>>());
}

#[test]
fn headings_of_other_words_are_told() {
    let labels = |name: &str| read(&raw(name)).labels;
    assert_eq!(labels("hongze-2024.txt"), [("table3.denied_2".to_owned(), "2.其他法律行政止公开".to_owned())]);
    assert_eq!(labels("kewei-2024.md"), [("table2.normative".to_owned(), "规范性文件".to_owned())]);
    assert_eq!(labels("longgang-zwfw-2020.txt"), []);
}

#[test]
fn titles_may_stand_on_two_lines() {
    for name in ["hongze-2023", "hongze-2024", "longgang-zwfw-2020"] {
        let (found, report) = (read(&raw(&format!("{name}.txt"))), report(name));
        assert_eq!(found.title.as_deref(), Some(report.meta(gongkai::report::Meta::Title)), "{name}");
        assert_eq!(found.year, report.year(), "{name}");
    }
    // The text has none; a sentence that names a year is no title.
    assert_eq!((read(&raw("longgang-2025.txt")).title, read(&raw("longgang-2025.txt")).year), (None, None));
}

/// How one of them heads part five.
const OTHER_HEADING: &str = "五、存在的主要问题和改进措施";

/// What the report file has under this heading. The files have the heading with it, and the introduction of two has
/// the title; the form prints both by itself.
fn told<'a>(report: &'a Report, prose: Prose, found: &Recognised) -> &'a str {
    let part = report.form().desc.parts.iter().find(|part| part.text == [prose]);
    let text = report.prose(prose);
    let title = found.title.as_deref();
    let heads = [part.map(|part| part.heading), title.filter(|_| prose == Prose::Intro), Some(OTHER_HEADING)];
    heads.iter().flatten().find_map(|head| text.strip_prefix(head)).unwrap_or(text).trim_start()
}

#[test]
fn paragraphs_are_those_of_the_report() {
    let (found, report) = (read(&raw("longgang-2025.txt")), report("longgang-2025"));
    for prose in Prose::ALL {
        let text = found.prose.iter().find(|(at, _)| *at == prose).map_or("", |(_, text)| text);
        assert_eq!(text, told(&report, prose, &found), "{prose:?}");
    }
}

/// The files of these three say nothing of paragraphs: two have no space at all, one has the lines of the page. So
/// letters are compared. Of the third the leads of the tables were put together: they are compared as they stand.
#[test]
fn broken_lines_are_put_together() {
    for name in ["hongze-2023", "hongze-2024", "longgang-zwfw-2020"] {
        let (found, report) = (read(&raw(&format!("{name}.txt"))), report(name));
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        for prose in Prose::ALL {
            let text = found.prose.iter().find(|(at, _)| *at == prose).map_or("", |(_, text)| text);
            assert_eq!(bare(text), bare(told(&report, prose, &found)), "{name} {prose:?}");
            if matches!(prose, Prose::Part2Lead | Prose::Part3Lead | Prose::Part4Lead) {
                assert_eq!(text, report.prose(prose), "{name} {prose:?}");
            }
        }
    }
    let part1 = |name: &str| read(&raw(name)).report().prose(Prose::Part1).to_owned();
    let starts = |text: &str| text.lines().map(|line| line.chars().take(5).collect()).collect::<Vec<String>>();
    let items = ["2024 ", "（一）主动", "（二）依申", "（三）政府", "（四）政府", "（五）政府"];
    assert_eq!(starts(&part1("hongze-2024.txt")), items);
    assert_eq!(part1("longgang-zwfw-2020.txt").lines().count(), 12);
}

/// The ten reports, and three whose numbers are all different.
fn reports() -> Vec<Report> {
    let mut all: Vec<Report> = REPORTS.iter().map(|id| report(id)).collect();
    all.extend(made());
    all
}

fn made() -> [Report; 3] {
    [distinct(Edition::E2021, false), distinct(Edition::E2021, true), distinct(Edition::E2019, false)]
}

/// The cells of rows that are partly blank: where blanks leave no trace, nobody can say which cells these are.
fn partly_blank(sheets: &[Sheet]) -> usize {
    let rows = sheets.iter().flat_map(|sheet| &sheet.rows);
    let filled = |row: &crate::printed::Row| row.values.iter().filter(|v| !v.is_empty()).count();
    rows.map(|row| if filled(row) < row.values.len() { filled(row) } else { 0 }).sum()
}

/// The reports through a writer: nothing wrong, and nothing missing but what blanks or `most` make so.
fn through(name: &str, writer: Writer, after: &dyn Fn(&str) -> String, most: usize) {
    let mut total = Score::default();
    for report in reports() {
        let sheets = sheets(&report);
        let found = read(&after(&writer(&sheets)));
        let one = score(&found, &report);
        assert_eq!(wrong(&found, &report), Vec::<String>::new(), "{name}");
        let blank = partly_blank(&sheets);
        let allowed = if blank == 0 { most } else { total.missing + one.missing };
        assert!(one.missing <= allowed, "{name}: {one:?} {:?} {blank}", report.title());
        total = Score { right: total.right + one.right, wrong: 0, missing: total.missing + one.missing };
    }
    println!("{name}: {total:?}");
}

#[test]
fn tables_as_text() {
    for (name, writer) in WRITERS {
        through(name, *writer, &|text| text.to_owned(), 0);
    }
}

fn broken_pages(text: &str) -> String {
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        out.push_str(line);
        out.push('\n');
        if at % 17 == 16 {
            out.push_str(["\n                  - 3 -\n\u{c}", "\n   —4—\n", "\n 第 5 页 共 9 页\n\u{c}"][at / 17 % 3]);
        }
    }
    out
}

#[test]
fn pages_end_within_tables() {
    for (name, writer) in WRITERS {
        through(name, *writer, &broken_pages, 0);
    }
}

#[test]
fn lines_may_end_otherwise() {
    let windows: &dyn Fn(&str) -> String = &|text| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let blank: &dyn Fn(&str) -> String = &|text| text.replace('\n', "\n\n\u{3000}\n");
    for (name, writer) in WRITERS {
        through(name, *writer, windows, 0);
        // Lines of a Markdown table belong together.
        through(name, *writer, blank, 0);
    }
}

/// Numbers stay as they are spelled.
#[test]
fn spellings_stay() {
    let wide = |text: &str| text.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect::<String>();
    for respell in [&wide as &dyn Fn(&str) -> String, &|text| format!("1,{text}7")] {
        for (name, writer) in WRITERS {
            let mut sheets = sheets(&made()[0]);
            let values = sheets.iter_mut().flat_map(|s| &mut s.rows).flat_map(|r| &mut r.values);
            values.for_each(|value| *value = if value.len() == 2 { respell(value) } else { value.clone() });
            let found = read(&writer(&sheets));
            let told: Vec<&String> = sheets.iter().flat_map(|s| &s.rows).flat_map(|r| &r.values).collect();
            let read: Vec<&String> = found.cells.iter().map(|(_, text)| text).collect();
            assert_eq!(read, told, "{name}");
        }
    }
}

/// Without their heads tables three and four are still known by their order.
#[test]
fn heads_may_be_missing() {
    for (name, writer) in WRITERS.iter().filter(|(name, _)| !matches!(*name, "markdown" | "nameless")) {
        let report = &made()[0];
        let mut sheets = sheets(report);
        sheets.iter_mut().flat_map(|s| &mut s.heads).for_each(Vec::clear);
        let found = read(&writer(&sheets));
        assert_eq!(wrong(&found, report), Vec::<String>::new(), "{name}");
        assert!(found.cells.iter().filter(|(slot, _)| slot.table() != "table2").count() == 190, "{name}");
    }
}

/// Markdown writers print columns of their own.
fn shows(writer: &str, damage: &str) -> bool {
    let of_columns = ["table four", "column", "heads"].iter().any(|what| damage.contains(what));
    !matches!(writer, "markdown" | "nameless") || !of_columns
}

/// Damages of every kind in every writing, each at some row: nothing may come back wrong.
#[test]
fn damaged_tables_are_never_read_wrongly() {
    let reports = made();
    for (d, (name, damage)) in DAMAGES.iter().enumerate() {
        for (w, (writing, writer)) in WRITERS.iter().enumerate().filter(|(_, (w, _))| shows(w, name)) {
            let report = &reports[(d + w) % 3];
            damaged(report, *damage, d * 11 + w * 7, *writer, &format!("{name}, {writing}"));
        }
    }
}

fn damaged(report: &Report, damage: fn(&mut Vec<Sheet>, usize), n: usize, writer: Writer, name: &str) {
    let mut sheets = sheets(report);
    let count: usize = sheets.iter().map(|s| s.rows.len()).sum();
    damage(&mut sheets, n % count);
    let found = read(&writer(&sheets));
    assert_eq!(wrong(&found, report), Vec::<String>::new(), "{name} at {}", n % count);
}

#[test]
#[ignore = "every damage at every row in every writing: minutes, in release"]
fn damaged_tables_anywhere_are_never_read_wrongly() {
    for report in made() {
        for (name, damage) in DAMAGES {
            for (writing, writer) in WRITERS.iter().filter(|(w, _)| shows(w, name)) {
                (0..33).for_each(|n| damaged(&report, *damage, n, *writer, &format!("{name}, {writing}")));
            }
        }
    }
}

/// Two reports in one text: nobody knows whose the numbers are.
#[test]
fn two_reports_are_none() {
    let reports = made();
    for (name, writer) in WRITERS {
        let text = writer(&sheets(&reports[0])) + &writer(&sheets(&reports[2]));
        let found = read(&text);
        let three = found.cells.iter().filter(|(slot, _)| slot.table() == "table3" && slot.row() == "granted");
        assert_eq!(three.count(), 0, "{name}");
    }
}

/// Letters of a PDF's text that only look like those they stand for, and lines that mail quoted.
#[test]
fn ways_of_a_text_leave_no_trace() {
    let plain = raw("hongze-2024.txt");
    let told = read(&plain);
    let (letters, radicals) = ("一二八十人大工方日月本行见门页年", "⼀⼆⼋⼗⼈⼤⼯⽅⽇⽉本⾏⻅⻔⻚年");
    let alike = |c| letters.chars().position(|letter| letter == c).and_then(|at| radicals.chars().nth(at)).unwrap_or(c);
    let odd: String = plain.chars().map(alike).collect();
    let quoted = |mark: &str| plain.lines().map(|line| format!("{mark}{line}\n")).collect::<String>();
    for text in [odd.clone(), quoted("> > "), quoted(">> "), quoted("> ")] {
        let found = read(&text);
        assert_eq!((&found.cells, &found.prose, &found.title), (&told.cells, &told.prose, &told.title));
    }
    let notes = |text: &str| gongkai::office::read(text.as_bytes(), "a.txt").unwrap().notes;
    assert!(notes(&odd).iter().any(|note| note.contains("部首")));
    assert!(notes(&plain).is_empty());
}

/// Headings and sentences whose letters stand apart.
#[test]
fn letters_apart_are_words() {
    let apart = |text: &str| {
        let chars: Vec<char> = text.chars().collect();
        let is_wide = |c: &char| *c > '\u{2E7F}' || *c == '“' || *c == '”';
        let space = |at: usize| chars[at..].iter().take(2).filter(|c| is_wide(c)).count() == 2;
        (0..chars.len())
            .map(|at| if space(at) { format!("{} ", chars[at]) } else { chars[at].to_string() })
            .collect::<String>()
    };
    let report = distinct(Edition::E2021, false);
    let writer = WRITERS.iter().find(|(name, _)| *name == "single spaces").unwrap().1;
    let text = apart(&writer(&sheets(&report)));
    assert_eq!(score(&read(&text), &report).missing, 0);
    assert_eq!(wrong(&read(&text), &report), Vec::<String>::new());
    let found = read(&apart("五、存在的主要问题及改进情况\n2023年，公开工作还有不足。\n"));
    assert_eq!(found.prose, [(Prose::Part5, "2023年，公开工作还有不足。".to_owned())]);
    // In another order they are none of the form's.
    let swapped = text.replace("自 然 人 法 人 或 其 他 组 织", "法 人 或 其 他 组 织 自 然 人");
    assert_ne!(swapped, text);
    assert!(read(&swapped).cells.iter().all(|(slot, _)| slot.table() != "table3"));
}

/// Cells one below the other: a stroke alone is one, and the head of table four may have no spaces.
#[test]
fn cells_on_lines_of_their_own_may_be_strokes() {
    let report = distinct(Edition::E2021, false);
    let writer = WRITERS.iter().find(|(name, _)| *name == "one a line").unwrap().1;
    let mut sheets = sheets(&report);
    sheets.iter_mut().flat_map(|s| &mut s.rows).for_each(|row| row.values[0] = "-".to_owned());
    assert_eq!(read(&writer(&sheets)).cells.len(), 200);
    let four = sheets.last_mut().unwrap();
    let names = four.heads[1].drain(5..).collect();
    four.heads = vec![four.heads[0].clone(), names, vec![four.heads[1].concat().repeat(3)]];
    assert_eq!(read(&writer(&sheets)).cells.len(), 200);
    four_swapped(&mut sheets);
    assert_eq!(read(&writer(&sheets)).cells.len(), 185);
}

/// The columns of table four, without spaces, in another order.
fn four_swapped(sheets: &mut [Sheet]) {
    let head = sheets.last_mut().unwrap().heads[2].first_mut().unwrap();
    *head = head.replace("结果维持结果纠正", "结果纠正结果维持");
}

/// Digits in groups of three are numbers that add up.
#[test]
fn thousands_add_up() {
    let row = |numbers: &str| read(&format!("三、收到和处理政府信息公开申请情况\n（七）总计 {numbers}\n")).cells.len();
    assert_eq!(row("13,612 252 0 45 128 32 14,069"), 7);
    assert_eq!(row("13,612 252 0 45 128 32 14,070"), 0);
}

/// Two tables three, of which one has a row that cannot be read: that of the other may be either's.
#[test]
fn a_row_of_one_of_two_tables_is_none() {
    let reports = made();
    for (name, writer) in WRITERS {
        let mut other = sheets(&reports[2]);
        other.retain(|sheet| sheet.table == "table3");
        let values = other[0].rows.iter_mut().flat_map(|row| &mut row.values);
        values.for_each(|value| value.insert(0, '1'));
        other[0].rows[3].values.pop();
        let found = read(&(writer(&sheets(&reports[0])) + &writer(&other)));
        let three: Vec<_> = found.cells.iter().filter(|(slot, _)| slot.table() == "table3").collect();
        assert_eq!(three, Vec::<&(Slot, String)>::new(), "{name}");
    }
}

/// The digits of numbers with a space between them, in a table whose cells stand farther apart.
#[test]
fn digits_apart_are_no_cells() {
    let (label, head) = ("三、收到和处理政府信息公开申请情况", "四、结转下年度继续办理");
    let row = |numbers: &str| read(&format!("{label}\n{head}     {numbers}\n")).cells.len();
    assert_eq!(row("2 5 8   1 2       1   1"), 0);
    assert_eq!(row("2  5  8  1   2    1   1"), 7);
    // What adds up is what it says, and a zero begins no number.
    assert_eq!(row("5   1 0   0   0   0 6"), 7);
    assert_eq!(row("5   1   0   0   0   0 7"), 7);
    let two = |numbers: &str| {
        read(&format!("信息内容  本年制发件数  本年废止件数  现行有效件数\n规章     {numbers}\n")).cells.len()
    };
    assert_eq!((two("8 2 1"), two("0 0 1"), two("8   2   1")), (0, 3, 3));
}

/// Table four as a page shows it, its head torn over lines.
const FOUR: &str = "四、政府信息公开行政复议、行政诉讼情况
                                       行政诉讼
         行政复议
                               未经复议直接起诉              复议后起诉
结果维 结果纠 其他结 尚未审     结果维 结果纠 其他结 尚未审     结果维 结果纠 其他结 尚未审
                            总计                            总计                            总计
  持     正     果     结        持     正     果     结        持     正     果     结
  10     11     12     13   46   14     15     16     17   62   18     19     20     21   78
";

#[test]
fn what_a_page_has_left_of_another_is_before_it() {
    let cells = |text: &str| read(text).cells.len();
    assert_eq!(cells(FOUR), 15);
    let at = FOUR.find("        行政复议\n").unwrap();
    let suits_first = [&FOUR[..at], &" ".repeat(90), &FOUR[at..]].concat();
    assert_eq!(cells(&suits_first), 0);
    let total = " ".repeat(28) + "总计";
    assert_eq!(cells(&FOUR.replacen(&total, "总计", 1).replacen("结果维", "     结果维", 1)), 0);
}

/// Ten megabytes of anything, to the end; less in a build for tests, which is some ten times slower.
#[test]
fn anything_is_read() {
    let size = if cfg!(debug_assertions) { 100_000 } else { 10_000_000 };
    let line = |text: &str| text.repeat(size / text.len() + 1);
    let mut all = vec![
        line("1"),
        line(" "),
        line("\n"),
        line("1\n"),
        line("7 "),
        line("| "),
        line("|1"),
        line("0 0 0 0 0 0 0\n"),
        line("其他 "),
        line("总计\n"),
        line("3.其他 0 0 0 0 0 0 0\n"),
        line("（六）其他处理\n1.申请人无正当\n0 0 0 0 0 0 0\n"),
        line("四、政府信息公开行政复议、行政诉讼情况\n1 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n"),
        line("行政复议 1 1 1 1 1\n"),
        line("信息内容 本年处理决定数量\n行政许可 5\n"),
        line("三、本年度办理结果，二○二三年\n"),
        line("\u{0}\u{feff}１２"),
    ];
    all.push(line(&raw("hongze-2024.txt")));
    for text in all {
        read(&text);
    }
}
