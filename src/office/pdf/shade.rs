//! What lies below letters (底色): white letters are seen on a ground that is painted, and not on bare paper.

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::object::Number;

/// The painted grounds of a page.
#[derive(Default)]
pub(super) struct Shades {
    boxes: Vec<(Point, Point)>,
    /// Something is painted of which nobody knows where.
    is_everywhere: bool,
}

/// The most that are kept apart.
const MOST: usize = 1_000;
/// From this part of full light on a colour is white.
const WHITE: f64 = 0.98;

impl Shades {
    /// A ground between two corners.
    pub fn add(&mut self, low: Point, high: Point) {
        if self.boxes.len() < MOST {
            self.boxes.push((low, high));
        } else {
            self.is_everywhere = true;
        }
    }

    /// A picture, which fills the unit square of its place.
    pub fn add_picture(&mut self, to_page: Affine) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)].map(|corner| to_page * Point::from(corner));
        let low = corners.iter().fold(corners[0], |a, b| Point::new(a.x.min(b.x), a.y.min(b.y)));
        let high = corners.iter().fold(corners[0], |a, b| Point::new(a.x.max(b.x), a.y.max(b.y)));
        self.add(low, high);
    }

    pub fn add_unknown(&mut self) {
        self.is_everywhere = true;
    }

    /// Whether a point lies on one of them.
    pub fn covers(&self, at: Point) -> bool {
        let is_in = |(low, high): &(Point, Point)| (low.x..=high.x).contains(&at.x) && (low.y..=high.y).contains(&at.y);
        self.is_everywhere || self.boxes.iter().any(is_in)
    }

    /// How long it takes to find out, in steps of the reader.
    pub fn steps(&self) -> usize {
        self.boxes.len() / 50
    }
}

/// Whether a colour of light is white: of one number or of three.
pub(super) fn is_white(light: &[Number]) -> bool {
    matches!(light.len(), 1 | 3) && light.iter().all(|part| part.as_f64() >= WHITE)
}

/// Whether a colour of inks is white.
pub(super) fn is_bare(inks: &[Number; 4]) -> bool {
    inks.iter().all(|ink| ink.as_f64() <= 1.0 - WHITE)
}
