//! The numbers of a sentence with what they count (读数).
//!
//! A sentence is read part by part: parts end at commas, at `、` and at brackets. The words before a number in its
//! part say what it counts; if they say nothing, those behind it do. What was spoken of before lasts for the
//! sentence and the two after it, for a report says `全区共受理申请1207件` once and then only `办结1185件`.

use std::ops::Range;

use super::letters::Letters;
use super::number::{About, Kind as NumberKind, Numeral};
use super::part::{
    Behind, Part, State, Words, behind, carries, end_of_own, has_attributes, is_partial, parts, words_of,
};
use super::said::{self, Said};
use super::topic::{ASKED_FOR, Around, CASES, Firm, OBJECTS, Scope, Topic, When, topic};
use super::words::{Kind, Token};
use crate::form::Prose;
use crate::form::cues::{Cue, Cues};

/// A number of a sentence that counts something.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub numeral: Numeral,
    /// What it counts, where that is certain enough.
    pub topic: Option<(Topic, Firm)>,
    pub scope: Scope,
    pub when: When,
    /// All that the words around it say.
    pub cues: Cues,
    /// What was spoken of before it.
    pub object: Cues,
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
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reader {
    year: Option<u16>,
    /// What was spoken of, and how many sentences ago.
    object: Cues,
    age: u8,
    /// Whose and when that was: sentences that go on about it say neither.
    scope: Scope,
    when: When,
    /// Whether disclosure was spoken of: only then are reviews and suits those of table four.
    disclosure: u8,
    lead: bool,
    /// Part six, which always speaks of the 信息处理费.
    fees: bool,
}

/// Words that say what cases are about: `1件涉及政府信息公开工作的行政复议`.
const ABOUT: Cues = Cues::of(&[Cue::Some, Cue::Disclosure]);

/// What is done to applications of any kind.
const ACTS: Cues = Cues::of(&[Cue::Received, Cue::Accepted, Cue::Handled, Cue::Done, Cue::Answered]);

/// How many sentences later it is still known what was spoken of.
const LASTS: u8 = 2;

impl Reader {
    pub fn new(prose: Prose, year: Option<u16>) -> Reader {
        let object = match prose {
            Prose::Part3Lead => Cues::of(&[Cue::Application]),
            _ => Cues::NONE,
        };
        let lead = matches!(prose, Prose::Part4Lead | Prose::Part4Note);
        Reader {
            year,
            object,
            age: 0,
            scope: Scope::Own,
            when: When::Now,
            disclosure: 0,
            lead,
            fees: prose == Prose::Part6,
        }
    }

    pub fn sentence(&mut self, text: &str, letters: &Letters, tokens: &[Token]) -> (Vec<Count>, Vec<Said>) {
        self.begin(tokens);
        let partial = is_partial(tokens);
        let goes_on = !self.object.is_empty();
        let (scope, when) = if goes_on { (self.scope, self.when) } else { (Scope::Own, When::Now) };
        let mut state = State {
            scope,
            when,
            of: false,
            holds: false,
            partial,
            cases: Cues::NONE,
            attributes: has_attributes(tokens),
            carries: carries(tokens),
            listing: false,
            listed: None,
            within: false,
        };
        let (mut counts, mut said) = (Vec::new(), Vec::new());
        let mut subjects = false;
        for part in parts(tokens) {
            let object = self.object;
            state.cases = state.cases.and(words_of(&part).only(CASES));
            self.part(&mut state, &part, &mut counts);
            said::say(self, &state, &part, &mut said);
            state.within &= !matches!(part.mark, Some(';' | ')'));
            if part.mark == Some(';') {
                (state.of, state.listing, state.cases) = (false, false, Cues::NONE);
            }
            // What a part speaks of stays for the parts behind it; a list of subjects, as `主要涉及土地征收、规划许可等方面`,
            // goes on about the same applications.
            subjects = (subjects || is_on_subjects(&part)) && !part.tokens.iter().any(is_number);
            if self.object == object && !subjects {
                self.speak(&part);
            }
            subjects &= part.mark == Some('、');
        }
        // A sentence about what stands below the reporter is about that alone.
        let below = state.scope == Scope::Below;
        (self.scope, self.when) = (if below { scope } else { state.listed.unwrap_or(state.scope) }, state.when);
        doubt_repeated(&mut counts);
        finish(text, letters, &mut counts, &mut said);
        (counts, said)
    }

    fn begin(&mut self, tokens: &[Token]) {
        // No further than it matters: a text read again knows the sooner what it knew.
        self.age = (self.age + 1).min(LASTS + 2);
        self.disclosure = self.disclosure.saturating_sub(1);
        if self.age > LASTS + 1 {
            self.object = Cues::NONE;
        }
        // A new sentence is of all again, unless it begins with 其中.
        let of = tokens.first().is_some_and(|t| matches!(t.kind, Kind::Word(c) if c.has(Cue::Of)));
        if self.object.has(Cue::Some) && !of {
            self.object = Cues::of(&[Cue::Application]);
        }
        let about =
            |t: &Token| matches!(t.kind, Kind::Word(c) if c.any(Cues::of(&[Cue::Disclosure, Cue::Application])));
        if self.lead || tokens.iter().any(about) {
            self.disclosure = LASTS + 1;
        } else if !self.object.any(CASES) {
            // Cases of a sentence that does not go on about these are those of any field.
            self.disclosure = 0;
        }
    }

    fn speak(&mut self, part: &Part) {
        let own = words_of(part).only(OBJECTS).without(Cue::Request);
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

    pub fn is_on_fees(&self) -> bool {
        self.fees
    }

    pub fn is_disclosure(&self) -> bool {
        self.disclosure > 0
    }

    fn part(&mut self, state: &mut State, part: &Part, counts: &mut Vec<Count>) {
        let (mut words, mut own) = (Words::default(), None);
        for (at, token) in part.tokens.iter().enumerate() {
            // What stood behind a number and was its own says nothing of the next.
            if own == Some(at) {
                words = Words::default();
            }
            match token.kind {
                Kind::Word(cues) if cues.has(Cue::Span) && self.is_this_year(part, at) => {}
                Kind::Word(cues) => words.add(state, cues, token),
                Kind::Unknown => words.add_unknown(token),
                Kind::Mark(_) => {}
                Kind::Number(n) if n.kind == NumberKind::Year => self.year(state, &mut words, part, at, n),
                Kind::Number(n) if matches!(n.kind, NumberKind::Count | NumberKind::Percent) => {
                    own = if words.are_mute() { end_of_own(part, at + 1) } else { None };
                    let behind = behind(part, at + 1, own.unwrap_or(part.tokens.len()));
                    counts.push(self.count(state, &words, part, token, n, behind));
                    words = Words::default();
                }
                Kind::Number(_) => words.add_unknown(token),
            }
        }
    }

    /// `2025年以来` is of 2025.
    fn is_this_year(&self, part: &Part, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| part.tokens.get(before));
        let year = |n: Numeral| n.kind == NumberKind::Year && n.value.to_i64() == self.year.map(i64::from);
        before.is_some_and(|token| matches!(token.kind, Kind::Number(n) if year(n)))
    }

    /// `2024年结转` is last year's, `结转至2026年` next year's; else the numbers behind a year are that year's.
    fn year(&self, state: &mut State, words: &mut Words, part: &Part, at: usize, numeral: Numeral) {
        let Some((year, own)) = numeral.value.to_i64().zip(self.year.map(i64::from)) else { return };
        let carried = words.cues.has(Cue::Carried) || behind(part, at + 1, part.tokens.len()).cues.has(Cue::Carried);
        match year - own {
            // `比2024年增加257件`: a number of this year all the same.
            -1 if words.cues.has(Cue::Compared) => words.cues = words.cues.and(Cues::of(&[Cue::Before])),
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
        behind: Behind,
    ) -> Count {
        let Reach { cues, gap, unknown, end } = around(words, behind, token.at.end);
        let around = Around { cues, object: self.object, unit: numeral.unit, gap };
        let topic = if numeral.kind == NumberKind::Count { self.certain(state, words, around, numeral) } else { None };
        // `120件做了复议决定`: what stands between makes it something else.
        let apart = gap && !words.gap && !cues.any(ABOUT);
        let topic = topic.filter(|(topic, _)| !(apart && matches!(topic, Topic::Cases { .. })));
        let (object, when) = (self.object, when(state, cues));
        self.follow(cues, topic, numeral);
        let from = words.from.unwrap_or(token.at.start);
        let count = Count {
            numeral,
            topic,
            scope: state.scope,
            when,
            cues,
            object,
            phrase: from..end,
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

    /// Takes back what the sentence leaves uncertain.
    fn certain(&self, state: &State, words: &Words, around: Around, numeral: Numeral) -> Option<(Topic, Firm)> {
        let (topic, mut firm) = topic(around).filter(|_| !state.attributes)?;
        // `（含新制定5件）` is of those before.
        if (state.within || state.listing) && matches!(topic, Topic::Documents { .. }) {
            firm = Firm::Loose;
        }
        if words.gap && !matches!(topic, Topic::Results(_) | Topic::CarriedOut | Topic::Cases { .. }) {
            return None;
        }
        // `其中区级部门收到900件` is some of those before.
        let some = state.listing && matches!(topic, Topic::New(_) | Topic::Total);
        if words.gap || some || numeral.about != About::Exactly {
            firm = Firm::Loose;
        }
        if matches!(topic, Topic::Cases { .. }) && !self.is_disclosure() {
            firm = Firm::Loose;
        }
        // What goes on about a part, as `网上申请1000件，其中予以公开300件`, is of that part; and applicants of one
        // result, or of those carried over, are no column of the table.
        let part = self.object.has(Cue::Some) && around.cues.only(OBJECTS).is_empty();
        let applicants = matches!(topic, Topic::Applicants(_)) && (state.within || self.object.has(Cue::Loose));
        // 申请 alone may be for anything, unless disclosure is spoken of.
        let own = around.cues.only(OBJECTS);
        let vague = own == Cues::of(&[Cue::Request])
            && !self.object.has(Cue::Application)
            && !self.is_disclosure()
            && !state.carries;
        if part || applicants || vague {
            firm = Firm::Loose;
        }
        Some((topic, firm))
    }

    /// What was counted last is spoken of from here on.
    fn follow(&mut self, cues: Cues, found: Option<(Topic, Firm)>, numeral: Numeral) {
        let own = cues.only(OBJECTS);
        match found {
            Some((Topic::Cases { .. }, _)) if own.any(CASES) => self.become_about(own.only(CASES)),
            Some((Topic::Cases { .. }, _)) => {}
            // Marked, for its applicants are no column of the table.
            Some((Topic::Results(_) | Topic::CarriedIn | Topic::CarriedOut, _)) => {
                let part = self.object.only(Cues::of(&[Cue::Some]));
                self.become_about(Cues::of(&[Cue::Application, Cue::Loose]).and(part));
            }
            Some((Topic::Applicants(_), _)) => {}
            Some((Topic::Documents { .. } | Topic::Procurement, _)) if own.is_empty() => {}
            Some((Topic::Documents { .. } | Topic::Procurement, _)) => self.become_about(own),
            Some(_) => self.become_about(Cues::of(&[Cue::Application])),
            None if own.any(ASKED_FOR) && !own.has(Cue::Foreign) && numeral.kind == NumberKind::Count => {
                self.become_about(Cues::of(&[Cue::Application, Cue::Some]));
            }
            None if own.any(ASKED_FOR) => {}
            // `企业申请27件` goes on about applications; `受理救助申请300件` begins with others.
            None if cues.has(Cue::Some) && own.has(Cue::Foreign) && !cues.any(ACTS) => {}
            None if !own.is_empty() => self.become_about(own),
            // A number of something unknown: what follows may speak of that.
            None if self.object.has(Cue::Some) => {}
            None if numeral.kind == NumberKind::Count && !numeral.unit.is_empty() && cues.is_empty() => {
                self.become_about(Cues::NONE);
            }
            None => {}
        }
    }
}

/// `主要涉及…`: what applications are about.
fn is_on_subjects(part: &Part) -> bool {
    let words = words_of(part);
    words.has(Cue::Some) && !words.any(ACTS) && !part.tokens.iter().any(is_number)
}

fn is_number(token: &Token) -> bool {
    matches!(token.kind, Kind::Number(n) if matches!(n.kind, NumberKind::Count | NumberKind::Percent))
}

/// `各部门办理900件，各街道办理307件`: two numbers of the same thing are of parts of it, nobody knows which.
fn doubt_repeated(counts: &mut [Count]) {
    const MOST: usize = 40;
    let mut seen: Vec<(Topic, When, usize)> = Vec::new();
    for at in 0..counts.len() {
        let Some(count) = counts.get(at) else { continue };
        let (Some((topic, _)), when, value) = (count.topic, count.when, count.numeral.value) else { continue };
        let kind = if matches!(topic, Topic::New(_)) { Topic::New(Cue::Request) } else { topic };
        let before = seen.iter().find(|(other, then, _)| *other == kind && *then == when).map(|(.., at)| *at);
        match before.and_then(|b| counts.get(b)).map(|other| other.numeral.value != value) {
            Some(true) => [before.unwrap_or(at), at].into_iter().for_each(|at| doubt(counts, at)),
            Some(false) => {}
            None if seen.len() < MOST => seen.push((kind, when, at)),
            None => {}
        }
    }
}

fn doubt(counts: &mut [Count], at: usize) {
    if let Some((_, firm)) = counts.get_mut(at).and_then(|count| count.topic.as_mut()) {
        *firm = Firm::Loose;
    }
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

/// Of which year a number with these words is: `去年收到950件`, but not `较去年增加5件`.
fn when(state: &State, cues: Cues) -> When {
    let before = cues.has(Cue::Before) && !cues.has(Cue::Carried) && !cues.has(Cue::Compared);
    match (state.partial, before) {
        (true, _) => When::Elsewhen,
        (_, true) => When::LastYear,
        _ => state.when,
    }
}

/// The words a number belongs to.
struct Reach {
    cues: Cues,
    gap: bool,
    unknown: bool,
    /// The letter behind them and the number.
    end: usize,
}

/// Those before it, an object behind it, or if they say nothing all behind it.
fn around(words: &Words, behind: Behind, end: usize) -> Reach {
    let (before, unknown) = (words.cues, words.unknown);
    let further = end.max(behind.end);
    if words.are_mute() {
        return Reach { cues: behind.cues, gap: behind.gap, unknown, end: further };
    }
    let objects = behind.cues.only(OBJECTS);
    let joins = before.only(OBJECTS).is_empty() && !behind.gap && !objects.is_empty();
    match joins {
        true => Reach { cues: before.and(objects), gap: words.gap, unknown, end: further },
        false => Reach { cues: before, gap: words.gap, unknown, end },
    }
}
