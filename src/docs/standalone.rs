//! One docs site alone: `backlot docs DIR`.
//!
//! In: a repository, and a folder of it with an mkdocs.yml, a docs folder or a README. Out: an inventory of one repository and the planned
//! site, with its pages at the top of the output. Never: needs a catalog.

use super::mkdocs::config_in;
use super::seed::SiteSeed;
use super::{DocSite, plan};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::crawl::{Inventory, Repo, RepoId};
use crate::diag::Diagnostics;
use crate::path::join;
use crate::source::Files;
use crate::url::SitePath;

/// A site without a portal around it. Its pages are rendered by
/// [`render_page`](super::render_page) with `sites = [site]`.
#[derive(Debug)]
pub(crate) struct Standalone {
    /// The one repository.
    pub inventory: Inventory,
    /// The site; its base is empty.
    pub site: DocSite,
    /// What is wrong with its configuration.
    pub found: Diagnostics,
}

/// Plans the site of `folder` in `repo`. Nothing outside the repository is read. With `beyond_techdocs` the text-level
/// extensions count that no TechDocs image holds, as they do in a portal.
pub(crate) fn standalone(
    files: &Files,
    repo: Repo,
    folder: &str,
    beyond_techdocs: bool,
    config: &Config,
) -> Standalone {
    let root = &repo.root;
    // The docs folder itself may have been named.
    let config_file = config_in(files, root, folder);
    let (folder, config_file) = match (config_file, crate::path::split(folder)) {
        (None, (above, "docs")) if !files.is_file(root, &join(folder, "docs")) => {
            let config_file = config_in(files, root, above);
            (above.to_owned(), config_file)
        }
        (config_file, _) => (folder.to_owned(), config_file),
    };
    let inventory = Inventory::new(vec![repo]);
    let seed = SiteSeed {
        repo: RepoId(0),
        folder,
        config: config_file,
        entities: Vec::new(),
        base: SitePath::HOME,
        aliases: Vec::new(),
        beyond_techdocs,
        readme_only: false,
        asked_at: None,
    };
    let (site, found) = plan(files, &inventory, &Catalog::default(), &seed, config);
    Standalone { inventory, site, found }
}
