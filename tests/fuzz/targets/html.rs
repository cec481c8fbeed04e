#![no_main]
//! Any bytes as a page.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = gongkai::office::read(&[b"<p>", bytes].concat(), "a.html");
});
