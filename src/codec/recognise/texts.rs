//! What a source says in words: its title, and the texts of the six parts (正文).

use super::Block;
use super::labels::{is_part, quoted};
use crate::form::{Edition, Form, Part, Prose};

#[derive(Default)]
pub(super) struct Texts {
    pub title: Option<String>,
    pub org: Option<String>,
    pub year: Option<u16>,
    pub prose: Vec<(Prose, String)>,
}

pub(super) fn read(blocks: &[Block]) -> Texts {
    let mut texts = Texts { prose: prose(blocks), ..Texts::default() };
    let titles = titles(blocks);
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
fn titles(blocks: &[Block]) -> Vec<String> {
    let mut titles = Vec::new();
    for block in blocks {
        let Block::Text { text, .. } = block else { continue };
        let title = quoted(text);
        if is_title(&title) && !titles.contains(&title) {
            titles.push(title);
        }
    }
    titles
}

fn is_title(title: &str) -> bool {
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

/// The longest text that may be a heading, in characters.
const HEADING: usize = 40;

/// A part's texts as they are gathered: before its table, and after it.
struct Section {
    part: &'static Part,
    before: Vec<String>,
    after: Vec<String>,
    past_table: bool,
}

fn prose(blocks: &[Block]) -> Vec<(Prose, String)> {
    let parts = Form::of(Edition::E2021).desc.parts;
    let base = article(blocks, parts);
    let mut sections: Vec<Section> = Vec::new();
    let mut intro: Vec<String> = Vec::new();
    let mut ended = false;
    for block in blocks {
        match block {
            Block::Text { text, rise } => {
                ended |= *rise < base && !sections.is_empty();
                let heading = heading(text, parts, sections.last());
                match (heading, sections.last_mut()) {
                    (Some(part), _) => {
                        if part.id == parts[0].id && is_contents(&sections) {
                            intro.extend(sections.pop().map(|last| last.before).unwrap_or_default());
                            sections.clear();
                        }
                        sections.push(Section::new(part));
                    }
                    (None, None) => intro.push(text.clone()),
                    (None, Some(section)) if !ended => section.take(text),
                    (None, Some(_)) => {}
                }
            }
            Block::Table(_) => {
                if let Some(section) = sections.last_mut() {
                    section.past_table = true;
                }
            }
        }
    }
    let mut prose = Vec::new();
    // A report that has headings begins before them; a page without any has no beginning to know.
    if sections.first().is_some_and(|s| s.part.id == parts[0].id || sections.len() > 2) {
        push(&mut prose, Prose::Intro, &last_sentences(&intro));
    }
    for part in parts {
        let same: Vec<&Section> = sections.iter().filter(|s| s.part.id == part.id && s.is_filled()).collect();
        // A table of contents has the headings without texts; two texts under one heading are two reports.
        if let [section] = same.as_slice() {
            part.text.iter().for_each(|at| push(&mut prose, *at, &section.before));
            part.note.iter().for_each(|at| push(&mut prose, *at, &section.after));
        }
    }
    prose
}

fn push(prose: &mut Vec<(Prose, String)>, at: Prose, paragraphs: &[String]) {
    if !paragraphs.is_empty() {
        prose.push((at, paragraphs.join("\n")));
    }
}

/// How far out the source comes between the first heading and the last: the article's own container.
fn article(blocks: &[Block], parts: &[Part]) -> u16 {
    let (mut base, mut low, mut begun) = (u16::MAX, u16::MAX, false);
    for block in blocks {
        let Block::Text { text, rise } = block else { continue };
        low = low.min(*rise);
        if heading(text, parts, None).is_some() {
            base = if begun { base.min(low) } else { base };
            (begun, low) = (true, u16::MAX);
        }
    }
    if base == u16::MAX { 0 } else { base }
}

/// The part whose heading this is. Within a part only its own heading again, a later one, or the first may follow.
fn heading<'a>(text: &str, parts: &'a [Part], now: Option<&Section>) -> Option<&'a Part> {
    let fits = text.chars().count() <= HEADING && !text.contains(['。', '；']);
    let part = parts.iter().find(|p| fits && is_part(text, p))?;
    let at = |id| parts.iter().position(|p| p.id == id);
    let follows = now.is_none_or(|now| at(part.id) >= at(now.part.id) || at(part.id) == Some(0));
    follows.then_some(part)
}

impl Section {
    fn new(part: &'static Part) -> Section {
        Section { part, before: Vec::new(), after: Vec::new(), past_table: false }
    }

    fn is_filled(&self) -> bool {
        !self.before.is_empty() || !self.after.is_empty()
    }

    fn take(&mut self, text: &str) {
        let texts = if self.past_table { &mut self.after } else { &mut self.before };
        texts.push(text.to_owned());
    }
}

/// Whether these are the lines of a table of contents: headings alone, and what the report begins with after the last.
fn is_contents(sections: &[Section]) -> bool {
    let alone = |s: &Section| !s.is_filled() && !s.past_table;
    match sections {
        [others @ .., last] => others.iter().all(alone) && !last.past_table,
        [] => false,
    }
}

/// The paragraphs of an introduction: those just before the first heading that are sentences.
fn last_sentences(texts: &[String]) -> Vec<String> {
    let is_sentence = |text: &&String| text.ends_with(['。', '：', '；']) && text.chars().count() > 15;
    let count = texts.iter().rev().take_while(is_sentence).count();
    texts.get(texts.len() - count..).unwrap_or_default().to_vec()
}
