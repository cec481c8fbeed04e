#![no_main]
//! Any text as what was copied from a document.

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = gongkai::office::read(["。", text].concat().as_bytes(), "a.txt");
});
