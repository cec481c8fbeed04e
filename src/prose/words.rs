//! A sentence cut into words that say something, numbers, marks, and the rest (切分).

use std::ops::Range;
use std::sync::OnceLock;

use super::letters::stands;
use super::number::{self, Numeral};
use crate::form::cues::{Cue, Cues, WORDS};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    /// Its letters.
    pub at: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Word(Cues),
    Number(Numeral),
    Mark(char),
    /// Letters of which nothing is known.
    Unknown,
}

/// The words in buckets by their first letter, in each the longest first.
struct Index {
    words: Vec<(&'static str, Cues)>,
    /// Where each bucket begins.
    starts: Vec<u16>,
}

const BUCKETS: usize = 4096;

/// Most letters begin no word, and have a bucket of their own.
fn bucket(letter: char) -> usize {
    letter as usize & (BUCKETS - 1)
}

impl Index {
    fn get() -> &'static Index {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(Index::build)
    }

    fn build() -> Index {
        let mut words: Vec<(&'static str, Cues)> = Vec::new();
        let place = |word: &str| (word.chars().next().map_or(0, bucket), usize::MAX - word.len());
        for (cues, group) in WORDS {
            for word in group.split(' ') {
                let at = words.partition_point(|(other, _)| place(other) <= place(word));
                words.insert(at, (word, *cues));
            }
        }
        let mut starts = vec![0; BUCKETS + 1];
        for (word, _) in &words {
            starts[place(word).0 + 1] += 1;
        }
        for at in 0..BUCKETS {
            starts[at + 1] += starts[at];
        }
        Index { words, starts }
    }

    /// The longest word that stands at the first of these letters.
    fn longest(&self, letters: &[char]) -> Option<(&'static str, Cues)> {
        let at = bucket(*letters.first()?);
        let (from, to) = (*self.starts.get(at)?, *self.starts.get(at + 1)?);
        let bucket = self.words.get(usize::from(from)..usize::from(to))?;
        bucket.iter().copied().find(|(word, _)| stands(letters, word))
    }
}

/// The reporter's own names, the longest first: 规划 in 市自然资源和规划局 is no subject of an application.
pub struct Names(Vec<Vec<char>>);

impl Names {
    /// Its name, and what is left of it behind the names of places.
    pub fn of(org: &str) -> Names {
        const SHORTEST: usize = 3;
        let letters: Vec<char> = org.chars().filter(|c| !c.is_whitespace()).collect();
        let mut names = vec![letters.clone()];
        for (at, c) in letters.iter().enumerate().skip(1) {
            if matches!(c, '省' | '市' | '区' | '县' | '旗' | '州' | '盟') {
                names.push(letters.get(at + 1..).unwrap_or_default().to_vec());
            }
        }
        names.retain(|name| name.len() >= SHORTEST);
        Names(names)
    }

    /// How many letters of the longest name stand here.
    fn longest(&self, letters: &[char]) -> Option<usize> {
        self.0.iter().find(|name| letters.starts_with(name)).map(Vec::len)
    }
}

/// The tokens of some letters. Titles of documents say nothing about this year's numbers and are one unknown.
pub(super) fn tokens(chars: &[char], within: Range<usize>, names: &Names) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = within.start;
    let sentence = chars.get(..within.end).unwrap_or(chars);
    while at < sentence.len() {
        let token = next(sentence, at, names);
        at = token.at.end;
        match tokens.last_mut() {
            Some(last) if last.kind == Kind::Unknown && token.kind == Kind::Unknown => last.at.end = token.at.end,
            _ => tokens.push(token),
        }
    }
    without_remarks(tokens)
}

fn next(chars: &[char], at: usize, names: &Names) -> Token {
    let rest = chars.get(at..).unwrap_or_default();
    let c = rest.first().copied().unwrap_or(' ');
    let token = |kind, letters: usize| Token { kind, at: at..at + letters };
    if c == '《' {
        return token(Kind::Unknown, title(rest));
    }
    if let Some(letters) = names.longest(rest) {
        return token(Kind::Word(Cues::of(&[Cue::Own])), letters);
    }
    if let Some((word, cues)) = Index::get().longest(rest) {
        return token(Kind::Word(cues), word.chars().count());
    }
    if let Some((numeral, end)) = number::read(chars, at) {
        return Token { kind: Kind::Number(numeral), at: at..end.max(at + 1) };
    }
    let mark =
        matches!(c, ',' | '，' | '。' | ';' | '、' | '(' | ')' | ':' | '!' | '?' | '[' | ']' | '…' | '【' | '】');
    token(if mark { Kind::Mark(if c == '，' { ',' } else { c }) } else { Kind::Unknown }, 1)
}

/// How many letters a title takes, with its marks.
fn title(letters: &[char]) -> usize {
    const LONGEST: usize = 80;
    letters.iter().take(LONGEST).position(|c| *c == '》').map_or(1, |end| end + 1)
}

/// Drops remarks in brackets that count nothing; of those that are but a number, the brackets.
fn without_remarks(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut open = None;
    for token in tokens {
        match (token.kind, open) {
            (Kind::Mark('('), _) => open = Some(kept.len()),
            (Kind::Mark(')'), Some(from)) => {
                open = None;
                let remark = kept.get(from + 1..).unwrap_or_default();
                if !remark.iter().any(counts) {
                    kept.truncate(from);
                    continue;
                }
                if remark.iter().all(|t| matches!(t.kind, Kind::Number(_)) || is_filler(t)) {
                    kept.remove(from);
                    continue;
                }
            }
            _ => {}
        }
        kept.push(token);
    }
    kept
}

fn counts(token: &Token) -> bool {
    matches!(token.kind, Kind::Number(n) if matches!(n.kind, number::Kind::Count | number::Kind::Percent))
}

fn is_filler(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(cues) if cues.has(Cue::Filler))
}
