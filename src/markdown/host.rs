//! What a page asks of the world around it.
//!
//! In: names of snippets, sources of diagrams, from the page. Out: answers by whoever renders it.
//! Never: does anything itself; where links lead is no question: they stay open in the [`Body`](super::Body).
//! [`NoHost`] answers for a page that stands alone.

use crate::diagram::{Drawing, Problem};

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
    /// `` `component:default/x` ``: code that names an entity; no link where there is none of that name.
    Code,
}

impl LinkKind {
    /// Whether what it leads to is shown on the page.
    pub(crate) fn is_image(self) -> bool {
        matches!(self, Self::Image | Self::HtmlImage)
    }

    /// Whether it was written as HTML.
    pub(crate) fn is_html(self) -> bool {
        matches!(self, Self::HtmlLink | Self::HtmlImage)
    }
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

/// Answers for a page without a site: snippets are missing.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct NoHost;

impl Host for NoHost {
    fn snippet(&self, _: &str, _: Option<&str>) -> Result<Snippet, String> {
        Err("a page alone has no folder to include from".to_owned())
    }
}
