//! `<gongkai-form>`: the root of the entry form. Holds no state of its own but the effects still to perform.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::el::{Attr, El, When, el, list};
use super::grid::Grids;
use super::hand::{self, Part};
use super::{Open, Send, bar, basics, claims, document, findings, inspector, rail, section, start};
use crate::app::sections::Section;
use crate::app::{Editor, Effect, Msg};
use crate::browser::dom;
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
    /// A file that the user chose, and whether it is last year's: it comes back as its text.
    pub open: Callback<(web_sys::File, bool)>,
}

pub enum Input {
    Msg(Msg),
    /// The state was changed from outside.
    Effects(Vec<Effect>),
}

pub struct FormView {
    send: Send,
    root: NodeRef,
    /// What had the focus at the last message: if it is gone after it, the form itself gets the focus.
    held: Rc<RefCell<Option<web_sys::Element>>>,
    /// To perform once the screen shows what they need.
    waiting: Vec<Effect>,
    /// The lines of the tables.
    grids: RefCell<Grids>,
}

impl Component for FormView {
    type Message = Input;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> FormView {
        let (root, held) = (NodeRef::default(), Rc::default());
        let send = at_once(ctx, root.clone(), Rc::clone(&held));
        FormView { send, root, held, waiting: Vec::new(), grids: RefCell::default() }
    }

    fn update(&mut self, ctx: &Context<Self>, input: Input) -> bool {
        let effects = match input {
            Input::Msg(msg) => {
                let effects = ctx.props().editor.0.borrow_mut().update(msg);
                keep(effects, &ctx.props().page)
            }
            Input::Effects(effects) => effects,
        };
        for effect in effects {
            match effect {
                Effect::Focus(_) | Effect::Jump(_) | Effect::Bring(_) | Effect::Select(..) | Effect::Print => {
                    self.waiting.push(effect)
                }
                page => {
                    let answer = ctx.props().page.emit(page);
                    answer.into_iter().for_each(|msg| ctx.link().send_message(Input::Msg(msg)));
                }
            }
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        ctx.props().page.emit(Effect::Drawn);
        let Some(root) = self.root.cast::<web_sys::Element>() else { return };
        hand::shown(&root, &ctx.props().editor);
        for effect in std::mem::take(&mut self.waiting) {
            match effect {
                Effect::Focus(place) => dom::focus(&root, &place),
                Effect::Jump(section) => dom::jump(&root, &section_id(section)),
                Effect::Select(prose, units, claim) => dom::select(&root, prose.code(), &units, &claims::id(claim)),
                Effect::Bring(id) => dom::jump(&root, id),
                Effect::Print => dom::print(),
                _ => {}
            }
        }
        if let Some(held) = self.held.take().filter(|h| !h.is_connected()) {
            dom::hold(&root, &held);
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let editor = ctx.props().editor.0.borrow();
        let printed = if editor.printing || editor.preview { document::view(&editor, &self.send) } else { None };
        let content = match printed {
            _ if !editor.is_open => {
                start::view(&editor, &self.send, &ctx.props().open).child(hand::view(&editor, Part::Offer, &self.send))
            }
            Some(document) => document,
            None => self.form(&editor, &ctx.props().open),
        };
        let look = editor.drafts.look;
        let root = el("div").class("gk").class_if("large", look.large).class_if("contrast", look.contrast);
        let root = root.class_if("locked", editor.is_locked());
        let root = root.attr(Attr::Tabindex, "-1").attr(Attr::Lang, "zh-CN").node(&self.root);
        // A region, not the page's main part: that is for the page to say.
        let root = root.attr(Attr::Role, "region").attr(Attr::AriaLabel, "年报填报");
        let root = hand::listening(root, &ctx.props().editor, &self.send);
        root.on(When::KeyDown, self.shortcuts()).child(content).into()
    }
}

/// Tells the keeper of drafts at once, before anything is drawn, and gives the effects that can wait.
pub fn keep(effects: Vec<Effect>, page: &Callback<Effect, Option<Msg>>) -> Vec<Effect> {
    let mut later = Vec::new();
    for effect in effects {
        match effect {
            Effect::Keep(_) | Effect::Opened => drop(page.emit(effect)),
            effect => later.push(effect),
        }
    }
    later
}

/// Takes a message in while its event lasts; only the drawing waits. Yew may put its work off to a later task when
/// the machine is slow, and the next key must not find the caret in the old cell.
fn at_once(ctx: &Context<FormView>, root: NodeRef, held: Rc<RefCell<Option<web_sys::Element>>>) -> Send {
    let (editor, page, link) = (ctx.props().editor.clone(), ctx.props().page.clone(), ctx.link().clone());
    Callback::from(move |msg: Msg| {
        let root = root.cast::<web_sys::Element>();
        if let Some(focused) = root.as_ref().and_then(dom::focused) {
            held.replace(Some(focused));
        }
        let is_step = matches!(msg, Msg::Step(..));
        let effects = editor.0.borrow_mut().update(msg);
        let effects = keep(effects, &page);
        match (root, effects.as_slice()) {
            (Some(root), [Effect::Focus(place)]) if is_step => dom::focus(&root, place),
            _ => link.send_message(Input::Effects(effects)),
        }
    })
}

impl FormView {
    fn form(&self, editor: &Editor, open: &Open) -> El {
        let form = editor.report().form();
        let mut grids = self.grids.borrow_mut();
        grids.show(editor);
        let mut main = el("div").class("main").child(basics::view(editor, &self.send));
        for section in Section::all(form) {
            if let Some(part) = section.part(form) {
                main = main.child(section::view(editor, section, part, &grids, &self.send));
            }
        }
        let body = el("div")
            .class("body")
            .class_if("folded", !editor.panel)
            .child(rail::view(editor, &self.send))
            .child(main.child(inspector::view(editor, &self.send)))
            .child(findings::view(editor, &self.send));
        let offer = hand::view(editor, Part::Offer, &self.send);
        list().child(bar::view(editor, &self.send, open)).child(body).child(offer)
    }

    /// Undo and redo belong to the whole form, wherever the caret is.
    fn shortcuts(&self) -> impl Fn(Event) + use<> {
        let send = self.send.clone();
        move |event| {
            let event: KeyboardEvent = event.unchecked_into();
            if event.default_prevented()
                || event.is_composing()
                || !(event.ctrl_key() || event.meta_key())
                || event.alt_key()
            {
                return;
            }
            let msg = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => Msg::Undo,
                ("z", true) | ("y", false) => Msg::Redo,
                ("s", false) => Msg::Save,
                ("p", false) => Msg::Print,
                _ => return,
            };
            event.prevent_default();
            send.emit(msg);
        }
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
