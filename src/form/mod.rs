//! The official forms (官方表样), as data.
//!
//! One `static` per edition ([`y2019`], [`y2021`]) says what the State Council's template prints: parts, tables,
//! headings, rows, columns, identities, and what each row counts. Everything else in the project — entry,
//! checks, files, command line — walks the [`Form`] laid out from it and knows no table by name.
//!
//! Invariants, held by `tests/it/forms.rs`: codes are unique; the pieces of every table tile a rectangle;
//! every relation names rows and columns that exist; labels equal the published ones letter by letter.

pub mod bridge;
pub mod cues;
pub mod english;
pub mod layout;
pub mod notes;
pub mod slot;
mod y2019;
mod y2021;

use std::sync::OnceLock;

pub use layout::{Identity, Piece, Scope, Sheet};
pub use slot::Slot;
pub(crate) use slot::pick;

/// Which template a report follows (表样版本).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    /// 国办公开办函〔2019〕60号, reports for 2019 and 2020.
    E2019,
    /// 国办公开办函〔2021〕30号, reports for 2021 and later.
    E2021,
}

impl Edition {
    /// The value of `meta.format` in a report file.
    pub fn code(self) -> &'static str {
        match self {
            Edition::E2019 => "2019",
            Edition::E2021 => "2021",
        }
    }

    /// Reads `meta.format`.
    pub fn parse(code: &str) -> Option<Edition> {
        [Edition::E2019, Edition::E2021].into_iter().find(|e| e.code() == code)
    }

    /// The edition in force for a report year.
    pub fn of_year(year: u16) -> Edition {
        if year < 2021 { Edition::E2019 } else { Edition::E2021 }
    }
}

/// A narrative text of the report (正文).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prose {
    Intro,
    Part1,
    Part2Lead,
    Part3Lead,
    Part4Lead,
    Part4Note,
    Part5,
    Part6,
}

/// Each column's 上年结转 with the cell that says it in last year's report, 结转下年度, in either edition.
pub fn carried() -> Vec<(Slot, Slot)> {
    let mut pairs = Vec::new();
    for slot in Slot::all() {
        if (slot.table(), slot.row()) == ("table3", "carried_in") {
            pairs.extend(Slot::at("table3", "carried_out", slot.column()).map(|before| (slot, before)));
        }
    }
    pairs
}

impl Prose {
    /// In the order of the printed document.
    pub const ALL: [Prose; 8] = [
        Prose::Intro,
        Prose::Part1,
        Prose::Part2Lead,
        Prose::Part3Lead,
        Prose::Part4Lead,
        Prose::Part4Note,
        Prose::Part5,
        Prose::Part6,
    ];

    /// The key under `narrative` in a report file.
    pub fn code(self) -> &'static str {
        match self {
            Prose::Intro => "intro",
            Prose::Part1 => "part1",
            Prose::Part2Lead => "part2_lead",
            Prose::Part3Lead => "part3_lead",
            Prose::Part4Lead => "part4_lead",
            Prose::Part4Note => "part4_note",
            Prose::Part5 => "part5",
            Prose::Part6 => "part6",
        }
    }
}

/// What may stand in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 件数: an integer, zero or more.
    Count,
    /// 本年增/减: an integer with a sign.
    Signed,
    /// 金额: a decimal, zero or more, in the unit the form prints (`None`: the form prints none).
    Money { unit: Option<&'static str> },
}

/// One of the six parts (部分) of the report.
pub struct Part {
    /// `part1` … `part6`.
    pub id: &'static str,
    /// The template's heading, e.g. `一、总体情况`.
    pub heading: &'static str,
    /// The same for narrow places, without the number, e.g. `总体情况`.
    pub short: &'static str,
    /// The texts before the table, or all there is.
    pub text: &'static [Prose],
    /// Index into [`Desc::tables`].
    pub table: Option<usize>,
    /// A text printed under the table.
    pub note: Option<Prose>,
    /// The most characters the notice allows in principle (原则上).
    pub limit: Option<usize>,
}

/// A row of a table, whatever its place in print.
pub struct Row {
    pub id: &'static str,
    /// Exactly as printed, without its groups.
    pub label: &'static str,
    /// The groups it stands under, outermost first, exactly as printed.
    pub groups: &'static [&'static str],
}

/// A column (or, in tables two and four, a field) of a table.
pub struct Column {
    pub id: &'static str,
    /// Exactly as printed.
    pub label: &'static str,
    /// The heading above it, where there is one.
    pub group: Option<&'static str>,
    pub kind: Kind,
}

/// What the form demands of its own numbers (勾稽关系).
pub enum Relation {
    /// In every row that has them: column `total` = Σ columns `parts`.
    Across { rule: &'static str, total: &'static str, parts: &'static [&'static str] },
    /// In every column: row `total` = Σ rows `parts` (and the lump, if the report has one).
    Down { rule: &'static str, total: &'static str, parts: &'static [&'static str] },
    /// In every column: Σ rows `left` = Σ rows `right`.
    Balance { rule: &'static str, left: &'static [&'static str], right: &'static [&'static str] },
}

/// How a table is printed.
pub enum Print {
    /// Rows × columns with group headings on both sides (table three).
    Matrix {
        /// The corner cell's text.
        corner: &'static str,
        /// The heading over all columns.
        top: &'static str,
    },
    /// Line by line, as the template has it (tables two and four).
    Lines(&'static [&'static [Printed]]),
}

/// A piece of a line that is printed as it stands.
pub enum Printed {
    /// A caption over the whole width.
    Caption(&'static str),
    /// A column heading with its spans (columns, rows).
    Head(&'static str, u8, u8),
    /// A row heading, by the row's id.
    RowHead(&'static str),
    /// A cell: row id, column id, columns it spans.
    Cell(&'static str, &'static str, u8),
}

/// A row that no template prints but published reports have: a group left undivided.
pub struct Lump {
    pub row: Row,
    /// The printed rows it stands for.
    pub replaces: &'static [&'static str],
}

/// One statistical table.
pub struct Table {
    /// `table2`, `table3`, `table4`.
    pub id: &'static str,
    /// How sentences call it, e.g. `表三`.
    pub name: &'static str,
    pub rows: &'static [Row],
    pub columns: &'static [Column],
    pub print: Print,
    pub relations: &'static [Relation],
    pub lump: Option<Lump>,
}

/// An edition's template as written down in `y*.rs`.
pub struct Desc {
    pub edition: Edition,
    /// The document that issued it, with its number.
    pub source: &'static str,
    pub parts: &'static [Part],
    pub tables: &'static [Table],
}

/// An edition's template, laid out.
pub struct Form {
    pub desc: &'static Desc,
    pub sheets: Vec<Sheet>,
    /// Every cell in the form's own order, lumps after their tables.
    cells: Vec<Slot>,
    /// Every cell that is a total, by slot.
    totals: Vec<Slot>,
    /// Position of each slot in the form's own order; `None` for a slot the edition does not have.
    order: Vec<Option<u16>>,
    /// Where to find the identity that computes a slot: sheet, identity.
    computed_by: Vec<Option<(u8, u8)>>,
}

impl Form {
    /// The form of an edition.
    pub fn of(edition: Edition) -> &'static Form {
        static FORMS: OnceLock<[Form; 2]> = OnceLock::new();
        let forms = FORMS.get_or_init(|| [Form::lay_out(&y2019::DESC), Form::lay_out(&y2021::DESC)]);
        match edition {
            Edition::E2019 => &forms[0],
            Edition::E2021 => &forms[1],
        }
    }

    fn lay_out(desc: &'static Desc) -> Form {
        let sheets: Vec<Sheet> = desc.tables.iter().map(Sheet::lay_out).collect();
        let mut cells = Vec::new();
        for sheet in &sheets {
            cells.extend_from_slice(&sheet.cells);
        }
        let mut order = vec![None; Slot::count()];
        for (at, slot) in cells.iter().enumerate() {
            order[slot.index()] = Some(at as u16);
        }
        let computed_by = computed_by(&sheets);
        let mut totals = Vec::new();
        for slot in Slot::all() {
            if computed_by[slot.index()].is_some() {
                totals.push(slot);
            }
        }
        Form { desc, sheets, cells, totals, order, computed_by }
    }

    /// The identity that computes the slot, if it is a total.
    pub fn total(&self, slot: Slot) -> Option<&Identity> {
        let (sheet, identity) = self.computed_by[slot.index()]?;
        self.sheets.get(usize::from(sheet))?.identities.get(usize::from(identity))
    }

    /// Every cell that is a total.
    pub fn totals(&self) -> impl Iterator<Item = Slot> + '_ {
        self.totals.iter().copied()
    }

    /// Every printed cell, in the form's own order (lumps are not printed).
    pub fn slots(&self) -> impl Iterator<Item = Slot> + '_ {
        self.sheets.iter().flat_map(|s| s.slots.iter().copied())
    }

    /// These slots in the form's own order, each once; what the edition has no place for is dropped.
    pub fn in_order(&self, slots: &[Slot]) -> Vec<Slot> {
        pick(&self.cells, &|slot| slots.contains(&slot))
    }

    /// The first of these cells in the form's own order.
    pub fn first(&self, wanted: &dyn Fn(Slot) -> bool) -> Option<Slot> {
        self.cells.iter().copied().find(|s| wanted(*s))
    }

    /// Whether the edition has a place for the slot (a lump counts as one).
    pub fn has(&self, slot: Slot) -> bool {
        self.order[slot.index()].is_some()
    }

    /// The slot's position in the form's own order.
    pub fn order(&self, slot: Slot) -> u16 {
        self.order[slot.index()].unwrap_or(u16::MAX)
    }

    /// The table a slot belongs to.
    pub fn sheet(&self, slot: Slot) -> &Sheet {
        let id = slot.table();
        self.sheets.iter().find(|s| s.table.id == id).unwrap_or(&self.sheets[0])
    }

    /// The table with this id.
    pub fn table(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|s| s.table.id == id)
    }

    /// The cell as a sentence names it, e.g. `表三“（七）总计”的“自然人”`.
    pub fn name(&self, slot: Slot) -> String {
        let sheet = self.sheet(slot);
        format!("{}{}的{}", sheet.table.name, sheet.row_name(slot.row()), sheet.column_name(slot.column()))
    }
}

/// For each slot the first identity that has it as its total.
fn computed_by(sheets: &[Sheet]) -> Vec<Option<(u8, u8)>> {
    let mut found = vec![None; Slot::count()];
    for (s, sheet) in sheets.iter().enumerate() {
        for (i, identity) in sheet.identities.iter().enumerate() {
            if let Some(total) = identity.total {
                found[total.index()].get_or_insert((s as u8, i as u8));
            }
        }
    }
    found
}

/// Both descriptions, for the slot registry.
pub(crate) fn descriptions() -> [&'static Desc; 2] {
    [&y2021::DESC, &y2019::DESC]
}
