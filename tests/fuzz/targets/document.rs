#![no_main]
//! Any bytes as the text of a Word document, with the lists that number it.

libfuzzer_sys::fuzz_target!(|parts: (&[u8], &[u8])| {
    let file = parts::archive(&[("word/document.xml", parts.0), ("word/numbering.xml", parts.1)]);
    parts::read(&file, "");
});
