//! The next state of a preview, where only texts changed.
//!
//! In: a [`Whole`], and paths that changed. Out: the next one, with what holds still taken over; or word that more has to be made
//! anew. Never: another result than making everything anew.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::connect::{self, Connected};
use super::texts::Text;
use super::whole::{Lazy, Planned};
use super::{Tools, Whole};
use crate::docs;
use crate::source::{Files, Noted};

/// What a change comes to.
#[derive(Debug)]
pub(crate) enum Revision {
    /// Nothing: the files have the bytes they had.
    Same,
    /// Another state.
    Next(Box<Whole>),
    /// More than texts of pages changed.
    More,
}

impl Whole {
    /// What becomes of this state where these files or folders changed.
    pub(crate) fn revised(&self, changed: &BTreeSet<PathBuf>, tools: Tools<'_>) -> Revision {
        let known = self.known();
        let changed: BTreeSet<PathBuf> =
            changed.iter().filter(|path| !known.holds(&self.files, path)).cloned().collect();
        if changed.is_empty() {
            return Revision::Same;
        }
        if changed.iter().any(|path| !known.is_text(&self.files, path)) {
            return Revision::More;
        }
        let touched: Vec<usize> =
            (0..self.texts.len()).filter(|&at| self.texts[at].is_of(&changed)).collect();
        let made: Vec<_> = touched
            .par_iter()
            .map(|&at| {
                let before = &self.texts[at];
                Text::of(&self.files, &self.structure, (before.site, before.page), tools.plantuml)
            })
            .collect();
        let mut texts = self.texts.clone();
        for (&at, text) in touched.iter().zip(made) {
            texts[at] = Arc::new(text);
        }
        self.with(&texts, &touched).map_or(Revision::More, |next| Revision::Next(Box::new(next)))
    }

    /// With other texts in the places `touched`. `None` where a page came or went.
    fn with(&self, texts: &[Arc<Text>], touched: &[usize]) -> Option<Self> {
        let mut portal = self.connected.portal.clone();
        let mut of_links = self.connected.of_links.clone();
        let mut relinked = Vec::with_capacity(touched.len());
        let mut anchors_moved = false;
        let mut includes_moved = false;
        for &at in touched {
            let now = texts[at].rendered()?;
            self.texts[at].rendered()?;
            let number = portal
                .pages
                .binary_search_by_key(&(now.site, now.page), |page| (page.site, page.page))
                .ok()?;
            let page = &mut portal.pages[number];
            anchors_moved |= page.document.anchors != now.document.anchors;
            includes_moved |= page.includes != now.includes;
            *page = now.clone();
            relinked.push(number);
        }
        let places = connect::places(&self.files, &self.config, &self.structure, &portal.pages);
        if includes_moved {
            // A link to a file leads to the page that includes it.
            relinked = (0..portal.pages.len()).collect();
        }
        let links: Vec<_> =
            relinked.par_iter().map(|&number| connect::links(&places, &portal.pages[number])).collect();
        for (&number, (links, found)) in relinked.iter().zip(links) {
            if let Some(links) = links {
                links.settle(&mut portal.pages[number]);
            }
            of_links[number] = found;
        }
        let mut of_entities = self.connected.of_entities.clone();
        if anchors_moved || includes_moved {
            let (links, found) = docs::entity_links(&places, &portal.pages, &self.config.urls);
            portal.entity_links = links.into();
            of_entities = found;
        }
        for page in &mut portal.pages {
            page.added_anchors = Vec::new();
        }
        let mut of_anchors = docs::check_anchors(&places, &mut portal.pages);
        of_anchors.append(docs::report_macros(&portal.pages));
        drop(places);
        let quiet = |connected: &Connected, texts: &[Arc<Text>]| {
            connected.of_anchors.is_empty()
                && connected.of_entities.is_empty()
                && relinked.iter().all(|&number| connected.of_links[number].is_empty())
                && touched.iter().all(|&at| texts[at].found().is_empty())
        };
        let connected = Connected { portal, of_links, of_entities, of_anchors };
        let planned = if quiet(&self.connected, &self.texts) && quiet(&connected, texts) {
            Arc::clone(&self.planned)
        } else {
            let found = connect::findings(&self.structure, texts, &connected);
            Planned::of(&self.files, &self.config, &self.structure, found, &self.of_theme).into()
        };
        Some(Self {
            files: self.files.clone(),
            config: Arc::clone(&self.config),
            structure: Arc::clone(&self.structure),
            noted: Arc::clone(&self.noted),
            texts: texts.to_vec(),
            connected,
            theme: Arc::clone(&self.theme),
            of_theme: self.of_theme.clone(),
            planned,
            lazy: Lazy::default(),
        })
    }

    /// What was read, by path.
    fn known(&self) -> Known<'_> {
        let mut by_texts = HashMap::new();
        for text in &self.texts {
            by_texts.extend(text.noted.iter().filter_map(|(path, hash)| Some((path.as_path(), (*hash)?))));
        }
        Known { by_structure: &self.noted, by_texts }
    }
}

/// Files that were read whole, with a hash of their bytes.
struct Known<'w> {
    by_structure: &'w Noted,
    by_texts: HashMap<&'w Path, u128>,
}

impl Known<'_> {
    fn by_structure(&self, path: &Path) -> Option<u128> {
        self.by_structure.get(path).copied().flatten()
    }

    /// Whether a file has the bytes still that it had.
    fn holds(&self, files: &Files, path: &Path) -> bool {
        let before = self.by_structure(path).or_else(|| self.by_texts.get(path).copied());
        before.is_some_and(|hash| files.read_noted(path).is_ok_and(|bytes| xxh3_128(&bytes) == hash))
    }

    /// Whether a file is there and nothing but texts of pages was made from what it says.
    fn is_text(&self, files: &Files, path: &Path) -> bool {
        self.by_structure(path).is_none()
            && self.by_texts.contains_key(path)
            && files.read_noted(path).is_ok()
    }
}
