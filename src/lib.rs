//! Backlot turns an organisation's repositories into its developer portal, as plain files.
//!
//! ```text
//! crawl → catalog → api, docs → markdown → site → render → search → output
//! ```
//!
//! Foundations ([`source`], [`diag`], [`yaml`], [`url`], [`forge`], `html`, [`config`]) know nothing of catalogs; a stage knows the
//! foundations and the stages before it; [`pipeline`] is the one place that knows them all.
//!
//! The crate's public face is [`run`], which is the binary, and [`fuzzing`]; everything else is private, so that the
//! compiler names what nobody uses.

mod api;
mod artifact;
mod calendar;
mod catalog;
mod cli;
mod config;
mod crawl;
mod diag;
mod diagram;
mod docs;
mod fetch;
mod forge;
pub mod fuzzing;
mod gitignore;
mod graph;
mod hex;
mod highlight;
mod html;
mod language;
mod markdown;
mod output;
mod path;
mod pipeline;
mod publish;
mod render;
mod rules;
mod search;
mod serve;
mod site;
mod source;
mod suggest;
mod url;
mod yaml;

pub use cli::run;
