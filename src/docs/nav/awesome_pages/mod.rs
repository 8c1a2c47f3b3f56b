//! awesome-pages: folders that say their own order in `.pages`, and `...` in the nav of mkdocs.yml.
//!
//! In: the nav of mkdocs.yml, if there is one, the pages, the order files beside them. Out: drafts. Source: the plugin's
//! own documentation and behaviour (2.10). Never: hides a page from the site: what an order file leaves out is only absent
//! from the navigation.

mod order;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

pub(in crate::docs) use order::Options;
use order::{Entry, Order, Rest, Sort, taker};

use super::docs_files::DocsFiles;
use super::natural::{Key, Letters, key};
use super::{Draft, What, automatic};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::docs::address::title_of_name;
use crate::docs::nav::tree::Tree;
use crate::path::{file_name, folder, join, normalise, stem};
use crate::source::Span;
use crate::url::{SafeUrl, safe_url};

/// Applies the plugin. Without a nav in mkdocs.yml everything is ordered; in one `...` stands for the rest.
pub(in crate::docs) fn awesome_pages(
    written: Option<Vec<Draft>>,
    docs: &DocsFiles<'_>,
    options: &Options,
    found: &mut Diagnostics,
) -> Vec<Draft> {
    let tree = Tree::new(docs.shown());
    let mut walk = Walk { docs, tree: &tree, options, orders: HashMap::new(), found };
    let everything = walk.items(automatic(docs.shown(), 0), false);
    let items = match written {
        None => everything,
        Some(written) => walk.with_rest(written, everything),
    };
    let order = folder_of(&items).map(|folder| walk.order(&folder)).unwrap_or_default();
    walk.children(items, options.collapse, &order).into_iter().map(Draft::from).collect()
}

#[derive(Debug, Clone)]
struct Item {
    title: Option<String>,
    kind: Kind,
    span: Option<Span>,
}

#[derive(Debug, Clone)]
enum Kind {
    /// A page, by its path below the docs folder.
    Page(String),
    /// A folder that became a section; which folder, where all that is in it says the same.
    Folder(Option<String>, Vec<Item>),
    /// A section that mkdocs.yml writes.
    Written(Vec<Item>),
    /// A section that an order file writes.
    Made(Vec<Item>),
    /// A link, or what only the resolver can say something of.
    Other(What),
}

impl Item {
    /// What an order file calls it.
    fn name(&self) -> Option<&str> {
        match &self.kind {
            Kind::Page(src) => Some(file_name(src)),
            Kind::Folder(folder, _) => folder.as_deref().map(file_name),
            _ => None,
        }
    }
}

impl From<Item> for Draft {
    fn from(item: Item) -> Self {
        let what = match item.kind {
            Kind::Page(src) => What::Path(src, 0),
            Kind::Folder(_, children) | Kind::Written(children) | Kind::Made(children) => {
                What::Section(children.into_iter().map(Self::from).collect())
            }
            Kind::Other(what) => what,
        };
        Self { title: item.title, what, span: item.span }
    }
}

/// The folder that a list of entries stands for: the one that all its pages and folders are in.
fn folder_of(items: &[Item]) -> Option<String> {
    let mut common: Option<&str> = None;
    for item in items {
        let own = match &item.kind {
            Kind::Page(src) => folder(src),
            Kind::Folder(Some(path), _) => folder(path),
            _ => continue,
        };
        if common.is_some_and(|common| common != own) {
            return None;
        }
        common = Some(own);
    }
    common.map(str::to_owned)
}

struct Walk<'a, 'f> {
    docs: &'a DocsFiles<'a>,
    tree: &'f Tree<'a>,
    options: &'a Options,
    orders: HashMap<String, Rc<Order>>,
    found: &'f mut Diagnostics,
}

impl Walk<'_, '_> {
    fn order(&mut self, folder: &str) -> Rc<Order> {
        if let Some(order) = self.orders.get(folder) {
            return Rc::clone(order);
        }
        let src = join(folder, &self.options.filename);
        let order = Rc::new(Order::read(self.docs, &src, self.found));
        self.orders.insert(folder.to_owned(), Rc::clone(&order));
        order
    }

    fn items(&self, drafts: Vec<Draft>, is_written: bool) -> Vec<Item> {
        let one = |draft: Draft| {
            let kind = match draft.what {
                What::Section(children) => {
                    let children = self.items(children, is_written);
                    if is_written {
                        Kind::Written(children)
                    } else {
                        Kind::Folder(folder_of(&children), children)
                    }
                }
                What::Path(ref path, mount) => {
                    match normalise("", &self.docs.below(mount, path))
                        .filter(|src| self.tree.page(src).is_some())
                    {
                        Some(src) if !path.starts_with('/') => Kind::Page(src),
                        _ => Kind::Other(draft.what),
                    }
                }
                what @ What::Everything(_) => Kind::Other(what),
            };
            Item { title: draft.title, kind, span: draft.span }
        };
        drafts.into_iter().map(one).collect()
    }

    /// The nav of mkdocs.yml, with what it does not name where `...` stands.
    fn with_rest(&mut self, written: Vec<Draft>, everything: Vec<Item>) -> Vec<Item> {
        let items = self.items(written, true);
        let mut rests = Vec::new();
        let slots = self.slots(items, &mut rests);
        if rests.is_empty() {
            return fill(slots, &mut Vec::new());
        }
        let mut named = HashSet::new();
        pages(&slots, &mut named);
        let rests: Vec<&Rest> = rests.iter().collect();
        let mut blocks = blocks(everything, &named, &rests);
        fill(slots, &mut blocks)
    }

    fn slots(&mut self, items: Vec<Item>, rests: &mut Vec<Rest>) -> Vec<Slot> {
        let mut out = Vec::new();
        for item in items {
            let rest = match &item.kind {
                Kind::Other(What::Path(path, 0)) => Rest::new(path, item.span, self.found),
                _ => None,
            };
            match (rest, item.kind) {
                (Some(rest), _) => {
                    let slot = Slot::Rest(rests.len());
                    rests.push(rest);
                    out.push(match item.title {
                        Some(title) => Slot::Section(Some(title), vec![slot], item.span, true),
                        None => slot,
                    });
                }
                (None, Kind::Written(children)) => {
                    out.push(Slot::Section(item.title, self.slots(children, rests), item.span, true));
                }
                (None, kind) => out.push(Slot::Item(Item { kind, ..item })),
            }
        }
        out
    }

    /// Entries of one list: sorted, put in the order that the order file writes, and each section the same way.
    fn children(&mut self, mut items: Vec<Item>, collapse: bool, order: &Order) -> Vec<Item> {
        self.sort(&mut items, order.sort.or(self.options.sort));
        if let Some(nav) = &order.nav {
            items = self.named(items, nav);
        }
        self.sections(items, collapse)
    }

    fn sections(&mut self, items: Vec<Item>, collapse: bool) -> Vec<Item> {
        let mut out = Vec::new();
        for item in items {
            let Item { title, kind, span } = item;
            match kind {
                Kind::Made(children) => {
                    let children = self.sections(children, collapse);
                    out.push(Item { title, kind: Kind::Made(children), span });
                }
                Kind::Written(children) => {
                    let children = self.children(children, collapse, &Order::default());
                    out.push(Item { title, kind: Kind::Written(children), span });
                }
                Kind::Folder(folder, children) => {
                    let order = folder.as_deref().map(|folder| self.order(folder)).unwrap_or_default();
                    if order.hide {
                        continue;
                    }
                    let collapse = order.collapse_below.unwrap_or(collapse);
                    let mut children = self.children(children, collapse, &order);
                    if children.len() == 1 && order.collapse.unwrap_or(collapse) {
                        out.append(&mut children);
                    } else if !children.is_empty() {
                        let title = order.title.clone().or(title);
                        out.push(Item { title, kind: Kind::Folder(folder, children), span });
                    }
                }
                kind => out.push(Item { title, kind, span }),
            }
        }
        out
    }

    fn sort(&mut self, items: &mut [Item], sort: Sort) {
        if !sort.is_set() || items.len() < 2 {
            return;
        }
        let mut keyed = |item: &Item| -> Key {
            let text = if sort.by_title == Some(true) {
                self.title(item)
            } else {
                item.name().unwrap_or_default().to_owned()
            };
            match (sort.natural, sort.ignore_case) {
                (true, true) => key(&text, Letters::IgnoreCase),
                (true, false) => key(&text, Letters::Exact),
                (false, true) => vec![(text.to_lowercase(), None)],
                (false, false) => vec![(text, None)],
            }
        };
        if sort.descending == Some(true) {
            items.sort_by_cached_key(|item| std::cmp::Reverse(keyed(item)));
        } else {
            items.sort_by_cached_key(|item| keyed(item));
        }
    }

    fn title(&mut self, item: &Item) -> String {
        match &item.kind {
            Kind::Folder(Some(folder), _) => {
                let own = self.order(folder).title.clone();
                own.or_else(|| item.title.clone()).unwrap_or_default()
            }
            Kind::Page(src) if item.title.is_none() => {
                let header = self.docs.header(src);
                header.title.or(header.heading).unwrap_or_else(|| match src.as_str() {
                    "index.md" | "README.md" => "Home".to_owned(),
                    _ => title_of_name(stem(src)),
                })
            }
            _ => item.title.clone().unwrap_or_default(),
        }
    }

    /// The entries in the order of `nav`.
    fn named(&mut self, items: Vec<Item>, nav: &[Entry]) -> Vec<Item> {
        let folder = folder_of(&items).unwrap_or_default();
        let by_name = items.iter().enumerate().filter_map(|(at, item)| Some((item.name()?.to_owned(), at)));
        let by_name: HashMap<String, usize> = by_name.collect();
        let mut named = Named { folder, used: vec![false; items.len()], items, by_name, rests: Vec::new() };
        let slots = self.entries(nav, &mut named);
        let Named { used, items, rests, .. } = named;
        let mut blocks = vec![Vec::new(); rests.len()];
        for (item, used) in items.into_iter().zip(used) {
            if !used && let Some(rest) = taker(&rests, item.name()) {
                blocks[rest].push(item);
            }
        }
        fill(slots, &mut blocks)
    }

    fn entries<'n>(&mut self, nav: &'n [Entry], named: &mut Named<'n>) -> Vec<Slot> {
        let mut out = Vec::new();
        for entry in nav {
            match entry {
                Entry::Rest(rest) => {
                    out.push(Slot::Rest(named.rests.len()));
                    named.rests.push(rest);
                }
                Entry::Section(title, children, span) => {
                    let children = self.entries(children, named);
                    out.push(Slot::Section(Some(title.clone()), children, Some(*span), false));
                }
                Entry::Named { title, value, span } => {
                    let known = match named.by_name.get(value) {
                        Some(&at) => {
                            named.used[at] = true;
                            Some(named.items[at].clone())
                        }
                        None => self.elsewhere(&named.folder, value),
                    };
                    match (known, title) {
                        (Some(item), _) => {
                            let title = title.clone().or_else(|| item.title.clone());
                            out.push(Slot::Item(Item { title, span: Some(*span), ..item }));
                        }
                        (None, Some(title)) => out.push(Slot::Item(Item {
                            title: Some(title.clone()),
                            kind: Kind::Other(What::Path(value.clone(), 0)),
                            span: Some(*span),
                        })),
                        (None, None) => self.found.push(
                            Diagnostic::new(
                                &codes::docs::NAV_NOT_FOUND,
                                format!("`{value}` is not in `{}/`", named.folder),
                            )
                            .at(*span)
                            .help("name a page or a folder that is in the same folder, or remove the entry; it is left out"),
                        ),
                    }
                }
            }
        }
        out
    }

    /// A page or folder of another folder, or a folder with a slash behind it: the plugin does not find it.
    fn elsewhere(&self, at: &str, value: &str) -> Option<Item> {
        if !matches!(safe_url(value), SafeUrl::Relative(_)) {
            return None;
        }
        [normalise(at, value), normalise("", value)].into_iter().flatten().find_map(|path| {
            if self.tree.page(&path).is_some() {
                return Some(Item { title: None, kind: Kind::Page(path), span: None });
            }
            let number = self.tree.folder(&path).filter(|_| !path.is_empty() && path != at)?;
            Some(self.folder_item(number))
        })
    }

    fn folder_item(&self, number: usize) -> Item {
        let folder = &self.tree.folders[number];
        let page = |&page: &usize| Item {
            title: None,
            kind: Kind::Page(self.tree.pages[page].to_owned()),
            span: None,
        };
        let mut children: Vec<Item> = folder.pages.iter().map(page).collect();
        children.extend(folder.folders.iter().map(|&below| self.folder_item(below)));
        let title = title_of_name(file_name(&folder.path));
        Item { title: Some(title), kind: Kind::Folder(Some(folder.path.clone()), children), span: None }
    }
}

/// The entries that an order file can name, while it is gone through.
struct Named<'n> {
    folder: String,
    items: Vec<Item>,
    by_name: HashMap<String, usize>,
    used: Vec<bool>,
    rests: Vec<&'n Rest>,
}

/// A place in a list that is being put together.
enum Slot {
    Item(Item),
    /// The entries that a rest takes, by its number.
    Rest(usize),
    /// A section: whether mkdocs.yml writes it.
    Section(Option<String>, Vec<Slot>, Option<Span>, bool),
}

/// Puts the blocks of rests into their places.
fn fill(slots: Vec<Slot>, blocks: &mut Vec<Vec<Item>>) -> Vec<Item> {
    let mut out = Vec::new();
    for slot in slots {
        match slot {
            Slot::Item(item) => out.push(item),
            Slot::Rest(number) => out.extend(blocks.get_mut(number).map(std::mem::take).unwrap_or_default()),
            Slot::Section(title, slots, span, is_written) => {
                let children = fill(slots, blocks);
                let kind = if is_written { Kind::Written(children) } else { Kind::Made(children) };
                out.push(Item { title, kind, span });
            }
        }
    }
    out
}

/// Pages that a nav names.
fn pages(slots: &[Slot], out: &mut HashSet<String>) {
    for slot in slots {
        match slot {
            Slot::Item(Item { kind: Kind::Page(src), .. }) => {
                out.insert(src.clone());
            }
            Slot::Section(_, slots, ..) => pages(slots, out),
            _ => {}
        }
    }
}

/// For each rest the pages that it takes, in sections as their folders are.
fn blocks(items: Vec<Item>, named: &HashSet<String>, rests: &[&Rest]) -> Vec<Vec<Item>> {
    let mut out = vec![Vec::new(); rests.len()];
    for item in items {
        match item.kind {
            Kind::Folder(_, children) => {
                for (number, children) in blocks(children, named, rests).into_iter().enumerate() {
                    if rests[number].is_flat {
                        out[number].extend(children);
                    } else if !children.is_empty() {
                        let kind = Kind::Folder(folder_of(&children), children);
                        out[number].push(Item { title: item.title.clone(), kind, span: None });
                    }
                }
            }
            Kind::Page(ref src) if !named.contains(src) => {
                if let Some(number) = taker(rests, Some(src)) {
                    out[number].push(item);
                }
            }
            _ => {}
        }
    }
    out
}
