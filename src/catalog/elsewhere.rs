//! Entities that other repositories describe.
//!
//! In: the organisation's catalog as a portal or a Backstage serves it, and the repository that is checked. Out: which
//! entities are described elsewhere, what they say of those here, and which were described here once. Never: puts one of them
//! into the catalog.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::declared::{self, Declared};
use super::{EntityRef, Kind, placeholder};
use crate::config::Config;
use crate::crawl::{Inventory, UrlTarget};
use crate::source::Files;
use crate::yaml::Node;

/// The organisation's catalog.
#[derive(Debug, Default)]
pub(crate) struct Published {
    entities: Vec<PublishedEntity>,
}

#[derive(Debug)]
struct PublishedEntity {
    reference: EntityRef,
    declared: Vec<Declared>,
    /// `url:https://…/catalog-info.yaml`, empty where it is not told.
    location: String,
}

/// What is known of entities that the crawl does not hold.
#[derive(Debug, Default)]
pub(crate) enum Elsewhere {
    /// There are none: the crawl is the whole.
    #[default]
    Nothing,
    /// Nobody knows: one repository is looked at alone.
    Unknown,
    /// Those of the organisation's catalog.
    Known(Known),
}

/// The organisation's catalog without what the crawled repository describes.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// By reference: where it is described, `url:https://…`.
    described: HashMap<EntityRef, String>,
    /// What they declare: who, what.
    pub(super) declared: Vec<(EntityRef, Declared)>,
    /// What the crawled repository described when the catalog was made, with the path of its file.
    pub(super) formerly_here: Vec<(EntityRef, String)>,
}

impl Published {
    /// Reads an `entities.json`: a list of entities, or Backstage's `{"items": […]}`. The error is one line for people.
    pub(crate) fn read(text: &str, config: &Config) -> Result<Self, String> {
        let json: Json = serde_json::from_str(text).map_err(|error| format!("it is not JSON: {error}"))?;
        let items = match json {
            Json::Array(items) => items,
            Json::Object(mut map) => match map.remove("items") {
                Some(Json::Array(items)) => items,
                _ => return Err("it holds no list of entities".to_owned()),
            },
            _ => return Err("it holds no list of entities".to_owned()),
        };
        let entity = |(index, item): (usize, Json)| {
            Self::entity(item, config)
                .ok_or_else(|| format!("its item {index} has no `kind` or no `metadata.name`"))
        };
        Ok(Self { entities: items.into_iter().enumerate().map(entity).collect::<Result<_, _>>()? })
    }

    fn entity(item: Json, config: &Config) -> Option<PublishedEntity> {
        let document = placeholder::from_json(item);
        let text = |path: &[&str]| document.at(path.iter().copied()).and_then(Node::as_str);
        let kind = text(&["kind"])?;
        let namespace = text(&["metadata", "namespace"]).unwrap_or("default");
        let reference = EntityRef::new(kind, namespace, text(&["metadata", "name"])?);
        let custom = config.catalog.kinds.get(kind);
        // What cannot be read there is no fault of this repository.
        let mut faults = Vec::new();
        let declared = declared::relations(&document, &Kind::from_text(kind), namespace, custom, &mut faults);
        let location = text(&["metadata", "annotations", super::annotate::LOCATION]).unwrap_or_default();
        Some(PublishedEntity { reference, declared, location: location.to_owned() })
    }

    /// URLs of the files that describe its entities.
    pub(crate) fn urls(&self) -> impl Iterator<Item = &str> {
        self.entities.iter().filter_map(|entity| entity.location.strip_prefix("url:"))
    }

    /// What of it other repositories describe.
    pub(super) fn beside(&self, files: &Files, inventory: &Inventory) -> Known {
        let mut known = Known::default();
        for entity in &self.entities {
            if let Some(path) = path_here(&entity.location, files, inventory) {
                known.formerly_here.push((entity.reference.clone(), path));
                continue;
            }
            known.described.insert(entity.reference.clone(), entity.location.clone());
            let declared = entity.declared.iter().cloned();
            known.declared.extend(declared.map(|declared| (entity.reference.clone(), declared)));
        }
        known
    }
}

/// The path of a file in the crawled repository that an entity is said to come from; `None` where it comes from another.
fn path_here(location: &str, files: &Files, inventory: &Inventory) -> Option<String> {
    if let Some(url) = location.strip_prefix("url:") {
        let UrlTarget { repo, path, .. } = inventory.find_url(files, url)?;
        return Some(inventory.repo(repo).root.display(&path));
    }
    // A portal of repositories without a known host names its files by the repository's folder.
    let path = location.strip_prefix("file:")?;
    inventory.iter().find_map(|(_, repo)| {
        let below = path.strip_prefix(repo.root.path().file_name()?.to_str()?)?.strip_prefix('/')?;
        Some(repo.root.display(below))
    })
}

impl Elsewhere {
    /// Whether an entity is, or may be, described by another repository.
    pub(crate) fn has(&self, reference: &EntityRef) -> bool {
        match self {
            Self::Nothing => false,
            Self::Unknown => true,
            Self::Known(known) => known.described.contains_key(reference),
        }
    }

    /// Where the organisation's catalog has an entity from; `None` where it knows of none elsewhere, or there is no such catalog.
    pub(super) fn described(&self, reference: &EntityRef) -> Option<&str> {
        match self {
            Self::Known(known) => known.described.get(reference).map(String::as_str),
            _ => None,
        }
    }

    /// The entities that are known to be described elsewhere, in no order.
    pub(super) fn references(&self) -> impl Iterator<Item = &EntityRef> {
        let known = match self {
            Self::Known(known) => Some(&known.described),
            _ => None,
        };
        known.into_iter().flat_map(HashMap::keys)
    }

    /// Whether what was crawled is all there is, so that something missing is missing.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// What entities elsewhere declare.
    pub(super) fn declared(&self) -> &[(EntityRef, Declared)] {
        match self {
            Self::Known(known) => &known.declared,
            _ => &[],
        }
    }
}

/// An entity that was described here, is not any more, and is named elsewhere.
pub(super) struct Removed<'k> {
    pub(super) reference: &'k EntityRef,
    /// The path of its file.
    pub(super) path: &'k str,
    /// Who names it, by which field.
    pub(super) users: Vec<(&'k EntityRef, &'k str)>,
}

impl Known {
    /// What was described here, is not any more, and is named elsewhere. `still` says what is described here.
    pub(super) fn removed<'k>(&'k self, still: &dyn Fn(&EntityRef) -> bool) -> Vec<Removed<'k>> {
        let gone: Vec<_> = self.formerly_here.iter().filter(|(reference, _)| !still(reference)).collect();
        let names: HashSet<&EntityRef> = gone.iter().map(|(reference, _)| reference).collect();
        let mut users: HashMap<&EntityRef, Vec<(&EntityRef, &str)>> = HashMap::new();
        for (source, declared) in
            self.declared.iter().filter(|(_, declared)| names.contains(&declared.target))
        {
            users.entry(&declared.target).or_default().push((source, declared.field.as_ref()));
        }
        gone.into_iter()
            .filter_map(|(reference, path)| {
                Some(Removed { reference, path: path.as_str(), users: users.remove(reference)? })
            })
            .collect()
    }
}
