//! Bytes as text: by their byte-order mark, as UTF-8, or in the encoding that older sites and programs write.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

/// The text of a page: by its byte-order mark, as UTF-8, or in the encoding it names; older sites write GBK.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (named(bytes), 0),
    };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    if faulty {
        Err("网页的文字编码有误，请另存为 UTF-8 编码后再试。".to_owned())
    } else {
        Ok(text)
    }
}

/// The encoding a page names in its head.
fn named(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let label = head.split("charset=").nth(1).unwrap_or_default().trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(label.len());
    let label = label.get(..end).unwrap_or_default();
    // A page that is not UTF-8 and names UTF-8 or nothing is most likely Chinese.
    Encoding::for_label(label.as_bytes()).filter(|e| *e != UTF_8).unwrap_or(GB18030)
}
