//! One integration binary, a module per feature.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test may fail, and looks at the disk itself"
)]

mod bad_input;
mod browser;
mod catalog_conformance;
mod catalog_lint;
mod cli;
mod docs;
mod docs_alone;
mod docs_links;
mod documentation;
mod example_org;
mod graph_layout;
mod markdown;
mod plantuml;
mod portal;
mod portal_links;
mod search;
mod serve;
mod techdocs_checklist;
mod theme;
mod tidy;
