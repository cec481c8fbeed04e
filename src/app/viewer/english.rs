//! The public view in English: what it says itself. The official labels are in [`crate::form::english`].

use super::words::Language;

/// English.
pub static ENGLISH: Language = Language { code: "en", pairs: &[WORDS] };

static WORDS: &[(&str, &str)] = &[("未提供", "not given")];
