//! The catalog's index, and the lists by kind, owner and tag.
//!
//! In: one page of a listing. Out: rows, facets with counts, neighbours. Never: more than a page of rows: the
//! rest is on the next page, and in the data that the filter script loads when it is first used.

use serde::Serialize;

use super::pager::{Pager, numbered};
use super::row::{Row, row};
use crate::catalog::kinds::{Area, DOMAIN, SYSTEM};
use crate::catalog::{Entity, EntityId, RelationType};
use crate::render::data_script::DATA;
use crate::render::facet::{Counted, FacetCounts, FacetKey, Having, Tally};
use crate::render::frame::Frame;
use crate::render::links::{Here, TextLink};
use crate::render::text::{count, thousands};
use crate::site::{Listing, ListingId, Scope, rows_of};
use crate::url::{PageNumber, SitePath};

/// Context of `listing.html`.
#[derive(Serialize)]
pub(in crate::render) struct ListingPage {
    pub page: Frame,
    heading: String,
    /// Before the heading: `Kind`, `Owner`, `Tag`; empty for all.
    scope: &'static str,
    /// What the page is fixed to, for the filter script: `owner:group:default/a`.
    fixed: String,
    pager: Pager,
    rows: Vec<Row>,
    facets: Vec<Facet>,
    kinds: Vec<Choice>,
    data: String,
    refused: usize,
    health: String,
    /// Whether any member lies outside the namespace `default`.
    owner_page: Option<crate::render::links::EntityLink>,
}

/// A facet of the filter.
#[derive(Serialize)]
pub(in crate::render) struct Facet {
    pub key: FacetKey,
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

/// The context of a page of a listing.
pub(in crate::render) fn listing(here: Here<'_>, id: ListingId, number: PageNumber) -> ListingPage {
    let model = here.model;
    let listing = &model.plan.listings[id.0];
    let members = &listing.members;
    let each = rows_of(members.len());
    let pager = Pager::new(here, &listing.path, number, members.len(), each);
    let (scope, heading) = heading(here, listing);
    let mut frame = Frame::new(
        here,
        numbered(&heading, number),
        if matches!(&listing.scope, Scope::Kind(kind) if kind.definition().area == Area::Apis) {
            "apis"
        } else {
            "catalog"
        },
    )
    .about(&format!("{} of {}.", count(members.len(), "entity", "entities"), model.config.title))
    .layout("wide");
    frame = if id == ListingId(0) {
        frame.alternate(here, &listing.path)
    } else {
        frame.crumb("Catalog", here.to(&SitePath::CATALOG))
    };
    frame.scripts.push("catalog.js".to_owned());
    ListingPage {
        page: frame,
        heading,
        scope,
        fixed: fixed(&listing.scope),
        rows: members[pager.range()].iter().map(|&id| row(here, id)).collect(),
        facets: facets(here, id),
        kinds: kinds(here, listing),
        pager,
        data: here.to(&SitePath::CATALOG.join(DATA)),
        refused: model.catalog.refused.len(),
        health: here.to(&SitePath::HEALTH),
        owner_page: match &listing.scope {
            Scope::Owner(owner) => Some(here.named(owner)),
            _ => None,
        },
    }
}

fn heading(here: Here<'_>, listing: &Listing) -> (&'static str, String) {
    match &listing.scope {
        Scope::All => ("", "Catalog".to_owned()),
        Scope::Kind(kind) => ("Kind", here.plural(kind)),
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

/// The row of kinds above the table. An owner's or a tag's list counts its own members, and takes its scope along as a
/// query, which the filter of the other list reads.
fn kinds(here: Here<'_>, list: &Listing) -> Vec<Choice> {
    let model = here.model;
    let is_narrow = matches!(list.scope, Scope::Owner(_) | Scope::Tag(_));
    let all = if is_narrow { list } else { &model.plan.listings[0] };
    let query = if is_narrow { format!("?{}", query(&fixed(&list.scope))) } else { String::new() };
    let mut kinds = vec![Choice {
        value: String::new(),
        text: "All".to_owned(),
        count: all.members.len(),
        href: here.to(&all.path),
        current: all.scope == list.scope,
    }];
    // They stand together, after the list of all.
    let of_kinds = model.plan.listings.iter().skip(1).map_while(|list| match &list.scope {
        Scope::Kind(kind) => Some((list, kind)),
        _ => None,
    });
    kinds.extend(of_kinds.filter_map(|(of_kind, kind)| {
        let count = if is_narrow {
            list.members.iter().filter(|&&id| model.catalog.entity(id).kind == *kind).count()
        } else {
            of_kind.members.len()
        };
        (count > 0).then(|| Choice {
            value: kind.as_str().to_lowercase(),
            text: here.plural(kind),
            count,
            href: format!("{}{query}", here.to(&of_kind.path)),
            current: list.scope == of_kind.scope,
        })
    }));
    kinds
}

/// `key=value` as it stands in an address.
fn query(pair: &str) -> String {
    const VALUE: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
        .remove(b'=')
        .remove(b':')
        .remove(b'/')
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~');
    percent_encoding::utf8_percent_encode(pair, VALUE).to_string()
}

fn facets(here: Here<'_>, id: ListingId) -> Vec<Facet> {
    let choice = |counted: &Counted| Choice {
        href: counted.scope.as_ref().map_or_else(String::new, |scope| here.to(&scope.path())),
        value: counted.value.clone(),
        text: counted.text.clone(),
        count: counted.count,
        current: false,
    };
    let tallies = here.model.tallies(id, || tallies(here, &here.model.plan.listings[id.0].members));
    tallies
        .iter()
        .map(|tally| Facet {
            key: tally.key,
            title: tally.key.title(),
            values: tally.values.iter().map(choice).collect(),
            more: tally.more,
            pages: tally.values.iter().any(|value| value.scope.is_some()),
        })
        .collect()
}

fn tallies(here: Here<'_>, members: &[EntityId]) -> Vec<Tally> {
    let mut counts = FacetCounts::default();
    for &id in members {
        each_value(here, id, here.model.catalog.entity(id), &mut counts);
    }
    counts.tallies()
}

/// Counts every value that an entity has.
fn each_value(here: Here<'_>, id: EntityId, entity: &Entity, counts: &mut FacetCounts) {
    for (facet, key) in [(FacetKey::Type, "type"), (FacetKey::Lifecycle, "lifecycle")] {
        if let Some(text) = entity.spec_text(key).filter(|text| !text.is_empty()) {
            counts.add(facet, &text.to_lowercase(), || (text.to_owned(), None));
        }
    }
    for relation in &entity.relations {
        let target = &relation.target;
        let facet = match relation.kind {
            RelationType::OwnedBy => FacetKey::Owner,
            RelationType::PartOf if target.is_of(&SYSTEM) => FacetKey::System,
            RelationType::PartOf if target.is_of(&DOMAIN) => FacetKey::Domain,
            _ => continue,
        };
        let title = relation
            .target_id
            .map_or_else(|| relation.target.name(), |id| here.model.catalog.entity(id).title());
        let scope = || (facet == FacetKey::Owner).then(|| Scope::Owner(relation.target.clone()));
        counts.add(facet, relation.target.as_str(), || (title.to_owned(), scope()));
    }
    for tag in &entity.metadata.tags {
        counts.add(FacetKey::Tag, tag, || (tag.clone(), Some(Scope::Tag(tag.clone()))));
    }
    let namespace = entity.reference.namespace();
    counts.add(FacetKey::Namespace, namespace, || (namespace.to_owned(), None));
    let mut has = |what: Having, it_has: bool| {
        if it_has {
            counts.add(FacetKey::Has, what.value(), || (what.text().to_owned(), None));
        }
    };
    has(Having::Docs, here.model.docs_of(id).is_some());
    has(Having::Apis, entity.relations.iter().any(|relation| relation.kind == RelationType::ProvidesApi));
    has(Having::Problems, here.model.troubles(id) > 0);
}

/// How many there are, for people.
pub(in crate::render) fn shown(n: usize) -> String {
    thousands(n)
}

/// A link to the list of an owner.
pub(in crate::render) fn owned_list(here: Here<'_>, owner: &crate::catalog::EntityRef) -> Option<TextLink> {
    let listing = here.model.plan.listing(&Scope::Owner(owner.clone()))?;
    Some(TextLink { href: here.to(&listing.path), text: shown(listing.members.len()) })
}
