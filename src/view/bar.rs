//! The bar at the top (工具栏): whose report this is, whether it is saved, and what can be done with the whole.

use wasm_bindgen::JsCast;

use super::el::{Attr, El, When, el};
use super::{Open, Send, button, keeping, settings};
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::report::Meta;

pub(super) fn view(editor: &Editor, send: &Send, files: &Open) -> El {
    el("div")
        .class("bar")
        .attr(Attr::Part, "bar")
        .child(whose(editor))
        // What is saved is said by the keeper, which goes on when nothing here does.
        .child(el("p").class("saved"))
        .child(tools(editor, send, files))
        .child(keeping::view(editor, send))
        .child(notice(editor, send))
        .child(editor.report().is_read_only().then(|| super::notice(Severity::Warning, "status", READ_ONLY.to_owned())))
}

const READ_ONLY: &str = "这份文件是用更新的版本保存的，其中可能有这里不认识的内容，所以只能查看，不能修改。";

fn whose(editor: &Editor) -> El {
    let report = editor.report();
    let org = match report.meta(Meta::Org).trim() {
        "" => "未填写单位名称",
        org => org,
    };
    let year = report.meta(Meta::Year);
    el("div")
        .class("whose")
        .child(el("strong").attr(Attr::Title, org.to_owned()).child(org.to_owned()))
        .child((!year.is_empty()).then(|| el("span").child(format!("{year}年度"))))
}

fn tools(editor: &Editor, send: &Send, files: &Open) -> El {
    el("div")
        .class("tools")
        .attr(Attr::Role, "toolbar")
        .attr(Attr::AriaLabel, "整份报告")
        .child(tool("撤销", "Ctrl+Z", Msg::Undo, send).flag(Attr::Disabled, !editor.can_undo()))
        .child(tool("重做", "Ctrl+Y", Msg::Redo, send).flag(Attr::Disabled, !editor.can_redo()))
        .child(open(files, "打开文件", false))
        .child(tool("保存文件", "Ctrl+S", Msg::Save, send))
        .child(tool("预览", "看正式文本和能不能提交", Msg::Preview(true), send))
        .child((!editor.panel).then(|| button("", send, Msg::Panel).child(counted(editor))))
        .child(button("提交", send, Msg::Submit).class("primary"))
        .child(settings::view(editor, send))
}

fn tool(label: &'static str, title: &'static str, msg: Msg, send: &Send) -> El {
    button(label, send, msg).attr(Attr::Title, title)
}

/// What can be read. What a file really is, its bytes say.
const KINDS: &str = ".json,.docx,.xlsx,.xls,.html,.htm,.csv,.txt,.md,.pdf";

/// 打开: a label over a file input, so that it is a button to the eye and a file field to everything else.
pub(super) fn open(open: &Open, name: &'static str, last: bool) -> El {
    let open = open.clone();
    let input = el("input").attr(Attr::Type, "file").attr(Attr::Accept, KINDS);
    let input = input.on(When::Change, move |event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                open.emit((file, last));
            }
            // The same file chosen again must be read again.
            input.set_value("");
        }
    });
    let label = el("label").class("button file").attr(Attr::Title, "年报文件、Word、Excel、网页、CSV、文字");
    label.child(name).child(input)
}

fn counted(editor: &Editor) -> String {
    let [errors, warnings, hints] = editor.counts();
    format!("核对结果 {}", errors + warnings + hints)
}

fn notice(editor: &Editor, send: &Send) -> Option<El> {
    let notice = editor.notice.as_ref()?;
    let shown = super::notice(notice.severity, "alert", notice.text.clone());
    Some(shown.child(button("知道了", send, Msg::Dismiss)))
}
