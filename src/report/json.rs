//! A JSON value that loses nothing: numbers keep their digits, objects their order and their unknown keys.
//!
//! Duplicate keys and nesting over [`DEPTH`] are refused here, while reading, so nobody above has to.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The deepest nesting a report file may have.
pub const DEPTH: usize = 64;

/// The most keys one object may have.
const KEYS: usize = 2000;

/// Whole numbers up to here are exact in every JSON reader, JavaScript's included.
pub const EXACT: i64 = (1 << 53) - 1;

#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    /// The digits as they stood in the file.
    Number(Arc<str>),
    String(Arc<str>),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn text(text: &str) -> Json {
        Json::String(text.into())
    }

    /// The value under a key of an object.
    pub fn get(&self, key: &str) -> Option<&Json> {
        self.entries().iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    /// The entries of an object; none for anything else.
    pub fn entries(&self) -> &[(String, Json)] {
        match self {
            Json::Object(entries) => entries,
            _ => &[],
        }
    }

    pub fn items(&self) -> &[Json] {
        match self {
            Json::Array(items) => items,
            _ => &[],
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn is_null(&self) -> bool {
        matches!(self, Json::Null)
    }

    /// Sets a key of an object, at its old place or at the end. Anything but an object becomes one.
    pub fn set(&mut self, key: &str, value: Json) {
        if let Some(slot) = self.slot(key) {
            *slot = value;
        }
    }

    /// The value under a key, made `null` if it is missing.
    pub fn slot(&mut self, key: &str) -> Option<&mut Json> {
        if !matches!(self, Json::Object(_)) {
            *self = Json::Object(Vec::new());
        }
        let Json::Object(entries) = self else { return None };
        let at = match entries.iter().position(|(k, _)| k == key) {
            Some(at) => at,
            None => {
                entries.push((key.to_owned(), Json::Null));
                entries.len() - 1
            }
        };
        Some(&mut entries[at].1)
    }

    /// Drops a key of an object.
    pub fn remove(&mut self, key: &str) {
        if let Json::Object(entries) = self {
            entries.retain(|(k, _)| k != key);
        }
    }
}

/// The one key of the map as which `serde_json` hands over a number with all its digits.
const NUMBER: &str = "$serde_json::private::Number";

struct Seed {
    depth: usize,
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Json, D::Error> {
        Seed { depth: 0 }.deserialize(from)
    }
}

impl<'de> DeserializeSeed<'de> for Seed {
    type Value = Json;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Json, D::Error> {
        from.deserialize_any(self)
    }
}

impl Seed {
    fn deeper<E: Error>(&self) -> Result<Seed, E> {
        let depth = self.depth + 1;
        if depth > DEPTH { Err(E::custom(format!("嵌套超过 {DEPTH} 层"))) } else { Ok(Seed { depth }) }
    }
}

impl<'de> Visitor<'de> for Seed {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }
    // Only what does not fit into 64 bits comes as a map with its digits.
    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string().into()))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.to_string().into()))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        Ok(Json::text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element_seed(self.deeper()?)? {
            all.push(item);
        }
        Ok(Json::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut entries: Vec<(String, Json)> = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == NUMBER && entries.is_empty() {
                return Ok(Json::Number(map.next_value::<String>()?.into()));
            }
            if entries.iter().any(|(other, _)| *other == key) {
                return Err(A::Error::custom(format!("“{key}”重复出现")));
            }
            // Looking through so many for a duplicate would take as long as an attacker likes.
            if entries.len() == KEYS {
                return Err(A::Error::custom(format!("一个对象里超过 {KEYS} 个键")));
            }
            let value = map.next_value_seed(self.deeper()?)?;
            entries.push((key, value));
        }
        Ok(Json::Object(entries))
    }
}

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
