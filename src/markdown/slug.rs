//! Titles to ids.
//!
//! In: the plain text of a heading. Out: an id. Source: `markdown.extensions.toc.slugify`,
//! `slugify_unicode`, `pymdownx.slugs.slugify`.
//! Never: changes an id that an author gave.

use unicode_normalization::UnicodeNormalization;

use crate::yaml::Node;

/// How a title becomes an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slug {
    /// Python-Markdown's own: ASCII only, runs of blanks and dashes become one.
    Python,
    /// `slugify_unicode`: the same, other scripts kept.
    Unicode,
    /// `pymdownx.slugs.slugify`: a dash for every blank, as GitHub does.
    Pymdown {
        /// What happens to capitals.
        case: Case,
        /// Bytes beyond ASCII are percent-encoded.
        percent: bool,
    },
}

/// What happens to capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// Kept.
    Keep,
    /// Made small.
    Lower,
    /// Made small, ASCII only.
    LowerAscii,
}

impl Slug {
    /// What mkdocs.yml names: by tag (`!!python/object/apply:pymdownx.slugs.slugify` with `kwds`), by text.
    pub(crate) fn read(node: &Node) -> Option<Self> {
        let name = node.tag.as_deref().or_else(|| node.as_str())?;
        if !name.contains("slug") {
            return None;
        }
        if name.contains("slugify_unicode") {
            return Some(Self::Unicode);
        }
        if !name.contains("pymdownx") {
            return Some(Self::Python);
        }
        let kwds = node.get("kwds");
        let case = match kwds.and_then(|kwds| kwds.get("case")).and_then(Node::as_str) {
            Some("lower" | "fold") => Case::Lower,
            Some("lower-ascii") => Case::LowerAscii,
            None if name.contains("uslugify") && !name.contains("cased") => Case::Lower,
            _ => Case::Keep,
        };
        let percent = kwds.and_then(|kwds| kwds.get("percent_encode")).and_then(Node::as_bool);
        Some(Self::Pymdown { case, percent: percent.unwrap_or(name.contains("encoded")) })
    }

    /// The id of a title.
    pub(crate) fn of(self, title: &str, separator: char) -> String {
        match self {
            Self::Python | Self::Unicode => {
                let kept = |c: &char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | '_');
                let text: String = if self == Self::Python {
                    if title.is_ascii() {
                        title.chars().filter(kept).collect()
                    } else {
                        title.nfkd().filter(char::is_ascii).filter(kept).collect()
                    }
                } else {
                    title.nfkc().filter(kept).collect()
                };
                squeeze(text.trim(), separator)
            }
            Self::Pymdown { case, percent } => {
                let text: String = title.nfc().collect();
                let text = match case {
                    Case::Keep => text.trim().to_owned(),
                    Case::Lower => text.trim().to_lowercase(),
                    Case::LowerAscii => text.trim().to_ascii_lowercase(),
                };
                let kept = |c: &char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ') || is_mark(*c);
                let id: String =
                    text.chars().filter(kept).map(|c| if c == ' ' { separator } else { c }).collect();
                if percent {
                    percent_encoding::utf8_percent_encode(&id, percent_encoding::NON_ALPHANUMERIC)
                        .to_string()
                        .replace("%2D", "-")
                        .replace("%5F", "_")
                } else {
                    id
                }
            }
        }
    }
}

/// Combining marks count as part of words in Python's `\w` for most scripts that need them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn squeeze(text: &str, separator: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() || c == separator || c == '-' {
            if !gap {
                out.push(separator);
            }
            gap = true;
        } else {
            out.extend(c.to_lowercase());
            gap = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_slugs() {
        for (title, id) in [
            ("Ünïcode Häding — 日本語", "unicode-hading"),
            ("1. Numbered: what's \"this\"? (v2.0)", "1-numbered-whats-this-v20"),
            ("foo_bar-baz  qux!", "foo_bar-baz-qux"),
            ("code & b", "code-b"),
            ("---", "-"),
        ] {
            assert_eq!(Slug::Python.of(title, '-'), id);
        }
    }

    #[test]
    fn github_slugs() {
        let slug = Slug::Pymdown { case: Case::Lower, percent: false };
        assert_eq!(slug.of("A & B", '-'), "a--b");
        assert_eq!(slug.of("Überblick 1", '-'), "überblick-1");
    }
}
