//! The browser's edge: what the core asks for, done with the DOM. No rule and no state lives here.

pub mod dom;
pub mod dom_table;
pub mod nodes;
