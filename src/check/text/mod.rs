//! The narrative against the tables (文表一致), and against itself.
//!
//! What a text says is read once ([`crate::prose`]) and judged family by family. Every judgement is a [`Claim`]; a
//! claim that does not hold is a finding too. Nobody is accused where a reason may be real: another year, another
//! scope, a word that may count otherwise. Then the claim is asked about, or left open.

mod balance;
mod counts;
mod dates;
mod details;
mod document;
mod facts;
mod fee;
mod growth;
mod kept;
mod lists;
mod names;
mod parts;
mod said;
mod senses;
mod shares;
mod similar;

use std::cell::RefCell;
use std::ops::{Deref, Range};
use std::rc::Rc;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Check, Finding, Fix, Place, Rule};
use crate::form::{Prose, Slot};
use crate::prose::{Sentence, Topic};
use crate::report::{Edit, Meta, Number};

use facts::Facts;
use kept::Read;
use senses::Sense;

/// The rules, family by family.
pub(super) const RULES: [&[Rule]; 12] = [
    counts::RULES,
    balance::RULES,
    said::RULES,
    shares::RULES,
    growth::RULES,
    fee::RULES,
    lists::RULES,
    dates::RULES,
    parts::RULES,
    document::RULES,
    details::RULES,
    similar::RULES,
];

/// In this order, sentence by sentence: later ones look at what earlier ones made of the same numbers.
const JUDGES: [fn(&Here, &mut Out); 9] = [
    counts::judge,
    balance::judge,
    said::judge,
    shares::judge,
    growth::judge,
    fee::judge,
    lists::judge,
    dates::judge,
    parts::judge,
];

/// Bytes of a text that is read: a hundred times what the longest of a real report has.
const MOST_READ: usize = 2_000_000;

/// So many findings of the texts are enough for anybody.
const MOST: usize = 200;

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// 相符.
    Agrees,
    /// 不符.
    Differs,
    /// 需确认: there may be a reason.
    Asked,
    /// 无从比较.
    Open,
}

impl Verdict {
    /// The word a user reads.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Agrees => "相符",
            Verdict::Differs => "不符",
            Verdict::Asked => "需确认",
            Verdict::Open => "无从比较",
        }
    }
}

/// Something the narrative says that can be checked.
#[derive(Clone, Debug)]
pub struct Claim {
    pub rule: &'static Rule,
    pub prose: Prose,
    /// The bytes of the sentence in the text.
    pub sentence: Range<usize>,
    /// The bytes of the words and the number.
    pub phrase: Range<usize>,
    /// The sentence; of an endless one what stands around the words.
    pub text: String,
    pub number: Option<Number>,
    pub unit: &'static str,
    /// The cells it was compared with.
    pub against: Vec<Slot>,
    /// What they say.
    pub expected: Option<Number>,
    pub verdict: Verdict,
}

impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let against: Vec<&str> = self.against.iter().map(|slot| slot.code()).collect();
        let number = |n: &Option<Number>| n.map(|n| n.to_string());
        let mut out = to.serialize_struct("Claim", 10)?;
        out.serialize_field("rule", self.rule.id)?;
        out.serialize_field("at", &Place::Prose(self.prose).code())?;
        out.serialize_field("sentence", &[self.sentence.start, self.sentence.end])?;
        out.serialize_field("phrase", &[self.phrase.start, self.phrase.end])?;
        out.serialize_field("quote", &self.text)?;
        out.serialize_field("number", &number(&self.number))?;
        out.serialize_field("unit", self.unit)?;
        out.serialize_field("against", &against)?;
        out.serialize_field("expected", &number(&self.expected))?;
        out.serialize_field("result", self.verdict.word())?;
        out.end()
    }
}

/// A text of the report with what was read in it.
struct Text<'a> {
    prose: Prose,
    text: &'a str,
    read: Rc<Read>,
}

impl Deref for Text<'_> {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

/// What the judges look at.
struct Desk<'a> {
    check: &'a Check<'a>,
    facts: Facts,
    last: Option<Facts>,
    texts: Vec<Text<'a>>,
    /// Texts too long to be read at every key.
    overlong: Vec<Prose>,
    /// What each topic may count, looked up once.
    senses: RefCell<Vec<(Topic, Rc<[Sense]>)>>,
    /// All applications, however they may be counted.
    wholes: Vec<Number>,
}

/// What they say.
#[derive(Default)]
struct Out {
    claims: Vec<Claim>,
    findings: Vec<Finding>,
    /// The keys of the findings: what is said twice is found once.
    keys: Vec<String>,
}

impl<'a> Desk<'a> {
    fn new(check: &'a Check<'a>) -> Desk<'a> {
        let (report, year) = (check.report, check.report.year());
        let org = report.meta_shared(Meta::Org);
        let (mut texts, mut overlong) = (Vec::new(), Vec::new());
        for prose in Prose::ALL {
            let text = report.prose(prose);
            if text.trim().is_empty() {
                continue;
            }
            if text.len() > MOST_READ {
                overlong.push(prose);
                continue;
            }
            let read = kept::read_once(prose, report.prose_shared(prose), year, org);
            texts.push(Text { prose, text, read });
        }
        let facts = Facts::of(report);
        let wholes = shares::wholes(&facts);
        Desk { check, facts, last: check.last.map(Facts::of), texts, overlong, senses: RefCell::default(), wholes }
    }

    fn senses(&self, topic: Topic) -> Rc<[Sense]> {
        let mut known = self.senses.borrow_mut();
        if let Some((_, senses)) = known.iter().find(|(other, _)| *other == topic) {
            return Rc::clone(senses);
        }
        let senses: Rc<[Sense]> = senses::senses(topic).into();
        known.push((topic, Rc::clone(&senses)));
        senses
    }
}

/// A sentence with what is known around it.
struct Here<'a> {
    desk: &'a Desk<'a>,
    text: &'a Text<'a>,
    sentence: &'a Sentence,
    /// The sentence before, if it stands in the same text.
    before: Option<&'a Sentence>,
    /// Where the claims of this sentence begin.
    from: usize,
}

impl Here<'_> {
    /// A claim about the sentence; nothing is said of it yet.
    fn claim(&self, rule: &'static Rule, phrase: Range<usize>) -> Claim {
        Claim {
            rule,
            prose: self.text.prose,
            sentence: self.sentence.range.clone(),
            text: self.quote(&phrase).to_owned(),
            phrase,
            number: None,
            unit: "",
            against: Vec::new(),
            expected: None,
            verdict: Verdict::Open,
        }
    }

    /// The sentence, if it is of a size to be read.
    fn quote(&self, phrase: &Range<usize>) -> &str {
        const AROUND: usize = 900;
        let Range { mut start, mut end } = self.sentence.range.clone();
        let text = self.text.text;
        if end - start > 2 * AROUND {
            start = start.max(phrase.start.saturating_sub(AROUND));
            end = end.min(phrase.end + AROUND);
        }
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        self.text.slice(start..end)
    }

    /// What was said of the sentence so far; of an endless one, lately.
    fn claims<'c>(&self, out: &'c Out) -> &'c [Claim] {
        const MOST: usize = 100;
        out.claims.get(self.from.max(out.claims.len().saturating_sub(MOST))..).unwrap_or_default()
    }
}

impl Text<'_> {
    fn slice(&self, bytes: Range<usize>) -> &str {
        self.text.get(bytes).unwrap_or_default()
    }

    /// The words as a sentence quotes them: without line breaks, and not longer than is read at a glance.
    fn quoted(&self, bytes: Range<usize>) -> String {
        const LONGEST: usize = 40;
        let slice = self.slice(bytes);
        let mut words: Vec<char> = slice.chars().filter(|c| !c.is_whitespace()).collect();
        let cut = words.len().saturating_sub(LONGEST);
        if cut > 0 {
            words.drain(..cut);
            words.insert(0, '…');
        }
        words.into_iter().collect()
    }
}

impl Claim {
    fn counting(self, number: Number, unit: &'static str) -> Claim {
        Claim { number: Some(number), unit, ..self }
    }

    fn judged(self, verdict: Verdict) -> Claim {
        Claim { verdict, ..self }
    }

    /// Whether the finding speaks of this claim.
    pub fn is_of(&self, finding: &Finding) -> bool {
        let same = self.rule.id == finding.rule.id && finding.at == Place::Prose(self.prose);
        let number = self.number.is_none_or(|n| finding.found == Some(n.to_string()));
        same && number && finding.quote.as_ref() == Some(&self.text)
    }

    /// The cells' number in the place of the text's: offered where it is one number, and stands there in plain digits
    /// once.
    pub fn fix(&self, text: &str) -> Option<Fix> {
        let counted = self.verdict == Verdict::Differs && !self.against.is_empty() && self.unit != "%";
        let (number, expected) = self.number.zip(self.expected).filter(|_| counted)?;
        let at = self.digits(text, &number.to_string())?;
        let expected = expected.to_string();
        let mended = [text.get(..at.start)?, &expected, text.get(at.end..)?].concat();
        Some(Fix { label: ["正文改为 ", &expected].concat(), edit: Edit::Prose(self.prose, mended.into()) })
    }

    /// The bytes of the only number in its words that is written like this.
    fn digits(&self, text: &str, number: &str) -> Option<Range<usize>> {
        let words = text.get(self.phrase.clone())?;
        let digit = |at: Option<usize>| at.and_then(|at| words.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
        let mut found = None;
        for (at, _) in words.match_indices(number) {
            if digit(at.checked_sub(1)) || digit(Some(at + number.len())) {
                continue;
            }
            if found.is_some() {
                return None;
            }
            found = Some(self.phrase.start + at..self.phrase.start + at + number.len());
        }
        found
    }

    /// The finding of a claim that does not hold.
    fn finding(&self, rule: &'static Rule, message: String) -> Finding {
        let mut finding = Finding::new(rule, Place::Prose(self.prose), message).related(self.against.clone());
        finding.quote = Some(self.text.clone());
        finding.found = self.number.map(|n| n.to_string());
        finding.expected = self.expected.map(|n| n.to_string());
        finding
    }
}

impl Out {
    fn say(&mut self, finding: Finding) {
        let key = finding.key();
        if self.keys.len() < MOST && !self.keys.contains(&key) {
            self.keys.push(key);
            self.findings.push(finding);
        }
    }
}

/// The findings of the texts, and their claims.
pub(super) fn check(check: &Check, out: &mut Vec<Finding>) -> Vec<Claim> {
    let Out { claims, mut findings, .. } = judged(check);
    for finding in &mut findings {
        let claim = claims.iter().find(|c| c.is_of(finding));
        finding.fixes.extend(claim.and_then(|c| c.fix(check.report.prose(c.prose))));
    }
    out.extend(findings);
    claims
}

fn judged(check: &Check) -> Out {
    let (desk, mut out) = (Desk::new(check), Out::default());
    for text in &desk.texts {
        let mut before = None;
        for sentence in text.reading.sentences() {
            let here = Here { desk: &desk, text, sentence, before, from: out.claims.len() };
            JUDGES.iter().for_each(|judge| judge(&here, &mut out));
            before = Some(sentence);
        }
    }
    dates::judge_whole(&desk, &mut out);
    document::judge(&desk, &mut out);
    details::judge(&desk, &mut out);
    similar::judge(&desk, &mut out);
    out
}
