//! The hand in the tables (选定、复制、粘贴): what is shown of it; what mouse, keys and clipboard mean is in [`manners`].
//!
//! All of it is in the second file. Before that has come, cells are the browser's own text fields.

use web_sys::Element;

use super::el::{Attr, El, When, el, list};
use super::form::Shared;
use super::{Send, button, faint, import, manners, offer};
use crate::app::range::Range;
use crate::app::{Act, Editor, Msg, hand};
use crate::browser::dom;
use crate::form::Sheet;
use crate::later::later;

/// What is drawn.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// In the line at the bottom: what is selected, what was done.
    Line,
    /// Above a table: what can be done with all of it.
    Aids(&'static Sheet),
    /// What a paste would change.
    Offer,
}

pub(super) fn view(editor: &Editor, part: Part, send: &Send) -> Option<El> {
    let mut drawn = None;
    draw(editor, part, send, &mut drawn);
    drawn
}

later! { [feature = "form"] "19",
fn draw(editor: &Editor, part: Part, send: &Send, out: &mut Option<El>) {
    *out = match part {
        Part::Line => Some(line(editor, send)),
        Part::Aids(sheet) => aids(editor, sheet, send),
        Part::Offer => import::view(editor, send).or_else(|| offer::view(editor, send)),
    };
}
}

/// The form, with what the hand does in it listened to.
pub(super) fn listening(root: El, editor: &Shared, send: &Send) -> El {
    let mut root = Some(root);
    listen(editor, send, &mut root);
    root.unwrap_or_else(list)
}

later! { [feature = "form"] "22",
fn listen(editor: &Shared, send: &Send, root: &mut Option<El>) {
    *root = root.take().map(|root| listened(root, editor, send));
}
}

const WHEN: [When; 7] =
    [When::KeyDown, When::Copy, When::Cut, When::Paste, When::MouseDown, When::MouseOver, When::Click];

fn listened(mut root: El, editor: &Shared, send: &Send) -> El {
    for when in WHEN {
        let (editor, send) = (editor.clone(), send.clone());
        root = root.on(when, move |event| manners::Hand { editor: &editor, send: &send, event: &event }.does(when));
    }
    root
}

/// The screen is drawn anew: what is selected is marked, and what waits for an answer comes to the front.
pub(super) fn shown(root: &Element, editor: &Shared) {
    show(root, editor);
}

later! { [feature = "form"] "23",
fn show(root: &Element, editor: &Shared) {
    mark(root, &editor.0.borrow());
    // Not within the borrowing: the focus moves, which the form is told.
    let asks = editor.0.borrow().hand.offer().is_some() || editor.0.borrow().import.is_some();
    if asks {
        dom::to_front(root);
    }
}
}

// --- what is drawn --------------------------------------------------------------------------------

/// A button that leaves the caret where it is: without it there would be nothing to act on.
fn tool(label: &'static str, send: &Send, msg: Msg) -> El {
    still(button(label, send, msg).class("quiet"))
}

fn still(button: El) -> El {
    button.on(When::MouseDown, |event| event.prevent_default())
}

fn aids(editor: &Editor, sheet: &'static Sheet, send: &Send) -> Option<El> {
    if editor.is_locked() {
        return None;
    }
    let table = sheet.table.id;
    let selected = editor.hand.range().is_some_and(|range| range.caret.table() == table);
    let zeros = if selected { "所选空格填 0" } else { "空格填 0" };
    let aids = el("div").class("aids").child(faint("空格是没有填，0 是没有发生，两者不同。"));
    let aids = aids.child(tool(zeros, send, Msg::Hand(Act::Zeros(table))));
    Some(aids.child(tool("清空本表", send, Msg::Hand(Act::Empty(table)))))
}

fn line(editor: &Editor, send: &Send) -> El {
    let (range, done, reach) = (editor.hand.range(), hand::done(editor), editor.hand.reach);
    let mut text = range.map_or_else(String::new, |range| size(editor, range));
    text.push_str(done.map_or("", |(text, _)| text));
    if reach {
        text.push_str("请点要选到的那一格。");
    }
    let mut ways = el("div").class("ways");
    if done.is_some_and(|(_, changed)| changed) {
        ways = ways.child(tool("撤销", send, Msg::Undo));
    }
    if let Some(range) = range {
        ways = ways.child(tools(editor, range, send));
    } else if editor.focus.is_some() {
        let pressed = if reach { "true" } else { "false" };
        let touch = tool("选多格", send, Msg::Hand(Act::Reach)).class("touch");
        ways = ways.child(touch.attr(Attr::AriaPressed, pressed));
    }
    let held = el("div").class("held").class_if("on", range.is_some()).class_if("told", !text.is_empty());
    held.child(el("p").attr(Attr::Role, "status").child(text)).child(ways)
}

/// `已选 3 行 4 列，合计 345。`
fn size(editor: &Editor, range: Range) -> String {
    let (lines, columns) = range.size(editor.report());
    let mut text = ["已选 ", &lines.to_string(), " 行 ", &columns.to_string(), " 列"].concat();
    if let Some(sum) = editor.report().sum(&range.cells(editor.report())) {
        text.push_str("，合计 ");
        text.push_str(&sum.to_string());
    }
    text.push('。');
    text
}

fn tools(editor: &Editor, range: Range, send: &Send) -> El {
    let copy = still(el("button").class("quiet").attr(Attr::Type, "button").child("复制"));
    let mut tools = list().child(copy.on(When::Click, |_| dom::copy()));
    if !editor.is_locked() {
        tools = tools.child(tool("空格填 0", send, Msg::Hand(Act::Zeros(range.caret.table())))).child(tool(
            "清除",
            send,
            Msg::Hand(Act::Clear),
        ));
    }
    let touch = tool("选多格", send, Msg::Hand(Act::Reach)).class("touch");
    tools.child(touch).child(tool("取消选择", send, Msg::Hand(Act::Select(None))))
}

/// Marks the selected cells for eye and ear: which they are, and on which sides the selection ends.
fn mark(root: &Element, editor: &Editor) {
    let range = editor.hand.range();
    if editor.hand.marked.replace(range) == range {
        return;
    }
    dom::unmark(root);
    let Some(range) = range else { return };
    for cell in range.lines(editor.report()).into_iter().flatten() {
        let mut edges = String::new();
        for (is_edge, edge) in [(cell.top, "t"), (cell.bottom, "b"), (cell.left, "l"), (cell.right, "r")] {
            edges.push_str(if is_edge { edge } else { "" });
        }
        dom::mark(root, cell.slot.code(), &edges);
    }
}
