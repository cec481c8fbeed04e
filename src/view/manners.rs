//! What mouse, keys and clipboard mean in the tables (操作习惯): as in the spreadsheet a clerk knows.
//!
//! In the second file; `hand` draws what comes of it.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::el::When;
use super::form::Shared;
use super::sheet::Caret;
use super::{Send, cell_of};
use crate::app::cursor::{self, Step};
use crate::app::range::Range;
use crate::app::{Act, Editor, Msg, hand};
use crate::browser::dom;
use crate::codec::clip::{self, Field};
use crate::form::Slot;
use crate::report::{Reading, Why};

/// An event, and what it is about.
pub(super) struct Hand<'a> {
    pub editor: &'a Shared,
    pub send: &'a Send,
    pub event: &'a Event,
}

impl Hand<'_> {
    pub fn does(&self, when: When) {
        // What was done with it further in is done.
        if self.event.default_prevented() {
            return;
        }
        let asks = self.editor.0.borrow().hand.offer().is_some();
        match when {
            When::KeyDown if asks => self.key_of_dialog(),
            _ if asks => {}
            When::KeyDown => self.key(),
            When::Copy => self.copy(Act::Copied),
            When::Cut => self.copy(Act::Cut),
            When::Paste => self.paste(),
            When::MouseDown => self.press(),
            When::MouseOver => self.drag(),
            When::Click => self.click(),
            _ => {}
        }
    }

    fn act(&self, act: Act) {
        self.send.emit(Msg::Hand(act));
    }

    /// The same with what the browser would have done left undone.
    fn instead(&self, act: Act) {
        self.event.prevent_default();
        self.act(act);
    }

    fn range(&self) -> Option<Range> {
        self.editor.0.borrow().hand.range()
    }

    // -- keys --

    /// The keys of the form behind it rest while something waits for an answer.
    fn key_of_dialog(&self) {
        let event: &KeyboardEvent = self.event.unchecked_ref();
        match event.key().as_str() {
            "Escape" => self.instead(Act::Cancel),
            "a" | "A" | "c" | "C" => {}
            _ if event.ctrl_key() || event.meta_key() => event.prevent_default(),
            _ => {}
        }
    }

    fn key(&self) {
        let event: &KeyboardEvent = self.event.unchecked_ref();
        // 229: a key the input method keeps, also after composition ended on some systems.
        if event.is_composing() || event.key_code() == 229 || event.alt_key() {
            return;
        }
        let key = event.key();
        if key == "Escape" {
            return self.escape();
        }
        let Some((slot, input)) = cell_of(event) else { return };
        let control = event.ctrl_key() || event.meta_key();
        match key.as_str() {
            "F1" => {
                event.prevent_default();
                self.send.emit(Msg::Explain(Some((slot.table(), slot.row()))));
            }
            "F2" => {
                let end = input.value().encode_utf16().count() as u32;
                let _ = input.set_selection_range(end, end);
                event.prevent_default();
            }
            "Delete" | "Backspace" if self.range().is_some() => self.instead(Act::Clear),
            "a" | "A" if control => self.all(slot, &input),
            _ if event.shift_key() => self.extend(slot, &input, &key, control),
            _ => {}
        }
    }

    /// The innermost that is open is left: the explanation, the selection, what was typed here.
    fn escape(&self) {
        let explained = self.editor.0.borrow().explained.is_some();
        let (holds, reach) = {
            let hand = &self.editor.0.borrow().hand;
            (hand.range().is_some(), hand.reach)
        };
        if explained {
            self.send.emit(Msg::Explain(None));
        } else if holds || reach {
            self.act(Act::Select(None));
        } else if cell_of(self.event).is_some() {
            self.act(Act::Back);
        }
    }

    /// The text of a cell that was clicked or is being edited first, then the whole table.
    fn all(&self, slot: Slot, input: &HtmlInputElement) {
        let (clicked, held, whole) = {
            let editor = self.editor.0.borrow();
            let whole = Range::whole(editor.report(), slot);
            (editor.hand.pressed == Some(slot), editor.hand.holds(slot), whole)
        };
        match whole.filter(|_| held || (!clicked && is_at_rest(input))) {
            Some(whole) => self.instead(Act::Select(Some(whole))),
            None => self.act(Act::Select(Some(Range::one(slot)))),
        }
    }

    /// Shift and a key that leads elsewhere.
    fn extend(&self, slot: Slot, input: &HtmlInputElement, key: &str, control: bool) {
        let range = self.range().filter(|range| range.caret == slot);
        let (step, along) = match (key, control) {
            ("ArrowUp", _) => (Step::Up, false),
            ("ArrowDown", _) => (Step::Down, false),
            ("ArrowLeft", false) => (Step::Left, true),
            ("ArrowRight", false) => (Step::Right, true),
            ("Home", false) | ("ArrowLeft", true) => (Step::Home, true),
            ("End", false) | ("ArrowRight", true) => (Step::End, true),
            ("Home", true) => (Step::Top, false),
            ("End", true) => (Step::Bottom, false),
            _ => return,
        };
        // Within a text that is being edited, letters are selected.
        if along && range.is_none() && !is_at_rest(input) {
            return;
        }
        let far = control && matches!(step, Step::Up | Step::Down);
        let head = self.reached(range.map_or(slot, |range| range.head), step, far);
        self.instead(Act::Select(Some(Range::new(slot, head))));
        dom::reveal(input, head.code());
    }

    /// Where a step leads, or as many as there are; the same cell at the edge.
    fn reached(&self, from: Slot, step: Step, far: bool) -> Slot {
        let editor = self.editor.0.borrow();
        let sheet = editor.report().form().sheet(from);
        let lumped = editor.report().is_lumped(sheet.table.id);
        let mut at = from;
        while let Some(next) = cursor::step(sheet, lumped, at, step) {
            at = next;
            if !far {
                break;
            }
        }
        at
    }

    // -- the mouse --

    fn press(&self) {
        let event: &MouseEvent = self.event.unchecked_ref();
        let Some((slot, input)) = dom::cell(event) else { return };
        let Some(slot) = Slot::parse(&slot) else { return };
        let (focus, reach, caret) = {
            let editor = self.editor.0.borrow();
            (editor.focus, editor.hand.reach, editor.hand.range().map(|range| range.caret).or(editor.focus))
        };
        // What the other button offers is offered for all that is selected.
        if event.buttons() & 2 != 0 {
            if self.range().is_some_and(|range| range.cells(self.editor.0.borrow().report()).contains(&slot)) {
                event.prevent_default();
            }
            return;
        }
        let caret = caret.filter(|at| at.table() == slot.table() && (event.shift_key() || reach));
        if let Some(caret) = caret {
            return self.instead(Act::Select(Some(Range::new(caret, slot))));
        }
        if self.range().is_some() {
            self.act(Act::Select(None));
        }
        // A cell is pressed wherever it is pressed.
        if cell_of(event).is_none() {
            event.prevent_default();
            self.send.emit(Msg::Visit(slot));
        } else if focus == Some(slot) && is_at_rest(&input) {
            // Else what is selected would be carried away like a thing.
            let _ = input.set_selection_range(0, 0);
        }
        let mut editor = self.editor.0.borrow_mut();
        editor.hand.comes = focus != Some(slot);
        editor.hand.pressed = Some(slot);
    }

    /// With the button held, over another cell.
    fn drag(&self) {
        let event: &MouseEvent = self.event.unchecked_ref();
        if event.buttons() & 1 == 0 {
            return;
        }
        let Some(head) = dom::cell(event).and_then(|(slot, _)| Slot::parse(&slot)) else { return };
        let (caret, before) = {
            let editor = self.editor.0.borrow();
            let pressed = editor.hand.pressed.filter(|at| editor.focus == Some(*at) && at.table() == head.table());
            (pressed, editor.hand.range().map(|range| range.head))
        };
        let Some(caret) = caret.filter(|caret| before.unwrap_or(*caret) != head) else { return };
        self.instead(Act::Select(Some(Range::new(caret, head))));
    }

    /// The sign beside a row's name explains it. The text of a cell that one comes to is selected, so that typing
    /// replaces it.
    fn click(&self) {
        let sign = dom::closest(self.event.target(), "[data-row]");
        if let Some(slot) = sign.and_then(|sign| Slot::parse(&sign.get_attribute("data-row")?)) {
            return self.send.emit(Msg::Explain(Some((slot.table(), slot.row()))));
        }
        let Some((slot, input)) = cell_of(self.event) else { return };
        let mut editor = self.editor.0.borrow_mut();
        let comes = std::mem::take(&mut editor.hand.comes) && editor.hand.pressed == Some(slot);
        let alone = editor.hand.range().is_none();
        drop(editor);
        if comes && alone {
            input.select();
        }
    }

    // -- the clipboard --

    fn copy(&self, act: Act) {
        let Some(range) = self.range().filter(|_| is_ours(self.event)) else { return };
        let event: &ClipboardEvent = self.event.unchecked_ref();
        let Some(data) = event.clipboard_data() else { return };
        let (text, html) = {
            let editor = self.editor.0.borrow();
            let lines = fields(&editor, range);
            (clip::text(&lines), clip::html(&lines))
        };
        let _ = data.set_data("text/plain", &text);
        let _ = data.set_data("text/html", &html);
        self.instead(act);
    }

    fn paste(&self) {
        let Some((slot, _)) = cell_of(self.event) else { return };
        let event: &ClipboardEvent = self.event.unchecked_ref();
        let Some(data) = event.clipboard_data() else { return };
        let get = |kind| data.get_data(kind).unwrap_or_default();
        let taken = hand::paste(&mut self.editor.0.borrow_mut(), slot, &get("text/html"), &get("text/plain"));
        if taken {
            self.instead(Act::Weigh);
        }
    }
}

/// Whether what the event is of is no text that somebody selected elsewhere.
fn is_ours(event: &Event) -> bool {
    let is_field = || dom::closest(event.target(), "input, textarea").is_some();
    cell_of(event).is_some() || !is_field()
}

fn fields(editor: &Editor, range: Range) -> Vec<Vec<Field<'_>>> {
    let report = editor.report();
    let mut lines = Vec::new();
    for line in range.lines(report) {
        let mut fields = Vec::new();
        for cell in line {
            let reading = report.reading(cell.slot);
            let is_number = reading.number().is_some() || matches!(reading, Reading::Unclear { why: Why::Mark, .. });
            fields.push(Field { text: report.raw(cell.slot), cols: cell.cols, is_number });
        }
        lines.push(fields);
    }
    lines
}

/// Whether nobody edits the text: all of it is selected, or there is none.
fn is_at_rest(input: &HtmlInputElement) -> bool {
    let caret = Caret::of(input);
    caret.at_start && caret.at_end
}
