//! Where a page or a file stands in the site.
//!
//! In: the portal's fixed places, names of entities, of docs pages and of files. Out: every path that is made of them: a page's file,
//! its Markdown alternate, its later pages, what stands below it, and the link from one to another. Never: holds a
//! percent-encoded name: names are encoded where a link is written, and nowhere else.

use std::borrow::Cow;
use std::fmt;

use super::encode::encoded;
use super::relative::{page_file, relative};
use super::{PageNumber, SiteLink};

/// Path of a page or a file below the root of the site, `/` between its parts and none before them. A page's path ends in `/`
/// (`catalog/default/component/a/`) and means the `index.html` in that folder; the empty path is the home page; any
/// other path is a file. The portal's fixed places are constants of this type.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SitePath(Cow<'static, str>);

impl SitePath {
    /// The path that `path` spells; for places that the portal gives, see the constants.
    pub(crate) fn new(path: impl Into<Cow<'static, str>>) -> Self {
        Self(path.into())
    }

    /// A fixed place.
    pub(super) const fn fixed(path: &'static str) -> Self {
        Self(Cow::Borrowed(path))
    }

    /// The path as text, not percent-encoded.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the root: the home page, or the base of a doc site that stands alone.
    pub(crate) fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// How many folders lie between this and the root.
    pub(crate) fn depth(&self) -> usize {
        self.0.bytes().filter(|byte| *byte == b'/').count()
    }

    /// What stands below this page's folder: `docs/a/` and `guide/` make `docs/a/guide/`.
    pub(crate) fn join(&self, below: impl AsRef<str>) -> Self {
        let (folder, below) = (self.folder(), below.as_ref());
        let mut path = String::with_capacity(folder.len() + below.len());
        path.push_str(folder);
        path.push_str(below);
        Self(Cow::Owned(path))
    }

    /// The rest of this path below `base`; `None` where it does not stand there.
    pub(crate) fn below(&self, base: &Self) -> Option<&str> {
        self.0.strip_prefix(base.folder())
    }

    /// The folder it stands in, with its trailing `/`.
    fn folder(&self) -> &str {
        &self.0[..self.0.rfind('/').map_or(0, |at| at + 1)]
    }

    /// The file that the page is written to; a file is its own.
    pub(crate) fn file(&self) -> Self {
        if self.is_folder() { self.join(page_file("")) } else { self.clone() }
    }

    fn is_folder(&self) -> bool {
        self.0.is_empty() || self.0.ends_with('/')
    }

    /// The page's Markdown alternate: beside its file, under the same name.
    pub(crate) fn alternate(&self) -> Self {
        let file = self.file();
        Self(format!("{}.md", file.0.strip_suffix(".html").unwrap_or(&file.0)).into())
    }

    /// A page of the list that begins here.
    pub(crate) fn page(&self, number: PageNumber) -> Self {
        if number.is_first() { self.clone() } else { self.join(format!("page/{number}/")) }
    }

    /// A place on this page, by its id; an empty id is the page itself.
    pub(crate) fn with_fragment(self, id: &str) -> SiteLink {
        SiteLink::new(self, if id.is_empty() { String::new() } else { format!("#{id}") })
    }

    /// The relative reference from this page to another, percent-encoded. Links to pages name `index.html`, because
    /// `file://` shows a folder's listing for a bare folder.
    pub(crate) fn link_to(&self, to: &Self) -> String {
        let path = relative(&self.0, &to.0);
        let mut link = match encoded(&path) {
            Cow::Owned(link) => link,
            Cow::Borrowed(_) => path,
        };
        // `a:b` would be read as a URL of the scheme `a`.
        if link.find(':').is_some_and(|at| !link[..at].contains('/')) {
            link.insert_str(0, "./");
        }
        link
    }

    /// The path as a URL below the site's address writes it: without `index.html`, percent-encoded.
    pub(crate) fn encoded(&self) -> Cow<'_, str> {
        encoded(&self.0)
    }
}

impl AsRef<str> for SitePath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> SitePath {
        SitePath::new(text.to_owned())
    }

    #[test]
    fn links_between_pages() {
        for (from, to, expected) in [
            ("", "", "index.html"),
            ("", "catalog/", "catalog/index.html"),
            ("catalog/default/component/a/", "", "../../../../index.html"),
            ("catalog/default/component/a/", "catalog/default/component/b/", "../b/index.html"),
            ("docs/a/", "assets/site.css", "../../assets/site.css"),
            ("404.html", "catalog/", "catalog/index.html"),
            ("docs/a/", "docs/a/c# 100%?/", "c%23%20100%25%3F/index.html"),
            ("docs/a/c#/", "docs/a/ü(1).png", "../%C3%BC%281%29.png"),
            ("docs/a/", "docs/a/b:c/", "./b:c/index.html"),
            ("docs/a/", "docs/b:c/", "../b:c/index.html"),
        ] {
            assert_eq!(path(from).link_to(&path(to)), expected, "{from} → {to}");
        }
    }

    #[test]
    fn files_of_a_page() {
        for (page, file, alternate) in [
            ("", "index.html", "index.md"),
            ("docs/a/", "docs/a/index.html", "docs/a/index.md"),
            ("docs/a/b.html", "docs/a/b.html", "docs/a/b.md"),
            ("docs/notes.html/", "docs/notes.html/index.html", "docs/notes.html/index.md"),
        ] {
            assert_eq!(path(page).file(), path(file));
            assert_eq!(path(page).alternate(), path(alternate));
        }
        assert_eq!(path("docs/").page(PageNumber::FIRST), path("docs/"));
        assert_eq!(path("docs/").page(PageNumber::FIRST.next()), path("docs/page/2/"));
    }

    #[test]
    fn below_a_base() {
        assert_eq!(path("docs/a/b/").below(&path("docs/a/")), Some("b/"));
        assert_eq!(path("docs/a/").below(&path("docs/b/")), None);
        assert_eq!(path("b/").below(&path("")), Some("b/"));
        assert_eq!(path("docs/a.html").join("b.png"), path("docs/b.png"));
    }
}
