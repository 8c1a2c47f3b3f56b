//! literate-nav: the navigation as a Markdown list, folders with lists of their own, wildcards.
//!
//! In: the nav of mkdocs.yml, if there is one, and the nav files of folders. Out: drafts. Source: the plugin's own
//! documentation and behaviour (0.6). Never: a folder within itself; an entry twice by wildcards.

mod list;

use std::collections::HashSet;

use list::{Body, ListItem};

use super::docs_files::DocsFiles;
use super::glob::{Glob, Syntax};
use super::tree::Tree;
use super::{Draft, What};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::docs::address::{is_index, is_markdown, title_of_name};
use crate::docs::mkdocs::Settings;
use crate::path::{join, normalise};
use crate::source::Span;
use crate::url::{SafeUrl, safe_url};

/// The plugin's options.
#[derive(Debug)]
pub(in crate::docs) struct Options {
    nav_file: String,
    implicit_index: bool,
    tab: usize,
}

impl Options {
    /// `None` where the plugin is not listed.
    pub(in crate::docs) fn new(settings: &Settings) -> Option<Self> {
        let plugin = settings.plugin(&["literate-nav"])?;
        let tab = plugin.option("tab_length").and_then(|tab| tab.node.key_text().parse().ok());
        Some(Self {
            nav_file: plugin.text("nav_file").unwrap_or_else(|| "SUMMARY.md".to_owned()),
            implicit_index: plugin.flag("implicit_index").unwrap_or(false),
            tab: tab.filter(|tab| (1..=16).contains(tab)).unwrap_or(4),
        })
    }
}

/// The navigation, and the nav files that it was read from: they are in no navigation on purpose.
pub(in crate::docs) struct Literate {
    pub(in crate::docs) drafts: Vec<Draft>,
    pub(in crate::docs) nav_files: Vec<String>,
}

/// Applies the plugin to the nav of mkdocs.yml; a nav file of the docs folder itself stands in its place.
pub(in crate::docs) fn literate(
    written: Option<Vec<Draft>>,
    docs: &DocsFiles<'_>,
    options: &Options,
    found: &mut Diagnostics,
) -> Literate {
    let tree = Tree::new(docs.all());
    let mut parser = Parser {
        docs,
        tree: &tree,
        options,
        seen: HashSet::new(),
        within: Vec::new(),
        used: Vec::new(),
        found,
    };
    let mut drafts = Vec::new();
    if written.is_none() || docs.is_there(&options.nav_file) {
        drafts = parser.folder("");
    }
    if drafts.is_empty()
        && let Some(written) = written
    {
        let items = parser.written(written);
        drafts = parser.resolve(items);
    }
    let nav_files = parser.used;
    if tree.is_exhausted() {
        found.push(super::too_many_patterns());
    }
    Literate { drafts, nav_files }
}

/// An entry whose wildcards are still open.
enum Item {
    Entry(Draft),
    Section(String, Vec<Item>, Option<Span>),
    /// All that matches, below a title if there is one.
    Wildcard(Option<String>, String, Option<Span>),
    /// A folder, by its own list if it has one.
    Folder(String, String, Option<Span>),
    /// A page, unless another entry names it.
    Unnamed(String),
}

struct Parser<'a, 'f> {
    docs: &'a DocsFiles<'a>,
    tree: &'a Tree<'a>,
    options: &'a Options,
    /// Paths that some entry names: no wildcard finds them.
    seen: HashSet<String>,
    /// Folders we are inside of.
    within: Vec<String>,
    used: Vec<String>,
    found: &'f mut Diagnostics,
}

impl Parser<'_, '_> {
    /// The entries of a folder.
    fn folder(&mut self, path: &str) -> Vec<Draft> {
        let nav_file = join(path, &self.options.nav_file);
        let read = self.docs.read(&nav_file);
        let list = read.and_then(|(text, file)| Some((list::read(&text, self.options.tab)?, file)));
        let items = match list {
            Some((list, file)) => {
                self.used.push(nav_file.clone());
                let index = self.index(path).filter(|_| self.options.implicit_index);
                if index.as_ref() != Some(&nav_file) {
                    self.seen.insert(nav_file);
                }
                let at = |span: std::ops::Range<usize>| Some(Span::new(file, span));
                let mut items: Vec<Item> = index.into_iter().map(Item::Unnamed).collect();
                items.extend(list.into_iter().filter_map(|item| self.item(item, path, &at)));
                items
            }
            None => vec![Item::Wildcard(None, join(path, "*"), None)],
        };
        self.within.push(path.to_owned());
        let drafts = self.resolve(items);
        self.within.pop();
        drafts
    }

    /// The index page of a folder.
    fn index(&self, path: &str) -> Option<String> {
        let folder = &self.tree.folders[self.tree.folder(path)?];
        let mut pages = folder.pages.iter().map(|&page| self.tree.pages[page]);
        pages.find(|page| is_index(page)).map(str::to_owned)
    }

    fn item(
        &mut self,
        item: ListItem,
        root: &str,
        at: &dyn Fn(std::ops::Range<usize>) -> Option<Span>,
    ) -> Option<Item> {
        let span = at(item.span);
        let own = match item.body {
            Body::Link { title, target } => Some((title, target)),
            // A bare page or folder, which the plugin refuses.
            Body::Text(text) if !text.contains('*') && (is_markdown(&text) || text.ends_with('/')) => {
                Some((String::new(), text))
            }
            Body::Text(text) if item.children.is_empty() => {
                if text.contains('*') {
                    return normalise("", &join(root, &text))
                        .map(|path| Item::Wildcard(None, slashed(path, &text), span));
                }
                self.tell(span, format!("`{text}` in nav leads nowhere"), "write `[title](page.md)`");
                return None;
            }
            Body::Text(text) => {
                let children =
                    item.children.into_iter().filter_map(|item| self.item(item, root, at)).collect();
                return Some(Item::Section(text, children, span));
            }
        };
        let (title, target) = own?;
        let entry = self.target(Some(title.clone()), &target, root, span);
        if item.children.is_empty() {
            return Some(entry);
        }
        let own = match entry {
            Item::Entry(draft) => Item::Entry(Draft { title: None, ..draft }),
            other => other,
        };
        let children = item.children.into_iter().filter_map(|item| self.item(item, root, at));
        Some(Item::Section(title, std::iter::once(own).chain(children.collect::<Vec<_>>()).collect(), span))
    }

    /// What a link of a list in `root` leads to.
    fn target(&mut self, title: Option<String>, target: &str, root: &str, span: Option<Span>) -> Item {
        let title = title.filter(|title| !title.is_empty());
        if !matches!(safe_url(target), SafeUrl::Relative(_)) || target.starts_with('/') {
            return Item::Entry(Draft { title, what: What::Path(target.to_owned(), 0), span });
        }
        let mut full = normalise(root, target).unwrap_or_else(|| target.to_owned());
        let is_known = |path: &str| self.docs.is_there(path) || self.tree.folder(path).is_some();
        // The plugin takes links as they are written, and `%20` leads nowhere.
        let bare = full.split('#').next().unwrap_or(&full);
        if full.contains('%')
            && !is_known(bare)
            && let Ok(decoded) = percent_encoding::percent_decode_str(&full).decode_utf8()
            && is_known(decoded.split('#').next().unwrap_or(&decoded))
        {
            full = decoded.into_owned();
        }
        self.seen.insert(full.clone());
        if (target.ends_with('/') || target == ".") && self.tree.folder(&full).is_some() {
            let title = title.unwrap_or_else(|| title_of_name(crate::path::file_name(&full)));
            return Item::Folder(title, full, span);
        }
        Item::Entry(Draft { title, what: What::Path(slashed(full, target), 0), span })
    }

    /// The nav of mkdocs.yml, with its wildcards and folders.
    fn written(&mut self, drafts: Vec<Draft>) -> Vec<Item> {
        let one = |parser: &mut Self, draft: Draft| match draft.what {
            What::Section(children) => {
                let children = parser.written(children);
                Item::Section(draft.title.unwrap_or_default(), children, draft.span)
            }
            What::Path(ref path, mount) if matches!(safe_url(path), SafeUrl::Relative(_)) => {
                let full = parser.docs.below(mount, path);
                let Some(full) = normalise("", &full).filter(|_| !path.starts_with('/')) else {
                    return Item::Entry(draft);
                };
                if path.contains('*') && !parser.docs.is_there(&full) {
                    return Item::Wildcard(draft.title, slashed(full, path), draft.span);
                }
                if path.ends_with('/') && parser.tree.folder(&full).is_some() {
                    parser.seen.insert(full.clone());
                    let title = draft.title.unwrap_or_else(|| title_of_name(crate::path::file_name(&full)));
                    return Item::Folder(title, full, draft.span);
                }
                parser.seen.insert(full);
                Item::Entry(draft)
            }
            _ => Item::Entry(draft),
        };
        drafts.into_iter().map(|draft| one(self, draft)).collect()
    }

    fn resolve(&mut self, items: Vec<Item>) -> Vec<Draft> {
        let mut out = Vec::new();
        for item in items {
            match item {
                Item::Entry(draft) => out.push(draft),
                Item::Unnamed(page) => {
                    if self.seen.insert(page.clone()) {
                        out.push(page_draft(page));
                    }
                }
                Item::Section(title, children, span) => {
                    let children = self.resolve(children);
                    out.extend(section(title, children, span));
                }
                Item::Folder(title, path, span) => {
                    if self.within.contains(&path) {
                        let message = format!("the navigation of `{path}/` comes round to itself");
                        self.tell(span, message, "remove the entry; it is left out");
                    } else {
                        let children = self.folder(&path);
                        out.extend(section(title, children, span));
                    }
                }
                Item::Wildcard(title, pattern, span) => {
                    let (children, any) = self.expand(&pattern);
                    if !any && span.is_some() {
                        let message = format!("`{pattern}` in nav matches no page");
                        self.tell(span, message, "correct the pattern, or remove the entry; it is left out");
                    }
                    match title {
                        Some(title) => out.extend(section(title, children, span)),
                        None => out.extend(children),
                    }
                }
            }
        }
        out
    }

    /// What a pattern finds that no entry names, and whether it finds anything at all.
    fn expand(&mut self, pattern: &str) -> (Vec<Draft>, bool) {
        let tree = self.tree;
        let matches = tree.matches(&Glob::new(pattern, Syntax::Fnmatch));
        let any = !matches.pages.is_empty() || !matches.folders.is_empty();
        let mut out = Vec::new();
        for page in matches.pages {
            let page = tree.pages[page].to_owned();
            if self.seen.insert(page.clone()) {
                out.push(page_draft(page));
            }
        }
        for number in matches.folders {
            let path = &tree.folders[number].path;
            if self.seen.contains(path) || self.within.contains(path) {
                continue;
            }
            let children = self.folder(path);
            out.extend(section(title_of_name(crate::path::file_name(path)), children, None));
            self.seen.insert(path.clone());
        }
        (out, any)
    }

    fn tell(&mut self, span: Option<Span>, message: String, help: &str) {
        let diagnostic = Diagnostic::new(&codes::docs::NAV_NOT_FOUND, message).help(help);
        self.found.push(match span {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        });
    }
}

fn page_draft(page: String) -> Draft {
    Draft { title: None, what: What::Path(page, 0), span: None }
}

/// A section, unless nothing is in it.
fn section(title: String, children: Vec<Draft>, span: Option<Span>) -> Option<Draft> {
    (!children.is_empty()).then_some(Draft { title: Some(title), what: What::Section(children), span })
}

/// With the slash that was written at its end.
fn slashed(path: String, written: &str) -> String {
    if written.ends_with('/') && !path.is_empty() { path + "/" } else { path }
}
