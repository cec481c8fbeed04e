//! Tables in a text (文中的表格): markup as Markdown and its programs have it, and lines of cells with strokes or tabs
//! between them, whose number says which cell is blank.

use super::{csv, page};
use crate::codec::html;
use crate::codec::plain::{MOST_LINES, PLACE, read_with};
use crate::codec::recognise::{Block, Recognised};

/// A text with [`PLACE`] for each of its tables, and these.
#[derive(Default)]
struct Mixed {
    text: String,
    tables: Vec<Vec<Block>>,
}

impl Mixed {
    fn table(&mut self, blocks: Vec<Block>) {
        self.text.extend(['\n', PLACE, '\n']);
        self.tables.push(blocks);
    }

    fn read(self) -> (Recognised, Vec<Block>) {
        read_with(&self.text, self.tables)
    }
}

/// The reading of a text whose tables are markup, if it has some.
pub(super) fn with_markup(text: &str) -> Option<(Recognised, Vec<Block>)> {
    let tables = markup(text);
    let all: String = tables.iter().filter_map(|(from, to)| text.get(*from..*to)).collect();
    if tables.is_empty() || !page::is_bounded(&all) {
        return None;
    }
    let (mut mixed, mut end) = (Mixed::default(), 0);
    for (from, to) in tables {
        mixed.text.push_str(&without_tags(text.get(end..from)?));
        let (blocks, cut) = html::blocks(text.get(from..to)?);
        if cut {
            return None;
        }
        mixed.table(blocks);
        end = to;
    }
    mixed.text.push_str(&without_tags(text.get(end..)?));
    Some(mixed.read())
}

/// Where tables of markup stand, outermost ones.
fn markup(text: &str) -> Vec<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let (mut found, mut open, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, _) in lower.match_indices('<') {
        let tag = lower.get(at..).unwrap_or_default();
        if tag.starts_with("<table") {
            open = if depth == 0 { at } else { open };
            depth += 1;
        } else if tag.starts_with("</table>") && depth > 0 {
            depth -= 1;
            if depth == 0 {
                found.push((open, at + "</table>".len()));
            }
        }
    }
    found
}

/// Longer tags are none, in bytes.
const LONGEST_TAG: usize = 500;

/// The words around tables of markup: without tags, fences and the marks that keep letters from being markup.
fn without_tags(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().filter(|line| !line.trim_start().starts_with("```")) {
        let mut rest = line;
        while let Some((before, tag)) = rest.split_once('<') {
            out.push_str(before);
            let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
            match tag.split_once('>').filter(|(tag, _)| is_tag && tag.len() < LONGEST_TAG) {
                Some((tag, after)) => {
                    out.push_str(if ends_line(tag) { "\n" } else { "" });
                    rest = after;
                }
                None => {
                    out.push('<');
                    rest = tag;
                }
            }
        }
        out.push_str(rest);
        out.push('\n');
    }
    unescaped(&out)
}

/// Whether what follows a tag stands on another line.
fn ends_line(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(name.as_str(), "br" | "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4")
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_mark = c == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        if !is_mark {
            out.push(c);
        } else if let Some(next) = chars.next() {
            out.push(next);
        }
    }
    out.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands between the cells of a line.
fn parted(line: &str) -> Option<char> {
    let trimmed = line.trim();
    match trimmed {
        line if line.starts_with('|') && line.matches('|').count() > 1 => Some('|'),
        _ if line.contains('\t') && !line.contains('|') => Some('\t'),
        _ => None,
    }
}

fn cells(line: &str, by: char) -> Vec<String> {
    let line = line.trim_end_matches('\r');
    let inner = if by == '|' { line.trim().strip_prefix('|').unwrap_or(line) } else { line };
    let inner = if by == '|' { inner.strip_suffix('|').unwrap_or(inner) } else { inner };
    inner.split(by).map(|cell| cell.trim().replace("**", "")).collect()
}

/// The line of strokes below a head in Markdown.
fn is_rule(line: &str) -> bool {
    line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\r'))
}

/// The reading of a text whose tables are lines of cells, if it has some.
pub(super) fn with_rows(text: &str) -> Option<(Recognised, Vec<Block>)> {
    let (mut mixed, mut run): (Mixed, Vec<&str>) = (Mixed::default(), Vec::new());
    for line in text.split('\n').take(MOST_LINES) {
        let goes_on = run.last().is_some_and(|last| parted(last) == parted(line));
        if !goes_on {
            end(&mut run, &mut mixed)?;
        }
        match parted(line) {
            Some(_) => run.push(line),
            None => mixed.text.extend([line, "\n"]),
        }
    }
    end(&mut run, &mut mixed)?;
    (!mixed.tables.is_empty()).then(|| mixed.read())
}

/// The lines of a run as a table; one by itself is none.
fn end(run: &mut Vec<&str>, mixed: &mut Mixed) -> Option<()> {
    let lines = std::mem::take(run);
    match lines.as_slice() {
        [] => {}
        [line] => mixed.text.extend([line, "\n"]),
        [first, ..] => {
            let by = parted(first)?;
            let rows = lines.iter().filter(|line| !is_rule(line)).map(|line| cells(line, by)).collect();
            mixed.table(csv::found(rows).ok()?.blocks);
        }
    }
    Some(())
}
