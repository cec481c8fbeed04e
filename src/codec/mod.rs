//! In and out: reports as files, official tables as pages and documents have them. Pure text and bytes, no browser.

pub mod clip;
mod css;
pub mod csv;
mod draft;
pub mod grid;
#[cfg(feature = "office")]
pub mod html;
pub mod intake;
pub mod json;
mod json_cells;
pub mod markup;
mod name;
pub mod paper;
#[cfg(feature = "office")]
pub mod plain;
pub mod recognise;
pub mod soup;

pub use name::file_name;
