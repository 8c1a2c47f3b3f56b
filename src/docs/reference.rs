//! `backstage.io/techdocs-ref` to a folder of a crawled repository.
//!
//! In: an entity. Out: where its docs lie. Never: leaves the repository; fetches.

use super::discover::annotation_span;
use crate::catalog::Entity;
use crate::crawl::{Inventory, RepoId};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::source::{Files, LocateError, Span};

pub(super) const REF: &str = "backstage.io/techdocs-ref";
const SOURCE: &str = "backstage.io/source-location";

/// Where docs lie.
pub(super) struct Ref {
    pub(super) repo: RepoId,
    /// Below the repository's root.
    pub(super) folder: String,
    /// The annotation.
    pub(super) span: Span,
}

/// Reads the annotation; what is wrong with it is said.
pub(super) fn read_ref(
    files: &Files,
    inventory: &Inventory,
    entity: &Entity,
    found: &mut Diagnostics,
) -> Option<Ref> {
    let value = entity.annotation(REF)?.trim();
    let span = annotation_span(entity, REF);
    let problem = |message: String| {
        Diagnostic::new(&codes::docs::REF, message).at(span).entity(entity.reference.as_str())
    };
    let (kind, target) = value.split_once(':').unwrap_or(("", value));
    let target = target.trim();
    match kind {
        "dir" if !target.is_empty() => {
            let (repo, start) = base(inventory, entity);
            let root = &inventory.repo(repo).root;
            match files.locate(root, &start, target) {
                // A file instead of its folder, such as `dir:./mkdocs.yml`.
                Ok(path) if files.is_file(root, &path) => {
                    let folder = super::address::folder(&path).to_owned();
                    found.push(
                        problem(format!("`{value}` names a file, not a folder"))
                            .severity(Severity::Warning)
                            .help(format!("write `dir:{}`", if folder.is_empty() { "." } else { &folder })),
                    );
                    Some(Ref { repo, folder, span })
                }
                Ok(folder) => Some(Ref { repo, folder, span }),
                Err(error) => {
                    let message = match error {
                        LocateError::Outside => format!("`{value}` leaves the repository"),
                        LocateError::Missing => format!("`{value}` names a folder that is not there"),
                        other => format!("`{value}` cannot be read: {other}"),
                    };
                    found.push(problem(message).help(
                        "name the folder that holds mkdocs.yml, relative to this file: `dir:.` is its own folder",
                    ));
                    None
                }
            }
        }
        "url" => elsewhere(files, inventory, target, found, &problem, span),
        "http" | "https" => {
            found.push(
                problem(format!("`{value}` has no type"))
                    .severity(Severity::Warning)
                    .help(format!("write `url:{value}`")),
            );
            elsewhere(files, inventory, value, found, &problem, span)
        }
        "github" | "gitlab" | "bitbucket" | "azure/api" => {
            found.push(
                problem(format!("the type `{kind}` is gone from Backstage"))
                    .severity(Severity::Warning)
                    .help(format!("write `url:{target}`, or `dir:.` for docs beside this file")),
            );
            elsewhere(files, inventory, target, found, &problem, span)
        }
        _ => {
            found.push(
                problem(format!("`{value}` is neither `dir:` nor `url:`"))
                    .help("write `dir:.` for docs beside this file"),
            );
            None
        }
    }
}

/// The folder that `dir:` starts from: the source location where the entity sets one that we have, else the
/// catalog file's own.
fn base(inventory: &Inventory, entity: &Entity) -> (RepoId, String) {
    let written = entity.origin.node.at(["metadata", "annotations", SOURCE]).and_then(|node| node.as_str());
    written
        .and_then(|value| value.trim().strip_prefix("url:"))
        .and_then(|url| in_crawl(inventory, url))
        .map_or_else(
            || (entity.origin.repo, entity.origin.folder().to_owned()),
            |(repo, path, is_folder)| {
                // Without a trailing slash the last part is dropped, as URL resolution does.
                let folder = if is_folder { path } else { super::address::folder(&path).to_owned() };
                (repo, folder)
            },
        )
}

fn elsewhere(
    files: &Files,
    inventory: &Inventory,
    url: &str,
    found: &mut Diagnostics,
    problem: &dyn Fn(String) -> Diagnostic,
    span: Span,
) -> Option<Ref> {
    let Some((repo, path, _)) = in_crawl(inventory, url) else {
        found.push(
            Diagnostic::new(
                &codes::docs::REF_ELSEWHERE,
                format!("the docs at `{url}` are not among the crawled repositories"),
            )
            .at(span)
            .help("crawl that repository too, or say which folder it is under `repos` in backlot.yaml"),
        );
        return None;
    };
    let root = &inventory.repo(repo).root;
    match files.locate(root, "", &path) {
        Ok(path) if files.is_file(root, &path) => {
            Some(Ref { repo, folder: super::address::folder(&path).to_owned(), span })
        }
        Ok(folder) => Some(Ref { repo, folder, span }),
        Err(error) => {
            found.push(problem(format!("`{url}` is crawled, but `{path}` is not there: {error}")));
            None
        }
    }
}

/// The crawled repository that a web URL points into, the path in it, and whether the URL ends in a slash (or
/// names the repository itself).
fn in_crawl(inventory: &Inventory, url: &str) -> Option<(RepoId, String, bool)> {
    let bare = url.split(['?', '#']).next().unwrap_or(url);
    let is_folder = bare.ends_with('/');
    let bare = bare.trim_end_matches('/');
    let mut best: Option<(RepoId, String, usize)> = None;
    for (id, repo) in inventory.iter() {
        let Some(remote) = &repo.remote else { continue };
        let web = remote.web.trim_end_matches('/');
        let git = bare.trim_end_matches(".git");
        let rest = match bare.strip_prefix(web) {
            _ if git.eq_ignore_ascii_case(web) => "",
            Some(rest) if rest.starts_with('/') => rest,
            _ => continue,
        };
        let Some(path) = path_in(rest, &remote.branch) else { continue };
        let path = match path.strip_prefix(remote.folder.as_str()) {
            Some(path) => path.trim_matches('/').to_owned(),
            None => continue,
        };
        if best.as_ref().is_none_or(|(_, _, length)| web.len() > *length) {
            best = Some((id, path, web.len()));
        }
    }
    best.map(|(id, path, _)| {
        let is_root = path.is_empty();
        (id, path, is_folder || is_root)
    })
}

/// The path behind `/tree/<branch>/`, `/-/blob/<branch>/`, `/src/<branch>/`; branches may hold slashes, so the
/// checkout's own branch is tried first.
fn path_in(rest: &str, branch: &str) -> Option<String> {
    let rest = rest.trim_matches('/');
    if rest.is_empty() {
        return Some(String::new());
    }
    let rest = rest.strip_prefix("-/").unwrap_or(rest);
    let (kind, rest) = rest.split_once('/')?;
    if !matches!(kind, "tree" | "blob" | "edit" | "src" | "raw" | "browse") {
        return None;
    }
    let rest = rest.strip_prefix("branch/").unwrap_or(rest);
    if kind == "browse" {
        return Some(rest.to_owned());
    }
    if let Some(path) = rest.strip_prefix(branch).filter(|path| path.is_empty() || path.starts_with('/')) {
        return Some(path.trim_matches('/').to_owned());
    }
    Some(rest.split_once('/').map_or(String::new(), |(_, path)| path.to_owned()))
}
