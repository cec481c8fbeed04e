//! What table two may say of 规章, 规范性文件, licences and penalties.

use super::{Check, Finding, Place, Rule, Severity};
use crate::form::Slot;
use crate::report::Meta;
use crate::report::meta::may_regulate;

pub(super) const RULES: &[Rule] = &[REGULATIONS, LABEL, IN_FORCE, PUBLISHED, NONE_NOW];

const REGULATIONS: Rule = Rule {
    id: "T2-REG",
    severity: Severity::Warning,
    source: "《中华人民共和国立法法》关于规章制定权限的规定",
    why: "规章只能由国务院部门、省级人民政府和设区的市的人民政府制定。其他单位的规章栏出现数字，多半是把规范性文件填到了规章一行。",
};

pub(super) const LABEL: Rule = Rule {
    id: "T2-LABEL",
    severity: Severity::Hint,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样",
    why: "行的标题和表样不一样，读的人可能以为是另一项。常见的是沿用了旧表样，或者转换文件时丢了字。",
};

const IN_FORCE: Rule = Rule {
    id: "T2-VALID0",
    severity: Severity::Hint,
    source: "经验规则",
    why: "今年制发的文件一般到年底还有效，所以现行有效件数通常不少于本年制发件数。少了，常见的是没有更新现行有效件数。",
};

const PUBLISHED: Rule = Rule {
    id: "T2-19NEW",
    severity: Severity::Hint,
    source: "经验规则",
    why: "新公开的文件一般就是新制作的，对外公开总数又包括新公开的。顺序反了，常见的是填错了列。",
};

const NONE_NOW: Rule = Rule {
    id: "T2-ZEROFEE",
    severity: Severity::Hint,
    source: "经验规则",
    why: "去年有许可或者处罚决定、今年一件也没有，常见的是漏填。职权划转、机构改革也会这样，那就不用改。",
};

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    out.extend(regulations(check));
    out.extend(labels(check, "table2", &LABEL));
    for row in ["regulations", "normative"] {
        out.extend(in_force(check, row));
        out.extend(published(check, row));
    }
    for code in ["table2.licensing.decisions", "table2.punishment.decisions"] {
        out.extend(none_now(check, code));
    }
}

fn regulations(check: &Check) -> Option<Finding> {
    if may_regulate(check.report.meta(Meta::Level)) != Some(false) {
        return None;
    }
    let cells = ["table2.regulations.made", "table2.regulations.repealed"].into_iter();
    let filled = cells.filter(|code| check.number(code).is_some_and(|n| !n.is_zero()));
    let filled: Vec<Slot> = filled.filter_map(|code| check.slot(code)).collect();
    let (first, rest) = filled.split_first()?;
    let number = check.values.number(*first)?;
    let name = check.form().name(*first);
    let message = format!("{name}填的是 {number}，这类单位一般没有制定规章的权限，请核对是不是规范性文件。");
    Some(Finding::new(&REGULATIONS, Place::Slot(*first), message).found(number).related(rest.to_vec()))
}

/// Headings that stood otherwise in the source than the template has them.
pub(super) fn labels(check: &Check, table: &str, rule: &'static Rule) -> Vec<Finding> {
    let Some(sheet) = check.form().table(table) else { return Vec::new() };
    let rows = check.report.labels().filter_map(|(place, found)| {
        let row = sheet.row(place.strip_prefix(table)?.strip_prefix('.')?)?;
        let same = squeezed(found).eq(squeezed(row.label));
        (!same).then(|| {
            let (name, row_name) = (sheet.table.name, sheet.row_name(row.id));
            let message = format!("{name}{row_name}一行，原文件的标题是“{found}”，和表样不一样，请核对是不是同一项。");
            Finding::new(rule, Place::Row(sheet.table.id, row.id), message).expected(row.label).found(found)
        })
    });
    rows.collect()
}

/// Spaces and full-width forms make no other heading.
fn squeezed(label: &str) -> impl Iterator<Item = char> + '_ {
    label.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '“' | '”' => '"',
        c => c,
    })
}

/// 2021: what was made this year is in force, unless repealed.
fn in_force(check: &Check, row: &str) -> Option<Finding> {
    let (made_at, valid_at) = match row {
        "regulations" => ("table2.regulations.made", "table2.regulations.valid"),
        _ => ("table2.normative.made", "table2.normative.valid"),
    };
    let (made, valid) = (check.number(made_at)?, check.number(valid_at)?);
    let (made_slot, valid_slot) = (check.slot(made_at)?, check.slot(valid_at)?);
    let message = || {
        let name = check.form().name(valid_slot);
        format!("{name}填的是 {valid}，少于本年制发的 {made}，请核对现行有效件数是否算上了今年的。")
    };
    let finding = || Finding::new(&IN_FORCE, Place::Slot(valid_slot), message()).found(valid).related(vec![made_slot]);
    (valid < made).then(finding)
}

/// 2019: 新公开 ≤ 新制作, 对外公开总数 ≥ 新公开.
fn published(check: &Check, row: &str) -> Vec<Finding> {
    let [made, published, total] = match row {
        "regulations" => ["table2.regulations.made", "table2.regulations.published", "table2.regulations.total"],
        _ => ["table2.normative.made", "table2.normative.published", "table2.normative.total"],
    };
    let more = more_than(check, published, made, "请核对是否把往年制作的也算了进来");
    let fewer = more_than(check, published, total, "请核对两格是否填反");
    more.into_iter().chain(fewer).collect()
}

fn more_than(check: &Check, large: &str, small: &str, advice: &str) -> Option<Finding> {
    let (large_number, small_number) = (check.number(large)?, check.number(small)?);
    let (large, small) = (check.slot(large)?, check.slot(small)?);
    let column = |slot: Slot| check.form().sheet(slot).column_name(slot.column());
    (large_number > small_number).then(|| {
        let (name, than) = (check.form().name(large), column(small));
        let message = format!("{name}填的是 {large_number}，大于{than}的 {small_number}，{advice}。");
        Finding::new(&PUBLISHED, Place::Slot(small), message).found(small_number).related(vec![large])
    })
}

fn none_now(check: &Check, code: &str) -> Option<Finding> {
    let (slot, last) = (check.slot(code)?, check.last?);
    let none = check.report.meta(Meta::Level) == "department" && check.number(code)?.is_zero();
    let before = last.reading(slot).number().filter(|n| none && last.form().has(slot) && !n.is_zero())?;
    let message = format!("{}填的是 0，上年是 {before}，请核对是否漏填。", check.form().name(slot));
    Some(Finding::new(&NONE_NOW, Place::Slot(slot), message).found("0"))
}
