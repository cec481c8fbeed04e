//! State without a screen: what the user did in, what to show and what to do out. No DOM, no Yew.

pub mod balance;
pub mod cursor;
pub mod editor;
pub mod follow;
pub mod hand;
pub mod history;
pub mod import;
pub mod keeping;
pub mod listing;
pub mod msg;
mod outgoing;
pub mod paste;
pub mod range;
pub mod sections;
pub mod viewer;

pub use editor::Editor;
pub use hand::{Act, Hand};
pub use import::Take;
pub use msg::{Effect, Msg, Notice};
pub use viewer::Viewer;
