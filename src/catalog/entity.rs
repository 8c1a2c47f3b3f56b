//! Entities and the catalog they form.
//!
//! In: built by the catalog stage. Out: read by docs, site, render and search. Never: changed afterwards.

use std::collections::HashMap;

use serde_json::{Map as JsonMap, Value as Json};

use super::{Elsewhere, EntityRef, Kind, Relation, RelationType};
use crate::crawl::RepoId;
use crate::source::{FileId, Span};
use crate::url::SitePath;
use crate::yaml::Node;

/// Index of an entity in its [`Catalog`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntityId(pub usize);

/// Every entity that was accepted, sorted by reference.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    /// Sorted by [`Entity::reference`].
    pub entities: Vec<Entity>,
    /// Documents that look like entities and were refused; each has at least one diagnostic.
    pub refused: Vec<Refused>,
    /// How many entity documents were read: accepted, refused and duplicate ones, skeletons too.
    pub documents_read: usize,
    /// How many sound documents are left out because another has their name; each has a diagnostic.
    pub duplicates: usize,
    /// Documents that bear the name of another one, or were refused, by name: what is said of them is not said of the
    /// entity.
    pub(super) namesakes: HashMap<EntityRef, Vec<Span>>,
    pub(super) by_ref: HashMap<EntityRef, EntityId>,
    /// What is known of entities that other repositories describe.
    pub elsewhere: Elsewhere,
}

impl Catalog {
    /// A catalog of these entities, which have to be sorted by reference and without repetitions; relations
    /// keep the ids they have.
    #[cfg(test)]
    pub(crate) fn of(entities: Vec<Entity>) -> Self {
        let ids = entities.iter().enumerate();
        let by_ref = ids.map(|(index, entity)| (entity.reference.clone(), EntityId(index))).collect();
        Self { documents_read: entities.len(), entities, by_ref, ..Self::default() }
    }

    /// The entity of an id.
    pub(crate) fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0]
    }

    /// The id of a reference, if there is such an entity.
    pub(crate) fn find(&self, reference: &EntityRef) -> Option<EntityId> {
        self.by_ref.get(reference).copied()
    }

    /// All entities with their ids, sorted by reference.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.entities.iter().enumerate().map(|(index, entity)| (EntityId(index), entity))
    }
}

/// An accepted entity.
#[derive(Debug)]
pub(crate) struct Entity {
    /// Identity, lower case.
    pub reference: EntityRef,
    /// What it is.
    pub kind: Kind,
    /// Its metadata, read out of [`Entity::json`] for those who show it.
    pub metadata: Metadata,
    /// The whole entity as Backstage's API serves it, with relations, annotations, `uid` and `etag`.
    pub json: Json,
    /// Both directions, sorted by type and target, without repetitions.
    pub relations: Vec<Relation>,
    /// Where it was written.
    pub origin: Origin,
}

impl Entity {
    /// `spec`, empty where there is none.
    pub(crate) fn spec(&self) -> &JsonMap<String, Json> {
        static EMPTY: std::sync::LazyLock<JsonMap<String, Json>> = std::sync::LazyLock::new(JsonMap::new);
        self.json.get("spec").and_then(Json::as_object).unwrap_or(&EMPTY)
    }

    /// A text field of `spec`.
    pub(crate) fn spec_text(&self, key: &str) -> Option<&str> {
        self.spec().get(key).and_then(Json::as_str)
    }

    /// `spec.type`, of kinds that have it.
    pub(crate) fn spec_type(&self) -> Option<&str> {
        self.spec_text("type")
    }

    /// `spec.lifecycle`, of kinds that have it.
    pub(crate) fn lifecycle(&self) -> Option<&str> {
        self.spec_text("lifecycle")
    }

    /// What it is called where people read it: `spec.profile.displayName`, else `metadata.title`, else the
    /// name (Backstage's entity presentation, `primaryTitle`).
    pub(crate) fn title(&self) -> &str {
        self.spec()
            .get("profile")
            .and_then(|profile| profile.get("displayName"))
            .and_then(Json::as_str)
            .filter(|text| !text.is_empty())
            .or(self.metadata.title.as_deref())
            .unwrap_or(&self.metadata.name)
    }

    /// Relations of one type, in order.
    pub(crate) fn related(&self, kind: RelationType) -> impl Iterator<Item = &Relation> {
        self.relations.iter().filter(move |relation| relation.kind == kind)
    }

    /// Value of an annotation.
    pub(crate) fn annotation(&self, key: &str) -> Option<&str> {
        self.metadata.annotations.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Where an annotation was written; the entity itself where it was not.
    pub(crate) fn annotation_span(&self, key: &str) -> Span {
        self.origin.field(["metadata", "annotations", key])
    }

    /// Its page: `catalog/<namespace>/<kind>/<name>/`, lower case.
    pub(crate) fn site_path(&self) -> SitePath {
        self.reference.below(&SitePath::CATALOG)
    }

    /// Where Backstage shows its docs: `docs/<namespace>/<kind>/<name>/`, lower case.
    pub(crate) fn docs_path(&self) -> SitePath {
        self.reference.below(&SitePath::DOCS)
    }
}

/// Metadata in the shapes that pages need.
#[derive(Debug, Default)]
#[allow(missing_docs, reason = "the names are Backstage's own")]
pub(crate) struct Metadata {
    pub name: String,
    pub namespace: String,
    pub title: Option<String>,
    pub description: Option<String>,
    pub labels: Vec<(String, String)>,
    /// Written and generated ones, sorted by key.
    pub annotations: Vec<(String, String)>,
    pub tags: Vec<String>,
    pub links: Vec<Link>,
}

/// An entry of `metadata.links`.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names are Backstage's own")]
pub(crate) struct Link {
    pub url: String,
    pub title: Option<String>,
    pub icon: Option<String>,
}

/// Where an entity was written.
#[derive(Debug)]
pub(crate) struct Origin {
    /// Repository.
    pub repo: RepoId,
    /// File.
    pub file: FileId,
    /// Path of the file below the repository's root.
    pub path: String,
    /// The document's place.
    pub span: Span,
    /// The document as written, with the place of every field.
    pub node: Node,
}

impl Origin {
    /// The place of a field (`["spec", "owner"]`), or of the document where the field is not written.
    pub(crate) fn field<'p>(&self, path: impl IntoIterator<Item = &'p str>) -> Span {
        self.node.at(path).map_or(self.span, |node| Span::new(self.file, node.range()))
    }

    /// The folder of the file below the repository's root.
    pub(crate) fn folder(&self) -> &str {
        crate::path::folder(&self.path)
    }
}

/// An entity document that is not part of the catalog.
#[derive(Debug)]
pub(crate) struct Refused {
    /// Its reference as far as it can be read.
    pub reference: Option<EntityRef>,
    /// Its place.
    pub span: Span,
    /// Why, as in the diagnostic.
    pub reason: String,
}
