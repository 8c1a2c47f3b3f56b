//! What a page is once it is rendered.
//!
//! In: built by the last step. Out: read by docs (links, anchors), render (body, toc) and search (sections).
//! Never: holds the tree: pages are many, and their pieces are all that is needed; knows where a link leads.

use std::ops::Range;

use super::body::Body;
use crate::yaml::Node;

/// A rendered page.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The body, sanitised, its addresses open.
    pub body: Body,
    /// Text of the first element if that is an `h1` (MkDocs' title rule); plain text.
    pub title: Option<String>,
    /// Whether the body holds an `h1` at all; if not, the theme shows the title as one (as Material does).
    pub has_h1: bool,
    /// Front matter: YAML, or MultiMarkdown lines as a mapping of strings.
    pub meta: Option<Node>,
    /// Headings, nested.
    pub toc: Vec<TocEntry>,
    /// Every anchor in the body, sorted by id.
    pub anchors: Vec<Anchor>,
    /// The text by heading, for search.
    pub sections: Vec<Section>,
    /// Words of prose, for the reading time.
    pub words: usize,
    /// What is wrong with the page.
    pub problems: Vec<Problem>,
}

/// A heading in the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TocEntry {
    /// 1 to 6.
    pub level: u8,
    /// Anchor.
    pub id: String,
    /// Plain text.
    pub title: String,
    /// Headings below it.
    pub children: Vec<TocEntry>,
}

/// The text from one heading to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Anchor of the heading; empty for the text before the first.
    pub id: String,
    /// Plain text of the heading; empty for the text before the first.
    pub title: String,
    /// 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// Plain text, blanks folded, code included.
    pub text: String,
}

/// A place on a page that links may lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Anchor {
    /// Its id, without `#`.
    pub id: String,
    /// Place in the body, within its element, where another anchor may stand beside it; `None` where none may.
    pub beside: Option<u32>,
}

/// Something wrong with a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// What kind.
    pub kind: ProblemKind,
    /// One line for people.
    pub message: String,
    /// Where in the page's text. Text that a snippet brought in has the place of the snippet's line.
    pub span: Range<usize>,
    /// What to do.
    pub help: Option<String>,
}

/// Kinds of problems of a page; docs gives each its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ProblemKind {
    /// HTML or a URL that is not on the allow-list was taken out.
    Unsafe,
    /// A snippet or include cannot be read.
    Snippet,
    /// Snippets include each other in a circle, or too deeply.
    SnippetCycle,
    /// A fence is never closed.
    OpenFence,
    /// Front matter is not YAML.
    FrontMatter,
    /// Nesting or length is beyond what is rendered.
    Limit,
    /// Our rendering departs from the reference's on purpose: the author's meaning was clear.
    Mended,
    /// A diagram could not be drawn; its source is shown.
    Diagram,
    /// A formula could not be set; its TeX is shown.
    Math,
    /// Words in angle brackets, which a browser takes for an element and does not show.
    Placeholder,
}
