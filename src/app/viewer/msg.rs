//! What comes in from the screen, and what goes out to it and to the page.

use super::seen::Against;
use super::table::Way;
use crate::form::Slot;

/// What a reader did.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    Unit(usize),
    Year(u16),
    Against(Against),
    /// Open or close one of [`PANELS`](super::PANELS).
    Open(&'static str, bool),
    Fold,
    /// By this column of this table, the largest first; once more, the smallest; once more, as printed.
    Sort(&'static str, &'static str),
    /// Rows as printed.
    Official,
    Column(&'static str),
    Changes,
    Shares,
    /// A number is asked about, or the answer is closed.
    Touch(Option<Slot>),
    /// To another number of the table.
    Step(Slot, Way),
    /// The pointer or the focus is on a number, or no longer.
    Light(Option<Slot>),
    Find(String),
    /// To a row that was found.
    Go(Slot),
    Large,
    /// Pictures as tables, or as pictures.
    Plain,
    /// Units by this figure; once more, as they came.
    By(&'static str),
    Restore(String),
    /// The view's language, as the page's attribute `lang` names it.
    Speak(String),
    Save(Kind),
    /// A picture by its key, as a file.
    Picture(&'static str),
    Print,
}

/// What a download is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The shown report in the official layout.
    Official,
    /// Every cell of every report, one a line.
    Long,
    /// The shown report's file.
    Json,
}

/// What to do outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// What is shown is another; its query.
    Changed(String),
    /// Hand a file to the user: name, text, type.
    Download(String, String, &'static str),
    /// The focus to this cell.
    Focus(Slot),
    Print,
}
