//! Several cells at once (选定区域): from one cell to another, a rectangle of what is printed.

use super::cursor::{Place, places};
use crate::form::{Sheet, Slot};
use crate::report::Report;

/// Cells of one table, from one corner to the one that was last reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The cell with the caret: mostly the corner where the selection began.
    pub caret: Slot,
    pub anchor: Slot,
    pub head: Slot,
}

/// A selected cell: the columns it covers, and on which sides the selection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    pub slot: Slot,
    pub cols: usize,
    pub top: bool,
    pub bottom: bool,
    pub left: bool,
    pub right: bool,
}

impl Range {
    /// From the cell with the caret to another.
    pub fn new(caret: Slot, head: Slot) -> Range {
        Range { caret, anchor: caret, head }
    }

    /// One cell alone.
    pub fn one(slot: Slot) -> Range {
        Range::new(slot, slot)
    }

    /// The whole table around a cell, which keeps the caret.
    pub fn whole(report: &Report, caret: Slot) -> Option<Range> {
        let sheet = report.form().sheet(caret);
        let places = places(sheet, report.is_lumped(sheet.table.id));
        Some(Range { caret, anchor: places.first()?.slot, head: places.last()?.slot })
    }

    /// Whether it is more than one cell.
    pub fn is_wide(&self) -> bool {
        self.anchor != self.head
    }

    /// Its cells line by line. Lines without cells are none; a cell that reaches into it belongs to it.
    pub fn lines(&self, report: &Report) -> Vec<Vec<Picked>> {
        let sheet = report.form().sheet(self.anchor);
        let places = places(sheet, report.is_lumped(sheet.table.id));
        let Some(mut lines) = self.inside(&places) else { return Vec::new() };
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.iter_mut().enumerate() {
            let end = line.len().saturating_sub(1);
            for (nth, cell) in line.iter_mut().enumerate() {
                (cell.top, cell.bottom, cell.left, cell.right) = (at == 0, at == last, nth == 0, nth == end);
            }
        }
        lines
    }

    /// The same, one after the other.
    pub fn cells(&self, report: &Report) -> Vec<Slot> {
        let mut cells = Vec::new();
        for line in self.lines(report) {
            for cell in line {
                cells.push(cell.slot);
            }
        }
        cells
    }

    /// How many lines and columns it has. Where lines are divided differently, the most divided counts.
    pub fn size(&self, report: &Report) -> (usize, usize) {
        let lines = self.lines(report);
        (lines.len(), lines.iter().map(Vec::len).max().unwrap_or(0))
    }

    fn inside(&self, places: &[Place]) -> Option<Vec<Vec<Picked>>> {
        let find = |slot| places.iter().find(|p| p.slot == slot);
        let (a, b) = (find(self.anchor)?, find(self.head)?);
        let (top, bottom) = (a.line.min(b.line), a.line.max(b.line));
        let (from, to) = widened(places, (top, bottom), (a.from.min(b.from), a.to.max(b.to)));
        let mut lines: Vec<Vec<Picked>> = Vec::new();
        let mut line = None;
        for place in places {
            if place.line < top || place.line > bottom || place.from < from || place.to > to {
                continue;
            }
            if line != Some(place.line) {
                line = Some(place.line);
                lines.push(Vec::new());
            }
            let cols = place.to - place.from;
            let cell = Picked { slot: place.slot, cols, top: false, bottom: false, left: false, right: false };
            lines.last_mut()?.push(cell);
        }
        Some(lines)
    }
}

/// Columns that no cell between these lines reaches out of.
fn widened(places: &[Place], lines: (usize, usize), mut columns: (usize, usize)) -> (usize, usize) {
    loop {
        let before = columns;
        for place in places {
            let inside = place.line >= lines.0 && place.line <= lines.1;
            if inside && place.from < columns.1 && place.to > columns.0 {
                columns = (columns.0.min(place.from), columns.1.max(place.to));
            }
        }
        if columns == before {
            return columns;
        }
    }
}

/// A table's lines of cells, as they are printed; those of the undivided row last, if it is on the screen.
pub(super) fn lines_of(sheet: &Sheet, lumped: bool) -> Vec<Vec<Place>> {
    let mut lines: Vec<Vec<Place>> = Vec::new();
    for place in places(sheet, lumped) {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|p| p.line == place.line) => line.push(place),
            _ => lines.push(vec![place]),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(year: u16, anchor: &str, head: &str) -> String {
        let slot = |code: &str| Slot::parse(code).unwrap();
        let range = Range::new(slot(anchor), slot(head));
        let lines = range.lines(&Report::of(year, ""));
        let name = |p: &Picked| format!("{}.{}*{}", p.slot.row(), p.slot.column(), p.cols);
        lines.iter().map(|l| l.iter().map(name).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_range_is_what_lies_between_its_corners() {
        for (anchor, head) in [
            ("table3.new.natural", "table3.carried_in.commercial"),
            ("table3.carried_in.commercial", "table3.new.natural"),
            ("table3.new.commercial", "table3.carried_in.natural"),
        ] {
            let wanted = "new.natural*1 new.commercial*1\ncarried_in.natural*1 carried_in.commercial*1";
            assert_eq!(cells(2025, anchor, head), wanted);
        }
        assert_eq!(
            cells(2025, "table4.review.total", "table4.direct.corrected"),
            "review.total*1 direct.upheld*1 direct.corrected*1"
        );
        assert_eq!(cells(2025, "table3.new.natural", "table3.new.natural"), "new.natural*1");
    }

    #[test]
    fn it_goes_over_captions_and_takes_wide_cells_whole() {
        assert_eq!(
            cells(2025, "table2.normative.repealed", "table2.punishment.decisions"),
            "normative.made*1 normative.repealed*1 normative.valid*1\nlicensing.decisions*3\npunishment.decisions*3"
        );
        assert_eq!(
            cells(2025, "table2.regulations.repealed", "table2.normative.valid"),
            "regulations.repealed*1 regulations.valid*1\nnormative.repealed*1 normative.valid*1"
        );
    }

    #[test]
    fn a_whole_table_is_all_of_it() {
        for year in [2020, 2025] {
            let report = Report::of(year, "");
            for sheet in &report.form().sheets {
                let whole = Range::whole(&report, sheet.slots[sheet.slots.len() / 2]).unwrap();
                let mut cells = whole.cells(&report);
                cells.sort();
                let mut all = sheet.slots.clone();
                all.sort();
                assert_eq!(cells, all, "{}", sheet.table.id);
            }
        }
    }

    #[test]
    fn of_two_tables_it_is_none() {
        assert_eq!(cells(2025, "table3.new.natural", "table4.review.total"), "");
    }
}
