//! The keyboard's place (焦点): never lost when what had it goes, and back where it was when the panel closes.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::Tell;
use crate::app::viewer::Msg;
use crate::browser::dom;
use crate::form::Slot;

/// What had the focus before the screen was drawn anew.
#[derive(Default)]
pub(super) struct Focus {
    held: Option<Element>,
    /// The last that had it outside the panel.
    outside: Option<Element>,
    /// What the panel is about.
    touched: Option<Slot>,
    escape: Option<EventListener>,
}

impl Focus {
    /// Right before the screen changes.
    pub fn note(&mut self, root: &Element) {
        let Some(held) = dom::focused(root) else { return };
        if held.closest(".panel").ok().flatten().is_none() {
            self.outside = Some(held.clone());
        }
        self.held = Some(held);
    }

    /// After it: to the nearest that is still there, and in sight when a panel opens, perhaps over it.
    pub fn keep(&mut self, root: &Element, touched: Option<Slot>) {
        if self.held.take().is_some_and(|held| !held.is_connected()) {
            self.move_on(root);
        }
        if std::mem::replace(&mut self.touched, touched) != touched && touched.is_some() {
            dom::focused(root).iter().for_each(dom::show);
        }
    }

    fn move_on(&mut self, root: &Element) {
        let panel = root.query_selector(".panel").ok().flatten();
        for near in [panel, self.outside.clone(), Some(root.clone())].into_iter().flatten() {
            if dom::focused(root).is_none() && near.is_connected() {
                dom::take(&near);
            }
        }
    }

    /// Escape closes what is open, from wherever the focus is.
    pub fn listen(&mut self, root: &Element, tell: &Tell) {
        self.escape.get_or_insert_with(|| {
            let tell = tell.clone();
            EventListener::new(root, "keydown", move |event| {
                if is_escape(event) && !dom::shut(event) {
                    tell.emit(Msg::Touch(None));
                }
            })
        });
    }
}

fn is_escape(event: &Event) -> bool {
    event.dyn_ref::<KeyboardEvent>().is_some_and(|e| e.key() == "Escape")
}
