//! How bad something is, and how many there are of each.
//!
//! In: diagnostics. Out: words and counts for pages, summaries and machines. Never: a threshold: that is asked of the command.

use std::fmt;

use serde::Serialize;

/// How bad it is, the least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Something is not as its author meant it.
    Warning,
    /// Something was left out or is broken.
    Error,
}

impl Severity {
    /// Its name in every output: `error`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How many diagnostics there are of each severity. The order is that of how bad they are together: errors decide first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct SeverityCounts {
    /// Of [`Severity::Error`].
    pub errors: usize,
    /// Of [`Severity::Warning`].
    pub warnings: usize,
    /// Of [`Severity::Note`].
    pub notes: usize,
}

impl SeverityCounts {
    /// Errors and warnings: what needs to be done something about. Notes are no problem.
    pub(crate) fn problems(self) -> usize {
        self.errors + self.warnings
    }
}

impl FromIterator<Severity> for SeverityCounts {
    fn from_iter<I: IntoIterator<Item = Severity>>(severities: I) -> Self {
        let mut counts = Self::default();
        for severity in severities {
            match severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }
}

/// `3 errors, 1 warning`, without what there is none of; nothing where there is nothing.
impl fmt::Display for SeverityCounts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Note, self.notes),
        ];
        for (at, (severity, count)) in all.into_iter().filter(|(_, count)| *count > 0).enumerate() {
            let (comma, plural) = (if at > 0 { ", " } else { "" }, if count == 1 { "" } else { "s" });
            write!(f, "{comma}{count} {}{plural}", severity.as_str())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_words() {
        use Severity::{Error, Note, Warning};
        let of = |severities: &[Severity]| severities.iter().copied().collect::<SeverityCounts>();
        assert_eq!(of(&[]).to_string(), "");
        assert_eq!(of(&[Note, Error, Note]).to_string(), "1 error, 2 notes");
        assert_eq!(of(&[Warning, Error, Note]).problems(), 2);
        assert!(of(&[Error]) > of(&[Warning, Warning]));
    }
}
