//! `backlot.yaml` and `app-config.yaml` to [`Config`].
//!
//! In: files the user names or keeps beside the repositories, and the environment as data. Out: one
//! [`Config`] with every default filled in. Never: reads the environment itself; takes anything from a
//! crawled repository's content for configuration.

mod backstage;
mod check;
mod keys;
mod load;
mod model;
mod ours;
mod schema;
mod substitute;
mod tree;

pub use load::{Folder, LoadError, Request, load};
pub use model::{
    AllowRule, AnnotationLink, CatalogConfig, Config, DocsConfig, HomeConfig, KindConfig, LocationConfig,
    NavLink, RelationConfig, RepoConfig, RuleLocation, ThemeConfig,
};
pub use schema::schema;
pub use substitute::Environment;
