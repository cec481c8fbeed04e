//! How the rules' own cases are written: a report in which nothing is wrong, some lines of change, the findings.

use expect_test::Expect;

use super::{Check, Context, Finding};
use crate::form::{Edition, Form, Prose, Slot};
use crate::report::{Edit, Meta, Report};

/// A report with 0 in every cell; its totals fill themselves.
pub(super) fn zeros(edition: Edition) -> Report {
    let form = Form::of(edition);
    let cells = form.slots().filter(|s| form.total(*s).is_none());
    Report::new(edition).apply(&Edit::Many(cells.map(|s| Edit::Cell(s, "0".into())).collect()))
}

/// `table3.new.natural = 3; table3.new.total = 4`; `edition = 2019` first, if at all; `last …` changes the year before.
pub(super) fn case(family: fn(&Check, &mut Vec<Finding>), script: &str, expect: Expect) {
    let edition = if script.contains("edition = 2019") { Edition::E2019 } else { Edition::E2021 };
    let (mut report, mut last) = (zeros(edition), None);
    for line in script.split(';').map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("edition")) {
        match line.strip_prefix("last ") {
            Some(line) => last = Some(change(last.unwrap_or_else(|| zeros(edition)), line)),
            None => report = change(report, line),
        }
    }
    let mut findings = Vec::new();
    family(&Check::new(&report, Context { last: last.as_ref() }), &mut findings);
    expect.assert_eq(&findings.iter().map(shown).collect::<String>());
}

fn change(mut report: Report, line: &str) -> Report {
    let (place, text) = line.split_once('=').map(|(p, t)| (p.trim(), t.trim())).expect("place = text");
    let text = text.replace("\\n", "\n");
    if let Some(label) = place.strip_prefix("label ") {
        report.labels.push((label.to_owned(), text.into()));
        return report;
    }
    let prose = Prose::ALL.into_iter().find(|p| place == format!("narrative.{}", p.code()));
    let meta = Meta::ALL.into_iter().find(|m| place == format!("meta.{}", m.code()));
    let edits = match (place.split_once(".*."), prose, meta) {
        (Some((table, column)), ..) => {
            let cells = report.form().slots().filter(|s| s.table() == table && s.column() == column);
            cells.map(|s| Edit::Cell(s, text.as_str().into())).collect()
        }
        (_, Some(prose), _) => vec![Edit::Prose(prose, text.into())],
        (_, _, Some(meta)) => vec![Edit::Meta(meta, text.into())],
        _ => vec![Edit::Cell(Slot::parse(place).expect(place), text.into())],
    };
    report.apply(&Edit::Many(edits))
}

fn shown(finding: &Finding) -> String {
    let mut line = format!("{} {} {}", finding.rule.severity.code(), finding.rule.id, finding.at.code());
    let numbers = [("expected", &finding.expected), ("found", &finding.found)];
    for (what, number) in numbers {
        line.extend(number.iter().map(|n| format!(" {what}={n}")));
    }
    line += &format!("\n  {}\n", finding.message);
    if !finding.related.is_empty() {
        let related: Vec<&str> = finding.related.iter().map(|s| s.code()).collect();
        line += &format!("  ~ {}\n", related.join(" "));
    }
    line.extend(finding.fixes.iter().map(|fix| format!("  [{}]\n", fix.label)));
    line
}
