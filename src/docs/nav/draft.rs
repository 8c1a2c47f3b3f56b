//! Nav nodes to drafts: shapes and titles settled, paths not yet looked up.
//!
//! In: a nav node. Out: a tree of [`Draft`]s. Never: fails on a wrong shape: it says so, and reads on.

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::docs::mkdocs::{Sited, scalar};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// An entry before its path is looked up.
#[derive(Debug, Clone)]
pub(in crate::docs) struct Draft {
    pub(in crate::docs) title: Option<String>,
    pub(in crate::docs) what: What,
    /// Where it was written, if it was.
    pub(in crate::docs) span: Option<Span>,
}

/// What an entry is.
#[derive(Debug, Clone)]
pub(in crate::docs) enum What {
    /// A path or URL as written, and the number of the mount it is relative to.
    Path(String, usize),
    /// Entries below it.
    Section(Vec<Draft>),
    /// Everything of a mount, by its folders.
    Everything(usize),
}

/// Answers the monorepo plugin's entries.
pub(in crate::docs) trait Include {
    /// `!include path`: another configuration's nav below an entry; nothing where it cannot be read, which is said.
    fn include(
        &mut self,
        title: Option<String>,
        path: &str,
        span: Span,
        mount: usize,
        found: &mut Diagnostics,
    ) -> Vec<Draft>;

    /// `*include pattern`: the same for every configuration that matches.
    fn include_all(
        &mut self,
        title: Option<String>,
        pattern: &str,
        span: Span,
        mount: usize,
        found: &mut Diagnostics,
    ) -> Vec<Draft>;
}

/// Deeper nav is a mistake.
const DEEPEST: usize = 32;

/// Reads a nav. `mount` is the number of the docs folder its paths are relative to.
pub(in crate::docs) fn drafts(
    nav: Sited<'_>,
    mount: usize,
    includer: &mut dyn Include,
    found: &mut Diagnostics,
) -> Vec<Draft> {
    list(nav, mount, 0, includer, found)
}

fn list(
    nav: Sited<'_>,
    mount: usize,
    depth: usize,
    includer: &mut dyn Include,
    found: &mut Diagnostics,
) -> Vec<Draft> {
    if depth > DEEPEST {
        found.push(shape(nav, "nav is nested too deeply", "write fewer levels"));
        return Vec::new();
    }
    match &nav.node.value {
        Value::Seq(items) => {
            items.iter().flat_map(|node| item(nav.with(node), mount, depth, includer, found)).collect()
        }
        Value::Map(map) => {
            // MkDocs reads a mapping below a title, with a warning, and refuses one at the top.
            found.push(shape(nav, "nav is a list, this is a mapping", "put `- ` before every entry"));
            map.iter().flat_map(|entry| pair(nav, entry, mount, depth, includer, found)).collect()
        }
        Value::Null => Vec::new(),
        _ => {
            let message = format!("nav is a list, this is {}", nav.node.describe());
            found.push(shape(nav, &message, "write a list of pages"));
            Vec::new()
        }
    }
}

fn item(
    item: Sited<'_>,
    mount: usize,
    depth: usize,
    includer: &mut dyn Include,
    found: &mut Diagnostics,
) -> Vec<Draft> {
    match &item.node.value {
        Value::Map(map) => {
            if map.0.len() != 1 {
                let message = format!("an entry of nav has one title, this has {}", map.0.len());
                found.push(shape(
                    item,
                    &message,
                    "indent what belongs below the first title, or put `- ` before each",
                ));
            }
            map.iter().flat_map(|entry| pair(item, entry, mount, depth, includer, found)).collect()
        }
        Value::Seq(_) => {
            found.push(shape(item, "a list in nav has no title", "give it one: `- Title:`"));
            list(item, mount, depth + 1, includer, found)
        }
        Value::Null => {
            found.push(shape(item, "an entry of nav is empty", "name a page, or remove the line"));
            Vec::new()
        }
        _ => leaf(None, item, mount, includer, found),
    }
}

fn pair(
    parent: Sited<'_>,
    entry: &crate::yaml::Entry,
    mount: usize,
    depth: usize,
    includer: &mut dyn Include,
    found: &mut Diagnostics,
) -> Vec<Draft> {
    let title = entry.key.key_text();
    let value = parent.with(&entry.value);
    match &entry.value.value {
        Value::Seq(_) | Value::Map(_) => {
            let children = list(value, mount, depth + 1, includer, found);
            let span = Some(Span::new(parent.file, entry.key.range()));
            vec![Draft { title: Some(title), what: What::Section(children), span }]
        }
        Value::Null => {
            let key = parent.with(&entry.key);
            found.push(shape(key, &format!("`{title}` in nav leads nowhere"), "name a page after the colon"));
            Vec::new()
        }
        _ => leaf(Some(title), value, mount, includer, found),
    }
}

fn leaf(
    title: Option<String>,
    value: Sited<'_>,
    mount: usize,
    includer: &mut dyn Include,
    found: &mut Diagnostics,
) -> Vec<Draft> {
    let text = scalar(value.node).unwrap_or_default();
    if let Some(path) = statement(value.node, &text, "!include") {
        return includer.include(title, path, value.span(), mount, found);
    }
    if let Some(pattern) = statement(value.node, &text, "*include") {
        return includer.include_all(title, pattern, value.span(), mount, found);
    }
    vec![Draft { title, what: What::Path(text.trim().to_owned(), mount), span: Some(value.span()) }]
}

/// `'!include x'` as text, or `!include x` as a tag.
fn statement<'t>(node: &Node, text: &'t str, word: &str) -> Option<&'t str> {
    if node.tag.as_deref() == Some(word) {
        return Some(text.trim());
    }
    let rest = text.strip_prefix(word)?;
    rest.starts_with(' ').then(|| rest.trim())
}

fn shape(at: Sited<'_>, message: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&codes::docs::NAV_SHAPE, message).at(at.span()).help(help)
}
