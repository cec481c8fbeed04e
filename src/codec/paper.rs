//! What the report says on paper (正式文本), wherever it is printed: its texts line by line, its date, whom to ask.

use crate::form::{Part, Prose, Sheet};
use crate::report::{Meta, Report};

/// The lines of a text, without a heading that it repeats.
pub fn lines<'a>(report: &'a Report, prose: Prose, heading: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let text = report.prose(prose).trim_start();
    let text = text.strip_prefix(heading).unwrap_or(text);
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// A piece of a part, in the order in which it is printed.
pub enum Piece<'a> {
    Heading(&'static str),
    Line(&'a str),
    Table(&'static Sheet),
}

/// A part of the report: its heading, the text before its table, the table, the text after it.
pub fn pieces<'a>(report: &'a Report, part: &'static Part) -> Vec<Piece<'a>> {
    let mut pieces = vec![Piece::Heading(part.heading)];
    for prose in part.text {
        pieces.extend(lines(report, *prose, part.heading).map(Piece::Line));
    }
    pieces.extend(part.table.and_then(|table| report.form().sheets.get(table)).map(Piece::Table));
    if let Some(prose) = &part.note {
        pieces.extend(lines(report, *prose, part.heading).map(Piece::Line));
    }
    pieces
}

/// `2026-01-20` as a document has it: `2026年1月20日`; anything else as it was typed.
pub fn date(text: &str) -> String {
    let parts: Vec<u32> = text.split('-').filter_map(|p| p.parse().ok()).collect();
    match (parts.as_slice(), text.len()) {
        ([year, month, day], 10) => {
            [&*year.to_string(), "年", &month.to_string(), "月", &day.to_string(), "日"].concat()
        }
        _ => text.to_owned(),
    }
}

/// Unit and date as they stand under a report (落款), where they are given and its text does not end with them already.
pub fn signature(report: &Report) -> Vec<String> {
    let last: Vec<&str> = report.prose(Prose::Part6).lines().rev().filter(|l| !l.trim().is_empty()).take(2).collect();
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let is_said = |text: &str| last.iter().any(|line| letters(line) == letters(text));
    let mut lines = Vec::new();
    for text in [squeezed(report.meta(Meta::Org)), date(report.meta(Meta::Published).trim())] {
        if !text.is_empty() && !is_said(&text) {
            lines.push(text);
        }
    }
    lines
}

/// On one line.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest that a second-level heading may be, in letters.
const HEADING: usize = 40;

/// The second-level heading a line begins with, `（一）…`, and the rest: the line as a whole, or its first sentence.
pub fn heading(line: &str) -> Option<(&str, &str)> {
    let (number, _) = line.strip_prefix('（')?.split_once('）')?;
    if number.is_empty() || !number.chars().all(|c| "一二三四五六七八九十".contains(c)) {
        return None;
    }
    let end = line.find('。').map_or(line.len(), |at| at + '。'.len_utf8());
    let (heading, rest) = line.split_at_checked(end)?;
    let is_short = heading.chars().count() <= HEADING && !heading.contains('；');
    is_short.then_some((heading, rest))
}

/// Whom to ask, as a note in brackets; nothing where the report's text says it all already.
pub fn contact(report: &Report) -> Option<String> {
    const FIELDS: [(&str, Meta); 6] = [
        ("", Meta::Contact),
        ("", Meta::ContactOrg),
        ("地址：", Meta::ContactAddress),
        ("邮编：", Meta::ContactPostcode),
        ("电话：", Meta::ContactPhone),
        ("电子邮箱：", Meta::ContactEmail),
    ];
    let (mut given, mut is_news) = (Vec::new(), false);
    for (name, key) in FIELDS {
        let text = squeezed(report.meta(key));
        if !text.is_empty() {
            is_news |= !Prose::ALL.iter().any(|prose| report.prose(*prose).contains(&text));
            given.push([name, &text].concat());
        }
    }
    is_news.then(|| ["（联系方式：", &given.join("，"), "）"].concat())
}

#[cfg(test)]
mod tests {
    use super::{date, heading};

    #[test]
    fn dates_are_written_out() {
        assert_eq!(date("2026-01-20"), "2026年1月20日");
        assert_eq!(date("1月20日"), "1月20日");
    }

    #[test]
    fn second_level_headings() {
        assert_eq!(heading("（一）主动公开"), Some(("（一）主动公开", "")));
        assert_eq!(heading("（十二）平台建设。全年发布。"), Some(("（十二）平台建设。", "全年发布。")));
        let long = "公".repeat(60);
        for line in ["（1）主动公开", "（一", "一、主动公开", "（）主动", &format!("（一）{long}。"), "（一）甲；乙。"]
        {
            assert_eq!(heading(line), None, "{line}");
        }
    }
}
