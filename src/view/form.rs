//! `<gongkai-form>`: the root of the entry form. Holds no state of its own but the effects still to perform.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::{Open, Send, bar, basics, document, findings, inspector, rail, section, start};
use crate::app::sections::Section;
use crate::app::{Editor, Effect, Msg};
use crate::browser::{dom, files};
use crate::form::Form;

/// The form's state, shared with the element's JavaScript side.
#[derive(Clone)]
pub struct Shared(pub Rc<RefCell<Editor>>);

impl PartialEq for Shared {
    fn eq(&self, other: &Shared) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub editor: Shared,
    /// Effects that concern the page; what concerns the screen is performed here.
    pub page: Callback<Effect, Option<Msg>>,
    /// A file that the user chose: it comes back as its text.
    pub open: Callback<web_sys::File>,
}

pub enum Input {
    Msg(Msg),
    /// The state was changed from outside.
    Effects(Vec<Effect>),
}

pub struct FormView {
    send: Send,
    root: NodeRef,
    /// To perform once the screen shows what they need.
    waiting: Vec<Effect>,
    _print: dom::PrintEvents,
}

impl Component for FormView {
    type Message = Input;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> FormView {
        let send = ctx.link().callback(Input::Msg);
        let print = dom::PrintEvents::listen(send.reform(Msg::Printing));
        FormView { send, root: NodeRef::default(), waiting: Vec::new(), _print: print }
    }

    fn update(&mut self, ctx: &Context<Self>, input: Input) -> bool {
        let effects = match input {
            Input::Msg(msg) => ctx.props().editor.0.borrow_mut().update(msg),
            Input::Effects(effects) => effects,
        };
        for effect in effects {
            match effect {
                Effect::Focus(_) | Effect::Jump(_) | Effect::Print => self.waiting.push(effect),
                Effect::Download(name, text) => files::download(&name, &text),
                page => {
                    let answer = ctx.props().page.emit(page);
                    answer.into_iter().for_each(|msg| ctx.link().send_message(Input::Msg(msg)));
                }
            }
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let Some(root) = self.root.cast::<web_sys::Element>() else { return };
        for effect in std::mem::take(&mut self.waiting) {
            match effect {
                Effect::Focus(place) => dom::focus(&root, &place),
                Effect::Jump(section) => dom::jump(&root, &section_id(section)),
                Effect::Print => dom::print(),
                _ => {}
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let editor = ctx.props().editor.0.borrow();
        let content = match (editor.is_open, editor.printing) {
            (false, _) => {
                html! { <start::Start send={self.send.clone()} open={ctx.props().open.clone()} notice={editor.notice.clone()} /> }
            }
            (true, true) => document::view(editor.report()),
            (true, false) => self.form(&editor, &ctx.props().open),
        };
        html! { <div class="gk" ref={self.root.clone()} lang="zh-CN" onkeydown={self.shortcuts()}>{ content }</div> }
    }
}

impl FormView {
    fn form(&self, editor: &Editor, open: &Open) -> Html {
        let form = editor.report().form();
        let parts = Section::all(form).filter_map(|s| Some((s, s.part(form)?)));
        html! {
            <>
                { bar::view(editor, &self.send, open) }
                <div class={classes!("body", (!editor.panel).then_some("folded"))}>
                    { rail::view(editor, &self.send) }
                    <main>
                        { basics::view(editor, &self.send) }
                        { for parts.map(|(s, part)| section::view(editor, s, part, &self.send)) }
                        { inspector::view(editor, &self.send) }
                    </main>
                    { findings::view(editor, &self.send) }
                </div>
            </>
        }
    }

    /// Undo and redo belong to the whole form, wherever the caret is.
    fn shortcuts(&self) -> Callback<KeyboardEvent> {
        let send = self.send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() || !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
                return;
            }
            let msg = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => Msg::Undo,
                ("z", true) | ("y", false) => Msg::Redo,
                ("s", false) => Msg::Save,
                _ => return,
            };
            event.prevent_default();
            send.emit(msg);
        })
    }
}

/// The id of a section inside the shadow root.
pub(super) fn section_id(section: Section) -> String {
    match section {
        Section::Basics => "basics".to_owned(),
        Section::Part(at) => format!("part{}", at + 1),
    }
}

/// The heading of a section.
pub(super) fn section_name(form: &'static Form, section: Section) -> &'static str {
    section.part(form).map_or("基本信息", |p| p.short)
}
