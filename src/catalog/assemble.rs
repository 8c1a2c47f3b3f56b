//! Files to a catalog.
//!
//! In: every file that was read. Out: entities with both directions of every relation, and what was refused.
//! Never: depends on the order in which files were read; loses a document: each is accepted, refused or the
//! loser of a pair of duplicates, and the latter two have a diagnostic.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use serde_json::{Map as JsonMap, Value as Json};
use sha1::{Digest, Sha1};

use super::annotate::{annotate, location_of};
use super::candidate::{Candidate, Outcome};
use super::emit::Declared;
use super::read::{Found, ReadFile};
use super::suggest;
use super::{
    Catalog, Entity, EntityId, EntityRef, Kind, Link, Metadata, Origin, Refused, Relation, RelationType,
    location, read,
};
use crate::config::Config;
use crate::crawl::{Inventory, RepoId};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::{FileId, Files, Span};

/// A candidate and the file it stands in.
struct Placed {
    candidate: Box<Candidate>,
    repo: RepoId,
    path: String,
    file: FileId,
    origin: String,
}

/// Puts the files together; follows Locations to files that the crawl did not find by name.
pub fn assemble(
    files: &Files,
    inventory: &Inventory,
    read: Vec<ReadFile>,
    config: &Config,
) -> (Catalog, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut catalog = Catalog::default();
    let mut placed: Vec<Placed> = Vec::new();
    let mut known: HashSet<(RepoId, String)> =
        read.iter().map(|file| (file.repo, file.path.clone())).collect();
    let mut queue: VecDeque<(ReadFile, Option<String>)> = read.into_iter().map(|file| (file, None)).collect();
    while let Some((file, origin)) = queue.pop_front() {
        found.append(file.found);
        catalog.documents_read += file.outcomes.len() + file.broken.len();
        catalog.refused.extend(file.broken.into_iter().map(|(span, reason)| Refused {
            reference: None,
            repo: file.repo,
            span,
            reason,
        }));
        let origin = origin.unwrap_or_else(|| location_of(inventory.repo(file.repo), &file.path));
        for outcome in file.outcomes {
            match outcome {
                Outcome::Refused { reference, reason, raw } => {
                    let span = Span::new(file.file, raw.node.range());
                    catalog.refused.push(Refused { reference, repo: file.repo, span, reason });
                }
                Outcome::Accepted(candidate) => {
                    if candidate.kind == Kind::Location {
                        let at = (file.repo, file.path.as_str(), file.file);
                        for (repo, path) in location::targets(files, inventory, &candidate, at, &mut found) {
                            if known.insert((repo, path.clone())) {
                                let id = files.id(&inventory.repo(repo).root, &path);
                                let next =
                                    read::read_file(files, inventory, repo, &path, id, Found::Named, config);
                                queue.push_back((next, Some(origin.clone())));
                            }
                        }
                    }
                    placed.push(Placed {
                        candidate,
                        repo: file.repo,
                        path: file.path.clone(),
                        file: file.file,
                        origin: origin.clone(),
                    });
                }
            }
        }
    }
    let placed = without_duplicates(placed, &mut found);
    relate(inventory, placed, &mut catalog, &mut found);
    (catalog, found)
}

/// One document for each reference: the first in order, but within one file the last, as Backstage's own
/// re-emission does.
fn without_duplicates(placed: Vec<Placed>, found: &mut Diagnostics) -> Vec<Placed> {
    let mut winners: BTreeMap<EntityRef, Placed> = BTreeMap::new();
    for next in placed {
        match winners.entry(next.candidate.reference.clone()) {
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(next);
            }
            std::collections::btree_map::Entry::Occupied(mut taken) => {
                let name = |placed: &Placed| {
                    let node = placed
                        .candidate
                        .raw
                        .node
                        .at(["metadata", "name"])
                        .unwrap_or(&placed.candidate.raw.node);
                    Span::new(placed.file, node.range())
                };
                let loser = if taken.get().file == next.file { taken.insert(next) } else { next };
                found.push(
                    Diagnostic::new(
                        &codes::catalog::DUPLICATE,
                        format!("`{}` is described twice", loser.candidate.reference),
                    )
                    .labelled(name(&loser), "this one is left out")
                    .also(name(taken.get()), "this one counts")
                    .help("delete one, or give it another name or namespace")
                    .entity(loser.candidate.reference.as_str()),
                );
            }
        }
    }
    winners.into_values().collect()
}

/// A relation on its source, with the place of its declaration.
type Ends = HashMap<EntityRef, Vec<(RelationType, EntityRef, Span)>>;

fn relate(inventory: &Inventory, placed: Vec<Placed>, catalog: &mut Catalog, found: &mut Diagnostics) {
    catalog.by_ref = placed
        .iter()
        .enumerate()
        .map(|(index, placed)| (placed.candidate.reference.clone(), EntityId(index)))
        .collect();
    let mut ends: Ends = HashMap::with_capacity(placed.len());
    let mut dangling: BTreeMap<EntityRef, Vec<(Span, &'static str, EntityRef)>> = BTreeMap::new();
    for source in &placed {
        let reference = &source.candidate.reference;
        for Declared { kind, target, span, field } in &source.candidate.declared {
            let span = Span { file: source.file, start: span.start, end: span.end };
            ends.entry(reference.clone()).or_default().push((*kind, target.clone(), span));
            if catalog.by_ref.contains_key(target) {
                ends.entry(target.clone()).or_default().push((kind.inverse(), reference.clone(), span));
            } else {
                dangling.entry(target.clone()).or_default().push((span, field, reference.clone()));
            }
        }
    }
    report_dangling(dangling, &placed, found);
    catalog.entities = placed
        .into_iter()
        .map(|placed| {
            let mut own = ends.remove(&placed.candidate.reference).unwrap_or_default();
            own.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
            own.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
            let relations = own
                .into_iter()
                .map(|(kind, target, span)| Relation {
                    kind,
                    target_id: catalog.by_ref.get(&target).copied(),
                    target,
                    declared: Some(span),
                })
                .collect();
            entity(inventory, placed, relations)
        })
        .collect();
}

/// One finding for each missing target, with every place that names it.
fn report_dangling(
    dangling: BTreeMap<EntityRef, Vec<(Span, &'static str, EntityRef)>>,
    placed: &[Placed],
    found: &mut Diagnostics,
) {
    if dangling.is_empty() {
        return;
    }
    let known: Vec<&str> = placed.iter().map(|placed| placed.candidate.reference.as_str()).collect();
    for (target, sites) in dangling {
        let Some((first, rest)) = sites.split_first() else { continue };
        let mut diagnostic =
            Diagnostic::new(&codes::catalog::DANGLING, format!("there is no entity `{target}`"))
                .labelled(first.0, format!("named here by `{}`", first.1))
                .entity(first.2.as_str());
        for (span, field, _) in rest {
            diagnostic = diagnostic.also(*span, format!("and here by `{field}`"));
        }
        let elsewhere = known.iter().find(|other| {
            let (kind, rest) = other.split_once(':').unwrap_or_default();
            kind == target.kind() && rest.rsplit('/').next() == Some(target.name())
        });
        let near = elsewhere.copied().or_else(|| nearest_reference(&target, &known));
        found.push(match near {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic
                .help("correct the reference, describe the entity, or add its repository to the crawl"),
        });
    }
}

/// The nearest entity of the same kind. Only names of about the same length are looked at.
fn nearest_reference<'k>(target: &EntityRef, known: &[&'k str]) -> Option<&'k str> {
    let prefix = format!("{}:{}/", target.kind(), target.namespace());
    let start = known.partition_point(|other| *other < prefix.as_str());
    let wanted: Vec<char> = target.name().chars().collect();
    known[start..]
        .iter()
        .take_while(|other| other.starts_with(&prefix))
        .map(|other| (suggest::distance(&wanted, &other[prefix.len()..].chars().collect::<Vec<_>>()), *other))
        .filter(|(distance, _)| *distance <= (wanted.len() / 4).clamp(1, 3))
        .min()
        .map(|(_, other)| other)
}

fn entity(inventory: &Inventory, placed: Placed, relations: Vec<Relation>) -> Entity {
    let Placed { candidate, repo, path, file, origin } = placed;
    let Candidate { reference, kind, api_version, mut metadata, spec, raw, .. } = *candidate;
    annotate(&mut metadata, &kind, inventory.repo(repo), &path, &origin);
    let shown: Vec<Json> = relations
        .iter()
        .map(|relation| serde_json::json!({ "type": relation.kind.as_str(), "targetRef": relation.target.as_str() }))
        .collect();
    let mut json = JsonMap::new();
    json.insert("apiVersion".to_owned(), Json::from(api_version.as_str()));
    json.insert("kind".to_owned(), Json::from(kind.as_str()));
    metadata.shift_remove("uid");
    metadata.shift_remove("etag");
    let read = metadata_of(&metadata);
    json.insert("metadata".to_owned(), Json::Object(metadata));
    if let Some(spec) = spec {
        json.insert("spec".to_owned(), spec);
    }
    json.insert("relations".to_owned(), Json::Array(shown));
    let mut json = Json::Object(json);
    let etag = etag(&json);
    if let Some(Json::Object(metadata)) = json.get_mut("metadata") {
        metadata.insert("uid".to_owned(), Json::from(uid(&reference)));
        metadata.insert("etag".to_owned(), Json::from(etag));
    }
    let span = Span::new(file, raw.node.range());
    Entity {
        reference,
        api_version,
        kind,
        metadata: read,
        json,
        relations,
        origin: Origin { repo, file, path, document: raw.index, span, node: raw.node },
    }
}

fn metadata_of(metadata: &JsonMap<String, Json>) -> Metadata {
    let text = |key: &str| metadata.get(key).and_then(Json::as_str).map(str::to_owned);
    let pairs = |key: &str| {
        let map = metadata.get(key).and_then(Json::as_object);
        map.into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
            .collect()
    };
    let list = |key: &str| metadata.get(key).and_then(Json::as_array).into_iter().flatten();
    let link = |link: &Json| {
        let text = |key: &str| link.get(key).and_then(Json::as_str).map(str::to_owned);
        Some(Link { url: text("url")?, title: text("title"), icon: text("icon"), kind: text("type") })
    };
    Metadata {
        name: text("name").unwrap_or_default(),
        namespace: text("namespace").unwrap_or_default(),
        title: text("title"),
        description: text("description"),
        labels: pairs("labels"),
        annotations: pairs("annotations"),
        tags: list("tags").filter_map(Json::as_str).map(str::to_owned).collect(),
        links: list("links").filter_map(link).collect(),
    }
}

/// UUID version 5 of the reference: the same entity has the same `uid` in every build.
fn uid(reference: &EntityRef) -> String {
    /// The namespace for URLs (RFC 9562, appendix C).
    const URLS: [u8; 16] =
        [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
    let mut hash = Sha1::new();
    hash.update(URLS);
    hash.update(format!("backlot:{reference}"));
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex(&bytes);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// SHA-1 of the entity with its keys sorted, as Backstage makes it.
fn etag(json: &Json) -> String {
    let mut text = String::new();
    stable(json, &mut text);
    hex(&Sha1::digest(text))
}

fn stable(json: &Json, out: &mut String) {
    match json {
        Json::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by(|a, b| a.0.cmp(b.0));
            out.push('{');
            for (index, (key, value)) in keys.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&Json::from(key.as_str()).to_string());
                out.push(':');
                stable(value, out);
            }
            out.push('}');
        }
        Json::Array(items) => {
            out.push('[');
            for (index, value) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                stable(value, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}
