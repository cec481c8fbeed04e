//! The element's two sides: what JavaScript calls (`Mounted`), and what it is told (`Host`).

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::{AppHandle, Callback, Renderer};

use super::{failure, object, to_js};
use crate::app::{Editor, Effect, Msg};
use crate::codec::json;
use crate::later;
use crate::view::form::{FormView, Input, Props, Shared};

#[wasm_bindgen]
extern "C" {
    /// The custom element, as `static/gongkai.js` hands it over.
    #[derive(Clone)]
    pub type Host;
    /// Dispatches a `CustomEvent` on the element; `false` when the page cancelled it.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, name: &str, detail: JsValue) -> bool;
    /// Hands a text to the user as a file.
    #[wasm_bindgen(method)]
    pub fn download(this: &Host, name: &str, text: &str);
    /// Puts a text on the clipboard and comes back with `copied`.
    #[wasm_bindgen(method)]
    pub fn copy(this: &Host, text: &str);
    /// Offers the report to the page; `false` when it takes it over.
    #[wasm_bindgen(method)]
    pub fn submit(this: &Host) -> bool;
    /// Reads a file the user chose and comes back with `load_text` or `refuse`.
    #[wasm_bindgen(method)]
    pub fn open(this: &Host, file: web_sys::File);
    /// The instance is dead (panic); the element shows its light DOM again.
    #[wasm_bindgen(method)]
    pub fn failed(this: &Host, message: &str);
}

/// A running form.
pub struct FormHost {
    editor: Rc<RefCell<Editor>>,
    app: AppHandle<FormView>,
}

impl FormHost {
    /// Draws the form into `root`, a div inside the element's shadow root.
    pub fn mount(root: web_sys::Element, host: Host) -> FormHost {
        let dying = host.clone();
        yew::set_custom_panic_hook(Box::new(move |info| dying.failed(&info.to_string())));
        let editor = Rc::new(RefCell::new(Editor::default()));
        let reader = host.clone();
        let open = Callback::from(move |file| reader.open(file));
        let page = Callback::from(move |effect| tell(&host, effect));
        let props = Props { editor: Shared(editor.clone()), page, open };
        let app = Renderer::<FormView>::with_root_and_props(root, props).render();
        FormHost { editor, app }
    }

    /// An attribute of the element, as it is set or removed.
    pub fn attribute(&self, name: &str, value: Option<String>) {
        let value = value.unwrap_or_default();
        let effects = match name {
            "year" => self.editor.borrow_mut().give_year(value.trim().parse().ok()),
            "org" => self.editor.borrow_mut().give_org(&value),
            _ => Vec::new(),
        };
        self.app.send_message(Input::Effects(effects));
    }

    /// Last year's report, for the rules that compare; without one they are silent.
    ///
    /// # Errors
    /// A JavaScript `Error` with a `code` and one sentence.
    pub fn last_year(&self, text: Option<String>) -> Result<(), JsValue> {
        let last = text.map(|t| json::read(&t)).transpose().map_err(|e| failure("last-year", &e.to_string()))?;
        let effects = self.editor.borrow_mut().compare_with(last);
        self.app.send_message(Input::Effects(effects));
        Ok(())
    }

    /// The second file is there (`crate::later`): what it shows is drawn.
    pub fn arrive(&self) {
        later::arrive();
        let effects = self.editor.borrow_mut().arrive();
        self.app.send_message(Input::Effects(effects));
    }

    /// The text of the report file; nothing before a report is open.
    pub fn report(&self) -> Option<String> {
        let editor = self.editor.borrow();
        editor.is_open.then(|| json::write(editor.report()))
    }

    /// # Errors
    /// A JavaScript `Error` with a `code` and one sentence; the open report stays.
    pub fn load_text(&self, text: &str) -> Result<(), JsValue> {
        match json::read(text) {
            Ok(report) => {
                self.send(Msg::Show(Box::new(report)));
                Ok(())
            }
            Err(error) => {
                let text = error.to_string();
                self.send(Msg::Refuse(text.clone()));
                Err(failure("refused", &text))
            }
        }
    }

    /// Says why a file was not read; the open report stays.
    pub fn refuse(&self, message: String) {
        self.send(Msg::Refuse(message));
    }

    /// Whether a text could be put on the clipboard.
    pub fn copied(&self, done: bool) {
        self.send(Msg::Copied(done));
    }

    /// The findings of contract section 2.
    pub fn findings(&self) -> JsValue {
        to_js(self.editor.borrow().findings())
    }

    /// Whether anything was changed since it was last saved, opened or taken over.
    pub fn is_dirty(&self) -> bool {
        self.editor.borrow().is_dirty
    }

    /// The state changes at once, the screen with the next drawing.
    fn send(&self, msg: Msg) {
        let effects = self.editor.borrow_mut().update(msg);
        self.app.send_message(Input::Effects(effects));
    }

    pub fn unmount(self) {
        self.app.destroy();
    }
}

/// Tells the page, and says what follows from its answer.
fn tell(host: &Host, effect: Effect) -> Option<Msg> {
    match effect {
        Effect::Changed(at) => host.emit("gongkai-change", object(&[("at", at.into())])),
        Effect::Found([errors, warnings, hints]) => {
            let counts = [("errors", errors.into()), ("warnings", warnings.into()), ("hints", hints.into())];
            host.emit("gongkai-findings", object(&counts))
        }
        Effect::Failed(code, message) => {
            host.emit("gongkai-error", object(&[("code", code.into()), ("message", message.into())]))
        }
        Effect::Download(name, text) => {
            host.download(&name, &text);
            return None;
        }
        Effect::Copy(text) => {
            host.copy(&text);
            return None;
        }
        Effect::Submit => return Some(if host.submit() { Msg::Save } else { Msg::Taken }),
        _ => return None,
    };
    None
}
