//! What table three says besides its sums: an undivided （六）, other headings, unusual shares.

use super::table2::labels;
use super::{Check, Finding, Fix, Place, Rule, Severity};
use crate::form::{Sheet, Slot};
use crate::report::{Edit, Number};

pub(super) const RULES: &[Rule] = &[LUMP, LABEL, OTHER, NO_INFORMATION, CARRIED];

const LUMP: Rule = Rule {
    id: "T3-LUMP",
    severity: Severity::Warning,
    source: "国办公开办函〔2021〕30号所附表样：（六）其他处理分为三行",
    why: "2021年起的表样把（六）其他处理分成了三行，原来只有一行。沿用旧表样的报告，上级汇总时无法分到三行里。",
};

const LABEL: Rule = Rule { id: "T3-LABEL", ..super::table2::LABEL };

const OTHER: Rule = Rule {
    id: "T3-OTHER",
    severity: Severity::Hint,
    source: "经验规则；国办公开办函〔2019〕60号曾要求关注“其他处理”较多的单位",
    why: "“其他处理”只放前面各行都对不上的。占比太高，常见的是把能归入予以公开、无法提供、不予处理的也放了进来。",
};

const NO_INFORMATION: Rule = Rule {
    id: "T3-NOINFO",
    severity: Severity::Hint,
    source: "经验规则",
    why: "一半以上的申请答复“不掌握”，看的人会问检索是否充分。常见的是把不归本机关公开和真的没有这项信息混在了一起。",
};

const CARRIED: Rule = Rule {
    id: "T3-CARRYBIG",
    severity: Severity::Hint,
    source: "经验规则",
    why: "答复期限是20个工作日，不到一年的十分之一，正常结转的不会太多。结转很多，常见的是超期没有答复，或者填错了格。",
};

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    if let Some(sheet) = check.form().table("table3") {
        out.extend(lump(check, sheet));
    }
    out.extend(labels(check, "table3", &LABEL));
    out.extend(other(check));
    out.extend(no_information(check));
    out.extend(carried(check));
}

fn lump(check: &Check, sheet: &Sheet) -> Option<Finding> {
    let (lump, place) = (sheet.table.lump.as_ref()?, sheet.lump.first()?);
    if !sheet.lump.iter().any(|s| !check.values.is_blank(*s)) {
        return None;
    }
    let parts: Vec<Slot> = sheet.slots.iter().copied().filter(|s| lump.replaces.contains(&s.row())).collect();
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
    let blank = parts.iter().filter(|slot| check.values.is_blank(**slot));
    // A total that is cleared fills itself.
    let zeros = blank.map(|slot| match check.form().total(*slot) {
        Some(_) => Edit::Cell(*slot, "".into()),
        None => Edit::Cell(*slot, "0".into()),
    });
    let clear = sheet.lump.iter().map(|slot| Edit::Cell(*slot, "".into()));
    Some(Fix { label: "各行都填 0".to_owned(), edit: Edit::Many(zeros.chain(clear).collect()) })
}

/// Σ（六） of the total column above a fifth of what was done, and above five.
fn other(check: &Check) -> Option<Finding> {
    const ROWS: [&str; 4] =
        ["table3.other_1.total", "table3.other_2.total", "table3.other_3.total", "table3.other.total"];
    let done = check.number("table3.done_total.total")?;
    let mut sum = Number::ZERO;
    for code in ROWS.iter().filter(|code| check.slot(code).is_some()) {
        sum = sum + check.worth(code)?;
    }
    if sum.times(5) <= done || sum <= Number::whole(5) {
        return None;
    }
    let parts: Vec<Slot> = ROWS.iter().filter_map(|code| check.slot(code)).collect();
    let parts: Vec<Slot> = parts.into_iter().filter(|s| check.values.worth(*s).is_some_and(|n| !n.is_zero())).collect();
    let (largest, rest) = split_largest(check, parts)?;
    let message = format!(
        "表三“（六）其他处理”共 {sum}，超过{}{done} 的 20%，请核对能否归入前面各行，确实属于其他处理的，最好在正文里说明。",
        done_name(check),
    );
    Some(Finding::new(&OTHER, Place::Slot(largest), message).found(sum).related(rest))
}

/// The cell to look at first, and the others.
fn split_largest(check: &Check, mut parts: Vec<Slot>) -> Option<(Slot, Vec<Slot>)> {
    let number = |slot: Slot| check.values.worth(slot).unwrap_or(Number::ZERO);
    let most = parts.iter().map(|s| number(*s)).max()?;
    let at = parts.iter().position(|s| number(*s) == most)?;
    let largest = parts.remove(at);
    Some((largest, parts))
}

/// `“（七）总计”`.
fn done_name(check: &Check) -> String {
    check.form().table("table3").map_or_else(String::new, |sheet| sheet.row_name("done_total"))
}

fn no_information(check: &Check) -> Option<Finding> {
    let done = check.number("table3.done_total.total")?;
    let none = check.number("table3.unable_1.total")?;
    if none.times(2) <= done || none <= Number::whole(20) {
        return None;
    }
    let slot = check.slot("table3.unable_1.total")?;
    let name = check.form().name(slot);
    let message =
        format!("{name}填的是 {none}，超过{}{done} 的一半，请核对检索是否充分、分类是否准确。", done_name(check));
    Some(Finding::new(&NO_INFORMATION, Place::Slot(slot), message).found(none))
}

fn carried(check: &Check) -> Option<Finding> {
    let new = check.number("table3.new.total")?;
    let carried = check.number("table3.carried_out.total")?;
    if carried.times(4) <= new || carried <= Number::whole(5) {
        return None;
    }
    let slot = check.slot("table3.carried_out.total")?;
    let name = check.form().name(slot);
    let message =
        format!("{name}填的是 {carried}，超过本年新收 {new} 的四分之一，请核对是否填错，有没有超期未答复的。");
    Some(Finding::new(&CARRIED, Place::Slot(slot), message).found(carried))
}
