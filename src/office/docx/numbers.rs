//! Numbers that Word writes by itself (自动编号): “一、” before a heading is often no text of the document.

use std::collections::BTreeMap;

use crate::office::xml::{Tag, Xml};

/// Lists have nine levels.
const LEVELS: usize = 9;
/// How far a style is followed to the one it is based on.
const CHAIN: usize = 16;

#[derive(Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// `%1、`, where `%1` is the number of the first level.
    text: String,
    /// The style whose paragraphs are of this level.
    style: String,
    /// Whether numbers of levels above are written in digits.
    in_digits: bool,
}

#[derive(Default)]
struct Style {
    based_on: String,
    list: Option<String>,
    level: Option<usize>,
}

/// The lists of a document, and how far each has been counted.
#[derive(Default)]
pub(super) struct Numbers {
    lists: BTreeMap<String, Vec<Level>>,
    /// The list of a number, and where its levels begin anew.
    numbers: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    styles: BTreeMap<String, Style>,
    counts: BTreeMap<String, [u32; LEVELS]>,
    /// Numbers whose own beginning was counted already.
    begun: Vec<String>,
}

impl Numbers {
    /// # Errors
    /// One sentence for people.
    pub fn read(numbering: &str, styles: &str) -> Result<Numbers, String> {
        let mut numbers = Numbers::default();
        numbers.read_lists(&mut Xml::new(numbering))?;
        numbers.read_styles(&mut Xml::new(styles))?;
        Ok(numbers)
    }

    fn read_lists(&mut self, xml: &mut Xml) -> Result<(), String> {
        let (mut list, mut number, mut level) = (None, None, 0);
        while let Some(tag) = xml.next_tag()? {
            match tag.name() {
                "abstractNum" => (list, number) = (tag.attribute("abstractNumId"), None),
                "num" => (list, number) = (None, tag.attribute("numId")),
                "abstractNumId" => {
                    if let (Some(number), Some(list)) = (&number, value(&tag)) {
                        self.numbers.insert(number.clone(), (list, BTreeMap::new()));
                    }
                }
                "lvl" | "lvlOverride" => level = tag.number("ilvl").unwrap_or(0) as usize,
                "startOverride" => {
                    let own = number.as_ref().and_then(|number| self.numbers.get_mut(number));
                    if let (Some((_, starts)), Some(start)) = (own, tag.number("val")) {
                        starts.insert(level, start);
                    }
                }
                _ => self.read_level(&list, level, &tag),
            }
        }
        Ok(())
    }

    fn read_level(&mut self, list: &Option<String>, at: usize, tag: &Tag) {
        let Some(list) = list.as_ref().filter(|_| at < LEVELS) else { return };
        let levels = self.lists.entry(list.clone()).or_insert_with(|| vec![Level::default(); LEVELS]);
        let Some(level) = levels.get_mut(at) else { return };
        match tag.name() {
            "start" => level.start = tag.number("val").unwrap_or(0),
            "numFmt" => level.format = value(tag).unwrap_or_default(),
            "lvlText" => level.text = value(tag).unwrap_or_default(),
            "pStyle" => level.style = value(tag).unwrap_or_default(),
            "isLgl" => level.in_digits = tag.is_on(),
            _ => {}
        }
    }

    fn read_styles(&mut self, xml: &mut Xml) -> Result<(), String> {
        let mut id = String::new();
        while let Some(tag) = xml.next_tag()? {
            match tag.name() {
                "style" => id = tag.attribute("styleId").unwrap_or_default(),
                "basedOn" => self.style(&id).based_on = value(&tag).unwrap_or_default(),
                "numId" => self.style(&id).list = value(&tag),
                "ilvl" => self.style(&id).level = tag.number("val").map(|level| level as usize),
                _ => {}
            }
        }
        Ok(())
    }

    fn style(&mut self, id: &str) -> &mut Style {
        self.styles.entry(id.to_owned()).or_default()
    }

    /// The number written before the next paragraph, by its own list and level, or its style's.
    pub fn next(&mut self, own: Option<&str>, level: Option<usize>, style: &str) -> Option<String> {
        let (styled, of_style) = self.of_style(style);
        let number = own.map(str::to_owned).or(styled)?;
        let (list, starts) = self.numbers.get(&number)?.clone();
        let levels = self.lists.get(&list)?;
        let by_style = levels.iter().position(|l| !style.is_empty() && l.style == style);
        let at = level.or(of_style).or(by_style).unwrap_or(0).min(LEVELS - 1);
        let counts = self.counts.entry(list).or_insert([0; LEVELS]);
        let begins = !self.begun.contains(&number);
        if begins && self.begun.len() < 1000 {
            self.begun.push(number);
        }
        count(counts, levels, at, starts.get(&at).filter(|_| begins));
        written(levels, counts, at)
    }

    fn of_style(&self, style: &str) -> (Option<String>, Option<usize>) {
        let (mut at, mut level) = (style, None);
        for _ in 0..CHAIN {
            let Some(style) = self.styles.get(at) else { break };
            level = level.or(style.level);
            if style.list.is_some() {
                return (style.list.clone(), level);
            }
            at = &style.based_on;
        }
        (None, None)
    }
}

fn value(tag: &Tag) -> Option<String> {
    tag.attribute("val")
}

/// The next number of a level; those below it begin again.
fn count(counts: &mut [u32; LEVELS], levels: &[Level], at: usize, begins_at: Option<&u32>) {
    for (here, (count, level)) in counts.iter_mut().zip(levels).enumerate() {
        // A level that has not been counted yet is 0, its first number is `start`.
        match here.cmp(&at) {
            std::cmp::Ordering::Less if *count == 0 => *count = level.start.max(1),
            std::cmp::Ordering::Less => {}
            std::cmp::Ordering::Equal if *count == 0 => *count = level.start.max(1),
            std::cmp::Ordering::Equal => *count = count.saturating_add(1),
            std::cmp::Ordering::Greater => *count = 0,
        }
        if let Some(start) = begins_at.filter(|_| here == at) {
            *count = *start;
        }
    }
}

/// The text of a level with the numbers in it.
fn written(levels: &[Level], counts: &[u32; LEVELS], at: usize) -> Option<String> {
    let own = levels.get(at)?;
    let mut out = String::new();
    let mut letters = own.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let level = letters.peek().and_then(|c| c.to_digit(10)).filter(|d| letter == '%' && *d > 0);
        let Some(level) = level.map(|d| d as usize - 1) else {
            out.push(letter);
            continue;
        };
        letters.next();
        let (format, number) = (levels.get(level)?.format.as_str(), *counts.get(level)?);
        out.push_str(&digits(if own.in_digits { "decimal" } else { format }, number)?);
    }
    // The number and what follows it are two.
    if out.ends_with(|c: char| c.is_ascii_digit()) {
        out.push(' ');
    }
    Some(out)
}

fn digits(format: &str, number: u32) -> Option<String> {
    let letter = |from: char| char::from_u32(u32::from(from).checked_add(number.checked_sub(1)?)?).map(String::from);
    match format {
        "decimal" => Some(number.to_string()),
        "decimalFullWidth" => Some(number.to_string().chars().filter_map(full).collect()),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => Some(chinese(number)),
        "ideographTraditional" => "甲乙丙丁戊己庚辛壬癸".chars().nth(number.checked_sub(1)? as usize).map(String::from),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if number <= 20 => letter('①'),
        "upperLetter" if number <= 26 => letter('A'),
        "lowerLetter" if number <= 26 => letter('a'),
        _ => None,
    }
}

fn full(digit: char) -> Option<char> {
    char::from_u32(u32::from('０') + digit.to_digit(10)?)
}

/// 十二, 二十, 一百零一. Lists do not go beyond.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |place: u32| DIGITS.get((number / place % 10) as usize).copied().unwrap_or_default();
    let tens = match (number / 10 % 10, number) {
        (0, ..10) => String::new(),
        (0, _) => "零".to_owned(),
        (1, ..100) => "十".to_owned(),
        _ => format!("{}十", digit(10)),
    };
    match (number, number % 10, number % 100) {
        (1000.., _, _) => number.to_string(),
        (100.., _, 0) => format!("{}百", digit(100)),
        (100.., 0, _) => format!("{}百{tens}", digit(100)),
        (100.., _, _) => format!("{}百{tens}{}", digit(100), digit(1)),
        (10.., 0, _) => tens,
        _ => format!("{tens}{}", digit(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Numbers, chinese};

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (number, written) in
            [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (101, "一百零一"), (110, "一百一十")]
        {
            assert_eq!(chinese(number), written);
        }
    }

    #[test]
    fn lists_count_through_levels_styles_and_new_beginnings() {
        let level = |at: usize, format: &str, text: &str| {
            format!(
                "<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{format}'/><w:lvlText w:val='{text}'/></w:lvl>"
            )
        };
        let list =
            [level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")];
        let numbering = format!(
            "<w:numbering><w:abstractNum w:abstractNumId='7'>{}</w:abstractNum>\
             <w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>\
             <w:num w:numId='2'><w:abstractNumId w:val='7'/><w:lvlOverride w:ilvl='2'><w:startOverride w:val='1'/></w:lvlOverride></w:num></w:numbering>",
            list.concat()
        );
        let styles = "<w:styles><w:style w:styleId='h'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
                      <w:style w:styleId='i'><w:basedOn w:val='h'/></w:style></w:styles>";
        let mut numbers = Numbers::read(&numbering, styles).unwrap();
        let mut next = |own, level, style| numbers.next(own, level, style).unwrap_or_default();
        assert_eq!(next(None, None, "h"), "一、");
        assert_eq!(next(Some("1"), Some(1), ""), "（一）");
        assert_eq!(next(Some("1"), Some(2), ""), "1.");
        assert_eq!(next(Some("1"), Some(2), ""), "2.");
        assert_eq!(next(Some("2"), Some(2), ""), "1.");
        assert_eq!(next(None, None, "i"), "二、");
        assert_eq!(next(Some("1"), Some(1), ""), "（一）");
        assert_eq!(next(Some("0"), Some(1), "h"), "");
    }
}
