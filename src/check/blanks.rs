//! Blank cells: in a table that somebody began to fill, and in totals of something.

use super::identities::failures;
use super::{Check, Finding, Fix, Place, Rule, Severity, joined};
use crate::form::{Sheet, Slot, pick};
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[BLANK, BLANK_TOTAL];

const BLANK: Rule = Rule { id: "C-BLANK", severity: Severity::Hint, source: "经验规则" };

const BLANK_TOTAL: Rule = Rule { id: "C-BLANKTOTAL", severity: Severity::Warning, source: "经验规则" };

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    for sheet in &check.form().sheets {
        out.extend(blanks(check, sheet));
    }
    for total in check.form().totals() {
        if let Some(finding) = blank_total(check, total) {
            out.push(finding);
        }
    }
}

/// The cells a report has to fill: an undivided row in use stands for the rows it replaces.
fn expected_cells(check: &Check, sheet: &Sheet) -> Vec<Slot> {
    let lumped = sheet.lump.iter().any(|s| !check.values.is_blank(*s));
    match &sheet.table.lump {
        Some(lump) if lumped => pick(&sheet.cells, &|slot| !lump.replaces.contains(&slot.row())),
        _ => sheet.slots.clone(),
    }
}

fn blanks(check: &Check, sheet: &Sheet) -> Option<Finding> {
    let cells = expected_cells(check, sheet);
    let blank = pick(&cells, &|slot| check.values.is_blank(slot) && !check.report.is_computed(slot));
    if blank.is_empty() || cells.iter().all(|slot| check.values.is_blank(*slot)) {
        return None;
    }
    let (table, count) = (sheet.table, blank.len());
    let wanting = pick(&blank, &|slot| sum_of_parts(check, slot).is_some()).len();
    let advice = match wanting {
        0 => "确实没有的，建议填 0，以免被看作漏填。".to_owned(),
        n if n == count => "是应当填数的总计，请补填。".to_owned(),
        n => format!("其中 {n} 个是应当填数的总计，其余确实没有的，建议填 0，以免被看作漏填。"),
    };
    let message = format!("{}有 {count} 个空白格，{advice}", table.name);
    let finding = Finding::new(&BLANK, Place::Table(table.id), message).found(count.to_string());
    Some(finding.fix(fill(check, sheet, &blank)))
}

/// Zeros for the blanks that can be nothing else as far as the table says. A blank that takes part in a broken
/// identity may be the missing number; a blank total of nothing is left to fill itself, so it can never be wrong.
fn fill(check: &Check, sheet: &Sheet, blank: &[Slot]) -> Option<Fix> {
    if check.report.ambiguous().is_some() && sheet.table.id == "table3" {
        return None;
    }
    let broken = failures(check, sheet);
    let certain = |slot: Slot| match check.form().total(slot) {
        None => !broken.iter().any(|f| f.identity.needs(slot)),
        Some(_) => check.values.worth(slot).is_some(),
    };
    let zeros = pick(blank, &certain);
    (!zeros.is_empty()).then(|| Fix::zeros("空白格填 0", check.form(), &zeros))
}

/// The sums a total leaves unsaid: at least one is more than nothing.
fn sum_of_parts(check: &Check, total: Slot) -> Option<Vec<Number>> {
    if !check.values.is_blank(total) || check.report.is_computed(total) {
        return None;
    }
    Some(check.values.sums_of(total)).filter(|sums| sums.iter().any(|s| !s.is_zero()))
}

fn blank_total(check: &Check, total: Slot) -> Option<Finding> {
    let sums = sum_of_parts(check, total)?;
    let name = check.form().name(total);
    let finding = |message| Finding::new(&BLANK_TOTAL, Place::Slot(total), message).related(parts(check, total));
    Some(match sums.as_slice() {
        [sum, rest @ ..] if rest.iter().all(|s| s == sum) => {
            let fix = Fix::number("填", total, *sum);
            finding(format!("{name}是空白，各项相加是 {sum}，请补填。")).expected(sum.to_string()).fix(fix)
        }
        _ => {
            let both = joined(&sums, " 和 ");
            finding(format!("{name}是空白，横向和纵向相加分别是 {both}，请先核对各项再补填。"))
        }
    })
}

/// What a total adds up, as far as it is more than nothing.
fn parts(check: &Check, total: Slot) -> Vec<Slot> {
    let mut parts = Vec::new();
    for identity in &check.form().sheet(total).identities {
        if identity.total == Some(total) {
            parts.extend(check.counting(&identity.left));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::cases::case;
    use super::check;

    #[test]
    fn blanks_of_a_table_are_one_finding() {
        case(
            check,
            "table3.granted.natural =; table3.partial.natural =",
            expect![[r#"
            hint C-BLANK table3 found=2
              表三有 2 个空白格，确实没有的，建议填 0，以免被看作漏填。
              [空白格填 0]
        "#]],
        );
        case(
            check,
            "table2.normative.made =; table4.post.other =",
            expect![[r#"
            hint C-BLANK table2 found=1
              表二有 1 个空白格，确实没有的，建议填 0，以免被看作漏填。
              [空白格填 0]
            hint C-BLANK table4 found=1
              表四有 1 个空白格，确实没有的，建议填 0，以免被看作漏填。
              [空白格填 0]
        "#]],
        );
    }

    #[test]
    fn a_blank_in_a_broken_sum_may_be_the_missing_number() {
        case(
            check,
            "table3.granted.natural =; table3.granted.total = 5",
            expect![[r#"
            hint C-BLANK table3 found=1
              表三有 1 个空白格，确实没有的，建议填 0，以免被看作漏填。
        "#]],
        );
        case(
            check,
            "table3.granted.natural =; table3.partial.legal_service =; table3.granted.total = 5",
            expect![[r#"
                hint C-BLANK table3 found=2
                  表三有 2 个空白格，确实没有的，建议填 0，以免被看作漏填。
                  [空白格填 0]
            "#]],
        );
    }

    #[test]
    fn a_table_that_nobody_began_is_left_alone() {
        case(check, "table4.*.upheld =; table4.*.corrected =; table4.*.other =; table4.*.pending =", expect![[r#""#]]);
    }

    #[test]
    fn an_undivided_row_stands_for_the_three() {
        case(
            check,
            "table3.other_1.natural =; table3.other_1.commercial =; table3.other.natural = 0; table3.other.commercial = 0; table3.other.research = 0; table3.other.public_benefit = 0; table3.other.legal_service = 0; table3.other.other_org = 0",
            expect![[r#""#]],
        );
    }
}
