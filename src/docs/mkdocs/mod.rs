//! mkdocs.yml to [`Settings`] and what is read out of them.
//!
//! In: a configuration file of a repository, the files it inherits from. Out: its keys with their places.
//! Never: runs what a tag names; reads a variable that was not handed down; reads outside the repository.

mod env;
mod extensions;
mod keys;
mod read;
mod settings;
mod theme;
mod validation;

pub(super) use extensions::{Base, extensions};
pub(super) use keys::{check_keys, is_configuration};
pub(super) use read::{Reader, config_in, first_document};
pub(super) use settings::{Listed, Plugin, Settings, Sited, scalar};
pub(super) use theme::{features, language};
pub(super) use validation::{Level, Validation};
