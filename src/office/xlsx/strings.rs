//! The texts of a workbook (共享文本), of which cells only have the number.

use std::collections::BTreeMap;

use crate::office::xml::{Node, Tag, Xml};

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Those with struck or raised letters, marked as in pages, by their number.
///
/// # Errors
/// One sentence for people.
pub(super) fn marked(text: &str) -> Result<BTreeMap<usize, String>, String> {
    let (mut xml, mut marked, mut at) = (Xml::new(text), BTreeMap::new(), 0);
    loop {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                // The library sets memory aside for as many as are announced; each takes a few letters of the part.
                "sst" if announced(&tag) > text.len() => {
                    return Err("工作簿里的文本数目不真实，没有读取。请用 Excel 或 WPS 另存一份再试。".to_owned());
                }
                "si" => {
                    let (plain, text) = string(&mut xml)?;
                    if plain != text {
                        marked.insert(at, text);
                    }
                    at += 1;
                }
                _ => {}
            },
            Node::Close | Node::Text(_) => {}
            Node::End => return Ok(marked),
        }
    }
}

fn announced(tag: &Tag) -> usize {
    let count = tag.attribute("uniqueCount").unwrap_or_default();
    let digits = count.trim().trim_start_matches('+');
    match digits.parse() {
        Ok(count) => count,
        Err(_) if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) => 0,
        Err(_) => usize::MAX,
    }
}

/// A text of several runs, plain and with its marks; its element has just begun.
pub(super) fn string(xml: &mut Xml) -> Result<(String, String), String> {
    let (mut plain, mut out, mut depth) = (String::new(), String::new(), 1usize);
    let (mut is_struck, mut is_raised) = (false, false);
    while depth > 0 {
        match xml.next()? {
            Node::Open(tag) => match tag.name() {
                "r" => {
                    (is_struck, is_raised) = (false, false);
                    depth += 1;
                }
                "strike" => {
                    is_struck = tag.is_on();
                    depth += 1;
                }
                "vertAlign" => {
                    is_raised = tag.attribute("val").is_some_and(|value| value != "baseline");
                    depth += 1;
                }
                // How to pronounce it.
                "rPh" => xml.skip()?,
                "t" => {
                    let text = xml.text()?;
                    mark(&text, is_struck, is_raised, &mut out);
                    plain.push_str(&text);
                }
                _ => depth += 1,
            },
            Node::Close => depth -= 1,
            Node::Text(_) => {}
            Node::End => break,
        }
    }
    Ok((plain, out))
}

/// The text with its letters struck or raised.
pub(in crate::office) fn mark(text: &str, is_struck: bool, is_raised: bool, out: &mut String) {
    for letter in text.chars() {
        let raised = letter.to_digit(10).filter(|_| is_raised).and_then(|d| RAISED.get(d as usize));
        out.push(raised.copied().unwrap_or(letter));
        if is_struck && !letter.is_whitespace() {
            out.push('\u{336}');
        }
    }
}
