//! Numbers in official prose (数与单位): `1,207件`, `１２０７ 件`, `三十二起`, `1.4万人次`, `百余件`, `33.9%`.
//!
//! What only looks like a count is told apart: dates, document numbers, telephone numbers, ranges. Digits that a
//! typesetter pulled apart or ran together are doubtful, and nothing is ever made of those.

use super::letters::stands;
use crate::report::Number;
use crate::report::chinese;

/// A number as it stands in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    pub value: Number,
    pub kind: Kind,
    /// `件`, `万元`, `%`, or nothing.
    pub unit: &'static str,
    pub about: About,
    /// Digits after the point, as printed.
    pub places: usize,
}

/// What a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// So many of something.
    Count,
    Percent,
    /// `2025年`.
    Year,
    /// `12月`.
    Month,
    /// `31日`.
    Day,
    /// A document, an article, an ordinal, a telephone number, a range, an hour.
    Label,
    /// Digits that may belong to another number.
    Doubtful,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Exactly,
    /// `约`, `近`, `左右`.
    Roughly,
    /// `余`, `超`, `以上`.
    Over,
    /// `不足`, `以下`.
    Under,
}

/// Units, each before those that begin it.
const UNITS: [&str; 44] = [
    "件次",
    "件",
    "起",
    "宗",
    "份",
    "条次",
    "条",
    "次",
    "个工作日",
    "个百分点",
    "个小时",
    "个月",
    "个方面",
    "个部分",
    "个",
    "项次",
    "项",
    "例",
    "单",
    "封",
    "篇次",
    "篇",
    "期",
    "场次",
    "场",
    "部分",
    "部",
    "万元",
    "亿元",
    "元",
    "人次",
    "人",
    "名",
    "位",
    "家",
    "笔",
    "台",
    "批",
    "幅",
    "倍",
    "小时",
    "天",
    "工作日",
    "%",
];

/// Units that count applications, cases and documents.
pub const PIECES: [&str; 11] = ["件", "起", "宗", "份", "条", "次", "个", "项", "例", "单", "封"];

/// The number that begins at a letter, and the letter after it and its unit.
pub(super) fn read(chars: &[char], at: usize) -> Option<(Numeral, usize)> {
    match chars.get(at)? {
        c if c.is_ascii_digit() => Some(digits(chars, at)),
        c if is_numeral(*c) => spelled(chars, at),
        _ => None,
    }
}

/// `一千二百件`: only with a unit behind it, for `一` and `十` stand in words too.
fn spelled(chars: &[char], at: usize) -> Option<(Numeral, usize)> {
    const LONGEST: usize = 16;
    let mut end = at;
    while end < at + LONGEST && chars.get(end).copied().is_some_and(is_numeral) {
        end += 1;
    }
    let text: String = chars.get(at..end)?.iter().collect();
    let before = at.checked_sub(1).and_then(|b| chars.get(b)).copied().unwrap_or(' ');
    // Nor is the rest of a numeral that was none: `第二十条`.
    if matches!(before, '第' | '之') || is_numeral(before) {
        return None;
    }
    if chars.get(end) == Some(&'成') {
        return tenths(chars, &text, at, end);
    }
    let over = matches!(chars.get(end), Some('余' | '多' | '几'));
    let unit = unit(chars, end + usize::from(over));
    // A numeral alone is a number only where it says so: `均为零`.
    let alone = text == "零" && matches!(before, '为' | '是') && ends(chars.get(end).copied());
    let counted = PIECES.contains(&unit) || matches!(unit, "个部分" | "个方面" | "部分" | "场" | "篇");
    let thing = matches!(chars.get(end + usize::from(over) + 1), Some('事' | '性'));
    if !(alone || counted && !thing) || text.starts_with(['万', '亿']) {
        return None;
    }
    let value = chinese::number(&text)?;
    let kind = Kind::Count;
    let about = if over { About::Over } else { approximate(chars, at, end + unit.chars().count()) };
    let numeral = Numeral { value, kind, unit, about, places: 0 };
    Some((numeral, end + usize::from(over) + unit.chars().count()))
}

/// `超八成`: tenths of a hundred, where nothing but a share can be meant.
fn tenths(chars: &[char], text: &str, at: usize, end: usize) -> Option<(Numeral, usize)> {
    let next = chars.get(end + 1).copied();
    if text.chars().count() > 1 || !(ends(next) || matches!(next, Some('以' | '左'))) {
        return None;
    }
    let value = chinese::number(text)?.times(10);
    let about = approximate(chars, at, end + 1);
    Some((Numeral { value, kind: Kind::Percent, unit: "成", about, places: 0 }, end + 1))
}

fn ends(c: Option<char>) -> bool {
    c.is_none_or(|c| matches!(c, ',' | '，' | '。' | ';' | '、' | ')' | '!'))
}

fn is_numeral(c: char) -> bool {
    matches!(c, '零' | '〇' | '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千')
        || matches!(c, '万' | '亿')
}

/// What the digits from here on spell.
struct Run {
    whole: String,
    fraction: String,
    doubtful: bool,
    end: usize,
}

fn digits(chars: &[char], at: usize) -> (Numeral, usize) {
    let run = run(chars, at);
    let (scale, mut end) = scale(chars, run.end);
    let over = matches!(chars.get(end), Some('余' | '多')) && !matches!(chars.get(end + 1), Some('年'));
    end += usize::from(over);
    let (later, further) = if over && scale == 1 { self::scale(chars, end) } else { (1, end) };
    let (scale, end) = (scale.max(later), further);
    let mut number = Number::from_digits(false, &run.whole, &run.fraction);
    let mut rest = scale;
    while rest > 1 {
        number = number.map(|n| n.times(10_000));
        rest /= 10_000;
    }
    let unit = unit(chars, end);
    let after = end + unit.chars().count();
    let about = if over { About::Over } else { approximate(chars, at, after) };
    let kind = match number {
        None => Kind::Label,
        _ if run.doubtful || follows_digits(chars, at, &run) => Kind::Doubtful,
        _ => kind(chars, at, end, &run, unit),
    };
    let places = run.fraction.len();
    let numeral = Numeral { value: number.unwrap_or_default(), kind, unit, about, places };
    (numeral, if matches!(kind, Kind::Year | Kind::Month | Kind::Day) { end + 1 } else { after })
}

/// Digits with separators: groups of three after a comma or a space, else nobody knows.
fn run(chars: &[char], at: usize) -> Run {
    let mut run = Run { whole: String::new(), fraction: String::new(), doubtful: false, end: at };
    let (mut group, mut separator) = (0, None);
    while let Some(c) = chars.get(run.end).copied() {
        let digit = chars.get(run.end + 1).is_some_and(char::is_ascii_digit);
        match c {
            '0'..='9' => {
                run.whole.push(c);
                group += 1;
            }
            ',' if digit && !is_group(chars, run.end + 1) => break,
            ',' | ' ' | '\n' if digit => {
                let fits = (separator.is_none() && group <= 3 || separator == Some(c) && group == 3) && c != '\n';
                run.doubtful |= !fits || !is_group(chars, run.end + 1);
                (group, separator) = (0, Some(c));
            }
            _ => break,
        }
        run.end += 1;
    }
    if chars.get(run.end) == Some(&'.') && chars.get(run.end + 1).is_some_and(char::is_ascii_digit) {
        run.end += 1;
        while let Some(c) = chars.get(run.end).filter(|c| c.is_ascii_digit()) {
            run.fraction.push(*c);
            run.end += 1;
        }
    }
    run
}

/// Exactly three digits stand here.
fn is_group(chars: &[char], at: usize) -> bool {
    let digits = chars.get(at..).unwrap_or_default().iter().take(4).take_while(|c| c.is_ascii_digit()).count();
    digits == 3
}

/// `12，345件`: one number or two, nobody can tell.
fn follows_digits(chars: &[char], at: usize, run: &Run) -> bool {
    let before = |n: usize| at.checked_sub(n).and_then(|b| chars.get(b)).copied();
    run.whole.len() == 3 && before(1) == Some('，') && before(2).is_some_and(|c| c.is_ascii_digit())
}

fn scale(chars: &[char], at: usize) -> (u64, usize) {
    match (chars.get(at), chars.get(at + 1)) {
        (Some('万' | '亿'), Some('元')) => (1, at),
        (Some('万'), Some('亿')) => (1_000_000_000_000, at + 2),
        (Some('万'), _) => (10_000, at + 1),
        (Some('亿'), _) => (100_000_000, at + 1),
        _ => (1, at),
    }
}

fn unit(chars: &[char], at: usize) -> &'static str {
    let rest = chars.get(at..).unwrap_or_default();
    UNITS.iter().find(|unit| stands(rest, unit)).copied().unwrap_or("")
}

fn kind(chars: &[char], at: usize, end: usize, run: &Run, unit: &str) -> Kind {
    let before = at.checked_sub(1).and_then(|b| chars.get(b)).copied().unwrap_or(' ');
    let after = chars.get(end).copied().unwrap_or(' ');
    let third = at.checked_sub(3).and_then(|b| chars.get(b..at)).is_some_and(|b| stands(b, "百分之"));
    let plain = run.fraction.is_empty() && run.whole.len() <= 4;
    match after {
        _ if third => Kind::Percent,
        '年' if plain && run.whole.len() == 4 => Kind::Year,
        '月' if plain => Kind::Month,
        '日' if plain => Kind::Day,
        '年' | '时' | '点' | '号' | '届' | '级' | '页' | '〕' | ']' | '-' | '~' | '/' | ':' | '@' | '×' => {
            Kind::Label
        }
        '至' | '到' if chars.get(end + 1).is_some_and(char::is_ascii_digit) => Kind::Label,
        c if c.is_ascii_alphabetic() => Kind::Label,
        _ if matches!(before, '第' | '-' | '~' | '/' | '.' | '〔' | '[' | '@' | '×' | '+') => Kind::Label,
        _ if before.is_ascii_alphabetic() => Kind::Label,
        _ if matches!(before, '至' | '到') && at.checked_sub(2).and_then(|b| chars.get(b)).is_some_and(ascii_digit) => {
            Kind::Label
        }
        '%' => Kind::Percent,
        _ if unit == "%" => Kind::Percent,
        _ => Kind::Count,
    }
}

fn ascii_digit(c: &char) -> bool {
    c.is_ascii_digit()
}

/// The words before and after a number that make it an approximate one.
fn approximate(chars: &[char], at: usize, after: usize) -> About {
    let before = chars.get(at.saturating_sub(3)..at).unwrap_or_default();
    let rest = chars.get(after..).unwrap_or_default();
    let ends = |words: &[&str]| words.iter().any(|w| before.len() >= w.chars().count() && ends_with(before, w));
    let begins = |words: &[&str]| words.iter().any(|w| stands(rest, w));
    if ends(&["不足", "不到", "不超过", "低于", "少于", "以内"]) && !ends(&["不少于", "不低于"])
        || begins(&["以下", "以内"])
    {
        About::Under
    } else if ends(&["超过", "超", "逾", "突破", "不少于", "不低于", "高于", "多于"]) || begins(&["以上", "余"])
    {
        About::Over
    } else if ends(&["约", "近", "大约", "将近", "接近"]) || begins(&["左右", "上下"]) {
        About::Roughly
    } else {
        About::Exactly
    }
}

fn ends_with(letters: &[char], word: &str) -> bool {
    let from = letters.len() - word.chars().count().min(letters.len());
    stands(letters.get(from..).unwrap_or_default(), word)
}

#[cfg(test)]
mod tests {
    use super::super::letters::Letters;
    use super::*;

    /// Every number of a text, as value, unit and kind.
    fn numbers(text: &str) -> String {
        let letters = Letters::of(text);
        let (mut at, mut out) = (0, Vec::new());
        while at < letters.chars.len() {
            match read(&letters.chars, at) {
                Some((n, end)) => {
                    let about = if n.about == About::Exactly { String::new() } else { format!(" {:?}", n.about) };
                    out.push(format!("{}{} {:?}{about}", n.value, n.unit, n.kind));
                    at = end;
                }
                None => at += 1,
            }
        }
        out.join("; ")
    }

    #[test]
    fn forms_of_numbers() {
        for (text, found) in [
            ("1207件", "1207件 Count"),
            ("１２０７件", "1207件 Count"),
            ("1,207件", "1207件 Count"),
            ("1，207件", "1 Count; 207件 Doubtful"),
            ("1 207 件", "1207件 Count"),
            ("12 07件", "1207件 Doubtful"),
            ("12\n07件", "1207件 Doubtful"),
            ("1,2件", "1 Count; 2件 Count"),
            ("三十二件", "32件 Count"),
            ("一千二百件", "1200件 Count"),
            ("两件", "2件 Count"),
            ("百余件", "100件 Count Over"),
            ("均为零。", "0 Count"),
            ("1.4万人次", "14000人次 Count"),
            ("40余万条", "400000条 Count Over"),
            ("12亿元", "12亿元 Count"),
            ("3.5万元", "3.5万元 Count"),
            ("7000余个", "7000个 Count Over"),
            ("约1200件", "1200件 Count Roughly"),
            ("超250场", "250场 Count Over"),
            ("不足10件", "10件 Count Under"),
            ("10件以上", "10件 Count Over"),
            ("33.9%", "33.9% Percent"),
            ("３３.９％", "33.9% Percent"),
            ("百分之33", "33 Percent"),
            ("超八成。", "80成 Percent Over"),
            ("2025年12月31日", "2025 Year; 12 Month; 31 Day"),
            ("〔2021〕30号", "2021 Label; 30 Label"),
            ("第711号", "711 Label"),
            ("第12期", "12期 Label"),
            ("0755-89230187", "755 Label; 89230187 Label"),
            ("3-5件", "3 Label; 5件 Label"),
            ("3至5件", "3 Label; 5件 Label"),
            ("7×24小时", "7 Label; 24小时 Label"),
            ("20个工作日", "20个工作日 Count"),
            ("DeepSeek-R1", "1 Label"),
            ("一是", ""),
            ("第二十条", ""),
            ("办成一件事", ""),
            ("三安全一稳定", ""),
            ("统一、进一步", ""),
            ("9999999999999999999999999999999件", "0件 Label"),
        ] {
            assert_eq!(numbers(text), found, "{text}");
        }
    }
}
