//! `.pages` files, and the options of the plugin that hold where they say nothing.
//!
//! In: an order file, the settings. Out: what they say. Never: looks a page up.

use super::super::docs_files::DocsFiles;
use super::super::glob::{Glob, Syntax};
use super::super::order_file::OrderFile;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::docs::mkdocs::{Plugin, Settings, scalar};
use crate::docs::regex::Regex;
use crate::source::Span;
use crate::yaml::{Node, Value};

const KEYS: &[&str] = &[
    "title",
    "nav",
    "arrange",
    "collapse",
    "collapse_single_pages",
    "hide",
    "ignore_case",
    "order",
    "sort_type",
    "order_by",
];

/// The plugin's options.
#[derive(Debug)]
pub(in crate::docs) struct Options {
    pub(super) filename: String,
    pub(super) collapse: bool,
    pub(super) sort: Sort,
}

impl Options {
    /// `None` where the plugin is not listed.
    pub(in crate::docs) fn new(settings: &Settings) -> Option<Self> {
        let plugin: Plugin<'_> = settings.plugin(&["awesome-pages"])?;
        let word = |key: &str| plugin.text(key);
        Some(Self {
            filename: word("filename").unwrap_or_else(|| ".pages".to_owned()),
            collapse: plugin.flag("collapse_single_pages").unwrap_or(false),
            sort: Sort {
                descending: word("order").map(|order| order == "desc"),
                natural: word("sort_type").is_some_and(|kind| kind == "natural"),
                by_title: word("order_by").map(|by| by == "title"),
                ignore_case: plugin.flag("ignore_case").unwrap_or(false),
            },
        })
    }
}

/// How entries are sorted; nothing set leaves them in MkDocs' order.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sort {
    pub(super) descending: Option<bool>,
    pub(super) natural: bool,
    pub(super) by_title: Option<bool>,
    pub(super) ignore_case: bool,
}

impl Sort {
    /// This, and what it leaves open from `other`.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            descending: self.descending.or(other.descending),
            natural: self.natural || other.natural,
            by_title: self.by_title.or(other.by_title),
            ignore_case: self.ignore_case || other.ignore_case,
        }
    }

    pub(super) fn is_set(self) -> bool {
        self.descending.is_some() || self.natural || self.by_title.is_some()
    }
}

/// What a `.pages` file says.
#[derive(Debug, Default)]
pub(super) struct Order {
    pub(super) title: Option<String>,
    pub(super) hide: bool,
    pub(super) nav: Option<Vec<Entry>>,
    pub(super) collapse: Option<bool>,
    pub(super) collapse_below: Option<bool>,
    pub(super) sort: Sort,
}

/// An entry of `nav`.
#[derive(Debug)]
pub(super) enum Entry {
    Rest(Rest),
    Section(String, Vec<Entry>, Span),
    Named { title: Option<String>, value: String, span: Span },
}

/// `...`, perhaps with a filter.
#[derive(Debug)]
pub(in crate::docs) struct Rest {
    filter: Filter,
    /// Folders do not become sections.
    pub(super) is_flat: bool,
}

#[derive(Debug)]
enum Filter {
    All,
    Glob(Glob),
    Regex(Regex),
}

impl Rest {
    /// Reads `...`, `... | a-*.md`, `... | regex=^a`, `... | flat | glob=**/a.md`. `None` where it is something else;
    /// a regular expression that cannot be used is told and matches nothing.
    pub(super) fn new(text: &str, span: Option<Span>, found: &mut Diagnostics) -> Option<Self> {
        let mut rest = text.strip_prefix("...")?.trim_start();
        let mut is_flat = false;
        if let Some(after) = rest.strip_prefix('|').and_then(|rest| rest.trim_start().strip_prefix("flat"))
            && (after.trim_start().is_empty() || after.trim_start().starts_with('|'))
        {
            is_flat = true;
            rest = after.trim_start();
        }
        let pattern = rest.strip_prefix('|').map(str::trim_start);
        let filter = match pattern {
            None => Filter::All,
            Some(pattern) => match pattern.strip_prefix("regex=") {
                Some(regex) => Filter::Regex(Regex::new(regex, span, found)),
                None => {
                    Filter::Glob(Glob::new(pattern.strip_prefix("glob=").unwrap_or(pattern), Syntax::Glob))
                }
            },
        };
        Some(Self { filter, is_flat })
    }

    pub(super) fn is_all(&self) -> bool {
        matches!(self.filter, Filter::All)
    }

    /// Whether it takes an entry of this name or path; `None` stands for what has none.
    pub(super) fn takes(&self, path: Option<&str>) -> bool {
        match (&self.filter, path) {
            (Filter::All, _) => true,
            (Filter::Glob(glob), Some(path)) => glob.matches(path, false),
            (Filter::Regex(regex), Some(path)) => regex.is_found_in(path),
            (_, None) => false,
        }
    }
}

/// Which of the rests takes an entry: the first whose filter fits, else the one without a filter.
pub(super) fn taker(rests: &[&Rest], path: Option<&str>) -> Option<usize> {
    let filtered = rests.iter().position(|rest| !rest.is_all() && rest.takes(path));
    filtered.or_else(|| rests.iter().position(|rest| rest.is_all()))
}

impl Order {
    /// The order file of the folder at `src`. Nothing is said where there is none.
    pub(super) fn read(docs: &DocsFiles<'_>, src: &str, found: &mut Diagnostics) -> Self {
        let Some(file) = OrderFile::read(docs, src, KEYS, found) else { return Self::default() };
        let root = file.root();
        let order = file.choice(root, "order", &["asc", "desc"], found);
        let by = file.choice(root, "order_by", &["filename", "title"], found);
        Self {
            title: file.text("title", found),
            hide: file.flag(root, "hide", found).unwrap_or(false),
            collapse: file.flag(root, "collapse", found),
            collapse_below: file.flag(root, "collapse_single_pages", found),
            sort: Sort {
                descending: order.map(|order| order == 1),
                natural: file.choice(root, "sort_type", &["natural"], found).is_some(),
                by_title: by.map(|by| by == 1),
                ignore_case: file.flag(root, "ignore_case", found).unwrap_or(false),
            },
            nav: match file.get("nav") {
                Some(_) => file.list("nav", found).map(|list| entries(&file, list, 0, found)),
                None => file.list("arrange", found).map(|list| arranged(&file, list, found)),
            },
        }
    }
}

/// Deeper sections are left out.
const DEEPEST: usize = 32;

fn entries(file: &OrderFile, list: &[Node], depth: usize, found: &mut Diagnostics) -> Vec<Entry> {
    let mut out = Vec::new();
    for node in list {
        let span = file.span(node);
        match &node.value {
            Value::Map(map) if map.0.len() == 1 => {
                let entry = &map.0[0];
                let title = entry.key.key_text();
                match &entry.value.value {
                    Value::Seq(items) if depth < DEEPEST => {
                        out.push(Entry::Section(title, entries(file, items, depth + 1, found), span));
                    }
                    _ => match scalar(&entry.value) {
                        Some(value) => out.push(named(Some(title), &value, span, found)),
                        None => tell(span, found),
                    },
                }
            }
            _ => match scalar(node) {
                Some(value) => out.push(named(None, &value, span, found)),
                None => tell(span, found),
            },
        }
    }
    out
}

fn named(title: Option<String>, value: &str, span: Span, found: &mut Diagnostics) -> Entry {
    match (title, Rest::new(value, Some(span), found)) {
        (None, Some(rest)) => Entry::Rest(rest),
        (Some(title), Some(rest)) => Entry::Section(title, vec![Entry::Rest(rest)], span),
        (title, None) => Entry::Named { title, value: value.to_owned(), span },
    }
}

/// `arrange`: what it does not name follows.
fn arranged(file: &OrderFile, list: &[Node], found: &mut Diagnostics) -> Vec<Entry> {
    let mut out = entries(file, list, 0, found);
    let has_rest = out.iter().any(|entry| matches!(entry, Entry::Rest(rest) if rest.is_all()));
    if !has_rest {
        out.extend(Rest::new("...", None, found).map(Entry::Rest));
    }
    out
}

fn tell(span: Span, found: &mut Diagnostics) {
    found.push(
        Diagnostic::new(&codes::docs::NAV_SHAPE, "this is no entry of nav")
            .at(span)
            .help("write `- page.md`, `- Title: page.md` or `- ...`"),
    );
}
