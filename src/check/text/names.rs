//! How a sentence names the cells that a number was compared with.

use crate::check::Check;
use crate::form::Slot;

/// `表三“（七）总计”的“总计”`; of several cells what they have in common, and that they are added up.
pub(super) fn name(check: &Check, slots: &[Slot]) -> String {
    let form = check.form();
    match slots {
        [] => String::new(),
        [one] => form.name(*one),
        [first, rest @ ..] => {
            let sheet = form.sheet(*first);
            let (rows, columns) = (rows(slots), rest.iter().any(|s| s.column() != first.column()));
            let mut text = sheet.table.name.to_owned();
            text.push_str(&group(check, &rows).unwrap_or_else(|| listed(check, *first, &rows)));
            match columns {
                true => text.push_str("的“法人或其他组织”各列相加"),
                false => {
                    text.push('的');
                    text.push_str(&sheet.column_name(first.column()));
                    text.push_str("相加");
                }
            }
            text
        }
    }
}

fn rows(slots: &[Slot]) -> Vec<&'static str> {
    let mut rows = Vec::new();
    for slot in slots {
        if !rows.contains(&slot.row()) {
            rows.push(slot.row());
        }
    }
    rows
}

/// `“（三）不予公开”各行`: all rows stand under one group.
fn group(check: &Check, rows: &[&str]) -> Option<String> {
    let sheet = check.form().table("table3")?;
    let inner = |row: &str| sheet.row(row).and_then(|r| r.groups.get(1)).copied();
    let first = inner(rows.first()?)?;
    let all = rows.len() > 1 && rows.iter().all(|row| *row == "other" || inner(row) == Some(first));
    all.then(|| ["“", first, "”各行"].concat())
}

fn listed(check: &Check, first: Slot, rows: &[&str]) -> String {
    const MOST: usize = 3;
    let sheet = check.form().sheet(first);
    let mut text = String::new();
    for row in rows.iter().take(MOST) {
        text.push_str(&sheet.row_name(row));
    }
    if rows.len() > MOST {
        text.push_str("等行");
    }
    text
}
