//! Inventory to [`Catalog`]: the entities, exactly as Backstage would have them, and their relations.
//!
//! In: catalog files. Out: entities with the place of every field, both directions of every relation,
//! what was refused and why. Never: stops at the first problem; renders anything.

mod annotate;
pub(crate) mod annotations;
pub(crate) mod api;
mod assemble;
mod bounds;
mod candidate;
mod claim;
mod concern;
mod configured;
mod declared;
pub(crate) mod diff;
mod elsewhere;
mod entity;
mod envelope;
mod fault;
mod finish;
mod format;
mod identity;
mod kind;
pub(crate) mod kinds;
pub(crate) mod lint;
mod location;
mod owners;
mod pictures;
mod placeholder;
mod read;
mod reference;
mod relate;
mod relation;
mod rules;
mod spec;
mod suggest;

pub(crate) use assemble::assemble;
pub(crate) use elsewhere::{Elsewhere, Published};
pub(crate) use entity::{Catalog, Entity, EntityId, Link, Metadata, Origin, Refused};
pub(crate) use kind::Kind;
pub(crate) use read::{Found, read_file};
pub(crate) use reference::EntityRef;
pub(crate) use relation::{Relation, RelationType};

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
