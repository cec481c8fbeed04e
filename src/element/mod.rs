//! The custom elements' Rust side, one file per tag: what JavaScript calls, and what it is told.

pub mod form;
#[cfg(not(feature = "form"))]
pub mod view;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

fn to_js(value: &impl Serialize) -> JsValue {
    // Plain data of our own always converts; were it ever not so, `null` says "nothing" and loses nothing.
    value.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// A JavaScript `Error` with a `code` and one sentence.
fn failure(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a key of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}
