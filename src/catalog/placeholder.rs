//! `$text`, `$json`, `$yaml`, `$openapi`, `$asyncapi`.
//!
//! In: a document as written. Out: the document with the content of the named files in place of the
//! placeholders, and a fault for each that cannot be read. Never: reads outside the repository; fetches.
//! Source: `PlaceholderProcessor` of `@backstage/plugin-catalog-backend`, `jsonSchemaRefPlaceholderResolver` of its
//! `-module-openapi`.

use serde_json::Value as Json;

use super::fault::Fault;
use crate::crawl::{Inventory, RepoId};
use crate::diag::codes::catalog::PLACEHOLDER;
use crate::forge::is_page_of_repository;
use crate::source::Files;
use crate::yaml::{self, Entry, Limits, Map, Node, Schema, Style, Value};

/// Takes away what the kind's schema says of a placeholder that could not be read: it is told already.
pub(super) fn tell_once(faults: &mut Vec<Fault>) {
    let unread: Vec<Vec<String>> = faults
        .iter()
        .filter(|fault| fault.code == &PLACEHOLDER)
        .filter_map(|fault| Some(fault.path.split_last()?.1.to_vec()))
        .collect();
    faults.retain(|fault| fault.code == &PLACEHOLDER || !unread.contains(&fault.path));
}

/// Where a document's placeholders are looked up.
pub(super) struct Place<'a> {
    pub(super) files: &'a Files,
    pub(super) inventory: &'a Inventory,
    pub(super) repo: RepoId,
    /// Folder of the catalog file below the repository's root.
    pub(super) folder: &'a str,
    /// Whether the URL of what is on the network stands for its text.
    pub(super) keep_remote: bool,
    /// Path of the catalog file below the repository's root.
    pub(super) path: &'a str,
}

/// Replaces every placeholder below `node`.
pub(super) fn substitute(node: &mut Node, place: &Place<'_>, faults: &mut Vec<Fault>) {
    walk(node, place, &mut Vec::new(), faults);
}

fn walk(node: &mut Node, place: &Place<'_>, path: &mut Vec<String>, faults: &mut Vec<Fault>) {
    match &mut node.value {
        Value::Seq(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                path.push(index.to_string());
                walk(item, place, path, faults);
                path.pop();
            }
        }
        Value::Map(map) => {
            if map.iter().any(|entry| entry.key.as_str().is_some_and(|key| key.starts_with('$'))) {
                // A key with `$` that is no placeholder is left as it is, and so is all below it.
                match replacement(map, place) {
                    Some(Ok(value)) => node.value = value,
                    Some(Err((message, help))) => {
                        let key = map.0[0].key.key_text();
                        let path: Vec<&str> = path.iter().map(String::as_str).chain([key.as_str()]).collect();
                        faults.push(Fault::new(&PLACEHOLDER, &path, message).help(help));
                    }
                    None => {}
                }
                return;
            }
            for entry in &mut map.0 {
                path.push(entry.key.key_text());
                walk(&mut entry.value, place, path, faults);
                path.pop();
            }
        }
        _ => {}
    }
}

/// What stands in the place of a mapping, if it is a placeholder.
fn replacement(map: &Map, place: &Place<'_>) -> Option<Result<Value, (String, String)>> {
    let [entry] = map.0.as_slice() else { return None };
    let key = entry
        .key
        .as_str()
        .filter(|key| matches!(*key, "$text" | "$json" | "$yaml" | "$openapi" | "$asyncapi"))?;
    let Some(target) = entry.value.as_str() else {
        let message = format!("`{key}` wants the path of a file, this is {}", entry.value.describe());
        return Some(Err((message, format!("write `{key}: ./file`"))));
    };
    match read(target, place) {
        Err(_) if target.contains("://") && (place.keep_remote || place.inventory.is_elsewhere(target)) => {
            Some(Ok(Value::String(target.into())))
        }
        read => Some(read.and_then(|text| content(key, target, text))),
    }
}

fn content(key: &str, target: &str, text: String) -> Result<Value, (String, String)> {
    // Backstage bundles what `$openapi` and `$asyncapi` refer to; here the references are followed where the definition is read.
    if matches!(key, "$text" | "$openapi" | "$asyncapi") {
        return Ok(Value::String(text.into()));
    }
    if key == "$json" {
        return match serde_json::from_str(&text) {
            Ok(json) => Ok(from_json(json).value),
            Err(error) => Err((format!("`{target}` is not JSON: {error}"), "correct the file".to_owned())),
        };
    }
    let stream = yaml::parse(&text, Schema::Core, Limits::default());
    let problem = stream.documents.iter().flat_map(|document| &document.problems).next();
    if let Some(problem) = problem {
        return Err((
            format!("`{target}` cannot be read: {}", problem.message),
            problem.help.clone().unwrap_or_else(|| "correct the file".to_owned()),
        ));
    }
    let documents = stream.documents.len();
    let mut roots: Vec<Node> = stream.documents.into_iter().filter_map(|document| document.root).collect();
    match (roots.pop(), documents == 1) {
        (Some(mut root), true) => {
            forget_places(&mut root);
            Ok(root.value)
        }
        (None, _) if documents == 1 => Ok(Value::Null),
        _ => {
            let message = format!("`{target}` holds {documents} documents, `{key}` wants one");
            Err((message, "split the file".to_owned()))
        }
    }
}

/// A tree without places.
pub(super) fn from_json(json: Json) -> Node {
    let node = |value| Node { value, span: 0..0, tag: None, style: Style::Plain };
    let text = |text: String| node(Value::String(text.into()));
    match json {
        Json::Null => node(Value::Null),
        Json::Bool(truth) => node(Value::Bool(truth)),
        Json::Number(number) => {
            let whole = number.as_i64().map(Value::Int);
            node(whole.unwrap_or_else(|| Value::Float(number.as_f64().unwrap_or(f64::NAN))))
        }
        Json::String(value) => text(value),
        Json::Array(items) => node(Value::Seq(items.into_iter().map(from_json).collect())),
        Json::Object(map) => {
            let pairs = map.into_iter().map(|(key, value)| Entry { key: text(key), value: from_json(value) });
            node(Value::Map(Map(pairs.collect())))
        }
    }
}

/// Places in another file mean nothing in this one.
fn forget_places(node: &mut Node) {
    node.span = 0..0;
    node.style = Style::Plain;
    match &mut node.value {
        Value::Seq(items) => items.iter_mut().for_each(forget_places),
        Value::Map(map) => {
            for entry in &mut map.0 {
                entry.key.span = 0..0;
                forget_places(&mut entry.value);
            }
        }
        _ => {}
    }
}

fn read(target: &str, place: &Place<'_>) -> Result<String, (String, String)> {
    let (repo, path) = if target.contains("://") {
        find(target, place)?
    } else {
        let root = &place.inventory.repo(place.repo).root;
        let path = place.files.locate(root, place.folder, target).map_err(|error| {
            (
                format!("`{target}` cannot be read: {error}"),
                "paths are relative to the catalog file; `/` means the repository's root".to_owned(),
            )
        })?;
        (place.repo, path)
    };
    let root = &place.inventory.repo(repo).root;
    let bytes = place
        .files
        .read(root, &path)
        .map_err(|error| (format!("`{target}` cannot be read: {error}"), "check the path".to_owned()))?;
    Ok(yaml::decode(&bytes).0.trim_start_matches('\u{feff}').to_owned())
}

/// The file of the crawl that a URL leads to. Since 4.0.0 Backstage refuses a file of another repository, unless the URL
/// is one of its raw content.
fn find(target: &str, place: &Place<'_>) -> Result<(RepoId, String), (String, String)> {
    let hit = place.inventory.find_url(place.files, target);
    if let Some(hit) = hit
        && (hit.repo == place.repo || !is_page_of_repository(target))
    {
        return Ok((hit.repo, hit.path));
    }
    let own = place.inventory.repo(place.repo).remote.as_ref();
    if own.is_some() && is_page_of_repository(target) {
        return Err((
            format!("`{target}` lies in another repository, and Backstage refuses that"),
            "copy the file into this repository, or use the URL of its raw content".to_owned(),
        ));
    }
    Err((
        format!("`{target}` is on the network, and nothing is fetched"),
        "copy the file into the repository, add the repository that holds it to the crawl, or set \
         `catalog.keepRemote: true` to keep the entity with the URL in place of the text"
            .to_owned(),
    ))
}
