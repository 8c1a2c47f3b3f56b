//! Why a template failed, and where.
//!
//! In: an error of the template engine, the user's files. Out: one line of text, and the place in the user's file. Never: the drawing
//! of the place that the engine makes: ours is drawn from the file.

use std::collections::BTreeMap;

use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

/// Templates of the user by name, each with its file and the bytes at its beginning that the engine was not given.
pub(super) type Places = BTreeMap<String, (FileId, usize)>;

/// Why a template failed.
#[derive(Debug)]
pub(in crate::render) struct Failure {
    /// The template, below `templates/`. `None` where the engine names none.
    pub(in crate::render) template: Option<String>,
    /// Its reason, one line.
    pub(in crate::render) message: String,
    span: Option<Span>,
}

impl Failure {
    pub(super) fn new(error: &tera::Error, places: &Places) -> Self {
        let (tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report)) = error.kind()
        else {
            let text = error.to_string();
            let message = lower(text.lines().next().unwrap_or_default());
            return Self { template: None, message, span: None };
        };
        let range = &report.span().range;
        let span = places
            .get(report.filename())
            .map(|(file, skipped)| Span::new(*file, range.start + skipped..range.end + skipped));
        let message = lower(report.message());
        Self { template: Some(format!("templates/{}", report.filename())), message, span }
    }

    /// `found` at the place, where the user's file is known.
    pub(in crate::render) fn place(&self, found: Diagnostic) -> Diagnostic {
        match self.span {
            Some(span) => found.at(span),
            None => found,
        }
    }
}

/// A sentence of the engine as a part of ours.
fn lower(text: &str) -> String {
    let text = text.trim().trim_end_matches('.');
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().to_string() + letters.as_str())
}
