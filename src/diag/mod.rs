//! What is wrong, where, and what to do about it.
//!
//! In: findings of any stage, each made with a [`Code`]. Out: one sorted list, ready to be shown.
//! Never: prints (that is [`cli`](crate::cli)'s); stops anything: a finding is data.

pub(crate) mod codes;
pub(crate) mod fingerprint;
pub(crate) mod render;
mod resolve;
mod severity;
mod sink;

pub(crate) use codes::Code;
pub(crate) use resolve::{Place, Resolved, merged, resolve};
pub(crate) use severity::{Severity, SeverityCounts};
pub(crate) use sink::Diagnostics;

use crate::source::{FileId, Span};

/// A place in a file, with what is to be said of it there.
#[derive(Debug, Clone)]
pub struct Label {
    /// The place. An empty range at 0 means the file as a whole.
    pub span: Span,
    /// A few words shown at the place; may be empty.
    pub text: String,
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// What kind of finding.
    pub code: &'static Code,
    /// The code's own severity, unless configuration changed it.
    pub severity: Severity,
    /// One line, lower case, no full stop: what is wrong.
    pub message: String,
    /// The place it is about; `None` for findings about the run as a whole.
    pub primary: Option<Label>,
    /// Further places: the first definition of a duplicate, the other sites of a dangling reference.
    pub secondary: Vec<Label>,
    /// What to do, in the imperative.
    pub help: Option<String>,
    /// Further facts, a line each.
    pub notes: Vec<String>,
    /// The entity it concerns, as a canonical reference (`component:default/a`).
    pub entity: Option<String>,
}

impl Diagnostic {
    /// A finding with nothing but its message.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            help: None,
            notes: Vec::new(),
            entity: None,
        }
    }

    /// It is about this place.
    #[must_use]
    pub fn at(self, span: Span) -> Self {
        self.labelled(span, "")
    }

    /// It is about this place, with a few words shown there.
    #[must_use]
    pub fn labelled(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label { span, text: text.into() });
        self
    }

    /// It is about this file as a whole.
    #[must_use]
    pub fn in_file(self, file: FileId) -> Self {
        self.at(Span::whole(file))
    }

    /// Another place that matters.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// What to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    /// A further fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// The entity it concerns (canonical reference).
    #[must_use]
    pub fn entity(mut self, reference: impl Into<String>) -> Self {
        self.entity = Some(reference.into());
        self
    }

    /// Another severity than the code's own.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}
