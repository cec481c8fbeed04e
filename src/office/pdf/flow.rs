//! Pages as one document (连页): tables that go on over a page are one, so are paragraphs; what every page repeats goes.

use std::collections::BTreeMap;

use super::lines::Line;
use super::ruled::{Ruled, RuledCell};
use crate::codec::grid::{Cell, Grid, MOST_COLUMNS, MOST_ROWS};
use crate::codec::recognise::Block;

/// What stands on a page, from top to bottom.
pub(super) enum Item {
    Line(Line),
    Table(Ruled),
}

impl Item {
    /// Letters stand on the height of their line, so that a heading may stand on a table's upper edge.
    fn top(&self) -> f64 {
        match self {
            Item::Line(line) => line.at - 0.35 * line.size,
            Item::Table(table) => table.top,
        }
    }
}

/// The most rows of heads that are looked for on a new page.
const MOST_HEADS: usize = 8;
/// How far the edges of a table may be from those of its part on the page before, in points.
const NEAR: f64 = 4.0;

/// The items of a page in their order.
pub(super) fn items(tables: Vec<Ruled>, lines: Vec<Line>) -> Vec<Item> {
    let mut items: Vec<Item> = tables.into_iter().map(Item::Table).chain(lines.into_iter().map(Item::Line)).collect();
    items.sort_by(|a, b| a.top().total_cmp(&b.top()));
    items
}

/// The pages as blocks.
pub(super) fn blocks(mut pages: Vec<Vec<Item>>) -> Vec<Block> {
    drop_repeated(&mut pages);
    let (left, right) = margins(&pages);
    let (pitch, size) = (usual(distances(&pages)), usual(sizes(&pages)));
    let mut flow = Flow { left, right, pitch, size, blocks: Vec::new(), open: None };
    for page in pages {
        for (at, item) in page.into_iter().enumerate() {
            match item {
                Item::Line(line) => flow.line(line),
                Item::Table(table) => flow.table(table, at == 0),
            }
        }
    }
    flow.end();
    flow.blocks
}

/// The heads and feet of pages: numbers, and what two pages have at the same place but for its digits.
fn drop_repeated(pages: &mut [Vec<Item>]) {
    let mut seen: BTreeMap<(bool, String), usize> = BTreeMap::new();
    let ends = |page: &[Item]| {
        let of = |item: Option<&Item>, is_head: bool| match item {
            Some(Item::Line(line)) => Some((is_head, without_digits(&line.text))),
            _ => None,
        };
        [of(page.first(), true), of(page.last(), false)].into_iter().flatten().collect::<Vec<_>>()
    };
    for page in pages.iter() {
        ends(page).into_iter().for_each(|end| *seen.entry(end).or_default() += 1);
    }
    for page in pages {
        let ends = ends(page);
        for (is_head, text) in ends {
            let is_number = text.chars().all(|c| "-—–－·第共页/".contains(c));
            let is_repeated = seen.get(&(is_head, text)).is_some_and(|times| *times > 1);
            if !(is_number || is_repeated) {
                continue;
            }
            if is_head && !page.is_empty() {
                page.remove(0);
            } else {
                page.pop();
            }
        }
    }
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// Where lines of text begin and end.
fn margins(pages: &[Vec<Item>]) -> (f64, f64) {
    let lines = pages.iter().flatten().filter_map(|item| match item {
        Item::Line(line) => Some(line),
        Item::Table(_) => None,
    });
    lines.fold((f64::INFINITY, f64::NEG_INFINITY), |(left, right), line| (left.min(line.left), right.max(line.right)))
}

/// How far each line is below the one before.
fn distances(pages: &[Vec<Item>]) -> impl Iterator<Item = f64> {
    pages.iter().flat_map(|page| page.windows(2)).filter_map(|pair| match pair {
        [Item::Line(above), Item::Line(below)] => Some(below.at - above.at),
        _ => None,
    })
}

/// The size of each line's letters, once for every letter.
fn sizes(pages: &[Vec<Item>]) -> impl Iterator<Item = f64> {
    pages.iter().flatten().flat_map(|item| match item {
        Item::Line(line) => std::iter::repeat_n(line.size, line.text.chars().count()),
        Item::Table(_) => std::iter::repeat_n(0.0, 0),
    })
}

/// The most frequent of some lengths, to half a point.
fn usual(lengths: impl Iterator<Item = f64>) -> f64 {
    let mut times: BTreeMap<i64, usize> = BTreeMap::new();
    lengths.for_each(|length| *times.entry((2.0 * length).round() as i64).or_default() += 1);
    times.into_iter().max_by_key(|(_, times)| *times).map_or(f64::INFINITY, |(length, _)| length as f64 / 2.0)
}

struct Flow {
    left: f64,
    right: f64,
    pitch: f64,
    size: f64,
    blocks: Vec<Block>,
    open: Option<Open>,
}

/// What may go on on the next line or page.
enum Open {
    Text { text: String, last: Line },
    Table(Ruled),
}

impl Flow {
    fn line(&mut self, line: Line) {
        match self.open.take() {
            Some(Open::Text { mut text, last }) if self.goes_on(&last, &line) => {
                let is_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                let (end, begin) = (text.chars().next_back(), line.text.chars().next());
                if line.is_spaced || is_word(end) && is_word(begin) {
                    text.push(' ');
                }
                text.push_str(&line.text);
                self.open = Some(Open::Text { text, last: line });
            }
            before => {
                self.open = before;
                self.end();
                self.open = Some(Open::Text { text: line.text.clone(), last: line });
            }
        }
    }

    /// Whether a line goes on with the paragraph: it begins at the margin, the one before reaches the other, both are
    /// written alike, and there is no more room between them than between other lines.
    fn goes_on(&self, last: &Line, line: &Line) -> bool {
        let size = line.size.max(1.0);
        let is_alike = (last.size - line.size).abs() < 0.1 * size;
        let begins = line.left - self.left < size;
        let is_full = self.right - last.right < 2.0 * size;
        let is_below = line.at - last.at < 1.3 * self.pitch;
        // A title is set in the middle, in large letters.
        let is_title = line.size > 1.2 * self.size && (0.0..2.2 * size).contains(&(line.at - last.at));
        is_alike && (is_title || begins && is_full && is_below)
    }

    fn table(&mut self, table: Ruled, is_first: bool) {
        match self.open.take() {
            Some(Open::Table(above)) if is_first && is_same(&above, &table) => {
                self.open = Some(Open::Table(joined(above, table)));
            }
            before => {
                self.open = before;
                self.end();
                self.open = Some(Open::Table(table));
            }
        }
    }

    fn end(&mut self) {
        match self.open.take() {
            Some(Open::Text { text, .. }) => self.blocks.push(Block::Text { text, rise: 0 }),
            Some(Open::Table(table)) => self.blocks.push(Block::Table(grid(table))),
            None => {}
        }
    }
}

/// Whether a table at the top of a page is as wide as the one that the page before ended with, and stands as far left.
fn is_same(above: &Ruled, below: &Ruled) -> bool {
    let near = |a: Option<&f64>, b: Option<&f64>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() < NEAR);
    near(above.edges.first(), below.edges.first()) && near(above.edges.last(), below.edges.last())
}

/// Two parts of one table.
fn joined(mut above: Ruled, mut below: Ruled) -> Ruled {
    let mut edges: Vec<f64> = above.edges.iter().chain(&below.edges).copied().collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup_by(|next, kept| *next - *kept < NEAR);
    for part in [&mut above, &mut below] {
        refit(part, &edges);
    }
    drop_heads(&above, &mut below);
    if goes_on(&above, &below) {
        fold(&mut above, &mut below);
    }
    reach(&mut above, &mut below);
    let rows = above.rows;
    above.cells.extend(below.cells.into_iter().map(|cell| RuledCell { row: cell.row + rows, ..cell }));
    Ruled { bottom: below.bottom, rows: rows + below.rows, ..above }
}

/// The columns of the part, counted by other edges.
fn refit(part: &mut Ruled, edges: &[f64]) {
    let old = std::mem::replace(&mut part.edges, edges.to_vec());
    let at = |col: usize| {
        let x = old.get(col).copied().unwrap_or_default();
        edges.iter().rposition(|edge| *edge <= x + 1e-6).unwrap_or(0)
    };
    for cell in &mut part.cells {
        let (from, to) = (at(cell.col), at(cell.col + cell.cols));
        (cell.col, cell.cols) = (from, to.saturating_sub(from).max(1));
    }
}

/// Heads that are repeated on the new page.
fn drop_heads(above: &Ruled, below: &mut Ruled) {
    let head = |part: &Ruled, rows: usize| {
        let mut cells: Vec<RuledCell> = part.cells.iter().filter(|cell| cell.row < rows).cloned().collect();
        cells.sort_by_key(|cell| (cell.row, cell.col));
        cells
    };
    let is_repeated = |rows: &usize| {
        let (a, b) = (head(above, *rows), head(below, *rows));
        let has_words = b.iter().filter(|cell| cell.text.chars().any(is_word)).count() > 1;
        let is_closed = b.iter().all(|cell| cell.row + cell.rows <= *rows);
        a == b && has_words && is_closed
    };
    let most = above.rows.min(below.rows - 1).min(MOST_HEADS);
    let Some(rows) = (1..=most).rev().find(is_repeated) else { return };
    below.cells.retain(|cell| cell.row >= rows);
    below.cells.iter_mut().for_each(|cell| cell.row -= rows);
    below.rows -= rows;
}

fn is_word(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

/// Whether the first row of the new page is the rest of the last row of the old one: the same cells, no number in
/// them, and words that go on; of what reaches farther down nothing is written again.
fn goes_on(above: &Ruled, below: &Ruled) -> bool {
    let last: Vec<&RuledCell> = above.cells.iter().filter(|cell| cell.row + cell.rows == above.rows).collect();
    let first: Vec<&RuledCell> = below.cells.iter().filter(|cell| cell.row == 0).collect();
    let counterpart = |cell: &RuledCell| last.iter().any(|l| (l.col, l.cols) == (cell.col, cell.cols));
    let is_rest = |cell: &RuledCell| cell.text.is_empty() || cell.text.chars().any(is_word) && !begins_row(&cell.text);
    below.rows > 1
        && first.len() == last.len()
        && first.iter().all(|cell| (cell.rows == 1 || cell.text.is_empty()) && counterpart(cell) && is_rest(cell))
        && first.iter().filter(|cell| !cell.text.is_empty()).count() == 1
        && last.iter().filter(|cell| cell.text.chars().any(|c| c.is_ascii_digit())).count() > 1
}

/// Whether a heading begins with its number: `4.`, `（七）`, `四、`.
fn begins_row(text: &str) -> bool {
    let mut chars = text.trim_start_matches(['（', '(']).chars();
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    chars.next().is_some_and(is_number) && chars.next().is_some_and(|c| ".．、）)".contains(c))
}

/// Puts the first row of the new page into the last row of the old one.
fn fold(above: &mut Ruled, below: &mut Ruled) {
    let rows = above.rows;
    for cell in below.cells.iter().filter(|cell| cell.row == 0 && !cell.text.is_empty()) {
        let is_same = |a: &&mut RuledCell| a.row + a.rows == rows && (a.col, a.cols) == (cell.col, cell.cols);
        if let Some(last) = above.cells.iter_mut().find(is_same) {
            last.text = format!("{}\n{}", last.text, cell.text);
        }
    }
    below.cells.retain(|cell| cell.row > 0 || cell.rows > 1);
    for cell in &mut below.cells {
        match cell.row {
            0 => cell.rows -= 1,
            _ => cell.row -= 1,
        }
    }
    below.rows -= 1;
}

/// A label over several rows that goes on over the page: its place there is empty.
fn reach(above: &mut Ruled, below: &mut Ruled) {
    let (last, rows) = (above.rows, below.rows);
    let mut gone = Vec::new();
    for (at, cell) in below.cells.iter().enumerate().filter(|(_, c)| c.row == 0 && c.text.is_empty()) {
        let is_label = |a: &&mut RuledCell| {
            a.row + a.rows == last && (a.col, a.cols) == (cell.col, cell.cols) && a.text.chars().any(is_word)
        };
        if let Some(label) = above.cells.iter_mut().find(is_label).filter(|_| cell.rows <= rows) {
            label.rows += cell.rows;
            gone.push(at);
        }
    }
    gone.into_iter().rev().for_each(|at| drop(below.cells.remove(at)));
}

/// Rows in which nothing stands, but for the last: the room that some programs leave below a head repeated on a page.
fn drop_empty(table: &mut Ruled) {
    let mut is_kept: Vec<bool> = vec![false; table.rows];
    if let Some(last) = is_kept.last_mut() {
        *last = true;
    }
    for cell in table.cells.iter().filter(|cell| !cell.text.is_empty() || cell.rows > 1) {
        is_kept[cell.row] = true;
    }
    let mut before = vec![0];
    is_kept.iter().fold(0, |count, kept| {
        before.push(count + usize::from(*kept));
        count + usize::from(*kept)
    });
    table.cells.retain(|cell| is_kept[cell.row]);
    for cell in &mut table.cells {
        let (from, to) = (before[cell.row], before[cell.row + cell.rows]);
        (cell.row, cell.rows) = (from, to - from);
    }
    table.rows = before[table.rows];
}

fn grid(mut table: Ruled) -> Grid {
    drop_empty(&mut table);
    let size = |n: usize, most: u16| u16::try_from(n).unwrap_or(most).min(most);
    let (width, height) = (size(table.edges.len() - 1, MOST_COLUMNS), size(table.rows, MOST_ROWS));
    let mut cells: Vec<RuledCell> = table.cells;
    cells.sort_by_key(|cell| (cell.row, cell.col));
    let cell = |c: RuledCell| {
        let n = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        Cell { text: c.text, row: n(c.row), col: n(c.col), rows: n(c.rows), cols: n(c.cols) }
    };
    Grid::of(width, height, cells.into_iter().map(cell).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(rows: usize, cells: &[(&str, usize, usize, usize)]) -> Ruled {
        let cell = |(text, row, col, rows): &(&str, usize, usize, usize)| RuledCell {
            text: (*text).to_owned(),
            row: *row,
            col: *col,
            rows: *rows,
            cols: 1,
        };
        let edges = (0..5).map(|edge| f64::from(edge) * 50.0).collect();
        Ruled { top: 0.0, bottom: 100.0, edges, rows, cells: cells.iter().map(cell).collect() }
    }

    #[test]
    fn a_heading_may_stand_on_the_edge_of_its_table() {
        let line = |at: f64| Line { text: String::new(), left: 0.0, right: 9.0, at, size: 9.0, is_spaced: false };
        let table = Ruled { top: 50.0, bottom: 99.0, ..part(1, &[]) };
        let items = items(vec![table], vec![line(50.0), line(109.0)]);
        let is_line: Vec<bool> = items.iter().map(|item| matches!(item, Item::Line(_))).collect();
        assert_eq!(is_line, [true, false, true]);
    }

    #[test]
    fn a_row_goes_on_over_a_page_beside_its_group() {
        let above = part(1, &[("（五）不予处理", 0, 0, 1), ("3.要求", 0, 1, 1), ("0", 0, 2, 1), ("7", 0, 3, 1)]);
        let rest = |group, row| {
            part(
                2,
                &[(group, 0, 0, 2), ("提供公开出版物", 0, 1, 1), (row, 0, 2, 1), ("", 0, 3, 1), ("4.无正当", 1, 1, 1)],
            )
        };
        let rows = |below: Ruled| {
            let joined = joined(above.clone(), below);
            joined.cells.iter().filter(|cell| cell.text.starts_with("3.要求\n")).count() + 10 * joined.rows
        };
        assert_eq!(rows(rest("", "")), 21);
        // Another group, or a number: it is a row of its own.
        assert_eq!(rows(rest("（六）其他处理", "")), 30);
        assert_eq!(rows(rest("", "1")), 30);
        let mut next = rest("", "");
        next.cells[1].text = "4.无正当理由大量反复申请".to_owned();
        assert_eq!(rows(next), 30);
    }
}
