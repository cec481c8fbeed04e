//! The sums and balances the form demands of its own numbers (勾稽关系), whatever its tables are.
//!
//! An identity is judged only where every cell in it is certain ([`super::values`]). Which of the cells is wrong
//! nobody can know from the numbers: the sentence names both sides and takes no part.

use super::values::Values;
use super::{Check, Finding, Fix, Place, Rule, Severity, joined, placements};
use crate::form::{Identity, Sheet, Slot, pick};
use crate::report::Number;

pub(super) const RULES: &[Rule] = &[BALANCE, DOWN, ACROSS, CASES];

const BALANCE: Rule = Rule {
    id: "T3-BAL",
    severity: Severity::Error,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样：表三表头所印勾稽关系",
};

const DOWN: Rule = Rule {
    id: "T3-SUM",
    severity: Severity::Error,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样：表三“（七）总计”",
};

const ACROSS: Rule = Rule {
    id: "T3-ROW",
    severity: Severity::Error,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样：表三“总计”列",
};

const CASES: Rule = Rule {
    id: "T4-SUM",
    severity: Severity::Error,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样：表四“总计”栏",
};

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    for sheet in &check.form().sheets {
        match check.report.ambiguous() {
            Some(question) if sheet.table.id == "table3" && !question.readings.is_empty() => {
                out.extend(placements::under_every(check, sheet, question.readings.len()));
            }
            _ => out.extend(findings(check, sheet)),
        }
    }
}

/// What fails in a table.
pub(super) fn findings(check: &Check, sheet: &Sheet) -> Vec<Finding> {
    failures(check, sheet).iter().map(|f| finding(check, f)).collect()
}

/// An identity that does not hold.
pub(super) struct Failure<'a> {
    sheet: &'a Sheet,
    pub(super) identity: &'a Identity,
    pub(super) left: Number,
    pub(super) right: Number,
}

/// The identities of a table that are certain not to hold.
///
/// A total that fills itself is never the wrong one: what makes it disagree fails elsewhere and is said there, once.
pub(super) fn failures<'a>(check: &Check, sheet: &'a Sheet) -> Vec<Failure<'a>> {
    let fills_itself = |slot: &Slot| check.report.is_computed(*slot);
    let implied = |i: &Identity| match i.total {
        Some(total) => fills_itself(&total),
        None => i.left.iter().all(fills_itself) && i.right.iter().all(fills_itself),
    };
    let mut failures = Vec::new();
    for identity in sheet.identities.iter().filter(|i| !implied(i)) {
        match sides(&check.values, identity) {
            Some((left, right)) if left != right => failures.push(Failure { sheet, identity, left, right }),
            _ => {}
        }
    }
    failures
}

fn sides(values: &Values, identity: &Identity) -> Option<(Number, Number)> {
    Some((values.sum(&identity.left)?, values.sum(&identity.right)?))
}

fn finding(check: &Check, failure: &Failure) -> Finding {
    match failure.identity.total {
        Some(total) => sum(check, failure, total),
        None => balance(check, failure),
    }
}

fn rule(identity: &Identity) -> &'static Rule {
    RULES.iter().find(|r| r.id == identity.rule).unwrap_or(&BALANCE)
}

// Balances.

fn balance(check: &Check, failure: &Failure) -> Finding {
    let Failure { sheet, identity, left, right } = failure;
    let cells = identity.cells();
    let column = cells.first().map_or("", |s| s.column());
    let (more, difference) = match left > right {
        true => ("前者", *left - *right),
        false => ("后者", *right - *left),
    };
    let message = format!(
        "{}{}列：{}，{}，{more}多 {difference}，请核对这 {} 格。",
        sheet.table.name,
        sheet.column_name(column),
        side(check, sheet, &identity.left, *left),
        side(check, sheet, &identity.right, *right),
        cells.len(),
    );
    let at = Place::Column(sheet.table.id, column);
    Finding::new(rule(identity), at, message).expected(left.to_string()).found(right.to_string()).related(cells)
}

/// `“一、…”1 + “二、…”0 = 1`.
fn side(check: &Check, sheet: &Sheet, cells: &[Slot], sum: Number) -> String {
    let mut text = String::new();
    for (at, slot) in cells.iter().enumerate() {
        if at > 0 {
            text.push_str(" + ");
        }
        text.push_str(&format!("{} {}", sheet.row_name(slot.row()), stands(check, *slot)));
    }
    format!("{text} = {sum}")
}

fn stands(check: &Check, slot: Slot) -> String {
    match check.values.number(slot) {
        Some(number) => number.to_string(),
        None => "空白".to_owned(),
    }
}

// Sums.

fn sum(check: &Check, failure: &Failure, total: Slot) -> Finding {
    let Failure { sheet, identity, left, right } = failure;
    let across = identity.left.iter().all(|s| s.row() == total.row());
    let (line, name, kind) = match across {
        true => (sheet.row_name(total.row()), sheet.column_name(total.column()), "各项"),
        false => (sheet.column_name(total.column()) + "列", sheet.row_name(total.row()), "各行"),
    };
    let message = format!(
        "{}{line}：{kind}相加{}，{name}填的是 {right}，{}，请核对{kind}或者改总计。",
        sheet.table.name,
        written_out(check, identity, across, *left),
        difference(*left, *right),
    );
    let finding = Finding::new(rule(identity), Place::Slot(total), message);
    let finding = finding.expected(left.to_string()).found(right.to_string());
    finding.related(addends(check, sheet, identity, across)).fix(repair(check, failure, total))
}

/// ` 10 + 1 + 0 + 0 = 11`; of a long column only what is more than nothing, and only while it stays readable.
fn written_out(check: &Check, identity: &Identity, all: bool, sum: Number) -> String {
    const MOST: usize = 6;
    let mut numbers = Vec::new();
    for slot in &identity.left {
        numbers.extend(check.values.worth(*slot).filter(|n| all || !n.is_zero()));
    }
    match numbers.len() {
        2..=MOST => format!(" {} = {sum}", joined(&numbers, " + ")),
        _ => format!("是 {sum}"),
    }
}

fn difference(sum: Number, total: Number) -> String {
    match total < sum {
        true => format!("少 {}", sum - total),
        false => format!("多 {}", total - sum),
    }
}

/// Every cell the sentence speaks of: all of a row; of a long column those that are more than nothing, or all.
fn addends(check: &Check, sheet: &Sheet, identity: &Identity, across: bool) -> Vec<Slot> {
    let some = check.counting(&identity.left);
    match across || some.is_empty() {
        true => pick(&identity.left, &|slot| !sheet.lump.contains(&slot)),
        false => some,
    }
}

/// Offers the sum as the total, unless another identity vouches for the total as it stands: then the addends are
/// the likelier fault, and the offer would break what holds.
fn repair(check: &Check, failure: &Failure, total: Slot) -> Option<Fix> {
    let holds = |i: &Identity| sides(&check.values, i).is_some_and(|(left, right)| left == right);
    let vouched = failure.sheet.identities.iter().any(|i| i.needs(total) && holds(i));
    (!vouched).then(|| Fix::number("改为", total, failure.left))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::cases::case;
    use super::check;

    #[test]
    fn rows() {
        case(
            check,
            "table3.granted.total = 1",
            expect![[r#"
                error T3-ROW table3.granted.total expected=0 found=1
                  表三“（一）予以公开”：各项相加 0 + 0 + 0 + 0 + 0 + 0 = 0，“总计”填的是 1，多 1，请核对各项或者改总计。
                  ~ table3.granted.natural table3.granted.commercial table3.granted.research table3.granted.public_benefit table3.granted.legal_service table3.granted.other_org
                  [改为 0]
            "#]],
        );
        case(
            check,
            "table3.granted.natural = 1; table3.granted.legal_service = 2; table3.granted.total = 2; table3.done_total.total = 3",
            expect![[r#"
                error T3-ROW table3.granted.total expected=3 found=2
                  表三“（一）予以公开”：各项相加 1 + 0 + 0 + 0 + 2 + 0 = 3，“总计”填的是 2，少 1，请核对各项或者改总计。
                  ~ table3.granted.natural table3.granted.commercial table3.granted.research table3.granted.public_benefit table3.granted.legal_service table3.granted.other_org
                  [改为 3]
                error T3-SUM table3.done_total.total expected=2 found=3
                  表三“总计”列：各行相加是 2，“（七）总计”填的是 3，多 1，请核对各行或者改总计。
                  ~ table3.granted.total
                error T3-BAL table3.*.natural expected=0 found=1
                  表三“自然人”列：“一、本年新收政府信息公开申请数量” 0 + “二、上年结转政府信息公开申请数量” 0 = 0，“（七）总计” 1 + “四、结转下年度继续办理” 0 = 1，后者多 1，请核对这 4 格。
                  ~ table3.new.natural table3.carried_in.natural table3.done_total.natural table3.carried_out.natural
                error T3-BAL table3.*.legal_service expected=0 found=2
                  表三“法律服务机构”列：“一、本年新收政府信息公开申请数量” 0 + “二、上年结转政府信息公开申请数量” 0 = 0，“（七）总计” 2 + “四、结转下年度继续办理” 0 = 2，后者多 2，请核对这 4 格。
                  ~ table3.new.legal_service table3.carried_in.legal_service table3.done_total.legal_service table3.carried_out.legal_service
                error T3-BAL table3.*.total expected=0 found=3
                  表三“总计”列：“一、本年新收政府信息公开申请数量” 0 + “二、上年结转政府信息公开申请数量” 0 = 0，“（七）总计” 3 + “四、结转下年度继续办理” 0 = 3，后者多 3，请核对这 4 格。
                  ~ table3.new.total table3.carried_in.total table3.done_total.total table3.carried_out.total
            "#]],
        );
    }

    #[test]
    fn columns() {
        case(
            check,
            "table3.granted.natural = 3; table3.partial.natural = 4; table3.done_total.natural = 8",
            expect![[r#"
                error T3-SUM table3.done_total.natural expected=7 found=8
                  表三“自然人”列：各行相加 3 + 4 = 7，“（七）总计”填的是 8，多 1，请核对各行或者改总计。
                  ~ table3.granted.natural table3.partial.natural
                error T3-BAL table3.*.natural expected=0 found=8
                  表三“自然人”列：“一、本年新收政府信息公开申请数量” 0 + “二、上年结转政府信息公开申请数量” 0 = 0，“（七）总计” 8 + “四、结转下年度继续办理” 0 = 8，后者多 8，请核对这 4 格。
                  ~ table3.new.natural table3.carried_in.natural table3.done_total.natural table3.carried_out.natural
            "#]],
        );
        case(
            check,
            "table3.granted.natural = 3; table3.done_total.natural = 4; table3.new.natural = 4",
            expect![[r#"
                error T3-SUM table3.done_total.natural expected=3 found=4
                  表三“自然人”列：各行相加是 3，“（七）总计”填的是 4，多 1，请核对各行或者改总计。
                  ~ table3.granted.natural
            "#]],
        );
    }

    #[test]
    fn balances() {
        case(
            check,
            "table3.new.natural = 3",
            expect![[r#"
                error T3-BAL table3.*.natural expected=3 found=0
                  表三“自然人”列：“一、本年新收政府信息公开申请数量” 3 + “二、上年结转政府信息公开申请数量” 0 = 3，“（七）总计” 0 + “四、结转下年度继续办理” 0 = 0，前者多 3，请核对这 4 格。
                  ~ table3.new.natural table3.carried_in.natural table3.done_total.natural table3.carried_out.natural
            "#]],
        );
        case(
            check,
            "table3.new.commercial = 3; table3.granted.commercial = 2; table3.carried_out.commercial = 2",
            expect![[r#"
                error T3-BAL table3.*.commercial expected=3 found=4
                  表三“商业企业”列：“一、本年新收政府信息公开申请数量” 3 + “二、上年结转政府信息公开申请数量” 0 = 3，“（七）总计” 2 + “四、结转下年度继续办理” 2 = 4，后者多 1，请核对这 4 格。
                  ~ table3.new.commercial table3.carried_in.commercial table3.done_total.commercial table3.carried_out.commercial
            "#]],
        );
        case(
            check,
            "table3.new.other_org = 3; table3.carried_out.other_org =",
            expect![[r#"
                error T3-BAL table3.*.other_org expected=3 found=0
                  表三“法人或其他组织—其他”列：“一、本年新收政府信息公开申请数量” 3 + “二、上年结转政府信息公开申请数量” 0 = 3，“（七）总计” 0 + “四、结转下年度继续办理” 空白 = 0，前者多 3，请核对这 4 格。
                  ~ table3.new.other_org table3.carried_in.other_org table3.done_total.other_org table3.carried_out.other_org
            "#]],
        );
    }

    #[test]
    fn cases_in_court() {
        case(
            check,
            "table4.review.upheld = 10; table4.review.corrected = 1; table4.review.total = 0",
            expect![[r#"
                error T4-SUM table4.review.total expected=11 found=0
                  表四“行政复议”：各项相加 10 + 1 + 0 + 0 = 11，“总计”填的是 0，少 11，请核对各项或者改总计。
                  ~ table4.review.upheld table4.review.corrected table4.review.other table4.review.pending
                  [改为 11]
            "#]],
        );
        case(
            check,
            "table4.direct.total = 2",
            expect![[r#"
            error T4-SUM table4.direct.total expected=0 found=2
              表四“行政诉讼 未经复议直接起诉”：各项相加 0 + 0 + 0 + 0 = 0，“总计”填的是 2，多 2，请核对各项或者改总计。
              ~ table4.direct.upheld table4.direct.corrected table4.direct.other table4.direct.pending
              [改为 0]
        "#]],
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_judged() {
        case(check, "table3.new.natural = 3件", expect![[r#""#]]);
        case(check, "table3.new.natural = -1", expect![[r#""#]]);
        case(
            check,
            "table3.granted.natural = 0.5; table3.done_total.natural = 7",
            expect![[r#"
                error T3-BAL table3.*.natural expected=0 found=7
                  表三“自然人”列：“一、本年新收政府信息公开申请数量” 0 + “二、上年结转政府信息公开申请数量” 0 = 0，“（七）总计” 7 + “四、结转下年度继续办理” 0 = 7，后者多 7，请核对这 4 格。
                  ~ table3.new.natural table3.carried_in.natural table3.done_total.natural table3.carried_out.natural
            "#]],
        );
        case(check, "table4.review.upheld = 2; table4.review.other = 无; table4.review.total = 9", expect![[r#""#]]);
    }

    #[test]
    fn an_undivided_row_counts_but_not_twice() {
        case(check, "table3.other.natural = 2; table3.new.natural = 2", expect![[r#""#]]);
        case(
            check,
            "table3.other.natural = 2; table3.done_total.natural = 1; table3.new.natural = 1",
            expect![[r#"
                error T3-SUM table3.done_total.natural expected=2 found=1
                  表三“自然人”列：各行相加是 2，“（七）总计”填的是 1，少 1，请核对各行或者改总计。
                  ~ table3.other.natural
            "#]],
        );
        case(
            check,
            "table3.other.natural = 2; table3.other_3.natural = 2; table3.done_total.natural = 2; table3.new.natural = 2",
            expect![[r#""#]],
        );
    }
}
