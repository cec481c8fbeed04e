//! The parts of a sentence (分句), and what their words say together.

use super::number::Kind as NumberKind;
use super::topic::{ASKED_FOR, CASES, Scope, When};
use super::words::{Kind, Token};
use crate::form::cues::{Cue, Cues};

/// What is known within a sentence.
pub(super) struct State {
    pub(super) scope: Scope,
    pub(super) when: When,
    pub(super) of: bool,
    pub(super) holds: bool,
    pub(super) partial: bool,
    /// The reviews and suits of the sentence, or of its clause.
    pub(super) cases: Cues,
    /// The sentence is about documents and whether they are public.
    pub(super) attributes: bool,
    /// 结转 is spoken of, as it is of applications for disclosure.
    pub(super) carries: bool,
    /// 其中 was said, and the clause has not ended.
    pub(super) listing: bool,
    /// Whose the number before 其中 was: the organs listed behind it are not spoken of any further.
    pub(super) listed: Option<Scope>,
    /// 含 was said, and the clause or bracket has not ended.
    pub(super) within: bool,
}

/// A part of a sentence.
pub(super) struct Part<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) index: usize,
    /// The mark behind it.
    pub(super) mark: Option<char>,
}

/// All that the words of a part say.
pub(super) fn words_of(part: &Part) -> Cues {
    let mut all = Cues::NONE;
    for token in part.tokens {
        if let Kind::Word(cues) = token.kind {
            all = all.and(cues);
        }
    }
    all
}

/// The words of a part up to a number.
#[derive(Default)]
pub(super) struct Words {
    pub(super) cues: Cues,
    pub(super) from: Option<usize>,
    /// Unknown words stand behind the last that says something.
    pub(super) gap: bool,
    pub(super) unknown: bool,
}

/// Cues that say what is counted; those of scope and time do not.
pub(super) const SPEAKING: Cues = Cues::of(&[
    Cue::Filler,
    Cue::Joint,
    Cue::Office,
    Cue::Own,
    Cue::Wide,
    Cue::Unit,
    Cue::Branch,
    Cue::Below,
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
    /// Whether they say nothing of what is counted.
    pub(super) fn are_mute(&self) -> bool {
        self.cues.without(Cue::Some).without(Cue::Loose).only(SPEAKING).is_empty()
    }

    pub(super) fn add(&mut self, state: &mut State, cues: Cues, token: &Token) {
        if self.from.is_some() || !cues.has(Cue::Joint) {
            self.from.get_or_insert(token.at.start);
        }
        state.note(cues);
        // 申请 behind unknown words is an application for something else.
        let foreign = cues.has(Cue::Request) && self.gap_or_unknown() && !self.cues.any(ASKED_FOR.and(CASES));
        let cues = if foreign { Cues::of(&[Cue::Foreign, Cue::Some]) } else { cues };
        if !cues.only(SPEAKING).is_empty() {
            self.gap = false;
        }
        self.cues = self.cues.and(cues.without(Cue::Filler).without(Cue::Joint));
        self.unknown &= cues.only(SPEAKING).is_empty();
    }

    fn gap_or_unknown(&self) -> bool {
        self.gap || self.unknown
    }

    pub(super) fn add_unknown(&mut self, token: &Token) {
        self.from.get_or_insert(token.at.start);
        self.unknown = true;
        self.gap |= !self.cues.only(SPEAKING).is_empty();
    }
}

impl State {
    fn note(&mut self, cues: Cues) {
        if cues.has(Cue::Of) {
            self.listed.get_or_insert(self.scope);
        }
        self.scope = scope_of(cues, self.scope);
        self.of |= cues.has(Cue::Of);
        self.listing |= cues.has(Cue::Of);
        self.holds |= cues.has(Cue::Holds);
        self.within |= cues.has(Cue::Holds);
        if cues.has(Cue::Span) {
            self.when = When::Elsewhen;
        }
    }
}

/// Whose it is behind a word. The name of one that stands below the reporter says nothing more: `下属市不动产登记中心`.
pub(super) fn scope_of(cues: Cues, before: Scope) -> Scope {
    let scopes = [
        (Cue::Below, Scope::Below),
        (Cue::Office, Scope::Office),
        (Cue::Own, Scope::Own),
        (Cue::Wide, Scope::Wide),
        (Cue::Unit, Scope::Organ),
        (Cue::Branch, Scope::Branch),
    ];
    let found = scopes.iter().find(|(cue, _)| cues.has(*cue)).map_or(before, |(_, scope)| *scope);
    let named = matches!(found, Scope::Organ | Scope::Branch);
    if before == Scope::Below && named { before } else { found }
}

/// Where in a list the words end that belong to a number with none before it: `77件予以公开、13件部分公开` has them all
/// behind, and in `77件予以公开、部分公开13件` the second has its own before it.
pub(super) fn end_of_own(part: &Part, from: usize) -> Option<usize> {
    let rest = part.tokens.get(from..).unwrap_or_default();
    let counts =
        |t: &Token| matches!(t.kind, Kind::Number(n) if matches!(n.kind, NumberKind::Count | NumberKind::Percent));
    let joint =
        |t: &Token| matches!(t.kind, Kind::Mark('、')) || matches!(t.kind, Kind::Word(cues) if cues.has(Cue::Joint));
    let next = rest.iter().position(counts)?;
    let last = next.checked_sub(1).filter(|at| rest.get(*at).is_some_and(joint));
    let first = rest.iter().take(next).position(joint);
    Some(from + last.or(first)?)
}

/// What the words behind a number say, up to the next number.
#[derive(Clone, Copy, Default)]
pub(super) struct Behind {
    pub(super) cues: Cues,
    /// Unknown words stand before the first that says something.
    pub(super) gap: bool,
    /// The letter behind the last that says something.
    pub(super) end: usize,
}

pub(super) fn behind(part: &Part, from: usize, to: usize) -> Behind {
    let mut behind = Behind::default();
    for token in part.tokens.get(from..to).unwrap_or_default() {
        match token.kind {
            Kind::Word(own) => {
                behind.cues = behind.cues.and(own.without(Cue::Filler).without(Cue::Joint));
                if !own.only(SPEAKING).is_empty() {
                    behind.end = token.at.end;
                }
            }
            Kind::Unknown => behind.gap |= behind.cues.only(SPEAKING).is_empty(),
            Kind::Mark(_) => {}
            Kind::Number(n) if matches!(n.kind, NumberKind::Count | NumberKind::Percent) => break,
            Kind::Number(_) => {}
        }
    }
    behind
}

/// The parts of a sentence, with the mark behind each.
pub(super) fn parts(tokens: &[Token]) -> Vec<Part<'_>> {
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

/// `公文属性为主动公开85件、依申请公开12件、不予公开3件`: the words of results, but of documents.
pub(super) fn has_attributes(tokens: &[Token]) -> bool {
    let (mut all, mut named) = (Cues::NONE, false);
    for token in tokens {
        if let Kind::Word(cues) = token.kind {
            all = all.and(cues);
            named |= cues.has(Cue::Attribute);
        }
    }
    let acts = Cues::of(&[Cue::Received, Cue::Accepted, Cue::Done, Cue::Answered, Cue::Handled]);
    let kinds = all.has(Cue::Published) && all.has(Cue::Application) && all.has(Cue::Denied);
    (named || kinds) && !all.any(acts)
}

pub(super) fn carries(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| matches!(token.kind, Kind::Word(cues) if cues.has(Cue::Carried)))
}

/// Whether a month is named, and it is not the end of a whole year, nor its beginning.
pub(super) fn is_partial(tokens: &[Token]) -> bool {
    let (mut first, mut last, mut other) = (false, false, false);
    for (at, token) in tokens.iter().enumerate() {
        let Kind::Number(numeral) = token.kind else { continue };
        if numeral.kind != NumberKind::Month {
            continue;
        }
        match numeral.value.to_i64() {
            Some(12) if ends_year(tokens, at) => last = true,
            Some(1) => first = true,
            _ => other = true,
        }
    }
    other || first && !last && !has_day(tokens)
}

/// `12月31日`, `截至12月底`, `1-12月`; not `12月，收到3件`.
fn ends_year(tokens: &[Token], at: usize) -> bool {
    let number = |at: usize| match tokens.get(at).map(|t| t.kind) {
        Some(Kind::Number(n)) => Some(n),
        _ => None,
    };
    let behind = number(at + 1).is_some_and(|n| n.kind == NumberKind::Day);
    let before = at.checked_sub(1).and_then(|b| tokens.get(b)).is_some_and(|t| match t.kind {
        Kind::Word(cues) => cues.has(Cue::Filler),
        Kind::Unknown => at.checked_sub(2).and_then(number).is_some(),
        _ => false,
    });
    behind || before
}

fn has_day(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| matches!(t.kind, Kind::Number(n) if n.kind == NumberKind::Day))
}
