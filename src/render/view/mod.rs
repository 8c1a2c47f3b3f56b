//! One typed context per kind of page.
//!
//! In: the model and a place in the plan. Out: a serialisable struct that a template shows. Never: HTML,
//! except what the Markdown serialiser and `diagram/` made.

pub(super) mod about;
pub(super) mod annotations;
pub(super) mod api;
pub(super) mod api_home;
pub(super) mod cards;
pub(super) mod dependencies;
pub(super) mod docs;
pub(super) mod docs_home;
pub(super) mod docs_nav;
pub(super) mod entity;
pub(super) mod entity_health;
pub(super) mod health;
pub(super) mod home;
pub(super) mod listing;
pub(super) mod org;
pub(super) mod pager;
pub(super) mod relations;
pub(super) mod row;
pub(super) mod sections;
pub(super) mod template;
pub(super) mod templates;
mod tool_home;
