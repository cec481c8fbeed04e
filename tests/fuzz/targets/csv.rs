#![no_main]
//! Any bytes as a table in text.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    parts::read(&[b"a,b\n", bytes].concat(), "a.csv");
});
