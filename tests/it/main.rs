//! One integration binary, a module per feature.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail, and looks at the disk itself"
)]

mod against_catalog;
mod bad_input;
mod browser;
mod cli;
mod codes;
mod commands;
mod docs_alone;
mod documentation;
mod example_org;
mod imports;
mod messages;
mod nav;
mod passed_over;
mod plantuml;
mod portal_links;
mod publish;
mod rebuild;
mod reference;
mod reports;
mod safety;
mod search;
mod serve;
mod small_diffs;
mod support;
mod theme;
mod tidy;
