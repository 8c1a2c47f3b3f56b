//! One document to an entity, as far as the document alone tells.
//!
//! In: a document as written. Out: a [`Candidate`], or the reasons why Backstage would refuse it.
//! Never: looks at another entity.

use serde_json::{Map as JsonMap, Value as Json};

use super::emit::{self, Declared};
use super::fault::place;
use super::placeholder::{self, Place};
use super::read::Raw;
use super::suggest::nearest;
use super::{EntityRef, Kind, envelope, spec};
use crate::config::Config;
use crate::diag::{Diagnostic, codes};
use crate::source::FileId;
use crate::yaml::Node;

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
    Refused { reference: Option<EntityRef>, reason: String, raw: Raw },
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
    envelope::check(&document, &mut faults);
    spec::check(&document, &config.catalog.kinds, &mut faults);
    let text = |path: &[&str]| document.at(path.iter().copied()).and_then(Node::as_str);
    let namespace = text(&["metadata", "namespace"]).unwrap_or("default");
    let reference = match (text(&["kind"]), text(&["metadata", "name"])) {
        (Some(kind), Some(name)) => Some(EntityRef::new(kind, namespace, name)),
        _ => None,
    };
    let kind = Kind::from_text(text(&["kind"]).unwrap_or_default());
    let declared = emit::declared(&document, &kind, namespace, &mut faults);
    let shown = reference.as_ref().map(EntityRef::as_str);
    found.extend(faults.iter().map(|fault| fault.diagnostic(file, &raw.node, shown)));
    if let Some(first) = faults.first() {
        return Outcome::Refused { reference, reason: first.message.clone(), raw };
    }
    let Some(reference) = reference else {
        // The envelope's check has refused a document without kind or name.
        return Outcome::Refused { reference: None, reason: "no name".to_owned(), raw };
    };
    found.extend(misspelt(&raw.node, &kind, file).map(|diagnostic| diagnostic.entity(reference.as_str())));
    let api_version = text(&["apiVersion"]).unwrap_or_default().to_owned();
    let mut metadata = document.get("metadata").map(Node::to_json).and_then(object).unwrap_or_default();
    if !metadata.contains_key("namespace") {
        metadata.insert("namespace".to_owned(), Json::from("default"));
    }
    if metadata.get("annotations").is_some_and(Json::is_null) {
        metadata.shift_remove("annotations");
    }
    let spec = document.get("spec").map(Node::to_json).map(|spec| sort_lists(spec, &kind));
    Outcome::Accepted(Box::new(Candidate { reference, kind, api_version, metadata, spec, declared, raw }))
}

fn object(json: Json) -> Option<JsonMap<String, Json>> {
    match json {
        Json::Object(map) => Some(map),
        _ => None,
    }
}

/// Sorts the lists that `BuiltinKindsEntityProcessor` sorts, by code units.
fn sort_lists(mut spec: Json, kind: &Kind) -> Json {
    if matches!(kind, Kind::Template | Kind::AiResource | Kind::Other(_)) {
        return spec;
    }
    for key in emit::SORTED {
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
    const METADATA: &[&str] = &[
        "name",
        "namespace",
        "title",
        "description",
        "labels",
        "annotations",
        "tags",
        "links",
        "uid",
        "etag",
    ];
    let spec = spec::field_names(kind);
    let mut out = Vec::new();
    for (section, known) in [("metadata", METADATA.to_vec()), ("spec", spec)] {
        if known.is_empty() || (section == "spec" && matches!(kind, Kind::Other(_) | Kind::Template)) {
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
