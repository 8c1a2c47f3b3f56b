//! Listings: every file below a folder, sorted, safe with symlink loops.
//!
//! In: a [`Root`], a folder below it, and which folders to leave out.
//! Out: files in byte order of their paths, and the folders that could not be read.
//! Never: follows a symlink out of the root or twice round a loop; depends on the order the disk answers in.
#![allow(clippy::disallowed_methods, reason = "this module is part of the one way to the file system")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::file_system::Backing;
use super::locate::is_below;
use super::{Files, Root};

/// What a walk leaves out.
#[derive(Clone, Copy)]
pub struct WalkOptions<'a> {
    /// Asked with the path (relative to the root, `/`-separated) of every folder below the first; `true`
    /// leaves it out.
    pub prune: &'a dyn Fn(&str) -> bool,
    /// Whether symlinks that stay below the root are followed (MkDocs does, discovery does not).
    pub follow_links: bool,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Found {
    /// Files, relative to the root, `/` between the parts, in byte order.
    pub files: Vec<String>,
    /// Folders and files that could not be read, or whose name is not UTF-8, with the reason.
    pub unreadable: Vec<(String, String)>,
    /// What is passed over by its kind, with the reason: pipes, sockets, devices, symlinks that are not followed or lead
    /// nowhere.
    pub special: Vec<(String, String)>,
}

impl Files {
    /// Every file below `folder` of `root`.
    pub fn walk(&self, root: &Root, folder: &str, options: WalkOptions<'_>) -> Found {
        let mut found = Found::default();
        match &*self.backing {
            Backing::Disk => {
                Walk { files: self, root, options, found: &mut found }.folder(folder, &mut Vec::new());
            }
            Backing::Memory(tree) => {
                let top = root.path().join(folder);
                for path in tree.0.keys().filter(|path| path.starts_with(&top)) {
                    let Some(relative) = slashed(path.strip_prefix(root.path()).unwrap_or(path)) else {
                        continue;
                    };
                    let base = if folder.is_empty() { 0 } else { folder.len() + 1 };
                    let pruned = relative
                        .match_indices('/')
                        .filter(|(at, _)| *at >= base)
                        .any(|(at, _)| (options.prune)(&relative[..at]));
                    if !pruned {
                        found.files.push(relative);
                    }
                }
            }
        }
        found.files.sort_unstable();
        found
    }

    /// The folders right below `folder`, sorted; empty where it cannot be read. Symlinks are not followed.
    pub fn folders(&self, root: &Root, folder: &str) -> Vec<String> {
        let top = root.path().join(folder);
        let mut names = BTreeSet::new();
        match &*self.backing {
            Backing::Disk => {
                let listed = self.noted(&top, std::fs::read_dir(&top)).into_iter().flatten();
                for entry in listed.filter_map(|entry| self.noted(&top, entry).ok()) {
                    if entry.file_type().is_ok_and(|kind| kind.is_dir())
                        && let Ok(name) = entry.file_name().into_string()
                    {
                        names.insert(name);
                    }
                }
            }
            Backing::Memory(tree) => {
                for path in tree.0.keys() {
                    let Ok(rest) = path.strip_prefix(&top) else { continue };
                    let mut parts = rest.components();
                    if let (Some(first), Some(_)) = (parts.next(), parts.next()) {
                        names.insert(first.as_os_str().to_string_lossy().into_owned());
                    }
                }
            }
        }
        names.into_iter().map(|name| crate::path::join(folder, &name)).collect()
    }
}

struct Walk<'a> {
    files: &'a Files,
    root: &'a Root,
    options: WalkOptions<'a>,
    found: &'a mut Found,
}

impl Walk<'_> {
    /// `trail` holds the real paths of the folders above: a link back to one of them is a loop.
    fn folder(&mut self, relative: &str, trail: &mut Vec<PathBuf>) {
        let path = self.root.path().join(relative);
        let entries = match self.files.noted(&path, std::fs::read_dir(&path)) {
            Ok(entries) => entries,
            Err(error) => return self.found.unreadable.push((relative.to_owned(), error.to_string())),
        };
        for entry in entries {
            let entry = match self.files.noted(&path, entry) {
                Ok(entry) => entry,
                Err(error) => {
                    self.found.unreadable.push((relative.to_owned(), error.to_string()));
                    continue;
                }
            };
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                let shown = format!("{relative}/{}", name.to_string_lossy());
                self.found.unreadable.push((shown, "its name is not UTF-8".to_owned()));
                continue;
            };
            let below = crate::path::join(relative, name);
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_symlink() {
                self.link(below, trail);
            } else if kind.is_dir() {
                if !(self.options.prune)(&below) {
                    self.folder(&below, trail);
                }
            } else if kind.is_file() {
                self.found.files.push(below);
            } else {
                let why = "it is neither a file nor a folder, and is not read";
                self.found.special.push((below, why.to_owned()));
            }
        }
    }

    fn link(&mut self, relative: String, trail: &mut Vec<PathBuf>) {
        if !self.options.follow_links {
            self.found.special.push((relative, "it is a symlink, and is not followed".to_owned()));
            return;
        }
        let path = self.root.path().join(&relative);
        let Ok(real) = self.files.real_path(&path) else {
            let why = match std::fs::read_link(&path) {
                Ok(target) => format!("the symlink to `{}` leads nowhere", target.to_string_lossy()),
                Err(_) => "the symlink leads nowhere".to_owned(),
            };
            self.found.special.push((relative, why));
            return;
        };
        if !is_below(&real, self.root.path()) {
            self.found.unreadable.push((relative, "the symlink leaves the repository".to_owned()));
        } else if real.is_dir() {
            let parent = path.parent().and_then(|parent| std::fs::canonicalize(parent).ok());
            let above = parent.is_some_and(|parent| parent.starts_with(&real));
            if !above && !trail.contains(&real) && !(self.options.prune)(&relative) {
                trail.push(real);
                self.folder(&relative, trail);
                trail.pop();
            } else if above || trail.contains(&real) {
                self.found.special.push((relative, "the symlink leads back to a folder above it".to_owned()));
            }
        } else if real.is_file() {
            self.found.files.push(relative);
        }
    }
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<_>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}
