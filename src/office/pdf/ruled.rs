//! Tables as their rules draw them (有框线的表格): which cells the lines of a page bound, and what stands in each.

use std::collections::BTreeMap;

use super::ink::{Letter, Rule};
use super::lines::{Line, lines};

/// A table of one page.
#[derive(Clone, Debug)]
pub(super) struct Ruled {
    pub top: f64,
    pub bottom: f64,
    /// Where its columns begin and the last one ends.
    pub edges: Vec<f64>,
    pub rows: usize,
    pub cells: Vec<RuledCell>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct RuledCell {
    pub text: String,
    pub row: usize,
    pub col: usize,
    pub rows: usize,
    pub cols: usize,
}

/// Lines nearer than this are one line, and lines that end so near to another touch it; in points.
const NEAR: f64 = 2.5;
/// Lines nearer than this part of a letter's size have no row or column between them: each cell has lines of its own.
const APART: f64 = 0.45;
/// So are several lines, from the first to the last.
const ALL_APART: f64 = 0.95;
/// The most lines of a page of which tables are made.
const MOST_LINES: usize = 1_000;
/// The most places of a table.
const MOST_PLACES: usize = 10_000;

/// Lines on one height (or in one column) that meet: where, and from where to where.
#[derive(Clone, Copy, Debug)]
struct Span {
    at: f64,
    from: f64,
    to: f64,
}

/// The tables of a page, and the lines of what stands outside of them.
pub(super) fn read(letters: &[Letter], rules: &[Rule]) -> (Vec<Ruled>, Vec<Line>) {
    let flat = spans(rules.iter().filter(|r| is_flat(r)).map(|r| Span { at: r.from.y, from: r.from.x, to: r.to.x }));
    let steep = spans(rules.iter().filter(|r| !is_flat(r)).map(|r| Span { at: r.from.x, from: r.from.y, to: r.to.y }));
    let drawn: Vec<Rule> = rules.iter().filter(|r| is_flat(r)).take(MOST_LINES).copied().collect();
    let (mut tables, mut left): (Vec<Ruled>, Vec<&Letter>) = (Vec::new(), letters.iter().collect());
    if flat.len().max(steep.len()) <= MOST_LINES {
        let mut frames = frames(&flat, &steep, letters);
        frames.sort_by(|a, b| a.area().total_cmp(&b.area()));
        for frame in frames {
            let Some(cells) = frame.cells() else { continue };
            let (inside, outside) = left.into_iter().partition(|letter| frame.place(letter).is_some());
            left = outside;
            tables.push(frame.table(cells, inside, &drawn));
        }
    }
    tables.sort_by(|a, b| a.top.total_cmp(&b.top));
    (tables, lines(left, &drawn))
}

fn is_flat(rule: &Rule) -> bool {
    (rule.from.y - rule.to.y).abs() < (rule.from.x - rule.to.x).abs()
}

/// Lines on one height that touch, as one.
fn spans(all: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut all: Vec<Span> = all.collect();
    all.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut found: Vec<Span> = Vec::new();
    while let Some(first) = all.first().copied() {
        let end = all.iter().position(|span| span.at - first.at > NEAR / 2.0).unwrap_or(all.len());
        let mut level: Vec<Span> = all.drain(..end).collect();
        level.sort_by(|a, b| a.from.total_cmp(&b.from));
        let begin = found.len();
        for span in level {
            match found.get_mut(begin..).and_then(<[Span]>::last_mut).filter(|last| span.from <= last.to + NEAR) {
                Some(last) => last.to = last.to.max(span.to),
                None => found.push(Span { at: first.at, ..span }),
            }
        }
    }
    found
}

/// Where a column or row ends and the next begins: one line, or several near each other with nothing between.
#[derive(Clone, Copy, Debug)]
struct Edge {
    low: f64,
    high: f64,
}

/// The bounds of a table: where its columns and rows are, and which of the bounds are drawn.
struct Frame {
    xs: Vec<Edge>,
    ys: Vec<Edge>,
    flat: Vec<Span>,
    steep: Vec<Span>,
}

/// The tables that lines make which touch each other: more than one cell, and each cell a rectangle.
fn frames(flat: &[Span], steep: &[Span], letters: &[Letter]) -> Vec<Frame> {
    let mut group: Vec<usize> = (0..flat.len() + steep.len()).collect();
    let near = |at: f64, span: &Span| (span.from - NEAR..=span.to + NEAR).contains(&at);
    for (i, h) in flat.iter().enumerate() {
        for (j, v) in steep.iter().enumerate() {
            if near(v.at, h) && near(h.at, v) {
                join(&mut group, i, flat.len() + j);
            }
        }
    }
    let roots: Vec<usize> = (0..group.len()).map(|at| root(&group, at)).collect();
    let mut names: Vec<usize> = roots.clone();
    names.sort_unstable();
    names.dedup();
    let of = |name: usize, spans: &[Span], from: usize| -> Vec<Span> {
        spans.iter().enumerate().filter(|(at, _)| roots[from + at] == name).map(|(_, span)| *span).collect()
    };
    let frames = names.into_iter().map(|name| Frame::of(of(name, flat, 0), of(name, steep, flat.len()), letters));
    frames.flatten().collect()
}

fn root(group: &[usize], mut at: usize) -> usize {
    while group[at] != at {
        at = group[at];
    }
    at
}

fn join(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(group, a), root(group, b));
    group[a.max(b)] = a.min(b);
}

impl Frame {
    fn of(flat: Vec<Span>, steep: Vec<Span>, letters: &[Letter]) -> Option<Frame> {
        let (across, down) = (extent(&flat)?, extent(&steep)?);
        let is_inside = |letter: &&Letter| {
            let (x, y) = middle(letter);
            (across.low..across.high).contains(&x) && (down.low..down.high).contains(&y)
        };
        let mut sizes: Vec<f64> = letters.iter().filter(is_inside).map(|letter| letter.size).collect();
        sizes.sort_by(f64::total_cmp);
        let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default().clamp(NEAR / APART, 20.0);
        let xs = edges(steep.iter().map(|s| s.at).collect(), across, size);
        let ys = edges(flat.iter().map(|s| s.at).collect(), down, size);
        let places = (xs.len() - 1) * (ys.len() - 1);
        (2..=MOST_PLACES).contains(&places).then_some(Frame { xs, ys, flat, steep })
    }

    fn area(&self) -> f64 {
        let length =
            |edges: &[Edge]| edges.last().zip(edges.first()).map_or(0.0, |(last, first)| last.high - first.low);
        length(&self.xs) * length(&self.ys)
    }

    /// The place a letter stands in.
    fn place(&self, letter: &Letter) -> Option<(usize, usize)> {
        let (x, y) = middle(letter);
        let at = |edges: &[Edge], x: f64| edges.windows(2).position(|pair| pair[0].low <= x && x < pair[1].low);
        at(&self.ys, y).zip(at(&self.xs, x))
    }

    /// Its cells, still without text; none where one of them is no rectangle.
    fn cells(&self) -> Option<BTreeMap<usize, RuledCell>> {
        let width = self.xs.len() - 1;
        let mut cells: BTreeMap<usize, RuledCell> = BTreeMap::new();
        let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, region) in self.regions().into_iter().enumerate() {
            let (row, col) = (place / width, place % width);
            *sizes.entry(region).or_default() += 1;
            let cell = cells.entry(region).or_insert(RuledCell { text: String::new(), row, col, rows: 1, cols: 1 });
            let (end, first) = ((cell.col + cell.cols).max(col + 1), cell.col.min(col));
            (cell.col, cell.cols, cell.rows) = (first, end - first, row + 1 - cell.row);
        }
        cells.iter().all(|(region, cell)| sizes[region] == cell.rows * cell.cols).then_some(cells)
    }

    fn table(&self, mut cells: BTreeMap<usize, RuledCell>, letters: Vec<&Letter>, drawn: &[Rule]) -> Ruled {
        let (width, regions) = (self.xs.len() - 1, self.regions());
        let mut inside: BTreeMap<usize, Vec<&Letter>> = BTreeMap::new();
        for letter in letters {
            if let Some((row, col)) = self.place(letter) {
                inside.entry(regions[row * width + col]).or_default().push(letter);
            }
        }
        for (region, letters) in inside {
            if let Some(cell) = cells.get_mut(&region) {
                cell.text = lines(letters, drawn).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
            }
        }
        let (top, bottom) = (self.ys[0].low, self.ys[self.ys.len() - 1].high);
        let edges = self.xs.iter().map(|edge| edge.low).collect();
        Ruled { top, bottom, edges, rows: self.ys.len() - 1, cells: cells.into_values().collect() }
    }

    /// For each place the first place of its cell: places without a line between them are one.
    fn regions(&self) -> Vec<usize> {
        let (width, height) = (self.xs.len() - 1, self.ys.len() - 1);
        let mut group: Vec<usize> = (0..width * height).collect();
        let steep = walls(&self.xs, &self.ys, &self.steep);
        let flat = walls(&self.ys, &self.xs, &self.flat);
        for row in 0..height {
            for col in 0..width {
                if col + 1 < width && !steep[col + 1][row] {
                    join(&mut group, row * width + col, row * width + col + 1);
                }
                if row + 1 < height && !flat[row + 1][col] {
                    join(&mut group, row * width + col, (row + 1) * width + col);
                }
            }
        }
        (0..group.len()).map(|at| root(&group, at)).collect()
    }
}

/// The middle of a letter.
fn middle(letter: &Letter) -> (f64, f64) {
    (letter.from.midpoint(letter.to).x, letter.from.y - 0.35 * letter.size)
}

/// From where to where lines reach.
fn extent(spans: &[Span]) -> Option<Edge> {
    let ends = |edge: Edge, span: &Span| Edge { low: edge.low.min(span.from), high: edge.high.max(span.to) };
    let first = spans.first()?;
    Some(spans.iter().fold(Edge { low: first.from, high: first.to }, ends))
}

/// The places of lines in their order, and the outermost ends where no line is. Lines with no room for a letter of
/// this size between them are one edge.
fn edges(mut at: Vec<f64>, extent: Edge, size: f64) -> Vec<Edge> {
    at.sort_by(f64::total_cmp);
    if at.first().is_none_or(|first| first - extent.low > APART * size) {
        at.insert(0, extent.low);
    }
    if at.last().is_none_or(|last| extent.high - last > APART * size) {
        at.push(extent.high);
    }
    let mut edges: Vec<Edge> = Vec::new();
    for at in at {
        let is_same = |edge: &&mut Edge| at - edge.high <= APART * size && at - edge.low <= ALL_APART * size;
        match edges.last_mut().filter(is_same) {
            Some(edge) => edge.high = at,
            None => edges.push(Edge { low: at, high: at }),
        }
    }
    edges
}

/// Whether a line is drawn at each edge, along each of the stretches that the edges across make.
fn walls(edges: &[Edge], across: &[Edge], spans: &[Span]) -> Vec<Vec<bool>> {
    let along = |edge: &Edge, middle: f64| {
        let is_at = |s: &&Span| (edge.low - NEAR..=edge.high + NEAR).contains(&s.at);
        spans.iter().filter(is_at).any(|s| s.from <= middle && middle <= s.to)
    };
    let middles: Vec<f64> = across.windows(2).map(|pair| f64::midpoint(pair[0].high, pair[1].low)).collect();
    edges.iter().map(|edge| middles.iter().map(|middle| along(edge, *middle)).collect()).collect()
}
