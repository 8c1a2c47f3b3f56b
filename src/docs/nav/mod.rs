//! `nav` in all its forms to [`NavItem`](super::NavItem)s.
//!
//! In: the nav of a configuration and of those it includes, folders' own order files, the list of files.
//! Out: the navigation. Never: refuses a site for its nav: what is wrong is named and left out.

mod automatic;
mod draft;
mod folder_order;
mod include;
mod literate;
mod order_file;
mod resolve;

pub(super) use automatic::automatic;
pub(super) use draft::{Draft, What, drafts};
pub(super) use folder_order::ordered;
pub(super) use include::{Included, Includer};
pub(super) use literate::literate;
pub(super) use order_file::Style as OrderStyle;
pub(super) use resolve::{Resolver, link_neighbours};
