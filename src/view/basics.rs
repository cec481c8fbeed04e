//! The head of the report (基本信息): title, unit, year, edition, date, contact, introduction.

use std::sync::Arc;

use super::el::{Attr, El, When, el, list};
use super::form::section_id;
use super::prose_box::ProseBox;
use super::{Send, button, notice, value_of};
use crate::app::sections::Section;
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::form::{Edition, Prose};
use crate::report::meta::LEVELS;
use crate::report::{Edit, Meta, Report};

pub(super) fn view(editor: &Editor, send: &Send) -> El {
    let report = editor.report();
    let intro = ProseBox { prose: Prose::Intro, label: "引言", heading: "", optional: true, limit: None };
    el("section")
        .class("basics")
        .attr(Attr::Id, section_id(Section::Basics))
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::AriaLabelledby, "title")
        .child(el("h1").attr(Attr::Id, "title").child(report.title()))
        .child(fields(report, send))
        .child(without_place(editor, send))
        .child(
            el("fieldset").class("fields contact").child(el("legend").child("联系方式")).child(contact(report, send)),
        )
        .child(intro.view(report, send))
}

fn fields(report: &Report, send: &Send) -> El {
    el("div")
        .class("fields")
        .child(field(report, Meta::Org, "单位名称", "org wide", "", send))
        .child(field(report, Meta::Year, "报告年度", "", "numeric", send))
        .child(labelled("单位类型").child(level(report, send)))
        .child(labelled("表样").child(edition(report, send)))
        .child(field(report, Meta::Published, "报告日期", "", "", send))
}

fn contact(report: &Report, send: &Send) -> El {
    if !report.meta(Meta::Contact).is_empty() {
        return field(report, Meta::Contact, "联系方式", "wide", "", send);
    }
    list()
        .child(field(report, Meta::ContactOrg, "联系单位", "wide", "", send))
        .child(field(report, Meta::ContactPhone, "电话", "", "tel", send))
        .child(field(report, Meta::ContactAddress, "地址", "wide", "", send))
        .child(field(report, Meta::ContactPostcode, "邮编", "", "numeric", send))
        .child(field(report, Meta::ContactEmail, "电子邮箱", "", "email", send))
}

/// A label over the field that is to be put into it.
pub(super) fn labelled(label: &'static str) -> El {
    el("label").class("field").child(el("span").child(label))
}

fn field(report: &Report, key: Meta, label: &'static str, class: &'static str, mode: &'static str, send: &Send) -> El {
    let send = send.clone();
    let input = el("input")
        .attr(Attr::Type, "text")
        .attr(Attr::Inputmode, mode)
        .attr(Attr::Placeholder, if key == Meta::Published { "如 2026-01-20" } else { "" })
        .attr(Attr::Autocomplete, "off")
        .attr(Attr::DataPlace, format!("meta.{}", key.code()))
        .holds(report.meta(key))
        .on(When::Input, move |event| {
            send.emit(Msg::Change(Edit::Meta(key, Arc::from(value_of(&event)))));
        });
    labelled(label).class(class).child(input)
}

fn level(report: &Report, send: &Send) -> El {
    let chosen = report.meta(Meta::Level);
    let known = chosen.is_empty() || LEVELS.iter().any(|(code, _)| *code == chosen);
    let mut select = choice(send, "meta.level", |value| Some(Edit::Meta(Meta::Level, Arc::from(value))));
    select = select.child(option("", "未选择", chosen.is_empty()));
    for (code, name) in LEVELS {
        select = select.child(option(code, name, code == chosen));
    }
    let other = || {
        let option = el("option").attr(Attr::Value, chosen.to_owned()).flag(Attr::Selected, true);
        option.child(chosen.to_owned())
    };
    select.child((!known).then(other))
}

fn edition(report: &Report, send: &Send) -> El {
    let option = |edition: Edition, name| option(edition.code(), name, report.edition() == edition);
    choice(send, "meta.format", |value| Edition::parse(&value).map(Edit::Edition))
        .child(option(Edition::E2021, "2021年版"))
        .child(option(Edition::E2019, "2019年版"))
}

fn option(value: &'static str, name: &'static str, chosen: bool) -> El {
    el("option").attr(Attr::Value, value).flag(Attr::Selected, chosen).child(name)
}

fn choice(send: &Send, place: &'static str, edit: fn(String) -> Option<Edit>) -> El {
    let send = send.clone();
    el("select").attr(Attr::DataPlace, place).on(When::Change, move |event| {
        if let Some(edit) = edit(value_of(&event)) {
            send.emit(Msg::Change(edit));
        }
    })
}

/// After a change of edition: what is filled in and has no place in the form that is now shown.
fn without_place(editor: &Editor, send: &Send) -> Option<El> {
    let report = editor.report();
    let slots = report.without_place();
    if slots.is_empty() {
        return None;
    }
    let other = crate::form::Form::of(match report.edition() {
        Edition::E2019 => Edition::E2021,
        Edition::E2021 => Edition::E2019,
    });
    let shown = slots.len().min(6);
    let mut names = Vec::new();
    for slot in &slots[..shown] {
        names.push(format!("{}＝{}", other.name(*slot), report.raw(*slot)));
    }
    let more = if slots.len() > shown { "……" } else { "" };
    let text = format!(
        "{}年版表样没有下列 {} 格的位置：{}{more}。这些数不显示、不参加核对，但仍保留在文件里；换回原表样即可看到。",
        report.edition().code(),
        slots.len(),
        names.join("，")
    );
    let undo = editor.can_undo().then(|| button("撤销", send, Msg::Undo));
    Some(notice(Severity::Warning, "status", text).child(undo))
}
