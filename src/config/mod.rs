//! `backlot.yaml` and `app-config.yaml` to [`Config`].
//!
//! In: files the user names or keeps beside the repositories, and the environment as data. Out: one
//! [`Config`] with every default filled in. Never: reads the environment itself; takes anything from a
//! crawled repository's content for configuration.

mod addresses;
mod backstage;
mod check;
mod keys;
mod load;
mod meaning;
mod model;
mod ours;
mod schema;
mod substitute;
mod tree;

pub(crate) use load::{Folder, Request, load};
pub(crate) use meaning::web_fault;
pub(crate) use model::{
    Address, AllowRule, AnnotationLink, CatalogConfig, Config, KindConfig, LocationConfig, NavLink,
    RelationConfig, RepoConfig, RuleLocation, SearchAnswer, SearchConfig,
};
pub(crate) use schema::schema;
