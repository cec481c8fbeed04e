//! Files that nobody wrote in good faith, and honest ones that only look like it: each is read right or ends in its
//! sentence. All of them are made here.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use gongkai::codec::intake::Intake;
use gongkai::codec::recognise::Why;
use gongkai::form::Slot;
use gongkai::office::read;
use zip::write::SimpleFileOptions;

use crate::memory::peak_of;
use crate::numbers::FORMS;
use crate::office::{archive, docx, escape, paragraph, relations, word_table, xlsx, xlsx_with};
use crate::pages::{Cell, Table, head, report, slot, table_html, tables, three};
use crate::pdf;

/// The most memory that reading may take, in bytes.
const MOST_MEMORY: usize = 256 << 20;

/// Reads it within the memory that the worker has.
fn bounded(name: &str, bytes: &[u8]) -> Result<Intake, String> {
    let (result, peak) = peak_of(|| read(bytes, name));
    assert!(peak < MOST_MEMORY, "{name}: {} MiB", peak >> 20);
    kept(name, bytes, result.as_ref().err());
    result
}

/// With `GONGKAI_HOSTILE` set to a folder every file is left there with what was said of it, to be read once more inside
/// the browser's worker (`tests/e2e/hostile-files.spec.mjs`).
fn kept(name: &str, bytes: &[u8], said: Option<&String>) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let Some(folder) = std::env::var_os("GONGKAI_HOSTILE") else { return };
    let stem = PathBuf::from(folder).join(COUNT.fetch_add(1, Ordering::Relaxed).to_string());
    let about = serde_json::json!({ "name": name, "said": said });
    std::fs::write(stem.with_extension("json"), about.to_string()).unwrap();
    std::fs::write(stem.with_extension("bin"), bytes).unwrap();
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], sentence: &str) {
    match bounded(name, bytes) {
        Err(error) => assert!(error.contains(sentence), "{name}: {error}"),
        Ok(intake) => panic!("{name}: read as {}", intake.kind),
    }
}

/// Any sentence will do, and so will what can be read of it.
#[track_caller]
fn survived(name: &str, bytes: &[u8]) {
    if let Err(error) = bounded(name, bytes) {
        assert!(error.ends_with('。') && error.chars().count() < 80, "{name}: {error}");
    }
}

// The container.

/// An archive as bytes, entry by entry, with whatever its records claim.
#[derive(Default)]
struct Forged {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

struct Entry<'a> {
    name: &'a [u8],
    data: &'a [u8],
    method: u16,
    flags: u16,
    size: u32,
    crc: u32,
    /// Where its header stands, if it is not a new one.
    at: Option<u32>,
}

impl Forged {
    fn add(&mut self, entry: &Entry) -> u32 {
        let at = entry.at.unwrap_or(self.bytes.len() as u32);
        let record = |out: &mut Vec<u8>| {
            out.extend([20, 0]);
            out.extend(entry.flags.to_le_bytes());
            out.extend(entry.method.to_le_bytes());
            out.extend([0; 4]);
            out.extend(entry.crc.to_le_bytes());
            out.extend((entry.data.len() as u32).to_le_bytes());
            out.extend(entry.size.to_le_bytes());
            out.extend((entry.name.len() as u16).to_le_bytes());
            out.extend([0; 2]);
        };
        if entry.at.is_none() {
            self.bytes.extend(b"PK\x03\x04");
            record(&mut self.bytes);
            self.bytes.extend(entry.name);
            self.bytes.extend(entry.data);
        }
        self.directory.extend(b"PK\x01\x02\x14\0");
        record(&mut self.directory);
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend(entry.name);
        self.count += 1;
        at
    }

    fn finish(mut self, count: u16) -> Vec<u8> {
        let at = self.bytes.len() as u32;
        self.bytes.extend(&self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(count.to_le_bytes());
        self.bytes.extend(count.to_le_bytes());
        self.bytes.extend((self.directory.len() as u32).to_le_bytes());
        self.bytes.extend(at.to_le_bytes());
        self.bytes.extend([0; 2]);
        self.bytes
    }
}

fn stored<'a>(name: &'a [u8], data: &'a [u8]) -> Entry<'a> {
    Entry { name, data, method: 0, flags: 0, size: data.len() as u32, crc: 0, at: None }
}

/// An archive with one part of so many times the same letters.
fn blown(name: &str, letters: &[u8], times: usize, more: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in more {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    (0..times).for_each(|_| zip.write_all(letters).unwrap());
    zip.finish().unwrap().into_inner()
}

#[test]
fn archives_that_lie() {
    let large = "文件展开后过大，已停止。";
    let main = relations(&[("r1", "officeDocument", "word/document.xml")]);
    let letters = vec![b' '; 1 << 20];
    refused("one part", &blown("word/document.xml", &letters, 40, &[("_rels/.rels", &main)]), large);
    let numbering = " ".repeat(30 << 20);
    let parts = [("_rels/.rels", main.as_str()), ("word/numbering.xml", &numbering), ("word/styles.xml", &numbering)];
    refused("many parts", &blown("word/document.xml", &letters, 30, &parts), large);
    let empty = vec![("word/a.xml".to_owned(), "")];
    let many: Vec<(String, &str)> = (0..2001).map(|n| (format!("word/{n}.xml"), "")).chain(empty).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    refused("two thousand parts", &archive(&many), "超过 2000 个");

    let odd = "压缩结构不正常";
    let mut forged = Forged::default();
    let at = forged.add(&stored(b"word/document.xml", b"<w/>"));
    for name in [b"word/a.xml", b"word/b.xml"] {
        forged.add(&Entry { at: Some(at), ..stored(name, b"<w/>") });
    }
    refused("overlapping", &forged.finish(3), odd);
    let mut forged = Forged::default();
    forged.add(&stored(b"word/document.xml", b"<w/>"));
    forged.add(&stored(b"Word\\Document.xml", b"<w/>"));
    refused("the same name in other letters", &forged.finish(2), odd);
    let mut forged = Forged::default();
    forged.add(&stored(b"", b"<w/>"));
    forged.add(&stored(b"word/document.xml", b"<w/>"));
    refused("no name", &forged.finish(2), odd);
    let mut forged = Forged::default();
    forged.add(&Entry { flags: 1, ..stored(b"word/document.xml", b"<w/>") });
    refused("encrypted", &forged.finish(1), "请去掉密码后再导入");
    let mut forged = Forged::default();
    forged.add(&Entry { method: 14, ..stored(b"word/document.xml", b"<w/>") });
    refused("another method", &forged.finish(1), "少见的压缩方法");
    let mut forged = Forged::default();
    forged.add(&Entry { size: u32::MAX - 1, ..stored(b"word/document.xml", b"<w/>") });
    survived("a lying size", &forged.finish(1));
    let mut forged = Forged::default();
    forged.add(&stored(b"word/document.xml", b"<w/>"));
    refused("a lying count", &forged.finish(60_000), "超过 2000 个");

    let inner = blown("word/document.xml", &letters, 200, &[]);
    let mut forged = Forged::default();
    forged.add(&stored(b"a.zip", &inner));
    refused("nested", &forged.finish(1), "这是压缩包");
    let mut wide = b"PK\x06\x06".to_vec();
    wide.extend([44, 0, 0, 0, 0, 0, 0, 0, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    wide.extend([0xFF; 32]);
    wide.extend(b"PK\x06\x07\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0");
    wide.extend(b"PK\x05\x06\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0");
    refused("ZIP64", &[b"PK\x03\x04", wide.as_slice()].concat(), "超过 2000 个");
    let whole = docx(&paragraph("一、总体情况"));
    for end in [10, whole.len() / 2, whole.len() - 10] {
        refused("cut off", &whole[..end], "不完整或者已经损坏");
    }
    let mut torn = whole.clone();
    torn[80] ^= 0xFF;
    survived("torn", &torn);
}

// Kinds.

#[test]
fn every_other_kind_of_file_is_named_and_sent_on() {
    let compound = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 504], &wide, &[0; 200]].concat()
    };
    for (name, bytes, sentence) in [
        ("a.xlsx", compound("EncryptedPackage"), "这是加密的工作簿或者文档，请去掉密码后再导入。"),
        ("a.xlsx", compound("Workbook"), "这是旧版 .xls"),
        ("a.et", compound("Workbook"), "另存为 .xlsx"),
        ("a.docx", compound("WordDocument"), "这是旧版 .doc"),
        ("a.wps", compound("WordDocument"), "另存为 .docx"),
        ("a.docx", compound("Other"), "认不出这是什么文件"),
        ("a.ofd", archive(&[("OFD.xml", "<ofd/>")]), "这是 OFD 版式文件"),
        ("a.odt", archive(&[("mimetype", ""), ("content.xml", "<a/>"), ("META-INF/manifest.xml", "")]), "OpenDocument"),
        ("a.xlsx", archive(&[("xl/workbook.bin", "")]), ".xlsb"),
        ("a.docx", archive(&[("ppt/presentation.xml", "<a/>")]), "演示文稿"),
        ("a.zip", archive(&[("a.docx", "")]), "这是压缩包"),
        ("a.docx", b"%PDF-1.7 ...".to_vec(), "PDF 有误，没有读取。"),
        ("a.doc", b"{\\rtf1\\ansi}".to_vec(), "这是 RTF 文档"),
        ("a.html", b"\x89PNG\r\n\x1a\n".to_vec(), "这是图片"),
        ("a.docx", b"\xFF\xD8\xFF\xE0".to_vec(), "这是图片"),
        ("a.docx", b"Rar!\x1a\x07\0".to_vec(), "这是压缩包"),
        ("a.docx", b"7z\xBC\xAF\x27\x1C".to_vec(), "这是压缩包"),
        ("a.json", b"MZ\x90\0".to_vec(), "这是程序文件"),
        ("a.docx", Vec::new(), "文件是空的。"),
        ("a.docx", b"\xEF\xBB\xBF \r\n".to_vec(), "文件是空的。"),
        ("a.csv", b"\x01\x02\0\xFF\xFE\0\x03".to_vec(), "认不出这是什么文件"),
        ("a.mht", b"MIME-Version: 1.0\r\n".to_vec(), "另存为网页"),
        ("a.xml", b"<?xml version='1.0'?><pkg:package xmlns:pkg='x'/>".to_vec(), "另存为 .docx"),
    ] {
        refused(name, &bytes, sentence);
    }
    let large = vec![b' '; gongkai::office::MOST_BYTES + 1];
    refused("a.html", &large, "超过 20 MB 的上限");
}

fn sheet_xml(table: &Table, own: &dyn Fn(&str) -> String) -> String {
    let cell = |row: usize, col: usize, one: &Cell| {
        let at = crate::office::place(row, col);
        if one.slot == Some(slot()) { own(&at) } else { crate::office::cell_xml(row, col, &one.text) }
    };
    crate::office::sheet(&[crate::office::Part::Table(table.clone())], &cell)
}

/// The cell as it is read, and what is said of it.
fn told(name: &str, bytes: &[u8]) -> (String, Vec<String>) {
    let intake = bounded(name, bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert!(intake.cells.len() >= 174, "{name}: {} {:?}", intake.cells.len(), intake.unplaced.first());
    let marked =
        intake.unplaced.iter().find(|u| u.table == 1 && u.near.contains("一、本年新收")).map(|u| u.text.clone());
    let own = intake.doubts.iter().filter(|(s, _)| *s == slot()).map(|(_, why)| why.clone());
    let missing = intake.unplaced.iter().filter(|u| u.why == Why::Formula).map(|u| u.why.sentence().to_owned());
    (marked.unwrap_or_else(|| intake.report.raw(slot()).to_owned()), own.chain(missing).collect())
}

#[test]
fn web_pages_and_xml_named_xls_are_read() {
    let page = format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:spreadsheet\">{}</html>",
        table_html(&three("12"), &|c| escape(&c.text))
    );
    let intake = bounded("a.xls", page.as_bytes()).unwrap();
    assert_eq!(intake.notes, ["这是网页格式的 .xls，已按网页表格读取。"]);
    assert_eq!(intake.report.raw(slot()), "12");
    let table = three("12");
    let mut rows = String::new();
    for r in 0..table.len() {
        rows.push_str("<Row>");
        for (_, c, one) in crate::office::placed(&table).iter().filter(|(top, ..)| *top == r) {
            rows.push_str(&format!(
                "<Cell ss:Index=\"{}\" ss:MergeAcross=\"{}\" ss:MergeDown=\"{}\"><Data ss:Type=\"{}\">{}</Data></Cell>",
                c + 1,
                one.cols - 1,
                one.rows - 1,
                if one.slot.is_some() { "Number" } else { "String" },
                escape(&one.text)
            ));
        }
        rows.push_str("</Row>");
    }
    let book = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook \
         xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
         <Worksheet ss:Name=\"a\"><Table><Column ss:Hidden=\"0\"/>{rows}</Table></Worksheet></Workbook>"
    );
    assert_eq!(told("a.xls", book.as_bytes()), ("12".to_owned(), vec![]));
    let hidden =
        book.replace("<Table>", "<Table><Row ss:Hidden=\"1\"><Cell><Data ss:Type=\"String\">内部</Data></Cell></Row>");
    let intake = bounded("a.xls", hidden.as_bytes()).unwrap();
    assert_eq!(intake.notes, ["工作簿里有隐藏的行或者列，其中的内容没有读。"]);
    survived("a.xls", book.replace("ss:Index=\"1\"", "ss:Index=\"4000000000\"").as_bytes());
}

// What is in a workbook.

#[test]
fn workbooks_that_lie() {
    let rows = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>";
    let with = |content: &str| xlsx(&[("a", content)]);
    let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData>";
    survived("far apart", &with(far));
    survived("wide", &with(&rows.replace("</row>", "<c r=\"XFD1\"><v>1</v></c></row>")));
    for range in ["A0:XFD1048576", "XFD1048576:A1", "A1:XFD4294967295", "A1:B2:C3", ""] {
        survived("a lying size", &with(&format!("<dimension ref=\"{range}\"/>{rows}")));
    }
    for at in ["-1", "0", "4294967296", "1048577", "x", ""] {
        survived("a row nowhere", &with(&rows.replace("r=\"1\"", &format!("r=\"{at}\""))));
    }
    for at in ["A-1", "A0", "ZZZZZZZZZ1", "A99999999999", "é1", ""] {
        survived("a cell nowhere", &with(&rows.replace("r=\"A1\"", &format!("r=\"{at}\""))));
    }
    for (kind, value) in
        [("n", "NaN"), ("n", ""), ("s", "99"), ("s", "-1"), ("b", "7"), ("e", "x"), ("zz", "1"), ("d", "x")]
    {
        survived(
            "a strange value",
            &with(
                &rows
                    .replace("<v>1</v>", &format!("<v>{value}</v>"))
                    .replace("r=\"A1\"", &format!("r=\"A1\" t=\"{kind}\"")),
            ),
        );
    }
    let shared = |content: &str| xlsx_with(&[("a", rows)], &[("xl/sharedStrings.xml", content)]);
    refused(
        "four thousand million texts",
        &shared("<sst uniqueCount=\"4000000000\"><si><t>a</t></si></sst>"),
        "文本数目不真实",
    );
    refused("more texts", &shared("<sst uniqueCount=\"99999999999999999999\"/>"), "文本数目不真实");
    let bomb = format!("<sst>{}</sst>", "<si><t/></si>".repeat(1_500_000));
    survived("empty texts", &shared(&bomb));
    let long = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(1_000_000));
    let uses: String =
        (1..=900_000).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\" t=\"s\"><v>0</v></c></row>")).collect();
    let uses = format!("<sheetData>{}</sheetData>", &uses);
    survived("one long text many times", &xlsx_with(&[("a", &uses)], &[("xl/sharedStrings.xml", &long)]));
    let merges = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(600_000);
    refused("merged cells", &with(&format!("{rows}<mergeCells>{merges}</mergeCells>")), "合并的单元格过多");
    let styles = format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(1_000_000));
    refused("styles", &xlsx_with(&[("a", rows)], &[("xl/styles.xml", &styles)]), "样式过多");
    let format = "0".repeat(1_000_000);
    let styles = format!(
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"{format}\"/></numFmts><cellXfs>{}</cellXfs></styleSheet>",
        "<xf numFmtId=\"200\"/>".repeat(60_000)
    );
    refused("a long format", &xlsx_with(&[("a", rows)], &[("xl/styles.xml", &styles)]), "样式过多");
    let cells = format!("<sheetData><row>{}</row></sheetData>", "<c/>".repeat(1_100_000));
    survived("cells", &with(&cells));
    let many: String = (0..1_050_000).map(|n| if n % 16_000 == 0 { "</row><row><c/>" } else { "<c/>" }).collect();
    refused("a million cells", &with(&format!("<sheetData><row>{many}</row></sheetData>")), "1,000,000 个单元格");
    let hidden = format!("<cols><col min=\"1\" max=\"4294967295\" hidden=\"1\"/></cols>{rows}");
    survived("all hidden", &with(&hidden));
    let sheets: Vec<(String, &str)> = (0..65).map(|n| (format!("s{n}"), rows)).collect();
    let sheets: Vec<(&str, &str)> = sheets.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    refused("sheets", &xlsx(&sheets), "工作表超过 64 个");
    refused("a DTD", &with("<!DOCTYPE a [<!ENTITY b \"c\">]>"), "DTD");
    refused("deep", &with(&"<a>".repeat(10_000)), "嵌套超过 64 层");
}

#[test]
fn what_a_workbook_only_calculates_hides_or_formats_is_told() {
    let formula = "这一格是公式，读的是文件里存的结果";
    let none = "是公式，文件里没有存结果";
    for (name, content, text, doubts) in [
        ("number", "<c r=\"@\"><v>12</v></c>", "12", vec![]),
        ("binary", "<c r=\"@\"><v>0.30000000000000004</v></c>", "0.3", vec![]),
        ("exponent", "<c r=\"@\"><v>1E5</v></c>", "100000", vec![]),
        ("text", "<c r=\"@\" t=\"inlineStr\"><is><t>1,207</t></is></c>", "1,207", vec![]),
        ("result", "<c r=\"@\" t=\"str\"><f>A1</f><v>1&amp;2</v></c>", "1&2", vec![formula]),
        ("zero", "<c r=\"@\"><f>SUM(A1)</f><v>0</v></c>", "0", vec![formula]),
        ("no result", "<c r=\"@\"><f>SUM(A1)</f></c>", "", vec![none]),
        ("blank result", "<c r=\"@\"><f>SUM(A1)</f><v></v></c>", "", vec![none]),
        ("error", "<c r=\"@\" t=\"e\"><f>A1</f><v>#REF!</v></c>", "#REF!", vec!["这一格是错误值"]),
        ("date", "<c r=\"@\" s=\"1\"><v>45659</v></c>", "2025-01-02", vec!["这一格是日期格式，存的不是件数"]),
        ("percent", "<c r=\"@\" s=\"2\"><v>0.12</v></c>", "12%", vec!["这一格是百分数"]),
        ("struck", "<c r=\"@\" s=\"3\"><v>12</v></c>", "1\u{336}2\u{336}", vec![]),
        ("scaled", "<c r=\"@\" s=\"4\"><v>120000</v></c>", "120000", vec!["这一格的格式改变了显示的数，读的是存的数"]),
        (
            "raised",
            "<c r=\"@\" t=\"inlineStr\"><is><r><t>136</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>2</t></r></is></c>",
            "136²",
            vec![],
        ),
        ("yes", "<c r=\"@\" t=\"b\"><v>1</v></c>", "TRUE", vec![]),
    ] {
        let sheet = sheet_xml(&three(""), &|at| content.replace('@', at));
        let (read, said) = told(name, &xlsx(&[("a", &sheet)]));
        assert_eq!((read.as_str(), said), (text, doubts.into_iter().map(str::to_owned).collect()), "{name}");
    }
    let shared = "<sst uniqueCount=\"2\"><si/><si><r><t>1</t></r><r><rPr><strike/></rPr><t>2</t></r><rPh><t>x</t></rPh></si></sst>";
    let sheet = sheet_xml(&three(""), &|at| format!("<c r=\"{at}\" t=\"s\"><v>1</v></c>"));
    let book = xlsx_with(&[("a", &sheet)], &[("xl/sharedStrings.xml", shared)]);
    assert_eq!(told("shared", &book).0, "12\u{336}");

    // A total that is what the form demands is none to look at.
    let total = report("hangzhou-2025").raw(Slot::parse("table3.new.total").unwrap()).to_owned();
    let sheet = sheet_xml(&three("x"), &|at| format!("<c r=\"{at}\"><v>13612</v></c>"));
    let plain = format!("><v>{total}</v>");
    assert!(sheet.contains(&plain));
    let sum = sheet.replacen(&plain, &format!("><f>SUM(D4:I4)</f><v>{total}</v>"), 1);
    assert_eq!(bounded("sum", &xlsx(&[("a", &sum)])).unwrap().doubts, []);
    let wrong = sum.replacen(&format!("<v>{total}</v>"), "<v>1</v>", 1);
    assert_eq!(bounded("wrong sum", &xlsx(&[("a", &wrong)])).unwrap().doubts.len(), 1);

    let sheet = sheet_xml(&three("12"), &|at| format!("<c r=\"{at}\"><v>12</v></c>"));
    let extra = sheet.replace("<sheetData>", "<sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>7</v></c></row>");
    let intake = bounded("hidden row", &xlsx(&[("a", &extra)])).unwrap();
    assert_eq!(intake.notes, ["工作簿里有隐藏的行或者列，其中的内容没有读。"]);
    assert_eq!(intake.report.raw(slot()), "12");
    let main = "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"旧\" sheetId=\"2\" state=\"hidden\" r:id=\"r2\"/></sheets></workbook>";
    let other = sheet_xml(&three("99"), &|at| format!("<c r=\"{at}\"><v>99</v></c>"));
    let book = xlsx_with(&[("a", &sheet), ("旧", &other)], &[("xl/workbook.xml", main)]);
    let intake = bounded("hidden sheet", &book).unwrap();
    assert_eq!(
        (intake.report.raw(slot()), intake.notes.as_slice()),
        ("12", ["隐藏的工作表没有读：旧。".to_owned()].as_slice())
    );
    let book = xlsx_with(&[("a", &sheet)], &[("xl/vbaProject.bin", "x")]);
    assert_eq!(bounded("macro", &book).unwrap().notes, ["已忽略宏。"]);
}

// What is in a document.

#[test]
fn documents_that_lie() {
    survived("nested tables", &docx(&"<w:tbl><w:tr><w:tc>".repeat(8000)));
    survived("deep", &docx(&"<w:p>".repeat(100_000)));
    let wide = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"100000\"/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    survived("wide", &docx(wide));
    let cells = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(1_000_000));
    refused("cells", &docx(&cells), "表格过大");
    let rows = format!("<w:tbl>{}</w:tbl>", "<w:tr><w:tc/><w:tc/></w:tr>".repeat(90_000));
    refused("rows", &docx(&rows), "表格过大");
    refused(
        "a DTD",
        &archive(&[
            ("_rels/.rels", &relations(&[("r1", "officeDocument", "word/document.xml")])),
            ("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"cc\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>"),
        ]),
        "DTD",
    );
    survived(
        "attributes",
        &docx(&format!("<w:p {}/>", (0..100_000).map(|n| format!("a{n}=\"\" ")).collect::<String>())),
    );
    survived("one long text", &docx(&paragraph(&"长".repeat(2_000_000))));
    survived("paragraphs", &docx(&paragraph("一").repeat(150_000)));
    survived("unclosed", &archive(&[("word/document.xml", "<w:document><w:body><w:p>")]));
    survived("not XML", &archive(&[("word/document.xml", "\u{1}\u{2}<<<>&&")]));
}

fn word(own: &dyn Fn(&str) -> String) -> Vec<u8> {
    let table = word_table(&three("甲乙丙"));
    docx(&table.replace(&paragraph("甲乙丙"), &own("")))
}

#[test]
fn what_a_document_deletes_hides_or_draws_is_told() {
    let run = |text: &str, props: &str| format!("<w:r><w:rPr>{props}</w:rPr><w:t>{text}</w:t></w:r>");
    let one = |content: String| word(&move |_| format!("<w:p>{content}</w:p>"));
    let revised = "这一格有修订痕迹，读的是修订后的内容";
    for (name, content, text, doubts) in [
        ("plain", run("12", ""), "12", vec![]),
        ("reference", "<w:r><w:t>1&#50;&#x33;</w:t></w:r>".to_owned(), "123", vec![]),
        ("CDATA", "<w:r><w:t><![CDATA[12]]></w:t></w:r>".to_owned(), "12", vec![]),
        ("split", format!("{}{}", run("1", ""), run("2", "<w:b/>")), "12", vec![]),
        (
            "deleted",
            format!("{}<w:del><w:r><w:delText>9</w:delText></w:r></w:del>", run("12", "")),
            "12",
            vec![revised],
        ),
        ("inserted", format!("<w:ins>{}</w:ins>", run("12", "")), "12", vec![revised]),
        (
            "moved",
            format!("<w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo>", run("9", ""), run("12", "")),
            "12",
            vec![revised],
        ),
        ("hidden", format!("{}{}", run("9", "<w:vanish/>"), run("12", "<w:vanish w:val=\"0\"/>")), "12", vec![]),
        ("struck", format!("{}{}", run("1", "<w:strike/>"), run("2", "")), "1\u{336}2", vec![]),
        ("raised", format!("{}{}", run("136", ""), run("2", "<w:vertAlign w:val=\"superscript\"/>")), "136²", vec![]),
        (
            "field",
            "<w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE 9</w:instrText></w:r><w:r><w:t>12</w:t></w:r>".to_owned(),
            "12",
            vec![],
        ),
        (
            "sum",
            "<w:r><w:instrText> =SUM(LEFT)</w:instrText></w:r><w:r><w:t>12</w:t></w:r>".to_owned(),
            "12",
            vec!["这一格是域公式算出来的，读的是文件里存的结果"],
        ),
        (
            "control",
            format!("<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>", run("12", "")),
            "12",
            vec![],
        ),
        (
            "prompt",
            format!(
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                run("点此输入", "")
            ),
            "",
            vec![],
        ),
        ("picture", format!("{}<w:r><w:drawing><wp:inline/></w:drawing></w:r>", run("12", "")), "12\u{FFFC}", vec![]),
        ("symbol", format!("{}<w:r><w:sym w:char=\"F031\"/></w:r>", run("1", "")), "1\u{FFFC}", vec![]),
        ("formula", "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>".to_owned(), "\u{FFFC}", vec![]),
        (
            "text box",
            format!(
                "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p>{0}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
                run("12", "")
            ),
            "12",
            vec![],
        ),
        (
            "fallback alone",
            format!("<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>", run("12", "")),
            "12",
            vec![],
        ),
        ("lines", "<w:r><w:t>1</w:t><w:br/><w:t>2</w:t></w:r>".to_owned(), "1\n2", vec![]),
    ] {
        let (read, said) = told(name, &one(content));
        assert_eq!((read.as_str(), said), (text, doubts.into_iter().map(str::to_owned).collect()), "{name}");
    }
    let notes = |body: &str| bounded("notes", &docx(&format!("{body}{}", word_table(&three("12"))))).unwrap().notes;
    assert_eq!(
        notes("<w:p><w:del/></w:p>"),
        ["文档里有没有接受的修订：删去的文字没有读，插入的文字已经读入，请核对。"]
    );
    assert_eq!(notes("<w:altChunk/>"), ["文档里嵌入了另一份文件，其中的内容没有读。"]);
    assert_eq!(notes("<w:p><w:r><w:object/></w:r></w:p>"), ["文档里有嵌入的对象，其中的内容没有读。"]);
    assert_eq!(notes(&format!("<w:p>{}</w:p>", run("x", "<w:vanish/>"))), ["文档里有隐藏的文字，没有读。"]);
}

/// The part may have any name, the prefix any letters, and Word numbers its headings by itself.
#[test]
fn a_document_may_be_written_otherwise() {
    let table = word_table(&three("12")).replace("w:", "x:");
    let numbered = |text: &str| {
        format!(
            "<x:p><x:pPr><x:numPr><x:ilvl x:val=\"0\"/><x:numId x:val=\"3\"/></x:numPr></x:pPr><x:r><x:t>{text}</x:t></x:r></x:p>"
        )
    };
    let plain = |text: &str| paragraph(text).replace("w:", "x:");
    let body = [
        numbered("总体情况"),
        plain("全年主动公开信息8条。"),
        numbered("主动公开政府信息情况"),
        numbered("收到和处理政府信息公开申请情况"),
        table,
        numbered("政府信息公开行政复议、行政诉讼情况"),
        numbered("存在的主要问题及改进情况"),
        plain("公开还不够及时。"),
        numbered("其他需要报告的事项"),
        plain("没有。"),
    ];
    let document = format!("<x:document xmlns:x=\"w\"><x:body>{}</x:body></x:document>", body.concat());
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
        <w:numFmt w:val=\"chineseCountingThousand\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let bytes = archive(&[
        (
            "[Content_Types].xml",
            "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
        ),
        ("_rels/.rels", &relations(&[("r1", "officeDocument", "/doc/main2.xml")])),
        ("doc/main2.xml", &document),
        ("doc/_rels/main2.xml.rels", &relations(&[("r9", "numbering", "n.xml")])),
        ("doc/n.xml", numbering),
    ]);
    let intake = bounded("otherwise", &bytes).unwrap();
    assert_eq!(intake.report.raw(slot()), "12");
    assert_eq!(intake.report.prose(gongkai::form::Prose::Part1), "全年主动公开信息8条。");
    assert_eq!(intake.report.prose(gongkai::form::Prose::Part5), "公开还不够及时。");
}

// Pages and text.

/// A PDF of these objects after catalog, page tree and one page, whose content is the fourth.
fn pdf_with(page: &str, content: (&str, Vec<u8>), more: &[(&str, Option<Vec<u8>>)]) -> Vec<u8> {
    let mut all = vec![
        ("<</Type/Catalog/Pages 2 0 R>>".to_owned(), None),
        ("<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(), None),
        (format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{page}>>"), None),
        (format!("<<{}/Length {}>>", content.0, content.1.len()), Some(content.1)),
    ];
    for (text, stream) in more {
        let length = stream.as_ref().map_or(String::new(), |bytes| format!("/Length {}>>", bytes.len()));
        let text = if length.is_empty() { text } else { text.strip_suffix(">>").unwrap() };
        all.push((format!("{text}{length}"), stream.clone()));
    }
    pdf::objects(&all)
}

#[test]
fn pdf_files_that_lie() {
    let large = "PDF 过大，没有读取。";
    let zeros = |size: usize| pdf::packed(&vec![b' '; size]);
    let bomb = zeros(400 << 20);
    refused("a.pdf", &pdf_with("", ("/Filter/FlateDecode", bomb.clone()), &[]), large);
    // The same in a stream of objects, in one packed twice, and in many that are small alone.
    let objects = "<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>";
    refused("a.pdf", &pdf_with("", ("", Vec::new()), &[(objects, Some(bomb.clone()))]), large);
    let twice = "<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]>>";
    refused("a.pdf", &pdf_with("", ("", Vec::new()), &[(twice, Some(pdf::packed(&bomb)))]), large);
    let part = zeros(10 << 20);
    refused("a.pdf", &pdf_with("", ("", Vec::new()), &vec![(objects, Some(part)); 30]), large);
    for filter in ["LZWDecode", "RunLengthDecode", "ASCII85Decode"] {
        let content = (&*format!("/Filter/{filter}"), vec![0x81; 1 << 20]);
        refused("a.pdf", &pdf_with("", content, &[]), large);
    }
    // A form that draws itself, and one that draws another forty times, which draws another forty times.
    let resources = "/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>";
    let form = "<</Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A 5 0 R/B 6 0 R>>>>>>";
    let draws = |text: &str| Some(text.as_bytes().to_vec());
    survived("a.pdf", &pdf_with(resources, ("", b"/A Do".to_vec()), &[(form, draws("/A Do")), (form, None)]));
    let form = |next: usize| format!("<</Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</A {next} 0 R>>>>>>");
    let forms: Vec<String> = (6..14).map(form).collect();
    let ten = "/A Do ".repeat(40);
    let forms: Vec<(&str, Option<Vec<u8>>)> = forms.iter().map(|form| (&**form, draws(&ten))).collect();
    refused("a.pdf", &pdf_with(resources, ("", ten.into()), &forms), large);
    let long = "q 1 0 0 1 0 0 cm Q ".repeat(1 << 20);
    refused("a.pdf", &pdf_with("", ("/Filter/FlateDecode", pdf::packed(long.as_bytes())), &[]), large);
    let lines =
        (0..200_000).map(|n| format!("0 {} m 600 {} l S 0 0 m 0 800 l S ", n % 801, n % 799)).collect::<String>();
    survived("a.pdf", &pdf_with("", ("/Filter/FlateDecode", pdf::packed(lines.as_bytes())), &[]));
    let boxes = (0..900).map(|n| format!("{} {} 19 19 re S ", n % 30 * 20, n / 30 * 20)).collect::<String>();
    survived("a.pdf", &pdf_with("", ("", boxes.into_bytes()), &[]));
    let numbers =
        "1e999 -1e999 0 0 1e308 cm 99999999999999999999 0 0 0 0 0 cm BT /F 1e30 Tf (12) Tj ET 0 0 1e300 1e300 re S";
    survived("a.pdf", &pdf_with("", ("", numbers.as_bytes().to_vec()), &[]));
    survived("a.pdf", &pdf_with("", ("", "[".repeat(1 << 20).into_bytes()), &[]));
    survived("a.pdf", &pdf_with("", ("", "<<".repeat(1 << 20).into_bytes()), &[]));
    survived("a.pdf", &pdf_with(&"/A".repeat(1 << 19), ("", Vec::new()), &[]));
    // Page trees without end, and with more pages than there are.
    let tree = |kids: &str| {
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>".to_owned();
        let pages = format!("<</Type/Pages/Kids[{kids}]/Count 2000000000>>");
        pdf::objects(&[("<</Type/Catalog/Pages 2 0 R>>".to_owned(), None), (pages, None), (page, None)])
    };
    survived("a.pdf", &tree("2 0 R 2 0 R"));
    // A table of ten thousand cells on each of three hundred pages, and tables of one column that go on and on.
    for (across, pages) in [(99, 300), (1, 900)] {
        let mut content = String::new();
        (0..=across).for_each(|n| content.push_str(&format!("{} 0 m {0} 800 l S ", n * 580 / across)));
        (0..=99).for_each(|n| content.push_str(&format!("0 {} m 580 {0} l S ", n * 8)));
        let kids: String = (0..pages).map(|n| format!("{} 0 R ", 4 + n)).collect();
        let mut all = vec![
            ("<</Type/Catalog/Pages 2 0 R>>".to_owned(), None),
            (format!("<</Type/Pages/Kids[{kids}]/Count {pages}>>"), None),
            (format!("<</Length {}>>", content.len()), Some(content.into_bytes())),
        ];
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R>>";
        all.extend((0..pages).map(|_| (page.to_owned(), None)));
        survived("a.pdf", &pdf::objects(&all));
    }
    survived("a.pdf", &tree(&"3 0 R ".repeat(5000)));
    survived("a.pdf", &tree(&"9 0 R ".repeat(5000)));
    survived("a.pdf", b"%PDF-1.5\nxref\n0 4294967295\n0000000000 65535 f \ntrailer<</Size 4294967295/Root 1 0 R/Prev 9>>startxref\n9\n%%EOF");
    let locked = "<</Filter/Standard/V 2/R 3/Length 128/P -44/O(00000000000000000000000000000000)/U(00000000000000000000000000000000)>>";
    let mut encrypted = pdf_with("", ("", b"BT ET".to_vec()), &[(locked, None)]);
    let at = encrypted.windows(7).rposition(|w| w == b"trailer").unwrap();
    encrypted.splice(at + 10..at + 10, b"/Encrypt 5 0 R/ID[(a)(a)]".iter().copied());
    refused("a.pdf", &encrypted, "这是加密的 PDF");
}

#[test]
fn pdf_files_that_are_cut_or_changed_are_never_a_panic() {
    let report = report("kewei-2024");
    let whole = pdf::pdf(&crate::office::printed(&report, tables(&report)), pdf::PLAIN);
    for part in 1..40 {
        survived("a.pdf", &whole[..whole.len() * part / 40]);
    }
    let mut seed = 7_u32;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..8 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let at = seed as usize % bytes.len();
            bytes[at] = (seed >> 24) as u8;
        }
        let _ = read(&bytes, "a.pdf");
    }
}

#[test]
fn pages_that_lie() {
    let page = table_html(&three("甲乙丙"), &|c| escape(&c.text));
    for (name, content, text) in [
        ("script", "12<script>document.write(9)</script>", "12"),
        ("hidden", "12<span style=\"display: none\">9</span>", "12"),
        ("deleted", "1<del>2</del>", "12\u{336}"),
        ("deleted twice", "1<del><s>2</s></del>", "12\u{336}"),
        ("x:num", "<span x:num=\"99\">12</span>", "12"),
        ("comment", "12<!--[if gte mso 9]>9<![endif]-->", "12"),
        ("image", "12<img src=x onerror=alert(1)>", "12\u{FFFC}"),
    ] {
        assert_eq!(told(name, page.replace("甲乙丙", content).as_bytes()).0, text, "{name}");
    }
    survived("spans", page.replace("colspan=1", "colspan=100000").as_bytes());
    survived("spans", page.replace("rowspan=\"1\"", "rowspan=\"65534\"").as_bytes());
    for unclosed in ["<table><tr><td>", "<div>", "<b><p></b><b>", "<font color=1>"] {
        refused("nested", unclosed.repeat(100_000).as_bytes(), "嵌套过深");
    }
    refused("large", "<p>".repeat(1_000_000).as_bytes(), "表格过大");
    // Each of them could be the first number of a column that counts.
    survived("ones", format!("<table>{}</table>", "<tr><td>1<td>1".repeat(20_000)).as_bytes());
    // What is struck over and over is not struck once more for each time.
    for (name, open) in [("struck", "<s>"), ("raised", "<sup>"), ("both", "<del><sub>")] {
        survived(name, page.replace("甲乙丙", &format!("{}{}", open.repeat(60), "1".repeat(100_000))).as_bytes());
    }
}

#[test]
fn tables_as_text_that_lie() {
    let official = gongkai::codec::csv::official(&report("hangzhou-2025"));
    let plain = official.replace("\r\n", "\n");
    let right = report("hangzhou-2025").raw(slot()).to_owned();
    for (name, text) in [
        ("LF", plain.clone()),
        ("CR", plain.replace('\n', "\r")),
        ("TAB", plain.replace(',', "\t")),
        (";", plain.replace(',', ";")),
    ] {
        assert_eq!(told(name, text.as_bytes()).0, right, "{name}");
    }
    let (gbk, _, _) = encoding_rs::GB18030.encode(plain.trim_start_matches('\u{FEFF}'));
    assert_eq!(told("a.csv", &gbk).0, right);
    assert_eq!(told("a.xls", &gbk).0, right);
    let wide: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(told("UTF-16", &wide).0, right);
    let open = plain.replacen(&format!(",{right},"), &format!(",\"{right},"), 1);
    refused("a.csv", open.as_bytes(), "引号没有成对");
    refused("a.csv", ",".repeat(10_000_000).as_bytes(), "1,000,000 个单元格");
    survived("a.csv", "1,2,3\n".repeat(100_000).as_bytes());
    let long = gongkai::codec::csv::long(&[&report("hangzhou-2025"), &report("shuyang-2025")]);
    refused("a.csv", long.as_bytes(), "不止一份年报");
}

/// The same text is the same number whatever file it comes in.
#[test]
fn numbers_are_the_same_by_every_way() {
    let typed = |text: &str| {
        let edit = gongkai::report::Edit::Cell(slot(), text.into());
        report("hangzhou-2025").apply(&edit).reading(slot())
    };
    for text in FORMS {
        let table = three(text);
        let inline = |at: &str| {
            format!("<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", escape(text))
        };
        let quoted = format!("\"{}\"", text.replace('"', "\"\""));
        let official = gongkai::codec::csv::official(
            &report("hangzhou-2025").apply(&gongkai::report::Edit::Cell(slot(), "771199".into())),
        );
        for (name, bytes) in [
            ("docx", docx(&word_table(&table))),
            ("xlsx", xlsx(&[("a", &sheet_xml(&table, &inline))])),
            ("html", format!("<html>{}</html>", table_html(&table, &|c| escape(&c.text))).into_bytes()),
            ("csv", official.replacen("771199", &quoted, 1).into_bytes()),
        ] {
            let intake = bounded(name, &bytes).unwrap_or_else(|e| panic!("{name} {text:?}: {e}"));
            match intake.cells.iter().find(|(s, _)| *s == slot()) {
                Some(_) => assert_eq!(intake.report.reading(slot()), typed(text), "{name} {text:?}"),
                // A raised or strange text is not placed, but never lost and never another.
                None => assert!(intake.unplaced.iter().any(|u| u.text == text.trim()), "{name} {text:?}"),
            }
        }
    }
}

/// Characters that no XML may hold, and those that turn a line round: nothing stops, nothing is another number.
#[test]
fn strange_characters_are_kept_or_refused() {
    for letter in ['\u{1}', '\u{1F}', '\u{FFFE}', '\u{202E}', '\u{200D}', '\u{E000}', '\u{FEFF}'] {
        let table = three(&format!("12{letter}07"));
        for bytes in [
            docx(&word_table(&table)),
            xlsx(&[(
                "a",
                &sheet_xml(&table, &|at| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>12{letter}07</t></is></c>")),
            )]),
        ] {
            match bounded("letters", &bytes) {
                Ok(intake) => assert!(
                    ["12\u{FEFF}07".len(), 5, 7].contains(&intake.report.raw(slot()).len())
                        || !intake.unplaced.is_empty()
                ),
                Err(error) => assert!(error.ends_with('。')),
            }
        }
    }
    let lone = docx("<w:p><w:r><w:t>一&#xD800;&#0;&#x110000;&nope;</w:t></w:r></w:p>");
    survived("references", &lone);
}

// Any bytes at all.

fn seeds() -> Vec<(&'static str, Vec<u8>)> {
    let table = three("12");
    let sheet = sheet_xml(&table, &|at| format!("<c r=\"{at}\"><f>A1</f><v>12</v></c>"));
    let official = gongkai::codec::csv::official(&report("hangzhou-2025")).into_bytes();
    vec![
        (
            "document",
            format!("<w:document>{}{}</w:document>", paragraph("一、总体情况"), word_table(&table)).into_bytes(),
        ),
        ("sheet", format!("<worksheet><cols><col min=\"1\" max=\"2\"/></cols>{sheet}</worksheet>").into_bytes()),
        (
            "strings",
            b"<sst uniqueCount=\"2\"><si><t>a</t></si><si><r><rPr><strike/></rPr><t>b</t></r></si></sst>".to_vec(),
        ),
        ("styles", crate::office::STYLES.as_bytes().to_vec()),
        ("book", b"<workbook><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".to_vec()),
        ("archive", docx(&word_table(&table))),
        ("csv", official),
        ("page", table_html(&table, &|c| escape(&c.text)).into_bytes()),
    ]
}

/// A seed as a file: a part of one where it is a part.
fn file(name: &str, content: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(content);
    let rows =
        "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" s=\"1\"><v>1</v></c></row></sheetData>";
    match name {
        "document" => archive(&[("word/document.xml", &text)]),
        "sheet" => xlsx_with(&[("a", rows)], &[("xl/worksheets/sheet1.xml", &text)]),
        "strings" => xlsx_with(&[("a", rows)], &[("xl/sharedStrings.xml", &text)]),
        "styles" => xlsx_with(&[("a", rows)], &[("xl/styles.xml", &text)]),
        "book" => xlsx_with(&[("a", rows)], &[("xl/workbook.xml", &text)]),
        _ => content.to_vec(),
    }
}

#[test]
fn no_bytes_are_ever_a_panic() {
    for (name, seed) in seeds() {
        arbtest::arbtest(|u| {
            let mut bytes = seed.clone();
            for _ in 0..u.int_in_range(1..=6)? {
                let at = u.choose_index(bytes.len())?;
                match u.int_in_range(0..=3)? {
                    0 => bytes[at] = *u.choose(b"<>/\"'&;=0-9ArcvZ\0\xFF \n,")?,
                    1 => bytes[at] = u.arbitrary()?,
                    2 => drop(bytes.drain(at..bytes.len().min(at + 20))),
                    _ => bytes.extend_from_within(at..seed.len().min(bytes.len()).min(at + 60).max(at)),
                }
                if bytes.is_empty() {
                    bytes.push(b'<');
                }
            }
            if let Err(error) = read(&file(name, &bytes), "") {
                assert!(error.ends_with('。') || error.ends_with('？'), "{name}: {error}");
            }
            Ok(())
        })
        .budget_ms(700);
    }
}

#[test]
fn headings_in_words_are_not_taken_for_cells() {
    let lines: Table = vec![vec![head("甲", 1, 1), head("乙", 1, 1)], vec![head("1", 1, 1), head("2", 1, 1)]];
    refused("a.docx", &docx(&word_table(&lines)), "没有找到年度报告的表格和正文");
}
