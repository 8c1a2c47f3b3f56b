//! The whole program on one screen, and the only place that works in parallel.
//!
//! In: paths and a configuration. Out: files handed to a sink, and what was found on the way.
//! Never: holds a rule of its own; prints; reads the clock.

mod guard;

use std::path::PathBuf;

use rayon::prelude::*;

use crate::api::{self, Apis};
use crate::artifact::Artifact;
use crate::catalog::{self, Catalog, EntityId, Found, Published};
use crate::config::{Config, SearchConfig};
use crate::crawl::{self, Inventory, Neighbours, Repo, git};
use crate::diag::{self, Diagnostic, Diagnostics, Resolved, codes};
use crate::docs::{self, DocSite, EntityDocs, EntityLinks, PageId, Places, RenderedPage, SiteId};
use crate::output::Sink;
use crate::render::{self, Model, Theme};
use crate::search::{self, SearchDoc};
use crate::site::{self, Portal};
use crate::source::Files;
use crate::url::UrlPolicy;

/// What is to be built.
pub(crate) struct Request<'a> {
    /// Repositories, or folders of repositories.
    pub paths: &'a [PathBuf],
    /// The portal's configuration.
    pub config: &'a Config,
    /// What was found before there was anything to read: in the configuration.
    pub found: &'a Diagnostics,
    /// Runs git for dates and authors; `None` leaves them out.
    pub git: Option<git::Run<'a>>,
    /// Draws PlantUML; `None` leaves its source to be read.
    pub plantuml: Option<docs::Draw<'a>>,
    /// Is told what is being done.
    pub progress: Option<Progress<'a>>,
    /// What the paths are of the organisation.
    pub scope: Scope<'a>,
}

/// What is crawled of the organisation.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Scope<'a> {
    /// All of it.
    #[default]
    Organisation,
    /// What the paths look like: one repository is a part, a folder of repositories the whole.
    Likely,
    /// One repository of the organisation that has this catalog.
    Part(&'a Published),
}

/// Is told what is being done, in a few words.
pub(crate) type Progress<'a> = &'a (dyn Fn(&str) + Sync);

/// Reads everything; writes nothing. The diagnostics are in no order, and no rule has been applied to them.
pub(crate) fn read(files: &Files, request: &Request<'_>) -> (Portal, Diagnostics) {
    let config = request.config;
    let say = |what: &str| {
        if let Some(progress) = request.progress {
            progress(what);
        }
    };
    let mut found = request.found.clone();
    say("Looking for repositories");

    let as_one = matches!(request.scope, Scope::Part(_));
    let (mut inventory, more) = crawl::crawl(files, request.paths, config, as_one);
    found.append(more);
    inventory.neighbours = match request.scope {
        Scope::Part(published) => Neighbours::of_urls(inventory.hosts(), published.urls()),
        // Who sets the rule for what is missing says that nothing is elsewhere.
        Scope::Likely if inventory.is_one_repository() && !codes::catalog::DANGLING.is_set(&config.rules) => {
            Neighbours::Unknown
        }
        _ => Neighbours::None,
    };
    let published = match request.scope {
        Scope::Part(published) => Some(published),
        _ => None,
    };

    let catalog_files: Vec<_> = inventory
        .iter()
        .flat_map(|(id, repo)| repo.catalog_files.iter().map(move |file| (id, file)))
        .collect();
    say(&format!("Reading {} catalog files of {} repositories", catalog_files.len(), inventory.repos.len()));
    let read = catalog_files.par_iter().map(|(repo, (path, file))| {
        catalog::read_file(files, &inventory, *repo, path, *file, Found::by_name(path), config)
    });
    let (catalog, more) = catalog::assemble(files, &inventory, read.collect(), config, published);
    found.append(more);

    let apis = read_apis(files, &inventory, &catalog, &mut found);

    let (seeds, more) = docs::discover(files, &inventory, &catalog);
    found.append(more);
    let planned = seeds.par_iter().map(|seed| docs::plan(files, &inventory, &catalog, seed, config));
    let (mut sites, more): (Vec<_>, Vec<_>) = planned.unzip();
    for more in more {
        found.append(more);
    }
    let (entity_docs, more) = docs::entity_docs(&catalog, &sites);
    found.append(more);
    add_history(&mut sites, &inventory, request.git);

    say(&format!("Rendering {} docs pages", sites.iter().map(|site| site.pages.len()).sum::<usize>()));
    let mut pages = render_pages(files, &inventory, &sites, request.plantuml, &mut found);
    say("Resolving links");
    let base_url = config.base_url.as_deref();
    let places = Places::new(files, &inventory, &catalog, &sites, &entity_docs, &pages, base_url);
    let entity_links = resolve_links(&places, &mut pages, &config.urls, &mut found);
    docs::name_owners(&mut found, &sites, &catalog);

    let portal = Portal { inventory, catalog, apis, sites, entity_docs, entity_links, pages };
    (portal, found)
}

/// Reads everything and says what a build would say before it renders a page; writes nothing.
pub(crate) fn check(files: &Files, request: &Request<'_>) -> (Portal, Vec<Resolved>) {
    let config = request.config;
    let (portal, mut found) = read(files, request);
    let (_, more) = Theme::load(files, config);
    found.append(more);
    let Portal { catalog, apis, sites, entity_docs, .. } = &portal;
    found.append(site::plan(catalog, apis, sites, entity_docs, &found.entities()).findings);
    let found = found.with_rules(&config.rules).sorted(files);
    let shown = diag::resolve(&found, files);
    (portal, shown)
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

/// Renders every page of every site.
fn render_pages(
    files: &Files,
    inventory: &Inventory,
    sites: &[DocSite],
    plantuml: Option<docs::Draw<'_>>,
    found: &mut Diagnostics,
) -> Vec<RenderedPage> {
    let all_pages: Vec<_> = sites
        .iter()
        .enumerate()
        .flat_map(|(site, of)| (0..of.pages.len()).map(move |page| (SiteId(site), PageId(page))))
        .collect();
    let rendered = all_pages.par_iter().map(|&(site, page)| {
        let file = sites[site.0].page(page).file;
        guard::finding(file, || docs::render_page(files, inventory, sites, site, page, plantuml))
    });
    let mut pages = Vec::with_capacity(all_pages.len());
    for outcome in rendered.collect::<Vec<_>>() {
        match outcome {
            Ok((page, more)) => {
                pages.push(page);
                found.append(more);
            }
            Err(finding) => found.push(*finding),
        }
    }
    pages
}

/// Says what every link means, once all pages are there.
fn resolve_links(
    places: &Places<'_>,
    pages: &mut [RenderedPage],
    policy: &UrlPolicy,
    found: &mut Diagnostics,
) -> EntityLinks {
    let resolved = pages.par_iter().map(|page| {
        let file = places.file(page);
        guard::finding(file, || docs::resolve_links(places, page))
    });
    let resolved: Vec<_> = resolved.collect();
    for (page, outcome) in pages.iter_mut().zip(resolved) {
        match outcome {
            Ok((links, more)) => {
                links.settle(page);
                found.append(more);
            }
            Err(finding) => found.push(*finding),
        }
    }
    let (entity_links, more) = docs::entity_links(places, pages, policy);
    found.append(more);
    found.append(docs::check_anchors(places, pages));
    found.append(docs::report_macros(pages));
    entity_links
}

/// What was built.
#[derive(Debug)]
pub(crate) struct Built {
    /// What it was built from.
    pub portal: Portal,
    /// HTML pages of the portal.
    pub pages: usize,
    /// Of these, pages of docs.
    pub docs: usize,
}

/// Builds everything into `sink`.
pub(crate) fn build(files: &Files, request: &Request<'_>, sink: &dyn Sink) -> (Built, Vec<Resolved>) {
    let config = request.config;
    let (portal, mut found) = read(files, request);
    let Portal { catalog, apis, sites, entity_docs, .. } = &portal;

    let (theme, more) = Theme::load(files, config);
    found.append(more);
    let mut plan = site::plan(catalog, apis, sites, entity_docs, &found.entities());
    found.append(plan.findings.clone());
    found = found.with_rules(&config.rules).sorted(files);
    site::add_health(&mut plan, &found, files, &portal.inventory, catalog);

    if let Some(progress) = request.progress {
        progress(&format!("Writing {} pages", plan.pages.len()));
    }
    let (pages, found) = publish(files, config, &portal, &plan, &theme, &found, sink);
    let docs = portal.pages.len();
    (Built { portal, pages, docs }, found)
}

/// One doc site that is built alone.
pub(crate) struct DocsRequest<'a> {
    /// Its repository.
    pub repo: Repo,
    /// Its folder below the repository's root.
    pub folder: &'a str,
    /// Whether extensions count that no TechDocs image holds.
    pub beyond_techdocs: bool,
    /// Settings.
    pub config: &'a Config,
    /// Runs git for dates and authors; `None` leaves them out.
    pub git: Option<git::Run<'a>>,
    /// Draws PlantUML; `None` leaves its source to be read.
    pub plantuml: Option<docs::Draw<'a>>,
    /// What was found before there was anything to read: in the configuration.
    pub found: &'a Diagnostics,
}

/// Builds one doc site alone into `sink`.
pub(crate) fn build_docs(files: &Files, request: DocsRequest<'_>, sink: &dyn Sink) -> (Built, Vec<Resolved>) {
    let DocsRequest { repo, folder, beyond_techdocs, config, git, plantuml, found: earlier } = request;
    let docs::Standalone { inventory, site, mut found } =
        docs::standalone(files, repo, folder, beyond_techdocs, config);
    found.append(earlier.clone());
    let mut sites = vec![site];
    add_history(&mut sites, &inventory, git);
    let mut pages = render_pages(files, &inventory, &sites, plantuml, &mut found);
    let (catalog, entity_docs) = (Catalog::default(), EntityDocs::default());
    let places = Places::new(files, &inventory, &catalog, &sites, &entity_docs, &pages, None);
    let entity_links = resolve_links(&places, &mut pages, &config.urls, &mut found);
    let apis = Apis::default();
    let portal = Portal { inventory, catalog, apis, sites, entity_docs, entity_links, pages };
    let (theme, more) = Theme::load(files, config);
    found.append(more);
    let plan = site::plan_docs(&portal.sites[0]);
    found.append(plan.findings.clone());
    let found = found.with_rules(&config.rules).sorted(files);
    let (pages, found) = publish(files, config, &portal, &plan, &theme, &found, sink);
    let docs = portal.pages.len();
    (Built { portal, pages, docs }, found)
}

/// Writes everything that a plan holds; answers with the number of pages, and all diagnostics as they are shown. `found` is sorted.
fn publish(
    files: &Files,
    config: &Config,
    portal: &Portal,
    plan: &site::SitePlan,
    theme: &Theme,
    found: &Diagnostics,
    sink: &dyn Sink,
) -> (usize, Vec<Resolved>) {
    let Portal { catalog, apis, sites, entity_docs, pages, .. } = portal;
    let shown = diag::resolve(found, files);
    let model = Model::new(config, portal, plan, found, &shown, files, theme);
    let of_pages = plan.pages.par_iter().flat_map_iter(|planned| {
        let rendered = render::page(&model, planned, theme);
        rendered
            .files
            .into_iter()
            .filter_map(|file| put(file, sink))
            .chain(rendered.finding)
            .collect::<Vec<_>>()
    });
    let of_pages: Vec<Diagnostic> = of_pages.collect();

    let mut documents = search::documents(catalog, sites, entity_docs, pages, &config.theme.language.tag);
    documents.extend(search::api_documents(catalog, apis, plan));
    let mut rest = index(&documents, &config.search);
    rest.extend(render::companions(&model, theme));
    if plan.site.is_none() {
        rest.extend(catalog::api::files(catalog));
    }
    rest.extend(plan.copies.iter().cloned());
    rest.extend(site::shown(sites, pages));
    let of_rest: Vec<_> = rest.into_par_iter().filter_map(|file| put(file, sink)).collect();

    let late: Diagnostics = of_pages.into_iter().chain(of_rest).collect();
    let late = diag::resolve(&late.with_rules(&config.rules).sorted(files), files);
    (plan.pages.len(), diag::merged(shown, late))
}

/// The search index. Terms are found for many documents at once and merged in their order, a batch at a time, so
/// that a large site's terms are never all in memory twice.
fn index(documents: &[SearchDoc<'_>], config: &SearchConfig) -> Vec<Artifact> {
    let mut parts = search::Index::parts();
    for batch in documents.chunks(1024) {
        let terms: Vec<_> = batch.par_iter().map(search::tokens).collect();
        parts.par_iter_mut().for_each(|part| terms.iter().for_each(|terms| part.add(terms)));
    }
    let input = search::Input::new(documents, &parts);
    let shards = search::Part::ALL.par_iter().map(|part| search::shards(&input, *part)).collect();
    search::files(&input, shards, config)
}

/// Asks git once for each repository that has docs.
fn add_history(sites: &mut [DocSite], inventory: &Inventory, git: Option<git::Run<'_>>) {
    let Some(run) = git else { return };
    let mut repos: Vec<_> = sites.iter().map(|site| site.repo).collect();
    repos.sort_unstable();
    repos.dedup();
    let histories: Vec<_> =
        repos.par_iter().map(|repo| (*repo, git::history(inventory.repo(*repo), run).ok())).collect();
    for site in sites {
        let known = histories.iter().find(|(repo, _)| *repo == site.repo);
        if let Some((_, Some(history))) = known {
            docs::add_history(site, history);
        }
    }
}

/// Puts a file; one that cannot be written is a finding, and the others are written all the same.
fn put(file: Artifact, sink: &dyn Sink) -> Option<Diagnostic> {
    let path = file.path.clone();
    let error = sink.put(file).err()?;
    Some(Diagnostic::new(&codes::site::UNWRITABLE, format!("`{path}` cannot be written: {error}")))
}

/// Bytes of a thread's stack: nesting is bounded, but authors nest deeply.
const STACK: usize = 16 << 20;

/// Does something with at most so many threads; `None` means as many as there are processors.
pub(crate) fn with_threads<T: Send>(threads: Option<usize>, act: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).stack_size(STACK).build() {
        Ok(pool) => pool.install(act),
        // The system gives no more threads: this one is enough.
        Err(_) => act(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
