//! Where a repository is hosted.
//!
//! In: a forge, a name on it, a branch. Out: the URLs of the repository, its files and their lines.
//! Never: a URL for a page that the forge does not have.

use super::template::fill;
use super::{Address, FilePage, Forge, Place};

/// A repository on a forge, and the branch that links point into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remote {
    forge: &'static Forge,
    base: String,
    slug: Vec<String>,
    /// Branch that links point into, such as `main`. `HEAD` is the forge's default.
    pub(crate) branch: String,
    /// Folder of the hosted repository that the crawled folder is, where it is only a part; empty otherwise.
    pub(crate) folder: String,
}

/// Endings of files that forges show rendered, without lines.
const RENDERED: &[&str] = &[
    "md",
    "markdown",
    "mdown",
    "mkd",
    "mkdn",
    "rst",
    "adoc",
    "asciidoc",
    "org",
    "textile",
    "rdoc",
    "creole",
    "mediawiki",
    "wiki",
    "pod",
    "ipynb",
    "csv",
    "tsv",
    "svg",
    "geojson",
];

impl Remote {
    pub(super) fn new(forge: &'static Forge, place: Place) -> Self {
        let Place { base, slug, .. } = place;
        Self { forge, base, slug, branch: "main".to_owned(), folder: String::new() }
    }

    /// Its kind.
    pub(crate) fn forge(&self) -> &'static Forge {
        self.forge
    }

    /// Where the forge lives, without a slash at its end: `https://github.com`.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// Whether the forge is a service for everybody.
    pub(crate) fn is_public(&self) -> bool {
        self.forge.is_public(self.host())
    }

    /// Another repository of the same forge, by what its annotation says: `acme/other`.
    pub(crate) fn sibling(&self, name: &str) -> Self {
        let skipped = self.forge.slug_annotation.map_or(0, |(_, skipped)| skipped);
        let mut slug = self.slug.get(..skipped).unwrap_or_default().to_vec();
        slug.extend(name.split('/').map(str::to_owned));
        Self { slug, folder: String::new(), ..self.clone() }
    }

    fn host(&self) -> &str {
        let host = self.base.split('/').nth(2).unwrap_or_default();
        host.split(':').next().unwrap_or(host)
    }

    /// `acme/shop`: the name as the forge's annotation writes it.
    pub(crate) fn slug(&self) -> String {
        let skipped = self.forge.slug_annotation.map_or(0, |(_, skipped)| skipped);
        self.slug.get(skipped..).unwrap_or(&self.slug).join("/")
    }

    /// The repository's own page.
    pub(crate) fn web(&self) -> String {
        self.filled(self.forge.web, "", 0).unwrap_or_default()
    }

    /// Where git clones it from.
    pub(crate) fn clone_url(&self) -> String {
        self.filled(self.forge.clone, "", 0).unwrap_or_default()
    }

    /// A page about the file or folder at `path` below the checkout's root. `None` where the forge has no such page.
    pub(crate) fn url(&self, page: FilePage, path: &str) -> Option<String> {
        self.page(self.forge.template(page)?, path)
    }

    /// A page about a file, at a line (counted from 1). `None` where the forge has no such page.
    pub(crate) fn line_url(&self, page: FilePage, path: &str, line: usize) -> Option<String> {
        let mut url = self.url(page, path)?;
        let is_rendered = path
            .rsplit_once('.')
            .is_some_and(|(_, ending)| RENDERED.iter().any(|rendered| ending.eq_ignore_ascii_case(rendered)));
        if is_rendered && page == FilePage::View {
            url.push_str(self.forge.rendered);
        }
        url.push_str(&self.filled(self.forge.line, path, line)?);
        Some(url)
    }

    /// A folder as `backstage.io/source-location` writes it: with a slash at its end. `None` where the forge is not known.
    pub(crate) fn source_location(&self, folder: &str) -> Option<String> {
        let template = self.forge.pages.source_location.or(self.forge.template(FilePage::Folder))?;
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let url = self.page(template, &folder)?;
        Some(if url.contains(['?', '#']) || url.ends_with('/') { url } else { url + "/" })
    }

    /// What a relative link of a file in `folder` is appended to. `None` where a path is not the end of a page's URL.
    pub(crate) fn link_base(&self, folder: &str) -> Option<String> {
        let template = self.forge.template(FilePage::View)?;
        // A branch behind the path would end what is appended: the default one is meant then.
        let is_behind = template.find("{path}") < template.find("{ref}");
        let branch = if is_behind { "HEAD".to_owned() } else { self.branch.clone() };
        let name = "x";
        let file = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let url = Self { branch, ..self.clone() }.page(template, &file)?;
        url.strip_suffix(name).map(str::to_owned)
    }

    /// A form for a new issue. `None` where the forge has none that takes a title.
    pub(crate) fn issue_url(&self, title: &str) -> Option<String> {
        let form = fill(self.forge.issue?, &|name| (name == "title").then(|| title.to_owned()))?;
        Some(format!("{}/{form}", self.web()))
    }

    /// Whether both are one repository, whatever their branches.
    pub(crate) fn is_same_repository(&self, other: &Self) -> bool {
        self.key() == other.key()
    }

    /// Equal for two spellings of one repository.
    pub(super) fn key(&self) -> (&'static str, String, String) {
        (self.forge.name, self.host().to_owned(), self.forge.fold(&self.slug))
    }

    /// The forge's host, where it is found on the web, and the folder it lives in: what other URLs of it are read with.
    pub(super) fn home(&self) -> (String, String, Vec<String>) {
        let address = Address::parse(&self.base);
        let (authority, context) =
            address.map_or_else(Default::default, |address| (address.authority, address.path));
        (self.host().to_owned(), authority, context)
    }

    fn page(&self, template: &str, path: &str) -> Option<String> {
        let page = self.filled(template, path, 0)?;
        Some(match template {
            whole if whole.starts_with("{base}") => page,
            query if query.starts_with('?') => self.web() + &page,
            _ => format!("{}/{page}", self.web()),
        })
    }

    /// A template with the values of this repository. In brackets, an empty path and the default branch are left out.
    fn filled(&self, template: &str, path: &str, line: usize) -> Option<String> {
        let path = match (self.folder.is_empty(), path) {
            (true, _) => path.to_owned(),
            (_, "") => self.folder.clone(),
            _ => format!("{}/{path}", self.folder),
        };
        let (repo, owner) = self.slug.split_last()?;
        let is_optional = |name: &str| {
            template.contains('[')
                && template.split('[').skip(1).any(|group| {
                    group.split(']').next().is_some_and(|group| group.contains(&format!("{{{name}")))
                })
        };
        fill(template, &|name| match name {
            "base" => Some(self.base.clone()),
            "slug" => Some(self.slug.join("/")),
            "owner" => Some(owner.join("/")),
            "repo" => Some(repo.clone()),
            "region" => self.host().split('.').next().map(str::to_owned),
            "ref" => (!(self.branch == "HEAD" && is_optional("ref"))).then(|| self.branch.clone()),
            "path" => (!(path.is_empty() && is_optional("path"))).then(|| path.clone()),
            "line" => Some(line.to_string()),
            "next" => Some((line + 1).to_string()),
            _ => None,
        })
    }
}
