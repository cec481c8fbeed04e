//! `<gongkai-view>`: the root of the public view. Holds no state of its own but what the screen waits for.

mod band;
mod bar;
mod focus;
mod panel;
mod pictures;
mod prose;
mod sheet;
mod units;

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use self::focus::Focus;
use super::el::{Attr, El, When, el, list};
use crate::app::viewer::notes::Note;
use crate::app::viewer::shelf::Item;
pub use crate::app::viewer::{Effect, Msg, Viewer};
use crate::browser::dom;
use crate::form::Slot;
use crate::later::later;

/// The view's state, shared with the element's JavaScript side.
#[derive(Clone)]
pub struct Shared(pub Rc<RefCell<Viewer>>);

impl PartialEq for Shared {
    fn eq(&self, other: &Shared) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
pub struct Props {
    pub viewer: Shared,
    /// Effects that concern the page; what concerns the screen is performed here.
    pub page: Callback<Effect>,
}

pub enum Input {
    Msg(Msg),
    /// All of the program is there.
    Arrived,
    /// The state was changed from outside.
    Changed,
    /// The page is laid out for print, or no longer.
    Printing(bool),
}

/// Where the parts of the view send what happened.
type Tell = Callback<Msg>;

pub struct PublicView {
    tell: Tell,
    root: NodeRef,
    /// To be reached once the screen shows it.
    reach: Option<Slot>,
    focus: RefCell<Focus>,
    /// What must be on paper is open.
    printing: bool,
    /// The print dialog opens once the screen is laid out for it.
    print: bool,
    /// Says when the page is laid out for print.
    paper: Option<dom::PrintEvents>,
}

impl Component for PublicView {
    type Message = Input;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> PublicView {
        let tell = ctx.link().callback(Input::Msg);
        let (root, focus) = (NodeRef::default(), RefCell::default());
        PublicView { tell, root, reach: None, focus, printing: false, print: false, paper: None }
    }

    fn update(&mut self, ctx: &Context<Self>, input: Input) -> bool {
        let msg = match input {
            Input::Changed => return true,
            Input::Printing(on) => {
                self.printing = on;
                return true;
            }
            Input::Arrived => None,
            Input::Msg(msg) => Some(msg),
        };
        let mut viewer = ctx.props().viewer.0.borrow_mut();
        let effects = match msg {
            Some(msg) => viewer.update(msg),
            None => viewer.arrive(),
        };
        // The page may look at the state when it is told.
        drop(viewer);
        for effect in effects {
            match effect {
                Effect::Focus(slot) => self.reach = Some(slot),
                Effect::Print => (self.printing, self.print) = (true, true),
                page => ctx.props().page.emit(page),
            }
        }
        true
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        after(self, ctx);
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        before(self);
        let viewer = ctx.props().viewer.0.borrow();
        let notes = viewer.notes();
        let screen = Screen { viewer: &viewer, tell: &self.tell, notes: &notes, printing: self.printing };
        let root = el("div").class("gv").class_if("large", viewer.seen.large);
        let root = root.class_if("asked", viewer.seen.touched.is_some()).attr(Attr::Tabindex, "-1");
        let root = root.attr(Attr::Part, "root").attr(Attr::Lang, viewer.language.code).node(&self.root);
        // A region, not the page's main part: that is for the page to say.
        let root = root.attr(Attr::Role, "region").attr(Attr::AriaLabel, screen.say("政府信息公开工作年度报告"));
        let Some(item) = viewer.item() else { return root.into() };
        root.child(screen.report(item)).into()
    }
}

impl PublicView {
    /// The focus to the cell that is to be reached. A narrow screen shows one column: the cell's, from now on.
    fn arrive(&mut self, root: &web_sys::Element, ctx: &Context<PublicView>) {
        let Some(slot) = self.reach.take() else { return };
        let elsewhere = ctx.props().viewer.0.borrow().seen.column != slot.column();
        if !dom::reach(root, slot.code()) && elsewhere {
            self.reach = Some(slot);
            self.tell.emit(Msg::Column(slot.column()));
        }
    }
}

/// What the parts of the screen are drawn from.
#[derive(Clone, Copy)]
struct Screen<'a> {
    viewer: &'a Viewer,
    tell: &'a Tell,
    notes: &'a [Note],
    printing: bool,
}

impl Screen<'_> {
    fn report(self, item: &Item) -> El {
        list()
            .child(bar::view(self, item))
            .child(el("p").class("hidden").attr(Attr::AriaLive, "polite").child(self.viewer.said.clone()))
            .child(band::view(self))
            .child(self.rest(item))
    }

    /// All below the figures.
    fn rest(self, item: &Item) -> Option<El> {
        let mut drawn = None;
        draw_rest(self, item, &mut drawn);
        drawn
    }

    /// The text in the view's language.
    fn say(self, text: &'static str) -> &'static str {
        self.viewer.language.say(text)
    }

    /// Whether something is to be known of one of these cells as printed.
    fn is_noted(self, slots: &[Slot]) -> bool {
        self.notes.iter().any(|n| n.slots.iter().any(|s| slots.contains(s)))
    }

    /// The mark for that.
    fn asis(self) -> El {
        let told = el("span").class("hidden").child(self.say("原文如此"));
        el("span").class("as").child(el("span").attr(Attr::AriaHidden, "true").child("*")).child(told)
    }

    fn is_open(self, panel: &str) -> bool {
        self.printing || self.viewer.seen.is_open(panel)
    }

    fn button(self, label: &'static str, msg: Msg) -> El {
        self.tap(el("button").attr(Attr::Type, "button"), msg).child(label)
    }

    /// A button that is on or off.
    fn toggle(self, label: &'static str, on: bool, msg: Msg) -> El {
        self.button(self.say(label), msg).attr(Attr::AriaPressed, if on { "true" } else { "false" })
    }

    fn tap(self, to: El, msg: Msg) -> El {
        let tell = self.tell.clone();
        to.on(When::Click, move |_| tell.emit(msg.clone()))
    }

    /// A part of the screen with its heading.
    fn section(self, class: &'static str, heading: &'static str) -> El {
        el("section").class(class).attr(Attr::AriaLabel, self.say(heading)).child(el("h3").child(self.say(heading)))
    }
}

/// A label with the official one beside it, where the view speaks another language.
fn bilingual(screen: Screen, to: El, label: &'static str) -> El {
    let said = screen.say(label);
    let to = to.child(said);
    if screen.viewer.language.is_chinese() {
        return to;
    }
    to.child(el("span").class("official").attr(Attr::Lang, "zh-CN").child(label))
}

later! { [feature = "view"] "31",
fn before(view: &PublicView) {
    if let Some(root) = view.root.cast() {
        view.focus.borrow_mut().note(&root);
    }
}
}

later! { [feature = "view"] "27",
fn after(view: &mut PublicView, ctx: &Context<PublicView>) {
    view.paper.get_or_insert_with(|| dom::PrintEvents::listen(ctx.link().callback(Input::Printing)));
    if let Some(root) = view.root.cast::<web_sys::Element>() {
        let touched = ctx.props().viewer.0.borrow().seen.touched;
        let focus = view.focus.get_mut();
        focus.listen(&root, &view.tell);
        focus.keep(&root, touched);
        view.arrive(&root, ctx);
    }
    if std::mem::take(&mut view.print) {
        dom::print();
    }
}
}

later! { [feature = "view"] "24",
fn draw_rest(screen: Screen, item: &Item, out: &mut Option<El>) {
    let drawn = list()
        .child(pictures::view(screen))
        .child(pictures::trends(screen))
        .child(units::view(screen))
        .child(sheet::view(screen, item))
        .child(prose::view(screen, item))
        .child(bar::origin(screen, item))
        .child(panel::view(screen));
    *out = Some(drawn);
}
}
