//! What a hand does in the tables besides typing (选定、粘贴、清除、填零): many cells at once, each time one step back.
//!
//! Nothing here changes a report but through the editor, as typing does.

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use super::editor::Editor;
use super::msg::Effect;
use super::paste::{self, Offer};
use super::range::Range;
use crate::check::{Finding, Fix, Place};
use crate::form::{Slot, pick};
use crate::report::{Edit, Report};

/// Something done with several cells, or with the text of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// Select these cells, or none.
    Select(Option<Range>),
    /// What is touched next is where the selection ends.
    Reach,
    /// The selection is on the clipboard.
    Copied,
    /// The same, and it is cleared.
    Cut,
    /// Clear the selection.
    Clear,
    /// Clear a whole table.
    Empty(&'static str),
    /// 0 into the blanks of the selection, or of the whole table.
    Zeros(&'static str),
    /// A paste was worked out: done if it is one cell, else shown first.
    Weigh,
    /// What was shown is to be done, or not.
    Accept,
    Cancel,
    /// Not from the caret on, but from the beginning of its line.
    Instead,
    /// The text as it was when the caret came into the cell.
    Back,
}

/// What the hand holds.
#[derive(Default)]
pub struct Hand {
    range: Option<Range>,
    /// Only the second file knows what that is made of, so only that has to know how it is given back.
    more: Option<Box<dyn Any>>,
    /// The cell that was pasted into.
    at: Option<Slot>,
    /// What is touched next is where the selection ends.
    pub reach: bool,
    /// The cell that the mouse was last pressed on, while the caret is there.
    pub pressed: Option<Slot>,
    /// The caret came there by that.
    pub comes: bool,
    /// What the screen shows as selected.
    pub marked: Cell<Option<Range>>,
    /// The text of the cell with the caret when that came; none if it was blank, or filled itself.
    came: Option<Arc<str>>,
}

/// What waits for an answer, and what was done last.
#[derive(Default)]
struct More {
    offer: Option<Offer>,
    done: Option<Done>,
}

/// What was done, said as long as nothing else is.
struct Done {
    text: String,
    /// Whether it changed the report.
    changed: bool,
    /// Where the caret was, or goes.
    at: Option<Slot>,
    /// What was found then: every change has it found anew.
    findings: Rc<Vec<Finding>>,
}

impl Hand {
    /// The caret came into a cell.
    pub(super) fn arrive(&mut self, slot: Slot, text: Option<&Arc<str>>) {
        self.came = text.cloned();
        self.range = self.range.filter(|range| range.caret == slot);
        self.pressed = self.pressed.filter(|pressed| *pressed == slot);
    }

    /// Something was typed.
    pub(super) fn typed(&mut self) {
        self.range = None;
    }

    fn more(&self) -> Option<&More> {
        self.more.as_ref()?.downcast_ref()
    }

    fn more_mut(&mut self) -> Option<&mut More> {
        self.more.get_or_insert_with(|| Box::new(More::default())).downcast_mut()
    }

    fn take_offer(&mut self) -> Option<Offer> {
        self.more_mut()?.offer.take()
    }

    fn set_offer(&mut self, offer: Option<Offer>) {
        if let Some(more) = self.more_mut() {
            more.offer = offer;
        }
    }

    fn set_done(&mut self, done: Option<Done>) {
        if let Some(more) = self.more_mut() {
            more.done = done;
        }
    }

    /// What a paste would change.
    pub fn offer(&self) -> Option<&Offer> {
        self.more()?.offer.as_ref()
    }

    /// The selected cells, if there are several.
    pub fn range(&self) -> Option<Range> {
        self.range.filter(Range::is_wide)
    }

    /// Whether the cell with the caret is selected, be it alone.
    pub fn holds(&self, slot: Slot) -> bool {
        self.range.is_some_and(|range| range.caret == slot)
    }
}

/// What was done last, and whether it can be taken back: until something else is done, or the caret is elsewhere.
pub fn done(editor: &Editor) -> Option<(&str, bool)> {
    let done = editor.hand.more()?.done.as_ref().filter(|d| Rc::ptr_eq(&d.findings, editor.findings()))?;
    let here = editor.focus.is_none() || done.at.is_none() || editor.focus == done.at;
    here.then_some((&done.text, done.changed))
}

/// Works out what a paste into the cell would do. `false`: it is one text, and the browser's own business.
pub fn paste(editor: &mut Editor, slot: Slot, html: &str, text: &str) -> bool {
    let at = editor.hand.range().filter(|r| r.caret == slot).unwrap_or(Range::one(slot));
    let offer = if editor.is_locked() { None } else { paste::offer(editor.report(), at, html, text) };
    let taken = offer.is_some();
    editor.hand.set_offer(offer);
    editor.hand.at = Some(slot);
    taken
}

/// Does it, and says what is then to be done outside.
pub(super) fn act(editor: &mut Editor, act: Act) -> Vec<Effect> {
    match act {
        Act::Select(range) => {
            editor.hand.range = range;
            editor.hand.reach &= range.is_some();
            editor.hand.set_done(None);
        }
        Act::Reach => editor.hand.reach = !editor.hand.reach,
        Act::Copied => say(editor, "已复制", selected(editor).len(), "格。", false),
        _ if editor.is_locked() => {}
        Act::Cut => return clear(editor, &selected(editor), "已剪切"),
        Act::Clear => return clear(editor, &selected(editor), "已清除"),
        Act::Empty(table) => {
            let cells = editor.report().form().table(table).map_or(&[][..], |sheet| &sheet.cells).to_vec();
            return clear(editor, &cells, "已清空本表，共");
        }
        Act::Zeros(table) => return zeros(editor, table),
        Act::Weigh => return weigh(editor),
        Act::Accept => return accept(editor),
        Act::Cancel => {
            editor.hand.take_offer();
            return focus(editor.hand.at);
        }
        Act::Instead => {
            let instead = editor.hand.take_offer().and_then(|offer| offer.instead);
            editor.hand.set_offer(instead.map(|offer| *offer));
        }
        Act::Back => return back(editor),
    }
    Vec::new()
}

fn focus(slot: Option<Slot>) -> Vec<Effect> {
    slot.map(|slot| Effect::Focus(Place::Slot(slot))).into_iter().collect()
}

fn selected(editor: &Editor) -> Vec<Slot> {
    editor.hand.range().map_or_else(Vec::new, |range| range.cells(editor.report()))
}

fn say(editor: &mut Editor, what: &str, count: usize, rest: &str, changed: bool) {
    let text = [what, " ", &count.to_string(), " ", rest].concat();
    let (at, findings) = (editor.focus, Rc::clone(editor.findings()));
    editor.hand.set_done(Some(Done { text, changed, at, findings }));
}

/// All as one step; the selection stays.
fn mend(editor: &mut Editor, edits: Vec<Edit>) -> Vec<Effect> {
    let range = editor.hand.range;
    let effects = editor.mend(Edit::Many(edits));
    editor.hand.range = range;
    effects
}

/// Clears what somebody filled in. A total fills itself again.
fn clear(editor: &mut Editor, cells: &[Slot], what: &str) -> Vec<Effect> {
    let report = editor.report();
    let filled = pick(cells, &|slot| !report.raw(slot).is_empty() && !report.is_computed(slot));
    if filled.is_empty() {
        say(editor, what, 0, "格：这里本来就没有填。", false);
        return Vec::new();
    }
    let mut edits = Vec::new();
    for slot in &filled {
        edits.push(Edit::Cell(*slot, "".into()));
    }
    let effects = mend(editor, edits);
    say(editor, what, filled.len(), "格。", true);
    effects
}

/// 0 where nothing stands; a total is left to fill itself.
fn zeros(editor: &mut Editor, table: &str) -> Vec<Effect> {
    let report = editor.report();
    if report.ambiguous().is_some() && table == "table3" {
        say(editor, "填了", 0, "格：请先回答表上面的问题。", false);
        return Vec::new();
    }
    let blank = pick(&wanting(editor, table), &|slot| report.reading(slot).is_blank() && !report.is_computed(slot));
    if blank.is_empty() {
        say(editor, "填了", 0, "格：没有空格。", false);
        return Vec::new();
    }
    let Edit::Many(edits) = Fix::zeros("", report.form(), &blank).edit else { return Vec::new() };
    let effects = mend(editor, edits);
    say(editor, "已在", blank.len(), "个空格填 0：表示没有发生，不再是没有填。", true);
    effects
}

/// The selection if it is in this table, else the table; without what the undivided row stands for.
fn wanting(editor: &Editor, table: &str) -> Vec<Slot> {
    if editor.hand.range().is_some_and(|range| range.anchor.table() == table) {
        return selected(editor);
    }
    let report: &Report = editor.report();
    let Some(sheet) = report.form().table(table) else { return Vec::new() };
    let lump = sheet.table.lump.as_ref().filter(|_| report.is_lumped(table));
    pick(&sheet.slots, &|slot| !lump.is_some_and(|lump| lump.replaces.contains(&slot.row())))
}

/// One cell is filled at once; several are shown first.
fn weigh(editor: &mut Editor) -> Vec<Effect> {
    if let Some(text) = editor.hand.offer().and_then(|offer| offer.document.clone()) {
        editor.hand.take_offer();
        return vec![Effect::Ask("paste", Rc::default(), text)];
    }
    match editor.hand.offer() {
        Some(offer) if offer.is_plain() && offer.changes.is_empty() => {
            editor.hand.take_offer();
            say(editor, "改动", 0, "格：粘贴的内容和表里的一样。", false);
            Vec::new()
        }
        Some(offer) if offer.is_plain() => accept(editor),
        _ => Vec::new(),
    }
}

fn accept(editor: &mut Editor) -> Vec<Effect> {
    let Some(offer) = editor.hand.take_offer() else { return Vec::new() };
    let first = offer.changes.first().map(|(slot, _)| *slot);
    let to = offer.range.map(|range| range.caret).or(first).or(editor.hand.at);
    let mut effects = Vec::new();
    if first.is_some() {
        effects = editor.mend(offer.edit());
        say(editor, "已填入", offer.changes.len(), "格。", true);
    }
    if let Some(done) = editor.hand.more_mut().and_then(|more| more.done.as_mut()) {
        done.at = to;
    }
    editor.hand.range = offer.range;
    effects.extend(focus(to));
    effects
}

/// What the cell with the caret held when that came.
fn back(editor: &mut Editor) -> Vec<Effect> {
    let Some(slot) = editor.focus else { return Vec::new() };
    let came = editor.hand.came.clone();
    let report = editor.report();
    let stands = report.raw_shared(slot).filter(|_| !report.is_computed(slot));
    if stands == came.as_ref() {
        return Vec::new();
    }
    let mut effects = editor.mend(Edit::Cell(slot, came.unwrap_or_else(|| "".into())));
    effects.extend(focus(Some(slot)));
    effects
}
