//! The findings (核对结果): every one with its sentence, a way to the cell, and what would settle it.

use std::rc::Rc;

use yew::Html;
use yew::virtual_dom::Key;

use super::el::{Attr, El, When, el, list};
use super::kept::{Shown, kept};
use super::{Send, answer, button, class, faint, listing, mark, tick};
use crate::app::{Editor, Msg};
use crate::check::{Finding, Fix, Severity, why};
use crate::later::{is_here, later};

pub(super) fn view(editor: &Editor, send: &Send) -> Option<El> {
    if !editor.panel {
        return None;
    }
    let mut items = el("ol");
    draw_items(editor, send, &mut items);
    let head = el("div")
        .class("head")
        .child(el("h2").attr(Attr::Id, "findings").child("核对结果"))
        .child(button("收起", send, Msg::Panel).class("quiet"));
    let counts = el("p").class("counts").attr(Attr::Role, "status").child(counts(editor));
    let panel = el("section").class("findings").attr(Attr::AriaLabelledby, "findings");
    Some(panel.child(head).child(counts).child(items).child(listing::ways_out(editor, send)))
}

later! { [feature = "form"] "31",
fn draw_items(editor: &Editor, send: &Send, out: &mut El) {
    let mut items = el("ol");
    for at in 0..editor.findings().len() {
        items = items.child(item(editor, at, send));
    }
    *out = items;
}
}

fn item(editor: &Editor, at: usize, send: &Send) -> Html {
    let findings = Rc::clone(editor.findings());
    let key = findings.get(at).map(|f| Key::from(f.key()));
    let answer = findings.get(at).map_or("", |f| f.explanation(editor.report())).to_owned();
    let lit = editor.lit == Some(at);
    let item = Item { findings, at, lit, answer, send: send.clone() };
    kept(key, Shown::Finding(item))
}

fn counts(editor: &Editor) -> El {
    if !is_here() {
        return faint("正在载入核对规则…");
    }
    let counts = editor.counts();
    if counts != [0; 3] {
        let mut all = list();
        for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
            let count = counts[severity as usize];
            if count > 0 {
                let word = el("span").class(class(severity)).child(mark(severity));
                all = all.child(word.child(format!("{count} 处{}", severity.word())));
            }
        }
        return all;
    }
    let report = editor.report();
    let sheets = &report.form().sheets;
    if !sheets.iter().any(|s| report.is_started(s.table.id)) {
        return faint("填入数字后，这里随时列出对不上的地方。");
    }
    let mut relations = 0;
    for sheet in sheets {
        relations += sheet.identities.len();
    }
    let mut told = format!("已核对 {relations} 条勾稽关系、每一格的写法");
    if !editor.claims().is_empty() {
        told.push_str(&format!("、正文 {} 处说法", editor.claims().len()));
    }
    list().child(el("span").class("good").child(tick()).child("全部相符")).child(faint("").child(told))
}

/// A finding in the list.
pub(super) struct Item {
    findings: Rc<Vec<Finding>>,
    at: usize,
    /// The pointer is over it.
    lit: bool,
    /// What the unit says of it.
    answer: String,
    send: Send,
}

impl PartialEq for Item {
    fn eq(&self, other: &Item) -> bool {
        let same = self.at == other.at && self.lit == other.lit;
        let same = same && self.answer == other.answer;
        let (Some(a), Some(b)) = (self.findings.get(self.at), other.findings.get(other.at)) else { return false };
        same && std::ptr::eq(a.rule, b.rule) && a.message == b.message && a.fixes == b.fixes
    }
}

impl Item {
    pub(super) fn view(&self) -> Option<El> {
        let (finding, at, send) = (self.findings.get(self.at)?, self.at, &self.send);
        let severity = finding.rule.severity;
        let go = button("", send, Msg::Go(at))
            .class("go")
            .attr(Attr::Title, "到这一格")
            .child(mark(severity))
            .child(el("span").class("hidden").child(severity.word()).child("："))
            .child(el("span").child(finding.message.clone()));
        let item = el("li")
            .class("finding")
            .class(class(severity))
            .class_if("lit", self.lit)
            .sends(When::MouseEnter, send, Msg::Light(Some(at)))
            .sends(When::MouseLeave, send, Msg::Light(None));
        let fixes = fixes(el("div").class("fixes"), finding, send);
        Some(item.child(go).child(fixes).child(answer::view(finding, &self.answer, send)).child(why(finding)))
    }
}

fn why(finding: &Finding) -> El {
    el("details")
        .child(el("summary").child("为什么"))
        .child(el("p").child(why::why(finding.rule.id).unwrap_or("")))
        .child(el("p").class("source").child(format!("依据：{}", finding.rule.source)))
}

/// Changes that are offered, put into `to`; nothing is changed before the click.
pub(super) fn fixes(to: El, finding: &Finding, send: &Send) -> El {
    let fix = |fix: &Fix| button("", send, Msg::Mend(fix.edit.clone())).class("fix").child(fix.label.clone());
    finding.fixes.iter().fold(to, |to, f| to.child(fix(f)))
}
