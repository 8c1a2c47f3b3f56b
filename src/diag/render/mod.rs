//! Findings to text, a file for each format.
//!
//! In: resolved findings, sorted. Out: text for a terminal, a machine, a code host. Never: prints, reads a
//! file, or leaves unescaped what a repository wrote.

mod by_rule;
mod github;
mod human;
mod json;
mod sarif;

pub(crate) use github::{annotations, step_summary};
pub(crate) use human::{HumanOptions, human};
pub(crate) use json::json;
pub(crate) use sarif::sarif;
