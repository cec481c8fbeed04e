//! What a page's own style sheet says of its classes (页内样式): that letters are struck out, raised, or not shown.
//!
//! Spreadsheets saved as pages write all their looks so. Only rules for one class are read: what others are for cannot
//! be told without the whole of CSS, and what is read here only ever makes a text doubtful.

use std::collections::BTreeMap;

/// How letters are shown where that says something of them.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    pub is_struck: bool,
    pub is_raised: bool,
}

const RAISED: [&str; 3] = ["vertical-align:super", "vertical-align:sub", "mso-text-raise:"];
const UNSEEN: [&str; 2] = ["display:none", "mso-hide:all"];
/// A page has no more classes.
const MOST: usize = 10_000;

/// The classes of a page.
#[derive(Default)]
pub struct Sheet(BTreeMap<String, Look>);

impl Sheet {
    /// Reads the text of a `style` element.
    pub fn learn(&mut self, css: &str) {
        let css = without_comments(css);
        let mut rest = css.as_str();
        while let Some((selectors, after)) = rest.split_once("{") {
            let end = closing(after);
            let Some((body, next)) = after.get(..end).zip(after.get(end + 1..)) else { return };
            rest = next;
            let look = class_look(body);
            // Rules within `@media` and the like are for some other time.
            if look != Look::default() && !body.contains("{") {
                selectors.split(",").filter_map(class).for_each(|class| self.add(class, look));
            }
        }
    }

    fn add(&mut self, class: &str, look: Look) {
        if self.0.len() < MOST {
            let known = self.0.entry(class.to_owned()).or_default();
            *known = known.and(look);
        }
    }

    /// What the classes of an element say.
    pub fn look(&self, classes: &str) -> Look {
        let looks = classes.split_whitespace().filter_map(|class| self.0.get(class));
        looks.fold(Look::default(), |all, look| all.and(*look))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Look {
    /// Of declarations in lower case and without spaces.
    pub fn of(style: &str) -> Look {
        let is_raised = RAISED.iter().any(|rule| style.contains(rule)) && !style.contains("mso-text-raise:0");
        Look { is_struck: style.contains("line-through"), is_raised }
    }

    pub fn and(self, other: Look) -> Look {
        Look { is_struck: self.is_struck || other.is_struck, is_raised: self.is_raised || other.is_raised }
    }
}

/// Declarations in lower case and without spaces.
pub fn squeezed(style: &str) -> String {
    let mut style = style.to_ascii_lowercase();
    style.retain(|c| c > ' ');
    style
}

/// What a class hides may be shown at other times: its letters are as good as struck.
fn class_look(body: &str) -> Look {
    let body = squeezed(body);
    let mut look = Look::of(&body);
    look.is_struck |= UNSEEN.iter().any(|rule| body.contains(rule));
    look
}

/// The class of `.font6` or `span.font6`.
fn class(selector: &str) -> Option<&str> {
    let (element, class) = selector.trim().split_once(".")?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    (element.chars().all(is_name) && !class.is_empty() && class.chars().all(is_name)).then_some(class)
}

/// Where the bracket ends that was opened before.
fn closing(css: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in css.bytes().enumerate() {
        match c {
            b'{' => depth += 1,
            b'}' if depth == 0 => return at,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    css.len()
}

fn without_comments(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::{Look, Sheet};

    #[test]
    fn classes() {
        let mut sheet = Sheet::default();
        sheet.learn(
            "<!-- /* Font {} */ .font6, td.font7 {color:red;\n text-decoration: Line-Through} .sup{vertical-align:super} \
             @media print { .a{display:none} .b{display:none} } .hide{display:none;} .x .y{text-decoration:line-through} \
             .raised{mso-text-raise:0pt} .xl1{vertical-align:middle} -->.broken{text-decoration:line-through",
        );
        let struck = Look { is_struck: true, is_raised: false };
        for class in ["font6", "font7", "hide", "other font6"] {
            assert!(sheet.look(class) == struck, "{class}");
        }
        assert!(sheet.look("sup") == Look { is_struck: false, is_raised: true });
        for class in ["a", "b", "x", "y", "raised", "xl1", "broken", ""] {
            assert!(sheet.look(class) == Look::default(), "{class}");
        }
    }
}
