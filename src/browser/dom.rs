//! Caret, scrolling, printing.

use std::ops::Range;

use gloo::events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, EventTarget, FocusEvent, HtmlElement, HtmlInputElement, ScrollIntoViewOptions,
    ScrollLogicalPosition, ShadowRoot,
};
use yew::Callback;

use crate::check::Place;

/// Puts the caret into the field at the place and selects a cell's text, so that typing replaces it.
pub fn focus(root: &Element, place: &Place) {
    let selector = match place {
        Place::Slot(slot) => format!("[data-slot=\"{}\"]", slot.code()),
        Place::Table(table) => format!(".sheet.{table} input"),
        Place::Row(table, row) => format!("[data-slot^=\"{table}.{row}.\"]"),
        Place::Column(table, column) => format!("[data-slot^=\"{table}.\"][data-slot$=\".{column}\"]"),
        // The contact stands in several fields, or in one.
        other => format!("[data-place^=\"{}\"]", other.code()),
    };
    let Some(field) = find(root, &selector) else { return };
    let _ = field.focus();
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
    scroll(&field, ScrollLogicalPosition::Nearest);
}

/// Selects a piece of a text; what marks it is brought into sight.
pub fn select(root: &Element, text: &str, units: &Range<u32>, mark: &str) {
    let Some(field) = find(root, &["#", text, "-text"].concat()) else { return };
    let _ = field.focus();
    // A text area has this method as an input has it.
    let _ = field.unchecked_ref::<HtmlInputElement>().set_selection_range(units.start, units.end);
    let mark = root.query_selector(&["#", mark].concat()).ok().flatten();
    scroll(mark.as_ref().unwrap_or(&field), ScrollLogicalPosition::Center);
}

/// What has the focus in the form or the view.
pub fn focused(root: &Element) -> Option<Element> {
    root.get_root_node().unchecked_into::<ShadowRoot>().active_element()
}

/// Keeps the keyboard in the form after the focused element is gone, unless the focus went elsewhere.
pub fn hold(root: &Element, gone: &Element) {
    let elsewhere = gone.owner_document().and_then(|d| d.active_element()).is_some_and(|e| e.tag_name() != "BODY");
    if let (false, Some(root)) = (elsewhere, root.dyn_ref::<HtmlElement>()) {
        let _ = root.focus();
    }
}

/// Brings a section to the top and makes it the place from which Tab goes on.
pub fn jump(root: &Element, id: &str) {
    let Some(section) = find(root, &format!("#{id}")) else { return };
    let _ = section.focus();
    scroll(&section, ScrollLogicalPosition::Start);
}

fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

fn scroll(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// The present year by the machine's clock.
pub fn this_year() -> u32 {
    js_sys::Date::new_0().get_full_year()
}

/// Tells when the page is laid out for print, by whatever way, and when that is over.
pub struct PrintEvents {
    _before: Option<EventListener>,
    _after: Option<EventListener>,
}

impl PrintEvents {
    pub fn listen(printing: Callback<bool>) -> PrintEvents {
        let listen = |name: &'static str, on: bool| {
            let printing = printing.clone();
            web_sys::window().map(|w| EventListener::new(&w, name, move |_| printing.emit(on)))
        };
        PrintEvents { _before: listen("beforeprint", true), _after: listen("afterprint", false) }
    }
}

/// The focus to the cell with this code; the browser brings it into sight. Not of a cell that is not shown.
pub fn reach(root: &Element, code: &str) -> bool {
    let selector = ["[data-slot=\"", code, "\"]"].concat();
    let Some(cell) = find(root, &selector) else { return false };
    let _ = cell.focus();
    focused(root).as_ref() == Some(&cell)
}

/// The focus to what was pressed: not every browser does that for a button.
pub fn take(pressed: &Element) {
    if let Some(pressed) = pressed.dyn_ref::<HtmlElement>() {
        let _ = pressed.focus();
    }
}

/// Brings what has the focus into sight, as far as it is not.
pub fn show(focused: &Element) {
    scroll(focused, ScrollLogicalPosition::Nearest);
}

/// Closes the menu that an event comes from; whether there was one that is open. The focus stays at what opens it.
pub fn shut(event: &Event) -> bool {
    let Some(menu) = closest(event.target(), "details[open]") else { return false };
    let _ = menu.remove_attribute("open");
    if let Some(summary) = find(&menu, "summary") {
        let _ = summary.focus();
    }
    true
}

/// Closes the menu that the focus leaves for another control. A touch beside all controls leaves it open: some
/// browsers take the focus there before they press a button of the menu.
pub fn shut_behind(event: &FocusEvent) {
    let to = event.related_target();
    if closest(to.clone(), "details").is_some() || closest(to, "button, a, input, select").is_none() {
        return;
    }
    if let Some(menu) = closest(event.target(), "details") {
        let _ = menu.remove_attribute("open");
    }
}

pub fn closest(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

// --- the hand in the tables, in the second file -----------------------------------------------------

#[wasm_bindgen]
extern "C" {
    type Dialog;
    #[wasm_bindgen(method, js_name = showModal, catch)]
    fn show_modal(this: &Dialog) -> Result<(), JsValue>;
    type Page;
    #[wasm_bindgen(method, js_name = execCommand)]
    fn exec_command(this: &Page, name: &str) -> bool;
}

/// The cell an event comes from, wherever in it, with its field.
pub fn cell(event: &Event) -> Option<(String, HtmlInputElement)> {
    let field = find(&closest(event.target(), "td.cell")?, "[data-slot]")?;
    let slot = field.get_attribute("data-slot")?;
    Some((slot, field.unchecked_into()))
}

/// Marks a cell as selected, and the sides on which the selection ends.
pub fn mark(root: &Element, code: &str, edges: &str) {
    let Some(cell) = find(root, &of_cell(code)).and_then(|field| closest(Some(field.into()), "td")) else { return };
    let _ = cell.set_attribute("aria-selected", "true");
    let _ = cell.set_attribute("data-edges", edges);
    if let Some(table) = closest(Some(cell.into()), "table") {
        let _ = table.set_attribute("aria-multiselectable", "true");
    }
}

/// No cell is selected any more.
pub fn unmark(root: &Element) {
    while let Some(cell) = find(root, "td[aria-selected]") {
        let _ = cell.remove_attribute("aria-selected");
        let _ = cell.remove_attribute("data-edges");
    }
}

fn of_cell(code: &str) -> String {
    ["[data-slot=\"", code, "\"]"].concat()
}

/// Brings another cell of the same table into sight.
pub fn reveal(field: &Element, code: &str) {
    let table = closest(Some(field.clone().into()), "table");
    if let Some(cell) = table.and_then(|table| find(&table, &of_cell(code))) {
        scroll(&cell, ScrollLogicalPosition::Nearest);
    }
}

/// What waits for an answer: everything behind it rests, and its first button has the focus.
pub fn to_front(root: &Element) {
    let Some(dialog) = find(root, "dialog:not([open])") else { return };
    let _ = dialog.unchecked_ref::<Dialog>().show_modal();
    if let Some(button) = find(&dialog, ".first") {
        let _ = button.focus();
    }
}

/// Has the browser copy what is selected: it asks for it in an event.
pub fn copy() {
    if let Some(page) = web_sys::window().and_then(|w| w.document()) {
        page.unchecked_ref::<Page>().exec_command("copy");
    }
}
