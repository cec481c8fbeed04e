//! The tables of a page that is on the screen, or parsed by the browser (页面中的表).

use wasm_bindgen::JsCast;
use web_sys::{Element, Node, Window};

use crate::codec::markup::{self, Look, Markup};
use crate::codec::recognise::Block;

/// The blocks of what an element holds, and whether some were left out because they are beyond the limits.
pub fn blocks(root: &Element) -> (Vec<Block>, bool) {
    markup::blocks(&Live { node: root.clone().into(), window: web_sys::window() })
}

/// The page's own heading, where it has exactly one: often it alone names the unit and the year.
pub fn heading(root: &Element) -> Option<Block> {
    let headings = root.owner_document()?.get_elements_by_tag_name("h1");
    let text = headings.item(0).filter(|_| headings.length() == 1)?.text_content()?;
    Some(Block::Text { text: text.trim().to_owned(), rise: 0 })
}

/// A node of the browser's tree. Its kind is told by numbers, not by classes, which a page may have put its own in
/// the place of.
struct Live {
    node: Node,
    window: Option<Window>,
}

impl Live {
    fn with(&self, node: Option<Node>) -> Option<Live> {
        node.map(|node| Live { node, window: self.window.clone() })
    }

    fn element(&self) -> Option<&Element> {
        (self.node.node_type() == Node::ELEMENT_NODE).then(|| self.node.unchecked_ref())
    }
}

impl Live {
    /// What the page's style sheets make of a property. A page that is not on the screen has no styles to ask.
    fn shown(&self, property: &str) -> String {
        let style = self.element().zip(self.window.as_ref()).and_then(|(e, w)| w.get_computed_style(e).ok().flatten());
        style.and_then(|style| style.get_property_value(property).ok()).unwrap_or_default()
    }
}

impl Markup for Live {
    fn first_child(&self) -> Option<Live> {
        self.with(self.node.first_child())
    }

    fn next_sibling(&self) -> Option<Live> {
        self.with(self.node.next_sibling())
    }

    fn text(&self) -> Option<String> {
        self.node.node_value().filter(|_| self.node.node_type() == Node::TEXT_NODE)
    }

    fn name(&self) -> Option<String> {
        self.element().map(|element| element.local_name().to_ascii_lowercase())
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.element()?.get_attribute(name)
    }

    fn is_hidden(&self) -> bool {
        self.shown("display") == "none"
    }

    fn look(&self) -> Look {
        let is_raised = matches!(self.shown("vertical-align").as_str(), "super" | "sub");
        Look { is_struck: self.shown("text-decoration-line").contains("line-through"), is_raised }
    }
}
