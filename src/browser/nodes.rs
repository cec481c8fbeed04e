//! Nodes that are made once and changed in place: the lines of the tables, too many to be drawn again at every key.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement};
use yew::Html;
use yew::virtual_dom::{AttributeOrProperty, Attributes};

/// Makes the nodes of a drawing inside a new element, and gives every table cell in it. Events are not listened to:
/// what is around them does.
pub fn make(tag: &str, html: &Html) -> Option<(Element, Vec<Frame>)> {
    let document = web_sys::window()?.document()?;
    let (root, mut frames) = (document.create_element(tag).ok()?, Vec::new());
    add(&document, &root, html, None, &mut frames);
    Some((root, frames))
}

const SVG: &str = "http://www.w3.org/2000/svg";

/// Draws at the end of an element.
fn add(document: &Document, to: &Element, html: &Html, space: Option<&str>, frames: &mut Vec<Frame>) {
    match html {
        Html::VList(list) => {
            for child in list.iter() {
                add(document, to, child, space, frames);
            }
        }
        Html::VTag(tag) => {
            let name = tag.tag();
            let space = if name == "svg" { Some(SVG) } else { space };
            let Ok(made) = document.create_element_ns(space.or(Some(HTML)), name) else { return };
            set_all(&made, &tag.attributes);
            if let Some(children) = tag.children() {
                add(document, &made, children, space, frames);
            }
            let _ = to.insert_before(&made, None);
            if name == "td" || name == "th" {
                frames.push(Frame { first: made.first_element_child(), frame: made });
            }
        }
        Html::VText(text) => {
            let _ = to.insert_before(&document.create_text_node(&text.text), None);
        }
        _ => {}
    }
}

const HTML: &str = "http://www.w3.org/1999/xhtml";

fn set_all(made: &Element, attributes: &Attributes) {
    let Attributes::Dynamic { keys, values } = attributes else { return };
    for (name, value) in keys.iter().zip(values) {
        if let Some(AttributeOrProperty::Attribute(value)) = value {
            let _ = made.set_attribute(name, value);
        }
    }
}

/// A table cell with what stands in it first, an input or a button, and what may follow that.
pub struct Frame {
    frame: Element,
    first: Option<Element>,
}

impl Frame {
    pub fn class(&self, class: &str) {
        let _ = self.frame.set_attribute("class", class);
    }

    /// Sets an attribute of what stands first, or takes it off.
    pub fn set(&self, name: &str, value: Option<&str>) {
        if let Some(first) = &self.first {
            let _ = match value {
                Some(value) => first.set_attribute(name, value),
                None => first.remove_attribute(name),
            };
        }
    }

    /// Puts a text into the input; one that is there is not touched, so that an input method is not disturbed.
    pub fn fill(&self, text: &str) {
        if let Some(first) = &self.first {
            let input: &HtmlInputElement = first.unchecked_ref();
            if input.value() != text {
                input.set_value(text);
            }
        }
    }

    /// Draws what follows, in place of what followed.
    pub fn follow(&self, html: &Html) {
        let Some(document) = self.frame.owner_document() else { return };
        while let Some(last) = self.frame.last_child().filter(|l| Some(l) != self.first.as_deref()) {
            let _ = self.frame.remove_child(&last);
        }
        add(&document, &self.frame, html, None, &mut Vec::new());
    }

    /// Another text in the last of what follows.
    pub fn say(&self, text: &str) {
        if let Some(last) = self.frame.last_child() {
            last.set_text_content(Some(text));
        }
    }
}
