//! The catalog's index, and the lists by kind, owner and tag.
//!
//! In: one page of a listing. Out: rows, facets with counts, neighbours. Never: more than a page of rows: the
//! rest is on the next page, and in the data that the filter script loads when it is first used.

use std::collections::BTreeMap;

use serde::Serialize;

use super::row::{Row, row};
use crate::catalog::{Entity, EntityId, Kind, RelationType};
use crate::render::frame::Frame;
use crate::render::links::{Here, TextLink};
use crate::render::text::{count, plural, thousands};
use crate::site::{Listing, ListingId, ROWS, Scope};

/// Context of `listing.html`.
#[derive(Serialize)]
pub(in crate::render) struct ListingPage {
    pub page: Frame,
    heading: String,
    /// Before the heading: `Kind`, `Owner`, `Tag`; empty for all.
    scope: &'static str,
    /// What the page is fixed to, for the filter script: `owner:group:default/a`.
    fixed: String,
    total: String,
    /// Number of its members.
    size: usize,
    from: usize,
    to: usize,
    rows: Vec<Row>,
    facets: Vec<Facet>,
    kinds: Vec<Choice>,
    previous: String,
    next: String,
    pages: usize,
    number: usize,
    data: String,
    refused: usize,
    health: String,
    /// Whether any member lies outside the namespace `default`.
    owner_page: Option<crate::render::links::EntityLink>,
}

/// A facet of the filter.
#[derive(Serialize)]
pub(in crate::render) struct Facet {
    pub key: &'static str,
    pub title: &'static str,
    pub values: Vec<Choice>,
    /// How many values are not shown before the script is there.
    pub more: usize,
    /// Whether its values have pages of their own, so that it works without JavaScript.
    pub pages: bool,
}

/// A value of a facet.
#[derive(Serialize, Clone)]
pub(in crate::render) struct Choice {
    pub value: String,
    pub text: String,
    pub count: usize,
    pub href: String,
    pub current: bool,
}

/// Values of a facet shown before the script is there.
const SHOWN: usize = 7;

/// The context of a page of a listing.
pub(in crate::render) fn listing(here: Here<'_>, id: ListingId, number: usize) -> ListingPage {
    let model = here.model;
    let listing = &model.plan.listings[id.0];
    let members = &listing.members;
    let from = number * ROWS;
    let to = (from + ROWS).min(members.len());
    let (scope, heading) = heading(here, listing);
    let title = match number {
        0 => heading.clone(),
        more => format!("{heading}, page {}", more + 1),
    };
    let mut frame = Frame::new(
        here,
        title,
        if matches!(listing.scope, Scope::Kind(Kind::Api)) { "apis" } else { "catalog" },
    )
    .about(&format!("{} of {}.", count(members.len(), "entity", "entities"), model.config.title))
    .layout("wide");
    if id != ListingId(0) {
        frame = frame.crumb("Catalog", here.to("catalog/"));
    } else if number == 0 {
        frame = frame.with_twin();
    }
    frame.scripts.push("catalog.js".to_owned());
    ListingPage {
        page: frame,
        heading,
        scope,
        fixed: fixed(&listing.scope),
        total: count(members.len(), "entity", "entities"),
        size: members.len(),
        from: from + 1,
        to,
        rows: members[from..to].iter().map(|&id| row(here, id)).collect(),
        facets: facets(here, members),
        kinds: kinds(here, &listing.scope),
        previous: if number > 0 { here.to(&listing.page(number - 1)) } else { String::new() },
        next: if to < members.len() { here.to(&listing.page(number + 1)) } else { String::new() },
        pages: members.len().div_ceil(ROWS),
        number: number + 1,
        data: here.to("catalog/data.js"),
        refused: model.catalog.refused.len(),
        health: here.to("health/"),
        owner_page: match &listing.scope {
            Scope::Owner(owner) => Some(here.named(owner)),
            _ => None,
        },
    }
}

fn heading(here: Here<'_>, listing: &Listing) -> (&'static str, String) {
    match &listing.scope {
        Scope::All => ("", "Catalog".to_owned()),
        Scope::Kind(kind) => ("Kind", plural(kind)),
        Scope::Owner(owner) => ("Owned by", here.named(owner).title),
        Scope::Tag(tag) => ("Tag", tag.clone()),
    }
}

/// The listing as a query of the filter.
fn fixed(scope: &Scope) -> String {
    match scope {
        Scope::All => String::new(),
        Scope::Kind(kind) => format!("kind={}", kind.as_str().to_lowercase()),
        Scope::Owner(owner) => format!("owner={owner}"),
        Scope::Tag(tag) => format!("tag={tag}"),
    }
}

/// The kinds of the whole catalog, as a strip above the table.
fn kinds(here: Here<'_>, scope: &Scope) -> Vec<Choice> {
    let all = &here.model.plan.listings[0];
    let mut kinds = vec![Choice {
        value: String::new(),
        text: "All".to_owned(),
        count: all.members.len(),
        href: here.to(&all.path),
        current: *scope == Scope::All,
    }];
    kinds.extend(here.model.plan.listings.iter().filter_map(|listing| match &listing.scope {
        Scope::Kind(kind) => Some(Choice {
            value: kind.as_str().to_lowercase(),
            text: plural(kind),
            count: listing.members.len(),
            href: here.to(&listing.path),
            current: *scope == listing.scope,
        }),
        _ => None,
    }));
    kinds
}

type Values = BTreeMap<String, (String, usize, Option<Scope>)>;

fn facets(here: Here<'_>, members: &[EntityId]) -> Vec<Facet> {
    let mut counts: [Values; 8] = Default::default();
    for &id in members {
        let entity = here.model.catalog.entity(id);
        each_value(here, id, entity, |facet, value, text, scope| {
            counts[facet].entry(value).or_insert_with(|| (text, 0, scope)).1 += 1;
        });
    }
    const FACETS: [(&str, &str); 8] = [
        ("type", "Type"),
        ("owner", "Owner"),
        ("lifecycle", "Lifecycle"),
        ("system", "System"),
        ("domain", "Domain"),
        ("tag", "Tag"),
        ("namespace", "Namespace"),
        ("has", "Has"),
    ];
    let facets = FACETS
        .into_iter()
        .zip(counts)
        .filter(|((key, _), values)| !values.is_empty() && (*key != "namespace" || values.len() > 1));
    facets
        .map(|((key, title), values)| {
            let mut values: Vec<Choice> = values
                .into_iter()
                .map(|(value, (text, count, scope))| Choice {
                    href: scope.map_or_else(String::new, |scope| here.to(&scope.path())),
                    value,
                    text,
                    count,
                    current: false,
                })
                .collect();
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
            let more = values.len().saturating_sub(SHOWN);
            values.truncate(SHOWN);
            Facet { key, title, values, more, pages: matches!(key, "owner" | "tag") }
        })
        .collect()
}

/// Calls `each` with the facet's number, the value, its text and its page, for every value an entity has.
fn each_value(
    here: Here<'_>,
    id: EntityId,
    entity: &Entity,
    mut each: impl FnMut(usize, String, String, Option<Scope>),
) {
    let mut plain = |facet, key: &str| {
        if let Some(text) = entity.spec_text(key).filter(|text| !text.is_empty()) {
            each(facet, text.to_lowercase(), text.to_owned(), None);
        }
    };
    plain(0, "type");
    plain(2, "lifecycle");
    for relation in &entity.relations {
        let facet = match (relation.kind, relation.target.kind()) {
            (RelationType::OwnedBy, _) => 1,
            (RelationType::PartOf, "system") => 3,
            (RelationType::PartOf, "domain") => 4,
            _ => continue,
        };
        let title = relation.target_id.map_or_else(
            || relation.target.name().to_owned(),
            |id| here.model.catalog.entity(id).title().to_owned(),
        );
        let scope = (facet == 1).then(|| Scope::Owner(relation.target.clone()));
        each(facet, relation.target.to_string(), title, scope);
    }
    for tag in &entity.metadata.tags {
        each(5, tag.clone(), tag.clone(), Some(Scope::Tag(tag.clone())));
    }
    let namespace = entity.reference.namespace();
    each(6, namespace.to_owned(), namespace.to_owned(), None);
    if here.model.site_of(id).is_some() {
        each(7, "docs".to_owned(), "Documentation".to_owned(), None);
    }
    if entity.relations.iter().any(|relation| relation.kind == RelationType::ProvidesApi) {
        each(7, "api".to_owned(), "APIs".to_owned(), None);
    }
    if here.model.troubles(id) > 0 {
        each(7, "problems".to_owned(), "Problems".to_owned(), None);
    }
}

/// How many there are, for people.
pub(in crate::render) fn shown(n: usize) -> String {
    thousands(n)
}

/// A link to the list of an owner.
pub(in crate::render) fn owned_list(here: Here<'_>, owner: &crate::catalog::EntityRef) -> Option<TextLink> {
    let path = Scope::Owner(owner.clone()).path();
    let listing = here.model.plan.listings.iter().find(|listing| listing.path == path)?;
    Some(TextLink { href: here.to(&path), text: shown(listing.members.len()) })
}
