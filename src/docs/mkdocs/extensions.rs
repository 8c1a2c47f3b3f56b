//! `markdown_extensions` for the Markdown stage, and what the docs stage itself needs of them.
//!
//! In: the settings. Out: names with options; where snippets come from; which text-level includes are on.
//! Never: calls what a `!!python/…` tag names: known names are read by the Markdown stage as what they mean,
//! others are reported and ignored.

use super::{Listed, Settings, Sited};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::path::{join, normalise};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// What a site's extensions amount to.
#[derive(Debug, Clone, Default)]
pub(in crate::docs) struct Extensions {
    /// Names and options as written.
    pub(in crate::docs) list: Vec<(String, Option<Node>)>,
    /// Where snippets are looked for, in order.
    pub(in crate::docs) snippet_bases: Vec<Base>,
    /// `check_paths: true`: a missing snippet is an error.
    pub(in crate::docs) check_paths: bool,
    /// `{!file!}` is on; where it looks.
    pub(in crate::docs) include: Option<Base>,
    /// `{* file *}` is on.
    pub(in crate::docs) code_include: bool,
}

/// A folder that files are looked for in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::docs) enum Base {
    /// Below the repository's root.
    Folder(String),
    /// The page's own folder (`!relative`).
    Page,
}

/// Callables that mean something without Python: by their full names, or by the module they stand in.
const KNOWN_CALLABLES: &[&str] = &[
    "pymdownx.superfences.",
    "pymdownx.emoji.",
    "pymdownx.slugs.",
    "pymdownx.arithmatex.",
    "material.extensions.emoji.",
    "materialx.emoji.",
    "zensical.extensions.emoji.",
    "markdown.extensions.toc.",
    "mermaid2.fence_mermaid",
];

/// Reads `markdown_extensions`. `folder` is the configuration's, `docs` the docs folder, both below the
/// repository's root.
pub(in crate::docs) fn extensions(
    settings: &Settings,
    folder: &str,
    docs: &str,
    found: &mut Diagnostics,
) -> Extensions {
    let mut out =
        Extensions { snippet_bases: vec![Base::Folder(folder.to_owned())], ..Extensions::default() };
    if let Some(list) = settings.get("markdown_extensions") {
        report_tags(list, found);
    }
    for Listed { name, options, .. } in settings.listed("markdown_extensions") {
        let get = |key: &str| options.and_then(|options| options.node.get(key));
        match name.split(':').next().unwrap_or(&name) {
            "pymdownx.snippets" => {
                out.check_paths = get("check_paths").and_then(Node::as_bool).unwrap_or(false);
                if let Some(node) = get("base_path") {
                    let items = node.as_seq().unwrap_or(std::slice::from_ref(node));
                    out.snippet_bases = items.iter().filter_map(|item| base(item, folder, docs)).collect();
                    for item in items.iter().filter(|item| base(item, folder, docs).is_none()) {
                        let message = format!("`base_path: {}` leaves the repository", item.key_text());
                        let diagnostic = Diagnostic::new(&codes::docs::CONFIG_VALUE, message)
                            .help("name a folder of this repository; no snippet is looked for there");
                        found.push(match options.map(|options| options.with(item).span()) {
                            Some(span) => diagnostic.at(span),
                            None => diagnostic,
                        });
                    }
                }
            }
            "mdx_include" | "markdown_include.include" => {
                let written = get("base_path").and_then(|node| base(node, folder, docs));
                out.include = Some(written.unwrap_or(Base::Folder(folder.to_owned())));
            }
            "markdown_include_variants" => out.code_include = true,
            _ => {}
        }
        out.list.push((name, options.map(|options| options.node.clone())));
    }
    out
}

/// A folder as an extension's option names it: relative to the configuration, `!relative` to the page,
/// `!relative $docs_dir/x` and `!relative $config_dir/x` to what they say.
fn base(node: &Node, folder: &str, docs: &str) -> Option<Base> {
    let text = node.as_str().unwrap_or("");
    if node.tag.as_deref() == Some("!relative") {
        return match text.split_once('/').unwrap_or((text, "")) {
            ("$docs_dir", rest) => normalise(docs, rest).map(Base::Folder),
            ("$config_dir", rest) => normalise(folder, rest).map(Base::Folder),
            _ => Some(Base::Page),
        };
    }
    if let Value::Map(_) | Value::Seq(_) = node.value {
        return None;
    }
    normalise("", &join(folder, text.trim_start_matches('/'))).map(Base::Folder)
}

/// Names every tag that would run code we know nothing of, once each.
fn report_tags(list: Sited<'_>, found: &mut Diagnostics) {
    let mut seen = Vec::new();
    tags(list.node, &mut |node, tag| {
        let Some(rest) =
            tag.strip_prefix("!!python/").or_else(|| tag.strip_prefix("tag:yaml.org,2002:python/"))
        else {
            return;
        };
        let name = rest.split_once(':').map_or(rest, |(_, name)| name);
        let name = if name.is_empty() { node.as_str().unwrap_or("") } else { name };
        if KNOWN_CALLABLES.iter().any(|known| name.starts_with(known))
            || seen.iter().any(|other| other == name)
        {
            return;
        }
        seen.push(name.to_owned());
        found.push(
            Diagnostic::new(&codes::docs::PYTHON_TAG, format!("`{name}` is Python and is not run"))
                .at(Span::new(list.file, node.range()))
                .help("remove the option; the extension it belongs to works without it"),
        );
    });
}

fn tags<'n>(node: &'n Node, each: &mut impl FnMut(&'n Node, &'n str)) {
    if let Some(tag) = node.tag.as_deref() {
        each(node, tag);
    }
    match &node.value {
        Value::Seq(items) => items.iter().for_each(|item| tags(item, each)),
        Value::Map(map) => map.iter().for_each(|entry| tags(&entry.value, each)),
        _ => {}
    }
}
