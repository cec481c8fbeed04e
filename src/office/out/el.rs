//! Elements of the files that are written, as a tree: what is data can only become text, never markup.

/// An element with its attributes and what it holds.
pub(super) struct El {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Child>,
}

enum Child {
    El(El),
    Text(String),
}

/// HTML elements that have no end tag.
const VOID: [&str; 2] = ["meta", "br"];

pub(super) fn el(name: &'static str) -> El {
    El { name, attributes: Vec::new(), children: Vec::new() }
}

impl El {
    pub(super) fn attr(mut self, name: &'static str, value: impl ToString) -> El {
        self.attributes.push((name, value.to_string()));
        self
    }

    pub(super) fn add(mut self, child: El) -> El {
        self.children.push(Child::El(child));
        self
    }

    pub(super) fn all(mut self, children: impl IntoIterator<Item = El>) -> El {
        self.children.extend(children.into_iter().map(Child::El));
        self
    }

    pub(super) fn text(mut self, text: &str) -> El {
        self.children.push(Child::Text(text.to_owned()));
        self
    }

    /// As a part of an office file.
    pub(super) fn xml(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut out, false);
        out
    }

    /// As markup of a page.
    pub(super) fn html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, true);
        out
    }

    fn write(&self, out: &mut String, is_html: bool) {
        out.extend(["<", self.name]);
        for (name, value) in &self.attributes {
            out.extend([" ", name, "=\""]);
            escape(value, out);
            out.push('"');
        }
        let is_closed = if is_html { VOID.contains(&self.name) } else { self.children.is_empty() };
        if is_closed {
            return out.push_str(if is_html { ">" } else { "/>" });
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::El(el) => el.write(out, is_html),
                Child::Text(text) => escape(text, out),
            }
        }
        out.extend(["</", self.name, ">"]);
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars().filter(|c| is_legal(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// Whether a file may hold the character at all: XML has no way to write the others.
pub(super) fn is_legal(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::el;

    #[test]
    fn data_is_only_ever_text() {
        let p = el("p").attr("a", "\"<&").text("</p><script>]]>\0\u{1B}\u{FFFE}&amp;").add(el("br"));
        assert_eq!(p.html(), "<p a=\"&quot;&lt;&amp;\">&lt;/p&gt;&lt;script&gt;]]&gt;&amp;amp;<br></p>");
        assert!(p.xml().ends_with("&amp;amp;<br/></p>"));
        assert_eq!(el("td").html(), "<td></td>");
    }
}
