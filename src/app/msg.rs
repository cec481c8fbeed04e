//! What can happen to the entry form (消息), and what is then to be done outside (效果).

use std::ops::Range;
use std::rc::Rc;

use super::cursor::Step;
use super::hand::Act;
use super::import::Take;
use super::keeping::Look;
use super::sections::Section;
use crate::check::{Place, Severity};
use crate::form::{Prose, Slot};
use crate::report::{Changed, Edit, Report};

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A new report for a year and a unit.
    Begin {
        year: u16,
        org: String,
    },
    /// A report file was opened; the text of the file.
    Open(Rc<str>),
    /// Last year's report file was opened, to begin this year's from: the text of the file.
    Follow(Rc<str>),
    /// A report came in from the page.
    Show(Box<Report>),
    /// A file could not be read at all.
    Refuse(String),
    /// Text typed into a cell.
    Type(Slot, Rc<str>),
    /// Any other change.
    Change(Edit),
    /// A change that was offered: a step of its own, whatever was typed before.
    Mend(Edit),
    /// Something done with several cells.
    Hand(Act),
    /// Something done with what a file gave.
    Import(Take),
    Undo,
    Redo,
    /// The caret came into a cell, or left the table.
    Focus(Option<Slot>),
    /// An arrow, Enter, Home or End in a cell.
    Step(Slot, Step),
    /// To the place a finding speaks of.
    Go(usize),
    /// To a section.
    Jump(Section),
    /// To a cell.
    Visit(Slot),
    /// To what the narrative says: the number of a claim.
    Reveal(usize),
    /// The pointer is over a finding.
    Light(Option<usize>),
    /// Explain a row, or close the explanation.
    Explain(Option<(&'static str, &'static str)>),
    /// The column shown on a narrow screen.
    Column(&'static str),
    /// Fold the list of findings away, or open it.
    Panel,
    /// Save the report to a file.
    Save,
    Submit,
    Print,
    /// Print the list of findings, or copy it.
    PrintFindings,
    CopyFindings,
    /// It was copied, or could not be.
    Copied(bool),
    /// Look at the document with its verdict, or go back to the form.
    Preview(bool),
    /// The document is being laid out for print, or no longer.
    Printing(bool),
    /// Close the message at the top.
    Dismiss,
    /// The keeper of drafts tells something: a code and its details.
    Told(String, String),
    /// Its news was read.
    Heard,
    /// Look otherwise from now on.
    Look(Look),
    /// Ask something of it: what, of which draft, and a name.
    Ask(&'static str, Rc<str>, Rc<str>),
}

/// What to do outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A report was opened or begun: what is typed from now on is typed over it.
    Opened,
    /// Keep these fields of the draft.
    Keep(Vec<Changed>),
    /// Ask something of the keeper of drafts.
    Ask(&'static str, Rc<str>, Rc<str>),
    /// Tell the page what changed.
    Changed(String),
    /// Tell the page how many errors, warnings and hints there are.
    Found([usize; 3]),
    /// Tell the page that something went wrong: code, message.
    Failed(&'static str, String),
    /// The screen was drawn.
    Drawn,
    /// Put the caret into the field at this place and select its text.
    Focus(Place),
    /// Bring a section into sight.
    Jump(Section),
    /// Bring the element with this id into sight.
    Bring(&'static str),
    /// Select these UTF-16 units of a text; the number is that of the claim.
    Select(Prose, Range<u32>, usize),
    /// Hand a file to the user: name, text.
    Download(String, String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Offer the report to the page.
    Submit,
    Print,
}

/// A message above the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub severity: Severity,
    pub text: String,
}

impl Notice {
    /// Whether the list of findings is on the clipboard.
    pub fn copied(done: bool) -> Notice {
        let (severity, text) = match done {
            true => (Severity::Hint, "核对清单已复制，可以粘贴到函件、聊天或者文档里。"),
            false => (Severity::Warning, "浏览器不允许复制，请改用〔打印清单〕。"),
        };
        Notice { severity, text: text.to_owned() }
    }
}
