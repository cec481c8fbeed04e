//! One of the six parts (部分): its official heading, what the notice wants, its texts and its table.

use yew::prelude::*;

use super::form::section_id;
use super::prose_box::ProseBox;
use super::{Send, class, mark, question, sheet};
use crate::app::Editor;
use crate::app::sections::Section;
use crate::check::Place;
use crate::form::{Part, Prose};

pub(super) fn view(editor: &Editor, section: Section, part: &'static Part, send: &Send) -> Html {
    let id = section_id(section);
    let form = editor.report().form();
    let table = part.table.and_then(|t| form.sheets.get(t));
    let heading = format!("{id}-heading");
    html! {
        <section id={id.clone()} tabindex="-1" aria-labelledby={heading.clone()}>
            <h2 id={heading}>{ part.heading }</h2>
            { wants(part) }
            { for part.text.iter().map(|p| prose(editor, part, *p, table.is_some(), send)) }
            if let Some(table) = table {
                { question::view(editor, table, send) }
                { sheet::view(editor, table, send) }
            }
            { for part.note.iter().map(|p| prose(editor, part, *p, true, send)) }
        </section>
    }
}

fn wants(part: &'static Part) -> Html {
    html! {
        <details class="wants">
            <summary>{ "填写要求" }</summary>
            <ul>{ for part.wants.iter().map(|w| html! { <li>{ *w }</li> }) }</ul>
            <p class="source">{ format!("依据：{}", part.source) }</p>
        </details>
    }
}

fn prose(editor: &Editor, part: &'static Part, prose: Prose, beside_table: bool, send: &Send) -> Html {
    let label = match (beside_table, part.note == Some(prose)) {
        (false, _) => "正文",
        (true, false) => "表前说明",
        (true, true) => "表后说明",
    };
    let (heading, limit) = (part.heading, part.limit);
    let here = editor.findings().iter().filter(|f| f.at == Place::Prose(prose));
    html! {
        <>
            <ProseBox {prose} {label} {heading} optional={beside_table} {limit}
                text={editor.report().prose_shared(prose).clone()} send={send.clone()} />
            { for here.map(|f| html! {
                <p class={classes!("remark", class(f.rule.severity))}>{ mark(f.rule.severity) }{ &f.message }</p>
            }) }
        </>
    }
}
