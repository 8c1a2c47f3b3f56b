//! What a doc site is.
//!
//! In: built by the docs stage. Out: read by site, render and search. Never: changed afterwards.

use std::sync::{Arc, OnceLock};

use xxhash_rust::xxh3::xxh3_128;

use super::active::{self, Markup, Publication};
use super::id::PageId;
use super::index::{Entry, Index};
use super::rendering::Rendering;
use crate::artifact::{Artifact, Content};
use crate::catalog::EntityId;
use crate::crawl::{Repo, RepoId};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::language::Language;
use crate::source::{FileId, Files, Span};
use crate::url::{SiteLink, SitePath};

/// One documentation site: a docs folder with or without an mkdocs.yml, and the entities it documents.
#[derive(Debug)]
pub(crate) struct DocSite {
    /// `site_name`, or the entity's title.
    pub name: String,
    /// `site_description`.
    pub description: Option<String>,
    /// Repository it lies in.
    pub repo: RepoId,
    /// Its mkdocs.yml; `None` where it was made up as TechDocs does.
    pub config_file: Option<FileId>,
    /// The docs folder below the repository's root.
    pub docs_dir: String,
    /// Where it lies below the portal: `docs/default/component/shop/`, with a trailing `/`.
    pub base: SitePath,
    /// The entities it documents, the one it is named after first; empty for docs without an entity. The pages
    /// stand below the first one's `base`; the others' places ([`DocSite::aliases`]) lead there.
    pub entities: Vec<EntityId>,
    /// Where the further entities' docs would stand (`docs/default/api/shop/`): addresses that lead to `base`.
    pub aliases: Vec<SitePath>,
    /// Every page, in MkDocs' file order.
    pub pages: Vec<Page>,
    /// Every other file that is copied.
    pub assets: Vec<Asset>,
    /// Navigation.
    pub nav: Vec<NavItem>,
    /// `redirect_maps`.
    pub redirects: Vec<Redirect>,
    /// `repo_url`, from the configuration or derived.
    pub repo_url: Option<String>,
    /// `copyright`.
    pub copyright: Option<String>,
    /// `theme.language` and `theme.direction`.
    pub language: Option<Language>,
    /// Material's feature names (`navigation.tabs`), sorted.
    pub features: Vec<String>,
    /// What leads where; for the links of pages.
    pub index: Index,
    /// How pages are rendered: Markdown options, plugins, validation.
    pub rendering: Rendering,
    /// See [`DocSite::inputs`].
    inputs: OnceLock<u128>,
}

impl DocSite {
    /// A site without pages.
    pub(crate) fn new(name: &str, repo: RepoId, base: SitePath) -> Self {
        Self {
            name: name.to_owned(),
            description: None,
            repo,
            config_file: None,
            docs_dir: String::new(),
            base,
            entities: Vec::new(),
            aliases: Vec::new(),
            pages: Vec::new(),
            assets: Vec::new(),
            nav: Vec::new(),
            redirects: Vec::new(),
            repo_url: None,
            copyright: None,
            language: None,
            features: Vec::new(),
            index: Index::default(),
            rendering: Rendering::default(),
            inputs: OnceLock::new(),
        }
    }

    /// A hash of what the text of all its pages depends on. It is taken when it is first asked for, once the site is planned.
    pub(super) fn inputs(&self) -> u128 {
        *self.inputs.get_or_init(|| xxh3_128(format!("{:?} {}", self.rendering, self.docs_dir).as_bytes()))
    }

    /// The page of an id.
    pub(crate) fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0]
    }

    /// Whether a path below the docs folder is a page's own, and not that of a file whose links lead to a page in its place.
    pub(super) fn has_page(&self, src: &str) -> bool {
        matches!(self.index.src(src), Some(Entry::Page(id)) if self.page(id).src == src)
    }

    /// Path of a page below the portal.
    pub(crate) fn page_path(&self, id: PageId) -> SitePath {
        self.base.join(&self.pages[id.0].url)
    }

    /// The page to open first: the home page, else the first of the navigation, else the first there is.
    /// `None` for a site without pages.
    pub(crate) fn first_page(&self) -> Option<PageId> {
        let home = self.pages.iter().position(Page::is_home);
        home.map(PageId)
            .or_else(|| first_of(&self.nav))
            .or_else(|| (!self.pages.is_empty()).then_some(PageId(0)))
    }

    /// Whether Material's feature of this name is on.
    pub(crate) fn has_feature(&self, name: &str) -> bool {
        self.features.binary_search_by(|feature| feature.as_str().cmp(name)).is_ok()
    }
}

fn first_of(items: &[NavItem]) -> Option<PageId> {
    items.iter().find_map(|item| match &item.target {
        NavTarget::Page(page, _) => Some(*page),
        _ => first_of(&item.children),
    })
}

/// A Markdown page before rendering.
#[derive(Debug)]
pub(crate) struct Page {
    /// Path below the docs folder, as a link in Markdown would name it: `guide/install.md`.
    pub src: String,
    /// Where it stands in its own site, below [`DocSite::base`]: `guide/install/`, the root for the home page; with
    /// `use_directory_urls: false` `guide/install.html`.
    pub url: SitePath,
    /// The file.
    pub file: FileId,
    /// Path of the file below the repository's root.
    pub path: String,
    /// Title that nav gives it.
    pub nav_title: Option<String>,
    /// Whether nav holds it.
    pub in_nav: bool,
    /// Built so that links to it hold, but shown in no list and not found by search (the `exclude` plugin).
    pub unlisted: bool,
    /// Previous and next in nav order.
    pub previous: Option<PageId>,
    /// See `previous`.
    pub next: Option<PageId>,
    /// Where it is edited.
    pub edit_url: Option<String>,
    /// Where its source is shown.
    pub view_url: Option<String>,
    /// Date of its last commit, `2026-11-21`, where git knows.
    pub updated: Option<String>,
    /// Names of those who committed to it, most commits first, where git knows.
    pub authors: Vec<String>,
}

impl Page {
    /// A page that nav does not know.
    pub(crate) fn new(src: &str, url: SitePath, file: FileId, path: &str) -> Self {
        Self {
            src: src.to_owned(),
            url,
            file,
            path: path.to_owned(),
            nav_title: None,
            in_nav: false,
            unlisted: false,
            previous: None,
            next: None,
            edit_url: None,
            view_url: None,
            updated: None,
            authors: Vec::new(),
        }
    }

    /// Whether it is the home page of its site.
    pub(crate) fn is_home(&self) -> bool {
        self.url.file() == SitePath::HOME.file()
    }
}

/// A file that is copied into the site.
#[derive(Debug, Clone)]
pub(crate) struct Asset {
    /// Where it stands in its own site, below [`DocSite::base`].
    pub url: SitePath,
    /// The file.
    pub file: FileId,
    /// Path of the file below the repository's root.
    pub path: String,
    /// Width and height of an image, looked up when a page first asks.
    pub size: OnceLock<Option<(u32, u32)>>,
    /// What becomes of it.
    pub publication: Publication,
}

impl Asset {
    /// A file that is copied to `url`, unless it could run in a reader's browser: then it is published without what runs, or not at all.
    pub(super) fn new(
        files: &Files,
        repo: &Repo,
        path: &str,
        url: SitePath,
        found: &mut Diagnostics,
    ) -> Self {
        let file = files.id(&repo.root, path);
        let publication = publication(files, repo, path, file, found);
        Self { url, file, path: path.to_owned(), size: OnceLock::new(), publication }
    }

    /// What is written for it at a place of the portal; `None` where it is not published.
    pub(crate) fn artifact(&self, path: SitePath) -> Option<Artifact> {
        match &self.publication {
            Publication::AsIs => Some(Artifact::copy(path, self.file)),
            Publication::Sanitised(bytes) => {
                Some(Artifact { path, content: Content::Bytes(Arc::clone(bytes)) })
            }
            Publication::Withheld => None,
        }
    }
}

fn publication(files: &Files, repo: &Repo, path: &str, file: FileId, found: &mut Diagnostics) -> Publication {
    let Some(markup) = active::markup(path).filter(|_| !repo.trusted) else { return Publication::AsIs };
    // What cannot be read is reported when it is copied.
    let Ok(bytes) = files.read(&repo.root, path) else { return Publication::AsIs };
    let Some(active) = active::find(&bytes) else { return Publication::AsIs };
    let clean = (markup == Markup::Svg).then(|| active::sanitised(&bytes)).flatten();
    let name = crate::path::file_name(path);
    let what = active.what;
    let (message, publication) = match clean {
        Some(bytes) => {
            (format!("`{name}` holds {what}: it is published without"), Publication::Sanitised(bytes))
        }
        None => (format!("`{name}` is not published: it holds {what}"), Publication::Withheld),
    };
    let trust = format!(
        "remove it; `docs.trust: [{}]` in the portal's configuration publishes the file as it is",
        repo.name
    );
    found.push(
        Diagnostic::new(&codes::docs::ACTIVE_FILE, message).at(Span::new(file, active.place)).help(trust),
    );
    publication
}

/// An entry of the navigation.
#[derive(Debug, Clone)]
pub(crate) struct NavItem {
    /// What is shown. Empty where nav gives no title: then it is the page's own.
    pub title: String,
    /// Where it leads.
    pub target: NavTarget,
    /// Entries below it.
    pub children: Vec<NavItem>,
}

/// Where an entry of the navigation leads.
#[derive(Debug, Clone)]
pub(crate) enum NavTarget {
    /// Nowhere: a section.
    Section,
    /// A page of this site, with an anchor where nav names one.
    Page(PageId, Option<String>),
    /// A copied file, by its [`Asset::url`].
    Asset(SitePath),
    /// Another site.
    Url(String),
}

/// An address that leads on.
#[derive(Debug, Clone)]
pub(crate) struct Redirect {
    /// The old page.
    pub from: SitePath,
    /// Where it went.
    pub to: RedirectTarget,
}

/// Where a redirect leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RedirectTarget {
    /// A page of the portal, with its anchor.
    Site(SiteLink),
    /// A URL of another site.
    Web(String),
}

impl From<SitePath> for RedirectTarget {
    fn from(path: SitePath) -> Self {
        Self::Site(path.into())
    }
}

impl From<SiteLink> for RedirectTarget {
    fn from(link: SiteLink) -> Self {
        Self::Site(link)
    }
}
