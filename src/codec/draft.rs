//! A draft (草稿): the report file it began with, and every field that was typed into since, as the browser keeps them
//! (`static/keeper.js`) and as a backup file holds them: `gongkai-draft/1`.
//!
//! ```json
//! {"schema":"gongkai-draft/1","report":"{\"schema\":\"gongkai-report/1\"}","typed":[["table3.new.natural","12"]]}
//! ```
//! The report is the text of its file, letter by letter: what may stand in a file may stand in a draft.
//! A field is a text, `null` where nothing stands, or `true` for a total that fills itself; the last word counts.

use super::json::{Checked, ReadError, list, report_of, structure};
use crate::report::{Changed, Json, Kept, Report};

/// How the text of every draft begins: written by one hand, read by one.
const START: &str = "{\"schema\":\"gongkai-draft/";

/// The largest draft that is read, in bytes: its longest text may stand in it twice, before and after.
pub(super) const MOST_BYTES: usize = 200 * 1024 * 1024;

pub(super) fn is_draft(text: &str) -> bool {
    text.starts_with(START)
}

/// The report of a draft; nothing if it is none.
pub(super) fn read(source: &Json) -> Option<Checked<Report>> {
    let version = source.get("schema")?.as_str()?.strip_prefix("gongkai-draft/")?;
    Some(if version == "1" { whole(source) } else { Err(Box::new(ReadError::Newer)) })
}

fn whole(source: &Json) -> Checked<Report> {
    let Some(base) = source.get("report").and_then(Json::as_str) else {
        return Err(structure("report", "这里应是年报文件的文字"));
    };
    let base = report_of(base)?;
    let mut changes = Vec::new();
    for entry in list(source, "typed", "typed")? {
        changes.push(changed(entry)?);
    }
    Ok(base.with(&changes))
}

fn changed(entry: &Json) -> Checked<Changed> {
    let (code, kept) = match entry.items() {
        [Json::String(code), Json::String(text)] => (code, Kept::Text(text.clone())),
        [Json::String(code), Json::Null] => (code, Kept::Blank),
        [Json::String(code), Json::Bool(true)] => (code, Kept::Itself),
        _ => return Err(structure("typed", "这里应是格子的名称和内容")),
    };
    Ok((code.as_ref().to_owned(), kept))
}
