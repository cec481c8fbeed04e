//! PDF files, made here in the ways in which office programs draw pages: what is in them comes back, cell by cell, and
//! what is not sure is not placed.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use gongkai::codec::intake::Intake;
use gongkai::form::{Prose, Slot};
use gongkai::office::read;

use crate::office::{Part, placed, printed, score};
use crate::pages::{Cell, REPORTS, Score, Table, head, report, tables, truth};

/// How tables are drawn, and how pages are cut.
#[derive(Clone, Copy)]
pub struct Style {
    /// `stroke`: lines; `bars`: thin filled rectangles; `boxes`: each cell a rectangle of its own; `none`: no lines.
    pub lines: &'static str,
    /// The height of a page, which is 840 or less.
    pub page: f64,
    /// Heads are repeated on a new page.
    pub repeats: bool,
    /// Quarter turns of the page's content, which the page's own turn undoes or not.
    pub turned: bool,
    /// Each letter is drawn twice: bold.
    pub bold: bool,
}

pub const PLAIN: Style = Style { lines: "stroke", page: 840.0, repeats: false, turned: false, bold: false };

const SIZE: f64 = 9.0;
const LEFT: f64 = 50.0;
const WIDTH: f64 = 500.0;

/// A document being drawn: its finished pages, the present one, and how far down that is filled.
struct Paper {
    style: Style,
    pages: Vec<String>,
    now: String,
    y: f64,
}

impl Paper {
    fn room(&self) -> f64 {
        self.style.page - 60.0 - self.y
    }

    fn turn_page(&mut self) {
        let number = self.pages.len() + 1;
        self.letters(LEFT + WIDTH / 2.0, self.style.page - 30.0, &format!("— {number} —"));
        self.pages.push(std::mem::take(&mut self.now));
        self.y = 50.0;
    }

    /// Letters from a point; an ASCII one is half as wide as others.
    fn letters(&mut self, x: f64, y: f64, text: &str) {
        let hex: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        for shift in if self.style.bold { &[0.0, 0.2][..] } else { &[0.0][..] } {
            let _ = writeln!(self.now, "BT /F {SIZE} Tf 1 0 0 1 {} {} Tm <{hex}> Tj ET", x + shift, self.up(y));
        }
    }

    fn up(&self, y: f64) -> f64 {
        self.style.page - y
    }

    fn line(&mut self, x: f64, y: f64, to_x: f64, to_y: f64) {
        let (up, to_up) = (self.up(y), self.up(to_y));
        let _ = match self.style.lines {
            "bars" if x == to_x => writeln!(self.now, "{} {to_up} 0.5 {} re f", x - 0.25, up - to_up),
            "bars" => writeln!(self.now, "{x} {} {} 0.5 re f*", up - 0.25, to_x - x),
            "none" => Ok(()),
            _ => writeln!(self.now, "{x} {up} m {to_x} {to_up} l S"),
        };
    }

    fn text(&mut self, text: &str) {
        let most = (WIDTH / SIZE) as usize;
        let letters: Vec<char> = text.chars().collect();
        for (at, line) in letters.chunks(most).enumerate() {
            if self.room() < 20.0 {
                self.turn_page();
            }
            self.y += SIZE * if at == 0 { 2.2 } else { 1.5 };
            self.letters(LEFT, self.y, &line.iter().collect::<String>());
        }
        self.y += 6.0;
    }

    fn table(&mut self, table: &Table) {
        self.y += 10.0;
        let all = placed(table);
        let width = all.iter().map(|(_, c, cell)| c + cell.cols).max().unwrap_or(1);
        let x = |col: usize| LEFT + WIDTH * col as f64 / width as f64;
        let lines = |col: usize, cell: &Cell| wrapped(&cell.text, x(col + cell.cols) - x(col));
        let mut heights = vec![16.0; table.len()];
        for (r, c, cell) in all.iter().filter(|(_, _, cell)| cell.rows == 1) {
            heights[*r] = f64::max(heights[*r], lines(*c, cell).len() as f64 * SIZE * 1.2 + 6.0);
        }
        let heads = table.iter().position(|row| row.iter().any(|cell| cell.slot.is_some())).unwrap_or(0);
        if self.room() < heights.iter().take(heads + 1).sum() {
            self.turn_page();
        }
        let (mut row, mut drawn) = (0, Vec::new());
        while row < table.len() {
            if row > 0 && self.style.repeats {
                self.part(&all, &heights, 0..heads, &x, &mut Vec::new());
            }
            let (mut height, from) = (0.0, row);
            while row < table.len() && height + heights[row] <= self.room() {
                height += heights[row];
                row += 1;
            }
            self.part(&all, &heights, from..row, &x, &mut drawn);
            if row < table.len() {
                self.turn_page();
            }
        }
        self.y += 10.0;
    }

    /// Some rows of a table; of a cell that reaches into them its text, if it was not drawn yet.
    fn part(
        &mut self,
        all: &[(usize, usize, &Cell)],
        heights: &[f64],
        rows: std::ops::Range<usize>,
        x: &dyn Fn(usize) -> f64,
        drawn: &mut Vec<(usize, usize)>,
    ) {
        let top = self.y;
        let y = |row: usize| top + heights[rows.start..row].iter().sum::<f64>();
        for (r, c, cell) in all.iter().filter(|(r, _, cell)| *r < rows.end && r + cell.rows > rows.start) {
            let (from, to) = (y((*r).max(rows.start)), y((r + cell.rows).min(rows.end)));
            let (left, right) = (x(*c), x(c + cell.cols));
            if self.style.lines == "boxes" {
                let _ = writeln!(
                    self.now,
                    "{} {} {} {} re S",
                    left + 1.0,
                    self.style.page - to + 1.0,
                    right - left - 2.0,
                    to - from - 2.0
                );
            } else {
                self.line(left, from, right, from);
                self.line(left, to, right, to);
                self.line(left, from, left, to);
                self.line(right, from, right, to);
            }
            if drawn.contains(&(*r, *c)) {
                continue;
            }
            drawn.push((*r, *c));
            let lines = wrapped(&cell.text, right - left);
            let mut at = f64::midpoint(from, to) - (lines.len() as f64 - 1.0) * SIZE * 0.6 + SIZE * 0.35;
            for line in lines {
                self.letters(left + 3.0, at, &line);
                at += SIZE * 1.2;
            }
        }
        self.y = y(rows.end);
    }

    fn finish(mut self) -> Vec<u8> {
        self.turn_page();
        file(&self.pages, self.style)
    }
}

fn wrapped(text: &str, width: f64) -> Vec<String> {
    let (mut lines, mut used) = (vec![String::new()], 0.0);
    for letter in text.chars() {
        let wide = if letter.is_ascii() { 0.5 * SIZE } else { SIZE };
        if letter == '\n' || used + wide > width - 5.0 && !letter.is_ascii_digit() {
            lines.push(String::new());
            used = 0.0;
        }
        if letter != '\n' {
            lines.last_mut().unwrap().push(letter);
            used += wide;
        }
    }
    lines
}

pub fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A font that is not in the file: 宋体 with letters in UTF-16, as old programs leave it.
const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font\
/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000\
/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 0 1000 1000]\
/ItalicAngle 0/Ascent 860/Descent -140/CapHeight 700/StemV 80>>>>]>>";

/// Objects, numbered from 1, as a file. Streams are `(dictionary, bytes)`.
pub fn objects(all: &[(String, Option<Vec<u8>>)]) -> Vec<u8> {
    let (mut out, mut at) = (b"%PDF-1.5\n%\xE4\xBD\xA0\n".to_vec(), Vec::new());
    for (number, (text, stream)) in all.iter().enumerate() {
        at.push(out.len());
        let _ = write!(out, "{} 0 obj\n{text}", number + 1);
        if let Some(bytes) = stream {
            out.extend(b"\nstream\n");
            out.extend(bytes);
            out.extend(b"\nendstream");
        }
        out.extend(b"\nendobj\n");
    }
    let from = out.len();
    let _ = write!(out, "xref\n0 {}\n0000000000 65535 f \n", at.len() + 1);
    at.iter().for_each(|at| drop(writeln!(out, "{at:010} 00000 n ")));
    let _ = write!(out, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{from}\n%%EOF\n", at.len() + 1);
    out
}

fn file(pages: &[String], style: Style) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut all = vec![
        ("<</Type/Catalog/Pages 2 0 R>>".to_owned(), None),
        (format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()), None),
        (FONT.to_owned(), None),
    ];
    for (page, content) in pages.iter().enumerate() {
        let (width, height) = (600.0, style.page);
        let (size, turn) = if style.turned {
            ([height, width], format!("0 1 -1 0 {height} 0 cm\n"))
        } else {
            ([width, height], String::new())
        };
        let rotate = if style.turned && page % 2 == 0 { "/Rotate 90" } else { "" };
        all.push((
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {} {}]{rotate}/Contents {} 0 R/Resources<</Font<</F 3 0 R>>>>>>",
                size[0], size[1], 5 + 2 * page
            ),
            None,
        ));
        let bytes = packed(format!("{turn}{content}").as_bytes());
        all.push((format!("<</Filter/FlateDecode/Length {}>>", bytes.len()), Some(bytes)));
    }
    objects(&all)
}

/// Paragraphs and tables as a PDF.
pub fn pdf(parts: &[Part], style: Style) -> Vec<u8> {
    let mut paper = Paper { style, pages: Vec::new(), now: String::new(), y: 50.0 };
    for part in parts {
        match part {
            Part::Text(text) => paper.text(text),
            Part::Table(table) => paper.table(table),
        }
    }
    paper.finish()
}

fn one(table: Table, style: Style) -> Result<Intake, String> {
    let parts = [Part::Text("三、收到和处理政府信息公开申请情况".to_owned()), Part::Table(table)];
    read(&pdf(&parts, style), "a.pdf")
}

/// The table three of a report, and what stands in it.
fn three(id: &str) -> (Table, Vec<(Slot, String)>) {
    let table = tables(&report(id)).remove(1);
    let truth = truth(std::slice::from_ref(&table));
    (table, truth)
}

#[track_caller]
fn whole(name: &str, found: &Intake, truth: &[(Slot, String)]) {
    let score = score(found, truth);
    let is_wrong = |(slot, text): &&(Slot, String)| found.report.raw(*slot) != text;
    let wrong: Vec<_> =
        truth.iter().filter(is_wrong).map(|(slot, text)| (slot, text, found.report.raw(*slot))).collect();
    assert_eq!(score, Score { right: truth.len(), ..Score::default() }, "{name}: {wrong:?} {:?}", found.unplaced);
}

#[test]
fn every_real_report_comes_back_however_it_is_drawn() {
    let styles = [
        ("lines", PLAIN),
        ("bars", Style { lines: "bars", ..PLAIN }),
        ("boxes", Style { lines: "boxes", ..PLAIN }),
        ("short pages", Style { page: 420.0, ..PLAIN }),
        ("short pages with repeated heads", Style { page: 420.0, repeats: true, ..PLAIN }),
        ("boxes over pages", Style { lines: "boxes", page: 500.0, repeats: true, ..PLAIN }),
        ("turned", Style { turned: true, ..PLAIN }),
        ("bold", Style { bold: true, ..PLAIN }),
    ];
    for id in REPORTS {
        let report = report(id);
        let tables = tables(&report);
        let truth = truth(&tables);
        for (name, style) in styles {
            let found = read(&pdf(&printed(&report, tables.clone()), style), "a.pdf").unwrap();
            whole(&format!("{id}, {name}"), &found, &truth);
            assert!(found.unplaced.is_empty(), "{id}, {name}: {:?}", found.unplaced);
        }
    }
}

/// What LibreOffice made of our own Word document: letters in subsets of embedded fonts, lines as polygons.
#[test]
fn what_an_office_program_printed_comes_back() {
    let bytes = std::fs::read(format!("{}/tests/pdf/kewei-2024.pdf", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let (found, report) = (read(&bytes, "").unwrap(), report("kewei-2024"));
    whole("kewei-2024", &found, &truth(&tables(&report)));
    assert!(found.unplaced.is_empty() && found.doubts.is_empty());
    assert_eq!(found.report.title(), report.title());
    assert!(found.report.prose(Prose::Part6).contains("2024 年，市科委未发生政府信息公开收费事项。"));
}

#[test]
fn texts_keep_their_words() {
    let report = report("shuyang-2025");
    let found = read(&pdf(&printed(&report, tables(&report)), PLAIN), "a.pdf").unwrap();
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for prose in Prose::ALL.into_iter().filter(|prose| *prose != Prose::Intro) {
        assert_eq!(letters(found.report.prose(prose)), letters(report.prose(prose)), "{prose:?}");
    }
    assert_eq!(found.report.title(), report.title());
}

#[test]
fn without_lines_it_is_read_as_a_text_and_nothing_is_wrong() {
    for id in REPORTS {
        let report = report(id);
        let tables = tables(&report);
        let found = read(&pdf(&printed(&report, tables.clone()), Style { lines: "none", ..PLAIN }), "a.pdf").unwrap();
        let score = score(&found, &truth(&tables));
        assert_eq!(score.wrong, 0, "{id}: {score:?}");
    }
}

/// A changed cell of table three, by its slot.
fn with(table: &mut Table, code: &str, text: &str) {
    let slot = Slot::parse(code).unwrap();
    table.iter_mut().flatten().find(|cell| cell.slot == Some(slot)).unwrap().text = text.to_owned();
}

#[test]
fn what_is_struck_raised_or_on_two_lines_is_not_taken_for_a_number() {
    let (mut table, _) = three("hongze-2023");
    with(&mut table, "table3.new.natural", "12\n34");
    let found = one(table, PLAIN).unwrap();
    let slot = Slot::parse("table3.new.natural").unwrap();
    let read = found.report.raw(slot);
    assert!(read != "1234" && !read.starts_with("12 ") || read.is_empty(), "{read}");
}

#[test]
fn a_watermark_aslant_is_no_part_of_the_page() {
    let (table, truth) = three("hongze-2023");
    let parts = [Part::Text("三、收到和处理政府信息公开申请情况".to_owned()), Part::Table(table)];
    let mut paper = Paper { style: PLAIN, pages: Vec::new(), now: String::new(), y: 50.0 };
    let _ = writeln!(paper.now, "BT /F 60 Tf 0.7 0.7 -0.7 0.7 80 300 Tm <518590E88D446599> Tj ET");
    for part in &parts {
        match part {
            Part::Text(text) => paper.text(text),
            Part::Table(table) => paper.table(table),
        }
    }
    whole("watermark", &read(&paper.finish(), "").unwrap(), &truth);
}

/// A page with this in its content.
pub fn page(content: &str) -> Vec<u8> {
    file(&[content.to_owned()], PLAIN)
}

#[test]
fn what_a_scanner_recognised_is_not_read() {
    let hex = |text: &str| text.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    let text =
        format!("BT 3 Tr /F 12 Tf 50 700 Td <{}> Tj ET", hex("一、本年新收政府信息公开申请数量 12 0 0 0 0 0 12"));
    assert!(read(&page(&text), "a.pdf").unwrap_err().contains("扫描"), "unseen letters");
    assert!(read(&page("0 0 100 100 re f"), "a.pdf").unwrap_err().contains("没有文字"), "no letters");
    let nameless = "BT /G 12 Tf 50 700 Td <00010002000300040005> Tj ET";
    assert!(read(&page(nameless), "a.pdf").unwrap_err().contains("什么字"), "letters without names");
}

#[test]
fn a_number_drawn_across_is_struck() {
    let (mut table, _) = three("hongze-2023");
    with(&mut table, "table3.new.natural", "77");
    let mut paper = Paper { style: PLAIN, pages: Vec::new(), now: String::new(), y: 50.0 };
    paper.text("三、收到和处理政府信息公开申请情况");
    paper.table(&table);
    // Where the number stands says what was drawn; the table may have gone on to another page.
    let page = paper.pages.first_mut().unwrap_or(&mut paper.now);
    let line = page.lines().find(|line| line.contains("<00370037>")).unwrap().to_owned();
    let numbers: Vec<f64> = line.split(' ').filter_map(|word| word.parse().ok()).collect();
    let (x, y) = (numbers[5], numbers[6]);
    let _ = writeln!(page, "{} {} m {} {} l S", x - 1.0, y + 3.0, x + 10.0, y + 3.0);
    let found = read(&paper.finish(), "").unwrap();
    assert_eq!(found.report.raw(Slot::parse("table3.new.natural").unwrap()), "");
    assert!(found.unplaced.iter().any(|u| u.text.contains('7')), "{:?}", found.unplaced);
}

#[test]
fn other_tables_of_a_page_do_no_harm() {
    let (table, truth) = three("kewei-2024");
    let other: Table =
        vec![vec![head("姓名", 1, 1), head("电话", 1, 1)], vec![head("张三", 1, 1), head("12345678", 1, 1)]];
    let parts = [
        Part::Text("政府信息公开工作年度报告".to_owned()),
        Part::Table(other),
        Part::Text("三、收到和处理政府信息公开申请情况".to_owned()),
        Part::Table(table),
    ];
    whole("two tables", &read(&pdf(&parts, PLAIN), "").unwrap(), &truth);
}

/// White letters are seen on a painted ground, and not on paper.
#[test]
fn white_letters_on_paper_are_not_there() {
    let (table, truth) = three("hongze-2023");
    let drawn = |before: &str, after: &dyn Fn(&str) -> String| {
        let mut paper = Paper { style: PLAIN, pages: Vec::new(), now: String::new(), y: 50.0 };
        paper.text("三、收到和处理政府信息公开申请情况");
        paper.table(&table);
        paper.turn_page();
        let page = |page: &String| before.to_owned() + &page.lines().map(after).collect::<String>();
        read(&file(&paper.pages.iter().map(page).collect::<Vec<_>>(), PLAIN), "")
    };
    let with_hidden = |line: &str| {
        let numbers: Vec<&str> = line.split(' ').collect();
        let hidden = match numbers.as_slice() {
            ["BT", ..] => format!("1 1 1 rg {} 0 g", line.replace(&format!("1 0 0 1 {}", numbers[8]), "1 0 0 1 200")),
            _ => String::new(),
        };
        format!("{line}\n{hidden}\n")
    };
    whole("hidden letters", &drawn("", &with_hidden).unwrap(), &truth);
    let ground = "0.1 0.2 0.5 rg 0 0 600 840 re f 1 g\n";
    whole("white on blue", &drawn(ground, &|line| format!("{line}\n")).unwrap(), &truth);
    assert!(drawn("1 g\n", &|line| format!("{line}\n")).unwrap_err().contains("没有文字"));
}
