//! What the navigation plugins may look at of a site's files.
//!
//! In: the listed files, mounts included. Out: the pages there are, the texts of order files, titles that pages write
//! themselves. Never: a file of no mount.

use std::collections::HashMap;

use crate::docs::files::{Source, Standing};
use crate::docs::mkdocs::scalar;
use crate::source::{FileId, Files, Root};
use crate::yaml::{self, Node};

/// See the module.
pub(in crate::docs) struct DocsFiles<'a> {
    files: &'a Files,
    root: &'a Root,
    by_src: HashMap<&'a str, &'a Source>,
    /// Pages of the site, in MkDocs' order, those included that are in no list.
    pages: Vec<&'a Source>,
    /// For each mount where its pages stand.
    aliases: Vec<&'a str>,
}

/// Titles that a page writes itself.
#[derive(Debug, Default)]
pub(in crate::docs) struct PageHeader {
    /// `title` of its front matter.
    pub(in crate::docs) title: Option<String>,
    /// The heading that it begins with.
    pub(in crate::docs) heading: Option<String>,
}

impl<'a> DocsFiles<'a> {
    /// `sources` are all files, `pages` those that are pages of the site.
    pub(in crate::docs) fn new(
        files: &'a Files,
        root: &'a Root,
        sources: &'a [Source],
        pages: Vec<&'a Source>,
        aliases: Vec<&'a str>,
    ) -> Self {
        let by_src = sources.iter().map(|source| (source.src.as_str(), source)).collect();
        Self { files, root, by_src, pages, aliases }
    }

    /// Pages that a navigation made of folders shows.
    pub(super) fn shown(&self) -> impl Iterator<Item = &'a str> {
        self.pages.iter().filter(|page| page.standing == Standing::Included).map(|page| page.src.as_str())
    }

    /// The same without the pages of included sites.
    pub(super) fn own(&self) -> impl Iterator<Item = &'a str> {
        let own = |page: &&&Source| page.standing == Standing::Included && page.mount == 0;
        self.pages.iter().filter(own).map(|page| page.src.as_str())
    }

    /// Pages that a wildcard may find: those that are in no navigation on purpose too.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a str> {
        self.pages.iter().filter(|page| page.standing != Standing::Unlisted).map(|page| page.src.as_str())
    }

    /// A path of a mount's navigation as a path below the docs folder.
    pub(super) fn below(&self, mount: usize, path: &str) -> String {
        crate::path::join(self.aliases[mount], path)
    }

    /// Whether a file is there, whatever became of it.
    pub(super) fn is_there(&self, src: &str) -> bool {
        self.by_src.contains_key(src)
    }

    /// The text of a file, left out of the site or not. `None` where there is none or it cannot be read.
    pub(super) fn read(&self, src: &str) -> Option<(String, FileId)> {
        let source = self.by_src.get(src)?;
        let bytes = self.files.read(self.root, &source.path).ok()?;
        let (text, _) = yaml::decode(&bytes);
        Some((text.into_owned(), self.files.id(self.root, &source.path)))
    }

    /// What a page calls itself; nothing where it cannot be read.
    pub(super) fn header(&self, src: &str) -> PageHeader {
        let Some((text, _)) = self.read(src) else { return PageHeader::default() };
        let (meta, body) = crate::markdown::front_matter(&text);
        PageHeader::new(meta.as_ref(), body)
    }
}

impl PageHeader {
    /// Of a page's metadata and of the text behind it.
    pub(in crate::docs) fn new(meta: Option<&Node>, body: &str) -> Self {
        let first = body.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        Self {
            title: meta.and_then(|meta| meta.get("title")).and_then(scalar),
            heading: first
                .strip_prefix("# ")
                .map(|heading| heading.trim_start_matches(['#', ' ']).to_owned()),
        }
    }
}
