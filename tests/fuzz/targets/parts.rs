//! Archives around a part that is fuzzed: a container with a checksum would keep the fuzzer from ever getting in.

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// Reads a file. With `GONGKAI_HOSTILE` set to a folder it is left there with what was said of it, to be read once more
/// by the browser's worker (`tests/e2e/hostile-files.spec.mjs`).
pub fn read(file: &[u8], name: &str) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let said = gongkai::office::read(file, name).err();
    let Some(folder) = std::env::var_os("GONGKAI_HOSTILE") else { return };
    let stem = PathBuf::from(folder).join(format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
    let about = serde_json::json!({ "name": name, "said": said });
    std::fs::write(stem.with_extension("json"), about.to_string()).unwrap();
    std::fs::write(stem.with_extension("bin"), file).unwrap();
}

/// An archive of parts, not compressed.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with these parts.
pub fn workbook(sheet: &[u8], strings: &[u8], styles: &[u8]) -> Vec<u8> {
    archive(&[
        ("_rels/.rels", b"<Relationships><Relationship Id='a' Type='/relationships/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name='a' r:id='b'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<Relationships><Relationship Id='b' Type='/relationships/worksheet' Target='s.xml'/></Relationships>"),
        ("xl/s.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ])
}
