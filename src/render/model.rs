//! Everything a page may look at, with what is looked up often prepared once.
//!
//! In: the results of every earlier stage. Out: lookups. Never: changed while pages are rendered.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::Theme;
use super::facet::Tally;
use super::refused::Refusals;
use crate::api::Apis;
use crate::catalog::kinds::KindDefinition;
use crate::catalog::{Catalog, EntityId};
use crate::config::{Address, Config};
use crate::crawl::Inventory;
use crate::diag::{Diagnostics, Resolved, SeverityCounts};
use crate::docs::{DocSite, DocsPlace, EntityDocs, EntityLinks, PageId, RenderedPage, SiteId};
use crate::forge::FilePage;
use crate::site::{ListingId, PageKind, PlannedPage, Portal, SitePlan};
use crate::source::{FileId, Files, LineColumn, LineIndex, Span, decode};
use crate::url::SitePath;

/// What pages are made of.
pub(crate) struct Model<'a> {
    /// Settings.
    pub config: &'a Config,
    /// Repositories.
    pub inventory: &'a Inventory,
    /// Entities.
    pub catalog: &'a Catalog,
    /// What the definitions of APIs say.
    pub apis: &'a Apis,
    /// Doc sites.
    pub sites: &'a [DocSite],
    /// Which doc site an entity shows.
    pub entity_docs: &'a EntityDocs,
    pub entity_links: &'a EntityLinks,
    /// Rendered docs pages.
    pub pages: &'a [RenderedPage],
    /// Which page lives where.
    pub plan: &'a SitePlan,
    /// What is wrong, in the order it is shown.
    pub findings: &'a [Resolved],
    /// The file system, for sources that are shown.
    pub files: &'a Files,
    page_at: HashMap<(SiteId, PageId), usize>,
    found_on: Vec<Vec<usize>>,
    /// Which entity each of `findings` concerns.
    concerned: Vec<Option<EntityId>>,
    /// The search page, where there is one.
    pub(super) search: Option<&'a PlannedPage>,
    pub(super) refusals: Refusals,
    sources: BTreeMap<FileId, OnceLock<Option<Arc<Source>>>>,
    tallies: Vec<OnceLock<Vec<Tally>>>,
    pub(super) navs: super::nav_cache::NavCache,
    pub(super) shared: tera::Value,
}

/// The text of a catalog file.
pub(super) struct Source {
    pub text: String,
    pub lines: LineIndex,
}

/// What the frame of every page shows of the portal as a whole.
#[derive(Serialize)]
struct Shared<'a> {
    title: &'a str,
    organization: &'a str,
    version: &'static str,
    css: &'a str,
    js: &'a str,
    search_js: Option<&'a str>,
    search_css: Option<&'a str>,
    api_css: Option<&'a str>,
    logo: Option<String>,
    favicon: &'a str,
    nav: Vec<NavEntry<'a>>,
    base_url: Option<&'a str>,
    /// Language of the frame around a page.
    lang: &'a str,
    /// Whether this is one doc site, without a portal around it.
    alone: bool,
    /// `copyright` of a doc site alone, as text.
    copyright: String,
    /// File of the search page; empty where there is none.
    search: String,
    /// What may be framed, for the content security policy.
    frames: String,
}

#[derive(Serialize)]
struct NavEntry<'a> {
    key: &'static str,
    title: &'a str,
    /// Site path, or a URL of another site.
    path: String,
    outside: bool,
}

impl<'a> Model<'a> {
    /// Prepares the lookups.
    pub(crate) fn new(
        config: &'a Config,
        portal: &'a Portal,
        plan: &'a SitePlan,
        found: &Diagnostics,
        findings: &'a [Resolved],
        files: &'a Files,
        theme: &Theme,
    ) -> Self {
        let Portal { inventory, catalog, apis, sites, entity_docs, entity_links, pages } = portal;
        let page_at = pages.iter().enumerate().map(|(at, page)| ((page.site, page.page), at)).collect();
        let sources = catalog.entities.iter().map(|entity| (entity.origin.file, OnceLock::new())).collect();
        let concerned: Vec<_> = found.iter().map(|finding| catalog.concerned(finding)).collect();
        let found_on = found_on(catalog, findings, &concerned);
        let search = plan.pages.iter().find(|page| page.kind == PageKind::Search);
        Self {
            config,
            inventory,
            catalog,
            apis,
            sites,
            entity_docs,
            entity_links,
            pages,
            plan,
            findings,
            files,
            page_at,
            found_on,
            concerned,
            search,
            refusals: Refusals::new(catalog, findings, plan),
            sources,
            tallies: plan.listings.iter().map(|_| OnceLock::new()).collect(),
            navs: super::nav_cache::NavCache::default(),
            shared: shared(config, sites, plan, search, theme),
        }
    }

    /// A rendered docs page; `None` where it could not be rendered.
    pub(super) fn docs_page(&self, site: SiteId, page: PageId) -> Option<&'a RenderedPage> {
        self.page_at.get(&(site, page)).map(|&at| &self.pages[at])
    }

    /// The docs of an entity; `None` where it has none.
    pub(super) fn docs_of(&self, entity: EntityId) -> Option<&'a DocsPlace> {
        self.entity_docs.of(entity)
    }

    /// The facets of a listing, which its pages share: counted by the first that asks.
    pub(super) fn tallies(&self, listing: ListingId, count: impl FnOnce() -> Vec<Tally>) -> &[Tally] {
        self.tallies[listing.0].get_or_init(count)
    }

    /// What is wrong with an entity: indices into `findings`.
    pub(super) fn found_on(&self, entity: EntityId) -> &[usize] {
        &self.found_on[entity.0]
    }

    /// The entity that a finding concerns, by its index into `findings`.
    pub(super) fn concerned(&self, finding: usize) -> Option<EntityId> {
        self.concerned[finding]
    }

    /// How much is wrong with an entity.
    pub(super) fn counts_on(&self, entity: EntityId) -> SeverityCounts {
        self.found_on(entity).iter().map(|&at| self.findings[at].severity).collect()
    }

    /// Warnings and errors of an entity; notes are no trouble.
    pub(super) fn troubles(&self, entity: EntityId) -> usize {
        self.counts_on(entity).problems()
    }

    /// The text of a catalog file, read once.
    pub(super) fn source(&self, file: FileId) -> Option<Arc<Source>> {
        let read = || {
            let text = decode(&self.files.read_id(file).ok()?).0.into_owned();
            let lines = LineIndex::new(&text);
            Some(Arc::new(Source { text, lines }))
        };
        match self.sources.get(&file) {
            Some(slot) => slot.get_or_init(read).clone(),
            None => read(),
        }
    }

    /// `path:line` of a place.
    pub(super) fn place(&self, span: Span) -> String {
        self.line(span).0
    }

    /// `path:line` of a place, and where the web shows it; that is empty where it is not known.
    pub(super) fn line(&self, span: Span) -> (String, String) {
        let shown = self.files.display(span.file);
        match self.at(span) {
            Some(at) => {
                (format!("{shown}:{}", at.line), self.web_place(span.file, at.line).unwrap_or_default())
            }
            None => (shown.to_string(), String::new()),
        }
    }

    /// `path:line:column` of a place, and where the web shows it; that is empty where it is not known.
    pub(super) fn point(&self, span: Span) -> (String, String) {
        let (line, url) = self.line(span);
        let column = self.at(span).map_or_else(String::new, |at| format!(":{}", at.column));
        (line + &column, url)
    }

    fn at(&self, span: Span) -> Option<LineColumn> {
        let source = self.source(span.file)?;
        Some(source.lines.line_column(&source.text, span.start as usize))
    }

    /// Entities of one kind, in the order of the catalog.
    pub(super) fn of_kind(&self, kind: &'static KindDefinition) -> impl Iterator<Item = EntityId> + '_ {
        self.catalog.iter().filter(|(_, entity)| entity.kind.is(kind)).map(|(id, _)| id)
    }
}

fn found_on(catalog: &Catalog, findings: &[Resolved], concerned: &[Option<EntityId>]) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); catalog.entities.len()];
    for (index, entity) in concerned.iter().enumerate() {
        if let Some(entity) = entity {
            found[entity.0].push(index);
        }
    }
    // The most severe first; among equals the order of their places stays.
    for of_one in &mut found {
        of_one.sort_by_key(|&index| std::cmp::Reverse(findings[index].severity));
    }
    found
}

/// The frame's values. Nothing here may count what stands elsewhere: each page would change with it.
fn shared(
    config: &Config,
    sites: &[DocSite],
    plan: &SitePlan,
    search: Option<&PlannedPage>,
    theme: &Theme,
) -> tera::Value {
    let mut nav: Vec<NavEntry<'_>> = [
        ("catalog", "Catalog", SitePath::CATALOG),
        ("apis", "APIs", SitePath::APIS),
        ("docs", "Docs", SitePath::DOCS),
        ("create", "Templates", SitePath::TEMPLATES),
        ("teams", "Teams", SitePath::TEAMS),
        ("graph", "Graph", SitePath::GRAPH),
        ("health", "Health", SitePath::HEALTH),
    ]
    .into_iter()
    .filter(|_| plan.site.is_none())
    .map(|(key, title, path)| NavEntry { key, title, path: path.file().to_string(), outside: false })
    .collect();
    nav.extend(config.nav.iter().map(|link| {
        let (path, outside) = match &link.address {
            Address::Portal(place) => (place.href(&SitePath::HOME), false),
            Address::Outside(url) => (url.clone(), true),
        };
        NavEntry { key: "", title: &link.title, path, outside }
    }));
    let picture = |name: &str| {
        ["svg", "png", "ico", "jpg", "webp"].iter().find_map(|end| theme.asset(&format!("{name}.{end}")))
    };
    let title = plan.site.map_or(&config.title, |site| &sites[site.0].name);
    tera::Value::from_serializable(&Shared {
        title,
        organization: config.organization.as_deref().unwrap_or(title),
        version: env!("CARGO_PKG_VERSION"),
        css: theme.asset("site.css").unwrap_or_default(),
        js: theme.asset("site.js").unwrap_or_default(),
        search_js: theme.asset("search.js"),
        search_css: theme.asset("search.css"),
        api_css: theme.asset("api.css"),
        logo: picture("logo").map(str::to_owned),
        favicon: picture("favicon").unwrap_or_default(),
        nav,
        base_url: config.base_url.as_deref(),
        lang: &config.theme.language.tag,
        alone: plan.site.is_some(),
        copyright: plan
            .site
            .and_then(|site| sites[site.0].copyright.as_deref())
            .map(plain)
            .unwrap_or_default(),
        search: search.map(|page| page.path.file().to_string()).unwrap_or_default(),
        frames: config.urls.frames.sources(),
    })
}

/// The words of a piece of HTML, as `copyright` holds it.
fn plain(html: &str) -> String {
    let document =
        crate::markdown::render(html, &crate::markdown::Options::default(), &crate::markdown::NoHost);
    document.sections.into_iter().map(|section| section.text).collect::<Vec<_>>().join(" ").trim().to_owned()
}

impl Model<'_> {
    /// Where a line of a file is shown on the web; `None` for a file of no repository, or of one whose host is not known.
    pub(super) fn web_place(&self, file: FileId, line: usize) -> Option<String> {
        let (repo, path) = self.inventory.home_of(self.files, file)?;
        self.inventory.repo(repo).remote.as_ref()?.line_url(FilePage::View, &path, line)
    }
}
