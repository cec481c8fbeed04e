//! # Gongkai: 政府信息公开工作年度报告
//!
//! The yearly disclosure report of Chinese public bodies: filled in, checked, saved. One core serves the entry form
//! in the browser (`<gongkai-form>`), the public view (`<gongkai-view>`) and the command line (`gongkai`).
//!
//! ## Bird's eye
//! ```text
//!  file ── codec ──→ Report ── check ──→ findings ─┐
//!  key ─→ Msg ─→ Editor ─→ Edit ─→ Report::apply    ├─→ view ─→ screen
//!   │              └─ Effect ─→ browser             ┘        (the command line prints them)
//!   └─→ keeper, outside Rust ←─ what changed besides
//! ```
//! A keystroke is a [`Msg`](app::Msg); the [`Editor`](app::Editor) applies an [`Edit`](report::Edit), which gives
//! a new [`Report`](report::Report); every rule then looks at the whole report; the screen is drawn from both.
//! The public view changes no report: its [`Viewer`](app::Viewer) puts several on a shelf and answers what of them is
//! shown, in words and numbers, from one piece of state that is also a link.
//!
//! ## Modules, in reading order; each may use those above it
//! | module | what lives there |
//! |---|---|
//! | [`later`] | the cut between what a page loads first and what it loads after |
//! | [`form`] | the official forms of 2019 and 2021 as data, laid out into lines, slots and identities |
//! | [`report`] | what one unit filled in: raw text per cell, exact numbers, the only door for change; years side by side |
//! | [`prose`] | what the narrative says in numbers: sentences, numbers with units, claims about cells |
//! | [`check`] | findings: one rule family a file, each with its source and its cases |
//! | [`codec`] | files in and out: the report file `gongkai-report/1`, a draft of it, CSV; official tables recognised in pages (`markup` → `grid` → `recognise`), in plain text (`plain`) and on the clipboard (`soup` → `clip`); what a file gave (`intake`) |
//! | [`office`] | files of office programs read and written: Word, Excel, PDF, web pages, text; what a file is, its bytes say (feature `office`) |
//! | [`app`] | the state of the entry form and of the public view: messages in, effects out; no screen |
//! | `browser` | the browser's edge: caret, scrolling, printing, the tables of a page (feature `web`) |
//! | `view` | Yew components: from state to `Html`, messages up (feature `web`) |
//! | `element` | the custom elements' Rust side: what JavaScript calls and is told (feature `web`) |
//! | [`cli`] | the command line `gongkai` (feature `cli`) |
//!
//! `src/bin`: `form` and `view` (the WebAssembly of the two tags), `office` (that of the worker), `gongkai` (command line), `dist` (build of `dist/`).
//! `static/gongkai.js` has the custom elements: it loads a tag's WebAssembly and answers for it when it cannot run;
//! `static/viewer.js` reads the view's sources, `static/former.js` is the form's own half of its glue; `static/keeper.js`
//! keeps what is typed, hears of every key before Rust does, and knows no form; `static/office.js` asks the
//! office worker (`static/office-worker.js`). `index.html` is the standalone
//! application: `static/start.js` its page, `static/install.js` and `static/sw.js` what keeps it in the browser; `dist`
//! also writes it into one file, `offline.html`.
//!
//! ## Invariants, mostly of what is absent
//! - Nothing but `form` knows what a table looks like; rules, files and screens walk it.
//! - A report stores what was typed. No reading, check or drawing changes it.
//! - A draft is the file it began with and the last word of every field: replayed, it is the report.
//! - What a file gave is not in the report before it was accepted; what it does not say for certain is never guessed.
//! - Files of office programs are read in a worker with a memory and a time of its own, or natively; never in the page.
//! - Before the second file has come (`later`) nothing has been checked, and nothing is said to be right.
//! - No floating point in `report`, `prose` and `check`; no clock, no randomness and no I/O in the core.
//! - Text that cannot be read as exactly one number is one finding; what needs it is left unassessed.
//! - `view` and `app` never touch the DOM's tree; only `browser` knows `web_sys` beyond event types.
//! - No markup is ever made from data: no `innerHTML`, no style attribute.

pub mod app;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod codec;
pub mod form;
pub mod later;
pub mod prose;
pub mod report;

#[cfg(feature = "office")]
pub mod office;

#[cfg(feature = "web")]
pub mod browser;
#[cfg(feature = "web")]
pub mod element;
#[cfg(feature = "web")]
pub mod view;
