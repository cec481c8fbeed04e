//! The question of numbers that the source does not place (归属不明的数).

use yew::prelude::*;

use super::{Send, mark, on};
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::form::Sheet;
use crate::report::{Ambiguous, Edit, Placement};

pub(super) fn view(editor: &Editor, sheet: &Sheet, send: &Send) -> Html {
    let ours = |a: &&Ambiguous| a.readings.iter().flat_map(|r| &r.cells).any(|(slot, _)| sheet.slots.contains(slot));
    let Some(ambiguous) = editor.report().ambiguous().filter(ours) else { return Html::default() };
    html! {
        <div class="question" role="group" aria-labelledby="question">
            <p id="question" class="ask">{ mark(Severity::Warning) }{ "原文有几个数看不出填在哪一列，请对照原文选一种：" }</p>
            <ul class="printed">{ for ambiguous.printed.iter().map(|(row, values)| printed(sheet, row, values)) }</ul>
            <div class="choices">{ for ambiguous.readings.iter().enumerate().map(|(at, r)| choice(sheet, at, r, send)) }</div>
            <p class="faint">{ "选定后可以撤销。选定之前这些数不填入表中，只在可能的格里用“？”标出；怎么读都不平的关系，已列在核对结果里。" }</p>
        </div>
    }
}

fn printed(sheet: &Sheet, row: &str, values: &[std::sync::Arc<str>]) -> Html {
    let values: Vec<&str> = values.iter().map(|v| &**v).collect();
    html! { <li>{ sheet.row_name(row) }{ " " }<b>{ values.join("　") }</b></li> }
}

fn choice(sheet: &Sheet, at: usize, placement: &Placement, send: &Send) -> Html {
    let rows: Vec<String> = rows(placement).into_iter().map(|row| described(sheet, placement, row)).collect();
    html! {
        <button type="button" class="choice" onclick={on(send, Msg::Change(Edit::Place(at)))}>
            <strong>{ format!("读法{}", at + 1) }</strong>
            <span>{ rows.join("；") }</span>
        </button>
    }
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
