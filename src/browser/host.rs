use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The custom element, as `static/gongkai.js` hands it over.
    pub type Host;
    /// Dispatches a `CustomEvent` on the element; `false` when the page cancelled it.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, name: &str, detail: JsValue) -> bool;
    /// The instance is dead (panic); the element shows its light DOM again.
    #[wasm_bindgen(method)]
    pub fn failed(this: &Host, message: &str);
}
