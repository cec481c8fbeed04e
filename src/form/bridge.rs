//! What the two editions count alike (两种表样的对应), for series of years that cross from one to the other.
//!
//! Cells that mean the same share a [`Slot`], so only what is not simply the same is written here. Table three
//! needs nothing: its undivided （六）of 2019 is the lump of the form of 2021, and the same slot. Table four is
//! the same in both. What is left is table two.

use super::Slot;

/// How cells of one edition stand to the other.
pub struct Crossing {
    table: &'static str,
    /// Rows it speaks of; all if there are none.
    rows: &'static [&'static str],
    /// Columns, likewise.
    columns: &'static [&'static str],
    /// Whether the numbers of both editions may stand side by side.
    pub comparable: bool,
    /// Index into [`WHY`].
    why: usize,
}

static CROSSINGS: &[Crossing] = &[
    Crossing { table: "table2", rows: &["regulations", "normative"], columns: &["made"], comparable: true, why: 0 },
    Crossing {
        table: "table2",
        rows: &["licensing", "punishment", "coercion"],
        columns: &["decisions"],
        comparable: true,
        why: 1,
    },
    Crossing {
        table: "table2",
        rows: &["regulations", "normative"],
        columns: &["published", "total", "repealed", "valid"],
        comparable: false,
        why: 2,
    },
    Crossing { table: "table2", rows: &["fees"], columns: &[], comparable: false, why: 3 },
    Crossing { table: "table2", rows: &["other_services", "procurement"], columns: &[], comparable: false, why: 4 },
    Crossing {
        table: "table2",
        rows: &["licensing", "punishment", "coercion"],
        columns: &["prev", "delta"],
        comparable: false,
        why: 5,
    },
    Crossing { table: "table3", rows: &["other_1", "other_2", "other_3"], columns: &[], comparable: false, why: 6 },
];

/// What a reader should know of each, one sentence. It is apart because it is loaded later.
static WHY: [&str; 7] = [
    "2021年起表样由“本年新制作数量”改为“本年制发件数”，“规范性文件”改为“行政规范性文件”，前后口径可能略有不同。",
    "2021年起写明处理决定包括已经公开的和依法不公开的，前后口径可能略有不同。",
    "2019年的表样统计对外公开的件数，2021年起改为统计废止和现行有效的件数，两者不可比。",
    "2019年的表样统计收费项目数，2021年起改为统计收费金额，两者不可比。",
    "2021年起的表样不再统计这一项。",
    "2021年起的表样不再统计事项的数量，只统计处理决定。",
    "2019年的表样没有把“（六）其他处理”分成三行，只能比较合计。",
];

impl Crossing {
    /// What a reader should know, one sentence.
    pub fn why(&self) -> &'static str {
        WHY.get(self.why).copied().unwrap_or_default()
    }
}

/// What is to be said of a cell when years of both editions stand side by side; `None` where both count the same.
pub fn crossing(slot: Slot) -> Option<&'static Crossing> {
    let fits = |names: &[&str], name: &str| names.is_empty() || names.contains(&name);
    CROSSINGS.iter().find(|c| c.table == slot.table() && fits(c.rows, slot.row()) && fits(c.columns, slot.column()))
}

#[cfg(test)]
mod tests {
    use super::super::{Edition, Form, Slot};
    use super::{CROSSINGS, crossing};

    /// Every slot that one edition lacks is not comparable and says why; every crossing speaks of some slot.
    #[test]
    fn nothing_is_left_unsaid() {
        let (old, new) = (Form::of(Edition::E2019), Form::of(Edition::E2021));
        for slot in Slot::all().filter(|s| old.has(*s) != new.has(*s)) {
            assert!(crossing(slot).is_some_and(|c| !c.comparable), "{slot:?}");
        }
        for slot in Slot::all().filter(|s| old.has(*s) && new.has(*s)) {
            assert!(crossing(slot).is_none_or(|c| c.comparable), "{slot:?}");
        }
        for c in CROSSINGS {
            assert!(Slot::all().any(|s| crossing(s).is_some_and(|found| std::ptr::eq(found, c))), "{}", c.why());
        }
    }

    /// A label that differs between the editions is a reason to say something.
    #[test]
    fn renamed_rows_and_columns_are_said() {
        let (old, new) = (Form::of(Edition::E2019), Form::of(Edition::E2021));
        for slot in Slot::all().filter(|s| old.has(*s) && new.has(*s)) {
            let labels = |f: &Form| {
                let sheet = f.sheet(slot);
                (sheet.row(slot.row()).unwrap().label, sheet.column(slot.column()).unwrap().label)
            };
            assert!(labels(old) == labels(new) || crossing(slot).is_some(), "{slot:?}");
        }
    }
}
