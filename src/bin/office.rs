//! The WebAssembly of the office worker: `static/office-worker.js` calls it.

use wasm_bindgen::prelude::*;

/// Reads a file.
///
/// # Errors
/// One sentence for people.
#[wasm_bindgen]
pub fn read(bytes: &[u8], name: &str) -> Result<String, String> {
    gongkai::office::read(bytes, name).map(|intake| intake.kind)
}

fn main() {}
