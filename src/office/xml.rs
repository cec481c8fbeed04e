//! A part of an office file as XML, with limits (3.3 of the limits: depth, attributes, length of a text).
//!
//! An empty element is an opening and a closing, a character written as a reference is text, and there is no DTD.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Deeper nesting is not followed.
const DEPTH: usize = 64;
/// The longest text in one piece, in bytes.
const MOST_TEXT: usize = 1 << 20;
/// The most attributes of an element that are looked at.
const MOST_ATTRIBUTES: usize = 256;

const BROKEN: &str = "文件内部的 XML 有误，请用 Office 或 WPS 另存一份再试。";

pub(super) enum Node<'a> {
    Open(Tag<'a>),
    Close,
    Text(Cow<'a, str>),
    End,
}

/// An element's beginning.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name without its prefix.
    pub fn name(&self) -> &str {
        after_colon(self.0.name().into_inner())
    }

    pub fn prefix(&self) -> &str {
        self.0.name().into_inner().split_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// An attribute, by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).take(MOST_ATTRIBUTES).flatten();
        let found = attributes.into_iter().find(|a| after_colon(a.key.into_inner()) == name)?;
        found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }

    /// An attribute that is a number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// An attribute that says yes or no; an element without it says yes.
    pub fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

fn after_colon(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

pub(super) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Xml<'a> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, depth: 0 }
    }

    /// The next element that begins; `None` at the end.
    ///
    /// # Errors
    /// One sentence for people.
    pub fn next_tag(&mut self) -> Result<Option<Tag<'a>>, String> {
        loop {
            match self.next()? {
                Node::Open(tag) => return Ok(Some(tag)),
                Node::End => return Ok(None),
                Node::Close | Node::Text(_) => {}
            }
        }
    }

    /// # Errors
    /// One sentence for people.
    pub fn next(&mut self) -> Result<Node<'a>, String> {
        loop {
            match self.reader.read_event().map_err(|_| BROKEN.to_owned())? {
                Event::Start(start) => {
                    self.depth += 1;
                    return match self.depth > DEPTH {
                        true => Err(format!("文件内部嵌套超过 {DEPTH} 层，已停止。")),
                        false => Ok(Node::Open(Tag(start))),
                    };
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Node::Close);
                }
                Event::Text(text) => return bounded(text.xml10_content()),
                Event::CData(text) => return bounded(text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let named = match reference.xml10_content().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    // What a reference stands for that nothing explains is not known.
                    return Ok(Node::Text(named.unwrap_or('\u{FFFD}').to_string().into()));
                }
                Event::DocType(_) => {
                    return Err("文件内部带有 DTD，已停止。请用 Office 或 WPS 另存一份再试。".to_owned());
                }
                Event::Eof if self.depth > 0 => return Err(BROKEN.to_owned()),
                Event::Eof => return Ok(Node::End),
                _ => {}
            }
        }
    }

    /// Passes over the element that has just begun.
    ///
    /// # Errors
    /// One sentence for people.
    pub fn skip(&mut self) -> Result<(), String> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if let Node::End = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// All the text in the element that has just begun.
    ///
    /// # Errors
    /// One sentence for people.
    pub fn text(&mut self) -> Result<String, String> {
        let outside = self.depth.saturating_sub(1);
        let mut all = String::new();
        while self.depth > outside {
            match self.next()? {
                Node::Text(text) => all.push_str(&text),
                Node::End => break,
                Node::Open(_) | Node::Close => {}
            }
        }
        Ok(all)
    }
}

fn bounded(text: Cow<'_, str>) -> Result<Node<'_>, String> {
    match text.len() > MOST_TEXT {
        true => Err("文件里有一段文字过长，已停止。".to_owned()),
        false => Ok(Node::Text(text)),
    }
}
