#![no_main]
//! Any bytes as the texts and formats of a workbook.

libfuzzer_sys::fuzz_target!(|parts: (&[u8], &[u8])| {
    let sheet = b"<worksheet><sheetData><row><c t='s' s='1'><v>0</v></c><c s='2'><v>1</v></c></row></sheetData></worksheet>";
    parts::read(&parts::workbook(sheet, parts.0, parts.1), "");
});
