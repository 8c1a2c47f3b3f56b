//! Data for the theme's scripts.
//!
//! In: rows. Out: a script that hands them over. Never: JSON: pages opened from `file://` may load no other data.

use std::collections::BTreeMap;

use serde::Serialize;

/// What a list's filter script loads, beside the list's first page.
pub(super) const DATA: &str = "data.js";
/// What the page for missing addresses loads, beside the catalog's index.
pub(super) const NAMES: &str = "names.js";

/// Data of the filter as a script, not JSON: pages opened from `file://` may load no other data. `titles` are those of the
/// entities that the data names, by reference, where it does not hold all of them itself.
pub(super) fn script<T: Serialize>(data: &[T], titles: Option<&BTreeMap<&str, &str>>) -> String {
    let safe = |json: String| {
        let json = json.replace("</", "<\\/");
        json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
    };
    // A line each keeps changes small.
    let data = serde_json::to_string(data).unwrap_or_default().replace("},{\"r\":", "},\n{\"r\":");
    let titles = titles.map(|titles| format!(",\n{}", serde_json::to_string(titles).unwrap_or_default()));
    format!("window.backlotCatalog({})\n", safe(data + &titles.unwrap_or_default()))
}
