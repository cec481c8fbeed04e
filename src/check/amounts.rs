//! Amounts of money: negative ones, and those that seem to be in another unit than the form prints.

use super::cells::shown;
use super::{Check, Finding, Fix, Place, Rule, Severity};
use crate::form::{Kind, Slot};
use crate::report::reading::is_absurd;
use crate::report::{Meta, Number, Reading, Why};

pub(super) const RULES: &[Rule] = &[AMOUNT, UNIT];

const AMOUNT: Rule = Rule {
    id: "C-AMOUNT",
    severity: Severity::Error,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样：金额栏",
};

const UNIT: Rule = Rule { id: "C-UNIT", severity: Severity::Hint, source: "经验规则" };

/// From here on a department's whole-number amount is more likely in 元.
const LARGE: Number = Number::whole(1_000_000);

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    for sheet in &check.form().sheets {
        for slot in &sheet.slots {
            if let Kind::Money { unit } = slot.kind() {
                out.extend(amount(check, *slot, unit));
            }
        }
    }
}

/// At most one finding an amount: the unit is asked about once.
fn amount(check: &Check, slot: Slot, unit: Option<&'static str>) -> Option<Finding> {
    match check.values.reading(slot) {
        Reading::Unclear { why: Why::OtherUnit, suggestion } => Some(written(check, slot, unit, *suggestion)),
        // An absurd number is asked about as text.
        Reading::Number(n) | Reading::Respelled(n) if is_absurd(*n) => None,
        Reading::Number(n) | Reading::Respelled(n) if n.is_negative() => Some(negative(check, slot, *n)),
        Reading::Number(n) | Reading::Respelled(n) => doubt(check, slot, unit, *n),
        _ => None,
    }
}

fn negative(check: &Check, slot: Slot, number: Number) -> Finding {
    check.stated(&AMOUNT, slot, number, "金额不能为负数，请核对。").found(check.report.raw(slot).to_owned())
}

fn doubt(check: &Check, slot: Slot, unit: Option<&'static str>, number: Number) -> Option<Finding> {
    let raw = check.report.raw(slot).trim();
    let marked = match unit {
        Some(_) => raw.contains(['元', ',', '，']),
        None => raw.ends_with('元') && !raw.ends_with("万元"),
    };
    if marked {
        return Some(written(check, slot, unit, Some(number)));
    }
    if raw.ends_with('元') {
        return None;
    }
    if number >= LARGE && number.is_whole() && check.report.meta(Meta::Level) == "department" {
        return Some(large(check, slot, unit, number));
    }
    jump(check, slot, unit, number)
}

/// A unit or separators stand in the text.
fn written(check: &Check, slot: Slot, unit: Option<&str>, number: Option<Number>) -> Finding {
    let (name, text) = (check.form().name(slot), shown(check.report.raw(slot)));
    let advice = match (unit, number) {
        (Some(unit), Some(n)) => format!("这一栏的单位是{unit}，格子里只填数字，是否改为 {n}？"),
        (Some(unit), None) => format!("这一栏的单位是{unit}，请核对后只填数字。"),
        (None, _) => "表样没有印金额的单位，各单位填元的、填万元的都有，汇总时容易弄错，请核对。".to_owned(),
    };
    let fix = unit.and(number).map(|n| Fix::number("改为", slot, n));
    let finding = Finding::new(&UNIT, Place::Slot(slot), format!("{name}填的是“{text}”，{advice}"));
    finding.found(check.report.raw(slot).to_owned()).fix(fix)
}

fn large(check: &Check, slot: Slot, unit: Option<&str>, number: Number) -> Finding {
    let doubt = match unit {
        Some(unit) => format!("单位是{unit}，对一个部门来说很大，请核对是不是填成了元。"),
        None => "没有写单位，请核对单位，最好把单位一起写上。".to_owned(),
    };
    check.stated(&UNIT, slot, number, &doubt)
}

/// About ten thousand times last year's amount.
fn jump(check: &Check, slot: Slot, unit: Option<&str>, number: Number) -> Option<Finding> {
    let last = check.last.filter(|last| last.form().has(slot))?;
    // Without a printed unit only two bare numbers can be compared.
    let comparable = unit.is_some() || !last.raw(slot).chars().any(|c| c == '元');
    let before = last.reading(slot).number().filter(|n| comparable && *n > Number::ZERO)?;
    if number < before.times(5_000) || number > before.times(20_000) {
        return None;
    }
    let doubt = format!("上年是 {before}，相差约一万倍，请核对两年的单位是否一致。");
    Some(check.stated(&UNIT, slot, number, &doubt))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::cases::case;
    use super::check;

    #[test]
    fn an_amount_is_not_negative() {
        case(
            check,
            "table2.fees.amount_wan = -0.5",
            expect![[r#"
            error C-AMOUNT table2.fees.amount_wan found=-0.5
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是 -0.5，金额不能为负数，请核对。
        "#]],
        );
        case(
            check,
            "edition = 2019; table2.procurement.amount_text = -3",
            expect![[r#"
            error C-AMOUNT table2.procurement.amount_text found=-3
              表二“政府集中采购”的“采购总金额”填的是 -3，金额不能为负数，请核对。
        "#]],
        );
    }

    #[test]
    fn an_amount_in_another_unit_is_one_finding() {
        case(
            check,
            "table2.fees.amount_wan = 251000元",
            expect![[r#"
            hint C-UNIT table2.fees.amount_wan found=251000元
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是“251000元”，这一栏的单位是万元，格子里只填数字，是否改为 25.1？
              [改为 25.1]
        "#]],
        );
        case(
            check,
            "table2.fees.amount_wan = 7730.28万元",
            expect![[r#"
            hint C-UNIT table2.fees.amount_wan found=7730.28万元
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是“7730.28万元”，这一栏的单位是万元，格子里只填数字，是否改为 7730.28？
              [改为 7730.28]
        "#]],
        );
        case(
            check,
            "table2.fees.amount_wan = 1,234.5",
            expect![[r#"
            hint C-UNIT table2.fees.amount_wan found=1,234.5
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是“1,234.5”，这一栏的单位是万元，格子里只填数字，是否改为 1234.5？
              [改为 1234.5]
        "#]],
        );
        case(
            check,
            "table2.fees.amount_wan = 1，234.5万元",
            expect![[r#"
            hint C-UNIT table2.fees.amount_wan found=1，234.5万元
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是“1，234.5万元”，这一栏的单位是万元，格子里只填数字，是否改为 1234.5？
              [改为 1234.5]
        "#]],
        );
    }

    #[test]
    fn without_a_printed_unit_only_bare_yuan_is_asked_about() {
        case(
            check,
            "edition = 2019; table2.procurement.amount_text = 251000元",
            expect![[r#"
            hint C-UNIT table2.procurement.amount_text found=251000元
              表二“政府集中采购”的“采购总金额”填的是“251000元”，表样没有印金额的单位，各单位填元的、填万元的都有，汇总时容易弄错，请核对。
        "#]],
        );
        case(check, "edition = 2019; table2.procurement.amount_text = 1316.73 万元", expect![[r#""#]]);
        case(check, "edition = 2019; table2.procurement.amount_text = 52.15", expect![[r#""#]]);
    }

    #[test]
    fn a_department_with_millions() {
        case(
            check,
            "meta.level = department; table2.fees.amount_wan = 1000000",
            expect![[r#"
            hint C-UNIT table2.fees.amount_wan found=1000000
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是 1000000，单位是万元，对一个部门来说很大，请核对是不是填成了元。
        "#]],
        );
        case(check, "meta.level = department; table2.fees.amount_wan = 1000000.5", expect![[r#""#]]);
        case(check, "meta.level = department; table2.fees.amount_wan = 999999", expect![[r#""#]]);
        case(check, "meta.level = county; table2.fees.amount_wan = 1000000", expect![[r#""#]]);
        case(
            check,
            "edition = 2019; meta.level = department; table2.procurement.amount_text = 73802895",
            expect![[r#"
                hint C-UNIT table2.procurement.amount_text found=73802895
                  表二“政府集中采购”的“采购总金额”填的是 73802895，没有写单位，请核对单位，最好把单位一起写上。
            "#]],
        );
    }

    #[test]
    fn ten_thousand_times_last_year() {
        case(
            check,
            "last table2.fees.amount_wan = 25.1; table2.fees.amount_wan = 260000.5",
            expect![[r#"
            hint C-UNIT table2.fees.amount_wan found=260000.5
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是 260000.5，上年是 25.1，相差约一万倍，请核对两年的单位是否一致。
        "#]],
        );
        case(check, "last table2.fees.amount_wan = 25.1; table2.fees.amount_wan = 125499", expect![[r#""#]]);
        case(check, "last table2.fees.amount_wan = 0; table2.fees.amount_wan = 260000", expect![[r#""#]]);
        case(
            check,
            "edition = 2019; last table2.procurement.amount_text = 25.1万元; table2.procurement.amount_text = 251000",
            expect![[r#""#]],
        );
    }
}
