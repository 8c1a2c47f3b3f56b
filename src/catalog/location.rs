//! Targets of Locations.
//!
//! In: an accepted Location. Out: the files of the crawl that it names, and what cannot be followed.
//! Never: fetches; leaves a repository by a relative path.
//! Source: `locationUtils` and the readers of `@backstage/plugin-catalog-backend`.

use globset::GlobBuilder;

use super::candidate::Candidate;
use crate::crawl::{Inventory, RepoId, UrlTarget};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::source::{FileId, Files, LocateError, Span, WalkOptions};
use crate::yaml::{Node, Value};

/// The files that a Location names, in order.
pub(super) fn targets(
    files: &Files,
    inventory: &Inventory,
    location: &Candidate,
    at: (RepoId, &str, FileId),
    found: &mut Diagnostics,
) -> Vec<(RepoId, String)> {
    let (repo, path, file) = at;
    let Some(spec) = location.raw.node.get("spec") else { return Vec::new() };
    let optional = spec.get("presence").and_then(Node::as_str) == Some("optional");
    let one = spec.get("target").into_iter();
    let many = spec.get("targets").map(|node| match &node.value {
        Value::Seq(items) => items.as_slice(),
        _ => &[],
    });
    let folder = crate::path::folder(path);
    if let Some(node) = spec.get("type").filter(|node| node.as_str() == Some("file"))
        && inventory.repo(repo).remote.is_some()
    {
        found.push(
            Diagnostic::new(
                &codes::catalog::FILE_IN_URL,
                "Backstage refuses a `file` Location that it reads from a URL",
            )
            .at(Span::new(file, node.range()))
            .help("delete `type`: a Location without one has the type of the location it is read from")
            .entity(location.reference.as_str()),
        );
    }
    let mut out = Vec::new();
    for node in one.chain(many.into_iter().flatten()) {
        let Some(target) = node.as_str() else { continue };
        match follow(files, inventory, repo, folder, target) {
            Err((message, _)) if message.ends_with(NOT_FETCHED) => {
                found.push(outside(files, inventory, repo, target, message).at(Span::new(file, node.range())).entity(location.reference.as_str()));
            }
            Ok(hits) => out.extend(hits),
            Err((message, _)) if optional && message.ends_with(MISSING) => {}
            Err((message, help)) => found.push(
                Diagnostic::new(&codes::catalog::LOCATION_TARGET, message)
                    .at(Span::new(file, node.range()))
                    .help(help)
                    .note("in Backstage, one bad target keeps every new entity of this Location out of the catalog")
                    .entity(location.reference.as_str()),
            ),
        }
    }
    out
}

/// How a finding ends that `presence: optional` silences.
const MISSING: &str = "leads to no file";

/// How a finding ends about a URL that Backstage can read and a crawl cannot.
const NOT_FETCHED: &str = "lies outside the crawl, and nothing is fetched";

/// A URL of no repository of the crawl. It may be that of the very checkout, which does not know where it is hosted.
fn outside(files: &Files, inventory: &Inventory, repo: RepoId, target: &str, message: String) -> Diagnostic {
    let found = Diagnostic::new(&codes::catalog::LOCATION_TARGET, message).severity(Severity::Warning);
    let own = inventory.repo(repo);
    let named = inventory.web_url(target).filter(|_| own.remote.is_none());
    let is_there = |url: &str| {
        let below = target.strip_prefix(url).unwrap_or_default().trim_start_matches('/');
        let parts: Vec<&str> = below.split('/').collect();
        // `blob/main/…` and `-/blob/main/…`: what stands before the path is not known without the remote.
        // A `catalog-info.yaml` at the top is in every repository.
        (0..parts.len().saturating_sub(1).min(5))
            .any(|skip| files.is_file(&own.root, &parts[skip..].join("/")))
    };
    match named {
        Some(url) if url.ends_with(&format!("/{}", own.name)) || is_there(&url) => found.help(format!(
            "say where this checkout is hosted: `repos: {{{}: {{url: {url}}}}}` in backlot.yaml",
            own.name
        )),
        _ => found.help(match inventory.clone_url(target) {
            Some(url) => format!(
                "add the repository `{url}` to the crawl, with its URL under `repos` if it has no git remote"
            ),
            None => "add the repository to the crawl, with its URL under `repos` if it has no git remote"
                .to_owned(),
        }),
    }
}

/// Files, or what is wrong and what to do.
type Hits = Result<Vec<(RepoId, String)>, (String, String)>;

fn follow(files: &Files, inventory: &Inventory, repo: RepoId, folder: &str, target: &str) -> Hits {
    if target.contains("://") {
        follow_url(files, inventory, target)
    } else {
        below(files, inventory, repo, folder, target, target)
    }
}

/// A URL that points into a repository of the crawl.
pub(super) fn follow_url(files: &Files, inventory: &Inventory, target: &str) -> Hits {
    let Some(UrlTarget { repo, path, .. }) = inventory.find_url(files, target) else {
        if inventory.is_elsewhere(target) {
            return Ok(Vec::new());
        }
        let message = format!("the target `{target}` {NOT_FETCHED}");
        let which = match inventory.clone_url(target) {
            Some(url) => format!("the repository `{url}`"),
            None => "the repository".to_owned(),
        };
        let help = format!("add {which} to the crawl, with its URL under `repos` if it has no git remote");
        return Err((message, help));
    };
    below(files, inventory, repo, "", &path, target)
}

/// A path or glob of a repository.
pub(super) fn below(
    files: &Files,
    inventory: &Inventory,
    repo: RepoId,
    folder: &str,
    path: &str,
    written: &str,
) -> Hits {
    let root = &inventory.repo(repo).root;
    if path.ends_with(['/', '\\']) {
        let message = format!("the target `{written}` is a folder");
        return Err((
            message,
            "name a file, or files by a glob: `./services/*/catalog-info.yaml`".to_owned(),
        ));
    }
    if !path.contains(['*', '?', '[', '{']) {
        return match files.locate(root, folder, path) {
            Ok(path) if files.is_file(root, &path) => Ok(vec![(repo, path)]),
            Ok(_) => Err((format!("the target `{written}` is a folder"), "name a file in it".to_owned())),
            Err(LocateError::Missing) => Err((
                format!("the target `{written}` {MISSING}"),
                "correct the path, or say `presence: optional`".to_owned(),
            )),
            Err(error) => Err((
                format!("the target `{written}` cannot be read: {error}"),
                "name a file of this repository".to_owned(),
            )),
        };
    }
    let Some(pattern) = crate::path::normalise(folder, path) else {
        return Err((
            format!("the target `{written}` leaves the repository"),
            "name files of this repository".to_owned(),
        ));
    };
    let glob = match GlobBuilder::new(&pattern).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            return Err((
                format!("the target `{written}` is not a glob: {}", error.kind()),
                "correct the glob".to_owned(),
            ));
        }
    };
    let fixed = pattern
        .split('/')
        .take_while(|part| !part.contains(['*', '?', '[', '{']))
        .collect::<Vec<_>>()
        .join("/");
    let dotted = |folder: &str| {
        folder.rsplit('/').next().is_some_and(|name| name.starts_with('.') || name == "node_modules")
    };
    let walked = files.walk(root, &fixed, WalkOptions { prune: &dotted, follow_links: false });
    let hits: Vec<_> =
        walked.files.into_iter().filter(|path| glob.is_match(path)).map(|path| (repo, path)).collect();
    if hits.is_empty() {
        return Err((
            format!("the target `{written}` {MISSING}"),
            "correct the glob, or say `presence: optional`".to_owned(),
        ));
    }
    Ok(hits)
}
