//! Operations, channels, messages and types of API definitions as results of their own.
//!
//! In: APIs and where their parts stand. Out: [`SearchDoc`]s, an API after the other. Never: an entry without a section to lead to.

use std::borrow::Cow;

use super::document::{Facet, Field, Group, SearchDoc, SearchSection, Subject, owner, short};
use super::stem::Stemmer;
use super::words::Mode;
use crate::api::{Api, Apis, Facts, TypeKind};
use crate::catalog::{Catalog, Entity};
use crate::site::{ApiPages, SitePlan, Spot};

const OPERATIONS: Group = Group { id: "operation", title: "API operations", icon: "run" };
const MESSAGES: Group = Group { id: "message", title: "Messages", icon: "mail" };
const TYPES: Group = Group { id: "type", title: "Types", icon: "code" };

/// What an entry's words count beside those of entities and pages: an API itself stands before its parts.
const OPERATION: f32 = 0.8;
const TYPE: f32 = 0.5;
const DEPRECATED: f32 = 0.5;

/// Every part of every API.
pub(crate) fn api_documents<'a>(
    catalog: &'a Catalog,
    apis: &'a Apis,
    plan: &'a SitePlan,
) -> Vec<SearchDoc<'a>> {
    let mut all = Vec::new();
    for (id, pages) in &plan.apis {
        if let Some(api) = apis.get(*id) {
            of_api(Source { entity: catalog.entity(*id), pages }, api, &mut all);
        }
    }
    all
}

/// What all entries of an API have in common.
#[derive(Clone, Copy)]
struct Source<'a> {
    entity: &'a Entity,
    pages: &'a ApiPages,
}

fn of_api<'a>(source: Source<'a>, api: &'a Api, all: &mut Vec<SearchDoc<'a>>) {
    for (operation, spot) in api.operations.iter().zip(&source.pages.operations) {
        let called_back = operation.key.starts_with("webhook ");
        let title = if called_back {
            operation.key.clone()
        } else {
            format!("{} {}", operation.verb, operation.label)
        };
        let names = [operation.id.as_deref(), Some(operation.facts.summary.as_str())];
        let names = names.into_iter().flatten().filter(|name| !name.is_empty());
        let mut doc = source.entry(OPERATIONS, Cow::Owned(title), spot, &operation.facts, OPERATION);
        doc.keywords.extend(names.map(|name| (Cow::Borrowed(name), Field::Name)));
        doc.keywords.extend(operation.tags.iter().map(|tag| (Cow::Borrowed(tag.as_str()), Field::Tag)));
        all.push(doc);
    }
    for (channel, spot) in api.channels.iter().zip(&source.pages.channels) {
        let address = if channel.address.is_empty() { &channel.key } else { &channel.address };
        let mut doc = source.entry(OPERATIONS, Cow::Borrowed(address), spot, &channel.facts, OPERATION);
        if channel.key != *address {
            doc.keywords.push((Cow::Borrowed(&channel.key), Field::Name));
        }
        all.push(doc);
    }
    for (named, spot) in api.types.iter().zip(&source.pages.types) {
        // The root of a JSON Schema is the API itself.
        if named.name == "#" {
            continue;
        }
        let (group, name) = match named.kind {
            TypeKind::Message => (MESSAGES, named.name.strip_prefix("message ").unwrap_or(&named.name)),
            _ => (TYPES, named.name.as_str()),
        };
        let of_schema = named.schema.map(|id| &api.schemas.get(id).facts);
        let said = |facts: &&Facts| !facts.summary.is_empty() || !facts.description.is_empty();
        let facts = Some(&named.facts).filter(said).or(of_schema).unwrap_or(&named.facts);
        all.push(source.entry(group, Cow::Borrowed(name), spot, facts, TYPE));
    }
}

impl<'a> Source<'a> {
    fn entry(
        self,
        group: Group,
        title: Cow<'a, str>,
        spot: &'a Spot,
        facts: &'a Facts,
        boost: f32,
    ) -> SearchDoc<'a> {
        let Self { entity, pages } = self;
        let owner = owner(entity).map(|relation| &relation.target);
        let mut text = facts.summary.clone();
        let description = crate::markdown::plain(&facts.description);
        if !description.is_empty() && description != text {
            text.push_str(if text.is_empty() { "" } else { " · " });
            text.push_str(&description);
        }
        let section = SearchSection {
            anchor: &spot.anchor,
            title: "",
            text: Cow::Owned(text),
            weight: 1.0,
            mode: Mode::Body,
        };
        SearchDoc {
            path: pages.base.join(&pages.pages[spot.page].folder),
            title,
            subject: Subject::Page { site: entity.title(), base: &pages.base, group },
            keywords: vec![(Cow::Borrowed(&entity.metadata.name), Field::Site)],
            facets: owner.map(|owner| (Facet::Owner, short(owner))).into_iter().collect(),
            sections: vec![section],
            boost: if facts.deprecated { boost * DEPRECATED } else { boost },
            stemmer: Stemmer::ENGLISH,
        }
    }
}
