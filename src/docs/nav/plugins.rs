//! The plugins that make or change a navigation.
//!
//! In: the nav of mkdocs.yml, includes resolved. Out: what the listed plugins make of it, in the order in which MkDocs
//! calls them: literate-nav when files are known, awesome-pages and awesome-nav when the navigation is. Never: runs one.

use super::awesome_nav::{awesome_nav, file_of_order};
use super::awesome_pages::{self, awesome_pages};
use super::docs_files::DocsFiles;
use super::literate::{self, literate};
use super::{Draft, automatic};
use crate::diag::Diagnostics;
use crate::docs::mkdocs::Settings;

/// A navigation before its paths are looked up.
pub(in crate::docs) struct Ordered {
    pub(in crate::docs) drafts: Vec<Draft>,
    /// Somebody wrote all of it, so that what it lacks is worth a word.
    pub(in crate::docs) is_written: bool,
    /// Nav files, which are in no navigation on purpose.
    pub(in crate::docs) nav_files: Vec<String>,
}

/// Applies them. `written` is the nav of mkdocs.yml.
pub(in crate::docs) fn plugins(
    written: Option<Vec<Draft>>,
    docs: &DocsFiles<'_>,
    settings: &Settings,
    found: &mut Diagnostics,
) -> Ordered {
    let mut out = Ordered { drafts: Vec::new(), is_written: written.is_some(), nav_files: Vec::new() };
    let mut nav = written;
    if let Some(options) = literate::Options::new(settings) {
        let literate = literate(nav, docs, &options, found);
        out.nav_files = literate.nav_files;
        out.is_written |= !out.nav_files.is_empty();
        nav = (!literate.drafts.is_empty()).then_some(literate.drafts);
    }
    if let Some(options) = awesome_pages::Options::new(settings) {
        out.is_written = false;
        nav = Some(awesome_pages(nav, docs, &options, found));
    }
    if let Some(filename) = file_of_order(settings) {
        out.is_written = false;
        nav = Some(awesome_nav(docs, &filename, found));
    }
    out.drafts = nav.unwrap_or_else(|| automatic(docs.own(), 0));
    out
}
