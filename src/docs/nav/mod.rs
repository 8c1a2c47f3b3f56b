//! Navigation: what mkdocs.yml says, completed and looked up.
//!
//! In: `nav`, the configurations it includes, what plugins make of it, folders' own order files, the list of files.
//! Out: the navigation. Never: refuses a site for its nav: what is wrong is named and left out.

mod automatic;
mod awesome_nav;
mod awesome_pages;
mod docs_files;
mod draft;
mod glob;
mod include;
mod literate;
mod natural;
mod order_file;
mod plugins;
mod resolve;
mod section_index;
mod tree;

pub(super) use automatic::{automatic, included};
pub(super) use docs_files::{DocsFiles, PageHeader};
pub(super) use draft::{Draft, What, drafts};
pub(super) use glob::{Name, Syntax};
pub(super) use include::{Included, Includer};
pub(super) use plugins::{Ordered, plugins};
pub(super) use resolve::{Resolver, link_neighbours};
pub(super) use section_index::{SectionIndex, section_index};

use crate::diag::{Diagnostic, codes};

/// Said where patterns take more steps than a site may have.
fn too_many_patterns() -> Diagnostic {
    Diagnostic::new(&codes::docs::NAV_NOT_FOUND, "the patterns of the navigation take too long to look up")
        .help("write fewer or simpler patterns; pages that the rest would find are in no navigation")
}
