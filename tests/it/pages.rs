//! Reports laid out as the pages that strangers publish: the official tables first, then what CMS editors do to them.

use gongkai::codec::html;
use gongkai::codec::json;
use gongkai::codec::recognise::{Recognised, recognise};
use gongkai::form::{Form, Piece, Slot};
use gongkai::report::Report;

/// A cell of a page's table: a heading, or what stands for a slot.
#[derive(Clone, Debug)]
pub struct Cell {
    pub text: String,
    pub cols: usize,
    pub rows: usize,
    pub slot: Option<Slot>,
}

pub type Row = Vec<Cell>;
pub type Table = Vec<Row>;

pub fn head(text: &str, cols: usize, rows: usize) -> Cell {
    Cell { text: text.to_owned(), cols, rows, slot: None }
}

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

pub fn report(id: &str) -> Report {
    let path = format!("{}/tests/reports/{id}.json", env!("CARGO_MANIFEST_DIR"));
    json::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The official tables with the report's texts in them; an undivided row stands where its parts would.
pub fn tables(report: &Report) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for sheet in &report.form().sheets {
        let mut table: Table = Vec::new();
        for line in &sheet.lines {
            table.push(line.iter().map(|piece| cell(report, piece)).collect());
        }
        if report.is_lumped(sheet.table.id) {
            undivide(report, &mut table);
        }
        tables.push(table);
    }
    tables
}

fn cell(report: &Report, piece: &Piece) -> Cell {
    match piece {
        Piece::Head { text, cols, rows, .. } => head(text, usize::from(*cols), usize::from(*rows)),
        Piece::Cell { slot, cols } => {
            Cell { text: report.raw(*slot).to_owned(), cols: usize::from(*cols), rows: 1, slot: Some(*slot) }
        }
    }
}

/// The three rows of （六） as one.
fn undivide(report: &Report, table: &mut Table) {
    let at = table.iter().position(|row| row.iter().any(|c| c.text == "（六）其他处理")).unwrap();
    table.drain(at + 1..at + 3);
    let mut row = vec![head("（六）其他处理", 2, 1)];
    for slot in &report.form().table("table3").unwrap().lump {
        row.push(Cell { text: report.raw(*slot).to_owned(), cols: 1, rows: 1, slot: Some(*slot) });
    }
    table[at] = row;
    // The outermost group is two rows shorter.
    for cell in table.iter_mut().flatten().filter(|c| c.text == "三、本年度办理结果") {
        cell.rows -= 2;
    }
}

/// What stands in the tables, slot by slot.
pub fn truth(tables: &[Table]) -> Vec<(Slot, String)> {
    let cells = tables.iter().flatten().flatten();
    cells.filter_map(|c| c.slot.map(|slot| (slot, c.text.trim().to_owned()))).collect()
}

/// Plain markup, as an exporter would write it.
pub fn plain(cell: &Cell) -> String {
    escape(&cell.text)
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('\u{A0}', "&nbsp;")
}

pub fn table_html(table: &[Row], content: &dyn Fn(&Cell) -> String) -> String {
    let mut out = String::from("<table border=1><tbody>");
    for row in table {
        out.push_str("<tr>");
        for cell in row {
            out.push_str(&format!("<td colspan={} rowspan=\"{}\">{}</td>", cell.cols, cell.rows, content(cell)));
        }
        out.push_str("</tr>\n");
    }
    out + "</tbody></table>"
}

/// A page with the parts' headings and the tables.
pub fn page(form: &Form, title: &str, tables: &[Table], content: &dyn Fn(&Cell) -> String) -> String {
    let mut out = format!("<!DOCTYPE html><html><body><div id=zoom><h1>{title}</h1>");
    for part in form.desc.parts {
        out.push_str(&format!("<p>{}</p>", part.heading));
        match part.table.and_then(|t| tables.get(t)) {
            Some(table) => out.push_str(&table_html(table, content)),
            None => out.push_str("<p>本部分的正文。</p>"),
        }
    }
    out + "</div></body></html>"
}

pub fn read(page: &str) -> Recognised {
    recognise(&html::blocks(page).0)
}

/// How many cells came back right, wrong, not at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub right: usize,
    pub wrong: usize,
    pub missing: usize,
}

pub fn score(found: &Recognised, truth: &[(Slot, String)]) -> Score {
    let mut score = Score::default();
    for (slot, text) in truth {
        match found.cell(*slot) {
            Some(cell) if cell == text => score.right += 1,
            Some(_) => score.wrong += 1,
            None => score.missing += 1,
        }
    }
    // A cell that the source does not have can only be wrong.
    score.wrong += found.cells.iter().filter(|(slot, _)| !truth.iter().any(|(s, _)| s == slot)).count();
    score
}

/// The cell that tests of readers put a text of theirs in.
const CELL: &str = "table3.new.natural";

pub fn slot() -> Slot {
    Slot::parse(CELL).unwrap()
}

/// Table three of a real report with a text of ours in one cell.
pub fn three(text: &str) -> Table {
    let mut table = tables(&report("hangzhou-2025")).swap_remove(1);
    table.iter_mut().flatten().filter(|c| c.slot == Some(slot())).for_each(|c| c.text = text.to_owned());
    table
}
