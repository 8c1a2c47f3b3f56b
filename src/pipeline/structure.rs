//! Everything but the texts of pages: what is there, and where it stands.
//!
//! In: paths and a configuration. Out: repositories, catalog, APIs, planned doc sites. Never: renders a page.

use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::kept::{Histories, Kept, KeptHistory};
use super::{DocsRequest, Request, Scope, Stage, guard};
use crate::api::{self, Apis};
use crate::catalog::{self, Catalog, EntityId, Found};
use crate::crawl::{self, Inventory, Neighbours, Repo, RepoId, git};
use crate::diag::{Diagnostics, codes};
use crate::docs::{self, DocSite, EntityDocs};
use crate::source::Files;

/// See the module.
#[derive(Debug)]
pub(super) struct Structure {
    pub(super) inventory: Arc<Inventory>,
    pub(super) catalog: Arc<Catalog>,
    pub(super) apis: Arc<Apis>,
    pub(super) sites: Arc<[DocSite]>,
    pub(super) entity_docs: Arc<EntityDocs>,
    pub(super) histories: Histories,
    /// Whether it is one doc site, without a portal around it.
    pub(super) alone: bool,
    /// What is wrong so far.
    pub(super) found: Diagnostics,
}

impl Structure {
    /// A portal's.
    pub(super) fn of_portal(files: &Files, request: &Request<'_>, kept: &Kept) -> Self {
        let Request { config, tools, .. } = *request;
        let mut found = request.found.clone();

        tools.begin(Stage::Crawl);
        let as_one = matches!(request.scope, Scope::Part(_));
        let (mut inventory, more) = crawl::crawl(files, request.paths, config, as_one);
        found.append(more);
        inventory.neighbours = match request.scope {
            Scope::Part(published) => Neighbours::of_urls(inventory.hosts(), published.urls()),
            // Who sets the rule for what is missing says that nothing is elsewhere.
            Scope::Likely
                if inventory.is_one_repository() && !codes::catalog::DANGLING.is_set(&config.rules) =>
            {
                Neighbours::Unknown
            }
            _ => Neighbours::None,
        };
        let published = match request.scope {
            Scope::Part(published) => Some(published),
            _ => None,
        };

        tools.begin(Stage::Catalog);
        let catalog_files: Vec<_> = inventory
            .iter()
            .flat_map(|(id, repo)| repo.catalog_files.iter().map(move |file| (id, file)))
            .collect();
        let read = catalog_files.par_iter().map(|(repo, (path, file))| {
            catalog::read_file(files, &inventory, *repo, path, *file, Found::by_name(path), config)
        });
        let (catalog, more) = catalog::assemble(files, &inventory, read.collect(), config, published);
        found.append(more);

        tools.begin(Stage::Apis);
        let apis = read_apis(files, &inventory, &catalog, &mut found);

        tools.begin(Stage::Docs);
        let (seeds, more) = docs::discover(files, &inventory, &catalog);
        found.append(more);
        let planned = seeds.par_iter().map(|seed| docs::plan(files, &inventory, &catalog, seed, config));
        let (mut sites, more): (Vec<_>, Vec<_>) = planned.unzip();
        for more in more {
            found.append(more);
        }
        let (entity_docs, more) = docs::entity_docs(&catalog, &sites);
        found.append(more);

        tools.begin(Stage::History);
        let histories = add_history(files, &mut sites, &inventory, tools.git, &kept.histories);
        Self {
            inventory: inventory.into(),
            catalog: catalog.into(),
            apis: apis.into(),
            sites: sites.into(),
            entity_docs: entity_docs.into(),
            histories,
            alone: false,
            found,
        }
    }

    /// A doc site's that stands alone.
    pub(super) fn of_docs(files: &Files, request: DocsRequest<'_>, kept: &Kept) -> Self {
        let DocsRequest { repo, folder, beyond_techdocs, config, found: before, tools } = request;
        tools.begin(Stage::Docs);
        let docs::Standalone { inventory, site, found: more } =
            docs::standalone(files, repo, folder, beyond_techdocs, config);
        let mut found = before.clone();
        found.append(more);
        let mut sites = vec![site];
        tools.begin(Stage::History);
        let histories = add_history(files, &mut sites, &inventory, tools.git, &kept.histories);
        Self {
            inventory: inventory.into(),
            catalog: Arc::default(),
            apis: Arc::default(),
            sites: sites.into(),
            entity_docs: Arc::default(),
            histories,
            alone: true,
            found,
        }
    }
}

/// Reads the definition of every API.
fn read_apis(files: &Files, inventory: &Inventory, catalog: &Catalog, found: &mut Diagnostics) -> Apis {
    let of_kind: Vec<EntityId> = catalog
        .iter()
        .filter(|(_, entity)| entity.kind.definition().has_definition)
        .map(|(id, _)| id)
        .collect();
    let read = of_kind.par_iter().map(|&id| {
        let entity = catalog.entity(id);
        (id, guard::finding(entity.origin.file, || api::read(files, inventory, entity)))
    });
    let mut apis = Vec::with_capacity(of_kind.len());
    for (id, outcome) in read.collect::<Vec<_>>() {
        match outcome {
            Ok((api, more)) => {
                apis.extend(api.map(|api| (id, api)));
                found.append(more);
            }
            Err(finding) => found.push(*finding),
        }
    }
    Apis::of(apis)
}

/// Asks git once for each repository that has docs, unless its answer is kept and its HEAD is where it was.
fn add_history(
    files: &Files,
    sites: &mut [DocSite],
    inventory: &Inventory,
    git: Option<git::Run<'_>>,
    kept: &Histories,
) -> Histories {
    let Some(run) = git else { return Histories::new() };
    let mut repos: Vec<RepoId> = sites.iter().map(|site| site.repo).collect();
    repos.sort_unstable();
    repos.dedup();
    let asked = repos.par_iter().map(|&id| {
        let repo = inventory.repo(id);
        let root = repo.root.shared_path();
        let head = head(files, repo);
        // A folder that was no repository, and has no HEAD of its own since, is none still.
        let known =
            kept.get(&root).filter(|known| known.head == head && (head.is_some() || known.history.is_none()));
        let history = || git::history(repo, run).ok().map(Arc::new);
        let asked = known.cloned().unwrap_or_else(|| KeptHistory { head, history: history() });
        (id, root, asked)
    });
    let asked: Vec<_> = asked.collect();
    for site in sites {
        let known = asked.iter().find(|(repo, ..)| *repo == site.repo);
        if let Some((_, _, KeptHistory { history: Some(history), .. })) = known {
            docs::add_history(site, history);
        }
    }
    asked.into_iter().map(|(_, root, asked)| (root, asked)).collect()
}

/// A hash of where a repository's HEAD is; `None` where it has no `.git` folder of its own.
fn head(files: &Files, repo: &Repo) -> Option<u128> {
    let read = |path: &str| files.read(&repo.root, path).ok();
    let mut head = read(".git/HEAD")?;
    let target = String::from_utf8_lossy(&head).strip_prefix("ref: ").map(|name| name.trim().to_owned());
    if let Some(name) = target {
        head.extend(read(&format!(".git/{name}")).or_else(|| read(".git/packed-refs")).unwrap_or_default());
    }
    head.extend(read(".mailmap").unwrap_or_default());
    Some(xxh3_128(&head))
}
