//! The list of findings (核对清单): grouped by part, to be printed, or copied into a letter to the unit.

use super::sections::Section;
use crate::check::{Finding, Severity};
use crate::later::later;
use crate::report::Report;

/// The findings of one part of the report, in order.
pub struct Group<'a> {
    pub heading: &'static str,
    pub findings: Vec<&'a Finding>,
}

/// The parts in which something was found.
pub fn groups<'a>(report: &Report, findings: &'a [Finding]) -> Vec<Group<'a>> {
    let form = report.form();
    let mut groups = Vec::new();
    for section in Section::all(form) {
        let heading = section.part(form).map_or("基本信息", |part| part.heading);
        let mut found = Vec::new();
        for finding in findings {
            if Section::of(form, &finding.at) == section {
                found.push(finding);
            }
        }
        if !found.is_empty() {
            groups.push(Group { heading, findings: found });
        }
    }
    groups
}

/// `2 处错误，1 处提醒（已说明 1 处）`.
pub fn summary(report: &Report, findings: &[Finding]) -> String {
    let mut text = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let (mut count, mut answered) = (0, 0);
        for finding in findings.iter().filter(|f| f.rule.severity == severity) {
            count += 1;
            answered += usize::from(finding.answer(report).is_some());
        }
        if count > 0 {
            let between = if text.is_empty() { "" } else { "，" };
            text.extend([between, &count.to_string(), " 处", severity.word()]);
        }
        if answered > 0 {
            text.extend(["（已说明 ", &answered.to_string(), " 处）"]);
        }
    }
    if text.is_empty() { "没有发现问题".to_owned() } else { text }
}

/// The whole list as a text: what was found, the sentence it was found in, the unit's explanation.
pub fn text(report: &Report, findings: &Vec<Finding>) -> String {
    let mut text = String::new();
    write(report, findings, &mut text);
    text
}

later! { [feature = "form"] "13",
fn write(report: &Report, findings: &Vec<Finding>, out: &mut String) {
    *out = written(report, findings);
}
}

fn written(report: &Report, findings: &[Finding]) -> String {
    let mut text = [&report.title(), " 核对清单\n", &summary(report, findings), "。\n"].concat();
    let mut number = 0;
    for group in groups(report, findings) {
        text.extend(["\n", group.heading, "\n"]);
        for finding in group.findings {
            number += 1;
            text.extend([&number.to_string(), ". 【", finding.rule.severity.word(), "】", &finding.message, "\n"]);
            if let Some(quote) = &finding.quote {
                text.extend(["   原文：“", quote, "”\n"]);
            }
            if let Some(answer) = finding.answer(report) {
                text.extend(["   说明：", answer, "\n"]);
            }
        }
    }
    text
}
