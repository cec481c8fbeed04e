//! Web pages read natively (网页文件), by the same walk as in the browser.

use ego_tree::NodeRef;
use scraper::{Html, Node};

use super::markup::{self, Markup};
use super::recognise::Block;

/// The blocks of a page, and whether some were left out because they are beyond the limits.
pub fn blocks(page: &str) -> (Vec<Block>, bool) {
    let page = Html::parse_document(page);
    markup::blocks(&Parsed(page.tree.root()))
}

/// A node of the parser's tree.
struct Parsed<'a>(NodeRef<'a, Node>);

impl Markup for Parsed<'_> {
    const STYLED: bool = true;

    fn first_child(&self) -> Option<Self> {
        self.0.first_child().map(Parsed)
    }

    fn next_sibling(&self) -> Option<Self> {
        self.0.next_sibling().map(Parsed)
    }

    fn text(&self) -> Option<String> {
        self.0.value().as_text().map(|text| text.to_string())
    }

    fn name(&self) -> Option<String> {
        self.0.value().as_element().map(|element| element.name().to_owned())
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.0.value().as_element().and_then(|element| element.attr(name)).map(str::to_owned)
    }
}
