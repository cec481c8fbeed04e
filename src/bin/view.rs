//! The WebAssembly of `<gongkai-view>`.

use gongkai::element::view::{Page, ViewHost};
use wasm_bindgen::prelude::*;

/// Smaller and quicker than the default.
#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A view, as `static/viewer.js` sees it.
#[wasm_bindgen]
pub struct Mounted(ViewHost);

#[wasm_bindgen]
pub fn mount(page: Page) -> Mounted {
    Mounted(ViewHost::new(page))
}

#[wasm_bindgen]
impl Mounted {
    pub fn attribute(&self, name: &str, value: Option<String>) {
        self.0.attribute(name, value);
    }
    pub fn arrive(&self) {
        self.0.arrive();
    }
    pub fn gather(&mut self) {
        self.0.gather();
    }
    pub fn read(&mut self, text: &str, address: &str, time: &str) -> Result<(), JsValue> {
        self.0.read(text, address, time)
    }
    pub fn read_page(&mut self, element: &web_sys::Element) -> Result<(), JsValue> {
        self.0.read_page(element)
    }
    pub fn show(&mut self, root: web_sys::Element) {
        self.0.show(root);
    }
    pub fn report(&self) -> Option<String> {
        self.0.report()
    }
    pub fn reports(&self) -> Vec<String> {
        self.0.reports()
    }
    pub fn findings(&self) -> JsValue {
        self.0.findings()
    }
    pub fn save(&self, kind: &str) -> Option<String> {
        self.0.save(kind)
    }
    pub fn go(&self, at: &str) {
        self.0.go(at);
    }
    pub fn unmount(self) {
        self.0.unmount();
    }
}

fn main() {}
