//! The official document (正式文本): what is printed. No control, no mark, only the report.

use yew::prelude::*;

use crate::form::{Part, Piece, Prose, Scope, Sheet};
use crate::report::{Meta, Report};

pub(super) fn view(report: &Report) -> Html {
    html! {
        <article class="document">
            <h1>{ report.title() }</h1>
            { paragraphs(report, Prose::Intro, "") }
            { for report.form().desc.parts.iter().map(|p| part(report, p)) }
            { signature(report) }
        </article>
    }
}

fn part(report: &Report, part: &'static Part) -> Html {
    let table = part.table.and_then(|t| report.form().sheets.get(t));
    html! {
        <section>
            <h2>{ part.heading }</h2>
            { for part.text.iter().map(|p| paragraphs(report, *p, part.heading)) }
            { for table.map(|t| sheet(report, t)) }
            { for part.note.iter().map(|p| paragraphs(report, *p, part.heading)) }
        </section>
    }
}

/// The text, without a heading that it repeats.
fn paragraphs(report: &Report, prose: Prose, heading: &str) -> Html {
    let text = report.prose(prose).trim_start();
    let text = text.strip_prefix(heading).unwrap_or(text);
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty());
    html! { <>{ for lines.map(|l| html! { <p>{ l.to_owned() }</p> }) }</> }
}

fn sheet(report: &Report, sheet: &'static Sheet) -> Html {
    let line = |pieces: &'static Vec<Piece>| html! { <tr>{ for pieces.iter().map(|p| piece(report, p)) }</tr> };
    html! {
        <table class={sheet.table.id}>
            <thead>{ for sheet.lines[..sheet.head].iter().map(line) }</thead>
            <tbody>{ for sheet.lines[sheet.head..].iter().map(line) }</tbody>
        </table>
    }
}

fn piece(report: &Report, piece: &'static Piece) -> Html {
    match piece {
        Piece::Cell { slot, cols } => {
            html! { <td class="cell" colspan={cols.to_string()}>{ report.raw(*slot).to_owned() }</td> }
        }
        Piece::Head { text, cols, rows, scope, .. } => {
            let class = if *scope == Scope::Row { "label" } else { "head" };
            html! { <th {class} colspan={cols.to_string()} rowspan={rows.to_string()}>{ *text }</th> }
        }
    }
}

fn signature(report: &Report) -> Html {
    html! {
        <footer>
            <p>{ report.meta(Meta::Org).to_owned() }</p>
            <p>{ date(report.meta(Meta::Published)) }</p>
        </footer>
    }
}

/// `2026-01-20` as a document has it: `2026年1月20日`; anything else as it was typed.
fn date(text: &str) -> String {
    let parts: Vec<u32> = text.split('-').filter_map(|p| p.parse().ok()).collect();
    match (parts.as_slice(), text.len()) {
        ([year, month, day], 10) => format!("{year}年{month}月{day}日"),
        _ => text.to_owned(),
    }
}
