//! The line at the bottom (说明栏): what the cell with the caret is, how its text reads, what is wrong with it.

use super::el::{El, When, el, list};
use super::findings::fixes;
use super::hand::{self, Part};
use super::{Send, claims, class, faint, mark};
use crate::app::Editor;
use crate::check::Finding;
use crate::form::Slot;
use crate::form::notes::note_on;
use crate::report::{Reading, Report};

pub(super) fn view(editor: &Editor, send: &Send) -> El {
    let said = match editor.focus {
        Some(slot) => cell(editor, slot, send),
        None => el("p").class("faint").child("点选表中任一格，这里说明这一格填什么、有什么问题。"),
    };
    el("div").class("inspector").child(hand::view(editor, Part::Line, send)).child(el("div").child(said))
}

fn cell(editor: &Editor, slot: Slot, send: &Send) -> El {
    let report = editor.report();
    let form = report.form();
    let row = note_on(report.edition(), slot);
    let last = editor.last_year().and_then(|last| last.raw_shared(slot));
    let line = el("p")
        .child(el("strong").child(form.name(slot)))
        .child(note(report, slot).map(|note| el("span").class("note").child(note)))
        .child(last.map(|raw| el("span").class("note").child(format!("上年 {raw}"))))
        .child(row.map(|row| el("span").class("explain").child(row.explain).child("依据：").child(row.article)));
    list().child(line).child(problem(editor, slot, send)).child(claims::of_cell(editor, slot, send))
}

fn problem(editor: &Editor, slot: Slot, send: &Send) -> Option<El> {
    let mut found = 0;
    let mut first: Option<&Finding> = None;
    for (_, finding) in editor.at(slot) {
        found += 1;
        if first.is_none_or(|f| finding.rule.severity < f.rule.severity) {
            first = Some(finding);
        }
    }
    let (first, more) = (first?, found - 1);
    let severity = first.rule.severity;
    let problem = el("p")
        .class("problem")
        .class(class(severity))
        // The caret stays in the cell: without it this line would be gone before the click is over.
        .on(When::MouseDown, |event| event.prevent_default())
        .child(mark(severity))
        .child(el("span").child(first.message.clone()));
    let problem = fixes(problem, first, send);
    Some(problem.child((more > 0).then(|| faint("").child(format!("（另有 {more} 处）")))))
}

/// How the text is read, where that is not plain to see.
fn note(report: &Report, slot: Slot) -> Option<String> {
    if report.is_computed(slot) && !report.raw(slot).is_empty() {
        return Some("自动合计，可直接改写".to_owned());
    }
    match report.reading(slot) {
        Reading::Respelled(number) => Some(format!("按 {number} 计")),
        Reading::Number(number) if number.abs() > crate::report::Number::whole(1_000_000_000_000) => {
            Some("数值过大，请核对".to_owned())
        }
        _ => None,
    }
}
