//! Texts with tables that are no lines of words: markup, and cells with strokes or tabs between them, blank ones too.

use gongkai::codec::intake::Intake;
use gongkai::form::{Prose, Slot};
use gongkai::office::read;
use gongkai::report::Report;

use crate::office::{Part, placed, printed, score};
use crate::pages::{REPORTS, Score, Table, plain, report, table_html, tables, truth};
use crate::printed::{DAMAGES, WRITERS, distinct, sheets};

fn text(text: &str) -> Intake {
    read(text.as_bytes(), "a.md").unwrap()
}

/// A report as a text, its tables written like this.
fn written(report: &Report, table: &dyn Fn(&Table) -> String) -> String {
    let parts = printed(report, tables(report));
    let part = |part: &Part| match part {
        Part::Text(text) => format!("{text}\n\n"),
        Part::Table(one) => table(one) + "\n",
    };
    parts.iter().map(part).collect()
}

/// The lines of a table, with nothing where a merged cell reaches.
fn lines(table: &Table, row: &dyn Fn(&[String]) -> String) -> String {
    let cells = placed(table);
    let width = cells.iter().map(|(_, col, cell)| col + cell.cols).max().unwrap_or(0);
    let mut rows = vec![vec![String::new(); width]; table.len()];
    cells.iter().for_each(|(r, col, cell)| rows[*r][*col] = cell.text.clone());
    rows.iter().map(|cells| row(cells)).collect()
}

fn strokes(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn tabs(cells: &[String]) -> String {
    cells.join("\t") + "\r\n"
}

#[track_caller]
fn whole(name: &str, found: &Intake, truth: &[(Slot, String)]) {
    assert_eq!(score(found, truth), Score { right: truth.len(), ..Score::default() }, "{name}: {:?}", found.unplaced);
}

#[test]
fn tables_of_markup_in_a_text_are_read_as_a_page_is() {
    for id in REPORTS {
        let (report, truth) = (report(id), truth(&tables(&report(id))));
        for (before, after) in [("", ""), ("```html\n<html><body>", "</body></html>\n```\n"), ("<div>\n", "</div>\n")] {
            let html = |table: &Table| [before, &table_html(table, &plain), after].concat();
            let found = text(&written(&report, &html));
            whole(id, &found, &truth);
            assert!(found.notes.iter().any(|note| note.contains("HTML")));
            for prose in Prose::ALL {
                let told = found.report.prose(prose);
                assert!(!told.contains(['<', '`']), "{id}: {told}");
            }
        }
    }
    // What is no table's markup stays.
    let found = text("五、存在的主要问题及改进情况\n公开率<90%，平台a<b>c。\n");
    assert!(found.report.prose(Prose::Part5).contains("<90%"));
}

/// The number of strokes or tabs says which cells are blank.
#[test]
fn blank_cells_between_strokes_and_tabs_are_blank() {
    for id in REPORTS {
        let (report, truth) = (report(id), truth(&tables(&report(id))));
        for (name, row) in [("strokes", strokes as fn(&[String]) -> String), ("tabs", tabs)] {
            let found = text(&written(&report, &|table| lines(table, &row)));
            let score = score(&found, &truth);
            assert_eq!((score.wrong, score.missing), (0, 0), "{id}, {name}: {:?}", found.unplaced);
        }
    }
}

/// Rows of other widths before the numbers, as a page's cells are copied.
#[test]
fn blank_cells_between_tabs_are_counted() {
    let three = |row: &str| {
        let found = text(&format!("三、收到和处理政府信息公开申请情况\n{row}\n"));
        found.cells.iter().map(|(slot, _)| found.report.raw(*slot).to_owned()).collect::<Vec<_>>().join(",")
    };
    assert_eq!(three("二、上年结转政府信息公开申请数量\t36\t\t\t\t\t\t36"), "36,,,,,,36");
    assert_eq!(three("（四）无法提供\t1.本机关不掌握相关政府信息\t99\t\t\t\t2\t\t101"), "99,,,,2,,101");
    assert_eq!(three("（七）总计\t\t1\t\t2\t\t3\t\t4\t\t5\t\t6\t\t21"), "1,2,3,4,5,6,21");
    // One cell too few, or one too many.
    assert_eq!(three("二、上年结转政府信息公开申请数量\t36\t\t\t\t\t36"), "");
    assert_eq!(three("二、上年结转政府信息公开申请数量\t36\t\t\t\t\t\t\t36"), "");
}

/// Nothing comes back wrong of damaged tables, whichever way they are read.
#[test]
fn damaged_tables_in_a_text_are_never_read_wrongly() {
    let report = distinct(gongkai::form::Edition::E2021, false);
    for (d, (damage, change)) in DAMAGES.iter().enumerate() {
        for (writing, writer) in WRITERS.iter().filter(|(w, _)| matches!(*w, "tabs" | "markdown" | "nameless")) {
            let of_columns = ["table four", "column", "heads"].iter().any(|what| damage.contains(what));
            if *writing != "tabs" && of_columns {
                continue;
            }
            for n in [3, 7 + d, 29] {
                let mut sheets = sheets(&report);
                let count: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
                change(&mut sheets, n % count);
                let Ok(found) = read(writer(&sheets).as_bytes(), "a.txt") else { continue };
                let wrong = |slot: &Slot| found.report.raw(*slot) != report.raw(*slot);
                let wrong: Vec<Slot> = found.cells.iter().map(|(slot, _)| *slot).filter(wrong).collect();
                assert_eq!(wrong, [], "{damage}, {writing} at {n}");
            }
        }
    }
}
