//! Page plan and theme to bytes.
//!
//! In: one planned page, the catalog and documents, the theme. Out: one HTML file and its companions.
//! Never: shows a template anything but a typed context; builds HTML by hand.

mod companions;
mod definition;
mod frame;
mod links;
mod markdown_twin;
mod model;
mod page;
mod refused;
mod source_view;
mod text;
mod theme;
mod twin_lists;
mod view;

pub use companions::companions;
pub use model::Model;
pub use page::{Rendered, page};
pub use theme::{Piece, Theme};
