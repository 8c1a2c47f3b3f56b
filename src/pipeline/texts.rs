//! Every page of docs, rendered by itself.
//!
//! In: planned sites. Out: for each page its text, or why there is none, and which files it was made from. Never: looks at another
//! page: what links mean comes later.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::kept::Kept;
use super::structure::Structure;
use super::{Stage, Tools, guard};
use crate::diag::{Diagnostic, Diagnostics};
use crate::docs::{self, PageId, RenderedPage, SiteId};
use crate::source::{Files, Noted};

/// A page's text, rendered.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) site: SiteId,
    pub(super) page: PageId,
    /// What it was made from besides files; see [`docs::inputs`].
    pub(super) key: u128,
    /// Files that were read or looked for.
    pub(super) noted: Noted,
    /// The page and what is wrong with it, or why it could not be rendered.
    pub(super) outcome: Result<(RenderedPage, Diagnostics), Box<Diagnostic>>,
}

impl Text {
    /// Renders a page.
    pub(super) fn of(
        files: &Files,
        structure: &Structure,
        (site, page): (SiteId, PageId),
        plantuml: Option<docs::Draw<'_>>,
    ) -> Self {
        let Structure { inventory, sites, .. } = structure;
        let planned = sites[site.0].page(page);
        let (view, trace) = files.traced();
        let outcome =
            guard::finding(planned.file, || docs::render_page(&view, inventory, sites, site, page, plantuml));
        Self { site, page, key: docs::inputs(&sites[site.0], planned), noted: trace.take(), outcome }
    }

    /// The same text as another page of a later structure: its numbers may have moved.
    fn at(self: &Arc<Self>, (site, page): (SiteId, PageId)) -> Arc<Self> {
        if (self.site, self.page) == (site, page) {
            return Arc::clone(self);
        }
        let outcome = match &self.outcome {
            Ok((rendered, found)) => Ok((RenderedPage { site, page, ..rendered.clone() }, found.clone())),
            Err(finding) => Err(finding.clone()),
        };
        Arc::new(Self { site, page, key: self.key, noted: self.noted.clone(), outcome })
    }

    /// Whether it was made from one of these files.
    pub(super) fn is_of(&self, changed: &BTreeSet<PathBuf>) -> bool {
        match changed.len() {
            0..4 => changed.iter().any(|path| self.noted.contains_key(path)),
            _ => self.noted.keys().any(|path| changed.contains(path)),
        }
    }

    /// Whether it was made from one of these files, or from one in one of these folders.
    pub(super) fn is_below(&self, changed: &BTreeSet<PathBuf>) -> bool {
        match changed.len() {
            0..8 => self.noted.keys().any(|path| changed.iter().any(|above| path.starts_with(above))),
            _ => self.noted.keys().any(|path| path.ancestors().any(|above| changed.contains(above))),
        }
    }

    /// The page; `None` where it could not be rendered.
    pub(super) fn rendered(&self) -> Option<&RenderedPage> {
        self.outcome.as_ref().ok().map(|(page, _)| page)
    }

    /// What is wrong with it.
    pub(super) fn found(&self) -> Diagnostics {
        match &self.outcome {
            Ok((_, found)) => found.clone(),
            Err(finding) => std::iter::once((**finding).clone()).collect(),
        }
    }
}

/// Renders every page of every site, but for those that are kept.
pub(super) fn texts(files: &Files, structure: &Structure, tools: Tools<'_>, kept: &Kept) -> Vec<Arc<Text>> {
    tools.begin(Stage::Texts);
    let sites = &structure.sites;
    let all: Vec<_> = sites
        .iter()
        .enumerate()
        .flat_map(|(site, of)| (0..of.pages.len()).map(move |page| (SiteId(site), PageId(page))))
        .collect();
    let texts = all.par_iter().map(|&place| {
        let (SiteId(site), page) = place;
        let known = || kept.texts.get(&docs::inputs(&sites[site], sites[site].page(page)));
        let known = (!kept.texts.is_empty()).then(known).flatten();
        match known {
            Some(known) => known.at(place),
            None => Arc::new(Text::of(files, structure, place, tools.plantuml)),
        }
    });
    texts.collect()
}
