//! Events to nodes.
//!
//! In: text and a [`Schema`]. Out: a [`Stream`]. Never: named by anything but this module is the event parser.

use std::ops::Range;

use super::Node;

/// Which plain scalars are more than text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// YAML 1.2 core, as npm `yaml` reads a catalog file: `yes` is text, merge keys stay keys, a repeated
    /// key breaks the document.
    Core,
    /// What PyYAML gives MkDocs: YAML 1.1 booleans, numbers and merge keys; the last of repeated keys counts.
    Mkdocs,
}

/// Bounds on what one file may cost.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Deepest nesting.
    pub depth: usize,
    /// Most nodes in a document, counted after aliases are expanded.
    pub nodes: usize,
    /// Most documents in a stream.
    pub documents: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 128, nodes: 2_000_000, documents: 100_000 }
    }
}

/// All documents of a file.
#[derive(Debug, Default)]
pub struct Stream {
    /// In order; broken ones too.
    pub documents: Vec<Document>,
}

/// One document.
#[derive(Debug)]
pub struct Document {
    /// The root, or `None` where the document is empty or could not be read at all.
    pub root: Option<Node>,
    /// Byte range of the document in the file.
    pub span: Range<u32>,
    /// What is wrong with it. A document with a problem that [breaks](ProblemKind::breaks) has no root.
    pub problems: Vec<Problem>,
}

/// Something wrong with a document.
#[derive(Debug, Clone)]
pub struct Problem {
    /// What kind.
    pub kind: ProblemKind,
    /// One line for people.
    pub message: String,
    /// Where.
    pub span: Range<u32>,
    /// Where the other place is: the first of two equal keys.
    pub other: Option<Range<u32>>,
}

/// Kinds of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not YAML.
    Syntax,
    /// Two keys of one mapping are equal.
    DuplicateKey,
    /// An alias names no anchor.
    UnknownAlias,
    /// A limit was reached.
    Limit,
}

/// Reads every document of `text`.
pub fn parse(text: &str, schema: Schema, limits: Limits) -> Stream {
    let _ = (text, schema, limits);
    todo!("yaml::parse")
}
