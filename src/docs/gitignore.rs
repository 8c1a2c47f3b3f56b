//! Patterns of `exclude_docs`, `not_in_nav` and `draft_docs`.
//!
//! In: lines in gitignore syntax. Out: whether a path matches, the last matching line deciding (MkDocs uses
//! pathspec's `GitIgnoreSpec`). Never: fails: a line that is not a pattern is handed back to be reported.

use crate::gitignore::Pattern;

/// A list of patterns.
#[derive(Debug, Default, Clone)]
pub(super) struct Patterns(Vec<Pattern>);

impl Patterns {
    /// Reads lines; the second value lists the lines that are no patterns.
    pub(super) fn new(text: &str) -> (Self, Vec<String>) {
        let mut patterns = Vec::new();
        let mut bad = Vec::new();
        for line in text.lines() {
            match Pattern::new(line) {
                Some(Ok(pattern)) => patterns.push(pattern),
                Some(Err(_)) => bad.push(line.to_owned()),
                None => {}
            }
        }
        (Self(patterns), bad)
    }

    /// Whether some line takes paths back in.
    pub(super) fn has_negation(&self) -> bool {
        self.0.iter().any(Pattern::is_negated)
    }

    /// What the last line that matches says: `Some(true)` matched, `Some(false)` taken back in, `None`
    /// where no line matches.
    pub(super) fn verdict(&self, path: &str) -> Option<bool> {
        self.0.iter().rev().find(|pattern| pattern.matches(path)).map(|pattern| !pattern.is_negated())
    }

    /// Whether the path is matched.
    pub(super) fn matches(&self, path: &str) -> bool {
        self.verdict(path) == Some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn the_last_line_decides() {
        for (patterns, path, expected) in [
            ("*.md\n!keep.md", "x/keep.md", false),
            ("*.md\n!keep.md", "x/drop.md", true),
            ("!x/y.md\nx/", "x/y.md", true),
            ("# comment\n\n", "comment", false),
        ] {
            let (list, bad) = Patterns::new(patterns);
            assert!(bad.is_empty(), "{patterns}");
            assert_eq!(list.matches(path), expected, "{patterns:?} on {path}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_named() {
        assert_eq!(Patterns::new("a[\nb.md").1, ["a["]);
    }
}
