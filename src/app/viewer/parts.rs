//! Wholes and their parts (构成): results of handling, applicants, reviews and suits, for drawing and for reading.
//!
//! Which parts there are is read off the form: rows by their groups, columns, the cells of an identity. Parts that
//! do not add up to the printed whole are said to, and stay as they are printed.

use super::shelf::Item;
use super::words::{Language, short};
use crate::form::{Form, Identity, Sheet, Slot};
use crate::report::{Number, Report, Value};

/// A part of a whole.
pub struct Part {
    pub label: &'static str,
    pub slots: Vec<Slot>,
    pub value: Value,
    /// Its share of the printed whole, in words.
    pub share: Option<String>,
    /// Its length in a drawing, in thousandths of [`Picture::scale`].
    pub length: u32,
    /// What it is made of in turn, e.g. the reasons for refusing.
    pub parts: Vec<Part>,
}

/// A whole with its parts.
pub struct Picture {
    pub key: &'static str,
    pub title: String,
    pub whole: Value,
    pub whole_slot: Slot,
    pub parts: Vec<Part>,
    /// The printed whole, or what the parts add up to if that is more: a drawing's full length.
    pub scale: Number,
    /// What does not add up, in words.
    pub note: Option<String>,
    /// All of it in words, for who does not see the drawing.
    pub text: String,
}

/// Every picture of a report that has something to show.
pub fn pictures(language: &'static Language, item: &Item) -> Vec<Picture> {
    let maker = Maker { language, report: &item.report, form: item.report.form() };
    let mut pictures = Vec::new();
    pictures.extend(maker.results());
    pictures.extend(maker.row("applicants", "谁在申请", "table3.new.total"));
    pictures.extend(maker.row("review", "行政复议结果", "table4.review.total"));
    pictures.extend(maker.row("direct", "行政诉讼结果（未经复议直接起诉）", "table4.direct.total"));
    pictures.extend(maker.row("post", "行政诉讼结果（复议后起诉）", "table4.post.total"));
    pictures
}

struct Maker<'a> {
    language: &'static Language,
    report: &'a Report,
    form: &'static Form,
}

impl Maker<'_> {
    /// 办理结果: the rows that the column of totals adds up, by their groups.
    fn results(&self) -> Option<Picture> {
        let (whole, down) = self.identity("table3.done_total.total", false)?;
        let sheet = self.form.sheet(whole);
        let mut parts: Vec<Part> = Vec::new();
        for slot in &down.left {
            self.place(sheet, *slot, &mut parts);
        }
        Some(self.picture("results", "答复结果", whole, parts))
    }

    /// Into the class that its group is, or a class of its own. An undivided row that is used is its class.
    fn place(&self, sheet: &'static Sheet, slot: Slot, parts: &mut Vec<Part>) {
        let Some(row) = sheet.row(slot.row()) else { return };
        let lumped = self.report.is_lumped(sheet.table.id);
        let is_lump = sheet.lump.contains(&slot);
        if is_lump && !lumped {
            return;
        }
        let label = short(row.label);
        let Some(class) = row.groups.get(1).map_or_else(|| is_lump.then_some(label), |g| Some(short(g))) else {
            return parts.push(self.part(label, vec![slot], Vec::new()));
        };
        let at = match parts.iter().position(|p| p.slots.iter().any(|s| is_of(sheet, *s, class))) {
            Some(at) => at,
            None => {
                parts.push(self.part(class, Vec::new(), Vec::new()));
                parts.len() - 1
            }
        };
        let Some(old) = parts.get_mut(at) else { return };
        let (mut slots, mut inner) = (std::mem::take(&mut old.slots), std::mem::take(&mut old.parts));
        if is_lump {
            (slots, inner) = (Vec::new(), Vec::new());
        } else {
            inner.push(self.part(label, vec![slot], Vec::new()));
        }
        slots.push(slot);
        *old = self.part(class, slots, inner);
    }

    /// The cells that a row's total adds up.
    fn row(&self, key: &'static str, title: &'static str, code: &str) -> Option<Picture> {
        let (whole, across) = self.identity(code, true)?;
        let sheet = self.form.sheet(whole);
        let mut parts = Vec::new();
        for slot in &across.left {
            let label = match sheet.column(slot.column()) {
                Some(column) if column.group.is_some() && column.label == "其他" => "其他法人或组织",
                Some(column) => column.label,
                None => continue,
            };
            parts.push(self.part(label, vec![*slot], Vec::new()));
        }
        Some(self.picture(key, title, whole, parts))
    }

    /// A cell, and the identity that makes it out of its row, or of its column.
    fn identity(&self, code: &str, across: bool) -> Option<(Slot, &'static Identity)> {
        let whole = Slot::parse(code)?;
        let fits = |i: &&Identity| i.total == Some(whole) && i.left.iter().all(|s| (s.row() == whole.row()) == across);
        Some((whole, self.form.sheet(whole).identities.iter().find(fits)?))
    }

    fn part(&self, label: &'static str, slots: Vec<Slot>, parts: Vec<Part>) -> Part {
        let value = self.report.value_of(&slots);
        let label = self.language.say(label);
        // Of `申请人…逾期不补正、行政机关不再处理…` the first half says enough beside a bar.
        let label = label.split_once('、').map_or(label, |(first, _)| first);
        Part { label, slots, value, share: None, length: 0, parts }
    }

    fn picture(&self, key: &'static str, title: &'static str, slot: Slot, mut parts: Vec<Part>) -> Picture {
        let whole = self.report.value(slot);
        let mut sum = Number::ZERO;
        for part in &parts {
            sum = sum + part.value.number().unwrap_or_default();
        }
        let printed = whole.number().unwrap_or_default();
        let scale = if sum > printed { sum } else { printed };
        self.measure(&mut parts, whole, scale);
        let note = self.note(whole, sum, &parts);
        let title = self.language.say(title).to_owned();
        let told = whole.number().map_or("{0}，总计：{1}。", |_| "{0}，共 {1} 件。");
        let mut text = self.language.fill(told, &[&title, &self.language.aloud(whole)]);
        self.tell(&parts, &mut text);
        if let Some(note) = &note {
            text.push_str(note);
        }
        Picture { key, title, whole, whole_slot: slot, parts, scale, note, text }
    }

    fn measure(&self, parts: &mut [Part], whole: Value, scale: Number) {
        for part in parts {
            part.share = self.language.share(part.value, whole);
            let length = part.value.number().and_then(|n| n.percent_of(scale, 1));
            part.length = length.and_then(|l| l.times(10).to_i64()).map_or(0, |l| l as u32);
            self.measure(&mut part.parts, whole, scale);
        }
    }

    /// Only where every part is printed: of others nobody can say that they do not add up.
    fn note(&self, whole: Value, sum: Number, parts: &[Part]) -> Option<String> {
        let certain = parts.iter().all(|p| matches!(p.value, Value::Known(_)));
        match whole {
            Value::Known(printed) if certain && printed != sum => {
                let (sum, printed) = (sum.to_string(), printed.to_string());
                Some(self.language.fill("各项相加为 {0}，原文总计印作 {1}。", &[&sum, &printed]))
            }
            Value::Summed(_) => Some(self.language.say("原文没有填写总计，这里是已填各项相加。").to_owned()),
            _ => None,
        }
    }

    /// `予以公开 5548 件，占 40.2%；…。` Of many parts that are nothing only that there are some.
    fn tell(&self, parts: &[Part], text: &mut String) {
        let language = self.language;
        let mut told = false;
        for part in parts.iter().filter(|p| !p.value.is_zero()) {
            text.push_str(if told { language.say("；") } else { "" });
            told = true;
            let value = language.aloud(part.value);
            text.push_str(&match (&part.share, part.value.number()) {
                (Some(share), _) => language.fill("{0} {1} 件，占 {2}", &[part.label, &value, share]),
                (None, Some(_)) => language.fill("{0} {1} 件", &[part.label, &value]),
                (None, None) => language.fill("{0}：{1}", &[part.label, &value]),
            });
        }
        text.push_str(language.say(if told { "。" } else { "各项都是 0。" }));
    }
}

/// Whether the row stands in this class, by its inner group or by its own name.
fn is_of(sheet: &Sheet, slot: Slot, class: &str) -> bool {
    sheet.row(slot.row()).is_some_and(|row| short(row.groups.get(1).copied().unwrap_or(row.label)) == class)
}
