//! The head of the report (基本信息): title, unit, year, edition, date, contact, introduction.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::form::section_id;
use super::prose_box::ProseBox;
use super::{Send, on};
use crate::app::sections::Section;
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::form::{Edition, Prose};
use crate::report::meta::LEVELS;
use crate::report::{Edit, Meta, Report};

pub(super) fn view(editor: &Editor, send: &Send) -> Html {
    let report = editor.report();
    html! {
        <section id={section_id(Section::Basics)} tabindex="-1" aria-labelledby="title" class="basics">
            <h1 id="title">{ report.title() }</h1>
            <div class="fields">
                { field(report, Meta::Org, "单位名称", "org wide", "", send) }
                { field(report, Meta::Year, "报告年度", "", "numeric", send) }
                { level(report, send) }
                { edition(report, send) }
                { field(report, Meta::Published, "报告日期", "", "", send) }
            </div>
            { without_place(editor, send) }
            <fieldset class="fields contact">
                <legend>{ "联系方式" }</legend>
                { contact(report, send) }
            </fieldset>
            <ProseBox prose={Prose::Intro} label="引言" heading="" optional=true limit={None::<usize>}
                text={report.prose_shared(Prose::Intro).clone()} send={send.clone()} />
        </section>
    }
}

fn contact(report: &Report, send: &Send) -> Html {
    if !report.meta(Meta::Contact).is_empty() {
        return field(report, Meta::Contact, "联系方式", "wide", "", send);
    }
    html! {
        <>
            { field(report, Meta::ContactOrg, "联系单位", "wide", "", send) }
            { field(report, Meta::ContactPhone, "电话", "", "tel", send) }
            { field(report, Meta::ContactAddress, "地址", "wide", "", send) }
            { field(report, Meta::ContactPostcode, "邮编", "", "numeric", send) }
            { field(report, Meta::ContactEmail, "电子邮箱", "", "email", send) }
        </>
    }
}

fn field(
    report: &Report,
    key: Meta,
    label: &'static str,
    class: &'static str,
    mode: &'static str,
    send: &Send,
) -> Html {
    let send = send.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            send.emit(Msg::Change(Edit::Meta(key, Arc::from(input.value()))));
        }
    });
    let value = report.meta(key).to_owned();
    let placeholder = if key == Meta::Published { "如 2026-01-20" } else { "" };
    html! {
        <label class={classes!("field", class)}>
            <span>{ label }</span>
            <input type="text" inputmode={mode} {value} {placeholder} autocomplete="off"
                data-place={format!("meta.{}", key.code())} {oninput} />
        </label>
    }
}

fn level(report: &Report, send: &Send) -> Html {
    let chosen = report.meta(Meta::Level).to_owned();
    let known = chosen.is_empty() || LEVELS.iter().any(|(code, _)| *code == chosen);
    let onchange = choose(send, |value| Some(Edit::Meta(Meta::Level, Arc::from(value))));
    html! {
        <label class="field">
            <span>{ "单位类型" }</span>
            <select data-place="meta.level" {onchange}>
                <option value="" selected={chosen.is_empty()}>{ "未选择" }</option>
                { for LEVELS.iter().map(|(code, name)| html! { <option value={*code} selected={*code == chosen}>{ *name }</option> }) }
                if !known { <option value={chosen.clone()} selected=true>{ chosen.clone() }</option> }
            </select>
        </label>
    }
}

fn edition(report: &Report, send: &Send) -> Html {
    let onchange = choose(send, |value| Edition::parse(&value).map(Edit::Edition));
    let option = |edition: Edition, name: &'static str| {
        html! { <option value={edition.code()} selected={report.edition() == edition}>{ name }</option> }
    };
    html! {
        <label class="field">
            <span>{ "表样" }</span>
            <select data-place="meta.format" {onchange}>
                { option(Edition::E2021, "2021年版") }
                { option(Edition::E2019, "2019年版") }
            </select>
        </label>
    }
}

fn choose(send: &Send, edit: fn(String) -> Option<Edit>) -> Callback<Event> {
    let send = send.clone();
    Callback::from(move |event: Event| {
        let select = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlSelectElement>().ok());
        if let Some(edit) = select.and_then(|s| edit(s.value())) {
            send.emit(Msg::Change(edit));
        }
    })
}

/// After a change of edition: what is filled in and has no place in the form that is now shown.
fn without_place(editor: &Editor, send: &Send) -> Html {
    let report = editor.report();
    let slots = report.without_place();
    if slots.is_empty() {
        return Html::default();
    }
    let other = crate::form::Form::of(match report.edition() {
        Edition::E2019 => Edition::E2021,
        Edition::E2021 => Edition::E2019,
    });
    let names: Vec<String> = slots.iter().take(6).map(|s| format!("{}＝{}", other.name(*s), report.raw(*s))).collect();
    let more = if slots.len() > names.len() { "……" } else { "" };
    html! {
        <div class="notice warning" role="status">
            { super::mark(Severity::Warning) }
            <p>{ format!("{}年版表样没有下列 {} 格的位置：{}{more}。这些数不显示、不参加核对，但仍保留在文件里；换回原表样即可看到。",
                report.edition().code(), slots.len(), names.join("，")) }</p>
            if editor.can_undo() { <button type="button" onclick={on(send, Msg::Undo)}>{ "撤销" }</button> }
        </div>
    }
}
