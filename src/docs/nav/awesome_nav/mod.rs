//! awesome-nav: folders that say their own order in `.nav.yml`.
//!
//! In: the pages of a site, the order files beside them. Out: drafts; the nav of mkdocs.yml does not count. Source: the
//! plugin's own documentation and behaviour (3.3). Never: hides a page from the site: what an order file leaves out is
//! only absent from the navigation; lists by a pattern what an entry names.

mod config;
mod sort;

use std::collections::HashSet;

use config::{By, Config, Entry, Rules};
use sort::{Sorted, order};

use super::docs_files::DocsFiles;
use super::glob::{Glob, Syntax};
use super::tree::Tree;
use super::{Draft, What};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::docs::address::title_of_name;
use crate::docs::mkdocs::Settings;
use crate::path::{file_name, join};
use crate::source::Span;

/// The plugin's option; `None` where it is not listed.
pub(in crate::docs) fn file_of_order(settings: &Settings) -> Option<String> {
    let plugin = settings.plugin(&["awesome-nav"])?;
    Some(plugin.text("filename").unwrap_or_else(|| ".nav.yml".to_owned()))
}

/// Orders the pages of a site by order files called `filename`.
pub(in crate::docs) fn awesome_nav(
    docs: &DocsFiles<'_>,
    filename: &str,
    found: &mut Diagnostics,
) -> Vec<Draft> {
    let tree = Tree::new(docs.shown());
    let mut walk = Walk {
        docs,
        tree: &tree,
        filename,
        pages: HashSet::new(),
        folders: HashSet::from([0]),
        read: HashSet::new(),
        found,
    };
    let config = walk.config(0, &Rules::default());
    let nodes = walk.contents(0, &config);
    if tree.is_exhausted() {
        found.push(super::too_many_patterns());
    }
    nodes.into_iter().map(Draft::from).collect()
}

/// A finished entry.
struct Node {
    title: Option<String>,
    /// The page or folder; empty for links.
    path: String,
    kind: Kind,
    span: Option<Span>,
}

enum Kind {
    Page,
    Link(String),
    Section(Vec<Node>),
}

impl From<Node> for Draft {
    fn from(node: Node) -> Self {
        let what = match node.kind {
            Kind::Page => What::Path(node.path, 0),
            Kind::Link(url) => What::Path(url, 0),
            Kind::Section(children) => What::Section(children.into_iter().map(Self::from).collect()),
        };
        Self { title: node.title, what, span: node.span }
    }
}

/// An entry whose pages and folders are known, but not what is in them.
enum Item {
    Page(usize, Option<String>, Option<Span>),
    Folder { number: usize, title: Option<String>, config: Box<Config>, span: Option<Span> },
    Pattern { glob: Glob, rules: Box<Rules>, told: Option<(String, Span)> },
    Section(String, Vec<Item>, Span),
    Link(String, String, Span),
}

/// In which order items are resolved: what names things goes before what finds them, deep folders before others.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Page,
    Folder(std::cmp::Reverse<usize>),
    Pattern,
}

struct Walk<'a, 'f> {
    docs: &'a DocsFiles<'a>,
    tree: &'f Tree<'a>,
    filename: &'a str,
    /// Pages and folders that stand somewhere: no pattern finds them.
    pages: HashSet<usize>,
    folders: HashSet<usize>,
    /// Folders whose order file was read, and what is wrong with it told.
    read: HashSet<usize>,
    found: &'f mut Diagnostics,
}

impl Walk<'_, '_> {
    fn config(&mut self, folder: usize, above: &Rules) -> Config {
        let path = &self.tree.folders[folder].path;
        let mut again = Diagnostics::new();
        let found = if self.read.insert(folder) { &mut *self.found } else { &mut again };
        Config::read(self.docs, &join(path, self.filename), path, above, found)
    }

    /// The entries of a folder.
    fn contents(&mut self, folder: usize, config: &Config) -> Vec<Node> {
        let path = &self.tree.folders[folder].path;
        let everything = |pattern: &str| Item::Pattern {
            glob: Glob::new(&join(path, pattern), Syntax::Extended),
            rules: Box::new(config.rules.clone()),
            told: None,
        };
        let mut items: Vec<Item> = match &config.nav {
            Some(nav) => nav.iter().map(|entry| self.item(entry, path, &config.rules)).collect(),
            None => vec![everything("@(index.md|README.md)"), everything("*")],
        };
        if config.rules.append_unmatched && config.nav.is_some() {
            items.push(everything("*"));
        }
        self.resolve(items)
    }

    fn item(&mut self, entry: &Entry, at: &str, rules: &Rules) -> Item {
        match entry {
            Entry::Plain(text, span) => {
                self.plain(text, None, at, rules, *span).unwrap_or_else(|| Item::Pattern {
                    glob: Glob::new(&join(at, text), Syntax::Extended),
                    rules: Box::new(rules.clone()),
                    told: Some((text.clone(), *span)),
                })
            }
            Entry::Titled(title, text, span) => self
                .plain(text, Some(title), at, rules, *span)
                .unwrap_or_else(|| Item::Link(title.clone(), text.clone(), *span)),
            Entry::Section(title, entries, span) => {
                let items = entries.iter().map(|entry| self.item(entry, at, rules)).collect();
                Item::Section(title.clone(), items, *span)
            }
            Entry::Pattern { glob, rules, is_quiet, span } => Item::Pattern {
                glob: Glob::new(&join(at, glob), Syntax::Extended),
                rules: rules.clone(),
                told: (!is_quiet).then(|| (glob.clone(), *span)),
            },
        }
    }

    /// A page or a folder, if `text` names one.
    fn plain(
        &mut self,
        text: &str,
        title: Option<&String>,
        at: &str,
        rules: &Rules,
        span: Span,
    ) -> Option<Item> {
        let path = join(at, text.strip_prefix("./").unwrap_or(text));
        if let Some(page) = self.tree.page(&path) {
            return Some(Item::Page(page, title.cloned(), Some(span)));
        }
        let number = self.tree.folder(&path).filter(|&number| number != 0)?;
        let config = Box::new(self.config(number, rules));
        Some(Item::Folder { number, title: title.cloned(), config, span: Some(span) })
    }

    fn resolve(&mut self, items: Vec<Item>) -> Vec<Node> {
        // Sections that an order file writes are not resolved themselves: what is in them takes its turn with the rest.
        let mut leaves = Vec::new();
        let shapes = take_apart(items, &mut leaves);
        let mut turns: Vec<usize> = (0..leaves.len()).collect();
        let turn = |item: &Item| match item {
            Item::Folder { number, .. } => {
                let path = &self.tree.folders[*number].path;
                Turn::Folder(std::cmp::Reverse(path.split('/').count()))
            }
            Item::Pattern { .. } => Turn::Pattern,
            _ => Turn::Page,
        };
        turns.sort_by_cached_key(|&leaf| turn(&leaves[leaf]));
        let mut leaves: Vec<Option<Item>> = leaves.into_iter().map(Some).collect();
        let mut done: Vec<Vec<Node>> = leaves.iter().map(|_| Vec::new()).collect();
        for leaf in turns {
            if let Some(item) = leaves[leaf].take() {
                done[leaf] = self.leaf(item);
            }
        }
        put_together(shapes, &mut done)
    }

    fn leaf(&mut self, item: Item) -> Vec<Node> {
        match item {
            Item::Page(page, title, span) => {
                self.pages.insert(page);
                vec![Node { title, path: self.tree.pages[page].to_owned(), kind: Kind::Page, span }]
            }
            Item::Folder { number, title, config, span } => self.folder(number, title, &config, span),
            Item::Pattern { glob, rules, told } => self.pattern(&glob, &rules, told),
            Item::Link(title, url, span) => {
                vec![Node {
                    title: Some(title),
                    path: String::new(),
                    kind: Kind::Link(url),
                    span: Some(span),
                }]
            }
            Item::Section(..) => Vec::new(),
        }
    }

    fn folder(
        &mut self,
        number: usize,
        title: Option<String>,
        config: &Config,
        span: Option<Span>,
    ) -> Vec<Node> {
        self.folders.insert(number);
        let path = self.tree.folders[number].path.clone();
        let children = self.contents(number, config);
        if children.is_empty() {
            return Vec::new();
        }
        if config.rules.flatten && children.len() == 1 && !matches!(children[0].kind, Kind::Link(_)) {
            return children;
        }
        let title =
            title.or_else(|| config.title.clone()).unwrap_or_else(|| self.title_of(&path, &config.rules));
        vec![Node { title: Some(title), path, kind: Kind::Section(children), span }]
    }

    fn title_of(&self, path: &str, rules: &Rules) -> String {
        let name = file_name(path);
        if rules.preserve_names {
            return name.to_owned();
        }
        let index = join(path, "index.md");
        if rules.use_index_title
            && self.tree.page(&index).is_some()
            && let Some(title) = self.docs.header(&index).title
        {
            return title;
        }
        title_of_name(name)
    }

    fn pattern(&mut self, glob: &Glob, rules: &Rules, told: Option<(String, Span)>) -> Vec<Node> {
        let tree = self.tree;
        let is_ignored =
            |path: &str, is_folder: bool| rules.ignore.iter().any(|glob| glob.matches(path, is_folder));
        let matches = tree.matches(glob);
        // A pattern that only finds what is named elsewhere is a harmless rest.
        let is_empty = matches.pages.is_empty() && matches.folders.is_empty();
        let mut items = Vec::new();
        for page in matches.pages {
            if !self.pages.contains(&page) && !is_ignored(tree.pages[page], false) {
                items.push(Item::Page(page, None, None));
            }
        }
        for number in matches.folders {
            if self.folders.contains(&number) || is_ignored(&tree.folders[number].path, true) {
                continue;
            }
            let config = self.config(number, rules);
            if !config.hide {
                items.push(Item::Folder { number, title: None, config: Box::new(config), span: None });
            }
        }
        if is_empty && let Some((pattern, span)) = told {
            self.found.push(
                Diagnostic::new(&codes::docs::NAV_NOT_FOUND, format!("`{pattern}` names no page or folder"))
                    .at(span)
                    .help("correct the path or the pattern, or remove the entry; it is left out"),
            );
        }
        let nodes = self.resolve(items);
        let titles: Vec<String> = nodes
            .iter()
            .map(|node| match &node.kind {
                _ if rules.sort.by != By::Title => String::new(),
                Kind::Section(_) => node.title.clone().unwrap_or_default(),
                _ => self.docs.header(&node.path).title.unwrap_or_else(|| file_name(&node.path).to_owned()),
            })
            .collect();
        let sorted: Vec<Sorted<'_>> = nodes
            .iter()
            .zip(&titles)
            .map(|(node, title)| Sorted {
                is_section: matches!(node.kind, Kind::Section(_)),
                path: &node.path,
                title,
            })
            .collect();
        let places = order(&sorted, rules.sort);
        let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
        places.into_iter().filter_map(|place| nodes[place].take()).collect()
    }
}

/// A list without its leaves.
enum Shape {
    Leaf(usize),
    Section(String, Vec<Shape>, Span),
}

fn take_apart(items: Vec<Item>, leaves: &mut Vec<Item>) -> Vec<Shape> {
    let one = |item: Item| match item {
        Item::Section(title, items, span) => Shape::Section(title, take_apart(items, leaves), span),
        item => {
            leaves.push(item);
            Shape::Leaf(leaves.len() - 1)
        }
    };
    items.into_iter().map(one).collect()
}

fn put_together(shapes: Vec<Shape>, done: &mut [Vec<Node>]) -> Vec<Node> {
    let mut out = Vec::new();
    for shape in shapes {
        match shape {
            Shape::Leaf(leaf) => out.append(&mut done[leaf]),
            Shape::Section(title, shapes, span) => {
                let children = put_together(shapes, done);
                let kind = Kind::Section(children);
                out.push(Node { title: Some(title), path: String::new(), kind, span: Some(span) });
            }
        }
    }
    out
}
