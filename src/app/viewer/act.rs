//! What a reader's doing changes, and what is said of it.

use super::english::ENGLISH;
use super::seen::Against;
use super::table::{Sort, Way};
use super::words::CHINESE;
use super::{Effect, Msg, Viewer, link, restore, table};
use crate::form::Slot;

impl Viewer {
    pub(super) fn perform(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Light(slot) => {
                self.lit = slot;
                Vec::new()
            }
            Msg::Step(slot, way) => self.step(slot, way).map(Effect::Focus).into_iter().collect(),
            Msg::Speak(code) => {
                self.language = if code.starts_with("en") { &ENGLISH } else { &CHINESE };
                Vec::new()
            }
            Msg::Save(kind) => {
                let file = self.file(kind).map(|(name, text, mime)| Effect::Download(name, text, mime));
                file.into_iter().collect()
            }
            Msg::Picture(key) => self.picture(key).into_iter().collect(),
            Msg::Print => vec![Effect::Print],
            Msg::Restore(query) => {
                self.wish = Some(query);
                restore(self);
                Vec::new()
            }
            other => self.look(other),
        }
    }

    fn step(&self, slot: Slot, way: Way) -> Option<Slot> {
        let item = self.item()?;
        table::step(&self.lines(item, item.report.form().table(slot.table())?), slot, way)
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
            Msg::Official => self.sort_by(None),
            Msg::Column(column) => self.look_at(column),
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

    pub(super) fn say_shown(&mut self) {
        let unit = self.units().get(self.seen.unit).cloned().unwrap_or_default();
        let mut said = self.language.fill("现在显示{0} {1} 年。", &[&unit, &self.seen.year.to_string()]);
        if let Some(first) = self.figures().first() {
            said.push_str(&self.spoken(first));
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
        self.sort_by(match same.map(|s| s.falling) {
            None => Some(Sort { table, column, falling: true }),
            Some(true) => Some(Sort { table, column, falling: false }),
            Some(false) => None,
        });
    }

    fn sort_by(&mut self, sort: Option<Sort>) {
        self.seen.sort = sort;
        let form = self.form_of(self.seen.unit, self.seen.year);
        let name = sort.and_then(|s| Some(self.language.column(form.table(s.table)?, s.column))).unwrap_or_default();
        self.said = match sort.map(|s| s.falling) {
            Some(true) => self.language.fill("按{0}从大到小排列。", &[&name]),
            Some(false) => self.language.fill("按{0}从小到大排列。", &[&name]),
            None => self.language.say("按表样顺序排列。").to_owned(),
        };
    }

    /// Rows that are sorted stay so: by what is looked at now.
    fn look_at(&mut self, column: &'static str) {
        self.seen.column = column;
        if let Some(sort) = self.seen.sort {
            self.sort_by(Some(Sort { column, ..sort }));
        }
    }

    /// The column goes with it, so that a narrow screen shows the number.
    fn touch(&mut self, slot: Option<Slot>) {
        self.seen.touched = slot;
        let form = self.form_of(self.seen.unit, self.seen.year);
        if let Some(slot) = slot.filter(|s| table::is_matrix(form.sheet(*s))) {
            self.seen.column = slot.column();
        }
        self.said = self.trace().map_or_else(String::new, |trace| trace.spoken(self.language));
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
}
