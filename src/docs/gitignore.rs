//! Patterns of `exclude_docs`, `not_in_nav` and `draft_docs`.
//!
//! In: lines in gitignore syntax. Out: whether a path matches, the last matching line deciding (MkDocs uses
//! pathspec's `GitIgnoreSpec`). Never: fails: a line that is not a pattern is handed back to be reported.

use globset::{GlobBuilder, GlobMatcher};

/// A list of patterns.
#[derive(Debug, Default, Clone)]
pub(super) struct Patterns(Vec<Pattern>);

#[derive(Debug, Clone)]
struct Pattern {
    glob: GlobMatcher,
    negated: bool,
    folders_only: bool,
}

impl Patterns {
    /// Reads lines; the second value lists the lines that are no patterns.
    pub(super) fn new(text: &str) -> (Self, Vec<String>) {
        let mut patterns = Vec::new();
        let mut bad = Vec::new();
        for line in text.lines() {
            match Pattern::new(line) {
                Some(Ok(pattern)) => patterns.push(pattern),
                Some(Err(())) => bad.push(line.to_owned()),
                None => {}
            }
        }
        (Self(patterns), bad)
    }

    /// Whether some line takes paths back in.
    pub(super) fn has_negation(&self) -> bool {
        self.0.iter().any(|pattern| pattern.negated)
    }

    /// What the last line that matches says: `Some(true)` matched, `Some(false)` taken back in, `None`
    /// where no line matches.
    pub(super) fn verdict(&self, path: &str) -> Option<bool> {
        self.0.iter().rev().find(|pattern| pattern.matches(path)).map(|pattern| !pattern.negated)
    }

    /// Whether the path is matched.
    pub(super) fn matches(&self, path: &str) -> bool {
        self.verdict(path) == Some(true)
    }
}

impl Pattern {
    fn new(line: &str) -> Option<Result<Self, ()>> {
        // A trailing blank counts only behind a backslash.
        let line = if line.ends_with("\\ ") { line } else { line.trim_end() };
        let line = line.trim_start();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let (negated, body) = match line.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, line.strip_prefix("\\!").map_or(line, |_| &line[1..])),
        };
        let folders_only = body.ends_with('/');
        let body = body.trim_end_matches('/');
        let anchored = body.contains('/');
        let body = body.trim_start_matches('/');
        if body.is_empty() {
            return None;
        }
        let glob = if anchored { body.to_owned() } else { format!("**/{body}") };
        let built = GlobBuilder::new(&glob).literal_separator(true).backslash_escape(true).build();
        Some(built.map(|glob| Self { glob: glob.compile_matcher(), negated, folders_only }).map_err(|_| ()))
    }

    /// A pattern matches the file itself or any folder above it.
    fn matches(&self, path: &str) -> bool {
        (!self.folders_only && self.glob.is_match(path))
            || path.match_indices('/').any(|(at, _)| self.glob.is_match(&path[..at]))
    }
}

#[cfg(test)]
mod tests {
    use super::Patterns;

    #[test]
    fn lines() {
        for (patterns, path, expected) in [
            ("*.py", "a/b.py", true),
            ("*.py", "a/b.md", false),
            ("drafts/", "drafts/a.md", true),
            ("drafts/", "x/drafts/a.md", true),
            ("/drafts/", "x/drafts/a.md", false),
            ("drafts/", "drafts", false),
            ("/tutorials/**/*.md", "tutorials/a/b.md", true),
            ("a/b.md", "a/b.md", true),
            ("a/b.md", "c/a/b.md", false),
            ("*.md\n!keep.md", "x/keep.md", false),
            ("*.md\n!keep.md", "x/drop.md", true),
            ("# comment\n\n", "comment", false),
            ("foo*", "foobar/x.md", true),
            ("/*.md", "a.md", true),
            ("/*.md", "b/a.md", false),
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
