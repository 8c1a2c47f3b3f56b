//! The portal's fixed places.
//!
//! In: nothing. Out: a constant each. Never: a place of one entity or one doc site: those are made where the entity is.

use super::SitePath;

impl SitePath {
    /// The home page.
    pub(crate) const HOME: Self = Self::fixed("");
    /// The catalog's index; below it, every entity: `catalog/<namespace>/<kind>/<name>/`.
    pub(crate) const CATALOG: Self = Self::fixed("catalog/");
    /// The lists of one kind each.
    pub(crate) const OF_KIND: Self = Self::fixed("catalog/kind/");
    /// The lists of one owner each.
    pub(crate) const OF_OWNER: Self = Self::fixed("catalog/owner/");
    /// The lists of one tag each.
    pub(crate) const OF_TAG: Self = Self::fixed("catalog/tag/");
    /// The home of documentation; below it, every doc site: `docs/<namespace>/<kind>/<name>/`.
    pub(crate) const DOCS: Self = Self::fixed("docs/");
    /// Doc sites that belong to no entity.
    pub(crate) const DOCS_WITHOUT_ENTITY: Self = Self::fixed("docs/default/site/");
    /// The home of APIs.
    pub(crate) const APIS: Self = Self::fixed("api-docs/");
    /// The gallery of templates.
    pub(crate) const TEMPLATES: Self = Self::fixed("create/");
    /// The organisation.
    pub(crate) const TEAMS: Self = Self::fixed("teams/");
    /// The graph of everything.
    pub(crate) const GRAPH: Self = Self::fixed("catalog-graph/");
    /// Every diagnostic; below it, the lists of them.
    pub(crate) const HEALTH: Self = Self::fixed("health/");
    /// The search page.
    pub(crate) const SEARCH: Self = Self::fixed("search/");
    /// The search page of a doc site that stands alone and has a page of its own at [`Self::SEARCH`].
    pub(crate) const SEARCH_BESIDE: Self = Self::fixed("search-all/");
    /// The page that hosts show for an address without a page.
    pub(crate) const NOT_FOUND: Self = Self::fixed("404.html");
    /// Styles, scripts and pictures of the theme.
    pub(crate) const ASSETS: Self = Self::fixed("assets/");
    /// The shards of the search index.
    pub(crate) const SEARCH_INDEX: Self = Self::fixed("assets/search/");
    /// The picture in place of one that is missing; the theme brings it.
    pub(crate) const MISSING_PICTURE: Self = Self::fixed("assets/missing.svg");
    /// What Backstage's REST API answers, as files.
    pub(crate) const API: Self = Self::fixed("api/catalog/");
    /// The portal for language models, in the manner of llmstxt.org.
    pub(crate) const LLMS: Self = Self::fixed("llms.txt");
    /// The addresses of all pages, for search engines.
    pub(crate) const SITEMAP: Self = Self::fixed("sitemap.xml");
}
