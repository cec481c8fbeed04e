#![no_main]
//! Any text as what was copied from a document.

libfuzzer_sys::fuzz_target!(|text: &str| {
    parts::read(["。", text].concat().as_bytes(), "a.txt");
});
