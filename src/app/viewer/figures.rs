//! The numbers a reader looks for first (要览), each with its change, and as a series of years (近年变化).

use std::sync::OnceLock;

use super::shelf::Item;
use super::words::{Language, grouped};
use crate::form::Slot;
use crate::form::bridge::Crossing;
use crate::report::{Change, Number, Value};

/// A number that the band at the top shows.
struct Spec {
    key: &'static str,
    label: &'static str,
    unit: &'static str,
    /// What it adds up.
    codes: &'static [&'static str],
    /// What it is a part of.
    whole: &'static str,
    /// Among the first a reader looks for.
    main: bool,
}

const fn main(key: &'static str, label: &'static str, codes: &'static [&'static str]) -> Spec {
    Spec { key, label, unit: "件", codes, whole: "", main: true }
}

const fn result(key: &'static str, label: &'static str, codes: &'static [&'static str]) -> Spec {
    Spec { whole: "table3.done_total.total", main: false, ..main(key, label, codes) }
}

const fn active(key: &'static str, label: &'static str, codes: &'static [&'static str]) -> Spec {
    Spec { main: false, ..main(key, label, codes) }
}

static SPECS: &[Spec] = &[
    main("new", "收到申请", &["table3.new.total"]),
    main("done", "办结", &["table3.done_total.total"]),
    main("carried", "结转下年", &["table3.carried_out.total"]),
    main("review", "行政复议", &["table4.review.total"]),
    main("court", "行政诉讼", &["table4.direct.total", "table4.post.total"]),
    result("granted", "予以公开", &["table3.granted.total"]),
    result("partial", "部分公开", &["table3.partial.total"]),
    result(
        "denied",
        "不予公开",
        &[
            "table3.denied_1.total",
            "table3.denied_2.total",
            "table3.denied_3.total",
            "table3.denied_4.total",
            "table3.denied_5.total",
            "table3.denied_6.total",
            "table3.denied_7.total",
            "table3.denied_8.total",
        ],
    ),
    active("made", "制发行政规范性文件", &["table2.normative.made"]),
    active("valid", "现行有效行政规范性文件", &["table2.normative.valid"]),
    active("licensing", "行政许可", &["table2.licensing.decisions"]),
    active("punishment", "行政处罚", &["table2.punishment.decisions"]),
    active("coercion", "行政强制", &["table2.coercion.decisions"]),
    Spec { unit: "万元", ..active("fees", "行政事业性收费", &["table2.fees.amount_wan"]) },
];

/// How a number stands to that of another year.
#[derive(Clone, Copy)]
pub struct Shift {
    pub year: u16,
    pub former: Value,
    /// Where both are numbers and count the same.
    pub change: Option<Change>,
    /// Where they do not quite count the same, or not at all.
    pub caution: Option<&'static Crossing>,
}

/// A number with what is to be said of it.
pub struct Figure {
    pub key: &'static str,
    pub label: &'static str,
    pub unit: &'static str,
    pub value: Value,
    pub slots: Vec<Slot>,
    pub main: bool,
    /// Its share of the cases concluded, for results of handling.
    pub share: Option<String>,
    pub shift: Option<Shift>,
}

/// A figure over the years.
pub struct Trend {
    pub key: &'static str,
    pub label: &'static str,
    pub unit: &'static str,
    /// The oldest first; a year without a report is not there, one without the number is.
    pub points: Vec<(u16, Value)>,
    /// What changed in the counting, and before which point.
    pub breaks: Option<(usize, &'static Crossing)>,
    pub spoken: String,
}

/// Every figure of a report, with its change against another.
pub fn figures(language: &'static Language, item: &Item, former: Option<&Item>) -> Vec<Figure> {
    let mut figures = Vec::new();
    for spec in SPECS {
        figures.push(figure(language, spec, item, former));
    }
    figures
}

/// Every figure over all years of a unit.
pub fn trends(language: &'static Language, items: &[&Item]) -> Vec<Trend> {
    let mut trends = Vec::new();
    for spec in SPECS {
        trends.push(trend(language, spec, items));
    }
    trends
}

/// One figure's value in a report.
pub fn value(key: &str, item: &Item) -> Value {
    SPECS.iter().find(|s| s.key == key).map_or(Value::Absent, |s| item.report.value_of(&slots(s)))
}

/// The figure's key, if there is such a one.
pub fn key(text: &str) -> Option<&'static str> {
    SPECS.iter().map(|s| s.key).find(|key| *key == text)
}

/// The cells of a figure, looked up once: a hundred reports ask.
fn slots(spec: &Spec) -> Vec<Slot> {
    static ALL: OnceLock<Vec<Vec<Slot>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut all = Vec::new();
        for spec in SPECS {
            let mut slots = Vec::new();
            for code in spec.codes {
                slots.extend(Slot::parse(code));
            }
            all.push(slots);
        }
        all
    });
    let at = SPECS.iter().position(|s| s.key == spec.key);
    at.and_then(|at| all.get(at)).cloned().unwrap_or_default()
}

fn figure(language: &'static Language, spec: &Spec, item: &Item, former: Option<&Item>) -> Figure {
    let slots = slots(spec);
    let value = item.report.value_of(&slots);
    let share = Slot::parse(spec.whole).and_then(|whole| language.share(value, item.report.value(whole)));
    let shift = former.map(|f| shift(&slots, item, f));
    let (label, unit) = (language.say(spec.label), language.say(spec.unit));
    Figure { key: spec.key, label, unit, value, slots, main: spec.main, share, shift }
}

/// A figure in one sentence, for who listens.
pub fn spoken(language: &Language, figure: &Figure) -> String {
    let mut spoken = stated(language, figure.label, figure.value, figure.unit);
    if let Some(share) = &figure.share {
        spoken.push_str(&language.fill("，占办结的 {0}", &[share]));
    }
    if let Some((year, change)) = figure.shift.and_then(|s| Some((s.year, s.change?))) {
        spoken.push_str(&language.changed(year, change, figure.unit));
    }
    spoken
}

/// How cells of one report stand to the same of another.
pub fn shift(slots: &[Slot], item: &Item, former: &Item) -> Shift {
    let caution = item.report.against(&former.report, slots);
    let before = former.report.value_of(slots);
    let comparable = caution.is_none_or(|c| c.comparable);
    let change = item.report.value_of(slots).since(before).filter(|_| comparable);
    Shift { year: former.year, former: before, change, caution }
}

/// `收到申请 1207 件`.
fn stated(language: &Language, label: &str, value: Value, unit: &str) -> String {
    match value.number() {
        Some(_) => language.fill("{0} {1} {2}", &[label, &language.aloud(value), unit]),
        None => language.fill("{0}：{1}", &[label, &language.aloud(value)]),
    }
}

fn trend(language: &'static Language, spec: &Spec, items: &[&Item]) -> Trend {
    let slots = slots(spec);
    let (label, unit) = (language.say(spec.label), language.say(spec.unit));
    let (mut points, mut breaks) = (Vec::new(), None);
    let mut spoken = language.fill("{0}：", &[label]);
    for (at, item) in items.iter().enumerate() {
        let value = item.report.value_of(&slots);
        if let Some(before) = at.checked_sub(1).and_then(|b| items.get(b)) {
            breaks = breaks.or(item.report.against(&before.report, &slots).map(|c| (at, c)));
            spoken.push_str(language.say("；"));
        }
        let year = item.year.to_string();
        spoken.push_str(&language.fill("{0} 年 {1}", &[&year, &language.aloud(value)]));
        points.push((item.year, value));
    }
    Trend { key: spec.key, label, unit, points, breaks, spoken }
}

impl Language {
    /// `，比 2024 年增加 257 件，增长 27.05%`.
    fn changed(&self, year: u16, change: Change, unit: &str) -> String {
        let (year, by) = (year.to_string(), change.difference.abs().to_string());
        let percent = change.percent.map(|p| p.abs().to_string());
        let sentence = match (change.difference.is_zero(), change.difference.is_negative(), &percent) {
            (true, ..) => "，与 {0} 年持平",
            (_, false, Some(_)) => "，比 {0} 年增加 {1} {2}，增长 {3}%",
            (_, false, None) => "，比 {0} 年增加 {1} {2}",
            (_, true, Some(_)) => "，比 {0} 年减少 {1} {2}，下降 {3}%",
            (_, true, None) => "，比 {0} 年减少 {1} {2}",
        };
        self.fill(sentence, &[&year, &by, unit, percent.as_deref().unwrap_or("")])
    }

    /// `+257`, `−3`, `0`.
    pub fn difference(&self, number: Number) -> String {
        let sign = match (number.is_zero(), number.is_negative()) {
            (true, _) => "",
            (_, true) => "−",
            (_, false) => "+",
        };
        let mut text = sign.to_owned();
        text.push_str(&grouped(number.abs()));
        text
    }
}
