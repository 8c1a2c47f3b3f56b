//! How much of one entity the portal takes: nobody reads more, and one file must not cost a build its memory.
//!
//! In: an entity's metadata and `spec`. Out: the same within bounds, and a diagnostic for whatever is beyond. Never: cuts a definition, which
//! has a page of its own; refuses an entity.

use serde_json::{Map as JsonMap, Value as Json};

use super::fault::place;
use crate::diag::{Diagnostic, codes};
use crate::source::FileId;
use crate::yaml::Node;

/// Tags of one entity that lists and pages know. Every tag is a page of the portal.
pub(super) const TAGS: usize = 500;

/// Bytes of a description that pages show.
const DESCRIPTION: usize = 64 << 10;

/// Bytes of any other text but a definition.
const TEXT: usize = 1 << 20;

/// The part of a description that pages show.
pub(super) fn description(text: &str) -> &str {
    start(text, DESCRIPTION)
}

/// Cuts what is too long, and says so.
pub(super) fn cut(
    metadata: &mut JsonMap<String, Json>,
    spec: Option<&mut Json>,
    file: FileId,
    document: &Node,
    found: &mut Vec<Diagnostic>,
) {
    let mut beyond = Vec::new();
    if let Some(tags) = metadata.get("tags").and_then(Json::as_array).filter(|tags| tags.len() > TAGS) {
        let message = format!("{} tags: the portal knows the first {TAGS}", tags.len());
        beyond.push((vec!["metadata".to_owned(), "tags".to_owned()], message));
    }
    let described = metadata.get("description").and_then(Json::as_str);
    if let Some(text) = described.filter(|text| (DESCRIPTION..TEXT).contains(&(text.len().saturating_sub(1))))
    {
        let message =
            format!("a description of {} KiB: pages show the first {}", text.len() >> 10, DESCRIPTION >> 10);
        beyond.push((vec!["metadata".to_owned(), "description".to_owned()], message));
    }
    for (key, value) in metadata.iter_mut() {
        texts(value, &mut vec!["metadata".to_owned(), key.clone()], &mut beyond);
    }
    for (key, value) in spec.and_then(Json::as_object_mut).into_iter().flatten() {
        if key != "definition" {
            texts(value, &mut vec!["spec".to_owned(), key.clone()], &mut beyond);
        }
    }
    found.extend(beyond.into_iter().map(|(path, message)| {
        Diagnostic::new(&codes::catalog::ENTITY_LIMIT, message).at(place(file, document, &path, true))
    }));
}

/// Cuts every text of a value.
fn texts(value: &mut Json, path: &mut Vec<String>, beyond: &mut Vec<(Vec<String>, String)>) {
    match value {
        Json::String(text) if text.len() > TEXT => {
            let message = format!("a text of {} MiB is cut to its first {}", text.len() >> 20, TEXT >> 20);
            beyond.push((path.clone(), message));
            *text = start(text, TEXT).to_owned();
        }
        Json::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                path.push(index.to_string());
                texts(item, path, beyond);
                path.pop();
            }
        }
        Json::Object(map) => {
            for (key, value) in map.iter_mut() {
                path.push(key.clone());
                texts(value, path, beyond);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The first so many bytes of a text, or a few less: no character is cut.
fn start(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    &text[..(0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::start;

    #[test]
    fn no_character_is_cut() {
        assert_eq!(start("aüb", 9), "aüb");
        assert_eq!(start("aüb", 2), "a");
        assert_eq!(start("aüb", 3), "aü");
    }
}
