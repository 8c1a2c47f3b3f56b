//! The whole program on one screen, and the only place that works in parallel.
//!
//! In: paths and a configuration. Out: files handed to a sink, and what was found on the way.
//! Never: holds a rule of its own; prints; reads the clock.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::catalog::{self, Catalog, Found};
use crate::config::Config;
use crate::crawl::{self, Inventory};
use crate::diag::{self, Diagnostic, Diagnostics, codes};
use crate::output::{OutFile, Sink};
use crate::render::{self, Model, Theme};
use crate::search::{self, SearchDoc};
use crate::site;
use crate::source::Files;

/// What is to be built.
#[derive(Debug)]
pub struct Request<'a> {
    /// Repositories, or folders of repositories.
    pub paths: &'a [PathBuf],
    /// The portal's configuration.
    pub config: &'a Config,
}

/// What was read.
#[derive(Debug)]
pub struct Portal {
    /// Repositories.
    pub inventory: Inventory,
    /// Entities.
    pub catalog: Catalog,
}

/// Reads everything and checks it; writes nothing.
pub fn read(files: &Files, request: &Request<'_>) -> (Portal, Diagnostics) {
    let config = request.config;
    let (inventory, mut found) = crawl::crawl(files, request.paths, config);

    let catalog_files: Vec<_> = inventory
        .iter()
        .flat_map(|(id, repo)| repo.catalog_files.iter().map(move |file| (id, file)))
        .collect();
    let read = catalog_files.par_iter().map(|(repo, (path, file))| {
        catalog::read_file(files, &inventory, *repo, path, *file, Found::by_name(path), config)
    });
    let (catalog, more) = catalog::assemble(files, &inventory, read.collect(), config);
    found.append(more);

    (Portal { inventory, catalog }, found.with_rules(&config.rules).sorted(files))
}

/// What was built.
#[derive(Debug)]
pub struct Built {
    /// What it was built from.
    pub portal: Portal,
    /// HTML pages of the portal.
    pub pages: usize,
    /// Of these, pages of docs.
    pub docs: usize,
}

/// Builds everything into `sink`.
pub fn build(files: &Files, request: &Request<'_>, sink: &dyn Sink) -> (Built, Diagnostics) {
    let config = request.config;
    let (portal, mut found) = read(files, request);
    let (catalog, sites, docs) = (&portal.catalog, Vec::new(), Vec::new());

    let (theme, more) = Theme::load(files, config);
    found.append(more);
    let plan = site::plan(catalog, &sites, &found.entities(), config);
    found.extend(plan.findings.iter().cloned());
    let mut found = found.with_rules(&config.rules).sorted(files);
    let resolved = diag::resolve(&found, files);

    let model =
        Model::new(config, &portal.inventory, catalog, &sites, &docs, &plan, &resolved, files, &theme);
    let pages: Vec<_> = plan
        .pages
        .par_iter()
        .flat_map_iter(|planned| {
            let rendered = render::page(&model, planned, &theme);
            rendered.finding.into_iter().chain(put(rendered.files, sink))
        })
        .collect();
    found.extend(pages);
    found.extend(put(catalog::api::files(catalog), sink));
    found.extend(put(plan.copies.clone(), sink));
    found.extend(put(render::companions(&model, &theme), sink));
    found.extend(put(index(&search::documents(catalog, &sites, &docs)), sink));

    let built = Built { pages: plan.pages.len(), docs: docs.len(), portal };
    (built, found.with_rules(&config.rules).sorted(files))
}

/// The search index. Terms are found for many documents at once and merged in their order, a batch at a time, so
/// that a large site's terms are never all in memory twice.
fn index(documents: &[SearchDoc<'_>]) -> Vec<OutFile> {
    let mut index = search::Index::default();
    for batch in documents.chunks(1024) {
        let terms: Vec<_> = batch.par_iter().map(search::tokens).collect();
        for terms in &terms {
            index.add(terms);
        }
    }
    search::files(documents, &index)
}

/// Puts files; one that cannot be written is a finding, and the others are written all the same.
fn put(out: Vec<OutFile>, sink: &dyn Sink) -> Vec<Diagnostic> {
    let write = |file: OutFile| {
        let path = file.path.clone();
        let error = sink.put(file).err()?;
        Some(Diagnostic::new(&codes::site::UNWRITABLE, format!("`{path}` cannot be written: {error}")))
    };
    out.into_par_iter().filter_map(write).collect()
}

/// Bytes of a thread's stack: nesting is bounded, but authors nest deeply.
const STACK: usize = 16 << 20;

/// Does something with at most so many threads; `None` means as many as there are processors.
pub fn with_threads<T: Send>(threads: Option<usize>, act: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).stack_size(STACK).build() {
        Ok(pool) => pool.install(act),
        // The system gives no more threads: this one is enough.
        Err(_) => act(),
    }
}
