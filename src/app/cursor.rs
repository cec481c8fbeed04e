//! Where the arrows lead in a table (光标移动): by what is printed beside, above and below, whatever the spans.

use crate::form::{Piece, Sheet, Slot};

/// A step through a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    Left,
    Right,
    /// The first and the last cell of the line.
    Home,
    End,
    /// The first and the last cell of the table.
    Top,
    Bottom,
}

/// A cell's printed place: its line and the columns it covers.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub slot: Slot,
    pub line: usize,
    pub from: usize,
    pub to: usize,
}

/// The cell a step leads to; `None` at the edge. `lumped`: the undivided row is on the screen, below the table.
pub fn step(sheet: &Sheet, lumped: bool, from: Slot, step: Step) -> Option<Slot> {
    let places = places(sheet, lumped);
    let at = places.iter().position(|p| p.slot == from)?;
    let here = &places[at];
    let in_line = |p: &&Place| p.line == here.line;
    let next = match step {
        Step::Left => places[..at].last().filter(in_line),
        Step::Right => places.get(at + 1).filter(in_line),
        Step::Home => places.iter().find(in_line),
        Step::End => places.iter().rfind(in_line),
        Step::Top => places.first(),
        Step::Bottom => places.last(),
        Step::Up => nearest(places[..at].iter().rev(), here)
            .and_then(|line| places.iter().find(|p| p.line == line && covers(p, here))),
        Step::Down => places[at..].iter().find(|p| p.line > here.line && covers(p, here)),
    };
    next.map(|p| p.slot).filter(|s| *s != from)
}

/// The line of the first place that lies elsewhere and shares a column.
fn nearest<'a>(mut places: impl Iterator<Item = &'a Place>, here: &Place) -> Option<usize> {
    places.find(|p| p.line != here.line && covers(p, here)).map(|p| p.line)
}

fn covers(other: &Place, here: &Place) -> bool {
    other.from < here.to && here.from < other.to
}

/// Every cell with its place; a line's cells end at the table's right edge.
pub(super) fn places(sheet: &Sheet, lumped: bool) -> Vec<Place> {
    let mut all = Vec::new();
    for (line, pieces) in sheet.lines.iter().enumerate() {
        let mut from = sheet.width.saturating_sub(pieces.iter().map(width).sum());
        for piece in pieces {
            if let Piece::Cell { slot, .. } = piece {
                let to = from + width(piece);
                all.push(Place { slot: *slot, line, from, to });
                from = to;
            }
        }
    }
    if !lumped {
        return all;
    }
    let start = sheet.width.saturating_sub(sheet.lump.len());
    for (at, slot) in sheet.lump.iter().enumerate() {
        let from = start + at;
        all.push(Place { slot: *slot, line: sheet.lines.len(), from, to: from + 1 });
    }
    all
}

/// The columns of a cell; headings are not walked over.
fn width(piece: &Piece) -> usize {
    match piece {
        Piece::Cell { cols, .. } => usize::from(*cols),
        Piece::Head { .. } => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Edition, Form};

    fn walk(table: &str, from: &str, steps: &[Step]) -> Option<&'static str> {
        let sheet = Form::of(Edition::E2021).table(table).unwrap();
        steps.iter().try_fold(Slot::parse(from).unwrap(), |at, s| step(sheet, false, at, *s)).map(Slot::code)
    }

    #[test]
    fn arrows_follow_the_print() {
        use Step::*;
        for (table, from, steps, to) in [
            ("table3", "table3.new.natural", vec![Down], Some("table3.carried_in.natural")),
            ("table3", "table3.new.natural", vec![Right, Right], Some("table3.new.research")),
            ("table3", "table3.new.natural", vec![End], Some("table3.new.total")),
            ("table3", "table3.new.natural", vec![Left], None),
            ("table3", "table3.new.natural", vec![Up], None),
            ("table3", "table3.granted.legal_service", vec![Top], Some("table3.new.natural")),
            ("table3", "table3.granted.legal_service", vec![Bottom], Some("table3.carried_out.total")),
            ("table2", "table2.normative.valid", vec![Down], Some("table2.licensing.decisions")),
            ("table2", "table2.licensing.decisions", vec![Up], Some("table2.normative.made")),
            ("table4", "table4.review.total", vec![Right], Some("table4.direct.upheld")),
            ("table4", "table4.review.total", vec![Down], None),
        ] {
            assert_eq!(walk(table, from, &steps), to, "{from} {steps:?}");
        }
    }
}
