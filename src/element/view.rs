//! `<gongkai-view>`'s two sides: what JavaScript calls (`ViewHost`), and what it is told (`Page`).

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::{AppHandle, Callback, Renderer};

use super::failure;
use crate::browser::dom_table;
use crate::codec::json;
use crate::codec::recognise::recognise;
use crate::report::Report;
use crate::view::public::{Effect, Input, Props, PublicView, Shared, Viewer};

#[wasm_bindgen]
extern "C" {
    /// The page around the view, as `static/viewer.js` hands it over.
    #[derive(Clone)]
    pub type Page;
    /// What is on the screen changed, in words for an address.
    #[wasm_bindgen(method)]
    pub fn moved(this: &Page, at: &str);
    /// The instance is dead (panic); the element shows its light DOM again.
    #[wasm_bindgen(method)]
    pub fn failed(this: &Page, message: &str);
}

/// A view: reports are gathered first and shown together, so that what is on the screen is always whole.
pub struct ViewHost {
    page: Page,
    viewer: Rc<RefCell<Viewer>>,
    gathered: Vec<Report>,
    /// Nothing is drawn before there is something to show.
    app: Option<AppHandle<PublicView>>,
}

impl ViewHost {
    pub fn new(page: Page) -> ViewHost {
        let dying = page.clone();
        yew::set_custom_panic_hook(Box::new(move |info| dying.failed(&info.to_string())));
        ViewHost { page, viewer: Rc::default(), gathered: Vec::new(), app: None }
    }

    /// `lang` and `large`, as they are set or removed.
    pub fn attribute(&self, _name: &str, _value: Option<String>) {
        self.draw();
    }

    /// Forgets what was gathered and not shown.
    pub fn gather(&mut self) {
        self.gathered.clear();
    }

    /// One more report file, with its address and when the server says it was changed.
    ///
    /// # Errors
    /// A JavaScript `Error` with a `code` and one sentence; the others stay gathered.
    pub fn read(&mut self, text: &str, _address: &str, _time: &str) -> Result<(), JsValue> {
        let report = json::read(text).map_err(|e| failure("refused", &e.to_string()))?;
        if self.gathered.iter().any(|other| same(other, &report)) {
            return Err(failure("twice", "同一单位同一年度的年报已经有一份，只显示前一份。"));
        }
        self.gathered.push(report);
        Ok(())
    }

    /// The tables of the page itself, found in the element's light DOM.
    ///
    /// # Errors
    /// A JavaScript `Error` with a `code` and one sentence, when there is no report in them.
    pub fn read_page(&mut self, element: &web_sys::Element) -> Result<(), JsValue> {
        self.gather();
        self.gathered = reports_in(element).map_err(|sentence| failure("no-table", sentence))?;
        Ok(())
    }

    /// What was gathered takes the place of what is shown, drawn into an element that is new each time.
    pub fn show(&mut self, root: web_sys::Element) {
        *self.viewer.borrow_mut() = Viewer { reports: std::mem::take(&mut self.gathered), front: 0 };
        let reader = self.page.clone();
        let page = Callback::from(move |effect| match effect {
            Effect::Moved(at) => reader.moved(&at),
        });
        let props = Props { viewer: Shared(Rc::clone(&self.viewer)), page };
        let app = Renderer::<PublicView>::with_root_and_props(root, props).render();
        if let Some(before) = self.app.replace(app) {
            before.destroy();
        }
    }

    fn draw(&self) {
        if let Some(app) = &self.app {
            app.send_message(Input::Changed);
        }
    }

    /// The text of each report file.
    pub fn reports(&self) -> Vec<String> {
        self.viewer.borrow().reports.iter().map(json::write).collect()
    }

    /// The text of the report file in front.
    pub fn report(&self) -> Option<String> {
        let viewer = self.viewer.borrow();
        viewer.reports.get(viewer.front).map(json::write)
    }

    /// What the rules find in the report in front; nothing before there is one.
    pub fn findings(&self) -> JsValue {
        JsValue::NULL
    }

    /// A file of what is shown.
    pub fn save(&self, _kind: &str) -> Option<String> {
        self.report()
    }

    /// Goes to what an address names.
    pub fn go(&self, at: &str) {
        self.viewer.borrow_mut().go(at);
        self.draw();
    }

    pub fn unmount(self) {
        if let Some(app) = self.app {
            app.destroy();
        }
    }
}

/// The official tables that stand in an element. If a number there cannot be placed, the page is left as it is: no
/// number that was to be read disappears.
fn reports_in(element: &web_sys::Element) -> Result<Vec<Report>, &'static str> {
    let (mut blocks, is_cut) = dom_table::blocks(element);
    let mut found = recognise(&blocks);
    if found.title.is_none() {
        blocks.splice(0..0, dom_table::heading(element));
        found = recognise(&blocks);
    }
    if found.cells.is_empty() {
        return Err("没有给出年报数据，本页也没有认出官方表格，只照原样显示。");
    }
    if is_cut || found.is_doubtful() {
        return Err("本页的表格和官方表样有对不上的地方，只照原样显示。");
    }
    Ok(vec![found.report()])
}

fn same(a: &Report, b: &Report) -> bool {
    use crate::report::Meta::{Org, Year};
    a.meta(Org) == b.meta(Org) && a.meta(Year) == b.meta(Year)
}
