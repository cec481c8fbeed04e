//! The custom elements' Rust side, one file per tag: what JavaScript calls, and what it is told.

pub mod form;
