//! A catalog file never panics, and no document is lost.
#![no_main]

use backlot::catalog::{Found, assemble, read_file};
use backlot::config::Config;
use backlot::crawl::{RepoId, crawl};
use backlot::source::{Files, Memory};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let tree: Memory = [("org/repo/catalog-info.yaml".to_owned(), bytes.to_vec())].into_iter().collect();
    let files = Files::memory(tree);
    let config = Config::default();
    let (inventory, _) = crawl(&files, &["/org".into()], &config);
    let (path, file) = &inventory.repo(RepoId(0)).catalog_files[0];
    let read = read_file(&files, &inventory, RepoId(0), path, *file, Found::Named, &config);
    let (catalog, found) = assemble(&files, &inventory, vec![read], &config);
    assert!(catalog.refused.is_empty() || !found.is_empty());
    assert!(catalog.entities.len() + catalog.refused.len() <= catalog.documents_read);
});
