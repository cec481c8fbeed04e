//! What a rule found (核对结果): where, how grave, what should stand there, and what would settle it.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::form::{Form, Prose, Slot};
use crate::report::{Edit, Meta, Number, Report};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// 错误: blocks submitting.
    Error,
    /// 提醒: must be answered or explained.
    Warning,
    /// 提示: for information.
    Hint,
}

impl Severity {
    pub fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }

    /// The word a user reads.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "错误",
            Severity::Warning => "提醒",
            Severity::Hint => "提示",
        }
    }
}

/// A rule of the catalogue.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    pub id: &'static str,
    pub severity: Severity,
    /// The document or article behind it, or 经验规则.
    pub source: &'static str,
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A whole table: `table3`.
    Table(&'static str),
    /// A row of a table: `table3.other`.
    Row(&'static str, &'static str),
    /// A column of a table: `table3.*.natural`.
    Column(&'static str, &'static str),
    Slot(Slot),
    Prose(Prose),
    Meta(Meta),
}

impl Place {
    /// The place as report files and findings write it.
    pub fn code(&self) -> String {
        match self {
            Place::Table(table) => (*table).to_owned(),
            Place::Row(table, row) => format!("{table}.{row}"),
            Place::Column(table, column) => format!("{table}.*.{column}"),
            Place::Slot(slot) => slot.code().to_owned(),
            Place::Prose(prose) => format!("narrative.{}", prose.code()),
            Place::Meta(key) => format!("meta.{}", key.code()),
        }
    }
}

/// A change that would settle a finding, offered and never applied by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What the button says, e.g. `改为 26`.
    pub label: String,
    pub edit: Edit,
}

impl Fix {
    /// Puts a number into a cell; the button says so: `改为 26`.
    pub(crate) fn number(verb: &str, slot: Slot, number: Number) -> Fix {
        let number = number.to_string();
        Fix { label: format!("{verb} {number}"), edit: Edit::Cell(slot, number.into()) }
    }

    /// Puts zeros into cells. A total is cleared instead: then it fills itself, and can never be wrong.
    pub(crate) fn zeros(label: &str, form: &Form, slots: &[Slot]) -> Fix {
        let mut edits = Vec::new();
        for slot in slots {
            let text = if form.total(*slot).is_none() { "0" } else { "" };
            edits.push(Edit::Cell(*slot, text.into()));
        }
        Fix { label: label.to_owned(), edit: Edit::Many(edits) }
    }
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static Rule,
    pub at: Place,
    /// What it should be, where that is known.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
    /// One Chinese sentence: the cells as the form names them, both numbers, the difference, the next step.
    pub message: String,
    /// The other cells involved.
    pub related: Vec<Slot>,
    /// The sentence of the narrative that a text rule read.
    pub quote: Option<String>,
    pub fixes: Vec<Fix>,
}

impl Finding {
    pub(crate) fn new(rule: &'static Rule, at: Place, message: String) -> Finding {
        Finding { rule, at, expected: None, found: None, message, related: Vec::new(), quote: None, fixes: Vec::new() }
    }

    pub(crate) fn expected(self, expected: String) -> Finding {
        Finding { expected: Some(expected), ..self }
    }

    pub(crate) fn found(self, found: String) -> Finding {
        Finding { found: Some(found), ..self }
    }

    pub(crate) fn related(self, related: Vec<Slot>) -> Finding {
        Finding { related, ..self }
    }

    pub(crate) fn fix(mut self, fix: impl Into<Option<Fix>>) -> Finding {
        self.fixes.extend(fix.into());
        self
    }

    /// The key of an answer to this finding: `<rule>@<place>`; of what a text says also the cell and the number, for
    /// a text may say several things, and an answer is to what was said.
    pub fn key(&self) -> String {
        let mut key = self.plain_key();
        if self.quote.is_some() {
            key.push('/');
            key.push_str(self.related.first().map_or("", |slot| slot.code()));
            key.push('=');
            key.push_str(self.found.as_deref().unwrap_or(""));
        }
        key
    }

    fn plain_key(&self) -> String {
        format!("{}@{}", self.rule.id, self.at.code())
    }

    /// The unit's explanation as it was typed; one to everything that the rule finds in this place serves too.
    pub fn explanation<'a>(&self, report: &'a Report) -> &'a str {
        report.answer(&self.key()).or_else(|| report.answer(&self.plain_key())).unwrap_or("")
    }

    /// The unit's explanation, where one was given.
    pub fn answer<'a>(&self, report: &'a Report) -> Option<&'a str> {
        Some(self.explanation(report).trim()).filter(|text| !text.is_empty())
    }

    /// Whether it still waits to be settled: an error to be mended, anything else to be mended or explained.
    pub fn is_open(&self, report: &Report) -> bool {
        self.rule.severity == Severity::Error || self.answer(report).is_none()
    }

    /// The cells to mark: where it is, then those involved.
    pub fn cells(&self) -> impl Iterator<Item = Slot> + '_ {
        let own = match self.at {
            Place::Slot(slot) => Some(slot),
            _ => None,
        };
        own.into_iter().chain(self.related.iter().copied())
    }
}

/// The finding of contract section 2.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let related: Vec<&str> = self.related.iter().map(|s| s.code()).collect();
        let mut out = to.serialize_struct("Finding", 9)?;
        out.serialize_field("rule", self.rule.id)?;
        out.serialize_field("severity", self.rule.severity.code())?;
        out.serialize_field("at", &self.at.code())?;
        out.serialize_field("expected", &self.expected)?;
        out.serialize_field("found", &self.found)?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("related", &related)?;
        out.serialize_field("quote", &self.quote)?;
        out.serialize_field("source", self.rule.source)?;
        out.end()
    }
}
