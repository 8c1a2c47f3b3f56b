//! Page plan and theme to bytes.
//!
//! In: one planned page, the catalog and documents, the theme. Out: one HTML file and its companions.
//! Never: shows a template anything but a typed context; builds HTML by hand.

mod alternate;
mod companions;
mod data_script;
mod facet;
mod frame;
mod links;
mod model;
mod nav_cache;
mod page;
mod refused;
mod source_view;
mod text;
mod theme;
mod view;

pub(crate) use companions::companions;
pub(crate) use model::Model;
pub(crate) use page::page;
pub(crate) use theme::{Piece, Theme};
