//! Elements by method call: `el("button").class("primary").attr(Attr::Title, "…").child("提交")`.
//!
//! `html!` writes the making of every element out in full where it stands: about 270 bytes of WebAssembly for
//! each, 34.7 kB for what the root draws. Here an element under construction is one pointer, and each step is a call
//! of a function that exists once: about 10 bytes, 16 kB for the same. What Yew is given is the same.

use std::rc::Rc;

use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, Listeners, VList, VTag, VText};

use super::Send;
use crate::app::Msg;

/// The names of all attributes in use. One list for every element: Yew compares two lists by their address.
macro_rules! attributes {
    ($($name:ident $text:literal)*; $($more:ident $added:literal)*) => {
        /// Those after the form's own only the public view has.
        #[derive(Clone, Copy)]
        pub(super) enum Attr {
            $($name,)*
            $(#[cfg(not(feature = "form"))] $more,)*
        }
        static NAMES: &[&str] = &[
            $($text,)*
            $(#[cfg(not(feature = "form"))] $added,)*
        ];
    };
}

attributes! {
    Class "class"
    Type "type"
    Id "id"
    Title "title"
    Role "role"
    Part "part"
    Lang "lang"
    Tabindex "tabindex"
    Accept "accept"
    For "for"
    Rows "rows"
    Inputmode "inputmode"
    Placeholder "placeholder"
    Autocomplete "autocomplete"
    Spellcheck "spellcheck"
    Disabled "disabled"
    Readonly "readonly"
    Selected "selected"
    Value "value"
    Scope "scope"
    Colspan "colspan"
    Rowspan "rowspan"
    DataPlace "data-place"
    DataSlot "data-slot"
    DataRow "data-row"
    DataColumn "data-column"
    DataLabel "data-label"
    DataGroup "data-group"
    DataLast "data-last"
    AriaLabel "aria-label"
    AriaLabelledby "aria-labelledby"
    AriaExpanded "aria-expanded"
    AriaPressed "aria-pressed"
    AriaHidden "aria-hidden"
    ViewBox "viewBox"
    Cx "cx"
    Cy "cy"
    R "r"
    D "d";
    Href "href"
    Rel "rel"
    AriaSort "aria-sort"
    AriaLive "aria-live"
    X "x"
    Y "y"
    Width "width"
    Height "height"
    X1 "x1"
    Y1 "y1"
    X2 "x2"
    Y2 "y2"
    TextAnchor "text-anchor"
}

/// How many of them the form has: its elements carry no more.
const COMMON: usize = Attr::D as usize + 1;

/// The events in use.
#[derive(Clone, Copy)]
pub(super) enum When {
    Cancel,
    Change,
    Click,
    Copy,
    Cut,
    FocusIn,
    FocusOut,
    Input,
    KeyDown,
    MouseDown,
    MouseEnter,
    MouseLeave,
    MouseOver,
    Paste,
    Submit,
}

/// An element under construction.
pub(super) struct El(Box<Parts>);

#[derive(Default)]
struct Parts {
    tag: &'static str,
    key: Option<Key>,
    node: NodeRef,
    /// Empty, or the class alone, or one entry for each of [`NAMES`] or for those in common.
    values: Vec<Option<AttributeOrProperty>>,
    /// What a field holds: written only where it differs, so that an input method is not disturbed.
    held: Option<AttrValue>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<Html>,
}

#[inline(never)]
pub(super) fn el(tag: &'static str) -> El {
    El(Box::new(Parts { tag, ..Parts::default() }))
}

/// Children without an element around them.
pub(super) fn list() -> El {
    el("")
}

impl El {
    /// One more class; an empty name is none.
    #[inline(never)]
    pub fn class(self, name: &'static str) -> El {
        if name.is_empty() {
            return self;
        }
        let joined = match self.0.values.first() {
            Some(Some(AttributeOrProperty::Attribute(old))) => [old, name].join(" ").into(),
            _ => AttrValue::Static(name),
        };
        self.put(Attr::Class, joined)
    }

    #[inline(never)]
    pub fn class_if(self, name: &'static str, wanted: bool) -> El {
        if wanted { self.class(name) } else { self }
    }

    #[inline(always)]
    pub fn attr(self, name: Attr, value: impl Value) -> El {
        value.give(self, name)
    }

    /// An attribute that is there or not.
    #[inline(never)]
    pub fn flag(self, name: Attr, wanted: bool) -> El {
        if wanted { self.attr(name, NAMES[name as usize]) } else { self }
    }

    #[inline(never)]
    fn put(mut self, name: Attr, value: AttrValue) -> El {
        let at = name as usize;
        let length = match at {
            0 => 1,
            1..COMMON => COMMON,
            _ => NAMES.len(),
        };
        if self.0.values.len() < length {
            self.0.values.resize(length, None);
        }
        self.0.values[at] = Some(AttributeOrProperty::Attribute(value));
        self
    }

    /// What an `input` or a `textarea` holds, whatever was typed.
    #[inline(never)]
    pub fn holds(mut self, text: &str) -> El {
        self.0.held = Some(AttrValue::from(text.to_owned()));
        self
    }

    #[cfg(not(feature = "form"))]
    #[inline(never)]
    pub fn key(mut self, key: &str) -> El {
        self.0.key = Some(Key::from(key));
        self
    }

    pub fn node(mut self, node: &NodeRef) -> El {
        self.0.node = node.clone();
        self
    }

    #[inline(always)]
    pub fn child(self, child: impl Child) -> El {
        child.join(self)
    }

    #[inline(never)]
    fn push(mut self, node: Html) -> El {
        self.0.children.push(node);
        self
    }

    /// Sends a message on an event.
    #[inline(never)]
    pub fn sends(self, when: When, send: &Send, msg: Msg) -> El {
        let send = send.clone();
        self.on(when, move |_| send.emit(msg.clone()))
    }

    #[inline(never)]
    pub fn on_click(self, send: &Send, msg: Msg) -> El {
        self.sends(When::Click, send, msg)
    }

    #[inline(always)]
    pub fn on(self, when: When, run: impl Fn(Event) + 'static) -> El {
        self.listen(On { when, run: Box::new(run) })
    }

    #[inline(never)]
    fn listen(mut self, on: On) -> El {
        self.0.listeners.push(Some(Rc::new(on)));
        self
    }
}

/// One listener for all kinds of events; Yew has a type for each.
struct On {
    when: When,
    run: Box<dyn Fn(Event)>,
}

impl Listener for On {
    fn kind(&self) -> ListenerKind {
        match self.when {
            When::Cancel => ListenerKind::oncancel,
            When::Change => ListenerKind::onchange,
            When::Click => ListenerKind::onclick,
            When::Copy => ListenerKind::oncopy,
            When::Cut => ListenerKind::oncut,
            When::FocusIn => ListenerKind::onfocusin,
            When::FocusOut => ListenerKind::onfocusout,
            When::Input => ListenerKind::oninput,
            When::KeyDown => ListenerKind::onkeydown,
            When::MouseDown => ListenerKind::onmousedown,
            When::MouseEnter => ListenerKind::onmouseenter,
            When::MouseLeave => ListenerKind::onmouseleave,
            When::MouseOver => ListenerKind::onmouseover,
            When::Paste => ListenerKind::onpaste,
            When::Submit => ListenerKind::onsubmit,
        }
    }

    fn handle(&self, event: Event) {
        (self.run)(event);
    }

    fn passive(&self) -> bool {
        false
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(El(parts): El) -> Html {
        let Parts { tag, key, node, values, held, listeners, children } = *parts;
        if tag.is_empty() {
            return Html::VList(Rc::new(VList::with_children(children, key)));
        }
        let attributes = match values.len() {
            0 => Attributes::default(),
            length => Attributes::Dynamic { keys: &NAMES[..length], values: values.into() },
        };
        let listeners =
            if listeners.is_empty() { Listeners::None } else { Listeners::Pending(listeners.into_boxed_slice()) };
        Html::VTag(Rc::new(match tag {
            "input" => VTag::__new_input(held, None, node, key, attributes, listeners),
            "textarea" => VTag::__new_textarea(held, None, node, key, attributes, listeners),
            _ => {
                let children = Html::VList(Rc::new(VList::with_children(children, None)));
                VTag::__new_other(AttrValue::Static(tag), node, key, attributes, listeners, children)
            }
        }))
    }
}

/// What an attribute can be given.
pub(super) trait Value {
    fn give(self, to: El, name: Attr) -> El;
}

impl Value for &'static str {
    #[inline(never)]
    fn give(self, to: El, name: Attr) -> El {
        to.put(name, AttrValue::Static(self))
    }
}

impl Value for String {
    #[inline(never)]
    fn give(self, to: El, name: Attr) -> El {
        to.put(name, AttrValue::from(self))
    }
}

impl Value for usize {
    #[inline(never)]
    fn give(self, to: El, name: Attr) -> El {
        self.to_string().give(to, name)
    }
}

impl<V: Value> Value for Option<V> {
    #[inline(always)]
    fn give(self, to: El, name: Attr) -> El {
        match self {
            Some(value) => value.give(to, name),
            None => to,
        }
    }
}

/// What can stand inside an element. What is absent keeps its place: its siblings do not move.
pub(super) trait Child {
    fn join(self, to: El) -> El;
}

impl Child for El {
    #[inline(never)]
    fn join(self, to: El) -> El {
        to.push(self.into())
    }
}

impl Child for Html {
    #[inline(always)]
    fn join(self, to: El) -> El {
        to.push(self)
    }
}

impl Child for Option<El> {
    #[inline(never)]
    fn join(self, to: El) -> El {
        self.unwrap_or_else(list).join(to)
    }
}

impl Child for Vec<Html> {
    #[inline(never)]
    fn join(self, to: El) -> El {
        to.push(Html::VList(Rc::new(VList::with_children(self, None))))
    }
}

impl Child for &'static str {
    #[inline(never)]
    fn join(self, to: El) -> El {
        to.push(Html::VText(VText::new(self)))
    }
}

impl Child for String {
    #[inline(never)]
    fn join(self, to: El) -> El {
        to.push(Html::VText(VText::new(self)))
    }
}
