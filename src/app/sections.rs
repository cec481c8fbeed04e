//! The sections of the entry screen (填报各部分) and how each stands.

use crate::check::{Finding, Place, Severity};
use crate::form::{Form, Part, Prose};
use crate::report::{Meta, Report};

/// A section of the screen: the basic data, or one of the six parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Basics,
    Part(usize),
}

/// How a section stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// By severity: errors, warnings, hints.
    pub counts: [usize; 3],
    /// Something is filled in.
    pub started: bool,
    /// Nothing that belongs here is missing altogether.
    pub filled: bool,
    /// Characters of the part's text, where the notice limits them.
    pub characters: Option<usize>,
}

impl Section {
    /// Every section in order.
    pub fn all(form: &Form) -> impl Iterator<Item = Section> + use<> {
        std::iter::once(Section::Basics).chain((0..form.desc.parts.len()).map(Section::Part))
    }

    pub fn part(self, form: &'static Form) -> Option<&'static Part> {
        match self {
            Section::Basics => None,
            Section::Part(at) => form.desc.parts.get(at),
        }
    }

    /// The section a place belongs to.
    pub fn of(form: &Form, place: &Place) -> Section {
        let part = |wanted: &dyn Fn(&Part) -> bool| {
            form.desc.parts.iter().position(wanted).map_or(Section::Basics, Section::Part)
        };
        let table = |id: &str| part(&|p| p.table.is_some_and(|t| form.desc.tables[t].id == id));
        match place {
            Place::Meta(_) | Place::Prose(Prose::Intro) => Section::Basics,
            Place::Prose(prose) => part(&|p| p.text.contains(prose) || p.note == Some(*prose)),
            Place::Table(id) | Place::Row(id, _) | Place::Column(id, _) => table(id),
            Place::Slot(slot) => table(slot.table()),
        }
    }
}

/// How all sections stand, in order.
pub fn states(report: &Report, findings: &[Finding]) -> Vec<(Section, State)> {
    let form = report.form();
    let mut states = Vec::new();
    for section in Section::all(form) {
        let state = section.part(form).map_or_else(|| basics_state(report), |part| part_state(report, part));
        states.push((section, state));
    }
    // What was explained is settled.
    for finding in findings.iter().filter(|f| f.is_open(report)) {
        let at = Section::of(form, &finding.at);
        for (_, state) in states.iter_mut().filter(|(section, _)| *section == at) {
            state.counts[finding.rule.severity as usize] += 1;
        }
    }
    states
}

impl State {
    /// The gravest kind of finding here.
    pub fn worst(&self) -> Option<Severity> {
        let severities = [Severity::Error, Severity::Warning, Severity::Hint];
        severities.into_iter().zip(self.counts).find(|(_, count)| *count > 0).map(|(severity, _)| severity)
    }
}

fn basics_state(report: &Report) -> State {
    let org = !report.meta(Meta::Org).trim().is_empty();
    State { started: org, filled: org && report.year().is_some(), ..State::default() }
}

fn part_state(report: &Report, part: &'static Part) -> State {
    let form = report.form();
    let text = |p: &Prose| !report.prose(*p).trim().is_empty();
    let any_text = part.text.iter().chain(&part.note).any(text);
    let Some(sheet) = part.table.and_then(|t| form.sheets.get(t)) else {
        let characters = part.limit.map(|_| characters(report, part));
        return State { started: any_text, filled: any_text, characters, ..State::default() };
    };
    let replaced =
        sheet.table.lump.as_ref().filter(|_| report.is_lumped(sheet.table.id)).map_or(&[][..], |l| l.replaces);
    let open = sheet.slots.iter().filter(|s| !replaced.contains(&s.row()));
    let filled = open.clone().all(|s| !report.raw(*s).trim().is_empty());
    State { started: any_text || report.is_started(sheet.table.id), filled, ..State::default() }
}

/// Characters of a part's text as the notice counts them: without spaces, and without the heading if it is repeated.
pub fn characters(report: &Report, part: &Part) -> usize {
    part.text.iter().map(|p| count(report.prose(*p), part.heading)).sum()
}

/// Characters of a text without spaces and without a leading heading.
pub fn count(text: &str, heading: &str) -> usize {
    let mut rest = text.trim_start();
    rest = rest.strip_prefix(heading).unwrap_or(rest);
    rest.chars().filter(|c| !c.is_whitespace()).count()
}
