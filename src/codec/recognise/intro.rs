//! What a report says before its first part (引言): the paragraphs just above the first heading.

use super::ordinal::numbered;
use super::texts::is_title;

/// The paragraphs of an introduction: those just before the first heading that are sentences, or lines of one.
pub(super) fn intro<'a>(lead: &[&'a str]) -> Vec<&'a str> {
    let (mut first, mut is_doubtful) = (lead.len(), false);
    for (at, text) in lead.iter().enumerate().rev() {
        let begins_list = || text.ends_with('：') && lead.get(first).copied().and_then(numbered).is_some();
        match Line::of(text) {
            Line::Other if begins_list() => first = at,
            Line::Sentence if !is_doubtful => first = at,
            Line::Piece => (first, is_doubtful) = (at, false),
            Line::Words => is_doubtful = true,
            Line::Sentence | Line::Other => break,
        }
    }
    lead.get(first..).unwrap_or_default().to_vec()
}

enum Line {
    Sentence,
    /// The beginning of a sentence that goes on in the next line.
    Piece,
    /// Words that may be anything: of a sentence only below the piece of one.
    Words,
    Other,
}

/// What may be furniture of the page by its looks, and a line of a sentence, have more characters; so has any sentence.
const SHORT: usize = 15;
const SHORTEST: usize = 4;

impl Line {
    fn of(text: &str) -> Line {
        let count = text.chars().count();
        let is_ended = text.ends_with(['。', '；']) && count > SHORTEST && !is_furniture(text);
        if is_ended || text.ends_with("如下：") || text.ends_with(['。', '：', '；']) && count > SHORT {
            return Line::Sentence;
        }
        if count < SHORT || is_furniture(text) || is_name(text) {
            return Line::Other;
        }
        if text.contains(['，', ',', '、', '《']) { Line::Piece } else { Line::Words }
    }
}

/// What pages say of themselves: where one is, `来源：…`, what may be pressed.
fn is_furniture(text: &str) -> bool {
    let is_labelled = text.contains(['：', ':']) && !text.contains(['，', '；', '《']);
    is_labelled || text.contains(['>', '＞', '»', '|', '【', '[', '\u{FFFC}'])
}

/// A title, or what stands in brackets below one.
fn is_name(text: &str) -> bool {
    let is_closed = |open, close| text.starts_with(open) && text.ends_with(close);
    is_title(text) || is_closed('（', '）') || is_closed('《', '》') || text.ends_with("报告") && !text.contains('，')
}
