//! The head of the view: whose report this is, what can be chosen and taken away; and where the data come from.

use wasm_bindgen::JsCast;
use web_sys::Event;

use super::super::el::{Attr, El, When, el, list};
use super::super::value_of;
use super::{Screen, Tell};
use crate::app::viewer::shelf::Item;
use crate::app::viewer::sources::{owner, sources};
use crate::app::viewer::{Against, Kind, Msg};
use crate::browser::dom;
use crate::later::later;

pub(super) fn view(screen: Screen, item: &Item) -> El {
    let head = el("header").class("head").attr(Attr::Part, "bar").child(title(&item.report.title()));
    let mut rest = list();
    draw_rest(screen, item, &mut rest);
    head.child(rest)
}

later! { [feature = "view"] "26",
fn draw_rest(screen: Screen, item: &Item, out: &mut El) {
    *out = list().child(tools(screen)).child(brief(screen, item));
}
}

fn tools(screen: Screen) -> El {
    el("div")
        .class("tools")
        .attr(Attr::Role, "group")
        .attr(Attr::AriaLabel, screen.say("选择和导出"))
        .child(unit(screen))
        .child(year(screen))
        .child(against(screen))
        .child(downloads(screen))
        .child(screen.button(screen.say("打印"), Msg::Print))
        .child(screen.toggle("大字", screen.viewer.seen.large, Msg::Large))
}

/// The report's title: a long one breaks between the unit and the year, or where the unit ends.
fn title(title: &str) -> El {
    let digit = title.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0);
    // 政府信息公开工作年度报告 is where the last 政 is. (As a set of one: the search for a single char weighs 200 bytes.)
    let end = digit.or_else(|| title.rfind(['政'])).unwrap_or(0);
    let (unit, rest) = title.split_at_checked(end).unwrap_or(("", title));
    let kept = |text: &str| el("span").class("kept").child(text.to_owned());
    el("h2").attr(Attr::Lang, "zh-CN").child(kept(unit)).child(kept(rest))
}

/// A field to choose from: label, names with whether they are chosen, what a choice says.
fn choice(screen: Screen, label: &'static str, names: Vec<(String, bool)>, chosen: fn(&str, &Tell)) -> El {
    let tell = screen.tell.clone();
    let mut select = el("select").on(When::Change, move |event: Event| chosen(&value_of(&event), &tell));
    for (name, now) in names {
        let (value, shown) = name.split_once('\n').unwrap_or((&name, &name));
        let option = el("option").attr(Attr::Value, value.to_owned()).flag(Attr::Selected, now);
        select = select.child(option.child(shown.to_owned()));
    }
    el("label").class("choice").child(el("span").child(screen.say(label))).child(select)
}

/// `value\nname`.
fn entry(value: &str, name: &str) -> String {
    [value, name].join("\n")
}

fn unit(screen: Screen) -> Option<El> {
    let units = screen.viewer.units();
    let mut names = Vec::new();
    for (at, name) in units.iter().enumerate() {
        names.push((entry(&at.to_string(), name), at == screen.viewer.seen.unit));
    }
    let chosen = |value: &str, tell: &Tell| value.parse().ok().into_iter().for_each(|at| tell.emit(Msg::Unit(at)));
    (names.len() > 1).then(|| choice(screen, "单位", names, chosen))
}

fn year(screen: Screen) -> Option<El> {
    let mut names = Vec::new();
    for year in screen.viewer.years() {
        let text = year.to_string();
        names.push((entry(&text, &screen.viewer.language.fill("{0}年", &[&text])), year == screen.viewer.seen.year));
    }
    let chosen = |value: &str, tell: &Tell| value.parse().ok().into_iter().for_each(|y| tell.emit(Msg::Year(y)));
    (names.len() > 1).then(|| choice(screen, "年度", names, chosen))
}

/// The years to compare with, and none.
fn against(screen: Screen) -> Option<El> {
    let former = screen.viewer.former().map(|f| f.year);
    let mut names = vec![(entry("", screen.say("不对比")), former.is_none())];
    for year in screen.viewer.years() {
        if year != screen.viewer.seen.year {
            let text = year.to_string();
            names.push((entry(&text, &screen.viewer.language.fill("{0}年", &[&text])), former == Some(year)));
        }
    }
    let chosen = |value: &str, tell: &Tell| {
        tell.emit(Msg::Against(value.parse().map_or(Against::Nothing, Against::Year)));
    };
    (names.len() > 1).then(|| choice(screen, "对比", names, chosen))
}

fn downloads(screen: Screen) -> El {
    let file = |label: &'static str, kind: Kind| el("li").child(screen.button(screen.say(label), Msg::Save(kind)));
    let files = el("ul")
        .child(file("三张表（CSV，按表样）", Kind::Official))
        .child(file("全部数据（CSV，逐格）", Kind::Long))
        .child(file("年报文件（JSON）", Kind::Json));
    let files = files.on(When::Click, |event| _ = dom::shut(&event));
    let menu = el("details").class("menu").on(When::FocusOut, |event| dom::shut_behind(event.unchecked_ref()));
    menu.child(el("summary").class("button").child(screen.say("下载"))).child(files)
}

/// The origin in one line, and that something is printed as it should not be.
fn brief(screen: Screen, item: &Item) -> El {
    let mut line = el("p").class("brief");
    for source in sources(screen.viewer.language, item).into_iter().filter(|s| s.brief) {
        let text = match source.link {
            Some(link) => list().child(external(link, owner(&source.text).to_owned())),
            None => list().child(source.text),
        };
        line = line.child(el("span").child(source.label).child(screen.say("：")).child(text));
    }
    let told = screen.viewer.language.fill("原文如此 {0} 处", &[&screen.notes.len().to_string()]);
    let first = screen.notes.iter().find_map(|n| n.slots.first());
    line.child(
        first
            .map(|slot| screen.tap(el("button").class("quiet").attr(Attr::Type, "button"), Msg::Go(*slot)).child(told)),
    )
}

/// An address of the web, and nothing else: [`sources`] has looked.
fn external(link: String, text: String) -> El {
    el("a").attr(Attr::Href, link).attr(Attr::Rel, "noopener noreferrer nofollow").child(text)
}

/// 原文如此, and all that is known of the data.
pub(super) fn origin(screen: Screen, item: &Item) -> El {
    let mut notes = el("ul");
    for note in screen.notes {
        let text = el("span").child(note.text.clone());
        let go = note.slots.first().map(|s| screen.button(screen.say("看这一格"), Msg::Go(*s)).class("quiet"));
        notes = notes.child(el("li").child(text).child(go));
    }
    let lead = screen.say("公布的报告中有下列数字互不一致或位置不明，这里照原样显示，没有改动。");
    let notes =
        (!screen.notes.is_empty()).then(|| screen.section("notes", "原文如此").child(el("p").child(lead)).child(notes));
    let mut facts = el("dl");
    for source in sources(screen.viewer.language, item) {
        let text = match source.link {
            Some(link) => el("dd").child(external(link, source.text)),
            None => el("dd").child(source.text),
        };
        facts = facts.child(el("dt").child(source.label)).child(text);
    }
    list().child(notes).child(screen.section("origin", "数据来源").child(facts))
}
