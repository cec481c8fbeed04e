//! The question of numbers that the source does not place (归属不明的数).

use super::el::{Attr, El, el};
use super::{Send, button, mark};
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::form::Sheet;
use crate::later::later;
use crate::report::{Ambiguous, Edit, Placement};

/// Only a file that was read asks it, so it is loaded with the reader.
pub(super) fn view(editor: &Editor, sheet: &Sheet, send: &Send) -> Option<El> {
    let mut question = None;
    ask(editor, sheet, send, &mut question);
    question
}

later! { [feature = "form"] "08",
fn ask(editor: &Editor, sheet: &Sheet, send: &Send, out: &mut Option<El>) {
    *out = question(editor, sheet, send);
}
}

fn question(editor: &Editor, sheet: &Sheet, send: &Send) -> Option<El> {
    let ambiguous = editor.report().ambiguous().filter(|a| concerns(a, sheet))?;
    let ask = el("p").class("ask").attr(Attr::Id, "question").child(mark(Severity::Warning));
    let mut list = el("ul").class("printed");
    for (row, values) in &ambiguous.printed {
        list = list.child(printed(sheet, row, values));
    }
    let mut choices = el("div").class("choices");
    for (at, reading) in ambiguous.readings.iter().enumerate() {
        choices = choices.child(choice(sheet, at, reading, send));
    }
    choices = choices.child(button("都不是，我自己填", send, Msg::Change(Edit::PlaceByHand)));
    let after =
        "选定后可以撤销。选定之前这些数不填入表中，只在可能的格里用“？”标出；怎么读都不平的关系，已列在核对结果里。";
    let question = el("div").class("question").attr(Attr::Role, "group").attr(Attr::AriaLabelledby, "question");
    let ask = ask.child("原文有几个数看不出填在哪一列，请对照原文选一种：");
    Some(question.child(ask).child(list).child(choices).child(el("p").class("faint").child(after)))
}

fn concerns(ambiguous: &Ambiguous, sheet: &Sheet) -> bool {
    let mut concerned = false;
    for reading in &ambiguous.readings {
        for (slot, _) in &reading.cells {
            concerned |= sheet.slots.contains(slot);
        }
    }
    concerned
}

fn printed(sheet: &Sheet, row: &str, values: &[std::sync::Arc<str>]) -> El {
    let mut shown = String::new();
    for value in values {
        if !shown.is_empty() {
            shown.push('　');
        }
        shown.push_str(value);
    }
    el("li").child(sheet.row_name(row)).child(" ").child(el("b").child(shown))
}

fn choice(sheet: &Sheet, at: usize, placement: &Placement, send: &Send) -> El {
    button("", send, Msg::Change(Edit::Place(at)))
        .class("choice")
        .child(el("strong").child(format!("读法{}", at + 1)))
        .child(el("span").child(described(sheet, placement)))
}

/// `“（七）总计”自然人 1、总计 1；…`
fn described(sheet: &Sheet, placement: &Placement) -> String {
    let mut text = String::new();
    let mut last = "";
    for (slot, value) in &placement.cells {
        if slot.row() == last {
            text.push('、');
        } else {
            text.push_str(if last.is_empty() { "" } else { "；" });
            text.push_str(&sheet.row_name(slot.row()));
            last = slot.row();
        }
        text.push_str(sheet.column(slot.column()).map_or("", |c| c.label));
        text.push(' ');
        text.push_str(value);
    }
    text
}
