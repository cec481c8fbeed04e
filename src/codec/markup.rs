//! From a tree of markup to blocks (网页 → 内容块): what a reader of the page sees, as text and tables.
//!
//! One walk serves the browser's tree and the native parser's. What is hidden, runs, or is filled in by the reader is
//! no text. A struck letter carries its stroke, a raised digit stays raised and a picture leaves U+FFFC: a text with
//! one of these does not say what its letters say. A table that holds tables is layout, and its cells are paragraphs.

pub use super::css::Look;
use super::css::{Sheet, squeezed};
use super::grid::{Builder, MOST_PLACES};
use super::recognise::Block;

/// A node of any tree of markup.
pub trait Markup: Sized {
    /// Whether this is what a program put on the clipboard. There a single column is a table too, no row goes without
    /// a trace, and Excel writes a run of blank cells as one.
    const CLIP: bool = false;
    /// Whether the style sheets in the tree are read, because nobody else knows what they do.
    const STYLED: bool = false;

    fn first_child(&self) -> Option<Self>;
    fn next_sibling(&self) -> Option<Self>;
    /// The text, of a text node.
    fn text(&self) -> Option<String>;
    /// The name in lower case, of an element.
    fn name(&self) -> Option<String>;
    fn attribute(&self, name: &str) -> Option<String>;
    /// Whether the page shows nothing of the element, for reasons besides its attributes.
    fn is_hidden(&self) -> bool {
        false
    }
    /// How the element's letters look, for reasons besides its attributes.
    fn look(&self) -> Look {
        Look::default()
    }
}

/// What never is text of the page.
const SILENT: &[&str] = &[
    "script", "style", "template", "noscript", "iframe", "nav", "footer", "aside", "rt", "rp", "colgroup", "option",
    "datalist", "frameset", "audio", "xml",
];
/// What is something to see, but no text.
const PICTURES: &[&str] =
    &["img", "svg", "canvas", "object", "embed", "video", "math", "input", "textarea", "select", "button"];
/// What stands within a line.
const INLINE: &[&str] = &[
    "a", "b", "bdi", "bdo", "big", "em", "font", "i", "ins", "label", "mark", "nobr", "ruby", "small", "span",
    "strong", "time", "tt", "u", "wbr", "del", "s", "strike", "sup", "sub",
];
const HIDING: [&str; 2] = ["display:none", "mso-hide:all"];
const UNSEEN: [&str; 2] = ["visibility:hidden", "visibility:collapse"];
/// What a script lets appear once the page has loaded: its body, or the article of a WeChat page.
const APPEARING: &str = "js_content";
const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
/// A table in a cell is a scrap below so many letters, where a row has so many cells.
const SCRAP: usize = 40;
const WIDE: usize = 5;
/// Deeper nesting is not followed.
const DEPTH: u16 = 200;
/// The most blocks of a source.
const MOST_BLOCKS: usize = 100_000;

/// The blocks of what the element holds, and whether some were left out because they are beyond the limits.
pub fn blocks<M: Markup>(root: &M) -> (Vec<Block>, bool) {
    let mut sheet = Sheet::default();
    if M::STYLED {
        learn(root, DEPTH, &mut sheet);
    }
    let (blocks, line) = (Vec::new(), String::new());
    let mut walk = Walk { blocks, line, sheet, rise: 0, depth: 0, places: MOST_PLACES, cut: false };
    walk.children(root);
    walk.end_line();
    (walk.blocks, walk.cut)
}

/// Reads the style sheets of a page.
fn learn<M: Markup>(parent: &M, depth: u16, sheet: &mut Sheet) {
    let mut next = parent.first_child().filter(|_| depth > 0);
    while let Some(node) = next {
        if node.name().is_some_and(|name| name == "style") {
            sheet.learn(&node.first_child().and_then(|text| text.text()).unwrap_or_default());
        } else {
            learn(&node, depth - 1, sheet);
        }
        next = node.next_sibling();
    }
}

struct Walk {
    blocks: Vec<Block>,
    sheet: Sheet,
    /// The paragraph that is being gathered.
    line: String,
    /// How far out the walk came since the last block.
    rise: u16,
    depth: u16,
    /// How many more places tables may have.
    places: usize,
    cut: bool,
}

impl Walk {
    fn children<M: Markup>(&mut self, parent: &M) {
        if self.depth == DEPTH || self.blocks.len() > MOST_BLOCKS {
            self.cut = true;
            return;
        }
        self.depth += 1;
        let mut next = parent.first_child();
        while let Some(node) = next {
            self.node(&node);
            next = node.next_sibling();
        }
        self.depth -= 1;
    }

    fn node<M: Markup>(&mut self, node: &M) {
        if let Some(text) = node.text() {
            return collapse(&text, Look::default(), &mut self.line);
        }
        let Some(name) = node.name().filter(|name| is_seen(node, name)) else { return };
        match name.as_str() {
            "br" | "hr" => self.end_line(),
            "table" if !is_layout(node) => self.table(node),
            name if PICTURES.contains(&name) => {}
            name if is_inline(name) => self.children(node),
            _ => {
                self.end_line();
                self.children(node);
                self.end_line();
                self.rise = self.rise.min(self.depth);
            }
        }
    }

    fn end_line(&mut self) {
        let text = trimmed(&self.line);
        if !text.is_empty() {
            self.blocks.push(Block::Text { text, rise: self.rise });
            self.rise = self.depth;
        }
        self.line.clear();
    }

    fn table<M: Markup>(&mut self, table: &M) {
        self.end_line();
        let mut builder = Builder::new();
        self.rows(table, &mut builder);
        let grid = if M::CLIP { builder.finish_as_it_is(self.places) } else { builder.finish(self.places) };
        self.places -= grid.area().min(self.places);
        self.cut |= grid.cut() > 0;
        match grid.width() {
            0 => {}
            // A table of one column is a frame around text.
            1 if !M::CLIP => grid.cells().iter().flat_map(|c| c.text.split('\n')).for_each(|line| {
                self.line.push_str(line);
                self.end_line();
            }),
            _ => self.blocks.push(Block::Table(grid)),
        }
    }

    fn rows<M: Markup>(&mut self, parent: &M, builder: &mut Builder) {
        let mut next = parent.first_child();
        while let Some(node) = next {
            let name = node.name().filter(|name| is_seen(&node, name)).unwrap_or_default();
            match name.as_str() {
                "tr" if M::CLIP && node.attribute("height").is_some_and(|height| height == "0") => {}
                "tr" => {
                    builder.begin_row();
                    self.cells(&node, look_of(&node, Look::default(), &self.sheet), builder);
                }
                "thead" | "tbody" | "tfoot" => {
                    builder.end_group();
                    self.rows(&node, builder);
                    builder.end_group();
                }
                "caption" => {
                    self.children(&node);
                    self.end_line();
                }
                _ => {}
            }
            next = node.next_sibling();
        }
    }

    fn cells<M: Markup>(&mut self, row: &M, look: Look, builder: &mut Builder) {
        let mut next = row.first_child();
        while let Some(node) = next {
            let name = node.name().filter(|name| is_seen(&node, name)).unwrap_or_default();
            if name == "td" || name == "th" {
                let mut text = String::new();
                let look = look_of(&node, look, &self.sheet);
                cell_text(&node, self.depth, look, &self.sheet, &mut text);
                let (cols, rows) = (span(&node, "colspan").clamp(1, 1000), span(&node, "rowspan"));
                if is_run(&node) {
                    builder.push(trimmed(&text), 1, rows);
                    (1..cols).for_each(|_| builder.push(String::new(), 1, rows));
                } else {
                    builder.push(trimmed(&text), cols, rows);
                }
            }
            next = node.next_sibling();
        }
    }
}

/// The text of a cell, paragraphs on lines of their own.
fn cell_text<M: Markup>(parent: &M, depth: u16, look: Look, sheet: &Sheet, out: &mut String) {
    let mut next = parent.first_child().filter(|_| depth < DEPTH);
    while let Some(node) = next {
        match (node.text(), node.name()) {
            (Some(text), _) => collapse(&text, look, out),
            (_, Some(name)) if is_seen(&node, &name) => element_text(&node, &name, depth, look, sheet, out),
            _ => {}
        }
        next = node.next_sibling();
    }
}

/// How an element's letters look within others that look like `look`.
fn look_of<M: Markup>(node: &M, look: Look, sheet: &Sheet) -> Look {
    let own = Look::of(&style(node)).and(node.look()).and(look);
    if sheet.is_empty() { own } else { own.and(sheet.look(&node.attribute("class").unwrap_or_default())) }
}

fn element_text<M: Markup>(node: &M, name: &str, depth: u16, look: Look, sheet: &Sheet, out: &mut String) {
    let look = look_of(node, look, sheet);
    match name {
        "br" => out.push('\n'),
        "del" | "s" | "strike" => cell_text(node, depth + 1, Look { is_struck: true, ..look }, sheet, out),
        // A digit that stands raised by itself may be pasted as it is; one that is raised here may not.
        "sup" | "sub" => {
            let look = Look { is_raised: true, is_struck: look.is_struck || M::CLIP };
            cell_text(node, depth + 1, look, sheet, out);
        }
        name if PICTURES.contains(&name) => out.push('\u{FFFC}'),
        name if is_inline(name) => cell_text(node, depth + 1, look, sheet, out),
        _ => {
            end_cell_line(out);
            cell_text(node, depth + 1, look, sheet, out);
            end_cell_line(out);
        }
    }
}

fn end_cell_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Whether the page shows the element, as far as its attributes and the tree know.
fn is_seen<M: Markup>(node: &M, name: &str) -> bool {
    !SILENT.contains(&name) && node.attribute("hidden").is_none() && !is_styled_away(node, name) && !node.is_hidden()
}

fn is_styled_away<M: Markup>(node: &M, name: &str) -> bool {
    let style = style(node);
    let is_any = |rules: &[&str]| rules.iter().any(|rule| style.contains(rule));
    let appears = || name == "body" || node.attribute("id").is_some_and(|id| id == APPEARING);
    is_any(&HIDING) || is_any(&UNSEEN) && !appears()
}

fn style<M: Markup>(node: &M) -> String {
    squeezed(&node.attribute("style").unwrap_or_default())
}

/// A run of blank cells, as Excel writes it: each of them is one.
fn is_run<M: Markup>(cell: &M) -> bool {
    M::CLIP && cell.attribute("style").is_some_and(|style| style.contains("mso-ignore:colspan"))
}

/// Word's own elements (`o:p`) stand within a line.
fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || name.contains(':')
}

/// Whether a table only arranges what it holds: tables, unless they are scraps in the cells of a wide one, as around
/// a number or for a corner that is divided by a line.
fn is_layout<M: Markup>(table: &M) -> bool {
    let most = if has_wide_row(table) { SCRAP } else { 0 };
    holds_table(table, DEPTH, most)
}

/// Whether there is a table with more letters than `most`.
fn holds_table<M: Markup>(parent: &M, depth: u16, most: usize) -> bool {
    let mut next = parent.first_child().filter(|_| depth > 0);
    while let Some(node) = next {
        let seen = node.name().filter(|name| is_seen(&node, name));
        let is_one = |name: String| name == "table" && letters(&node, DEPTH, most) >= most;
        if seen.is_some_and(|name| is_one(name) || holds_table(&node, depth - 1, most)) {
            return true;
        }
        next = node.next_sibling();
    }
    false
}

/// How many letters there are, as far as `most` is not reached.
fn letters<M: Markup>(parent: &M, depth: u16, most: usize) -> usize {
    let (mut sum, mut next) = (0, parent.first_child().filter(|_| depth > 0));
    while let Some(node) = next.filter(|_| sum < most) {
        let own = node.text().map_or(0, |text| text.chars().filter(|c| !c.is_whitespace()).count());
        sum += own + letters(&node, depth - 1, most - sum.min(most));
        next = node.next_sibling();
    }
    sum
}

fn has_wide_row<M: Markup>(parent: &M) -> bool {
    let mut next = parent.first_child();
    while let Some(node) = next {
        let is_wide = match node.name().as_deref() {
            Some("tr") => children(&node) >= WIDE,
            Some("thead" | "tbody" | "tfoot") => has_wide_row(&node),
            _ => false,
        };
        if is_wide {
            return true;
        }
        next = node.next_sibling();
    }
    false
}

fn children<M: Markup>(row: &M) -> usize {
    let (mut count, mut next) = (0, row.first_child());
    while let Some(node) = next.filter(|_| count < WIDE) {
        count += usize::from(node.name().is_some());
        next = node.next_sibling();
    }
    count
}

/// A span as browsers read it: the digits the attribute begins with, else 1.
fn span<M: Markup>(node: &M, name: &str) -> u32 {
    let text = node.attribute(name).unwrap_or_default();
    let (mut value, mut any) = (0u32, false);
    for digit in text.trim_start().chars().map_while(|c| c.to_digit(10)) {
        (value, any) = (value.saturating_mul(10).saturating_add(digit), true);
    }
    if any { value } else { 1 }
}

/// Runs of white space as one space, none at the beginning of a line.
fn collapse(text: &str, look: Look, out: &mut String) {
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' if out.is_empty() || out.ends_with([' ', '\n']) => {}
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => out.push(' '),
            c => put(c, look, out),
        }
    }
}

/// Writes a letter as it looks.
fn put(letter: char, look: Look, out: &mut String) {
    let raised = letter.to_digit(10).filter(|_| look.is_raised).and_then(|d| RAISED.get(d as usize));
    out.push(raised.copied().unwrap_or(letter));
    if look.is_struck && !letter.is_whitespace() {
        out.push('\u{336}');
    }
}

/// Without the white space of its layout: around the text and around its lines, visible or not.
pub fn trimmed(text: &str) -> String {
    let mut lines = String::new();
    for line in text.split('\n') {
        let is_layout = |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
        let line = line.trim_matches(is_layout);
        if !line.is_empty() {
            lines.push_str(if lines.is_empty() { "" } else { "\n" });
            lines.push_str(line);
        }
    }
    lines
}
