//! This year's tables against last year's report (跨年核对).
//!
//! Only a report of the year before is compared, and only cells in which a number stands: a blank cell of a table
//! that is still being filled is no difference.

use super::values::Values;
use super::{Check, Finding, Named, Place, Rule, Severity};
use crate::form::{self, Edition, Form, Prose, Slot};
use crate::prose::has_any;
use crate::report::{Meta, Number, Report};

pub(super) const RULES: &[Rule] = &[CARRY, STOCK, JUMP, SAME, FORMAT, PREVIOUS];

const CARRY: Rule = Rule {
    id: "Y-CARRY",
    severity: Severity::Error,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样：本年“上年结转”即上年“结转下年度继续办理”",
};

const STOCK: Rule = Rule { id: "Y-STOCK", severity: Severity::Hint, source: "经验规则" };

const JUMP: Rule = Rule { id: "Y-JUMP", severity: Severity::Hint, source: "经验规则" };

const SAME: Rule =
    Rule {
        id: "Y-SAME", severity: Severity::Hint, source: "国办公开办函〔2021〕30号：不得内容雷同、敷衍塞责"
    };

const FORMAT: Rule = Rule {
    id: "Y-FORMAT",
    severity: Severity::Warning,
    source: "国办公开办函〔2019〕60号、〔2021〕30号：各年报告适用的格式",
};

const PREVIOUS: Rule = Rule { id: "Y-19PREV", severity: Severity::Hint, source: "经验规则" };

/// 规章 and 行政规范性文件: valid, made, repealed.
static STOCKS: [[Named; 3]; 2] = [
    [
        Named::new("table2.regulations.valid"),
        Named::new("table2.regulations.made"),
        Named::new("table2.regulations.repealed"),
    ],
    [
        Named::new("table2.normative.valid"),
        Named::new("table2.normative.made"),
        Named::new("table2.normative.repealed"),
    ],
];
static NEW: Named = Named::new("table3.new.total");

/// Any of these in part one compares with the year before.
const COMPARED: [&str; 7] = ["同比", "较上年", "较去年", "比上年", "比去年", "与上年", "相比"];

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    out.extend(format(check));
    let Some(report) = check.last else { return };
    let last = Last { report, values: Values::of(report) };
    out.extend(same(check, report));
    carried(check, &last, out);
    for [valid, made, repealed] in &STOCKS {
        out.extend(stock(check, &last, valid, made, repealed));
    }
    out.extend(jump(check, &last));
    previous(check, &last, out);
}

struct Last<'a> {
    report: &'a Report,
    values: Values,
}

impl Last<'_> {
    /// What stood in a cell of last year's report; a total left blank is what its row adds up to.
    fn number(&self, slot: Slot) -> Option<Number> {
        let form = self.report.form();
        if !form.has(slot) || self.report.ambiguous().is_some() {
            return None;
        }
        match self.values.is_blank(slot) {
            false => self.values.number(slot),
            true if !self.report.is_started(slot.table()) => None,
            true => self.values.reckoned(slot),
        }
    }
}

fn format(check: &Check) -> Option<Finding> {
    let year = check.report.year().filter(|year| *year >= 2019)?;
    let (due, edition) = (Edition::of_year(year), check.report.edition());
    if due == edition {
        return None;
    }
    let message = [
        &year.to_string(),
        "年的报告应当用",
        due.code(),
        "年的表样，这份用的是",
        edition.code(),
        "年的，请核对年份，或者换成应当用的表样。",
    ];
    let finding = Finding::new(&FORMAT, Place::Meta(Meta::Year), message.concat());
    Some(finding.expected(due.code().to_owned()).found(edition.code().to_owned()))
}

/// Each column's 上年结转 is last year's 结转下年度.
fn carried(check: &Check, last: &Last, out: &mut Vec<Finding>) {
    let mut said = false;
    for (slot, before) in form::carried() {
        // A total that fills itself differs because of the columns that were said already.
        if !(said && check.report.is_computed(slot))
            && let Some(finding) = carry(check, last, slot, before)
        {
            said = true;
            out.push(finding);
        }
    }
}

fn carry(check: &Check, last: &Last, slot: Slot, before: Slot) -> Option<Finding> {
    let (now, was) = (check.values.number(slot)?, last.number(before)?);
    if now == was {
        return None;
    }
    let rest = [
        "上年报告的",
        &last.report.form().sheet(before).row_name(before.row()),
        "是 ",
        &was.to_string(),
        "，",
        &compared(now, was),
        "，请核对；机构合并、划转造成的，请写明原因。",
    ];
    Some(check.stated(&CARRY, slot, now, &rest.concat()).expected(was.to_string()))
}

/// `多 3` or `少 3`, of the first against the second.
pub(super) fn compared(number: Number, against: Number) -> String {
    match number > against {
        true => ["多 ", &(number - against).to_string()].concat(),
        false => ["少 ", &(against - number).to_string()].concat(),
    }
}

/// 现行有效 = last year's 现行有效 + 制发 − 废止.
fn stock(check: &Check, last: &Last, valid: &Named, made: &Named, repealed: &Named) -> Option<Finding> {
    let slot = check.slot(valid)?;
    let (now, made, repealed) = (check.number(valid)?, check.number(made)?, check.number(repealed)?);
    let was = last.number(slot)?;
    let due = was + made - repealed;
    if now == due {
        return None;
    }
    let rest = [
        "上年是 ",
        &was.to_string(),
        "，加上本年制发的 ",
        &made.to_string(),
        "，减去本年废止的 ",
        &repealed.to_string(),
        "，是 ",
        &due.to_string(),
        "，",
        &compared(now, due),
        "；因清理、移交造成的不用改，其他请核对。",
    ];
    Some(check.stated(&STOCK, slot, now, &rest.concat()).expected(due.to_string()))
}

/// 新收 changes by more than half and by more than ten, and part one does not speak of it.
fn jump(check: &Check, last: &Last) -> Option<Finding> {
    let slot = check.slot(&NEW)?;
    let (now, was) = (check.values.number(slot)?, last.number(slot)?);
    let change = (now - was).abs();
    let small = change.times(2) <= was || change <= Number::whole(10);
    let text = check.report.prose(Prose::Part1);
    if small || has_any(text, &COMPARED) || has_any(text, &["[…]"]) {
        return None;
    }
    let rest =
        ["上年是 ", &was.to_string(), "，", &compared(now, was), "，变化超过一半，最好在“一、总体情况”里说明原因。"];
    Some(check.stated(&JUMP, slot, now, &rest.concat()))
}

/// Every cell as last year, and not all of them nothing.
fn same(check: &Check, last: &Report) -> Option<Finding> {
    let form: &Form = check.form();
    if last.edition() != check.report.edition() {
        return None;
    }
    let mut counting = false;
    for slot in form.slots() {
        let (now, was) = (check.report.raw(slot).trim(), last.raw(slot).trim());
        if now != was {
            return None;
        }
        counting |= !matches!(now, "" | "0");
    }
    let message = "表二、表三、表四的每一格都和上年的报告相同，请核对是不是沿用了上年的表。".to_owned();
    counting.then(|| Finding::new(&SAME, Place::Table("table2"), message))
}

/// 2019 format: 上一年项目数量 = last year's 上一年项目数量 + 增/减.
fn previous(check: &Check, last: &Last, out: &mut Vec<Finding>) {
    for slot in check.form().slots().filter(|slot| slot.column() == "prev") {
        out.extend(previous_of(check, last, slot));
    }
}

fn previous_of(check: &Check, last: &Last, slot: Slot) -> Option<Finding> {
    let delta = Slot::at(slot.table(), slot.row(), "delta")?;
    let now = check.values.number(slot)?;
    let (was, change) = (last.number(slot)?, last.number(delta)?);
    let due = was + change;
    if now == due {
        return None;
    }
    let rest = [
        "上年报告的上一年项目数量 ",
        &was.to_string(),
        " 加上增减 ",
        &change.to_string(),
        " 是 ",
        &due.to_string(),
        "，",
        &compared(now, due),
        "，请核对。",
    ];
    Some(check.stated(&PREVIOUS, slot, now, &rest.concat()).expected(due.to_string()))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::cases::case;
    use super::check;

    #[test]
    fn what_was_carried_out_is_carried_in() {
        case(
            check,
            "last table3.carried_out.natural = 4; table3.carried_in.natural = 5",
            expect![[r#"
                error Y-CARRY table3.carried_in.natural expected=4 found=5
                  表三“二、上年结转政府信息公开申请数量”的“自然人”填的是 5，上年报告的“四、结转下年度继续办理”是 4，多 1，请核对；机构合并、划转造成的，请写明原因。
            "#]],
        );
        case(
            check,
            "last table3.carried_out.natural = 4; table3.carried_in.natural = 4; last table3.carried_out.total = 9",
            expect![[r#"
                error Y-CARRY table3.carried_in.total expected=9 found=4
                  表三“二、上年结转政府信息公开申请数量”的“总计”填的是 4，上年报告的“四、结转下年度继续办理”是 9，少 5，请核对；机构合并、划转造成的，请写明原因。
            "#]],
        );
        case(check, "table3.carried_in.natural = 5", expect![[r#""#]]);
        case(
            check,
            "last table3.carried_out.natural = 4; table3.carried_in.natural =",
            expect![[r#"
            error Y-CARRY table3.carried_in.total expected=4 found=0
              表三“二、上年结转政府信息公开申请数量”的“总计”填的是 0，上年报告的“四、结转下年度继续办理”是 4，少 4，请核对；机构合并、划转造成的，请写明原因。
        "#]],
        );
    }

    #[test]
    fn stocks() {
        case(
            check,
            "last table2.normative.valid = 10; table2.normative.made = 3; table2.normative.repealed = 1; table2.normative.valid = 13",
            expect![[r#"
                hint Y-STOCK table2.normative.valid expected=12 found=13
                  表二“行政规范性文件”的“现行有效件数”填的是 13，上年是 10，加上本年制发的 3，减去本年废止的 1，是 12，多 1；因清理、移交造成的不用改，其他请核对。
            "#]],
        );
        case(
            check,
            "last table2.normative.valid = 10; table2.normative.made = 3; table2.normative.repealed = 1; table2.normative.valid = 12",
            expect![[r#""#]],
        );
    }

    #[test]
    fn jumps() {
        case(
            check,
            "last table3.new.natural = 20; table3.new.natural = 50",
            expect![[r#"
            hint Y-JUMP table3.new.total found=50
              表三“一、本年新收政府信息公开申请数量”的“总计”填的是 50，上年是 20，多 30，变化超过一半，最好在“一、总体情况”里说明原因。
        "#]],
        );
        case(
            check,
            "last table3.new.natural = 20; table3.new.natural = 50; narrative.part1 = 申请量同比上升较多，主要涉及征地。",
            expect![[r#""#]],
        );
        case(check, "last table3.new.natural = 2; table3.new.natural = 10", expect![[r#""#]]);
    }

    #[test]
    fn the_same_tables() {
        case(
            check,
            "last table3.new.natural = 2; table3.new.natural = 2",
            expect![[r#"
            hint Y-SAME table2
              表二、表三、表四的每一格都和上年的报告相同，请核对是不是沿用了上年的表。
        "#]],
        );
        case(check, "last meta.org = 甲局", expect![[r#""#]]);
    }

    #[test]
    fn formats() {
        case(check, "edition = 2019; meta.year = 2021; meta.org = 甲局", expect![[r#""#]]);
    }

    #[test]
    fn project_counts_of_2019() {
        case(
            check,
            "edition = 2019; last table2.licensing.prev = 10; last table2.licensing.delta = -2; table2.licensing.prev = 9",
            expect![[r#"
                hint Y-19PREV table2.licensing.prev expected=8 found=9
                  表二“行政许可”的“上一年项目数量”填的是 9，上年报告的上一年项目数量 10 加上增减 -2 是 8，多 1，请核对。
            "#]],
        );
    }
}
