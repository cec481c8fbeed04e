//! The official document as a Word file (正式文本), set as GB/T 9704—2012 sets an official document.
//!
//! Written part by part, not by docx-rs: that has no header rows that repeat, no indent in characters, no fallbacks
//! for fonts and no page number in a font of its own.

mod fixed;
mod styles;
mod table;

use super::el::{El, el};
use super::package::zipped;
use crate::codec::paper::{self, Piece};
use crate::form::{Part, Prose};
use crate::report::{Meta, Report};

/// How many letters of a title surely stand on a line.
const TITLE: usize = 19;

/// The report as the bytes of a `.docx`.
pub(super) fn write(report: &Report) -> Result<Vec<u8>, String> {
    let (creator, title) = (report.meta(Meta::Org), report.title());
    zipped(&[
        ("[Content_Types].xml", fixed::content_types().xml()),
        ("_rels/.rels", fixed::package_relations().xml()),
        ("docProps/core.xml", fixed::properties(&title, creator).xml()),
        ("word/document.xml", document(report).xml()),
        ("word/styles.xml", styles::styles().xml()),
        ("word/fontTable.xml", styles::fonts().xml()),
        ("word/settings.xml", fixed::settings().xml()),
        ("word/footer1.xml", fixed::footer("right").xml()),
        ("word/footer2.xml", fixed::footer("left").xml()),
        ("word/_rels/document.xml.rels", fixed::document_relations().xml()),
    ])
}

/// An element that has only a value.
fn value(name: &'static str, value: impl ToString) -> El {
    el(name).attr("w:val", value)
}

fn document(report: &Report) -> El {
    let mut body = el("w:body").add(title(&paper::squeezed(&report.title())));
    body = body.all(paragraphs(report, Prose::Intro, ""));
    for p in report.form().desc.parts {
        body = body.all(part(report, p));
    }
    body = body.all(signature(report)).add(fixed::section());
    fixed::named("w:document").add(body)
}

/// A title of several lines has lines of one length.
fn title(text: &str) -> El {
    let width = super::plan::letters(text).div_ceil(2);
    let lines = width.div_ceil(TITLE).max(1);
    let side = TITLE.saturating_sub(width.div_ceil(lines) + 1) * styles::ER * 10 / 2;
    let indent = el("w:ind").attr("w:left", side).attr("w:right", side);
    let indent = if lines > 1 { indent } else { el("w:ind") };
    el("w:p").add(el("w:pPr").add(value("w:pStyle", "Title")).add(indent)).add(run(text))
}

fn part(report: &Report, part: &'static Part) -> Vec<El> {
    let piece = |piece| match piece {
        Piece::Heading(text) => paragraph("Heading1", text),
        Piece::Line(text) => line(text),
        Piece::Table(sheet) => table::table(report, sheet),
    };
    paper::pieces(report, part).into_iter().map(piece).collect()
}

fn paragraphs(report: &Report, prose: Prose, heading: &str) -> Vec<El> {
    paper::lines(report, prose, heading).map(line).collect()
}

/// A line of the text. One that begins with （一） is a second-level heading, or begins with one as its first sentence.
fn line(line: &str) -> El {
    let Some((heading, rest)) = paper::heading(line) else { return paragraph("BodyText", line) };
    if rest.is_empty() {
        return paragraph("Heading2", heading);
    }
    let kai = el("w:rPr").add(styles::face("楷体_GB2312"));
    styled("BodyText").add(el("w:r").add(kai).all(letters(heading))).add(run(rest))
}

/// Unit and date, where they are given, and under them whom to ask.
fn signature(report: &Report) -> Vec<El> {
    let mut lines = Vec::new();
    for text in paper::signature(report) {
        // The first one stands apart from the text.
        lines.push(paragraph(if lines.is_empty() { "Signature" } else { "Date" }, &text));
    }
    lines.extend(paper::contact(report).map(|text| paragraph("Contact", &text)));
    lines
}

fn paragraph(style: &str, text: &str) -> El {
    styled(style).add(run(text))
}

fn styled(style: &str) -> El {
    el("w:p").add(el("w:pPr").add(value("w:pStyle", style)))
}

fn run(text: &str) -> El {
    el("w:r").all(letters(text))
}

/// A text with its line ends and tabs as the elements they are here.
fn letters(text: &str) -> Vec<El> {
    let mut all = Vec::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 {
            all.push(el("w:br"));
        }
        for (at, piece) in line.split('\t').enumerate() {
            if at > 0 {
                all.push(el("w:tab"));
            }
            if !piece.is_empty() {
                all.push(el("w:t").attr("xml:space", "preserve").text(piece));
            }
        }
    }
    all
}
