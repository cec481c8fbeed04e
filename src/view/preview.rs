//! The last look (预览): the document as it will be printed, and above it whether it can be handed in.

use super::el::{Attr, El, el, list};
use super::form::section_name;
use super::{Send, button, guide, mark, notice, tick};
use crate::app::sections::{self, Section};
use crate::app::{Editor, Msg};
use crate::check::Severity;

/// A part of the document's second file.
pub(super) fn view(editor: &Editor, send: &Send) -> El {
    let tools = el("div")
        .class("tools")
        .attr(Attr::Role, "toolbar")
        .attr(Attr::AriaLabel, "预览")
        .child(button("返回修改", send, Msg::Preview(false)))
        .child(button("打印", send, Msg::Print))
        .child(button("保存文件", send, Msg::Save))
        .child(button("提交", send, Msg::Submit).class("primary"));
    let head = el("div").class("line").child(el("h1").child("预览")).child(tools);
    let told = editor.notice.as_ref().map(|n| notice(n.severity, "alert", n.text.clone()));
    el("section")
        .class("preview")
        .attr(Attr::Id, "preview")
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::AriaLabel, "能不能提交")
        .child(head)
        .child(verdict(editor, send))
        .child(told)
}

fn verdict(editor: &Editor, send: &Send) -> El {
    let count = |severity| editor.open_findings(severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let missing = missing(editor);
    let mut lines = el("ul").child(match (errors, warnings) {
        (0, 0) if missing.is_some() => el("li").child("填了的部分没有发现错误和提醒。"),
        (0, 0) => el("li").class("good").child(tick()).child(agreed(editor)),
        (0, _) => said(
            Severity::Warning,
            format!("没有错误，可以提交。还有 {warnings} 处提醒没有改正，也没有说明原因，审核时可能会退回来问。"),
        ),
        _ => said(Severity::Error, format!("还有 {errors} 处错误，改正后才能提交；可以先保存文件。")),
    });
    if let Some(first) = first(editor) {
        let go = button(if errors > 0 { "改第一处错误" } else { "看第一处提醒" }, send, Msg::Go(first));
        lines = lines.child(el("li").class("next").child(go));
    }
    if let Some(missing) = missing {
        lines = lines.child(said(Severity::Warning, missing));
    }
    lines.child(guide::due(editor.report()).map(|due| el("li").class("faint").child(due)))
}

fn said(severity: Severity, text: String) -> El {
    el("li").child(mark(severity)).child(el("span").child(text))
}

fn agreed(editor: &Editor) -> El {
    let hints = editor.counts()[Severity::Hint as usize];
    let hinted = (hints > 0).then(|| el("span").class("faint").child(format!("（另有 {hints} 处提示，供参考）")));
    list().child(el("span").child("全部相符，可以提交。")).child(hinted)
}

/// The gravest finding that is open.
fn first(editor: &Editor) -> Option<usize> {
    let open = |severity| editor.open_findings(severity).next();
    open(Severity::Error).or_else(|| open(Severity::Warning))
}

/// The parts in which something is still missing.
fn missing(editor: &Editor) -> Option<String> {
    let form = editor.report().form();
    let mut names: Vec<&str> = Vec::new();
    for (section, state) in sections::states(editor.report(), editor.findings()) {
        let last = matches!(section, Section::Part(at) if at + 1 == form.desc.parts.len());
        // Part six may say nothing.
        if !state.filled && !last {
            names.push(section_name(form, section));
        }
    }
    (!names.is_empty()).then(|| format!("还没有填完：{}。", names.join("、")))
}
