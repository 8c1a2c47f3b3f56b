//! What a doc site is.
//!
//! In: built by the docs stage. Out: read by site, render and search. Never: changed afterwards.

use crate::catalog::EntityId;
use crate::crawl::RepoId;
use crate::markdown::Document;
use crate::source::FileId;

/// Index of a doc site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(pub usize);

/// Index of a page in [`DocSite::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// One documentation site: a docs folder with or without an mkdocs.yml, and the entities it documents.
#[derive(Debug)]
pub struct DocSite {
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
    pub base: String,
    /// The entities it documents, the one it is named after first; empty for docs without an entity.
    pub entities: Vec<EntityId>,
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
}

/// A Markdown page before rendering.
#[derive(Debug)]
pub struct Page {
    /// Path below the docs folder, as a link in Markdown would name it: `guide/install.md`.
    pub src: String,
    /// Path below [`DocSite::base`]: `guide/install/`, empty for the home page.
    pub url: String,
    /// The file.
    pub file: FileId,
    /// Path of the file below the repository's root.
    pub path: String,
    /// Title that nav gives it.
    pub nav_title: Option<String>,
    /// Whether nav holds it.
    pub in_nav: bool,
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
    /// Names of those who committed to it, most recent first, where git knows.
    pub authors: Vec<String>,
}

/// A file that is copied into the site.
#[derive(Debug)]
pub struct Asset {
    /// Path below [`DocSite::base`].
    pub url: String,
    /// The file.
    pub file: FileId,
}

/// An entry of the navigation.
#[derive(Debug, Clone)]
pub struct NavItem {
    /// What is shown. Empty where nav gives no title: then it is the page's own.
    pub title: String,
    /// Where it leads.
    pub target: NavTarget,
    /// Entries below it.
    pub children: Vec<NavItem>,
}

/// Where an entry of the navigation leads.
#[derive(Debug, Clone)]
pub enum NavTarget {
    /// Nowhere: a section.
    Section,
    /// A page of this site, with an anchor where nav names one.
    Page(PageId, Option<String>),
    /// A copied file, by its [`Asset::url`].
    Asset(String),
    /// Another site.
    Url(String),
}

/// An address that leads on.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// Old path below [`DocSite::base`].
    pub from: String,
    /// New path below the base (with its anchor), or a URL of another site.
    pub to: String,
}

/// A page after rendering.
#[derive(Debug)]
pub struct RenderedPage {
    /// Its site.
    pub site: SiteId,
    /// Which page of it.
    pub page: PageId,
    /// Title by MkDocs' rules: nav, front matter, first heading, file name.
    pub title: String,
    /// Body, toc, anchors, sections, front matter.
    pub document: Document,
}
