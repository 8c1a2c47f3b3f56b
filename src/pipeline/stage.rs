//! The stages by name.
//!
//! In: nothing. Out: what `--timings` lists and a progress line shows. Never: a clock: whoever is told has one.

/// A stage that takes time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Repositories are looked for.
    Crawl,
    /// Catalog files are read and related.
    Catalog,
    /// Definitions of APIs are read.
    Apis,
    /// Doc sites are found and planned.
    Docs,
    /// Git is asked for dates and authors.
    History,
    /// Markdown is rendered.
    Texts,
    /// Links and anchors are resolved, findings sorted.
    Links,
    /// Every page gets its address.
    Plan,
    /// Pages are rendered and written.
    Pages,
    /// The search index is made and written.
    Search,
    /// All other files are made and written.
    Rest,
}

impl Stage {
    /// What is being done, for people.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Crawl => "Looking for repositories",
            Self::Catalog => "Reading the catalog",
            Self::Apis => "Reading API definitions",
            Self::Docs => "Planning documentation",
            Self::History => "Asking git",
            Self::Texts => "Rendering Markdown",
            Self::Links => "Resolving links",
            Self::Plan => "Planning pages",
            Self::Pages => "Writing pages",
            Self::Search => "Indexing for search",
            Self::Rest => "Writing other files",
        }
    }
}

/// Is told which stage begins.
pub(crate) type Tell<'a> = &'a (dyn Fn(Stage) + Sync);
