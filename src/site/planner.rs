//! The plan itself.
//!
//! In: catalog, doc sites, rendered pages. Out: every page at its place. Never: two things at one URL: the
//! first stays, the other is named in a finding.

use std::collections::HashMap;

use super::paging::page_count;
use super::{CARDS, ListingId, PageKind, PlannedPage, SitePlan, file_of, listing, page_path, rows_of, tabs};
use crate::catalog::{Catalog, Entity, Kind};
use crate::diag::Diagnostic;
use crate::diag::codes::site::SAME_URL;
use crate::docs::{DocSite, EntityDocs, PageId, SiteId};
use crate::output::OutFile;

/// Plans the portal. `troubled` names the entities (canonical references, sorted) that have findings.
pub(crate) fn plan(
    catalog: &Catalog,
    sites: &[DocSite],
    entity_docs: &EntityDocs,
    troubled: &[String],
) -> SitePlan {
    let mut planner = Planner { plan: SitePlan::default(), taken: HashMap::new() };
    for (path, kind) in [
        ("", PageKind::Home),
        ("api-docs/", PageKind::ApiHome),
        ("teams/", PageKind::Teams),
        ("catalog-graph/", PageKind::Graph),
        ("health/", PageKind::Health),
        ("search/", PageKind::Search),
        ("404.html", PageKind::NotFound),
    ] {
        planner.page(path.to_owned(), kind, None);
    }
    let documented = sites.iter().filter(|site| !site.pages.is_empty()).count();
    planner.paged("docs/", documented, CARDS, PageKind::DocsHome);
    let templates = catalog.entities.iter().filter(|entity| entity.kind == Kind::Template).count();
    planner.paged("create/", templates, CARDS, PageKind::Templates);
    planner.listings(catalog);
    for (id, entity) in catalog.iter() {
        let path = entity.site_path();
        let in_trouble =
            troubled.binary_search_by(|text| text.as_str().cmp(entity.reference.as_str())).is_ok();
        for tab in tabs(entity, in_trouble) {
            planner.page(format!("{path}{}", tab.folder()), PageKind::Entity(id, tab), Some(entity));
        }
        planner.old_address(entity);
    }
    for (index, site) in sites.iter().enumerate() {
        planner.site(SiteId(index), site);
    }
    for (id, docs) in entity_docs.iter() {
        let entity = catalog.entity(id);
        planner.redirect(entity.docs_path(), docs.path.clone());
        planner.redirect(format!("{}docs/", entity.site_path()), docs.path.clone());
    }
    planner.plan
}

/// Plans one doc site alone: its pages at the top, search and a 404 page beside them.
pub(crate) fn plan_docs(site: &DocSite) -> SitePlan {
    let mut planner = Planner { plan: SitePlan::default(), taken: HashMap::new() };
    planner.plan.site = Some(SiteId(0));
    planner.site(SiteId(0), site);
    // What belongs to the frame gives way to what authors wrote.
    for (paths, kind) in
        [(&["search/", "search-all/"][..], PageKind::Search), (&["404.html"][..], PageKind::NotFound)]
    {
        let free =
            paths.iter().find(|path| planner.take(&file_of(path), || "the frame".to_owned()).is_none());
        planner.plan.pages.extend(free.map(|path| PlannedPage { path: (*path).to_owned(), kind }));
    }
    planner.plan
}

struct Planner {
    plan: SitePlan,
    /// File → what wants it, for people.
    taken: HashMap<String, String>,
}

impl Planner {
    /// Takes a file for `what`; a finding and `false` where it is taken.
    fn take(&mut self, file: &str, what: impl FnOnce() -> String) -> Option<Diagnostic> {
        match self.taken.entry(file.to_owned()) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(what());
                None
            }
            std::collections::hash_map::Entry::Occupied(first) => {
                let (first, what) = (first.get(), what());
                let message = format!("{what} wants the URL `{file}`, which belongs to {first}");
                Some(Diagnostic::new(&SAME_URL, message).help("rename one of the two"))
            }
        }
    }

    fn page(&mut self, path: String, kind: PageKind, entity: Option<&Entity>) {
        let collision = self.take(&file_of(&path), || match entity {
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
    fn redirect(&mut self, from: String, to: String) {
        if from != to && self.take(&file_of(&from), || "a redirect".to_owned()).is_none() {
            self.plan.pages.push(PlannedPage { path: from, kind: PageKind::Redirect(to) });
        }
    }

    /// The pages of a list of `size` members that begins at `first`.
    fn paged(&mut self, first: &str, size: usize, each: usize, kind: impl Fn(usize) -> PageKind) {
        for number in 0..page_count(size, each) {
            self.page(page_path(first, number), kind(number), None);
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
            let old =
                format!("catalog/{}/{}/{}/", reference.namespace(), reference.kind(), entity.metadata.name);
            self.redirect(old, entity.site_path());
        }
    }

    fn site(&mut self, id: SiteId, site: &DocSite) {
        let what = || format!("the documentation `{}`", site.name);
        for (index, page) in site.pages.iter().enumerate() {
            let path = format!("{}{}", site.base, page.url);
            match self.take(&file_of(&path), what) {
                None => {
                    let twin = twin_of(&file_of(&path));
                    self.plan.pages.push(PlannedPage { path, kind: PageKind::Docs(id, PageId(index)) });
                    if self.take(&twin, what).is_none() {
                        self.plan.copies.push(OutFile::copy(twin, page.file));
                    }
                }
                Some(finding) => self.plan.findings.push(finding.in_file(page.file)),
            }
        }
        for asset in &site.assets {
            let path = format!("{}{}", site.base, asset.url);
            match self.take(&path, what) {
                None => self.plan.copies.push(OutFile::copy(path, asset.file)),
                Some(finding) => self.plan.findings.push(finding.in_file(asset.file)),
            }
        }
        for redirect in &site.redirects {
            let to = if redirect.to.contains("://") {
                redirect.to.clone()
            } else {
                format!("{}{}", site.base, redirect.to)
            };
            self.redirect(format!("{}{}", site.base, redirect.from), to);
        }
        // Without a home page the site's address leads to its first page.
        if let Some(first) = site.pages.first()
            && !site.pages.iter().any(|page| page.url.is_empty())
        {
            self.redirect(site.base.clone(), format!("{}{}", site.base, first.url));
        }
    }
}

/// Where the Markdown of a page lies: beside it.
pub(super) fn twin_of(file: &str) -> String {
    format!("{}.md", file.strip_suffix(".html").unwrap_or(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Tab;

    #[test]
    fn a_portal_without_anything_has_its_own_pages() {
        let plan = plan(&Catalog::default(), &[], &EntityDocs::default(), &[]);
        let paths: Vec<_> = plan.pages.iter().map(PlannedPage::file).collect();
        assert!(paths.contains(&"index.html".to_owned()));
        assert!(paths.contains(&"catalog/index.html".to_owned()));
        assert!(paths.contains(&"404.html".to_owned()));
        assert_eq!(plan.pages[0].kind, PageKind::Home);
        assert!(matches!(plan.pages.last().map(|page| &page.kind), Some(PageKind::Listing(_, 0))));
    }

    #[test]
    fn tabs_have_folders_of_their_own() {
        let folders = [Tab::Overview, Tab::Api, Tab::Relations, Tab::Dependencies, Tab::Health, Tab::Yaml]
            .map(Tab::folder);
        for (index, folder) in folders.iter().enumerate() {
            assert!(!folders[index + 1..].contains(folder), "{folder}");
        }
        assert_eq!(twin_of("docs/a/index.html"), "docs/a/index.md");
    }
}
