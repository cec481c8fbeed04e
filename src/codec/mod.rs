//! In and out: reports as files. Pure text and bytes, no browser.

pub mod json;
mod json_cells;
