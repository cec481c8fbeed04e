//! The rail (目录): every section and how it stands.

use super::el::{Attr, El, el, list};
use super::form::section_name;
use super::kept::{Shown, kept};
use super::{Send, button, class, grouped, mark, tick};
use crate::app::sections::{self, Section, State};
use crate::app::{Editor, Msg};
use crate::form::{Edition, Form};

pub(super) fn view(editor: &Editor, send: &Send) -> El {
    let states = sections::states(editor.report(), editor.findings());
    let rail = Rail { form: editor.report().form().desc.edition, states, send: send.clone() };
    el("nav").class("rail").attr(Attr::AriaLabel, "报告各部分").child(kept(None, Shown::Rail(rail)))
}

/// How all sections stand.
#[derive(PartialEq)]
pub(super) struct Rail {
    form: Edition,
    states: Vec<(Section, State)>,
    send: Send,
}

impl Rail {
    pub(super) fn view(&self) -> El {
        let mut entries = el("ol");
        for (section, state) in &self.states {
            entries = entries.child(self.entry(*section, state));
        }
        entries
    }

    fn entry(&self, section: Section, state: &State) -> El {
        let number = match section {
            Section::Basics => "",
            Section::Part(at) => NUMERALS.get(at).copied().unwrap_or(""),
        };
        let button = button("", &self.send, Msg::Jump(section))
            .child(el("span").class("number").child(number))
            .child(el("span").class("name").child(section_name(Form::of(self.form), section)))
            .child(status(state));
        el("li").child(button)
    }
}

const NUMERALS: &[&str] = &["一", "二", "三", "四", "五", "六"];

/// A shape and a word for every state; colour only repeats it.
fn status(state: &State) -> El {
    let characters = state.characters.filter(|c| *c > 0);
    let characters = characters.map(|c| el("span").class("count").child(format!("{}字", grouped(c))));
    let shown = el("span").class("state");
    let hidden = |word| el("span").class("hidden").child(word);
    let shown = match state.worst() {
        Some(severity) => {
            let count = state.counts[severity as usize];
            let word = format!("处{}", severity.word());
            let shown = shown.class(class(severity)).attr(Attr::Title, format!("{count} {word}"));
            shown.child(mark(severity)).child(count.to_string()).child(hidden(word))
        }
        None if state.filled => shown.class("good").child(tick()).child(hidden("已填好".to_owned())),
        None if state.started => shown.child("填写中"),
        None => shown.class("faint").child("未填"),
    };
    list().child(characters).child(shown)
}
