#![no_main]
//! Any text as what stands in a cell: a number that is read says the same when it is written and read again. Three
//! digits after a point may be thousands: of these it is asked.

use gongkai::form::Kind;
use gongkai::report::{Reading, Why};
use gongkai::report::reading::read;

libfuzzer_sys::fuzz_target!(|text: &str| {
    for kind in [Kind::Count, Kind::Signed, Kind::Money { unit: Some("万元") }, Kind::Money { unit: None }] {
        if let Reading::Number(number) = read(text, kind) {
            let again = read(&number.to_string(), kind);
            assert!(again == Reading::Number(number) || matches!(again, Reading::Unclear { why: Why::Point, .. }));
        }
    }
});
