#![no_main]
//! Any text as a report file; what is read is written and read again the same.

use gongkai::codec::json;

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(report) = json::read(text) {
        let written = json::write(&report);
        assert_eq!(json::write(&json::read(&written).unwrap()), written);
    }
});
