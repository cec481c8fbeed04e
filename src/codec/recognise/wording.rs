//! What a part's heading may say (标题用语), and where the text begins that goes on in its line.

use crate::form::{Edition, Form, Part};

/// Other words for a heading: they hold one of `names`, and nothing but `letters`.
struct Wording {
    names: &'static [&'static str],
    letters: &'static str,
}

/// As units write them, part by part. A sentence has other letters soon.
const WORDINGS: [Wording; 6] = [
    Wording {
        names: &["总体", "概述", "概况", "综述", "基本情况", "工作情况", "开展情况"],
        letters: "总体情况概述综基本主要全年度工作开展政府务信息公开的",
    },
    Wording { names: &["主动公开"], letters: "主动公开政府务信息的情况工作" },
    Wording { names: &["申请"], letters: "收到和受办处理依申请公开政府务信息的情况工作" },
    Wording {
        names: &["复议", "诉讼"], letters: "因政府务信息公开申请被提起行政复议和与及诉讼的情况"
    },
    Wording {
        names: &["问题", "不足", "困难", "短板"],
        letters: "政府务信息公开工作中当前目前面临存在的主要突出问题和与及以其不足之处困难短板薄弱环节需进一下步今后改整\
                  措施情况打算计划思路安排建议对策努力方向解决办法",
    },
    Wording { names: &["其他", "需要报告"], letters: "其他需要报告说明的事项情况有关补充" },
];

/// How many parts there are.
pub(super) const PARTS: usize = WORDINGS.len();

/// The longest wording, in letters, and how far into a text one is looked for.
pub(super) const LONGEST: usize = 26;
const REACH: usize = 60;

pub(super) struct Title {
    /// Whether it is the form's.
    pub is_official: bool,
    /// Where the text goes on behind it.
    pub rest: usize,
}

/// The heading of a part that a text, its number taken off, begins with or is.
pub(super) fn title(text: &str, part: usize) -> Option<Title> {
    let mut letters = String::new();
    for (at, c) in text.char_indices().take(REACH) {
        let (before, behind) = text.split_at_checked(at)?;
        match c {
            '。' | '：' | ':' => {
                return Some(Title { is_official: named(&letters, part)?, rest: text.len() - rest(behind).len() });
            }
            '，' | ',' | '；' | ';' | '！' | '？' => return None,
            c if c.is_whitespace() || begins_text(behind) && !before.is_empty() => {
                let name = named(&letters, part).filter(|is_official| c.is_whitespace() || *is_official);
                if let Some(is_official) = name.filter(|_| begins_text(rest(behind)) || is_sentence(behind)) {
                    return Some(Title { is_official, rest: text.len() - rest(behind).len() });
                }
            }
            _ => {}
        }
        take(c, &mut letters);
    }
    let is_whole = text.chars().nth(REACH).is_none();
    named(&letters, part).filter(|_| is_whole).map(|is_official| Title { is_official, rest: text.len() })
}

fn take(letter: char, letters: &mut String) {
    match letter {
        '它' => letters.push('他'),
        c if c.is_alphanumeric() => letters.push(c),
        _ => {}
    }
}

/// Whether the letters are the part's heading: the form's, or one in other words.
fn named(letters: &str, part: usize) -> Option<bool> {
    let letters = undated(letters).trim_end_matches(|c: char| c.is_ascii_digit());
    let (official, wording) = (Form::of(Edition::E2021).desc.parts.get(part)?, WORDINGS.get(part)?);
    if is_official(letters, official) {
        return Some(true);
    }
    let is_named = wording.names.iter().any(|name| letters.contains(name));
    let is_made = || letters.chars().count() <= LONGEST && letters.chars().all(|c| wording.letters.contains(c));
    (is_named && is_made()).then_some(false)
}

fn is_official(letters: &str, part: &Part) -> bool {
    let heading = part.heading.split_once('、').map_or(part.heading, |(_, heading)| heading);
    heading.chars().filter(|c| *c != '、').eq(letters.chars())
}

/// Without the year it begins with: `2024年度总体情况`.
fn undated(letters: &str) -> &str {
    let (year, rest) = letters.split_at_checked(4).filter(|_| is_year(letters)).unwrap_or(("", letters));
    if year.is_empty() { rest } else { rest.trim_start_matches(['年', '度']) }
}

fn is_year(text: &str) -> bool {
    let mut chars = text.chars();
    chars.by_ref().take(4).filter(char::is_ascii_digit).count() == 4
        && text.starts_with("20")
        && chars.next() == Some('年')
}

/// What stands behind a heading, without what parts it from it.
fn rest(behind: &str) -> &str {
    behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '：' | ':'))
}

/// Whether a text begins as those of a part do, and no heading goes on.
fn begins_text(text: &str) -> bool {
    is_year(text)
        || ["一是", "（一）", "(一)"].iter().any(|first| text.starts_with(first))
        || matches!(text, "无" | "无。")
}

/// Whether what stands behind a heading and a space is of its text, and not of the heading.
fn is_sentence(behind: &str) -> bool {
    behind.chars().take(200).any(|c| matches!(c, '。' | '，' | '；'))
}
