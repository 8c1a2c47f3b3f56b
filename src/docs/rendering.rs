//! What the pages of a site need to be rendered, worked out once.
//!
//! In: filled while a site is planned. Out: read for every page. Never: changed afterwards.

use super::mkdocs::{Base, Validation};
use super::text::Includes;
use crate::forge::Remote;
use crate::markdown::Options;
use crate::source::FileId;

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Rendering {
    /// How Markdown is read.
    pub(super) options: Options,
    /// Where snippets are looked for, in order.
    pub(super) snippet_bases: Vec<Base>,
    /// A missing snippet is an error.
    pub(super) check_paths: bool,
    /// How severe problems are.
    pub(super) validation: Validation,
    /// What is done to the text before it is Markdown.
    pub(super) includes: Includes,
    /// `use_directory_urls`.
    pub(super) directory_urls: bool,
    /// Path of `site_url`: absolute links may start with it.
    pub(super) site_path: Option<String>,
    /// Scheme and host of `site_url`: where absolute links lead that are not this site's.
    pub(super) site_origin: Option<String>,
    /// Where files outside the docs folder are shown: the repository's remote, or what `repo_url` says.
    pub(super) remote: Option<Remote>,
    /// The configuration's file, for findings about the site as a whole.
    pub(super) config_file: Option<FileId>,
}
