//! The custom elements' Rust side, one file per tag: what JavaScript calls, and what it is told.

pub mod form;
#[cfg(not(feature = "form"))]
pub mod view;

use wasm_bindgen::JsValue;

use crate::check::Finding;

/// The findings of contract section 2.
fn to_js(findings: &[Finding]) -> JsValue {
    let all = js_sys::Array::new();
    for finding in findings {
        all.push(&one_to_js(finding));
    }
    all.into()
}

fn one_to_js(finding: &Finding) -> JsValue {
    let text = |text: &Option<String>| text.as_ref().map_or(JsValue::NULL, JsValue::from);
    let related = js_sys::Array::new();
    for slot in &finding.related {
        related.push(&slot.code().into());
    }
    object(&[
        ("rule", finding.rule.id.into()),
        ("severity", finding.rule.severity.code().into()),
        ("at", finding.at.code().into()),
        ("expected", text(&finding.expected)),
        ("found", text(&finding.found)),
        ("message", JsValue::from(&finding.message)),
        ("related", related.into()),
        ("quote", text(&finding.quote)),
        ("source", finding.rule.source.into()),
    ])
}

fn object(entries: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (key, value) in entries {
        // Setting a key of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&object, &(*key).into(), value);
    }
    object.into()
}

/// A JavaScript `Error` with a `code` and one sentence.
fn failure(code: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    // Setting a key of a fresh object cannot fail.
    let _ = js_sys::Reflect::set(&error, &"code".into(), &code.into());
    error.into()
}
