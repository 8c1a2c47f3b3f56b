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

pub use data::{Named, data_script};
pub use impact::{Impact, Reached, Way, impact};
pub use map::{Level, map};
pub use neighbourhood::{View, neighbourhood};
pub use organisation::{OrgGroup, Organisation, org_chart, organisation};
pub use present::icon;

#[cfg(test)]
mod sample;
