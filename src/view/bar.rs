//! The bar at the top (工具栏): whose report this is, whether it is saved, and what can be done with the whole.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::{Open, Send, mark, on};
use crate::app::{Editor, Msg};
use crate::report::Meta;

pub(super) fn view(editor: &Editor, send: &Send, files: &Open) -> Html {
    let report = editor.report();
    let org = match report.meta(Meta::Org).trim() {
        "" => "未填写单位名称",
        org => org,
    };
    let year = report.meta(Meta::Year);
    html! {
        <header class="bar" part="bar">
            <div class="whose">
                <strong title={org.to_owned()}>{ org.to_owned() }</strong>
                if !year.is_empty() { <span>{ format!("{year}年度") }</span> }
            </div>
            <p class="saved" role="status">{ saved(editor) }</p>
            <div class="tools" role="toolbar" aria-label="整份报告">
                { tool("撤销", "Ctrl+Z", Msg::Undo, editor.can_undo(), send) }
                { tool("重做", "Ctrl+Y", Msg::Redo, editor.can_redo(), send) }
                { open(files) }
                { tool("保存文件", "Ctrl+S", Msg::Save, true, send) }
                { tool("打印", "按正式文本打印", Msg::Print, true, send) }
                if !editor.panel {
                    <button type="button" onclick={on(send, Msg::Panel)}>{ counted(editor) }</button>
                }
                <button type="button" class="primary" onclick={on(send, Msg::Submit)}>{ "提交" }</button>
            </div>
            { notice(editor, send) }
        </header>
    }
}

/// The mark tells the truth: only a file that was handed over counts as saved.
fn saved(editor: &Editor) -> &'static str {
    match (editor.is_dirty, editor.can_undo()) {
        (true, _) => "有改动，尚未保存为文件",
        (false, true) => "改动已保存为文件",
        (false, false) => "",
    }
}

fn tool(label: &'static str, title: &'static str, msg: Msg, enabled: bool, send: &Send) -> Html {
    html! { <button type="button" {title} disabled={!enabled} onclick={on(send, msg)}>{ label }</button> }
}

/// 打开: a label over a file input, so that it is a button to the eye and a file field to everything else.
pub(super) fn open(open: &Open) -> Html {
    let open = open.clone();
    let onchange = Callback::from(move |event: Event| {
        let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                open.emit(file);
            }
            // The same file chosen again must be read again.
            input.set_value("");
        }
    });
    html! {
        <label class="button file" title="打开 .json 年报文件">
            { "打开文件" }
            <input type="file" accept=".json,application/json" {onchange} />
        </label>
    }
}

fn counted(editor: &Editor) -> String {
    let [errors, warnings, hints] = editor.counts();
    format!("核对结果 {}", errors + warnings + hints)
}

pub(super) fn notice(editor: &Editor, send: &Send) -> Html {
    let Some(notice) = &editor.notice else { return Html::default() };
    html! {
        <div class={classes!("notice", notice.severity.code())} role="alert">
            { mark(notice.severity) }<p>{ notice.text.clone() }</p>
            <button type="button" onclick={on(send, Msg::Dismiss)}>{ "知道了" }</button>
        </div>
    }
}
