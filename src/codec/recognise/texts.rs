//! What a source says in words: its title, and the texts of the six parts (正文).

use super::Block;
use super::article::prose;
use super::fold::{Item, items};
use super::labels::quoted;
use crate::form::Prose;

#[derive(Default)]
pub(super) struct Texts {
    pub title: Option<String>,
    pub org: Option<String>,
    pub year: Option<u16>,
    pub prose: Vec<(Prose, String)>,
}

pub(super) fn read(blocks: &[Block]) -> Texts {
    let items = items(blocks);
    let titles = titles(&items);
    let mut texts = Texts { prose: prose(&items, titles.len() < 2), ..Texts::default() };
    if let [title] = titles.as_slice() {
        texts.title = Some(title.clone());
        texts.org = org(title);
    }
    let years: Vec<Option<u16>> = titles.iter().map(|title| year(title).map(|(y, _)| y)).collect();
    if let [Some(first), others @ ..] = years.as_slice() {
        texts.year = others.iter().all(|y| *y == Some(*first)).then_some(*first);
    }
    texts
}

/// The ways a title ends.
const ENDINGS: [&str; 3] = ["政府信息公开工作年度报告", "政府信息公开年度报告", "政府信息公开工作年报"];

/// Every title on the page, each once.
fn titles(items: &[Item]) -> Vec<String> {
    let mut titles = Vec::new();
    for text in items.iter().filter_map(Item::text) {
        let title = quoted(text);
        if is_title(&title) && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

pub(super) fn is_title(title: &str) -> bool {
    title.chars().count() <= 60
        && ENDINGS.iter().any(|e| title.ends_with(e))
        && year(title).is_some()
        && !title.contains(['，', '。', '：', ':', '；', '>', '《', '|', '关'])
}

/// Whether a text is a title that names a unit.
#[cfg(feature = "office")]
pub(super) fn is_titled(text: &str) -> bool {
    let title = quoted(text);
    is_title(&title) && org(&title).is_some()
}

/// The only year a title names, and where: `2025年`, `2025年度`.
fn year(title: &str) -> Option<(u16, usize)> {
    let mut found = None;
    for (at, _) in title.match_indices('年') {
        let digits = at.checked_sub(4).and_then(|from| title.get(from..at)).and_then(|d| d.parse().ok());
        match digits.filter(|year| (2000..2100).contains(year)) {
            Some(_) if found.is_some() => return None,
            Some(year) => found = Some((year, at)),
            None => {}
        }
    }
    found
}

/// What is left of a title without its ending and its year.
fn org(title: &str) -> Option<String> {
    let stem = ENDINGS.iter().find_map(|e| title.strip_suffix(e))?;
    let (_, at) = year(title)?;
    let (before, after) = (stem.get(..at - 4)?, stem.get(at..)?.trim_start_matches(['年', '度']));
    match (before.is_empty(), after.is_empty()) {
        (false, true) => Some(before.to_owned()),
        (true, false) => Some(after.to_owned()),
        _ => None,
    }
}
