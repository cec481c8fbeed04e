//! An intake as one text, on its way from the worker to the form.

use std::sync::Arc;

use super::Intake;
use crate::codec::grid::{Cell, Grid};
use crate::codec::json;
use crate::codec::recognise::{At, Block, Unplaced, Why};
use crate::form::Slot;
use crate::report::Json;
use crate::report::json as value;

/// So many cells and paragraphs of a source are shown; of a longer one the beginning.
const MOST_SHOWN: usize = 20_000;

/// The text for the form.
pub fn write(intake: &Intake) -> String {
    let mut json = Json::Null;
    json.set("kind", Json::text(&intake.kind));
    json.set("whole", Json::Bool(intake.is_whole));
    json.set("report", json::to_json(&intake.report));
    json.set("cells", list(&intake.cells, |(slot, at)| Json::Array([vec![code(*slot)], place(*at)].concat())));
    json.set("unplaced", list(&intake.unplaced, unplaced));
    json.set("missing", list(&intake.missing, |slot| code(*slot)));
    json.set("doubts", list(&intake.doubts, |(slot, why)| Json::Array(vec![code(*slot), Json::text(why)])));
    json.set("notes", list(&intake.notes, |note| Json::text(note)));
    json.set("blocks", blocks(&intake.blocks));
    json.to_string()
}

/// What [`write`] wrote; `None` for any other text.
pub fn read(text: &str) -> Option<Intake> {
    let json = value::read(text).ok()?;
    let part = |key: &str| json.get(key).map_or(&[][..], Json::items);
    Some(Intake {
        kind: json.get("kind")?.as_str()?.to_owned(),
        is_whole: json.get("whole") == Some(&Json::Bool(true)),
        report: json::from_json(json.get("report")?.clone()).ok()?,
        cells: part("cells").iter().filter_map(cell).collect(),
        unplaced: part("unplaced").iter().filter_map(left).collect(),
        missing: part("missing").iter().filter_map(slot).collect(),
        doubts: part("doubts").iter().filter_map(doubt).collect(),
        notes: part("notes").iter().filter_map(|note| Some(note.as_str()?.to_owned())).collect(),
        blocks: part("blocks").iter().filter_map(block).collect(),
    })
}

fn list<T>(items: &[T], one: impl Fn(&T) -> Json) -> Json {
    Json::Array(items.iter().map(one).collect())
}

fn code(slot: Slot) -> Json {
    Json::String(slot.code().into())
}

fn number(n: usize) -> Json {
    Json::Number(Arc::from(n.to_string()))
}

fn place((table, row, col): At) -> Vec<Json> {
    vec![number(table), number(row.into()), number(col.into())]
}

fn unplaced(left: &Unplaced) -> Json {
    let texts = vec![Json::text(&left.text), Json::text(&left.near), Json::text(left.why.code())];
    Json::Array([texts, place((left.table, left.row, left.col))].concat())
}

fn blocks(blocks: &[Block]) -> Json {
    let (mut shown, mut out) = (0, Vec::new());
    for block in blocks {
        shown += match block {
            Block::Text { .. } => 1,
            Block::Table(grid) => grid.cells().len(),
        };
        if shown > MOST_SHOWN {
            break;
        }
        out.push(match block {
            Block::Text { text, .. } => Json::text(text),
            Block::Table(grid) => table(grid),
        });
    }
    Json::Array(out)
}

/// A table: its size, then its cells.
fn table(grid: &Grid) -> Json {
    let mut out = vec![number(grid.width().into()), number(grid.height().into())];
    for Cell { text, row, col, rows, cols } in grid.cells() {
        let numbers = [row, col, rows, cols].map(|n| number((*n).into()));
        out.push(Json::Array([vec![Json::text(text)], numbers.to_vec()].concat()));
    }
    Json::Array(out)
}

fn slot(json: &Json) -> Option<Slot> {
    Slot::parse(json.as_str()?)
}

fn count<T: std::str::FromStr>(json: &Json) -> Option<T> {
    match json {
        Json::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

fn at(items: &[Json]) -> Option<At> {
    let [table, row, col] = items else { return None };
    Some((count(table)?, count(row)?, count(col)?))
}

fn cell(json: &Json) -> Option<(Slot, At)> {
    let (first, rest) = json.items().split_first()?;
    Some((slot(first)?, at(rest)?))
}

fn left(json: &Json) -> Option<Unplaced> {
    let [text, near, why, rest @ ..] = json.items() else { return None };
    let (table, row, col) = at(rest)?;
    let (text, near) = (text.as_str()?.to_owned(), near.as_str()?.to_owned());
    Some(Unplaced { text, table, row, col, near, why: Why::parse(why.as_str()?)? })
}

fn doubt(json: &Json) -> Option<(Slot, String)> {
    let [at, why] = json.items() else { return None };
    Some((slot(at)?, why.as_str()?.to_owned()))
}

fn block(json: &Json) -> Option<Block> {
    if let Some(text) = json.as_str() {
        return Some(Block::Text { text: text.to_owned(), rise: 0 });
    }
    let [width, height, rest @ ..] = json.items() else { return None };
    let mut cells = Vec::new();
    for one in rest {
        let [text, row, col, rows, cols] = one.items() else { return None };
        let text = text.as_str()?.to_owned();
        cells.push(Cell { text, row: count(row)?, col: count(col)?, rows: count(rows)?, cols: count(cols)? });
    }
    Some(Block::Table(Grid::of(count(width)?, count(height)?, cells)))
}
