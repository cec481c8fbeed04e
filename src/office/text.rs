//! Bytes as text: by their byte-order mark, as UTF-8, or in the encoding that older sites and programs write.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a page: by its byte-order mark, as UTF-8, or in the encoding it names; older sites write GBK.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    let text = decode(bytes, named).or_else(|| damaged(bytes));
    text.ok_or_else(|| "网页的文字编码有误，请另存为 UTF-8 编码后再试。".to_owned())
}

/// A page with a few bytes that are no text, as browsers show it: a comment in another encoding, a summary cut off
/// within a letter. Each of them stays visible as U+FFFD.
fn damaged(bytes: &[u8]) -> Option<Cow<'_, str>> {
    [UTF_8, named(bytes)].into_iter().map(|encoding| encoding.decode_without_bom_handling(bytes).0).find(|text| {
        let (bad, foreign) = (broken(text), text.chars().filter(|c| !c.is_ascii()).count());
        bad * WHOLE < foreign
    })
}

/// How many letters of a text were no text.
pub(super) fn broken(text: &str) -> usize {
    text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count()
}

/// The text of a file that names no encoding.
pub(super) fn plain(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    decode(bytes, |_| GB18030).ok_or_else(|| "文件的文字编码有误，请另存为 UTF-8 编码后再试。".to_owned())
}

/// A part of XML. Office programs write UTF-8 there, seldom UTF-16.
pub(super) fn of_xml(bytes: Vec<u8>) -> Result<String, String> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') && !text.starts_with('\u{FEFF}') => return Ok(text),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    let text = decode(&bytes, |_| UTF_8).map(Cow::into_owned);
    text.ok_or_else(|| "文件内部的文字编码有误，请用 Office 或 WPS 另存一份再试。".to_owned())
}

/// One letter in so many may be broken.
const WHOLE: usize = 20;

fn decode(bytes: &[u8], otherwise: impl Fn(&[u8]) -> &'static Encoding) -> Option<Cow<'_, str>> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (wide(bytes).unwrap_or(UTF_8), 0),
    };
    let is_utf8 = encoding != UTF_8 || mark > 0 || std::str::from_utf8(bytes).is_ok();
    let encoding = if is_utf8 { encoding } else { otherwise(bytes) };
    let (text, faulty) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
    (!faulty).then_some(text)
}

/// UTF-16 without a mark: no other text has zero bytes, and there digits and line ends have one each, on the same side.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) => None,
        (even, odd) if bytes.len().is_multiple_of(2) && even * 20 < odd => Some(UTF_16LE),
        (even, odd) if bytes.len().is_multiple_of(2) && odd * 20 < even => Some(UTF_16BE),
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::{broken, decoded, plain};

    #[test]
    fn text_is_read_in_the_encoding_it_is_in() {
        let text = "表三,新收\r\n自然人,1207\r\n";
        let wide = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes()),
            encoding_rs::GB18030.encode(text).0.into_owned(),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            marked(b"\xFF\xFE", &wide(u16::to_le_bytes)),
            marked(b"\xFE\xFF", &wide(u16::to_be_bytes)),
        ] {
            assert_eq!(plain(&bytes).unwrap(), text, "{bytes:?}");
        }
        assert!(plain(b"\xFF\xFF\xFF\x00\x01").is_err());
    }

    /// Every encoding of the rest, a broken byte anywhere; the page is read, and the letter is seen to be broken.
    #[test]
    fn a_page_may_have_a_broken_byte() {
        let text = "<p>本年新收政府信息公开申请数量，上年结转政府信息公开申请数量，本年度办理结果</p><td>95</td>";
        for bytes in [text.as_bytes().to_vec(), encoding_rs::GB18030.encode(text).0.into_owned()] {
            for at in [0, 3, bytes.len() - 6] {
                let mut damaged = bytes.clone();
                damaged.insert(at, 0xFF);
                let told = decoded(&damaged).unwrap();
                assert_eq!(told.replace('\u{FFFD}', ""), text, "{at}");
                assert_eq!(broken(&told), 1);
            }
        }
        assert!(decoded(&[0xFF; 100]).is_err());
    }
}
