//! The numbers of a sentence with what they count (读数).
//!
//! A sentence is read part by part: parts end at commas, at `、` and at brackets. The words before a number in its
//! part say what it counts; if they say nothing, those behind it do. What was spoken of before lasts for the
//! sentence and the two after it, for a report says `全区共受理申请1207件` once and then only `办结1185件`.

use std::ops::Range;

use super::letters::Letters;
use super::number::{About, Kind as NumberKind, Numeral};
use super::said::{self, Said};
use super::topic::{ASKED_FOR, Around, CASES, Firm, OBJECTS, Scope, Topic, When, topic};
use super::words::{Kind, Token};
use crate::form::Prose;
use crate::form::cues::{Cue, Cues};

/// A number of a sentence that counts something.
#[derive(Clone, Debug)]
pub struct Count {
    pub numeral: Numeral,
    /// What it counts, where that is certain enough.
    pub topic: Option<(Topic, Firm)>,
    pub scope: Scope,
    pub when: When,
    /// All that the words around it say.
    pub cues: Cues,
    /// The bytes of the words and the number.
    pub phrase: Range<usize>,
    /// The letters before the number that belong to it.
    pub label: Range<usize>,
    /// Letters of the number and its unit.
    pub letters: Range<usize>,
    /// 其中 stands between the number before and this one.
    pub of: bool,
    /// 含 or 包括 stands there.
    pub holds: bool,
    /// Which part of the sentence it stands in.
    pub part: usize,
    /// Words stand in its part of which nothing is known.
    pub unknown: bool,
    /// The sentence, or a clause after `;`, ends behind it.
    pub last: bool,
}

/// What is known while a text is read.
pub(super) struct Reader {
    year: Option<u16>,
    /// What was spoken of, and how many sentences ago.
    object: Cues,
    age: u8,
    /// Whether disclosure was spoken of: only then are reviews and suits those of table four.
    disclosure: u8,
    lead: bool,
}

/// What is known within a sentence.
pub(super) struct State {
    pub scope: Scope,
    pub when: When,
    of: bool,
    holds: bool,
    /// Cues of the parts before, in a list by `、` that has not come to its number.
    pending: Cues,
    pub partial: bool,
}

/// A part of a sentence.
pub(super) struct Part<'a> {
    pub tokens: &'a [Token],
    pub index: usize,
    /// The mark behind it.
    pub mark: Option<char>,
}

/// How many sentences later it is still known what was spoken of.
const LASTS: u8 = 2;

impl Reader {
    pub fn new(prose: Prose, year: Option<u16>) -> Reader {
        let object = match prose {
            Prose::Part3Lead => Cues::of(&[Cue::Application]),
            _ => Cues::NONE,
        };
        let lead = matches!(prose, Prose::Part4Lead | Prose::Part4Note);
        Reader { year, object, age: 0, disclosure: 0, lead }
    }

    pub fn sentence(&mut self, text: &str, letters: &Letters, tokens: &[Token]) -> (Vec<Count>, Vec<Said>) {
        self.begin(tokens);
        let partial = is_partial(tokens);
        let (scope, when) = (Scope::Own, When::Now);
        let mut state = State { scope, when, of: false, holds: false, pending: Cues::NONE, partial };
        let (mut counts, mut said) = (Vec::new(), Vec::new());
        for part in parts(tokens) {
            let object = self.object;
            said::say(self, &state, &part, &mut said);
            self.part(&mut state, &part, &mut counts);
            if part.mark == Some(';') {
                state.of = false;
            }
            // What a part speaks of stays for the parts behind it.
            if self.object == object {
                self.speak(&part);
            }
        }
        finish(text, letters, &mut counts, &mut said);
        (counts, said)
    }

    fn begin(&mut self, tokens: &[Token]) {
        self.age = self.age.saturating_add(1);
        self.disclosure = self.disclosure.saturating_sub(1);
        if self.age > LASTS + 1 {
            self.object = Cues::NONE;
        }
        let about =
            |t: &Token| matches!(t.kind, Kind::Word(c) if c.any(Cues::of(&[Cue::Disclosure, Cue::Application])));
        if self.lead || tokens.iter().any(about) {
            self.disclosure = LASTS + 1;
        }
    }

    fn speak(&mut self, part: &Part) {
        let mut own = Cues::NONE;
        for token in part.tokens {
            if let Kind::Word(cues) = token.kind {
                own = own.and(cues.only(OBJECTS));
            }
        }
        let own = own.without(Cue::Request);
        if !own.is_empty() {
            self.become_about(if own.any(CASES) { own.only(CASES) } else { own });
        }
    }

    pub fn become_about(&mut self, object: Cues) {
        (self.object, self.age) = (object, 0);
    }

    pub fn object(&self) -> Cues {
        self.object
    }

    pub fn is_disclosure(&self) -> bool {
        self.disclosure > 0
    }

    fn part(&mut self, state: &mut State, part: &Part, counts: &mut Vec<Count>) {
        let mut words = Words::default();
        let first = counts.len();
        for (at, token) in part.tokens.iter().enumerate() {
            match token.kind {
                Kind::Word(cues) => words.add(state, cues, token),
                Kind::Unknown => words.add_unknown(token),
                Kind::Mark(_) => {}
                Kind::Number(n) if n.kind == NumberKind::Year => self.year(state, &mut words, part, at, n),
                Kind::Number(n) if matches!(n.kind, NumberKind::Count | NumberKind::Percent) => {
                    let behind = behind(part, at + 1);
                    counts.push(self.count(state, &words, part, token, n, behind));
                    words = Words::default();
                    state.pending = Cues::NONE;
                }
                Kind::Number(_) => words.add_unknown(token),
            }
        }
        if counts.len() == first && part.mark == Some('、') {
            state.pending = state.pending.and(words.cues);
        } else if part.mark != Some('、') || counts.len() > first {
            state.pending = Cues::NONE;
        }
    }

    /// `2024年结转` is last year's, `结转至2026年` next year's; else the numbers behind a year are that year's.
    fn year(&self, state: &mut State, words: &mut Words, part: &Part, at: usize, numeral: Numeral) {
        let Some((year, own)) = numeral.value.to_i64().zip(self.year.map(i64::from)) else { return };
        let (behind, _) = behind(part, at + 1);
        let carried = words.cues.has(Cue::Carried) || behind.has(Cue::Carried);
        match year - own {
            0 => state.when = When::Now,
            -1 if carried => words.cues = words.cues.and(Cues::of(&[Cue::Before])),
            1 if carried => words.cues = words.cues.and(Cues::of(&[Cue::Next])),
            -1 => state.when = When::LastYear,
            _ => state.when = When::Elsewhen,
        }
    }

    fn count(
        &mut self,
        state: &mut State,
        words: &Words,
        part: &Part,
        token: &Token,
        numeral: Numeral,
        (behind, gap): (Cues, bool),
    ) -> Count {
        let (cues, gap, unknown) = self.around(state, words, (behind, gap));
        let around = Around { cues, object: self.object, unit: numeral.unit, gap };
        let topic =
            if numeral.kind == NumberKind::Count { self.certain(state, words, topic(around), numeral) } else { None };
        let compared = cues.has(Cue::Compared);
        let before = cues.has(Cue::Before) && !cues.has(Cue::Carried) && !compared;
        let when = if state.partial {
            When::Elsewhen
        } else if before {
            When::LastYear
        } else {
            state.when
        };
        self.follow(cues, topic, numeral);
        let from = words.from.unwrap_or(token.at.start);
        let count = Count {
            numeral,
            topic,
            scope: state.scope,
            when,
            cues,
            phrase: from..token.at.end,
            label: from..token.at.start,
            letters: token.at.clone(),
            of: state.of,
            holds: state.holds,
            part: part.index,
            unknown,
            last: matches!(part.mark, None | Some('。' | ';')),
        };
        (state.of, state.holds) = (false, false);
        count
    }

    /// The words a number belongs to: those before it, an object behind it, or all behind it.
    fn around(&self, state: &State, words: &Words, (behind, gap): (Cues, bool)) -> (Cues, bool, bool) {
        let before = words.cues.and(state.pending);
        let silent = before.without(Cue::Some).without(Cue::Loose).only(SPEAKING).is_empty();
        if silent {
            return (behind, gap, words.unknown);
        }
        let objects = behind.only(OBJECTS);
        let joins = before.only(OBJECTS).is_empty() && !gap && !objects.is_empty();
        (if joins { before.and(objects) } else { before }, words.gap, words.unknown)
    }

    /// Takes back what the sentence leaves uncertain.
    fn certain(
        &self,
        state: &State,
        words: &Words,
        found: Option<(Topic, Firm)>,
        numeral: Numeral,
    ) -> Option<(Topic, Firm)> {
        let (topic, mut firm) = found?;
        if words.gap && !matches!(topic, Topic::Results(_) | Topic::CarriedOut | Topic::Cases { .. }) {
            return None;
        }
        if words.gap || numeral.about != About::Exactly {
            firm = Firm::Loose;
        }
        if matches!(topic, Topic::Cases { .. }) && !self.is_disclosure() {
            firm = Firm::Loose;
        }
        // `予以公开30件，其中自然人25件` counts no column of the table.
        if matches!(topic, Topic::Applicants(_)) && (state.holds || state.of && self.object.has(Cue::Loose)) {
            return None;
        }
        Some((topic, firm))
    }

    /// What was counted last is spoken of from here on.
    fn follow(&mut self, cues: Cues, found: Option<(Topic, Firm)>, numeral: Numeral) {
        let own = cues.only(OBJECTS);
        match found {
            Some((Topic::Cases { .. }, _)) if own.any(CASES) => self.become_about(own.only(CASES)),
            Some((Topic::Cases { .. }, _)) => {}
            // Applicants of one result are no column of the table: the mark is taken back by the next result.
            Some((Topic::Results(_), _)) => self.become_about(Cues::of(&[Cue::Application, Cue::Loose])),
            Some((Topic::Applicants(_), _)) => {}
            Some((Topic::Documents { .. } | Topic::Procurement, _)) => self.become_about(own),
            Some(_) => self.become_about(Cues::of(&[Cue::Application])),
            None if own.any(ASKED_FOR) && !own.has(Cue::Foreign) => {}
            None if !own.is_empty() => self.become_about(own),
            // A number of something unknown: what follows may speak of that.
            None if numeral.kind == NumberKind::Count && !numeral.unit.is_empty() && cues.is_empty() => {
                self.become_about(Cues::NONE);
            }
            None => {}
        }
    }
}

/// The words of a part up to a number.
#[derive(Default)]
struct Words {
    cues: Cues,
    from: Option<usize>,
    /// Unknown words stand behind the last that says something.
    gap: bool,
    unknown: bool,
}

/// Cues that say what is counted; those of scope and time do not.
const SPEAKING: Cues = Cues::of(&[
    Cue::Filler,
    Cue::Office,
    Cue::Own,
    Cue::Wide,
    Cue::Unit,
    Cue::Of,
    Cue::Holds,
    Cue::All,
    Cue::Already,
    Cue::Disclosure,
    Cue::Span,
    Cue::Before,
    Cue::Next,
])
.others();

impl Words {
    fn add(&mut self, state: &mut State, cues: Cues, token: &Token) {
        self.from.get_or_insert(token.at.start);
        state.note(cues);
        // 申请 behind unknown words is an application for something else.
        let foreign = cues.has(Cue::Request) && self.gap_or_unknown() && !self.cues.any(ASKED_FOR.and(CASES));
        let cues = if foreign { Cues::of(&[Cue::Foreign]) } else { cues };
        if !cues.only(SPEAKING).is_empty() {
            self.gap = false;
        }
        self.cues = self.cues.and(cues.without(Cue::Filler));
        self.unknown &= cues.only(SPEAKING).is_empty();
    }

    fn gap_or_unknown(&self) -> bool {
        self.gap || self.unknown
    }

    fn add_unknown(&mut self, token: &Token) {
        self.from.get_or_insert(token.at.start);
        self.unknown = true;
        self.gap |= !self.cues.only(SPEAKING).is_empty();
    }
}

impl State {
    fn note(&mut self, cues: Cues) {
        let scopes =
            [(Cue::Office, Scope::Office), (Cue::Own, Scope::Own), (Cue::Wide, Scope::Wide), (Cue::Unit, Scope::Organ)];
        for (cue, scope) in scopes {
            if cues.has(cue) {
                self.scope = scope;
            }
        }
        self.of |= cues.has(Cue::Of);
        self.holds |= cues.has(Cue::Holds);
        if cues.has(Cue::Span) {
            self.when = When::Elsewhen;
        }
    }
}

/// What the words behind a number say, up to the next number; and whether unknown words stand before the first.
fn behind(part: &Part, from: usize) -> (Cues, bool) {
    let (mut cues, mut gap) = (Cues::NONE, false);
    for token in part.tokens.get(from..).unwrap_or_default() {
        match token.kind {
            Kind::Word(own) => cues = cues.and(own.without(Cue::Filler)),
            Kind::Unknown => gap |= cues.only(SPEAKING).is_empty(),
            Kind::Mark(_) => {}
            Kind::Number(n) if matches!(n.kind, NumberKind::Count | NumberKind::Percent) => break,
            Kind::Number(_) => {}
        }
    }
    (cues, gap)
}

/// The parts of a sentence, with the mark behind each.
fn parts(tokens: &[Token]) -> Vec<Part<'_>> {
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Mark(mark) = token.kind else { continue };
        if mark == ':' {
            continue;
        }
        parts.push(Part { tokens: tokens.get(from..at).unwrap_or_default(), index: parts.len(), mark: Some(mark) });
        from = at + 1;
    }
    parts.push(Part { tokens: tokens.get(from..).unwrap_or_default(), index: parts.len(), mark: None });
    parts
}

/// Whether a month is named that is not the first or the last of a whole year.
fn is_partial(tokens: &[Token]) -> bool {
    let month = |token: &Token| match token.kind {
        Kind::Number(n) if n.kind == NumberKind::Month => n.value.to_i64(),
        _ => None,
    };
    tokens.iter().filter_map(month).any(|month| month != 1 && month != 12)
}

/// Letters become bytes.
fn finish(text: &str, letters: &Letters, counts: &mut [Count], said: &mut [Said]) {
    for count in counts {
        count.phrase = letters.bytes(text, count.phrase.clone());
    }
    for said in said {
        said.phrase = letters.bytes(text, said.phrase.clone());
    }
}
