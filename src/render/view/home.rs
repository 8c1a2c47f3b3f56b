//! The home page.
//!
//! In: the whole model. Out: counts, domains and systems, teams, docs, what needs care. Never: lists of
//! everything: each part leads to the page that has it all.

use std::collections::BTreeMap;

use serde::Serialize;

use super::listing::shown;
use crate::catalog::kinds::{DOMAIN, GROUP, KindDefinition, SYSTEM};
use crate::catalog::{EntityId, RelationType};
use crate::config::Address;
use crate::diag::{Severity, SeverityCounts};
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here, TextLink};
use crate::render::text::{count, date, excerpt, summary};
use crate::site::Scope;
use crate::url::SitePath;

/// Context of `home.html`.
#[derive(Serialize)]
pub(in crate::render) struct HomePage {
    pub page: Frame,
    organization: String,
    intro: String,
    links: Vec<TextLink>,
    counts: Vec<Tile>,
    /// How much the portal holds, in words.
    extent: String,
    domains: Vec<Domain>,
    teams: Vec<Team>,
    docs: Vec<Docs>,
    care: Vec<Care>,
    newest: Vec<Newest>,
    #[serde(flatten)]
    found: SeverityCounts,
    empty: bool,
}

#[derive(Serialize)]
struct Tile {
    kind: String,
    text: String,
    count: String,
    href: String,
}

#[derive(Serialize)]
struct Domain {
    link: EntityLink,
    description: String,
    systems: Vec<System>,
    more: usize,
}

#[derive(Serialize)]
struct System {
    link: EntityLink,
    parts: usize,
}

#[derive(Serialize)]
struct Team {
    link: EntityLink,
    owns: usize,
    members: usize,
}

#[derive(Serialize)]
struct Docs {
    href: String,
    title: String,
    description: String,
    pages: usize,
}

#[derive(Serialize)]
struct Care {
    code: &'static str,
    name: &'static str,
    summary: &'static str,
    severity: &'static str,
    count: usize,
    href: String,
}

#[derive(Serialize)]
struct Newest {
    href: String,
    title: String,
    site: String,
    iso: String,
    date: String,
}

/// The context of the home page.
pub(in crate::render) fn home(here: Here<'_>) -> HomePage {
    let model = here.model;
    let config = model.config;
    let links = config.home.links.iter().map(|link| {
        let href = match &link.address {
            Address::Portal(place) => here.place(place),
            Address::Outside(url) => url.clone(),
        };
        TextLink { href, text: link.title.clone() }
    });
    let intro = config.home.intro.clone().unwrap_or_default();
    let mut page = Frame::new(here, "Home", "home").about(&intro).alternate(here, here.path).layout("home");
    page.title.clone_from(&config.title);
    HomePage {
        page,
        organization: config.organization.clone().unwrap_or_else(|| config.title.clone()),
        intro,
        links: links.collect(),
        counts: counts(here),
        extent: extent(here),
        domains: domains(here),
        teams: teams(here),
        docs: docs(here),
        care: care(here),
        newest: newest(here),
        found: model.findings.iter().map(|finding| finding.severity).collect(),
        empty: model.catalog.entities.is_empty() && model.sites.is_empty(),
    }
}

fn extent(here: Here<'_>) -> String {
    let model = here.model;
    format!(
        "{} and {} from {}",
        count(model.catalog.entities.len(), "entity", "entities"),
        count(model.pages.len(), "docs page", "docs pages"),
        count(model.inventory.repos.len(), "repository", "repositories"),
    )
}

fn counts(here: Here<'_>) -> Vec<Tile> {
    let mut counts: Vec<Tile> = here
        .model
        .plan
        .listings
        .iter()
        .filter_map(|listing| match &listing.scope {
            Scope::Kind(kind) if kind.definition().is_counted => Some(Tile {
                kind: kind.as_str().to_lowercase(),
                text: if listing.members.len() == 1 { kind.to_string() } else { here.plural(kind) },
                count: shown(listing.members.len()),
                href: here.to(&listing.path),
            }),
            _ => None,
        })
        .collect();
    if !here.model.pages.is_empty() {
        counts.push(Tile {
            kind: "docs".to_owned(),
            text: "Docs pages".to_owned(),
            count: shown(here.model.pages.len()),
            href: here.to(&SitePath::DOCS),
        });
    }
    counts
}

fn parts(here: Here<'_>, id: EntityId, kind: Option<&KindDefinition>) -> Vec<EntityId> {
    let entity = here.model.catalog.entity(id);
    let parts = entity
        .related(RelationType::HasPart)
        .filter(|relation| kind.is_none_or(|kind| relation.target.is_of(kind)));
    parts.filter_map(|relation| relation.target_id).collect()
}

fn system(here: Here<'_>, id: EntityId) -> System {
    System { link: here.entity(id), parts: parts(here, id, None).len() }
}

/// Domains with their systems, the fullest first; systems without a domain stand for themselves.
fn domains(here: Here<'_>) -> Vec<Domain> {
    let model = here.model;
    let mut domains: Vec<Domain> = model
        .of_kind(&DOMAIN)
        .map(|id| {
            let systems = parts(here, id, Some(&SYSTEM));
            let description = model.catalog.entity(id).metadata.description.as_deref();
            Domain {
                link: here.entity(id),
                description: summary(description, 110),
                more: systems.len().saturating_sub(5),
                systems: systems.into_iter().take(5).map(|id| system(here, id)).collect(),
            }
        })
        .collect();
    domains.sort_by_cached_key(|domain| {
        (std::cmp::Reverse(domain.systems.len() + domain.more), domain.link.title.to_lowercase())
    });
    domains.truncate(6);
    domains
}

fn teams(here: Here<'_>) -> Vec<Team> {
    let model = here.model;
    let mut teams: Vec<Team> = model
        .of_kind(&GROUP)
        .map(|id| {
            let entity = model.catalog.entity(id);
            Team {
                link: here.entity(id),
                owns: entity.related(RelationType::OwnerOf).count(),
                members: entity.related(RelationType::HasMember).count(),
            }
        })
        .filter(|team| team.owns > 0)
        .collect();
    teams.sort_by_cached_key(|team| (std::cmp::Reverse(team.owns), team.link.title.to_lowercase()));
    teams.truncate(8);
    teams
}

fn docs(here: Here<'_>) -> Vec<Docs> {
    let mut docs: Vec<Docs> = here
        .model
        .sites
        .iter()
        .map(|site| Docs {
            href: here.to(&site.base),
            title: site.name.clone(),
            description: site.description.as_deref().map_or_else(String::new, |text| excerpt(text, 90)),
            pages: site.pages.len(),
        })
        .collect();
    docs.sort_by_cached_key(|docs| (std::cmp::Reverse(docs.pages), docs.title.to_lowercase()));
    docs.truncate(8);
    docs
}

fn care(here: Here<'_>) -> Vec<Care> {
    let mut by: BTreeMap<&'static str, Care> = BTreeMap::new();
    for finding in here.model.findings.iter().filter(|finding| finding.severity > Severity::Note) {
        by.entry(finding.code)
            .or_insert_with(|| Care {
                code: finding.code,
                name: finding.name,
                summary: finding.rule.summary,
                severity: finding.severity.as_str(),
                count: 0,
                href: here.place(&SitePath::HEALTH.with_fragment(finding.code)),
            })
            .count += 1;
    }
    let mut care: Vec<Care> = by.into_values().collect();
    care.sort_by(|a, b| a.severity.cmp(b.severity).then_with(|| b.count.cmp(&a.count)));
    care.truncate(6);
    care
}

/// Docs pages that changed last, where git knows.
fn newest(here: Here<'_>) -> Vec<Newest> {
    let model = here.model;
    let mut dated: Vec<(&str, &crate::docs::RenderedPage)> = model
        .pages
        .iter()
        .filter_map(|page| {
            let updated = model.sites[page.site.0].pages[page.page.0].updated.as_deref()?;
            Some((updated, page))
        })
        .collect();
    dated.sort_by(|a, b| b.0.cmp(a.0).then_with(|| a.1.title.cmp(&b.1.title)));
    let newest = dated.into_iter().take(6).map(|(updated, page)| {
        let site = &model.sites[page.site.0];
        Newest {
            href: here.to(&site.page_path(page.page)),
            title: page.title.clone(),
            site: site.name.clone(),
            iso: updated.to_owned(),
            date: date(updated),
        }
    });
    newest.collect()
}
