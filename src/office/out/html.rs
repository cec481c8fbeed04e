//! The report as a web page and as a piece of one, for a CMS (网页): plain headings, paragraphs and tables.
//!
//! No class, no style, no script: what the site looks like is the site's. `<gongkai-view>` takes the tables as they are.

use super::el::{El, el};
use super::plan::{Placed, Plan, What};
use crate::codec::paper::{self, Piece};
use crate::form::{Part, Prose, Scope, Sheet};
use crate::report::Report;

/// A whole page. Opened from a disk it may load and run nothing: it says so itself.
pub(super) fn page(report: &Report) -> String {
    let policy = el("meta").attr("http-equiv", "Content-Security-Policy").attr("content", "default-src 'none'");
    let head = el("head").add(el("meta").attr("charset", "utf-8")).add(policy).add(el("title").text(&report.title()));
    let page = el("html").attr("lang", "zh-CN").add(head).add(el("body").add(article(report)));
    ["<!doctype html>\n", &page.html(), "\n"].concat()
}

/// What is pasted into the page of a site.
pub(super) fn fragment(report: &Report) -> String {
    article(report).html()
}

fn article(report: &Report) -> El {
    let mut article = el("article").add(el("h1").text(&paper::squeezed(&report.title())));
    article = article.all(paragraphs(report, Prose::Intro, ""));
    for p in report.form().desc.parts {
        article = article.all(part(report, p));
    }
    let signature = signature(report);
    if signature.is_empty() { article } else { article.add(el("footer").all(signature)) }
}

fn part(report: &Report, part: &'static Part) -> Vec<El> {
    let piece = |piece| match piece {
        Piece::Heading(text) => el("h2").text(text),
        Piece::Line(text) => line(text),
        Piece::Table(sheet) => table(report, sheet),
    };
    paper::pieces(report, part).into_iter().map(piece).collect()
}

fn paragraphs(report: &Report, prose: Prose, heading: &str) -> Vec<El> {
    paper::lines(report, prose, heading).map(line).collect()
}

fn line(line: &str) -> El {
    match paper::heading(line) {
        Some((heading, "")) => el("h3").text(heading),
        _ => el("p").text(line),
    }
}

fn signature(report: &Report) -> Vec<El> {
    paper::signature(report).into_iter().chain(paper::contact(report)).map(|text| el("p").text(&text)).collect()
}

fn table(report: &Report, sheet: &'static Sheet) -> El {
    let plan = Plan::of(report, sheet);
    let (head, body) = plan.lines.split_at(plan.head);
    let table = el("table").attr("border", 1);
    let table = if head.is_empty() { table } else { table.add(lines(report, "thead", head)) };
    table.add(lines(report, "tbody", body))
}

fn lines(report: &Report, name: &'static str, lines: &[Vec<Placed>]) -> El {
    let row = |line: &Vec<Placed>| el("tr").all(line.iter().filter_map(|piece| cell(report, piece)));
    el(name).all(lines.iter().map(row))
}

/// `None` where a heading above reaches down.
fn cell(report: &Report, piece: &Placed) -> Option<El> {
    let cell = match piece.what {
        What::Below => return None,
        What::Head(text, scope) => headed(el("th"), scope).text(text),
        What::Cell(slot) => text(el("td"), report.raw(slot)),
    };
    let spanned = |cell: El, name, span: usize| if span > 1 { cell.attr(name, span) } else { cell };
    Some(spanned(spanned(cell, "colspan", piece.cols), "rowspan", piece.rows))
}

/// What a heading heads, for who hears the page.
fn headed(head: El, scope: Scope) -> El {
    match scope {
        Scope::Column => head.attr("scope", "col"),
        Scope::ColumnGroup => head.attr("scope", "colgroup"),
        Scope::Row => head.attr("scope", "row"),
        Scope::RowGroup => head.attr("scope", "rowgroup"),
        Scope::None => head,
    }
}

/// A cell's text with its line ends.
fn text(mut cell: El, text: &str) -> El {
    for (at, line) in text.lines().enumerate() {
        cell = if at > 0 { cell.add(el("br")) } else { cell };
        cell = cell.text(line);
    }
    cell
}
