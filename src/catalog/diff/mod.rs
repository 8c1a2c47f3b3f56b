//! What changed between two catalogs.
//!
//! In: two catalogs, each built here or read from an `entities.json`. Out: entities added, removed and changed, field by
//! field, with ownership and relations told apart. Never: counts what a build makes itself (`uid`, `etag`, the annotations
//! that say where a file lies) as a change.

mod compare;
mod human;
mod markdown;

pub(crate) use human::{human, line};
pub(crate) use markdown::{code, markdown};

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::Catalog;

/// The field that holds the text of an API's definition.
const DEFINITION: &str = "spec.definition";

/// The entities of one side, by reference.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    pub(self) entities: BTreeMap<String, Json>,
}

impl Snapshot {
    /// Of a catalog that was built here.
    pub(crate) fn of(catalog: &Catalog) -> Self {
        let entities =
            catalog.entities.iter().map(|entity| (entity.reference.as_str().to_owned(), entity.json.clone()));
        Self { entities: entities.collect() }
    }

    /// Of the text of an `entities.json`: an array of entities, or Backstage's `{"items": […]}`.
    ///
    /// The error is one line for people.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let json: Json = serde_json::from_str(text).map_err(|error| format!("this is not JSON: {error}"))?;
        let items = json.get("items").unwrap_or(&json);
        let items = items.as_array().ok_or("this is not a list of entities")?;
        let mut entities = BTreeMap::new();
        for (index, entity) in items.iter().enumerate() {
            let reference = compare::reference(entity)
                .ok_or_else(|| format!("item {index} has no `kind` or no `metadata.name`"))?;
            entities.insert(reference, entity.clone());
        }
        Ok(Self { entities })
    }

    /// An entity as JSON; `None` where there is none of this reference.
    pub(crate) fn entity(&self, reference: &str) -> Option<&Json> {
        self.entities.get(reference)
    }

    /// References of every entity, sorted.
    pub(crate) fn references(&self) -> impl Iterator<Item = &str> {
        self.entities.keys().map(String::as_str)
    }

    /// An entity in a line; one that is not there has its reference alone.
    pub(crate) fn summary(&self, reference: &str) -> Summary {
        match self.entities.get(reference) {
            Some(entity) => compare::summary(reference, entity),
            None => Summary { reference: reference.to_owned(), title: None, owners: Vec::new() },
        }
    }

    /// The other ends of an entity's relations of a kind, such as `apiConsumedBy`.
    pub(crate) fn related(&self, reference: &str, kind: &str) -> Vec<Summary> {
        let edges = self.entities.get(reference).map(|entity| compare::edges(reference, entity));
        let edges = edges.into_iter().flatten().filter(|edge| edge.kind == kind);
        edges.map(|edge| self.summary(&edge.target)).collect()
    }
}

/// What changed. Everything is sorted by reference.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Diff {
    /// Entities that are only in the head.
    pub added: Vec<Summary>,
    /// Entities that are only in the base.
    pub removed: Vec<Summary>,
    /// Entities on both sides that differ.
    pub changed: Vec<Change>,
    /// Relations of the head whose target is missing, and was not missing (or not named) in the base.
    pub newly_dangling: Vec<Edge>,
}

/// An entity in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Summary {
    /// `component:default/shop`.
    pub reference: String,
    /// Its title, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its owners, as references.
    pub owners: Vec<String>,
}

/// An entity that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Change {
    /// The entity, as it is in the head.
    #[serde(flatten)]
    pub entity: Summary,
    /// Fields that differ, by path.
    pub fields: Vec<Field>,
    /// Owners before, where they are others now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owners_before: Option<Vec<String>>,
    /// Relations that are new, ownership left out.
    pub gained: Vec<Edge>,
    /// Relations that are gone, ownership left out.
    pub lost: Vec<Edge>,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Field {
    /// Where: `spec.lifecycle`, `metadata.tags`.
    pub path: String,
    /// Its value in the base; missing where it was not there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Json>,
    /// Its value in the head; missing where it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Json>,
}

/// A relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Edge {
    /// The entity it is on.
    pub source: String,
    /// `dependsOn`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The other end.
    pub target: String,
}

impl Diff {
    /// What changed from `base` to `head`.
    pub(crate) fn between(base: &Snapshot, head: &Snapshot) -> Self {
        compare::compare(base, head)
    }

    /// Whether nothing changed.
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.removed.is_empty()
            && self.changed.is_empty()
            && self.newly_dangling.is_empty()
    }

    /// The same without the texts of definitions, for people: of those that `compared` names, what changed is told otherwise.
    pub(crate) fn without_definitions(&self, compared: &dyn Fn(&str) -> bool) -> Self {
        let mut diff = self.clone();
        for change in &mut diff.changed {
            if compared(&change.entity.reference) {
                change.fields.retain(|field| field.path != DEFINITION);
            }
        }
        diff.changed.retain(|change| {
            let Change { fields, owners_before, gained, lost, .. } = change;
            !(fields.is_empty() && owners_before.is_none() && gained.is_empty() && lost.is_empty())
        });
        diff
    }

    /// Whether the text of an entity's definition changed.
    pub(crate) fn changes_definition(&self, reference: &str) -> bool {
        let of = self.changed.iter().filter(|change| change.entity.reference == reference);
        of.flat_map(|change| &change.fields).any(|field| field.path == DEFINITION)
    }

    /// As JSON, for programs.
    pub(crate) fn json(&self) -> Json {
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// A value in a line, cut where it is long.
fn shown(value: &Json) -> String {
    const LONGEST: usize = 80;
    let text = match value {
        Json::String(text) => text.lines().next().unwrap_or_default().to_owned(),
        other => other.to_string(),
    };
    let cut =
        text.chars().count() > LONGEST || value.as_str().is_some_and(|text| text.trim_end().contains('\n'));
    if cut { format!("{}…", text.chars().take(LONGEST).collect::<String>()) } else { text }
}
