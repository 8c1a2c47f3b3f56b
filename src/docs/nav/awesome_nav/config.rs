//! `.nav.yml` files.
//!
//! In: the order file of a folder and what holds in the folder above. Out: what holds in it. Never: looks a page up.

use super::super::docs_files::DocsFiles;
use super::super::glob::{Glob, Syntax};
use super::super::order_file::OrderFile;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::docs::mkdocs::scalar;
use crate::path::join;
use crate::source::Span;
use crate::yaml::{Node, Value};

const KEYS: &[&str] = &[
    "title",
    "hide",
    "nav",
    "append_unmatched",
    "flatten_single_child_sections",
    "preserve_directory_names",
    "use_index_title",
    "sort",
    "ignore",
];

/// What sorts the entries that a pattern finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Path,
    FileName,
    Title,
}

/// Where folders stand among pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sections {
    First,
    Last,
    Mixed,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Sort {
    pub(super) by: By,
    pub(super) descending: bool,
    pub(super) natural: bool,
    pub(super) sections: Sections,
    pub(super) ignore_case: bool,
}

/// What holds in a folder and, where nothing else is said, below it.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) sort: Sort,
    pub(super) ignore: Vec<Glob>,
    pub(super) append_unmatched: bool,
    pub(super) flatten: bool,
    pub(super) preserve_names: bool,
    pub(super) use_index_title: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            sort: Sort {
                by: By::Path,
                descending: false,
                natural: true,
                sections: Sections::Last,
                ignore_case: false,
            },
            ignore: Vec::new(),
            append_unmatched: false,
            flatten: false,
            preserve_names: false,
            use_index_title: false,
        }
    }
}

/// What the order file of a folder says.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) title: Option<String>,
    pub(super) hide: bool,
    pub(super) rules: Rules,
    /// `None`: everything, the index first.
    pub(super) nav: Option<Vec<Entry>>,
}

/// An entry of `nav`.
#[derive(Debug)]
pub(super) enum Entry {
    /// A page, a folder or a pattern.
    Plain(String, Span),
    /// The same with a title, or a link.
    Titled(String, String, Span),
    Section(String, Vec<Entry>, Span),
    /// A pattern with options of its own.
    Pattern {
        glob: String,
        rules: Box<Rules>,
        is_quiet: bool,
        span: Span,
    },
}

impl Config {
    /// The order file at `src` of the folder at `path`. `above` holds where it says nothing.
    pub(super) fn read(
        docs: &DocsFiles<'_>,
        src: &str,
        path: &str,
        above: &Rules,
        found: &mut Diagnostics,
    ) -> Self {
        let Some(file) = OrderFile::read(docs, src, KEYS, found) else {
            return Self { title: None, hide: false, rules: above.clone(), nav: None };
        };
        let root = file.root();
        let rules = rules(&file, root, path, above, found);
        let nav = file.list("nav", found).map(|list| entries(&file, list, path, &rules, 0, found));
        Self {
            title: file.text("title", found),
            hide: file.flag(root, "hide", found).unwrap_or(false),
            rules,
            nav,
        }
    }
}

fn rules(file: &OrderFile, node: &Node, path: &str, above: &Rules, found: &mut Diagnostics) -> Rules {
    let sort = node.get("sort").map_or(above.sort, |sort| Sort {
        by: match file.choice(sort, "by", &["path", "filename", "title"], found) {
            Some(0) => By::Path,
            Some(1) => By::FileName,
            Some(_) => By::Title,
            None => above.sort.by,
        },
        descending: file
            .choice(sort, "direction", &["asc", "desc"], found)
            .map_or(above.sort.descending, |direction| direction == 1),
        natural: file
            .choice(sort, "type", &["natural", "alphabetical"], found)
            .map_or(above.sort.natural, |kind| kind == 0),
        sections: match file.choice(sort, "sections", &["first", "last", "mixed"], found) {
            Some(0) => Sections::First,
            Some(1) => Sections::Last,
            Some(_) => Sections::Mixed,
            None => above.sort.sections,
        },
        ignore_case: file.flag(sort, "ignore_case", found).unwrap_or(false) || above.sort.ignore_case,
    });
    let mut flag = |key: &str, above: bool| file.flag(node, key, found).unwrap_or(above);
    Rules {
        sort,
        append_unmatched: flag("append_unmatched", above.append_unmatched),
        flatten: flag("flatten_single_child_sections", above.flatten),
        preserve_names: flag("preserve_directory_names", above.preserve_names),
        use_index_title: flag("use_index_title", above.use_index_title),
        ignore: ignore(node.get("ignore"), path, above),
    }
}

/// Patterns of pages and folders that no pattern finds: anywhere below the folder, or with a leading `/` in it.
fn ignore(node: Option<&Node>, path: &str, above: &Rules) -> Vec<Glob> {
    let Some(node) = node.filter(|node| !node.is_null()) else { return above.ignore.clone() };
    let items = node.as_seq().unwrap_or(std::slice::from_ref(node));
    let mut out = Vec::new();
    for pattern in items.iter().filter_map(scalar) {
        if pattern == "$inherit" {
            out.extend(above.ignore.iter().cloned());
            continue;
        }
        let full = match pattern.strip_prefix('/') {
            Some(pattern) => join(path, pattern),
            None => join(path, &format!("**/{pattern}")),
        };
        out.push(Glob::new(&full, Syntax::Extended));
    }
    out
}

/// Deeper sections are left out.
const DEEPEST: usize = 32;

fn entries(
    file: &OrderFile,
    list: &[Node],
    path: &str,
    rules_here: &Rules,
    depth: usize,
    found: &mut Diagnostics,
) -> Vec<Entry> {
    let mut out = Vec::new();
    for node in list {
        let span = file.span(node);
        let entry = match &node.value {
            Value::Map(map) if map.0.len() == 1 && map.get("glob").is_none() => {
                let entry = &map.0[0];
                let title = entry.key.key_text();
                match &entry.value.value {
                    Value::Seq(items) if depth < DEEPEST => Some(Entry::Section(
                        title,
                        entries(file, items, path, rules_here, depth + 1, found),
                        span,
                    )),
                    _ => scalar(&entry.value).map(|value| Entry::Titled(title, value, span)),
                }
            }
            Value::Map(map) => map.get("glob").and_then(scalar).map(|glob| Entry::Pattern {
                glob,
                rules: Box::new(rules(file, node, path, rules_here, found)),
                is_quiet: file.flag(node, "ignore_no_matches", found).unwrap_or(false),
                span,
            }),
            _ => scalar(node).map(|text| Entry::Plain(text, span)),
        };
        match entry {
            Some(entry) => out.push(entry),
            None => found.push(
                Diagnostic::new(&codes::docs::NAV_SHAPE, "this is no entry of nav")
                    .at(span)
                    .help("write `- page.md`, `- Title: page.md`, a pattern, or `- glob: …` with options"),
            ),
        }
    }
    out
}
