//! `<gongkai-view>`'s two sides: what JavaScript calls (`ViewHost`), and what it is told (`Page`).

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use yew::{AppHandle, Callback, Renderer};

use super::{failure, to_js};
use crate::app::viewer::shelf::Put;
use crate::app::viewer::words::CHINESE;
use crate::app::viewer::{Effect, Kind, Msg, Viewer, text_of};
use crate::browser::dom_table;
use crate::check::{Context, check};
use crate::codec::recognise::recognise;
use crate::later::{self, later};
use crate::report::Report;
use crate::view::public::{Input, Props, PublicView, Shared};

#[wasm_bindgen]
extern "C" {
    /// The page around the view, as `static/viewer.js` hands it over.
    #[derive(Clone)]
    pub type Page;
    /// What is on the screen changed, in words for an address.
    #[wasm_bindgen(method)]
    pub fn moved(this: &Page, at: &str);
    /// Hands a text to the user as a file.
    #[wasm_bindgen(method)]
    pub fn download(this: &Page, name: &str, text: &str, kind: &str);
    /// The instance is dead (panic); the element shows its light DOM again.
    #[wasm_bindgen(method)]
    pub fn failed(this: &Page, message: &str);
}

/// A view: reports are gathered first and shown together, so that what is on the screen is always whole.
pub struct ViewHost {
    page: Page,
    viewer: Rc<RefCell<Viewer>>,
    gathered: Viewer,
    /// Nothing is drawn before there is something to show.
    app: Option<AppHandle<PublicView>>,
}

impl ViewHost {
    pub fn new(page: Page) -> ViewHost {
        let dying = page.clone();
        yew::set_custom_panic_hook(Box::new(move |info| dying.failed(&info.to_string())));
        let viewer = Rc::new(RefCell::new(Viewer::new(&CHINESE)));
        ViewHost { page, viewer, gathered: Viewer::new(&CHINESE), app: None }
    }

    /// `large` and `lang`, as they are set or removed.
    pub fn attribute(&self, name: &str, value: Option<String>) {
        let mut viewer = self.viewer.borrow_mut();
        match name {
            "large" => viewer.seen.large = value.is_some(),
            _ => drop(viewer.update(Msg::Speak(value.unwrap_or_default()))),
        }
        drop(viewer);
        self.draw(Input::Changed);
    }

    /// All of the program is there.
    pub fn arrive(&self) {
        later::arrive();
        self.draw(Input::Arrived);
    }

    /// Forgets what was gathered and not shown.
    pub fn gather(&mut self) {
        self.gathered = Viewer::new(&CHINESE);
    }

    /// One more report file, with its address and when the server says it was changed.
    ///
    /// # Errors
    /// A JavaScript `Error` with a `code` and one sentence; the others stay gathered.
    pub fn read(&mut self, text: &str, address: &str, time: &str) -> Result<(), JsValue> {
        match self.gathered.read(text, address, time).map_err(|e| failure("refused", &e.to_string()))? {
            Put::Added => Ok(()),
            Put::Twice => Err(failure("twice", "同一单位同一年度的年报已经有一份，只显示前一份。")),
        }
    }

    /// The tables of the page itself, found in the element's light DOM.
    ///
    /// # Errors
    /// A JavaScript `Error` with a `code` and one sentence, when there is no report in them.
    pub fn read_page(&mut self, element: &web_sys::Element) -> Result<(), JsValue> {
        self.gather();
        let page = element.base_uri().ok().flatten().unwrap_or_default();
        let mut reports = Err("");
        recognise_in(element, &mut reports);
        for report in reports.map_err(|sentence| failure("no-table", sentence))? {
            self.gathered.add(report, &page, "");
        }
        Ok(())
    }

    /// What was gathered takes the place of what is shown, drawn into an element that is new each time.
    pub fn show(&mut self, root: web_sys::Element) {
        self.gathered.succeed(&mut self.viewer.borrow_mut());
        self.gather();
        let reader = self.page.clone();
        let page = Callback::from(move |effect| match effect {
            Effect::Changed(at) => reader.moved(&at),
            Effect::Download(name, text, kind) => reader.download(&name, &text, kind),
            Effect::Focus(_) | Effect::Print => {}
        });
        let props = Props { viewer: Shared(Rc::clone(&self.viewer)), page };
        let app = Renderer::<PublicView>::with_root_and_props(root, props).render();
        if let Some(before) = self.app.replace(app) {
            before.destroy();
        }
    }

    fn draw(&self, input: Input) {
        if let Some(app) = &self.app {
            app.send_message(input);
        }
    }

    /// The text of each report file.
    pub fn reports(&self) -> Vec<String> {
        self.viewer.borrow().items().iter().map(text_of).collect()
    }

    /// The text of the report file in front.
    pub fn report(&self) -> Option<String> {
        self.viewer.borrow().item().map(text_of)
    }

    /// What the rules find in the report in front; nothing before there is one.
    pub fn findings(&self) -> JsValue {
        let mut findings = JsValue::NULL;
        if let Some(item) = self.viewer.borrow().item() {
            judge(&item.report, &mut findings);
        }
        findings
    }

    /// A file of what is shown.
    pub fn save(&self, kind: &str) -> Option<String> {
        let kind = if kind == "csv" { Kind::Official } else { Kind::Json };
        self.viewer.borrow().file(kind).map(|(_, text, _)| text)
    }

    /// Goes to what an address names.
    pub fn go(&self, at: &str) {
        self.viewer.borrow_mut().update(Msg::Restore(at.to_owned()));
        self.draw(Input::Changed);
    }

    pub fn unmount(self) {
        if let Some(app) = self.app {
            app.destroy();
        }
    }
}

later! { [feature = "view"] "40",
fn recognise_in(element: &web_sys::Element, out: &mut Result<Vec<Report>, &'static str>) {
    *out = reports_in(element);
}
}

later! { [feature = "view"] "41",
fn judge(report: &Report, out: &mut JsValue) {
    *out = to_js(&check(report, Context::default()));
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
