//! A JSON value that loses nothing: numbers keep their digits, objects their order and their unknown keys.
//!
//! Our own reader, because none of the well-kept ones keeps the digits of every number (`-0`, `1.50`, 10²⁰) and
//! refuses duplicate keys with their position; `tests/it/json.rs` holds it against `serde_json` as an oracle.

mod read;
mod write;

use std::sync::Arc;

pub use read::{DEPTH, Fault, What, read};

/// Whole numbers up to here are exact in every JSON reader, JavaScript's included.
pub const EXACT: &str = "9007199254740991";

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
