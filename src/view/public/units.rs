//! Several units in one year, side by side (单位对比).

use super::super::el::{Attr, El, el};
use super::Screen;
use super::pictures::bar;
use crate::app::viewer::Msg;
use crate::app::viewer::units::{Row, Units};

pub(super) fn view(screen: Screen) -> Option<El> {
    let units = screen.viewer.compared()?;
    let mut heads = el("tr").child(el("th").attr(Attr::Scope, "col").child(screen.say("单位")));
    for column in &units.columns {
        let sorted = screen.viewer.seen.by == Some(column.key);
        let head = el("th").attr(Attr::Scope, "col").attr(Attr::AriaSort, if sorted { "descending" } else { "none" });
        heads = heads.child(head.child(screen.button(column.label, Msg::By(column.key)).class("sort")));
    }
    let mut body = el("tbody");
    for one in &units.rows {
        body = body.child(row(screen, &units, one));
    }
    let title = screen.viewer.language.fill("{0}年各单位对比", &[&screen.viewer.seen.year.to_string()]);
    let caption = el("caption").class("hidden").child(title.clone());
    let table = el("table").class("plain").child(caption).child(el("thead").child(heads)).child(body);
    let more = screen.viewer.language.fill("另有 {0} 个单位没有列出，可以下载全部数据。", &[&units.more.to_string()]);
    let frame =
        el("div").class("scroll").attr(Attr::Tabindex, "0").attr(Attr::Role, "group").attr(Attr::AriaLabel, title);
    let section = screen.section("units", "单位对比").child(frame.child(table));
    Some(section.child((units.more > 0).then(|| el("p").class("faint").child(more))))
}

fn row(screen: Screen, units: &Units, row: &Row) -> El {
    let name = screen.tap(el("button").attr(Attr::Type, "button").class("quiet"), Msg::Unit(row.unit));
    let mut line = el("tr").class_if("here", row.unit == screen.viewer.seen.unit);
    line = line.child(el("th").attr(Attr::Scope, "row").child(name.child(row.name.to_string())));
    for (at, value) in row.values.iter().enumerate() {
        let number = el("span").class("amount").child(screen.viewer.language.value(*value));
        line = line.child(el("td").child(number).child(bar(units.length(at, *value))));
    }
    line
}
