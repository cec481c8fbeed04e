//! Rows of numbers and the rows of the form, one for one (按次序对应).

use super::events::{Event, Row};
use super::pieces::{are_pieces, count, letters};
use super::section::{Finder, Named, Section};

/// What stands in the text from one head of a table to the next.
pub(super) struct Stretch<'a> {
    pub events: &'a [Event],
    /// Whether the table begins with it, and whether it ends with it.
    pub begins: bool,
    pub ends: bool,
}

/// The most rows of which not all need be named where they stand between two that are.
const FEW: usize = 5;

/// Which row of the section each event is; only for rows of numbers that can be placed.
pub(super) fn place(section: &Section, stretch: &Stretch, labels: &mut Finder) -> Vec<Option<usize>> {
    let mut known: Vec<Option<usize>> = Vec::new();
    let mut open: Vec<Option<Vec<usize>>> = Vec::new();
    for event in stretch.events {
        let named = match event {
            Event::Row(row) => section.named(&row.words, labels),
            _ => Named::Strange,
        };
        known.push(if let Named::Row(row) = named { Some(row) } else { None });
        open.push(if let Named::Open(rows) = named { Some(rows) } else { None });
    }
    let mut order = Order { section, stretch, known, open };
    order.undo_lump();
    order.chain(labels);
    order.fill();
    order.known
}

struct Order<'a> {
    section: &'a Section,
    stretch: &'a Stretch<'a>,
    known: Vec<Option<usize>>,
    /// For rows of numbers that are not known: which they may be by the words on their line.
    open: Vec<Option<Vec<usize>>>,
}

/// A run of events between two known rows, and the rows of the form between these.
struct Run {
    from: usize,
    to: usize,
    /// The known rows, or those before the first and behind the last.
    after: Option<usize>,
    before: Option<usize>,
}

impl Order<'_> {
    fn event(&self, at: usize) -> Option<&Event> {
        self.stretch.events.get(at)
    }

    /// A number alone among rows of several is a page's, or nobody's.
    fn is_row(&self, at: usize) -> Option<&Row> {
        let widest = self.section.rows.first().map_or(0, |row| row.slots.len());
        match self.event(at)? {
            Event::Row(row) if widest < 2 || row.values.len() > 1 || !row.words.is_empty() => Some(row),
            _ => None,
        }
    }

    /// The name of a group on the line of one of its rows is not the row that stands for them.
    fn undo_lump(&mut self) {
        let Some((lump, parts)) = &self.section.lump else { return };
        let tells = |event: &Event| match event {
            Event::Words { letters, .. } => self.tells(letters).is_some_and(|row| parts.contains(&row)),
            Event::Row(row) => self.tells(&letters(&row.words.concat())).is_some_and(|row| parts.contains(&row)),
            _ => false,
        };
        if !self.stretch.events.iter().any(tells) {
            return;
        }
        for (known, open) in self.known.iter_mut().zip(&mut self.open) {
            if *known == Some(*lump) {
                (*known, *open) = (None, Some(parts.clone()));
            }
        }
    }

    /// The only row of which the letters are a piece.
    fn tells(&self, found: &str) -> Option<usize> {
        if are_pieces(found, &self.section.groups) {
            return None;
        }
        match self.section.rows_with(found).as_slice() {
            [row] if count(found) > 1 => Some(*row),
            _ => None,
        }
    }

    /// A heading before each row of numbers, from the first on and from the last on backwards, where the first has one
    /// before it and the last none behind it. Elsewhere a heading may as well be that of the row before it.
    fn chain(&mut self, labels: &mut Finder) {
        let rows: Vec<usize> = (0..self.known.len()).filter(|at| self.is_row(*at).is_some()).collect();
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let is_known = self.known.iter().any(Option::is_some);
        let is_whole = self.stretch.begins && self.stretch.ends && !is_known;
        if !is_whole || self.headed(0, *first, labels).is_none() || self.has_heading(last + 1, self.known.len()) {
            return;
        }
        let from = |nth: usize| nth.checked_sub(1).and_then(|n| rows.get(n)).map_or(0, |before| before + 1);
        let headed: Vec<Option<usize>> =
            rows.iter().enumerate().map(|(nth, at)| self.headed(from(nth), *at, labels)).collect();
        let begin = headed.iter().take_while(|row| row.is_some()).count();
        let end = headed.iter().rev().take_while(|row| row.is_some()).count();
        // A single number may be a page's.
        if !self.section.is_wide() && begin < rows.len() {
            return;
        }
        for (nth, (at, row)) in rows.iter().zip(&headed).enumerate() {
            if nth < begin || nth + end >= rows.len() {
                self.known[*at] = *row;
            }
        }
    }

    /// The row whose whole heading, and nothing else of the rows, stands from one event up to a row of numbers.
    fn headed(&self, from: usize, to: usize, labels: &mut Finder) -> Option<usize> {
        if self.open.get(to)?.as_ref().is_none_or(|rows| !rows.is_empty()) {
            return None;
        }
        let mut pieces: Vec<String> = Vec::new();
        for event in self.stretch.events.get(from..to)? {
            let Event::Words { letters, words, .. } = event else { continue };
            if from == 0 && self.section.is_aside(words, letters) {
                pieces.clear();
            } else {
                pieces.extend(words.iter().cloned());
            }
        }
        match self.section.named(&pieces, labels) {
            Named::Row(row) => {
                let whole = letters(&pieces.concat());
                self.section.rows.get(row).filter(|official| whole.ends_with(&official.letters)).map(|_| row)
            }
            _ => None,
        }
    }

    /// Whether some words there may be a row's heading.
    fn has_heading(&self, from: usize, to: usize) -> bool {
        let events = self.stretch.events.get(from..to).unwrap_or_default();
        events.iter().any(|event| match event {
            Event::Words { letters, words, .. } => !self.section.is_aside(words, letters),
            _ => false,
        })
    }

    /// Places what stands between known rows.
    fn fill(&mut self) {
        let mut runs = Vec::new();
        let mut run = Run { from: 0, to: 0, after: None, before: None };
        for at in 0..self.known.len() {
            if let Some(row) = self.known[at] {
                runs.push(Run { to: at, before: Some(row), ..run });
                run = Run { from: at + 1, to: 0, after: Some(row), before: None };
            }
        }
        runs.push(Run { to: self.known.len(), ..run });
        let mut named = vec![false; self.section.rows.len()];
        for row in self.known.iter().flatten() {
            named[*row] = true;
        }
        for run in runs {
            let is_fenced = (run.after.is_some() || self.stretch.begins) && (run.before.is_some() || self.stretch.ends);
            let numbers: Vec<usize> = (run.from..run.to).filter(|at| self.is_row(*at).is_some()).collect();
            if !is_fenced || numbers.is_empty() {
                continue;
            }
            let fits = self.variants(&run, &named).into_iter().find(|rows| rows.len() == numbers.len());
            if let Some(rows) = fits.filter(|rows| self.agrees(&run, &numbers, rows)) {
                numbers.iter().zip(rows).for_each(|(at, row)| self.known[*at] = Some(row));
            }
        }
    }

    /// The rows of the form in a run: divided, and undivided.
    fn variants(&self, run: &Run, named: &[bool]) -> Vec<Vec<usize>> {
        let from = run.after.map_or(0, |row| row + 1);
        let to = run.before.unwrap_or(self.section.rows.len());
        let Some((lump, parts)) = &self.section.lump else { return vec![(from..to).collect()] };
        let is_known = |row: &usize| named.get(*row) == Some(&true);
        let mut variants = Vec::new();
        if !is_known(lump) {
            variants.push((from..to).filter(|row| row != lump).collect());
        }
        if !parts.iter().any(is_known) {
            variants.push((from..to).filter(|row| !parts.contains(row)).collect());
        }
        variants
    }

    /// Whether nothing in a run says otherwise than that its rows of numbers are these rows in this order.
    fn agrees(&self, run: &Run, numbers: &[usize], rows: &[usize]) -> bool {
        let are_cells = numbers.iter().zip(rows).all(|(at, row)| {
            let own = self.open.get(*at).cloned().flatten();
            let may_be = own.is_some_and(|own| own.is_empty() || own.contains(row));
            may_be && self.is_row(*at).is_some_and(|numbers| self.section.cells(*row, numbers, 0).is_some())
        });
        let lump = self.section.lump.as_ref().map(|(lump, _)| *lump).filter(|lump| rows.contains(lump));
        let Some(told) = self.told(run, lump).filter(|_| are_cells) else { return false };
        let own: Vec<usize> = told.iter().copied().filter(|row| rows.contains(row)).collect();
        let ends = [run.after, run.before];
        let foreign = told.iter().any(|row| !rows.contains(row) && !ends.contains(&Some(*row)));
        let all = rows.iter().all(|row| own.contains(row));
        // The name of a group beside a row of numbers may sum the group up.
        let bare = numbers.iter().all(|at| match (self.is_row(*at), self.open.get(*at)) {
            (Some(row), Some(Some(own))) => row.words.is_empty() || !own.is_empty(),
            _ => false,
        });
        match lump {
            Some(_) => own.is_sorted() && all && !foreign,
            None => own.is_sorted() && (all || self.section.is_wide() && bare && !foreign && rows.len() < FEW),
        }
    }

    /// The rows that the words of a run tell, in their order; `None` where some words are none of the form's. The
    /// undivided row has the name of its group: it is told only where it is looked for.
    fn told(&self, run: &Run, lump: Option<usize>) -> Option<Vec<usize>> {
        let (mut told, mut begun, mut last) = (Vec::new(), run.after.is_some(), String::new());
        for at in run.from..run.to {
            let (words, found) = match self.event(at)? {
                Event::Words { words, letters, .. } => (words, letters.clone()),
                Event::Row(row) if self.is_row(at).is_some() && !row.words.is_empty() => {
                    (&row.words, letters(&row.words.concat()))
                }
                Event::Row(_) | Event::Fence(..) => continue,
                Event::Prose if begun => return None,
                Event::Prose => continue,
            };
            let rows = self.section.rows_with(&found);
            let is_lump = lump.is_some_and(|lump| rows.contains(&lump));
            let is_aside = self.section.is_aside(words, &found) && !is_lump;
            // What stands before the head of the table says nothing of it.
            if !begun && (is_aside || rows.is_empty()) {
                continue;
            }
            begun = true;
            let whole = last + &found;
            match rows.as_slice() {
                [row] if !is_aside && count(&found) > 1 => told.push(*row),
                [] if !is_aside => return None,
                // `3.` and `其他`, each on its line.
                _ => told.extend(self.tells(&whole)),
            }
            last = found;
        }
        Some(told)
    }
}
