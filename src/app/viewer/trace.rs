//! Where a number comes from (来历): what it counts, what it adds up, what it is part of, what it was before.

use super::figures::{Shift, shift};
use super::notes::told;
use super::shelf::Item;
use super::table::whole_slot;
use super::words::{Language, bare, short};
use crate::form::notes::note_on;
use crate::form::{Identity, Slot};
use crate::report::{Number, Value};

/// A cell in a trace, with what it says.
pub struct Term {
    pub slot: Slot,
    /// As the table calls it: its row, or its column where that is what differs.
    pub name: String,
    pub value: Value,
}

/// One identity with its numbers.
pub struct Sum {
    pub rule: &'static str,
    /// Cells of one row; of one column otherwise.
    pub across: bool,
    pub left: Vec<Term>,
    /// What the left side makes, where all of it can be read.
    pub sum: Option<Number>,
    pub right: Vec<Term>,
    pub right_sum: Option<Number>,
    /// Both sides are certain and differ.
    pub note: Option<String>,
}

/// What a cell is a share of.
pub struct PartOf {
    /// Of its row; of its column otherwise.
    pub across: bool,
    pub whole: Term,
    pub share: Option<String>,
}

/// All there is to know of a touched number.
pub struct Trace {
    pub slot: Slot,
    /// The row with its group, and the column.
    pub row: String,
    pub column: String,
    /// What is printed, letter by letter.
    pub raw: String,
    pub value: Value,
    /// What is counted here, and by which article.
    pub explain: &'static str,
    pub article: &'static str,
    /// The sums that make it, where it is a total.
    pub sums: Vec<Sum>,
    pub part_of: Vec<PartOf>,
    pub balance: Option<Sum>,
    pub shift: Option<Shift>,
    /// For what was carried over: the cell of the year before that should be the same.
    pub carried: Option<Term>,
    /// What is to be known: the printed text where it is no number, counting that differs.
    pub remarks: Vec<String>,
}

/// This year's row is last year's other row (结转).
const CARRIED: (&str, &str) = ("carried_in", "carried_out");

pub fn trace(language: &'static Language, item: &Item, former: Option<&Item>, slot: Slot) -> Trace {
    let (form, report) = (item.report.form(), &item.report);
    let sheet = form.sheet(slot);
    let note = note_on(report.edition(), slot);
    let tracer = Tracer { language, item };
    let shift = former.map(|f| shift(&[slot], item, f));
    let mut trace = Trace {
        slot,
        row: bare(&language.row(sheet, slot.row())).to_owned(),
        column: bare(&language.column(sheet, slot.column())).to_owned(),
        raw: report.raw(slot).to_owned(),
        value: report.value(slot),
        explain: explained(language, item, slot).or(note.map(|n| n.explain)).unwrap_or(""),
        article: note.map_or("", |n| language.say(n.article)),
        sums: Vec::new(),
        part_of: tracer.part_of(slot),
        balance: None,
        shift,
        carried: former.and_then(|f| carried(language, item, f, slot)),
        remarks: remarks(language, item, slot, shift),
    };
    for identity in sheet.identities.iter().filter(|i| i.needs(slot)) {
        match identity.total {
            None => trace.balance = Some(tracer.sum(identity)),
            Some(total) if total == slot && !tracer.is_nothing(identity) => trace.sums.push(tracer.sum(identity)),
            Some(_) => {}
        }
    }
    trace
}

impl Trace {
    /// `占本列“（七）总计”的 28.0%`, of each whole.
    pub fn shares(&self, language: &Language) -> Vec<String> {
        let mut shares = Vec::new();
        for whole in &self.part_of {
            if let Some(share) = &whole.share {
                let text = if whole.across { "占本行“{0}”的 {1}" } else { "占本列“{0}”的 {1}" };
                shares.push(language.fill(text, &[&whole.whole.name, share]));
            }
        }
        shares
    }

    /// `2021年：30`.
    pub fn before(&self, language: &Language) -> Option<String> {
        let shift = self.shift?;
        Some(language.fill("{0}年：{1}", &[&shift.year.to_string(), &language.value(shift.former)]))
    }

    /// All of it in a few sentences, for who listens.
    pub fn spoken(&self, language: &Language) -> String {
        let named = language.fill("{0} {1}：{2}", &[&self.row, &self.column, &language.aloud(self.value)]);
        let mut spoken = String::new();
        let facts = self.shares(language).into_iter().chain(self.before(language));
        for sentence in [named].into_iter().chain(self.remarks.clone()).chain([self.explain.to_owned()]).chain(facts) {
            if !sentence.is_empty() {
                spoken.push_str(sentence.trim_end_matches(['。', '.']));
                spoken.push_str(language.say("。"));
            }
        }
        spoken
    }
}

/// The explanation in another language, by the row's address: `table3.new`, `2019/table2.licensing`.
fn explained(language: &Language, item: &Item, slot: Slot) -> Option<&'static str> {
    if language.is_chinese() {
        return None;
    }
    let mut code = slot.table().to_owned();
    code.push('.');
    code.push_str(slot.row());
    let mut own = item.report.edition().code().to_owned();
    own.push('/');
    own.push_str(&code);
    language.translation(&own).or_else(|| language.translation(&code))
}

struct Tracer<'a> {
    language: &'static Language,
    item: &'a Item,
}

impl Tracer<'_> {
    fn term(&self, slot: Slot, across: bool) -> Term {
        let sheet = self.item.report.form().sheet(slot);
        let label = sheet.row(slot.row()).map_or("", |row| short(row.label));
        let name = match across {
            true => self.language.column(sheet, slot.column()),
            // There are several rows of this name, told apart by their groups.
            false if label == "其他" => self.language.row(sheet, slot.row()),
            false => self.language.say(label).to_owned(),
        };
        let name = bare(&name).to_owned();
        Term { slot, name, value: self.item.report.value(slot) }
    }

    fn sum(&self, identity: &Identity) -> Sum {
        let across = identity.total.is_some_and(|t| identity.left.iter().all(|s| s.row() == t.row()));
        let report = &self.item.report;
        let side = |slots: &[Slot]| {
            let slots = report.addends(slots);
            let mut terms = Vec::new();
            for slot in &slots {
                terms.push(self.term(*slot, across));
            }
            (terms, report.value_of(&slots).number())
        };
        let found = self.item.disagreements().iter().find(|d| std::ptr::eq(d.identity, identity));
        let note = found.map(|d| told(self.language, report.form(), d));
        let ((left, sum), (right, right_sum)) = (side(&identity.left), side(&identity.right));
        Sum { rule: identity.rule, across, left, sum, right, right_sum, note }
    }

    fn is_nothing(&self, identity: &Identity) -> bool {
        identity.left.iter().all(|s| self.item.report.value(*s) == Value::Blank)
    }

    /// Of its column's total, then of its row's.
    fn part_of(&self, slot: Slot) -> Vec<PartOf> {
        let sheet = self.item.report.form().sheet(slot);
        let mut found = Vec::new();
        for across in [false, true] {
            if let Some(total) = whole_slot(sheet, slot, across) {
                let whole = self.term(total, across);
                let share = self.language.share(self.item.report.value(slot), whole.value);
                found.push(PartOf { across, whole, share });
            }
        }
        found
    }
}

fn carried(language: &'static Language, item: &Item, former: &Item, slot: Slot) -> Option<Term> {
    let (to, from) = CARRIED;
    if slot.row() != to || former.year + 1 != item.year {
        return None;
    }
    let from = Slot::at(slot.table(), from, slot.column())?;
    Some(Tracer { language, item: former }.term(from, false))
}

fn remarks(language: &Language, item: &Item, slot: Slot, shift: Option<Shift>) -> Vec<String> {
    let mut remarks = Vec::new();
    let report = &item.report;
    let raw = report.raw(slot);
    match report.value(slot) {
        Value::Unclear if report.is_unplaced(slot) => {
            remarks.push(language.say("原文看不出这一格是哪个数。").to_owned());
        }
        Value::Unclear if report.reading(slot).is_blank() => {
            remarks.push(language.say("原文没有填，各项里有的看不出是多少。").to_owned());
        }
        Value::Unclear => remarks.push(language.fill("原文写的是“{0}”，不能当作一个数。", &[raw])),
        Value::Summed(_) => remarks.push(language.say("原文没有填，这里是已填各项相加。").to_owned()),
        Value::Blank => remarks.push(language.say("原文没有填，不等于 0。").to_owned()),
        Value::Absent | Value::Known(_) => {}
    }
    if let Some(caution) = shift.and_then(|s| s.caution) {
        remarks.push(language.say(caution.why()).to_owned());
    }
    remarks
}
