//! The public view's state (公众查看): reports on a shelf, what of them is looked at, and what is said of it.
//!
//! [`Viewer::update`] takes messages in and gives effects out. What the screen shows is asked for: figures, pictures,
//! lines of a table, the trace of a number. Every state is a short query too ([`link`]), and every question has an
//! answer in words.

mod act;
pub mod drawing;
pub mod english;
pub mod figures;
pub mod find;
pub mod link;
mod msg;
pub mod notes;
pub mod parts;
pub mod seen;
pub mod shelf;
pub mod sources;
pub mod table;
pub mod trace;
pub mod units;
pub mod words;

use std::rc::Rc;

use self::figures::{Figure, Trend};
use self::find::Hit;
pub use self::msg::{Effect, Kind, Msg};
use self::notes::Note;
use self::parts::Picture;
pub use self::seen::{Against, PANELS, Seen};
use self::shelf::{Item, Put, Shelf};
use self::table::{Beside, Kin, Lines, Look};
use self::trace::Trace;
use self::units::Units;
use self::words::Language;
use crate::codec::json::ReadError;
use crate::codec::{csv, file_name, json};
use crate::form::{Edition, Form, Sheet, Slot};
use crate::later::{is_here, later};
use crate::report::Report;

/// Name, text, type.
pub type File = (String, String, &'static str);

/// The public view.
pub struct Viewer {
    pub language: &'static Language,
    shelf: Shelf,
    pub seen: Seen,
    pub lit: Option<Slot>,
    /// What a screen reader is told of the last change.
    pub said: String,
    /// A link that may ask for reports still to come.
    wish: Option<String>,
    /// What was done before all of the program was there.
    waiting: Vec<Msg>,
}

impl Viewer {
    pub fn new(language: &'static Language) -> Viewer {
        let shelf = Shelf::default();
        let (seen, said, waiting) = (Seen::default(), String::new(), Vec::new());
        Viewer { language, shelf, seen, lit: None, said, wish: None, waiting }
    }

    /// Puts a report on the shelf: its address and when it was changed last, as far as they are known.
    pub fn add(&mut self, report: Report, address: &str, time: &str) -> Put {
        self.put(report, address, time, "")
    }

    /// The same from the text of a report file.
    ///
    /// # Errors
    /// One sentence, when it is none.
    pub fn read(&mut self, text: &str, address: &str, time: &str) -> Result<Put, ReadError> {
        Ok(self.put(json::read(text)?, address, time, text))
    }

    fn put(&mut self, report: Report, address: &str, time: &str, text: &str) -> Put {
        let shown = self.units().get(self.seen.unit).cloned();
        let put = self.shelf.put(report, address, time, text);
        if self.wish.is_some() {
            restore(self);
        } else {
            self.seen.unit = self.units().iter().position(|u| Some(u) == shown.as_ref()).unwrap_or(0);
            self.seen.year = self.latest(self.seen.unit);
        }
        put
    }

    /// Takes another's place: its reports go, its language, the size of letters and what waits stay.
    pub fn succeed(&mut self, before: &mut Viewer) {
        self.language = before.language;
        self.seen.large = before.seen.large;
        self.waiting = std::mem::take(&mut before.waiting);
        std::mem::swap(self, before);
    }

    pub fn items(&self) -> &[Item] {
        self.shelf.items()
    }

    pub fn units(&self) -> &[Rc<str>] {
        self.shelf.units()
    }

    /// The years of the shown unit, the newest first.
    pub fn years(&self) -> Vec<u16> {
        let mut years = Vec::new();
        for item in self.shelf.of_unit(self.seen.unit) {
            years.insert(0, item.year);
        }
        years
    }

    fn has(&self, unit: usize, year: u16) -> bool {
        self.shelf.get(unit, year).is_some()
    }

    fn latest(&self, unit: usize) -> u16 {
        self.shelf.of_unit(unit).last().map_or(0, |i| i.year)
    }

    fn form_of(&self, unit: usize, year: u16) -> &'static Form {
        self.shelf.get(unit, year).map_or_else(|| Form::of(Edition::E2021), |i| i.report.form())
    }

    /// The report that is shown; none before there is any.
    pub fn item(&self) -> Option<&Item> {
        self.shelf.get(self.seen.unit, self.seen.year)
    }

    /// The report it is compared with.
    pub fn former(&self) -> Option<&Item> {
        let year = match self.seen.against {
            Against::Nothing => return None,
            Against::Before => self.seen.year.checked_sub(1)?,
            Against::Year(year) => year,
        };
        self.shelf.get(self.seen.unit, year).filter(|i| i.year != self.seen.year)
    }

    // What is shown.

    pub fn figures(&self) -> Vec<Figure> {
        self.item().map_or_else(Vec::new, |item| figures::figures(self.language, item, self.former()))
    }

    /// A figure in one sentence, for who listens.
    pub fn spoken(&self, figure: &Figure) -> String {
        let mut spoken = String::new();
        speak(self, figure, &mut spoken);
        spoken
    }

    pub fn pictures(&self) -> Vec<Picture> {
        self.item().map_or_else(Vec::new, |item| parts::pictures(self.language, item))
    }

    /// The unit's years, one series a figure; none from a single year.
    pub fn trends(&self) -> Vec<Trend> {
        let items = self.shelf.of_unit(self.seen.unit);
        if items.len() < 2 { Vec::new() } else { figures::trends(self.language, &items) }
    }

    /// The units of the shown year side by side; none of a single one.
    pub fn compared(&self) -> Option<Units> {
        let items = self.shelf.of_year(self.seen.year);
        (items.len() > 1).then(|| units::units(self.language, self.units(), &items, self.seen.by))
    }

    /// What is to be said of the printed numbers.
    pub fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        take_notes(self, &mut notes);
        notes
    }

    pub fn lines(&self, item: &Item, sheet: &'static Sheet) -> Lines {
        table::lines(&item.report, sheet, Look { folded: self.seen.folded, sort: self.seen.sort })
    }

    pub fn beside(&self, item: &Item, slot: Slot) -> Beside {
        table::beside(self.language, item, self.former(), slot)
    }

    /// The cells that are lit, and why: around the one pointed at, else around the one touched.
    pub fn kin(&self) -> Vec<(Slot, Kin)> {
        match (self.item(), self.lit.or(self.seen.touched)) {
            (Some(item), Some(slot)) => table::kin(&item.report, slot),
            _ => Vec::new(),
        }
    }

    pub fn trace(&self) -> Option<Trace> {
        Some(trace::trace(self.language, self.item()?, self.former(), self.seen.touched?))
    }

    pub fn hits(&self) -> Vec<Hit> {
        self.item().map_or_else(Vec::new, |item| find::find(self.language, item, &self.seen.find))
    }

    /// The query of what is shown.
    pub fn link(&self) -> String {
        link::write(self)
    }

    // What happens.

    /// Takes a message in. Before all of the program is there it waits: [`Viewer::arrive`].
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = Vec::new();
        if is_here() {
            perform(self, msg, &mut effects);
        } else {
            self.waiting.push(msg);
        }
        effects
    }

    /// All of the program is there.
    pub fn arrive(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for msg in std::mem::take(&mut self.waiting) {
            effects.append(&mut self.update(msg));
        }
        effects
    }

    // What leaves.

    fn title(&self) -> String {
        self.item().map_or_else(String::new, |i| i.report.title())
    }

    /// A file of what is shown: its name, its text, its type.
    pub fn file(&self, kind: Kind) -> Option<File> {
        let mut file = None;
        make_file(self, kind, &mut file);
        file
    }

    fn write(&self, kind: Kind) -> Option<File> {
        let item = self.item()?;
        const CSV: &str = "text/csv;charset=utf-8";
        let (ending, text, mime) = match kind {
            Kind::Official => ("csv", csv::official(&item.report), CSV),
            Kind::Long => ("csv", self.long(), CSV),
            Kind::Json => ("json", text_of(item), "application/json"),
        };
        let mut name = self.title();
        if kind == Kind::Long {
            name.push_str(self.language.say("（逐格数据）"));
        }
        Some((file_name(&name, ending), text, mime))
    }

    /// A picture with its title, its origin and its words, as a file.
    fn picture(&self, key: &str) -> Option<Effect> {
        let mut title = self.title();
        title.push(' ');
        let (told, drawing) = match self.pictures().into_iter().find(|p| p.key == key) {
            Some(picture) => {
                title.push_str(&picture.title);
                let drawing = drawing::bars(self.language, &picture);
                (picture.text, drawing)
            }
            None => {
                let trend = self.trends().into_iter().find(|t| t.key == key)?;
                title.push_str(trend.label);
                let drawing = drawing::line(&trend);
                (trend.spoken, drawing)
            }
        };
        let origin = sources::sources(self.language, self.item()?).into_iter().next();
        let origin = origin.map_or_else(String::new, |s| self.language.fill("{0}：{1}", &[s.label, &s.text]));
        let text = drawing::file(&title, &told, &origin, &drawing);
        Some(Effect::Download(file_name(&title, "svg"), text, "image/svg+xml"))
    }

    fn long(&self) -> String {
        let mut reports = Vec::new();
        for item in self.items() {
            reports.push(&item.report);
        }
        csv::long(&reports)
    }
}

/// The text of a report's file; where it came from none, one that says the same.
pub fn text_of(item: &Item) -> String {
    let mut text = item.text.to_string();
    if text.is_empty() {
        write_text(item, &mut text);
    }
    text
}

// What is loaded after the first figures are on the screen (`crate::later`).

later! { [feature = "view"] "20",
fn perform(viewer: &mut Viewer, msg: Msg, out: &mut Vec<Effect>) {
    *out = viewer.perform(msg);
}
}

later! { [feature = "view"] "21",
fn restore(viewer: &mut Viewer) {
    if let Some(wish) = viewer.wish.take() {
        let before = (viewer.seen.unit, viewer.seen.year);
        viewer.said.clear();
        link::read(&wish, viewer);
        if before != (viewer.seen.unit, viewer.seen.year) {
            viewer.say_shown();
        }
        viewer.wish = Some(wish);
    }
}
}

later! { [feature = "view"] "22",
fn take_notes(viewer: &Viewer, out: &mut Vec<Note>) {
    if let Some(item) = viewer.item() {
        *out = notes::notes(viewer.language, item);
    }
}
}

later! { [feature = "view"] "23",
fn make_file(viewer: &Viewer, kind: Kind, out: &mut Option<File>) {
    *out = viewer.write(kind);
}
}

later! { [feature = "view"] "28",
fn speak(viewer: &Viewer, figure: &Figure, out: &mut String) {
    *out = figures::spoken(viewer.language, figure);
}
}

later! { [feature = "view"] "25",
fn write_text(item: &Item, out: &mut String) {
    *out = json::write(&item.report);
}
}
