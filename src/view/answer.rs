//! The unit's explanation of a warning (说明): a sentence that stays with the report and that the reviewer reads.

use std::sync::Arc;

use super::el::{Attr, El, When, el, list};
use super::{Send, tick, value_of};
use crate::app::Msg;
use crate::check::{Finding, Severity};
use crate::later::later;
use crate::report::Edit;

/// Only a warning asks for one: an error is mended, a hint may stand.
pub(super) fn view(finding: &Finding, answer: &str, send: &Send) -> Option<El> {
    let mut drawn = None;
    if finding.rule.severity == Severity::Warning {
        draw(finding, &answer.to_owned(), send, &mut drawn);
    }
    drawn
}

later! { [feature = "form"] "14",
fn draw(finding: &Finding, answer: &String, send: &Send, out: &mut Option<El>) {
    *out = Some(drawn(finding, answer, send));
}
}

fn drawn(finding: &Finding, answer: &str, send: &Send) -> El {
    let (send, key): (Send, Arc<str>) = (send.clone(), finding.key().into());
    let field = el("textarea")
        .attr(Attr::Rows, "2")
        .attr(Attr::DataPlace, ["answers.", &key].concat())
        .attr(Attr::AriaLabel, "说明原因")
        .attr(Attr::Placeholder, "不用改的，写一句原因，随报告保存，审核时看得到。")
        .holds(answer)
        .on(When::Input, move |event| {
            send.emit(Msg::Change(Edit::Answer(key.clone(), value_of(&event).into())));
        });
    let given = !answer.trim().is_empty();
    let summary = el("summary");
    let summary = if given { summary.child(tick()).child("已说明") } else { summary.child("说明原因") };
    let said = given.then(|| el("p").class("said").child(answer.to_owned()));
    list().child(el("details").class("answer").class_if("good", given).child(summary).child(field)).child(said)
}
