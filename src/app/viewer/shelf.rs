//! The reports at hand (在册报告), by unit and year.

use std::cell::OnceCell;
use std::rc::Rc;

use crate::check::printed::{Disagreement, disagreements};
use crate::report::{Meta, Report};

/// A report with what is known of where it came from.
pub struct Item {
    pub report: Report,
    /// Index into [`Shelf::units`].
    pub unit: usize,
    /// 0 where the report names none.
    pub year: u16,
    /// The address of the file; empty if the page handed the report over.
    pub address: Rc<str>,
    /// When the file was last changed, as the server says.
    pub time: Rc<str>,
    /// The file as it was read; empty where there was none.
    pub text: Rc<str>,
    disagreements: OnceCell<Vec<Disagreement>>,
}

impl Item {
    /// Where the printed numbers do not agree; looked for when it is first asked.
    pub fn disagreements(&self) -> &[Disagreement] {
        self.disagreements.get_or_init(|| disagreements(&self.report))
    }
}

/// What came of a report that was put on the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    Added,
    /// The same unit and year are there already; the first stays.
    Twice,
}

/// Reports in the order of their units' first coming, each unit's by year.
#[derive(Default)]
pub struct Shelf {
    items: Vec<Item>,
    units: Vec<Rc<str>>,
}

impl Shelf {
    pub fn put(&mut self, report: Report, address: &str, time: &str, text: &str) -> Put {
        let (unit, year) = (self.unit_of(&report), report.year().unwrap_or(0));
        let at = self.items.iter().position(|i| (i.unit, i.year) >= (unit, year)).unwrap_or(self.items.len());
        if self.items.get(at).is_some_and(|i| (i.unit, i.year) == (unit, year)) {
            return Put::Twice;
        }
        let (address, time, text) = (address.into(), time.into(), text.into());
        let item = Item { report, unit, year, address, time, text, disagreements: OnceCell::new() };
        self.items.insert(at, item);
        Put::Added
    }

    /// Units are told apart by their names: two spellings are two units, nothing is guessed.
    fn unit_of(&mut self, report: &Report) -> usize {
        let name = match report.meta(Meta::Org).trim() {
            "" => "未注明单位",
            name => name,
        };
        if let Some(at) = self.units.iter().position(|u| **u == *name) {
            return at;
        }
        self.units.push(name.into());
        self.units.len() - 1
    }

    pub fn items(&self) -> &[Item] {
        &self.items
    }

    pub fn units(&self) -> &[Rc<str>] {
        &self.units
    }

    pub fn get(&self, unit: usize, year: u16) -> Option<&Item> {
        self.items.iter().find(|i| i.unit == unit && i.year == year)
    }

    /// The reports of a unit, the oldest first.
    pub fn of_unit(&self, unit: usize) -> Vec<&Item> {
        let mut items = Vec::new();
        for item in &self.items {
            if item.unit == unit {
                items.push(item);
            }
        }
        items
    }

    /// The reports of a year, unit by unit.
    pub fn of_year(&self, year: u16) -> Vec<&Item> {
        let mut items = Vec::new();
        for item in &self.items {
            if item.year == year {
                items.push(item);
            }
        }
        items
    }
}
