//! `backstage.io/techdocs-ref` to a folder of a crawled repository.
//!
//! In: an entity. Out: where its docs lie. Never: leaves the repository; fetches.

use crate::catalog::Entity;
use crate::crawl::{Inventory, RepoId, UrlTarget};
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
    let span = entity.annotation_span(REF);
    let problem = |message: String| {
        Diagnostic::new(&codes::docs::REF, message).at(span).entity(entity.reference.as_str())
    };
    let (kind, target) = value.split_once(':').unwrap_or(("", value));
    let target = target.trim();
    match kind {
        "dir" if !target.is_empty() => {
            let (repo, start) = base(files, inventory, entity);
            let root = &inventory.repo(repo).root;
            match files.locate(root, &start, target) {
                // A file instead of its folder, such as `dir:./mkdocs.yml`.
                Ok(path) if files.is_file(root, &path) => {
                    let folder = crate::path::folder(&path).to_owned();
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
fn base(files: &Files, inventory: &Inventory, entity: &Entity) -> (RepoId, String) {
    let written = entity.origin.node.at(["metadata", "annotations", SOURCE]).and_then(|node| node.as_str());
    written
        .and_then(|value| value.trim().strip_prefix("url:"))
        .and_then(|url| inventory.find_url(files, url))
        .map_or_else(
            || (entity.origin.repo, entity.origin.folder().to_owned()),
            |UrlTarget { repo, path, is_folder }| {
                // Without a trailing slash the last part is dropped, as URL resolution does.
                let folder = if is_folder { path } else { crate::path::folder(&path).to_owned() };
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
    let Some(UrlTarget { repo, path, .. }) = inventory.find_url(files, url) else {
        if inventory.is_elsewhere(url) {
            return None;
        }
        let which = match inventory.clone_url(url) {
            Some(url) => format!("the repository `{url}`"),
            None => "that repository".to_owned(),
        };
        found.push(
            Diagnostic::new(
                &codes::docs::REF_ELSEWHERE,
                format!("the docs at `{url}` are not among the crawled repositories"),
            )
            .at(span)
            .help(format!("crawl {which} too, or say which folder it is under `repos` in backlot.yaml")),
        );
        return None;
    };
    let root = &inventory.repo(repo).root;
    match files.locate(root, "", &path) {
        Ok(path) if files.is_file(root, &path) => {
            Some(Ref { repo, folder: crate::path::folder(&path).to_owned(), span })
        }
        Ok(folder) => Some(Ref { repo, folder, span }),
        Err(error) => {
            found.push(problem(format!("`{url}` is crawled, but `{path}` is not there: {error}")));
            None
        }
    }
}
