//! The container of Word and Excel files (压缩包), opened with limits.
//!
//! What an archive says of its sizes is not believed: bytes are counted as they are unpacked, and only the parts that
//! are asked for are. No other library sees the archive itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::CompressionMethod;
use zip::ZipArchive;
use zip::result::ZipError;

use super::text;

/// The most bytes of one part, unpacked.
const MOST_PART: usize = 32 << 20;
/// The most bytes of all the parts that are read, unpacked.
const MOST_TOTAL: usize = 64 << 20;
/// The most parts.
const MOST_PARTS: usize = 2000;
/// How far from its end the archive's last record may begin: its own bytes, and the longest comment.
const TAIL: usize = 22 + 0xFFFF + 56 + 20;

pub(super) const TOO_LARGE: &str = "文件展开后过大，已停止。";
const TOO_MANY: &str = "文件里的部件超过 2000 个，已停止。";
const BROKEN: &str = "文件不完整或者已经损坏，请重新下载，或者用 Office 或 WPS 另存一份再试。";
const ODD: &str = "文件的压缩结构不正常，已停止。请用 Office 或 WPS 另存一份再试。";
const LOCKED: &str = "文件加了密码，请去掉密码后再导入。";
const METHOD: &str = "文件用了少见的压缩方法，请用 Office 或 WPS 另存一份再试。";

/// An opened archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Parts by name, in lower case, as office programs compare them.
    names: BTreeMap<String, usize>,
    /// How many more bytes may be unpacked.
    left: usize,
}

impl<'a> Package<'a> {
    /// # Errors
    /// One sentence for people.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, String> {
        if declared(bytes) > MOST_PARTS as u64 {
            return Err(TOO_MANY.to_owned());
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| sentence(&e))?;
        if archive.len() > MOST_PARTS {
            return Err(TOO_MANY.to_owned());
        }
        // Two names for the same bytes are how a small archive unpacks into a huge one.
        if archive.has_duplicate_names() || archive.has_overlapping_files().map_err(|e| sentence(&e))? {
            return Err(ODD.to_owned());
        }
        let names = names(&mut archive)?;
        Ok(Package { archive, names, left: MOST_TOTAL })
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&canonical(name))
    }

    /// The names of the parts, in lower case.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The bytes of a part, if there is one of the name.
    ///
    /// # Errors
    /// One sentence for people.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let Some(at) = self.names.get(&canonical(name)) else { return Ok(None) };
        let file = self.archive.by_index(*at).map_err(|e| sentence(&e))?;
        let most = self.left.min(MOST_PART);
        let mut bytes = Vec::new();
        let read = file.take(most as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > most {
            return Err(TOO_LARGE.to_owned());
        }
        read.map_err(|_| BROKEN.to_owned())?;
        self.left -= bytes.len();
        Ok(Some(bytes))
    }

    /// A part of XML as text.
    ///
    /// # Errors
    /// One sentence for people.
    pub fn xml(&mut self, name: &str) -> Result<Option<String>, String> {
        let Some(bytes) = self.part(name)? else { return Ok(None) };
        text::of_xml(bytes).map(Some)
    }
}

/// How many parts the archive says it has: memory is set aside for so many before any of them is read.
fn declared(bytes: &[u8]) -> u64 {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    let mut most = 0;
    for (at, window) in tail.windows(4).enumerate() {
        let number = |from: usize, length: usize| {
            let digits = tail.get(at + from..at + from + length).unwrap_or_default();
            digits.iter().rev().fold(0u64, |value, digit| value << 8 | u64::from(*digit))
        };
        match window {
            b"PK\x05\x06" if number(10, 2) != 0xFFFF => most = most.max(number(10, 2)),
            b"PK\x06\x06" => most = most.max(number(32, 8)),
            _ => {}
        }
    }
    most
}

fn names(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<BTreeMap<String, usize>, String> {
    let mut names = BTreeMap::new();
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|e| sentence(&e))?;
        if file.encrypted() {
            return Err(LOCKED.to_owned());
        }
        if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(METHOD.to_owned());
        }
        let name = canonical(&file.name().map_err(|e| sentence(&e))?);
        if name.is_empty() || names.insert(name, at).is_some() {
            return Err(ODD.to_owned());
        }
    }
    Ok(names)
}

/// Names are compared without case, and whatever stroke parts them.
fn canonical(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

fn sentence(error: &ZipError) -> String {
    let sentence = match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => LOCKED,
        ZipError::CompressionMethodNotSupported(_) => METHOD,
        _ => BROKEN,
    };
    sentence.to_owned()
}
