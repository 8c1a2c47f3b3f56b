//! Which files of a repository hold a catalog or a docs configuration.
//!
//! In: a repository's files and the globs of the configuration. Out: sorted lists. Never: opens a file.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, codes};

/// What to look for, compiled.
pub(super) struct Globs {
    catalog: GlobSet,
    exclude: GlobSet,
    excluded_repositories: GlobSet,
    trusted_repositories: GlobSet,
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
            catalog: set(&config.discover, found),
            exclude: set(&config.exclude, found),
            excluded_repositories: set(&config.exclude_repositories, found),
            trusted_repositories: set(&config.docs.trusted, found),
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
            && (self.exclude.is_match(path)
                || path.match_indices('/').any(|(at, _)| self.exclude.is_match(&path[..at])))
    }
}

/// `*` stays within a folder, as in Backstage's globs and in every shell; `**` crosses folders.
fn set(globs: &[String], found: &mut Diagnostics) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        let text = glob.trim_start_matches("./").trim_start_matches('/').trim_end_matches('/');
        match GlobBuilder::new(text).literal_separator(true).build() {
            Ok(glob) => {
                builder.add(glob);
            }
            Err(error) => found.push(
                Diagnostic::new(
                    &codes::config::BAD_GLOB,
                    format!("`{glob}` is not a glob: {}", error.kind()),
                )
                .help("use `*`, `**`, `?`, `[a-z]` and `{a,b}`"),
            ),
        }
    }
    builder.build().unwrap_or_default()
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
