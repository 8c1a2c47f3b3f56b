//! awesome-pages (`.pages`) and awesome-nav (`.nav.yml`): folders that say their own order.
//!
//! In: the pages of a site without a nav, the order files beside them. Out: drafts. Never: hides a page from the
//! site: what an order file leaves out is only absent from the navigation.

use std::collections::{BTreeMap, BTreeSet};

use globset::GlobBuilder;

use super::order_file::{self, Order, Style};
use super::{Draft, What};
use crate::diag::Diagnostics;
use crate::docs::address::{is_index, title_of_name};
use crate::docs::mkdocs::scalar;
use crate::path::{folder, join, normalise};
use crate::source::{Files, Root, Span};
use crate::yaml::{Node, Value};

/// Orders the pages of the docs folder `docs`; `pages` are paths below it, in MkDocs' order.
pub(in crate::docs) fn ordered(
    files: &Files,
    root: &Root,
    docs: &str,
    style: &Style,
    pages: &[&str],
    found: &mut Diagnostics,
) -> Vec<Draft> {
    let mut tree = Folder::default();
    for page in pages {
        tree.add(page, page);
    }
    let orders = order_file::read(files, root, docs, style, tree.paths(), found);
    let mut walk = Walk { tree: &tree, orders: &orders, style, claimed: BTreeSet::new() };
    walk.claims();
    walk.folder("", &tree)
}

/// Pages and folders of one folder.
#[derive(Debug, Default)]
struct Folder {
    /// Paths below the docs folder, index first.
    pages: Vec<String>,
    folders: BTreeMap<String, Folder>,
}

impl Folder {
    fn add(&mut self, rest: &str, page: &str) {
        match rest.split_once('/') {
            Some((name, below)) => self.folders.entry(name.to_owned()).or_default().add(below, page),
            None => self.pages.push(page.to_owned()),
        }
    }

    /// Paths of this folder and all below it.
    fn paths(&self) -> Vec<String> {
        let mut out = Vec::new();
        let mut stack = vec![(String::new(), self)];
        while let Some((path, folder)) = stack.pop() {
            stack.extend(folder.folders.iter().map(|(name, below)| (join(&path, name), below)));
            out.push(path);
        }
        out
    }

    fn find(&self, path: &str) -> Option<&Self> {
        path.split('/').filter(|part| !part.is_empty()).try_fold(self, |at, part| at.folders.get(part))
    }
}

struct Walk<'a> {
    tree: &'a Folder,
    orders: &'a BTreeMap<String, Order>,
    style: &'a Style,
    /// Pages and folders that some order file names itself: they are not part of any "rest".
    claimed: BTreeSet<String>,
}

impl Walk<'_> {
    fn claims(&mut self) {
        let mut claimed = BTreeSet::new();
        for (path, order) in self.orders {
            let mut stack: Vec<&Node> = order.nav.iter().flatten().collect();
            while let Some(node) = stack.pop() {
                match &node.value {
                    Value::Seq(items) => stack.extend(items),
                    Value::Map(map) => stack.extend(map.iter().map(|entry| &entry.value)),
                    Value::String(text) if !is_pattern(text) => claimed.extend(self.place(path, text)),
                    _ => {}
                }
            }
        }
        self.claimed = claimed;
    }

    fn folder(&mut self, path: &str, folder: &Folder) -> Vec<Draft> {
        let order = self.orders.get(path);
        let mut used = BTreeSet::new();
        let Some((order, nav)) = order.and_then(|order| order.nav.as_ref().map(|nav| (order, nav))) else {
            return self.rest(path, folder, &mut used, None, false);
        };
        let mut out: Vec<Draft> =
            nav.iter().flat_map(|node| self.item(path, order, node, &mut used)).collect();
        if order.append_unmatched {
            out.extend(self.rest(path, folder, &mut used, None, false));
        }
        out
    }

    /// One entry of an order file.
    fn item(&mut self, at: &str, order: &Order, node: &Node, used: &mut BTreeSet<String>) -> Vec<Draft> {
        let span = Some(Span::new(order.file, node.range()));
        match &node.value {
            Value::String(text) => self.named(at, None, text, span, used),
            Value::Map(map) => {
                if let Some(pattern) = map.get("glob").and_then(scalar) {
                    return self.named(at, None, &pattern, span, used);
                }
                map.iter()
                    .flat_map(|entry| {
                        let title = entry.key.key_text();
                        match &entry.value.value {
                            Value::Seq(items) => {
                                let children =
                                    items.iter().flat_map(|item| self.item(at, order, item, used)).collect();
                                vec![Draft { title: Some(title), what: What::Section(children), span }]
                            }
                            _ => match scalar(&entry.value) {
                                Some(text) => self.named(at, Some(title), &text, span, used),
                                None => Vec::new(),
                            },
                        }
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// A page, a folder, a pattern or a URL.
    fn named(
        &mut self,
        at: &str,
        title: Option<String>,
        text: &str,
        span: Option<Span>,
        used: &mut BTreeSet<String>,
    ) -> Vec<Draft> {
        let tree = self.tree;
        if let Some(rest) = text.strip_prefix("...") {
            let flat = rest.split('|').any(|part| part.trim() == "flat");
            let pattern = rest.split('|').map(str::trim).find(|part| !part.is_empty() && *part != "flat");
            let pattern = pattern.map(|pattern| pattern.strip_prefix("glob=").unwrap_or(pattern));
            return tree
                .find(at)
                .map(|folder| self.rest(at, folder, used, pattern, flat))
                .unwrap_or_default();
        }
        if is_pattern(text) {
            return tree
                .find(at)
                .map(|folder| self.rest(at, folder, used, Some(text), false))
                .unwrap_or_default();
        }
        let is_url = text.contains("://") || text.starts_with("mailto:");
        let full = if is_url { None } else { self.place(at, text) };
        if let Some(full) = full {
            used.insert(full.clone());
            if let Some(below) = tree.find(&full).filter(|_| !full.is_empty()) {
                return self.section(&full, title, below).into_iter().collect();
            }
            return vec![Draft { title, what: What::Path(full, 0), span }];
        }
        vec![Draft { title, what: What::Path(text.to_owned(), 0), span }]
    }

    /// The path below the docs folder that an order file in `at` names: from its own folder, or, as some write it,
    /// from the docs folder.
    fn place(&self, at: &str, text: &str) -> Option<String> {
        let is_there = |path: &str| {
            let (folder, name) = crate::path::split(path);
            self.tree.find(folder).is_some_and(|folder| {
                folder.folders.contains_key(name) || folder.pages.iter().any(|page| page == path)
            })
        };
        let from_top = || normalise("", text).filter(|path| is_there(path));
        match normalise(at, text) {
            Some(path) if is_there(&path) => Some(path),
            path => from_top().or(path),
        }
    }

    fn section(&mut self, path: &str, title: Option<String>, folder: &Folder) -> Option<Draft> {
        let order = self.orders.get(path);
        if order.is_some_and(|order| order.hide) {
            return None;
        }
        let own = order.and_then(|order| order.title.clone());
        let name = crate::path::file_name(path);
        let title = title.or(own).unwrap_or_else(|| title_of_name(name));
        let mut children = self.folder(path, folder);
        // An order file that repeats its folder's title as its only section means one section.
        if let [Draft { title: Some(inner), what: What::Section(below), .. }] = &mut children[..]
            && inner.eq_ignore_ascii_case(&title)
        {
            children = std::mem::take(below);
        }
        let collapses = order.and_then(|order| order.collapse).or_else(|| self.collapses_above(path));
        if children.len() == 1 && collapses == Some(true) {
            return children.into_iter().next();
        }
        Some(Draft { title: Some(title), what: What::Section(children), span: None })
    }

    /// `collapse_single_pages` holds for the folders below it too.
    fn collapses_above(&self, path: &str) -> Option<bool> {
        let mut at = path;
        while !at.is_empty() {
            at = folder(at);
            if let Some(collapse) = self.orders.get(at).and_then(|order| order.collapse) {
                return Some(collapse);
            }
        }
        None
    }

    /// What nobody named, in the folder's order.
    fn rest(
        &mut self,
        path: &str,
        folder: &Folder,
        used: &mut BTreeSet<String>,
        pattern: Option<&str>,
        flat: bool,
    ) -> Vec<Draft> {
        let glob = pattern.and_then(|pattern| {
            let full = join(path, pattern);
            GlobBuilder::new(&full).literal_separator(true).build().ok().map(|glob| glob.compile_matcher())
        });
        let fits = |entry: &str| glob.as_ref().is_none_or(|glob| glob.is_match(entry));
        let free = |walk: &Self, entry: &str, used: &BTreeSet<String>| {
            !walk.claimed.contains(entry) && !used.contains(entry)
        };
        let order = self.orders.get(path);
        let mut pages: Vec<&String> =
            folder.pages.iter().filter(|page| free(self, page, used) && fits(page)).collect();
        let mut folders: Vec<&String> = folder.folders.keys().collect();
        let natural = order.map_or(matches!(self.style, Style::Nav(_)), |order| {
            order.natural || matches!(self.style, Style::Nav(_))
        });
        if natural {
            pages.sort_by_key(|page| (!is_index(page), natural_key(page)));
            folders.sort_by_key(|name| natural_key(name));
        }
        if order.is_some_and(|order| order.descending) {
            pages.reverse();
            folders.reverse();
        }
        let page_drafts: Vec<Draft> = pages
            .into_iter()
            .map(|page| {
                used.insert(page.clone());
                Draft { title: None, what: What::Path(page.clone(), 0), span: None }
            })
            .collect();
        let mut folder_drafts = Vec::new();
        for name in folders {
            let full = join(path, name);
            if !free(self, &full, used) || !fits(&full) {
                continue;
            }
            used.insert(full.clone());
            let below = &folder.folders[name];
            match self.section(&full, None, below) {
                Some(Draft { what: What::Section(children), .. }) if flat => folder_drafts.extend(children),
                Some(draft) => folder_drafts.push(draft),
                None => {}
            }
        }
        if order.is_some_and(|order| order.sections_first) {
            folder_drafts.extend(page_drafts);
            folder_drafts
        } else {
            page_drafts.into_iter().chain(folder_drafts).collect()
        }
    }
}

fn is_pattern(text: &str) -> bool {
    text.starts_with("...") || (text.contains(['*', '?', '[']) && !text.contains("://"))
}

/// Digits compare as numbers.
fn natural_key(text: &str) -> Vec<(u64, String)> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, digits) = rest.split_at(words);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        out.push((0, word.to_owned()));
        if end > 0 {
            out.push((digits[..end].parse().unwrap_or(u64::MAX), String::new()));
        }
        rest = &digits[end..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;
    use std::path::Path;

    fn shown(drafts: &[Draft]) -> String {
        let one = |draft: &Draft| {
            let title = draft.title.as_deref().unwrap_or("");
            match &draft.what {
                What::Path(path, _) if title.is_empty() => path.clone(),
                What::Path(path, _) => format!("{title}={path}"),
                What::Section(children) => format!("{title}({})", shown(children)),
                What::Everything(_) => String::new(),
            }
        };
        drafts.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn check(style: &Style, orders: &[(&str, &str)], pages: &[&str], expected: &str) {
        let tree: Memory =
            orders.iter().map(|(path, text)| (format!("r/docs/{path}"), text.as_bytes().to_vec())).collect();
        let files = Files::memory(tree);
        let root = files.root(Path::new("r"), "r").unwrap();
        let drafts = ordered(&files, &root, "docs", style, pages, &mut Diagnostics::new());
        assert_eq!(shown(&drafts), expected);
    }

    #[test]
    fn pages_files() {
        let style = Style::Pages(".pages".to_owned());
        let pages = ["index.md", "a.md", "b.md", "sub/x.md", "sub/y.md", "zip/only.md"];
        check(
            &style,
            &[("sub/.pages", "title: Below")],
            &pages,
            "index.md a.md b.md Below(sub/x.md sub/y.md) Zip(zip/only.md)",
        );
        check(
            &style,
            &[(".pages", "nav: [b.md, ..., Link: 'https://e.org', index.md]\ncollapse_single_pages: true")],
            &pages,
            "b.md a.md Sub(sub/x.md sub/y.md) zip/only.md Link=https://e.org index.md",
        );
        check(
            &style,
            &[(".pages", "nav:\n  - Top: sub\n  - index.md\n"), ("sub/.pages", "order: desc")],
            &pages,
            "Top(sub/y.md sub/x.md) index.md",
        );
        check(
            &style,
            &[("sub/.pages", "hide: true"), ("zip/.pages", "hide: true")],
            &pages,
            "index.md a.md b.md",
        );
    }

    #[test]
    fn nav_files() {
        let style = Style::Nav(".nav.yml".to_owned());
        let pages = ["index.md", "v10.md", "v2.md", "sub/x.md"];
        check(&style, &[("sub/.nav.yml", "title: S")], &pages, "index.md v2.md v10.md S(sub/x.md)");
        check(
            &style,
            &[(".nav.yml", "nav:\n - index.md\n - Versions:\n   - v*.md\n - sub\n")],
            &pages,
            "index.md Versions(v2.md v10.md) Sub(sub/x.md)",
        );
    }
}
