//! What our own files say of a report besides its tables: the sheet “正文” of a workbook, a line a row under its code, and
//! the lines under a document.

use super::sheet::Sheet;
use crate::form::Prose;
use crate::report::{Meta, Report};

/// What stands over its columns.
const HEADER: [&str; 3] = ["代码", "项目", "内容"];

/// Texts with the code each has in a report file.
#[derive(Default)]
pub(super) struct Own(Vec<(String, String)>);

impl Own {
    /// What a sheet holds, if it is ours.
    pub fn of(sheet: &Sheet) -> Option<Own> {
        let mut rows = sheet.rows.values();
        let header = rows.next()?.values().map(|field| field.text.trim());
        if !header.eq(HEADER) {
            return None;
        }
        let mut own = Own::default();
        for row in rows {
            let code = row.get(&0).map_or("", |field| field.text.trim());
            // What does not fit into one cell goes on in the next.
            let line: String = row.range(2..).map(|(_, field)| field.text.as_str()).collect();
            match own.0.last_mut().filter(|(last, _)| last == code) {
                Some((_, text)) => text.extend(["\n", &line]),
                None => own.0.push((code.to_owned(), line)),
            }
        }
        Some(own)
    }

    /// Takes in what a report says of itself; nothing of what it does not say.
    pub fn say(&mut self, key: Meta, text: &str) {
        if !text.is_empty() {
            self.0.push((format!("meta.{}", key.code()), text.to_owned()));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts the texts where they belong.
    pub fn put(&self, report: &mut Report) {
        for (code, text) in &self.0 {
            let (group, name) = code.split_once('.').unwrap_or_default();
            match group {
                "meta" => Meta::ALL.iter().filter(|key| key.code() == name).for_each(|key| {
                    report.put_meta(*key, text.as_str().into());
                }),
                "narrative" => Prose::ALL.iter().filter(|prose| prose.code() == name).for_each(|prose| {
                    report.set_prose(*prose, text);
                }),
                _ => {}
            }
        }
    }
}
