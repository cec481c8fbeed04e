#![no_main]
//! Any text as what stands in a cell: a number that is read says the same when it is written and read again.

use gongkai::form::Kind;
use gongkai::report::Reading;
use gongkai::report::reading::read;

libfuzzer_sys::fuzz_target!(|text: &str| {
    for kind in [Kind::Count, Kind::Signed, Kind::Money { unit: Some("万元") }, Kind::Money { unit: None }] {
        if let Reading::Number(number) = read(text, kind) {
            assert_eq!(read(&number.to_string(), kind), Reading::Number(number));
        }
    }
});
