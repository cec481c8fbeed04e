#![no_main]
//! Any text as what stands in a cell: a number that is read says the same when it is written and read again.

use gongkai::codec::json;
use gongkai::report::{Edit, Reading, Report};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let report = Report::of(2024, "甲");
    for slot in [report.form().sheets[0].slots[0], report.form().sheets[1].slots[0]] {
        let typed = report.apply(&Edit::Cell(slot, text.into()));
        let Reading::Number(number) = typed.reading(slot) else { continue };
        let again = report.apply(&Edit::Cell(slot, number.to_string().into()));
        assert_eq!(again.reading(slot), Reading::Number(number));
        let kept = json::read(&json::write(&typed)).unwrap();
        assert_eq!(kept.reading(slot), Reading::Number(number));
    }
});
