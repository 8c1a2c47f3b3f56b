//! The tables of related entities on an overview.
//!
//! In: an entity. Out: for each relation that its kind lives by, the related entities, or why there are none
//! and what to write to have some. Never: drops a target that does not exist, as Backstage's tables do.

use serde::Serialize;

use super::row::{Row, row};
use crate::catalog::kinds::{Related, Targets};
use crate::catalog::{Entity, EntityId, RelationType};
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

/// The tables of an entity.
pub(in crate::render) fn sections(here: Here<'_>, id: EntityId) -> Vec<Section> {
    let entity = here.model.catalog.entity(id);
    let tables = entity.kind.definition().related;
    tables
        .iter()
        .map(|table| section(here, entity, tables, table))
        .filter(|section| section.count > 0 || !section.empty.is_empty())
        .collect()
}

fn section(here: Here<'_>, entity: &Entity, tables: &[Related], table: &Related) -> Section {
    let &Related { relation: kind, targets, title, ref empty } = table;
    let listed = |key: &str| {
        tables.iter().any(|other| {
            other.relation == kind && matches!(other.targets, Targets::Kind(kind) if kind == key)
        })
    };
    let wanted = |key: &str| match targets {
        Targets::All => true,
        Targets::Kind(kind) => kind == key,
        Targets::Others => !listed(key),
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
        owner: kind != RelationType::OwnerOf && rows.iter().any(|row| !row.owners.is_empty()),
        kind_of: rows.iter().any(|row| !row.kind_of.is_empty()),
        lifecycle: rows.iter().any(|row| !row.lifecycle.is_empty()),
        description: rows.iter().any(|row| !row.description.is_empty()),
    };
    let id = title.to_lowercase().replace(' ', "-");
    // What is to be pasted names this very entity.
    let paste = empty
        .as_ref()
        .filter(|_| count == 0)
        .map_or_else(String::new, |empty| empty.paste.replace("{this}", &short(&entity.reference)));
    let empty = empty.as_ref().map_or("", |empty| empty.text);
    Section { id, title, rows, missing, empty, paste, columns, count, more }
}
