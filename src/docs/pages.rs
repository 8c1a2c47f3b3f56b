//! Files to pages and assets, each with its address.
//!
//! In: the listed files. Out: pages, assets, the index of both. Never: two files at one address: the one that is
//! left out is named.

use std::collections::HashMap;

use super::active::Publication;
use super::address::{is_index, is_markdown, page_url};
use super::edit::EditLinks;
use super::files::{Mount, Source, Standing};
use super::index::{Entry, Index};
use super::{Asset, Page, PageId};
use crate::crawl::Repo;
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::path::stem;
use crate::source::Files;
use crate::url::SitePath;

/// What the files of a site became.
pub(super) struct Built {
    pub(super) pages: Vec<Page>,
    pub(super) assets: Vec<Asset>,
    pub(super) index: Index,
}

/// Sorts files into pages and assets. `edits` has an entry for each mount.
pub(super) fn build(
    files: &Files,
    repo: &Repo,
    sources: &[Source],
    mounts: &[Mount],
    edits: &[EditLinks],
    directory_urls: bool,
    found: &mut Diagnostics,
) -> Built {
    let root = &repo.root;
    let mut built = Built { pages: Vec::new(), assets: Vec::new(), index: Index::default() };
    // Addresses that are taken, by the file that is written there.
    let mut taken: HashMap<SitePath, usize> = HashMap::new();
    let winners = winners(sources, directory_urls);
    for (number, source) in sources.iter().enumerate() {
        if source.standing == Standing::Excluded {
            built.index.add(&source.src, None, &source.path, Entry::Excluded);
            continue;
        }
        if !is_markdown(&source.src) {
            continue;
        }
        let mut url = page_url(&source.src, directory_urls);
        if let Some(&winner) = winners.get(&url)
            && winner != number
        {
            let other = &sources[winner].src;
            // A README beside an index is left out, as in MkDocs; any other page stands beside the other.
            let (what, moved) = if is_index(&source.src) {
                ("it is left out".to_owned(), None)
            } else {
                let moved = beside(&url, &winners);
                (format!("it stands at `{moved}`"), Some(moved))
            };
            found.push(
                Diagnostic::new(
                    &codes::docs::SAME_ADDRESS,
                    format!("`{}` has the address of `{other}`: {what}", source.src),
                )
                .in_file(files.id(root, &source.path))
                .help("rename one of them"),
            );
            match moved {
                Some(moved) => url = moved,
                // Links to it lead to the other.
                None => continue,
            }
        }
        let mount = source.mount;
        let prefix = mounts.get(mount).map_or("", |mount| mount.at.as_str());
        let below = source.src.strip_prefix(prefix).unwrap_or(&source.src).trim_start_matches('/');
        let mut page = Page::new(&source.src, url, files.id(root, &source.path), &source.path);
        page.unlisted = source.standing == Standing::Unlisted;
        if let Some(edit) = edits.get(mount) {
            page.edit_url = edit.edit_url(below, &source.path);
            page.view_url = edit.view_url(below, &source.path);
        }
        let id = PageId(built.pages.len());
        taken.insert(page.url.file(), number);
        built.index.add(&source.src, Some(&page.url), &source.path, Entry::Page(id));
        built.pages.push(page);
    }
    for source in
        sources.iter().filter(|source| is_markdown(&source.src) && source.standing != Standing::Excluded)
    {
        let url = page_url(&source.src, directory_urls);
        if built.index.src(&source.src).is_none()
            && let Some(target) = built.index.url(url.as_str())
        {
            built.index.add(&source.src, None, &source.path, target);
        }
    }
    for source in sources {
        if source.standing == Standing::Excluded || is_markdown(&source.src) {
            continue;
        }
        let url = SitePath::new(source.src.clone());
        if let Some(&page) = taken.get(&url) {
            found.push(
                Diagnostic::new(
                    &codes::docs::SAME_ADDRESS,
                    format!("`{}` is left out: `{}` is written there", source.src, sources[page].src),
                )
                .severity(Severity::Note)
                .in_file(files.id(root, &source.path))
                .help("rename one of them"),
            );
            built.index.add(&source.src, None, &source.path, Entry::Excluded);
            continue;
        }
        let asset = Asset::new(files, repo, &source.path, url, found);
        if asset.publication == Publication::Withheld {
            built.index.add(&source.src, Some(&asset.url), &source.path, Entry::Withheld);
            continue;
        }
        built.index.add(&source.src, Some(&asset.url), &source.path, Entry::Asset(built.assets.len()));
        built.assets.push(asset);
    }
    built
}

/// A free address beside one that is taken.
fn beside(url: &SitePath, taken: &HashMap<SitePath, usize>) -> SitePath {
    let url = url.as_str();
    let (stem, end) =
        url.strip_suffix(".html").map_or((url.trim_end_matches('/'), "/"), |stem| (stem, ".html"));
    let mut number = 1;
    loop {
        let free = SitePath::new(format!("{stem}-{number}{end}"));
        if !taken.contains_key(&free) {
            return free;
        }
        number += 1;
    }
}

/// Which file gets an address: `index.md` before `README.md` before `guide.md` beside `guide/`.
fn winners(sources: &[Source], directory_urls: bool) -> HashMap<SitePath, usize> {
    let rank = |source: &Source| match (is_index(&source.src), stem(&source.src)) {
        (true, "index") => 0,
        (true, _) => 1,
        (false, _) => 2,
    };
    let mut winners: HashMap<SitePath, usize> = HashMap::new();
    for (number, source) in sources.iter().enumerate() {
        if source.standing == Standing::Excluded || !is_markdown(&source.src) {
            continue;
        }
        let winner = winners.entry(page_url(&source.src, directory_urls)).or_insert(number);
        if rank(source) < rank(&sources[*winner]) {
            *winner = number;
        }
    }
    winners
}
