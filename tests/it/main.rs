mod again;
mod answers;
mod checks;
mod claims;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod disguises;
mod documents;
mod drafts;
#[cfg(feature = "cli")]
mod exports;
mod files;
mod follow;
mod forms;
#[cfg(feature = "cli")]
mod hostile;
mod import;
mod json;
#[cfg(feature = "cli")]
mod libreoffice;
#[cfg(feature = "cli")]
mod memory;
#[cfg(feature = "cli")]
mod mixed;
#[cfg(feature = "cli")]
mod numbers;
mod office;
// The pages are read by the command line's own parser.
#[cfg(feature = "cli")]
mod pages;
#[cfg(feature = "cli")]
mod parts;
#[cfg(feature = "cli")]
mod paste;
#[cfg(feature = "office")]
mod pdf;
#[cfg(feature = "cli")]
mod printed;
mod readings;
#[cfg(feature = "cli")]
mod recognise;
#[cfg(feature = "cli")]
mod seen;
mod sentences;
#[cfg(feature = "cli")]
mod texts;
mod tidy;
mod viewer;
mod wordings;
