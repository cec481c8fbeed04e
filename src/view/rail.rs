//! The rail (目录): every section and how it stands.

use yew::prelude::*;

use super::form::section_name;
use super::{Send, class, grouped, mark, on, tick};
use crate::app::sections::{Section, State};
use crate::app::{Editor, Msg};
use crate::check::Severity;

pub(super) fn view(editor: &Editor, send: &Send) -> Html {
    let form = editor.report().form();
    html! {
        <nav class="rail" aria-label="报告各部分">
            <ol>{ for Section::all(form).map(|s| entry(editor, s, send)) }</ol>
        </nav>
    }
}

fn entry(editor: &Editor, section: Section, send: &Send) -> Html {
    let form = editor.report().form();
    let state = section.state(editor.report(), editor.findings());
    let number = match section {
        Section::Basics => "",
        Section::Part(at) => ["一", "二", "三", "四", "五", "六"].get(at).copied().unwrap_or(""),
    };
    html! {
        <li>
            <button type="button" onclick={on(send, Msg::Jump(section))}>
                <span class="number">{ number }</span>
                <span class="name">{ section_name(form, section) }</span>
                { status(&state) }
            </button>
        </li>
    }
}

/// A shape and a word for every state; colour only repeats it.
fn status(state: &State) -> Html {
    let characters = state.characters.filter(|c| *c > 0).map(|c| format!("{}字", grouped(c)));
    let shown = match state.worst() {
        Some(severity) => {
            let count = state.counts[severity as usize];
            let word = severity.word();
            html! { <span class={classes!("state", class(severity))} title={format!("{count} 处{word}")}>
                { mark(severity) }{ count }<span class="hidden">{ format!("处{word}") }</span>
            </span> }
        }
        None if state.filled => {
            html! { <span class="state good">{ tick() }<span class="hidden">{ "已填好" }</span></span> }
        }
        None if state.started => html! { <span class="state">{ "填写中" }</span> },
        None => html! { <span class="state faint">{ "未填" }</span> },
    };
    html! { <>if let Some(text) = characters { <span class="count">{ text }</span> }{ shown }</> }
}

/// What the findings panel says when nothing is left: the gravest word first.
pub(super) fn words(counts: [usize; 3]) -> Vec<(Severity, String)> {
    [Severity::Error, Severity::Warning, Severity::Hint]
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| (severity, format!("{count} 处{}", severity.word())))
        .collect()
}
