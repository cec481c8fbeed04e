//! The drafts on this computer (本机草稿): who, when, how far; what can be done with each.

use std::rc::Rc;

use super::el::{Attr, El, When, el, list};
use super::{Send, button, value_of};
use crate::app::keeping::DraftRow;
use crate::app::{Editor, Msg};
use crate::later::later;

/// The list on the start screen; drawn with the rest.
pub(super) fn view(editor: &Editor, send: &Send) -> El {
    let mut drawn = el("div");
    draw(&editor.drafts.rows, send, &mut drawn);
    drawn
}

later! { [feature = "form"] "29",
fn draw(rows: &Rc<Vec<DraftRow>>, send: &Send, out: &mut El) {
    *out = drawn(rows, send);
}
}

fn drawn(rows: &[DraftRow], send: &Send) -> El {
    let section = el("section").class("drafts").attr(Attr::AriaLabel, "这台电脑上的草稿");
    let section = section.child(el("h2").child("这台电脑上的草稿"));
    if rows.is_empty() {
        let none = "这台电脑的这个浏览器里没有草稿。如有备份文件，请用〔打开文件〕打开备份。";
        return section.child(el("p").class("none").child(none));
    }
    let mut all = el("ul");
    for row in rows {
        all = all.child(if row.is_gone { gone(row, send) } else { one(row, send) });
    }
    let clear = ask("清除这台电脑上的全部草稿", send, "clear", row_none(), "");
    let clear = el("details").class("clear").child(el("summary").child("公用电脑？用完后清除")).child(clear);
    section.child(all).child(clear.child(el("p").child("清除后不能恢复，请先下载需要的备份。")))
}

fn one(row: &DraftRow, send: &Send) -> El {
    let name = el("div")
        .class("draft")
        .child(el("strong").attr(Attr::Title, row.title.as_ref().to_owned()).child(row.title.as_ref().to_owned()))
        .child(el("span").class("faint").child(row.about.as_ref().to_owned()));
    let go_on = button("继续填写", send, Msg::Ask("open", row.id.clone(), Rc::default())).class("primary");
    let go_on = go_on.attr(Attr::AriaLabel, format!("继续填写 {}", row.title));
    el("li").child(name).child(go_on).child(more(row, send))
}

fn more(row: &DraftRow, send: &Send) -> El {
    let (send_name, id) = (send.clone(), row.id.clone());
    let name = el("input")
        .attr(Attr::Type, "text")
        .attr(Attr::AriaLabel, "草稿名称")
        .attr(Attr::Value, row.title.as_ref().to_owned())
        .on(When::Change, move |event| send_name.emit(Msg::Ask("rename", id.clone(), value_of(&event).into())));
    let act = |label, what| ask(label, send, what, row.id.clone(), &row.title);
    let tools = el("div")
        .class("tools")
        .child(el("label").class("field").child(el("span").child("改名")).child(name))
        .child(act("复制一份", "copy"))
        .child(act("下载备份", "backup"))
        .child(act("删除", "delete"));
    let summary = el("summary").attr(Attr::AriaLabel, format!("更多：{}", row.title)).child("更多");
    el("details").class("more").child(summary).child(tools)
}

fn gone(row: &DraftRow, send: &Send) -> El {
    let said = el("span").class("faint").child(format!("已删除“{}”", row.title));
    let back = ask("撤销删除", send, "undelete", row.id.clone(), "");
    list().child(el("li").child(said).child(back))
}

fn ask(label: &'static str, send: &Send, what: &'static str, id: Rc<str>, text: &str) -> El {
    button(label, send, Msg::Ask(what, id, text.into()))
}

fn row_none() -> Rc<str> {
    Rc::default()
}
