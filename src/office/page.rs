//! A page looked over before it is parsed (网页预检): how deep it nests, and how much markup it has.
//!
//! The parser goes through all that is open at every tag. It would be busy for hours with a million tags that are never
//! closed, which no page has.

use std::collections::BTreeMap;

/// Deeper pages are not read; browsers stop there too.
const DEPTH: usize = 512;
/// The most elements.
const MOST_TAGS: usize = 200_000;
/// Elements that never hold anything, or end where the next one begins.
const FLAT: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "frame", "head", "hr", "html", "img",
    "input", "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr",
    "track", "wbr",
];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// Whether it is no more than the parser gets through.
pub(super) fn is_bounded(page: &str) -> bool {
    let (mut open, mut depth, mut tags): (BTreeMap<String, usize>, usize, usize) = (BTreeMap::new(), 0, 0);
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let is_end = rest.starts_with('/');
        let name = name(rest.strip_prefix('/').unwrap_or(rest));
        if name.is_empty() || FLAT.contains(&name.as_str()) {
            tags += usize::from(!name.is_empty());
        } else if is_end {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                (*count, depth) = (*count - 1, depth - 1);
            }
        } else if RAW.contains(&name.as_str()) {
            rest = rest.split_once("</").map_or("", |(_, after)| after);
        } else {
            *open.entry(name).or_default() += 1;
            (depth, tags) = (depth + 1, tags + 1);
        }
        if depth > DEPTH || tags > MOST_TAGS {
            return false;
        }
    }
    true
}

/// The name a tag begins with, in lower case.
fn name(tag: &str) -> String {
    let is_name = tag.starts_with(|c: char| c.is_ascii_alphabetic());
    let letters = tag.chars().take_while(|c| is_name && (c.is_ascii_alphanumeric() || *c == ':' || *c == '-'));
    letters.take(20).collect::<String>().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::is_bounded;

    #[test]
    fn what_is_closed_does_not_nest() {
        assert!(is_bounded(&"<div><p>一<br><p>二<table><tr><td>三</table></div>".repeat(5000)));
        assert!(is_bounded(&"<p>".repeat(5000)));
        assert!(is_bounded(&"<script>if (a<b) '<div>'</script>".repeat(600)));
        assert!(is_bounded(&"<!-- <div> -->".repeat(600)));
        for page in ["<div>", "<font>", "<DIV>", "<div></span>", "<table><tr><td>", "<b><p></b><b>"] {
            assert!(!is_bounded(&page.repeat(600)), "{page}");
        }
        assert!(!is_bounded(&"<p>".repeat(300_000)));
    }
}
