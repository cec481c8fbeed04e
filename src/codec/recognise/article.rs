//! The report as an article (正文): which texts belong to which of the six parts.

use super::fold::Item;
use super::intro::intro;
use super::labels::is_part;
use super::parts::{Mark, marks};
use super::wording::PARTS;
use crate::form::{Edition, Form, Part, Prose};

/// The longest text that may be a heading, in characters.
const HEADING: usize = 40;

/// The part whose heading a text is, by the form's words and number.
pub(super) fn sure(text: &str) -> Option<usize> {
    let fits = text.chars().count() <= HEADING && !text.contains(['。', '；']);
    Form::of(Edition::E2021).desc.parts.iter().position(|part| fits && is_part(text, part))
}

/// A part's texts as they are gathered: before its table, and after it.
#[derive(Default)]
struct Section<'a> {
    part: usize,
    before: Vec<&'a str>,
    after: Vec<&'a str>,
    is_past_table: bool,
}

impl<'a> Section<'a> {
    fn texts(&mut self) -> &mut Vec<&'a str> {
        if self.is_past_table { &mut self.after } else { &mut self.before }
    }

    fn is_filled(&self) -> bool {
        !self.before.is_empty() || !self.after.is_empty()
    }

    /// Whether two say the same, however their lines were broken.
    fn is_like(&self, other: &Section) -> bool {
        let is_like = |a: &[&str], b: &[&str]| letters(a).eq(letters(b));
        self.part == other.part && is_like(&self.before, &other.before) && is_like(&self.after, &other.after)
    }
}

fn letters<'a>(texts: &'a [&str]) -> impl Iterator<Item = char> + 'a {
    texts.iter().flat_map(|text| text.chars()).filter(|c| !c.is_whitespace())
}

/// The texts of the parts. `is_one`: whether the source has no more than one title.
pub(super) fn prose(items: &[Item], is_one: bool) -> Vec<(Prose, String)> {
    let Gathered { intro: lead, mut reports } = gathered(items);
    let mut prose = Vec::new();
    // A report that has headings begins before them; a page without any has no beginning to know.
    let count: usize = reports.iter().map(Vec::len).sum();
    if reports.iter().flatten().next().is_some_and(|first| first.part == 0 || count > 2) {
        push(&mut prose, Prose::Intro, &intro(&lead));
    }
    if is_one && are_copies(&reports) {
        reports.truncate(1);
    }
    let sections: Vec<&Section> = reports.iter().flatten().filter(|section| section.is_filled()).collect();
    let of = |part: usize| sections.iter().filter(move |section| section.part == part);
    // Two texts under one heading are two reports. Nobody knows which is meant.
    if (0..PARTS).filter(|part| of(*part).count() > 1).count() > 1 {
        return Vec::new();
    }
    for (at, part) in Form::of(Edition::E2021).desc.parts.iter().enumerate() {
        let mut same = of(at);
        if let (Some(section), None) = (same.next(), same.next()) {
            put(&mut prose, part, section);
        }
    }
    prose
}

fn put(prose: &mut Vec<(Prose, String)>, part: &Part, section: &Section) {
    part.text.iter().for_each(|at| push(prose, *at, &section.before));
    part.note.iter().for_each(|at| push(prose, *at, &section.after));
}

fn push(prose: &mut Vec<(Prose, String)>, at: Prose, paragraphs: &[&str]) {
    if !paragraphs.is_empty() {
        prose.push((at, paragraphs.join("\n")));
    }
}

/// Whether the page has its report more than once, as for wide and for narrow screens: all of them say the same.
fn are_copies(reports: &[Vec<Section>]) -> bool {
    let is_like = |a: &[Section], b: &[Section]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_like(b));
    reports.windows(2).all(|two| matches!(two, [a, b] if is_like(a, b)))
}

/// What stands before the first heading, and the parts of each report.
fn gathered<'a>(items: &[Item<'a>]) -> Gathered<'a> {
    let texts: Vec<Option<&str>> = items.iter().map(Item::text).collect();
    let marks = marks(&texts, &sure);
    let mut bases = bases(items, &marks).into_iter();
    let (mut all, mut base, mut is_over) = (Gathered::default(), 0, false);
    let last = marks.iter().rposition(|mark| matches!(mark, Mark::Head { .. })).unwrap_or(0);
    for (at, (item, mark)) in items.iter().zip(&marks).enumerate() {
        match (item, *mark) {
            (Item::Text(text, _), Mark::Head { part, rest }) => {
                if all.now().is_none_or(|now| begins(now.part, part)) {
                    all.begin();
                    base = bases.next().unwrap_or(0);
                }
                is_over = false;
                all.head(part, text.get(rest..).unwrap_or_default());
            }
            (Item::Text(text, rise), Mark::Text) => {
                is_over |= *rise < base;
                all.take(text, is_over);
            }
            (Item::Text(..), Mark::Silent) => {}
            (Item::Table, _) => all.now().into_iter().for_each(|now| now.is_past_table = true),
            (Item::End, _) => is_over |= at > last,
        }
    }
    all
}

/// Whether a heading begins another report.
fn begins(now: usize, next: usize) -> bool {
    next == 0 && now != 0
}

#[derive(Default)]
struct Gathered<'a> {
    /// What stands before the first heading.
    intro: Vec<&'a str>,
    /// A page may have several reports, or one more than once.
    reports: Vec<Vec<Section<'a>>>,
}

impl<'a> Gathered<'a> {
    fn now(&mut self) -> Option<&mut Section<'a>> {
        self.reports.last_mut()?.last_mut()
    }

    /// Another report begins: what stands before the first one stands before this one too, where it is a copy.
    fn begin(&mut self) {
        if let Some(last) = self.reports.last_mut().and_then(|report| report.last_mut()) {
            let texts = last.texts();
            let same = texts.iter().rev().zip(self.intro.iter().rev()).take_while(|(a, b)| a == b).count();
            texts.truncate(texts.len() - same);
        }
        self.reports.push(Vec::new());
    }

    fn head(&mut self, part: usize, rest: &'a str) {
        let before = Some(rest).filter(|rest| !rest.is_empty()).into_iter().collect();
        if let Some(report) = self.reports.last_mut() {
            report.push(Section { part, before, ..Section::default() });
        }
    }

    /// `is_over`: whether the article has ended.
    fn take(&mut self, text: &'a str, is_over: bool) {
        match self.now() {
            Some(_) if is_over => {}
            Some(section) => section.texts().push(text),
            None => self.intro.push(text),
        }
    }
}

/// For each report how far out the source comes between its first heading and its last: the article's own container.
fn bases(items: &[Item], marks: &[Mark]) -> Vec<u16> {
    let (mut bases, mut low, mut now): (Vec<u16>, u16, Option<usize>) = (Vec::new(), u16::MAX, None);
    for (item, mark) in items.iter().zip(marks) {
        let Item::Text(_, rise) = item else { continue };
        low = low.min(*rise);
        let Mark::Head { part, .. } = *mark else { continue };
        match bases.last_mut().filter(|_| now.is_some_and(|now| !begins(now, part))) {
            Some(base) => *base = low.min(*base),
            None => bases.push(u16::MAX),
        }
        (now, low) = (Some(part), u16::MAX);
    }
    bases.into_iter().map(|base| if base == u16::MAX { 0 } else { base }).collect()
}
