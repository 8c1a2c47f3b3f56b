//! The tables of related entities on an overview.
//!
//! In: an entity. Out: for each relation that its kind lives by, the related entities, or why there are none
//! and what to write to have some. Never: drops a target that does not exist, as Backstage's tables do.

use serde::Serialize;

use super::row::{Row, row};
use crate::catalog::{Entity, EntityId, Kind, RelationType};
use crate::render::links::{EntityLink, Here, short};

/// A table of related entities.
#[derive(Serialize)]
pub(in crate::render) struct Section {
    pub id: String,
    pub title: &'static str,
    pub rows: Vec<Row>,
    pub missing: Vec<EntityLink>,
    /// Why it is empty; the section is left out where this is empty too.
    pub empty: &'static str,
    /// What to paste.
    pub paste: String,
    pub columns: Columns,
    /// How many there are.
    pub count: usize,
    /// How many rows are left to the relations tab.
    pub more: usize,
}

/// Which columns have something in them.
#[derive(Serialize, Default, Clone, Copy)]
pub(in crate::render) struct Columns {
    pub owner: bool,
    pub kind_of: bool,
    pub lifecycle: bool,
    pub description: bool,
}

/// Rows of one table; the relations tab has them all.
const MOST: usize = 60;

use RelationType::{
    ApiConsumedBy, ApiProvidedBy, ConsumesApi, DependencyOf, DependsOn, HasPart, OwnerOf, ProvidesApi,
};

/// (relation, kinds of targets, title, why empty, what to paste)
type Shape = (RelationType, &'static [&'static str], &'static str, &'static str, &'static str);

const COMPONENT: &[Shape] = &[
    (
        ProvidesApi,
        &["api"],
        "Provided APIs",
        "This component does not provide any APIs.",
        "spec:\n  providesApis: [my-api]",
    ),
    (
        ConsumesApi,
        &["api"],
        "Consumed APIs",
        "This component does not consume any APIs.",
        "spec:\n  consumesApis: [their-api]",
    ),
    (
        DependsOn,
        &[],
        "Depends on",
        "Nothing is declared that this component depends on.",
        "spec:\n  dependsOn: [resource:my-database]",
    ),
    (DependencyOf, &[], "Depended on by", "", ""),
    (HasPart, &["component"], "Subcomponents", "", ""),
];
const API: &[Shape] = &[
    (
        ApiProvidedBy,
        &[],
        "Providers",
        "No component provides this API.",
        "# in the component that serves it\nspec:\n  providesApis: [this-api]",
    ),
    (
        ApiConsumedBy,
        &[],
        "Consumers",
        "No component consumes this API.",
        "# in a component that calls it\nspec:\n  consumesApis: [this-api]",
    ),
    (DependencyOf, &[], "Depended on by", "", ""),
];
const RESOURCE: &[Shape] = &[
    (
        DependencyOf,
        &[],
        "Depended on by",
        "Nothing depends on this resource.",
        "# in a component that uses it\nspec:\n  dependsOn: [resource:this-resource]",
    ),
    (DependsOn, &[], "Depends on", "", ""),
];
const SYSTEM: &[Shape] = &[
    (
        HasPart,
        &["component"],
        "Components",
        "No component is part of this system.",
        "# in the component\nspec:\n  system: this-system",
    ),
    (
        HasPart,
        &["api"],
        "APIs",
        "No API is part of this system.",
        "# in the API\nspec:\n  system: this-system",
    ),
    (
        HasPart,
        &["resource"],
        "Resources",
        "No resource is part of this system.",
        "# in the resource\nspec:\n  system: this-system",
    ),
    (HasPart, &["*"], "Further parts", "", ""),
];
const DOMAIN: &[Shape] = &[
    (HasPart, &["domain"], "Subdomains", "", ""),
    (
        HasPart,
        &["system"],
        "Systems",
        "No system is part of this domain.",
        "# in the system\nspec:\n  domain: this-domain",
    ),
    (HasPart, &["*"], "Further parts", "", ""),
];
const OTHER: &[Shape] = &[
    (HasPart, &[], "Parts", "", ""),
    (DependsOn, &[], "Depends on", "", ""),
    (DependencyOf, &[], "Depended on by", "", ""),
    (ProvidesApi, &[], "Provided APIs", "", ""),
    (ConsumesApi, &[], "Consumed APIs", "", ""),
];
const ORG: &[Shape] =
    &[(OwnerOf, &[], "Owns", "This team owns nothing yet.", "# in what it owns\nspec:\n  owner: this-team")];
const USER: &[Shape] = &[(OwnerOf, &[], "Owns directly", "", "")];

/// The tables of an entity.
pub(in crate::render) fn sections(here: Here<'_>, id: EntityId) -> Vec<Section> {
    let entity = here.model.catalog.entity(id);
    let shapes = match entity.kind {
        Kind::Component => COMPONENT,
        Kind::Api => API,
        Kind::Resource => RESOURCE,
        Kind::System => SYSTEM,
        Kind::Domain => DOMAIN,
        Kind::Group => ORG,
        Kind::User => USER,
        _ => OTHER,
    };
    shapes
        .iter()
        .map(|shape| section(here, entity, shapes, shape))
        .filter(|section| section.count > 0 || !section.empty.is_empty())
        .collect()
}

fn section(here: Here<'_>, entity: &Entity, shapes: &[Shape], shape: &Shape) -> Section {
    let &(kind, targets, title, empty, paste) = shape;
    let listed =
        |target: &str| shapes.iter().any(|&(other, targets, ..)| other == kind && targets.contains(&target));
    let wanted = |target: &str| match targets {
        [] => true,
        ["*"] => !listed(target),
        some => some.contains(&target),
    };
    let (mut ids, mut missing) = (Vec::new(), Vec::new());
    for relation in entity.related(kind).filter(|relation| wanted(relation.target.kind())) {
        match relation.target_id {
            Some(id) => ids.push(id),
            None => missing.push(here.target(relation)),
        }
    }
    ids.sort_by_cached_key(|&id| (here.model.catalog.entity(id).title().to_lowercase(), id));
    let count = ids.len() + missing.len();
    let more = ids.len().saturating_sub(MOST);
    let rows: Vec<Row> = ids.into_iter().take(MOST).map(|id| row(here, id)).collect();
    let columns = Columns {
        owner: kind != OwnerOf && rows.iter().any(|row| !row.owners.is_empty()),
        kind_of: rows.iter().any(|row| !row.kind_of.is_empty()),
        lifecycle: rows.iter().any(|row| !row.lifecycle.is_empty()),
        description: rows.iter().any(|row| !row.description.is_empty()),
    };
    let id = title.to_lowercase().replace(' ', "-");
    // What is to be pasted names this very entity.
    let own = short(&entity.reference);
    let this = ["this-api", "this-resource", "this-system", "this-domain", "this-team"];
    let named = |text: &str| this.iter().fold(text.to_owned(), |text, this| text.replace(this, &own));
    let paste = if count == 0 { named(paste) } else { String::new() };
    Section { id, title, rows, missing, empty, paste, columns, count, more }
}
