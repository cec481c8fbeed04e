//! A table of the form laid out: printed lines of pieces with spans, and its identities over slots.

use std::borrow::Borrow;

use super::slot::{addresses, pick};
use super::{Column, Print, Printed, Relation, Row, Slot, Table};

/// What a heading heads, for assistive technology and for export (`scope`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Column,
    ColumnGroup,
    Row,
    RowGroup,
    /// A caption over the whole table width, or the corner.
    None,
}

/// A printed piece of a table: a heading or a cell, with its spans.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Head {
        text: &'static str,
        cols: u8,
        rows: u8,
        scope: Scope,
        /// The row this heads, where it heads exactly one.
        row: Option<&'static str>,
        /// The column this heads, where it heads exactly one.
        column: Option<&'static str>,
    },
    Cell {
        slot: Slot,
        cols: u8,
    },
}

/// One demand of the form on its own numbers: Σ `left` = Σ `right`.
#[derive(Clone, Debug)]
pub struct Identity {
    /// `T3-SUM` …
    pub rule: &'static str,
    /// The side that is added up; for a balance, the first two items.
    pub left: Vec<Slot>,
    /// The printed total; for a balance, the third and the fourth item.
    pub right: Vec<Slot>,
    /// The cell this identity computes, where it is a sum.
    pub total: Option<Slot>,
}

/// A table laid out.
pub struct Sheet {
    pub table: &'static Table,
    /// Heading lines first; `head` says how many.
    pub lines: Vec<Vec<Piece>>,
    /// How many of `lines` are column headings that stay in sight (tables one line of captions at a time have none).
    pub head: usize,
    /// Width in columns, headings included.
    pub width: usize,
    /// Every cell in reading order: those printed, then those of the undivided row.
    pub cells: Vec<Slot>,
    /// The printed cells.
    pub slots: Vec<Slot>,
    /// The cells of the undivided row, if the table knows one.
    pub lump: Vec<Slot>,
    pub identities: Vec<Identity>,
}

impl Sheet {
    pub(super) fn lay_out(table: &'static Table) -> Sheet {
        let (lines, head) = match &table.print {
            Print::Matrix { corner, top } => matrix(table, corner, top),
            Print::Lines(printed) => lines(table, printed),
        };
        let width = lines.first().map_or(0, |l: &Vec<Piece>| l.iter().map(|p| p.cols() as usize).sum());
        let mut cells = Vec::new();
        for (row, column) in addresses(table) {
            cells.extend(Slot::at(table.id, row, column));
        }
        let lump_row = table.lump.as_ref().map(|l| l.row.id);
        let slots = pick(&cells, &|slot| Some(slot.row()) != lump_row);
        let lump = pick(&cells, &|slot| Some(slot.row()) == lump_row);
        let mut sheet = Sheet { table, lines, head, width, cells, slots, lump, identities: Vec::new() };
        for relation in table.relations {
            sheet.expand(relation);
        }
        sheet
    }

    /// The row with this id, the lump included.
    pub fn row(&self, id: &str) -> Option<&'static Row> {
        let lump = self.table.lump.as_ref().map(|l| &l.row);
        self.table.rows.iter().find(|r| r.id == id).or(lump.filter(|r| r.id == id))
    }

    pub fn column(&self, id: &str) -> Option<&'static Column> {
        self.table.columns.iter().find(|c| c.id == id)
    }

    /// A row as a sentence names it: `“（三）不予公开 1.属于国家秘密”`.
    pub fn row_name(&self, id: &str) -> String {
        let Some(row) = self.row(id) else { return String::new() };
        // In a matrix the outermost group adds nothing to a name; an inner one tells items with equal numbers apart.
        let lines = matches!(self.table.print, Print::Lines(_));
        match row.groups {
            [_, .., inner] => format!("“{inner} {}”", row.label),
            [group] if lines => format!("“{group} {}”", row.label),
            _ => format!("“{}”", row.label),
        }
    }

    /// A column as a sentence names it: `“自然人”`, or with its group where the label alone could be misread.
    pub fn column_name(&self, id: &str) -> String {
        let Some(column) = self.column(id) else { return String::new() };
        match column.group {
            Some(group) if column.label == "其他" => format!("“{group}—其他”"),
            _ => format!("“{}”", column.label),
        }
    }

    fn expand(&mut self, relation: &Relation) {
        let table = self.table;
        let lump = table.lump.as_ref().map(|l| l.row.id);
        match *relation {
            Relation::Across { rule, total, parts } => {
                for row in table.rows.iter().map(|r| r.id).chain(lump) {
                    self.add_sum(rule, self.crossing(&[row], parts), self.crossing(&[row], &[total]));
                }
            }
            Relation::Down { rule, total, parts } => {
                for column in table.columns {
                    let mut left = self.crossing(parts, &[column.id]);
                    left.extend(lump.and_then(|row| Slot::at(table.id, row, column.id)));
                    self.add_sum(rule, left, self.crossing(&[total], &[column.id]));
                }
            }
            Relation::Balance { rule, left, right } => {
                for column in table.columns {
                    let side = |rows| self.crossing(rows, &[column.id]);
                    self.identities.push(Identity { rule, left: side(left), right: side(right), total: None });
                }
            }
        }
    }

    /// A total and its addends, where the table has both.
    fn add_sum(&mut self, rule: &'static str, left: Vec<Slot>, right: Vec<Slot>) {
        let total = right.first().copied();
        if total.is_some() && !left.is_empty() {
            self.identities.push(Identity { rule, left, right, total });
        }
    }

    /// The cells where these rows and columns cross.
    fn crossing(&self, rows: &[&str], columns: &[&str]) -> Vec<Slot> {
        let mut slots = Vec::new();
        for row in rows {
            for column in columns {
                slots.extend(Slot::at(self.table.id, row, column));
            }
        }
        slots
    }
}

impl Identity {
    /// Whether it speaks of the cell.
    pub fn needs(&self, slot: Slot) -> bool {
        self.left.contains(&slot) || self.right.contains(&slot)
    }

    /// Every cell it speaks of.
    pub fn cells(&self) -> Vec<Slot> {
        [&*self.left, &*self.right].concat()
    }
}

impl Piece {
    pub fn cols(&self) -> u8 {
        match self {
            Piece::Head { cols, .. } | Piece::Cell { cols, .. } => *cols,
        }
    }
}

fn head(text: &'static str, cols: usize, rows: usize, scope: Scope) -> Piece {
    Piece::Head { text, cols: cols as u8, rows: rows as u8, scope, row: None, column: None }
}

fn column_head(column: &'static Column, rows: usize) -> Piece {
    let (text, id) = (column.label, Some(column.id));
    Piece::Head { text, cols: 1, rows: rows as u8, scope: Scope::Column, row: None, column: id }
}

/// The lines as printed; they have a common head only where no heading follows a cell.
fn lines(table: &'static Table, printed: &'static [&'static [Printed]]) -> (Vec<Vec<Piece>>, usize) {
    let has_cell = |l: &&&[Printed]| l.iter().any(|p| matches!(p, Printed::Cell(..)));
    let head = printed.iter().take_while(|l| !has_cell(l)).count();
    let plain = printed[head..].iter().all(|l| has_cell(&l));
    let mut lines = Vec::new();
    for line in printed {
        let mut pieces = Vec::new();
        for printed in *line {
            pieces.extend(piece(table, printed));
        }
        lines.push(pieces);
    }
    (lines, if plain { head } else { 0 })
}

/// `None` for a cell that is not registered: there is none, the registry is built from these same lines.
fn piece(table: &'static Table, printed: &Printed) -> Option<Piece> {
    Some(match *printed {
        Printed::Caption(text) => head(text, table_width(table), 1, Scope::None),
        Printed::Head(text, cols, rows) => {
            let column = table.columns.iter().find(|c| c.label == text).map(|c| c.id);
            let scope = if column.is_none() && cols > 1 { Scope::ColumnGroup } else { Scope::Column };
            Piece::Head { text, cols, rows, scope, row: None, column }
        }
        Printed::RowHead(id) => {
            let text = table.rows.iter().find(|r| r.id == id).map_or("", |r| r.label);
            Piece::Head { text, cols: 1, rows: 1, scope: Scope::Row, row: Some(id), column: None }
        }
        Printed::Cell(row, column, cols) => Piece::Cell { slot: Slot::at(table.id, row, column)?, cols },
    })
}

fn table_width(table: &'static Table) -> usize {
    let Print::Lines(lines) = &table.print else { return 0 };
    let mut widest = 0;
    for line in *lines {
        let one = |p: &Printed| match p {
            Printed::Caption(_) => 0,
            Printed::Head(_, cols, _) | Printed::Cell(_, _, cols) => *cols as usize,
            Printed::RowHead(_) => 1,
        };
        widest = widest.max(line.iter().map(one).sum());
    }
    widest
}

fn matrix(table: &'static Table, corner: &'static str, top: &'static str) -> (Vec<Vec<Piece>>, usize) {
    let depth = table.rows.iter().map(|r| r.groups.len() + 1).max().unwrap_or(1);
    let mut lines = matrix_head(table, corner, top, depth);
    let head = lines.len();
    for (at, row) in table.rows.iter().enumerate() {
        let mut line = row_heads(table.rows, at, depth);
        for column in table.columns {
            line.extend(piece(table, &Printed::Cell(row.id, column.id, 1)));
        }
        lines.push(line);
    }
    (lines, head)
}

/// Three heading lines: the corner and the title of all columns; columns and their groups; columns inside groups.
fn matrix_head(table: &'static Table, corner: &'static str, top: &'static str, depth: usize) -> Vec<Vec<Piece>> {
    let first = vec![head(corner, depth, 3, Scope::None), head(top, table.columns.len(), 1, Scope::ColumnGroup)];
    let (mut second, mut third) = (Vec::new(), Vec::new());
    let mut group = None;
    for column in table.columns {
        match column.group {
            None => second.push(column_head(column, 2)),
            Some(name) if group != column.group => {
                let width = table.columns.iter().filter(|c| c.group == column.group).count();
                second.push(head(name, width, 1, Scope::ColumnGroup));
            }
            Some(_) => {}
        }
        if column.group.is_some() {
            third.push(column_head(column, 1));
        }
        group = column.group;
    }
    vec![first, second, third]
}

/// The headings that begin at this row: groups not shared with the row above, then the row's own label.
pub fn row_heads<R: Borrow<Row>>(rows: &[R], at: usize, depth: usize) -> Vec<Piece> {
    let row: &Row = rows[at].borrow();
    let shared = |level: usize, other: &Row| other.groups.get(..=level) == row.groups.get(..=level);
    let mut heads = Vec::new();
    for (level, group) in row.groups.iter().enumerate() {
        if at > 0 && shared(level, rows[at - 1].borrow()) {
            continue;
        }
        let height = rows[at..].iter().take_while(|r| shared(level, (*r).borrow())).count();
        heads.push(head(group, 1, height, Scope::RowGroup));
    }
    let cols = (depth - row.groups.len()) as u8;
    heads.push(Piece::Head { text: row.label, cols, rows: 1, scope: Scope::Row, row: Some(row.id), column: None });
    heads
}
