//! The command line `gongkai`: the core for a server, a nightly check, a folder of two thousand files.
//!
//! Everything it needs comes in as arguments and streams, so tests can run it too. It stops for nothing: a file
//! that cannot be read is one sentence on standard error, and the others are still done.

mod convert;
mod many;
mod options;
mod print;
mod source;

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};

use crate::app::follow::last_year;
use crate::check::{Context, Finding, Severity, examine};
use crate::report::{Meta, Report};

use options::{Check, Command};
use source::Source;

/// What the process leaves with (contract section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No error-level finding.
    Clean = 0,
    /// Some error-level finding; of what was converted something was left out.
    Errors = 1,
    /// A file could not be read, or the command line could not be understood.
    Unreadable = 2,
}

/// The streams of a process.
pub struct Streams<'a> {
    pub input: &'a mut dyn Read,
    pub output: &'a mut dyn Write,
    pub errors: &'a mut dyn Write,
}

/// Runs the command line; the arguments are those after the program's name.
///
/// # Errors
/// When the output cannot be written, e.g. because nobody reads it any longer.
pub fn run(arguments: impl Iterator<Item = OsString>, streams: &mut Streams) -> io::Result<Status> {
    match options::parse(arguments) {
        Ok(Command::Help) => {
            streams.output.write_all(options::USAGE.as_bytes())?;
            Ok(Status::Clean)
        }
        Ok(Command::Check(options)) => check_all(&options, streams),
        Ok(Command::Convert(options)) => convert::convert(&options, streams),
        Err(complaint) => {
            write!(streams.errors, "{complaint}\n\n{}", options::USAGE)?;
            Ok(Status::Unreadable)
        }
    }
}

fn check_all(options: &Check, streams: &mut Streams) -> io::Result<Status> {
    let input = match source::standard(options.files.iter().chain(&options.last_year), streams.input) {
        Ok(input) => input,
        Err(reason) => {
            writeln!(streams.errors, "-：{reason}")?;
            return Ok(Status::Unreadable);
        }
    };
    let (mut status, mut last) = (Status::Clean, None);
    if let Some(file) = &options.last_year {
        match source::read(file, options.kind.as_deref(), &input) {
            Ok(source) => last = Some(source.report),
            Err(reason) => {
                writeln!(streams.errors, "{}：{reason}", file.display())?;
                status = Status::Unreadable;
            }
        }
    }
    let work = |at: usize| options.files.get(at).map(|file| check_one(file, last.as_ref(), options, &input));
    many::in_order(options.files.len(), &work, &mut |done: Done| {
        streams.errors.write_all(&done.errors)?;
        streams.output.write_all(&done.output)?;
        status = status.max(done.status);
        Ok(())
    })?;
    streams.output.flush()?;
    Ok(status)
}

/// What is printed of a file.
struct Done {
    output: Vec<u8>,
    errors: Vec<u8>,
    status: Status,
}

fn check_one(file: &OsStr, last: Option<&Report>, options: &Check, input: &[u8]) -> Done {
    let mut done = Done { output: Vec::new(), errors: Vec::new(), status: Status::Unreadable };
    // Writing into memory does not fail.
    let written = match source::read(file, options.kind.as_deref(), input) {
        Ok(source) => report_on(file, &source, last, options, &mut done),
        Err(reason) => writeln!(done.errors, "{}：{reason}", file.display()),
    };
    if written.is_err() {
        done.status = Status::Unreadable;
    }
    done
}

fn report_on(file: &OsStr, source: &Source, last: Option<&Report>, options: &Check, done: &mut Done) -> io::Result<()> {
    let (report, given) = (&source.report, last);
    let last = given.filter(|last| is_last_year(last, report, options.files.len()));
    if given.is_some() && last.is_none() && options.files.len() == 1 {
        writeln!(done.errors, "{}：--last-year 给的不是它上一年的报告，没有用来比较。", file.display())?;
    }
    // A report that was begun from last year's has that inside.
    let inside = last_year(report);
    let (mut findings, mut claims) = examine(report, Context { last: last.or(inside.as_ref()) });
    findings.retain(|finding| !source.is_beyond(finding));
    claims.retain(|claim| !source.is_unread(claim));
    match options.json {
        true => print::json(file, source, &findings, &claims, &mut done.output)?,
        false => print::text(file, source, &findings, &mut done.output)?,
    }
    let errors = findings.iter().any(|f: &Finding| f.rule.severity == Severity::Error);
    done.status = if errors { Status::Errors } else { Status::Clean };
    Ok(())
}

/// Whether the report given as last year's is this one's. Among many files it is only that of its own unit.
fn is_last_year(last: &Report, report: &Report, files: usize) -> bool {
    let years = last.year().zip(report.year()).is_none_or(|(last, this)| last + 1 == this);
    years && (files == 1 || last.meta(Meta::Org) == report.meta(Meta::Org))
}
