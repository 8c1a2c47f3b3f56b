//! Cards that the filter works on: doc sites and templates.
//!
//! In: what a card stands for. Out: its data for the filter script, and the facets of all cards with their counts. Never:
//! another filter than the catalog's.

use std::collections::BTreeMap;

use serde::Serialize;

use super::listing::{Choice, Facet};
use crate::catalog::{Entity, RelationType};
use crate::render::links::Here;

/// What the filter knows of a card beside its text; the names are those of the catalog's data.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Item {
    /// Reference, or an address where there is no entity.
    r: String,
    /// Kind.
    #[serde(skip_serializing_if = "String::is_empty")]
    k: String,
    /// Type.
    #[serde(skip_serializing_if = "String::is_empty")]
    y: String,
    /// Owners.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    o: Vec<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    g: Vec<String>,
}

impl Item {
    /// A card of an entity, or of something without one that lies at `address`.
    pub(in crate::render) fn of(entity: Option<&Entity>, address: &str) -> Self {
        let Some(entity) = entity else {
            let r = address.to_owned();
            return Self { r, k: String::new(), y: String::new(), o: Vec::new(), g: Vec::new() };
        };
        Self {
            r: entity.reference.to_string(),
            k: entity.kind.to_string(),
            y: entity.spec_text("type").unwrap_or_default().to_owned(),
            o: entity.related(RelationType::OwnedBy).map(|relation| relation.target.to_string()).collect(),
            g: entity.metadata.tags.clone(),
        }
    }

    /// As the script reads it.
    pub(in crate::render) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Values of a facet on the page, and of these the ones to be seen before the script shows more.
const SHOWN: usize = 20;
const OPEN: usize = 7;

/// The facets of these names (`owner`, `kind`, `type`, `tag`) that have any value.
pub(in crate::render) fn facets<'i>(
    here: Here<'_>,
    items: impl Iterator<Item = &'i Item> + Clone,
    wanted: &[(&'static str, &'static str)],
) -> Vec<Facet> {
    let facet = |&(key, title): &(&'static str, &'static str)| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for item in items.clone() {
            let values: Vec<String> = match key {
                "owner" => item.o.clone(),
                "tag" => item.g.clone(),
                "kind" => vec![item.k.to_lowercase()],
                _ => vec![item.y.to_lowercase()],
            };
            for value in values.into_iter().filter(|value| !value.is_empty()) {
                *counts.entry(value).or_default() += 1;
            }
        }
        let name = |value: &str| match key {
            "owner" => crate::catalog::EntityRef::parse(value, None, "default")
                .map_or_else(|| value.to_owned(), |owner| here.named(&owner).title),
            _ => value.to_owned(),
        };
        let mut values: Vec<Choice> = counts
            .into_iter()
            .map(|(value, count)| Choice {
                text: name(&value),
                value,
                count,
                href: String::new(),
                current: false,
            })
            .collect();
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        let more = values.len().saturating_sub(OPEN);
        values.truncate(SHOWN);
        Facet { key, title, values, more, pages: false }
    };
    wanted.iter().map(facet).filter(|facet| !facet.values.is_empty()).collect()
}
