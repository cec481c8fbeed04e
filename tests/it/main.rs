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
mod files;
mod follow;
mod forms;
mod json;
// The pages are read by the command line's own parser.
#[cfg(feature = "cli")]
mod pages;
#[cfg(feature = "cli")]
mod paste;
#[cfg(feature = "cli")]
mod printed;
mod readings;
#[cfg(feature = "cli")]
mod recognise;
mod sentences;
#[cfg(feature = "cli")]
mod texts;
mod tidy;
mod viewer;
mod wordings;
