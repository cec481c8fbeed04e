pub mod form;

#[cfg(feature = "web")]
pub mod browser;
