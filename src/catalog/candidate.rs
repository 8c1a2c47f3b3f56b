//! One document to an entity, as far as the document alone tells.
//!
//! In: a document as written. Out: a [`Candidate`], or the reasons why Backstage would refuse it.
//! Never: looks at another entity.

use serde_json::{Map as JsonMap, Value as Json};

use super::declared::{self, Declared};
use super::fault::place;
use super::placeholder::{self, Place};
use super::read::Raw;
use super::{EntityRef, Kind, bounds, envelope, owners, spec};
use crate::config::Config;
use crate::diag::{Diagnostic, codes};
use crate::source::FileId;
use crate::suggest::nearest;
use crate::yaml::{Entry, Map, Node, Style, Value};

/// An entity without what others say of it.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) reference: EntityRef,
    pub(super) kind: Kind,
    pub(super) api_version: String,
    /// `metadata`, its namespace filled in.
    pub(super) metadata: JsonMap<String, Json>,
    /// `spec`, its string lists sorted.
    pub(super) spec: Option<Json>,
    pub(super) declared: Vec<Declared>,
    pub(super) raw: Raw,
}

/// What became of a document.
#[derive(Debug)]
pub(super) enum Outcome {
    Accepted(Box<Candidate>),
    Refused(Refusal),
}

/// A document that Backstage would refuse.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) reference: Option<EntityRef>,
    pub(super) reason: String,
    pub(super) raw: Raw,
    pub(super) reach: Reach,
}

/// How far a refusal reaches in Backstage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The entity alone; it holds its name all the same.
    Entity,
    /// Everything that the file, or the Location above it, holds.
    Location,
}

impl Outcome {
    /// The reference that the document holds, so that no other can have it.
    pub(super) fn claims(&self) -> Option<&EntityRef> {
        match self {
            Self::Accepted(candidate) => Some(&candidate.reference),
            Self::Refused(refusal) if refusal.reach == Reach::Entity => refusal.reference.as_ref(),
            Self::Refused(_) => None,
        }
    }

    /// The document as written.
    pub(super) fn node(&self) -> &Node {
        match self {
            Self::Accepted(candidate) => &candidate.raw.node,
            Self::Refused(refusal) => &refusal.raw.node,
        }
    }
}

/// Turns a document into an entity. Findings are given to `found`; a refused document has at least one error.
pub(super) fn examine(
    raw: Raw,
    file: FileId,
    place_of: &Place<'_>,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> Outcome {
    let mut document = raw.node.clone();
    let mut faults = Vec::new();
    placeholder::substitute(&mut document, place_of, &mut faults);
    if config.catalog.codeowners {
        infer_owner(&mut document, place_of);
    }
    envelope::check(&document, &mut faults);
    let custom = &config.catalog.kinds;
    spec::check(&document, &config.catalog, &mut faults);
    let text = |path: &[&str]| document.at(path.iter().copied()).and_then(Node::as_str);
    let namespace = text(&["metadata", "namespace"]).unwrap_or("default");
    let reference = match (text(&["kind"]), text(&["metadata", "name"])) {
        (Some(kind), Some(name)) => Some(EntityRef::new(kind, namespace, name)),
        _ => None,
    };
    let kind_text = text(&["kind"]).unwrap_or_default();
    let kind = Kind::from_text(kind_text);
    let declared = declared::relations(&document, &kind, namespace, custom.get(kind_text), &mut faults);
    placeholder::tell_once(&mut faults);
    let shown = reference.as_ref().map(EntityRef::as_str);
    found.extend(faults.iter().map(|fault| fault.diagnostic(file, &raw.node, shown)));
    let (Some(reference), None) = (&reference, faults.first()) else {
        let reason =
            faults.first().map_or_else(|| "it has no name".to_owned(), |fault| fault.message.clone());
        // A kind that no rule can allow stops the whole location, as a document without a name does.
        let foreign = kind.is_custom() && !custom.contains_key(kind_text);
        let reach = if foreign || !envelope::is_stored(&raw.node) { Reach::Location } else { Reach::Entity };
        return Outcome::Refused(Refusal { reference, reason, raw, reach });
    };
    let reference = reference.clone();
    found.extend(misspelt(&raw.node, &kind, file).map(|diagnostic| diagnostic.entity(reference.as_str())));
    let api_version = text(&["apiVersion"]).unwrap_or_default().to_owned();
    let mut metadata = document.get("metadata").map(Node::to_json).and_then(object).unwrap_or_default();
    if !metadata.contains_key("namespace") {
        metadata.insert("namespace".to_owned(), Json::from("default"));
    }
    if metadata.get("annotations").is_some_and(Json::is_null) {
        metadata.shift_remove("annotations");
    }
    let mut spec = document.get("spec").map(Node::to_json).map(|spec| sort_lists(spec, &kind));
    let mut beyond = Vec::new();
    bounds::cut(&mut metadata, spec.as_mut(), file, &raw.node, &mut beyond);
    found.extend(beyond.into_iter().map(|diagnostic| diagnostic.entity(reference.as_str())));
    Outcome::Accepted(Box::new(Candidate { reference, kind, api_version, metadata, spec, declared, raw }))
}

/// Fills in the owner that CODEOWNERS names, and the annotation that says so.
fn infer_owner(document: &mut Node, place: &Place<'_>) {
    let kind = Kind::from_text(document.get("kind").and_then(Node::as_str).unwrap_or_default());
    let written = document.at(["spec", "owner"]).is_some_and(|owner| owner.as_str() != Some(""));
    if written || !kind.definition().has_code_owners {
        return;
    }
    let Some((owner, file)) = owners::infer(place, place.path) else { return };
    let text =
        |text: &str| Node { value: Value::String(text.into()), span: 0..0, tag: None, style: Style::Plain };
    let entry = |key: &str, value: Node| Entry { key: text(key), value };
    if let Some(spec) = document.get_mut("spec").and_then(Node::as_map_mut) {
        spec.set(entry("owner", text(&owner)));
        if let Some(metadata) = document.get_mut("metadata").and_then(Node::as_map_mut) {
            let mark = entry(owners::INFERRED, text(file));
            if let Some(annotations) = metadata.get_mut("annotations").and_then(Node::as_map_mut) {
                annotations.set(mark);
            } else {
                let map = Node { value: Value::Map(Map(vec![mark])), ..text("") };
                metadata.set(entry("annotations", map));
            }
        }
    }
}

fn object(json: Json) -> Option<JsonMap<String, Json>> {
    match json {
        Json::Object(map) => Some(map),
        _ => None,
    }
}

/// Sorts the lists that `BuiltinKindsEntityProcessor` sorts, by code units.
fn sort_lists(mut spec: Json, kind: &Kind) -> Json {
    if !kind.definition().sorts_lists {
        return spec;
    }
    for key in declared::SORTED {
        if let Some(Json::Array(items)) = spec.get_mut(*key)
            && items.iter().all(Json::is_string)
        {
            items.sort_by(|a, b| {
                a.as_str()
                    .map(str::encode_utf16)
                    .into_iter()
                    .flatten()
                    .cmp(b.as_str().map(str::encode_utf16).into_iter().flatten())
            });
        }
    }
    spec
}

/// Fields of `spec` and `metadata` that are close to ones that would have an effect.
fn misspelt<'n>(document: &'n Node, kind: &Kind, file: FileId) -> impl Iterator<Item = Diagnostic> + use<'n> {
    let spec = spec::field_names(kind.definition());
    let mut out = Vec::new();
    for (section, known) in [("metadata", envelope::METADATA.to_vec()), ("spec", spec)] {
        if known.is_empty() || (section == "spec" && kind.definition().is_open) {
            continue;
        }
        let Some(map) = document.get(section).and_then(Node::as_map) else { continue };
        for entry in map {
            let key = entry.key.key_text();
            if known.contains(&key.as_str()) {
                continue;
            }
            if let Some(near) = nearest(&key, &known).filter(|near| map.get(near).is_none()) {
                let span = place(file, document, &[section.to_owned(), key.clone()], true);
                out.push(
                    Diagnostic::new(&codes::catalog::MISSPELT, format!("`{section}.{key}` has no effect"))
                        .at(span)
                        .help(format!("did you mean `{near}`?")),
                );
            }
        }
    }
    out.into_iter()
}
