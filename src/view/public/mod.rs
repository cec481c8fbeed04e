//! `<gongkai-view>`: the root of the public view.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::el::{Attr, When, el};
use crate::report::{Meta, Report};

/// What is shown.
#[derive(Default)]
pub struct Viewer {
    pub reports: Vec<Report>,
    /// The one in front.
    pub front: usize,
}

impl Viewer {
    /// What is on the screen, in words for an address.
    pub fn link(&self) -> String {
        ["gk=1&n=", &self.front.to_string()].concat()
    }

    /// Goes to what an address names; anything else is passed over.
    pub fn go(&mut self, link: &str) {
        let place = link.strip_prefix("gk=1&n=").and_then(|n| n.parse().ok());
        self.front = place.filter(|n| *n < self.reports.len()).unwrap_or(self.front);
    }
}

/// What the page is to do.
pub enum Effect {
    Moved(String),
}

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
    pub page: Callback<Effect>,
}

pub enum Input {
    Front(usize),
    /// The state was changed from outside.
    Changed,
}

pub struct PublicView;

impl Component for PublicView {
    type Message = Input;
    type Properties = Props;

    fn create(_: &Context<Self>) -> PublicView {
        PublicView
    }

    fn update(&mut self, ctx: &Context<Self>, input: Input) -> bool {
        if let Input::Front(at) = input {
            let mut viewer = ctx.props().viewer.0.borrow_mut();
            viewer.front = at;
            ctx.props().page.emit(Effect::Moved(viewer.link()));
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let viewer = ctx.props().viewer.0.borrow();
        let mut root = el("div").class("gv").attr(Attr::Lang, "zh-CN");
        if let Some(report) = viewer.reports.get(viewer.front) {
            root = root.child(el("h2").child(report.meta(Meta::Title).to_owned()));
            root = root.child(el("p").child(["公布日期：", report.meta(Meta::Published)].concat()));
        }
        for (at, report) in viewer.reports.iter().enumerate() {
            let link = ctx.link().clone();
            let show = move |_| link.send_message(Input::Front(at));
            let name = [report.meta(Meta::Org), report.meta(Meta::Year)].concat();
            root = root.child(el("button").attr(Attr::Type, "button").on(When::Click, show).child(name));
        }
        root.into()
    }
}
