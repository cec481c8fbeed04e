//! The band of figures at the top (要览).

use super::super::el::{Attr, El, el};
use super::Screen;
use crate::app::viewer::Msg;
use crate::app::viewer::figures::{Figure, Shift};

/// The first figures large, the others in a list below.
pub(super) fn view(screen: Screen) -> El {
    let figures = screen.viewer.figures();
    let (mut first, mut more) = (el("div").class("figures"), el("div").class("figures").class("more"));
    for one in &figures {
        let drawn = figure(screen, one);
        (first, more) = if one.main { (first.child(drawn), more) } else { (first, more.child(drawn)) };
    }
    el("section").class("band").attr(Attr::AriaLabel, screen.say("要览")).child(first).child(more)
}

/// One figure: touched, it says where it comes from.
fn figure(screen: Screen, figure: &Figure) -> El {
    let number = el("span").class("amount").child(screen.viewer.language.value(figure.value));
    let known = figure.value.number().is_some();
    let drawn = el("button").class("figure").attr(Attr::Type, "button").class_if("none", !known);
    let drawn = match figure.slots.first() {
        Some(slot) => screen.tap(drawn, Msg::Touch(Some(*slot))),
        None => drawn,
    };
    drawn.child(el("span").class("hidden").child(screen.viewer.spoken(figure))).child(
        el("span")
            .class("seen")
            .attr(Attr::AriaHidden, "true")
            .child(el("span").class("name").child(figure.label))
            .child(number)
            .child(screen.is_noted(&figure.slots).then(|| screen.asis()))
            .child(known.then(|| el("span").class("unit").child(figure.unit)))
            .child(figure.share.clone().map(|share| el("span").class("share").child(share)))
            .child(figure.shift.as_ref().map(|shift| change(screen, shift))),
    )
}

/// `▲ +4 5.71%`, told apart without colour; where years cannot be compared, that.
pub(super) fn change(screen: Screen, shift: &Shift) -> El {
    let line = el("span").class("change");
    let Some(change) = shift.change else {
        let told = if shift.caution.is_some_and(|c| !c.comparable) { "不可比" } else { "" };
        return line.child(screen.say(told));
    };
    let arrow = match (change.difference.is_zero(), change.difference.is_negative()) {
        (true, _) => "",
        (_, true) => "▼",
        (_, false) => "▲",
    };
    let line =
        line.child(el("span").class("arrow").child(arrow)).child(screen.viewer.language.difference(change.difference));
    line.child(change.percent.filter(|p| !p.is_zero()).map(|percent| {
        let mut text = percent.abs().to_string();
        text.push('%');
        el("span").class("percent").child(text)
    }))
}
