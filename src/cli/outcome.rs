//! What a command comes to.
//!
//! In: nothing. Out: whether anything was found, or why the command could not be carried out. Never: an exit code: that is made
//! in one place.

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing at or above the threshold was found.
    Clean,
    /// Something was.
    Findings,
}

/// Why a command could not be carried out: usage, configuration or environment. One line, and a hint if any.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
