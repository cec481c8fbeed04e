//! The paths a page draws, of which only straight lines and thin bars are of use: the rules of tables (表格线).

use hayro_font::kurbo::{Affine, Point};

use super::ink::Rule;
use super::shade::Shades;

/// How thick a filled bar may be and still be a line, in points.
const THIN: f64 = 3.0;
/// What leans more than this is no line of a table.
const LEAN: f64 = 1.0;
/// The most lines of a page.
const MOST_RULES: usize = 50_000;

#[derive(Default)]
pub(super) struct Path {
    parts: Vec<Part>,
}

#[derive(Default)]
struct Part {
    points: Vec<Point>,
    is_bent: bool,
}

impl Path {
    pub fn begin(&mut self, at: Point) {
        self.parts.push(Part { points: vec![at], is_bent: false });
    }

    pub fn line(&mut self, to: Point) {
        match self.parts.last_mut() {
            Some(part) if part.points.len() < MOST_RULES => part.points.push(to),
            Some(_) => {}
            None => self.begin(to),
        }
    }

    /// A curve: whatever it belongs to is no rule.
    pub fn bend(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.is_bent = true;
        }
    }

    pub fn close(&mut self) {
        if let Some(part) = self.parts.last_mut()
            && let Some(first) = part.points.first()
        {
            part.points.push(*first);
        }
    }

    pub fn rectangle(&mut self, to_page: Affine, x: f64, y: f64, width: f64, height: f64) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
        let points = corners.map(|corner| to_page * Point::from(corner)).to_vec();
        self.parts.push(Part { points, is_bent: false });
    }

    /// Draws along the path, and begins another.
    pub fn stroke(&mut self, closes: bool, rules: &mut Vec<Rule>) {
        if closes {
            self.close();
        }
        for part in std::mem::take(&mut self.parts).iter().filter(|part| !part.is_bent) {
            for pair in part.points.windows(2) {
                put(pair[0], pair[1], rules);
            }
        }
    }

    /// Paints it: what lies in it is on a ground.
    pub fn shade(&self, shades: &mut Shades) {
        for part in &self.parts {
            if let Some((low, high)) = bounds(&part.points).filter(|(a, b)| (b.x - a.x).min(b.y - a.y) > THIN) {
                shades.add(low, high);
            }
        }
    }

    /// Fills it: only bars are rules.
    pub fn fill(&mut self, rules: &mut Vec<Rule>) {
        for part in std::mem::take(&mut self.parts).iter().filter(|part| !part.is_bent) {
            let Some((low, high)) = bounds(&part.points) else { continue };
            let (width, height) = (high.x - low.x, high.y - low.y);
            let middle = low.midpoint(high);
            if height <= THIN && width > height {
                put(Point::new(low.x, middle.y), Point::new(high.x, middle.y), rules);
            } else if width <= THIN && height > width {
                put(Point::new(middle.x, low.y), Point::new(middle.x, high.y), rules);
            }
        }
    }
}

fn bounds(points: &[Point]) -> Option<(Point, Point)> {
    let mut all = points.iter().filter(|p| p.is_finite());
    let first = *all.next()?;
    let low = |a: Point, b: &Point| Point::new(a.x.min(b.x), a.y.min(b.y));
    let high = |a: Point, b: &Point| Point::new(a.x.max(b.x), a.y.max(b.y));
    Some((all.clone().fold(first, low), all.fold(first, high)))
}

/// Puts a line among the rules if it runs along the paper's edges; from the left or top.
fn put(a: Point, b: Point, rules: &mut Vec<Rule>) {
    let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
    let is_straight = dx.min(dy) <= LEAN && dx.max(dy) > LEAN && a.is_finite() && b.is_finite();
    if !is_straight || rules.len() >= MOST_RULES {
        return;
    }
    let is_first = if dx > dy { a.x <= b.x } else { a.y <= b.y };
    rules.push(if is_first { Rule { from: a, to: b } } else { Rule { from: b, to: a } });
}
