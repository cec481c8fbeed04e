pub mod app;
pub mod check;
pub mod codec;
pub mod form;
pub mod report;

#[cfg(feature = "web")]
pub mod browser;
