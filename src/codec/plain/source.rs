//! A text without what its way here did to it (来路): marks of quotation before its lines, and letters that only look
//! like those they stand for, as the text of a PDF has them.

use std::borrow::Cow;

use super::measure::is_wide;
use crate::prose::unified;

/// The text as it was written. Its lines stay its lines.
pub(super) fn plainly(text: &str) -> Cow<'_, str> {
    let is_quoted = text.lines().any(|line| line.trim_start().starts_with('>'));
    if !is_quoted && !has_radicals(text) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split('\n').map(unquoted).collect();
    Cow::Owned(lines.join("\n").chars().map(unified).collect())
}

/// Whether letters stand in it that are read as others.
pub fn has_radicals(text: &str) -> bool {
    text.chars().any(|c| unified(c) != c)
}

/// A line without the marks that mail and Markdown put before what is quoted, however often.
fn unquoted(line: &str) -> &str {
    let mut rest = line;
    while let Some(inner) = rest.trim_start().strip_prefix('>') {
        rest = inner.strip_prefix(' ').unwrap_or(inner);
    }
    rest
}

/// A line of Chinese letters each with a space behind it, `沭 阳 县`, without these spaces.
pub(super) fn together(line: &str) -> Cow<'_, str> {
    let chars: Vec<char> = line.trim().chars().collect();
    let apart = chars.windows(3).filter(|three| is_apart(three)).count();
    let next = chars.windows(2).filter(|two| two.iter().all(|c| is_wide(*c))).count();
    if apart < 4 || apart < 3 * next {
        return Cow::Borrowed(line);
    }
    let mut out: String = line.chars().take_while(|c| c.is_whitespace()).collect();
    for (at, c) in chars.iter().enumerate() {
        let around = at.checked_sub(1).and_then(|from| chars.get(from..at + 2)).unwrap_or_default();
        if !is_apart(around) {
            out.push(*c);
        }
    }
    Cow::Owned(out)
}

fn is_apart(three: &[char]) -> bool {
    matches!(three, [a, ' ', b] if is_wide(*a) && is_wide(*b))
}
