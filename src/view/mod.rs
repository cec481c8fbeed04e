//! The screens, as Yew components and plain functions from state to `Html`.
//!
//! Data goes down, [`Msg`](crate::app::Msg) comes up. Only the root ([`form`]) performs effects.

mod bar;
mod basics;
mod document;
mod findings;
pub mod form;
mod inspector;
mod line;
mod prose_box;
mod question;
mod rail;
mod section;
mod sheet;
mod start;

use yew::prelude::*;

use crate::app::Msg;
use crate::check::Severity;
use crate::form::Slot;

/// Where views send what happened.
type Send = Callback<Msg>;

/// Where views send a file that the user chose.
type Open = Callback<web_sys::File>;

/// A callback that sends this message whatever the event.
fn on<E: 'static>(send: &Send, msg: Msg) -> Callback<E> {
    let send = send.clone();
    Callback::from(move |_| send.emit(msg.clone()))
}

/// The class that carries a severity's colour; its shape comes with [`mark`].
fn class(severity: Severity) -> &'static str {
    severity.code()
}

/// A severity's shape: told apart without colour.
fn mark(severity: Severity) -> Html {
    let shape = match severity {
        Severity::Error => html! { <><circle cx="8" cy="8" r="7" /><path d="M5 5l6 6M11 5l-6 6" /></> },
        Severity::Warning => html! { <><path d="M8 1.5L15 14.5H1z" /><path d="M8 6v4.5M8 12v.8" /></> },
        Severity::Hint => html! { <><circle cx="8" cy="8" r="7" /><path d="M8 7v4.5M8 4.2v1" /></> },
    };
    html! { <svg class={classes!("mark", class(severity))} viewBox="0 0 16 16" aria-hidden="true">{ shape }</svg> }
}

/// A check mark.
fn tick() -> Html {
    html! { <svg class="mark good" viewBox="0 0 16 16" aria-hidden="true"><path d="M2.5 8.5l3.5 4 7.5-9" /></svg> }
}

/// The input or other element an event came from, with the cell it stands for.
fn cell_of(target: Option<web_sys::EventTarget>) -> Option<(Slot, web_sys::HtmlInputElement)> {
    use wasm_bindgen::JsCast;
    let input = target?.dyn_into::<web_sys::HtmlInputElement>().ok()?;
    let slot = Slot::parse(&input.get_attribute("data-slot")?)?;
    Some((slot, input))
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
