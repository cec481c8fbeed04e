//! The element's two sides: what JavaScript calls (`Mounted`), and what it is told (`Host`).

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::{AppHandle, Callback, Renderer};

use super::{failure, object, to_js};
use crate::app::{Editor, Effect, Msg, Take};
use crate::codec::json;
use crate::later;
use crate::report::Kept;
use crate::view::form::{FormView, Input, Props, Shared, keep};

#[wasm_bindgen]
extern "C" {
    /// The custom element, as `static/gongkai.js` hands it over.
    #[derive(Clone)]
    pub type Host;
    /// Dispatches a `CustomEvent` on the element; `false` when the page cancelled it.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, name: &str, detail: JsValue) -> bool;
    /// A report was opened or begun: its file's text can be had of `report`.
    #[wasm_bindgen(method)]
    pub fn opened(this: &Host);
    /// Keeps a field: its text, `null` where nothing stands, `true` for a total that fills itself.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, field: &str, kept: JsValue);
    /// Many fields at once follow: one step, which can be taken back after a crash too.
    #[wasm_bindgen(method)]
    pub fn step(this: &Host);
    /// Asks something of the keeper of drafts.
    #[wasm_bindgen(method)]
    pub fn ask(this: &Host, what: &str, draft: &str, name: &str);
    /// The screen was drawn.
    #[wasm_bindgen(method)]
    pub fn drawn(this: &Host);
    /// Hands a text to the user as a file.
    #[wasm_bindgen(method)]
    pub fn download(this: &Host, name: &str, text: &str);
    /// Puts a text on the clipboard and comes back with `copied`.
    #[wasm_bindgen(method)]
    pub fn copy(this: &Host, text: &str);
    /// Offers the report to the page; `false` when it takes it over.
    #[wasm_bindgen(method)]
    pub fn submit(this: &Host) -> bool;
    /// Reads a file the user chose and comes back with `load_text`, with `follow` if it is last year's, or `refuse`.
    #[wasm_bindgen(method)]
    pub fn open(this: &Host, file: web_sys::File, last: bool);
    /// The instance is dead (panic); the element shows its light DOM again.
    #[wasm_bindgen(method)]
    pub fn failed(this: &Host, message: &str);
}

/// A running form.
pub struct FormHost {
    editor: Rc<RefCell<Editor>>,
    app: AppHandle<FormView>,
    page: Callback<Effect, Option<Msg>>,
}

impl FormHost {
    /// Draws the form into `root`, a div inside the element's shadow root.
    pub fn mount(root: web_sys::Element, host: Host) -> FormHost {
        let dying = host.clone();
        yew::set_custom_panic_hook(Box::new(move |info| dying.failed(&info.to_string())));
        let editor = Rc::new(RefCell::new(Editor::default()));
        let reader = host.clone();
        let open = Callback::from(move |(file, last)| reader.open(file, last));
        let page = Callback::from(move |effect| tell(&host, effect));
        let props = Props { editor: Shared(editor.clone()), page: page.clone(), open };
        let app = Renderer::<FormView>::with_root_and_props(root, props).render();
        FormHost { editor, app, page }
    }

    /// An attribute of the element, as it is set or removed.
    pub fn attribute(&self, name: &str, value: Option<String>) {
        let value = value.unwrap_or_default();
        let effects = match name {
            "year" => self.editor.borrow_mut().give_year(value.trim().parse().ok()),
            "org" => self.editor.borrow_mut().give_org(&value),
            _ => Vec::new(),
        };
        self.perform(effects);
    }

    /// Last year's report, for the rules that compare; without one they are silent.
    ///
    /// # Errors
    /// A JavaScript `Error` with a `code` and one sentence.
    pub fn last_year(&self, text: Option<String>) -> Result<(), JsValue> {
        let last = text.map(|t| json::read(&t)).transpose().map_err(|e| failure("last-year", &e.to_string()))?;
        let effects = self.editor.borrow_mut().compare_with(last);
        self.perform(effects);
        Ok(())
    }

    /// The second file is there (`crate::later`): what it shows is drawn.
    pub fn arrive(&self) {
        later::arrive();
        let effects = self.editor.borrow_mut().arrive();
        self.perform(effects);
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

    /// Begins this year's report from the text of last year's file.
    pub fn follow(&self, text: &str) {
        self.send(Msg::Follow(text.into()));
    }

    /// What a file of another kind gave, to be looked at first.
    pub fn intake(&self, text: &str, name: &str) {
        self.send(Msg::Import(Take::Open(text.into(), name.into())));
    }

    /// Says why a file was not read; the open report stays.
    pub fn refuse(&self, message: String) {
        self.send(Msg::Refuse(message));
    }

    /// Whether a text could be put on the clipboard.
    pub fn copied(&self, done: bool) {
        self.send(Msg::Copied(done));
    }

    /// The findings of contract section 2; `null` until the rules have come, for nothing has been checked yet.
    pub fn findings(&self) -> JsValue {
        if !later::is_here() {
            return JsValue::NULL;
        }
        to_js(self.editor.borrow().findings())
    }

    /// The page is being laid out for print, by whatever way, or no longer.
    pub fn printing(&self, on: bool) {
        self.send(Msg::Printing(on));
    }

    /// The keeper of drafts tells something.
    pub fn told(&self, code: String, detail: String) {
        self.send(Msg::Told(code, detail));
    }

    /// The state changes at once, the screen with the next drawing.
    fn send(&self, msg: Msg) {
        let effects = self.editor.borrow_mut().update(msg);
        self.perform(effects);
    }

    fn perform(&self, effects: Vec<Effect>) {
        self.app.send_message(Input::Effects(keep(effects, &self.page)));
    }

    pub fn unmount(self) {
        self.app.destroy();
    }
}

/// So many fields changed at once are a step of their own: pasted, filled or cleared, and not typed.
const STEP: usize = 4;

fn js_kept(kept: &Kept) -> JsValue {
    match kept {
        Kept::Text(text) => JsValue::from_str(text),
        Kept::Blank => JsValue::NULL,
        Kept::Itself => JsValue::TRUE,
    }
}

/// Tells the page, and says what follows from its answer.
fn tell(host: &Host, effect: Effect) -> Option<Msg> {
    match effect {
        Effect::Changed(at) => host.emit("gongkai-change", object(&[("at", at.into())])),
        // Before the rules have come nothing has been checked.
        Effect::Found(_) if !later::is_here() => return None,
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
        Effect::Opened => {
            host.opened();
            return None;
        }
        Effect::Keep(changes) => {
            if changes.len() >= STEP {
                host.step();
            }
            for (field, kept) in changes {
                host.keep(&field, js_kept(&kept));
            }
            return None;
        }
        Effect::Ask(what, draft, name) => {
            host.ask(what, &draft, &name);
            return None;
        }
        Effect::Drawn => {
            host.drawn();
            return None;
        }
        Effect::Submit => return host.submit().then_some(Msg::Save),
        _ => return None,
    };
    None
}
