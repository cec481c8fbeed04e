//! Wholes and their parts, and years, as pictures; each is a table at one touch.

use yew::Html;

use super::super::el::{Attr, El, el};
use super::Screen;
use crate::app::viewer::Msg;
use crate::app::viewer::drawing::{Anchor, Drawing, Ink, LEAST, Shape, decimal, line};
use crate::app::viewer::figures::Trend;
use crate::app::viewer::parts::{Part, Picture};

pub(super) fn view(screen: Screen) -> El {
    let mut all = el("div").class("pictures");
    for picture in &screen.viewer.pictures() {
        if picture.scale.is_zero() {
            all = all.child(missing(screen, picture));
        } else {
            all = all.child(whole(screen, picture));
        }
    }
    let toggle = screen.toggle("以表格显示", screen.viewer.seen.plain, Msg::Plain).class("quiet");
    screen.section("wholes", "办理情况").child(toggle).child(all)
}

/// The frame of a picture: its name, its whole, and how to take it away.
fn frame(screen: Screen, picture: &Picture, drawn: bool) -> El {
    let total = el("span").class("amount").child(screen.viewer.language.value(picture.whole));
    let caption = el("figcaption").child(picture.title.clone()).child(total);
    let caption = caption.child(drawn.then(|| save(screen, picture.key)));
    el("figure").class("picture").class(picture.key).child(caption)
}

/// Nothing, or nothing printed: the caption says so, and nothing is drawn.
fn missing(screen: Screen, picture: &Picture) -> El {
    let note = picture.note.clone().map(|note| el("p").class("asis").child(note));
    frame(screen, picture, false).child(note)
}

fn whole(screen: Screen, picture: &Picture) -> El {
    let plain = screen.viewer.seen.plain;
    let frame = frame(screen, picture, !plain);
    let frame = match plain {
        true => frame.child(table(screen, picture)),
        false => frame.child(bars(screen, picture)),
    };
    frame.child(picture.note.clone().map(|note| el("p").class("asis").child(note)))
}

/// A bar for each part, under its name and its number. Names are letters of the page, not of a drawing: they wrap.
fn bars(screen: Screen, picture: &Picture) -> El {
    let mut all = el("div").class("bars").attr(Attr::Role, "img").attr(Attr::AriaLabel, picture.text.clone());
    let shared = picture.parts.iter().any(|p| p.share.is_some());
    for part in &picture.parts {
        all = all.child(piece(screen, part, "", shared));
        for inner in part.parts.iter().filter(|p| !p.value.is_zero()) {
            all = all.child(piece(screen, inner, "inner", shared));
        }
    }
    all
}

/// Where some parts have a share the others keep its place: the numbers stand in one column.
fn piece(screen: Screen, part: &Part, class: &'static str, shared: bool) -> El {
    let share = shared.then(|| el("span").class("share").child(part.share.clone().unwrap_or_default()));
    let number = el("span").class("amount").child(screen.viewer.language.value(part.value)).child(share);
    let line = el("div").class("piece").class(class).child(el("span").child(part.label)).child(number);
    let counts = part.value.number().is_some_and(|n| !n.is_zero());
    line.child(counts.then(|| bar(part.length.max(LEAST))))
}

fn save(screen: Screen, key: &'static str) -> El {
    screen.button(screen.say("存为图片"), Msg::Picture(key)).class("quiet").class("save")
}

/// The same numbers, each to be touched.
fn table(screen: Screen, picture: &Picture) -> El {
    let mut body = el("tbody");
    for part in &picture.parts {
        body = body.child(row(screen, part, ""));
        for inner in part.parts.iter().filter(|p| !p.value.is_zero()) {
            body = body.child(row(screen, inner, "inner"));
        }
    }
    let heads = ["类别", "件数", "占比"].map(|head| el("th").attr(Attr::Scope, "col").child(screen.say(head)).into());
    let head = el("thead").child(el("tr").child(Vec::<Html>::from(heads)));
    el("table").class("plain").child(el("caption").class("hidden").child(picture.title.clone())).child(head).child(body)
}

fn row(screen: Screen, part: &Part, class: &'static str) -> El {
    let number = el("button").attr(Attr::Type, "button").class("n");
    let number = match part.slots.first() {
        Some(slot) => screen.tap(number, Msg::Touch(Some(*slot))),
        None => number,
    };
    el("tr")
        .class(class)
        .child(el("th").attr(Attr::Scope, "row").child(part.label))
        .child(el("td").child(number.child(screen.viewer.language.value(part.value))))
        .child(el("td").child(part.share.clone().unwrap_or_default()))
}

/// 近年变化: one small picture a figure.
pub(super) fn trends(screen: Screen) -> Option<El> {
    let trends = screen.viewer.trends();
    if trends.is_empty() {
        return None;
    }
    let section = screen.section("years", "近年变化");
    if screen.viewer.seen.plain {
        return Some(section.child(years(screen, &trends)));
    }
    let mut all = el("div").class("trends");
    for trend in &trends {
        let caption = el("figcaption").child(trend.label).child(el("span").class("unit").child(trend.unit));
        let caption = caption.child(save(screen, trend.key));
        let mut frame = el("figure").class("trend").child(caption).child(drawn(&line(trend), &trend.spoken));
        if let Some((_, crossing)) = trend.breaks {
            frame = frame.child(el("p").class("faint").child(screen.say(crossing.why())));
        }
        all = all.child(frame);
    }
    Some(section.child(all))
}

fn years(screen: Screen, trends: &[Trend]) -> El {
    let mut heads = el("tr").child(el("th").attr(Attr::Scope, "col").child(screen.say("项目")));
    for (year, _) in trends.first().map_or(&[][..], |t| &t.points) {
        heads = heads.child(el("th").attr(Attr::Scope, "col").child(year.to_string()));
    }
    let mut body = el("tbody");
    for trend in trends {
        let mut row = el("tr").child(el("th").attr(Attr::Scope, "row").child(trend.label));
        for (_, value) in &trend.points {
            row = row.child(el("td").child(screen.viewer.language.value(*value)));
        }
        body = body.child(row);
    }
    let caption = el("caption").class("hidden").child(screen.say("近年变化"));
    let table = el("table").class("plain").child(caption).child(el("thead").child(heads)).child(body);
    el("div")
        .class("scroll")
        .attr(Attr::Tabindex, "0")
        .attr(Attr::Role, "group")
        .attr(Attr::AriaLabel, screen.say("近年变化"))
        .child(table)
}

/// The shapes as SVG. Lengths down are in letters, so the picture grows with the text.
fn drawn(drawing: &Drawing, told: &str) -> El {
    let mut svg = el("svg").class("drawing").attr(Attr::Role, "img").attr(Attr::AriaLabel, told.to_owned());
    svg = svg.attr(Attr::Width, "100%").attr(Attr::Height, letters(drawing.height));
    for one in &drawing.shapes {
        svg = svg.child(shape(one));
    }
    svg
}

fn shape(shape: &Shape) -> El {
    match shape {
        Shape::Bar { ink, x, y, width, height } => {
            let bar = el("rect").class(class(*ink)).attr(Attr::X, across(*x)).attr(Attr::Y, letters(*y));
            bar.attr(Attr::Width, across(*width)).attr(Attr::Height, letters(*height))
        }
        Shape::Line { ink, from, to } => {
            let line = el("line").class(class(*ink)).attr(Attr::X1, across(from.0)).attr(Attr::Y1, letters(from.1));
            line.attr(Attr::X2, across(to.0)).attr(Attr::Y2, letters(to.1))
        }
        Shape::Dot { at } => {
            el("circle").attr(Attr::Cx, across(at.0)).attr(Attr::Cy, letters(at.1)).attr(Attr::R, "3.5")
        }
        Shape::Text { ink, x, y, anchor, text } => {
            let text = el("text").class(class(*ink)).child(text.clone());
            let text = text.attr(Attr::X, across(*x)).attr(Attr::Y, letters(*y));
            if *anchor == Anchor::Start { text } else { text.attr(Attr::TextAnchor, anchor.code()) }
        }
    }
}

fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Track => "track",
        Ink::Bar => "bar",
        Ink::Inner => "inner",
        Ink::Line => "line",
        Ink::Break => "break",
        Ink::Label => "label",
        Ink::Number => "number",
        Ink::Faint => "faint",
    }
}

fn across(thousandths: u32) -> String {
    let mut text = decimal(thousandths, 1);
    text.push('%');
    text
}

fn letters(hundredths: u32) -> String {
    let mut text = decimal(hundredths, 2);
    text.push_str("em");
    text
}

/// A bar alone, in the whole that it is a part of.
pub(super) fn bar(length: u32) -> El {
    let bar = |class: &'static str, length: u32| {
        el("rect").class(class).attr(Attr::Width, across(length)).attr(Attr::Height, "100%")
    };
    let svg = el("svg").class("beside").attr(Attr::AriaHidden, "true");
    svg.child(bar("track", 1000)).child(bar("bar", length))
}
