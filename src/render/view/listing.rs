//! The catalog's index, and the lists by kind, owner and tag.
//!
//! In: one page of a listing. Out: rows, facets with counts, neighbours. Never: more than a page of rows: the
//! rest is on the next page, and in the data that the filter script loads when it is first used.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pager::{Pager, numbered};
use super::row::{Row, row};
use crate::catalog::kinds::{Area, DOMAIN, SYSTEM};
use crate::catalog::{Entity, EntityId, RelationType};
use crate::render::companions::DATA;
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
pub(in crate::render) const SHOWN: usize = 7;

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
    if id != ListingId(0) {
        frame = frame.crumb("Catalog", here.to(&SitePath::CATALOG));
    }
    frame = frame.alternate(here, &listing.path);
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
    kinds.extend(model.plan.listings.iter().filter_map(|of_kind| {
        let Scope::Kind(kind) = &of_kind.scope else { return None };
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

/// A facet of a listing, as all of its pages have it.
pub(in crate::render) struct Tally {
    key: &'static str,
    title: &'static str,
    values: Vec<Counted>,
    more: usize,
}

struct Counted {
    value: String,
    text: String,
    count: usize,
    /// Its own list.
    scope: Option<Scope>,
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
            title: tally.title,
            values: tally.values.iter().map(choice).collect(),
            more: tally.more,
            pages: matches!(tally.key, "owner" | "tag"),
        })
        .collect()
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

fn tallies(here: Here<'_>, members: &[EntityId]) -> Vec<Tally> {
    let mut counts: [BTreeMap<String, Counted>; 8] = Default::default();
    for &id in members {
        let entity = here.model.catalog.entity(id);
        each_value(here, id, entity, |facet, value, text, scope| {
            if let Some(counted) = counts[facet].get_mut(value) {
                counted.count += 1;
                return;
            }
            let (value, text) = (value.to_owned(), text.to_owned());
            counts[facet].insert(value.clone(), Counted { value, text, count: 1, scope: scope() });
        });
    }
    FACETS
        .into_iter()
        .zip(counts)
        .filter(|((key, _), values)| !values.is_empty() && (*key != "namespace" || values.len() > 1))
        .map(|((key, title), values)| {
            let mut values: Vec<_> = values.into_values().collect();
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
            let more = values.len().saturating_sub(SHOWN);
            values.truncate(SHOWN);
            Tally { key, title, values, more }
        })
        .collect()
}

/// Calls `each` with the facet's number, the value, its text and its list, for every value an entity has.
fn each_value(
    here: Here<'_>,
    id: EntityId,
    entity: &Entity,
    mut each: impl FnMut(usize, &str, &str, &dyn Fn() -> Option<Scope>),
) {
    let none = || None;
    let mut plain = |facet, key: &str| {
        if let Some(text) = entity.spec_text(key).filter(|text| !text.is_empty()) {
            each(facet, &text.to_lowercase(), text, &none);
        }
    };
    plain(0, "type");
    plain(2, "lifecycle");
    for relation in &entity.relations {
        let target = &relation.target;
        let facet = match relation.kind {
            RelationType::OwnedBy => 1,
            RelationType::PartOf if target.is_of(&SYSTEM) => 3,
            RelationType::PartOf if target.is_of(&DOMAIN) => 4,
            _ => continue,
        };
        let title = relation
            .target_id
            .map_or_else(|| relation.target.name(), |id| here.model.catalog.entity(id).title());
        let scope = || (facet == 1).then(|| Scope::Owner(relation.target.clone()));
        each(facet, relation.target.as_str(), title, &scope);
    }
    for tag in &entity.metadata.tags {
        each(5, tag, tag, &|| Some(Scope::Tag(tag.clone())));
    }
    let namespace = entity.reference.namespace();
    each(6, namespace, namespace, &none);
    if here.model.docs_of(id).is_some() {
        each(7, "docs", "Documentation", &none);
    }
    if entity.relations.iter().any(|relation| relation.kind == RelationType::ProvidesApi) {
        each(7, "api", "APIs", &none);
    }
    if here.model.troubles(id) > 0 {
        each(7, "problems", "Problems", &none);
    }
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
