#![no_main]
//! Any bytes as a page.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    parts::read(&[b"<p>", bytes].concat(), "a.html");
});
