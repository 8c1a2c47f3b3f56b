//! The whole program on one screen, and the only place that works in parallel.
//!
//! In: paths and a configuration. Out: files handed to a sink, and what was found on the way.
//! Never: holds a rule of its own; prints; reads the clock.

use std::path::PathBuf;

use rayon::prelude::*;

use crate::catalog::{self, Catalog, Found};
use crate::config::Config;
use crate::crawl::{self, Inventory};
use crate::diag::Diagnostics;
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

/// Does something with at most so many threads; `None` means as many as there are processors.
pub fn with_threads<T: Send>(threads: Option<usize>, act: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build() {
        Ok(pool) => pool.install(act),
        // The system gives no more threads: this one is enough.
        Err(_) => act(),
    }
}
