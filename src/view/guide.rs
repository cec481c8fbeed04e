//! For who does this the first time (填报指引): by when, what to have at hand, in which order. Folded away for the rest.

use super::el::{El, el};
use super::form::section_name;
use super::{Send, button};
use crate::app::Msg;
use crate::app::sections::Section;
use crate::form::{Edition, Form};
use crate::later::{is_here, later};
use crate::report::meta::{day, last_day};
use crate::report::{Meta, Report};

/// All that the guide depends on.
#[derive(PartialEq)]
pub(super) struct Guide {
    edition: Edition,
    year: Option<u16>,
    /// The last day to publish.
    last: Option<u16>,
    here: bool,
    send: Send,
}

impl Guide {
    pub fn of(report: &Report, send: &Send) -> Guide {
        let last = last_day(report.meta(Meta::Level), report.edition());
        Guide { edition: report.edition(), year: report.year(), last, here: is_here(), send: send.clone() }
    }

    pub fn view(&self) -> El {
        let mut drawn = el("div");
        draw(self, &mut drawn);
        drawn
    }
}

later! { [feature = "form"] "33",
fn draw(guide: &Guide, out: &mut El) {
    *out = el("div").child(drawn(guide));
}
}

/// What to have at hand: what for, and where an office has it.
const AT_HAND: [(&str, &str); 6] = [
    ("去年的年度报告", "上年结转照抄“结转下年度继续办理”，规章和规范性文件的现行有效数接着算"),
    ("依申请公开登记台账", "表三：每件申请的申请人类型、办理结果，按 1 月 1 日至 12 月 31 日"),
    ("规章、行政规范性文件清单", "表二：本年制发、废止和年底现行有效的件数"),
    ("行政许可、处罚、强制和收费统计", "表二：由法制、审批、财务科室提供"),
    ("行政复议、行政诉讼台账", "表四：只计因政府信息公开引起的，按结果分"),
    ("本年主动公开和培训、监督的情况", "正文第一、五、六部分；数字要和三张表一致"),
];

fn drawn(guide: &Guide) -> El {
    let mut hand = el("ul");
    for (what, why) in AT_HAND {
        hand = hand.child(el("li").child(el("strong").child(what)).child(why));
    }
    let due = by_when(guide.year, guide.last);
    el("details")
        .class("guide")
        .child(el("summary").child("第一次填？填报指引"))
        .child(el("p").child(due.unwrap_or_else(|| "选好“单位类型”，这里会写明最迟哪天公布。".to_owned())))
        .child(el("h2").child("手边准备好"))
        .child(hand)
        .child(el("h2").child("按这个顺序填"))
        .child(steps(guide))
}

/// The sections in order, and a way to each; how each stands is in the rail.
fn steps(guide: &Guide) -> El {
    let form = Form::of(guide.edition);
    let step =
        |name, msg, why| el("li").child(button(name, &guide.send, msg).class("quiet")).child(el("span").child(why));
    let mut steps = el("ol");
    for section in Section::all(form) {
        let why = if section == Section::Basics { "单位、年度、单位类型、联系方式" } else { "" };
        steps = steps.child(step(section_name(form, section), Msg::Jump(section), why));
    }
    steps.child(step("预览", Msg::Preview(true), "看一遍正式文本，没有错误就可以提交"))
}

/// By when the report is due, as far as the kind of unit is known.
pub(super) fn due(report: &Report) -> Option<String> {
    by_when(report.year(), last_day(report.meta(Meta::Level), report.edition()))
}

fn by_when(year: Option<u16>, last: Option<u16>) -> Option<String> {
    let (year, last) = year.zip(last)?;
    Some(format!("{year}年的年度报告，这类单位最迟 {} 年 {}公布。", year + 1, day(last)))
}
