//! What LibreOffice makes of the files that are written: every cell and paragraph, and totals that it adds up itself.
//!
//! Run by `make test-office`; needs `soffice` and poppler's `pdftotext` and `pdfinfo`.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::codec::html;
use gongkai::codec::recognise::Block;
use gongkai::form::Prose;
use gongkai::office::{self, Out};
use gongkai::report::{Edit, Report};

use crate::exports::ODD;
use crate::pages::{REPORTS, report};

/// Workbooks are added up anew when they are opened, whoever wrote them.
const SETTINGS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// A folder of its own, and LibreOffice's settings in it.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("profile/user")).unwrap();
    fs::write(folder.join("profile/user/registrymodifications.xcu"), SETTINGS).unwrap();
    folder
}

fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|e| panic!("{program}: {e}; scripts/setup.sh office installs it"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// All files of the folder with this ending, as another kind beside them.
fn convert(folder: &Path, ending: &str, into: &str) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let files = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path().to_string_lossy().into_owned());
    let files: Vec<String> = files.filter(|file| file.ends_with(ending)).collect();
    let mut arguments = vec![&*profile, "--headless", "--convert-to", into, "--outdir", folder.to_str().unwrap()];
    arguments.extend(files.iter().map(String::as_str));
    run("soffice", &arguments);
}

/// The workbook with a wrong number for what its formulas gave.
fn unreckoned(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut into = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let mut pieces = text.split("</f><v>");
        let mut changed = pieces.next().unwrap().to_owned();
        for piece in pieces {
            changed += "</f><v>987654321";
            changed += piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-');
        }
        into.start_file(part.name().unwrap().as_ref(), zip::write::SimpleFileOptions::default()).unwrap();
        into.write_all(changed.as_bytes()).unwrap();
    }
    into.finish().unwrap().into_inner()
}

/// Every cell of a table as a page has it.
fn grids(report: &Report) -> Vec<Vec<(usize, usize, String)>> {
    let page = String::from_utf8(office::write(report, Out::Html).unwrap()).unwrap();
    let blocks = html::blocks(&page).0;
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table(grid) => Some(grid.cells().iter()),
        Block::Text { .. } => None,
    });
    tables.map(|cells| cells.map(|c| (c.row.into(), c.col.into(), c.text.clone())).collect()).collect()
}

/// Without anything that only parts words.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// Without punctuation: LibreOffice 7.4 does not paint a full stop at the end of a justified line before a digit.
fn spoken(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The real reports, and one whose cells are all odd.
fn reports() -> Vec<(&'static str, Report)> {
    let mut all: Vec<_> = REPORTS.iter().map(|id| (*id, report(id))).collect();
    let odd = report("pingtan-2022");
    let cells = odd.form().slots().zip(ODD.iter().cycle());
    let edits = cells.map(|(slot, text)| Edit::Cell(slot, (*text).into())).collect();
    all.push(("odd", odd.apply(&Edit::Many(edits))));
    all
}

#[test]
#[ignore = "needs LibreOffice: make test-office"]
fn workbooks_are_opened_and_added_up() {
    let folder = folder("libreoffice-xlsx");
    for (id, report) in reports() {
        let bytes = office::write(&report, Out::Xlsx).unwrap();
        fs::write(folder.join(format!("{id}.xlsx")), unreckoned(&bytes)).unwrap();
    }
    // Comma, quote, UTF-8, from line 1; every sheet, values and not what is shown.
    convert(&folder, ".xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1");
    for (id, report) in reports() {
        for (sheet, grid) in report.form().sheets.iter().zip(grids(&report)) {
            let path = folder.join(format!("{id}-{}.csv", sheet.table.name));
            let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            for (row, col, text) in grid {
                let found = rows.get(row + 2).and_then(|r| r.get(col)).unwrap_or_default();
                assert_eq!(bare(found), bare(&text), "{id} {} {row} {col}", sheet.table.name);
            }
        }
    }
}

#[test]
#[ignore = "needs LibreOffice: make test-office"]
fn documents_are_opened_and_complete() {
    let folder = folder("libreoffice-docx");
    for id in REPORTS {
        fs::write(folder.join(format!("{id}.docx")), office::write(&report(id), Out::Docx).unwrap()).unwrap();
    }
    convert(&folder, ".docx", "pdf");
    for id in REPORTS {
        let report = report(id);
        let pdf = folder.join(format!("{id}.pdf")).to_string_lossy().into_owned();
        let found = office::read(&fs::read(&pdf).unwrap(), "").unwrap();
        for slot in report.form().slots() {
            assert_eq!(found.report.raw(slot), report.raw(slot).trim(), "{id} {slot:?} {:?}", found.unplaced);
        }
        let text = run("pdftotext", &["-raw", &pdf, "-"]);
        let is_number = |line: &&str| line.trim().starts_with('—') && line.trim().ends_with('—');
        let text = spoken(&text.split(['\n', '\u{C}']).filter(|line| !is_number(line)).collect::<String>());
        assert!(text.contains(&spoken(&report.title())), "{id}: {text}");
        for prose in Prose::ALL {
            for line in report.prose(prose).lines().map(spoken) {
                assert!(text.contains(&line), "{id} {}: {line}\n{text}", prose.code());
            }
        }
        for (_, _, cell) in grids(&report).into_iter().flatten() {
            assert!(text.contains(&spoken(&cell)), "{id}: {cell}\n{text}");
        }
        let pages =
            run("pdfinfo", &[&pdf]).lines().find_map(|l| l.strip_prefix("Pages:")?.trim().parse::<usize>().ok());
        // The lines of the texts at 28 letters and 22 lines a page, and each table on a page of its own at most.
        let lines: usize =
            Prose::ALL.iter().flat_map(|p| report.prose(*p).lines()).map(|l| l.chars().count() / 24 + 1).sum();
        let pages = pages.unwrap();
        assert!((3..=5 + lines / 20).contains(&pages), "{id}: {pages} pages of {lines} lines");
    }
}
