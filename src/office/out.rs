//! A report as files of office programs (导出).

use crate::codec::csv;
use crate::report::Report;

/// The kinds that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    Csv,
}

impl Out {
    /// By the ending of a file's name.
    pub fn parse(ending: &str) -> Option<Out> {
        match ending {
            "csv" => Some(Out::Csv),
            _ => None,
        }
    }
}

/// The report as the bytes of a file.
///
/// # Errors
/// One sentence for people.
pub fn write(report: &Report, kind: Out) -> Result<Vec<u8>, String> {
    match kind {
        Out::Csv => Ok(csv::official(report).into_bytes()),
    }
}
