//! The first screen (开始): how to begin, in plain words, instead of an empty grid.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use super::basics::labelled;
use super::el::{Attr, El, When, el};
use super::{Open, Send, bar, drafts, faint, notice};
use crate::app::{Editor, Msg};
use crate::browser::dom;

pub(super) fn view(editor: &Editor, send: &Send, open: &Open) -> El {
    let last = el("div")
        .class("best")
        .child(el("h2").child("从去年的年报开始").child(faint("推荐")))
        .child(el("p").child("用去年的年报：保存的文件、Word、Excel、PDF，或者把去年公布的网页另存为 .html。单位和“上年结转”照抄，填写时旁边显示去年的数。"))
        .child(bar::open(open, "打开去年的年报", true));
    let file = el("div")
        .child(el("h2").child("打开文件"))
        .child(
            el("p").child("接着填以前保存的年报文件或者备份；Word、Excel、PDF、网页，读出来先给您看，再决定填不填。"),
        )
        .child(bar::open(open, "打开文件", false))
        .child(el("details").child(el("summary").child("粘贴文字")).child(pasted(send)));
    el("div")
        .class("main start")
        .child(el("h1").child("政府信息公开工作年度报告"))
        .child(
            el("p").class("lead").child("按官方表样填写，边填边核对各表的勾稽关系。文件和数据只在这台电脑上，不上传。"),
        )
        .child(editor.notice.as_ref().map(|n| notice(n.severity, "alert", n.text.clone())))
        .child(el("div").class("ways").child(last).child(new(send)).child(file))
        .child(drafts::view(editor, send))
}

/// What was copied from a PDF or a page.
pub(super) fn pasted(send: &Send) -> El {
    let send = send.clone();
    let text =
        el("textarea").attr(Attr::Rows, 4_usize).attr(Attr::DataPlace, "start.text").attr(Attr::Spellcheck, "false");
    let text = text.attr(Attr::Placeholder, "在 PDF 或网页里全选、复制，粘贴到这里");
    let form = el("form").on(When::Submit, move |event| send.emit(read(&event)));
    let field = el("label").class("field").child(el("span").child("PDF 或网页里的文字")).child(text);
    form.child(field).child(el("button").attr(Attr::Type, "submit").child("读取文字"))
}

fn read(event: &Event) -> Msg {
    event.prevent_default();
    let form = event.target().map(JsCast::unchecked_into::<Element>);
    let field = form.and_then(|form| form.query_selector("textarea").ok().flatten());
    let text = field.map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default();
    match text.trim() {
        "" => Msg::Refuse("还没有粘贴文字。".to_owned()),
        _ => Msg::Ask("paste", Rc::default(), text.into()),
    }
}

fn new(send: &Send) -> El {
    let send = send.clone();
    let last_year = dom::this_year().saturating_sub(1).to_string();
    // The year as an attribute: a first value, which a later drawing leaves alone.
    let year = el("input")
        .attr(Attr::Type, "text")
        .attr(Attr::Inputmode, "numeric")
        .attr(Attr::DataPlace, "start.year")
        .attr(Attr::Value, last_year);
    let org = el("input")
        .attr(Attr::Type, "text")
        .attr(Attr::Autocomplete, "organization")
        .attr(Attr::DataPlace, "start.org");
    el("form")
        .on(When::Submit, move |event| send.emit(begin(&event)))
        .child(el("h2").child("新建一份"))
        .child(labelled("报告年度").child(year))
        .child(labelled("单位名称").child(org))
        .child(el("button").attr(Attr::Type, "submit").class("primary").child("开始填写"))
}

fn begin(event: &Event) -> Msg {
    event.prevent_default();
    let form = event.target().map(JsCast::unchecked_into::<Element>);
    let value = |selector: &str| {
        let field = form.as_ref().and_then(|form| form.query_selector(selector).ok().flatten());
        field.map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
    };
    match value("[data-place='start.year']").trim().parse::<u16>() {
        Ok(year) if (2019..2100).contains(&year) => Msg::Begin { year, org: value("[data-place='start.org']") },
        _ => Msg::Refuse("报告年度请填四位数字，如 2025。".to_owned()),
    }
}
