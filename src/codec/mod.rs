//! In and out: reports as files. Pure text and bytes, no browser.

pub mod csv;
pub mod json;
mod json_cells;
mod name;

pub use name::file_name;
