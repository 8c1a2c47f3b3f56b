//! When a page was last changed, and by whom.
//!
//! In: a planned site and its repository's history. Out: dates and names on its pages. Never: asks git.

use super::DocSite;
use crate::crawl::git::History;

/// Fills in what git knows; a shallow clone knows nothing that is true.
pub(crate) fn add_history(site: &mut DocSite, history: &History) {
    if history.shallow {
        return;
    }
    for page in &mut site.pages {
        if let Some(file) = history.files.get(&page.path) {
            page.updated = file.updated.get(..10).map(str::to_owned);
            page.authors = file.authors.iter().map(|author| author.name.clone()).collect();
        }
    }
}
