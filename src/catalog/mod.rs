//! Inventory to [`Catalog`]: the entities, exactly as Backstage would have them, and their relations.
//!
//! In: catalog files. Out: entities with the place of every field, both directions of every relation,
//! what was refused and why. Never: stops at the first problem; renders anything.

mod entity;
mod kind;
mod reference;
mod relation;

pub use entity::{Catalog, Entity, EntityId, Link, Metadata, Origin, Refused};
pub use kind::Kind;
pub use reference::EntityRef;
pub use relation::{Relation, RelationType};
