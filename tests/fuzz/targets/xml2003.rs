#![no_main]
//! Any bytes as the rows of a sheet in the XML of Excel 2003.

const HEAD: &[u8] = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet><Table>";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    parts::read(&[HEAD, bytes].concat(), "a.xls");
});
