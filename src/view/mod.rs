//! The screens, as Yew components and plain functions from state to `Html`.
//!
//! Data goes down, [`Msg`](crate::app::Msg) comes up. Only the root ([`form`]) performs effects.

mod answer;
mod bar;
mod basics;
mod claim_list;
mod claims;
mod document;
mod drafts;
mod el;
mod findings;
pub mod form;
mod grid;
mod guide;
mod hand;
mod import;
mod inspector;
mod keeping;
mod kept;
mod line;
mod listing;
mod manners;
mod offer;
mod preview;
mod prose_box;
#[cfg(not(feature = "form"))]
pub mod public;
mod question;
mod rail;
mod section;
mod settings;
mod sheet;
mod start;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};
use yew::Callback;

use self::el::{Attr, El, el};
use crate::app::Msg;
use crate::check::Severity;
use crate::form::Slot;

/// Where views send what happened.
type Send = Callback<Msg>;

/// Where views send a file that the user chose.
type Open = Callback<(web_sys::File, bool)>;

/// The class that carries a severity's colour; its shape comes with [`mark`].
fn class(severity: Severity) -> &'static str {
    severity.code()
}

/// A severity's shape: told apart without colour.
fn mark(severity: Severity) -> El {
    match severity {
        Severity::Error => shape(severity.code(), true, "M5 5l6 6M11 5l-6 6"),
        Severity::Warning => {
            shape(severity.code(), false, "M8 1.5L15 14.5H1z").child(el("path").attr(Attr::D, "M8 6v4.5M8 12v.8"))
        }
        Severity::Hint => shape(severity.code(), true, INFO),
    }
}

/// The letter i.
const INFO: &str = "M8 7v4.5M8 4.2v1";

/// A check mark.
fn tick() -> El {
    shape("good", false, "M2.5 8.5l3.5 4 7.5-9")
}

/// A sign of 16 by 16: a path, in a circle or not.
fn shape(class: &'static str, round: bool, path: &'static str) -> El {
    let circle = || el("circle").attr(Attr::Cx, "8").attr(Attr::Cy, "8").attr(Attr::R, "7");
    let svg = el("svg").class("mark").class(class).attr(Attr::ViewBox, "0 0 16 16").attr(Attr::AriaHidden, "true");
    svg.child(round.then(circle)).child(el("path").attr(Attr::D, path))
}

/// A message in words, with its severity's shape.
fn notice(severity: Severity, role: &'static str, text: String) -> El {
    let notice = el("div").class("notice").class(class(severity)).attr(Attr::Role, role);
    notice.child(mark(severity)).child(el("p").child(text))
}

fn button(label: &'static str, send: &Send, msg: Msg) -> El {
    el("button").attr(Attr::Type, "button").on_click(send, msg).child(label)
}

fn faint(text: &'static str) -> El {
    el("span").class("faint").child(text)
}

/// What a field holds now; `input`, `select` and `textarea` all say it in the same way.
fn value_of(event: &Event) -> String {
    event.target().map(|t| t.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
}

/// The input an event came from, with the cell it stands for.
fn cell_of(event: &Event) -> Option<(Slot, HtmlInputElement)> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let slot = Slot::parse(&input.get_attribute("data-slot")?)?;
    Some((slot, input))
}

/// The report's title: a long one breaks between the unit and the year, not inside a word.
fn title(title: &str) -> El {
    let (unit, rest) = title.split_at(title.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    let kept = |text: &str| el::el("span").class("kept").child(text.to_owned());
    el::el("h1").child(kept(unit)).child(kept(rest))
}

/// Digits in groups of three, as running text has them: `12,345`.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
