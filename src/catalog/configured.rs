//! `catalog.locations` of the configuration.
//!
//! In: locations as configured. Out: the files of the crawl that they name, and a finding for each that names none.
//! Never: leaves the crawled repositories; fetches. Source: `ConfigLocationEntityProvider`.

use std::path::{Component, Path, PathBuf};

use super::location;
use crate::config::{Config, LocationConfig};
use crate::crawl::{Inventory, RepoId};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::Files;

/// A configured location.
pub(super) struct Configured {
    /// `<type>:<target>`, what `catalog.rules` is tested against.
    pub(super) origin: String,
    /// The files it names, in order.
    pub(super) files: Vec<(RepoId, String)>,
}

/// Below the folder of an app-config.yaml, Backstage runs here: its relative targets start from there.
const BACKEND: &str = "packages/backend";

/// Every configured location, in order.
pub(super) fn locations(
    files: &Files,
    inventory: &Inventory,
    config: &Config,
    found: &mut Diagnostics,
) -> Vec<Configured> {
    let one = |location: &LocationConfig| {
        let (origin, hits) = if location.kind == "url" || location.target.contains("://") {
            let hits = location::follow_url(files, inventory, &location.target);
            (format!("url:{}", location.target), hits)
        } else {
            let folder = files.root(&location.folder, "");
            let folder = folder.map_or_else(|_| location.folder.clone(), |root| root.path().to_path_buf());
            let paths = [folder.join(&location.target), folder.join(BACKEND).join(&location.target)];
            let places: Vec<_> = paths.iter().filter_map(|path| below(inventory, &by_words(path))).collect();
            let origin = match places.first() {
                Some((repo, path)) => format!("file:{}", inventory.repo(*repo).root.display(path)),
                None => format!("file:{}", location.target),
            };
            let mut hits = Err((
                format!("the location `{}` lies outside the crawled folders", location.target),
                "add the folder that holds it to the crawl".to_owned(),
            ));
            for (index, (repo, path)) in places.iter().enumerate() {
                let next = location::below(files, inventory, *repo, "", path, &location.target);
                if index == 0 || next.is_ok() {
                    hits = next;
                }
                if hits.is_ok() {
                    break;
                }
            }
            (origin, hits)
        };
        let files = hits.unwrap_or_else(|(message, help)| {
            found.push(
                Diagnostic::new(&codes::catalog::LOCATION_TARGET, message).at(location.span).help(help),
            );
            Vec::new()
        });
        Configured { origin, files }
    };
    config.catalog.locations.iter().map(one).collect()
}

/// The repository that holds a path, the innermost first, and the path below it.
fn below(inventory: &Inventory, path: &Path) -> Option<(RepoId, String)> {
    inventory
        .iter()
        .filter_map(|(id, repo)| Some((id, path.strip_prefix(repo.root.path()).ok()?)))
        .min_by_key(|(_, below)| below.as_os_str().len())
        .and_then(|(id, below)| Some((id, below.to_str()?.replace('\\', "/"))))
}

/// `..` and `.` resolved by their words.
fn by_words(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}
