//! Where a doc site comes from, before anything of it is read.
//!
//! In: made by [`discover`](super::discover()). Out: what [`plan`](super::plan()) needs. Never: holds settings.

use crate::catalog::EntityId;
use crate::crawl::RepoId;
use crate::source::Span;
use crate::url::SitePath;

/// A doc site to be.
#[derive(Debug, Clone)]
pub(crate) struct SiteSeed {
    /// Its repository.
    pub repo: RepoId,
    /// The folder of its configuration (or of its docs folder, where it has none), below the repository's root.
    pub folder: String,
    /// Its mkdocs.yml, below the repository's root.
    pub config: Option<String>,
    /// Entities it documents, sorted by reference.
    pub entities: Vec<EntityId>,
    /// See [`DocSite::base`](super::DocSite::base).
    pub base: SitePath,
    /// See [`DocSite::aliases`](super::DocSite::aliases).
    pub aliases: Vec<SitePath>,
    /// Whether text-level extensions that no TechDocs image holds count (`{!file!}`, `{* file *}`, `{% raw %}`).
    pub beyond_techdocs: bool,
    /// Whether only the folder's README is meant: nobody asked for docs, and a README is better than none.
    pub readme_only: bool,
    /// The annotation that asked for it.
    pub asked_at: Option<Span>,
}
