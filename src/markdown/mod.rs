//! Text to [`Document`]: the TechDocs dialect of Markdown as numbered steps over one tree.
//!
//! In: the text of a page, [`Options`], and a [`Host`] that answers what a page cannot know.
//! Out: clean HTML, toc, anchors, links, sections for search. Never: fails; knows entities or sites;
//! lets through HTML that is not on the allow-list.

mod document;
mod host;

pub use document::{Document, Finding, FindingKind, LinkUse, Section, TocEntry};
pub use host::{Host, Link, LinkKind, NoHost, Resolved, Snippet};

/// What mkdocs.yml sets for every page of a site.
#[derive(Debug, Clone)]
pub struct Options {
    /// Extensions by full name (`pymdownx.tabbed`), with their options as written.
    pub extensions: Vec<(String, Option<crate::yaml::Node>)>,
    /// Names that mean nothing here.
    pub unknown: Vec<String>,
}

impl Options {
    /// techdocs-core's defaults with an author's extensions on top.
    pub fn techdocs(extensions: &[(String, Option<crate::yaml::Node>)]) -> Self {
        Self { extensions: extensions.to_vec(), unknown: Vec::new() }
    }
}

impl Default for Options {
    /// What techdocs-core 1.7 sets.
    fn default() -> Self {
        Self { extensions: Vec::new(), unknown: Vec::new() }
    }
}

/// Renders a page.
pub fn render(text: &str, options: &Options, host: &dyn Host) -> Document {
    let _ = (text, options, host);
    todo!("markdown::render")
}
