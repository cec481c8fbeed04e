//! What stands in a single cell: numbers that cannot be counts, text where a number belongs.

use super::{Check, Finding, Fix, Place, Rule, Severity};
use crate::form::{Identity, Kind, Slot, pick};
use crate::report::reading::is_absurd;
use crate::report::{Number, Reading, Why};

pub(super) const RULES: &[Rule] = &[INT, TEXT];

const INT: Rule = Rule {
    id: "C-INT",
    severity: Severity::Error,
    source: "国办公开办函〔2019〕60号、〔2021〕30号所附表样：各栏填数量",
};

const TEXT: Rule = Rule { id: "C-TEXT", severity: Severity::Warning, source: "经验规则" };

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    for sheet in &check.form().sheets {
        for slot in &sheet.cells {
            if check.report.is_computed(*slot) {
                continue;
            }
            // Nearly every cell has nothing to say, and a push is for those that have.
            if let Some(finding) = cell(check, *slot) {
                out.push(finding);
            }
        }
    }
}

fn cell(check: &Check, slot: Slot) -> Option<Finding> {
    match check.values.reading(slot) {
        Reading::Blank | Reading::Unclear { why: Why::OtherUnit, .. } => None,
        Reading::Unclear { why, suggestion } => Some(text(check, slot, *why, *suggestion)),
        Reading::Number(n) | Reading::Respelled(n) if is_absurd(*n) => Some(text(check, slot, Why::TooLong, None)),
        Reading::Number(n) | Reading::Respelled(n) => count(check, slot, *n),
    }
}

fn count(check: &Check, slot: Slot, number: Number) -> Option<Finding> {
    let wrong = match slot.kind() {
        Kind::Money { .. } => return None,
        _ if !number.is_whole() => "数量须为整数",
        Kind::Count if number.is_negative() => "数量不能为负数",
        _ => return None,
    };
    let finding = check.stated(&INT, slot, number, &format!("{wrong}，请核对。"));
    Some(finding.found(check.report.raw(slot).to_owned()))
}

fn text(check: &Check, slot: Slot, why: Why, suggestion: Option<Number>) -> Finding {
    let raw = check.report.raw(slot);
    let number = if why == Why::Mark { stands_for(check, slot) } else { suggestion };
    let message = format!("{}填的是“{}”，{}", check.form().name(slot), shown(raw), advice(raw, why, number));
    let verb = if why == Why::Mark { "填" } else { "改为" };
    let fix = number.map(|n| Fix::number(verb, slot, n));
    Finding::new(&TEXT, Place::Slot(slot), message).found(raw.to_owned()).fix(fix)
}

/// The number a “—” may stand for: 0, unless the sums around it say otherwise; in a total what it should be.
fn stands_for(check: &Check, slot: Slot) -> Option<Number> {
    if check.form().total(slot).is_none() {
        let mut identities = check.form().sheet(slot).identities.iter();
        return identities.all(|i| !i.needs(slot) || fits_as_zero(check, i, slot)).then_some(Number::ZERO);
    }
    match check.values.sums_of(slot).as_slice() {
        [first, rest @ ..] if rest.iter().all(|s| s == first) => Some(*first),
        _ => None,
    }
}

/// Whether nothing is known to be broken if the cell is 0.
fn fits_as_zero(check: &Check, identity: &Identity, slot: Slot) -> bool {
    let side = |cells: &[Slot]| check.values.sum(&pick(cells, &|other| other != slot));
    side(&identity.left).zip(side(&identity.right)).is_none_or(|(left, right)| left == right)
}

fn advice(raw: &str, why: Why, number: Option<Number>) -> String {
    match (why, number) {
        (Why::Mark, Some(n)) if n.is_zero() => "这里应填数字，如果是没有，是否填 0？".to_owned(),
        (Why::Mark, Some(n)) => format!("这里应填数字，各项相加是 {n}，是否填 {n}？"),
        (Why::Mark, None) => "这里应填数字，请核对后填写。".to_owned(),
        (Why::Grouping | Why::Point, _) => which(raw),
        (Why::Unfinished, _) => "数没有写完整，请核对后重填。".to_owned(),
        (Why::Remark, Some(n)) => format!("请把括号里的说明写到正文里，这一格是否只填 {n}？"),
        (Why::Chinese, Some(n)) => format!("请改用阿拉伯数字，是否改为 {n}？"),
        (_, Some(n)) => format!("请去掉数字以外的字，是否改为 {n}？"),
        (Why::Several, _) => "一格里有几个数或者换了行，请核对后每格只填一个数。".to_owned(),
        (Why::TooLong, _) => "数值过大，请核对。".to_owned(),
        _ => "含非数字字符，请核对后填数字。".to_owned(),
    }
}

/// `请核对：1207 还是 12.07？`: without its separators, or with one of them as the point.
fn which(raw: &str) -> String {
    let full_width = |c: char| char::from_digit((c as u32).wrapping_sub('０' as u32), 10);
    let raw: String = raw.trim().chars().map(|c| full_width(c).unwrap_or(c)).collect();
    let digits: String = raw.chars().filter(char::is_ascii_digit).collect();
    let mut parts = raw.split(|c: char| !c.is_ascii_digit());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(whole), Some(fraction), None) if !whole.is_empty() => {
            format!("请核对：{digits} 还是 {whole}.{fraction}？")
        }
        _ => format!("分隔符的位置不对，请核对：是不是 {digits}？"),
    }
}

/// A cell's text in a sentence: on one line, of bounded length, without marks that turn the sentence around.
pub(super) fn shown(raw: &str) -> String {
    const MOST: usize = 24;
    let turns = |c: &char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let plain = raw.trim().chars().filter(|c| !turns(c)).map(|c| if c.is_control() { ' ' } else { c });
    let text: String = plain.clone().take(MOST).collect();
    if plain.count() > MOST { text + "…" } else { text }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::cases::case;
    use super::check;

    #[test]
    fn counts() {
        case(
            check,
            "table3.new.natural = -3",
            expect![[r#"
            error C-INT table3.new.natural found=-3
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是 -3，数量不能为负数，请核对。
        "#]],
        );
        case(
            check,
            "table4.review.pending = 1.5",
            expect![[r#"
            error C-INT table4.review.pending found=1.5
              表四“行政复议”的“尚未审结”填的是 1.5，数量须为整数，请核对。
        "#]],
        );
        case(
            check,
            "table2.licensing.decisions = 1.20",
            expect![[r#"
            error C-INT table2.licensing.decisions found=1.20
              表二“行政许可”的“本年处理决定数量”填的是 1.2，数量须为整数，请核对。
        "#]],
        );
        case(check, "edition = 2019; table2.licensing.delta = -18", expect![[r#""#]]);
        case(
            check,
            "edition = 2019; table2.licensing.delta = 0.5",
            expect![[r#"
            error C-INT table2.licensing.delta found=0.5
              表二“行政许可”的“本年增/减”填的是 0.5，数量须为整数，请核对。
        "#]],
        );
    }

    #[test]
    fn a_mark_is_asked_about() {
        case(
            check,
            "table3.new.natural = —",
            expect![[r#"
            warning C-TEXT table3.new.natural found=—
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“—”，这里应填数字，如果是没有，是否填 0？
              [填 0]
        "#]],
        );
        case(
            check,
            "table2.fees.amount_wan = /",
            expect![[r#"
            warning C-TEXT table2.fees.amount_wan found=/
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是“/”，这里应填数字，如果是没有，是否填 0？
              [填 0]
        "#]],
        );
        case(
            check,
            "table3.granted.natural = 5; table3.granted.total = 无",
            expect![[r#"
            warning C-TEXT table3.granted.total found=无
              表三“（一）予以公开”的“总计”填的是“无”，这里应填数字，各项相加是 5，是否填 5？
              [填 5]
        "#]],
        );
        case(
            check,
            "table3.granted.natural = —; table3.granted.total = 5",
            expect![[r#"
            warning C-TEXT table3.granted.natural found=—
              表三“（一）予以公开”的“自然人”填的是“—”，这里应填数字，请核对后填写。
        "#]],
        );
        case(
            check,
            "table3.granted.natural = —; table3.granted.total = —",
            expect![[r#"
            warning C-TEXT table3.granted.natural found=—
              表三“（一）予以公开”的“自然人”填的是“—”，这里应填数字，如果是没有，是否填 0？
              [填 0]
            warning C-TEXT table3.granted.total found=—
              表三“（一）予以公开”的“总计”填的是“—”，这里应填数字，请核对后填写。
        "#]],
        );
    }

    #[test]
    fn text_is_kept_and_the_number_offered() {
        case(
            check,
            "table3.new.natural = 12件",
            expect![[r#"
            warning C-TEXT table3.new.natural found=12件
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“12件”，请去掉数字以外的字，是否改为 12？
              [改为 12]
        "#]],
        );
        case(
            check,
            "table2.normative.made = 22（其中修订16件）",
            expect![[r#"
            warning C-TEXT table2.normative.made found=22（其中修订16件）
              表二“行政规范性文件”的“本年制发件数”填的是“22（其中修订16件）”，请把括号里的说明写到正文里，这一格是否只填 22？
              [改为 22]
        "#]],
        );
        case(
            check,
            "table3.new.natural = 一百二十三",
            expect![[r#"
            warning C-TEXT table3.new.natural found=一百二十三
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“一百二十三”，请改用阿拉伯数字，是否改为 123？
              [改为 123]
        "#]],
        );
        case(
            check,
            "edition = 2019; table2.coercion.delta = 减4",
            expect![[r#"
            warning C-TEXT table2.coercion.delta found=减4
              表二“行政强制”的“本年增/减”填的是“减4”，请去掉数字以外的字，是否改为 -4？
              [改为 -4]
        "#]],
        );
    }

    #[test]
    fn what_may_be_two_numbers_is_asked() {
        case(
            check,
            "table3.new.natural = 12,07",
            expect![[r#"
            warning C-TEXT table3.new.natural found=12,07
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“12,07”，请核对：1207 还是 12.07？
        "#]],
        );
        case(
            check,
            "table3.new.natural = １２，０７",
            expect![[r#"
            warning C-TEXT table3.new.natural found=１２，０７
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“１２，０７”，请核对：1207 还是 12.07？
        "#]],
        );
        case(
            check,
            "table3.new.natural = 1.207",
            expect![[r#"
            warning C-TEXT table3.new.natural found=1.207
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“1.207”，请核对：1207 还是 1.207？
        "#]],
        );
        case(
            check,
            "table3.new.natural = 1,2,3",
            expect![[r#"
            warning C-TEXT table3.new.natural found=1,2,3
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“1,2,3”，分隔符的位置不对，请核对：是不是 123？
        "#]],
        );
        case(
            check,
            "table3.new.natural = 5.",
            expect![[r#"
            warning C-TEXT table3.new.natural found=5.
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“5.”，数没有写完整，请核对后重填。
        "#]],
        );
        case(
            check,
            "table3.new.natural = .5",
            expect![[r#"
            warning C-TEXT table3.new.natural found=.5
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“.5”，数没有写完整，请核对后重填。
        "#]],
        );
        case(
            check,
            "table3.new.natural = 1207\\n1208",
            expect![[r#"
            warning C-TEXT table3.new.natural found=1207
            1208
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“1207 1208”，一格里有几个数或者换了行，请核对后每格只填一个数。
        "#]],
        );
    }

    #[test]
    fn what_is_no_number_is_said() {
        case(
            check,
            "table3.new.natural = 1e5",
            expect![[r#"
            warning C-TEXT table3.new.natural found=1e5
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“1e5”，含非数字字符，请核对后填数字。
        "#]],
        );
        case(
            check,
            "table3.new.natural = 100000000000000000000",
            expect![[r#"
            warning C-TEXT table3.new.natural found=100000000000000000000
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“100000000000000000000”，数值过大，请核对。
        "#]],
        );
        case(
            check,
            "table2.fees.amount_wan = 100000000000000000000",
            expect![[r#"
            warning C-TEXT table2.fees.amount_wan found=100000000000000000000
              表二“行政事业性收费”的“本年收费金额（单位：万元）”填的是“100000000000000000000”，数值过大，请核对。
        "#]],
        );
        case(
            check,
            "table3.new.natural = 9999999999999999999999999999",
            expect![[r#"
            warning C-TEXT table3.new.natural found=9999999999999999999999999999
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“999999999999999999999999…”，数值过大，请核对。
        "#]],
        );
        case(
            check,
            "table3.new.natural = 详见附件，本年度共收到政府信息公开申请若干件，请参见正文",
            expect![[r#"
            warning C-TEXT table3.new.natural found=详见附件，本年度共收到政府信息公开申请若干件，请参见正文
              表三“一、本年新收政府信息公开申请数量”的“自然人”填的是“详见附件，本年度共收到政府信息公开申请若干件，请…”，含非数字字符，请核对后填数字。
        "#]],
        );
    }

    #[test]
    fn a_total_that_fills_itself_has_no_finding_of_its_own() {
        case(
            check,
            "table3.granted.natural = -3",
            expect![[r#"
            error C-INT table3.granted.natural found=-3
              表三“（一）予以公开”的“自然人”填的是 -3，数量不能为负数，请核对。
        "#]],
        );
        case(
            check,
            "table3.granted.natural = abc",
            expect![[r#"
            warning C-TEXT table3.granted.natural found=abc
              表三“（一）予以公开”的“自然人”填的是“abc”，含非数字字符，请核对后填数字。
        "#]],
        );
    }
}
