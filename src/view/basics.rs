//! The head of the report (基本信息): title, unit, year, edition, date, contact, introduction.

use std::sync::Arc;

use super::claims;
use super::el::{Attr, El, When, el, list};
use super::form::section_id;
use super::guide::Guide;
use super::kept::{Shown, kept};
use super::prose_box::{Held, ProseBox};
use super::{Send, button, notice, title, value_of};
use crate::app::sections::Section;
use crate::app::{Editor, Msg};
use crate::check::Severity;
use crate::form::{Edition, Form, Prose, Slot};
use crate::later::later;
use crate::report::meta::LEVELS;
use crate::report::{Edit, Meta};

pub(super) fn view(editor: &Editor, send: &Send) -> El {
    let report = editor.report();
    el("section")
        .class("basics")
        .attr(Attr::Id, section_id(Section::Basics))
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::AriaLabelledby, "title")
        .child(title(&report.title()).attr(Attr::Id, "title"))
        .child(without_place(editor, send))
        .child(kept(None, Shown::Guide(Guide::of(report, send))))
        .child(kept(None, Shown::Fields(Fields::of(editor, send))))
        .child(kept(None, Shown::Prose(intro(editor, send))))
}

fn intro(editor: &Editor, send: &Send) -> ProseBox {
    let report = editor.report();
    ProseBox {
        prose: Prose::Intro,
        label: "引言",
        heading: "",
        optional: true,
        limit: None,
        text: Held(report.prose_shared(Prose::Intro).clone()),
        marks: claims::marks(editor, Prose::Intro),
        locked: editor.is_locked(),
        send: send.clone(),
    }
}

/// The fields of the basic data.
#[derive(PartialEq)]
pub(super) struct Fields {
    edition: Edition,
    meta: Vec<Arc<str>>,
    /// Nothing may be typed: a file of a newer version.
    locked: bool,
    send: Send,
}

impl Fields {
    fn of(editor: &Editor, send: &Send) -> Fields {
        let report = editor.report();
        let meta = Meta::ALL.iter().map(|key| report.meta_shared(*key).clone()).collect();
        Fields { edition: report.edition(), meta, locked: editor.is_locked(), send: send.clone() }
    }

    fn meta(&self, key: Meta) -> &str {
        self.meta.get(key.index()).map_or("", |text| text)
    }

    pub(super) fn view(&self) -> El {
        let contact = el("fieldset").class("fields contact").child(el("legend").child("联系方式"));
        list().child(self.unit()).child(contact.child(self.contact()))
    }

    fn unit(&self) -> El {
        el("div")
            .class("fields")
            .child(self.field(Meta::Org, "单位名称", "org wide", ""))
            .child(self.field(Meta::Year, "报告年度", "", "numeric"))
            .child(labelled("单位类型").child(self.level()))
            .child(labelled("表样").child(self.edition()))
            .child(self.field(Meta::Published, "报告日期", "", ""))
    }

    fn contact(&self) -> El {
        if !self.meta(Meta::Contact).is_empty() {
            return self.field(Meta::Contact, "联系方式", "wide", "");
        }
        list()
            .child(self.field(Meta::ContactOrg, "联系单位", "wide", ""))
            .child(self.field(Meta::ContactPhone, "电话", "", "tel"))
            .child(self.field(Meta::ContactAddress, "地址", "wide", ""))
            .child(self.field(Meta::ContactPostcode, "邮编", "", "numeric"))
            .child(self.field(Meta::ContactEmail, "电子邮箱", "", "email"))
    }

    fn field(&self, key: Meta, label: &'static str, class: &'static str, mode: &'static str) -> El {
        let send = self.send.clone();
        let input = el("input")
            .attr(Attr::Type, "text")
            .attr(Attr::Inputmode, mode)
            .attr(Attr::Placeholder, if key == Meta::Published { "如 2026-01-20" } else { "" })
            .attr(Attr::Autocomplete, "off")
            .attr(Attr::DataPlace, format!("meta.{}", key.code()))
            .flag(Attr::Readonly, self.locked)
            .holds(self.meta(key))
            .on(When::Input, move |event| {
                send.emit(Msg::Change(Edit::Meta(key, Arc::from(value_of(&event)))));
            });
        labelled(label).class(class).child(input)
    }

    fn level(&self) -> El {
        let chosen = self.meta(Meta::Level);
        let known = chosen.is_empty() || LEVELS.iter().any(|(code, _)| *code == chosen);
        let mut select = self.choice("meta.level", |value| Some(Edit::Meta(Meta::Level, Arc::from(value))));
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

    fn edition(&self) -> El {
        let option = |edition: Edition, name| option(edition.code(), name, self.edition == edition);
        self.choice("meta.format", |value| Edition::parse(&value).map(Edit::Edition))
            .child(option(Edition::E2021, "2021年版"))
            .child(option(Edition::E2019, "2019年版"))
    }

    fn choice(&self, place: &'static str, edit: fn(String) -> Option<Edit>) -> El {
        let send = self.send.clone();
        let select = el("select").attr(Attr::DataPlace, place).flag(Attr::Disabled, self.locked);
        select.on(When::Change, move |event| {
            if let Some(edit) = edit(value_of(&event)) {
                send.emit(Msg::Change(edit));
            }
        })
    }
}

/// A label over the field that is to be put into it.
pub(super) fn labelled(label: &'static str) -> El {
    el("label").class("field").child(el("span").child(label))
}

fn option(value: &'static str, name: &'static str, chosen: bool) -> El {
    el("option").attr(Attr::Value, value).flag(Attr::Selected, chosen).child(name)
}

/// After a change of edition: what is filled in and has no place in the form that is now shown.
fn without_place(editor: &Editor, send: &Send) -> Option<El> {
    let slots = editor.report().without_place();
    let mut notice = None;
    if !slots.is_empty() {
        say_without_place(editor, &slots, send, &mut notice);
    }
    notice
}

later! { [feature = "form"] "12",
fn say_without_place(editor: &Editor, slots: &Vec<Slot>, send: &Send, out: &mut Option<El>) {
    *out = Some(said_without_place(editor, slots, send));
}
}

fn said_without_place(editor: &Editor, slots: &[Slot], send: &Send) -> El {
    let report = editor.report();
    let other = Form::of(match report.edition() {
        Edition::E2019 => Edition::E2021,
        Edition::E2021 => Edition::E2019,
    });
    let mut names = Vec::new();
    for slot in slots.iter().take(6) {
        names.push(format!("{}＝{}", other.name(*slot), report.raw(*slot)));
    }
    let more = if slots.len() > names.len() { "……" } else { "" };
    let text = format!(
        "{}年版表样没有下列 {} 格的位置：{}{more}。这些数不显示、不参加核对，但仍保留在文件里；换回原表样即可看到。",
        report.edition().code(),
        slots.len(),
        names.join("，")
    );
    let undo = editor.can_undo().then(|| button("撤销", send, Msg::Undo));
    notice(Severity::Warning, "status", text).child(undo)
}
