//! What leads where in a site.
//!
//! In: filled while a site is planned. Out: the page or file of a path as written in Markdown, of an address,
//! or of a path in the repository, each by one look into a map. Never: scanned; iterated.

use std::collections::HashMap;

use super::id::PageId;
use crate::url::SitePath;

/// What a path means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// A page.
    Page(PageId),
    /// A copied file, by its place in the site's assets.
    Asset(usize),
    /// A file that is there but left out of the site.
    Excluded,
    /// A file that is not published, since it could run scripts.
    Withheld,
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Index {
    sources: HashMap<String, Entry>,
    /// Lower-cased source path → source path as it is.
    folded: HashMap<String, String>,
    urls: HashMap<String, Entry>,
    paths: HashMap<String, Entry>,
}

impl Index {
    /// A file of the site: its path below the docs folder, its address, its path below the repository.
    pub(super) fn add(&mut self, src: &str, url: Option<&SitePath>, path: &str, target: Entry) {
        self.folded.entry(src.to_lowercase()).or_insert_with(|| src.to_owned());
        self.sources.insert(src.to_owned(), target);
        if let Some(url) = url {
            self.urls.insert(url.as_str().trim_end_matches('/').to_owned(), target);
        }
        self.paths.entry(path.to_owned()).or_insert(target);
    }

    /// The file at a normalised path below the docs folder.
    pub(super) fn src(&self, path: &str) -> Option<Entry> {
        self.sources.get(path).copied()
    }

    /// The file whose path differs at most in case, as its path is really written.
    pub(super) fn folded(&self, path: &str) -> Option<(&str, Entry)> {
        let real = self.folded.get(&path.to_lowercase())?;
        Some((real, self.src(real)?))
    }

    /// The page or file at an address; `index.html` at its end does not matter.
    pub(super) fn url(&self, url: &str) -> Option<Entry> {
        let url = url.trim_end_matches('/');
        self.urls.get(url).copied().or_else(|| {
            let folder = url.strip_suffix("index.html")?;
            self.urls.get(folder.trim_end_matches('/')).copied()
        })
    }

    /// The page or file at a path of the repository.
    pub(super) fn path(&self, path: &str) -> Option<Entry> {
        self.paths.get(path).copied()
    }
}
