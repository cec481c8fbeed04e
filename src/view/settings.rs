//! How the form looks on this computer, and what can be done by key (显示与键盘).

use std::rc::Rc;

use super::el::{Attr, El, el};
use super::{Send, button, faint, start};
use crate::app::keeping::Look;
use crate::app::{Editor, Msg};
use crate::later::later;

pub(super) fn view(editor: &Editor, send: &Send) -> El {
    let mut drawn = el("div");
    draw(&editor.drafts.look, send, &mut drawn);
    drawn
}

later! { [feature = "form"] "34",
fn draw(look: &Look, send: &Send, out: &mut El) {
    *out = el("div").class("settings").child(exports(send)).child(drawn(*look, send));
}
}

/// The kinds of files besides the report file: what they are for, and the ending of their names.
const EXPORTS: [(&str, &str, &str); 4] = [
    ("Word 文档", "docx", "按公文格式排好，可以直接打印、盖章"),
    ("Excel 表格", "xlsx", "三张表，合计带公式"),
    ("网页", "html", "贴进网站后台发布"),
    ("CSV 数据", "csv", "给别的程序用"),
];

/// 导入导出, beside the buttons for the report file.
fn exports(send: &Send) -> El {
    let mut panel = el("div").class("panel exports").child(el("h2").child("导出为"));
    for (name, ending, what) in EXPORTS {
        let msg = Msg::Ask("export", ending.into(), Rc::default());
        panel = panel.child(button(name, send, msg)).child(faint(what));
    }
    let panel = panel.child(el("h2").child("读入文字")).child(start::pasted(send));
    el("details").child(el("summary").child("导入导出")).child(panel)
}

const KEYS: [(&str, &str); 13] = [
    ("Enter、↓ / Shift+Enter、↑", "下一行、上一行"),
    ("← → / Tab、Shift+Tab", "左右一格（光标在文字两端时）"),
    ("Home、End", "这一行的头、尾；加 Ctrl 到表头、表尾"),
    ("Shift+方向键、Ctrl+A", "选一片、选整张表"),
    ("Ctrl+C、Ctrl+X、Ctrl+V", "复制、剪切、粘贴（可从 Excel、WPS、Word、网页来）"),
    ("Delete", "清除所选"),
    ("F2", "改这一格，不重打"),
    ("F1", "这一行填什么，依据是什么"),
    ("Ctrl+F", "查找：浏览器自带，格子里的数也找得到"),
    ("Ctrl+Z / Ctrl+Y", "撤销、重做"),
    ("Ctrl+S", "保存文件"),
    ("Ctrl+P", "打印正式文本"),
    ("Esc", "放弃改动、取消选择、关闭说明"),
];

fn drawn(look: Look, send: &Send) -> El {
    let mut keys = el("dl");
    for (key, what) in KEYS {
        keys = keys.child(el("dt").child(key)).child(el("dd").child(what));
    }
    let panel = el("div")
        .class("panel")
        .child(switch("大字", look.large, Look { large: !look.large, ..look }, send))
        .child(switch("高对比度", look.contrast, Look { contrast: !look.contrast, ..look }, send))
        .child(el("h2").child("键盘操作"))
        .child(keys);
    el("details").child(el("summary").child("显示")).child(panel)
}

fn switch(name: &'static str, on: bool, next: Look, send: &Send) -> El {
    let state = if on { "true" } else { "false" };
    button(name, send, Msg::Look(next)).class("switch").attr(Attr::AriaPressed, state)
}
