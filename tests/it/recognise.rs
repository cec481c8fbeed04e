//! Official tables read back from pages: real ones, the ten reports in every disguise, and broken ones.

use std::fs;

use gongkai::codec::recognise::{Recognised, Why};
use gongkai::form::Slot;
use gongkai::report::Report;

use crate::pages::{
    self, Cell, REPORTS, Score, Table, head, page, plain, read, report, score, table_html, tables, truth,
};

fn raw(name: &str) -> String {
    fs::read_to_string(format!("{}/tests/raw/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Every cell of the report's form and its text.
fn cells(report: &Report) -> Vec<(Slot, String)> {
    report.form().slots().map(|slot| (slot, report.raw(slot).to_owned())).collect()
}

#[test]
fn real_pages_come_back_as_their_reports() {
    for name in ["shanghai-go-2019", "hangzhou-2025"] {
        let (found, report) = (read(&raw(&format!("{name}.html"))), report(name));
        let truth = cells(&report);
        assert_eq!(score(&found, &truth), Score { right: truth.len(), wrong: 0, missing: 0 }, "{name}");
        assert_eq!(found.edition, report.edition(), "{name}");
        assert_eq!(found.unplaced, [], "{name}");
        assert_eq!(found.title.as_deref(), Some(report.meta(gongkai::report::Meta::Title)), "{name}");
        assert_eq!(found.year, report.year(), "{name}");
        assert_eq!((&found.missing, &found.labels), (&Vec::new(), &Vec::new()), "{name}");
    }
}

type Content<'a> = dyn Fn(&Cell) -> String + 'a;

/// The ten reports in a disguise: each is changed, written as a page, read back. Says how many cells were right,
/// wrong and missing in all.
fn disguised(change: &dyn Fn(&mut Vec<Table>), write: &dyn Fn(&Report, &[Table]) -> String) -> Score {
    let mut total = Score::default();
    for id in REPORTS {
        let report = report(id);
        let mut tables = tables(&report);
        change(&mut tables);
        let found = read(&write(&report, &tables));
        let one = score(&found, &truth(&tables));
        total = Score {
            right: total.right + one.right,
            wrong: total.wrong + one.wrong,
            missing: total.missing + one.missing,
        };
    }
    total
}

fn as_page(content: &'static Content<'static>) -> impl Fn(&Report, &[Table]) -> String {
    move |report, tables| page(report.form(), &report.title(), tables, content)
}

/// All cells of the ten reports.
const ALL: usize = 1968;

#[track_caller]
fn comes_back(name: &str, score: Score) {
    println!("{name}: {score:?}");
    assert_eq!((score.wrong, score.missing), (0, 0), "{name}");
}

fn no_change(_: &mut Vec<Table>) {}

#[test]
fn plain_pages() {
    let score = disguised(&no_change, &as_page(&plain));
    comes_back("plain", score);
    assert_eq!(score.right, ALL);
}

fn word(cell: &Cell) -> String {
    let text = match cell.text.as_str() {
        "" => "&nbsp;".to_owned(),
        text => text.chars().map(|c| pages::escape(&c.to_string())).collect::<Vec<_>>().join("<span></span>"),
    };
    format!(
        "\n <p class=MsoNormal align=center style='text-align:center'><span lang=EN-US style='font-size:9.0pt;\
         mso-hide:none'><o:p></o:p>{text}</span><!-- 12 --><span>\u{200B}</span></p>\n "
    )
}

#[test]
fn word_markup() {
    comes_back("word", disguised(&no_change, &as_page(&word)));
}

/// What is published is a number with separators, a dash, a count with its unit.
#[test]
fn texts_stay_as_they_stand() {
    let respell = |tables: &mut Vec<Table>| {
        for (at, cell) in tables.iter_mut().flatten().flatten().filter(|c| c.slot.is_some()).enumerate() {
            match at % 5 {
                0 => cell.text = "1,207".to_owned(),
                1 => cell.text = "—".to_owned(),
                2 => cell.text = "12件".to_owned(),
                3 => cell.text = "１２　０００".to_owned(),
                _ => {}
            }
        }
    };
    comes_back("respelled", disguised(&respell, &as_page(&plain)));
    comes_back("respelled in word", disguised(&respell, &as_page(&word)));
}

fn heads_of(tables: &mut [Table]) -> impl Iterator<Item = &mut Cell> {
    tables.iter_mut().flatten().flatten().filter(|c| c.slot.is_none())
}

fn respelled(text: &str, how: usize) -> String {
    let half = |text: &str| {
        let pairs = [("（", "("), ("）", ")"), ("，", ","), ("、", ","), ("：", ":"), ("“", "\""), ("”", "\"")];
        pairs.iter().fold(text.to_owned(), |text, (full, half)| text.replace(full, half))
    };
    match how {
        0 => half(text),
        1 => text.chars().map(|c| format!("{c}\u{A0} ")).collect(),
        2 => half(text).replace("1.", "1、").replace("2.", "（2）").replace("3.", "③").replace("4.", "４．"),
        3 => text.replace("政府信息公开申请", "\n政府信息公开申请").replace(['\u{201C}', '\u{201D}'], ""),
        4 => text.replace("（区分处理的，只计这一情形，不计其他情形）", "").replace("（单位：万元）", "（万元）"),
        5 => text.replace("总计", "合计").replace("行政规范性文件", "规范性文件").replace("法规禁止", "止"),
        6 => text.replace("、行政机关不再处理其政府信息公开申请", "").replace("本机关不掌握", "本行政机关不掌握"),
        _ if text.ends_with(['量', '数']) => format!("{text}（单位：件）"),
        _ => text.to_owned(),
    }
}

#[test]
fn headings_may_be_spelled_otherwise() {
    for how in 0..8 {
        let respell = |tables: &mut Vec<Table>| heads_of(tables).for_each(|c| c.text = respelled(&c.text, how));
        comes_back(&format!("spelling {how}"), disguised(&respell, &as_page(&plain)));
    }
}

#[test]
fn other_wording_is_told() {
    let mut tables = tables(&report("hongze-2024"));
    for cell in heads_of(&mut tables) {
        cell.text = cell.text.replace("2.其他法律行政法规禁止公开", "2.其他法律行政止公开").replace("1. ", "1.");
    }
    let report = report("hongze-2024");
    let found = read(&page(report.form(), "", &tables, &plain));
    assert_eq!(found.labels, [("table3.denied_2".to_owned(), "2.其他法律行政止公开".to_owned())]);
    let told: Vec<String> = gongkai::check::check(&found.report(), Default::default())
        .iter()
        .filter(|f| f.rule.id == "T3-LABEL")
        .map(|f| f.at.code())
        .collect();
    assert_eq!(told, ["table3.denied_2"]);
}

/// In columns too; a soft hyphen no reader sees and the unit of every count are no other wording.
#[test]
fn other_wording_of_columns_is_told() {
    let report = report("pingtan-2022");
    let mut tables = tables(&report);
    let pairs = [("总计", "合计"), ("本年制发件数", "制发件数"), ("自然人", "自然\u{AD}人（件）")];
    for cell in heads_of(&mut tables) {
        if let Some((_, other)) = pairs.iter().find(|(official, _)| *official == cell.text) {
            cell.text = (*other).to_owned();
        }
    }
    let found = read(&page(report.form(), "", &tables, &plain)).report();
    let findings = gongkai::check::check(&found, Default::default());
    let told: Vec<String> = findings.iter().filter(|f| f.rule.id.ends_with("-LABEL")).map(|f| f.at.code()).collect();
    assert_eq!(told, ["table2.*.made", "table3.*.total"]);
}

/// The unit of a sum of money may stand in its row's heading.
#[test]
fn a_row_may_name_the_unit_of_its_sum() {
    let (report, slot) = (report("pingtan-2022"), Slot::parse("table2.fees.amount_wan").unwrap());
    for (unit, is_read) in [("（万元）", true), ("（单位：万元）", true), ("（元）", false), ("（亿元）", false)]
    {
        for column in ["本年收费金额", "本年收费金额（单位：万元）"] {
            let mut tables = tables(&report);
            for cell in heads_of(&mut tables) {
                match &*cell.text {
                    "行政事业性收费" => cell.text.push_str(unit),
                    "本年收费金额（单位：万元）" => cell.text = column.to_owned(),
                    _ => {}
                }
            }
            let found = read(&page(report.form(), "", &tables, &plain));
            assert_eq!(found.cell(slot), is_read.then(|| report.raw(slot)), "{unit} {column}");
        }
    }
}

/// A figure in another unit is another figure.
#[test]
fn another_unit_is_another_heading() {
    let report = report("pingtan-2022");
    let mut tables = tables(&report);
    heads_of(&mut tables).for_each(|c| c.text = c.text.replace("万元", "元").replace("决定数量", "决定数量（万件）"));
    let found = read(&page(report.form(), "", &tables, &plain));
    for code in ["table2.fees.amount_wan", "table2.licensing.decisions"] {
        assert_eq!(found.cell(Slot::parse(code).unwrap()), None);
        assert!(found.missing.contains(&Slot::parse(code).unwrap()));
    }
    assert_eq!(found.unplaced.len(), 4);
    assert!(found.is_doubtful());
}

/// Another year's figure and a share are other figures, in a row's heading and in a column's.
#[test]
fn a_remark_may_make_it_another_figure() {
    let (report, slot) = (report("pingtan-2022"), Slot::parse("table2.punishment.decisions").unwrap());
    for head in ["行政处罚", "本年处理决定数量"] {
        for (remark, is_read) in [("（去年）", false), ("(占比)", false), ("（%）", false), ("（指办件量）", true)]
        {
            let mut tables = tables(&report);
            let heads = heads_of(&mut tables).filter(|c| c.text == head);
            heads.for_each(|c| c.text.push_str(remark));
            let found = read(&page(report.form(), "", &tables, &plain));
            assert_eq!(found.cell(slot).is_some(), is_read, "{head}{remark}");
        }
    }
}

/// A letter or two make another figure of a heading, however near it is to the form's.
#[test]
fn a_letter_may_make_it_another_figure() {
    let pairs = [
        ("pingtan-2022", "本年制发件数", "上年制发件数", "table2.normative.made"),
        ("pingtan-2022", "本年收费金额（单位：万元）", "本年计划收费金额（单位：万元）", "table2.fees.amount_wan"),
        ("longgang-zwfw-2020", "本年增/减", "本年增加", "table2.licensing.delta"),
        (
            "hongze-2024",
            "二、上年结转政府信息公开申请数量",
            "二、本年结转政府信息公开申请数量",
            "table3.carried_in.total",
        ),
    ];
    for (id, official, other, slot) in pairs {
        let (report, slot) = (report(id), Slot::parse(slot).unwrap());
        for (head, is_read) in [(official, true), (other, false)] {
            let mut tables = tables(&report);
            heads_of(&mut tables).filter(|c| c.text == official).for_each(|c| c.text = head.to_owned());
            let found = read(&page(report.form(), "", &tables, &plain));
            assert_eq!(found.cell(slot).is_some(), is_read, "{head}");
        }
    }
}

/// `9.其他` of another group is not `3.其他`, whatever else is missing.
#[test]
fn a_short_row_is_known_by_its_number() {
    let report = report("hangzhou-2025");
    for (number, is_read) in [("3.", true), ("9.", false)] {
        let mut tables = tables(&report);
        for cell in heads_of(&mut tables).filter(|c| c.text == "3.其他") {
            cell.text = cell.text.replace("3.", number);
        }
        let found = read(&page(report.form(), "", &tables, &plain));
        assert_eq!(found.cell(Slot::parse("table3.other_3.total").unwrap()).is_some(), is_read, "{number}");
    }
}

/// What is announced as an earlier year's is none of this year's, though this year has none.
#[test]
fn an_earlier_years_table_is_set_aside() {
    let report = report("hangzhou-2025");
    let slot = Slot::parse("table4.review.total").unwrap();
    for (caption, is_read) in [
        ("本年情况如下：", true),
        ("上年度（2024年）情况如下：", false),
        ("附件：2024年度政府信息公开行政复议、行政诉讼情况", false),
    ] {
        let html = page(report.form(), "某市2025年政府信息公开工作年度报告", &tables(&report), &plain);
        let at = html.rfind("<table").unwrap();
        let found = read(&[&html[..at], "<p>", caption, "</p><p>（单位：件）</p>", &html[at..]].concat());
        assert_eq!(found.cell(slot).is_some(), is_read, "{caption}");
        let set_aside = found.unplaced.iter().filter(|u| u.why == Why::Earlier).count();
        assert_eq!(set_aside, if is_read { 0 } else { 15 }, "{caption}");
    }
}

/// A district's number and its streets': neither is the report's, though they may be the same.
#[test]
fn rows_told_apart_by_their_remarks_are_none() {
    let report = report("pingtan-2022");
    let whose = |remarks: &[&str]| {
        let mut tables = tables(&report);
        let at = tables[0].iter().position(|row| row[0].text == "行政处罚").unwrap();
        let row = tables[0].remove(at);
        for remark in remarks {
            let mut row = row.clone();
            row[0].text.push_str(remark);
            tables[0].insert(at, row);
        }
        let found = read(&page(report.form(), "", &tables, &plain));
        found.cell(Slot::parse("table2.punishment.decisions").unwrap()).map(str::to_owned)
    };
    assert!(whose(&[""]).is_some());
    assert_eq!(whose(&["（区本级）"]), whose(&[""]));
    assert_eq!(whose(&["（区本级）", "（街道）"]), None);
    // Two rows in one.
    assert_eq!(whose(&["（含行政强制）"]), None);
}

/// One table for all; one for each row group; table four in two.
#[test]
fn tables_may_be_joined() {
    let joined = |report: &Report, tables: &[Table]| {
        let mut all: Table = Vec::new();
        for (part, table) in report.form().desc.parts[1..4].iter().zip(tables) {
            all.push(vec![head(part.heading, 15, 1)]);
            all.extend(table.iter().cloned());
        }
        table_html(&all, &plain)
    };
    comes_back("joined", disguised(&no_change, &joined));
    let bare = |_: &Report, tables: &[Table]| table_html(&tables.concat(), &plain);
    comes_back("joined without headings", disguised(&no_change, &bare));
}

#[test]
fn tables_may_be_split() {
    let split_four = |report: &Report, tables: &[Table]| {
        let four = &tables[2];
        let mut review = vec![four[0][..1].to_vec(), four[1][..5].to_vec(), four[3][..5].to_vec()];
        review[1].iter_mut().for_each(|c| c.rows = 1);
        let suits = [four[0][1..].to_vec(), four[1][5..].to_vec(), four[2].clone(), four[3][5..].to_vec()];
        let rest = page(report.form(), "", &tables[..2], &plain);
        rest + &table_html(&review, &plain) + "<p>&nbsp;</p>" + &table_html(&suits, &plain)
    };
    comes_back("table four in two", disguised(&no_change, &split_four));
    // A page break in the middle: the second half has no headings.
    let broken = |report: &Report, tables: &[Table]| {
        let three = &tables[1];
        let (mut upper, mut lower) = (three[..12].to_vec(), three[12..].to_vec());
        upper[5][0].rows = 7;
        upper[7][0].rows = 5;
        lower[0].splice(0..0, [head("三、本年度办理结果", 1, three.len() - 13), head("（三）不予公开", 1, 3)]);
        let mut page = table_html(&tables[0], &plain) + "<p>三、收到和处理政府信息公开申请情况</p>";
        page += &(table_html(&upper, &plain) + "<p>- 3 -</p>" + &table_html(&lower, &plain));
        page + "<p>" + report.form().desc.parts[3].heading + "</p>" + &table_html(&tables[2], &plain)
    };
    comes_back("table three in two", disguised(&no_change, &broken));
    // One small table a section.
    let sections = |_: &Report, tables: &[Table]| {
        let mut page = String::new();
        for section in tables[0].chunk_by(|_, next| next.len() > 1) {
            page += &format!("<p>{}</p>{}", section[0][0].text, table_html(&section[1..], &plain));
        }
        page + &table_html(&tables[1], &plain) + &table_html(&tables[2], &plain)
    };
    comes_back("sections", disguised(&no_change, &sections));
}

/// Every merged cell taken apart: its text repeated, or only in the first.
fn taken_apart(tables: &mut [Table], repeat: bool) {
    for table in tables {
        let grid = laid_out(table);
        *table = grid
            .iter()
            .enumerate()
            .map(|(r, row)| {
                let piece = |(c, at): (usize, &(usize, usize))| {
                    let cell = &table[at.0][at.1];
                    let first = (r == 0 || grid[r - 1][c] != *at) && (c == 0 || row[c - 1] != *at);
                    let text = if first || (repeat && cell.slot.is_none()) { cell.text.clone() } else { String::new() };
                    Cell { text, cols: 1, rows: 1, slot: cell.slot.filter(|_| first) }
                };
                row.iter().enumerate().map(piece).collect()
            })
            .collect();
    }
}

/// For every place of a table the row and index of its cell.
fn laid_out(table: &Table) -> Vec<Vec<(usize, usize)>> {
    let width = table[0].iter().map(|c| c.cols).sum();
    let mut grid = vec![vec![None; width]; table.len()];
    for (r, row) in table.iter().enumerate() {
        for (i, cell) in row.iter().enumerate() {
            let Some(c) = grid[r].iter().position(Option::is_none) else { continue };
            for line in grid.iter_mut().skip(r).take(cell.rows) {
                line[c..c + cell.cols].fill(Some((r, i)));
            }
        }
    }
    grid.into_iter().map(|row| row.into_iter().map(Option::unwrap).collect()).collect()
}

#[test]
fn merged_headings_may_be_taken_apart() {
    // Blank cells that were merged: which of the pieces was the cell, and whether a number stood there, is not told.
    let score = disguised(&|t| taken_apart(t, true), &as_page(&plain));
    is_never_wrong("repeated", 4, score);
    assert_eq!(score.right + score.missing, ALL);
    let score = disguised(&|t| taken_apart(t, false), &as_page(&plain));
    println!("first only: {score:?}");
    assert_eq!(score.wrong, 0);
    assert!(score.missing < ALL / 8, "{score:?}");
}

/// Subtotals and remarks that the form does not have.
#[test]
fn extra_columns_and_rows_are_passed_over() {
    let column = |at: usize, name: &'static str| {
        move |tables: &mut Vec<Table>| {
            let three = &mut tables[1];
            three[0][1].cols += 1;
            match at {
                // Under the group, after its last column.
                0 => {
                    three[1][1].cols += 1;
                    three[2].push(head(name, 1, 1));
                }
                // After the last of all.
                1 => three[1].push(head(name, 1, 2)),
                // Between the group and the total.
                _ => three[1].insert(2, head(name, 1, 2)),
            }
            for row in &mut three[3..] {
                let last = row.len() - usize::from(at != 1);
                let sum = if row[row.len() - 1].text.is_empty() { "" } else { "7" };
                row.insert(last, head(sum, 1, 1));
            }
        }
    };
    for (at, name) in [(0, "小计"), (1, "备注"), (2, "小计"), (0, "合计"), (0, "总计"), (2, "法人合计")] {
        comes_back(&format!("column {at} {name}"), disguised(&column(at, name), &as_page(&plain)));
    }
    let rows = |tables: &mut Vec<Table>| {
        let three = &mut tables[1];
        let row = |name: &str, cols| {
            let mut row = vec![head(name, cols, 1)];
            row.resize(8, head("9", 1, 1));
            row
        };
        three.push(row("小计", 3));
        three.push(row("合计", 3));
        three.push(row("总计", 3));
        three.insert(5, row("（二）小计", 3));
        let grouped = three.iter_mut().find(|r| r[0].text.starts_with("三、")).unwrap();
        assert_eq!(grouped.len(), 9);
    };
    comes_back("rows", disguised(&rows, &as_page(&plain)));
}

/// Tables of the site that have nothing to do with the report, before it and around it.
#[test]
fn other_tables_do_not_matter() {
    let around = |report: &Report, tables: &[Table]| {
        let page = page(report.form(), &report.title(), tables, &plain);
        format!(
            "<nav><table><tr><td>规章</td><td>3</td></tr></table></nav>\
             <table><tr><td>索引号</td><td>014-2025-1</td><td>发布机构</td><td>办公室</td></tr>\
             <tr><td>名称</td><td colspan=3>{}</td></tr><tr><td>主题分类</td><td>行政处罚</td><td>文号</td><td>无</td></tr></table>\
             <table><tr><td>首页 <a>规章</a></td></tr></table>\
             <table width=100%><tr><td><table><tr><td>行政许可</td><td>行政处罚</td><td>行政强制</td></tr></table></td>\
             <td><form>{page}</form></td></tr></table>\
             <script>var t = '<table><tr><td>规章</td><td>9</td></tr></table>';</script>",
            report.title()
        )
    };
    comes_back("around", disguised(&no_change, &around));
}

/// What is taken from the source is missing, never replaced by something else.
#[track_caller]
fn is_never_wrong(name: &str, most: usize, score: Score) {
    println!("{name}: {score:?}");
    assert_eq!(score.wrong, 0, "{name}");
    assert!(score.missing <= most, "{name}: {} missing, at most {most}", score.missing);
}

#[test]
fn rows_may_stand_in_another_order() {
    let reverse = |tables: &mut Vec<Table>| {
        // Rows without a group's beginning: those of one group may stand in any order.
        let three = &mut tables[1];
        let plain = three.iter().skip(3).take_while(|row| row[0].rows == 1).count() + 3;
        three[3..plain].reverse();
        for items in three.chunk_by_mut(|a, b| a.len() == b.len() && b[0].cols == 1) {
            if items[0][0].cols == 1 && items[0][0].rows == 1 {
                items.reverse();
            }
        }
        tables[0][2..4].reverse();
    };
    comes_back("reordered", disguised(&reverse, &as_page(&plain)));
}

#[test]
fn a_lost_heading_costs_its_row_or_column() {
    let row = |tables: &mut Vec<Table>| {
        for text in ["二、上年结转政府信息公开申请数量", "3.危及“三安全一稳定”", "（七）总计", "行政强制"]
        {
            heads_of(tables).filter(|c| c.text == text).for_each(|c| c.text.clear());
        }
    };
    is_never_wrong("row headings", 240, disguised(&row, &as_page(&plain)));
    let column = |tables: &mut Vec<Table>| {
        heads_of(tables)
            .filter(|c| c.text == "科研机构" || c.text == "其他结果")
            .for_each(|c| c.text = "？".to_owned());
    };
    is_never_wrong("column headings", 280, disguised(&column, &as_page(&plain)));
    let column = |tables: &mut Vec<Table>| {
        tables[1][2].remove(1);
        tables[1][1][1].cols = 4;
        tables[1][0][1].cols = 6;
        tables[1][3..].iter_mut().for_each(|row| drop(row.remove(row.len() - 5)));
    };
    // Nobody leaves out a column of the form: a heading is lost, and of the numbers nobody knows which.
    is_never_wrong("column taken out", 1500, disguised(&column, &as_page(&plain)));
    let heads = |tables: &mut Vec<Table>| drop(tables[1].drain(..3));
    is_never_wrong("heading rows", 1800, disguised(&heads, &as_page(&plain)));
    let heads = |tables: &mut Vec<Table>| drop(tables[1].remove(2));
    is_never_wrong("lowest heading row", 1800, disguised(&heads, &as_page(&plain)));
    let heads = |tables: &mut Vec<Table>| tables[1].swap(1, 2);
    is_never_wrong("heading rows swapped", 1800, disguised(&heads, &as_page(&plain)));
    let heads = |tables: &mut Vec<Table>| drop(tables[2].remove(0));
    is_never_wrong("table four's top", 150, disguised(&heads, &as_page(&plain)));
    let heads = |tables: &mut Vec<Table>| drop(tables[2].remove(1));
    is_never_wrong("table four's middle", 150, disguised(&heads, &as_page(&plain)));
}

/// Spans that were lost or are wrong shift what stands beside them.
#[test]
fn wrong_spans_shift_nothing() {
    let group = |by: isize| {
        move |tables: &mut Vec<Table>| {
            let denied = heads_of(tables).find(|c| c.text == "（三）不予公开").unwrap();
            denied.rows = denied.rows.checked_add_signed(by).unwrap();
        }
    };
    comes_back("group too long", disguised(&group(1), &as_page(&plain)));
    comes_back("group too short", disguised(&group(-1), &as_page(&plain)));
    let corner = |cols: usize, rows: usize| {
        move |tables: &mut Vec<Table>| (tables[1][0][0].cols, tables[1][0][0].rows) = (cols, rows)
    };
    for (cols, rows) in [(2, 3), (1, 3), (4, 3), (3, 2), (3, 1), (3, 4), (3, 65534)] {
        is_never_wrong(&format!("corner {cols}×{rows}"), 1750, disguised(&corner(cols, rows), &as_page(&plain)));
    }
    // The row that begins the groups is gone, and with it their spans.
    let begins = |tables: &mut Vec<Table>| drop(tables[1].remove(5));
    is_never_wrong("beginning of groups", 1750, disguised(&begins, &as_page(&plain)));
    // A cell too few, a cell too many.
    let fewer = |tables: &mut Vec<Table>| drop(tables[1][4].pop());
    is_never_wrong("a cell fewer", 60, disguised(&fewer, &as_page(&plain)));
    let more = |tables: &mut Vec<Table>| tables[1][4].push(head("8", 1, 1));
    is_never_wrong("a cell more", 70, disguised(&more, &as_page(&plain)));
    let merged = |tables: &mut Vec<Table>| {
        let row = &mut tables[1][4];
        row[2].cols = 2;
        row.remove(3);
    };
    let score = disguised(&merged, &as_page(&plain));
    is_never_wrong("merged values", 60, score);
    let reaching = |tables: &mut Vec<Table>| {
        let natural = &mut tables[1][3][1];
        natural.rows = 2;
        tables[1][4].remove(1);
    };
    is_never_wrong("a value over two rows", 140, disguised(&reaching, &as_page(&plain)));
}

/// A value on a line of its own, its heading on the line before.
#[test]
fn torn_rows_are_not_blank() {
    let torn = |tables: &mut Vec<Table>| {
        let three = &mut tables[1];
        let mut values = three[3].clone();
        values[0].text.clear();
        three[3][1..].iter_mut().for_each(|c| (c.text, c.slot) = (String::new(), None));
        three.insert(4, values);
    };
    is_never_wrong("torn", 70, disguised(&torn, &as_page(&plain)));
}

fn turned(table: &Table) -> Table {
    let grid = laid_out(table);
    let mut turned: Table = vec![Vec::new(); grid[0].len()];
    let mut seen = Vec::new();
    for (c, row) in turned.iter_mut().enumerate() {
        for line in &grid {
            if !seen.contains(&line[c]) {
                seen.push(line[c]);
                let cell = &table[line[c].0][line[c].1];
                row.push(Cell { cols: cell.rows, rows: cell.cols, ..cell.clone() });
            }
        }
    }
    turned
}

#[test]
fn tables_may_lie_on_their_side() {
    let turn = |tables: &mut Vec<Table>| tables[1..].iter_mut().for_each(|table| *table = turned(table));
    comes_back("turned", disguised(&turn, &as_page(&plain)));
}

/// Headings repeated where a page breaks.
#[test]
fn headings_may_be_repeated() {
    let repeat = |tables: &mut Vec<Table>| {
        let three = &mut tables[1];
        let heads = three[..3].to_vec();
        three.splice(5..5, heads);
    };
    comes_back("repeated headings", disguised(&repeat, &as_page(&plain)));
}

/// The same table for wide and for narrow screens is one; two reports are none.
#[test]
fn twice_is_not_once() {
    let both = |report: &Report, tables: &[Table]| as_page(&plain)(report, tables).repeat(2);
    comes_back("the same twice", disguised(&no_change, &both));
    let (one, other) = (report("pingtan-2021"), report("pingtan-2022"));
    let pages = [&one, &other].map(|r| page(r.form(), &r.title(), &tables(r), &plain));
    let found = read(&pages.concat());
    assert_eq!((found.cells.as_slice(), found.is_doubtful()), (&[][..], true));
    assert_eq!((found.title, found.year, found.org), (None, None, None));
    assert!(found.prose.is_empty());
    let value = |r: &Report| r.raw(Slot::parse("table3.new.natural").unwrap()).to_owned();
    for (text, table) in [(value(&one), 2), (value(&other), 5)] {
        let told =
            |u: &&gongkai::codec::recognise::Unplaced| u.text == text && u.table == table && u.near.contains("自然人");
        assert!(found.unplaced.iter().any(|u| told(&u)), "{text}");
    }
}

/// The words of the page: its title, and the parts' texts under whatever heading they stand.
#[test]
fn texts_come_with_their_parts() {
    let page = "<title>年报_某局</title><h1>某市某局\u{3000}2024年度政府信息公开工作年度报告</h1>\
        <p>发布日期：2025-01-20　来源：某局</p><div id=zoom><div><ul><li>一、总体情况</li><li>二、主动公开政府信息情况</li></ul>\
        <p>根据《条例》的规定，现公布本年度报告如下：</p>\
        <p><b>一、总体情况</b></p><p>（一）主动公开。<br>做了工作。</p><div><p>二、主动公开政府信息情况</p></div>\
        <p>四、政府信息公开行政复议、诉讼情况</p><p>前言。</p><table><tr><td>a</td><td>b</td></tr></table><p>注：含上年。</p>\
        <p><span>五、存在的主要问题和改进措施</span></p><p>一是人手少。</p><p>二是经验少。</p><p>六、其他需要报告的事项</p>\
        <p>没有收取信息处理费。</p></div></div><div class=foot><p>版权所有</p></div>";
    let found = read(page);
    assert_eq!(found.title.as_deref(), Some("某市某局2024年度政府信息公开工作年度报告"));
    assert_eq!((found.org.as_deref(), found.year), (Some("某市某局"), Some(2024)));
    let texts: Vec<(&str, &str)> = found.prose.iter().map(|(at, text)| (at.code(), text.as_str())).collect();
    let expected = [
        ("intro", "根据《条例》的规定，现公布本年度报告如下："),
        ("part1", "（一）主动公开。\n做了工作。"),
        ("part4_lead", "前言。"),
        ("part4_note", "注：含上年。"),
        ("part5", "一是人手少。\n二是经验少。"),
        ("part6", "没有收取信息处理费。"),
    ];
    assert_eq!(texts, expected);
    let twice = format!("{page}{page}").replacen("人手少", "人手不足", 1);
    assert_eq!(read(&twice).prose.iter().filter(|(at, _)| at.code() == "part5").count(), 0);
}

/// What the page does not show is not there; what is struck, raised or a picture is not a number.
#[test]
fn only_what_is_seen_counts() {
    let report = report("shuyang-2025");
    let truth = truth(&tables(&report));
    let hidden = |cell: &Cell| {
        format!(
            "<span style='Display : NONE'>9</span>{}<script>9</script><i hidden>9</i><template>9</template>\
             <input value=9 type=hidden style='display:none'><noscript>9</noscript><!--9-->",
            plain(cell)
        )
    };
    let with_rows = as_page_of(&report, &hidden).replacen(
        "<tr>",
        "<tr style='display:none'><td>规章</td><td>9</td><td>9</td><td>9</td></tr><tr>",
        4,
    );
    let all = Score { right: truth.len(), wrong: 0, missing: 0 };
    assert_eq!(score(&read(&with_rows), &truth), all);
    for marked in ["<s>9</s>", "<sup>1</sup>", "<img src=9.gif>", "<del>9</del>", "<input value=9>", "<sub>2</sub>"] {
        let marked = move |cell: &Cell| format!("{}{}", plain(cell), if cell.slot.is_some() { marked } else { "" });
        let found = read(&as_page_of(&report, &marked));
        assert_eq!(found.cells.len(), 0);
        assert_eq!(found.unplaced.len(), truth.len());
    }
}

fn as_page_of(report: &Report, content: &Content) -> String {
    page(report.form(), &report.title(), &tables(report), content)
}

/// Words where numbers belong are at least told, also where no heading stands beside them.
#[test]
fn words_for_numbers_are_told() {
    let report = report("hongze-2023");
    let found =
        read(&as_page_of(&report, &|cell| if cell.slot.is_some() { "未发生".to_owned() } else { plain(cell) }));
    let told = found.cells.iter().filter(|(_, text)| text == "未发生").count() + found.unplaced.len();
    assert_eq!(told, truth(&tables(&report)).len());
    let four = |found: &Recognised| found.unplaced.iter().filter(|u| u.text == "未发生").count();
    assert_eq!(four(&found), found.unplaced.len());
    assert!(four(&found) >= 15);
}

/// How letters look may be said by a style, on any element around them or for a class of these.
#[test]
fn looks_may_be_styled() {
    let report = report("hongze-2024");
    let told = |css: &str, content: &str| {
        let marked = |cell: &Cell| format!("{}{}", plain(cell), if cell.slot.is_some() { content } else { "" });
        let page = as_page_of(&report, &marked).replacen("<body>", &format!("<style>{css}</style><body>"), 1);
        let found = read(&page);
        (found.cells.len(), found.unplaced.len())
    };
    let all = truth(&tables(&report)).len();
    for (css, content, is_read) in [
        ("", "<span style='text-decoration: line-through'>9</span>", false),
        ("", "<span style='VERTICAL-ALIGN: super'>1</span>", false),
        ("", "<span style='position:relative;top:-3pt;mso-text-raise:3.0pt'>1</span>", false),
        (".font6 {color:red; text-decoration:line-through}", "<font class='font6'>9</font>", false),
        ("/* {} */ td.no, span.note{vertical-align:super}", "<span class='a note'>1</span>", false),
        (".hide{display:none}", "<span class=hide>8</span>", false),
        (".hide{display:block} @media print{.hide{display:none}}", "<span class=hide></span>", true),
        (".font6{text-decoration:none}", "<font class=font6></font>", true),
        ("", "<span style='mso-hide:all'>9</span>", true),
    ] {
        let expected = if is_read { (all, 0) } else { (0, all) };
        assert_eq!(told(css, content), expected, "{css} {content}");
    }
}

/// A cell may hold a little table: a number in a frame, a corner divided by a line.
#[test]
fn cells_may_hold_scraps_of_tables() {
    let report = report("hongze-2024");
    let framed = |cell: &Cell| match cell.slot {
        Some(slot) if slot.table() != "table2" => format!("<table><tr><td>{}</td></tr></table>", plain(cell)),
        _ => plain(cell),
    };
    let all = truth(&tables(&report));
    assert_eq!(read(&as_page_of(&report, &framed)).cells.len(), all.len());
    let corner = |cell: &Cell| match cell.text.as_str() {
        text if text.starts_with("（本列数据") => format!("<table><tr><td></td><td>{text}</td></tr></table>"),
        _ => plain(cell),
    };
    assert_eq!(read(&as_page_of(&report, &corner)).cells.len(), all.len());
}

/// The number decides between two groups that are as near.
#[test]
fn a_group_may_be_misspelled() {
    let report = report("hongze-2024");
    let misspelled = |cell: &Cell| plain(cell).replace("（三）不予公开", "（三）不予以公开");
    let found = read(&as_page_of(&report, &misspelled));
    assert_eq!(found.cells.len(), truth(&tables(&report)).len());
    assert!(found.unplaced.is_empty());
}

/// What a script lets appear is on the page.
#[test]
fn a_page_may_appear_late() {
    let report = report("hongze-2024");
    let page = as_page_of(&report, &plain);
    for late in ["<body style='visibility: hidden'>", "<body><div id=js_content style='visibility:hidden;opacity:0'>"] {
        assert_eq!(read(&page.replacen("<body>", late, 1)).cells.len(), truth(&tables(&report)).len(), "{late}");
    }
    assert!(read(&page.replacen("<body>", "<body><div style='visibility: hidden'>", 1)).is_empty());
}

#[test]
fn nothing_of_the_form_is_nothing() {
    for page in [
        "",
        "<p>通知</p><table><tr><td>姓名</td><td>电话</td></tr><tr><td>张三</td><td>12345</td></tr></table>",
        "<table><tr><th>行政许可</th><th>行政处罚</th></tr><tr><td>办事指南</td><td>公示</td></tr></table>",
        "<table><tr><td colspan=1000 rowspan=65534>规章</td></tr></table>",
    ] {
        let found = read(page);
        assert!(found.is_empty(), "{page}: {found:?}");
    }
}

/// One to four damages to a page, of any kind and anywhere, never put a text where it does not belong.
///
/// Left out is what reads like any other page, because a blank stands where a number was and the number is nowhere:
/// - A merged cell taken apart is its number and blanks beside it, its heading as often. If then the number is taken out
///   with the heading over it, a blank is left under a heading of its column, and is read as one.
/// - A table is taken apart first, if at all: of a number that was drawn over two columns by another damage, taking
///   apart would make a number and a blank, which fill the line of which a third damage took a number.
#[test]
fn damages_never_make_a_wrong_cell() {
    let reports: Vec<Vec<Table>> = REPORTS.iter().map(|id| distinct(tables(&report(id)))).collect();
    arbtest::arbtest(|u| {
        let mut tables = u.choose(&reports)?.clone();
        let truth = truth(&tables);
        let apart = u.int_in_range(0..=11)? == 0;
        if apart {
            let at = u.choose_index(tables.len())?;
            taken_apart(&mut tables[at..=at], true);
        }
        for _ in 0..u.int_in_range(1..=if apart { 3 } else { 4 })? {
            damage(u, &mut tables)?;
        }
        let page: String = tables.iter().map(|table| table_html(table, &plain)).collect();
        let found = read(&page);
        for (slot, text) in &found.cells {
            let stood = truth.iter().find(|(s, _)| s == slot).map(|(_, text)| text.as_str());
            let is_blank = apart && text.is_empty() && stood.is_some_and(|stood| !page.contains(stood));
            assert!(is_blank || stood == Some(text), "{slot:?}: {text:?} instead of {stood:?}\n{page}");
        }
        Ok(())
    })
    .budget_ms(5000);
}

/// Pairs of damages of which the second once made up for the first.
#[test]
fn damages_that_conspired() {
    let column = |table: &mut Table, from_right: usize| {
        let long = table.iter_mut().filter(|row| row.len() > from_right);
        long.for_each(|row| drop(row.remove(row.len() - from_right)));
    };
    type Pair<'a> = &'a dyn Fn(&mut Vec<Table>);
    let pairs: [(&str, Pair); 8] = [
        ("a column lost, a number over five rows", &|t| {
            column(&mut t[1], 7);
            t[1][20].last_mut().unwrap().rows = 5;
        }),
        ("a number over all rows, another lost", &|t| {
            t[1][3][1].rows = 0;
            t[1].last_mut().unwrap().remove(1);
        }),
        ("a column lost, a number over three", &|t| {
            column(&mut t[1], 6);
            t[1].last_mut().unwrap().last_mut().unwrap().cols = 3;
        }),
        ("a heading blank, a number lost", &|t| {
            t[1][1][2].text.clear();
            t[1][8].remove(2);
        }),
        ("a heading strange, a column lost", &|t| {
            t[1][1][2].text = "总".to_owned();
            column(&mut t[1], 6);
        }),
        ("the top heading lost, and columns", &|t| {
            t[1][0].remove(1);
            column(&mut t[1], 2);
        }),
        ("columns lost at both ends", &|t| {
            column(&mut t[1], 1);
            column(&mut t[1], 6);
        }),
        ("taken apart, a heading's first piece strange", &|t| {
            taken_apart(&mut t[..1], true);
            t[0][5][1].text = "本年总".to_owned();
        }),
    ];
    for (name, damage) in pairs {
        let mut tables = distinct(tables(&report("shuyang-2025")));
        damage(&mut tables);
        let found = read(&tables.iter().map(|table| table_html(table, &plain)).collect::<String>());
        assert_eq!(score(&found, &truth(&tables)).wrong, 0, "{name}");
    }
}

/// Every cell its own text, so that none can be right by chance.
pub fn distinct(mut tables: Vec<Table>) -> Vec<Table> {
    for (at, cell) in tables.iter_mut().flatten().flatten().filter(|c| c.slot.is_some()).enumerate() {
        cell.text = (1000 + at).to_string();
    }
    tables
}

pub fn damage(u: &mut arbtest::arbitrary::Unstructured, tables: &mut Vec<Table>) -> arbtest::arbitrary::Result<()> {
    let at = u.choose_index(tables.len())?;
    let table = &mut tables[at];
    if table.is_empty() {
        return Ok(());
    }
    let (row, other) = (u.choose_index(table.len())?, u.choose_index(table.len())?);
    let cells = table[row].len();
    let cell = if cells == 0 { 0 } else { u.choose_index(cells)? };
    match u.int_in_range(0..=10)? {
        0 => drop(table.remove(row)),
        1 => table.insert(row, table[other].clone()),
        2 => table.swap(row, other),
        3 if cells > 0 => drop(table[row].remove(cell)),
        4 if cells > 0 => garble(u, &mut table[row][cell].text)?,
        5 if cells > 0 => table[row][cell].rows = u.int_in_range(0..=5)?,
        6 if cells > 0 => table[row][cell].cols = u.int_in_range(0..=5)?,
        7 => table.insert(row, Vec::new()),
        8 if cells > 0 && table[row][cell].slot.is_none() => table[row][cell].text.clear(),
        // A column by its place from the right, in every row.
        9 => {
            let from_right = u.int_in_range(1..=8)?;
            table.iter_mut().filter(|r| r.len() > from_right).for_each(|r| drop(r.remove(r.len() - from_right)));
        }
        _ => {
            let rest = table.split_off(row);
            tables.insert(at + 1, rest);
        }
    }
    Ok(())
}

/// Some characters of a heading changed, doubled or lost. Values are left alone: theirs is the truth.
fn garble(u: &mut arbtest::arbitrary::Unstructured, text: &mut String) -> arbtest::arbitrary::Result<()> {
    if text.parse::<u32>().is_ok() {
        return Ok(());
    }
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..u.int_in_range(1..=4)? {
        if chars.is_empty() {
            break;
        }
        let at = u.choose_index(chars.len())?;
        match u.int_in_range(0..=2)? {
            0 => drop(chars.remove(at)),
            1 => chars[at] = *u.choose(&['其', '总', '一', '3', '公', '行', '本', ' '])?,
            _ => chars.insert(at, chars[at]),
        }
    }
    *text = chars.into_iter().collect();
    Ok(())
}

/// Tables of any shape with headings of the form strewn over them.
#[test]
fn garbage_never_panics() {
    let mut words: Vec<String> =
        tables(&report("shuyang-2025")).into_iter().flatten().flatten().map(|c| c.text).collect();
    words.extend(["其他", "合计", "<table>", "<tr><td>", "</td>", "", "\u{202E}12", "１２"].map(str::to_owned));
    arbtest::arbtest(|u| {
        let mut page = String::from("<table>");
        for _ in 0..u.int_in_range(0..=60)? {
            let (cols, rows): (u32, u32) = (u.arbitrary()?, u.arbitrary()?);
            page += *u.choose(&["", "<tr>", "</tr><tr>", "<tbody>", "</table><table>", "<p>", "<th>"])?;
            page += &match u.arbitrary()? {
                true => format!("<td colspan={} rowspan={}>", cols % 12, rows % 12),
                false => format!("<td colspan={cols} rowspan={rows}>"),
            };
            page += u.choose(&words)?;
        }
        let found = read(&page);
        found.report();
        Ok(())
    })
    .budget_ms(2000);
}
