//! The line at the bottom (说明栏): what the cell with the caret is, how its text reads, what is wrong with it.

use yew::prelude::*;

use super::findings::fix_button;
use super::{Send, class, mark};
use crate::app::Editor;
use crate::form::Slot;
use crate::report::{Reading, Report};

pub(super) fn view(editor: &Editor, send: &Send) -> Html {
    let content = match editor.focus {
        Some(slot) => cell(editor, slot, send),
        None => html! { <p class="faint">{ "点选表中任一格，这里说明这一格填什么、有什么问题。" }</p> },
    };
    html! { <div class="inspector">{ content }</div> }
}

fn cell(editor: &Editor, slot: Slot, send: &Send) -> Html {
    let report = editor.report();
    let form = report.form();
    html! {
        <>
            <p><strong>{ form.name(slot) }</strong>
                if let Some(note) = note(report, slot) { <span class="note">{ note }</span> }
                { explanation(editor, slot) }
            </p>
            { problem(editor, slot, send) }
        </>
    }
}

fn problem(editor: &Editor, slot: Slot, send: &Send) -> Html {
    let Some((_, first)) = editor.at(slot).min_by_key(|(_, f)| f.rule.severity) else { return Html::default() };
    let more = editor.at(slot).count() - 1;
    html! {
        <p class={classes!("problem", class(first.rule.severity))}>
            { mark(first.rule.severity) }<span>{ &first.message }</span>
            { for first.fixes.iter().map(|fix| fix_button(fix, send)) }
            if more > 0 { <span class="faint">{ format!("（另有 {more} 处）") }</span> }
        </p>
    }
}

fn explanation(editor: &Editor, slot: Slot) -> Html {
    match editor.report().form().sheet(slot).row(slot.row()) {
        Some(row) => html! { <span class="explain">{ row.explain }</span> },
        None => Html::default(),
    }
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
