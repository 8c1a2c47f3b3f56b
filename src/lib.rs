//! Backlot turns an organisation's repositories into its developer portal, as plain files.
//!
//! ```text
//! crawl → catalog → docs → markdown → site → render → search → output
//! ```
//!
//! Foundations ([`source`], [`diag`], [`yaml`], [`url`], `html`, [`config`]) know nothing of catalogs; a stage knows the
//! foundations and the stages before it; [`pipeline`] is the one place that knows them all.

pub mod catalog;
pub mod cli;
pub mod config;
pub mod crawl;
pub mod diag;
pub mod diagram;
pub mod docs;
pub mod graph;
pub mod highlight;
mod html;
pub mod markdown;
pub mod output;
pub mod pipeline;
pub mod render;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod url;
pub mod yaml;
