#![no_main]
//! Any bytes as a file.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    parts::read(bytes, "");
});
