//! What a text says line by line: words, rows of numbers, and what begins another section (逐行事件).

use super::lines::{Line, Shape, Value};
use super::pieces::{count, letters};
use super::places::Place;
use crate::codec::recognise::labels::is_part;
use crate::form::{Edition, Form};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fence {
    /// A part's heading, by its place in the form.
    Part(usize),
    /// 第二十条第（…）项, by its number.
    Item(char),
}

pub(super) enum Event {
    /// The heading of a part or of one of its sections, and its line.
    Fence(Fence, usize),
    /// Words of a line, apart and together.
    Words {
        line: usize,
        words: Vec<String>,
        letters: String,
        cells: usize,
        places: Vec<Place>,
    },
    Row(Row),
    /// A sentence.
    Prose,
}

/// A row of numbers with the words of its own line.
pub(super) struct Row {
    pub words: Vec<String>,
    pub values: Vec<Value>,
    /// How many cells its line has where they are told by strokes, else 0.
    pub cells: usize,
    /// Whether a number stands alone on the next line, where the rest of its last one would stand if that was cut.
    pub is_cut: bool,
}

/// The events of a text.
pub(super) fn events(lines: &[Line]) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for line in lines {
        match line.shape {
            Shape::Blank | Shape::Page => {}
            Shape::Prose => events.push(Event::Prose),
            Shape::Words => events.push(words(line)),
            Shape::Numbers => number(line, &mut events),
        }
    }
    events
}

fn words(line: &Line) -> Event {
    let text = line.text();
    if let Some(fence) = fence(&text) {
        return Event::Fence(fence, line.at);
    }
    let letters = letters(&text);
    if count(&letters) > 60 && line.cells == 0 || text.contains('。') {
        return Event::Prose;
    }
    Event::Words { line: line.at, words: line.words.clone(), letters, cells: line.cells, places: line.places.clone() }
}

/// One cell a line: numbers that follow each other, each alone on its line, are one row.
fn number(line: &Line, events: &mut Vec<Event>) {
    if line.words.is_empty()
        && line.values.len() == 1
        && line.cells == 0
        && let Some(Event::Row(last)) = events.last_mut()
        && last.words.is_empty()
        && last.cells == 0
        && is_column(&last.values)
    {
        return last.values.extend_from_slice(&line.values);
    }
    let is_alone = line.words.is_empty() && line.values.len() == 1 && line.cells == 0;
    if let Some(Event::Row(last)) = events.last_mut().filter(|_| is_alone) {
        last.is_cut = last.values.last().is_some_and(|value| value.line + 1 == line.at);
    }
    let (words, values) = (line.words.clone(), line.values.clone());
    events.push(Event::Row(Row { words, values, cells: line.cells, is_cut: false }));
}

/// Whether numbers stand one below the other. Only the last are looked at: the others were when they came.
fn is_column(values: &[Value]) -> bool {
    match values {
        [.., a, b] => a.line != b.line,
        _ => true,
    }
}

/// The longest heading of a part, in letters.
const HEADING: usize = 30;

fn fence(text: &str) -> Option<Fence> {
    let found = letters(text);
    if let Some(item) = found.strip_prefix("第二十条第").and_then(|rest| rest.strip_suffix('项')) {
        let mut chars = item.chars();
        return chars.next().filter(|_| chars.next().is_none()).map(Fence::Item);
    }
    if count(&found) > HEADING || text.contains(['。', '；', '，']) {
        return None;
    }
    let parts = Form::of(Edition::E2021).desc.parts;
    let named = parts.iter().position(|part| is_named(&found, part.heading));
    named.or_else(|| parts.iter().position(|part| is_part(text, part))).map(Fence::Part)
}

/// Whether a heading is a part's under another number, as in a text that numbers its tables anew: 表三：收到和处理…
fn is_named(found: &str, heading: &str) -> bool {
    let official = letters(heading);
    let name = official.trim_start_matches(['一', '二', '三', '四', '五', '六']);
    count(name) > 6 && found.strip_suffix(name).is_some_and(|before| count(before) < 4)
}
