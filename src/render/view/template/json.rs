//! Values of a template as text.
//!
//! In: JSON that an author wrote. Out: its items, its words. Never: fails: what is not there is empty.

use serde_json::Value as Json;

/// The items of a list; none of anything else.
pub(super) fn list(value: Option<&Json>) -> impl Iterator<Item = &Json> {
    value.and_then(Json::as_array).into_iter().flatten()
}

/// A value as text: a string as it is, nothing where there is none, anything else as JSON.
pub(super) fn text(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
