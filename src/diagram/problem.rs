//! What is wrong with a diagram.
//!
//! In: where its reader stumbled. Out: a [`Problem`] with the line, for a diagnostic.
//! Never: knows the page around it: lines count from the diagram's own first.

use super::graph::NodeLink;
use crate::url::{SafeUrl, safe_url};

/// SVG of a diagram, and what of it is not drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Drawing {
    /// One `<svg>` element.
    pub svg: String,
    /// Parts that were left out.
    pub left_out: Vec<Problem>,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The line in the diagram's source, from 1.
    pub line: Option<usize>,
    /// In the middle of a sentence: `` `x` is not understood ``.
    pub message: String,
    /// A URL that could run something, and not a matter of drawing.
    pub unsafe_url: bool,
}

impl Problem {
    /// A problem with a line.
    pub(crate) fn at(line: usize, message: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::new(message) }
    }

    /// A problem with the whole.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { line: None, message: message.into(), unsafe_url: false }
    }
}

impl From<String> for Problem {
    fn from(message: String) -> Self {
        Self::new(message)
    }
}

impl From<&str> for Problem {
    fn from(message: &str) -> Self {
        Self::new(message)
    }
}

/// What is left out of a drawing.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) left_out: Vec<Problem>,
}

/// So many parts are named; more say nothing new.
const LIMIT: usize = 20;

impl Notes {
    /// Something on a line is not drawn.
    pub(super) fn tell(&mut self, line: usize, message: impl Into<String>) {
        self.push(Problem::at(line, message));
    }

    fn push(&mut self, problem: Problem) {
        if self.left_out.len() < LIMIT && !self.left_out.contains(&problem) {
            self.left_out.push(problem);
        }
    }

    /// A link to a URL that may be followed; else it is told.
    pub(super) fn link(&mut self, line: usize, url: &str) -> Option<NodeLink> {
        self.url(line, url).map(NodeLink::Url)
    }

    /// A URL that may be followed; else it is told.
    pub(super) fn url(&mut self, line: usize, url: &str) -> Option<String> {
        match safe_url(url.trim()) {
            SafeUrl::Relative(url) | SafeUrl::Web(url) | SafeUrl::Other(url) => {
                (!url.is_empty()).then_some(url)
            }
            SafeUrl::Entity(_) => self.refuse(line, "entity"),
            SafeUrl::Image(_) => self.refuse(line, "data"),
            SafeUrl::Refused(scheme) => self.refuse(line, &scheme),
        }
    }

    fn refuse(&mut self, line: usize, scheme: &str) -> Option<String> {
        let message = format!("a link to a `{scheme}:` URL was taken out of the diagram");
        self.push(Problem { unsafe_url: true, ..Problem::at(line, message) });
        None
    }
}
