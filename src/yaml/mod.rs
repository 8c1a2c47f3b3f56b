//! YAML with the place of every node.
//!
//! In: the text of a file. Out: every document of the stream as a tree of [`Node`]s with byte ranges, and
//! what is wrong with it as [`Problem`]s; a broken document does not take its neighbours along.
//! Never: executes or resolves a tag (tags are data); expands past its [`Limits`]; recurses without bound.

mod build;
mod explain;
mod json;
mod node;
mod parse;
mod scalar;

pub(crate) use crate::source::decode;
pub(crate) use json::parse_json;
pub(crate) use node::{Entry, Map, Node, Style, Value};
pub(crate) use parse::{Document, Limits, Problem, ProblemKind, Schema, parse};
