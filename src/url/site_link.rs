//! A place on a page of the site.
//!
//! In: a site path with a query or a fragment. Out: the link to it from any page. Never: a URL of another site.

use std::fmt;

use percent_encoding::percent_decode_str;

use super::SitePath;

/// A site path, and what a URL says after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SiteLink {
    /// The page or file.
    pub path: SitePath,
    /// `?query` and `#fragment` as a URL writes them; mostly empty.
    tail: String,
}

impl SiteLink {
    /// `tail` is empty, or starts with `?` or `#`.
    pub(super) fn new(path: SitePath, tail: String) -> Self {
        Self { path, tail }
    }

    /// Reads a link that an author wrote from the root of the site, percent-encoded as in every URL, with or without a leading `/`.
    pub(crate) fn parse(written: &str) -> Self {
        let written = written.trim_start_matches('/');
        let (path, tail) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
        Self::new(SitePath::new(path), tail.to_owned())
    }

    /// The same place in a site that stands below `base`.
    pub(crate) fn below(&self, base: &SitePath) -> Self {
        Self { path: base.join(&self.path), tail: self.tail.clone() }
    }

    /// The same place on the page's Markdown alternate.
    pub(crate) fn alternate(&self) -> Self {
        Self { path: self.path.alternate(), tail: self.tail.clone() }
    }

    /// The relative reference from `page` to here.
    pub(crate) fn href(&self, page: &SitePath) -> String {
        page.link_to(&self.path) + &self.tail
    }
}

impl fmt::Display for SiteLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.path, self.tail)
    }
}

impl From<SitePath> for SiteLink {
    fn from(path: SitePath) -> Self {
        Self::new(path, String::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_authors() {
        for (written, expected) in [
            ("/catalog/?filters[kind]=api", "../catalog/index.html?filters[kind]=api"),
            ("docs/default/a%20b/#c", "default/a%20b/index.html#c"),
            ("/", "../index.html"),
            ("docs/a b.png", "a%20b.png"),
        ] {
            assert_eq!(SiteLink::parse(written).href(&SitePath::DOCS), expected, "{written}");
        }
    }
}
