//! More of what editors make of the official tables, each alone and any two together: read right, or refused.

use crate::pages::{Cell, REPORTS, Score, Table, escape, head, plain, read, report, score, table_html, tables, truth};
use crate::recognise::{damage, distinct};

type Change = fn(&mut Vec<Table>);

/// What is done to the tables, and whether all of them must come back.
const CHANGES: &[(&str, Change, bool)] = &[
    ("columns apart", |t| t.iter_mut().for_each(columns_apart), true),
    ("rows apart", |t| t.iter_mut().for_each(rows_apart), true),
    ("groups on lines of their own", |t| groups_on_lines(t), true),
    ("table four as three lines", |t| four_as_lines(t), true),
    ("table four in three", four_in_three, true),
    ("headings in a table of their own", |t| split(t, 1, 3), true),
    ("cut after the first line", |t| split(t, 1, 4), true),
    ("cut within a group", |t| split(t, 1, 9), true),
    ("cut before the last line", |t| split(t, 1, 25), true),
    ("a title in the first line", |t| on_top(t, "表  政府信息公开情况统计表"), true),
    ("a unit in the first line", |t| on_top(t, "单位：件"), true),
    ("a note in the last line", |t| note_below(t), true),
    ("blank lines", |t| blank_lines(t), true),
    ("a blank column in front", |t| blank_column(t, true), true),
    ("a blank column behind", |t| blank_column(t, false), true),
    ("a column of numbers of rows", |t| t.iter_mut().for_each(|t| numbers_of_rows(t, "序号")), true),
    ("a column of numbers without a name", |t| t.iter_mut().for_each(|t| numbers_of_rows(t, "")), false),
    ("a column of remarks", |t| t.iter_mut().for_each(remarks), true),
    ("a line of numbers of columns", |t| numbers_of_columns(t), true),
    ("names of rows on both sides", |t| names_twice(t), false),
    ("headings of other marks", |t| heads(t, &marked), true),
    ("headings without numbers", |t| heads(t, &unnumbered), false),
    ("headings with wide spaces", |t| heads(t, &|s| s.chars().map(|c| format!("{c}\u{3000}")).collect()), true),
    ("headings with remarks", |t| heads(t, &remarked), false),
    ("headings explained", |t| heads(t, &explained), true),
    ("other words", |t| heads(t, &reworded), true),
    ("numbers with separators", |t| values(t, &separated), true),
    ("blank zeros", |t| values(t, &|s| if s == "0" { String::new() } else { s.to_owned() }), true),
    ("strokes for zeros", |t| values(t, &|s| if s == "0" { "／".to_owned() } else { s.to_owned() }), true),
    ("wide grids", |t| t.iter_mut().flatten().flatten().for_each(|c| c.cols *= 2), true),
];

fn heads(tables: &mut [Table], change: &dyn Fn(&str) -> String) {
    let heads = tables.iter_mut().flatten().flatten().filter(|c| c.slot.is_none());
    heads.for_each(|c| c.text = change(&c.text));
}

fn values(tables: &mut [Table], change: &dyn Fn(&str) -> String) {
    let values = tables.iter_mut().flatten().flatten().filter(|c| c.slot.is_some());
    values.for_each(|c| c.text = change(&c.text));
}

/// Spans over columns lost, with blank cells in their place.
fn columns_apart(table: &mut Table) {
    for row in table {
        *row = row.iter().flat_map(|c| apart(c, c.cols, 1, c.rows)).collect();
    }
}

fn apart(cell: &Cell, times: usize, cols: usize, rows: usize) -> Vec<Cell> {
    let mut pieces = vec![Cell { cols, rows, ..head("", 1, 1) }; times.max(1)];
    pieces[0] = Cell { cols, rows, ..cell.clone() };
    pieces
}

/// Spans over rows lost, with blank cells in their place.
fn rows_apart(table: &mut Table) {
    let width: usize = table[0].iter().map(|c| c.cols).sum();
    let mut grid: Vec<Vec<Option<Cell>>> = vec![vec![None; width]; table.len()];
    for (r, row) in table.iter().enumerate() {
        for cell in row {
            let Some(c) = grid[r].iter().position(Option::is_none) else { continue };
            for (at, piece) in apart(cell, cell.rows, cell.cols, 1).into_iter().enumerate() {
                let Some(line) = grid.get_mut(r + at) else { continue };
                (c..width.min(c + cell.cols)).for_each(|c| line[c] = Some(head("\u{1}", 0, 1)));
                line[c] = Some(piece);
            }
        }
    }
    let row = |line: Vec<Option<Cell>>| line.into_iter().flatten().filter(|c| c.text != "\u{1}").collect();
    *table = grid.into_iter().map(row).collect();
}

/// Each group a line over the whole width, its items below it.
fn groups_on_lines(tables: &mut [Table]) {
    let Some(three) = tables.get_mut(1).filter(|t| t.len() > 20) else { return };
    let mut lines: Table = Vec::new();
    for (at, mut row) in std::mem::take(three).into_iter().enumerate() {
        while at > 2 && row.len() > 8 {
            let group = row.remove(0);
            lines.push(vec![Cell { cols: 8, rows: 1, ..group }]);
        }
        row.first_mut().filter(|_| at == 0 || at > 2).into_iter().for_each(|c| c.cols = 1);
        lines.push(row);
    }
    *three = lines;
}

fn is_four(table: &Table) -> bool {
    table.len() == 4 && table[3].len() == 15
}

const KINDS: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];

fn four_as_lines(tables: &mut [Table]) {
    let Some(four) = tables.iter_mut().find(|t| is_four(t)) else { return };
    let mut lines = vec![four[2][..5].to_vec()];
    lines[0].insert(0, head("类别", 1, 1));
    for (values, kind) in four[3].chunks(5).zip(KINDS) {
        lines.push([&[head(kind, 1, 1)], values].concat());
    }
    *four = lines;
}

fn four_in_three(tables: &mut Vec<Table>) {
    let Some(at) = tables.iter().position(is_four) else { return };
    let four = tables.remove(at);
    for (values, kind) in four[3].chunks(5).zip(KINDS) {
        tables.push(vec![vec![head(kind, 5, 1)], four[2][..5].to_vec(), values.to_vec()]);
    }
}

/// A table goes on in another, where a page ends.
fn split(tables: &mut Vec<Table>, table: usize, row: usize) {
    if tables.get(table).is_none_or(|t| t.len() <= row) {
        return;
    }
    let rest = tables[table].split_off(row);
    tables.insert(table + 1, rest);
}

fn width(table: &Table) -> usize {
    table[0].iter().map(|c| c.cols).sum()
}

fn on_top(tables: &mut [Table], text: &str) {
    for table in tables {
        let width = width(table);
        table.insert(0, vec![head(text, width, 1)]);
    }
}

fn note_below(tables: &mut [Table]) {
    for table in tables {
        let width = width(table);
        table.push(vec![head("注：1.本表数据截至2023年12月31日；2.收费金额不含信息处理费。", width, 1)]);
    }
}

fn blank_lines(tables: &mut [Table]) {
    for table in tables.iter_mut().filter(|t| t.iter().flatten().all(|c| c.rows == 1)) {
        let width = width(table);
        (0..=table.len()).rev().for_each(|at| table.insert(at, vec![head("", width, 1)]));
    }
}

fn blank_column(tables: &mut [Table], before: bool) {
    for row in tables.iter_mut().flatten() {
        row.insert(if before { 0 } else { row.len() }, head("", 1, 1));
    }
}

/// 栏次 below the headings.
/// Every row counted from the second on, in front of all.
fn numbers_of_rows(table: &mut Table, name: &str) {
    for (at, row) in table.iter_mut().enumerate() {
        let number = if at == 0 { name.to_owned() } else { at.to_string() };
        row.insert(0, head(&number, 1, 1));
    }
}

/// A column behind all, whose name stands beside the table's first line and which says something here and there.
fn remarks(table: &mut Table) {
    for (at, row) in table.iter_mut().enumerate() {
        let text = match at {
            0 => "备注",
            5 => "已核对",
            7 => "12",
            _ => "",
        };
        row.push(head(text, 1, 1));
    }
}

fn numbers_of_columns(tables: &mut [Table]) {
    let Some(three) = tables.get_mut(1).filter(|t| t.len() > 20) else { return };
    let mut row = vec![head("栏次", 3, 1)];
    row.extend((1..=7).map(|at| head(&at.to_string(), 1, 1)));
    three.insert(3, row);
}

/// The rows' names again at the end of each line.
fn names_twice(tables: &mut [Table]) {
    for row in tables.iter_mut().flatten() {
        let name = row.iter().rposition(|c| c.slot.is_none()).filter(|_| row.iter().any(|c| c.slot.is_some()));
        let name = name.map_or(String::new(), |at| row[at].text.clone());
        row.push(head(&name, 1, 1));
    }
}

fn marked(text: &str) -> String {
    let marks = [
        ("（一）", "㈠"),
        ("（二）", "(二)"),
        ("（三）", "㈢ "),
        ("（四）", "(四)、"),
        ("（五）", "㈤"),
        ("（六）", "㈥"),
    ];
    let text = marks.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace("1.", "⒈").replace("2.", "2．").replace("3.", "(3)").replace("4.", "4 ").replace("一、", "一.")
}

fn unnumbered(text: &str) -> String {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七（）、.".contains(c));
    if rest.chars().count() > 1 { rest.to_owned() } else { text.to_owned() }
}

fn remarked(text: &str) -> String {
    match text {
        "（七）总计" => "（七）总计（第三项合计）".to_owned(),
        "四、结转下年度继续办理" => "四、结转下年度继续办理（件）".to_owned(),
        text if text.starts_with('一') || text.starts_with('二') => format!("{text}（件）"),
        text => text.to_owned(),
    }
}

/// As a city's office explains the form to its bureaus.
fn explained(text: &str) -> String {
    let remark = match text {
        "规章" => "（设区的市、自治州人民政府应提供相关数据）",
        "行政规范性文件" | "规范性文件" => {
            "（行政机关制定发布的决定、公告、通告、意见、通知，以及标题采用“规定”“办法”“细则”“规范”“规程”“规则”等字样的公文，\
             一般情况下属于规范性文件）"
        }
        "其他对外管理服务事项" => {
            "（指行政许可以外的政务服务事项，含行政确认、行政奖励、行政裁决、行政给付、行政处罚、行政强制、行政检查、\
             行政征收和其他类，以及公共服务事项）"
        }
        "本年制发件数" => return "本年（2023）制发件数".to_owned(),
        "上一年项目数量" => "（指2019年事项数）",
        "本年增/减" => "(指2020年增加或减少的事项数，减用负值表示，如-8)",
        "本年处理决定数量" | "处理决定数量" => "（指办件量）",
        _ => "",
    };
    format!("{text}{remark}")
}

fn reworded(text: &str) -> String {
    text.replace("其他", "其它")
        .replace("结转下年度", "结转下一年度")
        .replace("本年新收", "本年度新收")
        .replace("、行政诉讼", "、诉讼")
}

fn separated(text: &str) -> String {
    match text.parse::<u64>() {
        Ok(n) if n > 999 => format!("{},{:03}", n / 1000, n % 1000),
        Ok(n) if n > 9 => format!("\u{A0}{} {} ", n / 10, n % 10),
        _ => text.to_owned(),
    }
}

type Writing = fn(&Table) -> String;

fn wps(cell: &Cell) -> String {
    let text = escape(&cell.text);
    format!("<font face=\"宋体\"><font size=2><b><span lang=EN-US>{text}<o:p>&nbsp;</o:p></span></b></font></font>")
}

/// How the tables are written.
const WRITINGS: &[(&str, Writing)] = &[
    ("plainly", |t| table_html(t, &plain)),
    ("by wps", |t| table_html(t, &wps)),
    ("with th", |t| table_html(t, &plain).replace("<td", "<th").replace("</td", "</th")),
    ("in layout", |t| format!("<table width=\"100%\"><tr><td>{}</td></tr></table>", table_html(t, &plain))),
    ("in frames", |t| {
        format!("<div><table><tr><td></td><td><p>附：</p>{}</td></tr></table></div>", table_html(t, &plain))
    }),
    ("with a caption", |t| table_html(t, &plain).replace("<tbody>", "<caption>统计表（单位：件）</caption><tbody>")),
    ("with lines of breaks", |t| {
        table_html(t, &|c| format!("<br/><p>{}<br></p><p></p>", escape(&c.text).replace('、', "、<br/>")))
    }),
];

fn tried(changes: &[Change], writing: Writing) -> Score {
    let mut total = Score::default();
    for id in REPORTS {
        let mut tables = tables(&report(id));
        changes.iter().for_each(|change| change(&mut tables));
        let trimmed = |(slot, text): (_, String)| (slot, text.replace('\u{A0}', " ").trim().to_owned());
        let truth: Vec<_> = truth(&tables).into_iter().map(trimmed).collect();
        let page: String = tables.iter().map(|t| writing(t) + "<p>- 2 -</p>").collect();
        let mut found = read(&page);
        found.cells.iter_mut().for_each(|(_, text)| *text = text.replace('\u{A0}', " ").trim().to_owned());
        let one = score(&found, &truth);
        (total.right, total.wrong, total.missing) =
            (total.right + one.right, total.wrong + one.wrong, total.missing + one.missing);
    }
    total
}

#[test]
fn each_disguise_is_seen_through() {
    for (name, change, is_read) in CHANGES {
        let score = tried(&[*change], |t| table_html(t, &plain));
        println!("{name}: {score:?}");
        assert_eq!((score.wrong, *is_read && score.missing > 0), (0, false), "{name}: {score:?}");
    }
    for (name, writing) in WRITINGS {
        let score = tried(&[], *writing);
        println!("{name}: {score:?}");
        assert_eq!((score.wrong, score.missing), (0, 0), "{name}: {score:?}");
    }
}

/// Several disguises at once, and a damage to what they made.
#[test]
fn disguises_together_make_no_wrong_cell() {
    let reports: Vec<Vec<Table>> = REPORTS.iter().map(|id| distinct(tables(&report(id)))).collect();
    arbtest::arbtest(|u| {
        let mut tables = u.choose(&reports)?.clone();
        let mut names = Vec::new();
        for _ in 0..u.int_in_range(1..=3)? {
            let (name, change, _) = u.choose(CHANGES)?;
            names.push(name);
            change(&mut tables);
        }
        if u.arbitrary()? {
            damage(u, &mut tables)?;
        }
        let writing = u.choose(WRITINGS)?.1;
        let page: String = tables.iter().map(writing).collect();
        let truth = truth(&tables);
        for (slot, text) in &read(&page).cells {
            let stood = truth.iter().find(|(s, _)| s == slot).map(|(_, text)| text);
            assert!(stood == Some(text), "{names:?} {slot:?}: {text:?} instead of {stood:?}\n{page}");
        }
        Ok(())
    })
    .budget_ms(4000);
}
