//! The cell of the form where headings cross, and whether a line of such cells is one of the form's (定位).

use super::Why;
use super::heads::{Leaf, is_group, is_marking, is_row};
use super::labels::{Fit, Hit, Term};
use super::lines::{Found, Table};
use crate::codec::grid::Cell;
use crate::form::{Column, Edition, Form, Row, Slot};

impl Table<'_> {
    /// The cell of the form where these headings cross.
    pub(super) fn place(&self, heads: &[usize], cell: usize, leaf: &Leaf) -> Result<Slot, Why> {
        let Cell { text, row, .. } = self.cell(cell);
        if text.chars().any(is_marking) {
            return Err(Why::Marked);
        }
        let name = self.name(heads, *row);
        let beside = name.map(|c| self.marks[c].hits());
        let above = leaf.chain.get(1..).unwrap_or_default();
        let mut rows: Vec<Hit> = Vec::new();
        match beside {
            Some(hits) => rows.extend_from_slice(hits),
            // The name of a group is no row, even where a report leaves the group undivided.
            None => above.iter().filter(|up| !is_group(up)).for_each(|up| rows.extend_from_slice(up)),
        }
        let mut slot = None;
        for hit in &rows {
            let Term::Row(table, form_row) = hit.term else { continue };
            if beside.is_some() && !self.fits_groups(*hit, form_row, heads, name) {
                continue;
            }
            for column_hit in leaf.chain.first().map_or(&[][..], |hits| hits) {
                let Term::Column(of, column) = column_hit.term else { continue };
                if column_hit.short && column_hit.fit == Fit::Letters {
                    continue;
                }
                if of != table || !above.iter().all(|up| fits_above(up, table, form_row, column)) || slid(above) {
                    continue;
                }
                let at = Slot::at(table, form_row.id, column.id);
                if slot.is_some() && at.is_some() && at != slot {
                    return Err(Why::Line);
                }
                slot = slot.or(at);
            }
        }
        slot.ok_or(if beside.is_some() { Why::Column } else { Why::Row })
    }

    /// Whether the groups named beside and above the row are the row's own. A short heading needs its group or its
    /// number; one that is told by its letters may stand in a wrong group.
    fn fits_groups(&self, hit: Hit, row: &Row, heads: &[usize], name: Option<usize>) -> bool {
        let mut own = false;
        for head in heads.iter().filter(|head| Some(**head) != name) {
            match of_groups(self.marks[*head].hits(), row) {
                Some(true) => own = true,
                Some(false) if hit.fit == Fit::Near || hit.short => return false,
                _ => {}
            }
        }
        own |= of_groups(&self.group, row) == Some(true);
        !hit.short || hit.fit == Fit::Exact || hit.numbered || own
    }
}

/// Whether headings that name groups name one of the row's; `None` if they name none.
fn of_groups(hits: &[Hit], row: &Row) -> Option<bool> {
    let mut says = None;
    for hit in hits {
        if let Term::Group(group) = hit.term {
            says = Some(says == Some(true) || row.groups.contains(&group));
        }
    }
    says
}

/// Whether a heading above a column's own may stand there.
fn fits_above(up: &[Hit], table: &str, row: &Row, column: &Column) -> bool {
    up.is_empty()
        || up.iter().any(|hit| match hit.term {
            Term::Row(of, other) => of == table && other.id == row.id,
            Term::Group(group) => row.groups.contains(&group),
            Term::Over(over) => column.group == Some(over) || !is_column_group(over),
            Term::Column(..) => false,
            Term::Caption => true,
        })
}

/// A group under one of its rows: the headings have slid.
fn slid(above: &[Vec<Hit>]) -> bool {
    let row = above.iter().rposition(|up| is_row(up)).unwrap_or(0);
    above.iter().take(row).any(|up| is_group(up))
}

/// Whether cells stand in the order of the form, of whichever edition has them all, and there are as many `columns`
/// as their rows have there.
pub(super) fn is_line(found: &[Found], columns: usize) -> bool {
    let fits = |edition| {
        let form = Form::of(edition);
        ascends(found, form) && width(found, form) <= columns
    };
    fits(Edition::E2021) || fits(Edition::E2019)
}

fn ascends(found: &[Found], form: &Form) -> bool {
    let mut least = 0;
    for found in found {
        if !form.has(found.slot) || form.order(found.slot) < least {
            return false;
        }
        least = form.order(found.slot) + 1;
    }
    true
}

/// How many cells the rows of these have.
fn width(found: &[Found], form: &Form) -> usize {
    let row = |slot: Slot| (slot.table(), slot.row());
    let in_rows = |slot: &&Slot| found.iter().any(|f| row(f.slot) == row(**slot));
    form.sheets.iter().flat_map(|s| &s.cells).filter(in_rows).count()
}

fn is_column_group(text: &str) -> bool {
    for edition in [Edition::E2021, Edition::E2019] {
        for sheet in &Form::of(edition).sheets {
            if sheet.table.columns.iter().any(|c| c.group == Some(text)) {
                return true;
            }
        }
    }
    false
}
