#![no_main]
//! Any bytes as a table in text.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = gongkai::office::read(&[b"a,b\n", bytes].concat(), "a.csv");
});
