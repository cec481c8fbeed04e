//! Files to the user's disk.

use gloo::file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast;

/// Hands a text to the user as a file.
pub fn download(name: &str, text: &str) {
    let blob = json(text);
    let url = ObjectUrl::from(blob);
    let document = web_sys::window().and_then(|w| w.document());
    let link = document.and_then(|d| d.create_element("a").ok()?.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    let Some(link) = link else { return };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the address after this handler: let it live a little longer.
    gloo::timers::callback::Timeout::new(60_000, move || drop(url)).forget();
}

/// A report file as a blob.
pub fn json(text: &str) -> Blob {
    Blob::new_with_options(text, Some("application/json"))
}
