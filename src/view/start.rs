//! The first screen (开始): how to begin, in plain words, instead of an empty grid.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::{Open, Send, bar, mark};
use crate::app::Msg;
use crate::app::editor::Notice;

#[derive(Properties, PartialEq)]
pub struct Props {
    pub send: Send,
    pub open: Open,
    pub notice: Option<Notice>,
}

#[component]
pub fn Start(props: &Props) -> Html {
    let (year, org) = (use_node_ref(), use_node_ref());
    let begin = begin(&props.send, year.clone(), org.clone());
    let last_year = crate::browser::dom::this_year().saturating_sub(1).to_string();
    html! {
        <main class="start">
            <h1>{ "政府信息公开工作年度报告" }</h1>
            if let Some(notice) = &props.notice {
                <div class={classes!("notice", notice.severity.code())} role="alert">{ mark(notice.severity) }<p>{ notice.text.clone() }</p></div>
            }
            <div class="ways">
                <form onsubmit={begin}>
                    <h2>{ "新建一份" }</h2>
                    <label class="field"><span>{ "报告年度" }</span>
                        <input ref={year} type="text" inputmode="numeric" value={last_year} data-place="start.year" /></label>
                    <label class="field"><span>{ "单位名称" }</span>
                        <input ref={org} type="text" autocomplete="organization" data-place="start.org" /></label>
                    <button type="submit" class="primary">{ "开始填写" }</button>
                </form>
                <div>
                    <h2>{ "打开文件" }</h2>
                    <p>{ "接着填以前保存的年报文件（.json）。文件只在这台电脑上读取，不会上传。" }</p>
                    { bar::open(&props.open) }
                </div>
            </div>
        </main>
    }
}

fn begin(send: &Send, year: NodeRef, org: NodeRef) -> Callback<SubmitEvent> {
    let send = send.clone();
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let value =
            |node: &NodeRef| node.get().and_then(|n| n.dyn_into::<web_sys::HtmlInputElement>().ok()).map(|i| i.value());
        match value(&year).and_then(|y| y.trim().parse::<u16>().ok()).filter(|y| (2019..2100).contains(y)) {
            Some(year) => send.emit(Msg::Begin { year, org: value(&org).unwrap_or_default() }),
            None => send.emit(Msg::Refuse("报告年度请填四位数字，如 2025。".to_owned())),
        }
    })
}
