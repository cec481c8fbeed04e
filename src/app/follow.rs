//! This year's report begun from last year's (从去年的年报开始): who reports, how to reach them, and what was carried
//! over. Last year's report goes along inside the new one, so that it is there after a reload and in every copy.

use std::sync::Arc;

use crate::codec::intake::{self, Intake};
use crate::codec::json;
pub use crate::codec::json::last_year;
use crate::codec::recognise::Block;
use crate::form::{Edition, carried};
use crate::report::{Edit, Meta, Reading, Report};

/// What is the same every year, until somebody says otherwise.
const SAME: [Meta; 8] = [
    Meta::Org,
    Meta::Level,
    Meta::Contact,
    Meta::ContactOrg,
    Meta::ContactAddress,
    Meta::ContactPostcode,
    Meta::ContactPhone,
    Meta::ContactEmail,
];

/// Last year's report out of a report file, or of what a file of another kind gave (`codec::intake`), and how many texts
/// of that have no certain place: those cells are left out.
///
/// # Errors
/// One sentence for the user.
pub fn read(text: &str) -> Result<(Report, usize), String> {
    let Some(intake) = intake::read(text) else {
        return json::read(text).map(|last| (last, 0)).map_err(|error| error.to_string());
    };
    if intake.cells.is_empty() {
        return Err(
            "文件里没有认出官方的三张表。请换用去年公布的网页（另存为 .html）、Word 或 Excel 文件再试。".to_owned()
        );
    }
    let report = &intake.report;
    let fits = |year: &u16| report.year().is_none() && Edition::of_year(*year) == report.edition();
    let named = year_named(&intake).filter(fits);
    let named = named.map(|year| report.apply(&Edit::Meta(Meta::Year, Arc::from(year.to_string()))));
    let unsure = intake.unplaced.len() + intake.doubts.len();
    Ok((named.unwrap_or_else(|| report.clone()), unsure))
}

/// The year in `2025年政府信息公开…`, wherever the source has that, if it is always the same.
fn year_named(intake: &Intake) -> Option<u16> {
    let mut named = None;
    for block in &intake.blocks {
        let Block::Text { text, .. } = block else { continue };
        for (at, _) in text.match_indices("年政府信息公开") {
            let digits = at.checked_sub(4).and_then(|from| text.get(from..at));
            let year = digits.and_then(|digits| digits.parse::<u16>().ok());
            if let Some(year) = year.filter(|year| (2000..2100).contains(year)) {
                if named.is_some_and(|other| other != year) {
                    return None;
                }
                named = Some(year);
            }
        }
    }
    named
}

/// The report of the year after `last`.
pub fn following(last: &Report) -> Report {
    let mut report = last.year().map_or_else(|| Report::new(Edition::E2021), |year| Report::of(year + 1, ""));
    let mut edits = Vec::new();
    for key in SAME {
        edits.push(Edit::Meta(key, last.meta_shared(key).clone()));
    }
    let form = report.form();
    for (now, before) in carried() {
        if let (None, Reading::Number(n) | Reading::Respelled(n)) = (form.total(now), last.reading(before)) {
            edits.push(Edit::Cell(now, Arc::from(n.to_string())));
        }
    }
    report = report.apply(&Edit::Many(edits));
    with(report, last)
}

fn with(report: Report, last: &Report) -> Report {
    let (mut file, mut before) = (json::to_json(&report), json::to_json(last));
    before.remove(json::LAST);
    file.set(json::LAST, before);
    // What was just written is read again; nothing in it can be wrong.
    json::from_json(file).unwrap_or(report)
}

/// What was done, for the user; `unsure` texts of a page had no certain place.
pub fn said(last: &Report, unsure: usize) -> String {
    let (year, org) = (last.meta(Meta::Year), last.meta(Meta::Org).trim());
    let of = if year.is_empty() { "去年".to_owned() } else { format!("{year}年") };
    let mut text = format!("已从{of}的年报起头，“上年结转”按去年的“结转下年度”填好，请核对。");
    text.push_str(if org.is_empty() {
        "里面没有认出单位，请填“单位名称”。"
    } else {
        "单位和联系方式也照抄了。"
    });
    if year.is_empty() {
        text.push_str("里面没有写明年度，请填“报告年度”。");
    }
    if unsure > 0 {
        text.push_str(&format!("里面有 {unsure} 处没有认准，没有用作去年的数，“上年结转”请对照去年的年报。"));
    }
    text.push_str("表三没有填完的列先会显示对不上，填完就好；格子左下角的灰色数字是去年的。");
    text
}
