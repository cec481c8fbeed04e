//! What table four says besides its sums: lost cases that part five passes over, more cases than decisions.

use super::{Check, Finding, Named, Place, Rule, Severity};
use crate::form::Prose;
use crate::prose::has_any;

pub(super) const RULES: &[Rule] = &[LOSS, PLAUSIBLE];

const LOSS: Rule = Rule { id: "T4-LOSS", severity: Severity::Hint, source: "经验规则" };

const PLAUSIBLE: Rule = Rule { id: "T4-PLAUS", severity: Severity::Hint, source: "经验规则" };

/// Any of these in part five speaks of the cases.
const WORDS: [&str; 5] = ["复议", "诉讼", "纠正", "纠错", "败诉"];

static CORRECTED: [Named; 3] =
    [Named::new("table4.review.corrected"), Named::new("table4.direct.corrected"), Named::new("table4.post.corrected")];
static REVIEW: Named = Named::new("table4.review.total");
static DIRECT: Named = Named::new("table4.direct.total");
static DONE: Named = Named::new("table3.done_total.total");

pub(super) fn check(check: &Check, out: &mut Vec<Finding>) {
    out.extend(loss(check));
    out.extend(plausible(check));
}

fn loss(check: &Check) -> Option<Finding> {
    let lost = check.counting(&check.slots(&CORRECTED));
    if lost.is_empty() {
        return None;
    }
    let count = check.values.sum(&lost)?;
    let text = check.report.prose(Prose::Part5);
    // Of a shortened text nobody knows what was left out.
    let shortened = check.report.is_abridged() || has_any(text, &["[…]"]);
    if shortened || text.trim().is_empty() || has_any(text, &WORDS) {
        return None;
    }
    let part = check.form().desc.parts.iter().find(|p| p.text.contains(&Prose::Part5))?;
    let message =
        format!("表四“结果纠正”共 {count} 件，“{}”没有写到复议、诉讼，最好写明问题和改进办法。", part.heading);
    Some(Finding::new(&LOSS, Place::Prose(Prose::Part5), message).found(count.to_string()).related(lost))
}

/// More reviews and direct suits than applications decided in two years.
fn plausible(check: &Check) -> Option<Finding> {
    let last = check.last?;
    let done = check.slot(&DONE)?;
    let before = last.reading(done).number().filter(|n| n.is_whole() && !n.is_negative())?;
    let (review, direct) = (check.slot(&REVIEW)?, check.slot(&DIRECT)?);
    let cases = check.values.number(review)? + check.values.number(direct)?;
    let decided = check.values.number(done)? + before;
    if cases <= decided {
        return None;
    }
    let message = format!(
        "表四“行政复议”和“未经复议直接起诉”的总计共 {cases}，多于本年和上年办结的 {decided}，请核对是否都因政府信息公开引起。"
    );
    let finding = Finding::new(&PLAUSIBLE, Place::Slot(review), message);
    Some(finding.found(cases.to_string()).related(vec![direct, done]))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::super::cases::case;
    use super::check;

    #[test]
    fn lost_cases_belong_into_part_five() {
        case(
            check,
            "table4.review.corrected = 2; table4.post.corrected = 1; narrative.part5 = 公开内容不够全面。",
            expect![[r#"
                hint T4-LOSS narrative.part5 found=3
                  表四“结果纠正”共 3 件，“五、存在的主要问题及改进情况”没有写到复议、诉讼，最好写明问题和改进办法。
                  ~ table4.review.corrected table4.post.corrected
            "#]],
        );
        case(check, "table4.review.corrected = 2; narrative.part5 = 有两件复议案件被撤销。", expect![[r#""#]]);
        case(check, "table4.review.corrected = 2", expect![[r#""#]]);
        case(check, "table4.review.corrected = 2; narrative.part5 = […]公开内容不够全面。", expect![[r#""#]]);
        case(check, "narrative.part5 = 公开内容不够全面。", expect![[r#""#]]);
    }

    #[test]
    fn more_cases_than_decisions() {
        case(
            check,
            "last table3.granted.natural = 2; table3.granted.natural = 1; table4.review.upheld = 3; table4.direct.upheld = 1",
            expect![[r#"
                hint T4-PLAUS table4.review.total found=4
                  表四“行政复议”和“未经复议直接起诉”的总计共 4，多于本年和上年办结的 3，请核对是否都因政府信息公开引起。
                  ~ table4.direct.total table3.done_total.total
            "#]],
        );
        case(
            check,
            "last table3.granted.natural = 2; table3.granted.natural = 1; table4.review.upheld = 3",
            expect![[r#""#]],
        );
        case(check, "table3.granted.natural = 1; table4.review.upheld = 3", expect![[r#""#]]);
        case(check, "last table3.granted.natural = 2件; table4.review.upheld = 3", expect![""]);
    }
}
