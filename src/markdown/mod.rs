//! Text to [`Document`]: the TechDocs dialect of Markdown, step by step over one tree.
//!
//! In: the text of a page, [`Options`], and a [`Host`] that answers what a page cannot know.
//! Out: a body in pieces, toc, anchors, links, sections for search. Never: fails; knows entities or sites; decides where a
//! link leads; lets through HTML that is not on the allow-list.
//!
//! The steps are the lines of [`render`], in the order in which a page goes through them.

mod annotations;
mod attr;
mod block;
mod body;
mod brief;
mod changes;
mod clean;
mod codeblock;
mod document;
mod drawing;
mod extensions;
mod footnotes;
mod front_matter;
mod host;
mod inline;
mod math;
mod mathml;
mod names;
mod options;
mod outline;
mod repeated;
mod sections;
mod serialise;
mod slug;
mod snippets;
mod steps;
mod svg;
mod tags;
mod text;
mod toc;
mod tree;
mod weave;

pub(crate) use body::{AddedAnchor, Address, Link};
pub(crate) use brief::{Brief, beside, brief, brief_by, is_plain, plain};
pub(crate) use document::{Anchor, Document, Problem, ProblemKind, Section, TocEntry};
pub(crate) use front_matter::front_matter;
pub(crate) use host::{Host, LinkKind, NoHost, Snippet};
pub(crate) use options::{Options, Symbols, nearest_extension};

use steps::Steps;
use tree::Node;

/// Renders a page.
pub(crate) fn render(text: &str, options: &Options, host: &dyn Host) -> Document {
    shaped(text, options, host, &Steps::default(), |_| {})
}

/// Renders a page whose tree `shape` may change before it is cleaned.
fn shaped(
    text: &str,
    options: &Options,
    host: &dyn Host,
    steps: &Steps,
    shape: impl FnOnce(&mut Vec<Node<'_>>),
) -> Document {
    let mut problems = Vec::new();
    // The text.
    let source = text::Source::new(text::within_limit(text, &mut problems));
    let (source, meta) = front_matter::take(source, &mut problems);
    let source = snippets::expand(source, options, host, &mut problems);
    let source = front_matter::drop_included(source);
    let source = changes::parted(source);
    // The tree.
    let (mut tree, gathered) = block::parse(&source, options, steps, &mut problems);
    let mut footnotes = inline::fill(&mut tree, gathered, options, steps);
    weave::weave(&mut tree, &mut footnotes, &source, &mut problems);
    footnotes::list(&mut tree, footnotes);
    let toc = toc::headings(&mut tree, options, steps);
    drawing::draw(&mut tree, host, &source, &mut problems);
    math::set(&mut tree, &source, &mut problems);
    annotations::link(&mut tree);
    outline::levels(&mut tree);
    toc::self_links(&mut tree, &options.toc);
    shape(&mut tree);
    let links = clean::run(&mut tree, &source, options, &mut problems);
    // The document.
    let read = sections::read(&tree);
    let (body, anchors) = serialise::body(&tree, links, source.text.len() * 2);
    steps.tell(&source, &mut problems);
    problems.sort_by_key(|problem| (problem.span.start, problem.kind));
    Document {
        body,
        title: read.title,
        has_h1: read.has_h1,
        meta,
        toc,
        anchors,
        sections: read.sections,
        words: read.words,
        problems,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
