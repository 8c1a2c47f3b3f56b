//! Inventory to [`Catalog`]: the entities, exactly as Backstage would have them, and their relations.
//!
//! In: catalog files. Out: entities with the place of every field, both directions of every relation,
//! what was refused and why. Never: stops at the first problem; renders anything.

mod annotate;
pub mod api;
mod assemble;
mod candidate;
mod claim;
mod configured;
pub mod diff;
mod emit;
mod entity;
mod envelope;
mod fault;
mod finish;
mod format;
mod identity;
mod kind;
mod lint;
mod location;
mod owners;
mod placeholder;
mod read;
mod reference;
mod relate;
mod relation;
mod rules;
mod spec;
mod suggest;
mod template;

pub use assemble::assemble;
pub use entity::{Catalog, Entity, EntityId, Link, Metadata, Origin, Refused};
pub use kind::Kind;
pub use read::{Found, ReadFile, read_file};
pub use reference::EntityRef;
pub use relation::{Relation, RelationType};
