//! What of `theme` means something here.
//!
//! In: the settings. Out: Material's feature names, the language. Never: loads a template or a style of a repository.

use super::{Settings, Sited, scalar};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::language::{Direction, Language};

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

/// `theme.language`, written as `theme.direction` says or as the language is; `None` where neither is there.
pub(in crate::docs) fn language(settings: &Settings, found: &mut Diagnostics) -> Option<Language> {
    let theme = settings.get("theme")?;
    let mut at = |key: &str, wanted: &str, fits: &dyn Fn(&str) -> bool| {
        let node = theme.node.get(key).filter(|node| !node.is_null())?;
        let text = scalar(node).unwrap_or_default();
        if fits(&text) {
            return Some(text);
        }
        let message = format!("`theme.{key}` is not {wanted}");
        let place = Sited { node, file: theme.file }.span();
        found.push(
            Diagnostic::new(&codes::docs::CONFIG_VALUE, message).at(place).help(format!("write {wanted}")),
        );
        None
    };
    let tag =
        at("language", "a language tag such as `de` or `pt-BR`", &|text| Language::parse(text).is_some());
    let direction = at("direction", "`ltr` or `rtl`", &|text| Direction::parse(text).is_some());
    let direction = direction.as_deref().and_then(Direction::parse);
    let language = tag.as_deref().and_then(Language::parse);
    if language.is_none() && direction.is_none() {
        return None;
    }
    let language = language.unwrap_or_default();
    Some(Language { direction: direction.unwrap_or(language.direction), ..language })
}
