//! Findings for a person and for a program.

use std::ffi::OsStr;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use super::source::Source;
use crate::app::listing;
use crate::check::{Claim, Finding};
use crate::codec::recognise::Unplaced;
use crate::report::{Meta, Report};

/// Part by part: severity, message, then the rule and the place to look for, the sentence that was read, and what the
/// unit says of it.
pub(super) fn text(file: &OsStr, source: &Source, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let report = &source.report;
    writeln!(out, "{}", file.display())?;
    writeln!(out, "{}", report.title())?;
    for group in listing::groups(report, findings) {
        writeln!(out, "  {}", group.heading)?;
        for finding in group.findings {
            one(report, finding, out)?;
        }
    }
    let tables = report.form().sheets.iter().map(|s| s.table);
    let empty: Vec<&str> = tables.clone().filter(|t| !report.is_started(t.id)).map(|t| t.name).collect();
    // Where no number was placed, nothing was found because nothing was looked at.
    if !findings.is_empty() || empty.len() < tables.count() {
        writeln!(out, "  {}", listing::summary(report, findings))?;
    }
    if !empty.is_empty() {
        writeln!(out, "  {}没有填数，没有核对", empty.join("、"))?;
    }
    unread(source, out)?;
    writeln!(out)
}

fn one(report: &Report, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "    {}  {}", finding.rule.severity.word(), finding.message)?;
    writeln!(out, "          {}  {}", finding.rule.id, finding.at.code())?;
    if let Some(quote) = &finding.quote {
        writeln!(out, "          原句：{}", squeezed(quote))?;
    }
    match finding.answer(report) {
        Some(answer) => writeln!(out, "          说明：{}", squeezed(answer)),
        None => Ok(()),
    }
}

/// A sentence without the line breaks of its source.
fn squeezed(quote: &str) -> String {
    quote.split_whitespace().collect()
}

/// What the source did not give for certain.
fn unread(source: &Source, out: &mut dyn Write) -> io::Result<()> {
    doubtful(source, out)?;
    for table in source.report.form().sheets.iter().map(|s| s.table) {
        match source.missing(table.id) {
            0 => {}
            count => writeln!(out, "  {}有 {count} 格没有读到，用到这些格的规则没有核对", table.name)?,
        }
    }
    unplaced(source, out)
}

/// What is to be looked at.
pub(super) fn doubtful(source: &Source, out: &mut dyn Write) -> io::Result<()> {
    for note in &source.notes {
        writeln!(out, "  {note}")?;
    }
    for doubt in &source.doubts {
        writeln!(out, "  需核对  {doubt}")?;
    }
    Ok(())
}

/// What could not be placed without guessing.
pub(super) fn unplaced(source: &Source, out: &mut dyn Write) -> io::Result<()> {
    for Unplaced { text, table, row, col, near, why } in &source.unplaced {
        let (text, near) = (text.replace('\n', " "), if near.is_empty() { String::new() } else { format!("“{near}”") });
        let at = match table {
            0 => format!("第 {row} 行第 {col} 个数"),
            _ => format!("第 {table} 个表第 {row} 行第 {col} 列"),
        };
        writeln!(out, "  没有放入  {at}{near}的“{text}”：{}", why.sentence())?;
    }
    Ok(())
}

/// One object a line (contract section 5).
pub(super) fn json(
    file: &OsStr,
    source: &Source,
    findings: &[Finding],
    claims: &[Claim],
    out: &mut dyn Write,
) -> io::Result<()> {
    let file = file.to_string_lossy();
    serde_json::to_writer(&mut *out, &Line { file: &file, source, findings, claims })?;
    writeln!(out)
}

struct Line<'a> {
    file: &'a str,
    source: &'a Source,
    findings: &'a [Finding],
    claims: &'a [Claim],
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut line = to.serialize_struct("Line", 6)?;
        line.serialize_field("file", self.file)?;
        line.serialize_field("org", self.source.report.meta(Meta::Org))?;
        line.serialize_field("year", &self.source.report.year())?;
        line.serialize_field("findings", self.findings)?;
        let unplaced: Vec<Text> = self.source.unplaced.iter().map(Text).collect();
        line.serialize_field("unplaced", &unplaced)?;
        line.serialize_field("claims", self.claims)?;
        line.end()
    }
}

/// A text that was not placed.
struct Text<'a>(&'a Unplaced);

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Unplaced { text, table, row, col, near, why } = self.0;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("text", text)?;
        map.serialize_entry("table", table)?;
        map.serialize_entry("row", row)?;
        map.serialize_entry("column", col)?;
        map.serialize_entry("near", near)?;
        map.serialize_entry("why", why.code())?;
        map.end()
    }
}
