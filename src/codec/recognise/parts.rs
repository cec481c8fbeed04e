//! Where the six parts begin, in whatever words and under whatever numbers (部分的起点).
//!
//! A heading that says what the form says under the form's number is believed. One in other words, under another kind
//! of number, or with its text in the same line is believed only for its place: between the headings around it no
//! other part is missing, and nothing else there claims to be that part. Where no heading says what the form says, a
//! row of headings with numbers of one kind in the parts' order is believed. **A sentence is never a heading.**

use super::ordinal::{Number, Style, numbered};
use super::wording::{LONGEST, PARTS, title};

/// What a text of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::codec) enum Mark {
    Text,
    /// A line of a table of contents, or a number on a line of its own before its heading.
    Silent,
    /// The heading of the `part`th part. From `rest` on the text is the part's own.
    Head {
        part: usize,
        rest: usize,
    },
}

/// What each text is; a table is none. `sure` knows the headings that need no more than their own words.
pub(in crate::codec) fn marks(texts: &[Option<&str>], sure: &dyn Fn(&str) -> Option<usize>) -> Vec<Mark> {
    let numbers: Vec<Option<Number>> = texts.iter().map(|text| text.and_then(numbered)).collect();
    let mut marks = vec![Mark::Text; texts.len()];
    let mut candidates = candidates(texts, &numbers, sure);
    for silent in drop_contents(&mut candidates, texts) {
        put(&mut marks, silent, Mark::Silent);
    }
    for head in chosen(&candidates, &numbers) {
        (head.from..head.at).for_each(|at| put(&mut marks, at, Mark::Silent));
        put(&mut marks, head.at, Mark::Head { part: head.part, rest: head.rest });
    }
    marks
}

fn put(marks: &mut [Mark], at: usize, mark: Mark) {
    if let Some(place) = marks.get_mut(at) {
        *place = mark;
    }
}

/// What may be a heading.
struct Candidate {
    /// The text its number stands in, and the text its words stand in.
    from: usize,
    at: usize,
    part: usize,
    style: Style,
    is_sure: bool,
    is_official: bool,
    is_run_in: bool,
    rest: usize,
}

type Rank = (bool, bool, bool);

impl Candidate {
    /// Whether its kind of number and its words together are more than any list's.
    fn is_plausible(&self) -> bool {
        matches!(self.style, Style::Official | Style::Ordinal) || self.is_official
    }

    /// What is believed first of two for one part, beside headings with this kind of number.
    fn rank(&self, style: Style) -> Rank {
        (self.style != style, !self.is_official, self.is_run_in)
    }
}

fn candidates(
    texts: &[Option<&str>],
    numbers: &[Option<Number>],
    sure: &dyn Fn(&str) -> Option<usize>,
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let is_free = found.last().is_none_or(|last| last.at < at);
        let Some(text) = text.filter(|_| is_free) else { continue };
        let number = numbers.get(at).copied().flatten();
        found.extend(match (sure(text), number) {
            (Some(part), _) => Some(surely(text, at, part, number)),
            (None, Some(number)) if number.end == text.len() => apart(texts, numbers, at, number),
            (None, Some(number)) => under(text, at, number).or_else(|| misnumbered(text, at, number)),
            (None, None) => bare(text, 0, at),
        });
    }
    found
}

fn surely(text: &str, at: usize, part: usize, number: Option<Number>) -> Candidate {
    let start = number.map_or(0, |number| number.end);
    let title = text.get(start..).and_then(|words| title(words, part));
    let rest = title.as_ref().map_or(text.len(), |title| title.rest + start);
    let (is_official, is_run_in) = (title.is_some_and(|title| title.is_official), rest < text.len());
    Candidate { from: at, at, part, style: Style::Official, is_sure: true, is_official, is_run_in, rest }
}

/// Its words under its number.
fn under(text: &str, at: usize, number: Number) -> Option<Candidate> {
    let (part, words) = (number.part()?, text.get(number.end..)?);
    let title = title(words, part)?;
    let rest = number.end + title.rest;
    let is_next = |n: Number| n.style == number.style && n.value == number.value + 1;
    // Headings told one after the other in a sentence.
    if text.get(rest..).and_then(numbered).is_some_and(is_next) {
        return None;
    }
    let (style, is_official, is_run_in) = (number.style, title.is_official, rest < text.len());
    Some(Candidate { from: at, at, part, style, is_sure: false, is_official, is_run_in, rest })
}

/// Its words on the line below its number.
fn apart(texts: &[Option<&str>], numbers: &[Option<Number>], from: usize, number: Number) -> Option<Candidate> {
    let at = from + 1;
    let text = texts.get(at).copied().flatten().filter(|_| numbers.get(at).is_some_and(Option::is_none))?;
    let part = number.part()?;
    let title = title(text, part).filter(|title| title.rest == text.len())?;
    let (style, is_official, rest) = (number.style, title.is_official, title.rest);
    Some(Candidate { from, at, part, style, is_sure: false, is_official, is_run_in: false, rest })
}

/// The form's words under another part's number: where a part is left out, those that follow are often numbered anew.
fn misnumbered(text: &str, at: usize, number: Number) -> Option<Candidate> {
    if number.style == Style::Official { bare(text, number.end, at) } else { None }
}

/// The form's words without any number.
fn bare(text: &str, start: usize, at: usize) -> Option<Candidate> {
    let words = text.get(start..).filter(|words| words.chars().nth(LONGEST).is_none())?;
    let is_its = |part: &usize| title(words, *part).is_some_and(|t| t.is_official && t.rest == words.len());
    let (part, rest) = ((0..PARTS).find(is_its)?, text.len());
    let style = Style::Bare;
    Some(Candidate { from: at, at, part, style, is_sure: false, is_official: true, is_run_in: false, rest })
}

/// Takes out the lines of a table of contents, and gives them: headings one below the other from the first part on,
/// the first of which comes again. Words without numbers are links then, even if they do not.
fn drop_contents(candidates: &mut Vec<Candidate>, texts: &[Option<&str>]) -> Vec<usize> {
    let (mut silent, mut kept) = (Vec::new(), Vec::new());
    let firsts = Firsts::of(candidates);
    let mut at = 0;
    while let Some(first) = candidates.get(at) {
        let lines = candidates.get(at..at + run(candidates.get(at..).unwrap_or_default(), texts)).unwrap_or_default();
        let end = at + lines.len();
        if first.part == 0 && firsts.come_again(candidates, lines, end) {
            silent.extend(first.from..lines.last().map_or(first.at, |last| last.at) + 1);
            silent.extend(first.from.checked_sub(1).filter(|above| is_contents(texts, *above)));
        } else {
            kept.extend(at..end);
        }
        at = end.max(at + 1);
    }
    let mut kept = kept.into_iter().peekable();
    let mut at = 0;
    candidates.retain(|_| {
        at += 1;
        kept.next_if_eq(&(at - 1)).is_some()
    });
    silent
}

/// Where the last headings of the first part are: the last sure one, the last of each kind, the last of any.
struct Firsts {
    sure: Option<usize>,
    styles: [Option<usize>; Style::ALL.len()],
    any: Option<usize>,
}

impl Firsts {
    fn of(candidates: &[Candidate]) -> Firsts {
        let last = |is_its: &dyn Fn(&Candidate) -> bool| {
            candidates.iter().rposition(|c| c.part == 0 && c.is_plausible() && is_its(c))
        };
        let styles = Style::ALL.map(|style| last(&|c| c.style == style));
        Firsts { sure: last(&|c| c.is_sure), styles, any: last(&|c| c.is_official) }
    }

    /// Whether the first part's heading comes again behind these lines, which end before a candidate.
    fn come_again(&self, candidates: &[Candidate], lines: &[Candidate], end: usize) -> bool {
        let comes = |last: Option<usize>| last.is_some_and(|last| last >= end);
        let style = lines.first().map_or(Style::Bare, |first| first.style);
        let is_same = || comes(self.sure) || self.styles.get(style as usize).is_some_and(|last| comes(*last));
        match lines.len() {
            0..3 => candidates.get(end).is_some_and(|next| next.part == 0 && next.is_sure),
            3..MANY => style == Style::Bare || is_same(),
            _ => style == Style::Bare || is_same() || comes(self.any),
        }
    }
}

/// How many of the headings stand one below the other, in the parts' order.
fn run(candidates: &[Candidate], texts: &[Option<&str>]) -> usize {
    let follows = |two: &&[Candidate]| matches!(two, [a, b] if b.part > a.part && are_lines(texts, a.at + 1, b.from));
    1 + candidates.windows(2).take_while(follows).count()
}

/// The longest line of a table of contents, in characters.
const LINE: usize = 40;

/// Whether all between two lines of a table of contents are lines of it too: they end with a page's number.
fn are_lines(texts: &[Option<&str>], from: usize, to: usize) -> bool {
    let is_line = |text: &str| text.ends_with(|c: char| c.is_ascii_digit()) && text.chars().nth(LINE).is_none();
    texts.get(from..to).is_some_and(|between| between.iter().all(|text| text.is_some_and(is_line)))
}

fn is_contents(texts: &[Option<&str>], at: usize) -> bool {
    texts.get(at).copied().flatten().is_some_and(|text| text.chars().filter(|c| !c.is_whitespace()).eq("目录".chars()))
}

fn chosen<'a>(all: &'a [Candidate], numbers: &[Option<Number>]) -> Vec<&'a Candidate> {
    let (spine, style) = spine(all);
    let mut heads: Vec<&Candidate> = Vec::new();
    if spine.is_empty() {
        return heads;
    }
    let mut rest = all;
    for next in spine.iter().copied().map(Some).chain([None]) {
        let end = next.map_or(rest.len(), |next| rest.iter().take_while(|c| c.from < next.from).count());
        let (gap, others) = rest.split_at_checked(end).unwrap_or((rest, &[]));
        let fillers = fillers(gap, heads.last().copied(), next, style, numbers);
        heads.extend(fillers.into_iter().chain(next));
        rest = others.get(1..).unwrap_or_default();
    }
    heads
}

/// The headings that are believed for themselves, and their kind of number: those that say what the form says, or a
/// row of one kind in which more of the parts are, or within which all others stand.
fn spine(all: &[Candidate]) -> (Vec<&Candidate>, Style) {
    let sure = ordered(sure(all).into_iter(), false);
    let rows: Vec<Row> = Style::ALL.into_iter().filter_map(|style| Row::of(style, all, &sure)).collect();
    let is_best = |row: &&Row| rows.iter().all(|other| other.style == row.style || row.beats(other));
    let best = rows.iter().find(is_best).map(|row| (row.heads.clone(), row.style));
    best.unwrap_or((sure, Style::Official))
}

/// So many of the parts in their order are hardly anything but a report's, whatever their words and numbers.
const MANY: usize = 5;

/// Headings of one kind in the parts' order.
struct Row<'a> {
    style: Style,
    heads: Vec<&'a Candidate>,
    /// How many of the parts they are. One more is made of those that are sure.
    worth: usize,
}

impl<'a> Row<'a> {
    /// The row of a kind, if it has enough of the parts to be one.
    fn of(style: Style, all: &'a [Candidate], sure: &[&'a Candidate]) -> Option<Row<'a>> {
        let mut heads = ordered(all.iter().filter(|c| c.style == style && c.is_plausible()), true);
        let loose = ordered(all.iter().filter(|c| c.style == style), true);
        if sure.is_empty() && parts(&loose) >= MANY {
            heads = loose;
        }
        let count = parts(&heads);
        let is_enough = match style {
            Style::Official if !sure.is_empty() => {
                heads = sure.to_vec();
                return Some(Row { style, heads, worth: count.max(parts(sure)) + 1 });
            }
            Style::Bare => sure.is_empty() && count > 3 && heads.first().is_some_and(|c| c.part == 0),
            _ => count > if sure.is_empty() { 2 } else { 3 },
        };
        is_enough.then_some(Row { style, heads, worth: count })
    }

    fn beats(&self, other: &Row) -> bool {
        self.is_around(other) || !other.is_around(self) && self.worth > other.worth
    }

    fn is_around(&self, other: &Row) -> bool {
        let ends = |row: &Row| Some((row.heads.first()?.from, row.heads.last()?.at));
        matches!((ends(self), ends(other)), (Some(outer), Some(inner)) if outer.0 < inner.0 && outer.1 > inner.1)
    }
}

/// The sure ones, report by report: where a part's own words stand, nearly the same ones head something within a part.
fn sure(all: &[Candidate]) -> Vec<&Candidate> {
    let mut found = Vec::new();
    let sure: Vec<&Candidate> = all.iter().filter(|c| c.is_sure).collect();
    for report in sure.chunk_by(|_, next| next.part != 0) {
        let is_told: [bool; PARTS] = std::array::from_fn(|part| report.iter().any(|c| c.part == part && c.is_official));
        let is_near = |c: &Candidate| !c.is_official && is_told.get(c.part) == Some(&true);
        found.extend(report.iter().copied().filter(|c| !is_near(c)));
    }
    found
}

/// Those in the parts' order; the first part begins another report. A row has each part once.
fn ordered<'a>(all: impl Iterator<Item = &'a Candidate>, is_row: bool) -> Vec<&'a Candidate> {
    let mut found: Vec<&Candidate> = Vec::new();
    for candidate in all {
        let now = found.last().map(|last| last.part);
        let is_same = now == Some(candidate.part);
        let follows = now.is_none_or(|now| candidate.part >= now || candidate.part == 0);
        if follows && !(is_row && is_same) {
            found.push(candidate);
        }
    }
    found
}

/// How many of the parts they are.
fn parts(heads: &[&Candidate]) -> usize {
    (0..PARTS).filter(|part| heads.iter().any(|head| head.part == *part)).count()
}

/// The headings of parts that are missing between two others: in order, each with no equal, none of a list.
fn fillers<'a>(
    gap: &'a [Candidate],
    before: Option<&Candidate>,
    next: Option<&Candidate>,
    style: Style,
    numbers: &[Option<Number>],
) -> Vec<&'a Candidate> {
    let from = before.map_or(0, |head| head.part + 1);
    let end = next.map_or(PARTS, |next| if next.part == 0 && before.is_some() { PARTS } else { next.part });
    let is_missing = |c: &Candidate| (from..end).contains(&c.part) && (c.is_plausible() || c.style == style);
    let mut best: [Claim; PARTS] = Default::default();
    let (mut list, mut at) = (List::default(), before.map_or(0, |head| head.at + 1));
    for candidate in gap {
        list.see(numbers.get(at..candidate.from).unwrap_or_default());
        at = candidate.at + 1;
        if !is_missing(candidate) || list.goes_on(candidate) {
            list.see(numbers.get(candidate.from..at).unwrap_or_default());
            continue;
        }
        list = List::default();
        if let Some(claim) = best.get_mut(candidate.part) {
            claim.put(candidate, candidate.rank(style));
        }
    }
    let found: Vec<&Candidate> = best.into_iter().filter(|c| !c.is_disputed).filter_map(|c| c.best).collect();
    if found.is_sorted_by_key(|c| c.from) { found } else { Vec::new() }
}

/// Who claims to be a part.
#[derive(Default)]
struct Claim<'a> {
    best: Option<&'a Candidate>,
    rank: Rank,
    is_disputed: bool,
}

impl<'a> Claim<'a> {
    fn put(&mut self, candidate: &'a Candidate, rank: Rank) {
        if self.best.is_none() || rank < self.rank {
            *self = Claim { best: Some(candidate), rank, is_disputed: false };
        } else if rank == self.rank {
            self.is_disputed = true;
        }
    }
}

/// The numbers since the last heading that head no part.
#[derive(Default)]
struct List([[bool; PARTS + 1]; Style::ALL.len()]);

impl List {
    fn see(&mut self, numbers: &[Option<Number>]) {
        for number in numbers.iter().flatten() {
            let place = self.0.get_mut(number.style as usize).and_then(|row| row.get_mut(number.value));
            place.into_iter().for_each(|place| *place = true);
        }
    }

    /// Whether the number before the candidate's own is in it.
    fn goes_on(&self, candidate: &Candidate) -> bool {
        candidate.part > 0
            && self.0.get(candidate.style as usize).and_then(|row| row.get(candidate.part)) == Some(&true)
    }
}
