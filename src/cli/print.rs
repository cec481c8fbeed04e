//! Findings for a person and for a program.

use std::ffi::OsStr;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::check::{Finding, Severity};
use crate::report::{Meta, Report};

/// Grouped per file: severity, sentence, then the rule and the place to look for.
pub(super) fn text(file: &OsStr, report: &Report, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", file.display())?;
    writeln!(out, "{}", report.title())?;
    for finding in findings {
        writeln!(out, "  {}  {}", finding.rule.severity.word(), finding.message)?;
        writeln!(out, "        {}  {}", finding.rule.id, finding.at.code())?;
    }
    writeln!(out, "  {}", summary(findings))?;
    let empty: Vec<&str> =
        report.form().sheets.iter().map(|s| s.table).filter(|t| !report.is_started(t.id)).map(|t| t.name).collect();
    if !empty.is_empty() {
        writeln!(out, "  {}没有填数，没有核对", empty.join("、"))?;
    }
    writeln!(out)
}

fn summary(findings: &[Finding]) -> String {
    let count = |severity| findings.iter().filter(|f| f.rule.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Hint].map(|s| (s, count(s)));
    let counts: Vec<String> =
        counts.iter().filter(|(_, n)| *n > 0).map(|(s, n)| format!("{} {n} 条", s.word())).collect();
    if counts.is_empty() { "没有发现问题".to_owned() } else { counts.join("，") }
}

/// One object a line (contract section 5).
pub(super) fn json(file: &OsStr, report: &Report, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let file = file.to_string_lossy();
    serde_json::to_writer(&mut *out, &Line { file: &file, report, findings })?;
    writeln!(out)
}

struct Line<'a> {
    file: &'a str,
    report: &'a Report,
    findings: &'a [Finding],
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut line = to.serialize_struct("Line", 5)?;
        line.serialize_field("file", self.file)?;
        line.serialize_field("org", self.report.meta(Meta::Org))?;
        line.serialize_field("year", &self.report.year())?;
        line.serialize_field("findings", self.findings)?;
        // A report file places every value itself.
        line.serialize_field("unplaced", &[(); 0])?;
        line.end()
    }
}
