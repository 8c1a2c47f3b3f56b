//! One pattern of `.gitignore`'s syntax, as `exclude_docs` and CODEOWNERS write them.
//!
//! In: a pattern. Out: whether it matches a path. Never: decides between patterns: who wins differs from file to file.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// A pattern, compiled.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(Gitignore);

/// It is not one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Invalid;

impl Pattern {
    /// `None` for an empty line and a comment.
    pub(crate) fn new(line: &str) -> Option<Result<Self, Invalid>> {
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        // Only the end is trimmed there; pathspec, which MkDocs uses, trims both.
        if builder.add_line(None, line.trim_start()).is_err() {
            return Some(Err(Invalid));
        }
        match builder.build() {
            Ok(pattern) if pattern.is_empty() => None,
            Ok(pattern) => Some(Ok(Self(pattern))),
            Err(_) => Some(Err(Invalid)),
        }
    }

    /// Whether it begins with `!`: it takes paths back in.
    pub(crate) fn is_negated(&self) -> bool {
        self.0.num_whitelists() > 0
    }

    /// Whether it matches the file at `path` or a folder above it.
    pub(crate) fn matches(&self, path: &str) -> bool {
        !self.0.matched_path_or_any_parents(path, false).is_none()
    }

    /// Whether it matches the file itself, whatever it says of the folders above.
    pub(crate) fn matches_file(&self, path: &str) -> bool {
        !self.0.matched(path, false).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::{Invalid, Pattern};

    #[test]
    fn one_pattern() {
        for (pattern, path, expected) in [
            ("*.py", "a/b.py", true),
            ("*.py", "a/b.md", false),
            ("drafts/", "drafts/a.md", true),
            ("drafts/", "x/drafts/a.md", true),
            ("/drafts/", "x/drafts/a.md", false),
            ("drafts/", "drafts", false),
            ("/tutorials/**/*.md", "tutorials/a/b.md", true),
            ("a/b.md", "a/b.md", true),
            ("a/b.md", "c/a/b.md", false),
            ("foo*", "foobar/x.md", true),
            ("/*.md", "a.md", true),
            ("/*.md", "b/a.md", false),
            ("  *.md  ", "a.md", true),
            ("\\#a.md", "#a.md", true),
            ("\\!a.md", "!a.md", true),
        ] {
            let compiled = Pattern::new(pattern).unwrap().unwrap();
            assert_eq!(compiled.matches(path), expected, "{pattern:?} on {path}");
        }
        assert!(Pattern::new("!*.md").unwrap().unwrap().is_negated());
    }

    #[test]
    fn what_is_none() {
        assert!(Pattern::new("# comment").is_none() && Pattern::new("  ").is_none());
        assert_eq!(Pattern::new("a[").unwrap().unwrap_err(), Invalid);
    }
}
