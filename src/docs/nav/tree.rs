//! The folders of a docs folder, for plugins that name them.
//!
//! In: paths of pages, in MkDocs' order. Out: folders with their pages and folders, and what matches a pattern. Never:
//! reads a file.

use std::cell::Cell;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::glob::{Glob, Name, Part};
use crate::path::join;

/// Steps of comparing names with patterns, for all patterns of a site.
const STEPS: u64 = 1_000_000_000;

/// Pages and folders, by number. Folder 0 is the docs folder itself.
#[derive(Debug)]
pub(super) struct Tree<'p> {
    /// Paths below the docs folder.
    pub(super) pages: Vec<&'p str>,
    /// In the order in which their first page comes.
    pub(super) folders: Vec<Folder>,
    /// Steps of comparing that are left.
    steps: Cell<u64>,
    by_path: HashMap<String, usize>,
    page_numbers: HashMap<&'p str, usize>,
}

/// A folder with pages in it or below it.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// Below the docs folder; empty for the docs folder itself.
    pub(super) path: String,
    pub(super) pages: Vec<usize>,
    pub(super) folders: Vec<usize>,
}

/// What matches a pattern, each in the tree's order.
#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) pages: BTreeSet<usize>,
    pub(super) folders: BTreeSet<usize>,
}

impl<'p> Tree<'p> {
    pub(super) fn new(pages: impl IntoIterator<Item = &'p str>) -> Self {
        let mut tree = Self {
            pages: pages.into_iter().collect(),
            folders: vec![Folder::default()],
            steps: Cell::new(STEPS),
            by_path: HashMap::from([(String::new(), 0)]),
            page_numbers: HashMap::new(),
        };
        for number in 0..tree.pages.len() {
            let page = tree.pages[number];
            tree.page_numbers.insert(page, number);
            let folder = tree.folder_of(crate::path::folder(page));
            tree.folders[folder].pages.push(number);
        }
        tree
    }

    fn folder_of(&mut self, path: &str) -> usize {
        if let Some(&folder) = self.by_path.get(path) {
            return folder;
        }
        let parent = self.folder_of(crate::path::folder(path));
        let number = self.folders.len();
        self.folders.push(Folder { path: path.to_owned(), ..Folder::default() });
        self.folders[parent].folders.push(number);
        self.by_path.insert(path.to_owned(), number);
        number
    }

    /// The folder at a path; `None` where no page is in it or below it.
    pub(super) fn folder(&self, path: &str) -> Option<usize> {
        self.by_path.get(path.trim_end_matches('/')).copied()
    }

    /// The page at a path.
    pub(super) fn page(&self, path: &str) -> Option<usize> {
        self.page_numbers.get(path).copied()
    }

    /// Whether patterns were left undone because they would have taken too long.
    pub(super) fn is_exhausted(&self) -> bool {
        self.steps.get() == 0
    }

    fn fits(&self, name: &Name, path: &str) -> bool {
        let text = crate::path::file_name(path);
        let left = self.steps.get().saturating_sub(name.cost(text));
        self.steps.set(left);
        left > 0 && name.matches(text)
    }

    /// Pages and folders that match a pattern. Only folders that can hold a match are looked into.
    pub(super) fn matches(&self, glob: &Glob) -> Matches {
        let mut search = Search { tree: self, glob, seen: HashSet::new(), found: Matches::default() };
        search.folder(0, 0);
        search.found
    }
}

struct Search<'t, 'p> {
    tree: &'t Tree<'p>,
    glob: &'t Glob,
    /// Folders with the part of the pattern they were entered by.
    seen: HashSet<(usize, usize)>,
    found: Matches,
}

impl Search<'_, '_> {
    /// `part` and what follows it, matched against what a folder holds.
    fn folder(&mut self, number: usize, part: usize) {
        if !self.seen.insert((number, part)) {
            return;
        }
        let (tree, glob) = (self.tree, self.glob);
        let folder = &tree.folders[number];
        let is_last = part + 1 == glob.parts.len();
        match glob.parts.get(part) {
            None => {}
            Some(Part::Folders) => {
                if is_last {
                    if !glob.only_folders {
                        let shown = |page: &&usize| !is_hidden(tree.pages[**page]);
                        self.found.pages.extend(folder.pages.iter().filter(shown));
                    }
                } else {
                    self.folder(number, part + 1);
                }
                for &below in &folder.folders {
                    if !is_hidden(&tree.folders[below].path) {
                        if is_last {
                            self.found.folders.insert(below);
                        }
                        self.folder(below, part);
                    }
                }
            }
            Some(Part::Name(name)) => {
                if let Some(literal) = name.literal() {
                    let path = join(&folder.path, &literal);
                    if is_last && !glob.only_folders {
                        self.found.pages.extend(tree.page(&path));
                    }
                    if let Some(below) = tree.folder(&path) {
                        self.enter(below, part, is_last);
                    }
                    return;
                }
                if is_last && !glob.only_folders {
                    let fits = |page: &&usize| tree.fits(name, tree.pages[**page]);
                    self.found.pages.extend(folder.pages.iter().filter(fits));
                }
                for &below in &folder.folders {
                    if tree.fits(name, &tree.folders[below].path) {
                        self.enter(below, part, is_last);
                    }
                }
            }
        }
    }

    fn enter(&mut self, folder: usize, part: usize, is_last: bool) {
        if is_last {
            self.found.folders.insert(folder);
        } else {
            self.folder(folder, part + 1);
        }
    }
}

fn is_hidden(path: &str) -> bool {
    crate::path::file_name(path).starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::super::glob::Syntax;
    use super::*;

    #[test]
    fn patterns() {
        let tree = Tree::new(["index.md", "a.md", "one/x.md", "one/deep/y.md", "two/x.md"]);
        for (pattern, expected) in [
            ("*", "index.md a.md | one two"),
            ("*/", " | one two"),
            ("*/x.md", "one/x.md two/x.md | "),
            ("**/x.md", "one/x.md two/x.md | "),
            ("one/**", "one/x.md one/deep/y.md | one/deep"),
            ("**/", " | one one/deep two"),
            ("one/deep", " | one/deep"),
            ("none/*", " | "),
        ] {
            let found = tree.matches(&Glob::new(pattern, Syntax::Glob));
            let pages: Vec<_> = found.pages.iter().map(|&page| tree.pages[page]).collect();
            let folders: Vec<_> =
                found.folders.iter().map(|&folder| tree.folders[folder].path.as_str()).collect();
            assert_eq!(format!("{} | {}", pages.join(" "), folders.join(" ")), expected, "{pattern}");
        }
    }
}
