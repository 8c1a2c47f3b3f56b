//! The formats in which findings are written.
//!
//! In: nothing. Out: their names, for help and completions. Never: writes anything.

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// In rustc's manner
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub Actions annotations, and the step's summary
    Github,
}
