//! Lists of findings that have pages of their own: by rule, repository and owner.
//!
//! In: the sorted findings. Out: each list with the places of its findings in that order. Never: an empty list.

use std::collections::{BTreeMap, HashMap};

use super::listing::owner_folder;
use super::paging::pages;
use super::{FINDINGS, PageKind, PlannedPage, SitePlan, Tab, slug};
use crate::catalog::{Catalog, EntityId, EntityRef, RelationType};
use crate::crawl::Inventory;
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, Files};
use crate::url::SitePath;

/// A list of findings.
#[derive(Debug)]
pub(crate) struct HealthList {
    /// What its findings share.
    pub scope: HealthScope,
    /// Its first page.
    pub path: SitePath,
    /// Places of its findings in the sorted list.
    pub findings: Vec<usize>,
}

/// What the findings of a list share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum HealthScope {
    /// The rule, by id.
    Rule(&'static str),
    /// The repository, by its place in the inventory.
    Repository(usize),
    /// Who owns the entities they are about.
    Owner(EntityRef),
    /// The entity, where it has more than its Health tab holds: that tab is the list's first page.
    Entity(EntityId),
}

/// Adds a page for every rule, repository and owner with findings. `found` is sorted as it will be shown.
pub(crate) fn add_health(
    plan: &mut SitePlan,
    found: &Diagnostics,
    files: &Files,
    inventory: &Inventory,
    catalog: &Catalog,
) {
    let mut repos: HashMap<FileId, Option<usize>> = HashMap::new();
    let mut lists: BTreeMap<HealthScope, Vec<usize>> = BTreeMap::new();
    for (at, finding) in found.iter().enumerate() {
        let mut join = |scope| lists.entry(scope).or_default().push(at);
        join(HealthScope::Rule(finding.code.id));
        if let Some(file) = finding.primary.as_ref().map(|label| label.span.file)
            && let Some(repo) =
                *repos.entry(file).or_insert_with(|| repository(inventory, &files.display(file)))
        {
            join(HealthScope::Repository(repo));
        }
        let Some(id) = catalog.concerned(finding) else { continue };
        join(HealthScope::Entity(id));
        for owner in catalog.entity(id).related(RelationType::OwnedBy) {
            join(HealthScope::Owner(owner.target.clone()));
        }
    }
    let severity: Vec<_> = found.iter().map(|finding| finding.severity).collect();
    for (scope, mut findings) in lists {
        let tab = usize::from(matches!(scope, HealthScope::Entity(_)));
        if tab == 1 && findings.len() <= FINDINGS {
            continue;
        }
        // The most severe first; among equals the order of their places stays.
        findings.sort_by_key(|&at| std::cmp::Reverse(severity[at]));
        let path = path(&scope, inventory, catalog, found.iter().nth(findings[0]));
        let list = HealthList { scope, path, findings };
        for number in pages(list.findings.len(), FINDINGS).skip(tab) {
            let kind = PageKind::HealthList(plan.health.len(), number);
            plan.pages.push(PlannedPage { path: list.path.page(number), kind });
        }
        plan.health.push(list);
    }
}

fn path(
    scope: &HealthScope,
    inventory: &Inventory,
    catalog: &Catalog,
    first: Option<&Diagnostic>,
) -> SitePath {
    match scope {
        HealthScope::Rule(id) => {
            SitePath::HEALTH.join(format!("rule/{}/", slug(first.map_or(id, |finding| finding.code.name))))
        }
        HealthScope::Repository(at) => {
            SitePath::HEALTH.join(format!("repository/{}/", slug(&inventory.repos[*at].name)))
        }
        HealthScope::Entity(id) => Tab::Health.path(catalog.entity(*id)),
        HealthScope::Owner(owner) => SitePath::HEALTH.join(format!("owner/{}", owner_folder(owner))),
    }
}

/// The repository that a file, as shown, lies in: the innermost.
fn repository(inventory: &Inventory, shown: &str) -> Option<usize> {
    let holds =
        |root: &str| shown.strip_prefix(root).is_some_and(|rest| root.is_empty() || rest.starts_with('/'));
    let repos = inventory.repos.iter().enumerate().filter(|(_, repo)| holds(repo.root.shown()));
    repos.max_by_key(|(_, repo)| repo.root.shown().len()).map(|(at, _)| at)
}
