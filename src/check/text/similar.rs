//! 雷同: a part that is nearly the same as last year's.
//!
//! Every run of four letters of this year's part is looked for in last year's; years and other digits are left out,
//! so a text in which only the numbers were changed is the same text.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::{Desk, Out};
use crate::check::{Finding, Place, Rule, Severity};
use crate::form::Prose;
use crate::prose::Letters;

pub(super) const RULES: &[Rule] = &[SIMILAR];

const SIMILAR: Rule = Rule {
    id: "Y-TEXTDUP",
    severity: Severity::Warning,
    source: "国办公开办函〔2021〕30号：不得内容雷同、敷衍塞责；问题和措施避免年年雷同",
};

/// Shorter texts are alike by chance.
const SHORTEST: usize = 60;
const RUN: usize = 4;

pub(super) fn judge(desk: &Desk, out: &mut Out) {
    for prose in [Prose::Part1, Prose::Part5] {
        out.findings.extend(similar(desk, prose));
    }
}

fn similar(desk: &Desk, prose: Prose) -> Option<Finding> {
    let last = desk.check.last?;
    if desk.check.report.is_abridged() || last.is_abridged() {
        return None;
    }
    let (now, known) = (runs(&desk.text(prose)?.letters), Known::of_text(prose, last.prose_shared(prose)));
    if now.len() < SHORTEST || known.runs < SHORTEST {
        return None;
    }
    let same = now.iter().filter(|run| known.has(**run)).count();
    if same * 10 < now.len() * 9 {
        return None;
    }
    let part = desk.check.form().desc.parts.iter().find(|part| part.text.contains(&prose))?;
    let share = (same * 100 / now.len()).to_string();
    let message = ["“", part.heading, "”和上年的报告有 ", &share, "% 相同，年年雷同的内容请重新写。"].concat();
    Some(Finding::new(&SIMILAR, Place::Prose(prose), message).found(share))
}

/// Every run of letters as one number.
fn runs(letters: &Letters) -> Vec<u64> {
    let all = letters.stretch(0..letters.count()).iter().copied();
    // Nearly all are Chinese, and need no looking up.
    let own: Vec<u64> =
        all.filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphabetic()).map(u64::from).collect();
    let mut runs = Vec::new();
    for run in own.windows(RUN) {
        runs.push(run.iter().fold(1, |all, letter| (all << 16) ^ (all >> 40) ^ letter));
    }
    runs
}

/// A set of numbers: each at the first free place from where it belongs.
struct Known {
    places: Vec<u64>,
    runs: usize,
}

/// A part of last year's report, which stays while this year's is written.
struct Last {
    prose: Prose,
    text: Arc<str>,
    known: Rc<Known>,
}

thread_local! {
    static LAST: RefCell<Vec<Last>> = const { RefCell::new(Vec::new()) };
}

impl Known {
    /// The runs of a text.
    fn of_text(prose: Prose, text: &Arc<str>) -> Rc<Known> {
        LAST.with_borrow_mut(|last| {
            if let Some(same) = last.iter().find(|part| part.prose == prose && part.text == *text) {
                return Rc::clone(&same.known);
            }
            let known = Rc::new(Known::of(&runs(&Letters::of(text))));
            last.retain(|part| part.prose != prose);
            last.push(Last { prose, text: Arc::clone(text), known: Rc::clone(&known) });
            known
        })
    }

    fn of(numbers: &[u64]) -> Known {
        let places = vec![0; (numbers.len() * 2 + 1).next_power_of_two()];
        let mut known = Known { places, runs: numbers.len() };
        for number in numbers {
            let place = known.place(*number);
            if let Some(free) = known.places.get_mut(place) {
                *free = *number;
            }
        }
        known
    }

    /// Where the number stands, or would.
    fn place(&self, number: u64) -> usize {
        let mask = self.places.len() - 1;
        let mut at = (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) as usize & mask;
        while self.places.get(at).is_some_and(|other| *other != 0 && *other != number) {
            at = (at + 1) & mask;
        }
        at
    }

    fn has(&self, number: u64) -> bool {
        number != 0 && self.places.get(self.place(number)) == Some(&number)
    }
}
