//! The plan itself.
//!
//! In: catalog, doc sites, rendered pages. Out: every page at its place. Never: two things at one URL: the
//! first stays, the other is named in a finding.

use std::collections::HashMap;

use super::api_pages::api_pages;
use super::paging::pages;
use super::{CARDS, ListingId, PageKind, PlannedPage, SitePlan, Tab, listing, rows_of, tabs};
use crate::api::Apis;
use crate::artifact::Artifact;
use crate::catalog::kinds::TEMPLATE;
use crate::catalog::{Catalog, Entity};
use crate::diag::Diagnostic;
use crate::diag::codes::site::SAME_URL;
use crate::docs::{DocSite, EntityDocs, PageId, RedirectTarget, SiteId};
use crate::url::{PageNumber, SitePath};

/// Plans the portal. `troubled` names the entities (canonical references, sorted) that have findings.
pub(crate) fn plan(
    catalog: &Catalog,
    apis: &Apis,
    sites: &[DocSite],
    entity_docs: &EntityDocs,
    troubled: &[String],
) -> SitePlan {
    let mut planner = Planner { plan: SitePlan::default(), taken: HashMap::new() };
    for (path, kind) in [
        (SitePath::HOME, PageKind::Home),
        (SitePath::APIS, PageKind::ApiHome),
        (SitePath::TEAMS, PageKind::Teams),
        (SitePath::GRAPH, PageKind::Graph),
        (SitePath::HEALTH, PageKind::Health),
        (SitePath::SEARCH, PageKind::Search),
        (SitePath::NOT_FOUND, PageKind::NotFound),
    ] {
        planner.page(path, kind, None);
    }
    let documented = sites.iter().filter(|site| !site.pages.is_empty()).count();
    planner.paged(&SitePath::DOCS, documented, CARDS, PageKind::DocsHome);
    let templates = catalog.entities.iter().filter(|entity| entity.kind.is(&TEMPLATE)).count();
    planner.paged(&SitePath::TEMPLATES, templates, CARDS, PageKind::Templates);
    planner.listings(catalog);
    for (id, entity) in catalog.iter() {
        let in_trouble =
            troubled.binary_search_by(|text| text.as_str().cmp(entity.reference.as_str())).is_ok();
        for tab in tabs(entity, in_trouble) {
            planner.page(tab.path(entity), PageKind::Entity(id, tab), Some(entity));
        }
        if let Some(api) = apis.get(id) {
            let pages = api_pages(api, Tab::Api.path(entity));
            for (number, page) in pages.pages.iter().enumerate().skip(1) {
                planner.page(pages.base.join(&page.folder), PageKind::Api(id, number), Some(entity));
            }
            planner.plan.apis.insert(id, pages);
        }
        planner.old_address(entity);
    }
    for (index, site) in sites.iter().enumerate() {
        planner.site(SiteId(index), site);
    }
    for (id, docs) in entity_docs.iter() {
        let entity = catalog.entity(id);
        planner.redirect(entity.docs_path(), docs.path.clone());
        planner.redirect(entity.site_path().join("docs/"), docs.path.clone());
    }
    planner.plan
}

/// Plans one doc site alone: its pages at the top, search and a 404 page beside them.
pub(crate) fn plan_docs(site: &DocSite) -> SitePlan {
    let mut planner = Planner { plan: SitePlan::default(), taken: HashMap::new() };
    planner.plan.site = Some(SiteId(0));
    planner.site(SiteId(0), site);
    // What belongs to the frame gives way to what authors wrote.
    for (paths, kind) in [
        (vec![SitePath::SEARCH, SitePath::SEARCH_BESIDE], PageKind::Search),
        (vec![SitePath::NOT_FOUND], PageKind::NotFound),
    ] {
        let mut paths = paths.into_iter();
        let free = paths.find(|path| planner.take(path.file(), || "the frame".to_owned()).is_none());
        planner.plan.pages.extend(free.map(|path| PlannedPage { path, kind }));
    }
    planner.plan
}

struct Planner {
    plan: SitePlan,
    /// File → what wants it, for people.
    taken: HashMap<SitePath, String>,
}

impl Planner {
    /// Takes a file for `what`; a finding and `false` where it is taken.
    fn take(&mut self, file: SitePath, what: impl FnOnce() -> String) -> Option<Diagnostic> {
        match self.taken.entry(file) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(what());
                None
            }
            std::collections::hash_map::Entry::Occupied(first) => {
                let what = what();
                let message =
                    format!("{what} wants the URL `{}`, which belongs to {}", first.key(), first.get());
                Some(Diagnostic::new(&SAME_URL, message).help("rename one of the two"))
            }
        }
    }

    fn page(&mut self, path: SitePath, kind: PageKind, entity: Option<&Entity>) {
        let collision = self.take(path.file(), || match entity {
            Some(entity) => format!("the page of `{}`", entity.reference),
            None => "a page of the portal".to_owned(),
        });
        match collision {
            None => self.plan.pages.push(PlannedPage { path, kind }),
            Some(finding) => {
                let finding = match entity {
                    Some(entity) => finding.at(entity.origin.span).entity(entity.reference.as_str()),
                    None => finding,
                };
                self.plan.findings.push(finding);
            }
        }
    }

    /// A redirect; an address that is taken needs none.
    fn redirect(&mut self, from: SitePath, to: impl Into<RedirectTarget>) {
        let to = to.into();
        let is_there = matches!(&to, RedirectTarget::Site(to) if to.path == from);
        if !is_there && self.take(from.file(), || "a redirect".to_owned()).is_none() {
            self.plan.pages.push(PlannedPage { path: from, kind: PageKind::Redirect(to) });
        }
    }

    /// The pages of a list of `size` members that begins at `first`.
    fn paged(&mut self, first: &SitePath, size: usize, each: usize, kind: impl Fn(PageNumber) -> PageKind) {
        for number in pages(size, each) {
            self.page(first.page(number), kind(number), None);
        }
    }

    fn listings(&mut self, catalog: &Catalog) {
        let listings = listing::listings(catalog);
        for (index, listing) in listings.iter().enumerate() {
            self.plan.listing_of.insert(listing.scope.clone(), ListingId(index));
            let kind = |number| PageKind::Listing(ListingId(index), number);
            let size = listing.members.len();
            self.paged(&listing.path, size, rows_of(size), kind);
        }
        self.plan.listings = listings;
    }

    /// Backstage's links keep the case of the name. On file systems that fold case the page itself answers.
    fn old_address(&mut self, entity: &Entity) {
        let reference = &entity.reference;
        if entity.metadata.name != reference.name() && !cfg!(any(windows, target_os = "macos")) {
            let (namespace, kind) = (reference.namespace(), reference.kind());
            let old = SitePath::CATALOG.join(format!("{namespace}/{kind}/{}/", entity.metadata.name));
            self.redirect(old, entity.site_path());
        }
    }

    fn site(&mut self, id: SiteId, site: &DocSite) {
        let what = || format!("the documentation `{}`", site.name);
        for (index, page) in site.pages.iter().enumerate() {
            let path = site.page_path(PageId(index));
            match self.take(path.file(), what) {
                None => {
                    let alternate = path.alternate();
                    self.plan.pages.push(PlannedPage { path, kind: PageKind::Docs(id, PageId(index)) });
                    if self.take(alternate.clone(), what).is_none() {
                        self.plan.copies.push(Artifact::copy(alternate, page.file));
                    }
                }
                Some(finding) => self.plan.findings.push(finding.in_file(page.file)),
            }
        }
        for asset in &site.assets {
            let path = site.base.join(&asset.url);
            match self.take(path.clone(), what) {
                None => self.plan.copies.extend(asset.artifact(path)),
                Some(finding) => self.plan.findings.push(finding.in_file(asset.file)),
            }
        }
        for redirect in &site.redirects {
            self.redirect(site.base.join(&redirect.from), redirect.to.clone());
        }
        // Without a home page the site's address leads to its first page.
        if !site.pages.is_empty() && !site.pages.iter().any(|page| page.url.is_root()) {
            self.redirect(site.base.clone(), site.page_path(PageId(0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_without_anything_has_its_own_pages() {
        let plan = plan(&Catalog::default(), &Apis::default(), &[], &EntityDocs::default(), &[]);
        let paths: Vec<_> = plan.pages.iter().map(|page| page.path.as_str()).collect();
        assert!(paths.contains(&""));
        assert!(paths.contains(&"catalog/"));
        assert!(paths.contains(&"404.html"));
        assert_eq!(plan.pages[0].kind, PageKind::Home);
        assert!(matches!(
            plan.pages.last().map(|page| &page.kind),
            Some(PageKind::Listing(_, PageNumber::FIRST))
        ));
    }

    #[test]
    fn tabs_have_folders_of_their_own() {
        let folders = [Tab::Overview, Tab::Api, Tab::Relations, Tab::Dependencies, Tab::Health, Tab::Yaml]
            .map(Tab::folder);
        for (index, folder) in folders.iter().enumerate() {
            assert!(!folders[index + 1..].contains(folder), "{folder}");
        }
    }
}
