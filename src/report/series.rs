//! What a reader makes of numbers (读数): a cell's worth in either edition, sums, change against another year, shares.
//!
//! What was not printed stays not printed: a blank is never 0, what cannot be read is never guessed, and a row the
//! edition does not have is neither. Nothing is floating point.

use super::{Number, Report, reading::is_possible};
use crate::form::{Slot, bridge, pick};

/// What can be said of a cell, or of several together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// As printed; a sum, if everything in it is printed.
    Known(Number),
    /// The printed cell is blank, or some of several are: this is what the filled ones add up to.
    Summed(Number),
    /// 未提供: nothing is printed.
    Blank,
    /// 无法判断: what is printed is no number, or not certainly in this place.
    Unclear,
    /// The edition has no such cell (表样无此项).
    Absent,
}

/// From one number to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub difference: Number,
    /// In hundredths of the former number, to two places; from nothing there is none.
    pub percent: Option<Number>,
}

impl Value {
    pub fn number(self) -> Option<Number> {
        match self {
            Value::Known(n) | Value::Summed(n) => Some(n),
            Value::Blank | Value::Unclear | Value::Absent => None,
        }
    }

    pub fn is_zero(self) -> bool {
        self.number().is_some_and(Number::is_zero)
    }

    /// The change from a former value to this one, where both are numbers.
    pub fn since(self, former: Value) -> Option<Change> {
        let (before, after) = (former.number()?, self.number()?);
        let difference = after - before;
        Some(Change { difference, percent: difference.percent_of(before, 2) })
    }

    /// Its share of a whole, in hundredths to one place.
    pub fn share(self, whole: Value) -> Option<Number> {
        self.number()?.percent_of(whole.number()?, 1)
    }
}

impl Report {
    /// What can be said of a cell, whichever edition it belongs to.
    pub fn value(&self, slot: Slot) -> Value {
        if !self.form().has(slot) {
            return Value::Absent;
        }
        if self.is_unplaced(slot) || self.is_doubtful(slot) {
            return Value::Unclear;
        }
        let reading = self.number(slot);
        match reading.number().filter(|n| is_possible(*n, slot.kind())) {
            Some(number) => Value::Known(number),
            None if reading.is_blank() => self.value_of_blank(slot),
            None => Value::Unclear,
        }
    }

    /// What cells add up to: what is blank or not in the edition is left out, what is unclear leaves all unclear.
    pub fn value_of(&self, slots: &[Slot]) -> Value {
        let (mut sum, mut whole, mut absent) = (None, true, true);
        for slot in slots {
            let value = self.value(*slot);
            match value.number() {
                Some(number) => sum = Some(sum.unwrap_or(Number::ZERO) + number),
                None if value == Value::Unclear => return Value::Unclear,
                None => {}
            }
            whole &= matches!(value, Value::Known(_));
            absent &= value == Value::Absent;
        }
        match sum {
            Some(sum) if whole => Value::Known(sum),
            Some(sum) => Value::Summed(sum),
            None if absent && !slots.is_empty() => Value::Absent,
            None => Value::Blank,
        }
    }

    /// A blank total is worth what it adds up; a blank undivided row the rows that stand for it.
    fn value_of_blank(&self, slot: Slot) -> Value {
        let parts = self.undivided(slot);
        if !parts.is_empty() {
            return self.value_of(&parts);
        }
        let Some(identity) = self.form().total(slot) else { return Value::Blank };
        match self.value_of(&self.addends(&identity.left)) {
            Value::Known(sum) => Value::Summed(sum),
            other => other,
        }
    }

    /// The printed rows that an undivided row stands for, in its column.
    fn undivided(&self, slot: Slot) -> Vec<Slot> {
        let sheet = self.form().sheet(slot);
        let mut parts = Vec::new();
        if let Some(lump) = sheet.table.lump.as_ref().filter(|l| l.row.id == slot.row()) {
            for row in lump.replaces {
                parts.extend(Slot::at(slot.table(), row, slot.column()));
            }
        }
        parts
    }

    /// Which of the cells count when they are added up: a blank undivided row does not, nor do the blank rows beside
    /// one that is used.
    pub fn addends(&self, slots: &[Slot]) -> Vec<Slot> {
        let is_used = |slot: Slot| !self.number(slot).is_blank();
        let mut replaced = Vec::new();
        for slot in slots {
            if is_used(*slot) {
                replaced.extend(self.undivided(*slot));
            }
        }
        pick(slots, &|slot| is_used(slot) || (self.undivided(slot).is_empty() && !replaced.contains(&slot)))
    }

    /// An undivided row beside its own parts: whether it adds to them or repeats them, nobody can tell.
    fn is_doubtful(&self, slot: Slot) -> bool {
        let counts = |s: Slot| !self.number(s).is_blank() && self.number(s).number() != Some(Number::ZERO);
        counts(slot) && self.undivided(slot).into_iter().any(counts)
    }

    /// Whether a value may belong here of which the source does not say where it belongs.
    pub fn is_unplaced(&self, slot: Slot) -> bool {
        self.ambiguous().is_some_and(|a| a.readings.iter().any(|r| r.cells.iter().any(|(s, _)| *s == slot)))
    }

    /// Whether what this report says in the cells and what another says there may stand side by side; if it is to
    /// be said with a word of caution, or not at all, why.
    pub fn against(&self, other: &Report, slots: &[Slot]) -> Option<&'static bridge::Crossing> {
        if self.edition() == other.edition() {
            return None;
        }
        slots.iter().find_map(|s| bridge::crossing(*s))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, Number, Report};
    use super::{Change, Value};
    use crate::form::{Edition, Slot};

    fn report(edition: Edition, cells: &[(&str, &str)]) -> Report {
        let edit = |(code, text): &(&str, &str)| Edit::Cell(Slot::parse(code).unwrap(), (*text).into());
        Report::bare(edition).apply(&Edit::Many(cells.iter().map(edit).collect()))
    }

    fn value(edition: Edition, cells: &[(&str, &str)], code: &str) -> Value {
        report(edition, cells).value(Slot::parse(code).unwrap())
    }

    const fn known(n: i64) -> Value {
        Value::Known(Number::whole(n))
    }

    #[test]
    fn nothing_is_made_up() {
        let e = Edition::E2021;
        for (text, expected) in [
            ("7", known(7)),
            ("０", known(0)),
            ("", Value::Blank),
            ("—", Value::Unclear),
            ("12件", Value::Unclear),
            ("-3", Value::Unclear),
            ("99999999999999", Value::Unclear),
        ] {
            assert_eq!(value(e, &[("table3.new.natural", text)], "table3.new.natural"), expected, "{text}");
        }
        assert_eq!(value(e, &[], "table2.procurement.projects"), Value::Absent);
        assert_eq!(value(Edition::E2019, &[("table2.licensing.delta", "-3")], "table2.licensing.delta"), known(-3));
    }

    #[test]
    fn a_blank_total_says_what_it_is_made_of() {
        let e = Edition::E2021;
        let some = [("table3.new.natural", "3"), ("table3.new.research", "4")];
        // Typing into a total and clearing it would make it fill itself: this one came blank from a file.
        assert_eq!(value(e, &some, "table3.new.total"), Value::Summed(Number::whole(7)));
        assert_eq!(value(e, &[("table3.new.natural", "3件")], "table3.new.total"), Value::Unclear);
        assert_eq!(value(e, &[], "table3.new.total"), Value::Blank);
    }

    #[test]
    fn an_undivided_row_meets_its_parts() {
        let (e, row) = (Edition::E2021, "table3.other.total");
        let parts = [("table3.other_1.total", "2"), ("table3.other_2.total", "0"), ("table3.other_3.total", "5")];
        assert_eq!(value(e, &parts, row), known(7));
        assert_eq!(value(Edition::E2019, &[(row, "7")], row), known(7));
        assert_eq!(value(Edition::E2019, &[(row, "7")], "table3.other_3.total"), Value::Absent);
        assert_eq!(value(e, &[(row, "7"), ("table3.other_3.total", "0")], row), known(7));
        assert_eq!(value(e, &[(row, "7"), ("table3.other_3.total", "7")], row), Value::Unclear);
    }

    /// Neither is counted twice in a total, nor missed.
    #[test]
    fn an_undivided_row_in_a_total() {
        let (e, total) = (Edition::E2021, "table3.done_total.natural");
        let parts = [("table3.granted.natural", "1"), ("table3.other_1.natural", "2"), ("table3.other_3.natural", "3")];
        assert_eq!(value(e, &parts, total), Value::Summed(Number::whole(6)));
        let undivided = [("table3.granted.natural", "1"), ("table3.other.natural", "5")];
        assert_eq!(value(e, &undivided, total), Value::Summed(Number::whole(6)));
    }

    #[test]
    fn changes() {
        let change = |a: i64, b: i64| known(b).since(known(a)).unwrap();
        let told = |c: Change| (c.difference.to_string(), c.percent.map(|p| p.to_string()));
        for (from, to, difference, percent) in [
            (950, 1207, "257", Some("27.05")),
            (950, 950, "0", Some("0")),
            (70, 74, "4", Some("5.71")),
            (3, 2, "-1", Some("-33.33")),
            (8, 9, "1", Some("12.5")),
            (800, 801, "1", Some("0.13")), // 0.125: a half goes up
            (800, 799, "-1", Some("-0.13")),
            (0, 5, "5", None),
            (5, 0, "-5", Some("-100")),
        ] {
            assert_eq!(told(change(from, to)), (difference.into(), percent.map(str::to_owned)), "{from} to {to}");
        }
        assert_eq!(known(5).since(Value::Blank), None);
        assert_eq!(known(-5).since(known(-10)).unwrap().percent, None);
    }

    #[test]
    fn shares() {
        let share = |part, whole| known(part).share(known(whole)).map(|n| n.fixed(1));
        assert_eq!(share(5548, 13810).as_deref(), Some("40.2"));
        assert_eq!(share(1, 2).as_deref(), Some("50.0"));
        assert_eq!(share(1, 2000).as_deref(), Some("0.1"));
        assert_eq!(share(1, 0), None);
        assert_eq!(Value::Unclear.share(known(3)), None);
    }
}
