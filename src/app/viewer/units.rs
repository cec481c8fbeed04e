//! Several units in one year, side by side (单位对比).

use std::rc::Rc;

use super::figures;
use super::shelf::Item;
use super::words::Language;
use crate::report::Value;

/// The most rows that are shown at once.
pub const MOST: usize = 500;

/// The figures that units are compared by.
const KEYS: [(&str, &str); 6] = [
    ("new", "收到申请"),
    ("done", "办结"),
    ("granted", "予以公开"),
    ("denied", "不予公开"),
    ("review", "行政复议"),
    ("court", "行政诉讼"),
];

/// A column: the figure's key, its name, the largest number in it.
pub struct Column {
    pub key: &'static str,
    pub label: &'static str,
    most: Value,
}

/// A unit with its values, one a column.
pub struct Row {
    /// Index into the viewer's units.
    pub unit: usize,
    pub name: Rc<str>,
    pub values: Vec<Value>,
}

pub struct Units {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Rows that are not shown because there are too many.
    pub more: usize,
}

impl Units {
    /// The length of a value's bar, in thousandths of the longest in its column.
    pub fn length(&self, column: usize, value: Value) -> u32 {
        let most = self.columns.get(column).and_then(|c| c.most.number());
        let length = value.number().zip(most).and_then(|(n, most)| n.percent_of(most, 1));
        length.and_then(|l| l.times(10).to_i64()).map_or(0, |l| l as u32)
    }
}

/// The units, as they came or the largest of a figure first.
pub fn units(language: &'static Language, names: &[Rc<str>], items: &[&Item], by: Option<&str>) -> Units {
    let sorted_by = KEYS.iter().position(|(key, _)| Some(*key) == by);
    let (mut columns, mut rows) = (Vec::new(), Vec::new());
    for (key, label) in KEYS {
        columns.push(Column { key, label: language.say(label), most: Value::Blank });
    }
    for item in items {
        let row = row(names, item);
        for (column, value) in columns.iter_mut().zip(&row.values) {
            if value.number() > column.most.number() {
                column.most = *value;
            }
        }
        let at = sorted_by.and_then(|by| place(&rows, &row, by)).unwrap_or(rows.len());
        rows.insert(at, row);
    }
    let more = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    Units { columns, rows, more }
}

fn row(names: &[Rc<str>], item: &Item) -> Row {
    let mut values = Vec::new();
    for (key, _) in KEYS {
        values.push(figures::value(key, item));
    }
    Row { unit: item.unit, name: names.get(item.unit).cloned().unwrap_or_default(), values }
}

/// Before the first with a smaller number, or with none.
fn place(rows: &[Row], row: &Row, by: usize) -> Option<usize> {
    let number = |row: &Row| row.values.get(by).and_then(|v| v.number());
    let own = number(row);
    rows.iter().position(|other| number(other) < own)
}
