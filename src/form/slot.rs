//! Addresses of cells: `table3.new.natural`.
//!
//! One numbering serves both editions, so a report keeps every value when its edition is switched: cells that
//! mean the same share a slot, and cells that exist in one edition only wait in theirs.

use std::fmt;
use std::sync::OnceLock;

use super::{Desc, Kind, Print, Printed, Row, Table, descriptions};

/// One cell of the tables, in either edition.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u16);

struct Entry {
    code: String,
    table: &'static str,
    row: &'static str,
    column: &'static str,
    kind: Kind,
}

struct Registry {
    entries: Vec<Entry>,
}

impl Registry {
    fn get() -> &'static Registry {
        static REGISTRY: OnceLock<Registry> = OnceLock::new();
        REGISTRY.get_or_init(Registry::build)
    }

    fn build() -> Registry {
        let mut registry = Registry { entries: Vec::new() };
        for table in descriptions().iter().flat_map(|d: &&Desc| d.tables) {
            for (row, column) in addresses(table) {
                let kind = table.columns.iter().find(|c| c.id == column).map_or(Kind::Count, |c| c.kind);
                registry.add(table.id, row, column, kind);
            }
        }
        registry
    }

    fn add(&mut self, table: &'static str, row: &'static str, column: &'static str, kind: Kind) {
        if self.find(table, row, column).is_none() {
            let code = format!("{table}.{row}.{column}");
            self.entries.push(Entry { code, table, row, column, kind });
        }
    }

    fn find(&self, table: &str, row: &str, column: &str) -> Option<Slot> {
        let found = self.entries.iter().position(|e| e.row == row && e.column == column && e.table == table);
        found.map(|at| Slot(at as u16))
    }
}

/// The (row, column) ids of a table's cells in reading order, the lump's last.
pub(crate) fn addresses(table: &'static Table) -> Vec<(&'static str, &'static str)> {
    let mut all = Vec::new();
    match &table.print {
        Print::Matrix { .. } => table.rows.iter().for_each(|row| whole_row(table, row, &mut all)),
        Print::Lines(lines) => {
            for piece in lines.iter().copied().flatten() {
                if let Printed::Cell(row, column, _) = piece {
                    all.push((*row, *column));
                }
            }
        }
    }
    table.lump.iter().for_each(|lump| whole_row(table, &lump.row, &mut all));
    all
}

fn whole_row(table: &'static Table, row: &'static Row, all: &mut Vec<(&'static str, &'static str)>) {
    for column in table.columns {
        all.push((row.id, column.id));
    }
}

/// Those of the cells that are wanted. One loop for all who ask: each `filter` with its `collect` would be another.
pub(crate) fn pick(slots: &[Slot], wanted: &dyn Fn(Slot) -> bool) -> Vec<Slot> {
    let mut picked = Vec::new();
    for slot in slots {
        if wanted(*slot) {
            picked.push(*slot);
        }
    }
    picked
}

impl Slot {
    /// How many slots there are, over both editions.
    pub fn count() -> usize {
        Registry::get().entries.len()
    }

    /// Every slot of either edition.
    pub fn all() -> impl Iterator<Item = Slot> {
        (0..Slot::count() as u16).map(Slot)
    }

    /// Reads `table3.new.natural`.
    pub fn parse(code: &str) -> Option<Slot> {
        let (table, rest) = code.split_once('.')?;
        let (row, column) = rest.split_once('.')?;
        Slot::at(table, row, column)
    }

    /// The slot at these ids.
    pub fn at(table: &str, row: &str, column: &str) -> Option<Slot> {
        Registry::get().find(table, row, column)
    }

    /// Position in arrays over all slots.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// `table3.new.natural`.
    pub fn code(self) -> &'static str {
        &self.entry().code
    }

    pub fn table(self) -> &'static str {
        self.entry().table
    }

    pub fn row(self) -> &'static str {
        self.entry().row
    }

    pub fn column(self) -> &'static str {
        self.entry().column
    }

    /// What may stand in the cell.
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    fn entry(self) -> &'static Entry {
        &Registry::get().entries[self.index()]
    }
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
