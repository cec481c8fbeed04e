//! The checks (核对): a report in, findings out.
//!
//! Every rule looks at the whole report on every change; nothing is incremental, and nothing is remembered but how the
//! texts were read. Rules live one family a file, each with its source and its cases. A rule never accuses where two
//! readings are real: what cannot be read is one finding of its own, and every identity that needs it is left
//! unassessed.

mod amounts;
mod blanks;
#[cfg(test)]
mod cases;
mod cells;
mod finding;
mod identities;
mod placements;
pub mod printed;
mod table2;
mod table3;
mod table4;
mod text;
mod values;
pub mod why;
mod years;

pub use finding::{Finding, Fix, Place, Rule, Severity};
pub use text::{Claim, Verdict};

use std::sync::OnceLock;

use crate::form::{Form, Prose, Slot, pick};
use crate::later::later;
use crate::report::{Number, Report};

use values::Values;

/// What a check may know besides the report.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The same unit's report of the year before.
    pub last: Option<&'a Report>,
}

/// A rule family: its rules, and what reads the report and adds what it finds.
type Family = (&'static [Rule], fn(&Check, &mut Vec<Finding>));

/// The families about numbers; those about texts are [`text`]'s.
const FAMILIES: [Family; 9] = [
    (cells::RULES, cells::check),
    (identities::RULES, identities::check),
    (amounts::RULES, amounts::check),
    (blanks::RULES, blanks::check),
    (placements::RULES, placements::check),
    (table2::RULES, table2::check),
    (table3::RULES, table3::check),
    (table4::RULES, table4::check),
    (years::RULES, years::check),
];

/// Every rule, by family.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.into_iter().map(|(rules, _)| rules).chain(text::RULES).flatten()
}

/// What the families look at: the report, how its cells read, and last year's report.
pub(crate) struct Check<'a> {
    pub report: &'a Report,
    pub values: Values,
    pub last: Option<&'a Report>,
}

impl<'a> Check<'a> {
    pub(crate) fn new(report: &'a Report, context: Context<'a>) -> Check<'a> {
        Check { report, values: Values::of(report), last: context.last.filter(|last| is_year_before(last, report)) }
    }

    pub(crate) fn form(&self) -> &'static Form {
        self.report.form()
    }

    /// A finding at a cell that begins with what stands there: `表三“…”的“…”填的是 6，` and the rest of the sentence.
    pub(crate) fn stated(&self, rule: &'static Rule, slot: Slot, number: Number, rest: &str) -> Finding {
        let number = number.to_string();
        let message = format!("{}填的是 {number}，{rest}", self.form().name(slot));
        Finding::new(rule, Place::Slot(slot), message).found(number)
    }

    /// The named cells that the edition has.
    pub(crate) fn slots(&self, cells: &[Named]) -> Vec<Slot> {
        let mut slots = Vec::new();
        for cell in cells {
            slots.extend(self.slot(cell));
        }
        slots
    }

    /// The cells in which more or less than nothing stands, as far as that is certain.
    pub(crate) fn counting(&self, slots: &[Slot]) -> Vec<Slot> {
        pick(slots, &|slot| self.values.worth(slot).is_some_and(|n| !n.is_zero()))
    }

    /// The number that stands in a named cell; `None` also where the edition has no such cell.
    pub(crate) fn number(&self, cell: &Named) -> Option<Number> {
        self.slot(cell).and_then(|s| self.values.number(s))
    }

    pub(crate) fn slot(&self, cell: &Named) -> Option<Slot> {
        cell.slot().filter(|s| self.form().has(*s))
    }
}

/// A cell that a rule names; it is looked up once.
pub(crate) struct Named {
    code: &'static str,
    slot: OnceLock<Option<Slot>>,
}

impl Named {
    pub(crate) const fn new(code: &'static str) -> Named {
        Named { code, slot: OnceLock::new() }
    }

    fn slot(&self) -> Option<Slot> {
        *self.slot.get_or_init(|| Slot::parse(self.code))
    }
}

/// A report of some other year says nothing about this one. Without years the caller is believed.
fn is_year_before(last: &Report, report: &Report) -> bool {
    last.year().zip(report.year()).is_none_or(|(last, this)| last + 1 == this)
}

/// Checks a report. The same report always gives the same findings in the form's own order.
pub fn check(report: &Report, context: Context) -> Vec<Finding> {
    examine(report, context).0
}

/// Everything the narrative says that can be checked, in the order of the texts.
pub fn claims(report: &Report, context: Context) -> Vec<Claim> {
    examine(report, context).1
}

/// Both. Before the rules are loaded (`crate::later`), neither: then nothing has been checked.
pub fn examine(report: &Report, context: Context) -> (Vec<Finding>, Vec<Claim>) {
    let (mut findings, mut claims) = (Vec::new(), Vec::new());
    look(report, &context, &mut findings, &mut claims);
    (findings, claims)
}

later! { [feature = "form"] "05",
fn look(report: &Report, context: &Context, findings: &mut Vec<Finding>, claims: &mut Vec<Claim>) {
    let check = Check::new(report, *context);
    for (_, family) in FAMILIES {
        family(&check, findings);
    }
    // The public's view judges numbers only: a text's words are for who writes the report and who reviews it.
    if !cfg!(feature = "view") {
        *claims = text::check(&check, findings);
    }
    *findings = in_order(report, std::mem::take(findings));
}
}

/// Findings in the form's order, those of one place as they were found. There are few: each is put in its place.
fn in_order(report: &Report, findings: Vec<Finding>) -> Vec<Finding> {
    let (mut orders, mut sorted) = (Vec::new(), Vec::new());
    for finding in findings {
        let order = order(report, &finding);
        let at = orders.iter().position(|o| *o > order).unwrap_or(orders.len());
        orders.insert(at, order);
        sorted.insert(at, finding);
    }
    sorted
}

/// Reading order: basic data, then part by part the text before the table, the table, the text after it.
/// One number, section before cell before severity: numbers compare in one instruction.
fn order(report: &Report, finding: &Finding) -> u32 {
    let (section, within) = match &finding.at {
        Place::Meta(key) => (0, key.index() as u16),
        Place::Prose(prose) => (prose_section(*prose), 0),
        Place::Table(table) => (table_section(table), 0),
        Place::Slot(slot) => (table_section(slot.table()), 1 + report.form().order(*slot)),
        Place::Row(table, row) => (table_section(table), 1 + first(report, table, &|s| s.row() == *row)),
        Place::Column(table, column) => (table_section(table), 1 + first(report, table, &|s| s.column() == *column)),
    };
    (u32::from(section) * 0x1_0000 + u32::from(within)) * 4 + finding.rule.severity as u32
}

fn first(report: &Report, table: &str, wanted: &dyn Fn(Slot) -> bool) -> u16 {
    let form = report.form();
    form.first(&|slot| slot.table() == table && wanted(slot)).map_or(u16::MAX - 1, |slot| form.order(slot))
}

/// `10 + 1 + 0`.
fn joined(numbers: &[Number], between: &str) -> String {
    let mut text = String::new();
    for (at, number) in numbers.iter().enumerate() {
        if at > 0 {
            text.push_str(between);
        }
        text.push_str(&number.to_string());
    }
    text
}

fn prose_section(prose: Prose) -> u8 {
    match prose {
        Prose::Intro => 1,
        Prose::Part1 => 2,
        Prose::Part2Lead => 3,
        Prose::Part3Lead => 5,
        Prose::Part4Lead => 7,
        Prose::Part4Note => 9,
        Prose::Part5 => 10,
        Prose::Part6 => 11,
    }
}

fn table_section(table: &str) -> u8 {
    match table {
        "table2" => 4,
        "table3" => 6,
        _ => 8,
    }
}
