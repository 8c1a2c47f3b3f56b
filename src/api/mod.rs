//! API definitions to one model: operations, parameters, bodies, messages, channels, types, and what links them.
//!
//! In: an entity of kind API and the files of its repository. Out: an [`Api`], or `None` where the definition cannot be read,
//! and findings with their places. Never: fetches; reads outside the repository; recurses without bound; fails on a part that
//! it does not understand: the rest is read.

mod asyncapi;
mod avro;
mod definition;
mod diff;
mod documents;
mod fit;
mod graphql;
mod json_schema;
mod mcp;
mod model;
mod node;
mod openapi;
mod protobuf;
mod read;
mod rows;
mod sample;
mod schema;
mod shape;

use crate::catalog::EntityId;

pub(crate) use diff::{Change, Compatibility, Day, compare};
pub(crate) use model::{
    Api, Body, Example, Facts, Format, Link, Media, NamedType, Operation, Parameter, Server, TypeId, TypeKind,
};
pub(crate) use read::{read, read_text};
pub(crate) use rows::{Item, Row, Show, rows, type_words};
pub(crate) use sample::{Direction, sample};
pub(crate) use schema::{Limit, Schema, SchemaId, Value};
pub(crate) use shape::{Enter, shape, value_types};

/// The APIs of a catalog: those whose definitions could be read.
#[derive(Debug, Default)]
pub(crate) struct Apis(Vec<(EntityId, Api)>);

impl Apis {
    /// These, which have to be sorted by their entities.
    pub(crate) fn of(apis: Vec<(EntityId, Api)>) -> Self {
        Self(apis)
    }

    /// Every API with its entity.
    pub(crate) fn into_iter(self) -> impl Iterator<Item = (EntityId, Api)> {
        self.0.into_iter()
    }

    /// The API of an entity.
    pub(crate) fn get(&self, id: EntityId) -> Option<&Api> {
        self.0.binary_search_by_key(&id, |(known, _)| *known).ok().map(|at| &self.0[at].1)
    }
}
