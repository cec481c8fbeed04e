//! Files from and to the user's disk.

use gloo::file::Blob;
use gloo::file::futures::read_as_bytes;
use wasm_bindgen::JsCast;
use yew::Callback;

use crate::app::Msg;
use crate::codec::json::{MOST_BYTES, ReadError};

/// Reads a report file and sends its text, or the reason why not. Nothing is read of a file that is too large.
pub fn read(file: web_sys::File, send: Callback<Msg>) {
    if file.size() > MOST_BYTES as f64 {
        return send.emit(Msg::Refuse(ReadError::TooLarge(file.size() as usize).to_string()));
    }
    yew::platform::spawn_local(async move {
        let msg = match read_as_bytes(&Blob::from(web_sys::Blob::from(file))).await.map(String::from_utf8) {
            Ok(Ok(text)) => Msg::Open(text.into()),
            // A lossy reading would change what stands in the file.
            Ok(Err(_)) => {
                Msg::Refuse("文件不是 UTF-8 编码的文字，没有读取。请选择保存下来的 .json 年报文件。".to_owned())
            }
            Err(_) => Msg::Refuse("文件读不出来，可能已被移动或正在被别的程序占用，请重新选择。".to_owned()),
        };
        send.emit(msg);
    });
}

/// Hands a text to the user as a file.
pub fn download(name: &str, text: &str) {
    let blob = json(text);
    let url = gloo::file::ObjectUrl::from(blob);
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
