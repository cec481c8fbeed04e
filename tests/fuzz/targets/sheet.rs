#![no_main]
//! Any bytes as a sheet of a workbook.

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    parts::read(&parts::workbook(bytes, b"<sst><si><t>a</t></si></sst>", b"<styleSheet/>"), "");
});
