//! Files that belong to no page: assets, the data of the catalog's filter, what machines read.
//!
//! In: the model and the theme. Out: files. Never: anything that changes with the day of the build.

use std::fmt::Write as _;

use serde::Serialize;

use super::data_script::{DATA, NAMES, script};
use super::links::own_title;
use super::view::{cards, docs_home, templates};
use super::{Model, Theme, alternate};
use crate::artifact::Artifact;
use crate::catalog::kinds::{DOMAIN, KindDefinition, SYSTEM};
use crate::catalog::{EntityId, Relation, RelationType};
use crate::graph::Named;
use crate::site::PageKind;
use crate::url::SitePath;

/// An entity in the data of the filter: what a row shows, and what its facets ask. In the file a column has one letter, because there are many rows.
#[derive(Serialize)]
struct EntityRow<'a> {
    /// Reference.
    #[serde(rename = "r")]
    reference: &'a str,
    /// Kind as written.
    #[serde(rename = "k")]
    kind: &'a str,
    /// Title, where it is not the name.
    #[serde(rename = "t", skip_serializing_if = "str::is_empty")]
    title: &'a str,
    /// Description.
    #[serde(rename = "d", skip_serializing_if = "String::is_empty")]
    description: String,
    /// Type.
    #[serde(rename = "y", skip_serializing_if = "str::is_empty")]
    kind_of: &'a str,
    /// Lifecycle.
    #[serde(rename = "l", skip_serializing_if = "str::is_empty")]
    lifecycle: &'a str,
    /// Owners.
    #[serde(rename = "o", skip_serializing_if = "Vec::is_empty")]
    owners: Vec<&'a str>,
    /// Systems.
    #[serde(rename = "s", skip_serializing_if = "Vec::is_empty")]
    systems: Vec<&'a str>,
    /// Domains.
    #[serde(rename = "m", skip_serializing_if = "Vec::is_empty")]
    domains: Vec<&'a str>,
    /// Tags.
    #[serde(rename = "g", skip_serializing_if = "<[String]>::is_empty")]
    tags: &'a [String],
    /// Errors and warnings.
    #[serde(rename = "p", skip_serializing_if = "is_zero")]
    problems: usize,
    /// 1: has docs; 2: has APIs.
    #[serde(rename = "h", skip_serializing_if = "is_zero")]
    has: usize,
}

/// An entity in the data of the 404 page, which is read on a first visit: no more than near names need.
#[derive(Serialize)]
struct NameRow<'a> {
    /// Reference.
    #[serde(rename = "r")]
    reference: &'a str,
    /// Title, where it is not the name.
    #[serde(rename = "t", skip_serializing_if = "str::is_empty")]
    title: &'a str,
    /// 1: has docs.
    #[serde(rename = "h", skip_serializing_if = "is_zero")]
    has: usize,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// Assets that nothing of a doc site alone asks for.
const OF_A_CATALOG: &[&str] = &["catalog.js", "graph.js", "graph.css", "api.css", "api.js", "missing.js"];

/// Every file besides the pages.
pub(crate) fn companions(model: &Model<'_>, theme: &Theme) -> Vec<Artifact> {
    let mut files = theme.assets.clone();
    if let Some(site) = model.plan.site {
        files
            .retain(|file| !OF_A_CATALOG.iter().any(|name| file.path.below(&SitePath::ASSETS) == Some(name)));
        files.push(Artifact::new(SitePath::LLMS, alternate::docs(model, site)));
    } else {
        files.push(Artifact::new(SitePath::CATALOG.join(DATA), data(model)));
        files.push(Artifact::new(SitePath::CATALOG.join(NAMES), names(model)));
        files.push(Artifact::new(SitePath::DOCS.join(DATA), cards::data(model, docs_home::items(model))));
        files
            .push(Artifact::new(SitePath::TEMPLATES.join(DATA), cards::data(model, templates::items(model))));
        let named = |relation: &Relation| {
            let (place, url) = relation.declared.map_or_else(Default::default, |span| model.point(span));
            let refused = model.refusals.of(relation.target.as_str());
            let refused = refused.map(|refusal| refusal.place.href(&SitePath::HOME));
            Named { place, url, refused }
        };
        let graph = crate::graph::data_script(model.catalog, &named);
        files.push(Artifact::new(SitePath::GRAPH.join(DATA), graph));
        files.push(Artifact::new(SitePath::LLMS, alternate::home(model)));
    }
    if let Some(base) = &model.config.base_url {
        files.push(Artifact::new(SitePath::SITEMAP, sitemap(model, base)));
    }
    files
}

/// All that the catalog's index lists, in its order.
fn listed<'m>(model: &'m Model<'_>) -> &'m [EntityId] {
    model.plan.listings.first().map_or(&[][..], |all| &all.members)
}

fn data(model: &Model<'_>) -> String {
    let data: Vec<EntityRow<'_>> = listed(model)
        .iter()
        .map(|&id| {
            let entity = model.catalog.entity(id);
            let targets = |kind: RelationType, of: Option<&'static KindDefinition>| {
                let targets =
                    entity.related(kind).filter(move |one| of.is_none_or(|kind| one.target.is_of(kind)));
                targets.map(|one| one.target.as_str()).collect::<Vec<_>>()
            };
            EntityRow {
                reference: entity.reference.as_str(),
                kind: entity.kind.as_str(),
                title: own_title(entity),
                description: super::text::summary(entity.metadata.description.as_deref(), 140),
                kind_of: entity.spec_type().unwrap_or_default(),
                lifecycle: entity.lifecycle().unwrap_or_default(),
                owners: targets(RelationType::OwnedBy, None),
                systems: targets(RelationType::PartOf, Some(&SYSTEM)),
                domains: targets(RelationType::PartOf, Some(&DOMAIN)),
                tags: &entity.metadata.tags,
                problems: model.troubles(id),
                has: usize::from(model.docs_of(id).is_some())
                    + 2 * usize::from(entity.related(RelationType::ProvidesApi).next().is_some()),
            }
        })
        .collect();
    script(&data, None)
}

fn names(model: &Model<'_>) -> String {
    let names: Vec<NameRow<'_>> = listed(model)
        .iter()
        .map(|&id| {
            let entity = model.catalog.entity(id);
            NameRow {
                reference: entity.reference.as_str(),
                title: own_title(entity),
                has: usize::from(model.docs_of(id).is_some()),
            }
        })
        .collect();
    script(&names, None)
}

fn sitemap(model: &Model<'_>, base: &str) -> String {
    let base = base.trim_end_matches('/');
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in &model.plan.pages {
        if matches!(page.kind, PageKind::Redirect(_) | PageKind::NotFound | PageKind::Search) {
            continue;
        }
        let modified = match page.kind {
            PageKind::Docs(site, id) => model.sites[site.0].pages[id.0].updated.as_deref(),
            _ => None,
        };
        let path = page.path.encoded().replace('&', "&amp;");
        let _ = write!(out, "<url><loc>{base}/{path}</loc>");
        if let Some(date) = modified {
            let _ = write!(out, "<lastmod>{date}</lastmod>");
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}
