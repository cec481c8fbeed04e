//! Pictures as shapes (图形): the lines of the screen, and all that leaves as a file.
//!
//! Across, a drawing is as wide as its place: thousandths of the width. Down, it is measured in hundredths of the
//! letters' size, so that large letters have room. Labels stand at what they name and need no colour.

use super::figures::Trend;
use super::parts::{Part, Picture};
use super::words::{Language, grouped};
use crate::report::{Number, Value};

/// What a shape is, for its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The whole that a bar is a part of.
    Track,
    /// A part.
    Bar,
    /// A part of a part.
    Inner,
    Line,
    /// Where the counting changed.
    Break,
    Label,
    Number,
    Faint,
}

/// A piece of a drawing. `x` and `width` in thousandths of the drawing, `y` and `height` in hundredths of a letter.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Bar {
        ink: Ink,
        x: u32,
        y: u32,
        width: u32,
        height: u32,
    },
    /// From the first point to the second.
    Line {
        ink: Ink,
        from: (u32, u32),
        to: (u32, u32),
    },
    Dot {
        at: (u32, u32),
    },
    /// `y` is the base line.
    Text {
        ink: Ink,
        x: u32,
        y: u32,
        anchor: Anchor,
        text: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub fn code(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// The least part is still to be seen: thousandths of the whole.
pub const LEAST: u32 = 4;

pub struct Drawing {
    pub height: u32,
    pub shapes: Vec<Shape>,
}

/// A bar for each part, under its name and its number; what a part is made of under it, where it is something. What
/// is nothing has its name and its 0, and no bar.
pub fn bars(language: &'static Language, picture: &Picture) -> Drawing {
    let mut drawing = Drawing { height: 0, shapes: Vec::new() };
    for part in &picture.parts {
        drawing.part(language, part, false);
        for inner in part.parts.iter().filter(|p| !p.value.is_zero()) {
            drawing.part(language, inner, true);
        }
    }
    drawing
}

/// A line through the years; where a number is missing or does not count the same there is a gap.
pub fn line(trend: &Trend) -> Drawing {
    const TOP: u32 = 180;
    const DEPTH: u32 = 240;
    let mut drawing = Drawing { height: TOP + DEPTH + 160, shapes: Vec::new() };
    let most = trend.points.iter().filter_map(|(_, v)| v.number()).max().unwrap_or(Number::ZERO);
    let steps = trend.points.len().saturating_sub(1).max(1) as u32;
    let x = |at: usize| 60 + 880 * at as u32 / steps;
    let y = |number: Number| {
        let share = number.percent_of(most, 0).and_then(Number::to_i64).unwrap_or(0).clamp(0, 100) as u32;
        TOP + DEPTH - DEPTH * share / 100
    };
    let crowded = is_crowded(trend, y);
    let mut last = None;
    for (at, (year, value)) in trend.points.iter().enumerate() {
        if let Some((_, crossing)) = trend.breaks.filter(|(before, _)| *before == at) {
            let between = (x(at) + x(at - 1)) / 2;
            drawing.shapes.push(Shape::Line { ink: Ink::Break, from: (between, TOP), to: (between, TOP + DEPTH) });
            last = last.filter(|_| crossing.comparable);
        }
        let ends = at == 0 || at == trend.points.len() - 1;
        let anchor = if at == 0 { Anchor::Start } else { Anchor::End };
        if ends {
            drawing.text(Ink::Faint, (edge(anchor), drawing.height - 30), anchor, year.to_string());
        }
        let point = value.number().map(|n| (n, (x(at), y(n))));
        if let Some((number, here)) = point {
            if let Some(from) = last {
                drawing.shapes.push(Shape::Line { ink: Ink::Line, from, to: here });
            }
            drawing.shapes.push(Shape::Dot { at: here });
            if ends {
                let base = if at > 0 && crowded { here.1 + 130 } else { here.1 - 60 };
                drawing.text(Ink::Number, (edge(anchor), base), anchor, grouped(number));
            }
        }
        last = point.map(|(_, here)| here);
    }
    drawing
}

/// Whether the two numbers at the ends, both above the line, would run into each other where the picture is narrow.
fn is_crowded(trend: &Trend, y: impl Fn(Number) -> u32) -> bool {
    let number = |point: Option<&(u16, Value)>| point.and_then(|(_, value)| value.number());
    let ends = number(trend.points.first()).zip(number(trend.points.last()));
    ends.is_some_and(|(first, last)| {
        y(first).abs_diff(y(last)) < 110 && grouped(first).len() + grouped(last).len() > 20
    })
}

fn edge(anchor: Anchor) -> u32 {
    if anchor == Anchor::Start { 0 } else { 1000 }
}

impl Drawing {
    fn part(&mut self, language: &'static Language, part: &Part, inner: bool) {
        let (indent, thick) = if inner { (40, 40) } else { (0, 75) };
        let room = 1000 - indent;
        let ink = if inner { Ink::Inner } else { Ink::Bar };
        let base = self.height + if inner { 130 } else { 150 };
        // Some air between the letters and the bar.
        let bar = base + 50;
        self.text(if inner { Ink::Faint } else { Ink::Label }, (indent, base), Anchor::Start, part.label.to_owned());
        let mut number = language.value(part.value);
        if let Some(share) = &part.share {
            number.push_str(" · ");
            number.push_str(share);
        }
        self.text(Ink::Number, (1000, base), Anchor::End, number);
        if part.value.number().is_none_or(Number::is_zero) {
            self.height = base + 30;
            return;
        }
        self.shapes.push(Shape::Bar { ink: Ink::Track, x: indent, y: bar, width: room, height: thick });
        let width = (room * part.length / 1000).max(LEAST);
        self.shapes.push(Shape::Bar { ink, x: indent, y: bar, width, height: thick });
        self.height = bar + thick + if inner { 15 } else { 35 };
    }

    fn text(&mut self, ink: Ink, (x, y): (u32, u32), anchor: Anchor, text: String) {
        self.shapes.push(Shape::Text { ink, x, y, anchor, text });
    }
}

/// `12.3` for 123 tenths, `1.05` for 105 hundredths.
pub fn decimal(n: u32, places: u32) -> String {
    let unit = 10u32.pow(places);
    let mut text = (n / unit).to_string();
    let mut rest = n % unit;
    if rest > 0 {
        text.push('.');
        for place in (0..places).rev() {
            let digit = 10u32.pow(place);
            text.push(char::from(b'0' + (rest / digit) as u8));
            rest %= digit;
        }
    }
    text
}

/// The drawing as a file of its own: with its title, its looks and all of it in words.
pub fn file(title: &str, told: &str, source: &str, drawing: &Drawing) -> String {
    const WIDTH: u32 = 720;
    const LETTER: u32 = 16;
    let mut out = Writer { text: String::new(), left: 24, top: 56, width: WIDTH, letter: LETTER };
    let height = drawing.height * LETTER / 100 + 56 + 40;
    out.open("svg", &[("xmlns", "http://www.w3.org/2000/svg")]);
    out.size(WIDTH + 48, height);
    out.text.push_str(" role=\"img\" font-family=\"'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif\">");
    out.element("title", title);
    out.element("desc", told);
    out.open("rect", &[("fill", "#ffffff")]);
    out.size(WIDTH + 48, height);
    out.text.push_str("/>");
    out.words((24, 36), 20, "#1c2430", Anchor::Start, title);
    for shape in &drawing.shapes {
        out.shape(shape);
    }
    out.words((24, height - 16), 13, "#55606f", Anchor::Start, source);
    out.text.push_str("</svg>\n");
    out.text
}

struct Writer {
    text: String,
    left: u32,
    top: u32,
    width: u32,
    letter: u32,
}

impl Writer {
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (key, value) in attributes {
            self.attribute(key, value);
        }
    }

    fn attribute(&mut self, key: &str, value: &str) {
        self.text.push(' ');
        self.text.push_str(key);
        self.text.push_str("=\"");
        self.escape(value);
        self.text.push('"');
    }

    fn size(&mut self, width: u32, height: u32) {
        self.attribute("width", &width.to_string());
        self.attribute("height", &height.to_string());
    }

    fn element(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.text.push('>');
        self.escape(text);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// Text as text, and nothing that XML does not allow.
    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => self.text.push(' '),
                c => self.text.push(c),
            }
        }
    }

    fn x(&self, thousandths: u32) -> u32 {
        self.left + self.width * thousandths / 1000
    }

    fn y(&self, hundredths: u32) -> u32 {
        self.top + self.letter * hundredths / 100
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Bar { ink, x, y, width, height } => {
                let (x, y) = (self.x(*x), self.y(*y));
                self.open("rect", looks(*ink));
                self.at("x", x, "y", y);
                self.size((self.width * width / 1000).max(2), self.letter * height / 100);
                self.text.push_str("/>");
            }
            Shape::Line { ink, from, to } => {
                let (from, to) = ((self.x(from.0), self.y(from.1)), (self.x(to.0), self.y(to.1)));
                self.open("line", looks(*ink));
                self.at("x1", from.0, "y1", from.1);
                self.at("x2", to.0, "y2", to.1);
                self.text.push_str("/>");
            }
            Shape::Dot { at } => {
                let (x, y) = (self.x(at.0), self.y(at.1));
                self.open("circle", &[("r", "4"), ("fill", "#0b57a4")]);
                self.at("cx", x, "cy", y);
                self.text.push_str("/>");
            }
            Shape::Text { ink, x, y, anchor, text } => {
                let fill = if *ink == Ink::Faint { "#55606f" } else { "#1c2430" };
                self.words((self.x(*x), self.y(*y)), self.letter - 1, fill, *anchor, text);
            }
        }
    }

    fn at(&mut self, x: &str, x_value: u32, y: &str, y_value: u32) {
        self.attribute(x, &x_value.to_string());
        self.attribute(y, &y_value.to_string());
    }

    fn words(&mut self, (x, y): (u32, u32), size: u32, fill: &str, anchor: Anchor, text: &str) {
        self.open("text", &[("fill", fill), ("text-anchor", anchor.code()), ("font-size", &size.to_string())]);
        self.at("x", x, "y", y);
        self.text.push('>');
        self.escape(text);
        self.text.push_str("</text>");
    }
}

/// A shape's looks where there is no style sheet.
fn looks(ink: Ink) -> &'static [(&'static str, &'static str)] {
    match ink {
        Ink::Track => &[("fill", "#ffffff"), ("stroke", "#b9c0cb")],
        Ink::Inner => &[("fill", "#a9c6e6"), ("stroke", "#0b57a4")],
        Ink::Line => &[("stroke", "#0b57a4"), ("stroke-width", "2")],
        Ink::Break => &[("stroke", "#55606f"), ("stroke-dasharray", "4 4")],
        _ => &[("fill", "#0b57a4")],
    }
}
