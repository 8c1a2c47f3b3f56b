//! Everything that a portal holds, to a sink. A page is written and dropped.
//!
//! In: a [`Whole`]. Out: its files, in any order, and what was found while they were made. Never: keeps a page.

use rayon::prelude::*;

use super::{Built, Stage, Tools, Whole};
use crate::artifact::Artifact;
use crate::catalog;
use crate::diag::{self, Diagnostic, Diagnostics, Resolved, codes};
use crate::output::Sink;
use crate::render::{self, Model};
use crate::search::{self, SearchDoc};
use crate::site::{self, Portal};

impl Whole {
    /// Writes everything.
    pub(super) fn publish(mut self, tools: Tools<'_>, sink: &dyn Sink) -> (Built, Vec<Resolved>) {
        self.texts = Vec::new();
        let model = self.model();
        let plan = &self.planned.plan;
        tools.begin(Stage::Pages);
        let of_pages = plan.pages.par_iter().flat_map_iter(|planned| {
            let rendered = render::page(&model, planned, &self.theme);
            rendered
                .files
                .into_iter()
                .filter_map(|file| put(file, sink))
                .chain(rendered.finding)
                .collect::<Vec<_>>()
        });
        let of_pages: Vec<Diagnostic> = of_pages.collect();
        tools.begin(Stage::Rest);
        let of_rest: Vec<_> =
            rest(&self, &model).into_par_iter().filter_map(|file| put(file, sink)).collect();
        drop(model);
        tools.begin(Stage::Search);
        let of_search: Vec<_> = index(&self).into_par_iter().filter_map(|file| put(file, sink)).collect();

        let late: Diagnostics = of_pages.into_iter().chain(of_rest).chain(of_search).collect();
        let late = diag::resolve(&late.with_rules(&self.config.rules).sorted(&self.files), &self.files);
        let found = diag::merged(self.planned.shown.clone(), late);
        let (pages, portal) = (plan.pages.len(), self.connected.portal);
        let docs = portal.pages.len();
        (Built { portal, pages, docs }, found)
    }
}

/// Every file but pages and the search index.
pub(super) fn rest(whole: &Whole, model: &Model<'_>) -> Vec<Artifact> {
    let Portal { catalog, sites, pages, .. } = &whole.connected.portal;
    let plan = &whole.planned.plan;
    let mut rest = render::companions(model, &whole.theme);
    if plan.site.is_none() {
        rest.extend(catalog::api::files(catalog));
    }
    rest.extend(plan.copies.iter().cloned());
    rest.extend(site::shown(sites, pages));
    rest
}

/// The search index. Terms are found for many documents at once and merged in their order, a batch at a time, so
/// that a large site's terms are never all in memory twice.
pub(super) fn index(whole: &Whole) -> Vec<Artifact> {
    let Portal { catalog, apis, sites, entity_docs, pages, .. } = &whole.connected.portal;
    let config = &whole.config;
    let language = &config.theme.language.tag;
    let mut documents: Vec<SearchDoc<'_>> = search::documents(catalog, sites, entity_docs, pages, language);
    documents.extend(search::api_documents(catalog, apis, &whole.planned.plan));
    let mut parts = search::Index::parts();
    for batch in documents.chunks(1024) {
        let terms: Vec<_> = batch.par_iter().map(search::tokens).collect();
        parts.par_iter_mut().for_each(|part| terms.iter().for_each(|terms| part.add(terms)));
    }
    let input = search::Input::new(&documents, &parts);
    let shards = search::Part::ALL.par_iter().map(|part| search::shards(&input, *part)).collect();
    search::files(&input, shards, &config.search)
}

/// Puts a file; one that cannot be written is a finding, and the others are written all the same.
fn put(file: Artifact, sink: &dyn Sink) -> Option<Diagnostic> {
    let path = file.path.clone();
    let error = sink.put(file).err()?;
    Some(Diagnostic::new(&codes::site::UNWRITABLE, format!("`{path}` cannot be written: {error}")))
}
