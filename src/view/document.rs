//! The official document (正式文本): what is printed. No control, no mark, only the report; or the list of findings.

use super::el::{Attr, El, When, el, list};
use super::{Send, listing, preview, title};
use crate::app::{Editor, Msg};
use crate::codec::paper;
use crate::form::{Part, Piece, Prose, Scope, Sheet, Slot};
use crate::later::later;
use crate::report::Report;

/// Before it is loaded, the form itself is what is printed.
pub(super) fn view(editor: &Editor, send: &Send) -> Option<El> {
    let mut document = None;
    lay_out(editor, send, &mut document);
    document
}

later! { [feature = "form"] "09",
fn lay_out(editor: &Editor, send: &Send, out: &mut Option<El>) {
    let document = if editor.listing { listing::document(editor) } else { document(editor.report()) };
    let head = if editor.printing { back(send) } else { preview::view(editor, send) };
    *out = Some(list().child(head).child(document));
}
}

fn document(report: &Report) -> El {
    let head = el("article").class("document").child(title(&report.title()));
    let mut document = head.child(paragraphs(report, Prose::Intro, ""));
    for p in report.form().desc.parts {
        document = document.child(part(report, p));
    }
    document.child(signature(report))
}

/// Seen only where the browser does not say when printing is over.
fn back(send: &Send) -> El {
    let over = send.reform(|_| Msg::Printing(false));
    el("p").class("back").on(When::Click, move |event| over.emit(event)).child("打印完成后，点这里返回填报。")
}

fn part(report: &Report, part: &'static Part) -> El {
    paper::pieces(report, part).into_iter().fold(el("section"), |section, piece| match piece {
        paper::Piece::Heading(text) => section.child(el("h2").child(text)),
        paper::Piece::Line(text) => section.child(el("p").child(text.to_owned())),
        paper::Piece::Table(table) => section.child(sheet(report, table)),
    })
}

fn paragraphs(report: &Report, prose: Prose, heading: &str) -> El {
    paper::lines(report, prose, heading).fold(list(), |all, line| all.child(el("p").child(line.to_owned())))
}

fn sheet(report: &Report, sheet: &'static Sheet) -> El {
    let (head, body) = sheet.lines.split_at(sheet.head);
    el("table")
        .class(sheet.table.id)
        .child(lines(report, "thead", head))
        .child(lines(report, "tbody", body))
        .child(lump(report, sheet))
}

/// The undivided row that some reports have in place of printed ones: its numbers must not vanish on paper.
fn lump(report: &Report, sheet: &'static Sheet) -> Option<El> {
    let lump = sheet.table.lump.as_ref().filter(|_| report.is_lumped(sheet.table.id))?;
    let head = el("th").class("label").attr(Attr::Colspan, sheet.width - sheet.lump.len()).child(lump.row.label);
    let row = el("tr").child(head.child("（未分行）"));
    let cell = |slot: &Slot| el("td").class("cell").child(report.raw(*slot).to_owned());
    Some(el("tbody").child(sheet.lump.iter().fold(row, |row, slot| row.child(cell(slot)))))
}

fn lines(report: &Report, tag: &'static str, lines: &'static [Vec<Piece>]) -> El {
    let line = |pieces: &'static Vec<Piece>| pieces.iter().fold(el("tr"), |tr, p| tr.child(piece(report, p)));
    lines.iter().fold(el(tag), |all, pieces| all.child(line(pieces)))
}

fn piece(report: &Report, piece: &'static Piece) -> El {
    match piece {
        Piece::Cell { slot, cols } => {
            let cell = el("td").class("cell").attr(Attr::Colspan, usize::from(*cols));
            cell.child(report.raw(*slot).to_owned())
        }
        Piece::Head { text, cols, rows, scope, .. } => {
            let head = el("th").class(if *scope == Scope::Row { "label" } else { "head" });
            head.attr(Attr::Colspan, usize::from(*cols)).attr(Attr::Rowspan, usize::from(*rows)).child(*text)
        }
    }
}

fn signature(report: &Report) -> El {
    paper::signature(report).into_iter().fold(el("footer"), |all, line| all.child(el("p").child(line)))
}
