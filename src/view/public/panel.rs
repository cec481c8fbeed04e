//! Where a touched number comes from (来历): a panel at the lower edge, whatever is on the screen.

use super::super::el::{Attr, El, el};
use super::Screen;
use super::band::change;
use crate::app::viewer::Msg;
use crate::app::viewer::trace::{Sum, Term, Trace};
use crate::report::Number;

pub(super) fn view(screen: Screen) -> Option<El> {
    let trace = screen.viewer.trace()?;
    let close = screen.button(screen.say("关闭"), Msg::Touch(None)).class("close");
    let mut name = trace.row.clone();
    name.push_str(" · ");
    name.push_str(&trace.column);
    let head = el("div")
        .class("top")
        .child(el("strong").child(name))
        .child(el("span").class("amount").child(screen.viewer.language.value(trace.value)))
        .child(screen.button(screen.say("在表中看"), Msg::Go(trace.slot)).class("quiet"))
        .child(close);
    let panel = el("div")
        .class("panel")
        .attr(Attr::Tabindex, "-1")
        .attr(Attr::Role, "region")
        .attr(Attr::AriaLabel, screen.say("这个数的来历"));
    let columns = el("div").class("columns").child(meaning(screen, &trace)).child(made(screen, &trace));
    Some(panel.child(head).child(columns.child(compared(screen, &trace))))
}

/// What is counted, by which article, and what is to be known.
fn meaning(screen: Screen, trace: &Trace) -> El {
    let mut part = el("div");
    for remark in &trace.remarks {
        part = part.child(el("p").class("asis").child(remark.clone()));
    }
    if trace.explain.is_empty() {
        return part;
    }
    let article = screen.viewer.language.fill("依据：{0}", &[trace.article]);
    part.child(el("p").child(trace.explain)).child(el("p").class("faint").child(article))
}

/// What it adds up, and its balance.
fn made(screen: Screen, trace: &Trace) -> El {
    let mut part = el("div");
    for sum in &trace.sums {
        part = part.child(equation(screen, sum, if sum.across { "本行各列相加" } else { "本列各行相加" }));
    }
    part.child(trace.balance.as_ref().map(|sum| equation(screen, sum, "勾稽关系")))
}

/// The terms, one a line, and what they make; a balance has terms on both sides. Of a long sum only what is not 0.
fn equation(screen: Screen, sum: &Sum, label: &'static str) -> El {
    let made = |number: Option<Number>| {
        let text = number.map_or_else(|| screen.say("无法判断").to_owned(), |n| n.to_string());
        el("p").class("makes").child("= ").child(el("b").child(text))
    };
    let block = el("div").class("equation").child(el("p").class("faint").child(screen.say(label)));
    let block = block.child(terms(screen, &sum.left)).child(made(sum.sum));
    let block = match sum.right.len() {
        1 => block,
        _ => block.child(terms(screen, &sum.right)).child(made(sum.right_sum)),
    };
    block.child(sum.note.clone().map(|note| el("p").class("asis").child(note)))
}

fn terms(screen: Screen, terms: &[Term]) -> El {
    let mut list = el("ul").class("terms");
    for term in terms.iter().filter(|t| terms.len() < 8 || !t.value.is_zero()) {
        let go = el("button").class("quiet").attr(Attr::Type, "button");
        let go = screen.tap(go, Msg::Touch(Some(term.slot))).child(term.name.clone());
        let value = el("span").class("amount").child(screen.viewer.language.value(term.value));
        // Keyed, so that the focus does not pass to another number's button unnoticed.
        list = list.child(el("li").child(go).child(value).key(term.slot.code()));
    }
    list
}

/// What it is a part of, and what it was.
fn compared(screen: Screen, trace: &Trace) -> El {
    let language = screen.viewer.language;
    let mut part = el("div");
    for share in trace.shares(language) {
        part = part.child(el("p").child(share));
    }
    if let Some((text, shift)) = trace.before(language).zip(trace.shift.as_ref()) {
        part = part.child(el("p").child(text).child(change(screen, shift)));
    }
    part.child(trace.carried.as_ref().map(|term| {
        let text = language.fill("上年报告的{0}：{1}", &[&term.name, &language.value(term.value)]);
        el("p").child(text)
    }))
}
