//! What the names in a link mean across the portal.
//!
//! In: every site, entity and repository, once all are known. Out: the page of docs, the entity or the page of the portal that an
//! address of Backstage's, a forge's URL or an entity reference names; or why there is none. Never: scans a list for a
//! name: every look is into a map, or at one file.

use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use super::entity_docs::EntityDocs;
use super::index::Entry;
use super::{DocSite, PageId, RenderedPage, SiteId, Target};
use crate::catalog::{Catalog, EntityId, EntityRef, kinds};
use crate::crawl::{Inventory, RepoId};
use crate::path::{join, normalise};
use crate::source::{FileId, Files};
use crate::url::SitePath;

/// All that a link may name.
pub(crate) struct Places<'a> {
    pub(super) files: &'a Files,
    pub(super) inventory: &'a Inventory,
    pub(super) catalog: &'a Catalog,
    pub(super) sites: &'a [DocSite],
    docs: &'a EntityDocs,
    /// Base or alias of a site → the site.
    by_base: HashMap<&'a str, SiteId>,
    by_repo: HashMap<RepoId, Vec<SiteId>>,
    /// Files that one page of a site alone includes.
    included: HashMap<(SiteId, String), Option<PageId>>,
    /// Kinds, lower case, that an entity has or may have.
    kinds: HashSet<String>,
    /// Where the portal is published.
    base_url: Option<&'a str>,
}

/// What a name leads to, or why it leads nowhere.
pub(super) type Named = Result<Target, String>;

/// What a forge's URL leads to.
pub(super) enum OnForge {
    /// The page that shows the file.
    Page(SiteId, PageId),
    /// Nothing: the checkout has no such file. Its path and the repository's name.
    Missing(String, String),
}

impl<'a> Places<'a> {
    /// Over all that was read; `pages` are those that were rendered.
    pub(crate) fn new(
        files: &'a Files,
        inventory: &'a Inventory,
        catalog: &'a Catalog,
        sites: &'a [DocSite],
        docs: &'a EntityDocs,
        pages: &[RenderedPage],
        base_url: Option<&'a str>,
    ) -> Self {
        let mut by_base = HashMap::new();
        let mut by_repo: HashMap<RepoId, Vec<SiteId>> = HashMap::new();
        for (number, site) in sites.iter().enumerate() {
            for base in site.aliases.iter().chain([&site.base]) {
                by_base.insert(base.as_str(), SiteId(number));
            }
            by_repo.entry(site.repo).or_default().push(SiteId(number));
        }
        let mut included: HashMap<(SiteId, String), Option<PageId>> = HashMap::new();
        for page in pages {
            for path in &page.includes {
                included
                    .entry((page.site, path.clone()))
                    .and_modify(|one| *one = None)
                    .or_insert(Some(page.page));
            }
        }
        let known = kinds::ALL.iter().map(|kind| kind.name.to_lowercase());
        let kinds =
            known.chain(catalog.iter().map(|(_, entity)| entity.reference.kind().to_owned())).collect();
        Self { files, inventory, catalog, sites, docs, by_base, by_repo, included, kinds, base_url }
    }

    /// The file of a page.
    pub(crate) fn file(&self, page: &RenderedPage) -> FileId {
        self.sites[page.site.0].page(page.page).file
    }

    /// A path from the root of the portal, as Backstage's own links have it: `/docs/default/component/shop/guide/`,
    /// `/catalog/default/component/shop`, `/catalog`; with the path of the portal's address before it or without. `None` where it
    /// has none of these forms.
    pub(super) fn path(&self, path: &str) -> Option<Named> {
        let path = path.trim_matches('/');
        let base = self
            .base_url
            .and_then(|base| Some(url::Url::parse(base).ok()?.path().trim_matches('/').to_owned()));
        let below = base
            .filter(|base| !base.is_empty())
            .and_then(|base| path.strip_prefix(base.as_str())?.strip_prefix('/').map(str::to_owned));
        let path = below.as_deref().unwrap_or(path);
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["catalog"] => Some(Ok(Target::Portal(SitePath::CATALOG))),
            ["docs"] => Some(Ok(Target::Portal(SitePath::DOCS))),
            ["api-docs"] => Some(Ok(Target::Portal(SitePath::APIS))),
            ["create"] => Some(Ok(Target::Portal(SitePath::TEMPLATES))),
            ["catalog-graph"] => Some(Ok(Target::Portal(SitePath::GRAPH))),
            ["catalog", namespace, kind, name, ..] if self.is_kind(kind) => {
                Some(self.find(&EntityRef::new(kind, namespace, name)))
            }
            ["create", "templates", namespace, name] => {
                Some(self.find(&EntityRef::new("template", namespace, name)))
            }
            ["docs", namespace, kind, name, below @ ..] if self.is_kind(kind) || *kind == "site" => {
                Some(self.docs_page(&EntityRef::new(kind, namespace, name), &below.join("/")))
            }
            _ => None,
        }
    }

    /// Whether a path of [`Places::path`] names one entity or its docs, and not a page of the portal that a doc site may have too.
    pub(super) fn is_specific(target: &Target) -> bool {
        !matches!(target, Target::Portal(_))
    }

    fn docs_page(&self, reference: &EntityRef, below: &str) -> Named {
        let base = format!("docs/{}/{}/{}/", reference.namespace(), reference.kind(), reference.name());
        let site = self.by_base.get(base.as_str()).copied();
        let site = site.or_else(|| Some(self.docs.of(self.catalog.find(reference)?)?.site));
        let Some(site) = site else {
            let target = self.find(reference)?;
            if matches!(target, Target::Portal(_)) {
                return Ok(target);
            }
            return Err(format!("`{reference}` has no docs"));
        };
        let of = &self.sites[site.0];
        match of.index.url(below) {
            Some(Entry::Page(page)) => Ok(Target::Page(site, page)),
            Some(Entry::Asset(at)) => Ok(Target::Asset(site, of.assets[at].url.clone())),
            _ if below.is_empty() => match of.first_page() {
                Some(page) => Ok(Target::Page(site, page)),
                None => Err(format!("the docs of `{reference}` have no page")),
            },
            _ => Err(format!("the docs of `{reference}` have no page `{below}`")),
        }
    }

    /// A URL of the portal itself, as its path. `None` for any other.
    pub(super) fn own_path<'u>(&self, url: &'u str) -> Option<&'u str> {
        let base = self.base_url?.trim_end_matches('/');
        let rest = url
            .get(..base.len())
            .filter(|head| head.eq_ignore_ascii_case(base))
            .map(|_| &url[base.len()..])?;
        (rest.is_empty() || rest.starts_with(['/', '?', '#']))
            .then(|| rest.split(['?', '#']).next().unwrap_or_default())
    }

    /// A forge's URL of a file that a crawled repository has as a page. `None` where it leads to anything else: another host, a
    /// file that is no page, a line of the source.
    pub(super) fn on_forge(&self, url: &str, own: Option<SiteId>) -> Option<OnForge> {
        let (bare, fragment) = url.split_once('#').unwrap_or((url, ""));
        let is_line = fragment
            .strip_prefix(['L', 'l'])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if is_line || fragment.starts_with("lines-") || bare.contains("plain=1") {
            return None;
        }
        let found = self.inventory.find_url(self.files, bare).filter(|found| !found.path.is_empty())?;
        let repo = self.inventory.repo(found.repo);
        if let Some((site, page)) = self.repository_page(found.repo, &found.path, own) {
            return Some(OnForge::Page(site, page));
        }
        // Of another branch the checkout knows nothing.
        let branch = &repo.remote.as_ref()?.branch;
        let is_own = bare.contains(&format!("/{branch}/")) && !branch.is_empty();
        let is_there = self.files.locate(&repo.root, "", &found.path).is_ok();
        (is_own && !is_there).then(|| OnForge::Missing(found.path, repo.name.clone()))
    }

    /// The page of docs that shows a file of a repository, or the index of a folder; of several sites the link's own comes first.
    pub(super) fn repository_page(
        &self,
        repo: RepoId,
        path: &str,
        own: Option<SiteId>,
    ) -> Option<(SiteId, PageId)> {
        let sites = self.by_repo.get(&repo)?;
        let in_order = || own.into_iter().filter(|own| sites.contains(own)).chain(sites.iter().copied());
        let page = in_order().find_map(|site| match page_of(&self.sites[site.0], path)? {
            Entry::Page(page) => Some((site, page)),
            _ => None,
        });
        page.or_else(|| {
            in_order().find_map(|site| Some((site, (*self.included.get(&(site, path.to_owned()))?)?)))
        })
    }

    /// The repository, and the path in it, that a path leads to which leaves its own, where the checkouts lie beside each
    /// other.
    pub(super) fn beside(&self, repo: RepoId, folder: &str, path: &str) -> Option<(RepoId, String)> {
        let shown = self.inventory.repo(repo).root.shown();
        let path = normalise(&format!("{shown}/{folder}"), path)?;
        self.inventory.iter().filter(|(_, repo)| !repo.root.shown().is_empty()).find_map(|(id, repo)| {
            let rest = path.strip_prefix(repo.root.shown())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| (id, rest.trim_start_matches('/').to_owned()))
        })
    }

    /// The entity of a reference that names its kind.
    pub(super) fn entity(&self, text: &str) -> Named {
        let text = percent_decode_str(text).decode_utf8_lossy();
        match EntityRef::parse(&text, None, "default") {
            Some(reference) => self.find(&reference),
            None => Err(format!("`{text}` is not a full entity reference")),
        }
    }

    /// The entity that code names; `None` where it is code and nothing else.
    pub(super) fn code(&self, text: &str) -> Option<Named> {
        let reference = EntityRef::parse(text, None, "default").filter(|one| self.is_kind(one.kind()))?;
        match self.find(&reference) {
            // `user:name` says many things; a namespace makes it a reference.
            Err(_) if !text.contains('/') => None,
            named => Some(named),
        }
    }

    fn find(&self, reference: &EntityRef) -> Named {
        match self.catalog.find(reference) {
            Some(id) => Ok(Target::Entity(id)),
            None if self.catalog.elsewhere.has(reference) => {
                Ok(Target::Portal(reference.below(&SitePath::CATALOG)))
            }
            None => Err(format!("there is no entity `{reference}`")),
        }
    }

    fn is_kind(&self, text: &str) -> bool {
        self.kinds.contains(&text.to_lowercase())
    }

    /// Where an entity is declared.
    pub(super) fn home(&self, entity: EntityId) -> (RepoId, &'a str) {
        let origin = &self.catalog.entity(entity).origin;
        (origin.repo, origin.folder())
    }
}

/// The page of a site for a path of the repository: the page itself, or the index of the folder.
fn page_of(site: &DocSite, path: &str) -> Option<Entry> {
    let is_page = |entry: &Entry| matches!(entry, Entry::Page(_));
    site.index.path(path).filter(is_page).or_else(|| {
        ["index.md", "README.md"]
            .into_iter()
            .find_map(|name| site.index.path(&join(path, name)).filter(is_page))
    })
}
