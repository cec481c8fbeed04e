//! What a file is (文件种类): its bytes say, and its name only where they do not.

/// The kinds that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Json,
    Html,
    /// A text, or Markdown.
    Text,
}

impl Kind {
    /// What the bytes are.
    ///
    /// # Errors
    /// One sentence with the next step, for kinds that are not read.
    pub fn of(bytes: &[u8], name: &str) -> Result<Kind, String> {
        let name = name.to_ascii_lowercase();
        let start = bytes.iter().copied().find(|b| !b.is_ascii_whitespace() && !matches!(b, 0xEF | 0xBB | 0xBF));
        match start {
            _ if name.ends_with(".json") => Ok(Kind::Json),
            Some(b'{') => Ok(Kind::Json),
            Some(b'<') => Ok(Kind::Html),
            _ if [".txt", ".text", ".md", ".markdown"].iter().any(|ending| name.ends_with(ending)) => Ok(Kind::Text),
            _ => Ok(Kind::Html),
        }
    }
}
