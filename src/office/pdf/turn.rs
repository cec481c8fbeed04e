//! Which way up a page is (转正): a wide table is often printed across, and a watermark aslant.

use hayro_font::kurbo::Point;

use super::ink::{Ink, Letter};

/// Turns the page as most of its letters stand; those that stand otherwise are no part of the text.
pub(super) fn upright(ink: &mut Ink) {
    let mut votes = [0; 4];
    for turn in ink.letters.iter().filter_map(turn) {
        votes[turn] += 1;
    }
    let most = (0..4).max_by_key(|turn| (votes[*turn], 4 - turn)).unwrap_or(0);
    ink.letters.retain(|letter| turn(letter) == Some(most));
    for letter in &mut ink.letters {
        (letter.from, letter.to) = (turned(letter.from, most), turned(letter.to, most));
    }
    for rule in &mut ink.rules {
        let (a, b) = (turned(rule.from, most), turned(rule.to, most));
        let is_first = a.x + a.y <= b.x + b.y;
        (rule.from, rule.to) = if is_first { (a, b) } else { (b, a) };
    }
}

/// How many quarter turns the letter stands aslant, clockwise; none where it is not a whole number.
fn turn(letter: &Letter) -> Option<usize> {
    let (dx, dy) = (letter.to.x - letter.from.x, letter.to.y - letter.from.y);
    let is_along = |a: f64, b: f64| b.abs() <= 0.1 * a.abs();
    match (dx, dy) {
        (dx, dy) if is_along(dx, dy) => Some(if dx >= 0.0 { 0 } else { 2 }),
        (dx, dy) if is_along(dy, dx) => Some(if dy >= 0.0 { 1 } else { 3 }),
        _ => None,
    }
}

/// The point after so many quarter turns back.
fn turned(p: Point, turns: usize) -> Point {
    match turns {
        1 => Point::new(p.y, -p.x),
        2 => Point::new(-p.x, -p.y),
        3 => Point::new(-p.y, p.x),
        _ => p,
    }
}
