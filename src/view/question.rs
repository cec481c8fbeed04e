//! The question of numbers that the source does not place (归属不明的数).

use super::el::{Attr, El, el};
use super::{Send, button, mark};
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::form::Sheet;
use crate::report::{Ambiguous, Edit, Placement};

pub(super) fn view(editor: &Editor, sheet: &Sheet, send: &Send) -> Option<El> {
    let ours = |a: &&Ambiguous| a.readings.iter().flat_map(|r| &r.cells).any(|(slot, _)| sheet.slots.contains(slot));
    let ambiguous = editor.report().ambiguous().filter(ours)?;
    let ask = el("p").class("ask").attr(Attr::Id, "question").child(mark(Severity::Warning));
    let mut list = el("ul").class("printed");
    for (row, values) in &ambiguous.printed {
        list = list.child(printed(sheet, row, values));
    }
    let mut choices = el("div").class("choices");
    for (at, reading) in ambiguous.readings.iter().enumerate() {
        choices = choices.child(choice(sheet, at, reading, send));
    }
    let after =
        "选定后可以撤销。选定之前这些数不填入表中，只在可能的格里用“？”标出；怎么读都不平的关系，已列在核对结果里。";
    let question = el("div").class("question").attr(Attr::Role, "group").attr(Attr::AriaLabelledby, "question");
    let ask = ask.child("原文有几个数看不出填在哪一列，请对照原文选一种：");
    Some(question.child(ask).child(list).child(choices).child(el("p").class("faint").child(after)))
}

fn printed(sheet: &Sheet, row: &str, values: &[std::sync::Arc<str>]) -> El {
    let values: Vec<&str> = values.iter().map(|v| &**v).collect();
    el("li").child(sheet.row_name(row)).child(" ").child(el("b").child(values.join("　")))
}

fn choice(sheet: &Sheet, at: usize, placement: &Placement, send: &Send) -> El {
    let rows: Vec<String> = rows(placement).into_iter().map(|row| described(sheet, placement, row)).collect();
    button("", send, Msg::Change(Edit::Place(at)))
        .class("choice")
        .child(el("strong").child(format!("读法{}", at + 1)))
        .child(el("span").child(rows.join("；")))
}

fn rows(placement: &Placement) -> Vec<&'static str> {
    let mut rows: Vec<&'static str> = placement.cells.iter().map(|(slot, _)| slot.row()).collect();
    rows.dedup();
    rows
}

/// `“（七）总计”：自然人 1`.
fn described(sheet: &Sheet, placement: &Placement, row: &str) -> String {
    let cells = placement.cells.iter().filter(|(slot, _)| slot.row() == row);
    let named: Vec<String> =
        cells.map(|(slot, value)| format!("{} {value}", sheet.column(slot.column()).map_or("", |c| c.label))).collect();
    format!("{}{}", sheet.row_name(row), named.join("、"))
}
