//! The list of findings on its way out: printed, or copied into a letter.

use super::el::{Attr, El, el};
use super::{Send, button};
use crate::app::{Editor, Msg, listing};
use crate::check::Finding;
use crate::later::later;
use crate::report::Report;

/// Below the findings.
pub(super) fn ways_out(editor: &Editor, send: &Send) -> Option<El> {
    let mut drawn = None;
    if !editor.findings().is_empty() {
        offer(send, &mut drawn);
    }
    drawn
}

later! { [feature = "form"] "15",
fn offer(send: &Send, out: &mut Option<El>) {
    let copy = button("复制清单", send, Msg::CopyFindings);
    let print = button("打印清单", send, Msg::PrintFindings);
    let group = el("div").class("ways-out").attr(Attr::Role, "group").attr(Attr::AriaLabel, "核对清单");
    *out = Some(group.child(copy).child(print));
}
}

/// As it is printed.
pub(super) fn document(editor: &Editor) -> El {
    let (report, findings) = (editor.report(), editor.findings());
    let mut document = el("article").class("document").class("list");
    document = document.child(el("h1").child(report.title()).child(" 核对清单"));
    document = document.child(el("p").child(listing::summary(report, findings)).child("。"));
    for group in listing::groups(report, findings) {
        let mut list = el("ul");
        for finding in &group.findings {
            list = list.child(item(report, finding));
        }
        document = document.child(el("section").child(el("h2").child(group.heading)).child(list));
    }
    document
}

fn item(report: &Report, finding: &Finding) -> El {
    let said = el("p").child(format!("【{}】{}", finding.rule.severity.word(), finding.message));
    let quote = finding.quote.as_ref().map(|quote| el("p").child(format!("原文：“{quote}”")));
    let answer = finding.answer(report).map(|answer| el("p").child(format!("说明：{answer}")));
    let source = el("p").class("source").child(format!("依据：{}", finding.rule.source));
    el("li").child(said).child(quote).child(answer).child(source)
}
