//! The WebAssembly of `<gongkai-form>`.

use gongkai::element::form::{FormHost, Host};
use wasm_bindgen::prelude::*;

/// Smaller and quicker than the default.
#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A running form, as `static/gongkai.js` sees it.
#[wasm_bindgen]
pub struct Mounted(FormHost);

/// Draws the form into a div inside the element's shadow root.
#[wasm_bindgen]
pub fn mount(root: web_sys::Element, host: Host) -> Mounted {
    Mounted(FormHost::mount(root, host))
}

#[wasm_bindgen]
impl Mounted {
    pub fn attribute(&self, name: &str, value: Option<String>) {
        self.0.attribute(name, value);
    }
    pub fn last_year(&self, text: Option<String>) -> Result<(), JsValue> {
        self.0.last_year(text)
    }
    pub fn report(&self) -> Option<String> {
        self.0.report()
    }
    pub fn arrive(&self) {
        self.0.arrive();
    }
    pub fn refuse(&self, message: String) {
        self.0.refuse(message);
    }
    pub fn load_text(&self, text: &str) -> Result<(), JsValue> {
        self.0.load_text(text)
    }
    pub fn copied(&self, done: bool) {
        self.0.copied(done);
    }
    pub fn findings(&self) -> JsValue {
        self.0.findings()
    }
    pub fn follow(&self, text: &str) {
        self.0.follow(text);
    }
    pub fn intake(&self, text: &str, name: &str) {
        self.0.intake(text, name);
    }
    pub fn printing(&self, on: bool) {
        self.0.printing(on);
    }
    pub fn told(&self, code: String, detail: String) {
        self.0.told(code, detail);
    }
    pub fn unmount(self) {
        self.0.unmount();
    }
}

fn main() {}
