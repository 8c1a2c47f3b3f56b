//! Which files of a repository hold a catalog or a docs configuration.
//!
//! In: a repository's files and the globs of the configuration. Out: sorted lists. Never: opens a file.

use std::cell::RefCell;
use std::collections::BTreeSet;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, codes};

/// What to look for, compiled.
pub(super) struct Globs {
    catalog: GlobSet,
    exclude: GlobSet,
    excluded_repositories: GlobSet,
    trusted_repositories: GlobSet,
    /// Which patterns of `exclude` matched something, by their place in the set.
    used: RefCell<BTreeSet<usize>>,
}

/// What a file is to the crawl.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Catalog,
    Mkdocs,
}

impl Globs {
    pub(super) fn new(config: &Config, found: &mut Diagnostics) -> Self {
        Self {
            catalog: set("catalog.discover", &config.discover, config, found),
            exclude: set("exclude", &config.exclude, config, found),
            excluded_repositories: set("excludeRepositories", &config.exclude_repositories, config, found),
            trusted_repositories: set("docs.trusted", &config.docs.trusted, config, found),
            used: RefCell::default(),
        }
    }

    /// What the file at a path of its repository is; `None` for most.
    pub(super) fn role(&self, path: &str) -> Option<Role> {
        let name = crate::path::file_name(path);
        if matches!(name, "mkdocs.yml" | "mkdocs.yaml") {
            Some(Role::Mkdocs)
        } else {
            self.catalog.is_match(path).then_some(Role::Catalog)
        }
    }

    /// Whether configuration passes over the repository in a folder, by the folder's name or its path below what is crawled.
    pub(super) fn excludes_repository(&self, name: &str, folder: &str) -> bool {
        self.excluded_repositories.is_match(name) || self.excluded_repositories.is_match(folder)
    }

    /// Whether configuration trusts the repository in a folder.
    pub(super) fn trusts(&self, name: &str, folder: &str) -> bool {
        self.trusted_repositories.is_match(name) || self.trusted_repositories.is_match(folder)
    }

    /// Whether configuration passes over a path of a repository, or a folder above it.
    pub(super) fn excludes(&self, path: &str) -> bool {
        !self.exclude.is_empty()
            && (self.matches(path) || path.match_indices('/').any(|(at, _)| self.matches(&path[..at])))
    }

    fn matches(&self, path: &str) -> bool {
        let matches = self.exclude.matches(path);
        self.used.borrow_mut().extend(&matches);
        !matches.is_empty()
    }

    /// A finding for each pattern of `exclude` that nothing matched. Asked when everything was looked through.
    pub(super) fn unused<'c>(&self, config: &'c Config) -> impl Iterator<Item = Diagnostic> + use<'c> {
        let used = self.used.take();
        // A pattern that cannot be read is told already, and has no place in the set.
        let readable = config.exclude.iter().enumerate().filter(|(_, glob)| compiled(glob).is_ok());
        readable.enumerate().filter(move |(at, _)| !used.contains(at)).map(|(_, (index, glob))| {
            let found = Diagnostic::new(
                &codes::config::UNUSED_PATTERN,
                format!("`{glob}` under `exclude` matches no file and no folder"),
            )
            .help("patterns are paths below a repository's root; `**/` before one looks in every folder");
            config.at("exclude", index).map_or(found.clone(), |span| found.at(span))
        })
    }
}

/// `*` stays within a folder, as in Backstage's globs and in every shell; `**` crosses folders.
fn set(key: &str, globs: &[String], config: &Config, found: &mut Diagnostics) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for (index, glob) in globs.iter().enumerate() {
        match compiled(glob) {
            Ok(glob) => {
                builder.add(glob);
            }
            Err(error) => {
                let message = format!("`{glob}` is not a glob: {}", error.kind());
                let bad = Diagnostic::new(&codes::config::BAD_GLOB, message)
                    .help("use `*`, `**`, `?`, `[a-z]` and `{a,b}`");
                found.push(config.at(key, index).map_or(bad.clone(), |span| bad.at(span)));
            }
        }
    }
    builder.build().unwrap_or_default()
}

fn compiled(glob: &str) -> Result<globset::Glob, globset::Error> {
    let text = glob.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
    GlobBuilder::new(text).literal_separator(true).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles() {
        let config = Config {
            discover: vec!["**/catalog-info.yaml".to_owned(), "catalog/*.yaml".to_owned()],
            exclude: vec!["examples/".to_owned(), "**/*.test.yaml".to_owned()],
            ..Config::default()
        };
        let globs = Globs::new(&config, &mut Diagnostics::new());
        for (path, role) in [
            ("catalog-info.yaml", Some(Role::Catalog)),
            ("a/b/catalog-info.yaml", Some(Role::Catalog)),
            ("catalog/x.yaml", Some(Role::Catalog)),
            ("catalog/deep/x.yaml", None),
            ("docs/mkdocs.yml", Some(Role::Mkdocs)),
            ("readme.md", None),
        ] {
            assert_eq!(globs.role(path), role, "{path}");
        }
        assert!(globs.excludes("examples/a/catalog-info.yaml"));
        assert!(globs.excludes("a/b.test.yaml"));
        assert!(!globs.excludes("a/examples.yaml"));
    }
}
