//! Markup as programs put it on the clipboard (剪贴板里的网页代码), read without a browser.
//!
//! Excel, WPS, Word, LibreOffice and browsers each write HTML of their own, none of it clean. What is made of it here
//! is a tree of names and texts and nothing else: nothing runs, nothing is fetched, and no markup is ever made of it
//! again. The same reader serves the page and the tests, so that all browsers read alike.

use super::markup::Markup;

/// Deeper elements stand beside one another.
const DEPTH: usize = 200;
/// The most nodes: what comes after is left out.
const MOST_NODES: usize = 1_000_000;

/// Elements without an end.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose content is no markup, and no text of a page.
const RAW: &[&str] = &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];
/// Attributes that say what is to be seen.
const KEPT: &[&str] = &["style", "class", "hidden", "colspan", "rowspan", "height"];
/// Elements that end a paragraph.
const BLOCKS: &[&str] =
    &["p", "div", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "center", "address", "blockquote"];
const CELLS: &[&str] = &["td", "th"];
const GROUPS: &[&str] = &["thead", "tbody", "tfoot", "colgroup", "caption"];

const NONE: u32 = u32::MAX;

/// A tree of markup.
pub struct Soup {
    nodes: Vec<Node>,
    cut: bool,
}

struct Node {
    /// Empty for a text.
    name: String,
    text: String,
    attributes: Vec<(&'static str, String)>,
    first: u32,
    last: u32,
    next: u32,
}

impl Soup {
    pub fn read(html: &str) -> Soup {
        let root = Node::new(String::from("html"), String::new());
        let mut reader = Reader { rest: html, soup: Soup { nodes: vec![root], cut: false }, open: vec![0] };
        while !reader.rest.is_empty() && reader.soup.nodes.len() < MOST_NODES {
            reader.token();
        }
        reader.soup.cut = !reader.rest.is_empty();
        reader.soup
    }

    /// Whether something was left out because it is beyond the limits.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    pub fn root(&self) -> At<'_> {
        At { soup: self, node: 0 }
    }
}

impl Node {
    fn new(name: String, text: String) -> Node {
        Node { name, text, attributes: Vec::new(), first: NONE, last: NONE, next: NONE }
    }
}

/// A node of the tree.
pub struct At<'a> {
    soup: &'a Soup,
    node: u32,
}

impl<'a> At<'a> {
    fn node(&self) -> Option<&'a Node> {
        self.soup.nodes.get(self.node as usize)
    }

    fn to(&self, node: u32) -> Option<At<'a>> {
        (node != NONE).then_some(At { soup: self.soup, node })
    }
}

impl Markup for At<'_> {
    const CLIP: bool = true;
    const STYLED: bool = true;

    fn first_child(&self) -> Option<Self> {
        self.to(self.node()?.first)
    }

    fn next_sibling(&self) -> Option<Self> {
        self.to(self.node()?.next)
    }

    fn text(&self) -> Option<String> {
        self.node().filter(|n| n.name.is_empty()).map(|n| n.text.clone())
    }

    fn name(&self) -> Option<String> {
        self.node().filter(|n| !n.name.is_empty()).map(|n| n.name.clone())
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.node()?.attributes.iter().find(|(kept, _)| *kept == name).map(|(_, value)| value.clone())
    }
}

struct Reader<'a> {
    rest: &'a str,
    soup: Soup,
    /// The elements that are open, outermost first.
    open: Vec<u32>,
}

impl<'a> Reader<'a> {
    /// Takes what stands before the needle and drops the needle too; all that is left where there is none.
    fn until(&mut self, needle: &str) -> &'a str {
        let (taken, rest) = self.rest.split_once(needle).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|c| !wanted(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn token(&mut self) {
        let text = self.take_while(|c| c != '<');
        if !text.is_empty() {
            return self.add_text(decoded(text));
        }
        let after = self.rest.get(1..).unwrap_or("");
        let is_name = |text: &str| text.starts_with(|c: char| c.is_ascii_alphabetic());
        if let Some(comment) = after.strip_prefix("!--") {
            self.rest = comment;
            if !self.skip(">") && !self.skip("->") {
                self.until("-->");
            }
        } else if is_name(after) {
            self.rest = after;
            self.start_tag();
        } else if after.strip_prefix('/').is_some_and(is_name) {
            self.rest = after.get(1..).unwrap_or("");
            let name = self.name();
            self.attributes();
            self.end(&name);
        } else if matches!(after.chars().next(), Some('!' | '?' | '/')) {
            self.until(">");
        } else {
            self.rest = after;
            self.add_text("<".to_owned());
        }
    }

    fn skip(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn name(&mut self) -> String {
        let mut name = self.take_while(|c| !c.is_ascii_whitespace() && c != '/' && c != '>').to_owned();
        name.make_ascii_lowercase();
        name
    }

    /// The attributes that are kept; everything up to the end of the tag is taken.
    fn attributes(&mut self) -> Vec<(&'static str, String)> {
        let mut kept: Vec<(&'static str, String)> = Vec::new();
        loop {
            self.take_while(|c| c.is_ascii_whitespace() || c == '/');
            if self.rest.is_empty() || self.skip(">") {
                return kept;
            }
            // An equals sign at the beginning is part of a name.
            let led = self.skip("=");
            let name = self.take_while(|c| !c.is_ascii_whitespace() && !matches!(c, '/' | '>' | '='));
            self.take_while(|c| c.is_ascii_whitespace());
            let value = if self.skip("=") { self.value() } else { "" };
            let known = KEPT.iter().find(|k| !led && k.eq_ignore_ascii_case(name));
            if let Some(known) = known.filter(|k| !kept.iter().any(|(name, _)| name == *k)) {
                kept.push((known, decoded(value)));
            }
        }
    }

    fn value(&mut self) -> &'a str {
        self.take_while(|c| c.is_ascii_whitespace());
        if self.skip("\"") {
            self.until("\"")
        } else if self.skip("'") {
            self.until("'")
        } else {
            self.take_while(|c| !c.is_ascii_whitespace() && c != '>')
        }
    }

    fn start_tag(&mut self) {
        let name = self.name();
        let attributes = self.attributes();
        if RAW.contains(&name.as_str()) {
            let content = self.raw(&name);
            if name == "style" {
                self.style(content);
            }
            return;
        }
        self.imply_ends(&name);
        let is_void = VOID.contains(&name.as_str());
        let at = self.add(Node { attributes, ..Node::new(name, String::new()) });
        if !is_void && self.open.len() < DEPTH {
            self.open.push(at);
        }
    }

    /// What stands before the end tag of this name, and the tag.
    fn raw(&mut self, name: &str) -> &'a str {
        let all = self.rest;
        loop {
            self.until("</");
            let is_end = self.rest.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
            if self.rest.is_empty() || is_end {
                self.until(">");
                return all.get(..all.len() - self.rest.len()).unwrap_or_default();
            }
        }
    }

    fn style(&mut self, css: &str) {
        let at = self.add(Node::new("style".to_owned(), String::new()));
        self.open.push(at);
        self.add_text(css.to_owned());
        self.open.pop();
    }

    /// The ends that programs leave out, and the row of a cell that has none.
    fn imply_ends(&mut self, name: &str) {
        match name {
            "td" | "th" => {
                self.close(CELLS, &["tr", "table"]);
                if !self.is_in("tr") {
                    self.imply_ends("tr");
                    let row = self.add(Node::new("tr".to_owned(), String::new()));
                    self.open.push(row);
                }
            }
            "tr" => self.close(&["tr"], &["table"]),
            name if GROUPS.contains(&name) => self.close(GROUPS, &["table"]),
            "li" => self.close(&["li"], &["ul", "ol", "td", "th", "table"]),
            name if BLOCKS.contains(&name) => self.close(&["p"], &["td", "th", "table"]),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        let own = [name];
        match name {
            "table" => self.close(&own, &[]),
            "tr" | "thead" | "tbody" | "tfoot" | "td" | "th" | "caption" | "colgroup" => self.close(&own, &["table"]),
            "html" | "body" => {}
            _ => self.close(&own, &["td", "th", "caption", "table"]),
        }
    }

    /// Closes the innermost open element of one of these names, unless one of `within` is further in.
    fn close(&mut self, names: &[&str], within: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let name = self.name_at(at);
            if names.contains(&name) {
                return self.open.truncate(at);
            }
            if within.contains(&name) {
                return;
            }
        }
    }

    fn is_in(&self, name: &str) -> bool {
        self.open.len() > 1 && self.name_at(self.open.len() - 1) == name
    }

    fn name_at(&self, at: usize) -> &str {
        let node = self.open.get(at).and_then(|n| self.soup.nodes.get(*n as usize));
        node.map_or("", |n| &n.name)
    }

    fn add_text(&mut self, text: String) {
        self.add(Node::new(String::new(), text));
    }

    fn add(&mut self, node: Node) -> u32 {
        let at = self.soup.nodes.len() as u32;
        self.soup.nodes.push(node);
        let parent = self.open.last().copied().unwrap_or(0);
        let before = self.soup.nodes.get_mut(parent as usize).map_or(NONE, |parent| {
            if parent.first == NONE {
                parent.first = at;
            }
            std::mem::replace(&mut parent.last, at)
        });
        if let Some(before) = self.soup.nodes.get_mut(before as usize) {
            before.next = at;
        }
        at
    }
}

/// Longer names of characters there are none.
const LONGEST: usize = 10;

/// The text with its characters that are written by name or number.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let end = after.bytes().take(LONGEST).position(|b| b == b';');
        let named = end.and_then(|end| Some((character(after.get(..end)?)?, after.get(end + 1..)?)));
        match named {
            Some((c, after)) => {
                out.push(c);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix('x').or(number.strip_prefix('X'));
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return Some(match code {
            0 => '\u{FFFD}',
            // As Windows has them: programs write dashes and quotation marks so.
            0x85 => '…',
            0x91 => '‘',
            0x92 => '’',
            0x93 => '“',
            0x94 => '”',
            0x96 => '–',
            0x97 => '—',
            code => char::from_u32(code).unwrap_or('\u{FFFD}'),
        });
    }
    Some(match name {
        "nbsp" => '\u{A0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "thinsp" => '\u{2009}',
        "zwnj" => '\u{200C}',
        "zwj" => '\u{200D}',
        "lrm" => '\u{200E}',
        "rlm" => '\u{200F}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "middot" => '·',
        "times" => '×',
        "minus" => '−',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => return None,
    })
}
