//! The tables of reports printed as text: in columns of spaces, torn, one cell a line, as Markdown; and damaged.

use gongkai::form::{Edition, Form, Piece};
use gongkai::report::{Edit, Report};

/// A row of a table: the groups that begin with it, its heading, its numbers.
#[derive(Clone, Debug)]
pub struct Row {
    pub groups: Vec<String>,
    pub label: String,
    pub values: Vec<String>,
}

/// A head of columns, a table's or a section's, with what stands above it and the rows below it.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub table: &'static str,
    pub captions: Vec<String>,
    pub heads: Vec<Vec<String>>,
    pub rows: Vec<Row>,
}

fn row_of(groups: &[&str], label: &str, values: Vec<String>) -> Row {
    Row { groups: groups.iter().map(|g| (*g).to_owned()).collect(), label: label.to_owned(), values }
}

/// The tables of a report, as they are printed.
pub fn sheets(report: &Report) -> Vec<Sheet> {
    let form = report.form();
    let mut all = Vec::new();
    for (sheet, part) in form.sheets.iter().zip(&form.desc.parts[1..4]) {
        let mut captions = vec![part.heading.to_owned()];
        let mut last: Option<Sheet> = None;
        for line in &sheet.lines {
            let heads: Vec<&Piece> = line.iter().filter(|p| matches!(p, Piece::Head { .. })).collect();
            let text = |piece: &&Piece| match piece {
                Piece::Head { text, .. } => (*text).to_owned(),
                Piece::Cell { .. } => String::new(),
            };
            let values: Vec<String> = line
                .iter()
                .filter_map(|p| match p {
                    Piece::Cell { slot, .. } => Some(report.raw(*slot).to_owned()),
                    Piece::Head { .. } => None,
                })
                .collect();
            let mut words: Vec<String> = heads.iter().map(text).collect();
            match (values.is_empty(), words.len()) {
                // A line over the whole width.
                (true, 1) => {
                    all.extend(last.take().filter(|s| !s.rows.is_empty()));
                    captions.append(&mut words);
                }
                (true, _) => {
                    let taken = std::mem::take(&mut captions);
                    let table = sheet.table.id;
                    let new = || Sheet { table, captions: taken, heads: Vec::new(), rows: Vec::new() };
                    last.get_or_insert_with(new).heads.push(words);
                }
                (false, _) => {
                    let label = words.pop().unwrap_or_default();
                    last.as_mut().unwrap().rows.push(Row { groups: words, label, values });
                }
            }
        }
        all.extend(last);
    }
    if report.is_lumped("table3") {
        undivide(report, &mut all);
    }
    all
}

fn undivide(report: &Report, sheets: &mut [Sheet]) {
    let three = sheets.iter_mut().find(|s| s.table == "table3").unwrap();
    let at = three.rows.iter().position(|r| r.groups.iter().any(|g| g == "（六）其他处理")).unwrap();
    three.rows.drain(at + 1..at + 3);
    let lump = &report.form().table("table3").unwrap().lump;
    let values = lump.iter().map(|slot| report.raw(*slot).to_owned()).collect();
    three.rows[at] = row_of(&[], "（六）其他处理", values);
}

/// Every cell another number, each row with its own sum.
pub fn distinct(edition: Edition, lumped: bool) -> Report {
    let mut edits = Vec::new();
    for sheet in &Form::of(edition).sheets {
        let lump = sheet.table.lump.as_ref().map_or(&[][..], |l| l.replaces);
        let mut sum = 0;
        for (at, slot) in sheet.cells.iter().enumerate() {
            let is_lump = sheet.lump.contains(slot);
            if is_lump != lumped && (is_lump || lump.contains(&slot.row())) {
                continue;
            }
            let number = (at * 37 + at / 7 * 5) % 89 + 10;
            sum += number;
            let text = if slot.column() == "total" && sheet.table.id != "table2" {
                std::mem::take(&mut sum) - number
            } else {
                number
            };
            edits.push(Edit::Cell(*slot, text.to_string().as_str().into()));
        }
    }
    Report::new(edition).apply(&Edit::Many(edits))
}

/// A way to write tables as text.
pub type Writer = fn(&[Sheet]) -> String;

fn halves(label: &str) -> (String, String) {
    let chars: Vec<char> = label.chars().collect();
    let at = chars.len().div_ceil(2);
    (chars[..at].iter().collect(), chars[at..].iter().collect())
}

/// Columns of spaces, as wide as this.
fn columns(sheets: &[Sheet], wide: usize, row: &dyn Fn(&Row, &str) -> String) -> String {
    let mut out = String::new();
    for sheet in sheets {
        for caption in &sheet.captions {
            out.push_str(&format!("{:20}{caption}\n\n", ""));
        }
        for head in &sheet.heads {
            out.push_str(&format!("{:wide$}{}\n", "", head.join(&" ".repeat(wide))));
        }
        for one in &sheet.rows {
            let values: Vec<&str> = one.values.iter().map(String::as_str).filter(|v| !v.is_empty()).collect();
            let values = values.join(&" ".repeat(wide));
            out.push_str(&row(one, &values));
        }
        out.push('\n');
    }
    out
}

fn grouped(row: &Row, gap: &str) -> String {
    let mut words = row.groups.clone();
    words.push(row.label.clone());
    words.join(gap)
}

fn layout(sheets: &[Sheet]) -> String {
    columns(sheets, 6, &|row, values| format!("{:<40}  {values}\n", grouped(row, "  ")))
}

fn narrow(sheets: &[Sheet]) -> String {
    columns(sheets, 2, &|row, values| format!("  {}  {values}\n", grouped(row, " ")))
}

fn single(sheets: &[Sheet]) -> String {
    columns(sheets, 1, &|row, values| format!("{} {values}\n", grouped(row, " ")))
}

fn glued_groups(sheets: &[Sheet]) -> String {
    columns(sheets, 1, &|row, values| format!("{} {values}\n", grouped(row, "")))
}

fn groups_on_lines(sheets: &[Sheet]) -> String {
    columns(sheets, 4, &|row, values| {
        let groups: String = row.groups.iter().map(|g| format!("  {g}\n")).collect();
        format!("{groups}      {}    {values}\n", row.label)
    })
}

fn tabs(sheets: &[Sheet]) -> String {
    columns(sheets, 1, &|row, values| format!("{}\t{}\n", grouped(row, "\t"), values.replace(' ', "\t")))
}

fn spaced_letters(sheets: &[Sheet]) -> String {
    let spaced = |text: &str| text.chars().map(|c| format!("{c} ")).collect::<String>();
    columns(sheets, 3, &|row, values| format!("{}   {values}\n", spaced(&grouped(row, ""))))
}

fn group_lines(row: &Row) -> String {
    row.groups.iter().map(|g| format!("{g}\n")).collect()
}

fn label_before(sheets: &[Sheet]) -> String {
    columns(sheets, 4, &|row, values| {
        let (a, b) = halves(&row.label);
        format!("{}  {a}\n  {b}\n{:40}{values}\n", group_lines(row), "")
    })
}

fn label_after(sheets: &[Sheet]) -> String {
    columns(sheets, 4, &|row, values| {
        let (a, b) = halves(&row.label);
        format!("{}{:40}{values}\n  {a}\n  {b}\n", group_lines(row), "")
    })
}

fn label_around(sheets: &[Sheet]) -> String {
    columns(sheets, 4, &|row, values| {
        let (a, b) = halves(&row.label);
        format!("{}  {a}\n{:40}{values}\n  {b}\n", group_lines(row), "")
    })
}

fn first_line(sheets: &[Sheet]) -> String {
    columns(sheets, 4, &|row, values| {
        let (a, b) = halves(&row.label);
        format!("{}  {a}    {values}\n  {b}\n", group_lines(row))
    })
}

fn last_line(sheets: &[Sheet]) -> String {
    columns(sheets, 4, &|row, values| {
        let (a, b) = halves(&row.label);
        format!("{}  {a}\n  {b}    {values}\n", group_lines(row))
    })
}

/// Long headings wrapped around their numbers, short ones beside them, as `pdftotext` has them.
fn mixed(sheets: &[Sheet]) -> String {
    columns(sheets, 4, &|row, values| {
        let (a, b) = halves(&row.label);
        match row.label.chars().count() {
            0..12 => format!("{}    {values}\n", grouped(row, "  ")),
            _ => format!("{}  {a}\n{:40}{values}\n  {b}\n", group_lines(row), ""),
        }
    })
}

/// The groups' letters one below the other before the rows.
fn upright(sheets: &[Sheet]) -> String {
    let mut out = String::new();
    for sheet in sheets {
        let mut letters: Vec<char> = Vec::new();
        let text = columns(&[Sheet { rows: Vec::new(), ..sheet.clone() }], 3, &|_, _| String::new());
        out.push_str(&text);
        for row in &sheet.rows {
            letters.extend(row.groups.iter().filter(|g| g.starts_with("三、")).flat_map(|g| g.chars()));
            let letter = if letters.is_empty() { ' ' } else { letters.remove(0) };
            let inner = row.groups.iter().filter(|g| !g.starts_with("三、")).cloned().collect::<String>();
            let values: Vec<&str> = row.values.iter().map(String::as_str).filter(|v| !v.is_empty()).collect();
            out.push_str(&format!(" {letter}  {inner}  {}   {}\n", row.label, values.join("   ")));
        }
    }
    out
}

fn one_a_line(sheets: &[Sheet]) -> String {
    let mut out = String::new();
    for sheet in sheets {
        let heads = sheet.captions.iter().chain(sheet.heads.iter().flatten());
        heads.for_each(|text| out.push_str(&format!("{text}\n")));
        for row in &sheet.rows {
            out.push_str(&group_lines(row));
            out.push_str(&format!("{}\n", row.label));
            row.values.iter().filter(|v| !v.is_empty()).for_each(|v| out.push_str(&format!("{v}\n")));
        }
    }
    out
}

fn one_a_line_torn(sheets: &[Sheet]) -> String {
    let mut sheets = sheets.to_vec();
    for row in sheets.iter_mut().flat_map(|s| &mut s.rows).filter(|r| r.label.chars().count() > 9) {
        let (a, b) = halves(&row.label);
        row.label = format!("{a}\n{b}");
    }
    one_a_line(&sheets)
}

fn pipes(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Markdown with the form's own columns.
fn markdown(sheets: &[Sheet]) -> String {
    let mut out = String::new();
    for sheet in sheets {
        sheet.captions.iter().for_each(|text| out.push_str(&format!("## {text}\n\n")));
        let depth = sheet.rows.iter().map(|r| r.groups.len()).max().unwrap_or(0);
        let columns: Vec<String> = match sheet.table {
            "table3" => ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
                .map(str::to_owned)
                .to_vec(),
            "table4" => [&sheet.heads[2][..5], &sheet.heads[2]].concat(),
            _ => sheet.heads[0][1..].to_vec(),
        };
        if sheet.table == "table4" {
            out.push_str(&pipes(&sheet.heads[0]));
            out.push_str("行政复议 未经复议直接起诉 复议后起诉\n");
        }
        let first = if sheet.table == "table4" { Vec::new() } else { vec!["信息内容".to_owned(); depth + 1] };
        out.push_str(&pipes(&[first, columns.clone()].concat()));
        out.push_str(&pipes(&vec!["---".to_owned(); columns.len()]));
        for row in &sheet.rows {
            let mut heads = vec![String::new(); depth - row.groups.len()];
            heads.extend(row.groups.iter().cloned());
            heads.push(row.label.clone());
            heads.retain(|h| sheet.table != "table4" || !h.is_empty());
            out.push_str(&pipes(&[heads, row.values.clone()].concat()));
        }
        out.push('\n');
    }
    out
}

/// Markdown with one small table for each row, its columns without names.
fn nameless(sheets: &[Sheet]) -> String {
    let mut out = String::new();
    for sheet in sheets {
        sheet.captions.iter().for_each(|text| out.push_str(&format!("## {text}\n\n")));
        // Each group has its own numbers only where all are there.
        if sheet.table == "table4" && sheet.rows.iter().map(|r| r.values.len()).eq([15]) {
            for (kind, values) in ["行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"]
                .iter()
                .zip(sheet.rows[0].values.chunks(5))
            {
                let head = sheet.heads[2][..5].to_vec();
                out.push_str(&format!(
                    "### {kind}\n{}{}{}\n",
                    pipes(&head),
                    pipes(&vec!["---".to_owned(); 5]),
                    pipes(values)
                ));
            }
            continue;
        }
        for row in &sheet.rows {
            row.groups.iter().for_each(|g| out.push_str(&format!("### {g}\n")));
            let mut head = vec!["类别".to_owned()];
            match sheet.table {
                "table3" => head.extend((1..7).map(|n| format!("数据{n}")).chain(["总计".to_owned()])),
                _ => head = sheet.heads[0].clone(),
            }
            out.push_str(&pipes(&head));
            out.push_str(&pipes(&vec!["---".to_owned(); head.len()]));
            out.push_str(&pipes(&[vec![row.label.clone()], row.values.clone()].concat()));
            out.push('\n');
        }
    }
    out
}

/// Every way to write them.
pub const WRITERS: &[(&str, Writer)] = &[
    ("layout", layout),
    ("narrow", narrow),
    ("single spaces", single),
    ("groups grown on", glued_groups),
    ("groups on lines", groups_on_lines),
    ("tabs", tabs),
    ("letters apart", spaced_letters),
    ("labels before", label_before),
    ("labels after", label_after),
    ("labels around", label_around),
    ("labels on the first line", first_line),
    ("labels on the last line", last_line),
    ("mixed", mixed),
    ("upright", upright),
    ("one a line", one_a_line),
    ("one a line torn", one_a_line_torn),
    ("one a line walled", |sheets| one_a_line(sheets).replace('\n', " |\n")),
    ("one a line between walls", |sheets| one_a_line(sheets).replace('\n', "\n|\n")),
    ("markdown", markdown),
    ("nameless", nameless),
];

/// What is done to tables before they are written; `n` says where.
pub type Damage = fn(&mut Vec<Sheet>, usize);

fn rows(sheets: &mut [Sheet]) -> Vec<&mut Row> {
    sheets.iter_mut().flat_map(|s| &mut s.rows).collect()
}

fn with_row(sheets: &mut [Sheet], n: usize, change: impl FnOnce(&mut Sheet, usize)) {
    let mut n = n;
    for sheet in sheets {
        if n < sheet.rows.len() {
            return change(sheet, n);
        }
        n -= sheet.rows.len();
    }
}

/// Every damage.
pub const DAMAGES: &[(&str, Damage)] = &[
    ("a number dropped", |s, n| {
        let mut rows = rows(s);
        let row = &mut rows[n];
        row.values.remove(n * 5 % row.values.len());
    }),
    ("a row dropped", |s, n| with_row(s, n, |sheet, at| drop(sheet.rows.remove(at)))),
    ("its numbers dropped", |s, n| rows(s)[n].values.clear()),
    ("two rows swapped", |s, n| {
        with_row(s, n, |sheet, at| {
            let other = (at + 1) % sheet.rows.len();
            sheet.rows.swap(at, other);
        })
    }),
    ("two rows swapped far", |s, n| {
        with_row(s, n, |sheet, at| {
            let other = (at + 7) % sheet.rows.len();
            sheet.rows.swap(at, other);
        })
    }),
    ("a label dropped", |s, n| rows(s)[n].label.clear()),
    ("the first half of a label", |s, n| {
        let mut r = rows(s);
        r[n].label = halves(&r[n].label).0;
    }),
    ("the second half of a label", |s, n| {
        let mut r = rows(s);
        r[n].label = halves(&r[n].label).1;
    }),
    ("another label", |s, n| rows(s)[n].label = "其他情况".to_owned()),
    ("a subtotal column", |s, n| {
        for sheet in s.iter_mut().filter(|s| s.table == "table3") {
            sheet.heads[2].insert(n % 5, "小计".to_owned());
            sheet.rows.iter_mut().for_each(|r| r.values.insert(1 + n % 6, "77".to_owned()));
        }
    }),
    ("a column dropped", |s, n| {
        for sheet in s.iter_mut().filter(|s| s.table == "table3") {
            sheet.heads[2].remove(n % 5);
            sheet.rows.iter_mut().for_each(|r| drop(r.values.remove(1 + n % 5)));
        }
    }),
    ("a column dropped and a subtotal", |s, n| {
        for sheet in s.iter_mut().filter(|s| s.table == "table3") {
            sheet.heads[2][n % 5] = "小计".to_owned();
            sheet.rows.iter_mut().for_each(|r| r.values[1 + n % 5] = "77".to_owned());
        }
    }),
    ("a row of a subtotal", |s, n| {
        with_row(s, n, |sheet, at| {
            let row = Row { label: "小计".to_owned(), ..sheet.rows[(at + 3) % sheet.rows.len()].clone() };
            sheet.rows.insert(at, Row { groups: Vec::new(), ..row });
        })
    }),
    ("a row of a group", |s, n| {
        with_row(s, n, |sheet, at| {
            let row =
                Row { label: "（三）不予公开".to_owned(), ..sheet.rows[(at + 3) % sheet.rows.len()].clone() };
            sheet.rows.insert(at, Row { groups: Vec::new(), ..row });
        })
    }),
    ("a row without a label", |s, n| {
        with_row(s, n, |sheet, at| {
            let row = Row { label: String::new(), ..sheet.rows[(at + 3) % sheet.rows.len()].clone() };
            sheet.rows.insert(at, Row { groups: Vec::new(), ..row });
        })
    }),
    ("a row twice", |s, n| {
        with_row(s, n, |sheet, at| {
            let row = Row { label: sheet.rows[at].label.clone(), ..sheet.rows[(at + 3) % sheet.rows.len()].clone() };
            sheet.rows.insert(at, row);
        })
    }),
    ("numbers that met", |s, n| {
        let mut rows = rows(s);
        let values = &mut rows[n].values;
        if values.len() > 1 {
            let at = n % (values.len() - 1);
            let next = values.remove(at + 1);
            values[at].push_str(&next);
        }
    }),
    ("a number come apart", |s, n| {
        let mut rows = rows(s);
        let values = &mut rows[n].values;
        let at = n % values.len();
        let (a, b) = halves(&values[at]);
        values[at] = a;
        if !b.is_empty() {
            values.insert(at + 1, b);
        }
    }),
    ("a footnote number", |s, n| rows(s)[n].values.push("1".to_owned())),
    ("a footnote number in front", |s, n| rows(s)[n].values.insert(0, "2".to_owned())),
    ("a footnote at a label", |s, n| rows(s)[n].label.push('①')),
    ("a line with a year", |s, n| rows(s)[n].label.push_str("\n2023年度\n")),
    ("a year", |s, n| {
        let r = &mut rows(s)[n];
        r.label = format!("2023\n{}", r.label);
    }),
    ("a page number", |s, n| {
        let r = &mut rows(s)[n];
        r.label = format!("3\n{}", r.label);
    }),
    ("a page number in strokes", |s, n| {
        let r = &mut rows(s)[n];
        r.label = format!("- 3 -\n\x0c{}", r.label);
    }),
    ("a note", |s, n| {
        let r = &mut rows(s)[n];
        r.label = format!("注：1.本表数据截至2023年12月31日。\n{}", r.label);
    }),
    ("the first and last columns swapped", |s, _| {
        for sheet in s.iter_mut().filter(|s| s.table == "table3") {
            sheet.heads[1].swap(0, 2);
            sheet.rows.iter_mut().for_each(|r| r.values.swap(0, 6));
        }
    }),
    ("two columns swapped", |s, n| {
        for sheet in s.iter_mut().filter(|s| s.table == "table3") {
            sheet.heads[2].swap(n % 4, n % 4 + 1);
            sheet.rows.iter_mut().for_each(|r| r.values.swap(1 + n % 4, 2 + n % 4));
        }
    }),
    ("two columns of table two swapped", |s, n| {
        for sheet in s.iter_mut().filter(|s| s.table == "table2") {
            let wide = sheet.heads[0].len() - 1;
            if wide > 1 {
                let at = n % (wide - 1);
                sheet.heads[0].swap(1 + at, 2 + at);
                sheet.rows.iter_mut().for_each(|r| r.values.swap(at, at + 1));
            }
        }
    }),
    ("two columns of table four swapped", |s, n| {
        for sheet in s.iter_mut().filter(|s| s.table == "table4") {
            let at = n % 4;
            sheet.heads[1].swap(at, at + 1);
            for group in 0..3 {
                if group > 0 {
                    sheet.heads[2].swap(group * 5 - 5 + at, group * 5 - 4 + at);
                }
                sheet.rows[0].values.swap(group * 5 + at, group * 5 + at + 1);
            }
        }
    }),
    ("the groups of table four swapped", |s, _| {
        for sheet in s.iter_mut().filter(|s| s.table == "table4") {
            sheet.heads[1].swap(5, 6);
            sheet.rows[0].values.rotate_left(5);
            sheet.rows[0].values[..10].rotate_left(5);
            sheet.rows[0].values.rotate_right(5);
        }
    }),
    ("the first column behind the units'", |s, _| {
        for sheet in s.iter_mut().filter(|s| s.table == "table3") {
            sheet.heads[1].swap(0, 1);
            sheet.rows.iter_mut().for_each(|r| r.values[..6].rotate_left(1));
        }
    }),
    ("the suits of table four first", |s, _| {
        for sheet in s.iter_mut().filter(|s| s.table == "table4") {
            sheet.heads[0].swap(0, 1);
            let columns = sheet.heads[1].drain(..5).collect::<Vec<_>>();
            sheet.heads[2].extend(columns);
            sheet.rows[0].values.rotate_left(5);
        }
    }),
    ("a row before the tables", |s, n| {
        let (three, label) = (s.iter().position(|s| s.table == "table3").unwrap(), n % 20);
        let row = &mut s[three].rows[label];
        let line = format!("{} 8 0 0 0 0 0 8", row.label);
        row.values.clear();
        s[0].captions.splice(0..0, ["其中办公室本级：".to_owned(), line]);
    }),
    ("a number cut by the line", |s, n| {
        let mut rows = rows(s);
        if let Some(value) = rows[n].values.last_mut().filter(|value| value.len() > 1) {
            let (a, b) = halves(value);
            *value = format!("{a}\n{b}");
        }
    }),
    ("no heads", |s, _| s.iter_mut().for_each(|s| s.heads.iter_mut().for_each(Vec::clear))),
    ("no captions", |s, _| s.iter_mut().for_each(|s| s.captions.clear())),
];
