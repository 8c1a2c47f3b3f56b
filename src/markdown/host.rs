//! What a page asks of the world around it.
//!
//! In: links, snippet names, from the page. Out: answers by whoever renders it.
//! Never: does anything itself; [`NoHost`] answers for a page that stands alone.

use std::ops::Range;

use crate::diagram::{Drawing, Problem};

/// A link or image that the author wrote.
#[derive(Debug, Clone)]
pub(crate) struct Link<'a> {
    /// As written, entities decoded.
    pub url: &'a str,
    /// Link or image, Markdown or raw HTML.
    pub kind: LinkKind,
    /// Where it stands in the page's text.
    pub span: Range<usize>,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// `[x](y)`.
    Link,
    /// `![x](y)`.
    Image,
    /// `<a href>` in raw HTML.
    HtmlLink,
    /// `<img src>` and the like in raw HTML.
    HtmlImage,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Resolved {
    /// What to write instead; `None` leaves it as it is.
    pub url: Option<String>,
    /// The page it leads to, if its anchor is to be checked (a key of the host's own; empty for this page).
    pub page: Option<String>,
    /// Width and height of an image, where they are known, against layout shift.
    pub size: Option<(u32, u32)>,
    /// Why it leads nowhere, for the reader; such a link is marked.
    pub dead: Option<String>,
    /// What is wrong with it.
    pub finding: Option<(super::FindingKind, String, Option<String>)>,
}

/// A file that is included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Snippet {
    /// Identity of the file, to notice circles.
    pub key: String,
    /// Its text.
    pub text: String,
}

/// Answers for one page.
pub(crate) trait Host: Sync {
    /// Where a link leads.
    fn resolve(&self, link: &Link<'_>) -> Resolved;

    /// The text of a snippet (`--8<-- "path"`, without section and lines), or why there is none. `from` is
    /// the key of the snippet that asks, `None` for the page itself.
    fn snippet(&self, path: &str, from: Option<&str>) -> Result<Snippet, String>;

    /// A diagram as SVG (`mermaid`, `graphviz`, `plantuml`, `d2`, `kroki`), where there is a renderer for it;
    /// an error says why this one could not be drawn.
    fn diagram(&self, kind: &str, source: &str) -> Result<Option<Drawing>, Problem> {
        let _ = (kind, source);
        Ok(None)
    }
}

/// Answers for a page without a site: links stay as they are, snippets are missing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NoHost;

impl Host for NoHost {
    fn resolve(&self, _: &Link<'_>) -> Resolved {
        Resolved::default()
    }

    fn snippet(&self, _: &str, _: Option<&str>) -> Result<Snippet, String> {
        Err("a page alone has no folder to include from".to_owned())
    }
}
