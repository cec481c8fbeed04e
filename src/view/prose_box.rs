//! A box for prose (正文): generous, with a count of characters where the notice limits them.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::{Send, grouped};
use crate::app::{Msg, sections};
use crate::form::Prose;
use crate::report::Edit;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub prose: Prose,
    pub label: &'static str,
    /// The part's heading: not counted if the text repeats it.
    pub heading: &'static str,
    #[prop_or_default]
    pub optional: bool,
    pub limit: Option<usize>,
    pub text: Arc<str>,
    pub send: Send,
}

/// Characters on a line of the box, for its first height; browsers that can then fit it to its text.
const LINE: usize = 46;

#[component]
pub fn ProseBox(props: &Props) -> Html {
    let (send, prose) = (props.send.clone(), props.prose);
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(area) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) {
            send.emit(Msg::Change(Edit::Prose(prose, Arc::from(area.value()))));
        }
    });
    let id = prose.code();
    html! {
        <div class="prose">
            <div class="caption">
                <label for={id}>{ props.label }if props.optional { <span class="faint">{ "（可不填）" }</span> }</label>
                { count(props) }
            </div>
            <textarea {id} data-place={format!("narrative.{id}")} rows={rows(&props.text, props.optional).to_string()}
                value={props.text.to_string()} {oninput} />
        </div>
    }
}

fn count(props: &Props) -> Html {
    let count = sections::count(&props.text, props.heading);
    match props.limit {
        Some(limit) if count > limit => html! {
            <span class="count over">{ format!("{} 字，超出 {} 字（原则上不超过 {} 字）", grouped(count), grouped(count - limit), grouped(limit)) }</span>
        },
        Some(limit) => html! { <span class="count">{ format!("{} / {} 字", grouped(count), grouped(limit)) }</span> },
        None if count > 0 => html! { <span class="count">{ format!("{} 字", grouped(count)) }</span> },
        None => Html::default(),
    }
}

fn rows(text: &str, optional: bool) -> usize {
    let least = if optional { 2 } else { 5 };
    let lines: usize = text.lines().take(60).map(|l| l.chars().take(3000).count() / LINE + 1).sum();
    lines.clamp(least, 24)
}
