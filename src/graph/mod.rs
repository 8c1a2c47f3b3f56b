//! Catalog to graphs: what stands around an entity, what depends on it, how the organisation is made.
//!
//! In: the [`Catalog`](crate::catalog::Catalog). Out: [`diagram::Graph`](crate::diagram::Graph)s to draw, lists to
//! show, and the data that `graph.js` explores. Never: draws; knows URLs other than an entity's own page;
//! leaves an edge out without counting it.

mod data;
mod impact;
mod map;
mod neighbourhood;
mod organisation;
mod present;

pub(crate) use data::{Named, data_script};
pub(crate) use impact::{Direction, Impact, Reached, impact, is_dependency};
pub(crate) use map::{Level, map};
pub(crate) use neighbourhood::{View, neighbourhood};
pub(crate) use organisation::{Organisation, org_chart, organisation};

#[cfg(test)]
mod sample;
