//! What table three says besides its sums: an undivided （六）, other headings, unusual shares.

use super::table2::labels;
use super::{Check, Finding, Fix, Named, Place, Rule, Severity};
use crate::form::{Sheet, Slot, pick};
use crate::report::{Edit, Number};

pub(super) const RULES: &[Rule] = &[LUMP, LABEL, OTHER, NO_INFORMATION, CARRIED];

const LUMP: Rule = Rule {
    id: "T3-LUMP",
    severity: Severity::Warning,
    source: "国办公开办函〔2021〕30号所附表样：（六）其他处理分为三行",
};

const LABEL: Rule = Rule { id: "T3-LABEL", ..super::table2::LABEL };

const OTHER: Rule = Rule {
    id: "T3-OTHER",
    severity: Severity::Hint,
    source: "经验规则；国办公开办函〔2019〕60号曾要求关注“其他处理”较多的单位",
};

const NO_INFORMATION: Rule = Rule { id: "T3-NOINFO", severity: Severity::Hint, source: "经验规则" };

const CARRIED: Rule = Rule { id: "T3-CARRYBIG", severity: Severity::Hint, source: "经验规则" };

static NEW: Named = Named::new("table3.new.total");
static DONE: Named = Named::new("table3.done_total.total");
static CARRIED_OUT: Named = Named::new("table3.carried_out.total");
static NOT_HELD: Named = Named::new("table3.unable_1.total");
/// （六）, in the rows of one edition or the other.
static OTHERS: [Named; 4] = [
    Named::new("table3.other_1.total"),
    Named::new("table3.other_2.total"),
    Named::new("table3.other_3.total"),
    Named::new("table3.other.total"),
];

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    if let Some(sheet) = check.form().table("table3") {
        out.extend(lump(check, sheet));
    }
    labels(check, "table3", &LABEL, out);
    out.extend(other(check));
    out.extend(no_information(check));
    out.extend(carried(check));
}

fn lump(check: &Check, sheet: &Sheet) -> Option<Finding> {
    let (lump, place) = (sheet.table.lump.as_ref()?, sheet.lump.first()?);
    if !sheet.lump.iter().any(|s| !check.values.is_blank(*s)) {
        return None;
    }
    let parts = pick(&sheet.slots, &|slot| lump.replaces.contains(&slot.row()));
    let fix = divide(check, sheet, &parts);
    let name = format!("{}{}", sheet.table.name, sheet.row_name(place.row()));
    let rows = lump.replaces.len();
    let twice = parts.iter().any(|s| !counts_for_nothing(check, *s));
    let message = match (&fix, twice) {
        (_, true) => format!("{name}和分开的 {rows} 行都填了数，看不出是否重复，请只填分开的 {rows} 行。"),
        (Some(_), _) => format!("{name}没有分行，表样分为 {rows} 行，请按表样分行填写。"),
        _ => format!("{name}没有分行，表样分为 {rows} 行，每个数怎样拆分要由本单位按办理情况确定。"),
    };
    let at = Place::Row(sheet.table.id, place.row());
    Some(Finding::new(&LUMP, at, message).related(sheet.lump.clone()).fix(fix))
}

fn counts_for_nothing(check: &Check, slot: Slot) -> bool {
    check.values.is_blank(slot) || check.values.reading(slot).number().is_some_and(Number::is_zero)
}

/// Only nothing can be divided without asking: zeros into the rows that replace it.
fn divide(check: &Check, sheet: &Sheet, parts: &[Slot]) -> Option<Fix> {
    if !sheet.lump.iter().chain(parts).all(|slot| counts_for_nothing(check, *slot)) {
        return None;
    }
    let blank = pick(parts, &|slot| check.values.is_blank(slot));
    let mut fix = Fix::zeros("各行都填 0", check.form(), &blank);
    if let Edit::Many(edits) = &mut fix.edit {
        sheet.lump.iter().for_each(|slot| edits.push(Edit::Cell(*slot, "".into())));
    }
    Some(fix)
}

/// Σ（六） of the total column above a fifth of what was done, and above five.
fn other(check: &Check) -> Option<Finding> {
    let done = check.number(&DONE)?;
    let parts = check.slots(&OTHERS);
    let sum = check.values.sum(&parts)?;
    if sum.times(5) <= done || sum <= Number::whole(5) {
        return None;
    }
    let (largest, rest) = split_largest(check, check.counting(&parts))?;
    let message = format!(
        "表三“（六）其他处理”共 {sum}，超过{}{done} 的 20%，请核对能否归入前面各行，确实属于其他处理的，最好在正文里说明。",
        done_name(check),
    );
    Some(Finding::new(&OTHER, Place::Slot(largest), message).found(sum.to_string()).related(rest))
}

/// The cell to look at first, and the others.
fn split_largest(check: &Check, mut parts: Vec<Slot>) -> Option<(Slot, Vec<Slot>)> {
    let number = |slot: Slot| check.values.worth(slot);
    let mut largest = *parts.first()?;
    for slot in &parts {
        if number(*slot) > number(largest) {
            largest = *slot;
        }
    }
    parts.retain(|slot| *slot != largest);
    Some((largest, parts))
}

/// `“（七）总计”`.
fn done_name(check: &Check) -> String {
    check.form().table("table3").map_or_else(String::new, |sheet| sheet.row_name("done_total"))
}

fn no_information(check: &Check) -> Option<Finding> {
    let done = check.number(&DONE)?;
    let none = check.number(&NOT_HELD)?;
    if none.times(2) <= done || none <= Number::whole(20) {
        return None;
    }
    let slot = check.slot(&NOT_HELD)?;
    let question = format!("超过{}{done} 的一半，请核对检索是否充分、分类是否准确。", done_name(check));
    Some(check.stated(&NO_INFORMATION, slot, none, &question))
}

fn carried(check: &Check) -> Option<Finding> {
    let new = check.number(&NEW)?;
    let carried = check.number(&CARRIED_OUT)?;
    if carried.times(4) <= new || carried <= Number::whole(5) {
        return None;
    }
    let slot = check.slot(&CARRIED_OUT)?;
    let question = format!("超过本年新收 {new} 的四分之一，请核对是否填错，有没有超期未答复的。");
    Some(check.stated(&CARRIED, slot, carried, &question))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::cases::case;
    use super::check;

    #[test]
    fn undivided() {
        case(
            check,
            "table3.other.natural = 0",
            expect![[r#"
            warning T3-LUMP table3.other
              表三“（六）其他处理”没有分行，表样分为 3 行，请按表样分行填写。
              ~ table3.other.natural table3.other.commercial table3.other.research table3.other.public_benefit table3.other.legal_service table3.other.other_org table3.other.total
              [各行都填 0]
        "#]],
        );
        case(
            check,
            "table3.other.natural = 2",
            expect![[r#"
            warning T3-LUMP table3.other
              表三“（六）其他处理”没有分行，表样分为 3 行，每个数怎样拆分要由本单位按办理情况确定。
              ~ table3.other.natural table3.other.commercial table3.other.research table3.other.public_benefit table3.other.legal_service table3.other.other_org table3.other.total
        "#]],
        );
        case(
            check,
            "table3.other.natural = 2; table3.other_1.natural = 2",
            expect![[r#"
            warning T3-LUMP table3.other
              表三“（六）其他处理”和分开的 3 行都填了数，看不出是否重复，请只填分开的 3 行。
              ~ table3.other.natural table3.other.commercial table3.other.research table3.other.public_benefit table3.other.legal_service table3.other.other_org table3.other.total
        "#]],
        );
        case(check, "edition = 2019; table3.other.natural = 2", expect![[r#""#]]);
    }

    #[test]
    fn headings() {
        case(
            check,
            "label table3.denied_2 = 2.其他法律行政止公开",
            expect![[r#"
            hint T3-LABEL table3.denied_2 expected=2.其他法律行政法规禁止公开 found=2.其他法律行政止公开
              表三“（三）不予公开 2.其他法律行政法规禁止公开”一行，原文件的标题是“2.其他法律行政止公开”，和表样不一样，请核对是不是同一项。
        "#]],
        );
        case(check, "label table3.denied_3 = 3.危及 “三安全一稳定”", expect![[r#""#]]);
        case(check, "label table2.normative = 规范性文件", expect![[r#""#]]);
    }

    #[test]
    fn many_others() {
        case(
            check,
            "table3.other_3.natural = 6; table3.granted.natural = 23",
            expect![[r#"
            hint T3-OTHER table3.other_3.total found=6
              表三“（六）其他处理”共 6，超过“（七）总计”29 的 20%，请核对能否归入前面各行，确实属于其他处理的，最好在正文里说明。
        "#]],
        );
        case(check, "table3.other_3.natural = 6; table3.granted.natural = 24", expect![[r#""#]]);
        case(check, "table3.other_3.natural = 5", expect![[r#""#]]);
        case(
            check,
            "table3.other_1.natural = 4; table3.other_3.natural = 4",
            expect![[r#"
            hint T3-OTHER table3.other_1.total found=8
              表三“（六）其他处理”共 8，超过“（七）总计”8 的 20%，请核对能否归入前面各行，确实属于其他处理的，最好在正文里说明。
              ~ table3.other_3.total
        "#]],
        );
        case(
            check,
            "edition = 2019; table3.other.natural = 6",
            expect![[r#"
            hint T3-OTHER table3.other.total found=6
              表三“（六）其他处理”共 6，超过“（七）总计”6 的 20%，请核对能否归入前面各行，确实属于其他处理的，最好在正文里说明。
        "#]],
        );
        case(check, "table3.other_3.natural = 6; table3.other_1.natural = 若干", expect![[r#""#]]);
    }

    #[test]
    fn much_not_held() {
        case(
            check,
            "table3.unable_1.natural = 21; table3.granted.natural = 20",
            expect![[r#"
            hint T3-NOINFO table3.unable_1.total found=21
              表三“（四）无法提供 1.本机关不掌握相关政府信息”的“总计”填的是 21，超过“（七）总计”41 的一半，请核对检索是否充分、分类是否准确。
        "#]],
        );
        case(check, "table3.unable_1.natural = 21; table3.granted.natural = 21", expect![[r#""#]]);
        case(check, "table3.unable_1.natural = 20", expect![[r#""#]]);
    }

    #[test]
    fn much_carried_over() {
        case(
            check,
            "table3.new.natural = 23; table3.carried_out.natural = 6",
            expect![[r#"
            hint T3-CARRYBIG table3.carried_out.total found=6
              表三“四、结转下年度继续办理”的“总计”填的是 6，超过本年新收 23 的四分之一，请核对是否填错，有没有超期未答复的。
        "#]],
        );
        case(check, "table3.new.natural = 24; table3.carried_out.natural = 6", expect![[r#""#]]);
        case(check, "table3.new.natural = 10; table3.carried_out.natural = 5", expect![[r#""#]]);
    }
}
