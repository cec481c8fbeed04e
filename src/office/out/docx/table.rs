//! An official table in a Word file: spans as printed, single black lines, no row over two pages.

use super::{letters, value};
use crate::form::{Scope, Sheet};
use crate::office::out::el::{El, el};
use crate::office::out::plan::{Placed, Plan, What};
use crate::report::Report;

/// 156 mm in twentieths of a point.
const WIDTH: usize = 8844;
/// The least height of a row: 6.2 mm, and 8 mm where there are few.
const LOW: usize = 350;
const HIGH: usize = 454;
/// With more columns than this the letters are small.
const WIDE: usize = 8;

pub(super) fn table(report: &Report, sheet: &'static Sheet) -> El {
    let plan = Plan::of(report, sheet);
    let widths = plan.widths(report, WIDTH);
    let columns = widths.iter().map(|width| el("w:gridCol").attr("w:w", width));
    let mut table = el("w:tbl").add(properties()).add(el("w:tblGrid").all(columns));
    let last = plan.lines.len().saturating_sub(1);
    for (at, line) in plan.lines.iter().enumerate() {
        let cells = line.iter().map(|piece| cell(report, &plan, piece, &widths, at < last));
        table = table.add(el("w:tr").add(row(&plan, at)).all(cells));
    }
    table
}

fn properties() -> El {
    let line = |side| el(side).attr("w:val", "single").attr("w:sz", 4).attr("w:space", 0).attr("w:color", "000000");
    let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
    let margin = |side| el(side).attr("w:w", 45).attr("w:type", "dxa");
    el("w:tblPr")
        .add(el("w:tblW").attr("w:w", WIDTH).attr("w:type", "dxa"))
        .add(value("w:jc", "center"))
        .add(el("w:tblBorders").all(sides.into_iter().map(line)))
        .add(el("w:tblLayout").attr("w:type", "fixed"))
        .add(el("w:tblCellMar").add(margin("w:left")).add(margin("w:right")))
}

/// Rows stay whole, and headings come again on every page.
fn row(plan: &Plan, at: usize) -> El {
    let height = if plan.lines.len() > 20 { LOW } else { HIGH };
    let row = el("w:trPr").add(el("w:cantSplit"));
    let row = row.add(value("w:trHeight", height).attr("w:hRule", "atLeast"));
    if at < plan.head { row.add(el("w:tblHeader")) } else { row }
}

/// A cell; the table stays together with what follows it (`keep`), as far as a page can hold it.
fn cell(report: &Report, plan: &Plan, piece: &Placed, widths: &[usize], keep: bool) -> El {
    let width: usize = widths.iter().skip(piece.col).take(piece.cols).sum();
    let mut properties = el("w:tcPr").add(el("w:tcW").attr("w:w", width).attr("w:type", "dxa"));
    if piece.cols > 1 {
        properties = properties.add(value("w:gridSpan", piece.cols));
    }
    let (text, is_left) = match piece.what {
        What::Head(text, scope) => (text, scope == Scope::Row || is_corner(piece, scope)),
        What::Cell(slot) => (report.raw(slot), false),
        What::Below => ("", false),
    };
    match piece.what {
        What::Below => properties = properties.add(el("w:vMerge")),
        _ if piece.rows > 1 => properties = properties.add(value("w:vMerge", "restart")),
        _ => {}
    }
    let style = if plan.width > WIDE { "TableSmall" } else { "Table" };
    el("w:tc").add(properties.add(value("w:vAlign", "center"))).add(paragraph(style, text, is_left, keep))
}

/// The cell over the rows' headings, which holds a sentence.
fn is_corner(piece: &Placed, scope: Scope) -> bool {
    scope == Scope::None && piece.rows > 1
}

fn paragraph(style: &str, text: &str, is_left: bool, keep: bool) -> El {
    let mut properties = el("w:pPr").add(value("w:pStyle", style));
    if keep {
        properties = properties.add(el("w:keepNext"));
    }
    if is_left {
        properties = properties.add(value("w:jc", "left"));
    }
    let paragraph = el("w:p").add(properties);
    if text.is_empty() { paragraph } else { paragraph.add(el("w:r").all(letters(text))) }
}
