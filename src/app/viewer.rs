//! The public view's state (公众查看): reports on a shelf, what of them is looked at, and what is said of it.
//!
//! [`Viewer::update`] takes messages in and gives effects out. What the screen shows is asked for: figures, pictures,
//! lines of a table, the trace of a number. Every state is a short query too ([`link`]), and every question has an
//! answer in words.

pub mod drawing;
pub mod english;
pub mod figures;
pub mod find;
pub mod link;
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
use self::notes::Note;
use self::parts::Picture;
pub use self::seen::{Against, PANELS, Seen};
use self::shelf::{Item, Put, Shelf};
use self::table::{Beside, Kin, Lines, Look, Sort};
use self::trace::Trace;
use self::units::Units;
use self::words::Language;
use crate::codec::{csv, file_name, json};
use crate::form::{Edition, Form, Sheet, Slot};
use crate::report::Report;

/// What a reader did.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    Unit(usize),
    Year(u16),
    Against(Against),
    /// Open or close one of [`PANELS`].
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
    /// The pointer or the caret is on a number, or no longer.
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
    /// Bring this cell into sight and the focus to it.
    Focus(Slot),
    Print,
}

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
}

impl Viewer {
    pub fn new(language: &'static Language) -> Viewer {
        let shelf = Shelf::default();
        Viewer { language, shelf, seen: Seen::default(), lit: None, said: String::new(), wish: None }
    }

    /// Puts a report on the shelf: its address and when it was changed last, as far as they are known.
    pub fn add(&mut self, report: Report, address: &str, time: &str) -> Put {
        let shown = self.units().get(self.seen.unit).cloned();
        let put = self.shelf.put(report, address, time);
        if let Some(wish) = self.wish.take() {
            link::read(&wish, self);
            self.wish = Some(wish);
        } else {
            self.seen.unit = self.units().iter().position(|u| Some(u) == shown.as_ref()).unwrap_or(0);
            self.seen.year = self.latest(self.seen.unit);
        }
        put
    }

    /// Empties the shelf; the language and the size of letters stay.
    pub fn clear(&mut self) {
        let large = self.seen.large;
        *self = Viewer::new(self.language);
        self.seen.large = large;
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

    pub fn notes(&self) -> Vec<Note> {
        self.item().map_or_else(Vec::new, |item| notes::notes(self.language, item))
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

    /// Takes a message in.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Light(slot) => {
                self.lit = slot;
                Vec::new()
            }
            Msg::Save(kind) => {
                let file = self.file(kind).map(|(name, text, mime)| Effect::Download(name, text, mime));
                file.into_iter().collect()
            }
            Msg::Picture(key) => self.picture(key).into_iter().collect(),
            Msg::Print => vec![Effect::Print],
            Msg::Restore(query) => {
                link::read(&query, self);
                self.wish = Some(query);
                Vec::new()
            }
            other => self.look(other),
        }
    }

    /// Messages that change what is looked at.
    fn look(&mut self, msg: Msg) -> Vec<Effect> {
        self.wish = None;
        self.said.clear();
        let before = self.seen.clone();
        let mut effects = Vec::new();
        match msg {
            Msg::Unit(unit) => self.show(unit, self.seen.year),
            Msg::Year(year) => self.show(self.seen.unit, year),
            Msg::Against(against) => self.compare(against),
            Msg::Open(panel, open) => self.seen.set_open(panel, open),
            Msg::Fold => self.fold(),
            Msg::Sort(table, column) => self.sort(table, column),
            Msg::Official => self.seen.sort = None,
            Msg::Column(column) => self.seen.column = column,
            Msg::Changes => self.seen.changes = !self.seen.changes,
            Msg::Shares => self.seen.shares = !self.seen.shares,
            Msg::Touch(slot) => self.touch(slot),
            Msg::Find(text) => self.find(&text),
            Msg::Go(slot) => {
                self.seen.set_open(slot.table(), true);
                self.touch(Some(slot));
                effects.push(Effect::Focus(slot));
            }
            Msg::Large => self.seen.large = !self.seen.large,
            Msg::Plain => self.seen.plain = !self.seen.plain,
            Msg::By(key) => self.seen.by = Some(key).filter(|_| self.seen.by != Some(key)),
            _ => {}
        }
        if self.seen != before {
            effects.push(Effect::Changed(self.link()));
        }
        effects
    }

    /// Another unit or year. A unit that has no report of the year shows its latest.
    fn show(&mut self, unit: usize, year: u16) {
        if unit >= self.units().len() {
            return;
        }
        let year = if self.has(unit, year) { year } else { self.latest(unit) };
        if unit != self.seen.unit {
            self.seen.against = Against::Before;
        }
        (self.seen.unit, self.seen.year) = (unit, year);
        let form = self.form_of(unit, year);
        self.seen.touched = self.seen.touched.filter(|s| form.has(*s));
        self.lit = None;
        self.say_shown();
    }

    fn say_shown(&mut self) {
        let unit = self.units().get(self.seen.unit).cloned().unwrap_or_default();
        let mut said = self.language.fill("现在显示{0} {1} 年。", &[&unit, &self.seen.year.to_string()]);
        if let Some(first) = self.figures().first() {
            said.push_str(&first.spoken);
            said.push_str(self.language.say("。"));
        }
        self.said = said;
    }

    fn compare(&mut self, against: Against) {
        self.seen.against = against;
        self.said = match self.former() {
            Some(former) => self.language.fill("与 {0} 年对比。", &[&former.year.to_string()]),
            None => self.language.say("不作对比。").to_owned(),
        };
    }

    fn fold(&mut self) {
        self.seen.folded = !self.seen.folded;
        let folded: usize = match self.item() {
            Some(item) => item.report.form().sheets.iter().map(|s| self.lines(item, s).folded).sum(),
            None => 0,
        };
        self.said = match self.seen.folded {
            true => self.language.fill("已折叠 {0} 行全部为 0 或空白的行。", &[&folded.to_string()]),
            false => self.language.say("已显示全部行。").to_owned(),
        };
    }

    fn sort(&mut self, table: &'static str, column: &'static str) {
        let same = self.seen.sort.filter(|s| s.table == table && s.column == column);
        self.seen.sort = match same.map(|s| s.falling) {
            None => Some(Sort { table, column, falling: true }),
            Some(true) => Some(Sort { table, column, falling: false }),
            Some(false) => None,
        };
        let form = self.form_of(self.seen.unit, self.seen.year);
        let name = form.table(table).map_or_else(String::new, |s| self.language.column(s, column));
        self.said = match self.seen.sort.map(|s| s.falling) {
            Some(true) => self.language.fill("按{0}从大到小排列。", &[&name]),
            Some(false) => self.language.fill("按{0}从小到大排列。", &[&name]),
            None => self.language.say("按表样顺序排列。").to_owned(),
        };
    }

    /// The column goes with it, so that a narrow screen shows the number.
    fn touch(&mut self, slot: Option<Slot>) {
        self.seen.touched = slot;
        let form = self.form_of(self.seen.unit, self.seen.year);
        if let Some(slot) = slot.filter(|s| table::is_matrix(form.sheet(*s))) {
            self.seen.column = slot.column();
        }
    }

    fn find(&mut self, text: &str) {
        self.seen.find = link::clean(text);
        if !self.seen.find.trim().is_empty() {
            let hits = self.hits().len();
            self.said = match hits {
                0 => self.language.say("没有找到。").to_owned(),
                n => self.language.fill("找到 {0} 行。", &[&n.to_string()]),
            };
        }
    }

    // What leaves.

    fn title(&self) -> String {
        self.item().map_or_else(String::new, |i| i.report.title())
    }

    /// A file of what is shown: its name, its text, its type.
    pub fn file(&self, kind: Kind) -> Option<(String, String, &'static str)> {
        let item = self.item()?;
        const CSV: &str = "text/csv;charset=utf-8";
        let (ending, text, mime) = match kind {
            Kind::Official => ("csv", csv::official(&item.report), CSV),
            Kind::Long => ("csv", self.long(), CSV),
            Kind::Json => ("json", json::write(&item.report), "application/json"),
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
