//! A report as files of office programs (导出): the document to be signed, the workbook, the page, the tables as text.
//!
//! All of them walk the form and the plan of a table; what they have in common is in `codec::paper`. The same report
//! gives the same bytes.

mod docx;
mod el;
mod html;
mod package;
mod plan;
mod xlsx;

use crate::codec::csv;
use crate::report::Report;

/// The kinds that are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    Docx,
    Xlsx,
    Html,
    Csv,
}

impl Out {
    /// By the ending of a file's name, without its point.
    pub fn of(ending: &str) -> Option<Out> {
        match ending.to_ascii_lowercase().as_str() {
            "docx" => Some(Out::Docx),
            "xlsx" => Some(Out::Xlsx),
            "html" | "htm" => Some(Out::Html),
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
        Out::Docx => docx::write(report),
        Out::Xlsx => xlsx::write(report),
        Out::Html => Ok(html::page(report).into_bytes()),
        Out::Csv => Ok(csv::official(report).into_bytes()),
    }
}

/// The report as a piece of a web page, to be pasted into a CMS.
pub fn fragment(report: &Report) -> String {
    html::fragment(report)
}
