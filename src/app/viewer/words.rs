//! What the public view says, in Chinese or another language (文字).
//!
//! The Chinese sentence is the key of its translation, so code says what a reader reads. Only who names a language's
//! `static` carries it: the Chinese view loads no English.

use crate::form::{Form, Piece, Sheet, Slot};
use crate::report::{Number, Value};

/// Chinese and what it is called there, in several lists.
pub type Pairs = &'static [(&'static str, &'static str)];

/// A language of the public view.
pub struct Language {
    /// For the attribute `lang`.
    pub code: &'static str,
    pub pairs: &'static [Pairs],
}

/// 中文.
pub static CHINESE: Language = Language { code: "zh-CN", pairs: &[] };

impl Language {
    pub fn is_chinese(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The text in this language, a printed label also without its number; the Chinese where it has none.
    pub fn say<'a>(&self, text: &'a str) -> &'a str {
        if self.is_chinese() {
            return text;
        }
        self.translation(text).or_else(|| self.translation(short(text))).unwrap_or(text)
    }

    /// The translation of exactly this text.
    pub fn translation(&self, text: &str) -> Option<&'static str> {
        for pairs in self.pairs {
            for (chinese, other) in *pairs {
                if *chinese == text {
                    return Some(other);
                }
            }
        }
        None
    }

    /// The text with `{0}`, `{1}` … filled in. What is filled in is never read again.
    pub fn fill(&self, text: &str, with: &[&str]) -> String {
        let mut out = String::new();
        let mut rest = self.say(text);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((number, after)) = after.split_once('}') else { break };
            let at = number.bytes().fold(0, |n, b| n * 10 + usize::from(b.wrapping_sub(b'0')));
            out.push_str(with.get(at).unwrap_or(&""));
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// A row in a sentence: `“（三）不予公开 1.属于国家秘密”`.
    pub fn row(&self, sheet: &Sheet, id: &str) -> String {
        if self.is_chinese() {
            return sheet.row_name(id);
        }
        let Some(row) = sheet.row(id) else { return String::new() };
        let mut name = String::from("“");
        if let Some(group) = row.groups.last() {
            name.push_str(self.say(group));
            name.push_str(": ");
        }
        name.push_str(self.say(row.label));
        name.push('”');
        name
    }

    /// A column in a sentence.
    pub fn column(&self, sheet: &Sheet, id: &str) -> String {
        if self.is_chinese() {
            return sheet.column_name(id);
        }
        let mut name = String::from("“");
        name.push_str(sheet.column(id).map_or("", |c| self.say(c.label)));
        name.push('”');
        name
    }

    /// A cell in a sentence: `表三“（七）总计”的“自然人”`.
    pub fn cell(&self, form: &Form, slot: Slot) -> String {
        let sheet = form.sheet(slot);
        let (row, column) = (self.row(sheet, slot.row()), self.column(sheet, slot.column()));
        self.fill("{0}{1}的{2}", &[self.say(sheet.table.name), &row, &column])
    }

    /// What is to be read where a number is looked for.
    pub fn value(&self, value: Value) -> String {
        match value {
            Value::Known(n) | Value::Summed(n) => grouped(n),
            Value::Blank => self.say("未提供").to_owned(),
            Value::Unclear => self.say("无法判断").to_owned(),
            Value::Absent => self.say("表样无此项").to_owned(),
        }
    }

    /// The same, to be read aloud: no separators in numbers.
    pub fn aloud(&self, value: Value) -> String {
        value.number().map_or_else(|| self.value(value), |n| n.to_string())
    }

    /// `占 40.2%` without the first word; of nothing there is no share; what rounds to nothing or to everything but is not says so.
    pub fn share(&self, part: Value, whole: Value) -> Option<String> {
        let share = part.share(whole).filter(|_| !part.is_zero())?;
        let hundred = Number::whole(100);
        let near = match share {
            s if s.is_zero() => "不足 0.1%",
            s if s == hundred && part.number() != whole.number() => "超过 99.9%",
            s => return Some(s.fixed(1) + "%"),
        };
        Some(self.say(near).to_owned())
    }

    /// A printed heading, in this language.
    pub fn heading(&self, piece: &Piece) -> &'static str {
        match piece {
            Piece::Head { text, .. } => self.say(text),
            Piece::Cell { .. } => "",
        }
    }
}

/// Digits in groups of three from the fifth on, as running text has them: `12,345`, `7730.28`.
pub fn grouped(number: Number) -> String {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = whole.trim_start_matches('-').len();
    let mut out = String::new();
    for (at, c) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if digits > 4 && left % 3 == 0 && left < digits {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A name without its quotation marks.
pub fn bare(name: &str) -> &str {
    name.strip_prefix("“").and_then(|n| n.strip_suffix("”")).unwrap_or(name)
}

/// A printed label without its number and its remark: `（二）部分公开（区分处理的…）` is 部分公开, `1.属于国家秘密`
/// is 属于国家秘密.
pub fn short(label: &str) -> &str {
    let label = label.strip_prefix('（').and_then(|l| l.split_once('）')).map_or(label, |(_, rest)| rest);
    let label = match label.split_once(['.', '、']) {
        Some((number, rest)) if number.chars().count() == 1 => rest,
        _ => label,
    };
    label.split_once('（').map_or(label, |(before, _)| before)
}
