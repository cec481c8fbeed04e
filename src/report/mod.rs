//! What one unit filled in (一份年度报告).
//!
//! A report holds the raw text of every cell and every paragraph; numbers are read from it when they are needed
//! ([`reading`]). It is a value: [`Report::apply`] is the only door for change and gives a new report, so undo is
//! keeping the old one. What a file said besides (`source`) is kept and written back.

pub mod changes;
pub(crate) mod chinese;
mod edit;
pub mod json;
pub mod meta;
pub mod number;
pub mod reading;
pub mod series;

use std::sync::Arc;

use crate::form::{Edition, Form, Prose, Slot};

pub use changes::{Changed, Kept};
pub use edit::Edit;
pub use json::Json;
pub use meta::Meta;
pub use number::Number;
pub use reading::{Reading, Why};
pub use series::{Change, Value};

/// A cell: what was typed, imported or computed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Cell {
    /// `None` is blank, and shares nothing: most cells of a new report.
    raw: Option<Arc<str>>,
    /// A total that fills itself until somebody types over it.
    computed: bool,
}

/// Values that the source does not place (`table3_ambiguous`): a question to the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Ambiguous {
    /// What is printed: a row's id and its values, as they stand.
    pub printed: Vec<(String, Vec<Arc<str>>)>,
    pub readings: Vec<Placement>,
    pub note: Arc<str>,
}

/// One way to place them.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    pub name: Arc<str>,
    pub cells: Vec<(Slot, Arc<str>)>,
}

/// Texts by place, in the file's order: a handful, so a list serves.
pub(crate) type Texts = Vec<(String, Arc<str>)>;

/// One unit's report for one year.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    pub(crate) edition: Edition,
    meta: [Arc<str>; Meta::ALL.len()],
    prose: [Arc<str>; Prose::ALL.len()],
    cells: Vec<Cell>,
    pub(crate) ambiguous: Option<Arc<Ambiguous>>,
    /// The unit's explanation of a warning, by `<rule>@<place>`.
    pub(crate) answers: Texts,
    /// Headings that stood otherwise in the source, by `table3.<row>` or `table3.*.<column>`.
    pub(crate) labels: Texts,
    /// The file this came from, with all its keys.
    pub(crate) source: Arc<Json>,
}

impl Report {
    /// An empty report whose totals fill themselves.
    pub fn new(edition: Edition) -> Report {
        let mut report = Report::bare(edition);
        for total in Form::of(edition).totals() {
            report.cells[total.index()].computed = true;
        }
        report
    }

    /// An empty report in which every cell, totals too, is what it will be given.
    pub(crate) fn bare(edition: Edition) -> Report {
        let blank: Arc<str> = "".into();
        Report {
            edition,
            meta: std::array::from_fn(|_| blank.clone()),
            prose: std::array::from_fn(|_| blank.clone()),
            cells: vec![Cell::default(); Slot::count()],
            ambiguous: None,
            answers: Texts::new(),
            labels: Texts::new(),
            source: Arc::new(Json::Null),
        }
    }

    /// A new report for a year and a unit.
    pub fn of(year: u16, org: &str) -> Report {
        let mut report = Report::new(Edition::of_year(year));
        report.meta[Meta::Year.index()] = year.to_string().into();
        report.meta[Meta::Org.index()] = org.into();
        report
    }

    pub fn edition(&self) -> Edition {
        self.edition
    }

    pub fn form(&self) -> &'static Form {
        Form::of(self.edition)
    }

    /// The text of a cell, letter by letter as it was typed or imported.
    pub fn raw(&self, slot: Slot) -> &str {
        self.cells[slot.index()].raw.as_deref().unwrap_or("")
    }

    /// The same, shared.
    pub fn raw_shared(&self, slot: Slot) -> Option<&Arc<str>> {
        self.cells[slot.index()].raw.as_ref()
    }

    /// Whether the cell is a total that fills itself.
    pub fn is_computed(&self, slot: Slot) -> bool {
        self.cells[slot.index()].computed
    }

    /// How the cell's text reads.
    pub fn reading(&self, slot: Slot) -> Reading {
        reading::read(self.raw(slot), slot.kind())
    }

    /// What number the cell's text stands for, if for one.
    pub(crate) fn number(&self, slot: Slot) -> Reading {
        reading::number(self.raw(slot), slot.kind())
    }

    pub fn prose(&self, prose: Prose) -> &str {
        &self.prose[prose as usize]
    }

    pub fn prose_shared(&self, prose: Prose) -> &Arc<str> {
        &self.prose[prose as usize]
    }

    pub fn meta(&self, key: Meta) -> &str {
        &self.meta[key.index()]
    }

    pub fn meta_shared(&self, key: Meta) -> &Arc<str> {
        &self.meta[key.index()]
    }

    /// The report year, if it reads as one.
    pub fn year(&self) -> Option<u16> {
        self.meta(Meta::Year).trim().parse().ok().filter(|y| (1900..3000).contains(y))
    }

    /// The title as given, or the official pattern filled in.
    pub fn title(&self) -> String {
        let mut title = self.meta(Meta::Title).to_owned();
        if title.is_empty() {
            let year = self.meta(Meta::Year);
            title.push_str(self.meta(Meta::Org));
            title.push_str(year);
            title.push_str(if year.is_empty() { "" } else { "年" });
            title.push_str("政府信息公开工作年度报告");
        }
        title
    }

    pub fn ambiguous(&self) -> Option<&Ambiguous> {
        self.ambiguous.as_deref()
    }

    /// The explanation given for a finding.
    pub fn answer(&self, key: &str) -> Option<&str> {
        self.answers.iter().find(|(place, _)| place == key).map(|(_, text)| &**text)
    }

    /// Headings that stood otherwise in the source: (`table3.<row>` or `table3.*.<column>`, the heading there).
    pub fn labels(&self) -> impl Iterator<Item = (&str, &str)> {
        self.labels.iter().map(|(place, label)| (place.as_str(), &**label))
    }

    /// What the file has under a key that is none of a report's own.
    pub fn extra(&self, key: &str) -> Option<&Json> {
        self.source.get(key)
    }

    /// Whether this came from a file of a newer version, of which something may not be understood here.
    pub fn is_read_only(&self) -> bool {
        version(&self.source).is_some_and(|version| version > 1)
    }

    /// Whether only the checkable sentences of the texts were kept (`narrative.abridged`).
    pub fn is_abridged(&self) -> bool {
        matches!(self.source.get("narrative").and_then(|n| n.get("abridged")), Some(Json::Bool(true)))
    }

    /// Filled cells for which the edition has no place, e.g. after the edition was switched.
    pub fn without_place(&self) -> Vec<Slot> {
        let form = self.form();
        Slot::all().filter(|s| !form.has(*s) && !self.raw(*s).is_empty()).collect()
    }

    /// Whether the table has anything in it, in this edition's cells.
    pub fn is_started(&self, table: &str) -> bool {
        self.form().table(table).is_some_and(|s| self.is_filled(&s.cells))
    }

    /// Whether a table's undivided row is in use.
    pub fn is_lumped(&self, table: &str) -> bool {
        self.form().table(table).is_some_and(|s| self.is_filled(&s.lump))
    }

    fn is_filled(&self, slots: &[Slot]) -> bool {
        slots.iter().any(|s| !self.raw(*s).trim().is_empty())
    }
}

/// The version a report file says it has.
pub(crate) fn version(source: &Json) -> Option<u32> {
    let major = source.get("schema")?.as_str()?.strip_prefix("gongkai-report/")?;
    major.parse().ok().filter(|v| *v > 0)
}
