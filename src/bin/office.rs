//! The WebAssembly of the office worker: `static/office-worker.js` calls it.

use gongkai::codec::{intake, json};
use gongkai::office::{self, Out};
use wasm_bindgen::prelude::*;

/// Reads a file: what it gave, as the form takes it (`codec::intake`).
///
/// # Errors
/// One sentence for people.
#[wasm_bindgen]
pub fn read(bytes: &[u8], name: &str) -> Result<String, String> {
    office::read(bytes, name).map(|found| intake::write(&found))
}

/// Reads a file: the report file of it, for a page that gives it to the form.
///
/// # Errors
/// One sentence for people.
#[wasm_bindgen]
pub fn report(bytes: &[u8], name: &str) -> Result<String, String> {
    office::read(bytes, name).map(|found| json::write(&found.report))
}

/// Writes a report file as a file of another kind.
///
/// # Errors
/// One sentence for people.
#[wasm_bindgen]
pub fn write(report: &str, kind: &str) -> Result<Vec<u8>, String> {
    let report = json::read(report).map_err(|e| e.to_string())?;
    let kind = Out::of(kind).ok_or_else(|| format!("不能导出为 {kind}。"))?;
    office::write(&report, kind)
}

fn main() {}
