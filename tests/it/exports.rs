//! What is written for office programs: everything of the report is in it, as it stands, and nothing that runs.

use std::io::{Cursor, Read};

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use calamine::{Data, Reader, Xlsx};
use gongkai::codec::html;
use gongkai::codec::json;
use gongkai::codec::paper;
use gongkai::codec::recognise::Block;
use gongkai::form::{Edition, Prose, Slot};
use gongkai::office::{self, Out};
use gongkai::report::{Edit, Meta, Report};
use quick_xml::events::Event;

use crate::pages::{REPORTS, report};

/// Texts that are no numbers, or not plainly; and what should do nothing.
pub const ODD: [&str; 22] = [
    "—",
    "1,207",
    "12件",
    "=1+1",
    "+5",
    "-3",
    "@SUM(A1)",
    "１２３",
    "7730.28",
    "1.50",
    "007",
    "1234567890123456789",
    "<b>7</b>",
    "&amp;",
    "a]]>b",
    "3\u{1}4",
    "😀",
    "\u{202E}21",
    "=HYPERLINK(\"http://x\",\"y\")",
    "=cmd|' /C calc'!A0",
    "22（其中修订16件）",
    "_x0041_",
];
/// What texts are made of.
const PIECES: [&str; 15] = [
    "全年收到申请12件。",
    "主动公开政府信息",
    "\n",
    "\n\n",
    "\r\n",
    "（一）依申请公开情况\n",
    "（二）平台建设。网站一个。\n",
    "<script>alert(1)</script>",
    "&lt;]]>",
    "\u{0}\u{B}\u{FFFE}",
    "😀\u{202E}",
    "\n=1+1\n",
    "{INCLUDETEXT \"c:\\\\x\"}",
    "\t制表",
    " 空 格 ",
];

fn any_report(u: &mut Unstructured) -> Result<Report> {
    let edition = *u.choose(&[Edition::E2019, Edition::E2021])?;
    let year = if edition == Edition::E2019 { "2020" } else { "2024" };
    let mut report = Report::of(year.parse().unwrap(), "某县<&人民政府");
    let mut edits = vec![Edit::Meta(Meta::Published, "2025-01-20".into())];
    let is_lumped = u.ratio(1, 4)?;
    for sheet in &report.form().sheets {
        let replaced = sheet.table.lump.as_ref().filter(|_| is_lumped).map_or(&[][..], |lump| lump.replaces);
        let cells = if is_lumped { &sheet.cells } else { &sheet.slots };
        for slot in cells.iter().filter(|slot| !replaced.contains(&slot.row())) {
            let text = match u.int_in_range(0..=9)? {
                0..=3 => u.int_in_range(0..=3000)?.to_string(),
                4..=7 => String::new(),
                _ => (*u.choose(&ODD)?).to_owned(),
            };
            edits.push(Edit::Cell(*slot, text.into()));
        }
    }
    for prose in Prose::ALL {
        let mut text = String::new();
        for _ in 0..u.int_in_range(0..=6)? {
            text.push_str(u.choose(&PIECES)?);
        }
        edits.push(Edit::Prose(prose, text.into()));
    }
    report = report.apply(&Edit::Many(edits));
    Ok(report)
}

fn write(report: &Report, kind: Out) -> Vec<u8> {
    office::write(report, kind).unwrap()
}

/// What XML can hold of a text.
fn legal(text: &str) -> String {
    let is_legal = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    text.replace("\r\n", "\n").chars().filter(|c| is_legal(c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

/// The lines of a text as a page shows them.
fn shown(text: &str) -> Vec<String> {
    let squeezed = |line: &str| line.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    legal(text).lines().map(squeezed).filter(|line| !line.is_empty()).collect()
}

/// Name and bytes of every part.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().into_owned(), text));
    }
    parts
}

/// Every part is well formed, and nothing in it runs, loads or leads out.
fn assert_inert(bytes: &[u8]) {
    for (name, text) in parts(bytes) {
        let mut reader = quick_xml::Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(Event::Start(e) | Event::Empty(e)) => {
                    for attribute in e.attributes() {
                        let attribute = attribute.unwrap();
                        assert_ne!(attribute.key.as_ref(), "TargetMode", "{name}");
                    }
                    let element = e.local_name().as_ref().to_owned();
                    assert!(
                        !matches!(&*element, "hyperlink" | "ddeLink" | "fldSimple" | "object"),
                        "{name}: {element}"
                    );
                }
                Ok(_) => {}
                Err(e) => panic!("{name}: {e}\n{text}"),
            }
        }
        assert!(legal(&text) == text, "{name} has characters that XML has not");
        for tag in ["<w:instrText xml:space=\"preserve\">", "<f>"] {
            for field in text.split(tag).skip(1) {
                assert!(field.starts_with(" PAGE <") || field.starts_with("SUM($"), "{name}: {}", &field[..40]);
            }
        }
    }
}

/// The texts of the tables of a Word file, cell by cell, and of its paragraphs outside of them.
fn word(bytes: &[u8]) -> (Vec<Vec<String>>, Vec<String>) {
    let (_, text) = parts(bytes).into_iter().find(|(name, _)| name == "word/document.xml").unwrap();
    let (mut tables, mut paragraphs, mut now, mut in_table) = (Vec::new(), Vec::new(), String::new(), false);
    let mut reader = quick_xml::Reader::from_str(&text);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return (tables, paragraphs),
            Event::Start(e) if e.name().as_ref() == "w:tbl" => {
                tables.push(Vec::new());
                in_table = true;
            }
            Event::Empty(e) if e.name().as_ref() == "w:br" => now.push('\n'),
            Event::Empty(e) if e.name().as_ref() == "w:tab" => now.push('\t'),
            Event::Text(e) => now.push_str(e.as_ref()),
            Event::GeneralRef(e) => now.push_str(match e.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("{other}"),
            }),
            Event::End(e) if e.name().as_ref() == "w:tbl" => in_table = false,
            Event::End(e) if e.name().as_ref() == "w:tc" => tables.last_mut().unwrap().push(std::mem::take(&mut now)),
            Event::End(e) if e.name().as_ref() == "w:p" && !in_table => paragraphs.push(std::mem::take(&mut now)),
            _ => {}
        }
    }
}

/// What stands in a text line by line, without the blanks of its layout.
fn plainly(text: &str) -> String {
    shown(text).join("\n")
}

/// The page's tables: row, column and text of every cell.
fn grids(report: &Report) -> Vec<Vec<(usize, usize, String)>> {
    let page = String::from_utf8(write(report, Out::Html)).unwrap();
    let mut grids = Vec::new();
    for block in html::blocks(&page).0 {
        if let Block::Table(grid) = block {
            grids.push(grid.cells().iter().map(|c| (c.row.into(), c.col.into(), c.text.clone())).collect());
        }
    }
    grids
}

#[test]
fn a_page_is_read_back_as_it_was() {
    arbtest(|u| {
        let report = any_report(u)?;
        let page = write(&report, Out::Html);
        let read = office::read(&page, "a.html").unwrap();
        assert_eq!(read.unplaced, [], "{}", String::from_utf8_lossy(&page));
        assert_eq!(read.report.edition(), report.edition());
        for slot in report.form().slots() {
            assert_eq!(plainly(read.report.raw(slot)), plainly(report.raw(slot)), "{}", slot.code());
        }
        for prose in Prose::ALL.into_iter().filter(|prose| *prose != Prose::Intro) {
            assert_eq!(plainly(read.report.prose(prose)), plainly(report.prose(prose)), "{}", prose.code());
        }
        Ok(())
    });
}

#[test]
fn a_page_holds_nothing_but_what_is_said() {
    arbtest(|u| {
        let report = any_report(u)?;
        let page = String::from_utf8(write(&report, Out::Html)).unwrap();
        let mut rest = &*page;
        let known = [
            "html lang=\"zh-CN\"",
            "head",
            "meta charset=\"utf-8\"",
            "title",
            "body",
            "article",
            "footer",
            "h1",
            "h2",
            "h3",
            "p",
            "html",
            "table",
            "br",
            "table border=\"1\"",
            "thead",
            "tbody",
            "tr",
            "!doctype html",
            "meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"",
        ];
        while let Some((_, after)) = rest.split_once('<') {
            let (tag, after) = after.split_once('>').unwrap();
            let tag = tag.trim_start_matches('/');
            let is_cell = tag.starts_with("th") || tag.starts_with("td");
            let names = tag.split(' ').skip(1).map(|a| a.split('=').next().unwrap());
            let is_plain = is_cell && names.clone().all(|name| ["colspan", "rowspan", "scope"].contains(&name));
            assert!(is_plain || known.contains(&tag), "<{tag}>");
            rest = after;
        }
        assert!(page.contains(&office::fragment(&report)));
        Ok(())
    });
}

#[test]
fn a_report_file_is_read_back_equal() {
    arbtest(|u| {
        let report = any_report(u)?;
        let file = json::write(&report);
        let read = office::read(file.as_bytes(), "a.json").unwrap();
        assert_eq!(json::write(&read.report), file);
        Ok(())
    });
}

#[test]
fn a_word_file_says_all_of_it() {
    arbtest(|u| {
        let report = any_report(u)?;
        let bytes = write(&report, Out::Docx);
        assert_eq!(write(&report, Out::Docx), bytes, "the same bytes every time");
        assert_inert(&bytes);
        let (tables, paragraphs) = word(&bytes);
        let told = |cells: &[String]| -> Vec<String> {
            cells.iter().map(|text| plainly(text)).filter(|text| !text.is_empty()).collect()
        };
        for (table, grid) in tables.iter().zip(grids(&report)) {
            let grid: Vec<String> = grid.into_iter().map(|(.., text)| text).collect();
            assert_eq!(told(table), told(&grid));
        }
        assert_eq!(tables.len(), 3);
        let said = paragraphs.iter().map(|text| plainly(text)).collect::<Vec<_>>().join("\n");
        for prose in Prose::ALL {
            assert!(said.contains(&plainly(report.prose(prose))), "{}\n{said}", prose.code());
        }
        Ok(())
    });
}

/// What stands in a cell of a workbook, as a text.
fn value(data: Option<&Data>) -> String {
    match data {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.clone(),
        Some(Data::Float(number)) => number.to_string(),
        Some(Data::Int(number)) => number.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_workbook_has_every_cell_as_it_stands() {
    arbtest(|u| {
        let report = any_report(u)?;
        let bytes = write(&report, Out::Xlsx);
        assert_eq!(write(&report, Out::Xlsx), bytes, "the same bytes every time");
        assert_inert(&bytes);
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&*bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["表二", "表三", "表四", "正文", "核对结果"]);
        for (sheet, grid) in report.form().sheets.iter().zip(grids(&report)) {
            let range = book.worksheet_range(sheet.table.name).unwrap();
            for (row, col, text) in grid {
                let found = value(range.get_value((row as u32 + 2, col as u32)));
                assert_eq!(plainly(&found), plainly(&text), "{} {row} {col}", sheet.table.name);
            }
        }
        let texts = book.worksheet_range("正文").unwrap();
        for prose in Prose::ALL {
            let code = format!("narrative.{}", prose.code());
            let rows = texts.rows().filter(|row| value(row.first()) == code);
            let lines: Vec<String> = rows.map(|row| row[2..].iter().map(|d| value(Some(d))).collect()).collect();
            assert_eq!(lines.join("\n"), legal(report.prose(prose)), "{code}");
        }
        Ok(())
    });
}

/// The values of the official layout: with quotes for formulas taken off.
#[test]
fn the_tables_as_text_have_every_cell() {
    arbtest(|u| {
        let report = any_report(u)?;
        let text = String::from_utf8(write(&report, Out::Csv)).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let fields: Vec<String> =
            reader.records().flat_map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
        for slot in report.form().slots().filter(|slot| !report.raw(*slot).is_empty()) {
            let raw = report.raw(slot);
            assert!(fields.iter().any(|field| field == raw || *field == format!("'{raw}")), "{} {raw:?}", slot.code());
        }
        Ok(())
    });
}

fn slot(code: &str) -> Slot {
    Slot::parse(code).unwrap()
}

/// The formulas of a sheet, by cell.
fn formulas(report: &Report, sheet: &str) -> Vec<((u32, u32), String)> {
    let bytes = write(report, Out::Xlsx);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&*bytes)).unwrap();
    let range = book.worksheet_formula(sheet).unwrap();
    let (row, col) = range.start().unwrap_or_default();
    range.used_cells().map(|(r, c, f)| ((row + r as u32, col + c as u32), f.clone())).collect()
}

#[test]
fn totals_are_formulas_only_where_they_are_right() {
    let report = report("pingtan-2022");
    let all = formulas(&report, "表三");
    assert_eq!(all.len(), 7 + 25 - 1, "{all:?}");
    assert!(all.iter().any(|(_, f)| f == "SUM($D$6:$I$6)"), "{all:?}");
    for wrong in ["9999", "26件", "—", ""] {
        let report = report.apply(&Edit::Cell(slot("table3.done_total.total"), wrong.into()));
        let is_filled = wrong.is_empty();
        assert_eq!(formulas(&report, "表三").len(), all.len() - usize::from(!is_filled), "{wrong}");
    }
    // One addend is a text: what needs it stays as it is.
    let odd = report.apply(&Edit::Cell(slot("table3.new.natural"), "12件".into()));
    assert_eq!(formulas(&odd, "表三").len(), all.len() - 1);
}

#[test]
fn an_undivided_row_stands_in_its_place() {
    let lumped = report("hongze-2024");
    let grid = &grids(&lumped)[1];
    let texts: Vec<&str> = grid.iter().map(|(.., text)| text.as_str()).collect();
    let at = texts.iter().position(|text| *text == "（六）其他处理").unwrap();
    assert_eq!(texts[at + 8], "（七）总计");
    assert!(!texts.contains(&"3.其他"));
    // Where the three rows have something too, both stand there.
    let both = lumped.apply(&Edit::Cell(slot("table3.other_3.natural"), "7".into()));
    assert!(grids(&both)[1].iter().any(|(.., text)| text == "3.其他"));
}

#[test]
fn too_long_for_a_cell_is_one_sentence() {
    let long = "长".repeat(40_000);
    let report = Report::of(2025, "某局").apply(&Edit::Prose(Prose::Part1, long.as_str().into()));
    let bytes = write(&report, Out::Xlsx);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&*bytes)).unwrap();
    let texts = book.worksheet_range("正文").unwrap();
    let row = texts.rows().find(|row| value(row.first()) == "narrative.part1").unwrap();
    assert_eq!(row[2..].iter().map(|d| value(Some(d))).collect::<String>(), long);
    let report = report.apply(&Edit::Cell(slot("table3.new.natural"), long.as_str().into()));
    let sentence = "表格里有一格超过 32767 字，Excel 放不下，请先精简。";
    assert_eq!(office::write(&report, Out::Xlsx), Err(sentence.to_owned()));
}

/// Every cell comes back as it stands, and none that was not there.
#[track_caller]
fn assert_back(id: &str, report: &Report, kind: Out) {
    let read = office::read(&write(report, kind), "").unwrap();
    // The workbook's sheets of texts and of findings are none of the form's tables.
    let unplaced: Vec<_> = read.unplaced.iter().filter(|u| u.table <= report.form().sheets.len()).collect();
    assert!(unplaced.is_empty(), "{id} {kind:?}: {unplaced:?}");
    // A total whose two sums do not agree is read with a doubt: its result is only the file's word.
    assert!(read.doubts.is_empty() || kind == Out::Xlsx, "{id} {kind:?} {:?}", read.doubts);
    for slot in report.form().sheets.iter().flat_map(|sheet| &sheet.cells) {
        assert_eq!(plainly(read.report.raw(*slot)), plainly(report.raw(*slot)), "{id} {kind:?} {}", slot.code());
    }
}

/// What stands under a document is what its report says of itself, and no part of its last text.
#[track_caller]
fn assert_signed(id: &str, report: &Report) {
    let read = office::read(&write(report, Out::Docx), "").unwrap().report;
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let last = letters(report.prose(Prose::Part6));
    let is_said = |key: Meta| last.contains(&letters(&paper::date(report.meta(key))));
    for key in [Meta::Org, Meta::Published].into_iter().filter(|key| !is_said(*key)) {
        assert_eq!(read.meta(key), paper::squeezed(report.meta(key)), "{id} {key:?}");
    }
    assert_eq!(paper::contact(&read), paper::contact(report), "{id}");
    // A heading that a text repeats is printed once.
    let text = report.prose(Prose::Part6).trim_start();
    let text = text.strip_prefix("六、其他需要报告的事项").unwrap_or(text);
    assert_eq!(plainly(read.prose(Prose::Part6)), plainly(text), "{id}");
}

#[test]
fn what_stands_under_a_document_of_ours_comes_back() {
    for id in REPORTS {
        assert_signed(id, &report(id));
    }
    let report = report("pingtan-2022");
    let read = |edits: &[(Meta, &str)]| {
        let edits = edits.iter().map(|(key, text)| Edit::Meta(*key, (*text).into())).collect();
        let report = report.apply(&Edit::Many(edits));
        assert_signed("changed", &report);
        office::read(&write(&report, Out::Docx), "").unwrap().report
    };
    assert_eq!(read(&[]).meta(Meta::Published), "2023-02-20");
    assert_eq!(read(&[]).meta(Meta::ContactPhone), "0591-23165385");
    assert_eq!(read(&[(Meta::Published, "某日")]).meta(Meta::Published), "某日");
    assert_eq!(read(&[(Meta::Published, "")]).meta(Meta::Published), "");
    // A part that names another is left as it stands.
    let odd = read(&[(Meta::ContactAddress, "某路1号，电话：另行公布")]);
    assert_eq!((odd.meta(Meta::ContactPhone), odd.meta(Meta::ContactAddress)), ("", ""));
    assert!(odd.meta(Meta::Contact).contains("地址：某路1号，电话：另行公布，邮编：350400"));
}

/// Lines of another's document that are written in styles of these names are part of its text.
#[test]
fn what_stands_under_a_document_of_another_is_text() {
    let line = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = line("h", "六、其他需要报告的事项") + &line("t", "无。") + &line("Date", "2025年1月20日");
    let read = office::read(&crate::office::docx(&body), "").unwrap().report;
    assert_eq!((read.prose(Prose::Part6), read.meta(Meta::Published)), ("无。\n2025年1月20日", ""));
}

#[test]
fn real_reports_are_written_as_every_kind_and_come_back() {
    for id in REPORTS {
        let report = report(id);
        for kind in [Out::Docx, Out::Xlsx] {
            assert_inert(&write(&report, kind));
        }
        for kind in [Out::Docx, Out::Xlsx, Out::Html] {
            assert_back(id, &report, kind);
        }
    }
}

#[test]
fn any_report_comes_back_from_word_and_excel() {
    arbtest(|u| {
        let report = any_report(u)?;
        assert_back("any", &report, Out::Docx);
        assert_signed("any", &report);
        let read = office::read(&write(&report, Out::Docx), "").unwrap().report;
        for prose in Prose::ALL.into_iter().filter(|prose| *prose != Prose::Intro) {
            assert_eq!(plainly(read.prose(prose)), plainly(report.prose(prose)), "{}", prose.code());
        }
        assert_back("any", &report, Out::Xlsx);
        Ok(())
    });
}
