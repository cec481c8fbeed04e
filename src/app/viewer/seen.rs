//! What of the reports is looked at (当前所见): all that a link restores.

use super::table::Sort;
use crate::form::Slot;

/// What can be opened and closed: the tables by their ids, the report's text, the units side by side.
pub const PANELS: [&str; 5] = ["table2", "table3", "table4", "prose", "units"];

/// The column that is looked at unless another is chosen.
pub(super) const TOTAL: &str = "total";

/// With what the shown year is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Against {
    /// The year before, if it is there.
    #[default]
    Before,
    Nothing,
    Year(u16),
}

/// What of the reports is looked at: all that a link restores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Index into the viewer's units.
    pub unit: usize,
    pub year: u16,
    pub against: Against,
    /// One bit for each of [`PANELS`].
    open: u8,
    /// Rows of 0 are folded away.
    pub folded: bool,
    pub sort: Option<Sort>,
    /// The applicants' column whose neighbours are shown, and the only one on a narrow screen.
    pub column: &'static str,
    /// Year-over-year columns are shown.
    pub changes: bool,
    /// Shares are shown.
    pub shares: bool,
    pub touched: Option<Slot>,
    pub find: String,
    /// 大字: large text.
    pub large: bool,
    /// Pictures are shown as tables.
    pub plain: bool,
    /// The figure by which units are sorted.
    pub by: Option<&'static str>,
}

impl Default for Seen {
    fn default() -> Seen {
        Seen {
            unit: 0,
            year: 0,
            against: Against::Before,
            open: 0,
            folded: false,
            sort: None,
            column: TOTAL,
            changes: false,
            shares: false,
            touched: None,
            find: String::new(),
            large: false,
            plain: false,
            by: None,
        }
    }
}

impl Seen {
    pub fn is_open(&self, panel: &str) -> bool {
        bit(panel).is_some_and(|bit| self.open & bit != 0)
    }

    pub(super) fn set_open(&mut self, panel: &str, open: bool) {
        if let Some(bit) = bit(panel) {
            self.open = if open { self.open | bit } else { self.open & !bit };
        }
    }
}

fn bit(panel: &str) -> Option<u8> {
    PANELS.iter().position(|p| *p == panel).map(|at| 1 << at)
}
