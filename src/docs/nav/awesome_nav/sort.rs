//! The order of what a pattern finds.
//!
//! In: entries, each with its path and title. Out: the same in order. Never: reads a page.

use super::super::natural::{Key, Letters, key, path_key};
use super::config::{By, Sections, Sort};

/// What an entry is sorted by.
pub(super) struct Sorted<'e> {
    pub(super) is_section: bool,
    pub(super) path: &'e str,
    /// Asked for only where titles count.
    pub(super) title: &'e str,
}

/// The places of `entries` in their new order.
pub(super) fn order(entries: &[Sorted<'_>], sort: Sort) -> Vec<usize> {
    let mut places: Vec<usize> = (0..entries.len()).collect();
    let keys: Vec<Vec<Vec<Key>>> = entries.iter().map(|entry| keys(entry, sort)).collect();
    if sort.descending {
        places.sort_by(|&a, &b| keys[b].cmp(&keys[a]));
    } else {
        places.sort_by(|&a, &b| keys[a].cmp(&keys[b]));
    }
    match sort.sections {
        Sections::Mixed => {}
        Sections::Last => places.sort_by_key(|&place| entries[place].is_section),
        Sections::First => places.sort_by_key(|&place| !entries[place].is_section),
    }
    places
}

fn keys(entry: &Sorted<'_>, sort: Sort) -> Vec<Vec<Key>> {
    let name = crate::path::file_name(entry.path);
    let texts = match sort.by {
        By::Path => vec![entry.path],
        By::FileName => vec![name, entry.path],
        By::Title => vec![entry.title, name, entry.path],
    };
    let one = |text: &str| -> Vec<Key> {
        match (sort.natural, sort.ignore_case) {
            (true, ignore_case) => {
                let letters = if ignore_case { Letters::IgnoreCase } else { Letters::Grouped };
                if sort.by == By::Title { vec![key(text, letters)] } else { path_key(text, letters) }
            }
            (false, true) => vec![vec![(text.to_lowercase(), None)]],
            (false, false) => vec![vec![(text.to_owned(), None)]],
        }
    };
    texts.into_iter().map(one).collect()
}
