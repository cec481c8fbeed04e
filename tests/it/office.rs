//! Files of office programs, made here: what is in them comes back, cell by cell.

use std::io::{Cursor, Write};

use gongkai::codec::csv;
use gongkai::codec::intake::Intake;
use gongkai::office::read;
use gongkai::report::{Meta, Report};
use zip::write::SimpleFileOptions;

use crate::pages::{Cell, REPORTS, Score, Table, plain, report, table_html, tables, truth};

/// An archive of parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub fn relations(all: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let all: String = all.iter().map(one).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Relationships xmlns=\"p\">{all}</Relationships>")
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// A Word document with this in its body.
pub fn docx(body: &str) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &relations(&[("r1", "officeDocument", "word/document.xml")])),
        ("word/document.xml", &document),
    ])
}

pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>", escape(text))
}

/// A cell's place in a grid: row, column, rows, columns.
type Placed<'a> = (usize, usize, &'a Cell);

/// Where the cells of a table come to stand.
pub fn placed(table: &Table) -> Vec<Placed<'_>> {
    let (mut taken, mut out) = (std::collections::BTreeSet::new(), Vec::new());
    for (r, row) in table.iter().enumerate() {
        let mut c = 0;
        for cell in row {
            while taken.contains(&(r, c)) {
                c += 1;
            }
            (r..r + cell.rows).for_each(|r| taken.extend((c..c + cell.cols).map(|c| (r, c))));
            out.push((r, c, cell));
            c += cell.cols;
        }
    }
    out
}

/// A table as Word writes it: a cell over several rows is one in each of them.
pub fn word_table(table: &Table) -> String {
    let placed = placed(table);
    let mut out = String::from("<w:tbl><w:tblPr/><w:tblGrid/>");
    for r in 0..table.len() {
        let mut row: Vec<&Placed> = placed.iter().filter(|(top, _, c)| (*top..*top + c.rows).contains(&r)).collect();
        row.sort_by_key(|(_, left, _)| *left);
        out.push_str("<w:tr>");
        for (top, _, cell) in row {
            let merge = match (cell.rows, *top == r) {
                (1, _) => "",
                (_, true) => "<w:vMerge w:val=\"restart\"/>",
                _ => "<w:vMerge/>",
            };
            let text = if *top == r { cell.text.as_str() } else { "" };
            let lines: String = text.split('\n').map(paragraph).collect();
            out.push_str(&format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{lines}</w:tc>", cell.cols));
        }
        out.push_str("</w:tr>");
    }
    out + "</w:tbl>"
}

/// What is printed: paragraphs, and tables between them.
pub enum Part {
    Text(String),
    Table(Table),
}

/// A report as it is printed.
pub fn printed(report: &Report, tables: Vec<Table>) -> Vec<Part> {
    let mut out = vec![Part::Text(report.title())];
    let mut tables: Vec<Option<Table>> = tables.into_iter().map(Some).collect();
    let texts = |out: &mut Vec<Part>, text: &str| {
        out.extend(text.split('\n').filter(|l| !l.trim().is_empty()).map(|l| Part::Text(l.to_owned())));
    };
    for part in report.form().desc.parts {
        out.push(Part::Text(part.heading.to_owned()));
        part.text.iter().for_each(|prose| texts(&mut out, report.prose(*prose)));
        let table = part.table.and_then(|at| tables.get_mut(at)).and_then(Option::take);
        out.extend(table.map(Part::Table));
        part.note.iter().for_each(|prose| texts(&mut out, report.prose(*prose)));
    }
    out
}

pub fn word(parts: &[Part]) -> Vec<u8> {
    let one = |part: &Part| match part {
        Part::Text(text) => paragraph(text),
        Part::Table(table) => word_table(table) + "<w:p/>",
    };
    docx(&parts.iter().map(one).collect::<String>())
}

/// A workbook with these sheets, each the XML of its cells and what follows them.
pub fn xlsx(sheets: &[(&str, &str)]) -> Vec<u8> {
    xlsx_with(sheets, &[])
}

pub const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>\
    <numFmt numFmtId=\"165\" formatCode=\"0!.0,&quot;万&quot;\"/></numFmts>\
    <fonts><font><sz val=\"11\"/></font><font><strike/></font></fonts><fills><fill/></fills><borders><border/></borders>\
    <cellXfs><xf numFmtId=\"0\" fontId=\"0\"/><xf numFmtId=\"164\" fontId=\"0\"/><xf numFmtId=\"9\" fontId=\"0\"/>\
    <xf numFmtId=\"0\" fontId=\"1\"/><xf numFmtId=\"165\" fontId=\"0\"/></cellXfs></styleSheet>";

pub fn xlsx_with(sheets: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let names: Vec<(String, String, String)> = (1..=sheets.len())
        .map(|n| (format!("r{n}"), format!("worksheets/sheet{n}.xml"), format!("xl/worksheets/sheet{n}.xml")))
        .collect();
    let related: Vec<(&str, &str, &str)> =
        names.iter().map(|(id, t, _)| (id.as_str(), "worksheet", t.as_str())).collect();
    let listed =
        sheets.iter().zip(&names).enumerate().map(|(at, ((name, _), (id, ..)))| {
            format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"{id}\"/>", at + 1)
        });
    let workbook = format!("<workbook><sheets>{}</sheets></workbook>", listed.collect::<String>());
    let (first, all) = (relations(&[("r1", "officeDocument", "xl/workbook.xml")]), relations(&related));
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", first.as_str()),
        ("xl/workbook.xml", workbook.as_str()),
        ("xl/_rels/workbook.xml.rels", all.as_str()),
    ];
    for (given, content) in [("xl/styles.xml", STYLES)] {
        if !more.iter().any(|(name, _)| *name == given) {
            parts.push((given, content));
        }
    }
    let sheets: Vec<String> = sheets.iter().map(|(_, content)| format!("<worksheet>{content}</worksheet>")).collect();
    parts.extend(names.iter().zip(&sheets).map(|((_, _, name), content)| (name.as_str(), content.as_str())));
    for (name, content) in more {
        parts.retain(|(given, _)| given != name);
        parts.push((name, content));
    }
    archive(&parts)
}

/// `B3` of row 2 and column 1.
pub fn place(row: usize, col: usize) -> String {
    let letter = |n: usize| char::from(b'A' + (n % 26) as u8);
    let letters = if col < 26 { letter(col).to_string() } else { format!("{}{}", letter(col / 26 - 1), letter(col)) };
    format!("{letters}{}", row + 1)
}

/// A cell as Excel writes it: a plain number as one, all else as text.
pub fn cell_xml(row: usize, col: usize, text: &str) -> String {
    let at = place(row, col);
    let is_number = !text.is_empty() && text.len() < 16 && text.parse::<f64>().is_ok() && !text.starts_with(['+', '.']);
    let is_plain = is_number && (text == "0" || !text.starts_with('0') || text.starts_with("0."));
    match text {
        "" => format!("<c r=\"{at}\" s=\"0\"/>"),
        text if is_plain && !text.ends_with('0') | !text.contains('.') => format!("<c r=\"{at}\"><v>{text}</v></c>"),
        text => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escape(text)),
    }
}

/// Parts one below the other on a sheet.
pub fn sheet(parts: &[Part], cell: &dyn Fn(usize, usize, &Cell) -> String) -> String {
    let (mut rows, mut merges, mut at) = (String::new(), String::new(), 0);
    for part in parts {
        match part {
            Part::Text(text) => {
                rows.push_str(&format!("<row r=\"{}\">{}</row>", at + 1, cell_xml(at, 0, text)));
                at += 1;
            }
            Part::Table(table) => {
                at += 1;
                let placed = placed(table);
                for r in 0..table.len() {
                    let row = placed.iter().filter(|(top, ..)| *top == r);
                    let row: String = row.map(|(_, c, one)| cell(at + r, *c, one)).collect();
                    rows.push_str(&format!("<row r=\"{}\">{row}</row>", at + r + 1));
                }
                for (r, c, one) in placed.iter().filter(|(_, _, c)| c.rows * c.cols > 1) {
                    let (first, last) = (place(at + r, *c), place(at + r + one.rows - 1, c + one.cols - 1));
                    merges.push_str(&format!("<mergeCell ref=\"{first}:{last}\"/>"));
                }
                at += table.len() + 1;
            }
        }
    }
    format!("<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>")
}

pub fn workbook(parts: &[Part]) -> Vec<u8> {
    xlsx(&[("年报", &sheet(parts, &|r, c, one| cell_xml(r, c, &one.text)))])
}

/// How many cells of a file came back right, wrong, not at all.
pub fn score(found: &Intake, truth: &[(gongkai::form::Slot, String)]) -> Score {
    let mut score = Score::default();
    for (slot, text) in truth {
        match found.cells.iter().any(|(s, _)| s == slot).then(|| found.report.raw(*slot)) {
            Some(cell) if cell == text => score.right += 1,
            Some(_) => score.wrong += 1,
            None => score.missing += 1,
        }
    }
    score.wrong += found.cells.iter().filter(|(slot, _)| !truth.iter().any(|(s, _)| s == slot)).count();
    score
}

fn all_right(name: &str, id: &str, bytes: &[u8], truth: &[(gongkai::form::Slot, String)]) -> Intake {
    let found = read(bytes, "").unwrap_or_else(|e| panic!("{name} {id}: {e}"));
    let wanted = Score { right: truth.len(), wrong: 0, missing: 0 };
    assert_eq!(score(&found, truth), wanted, "{name} {id} {:?}", found.unplaced.first());
    assert!(
        found.doubts.is_empty() && found.unplaced.is_empty(),
        "{name} {id} {:?} {:?}",
        found.doubts,
        found.unplaced
    );
    found
}

#[test]
fn every_real_report_comes_back_from_every_kind_of_file() {
    for id in REPORTS {
        let report = report(id);
        let tables = tables(&report);
        let truth = truth(&tables);
        let parts = printed(&report, tables.clone());
        let from_word = all_right("docx", id, &word(&parts), &truth);
        let from_excel = all_right("xlsx", id, &workbook(&parts), &truth);
        for found in [&from_word, &from_excel] {
            assert_eq!(found.report.meta(Meta::Title), report.title(), "{id}");
            for prose in gongkai::form::Prose::ALL.iter().filter(|p| **p != gongkai::form::Prose::Intro) {
                let squeezed = |r: &Report| r.prose(*prose).split_whitespace().collect::<String>();
                let (read, wanted) = (squeezed(&found.report), squeezed(&report));
                // The heading may stand in the text itself.
                let is_same = wanted.ends_with(&read) && read.is_empty() == wanted.is_empty();
                assert!(is_same && read.len() + 100 > wanted.len(), "{id} {prose:?} {read} {wanted}");
            }
        }
        let html: String = tables.iter().map(|table| table_html(table, &plain)).collect();
        all_right("html", id, format!("<html><body>{html}</body></html>").as_bytes(), &truth);
        all_right("csv", id, csv::official(&report).as_bytes(), &truth);
        let long = csv::long(&[&report]);
        let found = read(long.as_bytes(), "").unwrap();
        for slot in report.form().slots() {
            assert_eq!(found.report.raw(slot), report.raw(slot), "{id} {slot:?}");
        }
        assert_eq!(csv::long(&[&found.report]), long, "{id}");
    }
}

/// Where the edges of a table's rows come to stand: each a little to the left or right, or where it should.
struct Askew {
    seed: u32,
}

impl Askew {
    /// The edge `col` in row `row` of a grid in which every inner edge has three lines.
    fn line(&self, row: usize, col: usize, width: usize) -> usize {
        match col {
            0 => 0,
            col if col == width => 3 * width - 2,
            col => {
                let mix = (self.seed as usize).wrapping_mul(31).wrapping_add(row * 7 + col * 13);
                3 * col - 2 + mix.wrapping_mul(2_654_435_761) / 97 % 3
            }
        }
    }
}

/// A Word table whose rows do not quite meet: programs make such of a border that somebody dragged.
fn askew_table(table: &Table, askew: &Askew) -> String {
    let placed = placed(table);
    let width = placed.iter().map(|(_, c, cell)| c + cell.cols).max().unwrap();
    let mut out = String::from("<w:tbl><w:tblPr/><w:tblGrid>");
    for line in 0..3 * width - 2 {
        out.push_str(&format!("<w:gridCol w:w=\"{}\"/>", if line % 3 == 0 { 700 } else { 20 }));
    }
    out.push_str("</w:tblGrid>");
    for r in 0..table.len() {
        let mut row: Vec<_> = placed.iter().filter(|(top, _, c)| (*top..*top + c.rows).contains(&r)).collect();
        row.sort_by_key(|(_, left, _)| *left);
        out.push_str("<w:tr>");
        for (top, left, cell) in row {
            // Merged cells keep their edges.
            let merged = row_of(&placed, r, *left, left + cell.cols);
            let (from, to) = (askew.line(merged.0, *left, width), askew.line(merged.1, left + cell.cols, width));
            let merge = match (cell.rows, *top == r) {
                (1, _) => "",
                (_, true) => "<w:vMerge w:val=\"restart\"/>",
                _ => "<w:vMerge/>",
            };
            let text = paragraph(if *top == r { cell.text.as_str() } else { "" });
            out.push_str(&format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{text}</w:tc>", to - from));
        }
        out.push_str("</w:tr>");
    }
    out + "</w:tbl>"
}

/// Which rows say where the left and the right edge of a cell are: the first of the rows that a cell on either side
/// reaches over.
fn row_of(placed: &[(usize, usize, &Cell)], row: usize, left: usize, right: usize) -> (usize, usize) {
    let first = |edge: usize| {
        let (mut first, mut now) = (row, row + 1);
        while first < now {
            now = first;
            for (top, col, cell) in placed {
                let touches = *col == edge || col + cell.cols == edge;
                if touches && (*top..top + cell.rows).contains(&first) {
                    first = first.min(*top);
                }
            }
        }
        first
    };
    (first(left), first(right))
}

#[test]
fn tables_whose_rows_do_not_quite_meet_are_read() {
    for id in ["hongze-2023", "kewei-2024", "shanghai-go-2019"] {
        let tables = tables(&report(id));
        let truth = truth(&tables);
        for seed in 0..6 {
            let body: String =
                tables.iter().map(|table| askew_table(table, &Askew { seed }) + &paragraph("以下")).collect();
            all_right("docx askew", &format!("{id} {seed}"), &docx(&body), &truth);
        }
    }
}

/// What LibreOffice makes of table four: the upper row ends a hair before the next.
#[test]
fn a_sliver_between_two_columns_of_a_page_belongs_to_the_side_that_has_a_place_for_it() {
    let mut tables = tables(&report("kewei-2024"));
    let table = &mut tables[2];
    let truth = truth(std::slice::from_ref(table));
    for (row, at, cols) in [(0, 1, 11), (1, 4, 2), (3, 4, 2)] {
        table[row][at].cols = cols;
    }
    let html = table_html(table, &plain);
    all_right("html", "kewei-2024", format!("<html><body><p>四、</p>{html}</body></html>").as_bytes(), &truth);
}
