//! What table two may say of 规章, 规范性文件, licences and penalties.

use super::{Check, Finding, Named, Place, Rule, Severity};
use crate::form::{Sheet, Slot};
use crate::report::meta::may_regulate;
use crate::report::reading::is_invisible;
use crate::report::{Meta, Number};

pub(super) const RULES: &[Rule] = &[REGULATIONS, LABEL, IN_FORCE, PUBLISHED, NONE_NOW];

const REGULATIONS: Rule =
    Rule {
        id: "T2-REG", severity: Severity::Warning, source: "《中华人民共和国立法法》关于规章制定权限的规定"
    };

pub(super) const LABEL: Rule =
    Rule {
        id: "T2-LABEL", severity: Severity::Hint, source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样"
    };

const IN_FORCE: Rule = Rule { id: "T2-VALID0", severity: Severity::Hint, source: "经验规则" };

const PUBLISHED: Rule = Rule { id: "T2-19NEW", severity: Severity::Hint, source: "经验规则" };

const NONE_NOW: Rule = Rule { id: "T2-ZEROFEE", severity: Severity::Hint, source: "经验规则" };

/// 规章 and 规范性文件 in the fields of either edition.
struct Documents {
    made: Named,
    repealed: Named,
    valid: Named,
    published: Named,
    total: Named,
}

static REGULATION: Documents = Documents {
    made: Named::new("table2.regulations.made"),
    repealed: Named::new("table2.regulations.repealed"),
    valid: Named::new("table2.regulations.valid"),
    published: Named::new("table2.regulations.published"),
    total: Named::new("table2.regulations.total"),
};
static NORMATIVE: Documents = Documents {
    made: Named::new("table2.normative.made"),
    repealed: Named::new("table2.normative.repealed"),
    valid: Named::new("table2.normative.valid"),
    published: Named::new("table2.normative.published"),
    total: Named::new("table2.normative.total"),
};
static DECISIONS: [Named; 2] = [Named::new("table2.licensing.decisions"), Named::new("table2.punishment.decisions")];

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    out.extend(regulations(check));
    labels(check, "table2", &LABEL, out);
    for documents in [&REGULATION, &NORMATIVE] {
        out.extend(in_force(check, documents));
        out.extend(published(check, documents));
        out.extend(in_public(check, documents));
    }
    for cell in &DECISIONS {
        out.extend(none_now(check, cell));
    }
}

fn regulations(check: &Check) -> Option<Finding> {
    if !is_barred(check) {
        return None;
    }
    let mut filled = Vec::new();
    for cell in [&REGULATION.made, &REGULATION.repealed] {
        filled.extend(check.slot(cell));
    }
    let filled = check.counting(&filled);
    let (first, rest) = filled.split_first()?;
    let number = check.values.number(*first)?;
    let question = "这类单位一般没有制定规章的权限，请核对是不是规范性文件。";
    Some(check.stated(&REGULATIONS, *first, number, question).related(rest.to_vec()))
}

/// Whether the unit is of a kind that may not make 规章.
fn is_barred(check: &Check) -> bool {
    may_regulate(check.report.meta(Meta::Level)) == Some(false)
}

/// Headings that stood otherwise in the source than the template has them.
pub(super) fn labels(check: &Check, table: &str, rule: &'static Rule, out: &mut Vec<Finding>) {
    let Some(sheet) = check.form().table(table) else { return };
    for (place, found) in check.report.labels() {
        out.extend(label(sheet, place, found, rule));
    }
}

fn label(sheet: &Sheet, place: &str, found: &str, rule: &'static Rule) -> Option<Finding> {
    let id = place.strip_prefix(sheet.table.id)?.strip_prefix(".")?;
    let (at, name, official) = heading(sheet, id)?;
    if is_same(&squeezed(found), &squeezed(official)) {
        return None;
    }
    let (table, kind) = (sheet.table.name, if matches!(at, Place::Column(..)) { "列" } else { "行" });
    let message = format!("{table}{name}一{kind}，原文件的标题是“{found}”，和表样不一样，请核对是不是同一项。");
    Some(Finding::new(rule, at, message).expected(official.to_owned()).found(found.to_owned()))
}

/// A row (`denied_2`) or a column (`*.natural`), how it is called, and its official heading.
fn heading(sheet: &Sheet, id: &str) -> Option<(Place, String, &'static str)> {
    if let Some(column) = id.strip_prefix("*.") {
        let column = sheet.column(column)?;
        return Some((Place::Column(sheet.table.id, column.id), sheet.column_name(column.id), column.label));
    }
    let row = sheet.row(id)?;
    Some((Place::Row(sheet.table.id, row.id), sheet.row_name(row.id), row.label))
}

/// `总计（件）` is what the form has: counts are in nothing else. So is `（万元）` for `（单位：万元）`.
fn is_same(found: &str, official: &str) -> bool {
    let ((found, unit), (official, own)) = (parted(found), parted(official));
    found == official && (unit == own || own.is_empty() && matches!(unit, "件" | "条" | "项" | "个" | "份"))
}

/// A heading and the unit in its brackets.
fn parted(label: &str) -> (&str, &str) {
    let unit = label.strip_suffix(")").and_then(|l| l.rsplit_once("("));
    let Some((label, unit)) = unit.filter(|(label, _)| !label.is_empty()) else { return (label, "") };
    (label, unit.strip_prefix("单位:").unwrap_or(unit))
}

/// Spaces and full-width forms make no other heading.
fn squeezed(label: &str) -> String {
    let mut squeezed = String::new();
    for c in label.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)) {
        squeezed.push(match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '“' | '”' => '"',
            c => c,
        });
    }
    squeezed
}

/// 2021: what was made this year is in force, unless repealed.
fn in_force(check: &Check, documents: &Documents) -> Option<Finding> {
    let (made, valid) = (check.number(&documents.made)?, check.number(&documents.valid)?);
    // 规章 of those who may make none are a question of their own.
    let asked = std::ptr::eq(documents, &REGULATION) && is_barred(check);
    if valid >= made || asked {
        return None;
    }
    let (made_slot, slot) = (check.slot(&documents.made)?, check.slot(&documents.valid)?);
    let question = format!("少于本年制发的 {made}，请核对现行有效件数是否算上了今年的。");
    Some(check.stated(&IN_FORCE, slot, valid, &question).related(vec![made_slot]))
}

/// 2019: 新公开 ≤ 新制作.
fn published(check: &Check, documents: &Documents) -> Option<Finding> {
    let (published, made) = (check.number(&documents.published)?, check.number(&documents.made)?);
    let (at, other) = (check.slot(&documents.published)?, check.slot(&documents.made)?);
    if published <= made {
        return None;
    }
    let question = format!("大于{}的 {made}，请核对是否把往年制作的也算了进来。", column_name(check, other));
    Some(check.stated(&PUBLISHED, at, published, &question).related(vec![other]))
}

/// 2019: 对外公开总数 ≥ 新公开.
fn in_public(check: &Check, documents: &Documents) -> Option<Finding> {
    let (total, published) = (check.number(&documents.total)?, check.number(&documents.published)?);
    let (at, other) = (check.slot(&documents.total)?, check.slot(&documents.published)?);
    if total >= published {
        return None;
    }
    let question = format!("少于{}的 {published}，请核对是否漏算了今年的。", column_name(check, other));
    Some(check.stated(&PUBLISHED, at, total, &question).related(vec![other]))
}

fn column_name(check: &Check, slot: Slot) -> String {
    check.form().sheet(slot).column_name(slot.column())
}

fn none_now(check: &Check, cell: &Named) -> Option<Finding> {
    let (slot, last) = (check.slot(cell)?, check.last?);
    let none = check.report.meta(Meta::Level) == "department" && check.number(cell)?.is_zero();
    let before = last.reading(slot).number().filter(|n| none && last.form().has(slot) && !n.is_zero())?;
    Some(check.stated(&NONE_NOW, slot, Number::ZERO, &format!("上年是 {before}，请核对是否漏填。")))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::cases::case;
    use super::check;

    #[test]
    fn who_may_not_make_regulations() {
        case(
            check,
            "meta.level = district; table2.regulations.made = 1",
            expect![[r#"
                warning T2-REG table2.regulations.made found=1
                  表二“规章”的“本年制发件数”填的是 1，这类单位一般没有制定规章的权限，请核对是不是规范性文件。
            "#]],
        );
        case(
            check,
            "meta.level = department; table2.regulations.made = 1; table2.regulations.repealed = 2",
            expect![[r#"
                warning T2-REG table2.regulations.made found=1
                  表二“规章”的“本年制发件数”填的是 1，这类单位一般没有制定规章的权限，请核对是不是规范性文件。
                  ~ table2.regulations.repealed
            "#]],
        );
        case(
            check,
            "meta.level = township; table2.regulations.repealed = 2",
            expect![[r#"
            warning T2-REG table2.regulations.repealed found=2
              表二“规章”的“本年废止件数”填的是 2，这类单位一般没有制定规章的权限，请核对是不是规范性文件。
        "#]],
        );
        case(check, "meta.level = city; table2.regulations.made = 1; table2.regulations.valid = 1", expect![[r#""#]]);
        case(check, "table2.regulations.made = 1; table2.regulations.valid = 1", expect![[r#""#]]);
        case(check, "meta.level = county; table2.regulations.made = 1件", expect![[r#""#]]);
    }

    #[test]
    fn headings() {
        case(
            check,
            "label table2.normative = 规范性文件",
            expect![[r#"
            hint T2-LABEL table2.normative expected=行政规范性文件 found=规范性文件
              表二“行政规范性文件”一行，原文件的标题是“规范性文件”，和表样不一样，请核对是不是同一项。
        "#]],
        );
        case(check, "label table2.normative = 行政 规范性文件", expect![[r#""#]]);
        case(
            check,
            "label table2.*.made = 制发件数（新制发）",
            expect![[r#"
            hint T2-LABEL table2.*.made expected=本年制发件数 found=制发件数（新制发）
              表二“本年制发件数”一列，原文件的标题是“制发件数（新制发）”，和表样不一样，请核对是不是同一项。
        "#]],
        );
        case(check, "label table2.*.made = 本年\u{AD}制发件数 （单位：件）", expect![[r#""#]]);
        case(check, "label table2.*.amount_wan = 本年收费金额（万元）", expect![[r#""#]]);
        case(
            check,
            "label table2.*.amount_wan = 本年收费金额",
            expect![[r#"
                hint T2-LABEL table2.*.amount_wan expected=本年收费金额（单位：万元） found=本年收费金额
                  表二“本年收费金额（单位：万元）”一列，原文件的标题是“本年收费金额”，和表样不一样，请核对是不是同一项。
            "#]],
        );
        case(
            check,
            "label table2.*.amount_wan = 本年收费金额（单位：元）",
            expect![[r#"
                hint T2-LABEL table2.*.amount_wan expected=本年收费金额（单位：万元） found=本年收费金额（单位：元）
                  表二“本年收费金额（单位：万元）”一列，原文件的标题是“本年收费金额（单位：元）”，和表样不一样，请核对是不是同一项。
            "#]],
        );
        case(check, "label table2.*.natural = 公民", expect![[r#""#]]);
        case(check, "edition = 2019; label table2.normative = 规范性文件", expect![[r#""#]]);
        case(check, "label table3.granted = 予以公开", expect![[r#""#]]);
    }

    #[test]
    fn what_was_made_is_in_force() {
        case(
            check,
            "table2.normative.made = 6; table2.normative.valid = 5",
            expect![[r#"
            hint T2-VALID0 table2.normative.valid found=5
              表二“行政规范性文件”的“现行有效件数”填的是 5，少于本年制发的 6，请核对现行有效件数是否算上了今年的。
              ~ table2.normative.made
        "#]],
        );
        case(check, "table2.normative.made = 6; table2.normative.valid = 6", expect![[r#""#]]);
        case(check, "table2.normative.made = 6; table2.normative.valid =", expect![[r#""#]]);
    }

    #[test]
    fn made_published_total() {
        case(
            check,
            "edition = 2019; table2.normative.made = 3; table2.normative.published = 5; table2.normative.total = 9",
            expect![[r#"
                hint T2-19NEW table2.normative.published found=5
                  表二“规范性文件”的“本年新公开数量”填的是 5，大于“本年新制作数量”的 3，请核对是否把往年制作的也算了进来。
                  ~ table2.normative.made
            "#]],
        );
        case(
            check,
            "edition = 2019; table2.normative.made = 5; table2.normative.published = 5; table2.normative.total = 4",
            expect![[r#"
                hint T2-19NEW table2.normative.total found=4
                  表二“规范性文件”的“对外公开总数量”填的是 4，少于“本年新公开数量”的 5，请核对是否漏算了今年的。
                  ~ table2.normative.published
            "#]],
        );
        case(
            check,
            "edition = 2019; table2.normative.made = 5; table2.normative.published = 5; table2.normative.total = 5",
            expect![[r#""#]],
        );
    }

    #[test]
    fn decisions_last_year_and_none_now() {
        case(
            check,
            "meta.level = department; last table2.punishment.decisions = 12",
            expect![[r#"
            hint T2-ZEROFEE table2.punishment.decisions found=0
              表二“行政处罚”的“本年处理决定数量”填的是 0，上年是 12，请核对是否漏填。
        "#]],
        );
        case(check, "meta.level = county; last table2.punishment.decisions = 12", expect![[r#""#]]);
        case(
            check,
            "meta.level = department; last table2.punishment.decisions = 12; table2.punishment.decisions =",
            expect![[r#""#]],
        );
    }
}
