//! The text of a JSON value.

use std::fmt;

use super::Json;

/// How wide an array or object may be and still stand on one line.
const LINE: usize = 100;

/// The text of the value: keys in order, short lists on one line, ending without a newline.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        write(self, 0, &mut out);
        f.write_str(&out)
    }
}

fn write(json: &Json, indent: usize, out: &mut String) {
    let start = out.len();
    write_inline(json, out);
    let container = matches!(json, Json::Array(items) if !items.is_empty()) || !json.entries().is_empty();
    // The outermost object is always spread out: one key a line is what a person compares.
    if container && (indent == 0 || out.len() - start > LINE) {
        out.truncate(start);
        write_spread(json, indent + 1, out);
    }
}

fn write_spread(json: &Json, indent: usize, out: &mut String) {
    let (open, close) = if matches!(json, Json::Array(_)) { ('[', ']') } else { ('{', '}') };
    out.push(open);
    let keyed = json.entries().iter().map(|(key, value)| (Some(key), value));
    for (at, (key, value)) in keyed.chain(json.items().iter().map(|v| (None, v))).enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n(' ', indent));
        if let Some(key) = key {
            write_string(key, out);
            out.push_str(": ");
        }
        write(value, indent, out);
    }
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent - 1));
    out.push(close);
}

fn write_inline(json: &Json, out: &mut String) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(digits) => out.push_str(digits),
        Json::String(text) => write_string(text, out),
        Json::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                write_inline(item, out);
            }
            out.push(']');
        }
        Json::Object(entries) => {
            out.push('{');
            for (at, (key, value)) in entries.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                write_string(key, out);
                out.push_str(": ");
                write_inline(value, out);
            }
            out.push('}');
        }
    }
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // U+2028 and U+2029 end a line in old scripts that embed the file.
            c if (c as u32) < 0x20 || matches!(c, '\u{2028}' | '\u{2029}') => {
                out.push_str(&format!("\\u{:04x}", c as u32))
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
