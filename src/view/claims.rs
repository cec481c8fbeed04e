//! What the narrative says in numbers (正文里的数): underlined where it stands, listed below, told at the cells.

use std::ops::Range;
use std::sync::Arc;

use super::el::{Attr, El, When, el};
use super::{Send, button, claim_list, mark, shape, tick};
use crate::app::{Editor, Msg};
use crate::check::{Claim, Severity, Verdict};
use crate::form::{Prose, Slot};
use crate::later::later;

/// Words and a number of a text, by their bytes; the number is that of the claim.
#[derive(Clone, PartialEq)]
pub(super) struct Mark {
    claim: usize,
    at: Range<usize>,
    verdict: Verdict,
}

/// The id of a claim's words on the screen.
pub(super) fn id(claim: usize) -> String {
    format!("claim{claim}")
}

/// The marks of a text in its order; of two on the same words the first.
pub(super) fn marks(editor: &Editor, prose: Prose) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (claim, found) in editor.claims().iter().enumerate().filter(|(_, c)| c.prose == prose) {
        let before = marks.iter().position(|m| m.at.end > found.phrase.start);
        let at = before.unwrap_or(marks.len());
        if marks.get(at).is_none_or(|next| next.at.start >= found.phrase.end) {
            marks.insert(at, Mark { claim, at: found.phrase.clone(), verdict: found.verdict });
        }
    }
    marks
}

/// The same text under the field, without ink: it carries the lines, and gives the field its height.
pub(super) fn under(text: &Arc<str>, marks: &Vec<Mark>) -> Option<El> {
    let mut drawn = None;
    if !marks.is_empty() {
        underline(text, marks, &mut drawn);
    }
    drawn
}

/// Below a text: everything it says that can be checked.
pub(super) fn panel(editor: &Editor, prose: Prose, send: &Send) -> Option<El> {
    let mut drawn = None;
    if editor.claims().iter().any(|c| c.prose == prose) {
        list_claims(editor, prose, send, &mut drawn);
    }
    drawn
}

/// Below the tables: what the narrative says of the cell with the caret.
pub(super) fn of_cell(editor: &Editor, slot: Slot, send: &Send) -> Option<El> {
    let mut drawn = None;
    if editor.claims().iter().any(|c| c.against.contains(&slot)) {
        tell_cell(editor, slot, send, &mut drawn);
    }
    drawn
}

later! { [feature = "form"] "16",
fn underline(text: &Arc<str>, marks: &Vec<Mark>, out: &mut Option<El>) {
    *out = Some(underlined(text, marks));
}
}

later! { [feature = "form"] "17",
fn list_claims(editor: &Editor, prose: Prose, send: &Send, out: &mut Option<El>) {
    *out = Some(claim_list::view(editor, prose, send));
}
}

later! { [feature = "form"] "18",
fn tell_cell(editor: &Editor, slot: Slot, send: &Send, out: &mut Option<El>) {
    *out = said_of(editor, slot, send);
}
}

/// A block for each line of the text: what is typed lays out one of them anew, and not all.
fn underlined(text: &str, marks: &[Mark]) -> El {
    let (mut under, mut from) = (el("div").class("under").attr(Attr::AriaHidden, "true"), 0);
    for line in text.split('\n') {
        let to = from + line.len();
        under = under.child(underlined_line(text, from..to, marks));
        from = to + 1;
    }
    under
}

fn underlined_line(text: &str, line: Range<usize>, marks: &[Mark]) -> El {
    let (mut block, mut from) = (el("div"), line.start);
    let piece = |range: Range<usize>| text.get(range).unwrap_or("").to_owned();
    for Mark { claim, at, verdict } in marks {
        let on = at.start.max(line.start)..at.end.min(line.end);
        if on.is_empty() {
            continue;
        }
        let mark = el("mark").class(class(*verdict));
        // Words that a line break divides are found at their beginning.
        let mark = if on.start == at.start { mark.attr(Attr::Id, id(*claim)) } else { mark };
        block = block.child(piece(from..on.start)).child(mark.child(piece(on.clone())));
        from = on.end;
    }
    // An empty line needs something on it, or it is not there.
    block.child(piece(from..line.end)).child("\u{200b}")
}

/// Its words, without the mark that goes before them.
pub(super) fn words<'t>(text: &'t str, claim: &Claim) -> &'t str {
    text.get(claim.phrase.clone()).unwrap_or("").trim_start_matches(['、', '，', ',', ' '])
}

fn said_of(editor: &Editor, slot: Slot, send: &Send) -> Option<El> {
    let (at, claim) = editor.claims().iter().enumerate().find(|(_, c)| c.against.contains(&slot))?;
    let words = words(editor.report().prose(claim.prose), claim);
    let line = el("p").class("told").class(class(claim.verdict)).child(sign(claim.verdict));
    let line = line.child(el("span").child(format!("正文写“{words}”，{}。", claim.verdict.word())));
    Some(line.child(
        button("看正文", send, Msg::Reveal(at)).class("quiet").on(When::MouseDown, |event| event.prevent_default()),
    ))
}

pub(super) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Agrees => "good",
        Verdict::Differs => "warning",
        Verdict::Asked => "hint",
        Verdict::Open => "open",
    }
}

pub(super) fn sign(verdict: Verdict) -> El {
    match verdict {
        Verdict::Agrees => tick(),
        Verdict::Differs => mark(Severity::Warning),
        Verdict::Asked => mark(Severity::Hint),
        Verdict::Open => shape("open", false, "M4 8h8"),
    }
}
