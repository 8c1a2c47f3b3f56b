//! `backlot check FILE`: the repository is read, the file is reported.
//!
//! In: paths of the command line. Out: the folders to crawl, and which findings are wanted. Never: reads less than the repository: a
//! file is right or wrong by what stands beside it.

use std::path::{Path, PathBuf};

use super::arguments::CrawlArguments;
use super::outcome::Failure;
use crate::config::Config;
use crate::crawl;
use crate::diag::Resolved;
use crate::site::Portal;
use crate::source::Files;

/// The files that are asked about; none where whole repositories are.
#[derive(Debug)]
pub(super) struct Only(Vec<PathBuf>);

impl Only {
    /// What is to be crawled, and the files among the paths.
    pub(super) fn of(options: &CrawlArguments) -> Result<(CrawlArguments, Self), Failure> {
        let (named, mut paths): (Vec<_>, Vec<_>) =
            options.paths.iter().cloned().partition(|path| path.is_file());
        let files = Files::disk();
        let mut only = Vec::with_capacity(named.len());
        for file in named {
            let fail =
                |error: std::io::Error| Failure::new(format!("cannot read `{}`: {error}", file.display()));
            let real = file.canonicalize().map_err(fail)?;
            let folder = real.parent().unwrap_or(Path::new("/"));
            let (repo, _) = crawl::enclosing(&files, folder, &Config::default()).map_err(fail)?;
            paths.push(repo.root.path().to_path_buf());
            only.push(real);
        }
        Ok((CrawlArguments { paths, run: options.run.clone() }, Self(only)))
    }

    /// How many files are asked about. `None`: everything is.
    pub(super) fn count(&self) -> Option<usize> {
        (!self.0.is_empty()).then_some(self.0.len())
    }

    /// The findings about the files.
    pub(super) fn findings(&self, mut findings: Vec<Resolved>) -> Vec<Resolved> {
        if !self.0.is_empty() {
            findings.retain(|finding| {
                finding.place.iter().chain(&finding.secondary).any(|place| self.0.contains(&place.real))
            });
        }
        findings
    }

    /// Fails for a file that nothing reads: it was not checked.
    pub(super) fn were_read(&self, files: &Files, portal: &Portal) -> Result<(), Failure> {
        let repos = &portal.inventory.repos;
        let named = repos.iter().flat_map(|repo| repo.catalog_files.iter().chain(&repo.mkdocs_files));
        let pages = portal.sites.iter().flat_map(|site| site.pages.iter().map(|page| page.file));
        let origins = portal.catalog.entities.iter().map(|entity| entity.origin.file);
        let read: Vec<PathBuf> =
            named.map(|(_, file)| *file).chain(pages).chain(origins).map(|file| files.path(file)).collect();
        match self.0.iter().find(|file| !read.contains(file)) {
            None => Ok(()),
            Some(file) => {
                Err(Failure::new(format!("`{}` was not checked: nothing reads it", file.display()))
                    .hint("name a catalog file, an mkdocs.yml, or a page of a documentation site"))
            }
        }
    }
}
