//! What of `theme` means something here.
//!
//! In: the settings. Out: Material's feature names. Never: loads a template or a style of a repository.

use super::Settings;

/// `theme.features`, sorted. Counted for every theme: TechDocs replaces any other by Material, without its
/// options; an author who wrote features meant them.
pub(in crate::docs) fn features(settings: &Settings) -> Vec<String> {
    let list = settings.get("theme").and_then(|theme| theme.node.get("features")?.as_seq());
    let mut features: Vec<String> =
        list.unwrap_or_default().iter().filter_map(|node| node.as_str().map(str::to_owned)).collect();
    features.sort();
    features.dedup();
    features
}
