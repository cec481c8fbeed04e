//! An office file is a zip of parts (OPC). The same parts give the same bytes: no clock is asked.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// The parts, each with its path, as one file.
///
/// # Errors
/// One sentence for people.
pub(super) fn zipped(parts: &[(&str, String)]) -> Result<Vec<u8>, String> {
    let pack = || -> zip::result::ZipResult<Vec<u8>> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, part) in parts {
            zip.start_file(*path, options)?;
            zip.write_all(part.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    };
    pack().map_err(|e| format!("文件没有写成（{e}）。"))
}
