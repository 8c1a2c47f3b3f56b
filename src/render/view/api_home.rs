//! The home of APIs, `/api-docs/`.
//!
//! In: entities of kind API. Out: them by type, with who provides and who consumes them. Never: more than a
//! page's worth: the catalog's list of APIs has them all.

use std::collections::BTreeMap;

use serde::Serialize;

use super::row::{Row, row};
use crate::catalog::kinds::API;
use crate::catalog::{EntityId, Kind, RelationType};
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here};
use crate::site::{Scope, Tab, slug};

/// Context of `api-home.html`.
#[derive(Serialize)]
pub(in crate::render) struct ApiHome {
    pub page: Frame,
    groups: Vec<Group>,
    count: usize,
    all: String,
}

#[derive(Serialize)]
struct Group {
    title: String,
    id: String,
    rows: Vec<Api>,
    count: usize,
    more: usize,
}

#[derive(Serialize)]
struct Api {
    row: Row,
    providers: Vec<EntityLink>,
    consumers: usize,
    definition: String,
}

/// What an API type is called.
fn type_title(kind_of: &str) -> String {
    match kind_of.to_lowercase().as_str() {
        "openapi" => "OpenAPI".to_owned(),
        "asyncapi" => "AsyncAPI".to_owned(),
        "graphql" => "GraphQL".to_owned(),
        "grpc" => "gRPC".to_owned(),
        "trpc" => "tRPC".to_owned(),
        "mcp-server" => "MCP server".to_owned(),
        "" => "Without a type".to_owned(),
        _ => kind_of.to_owned(),
    }
}

/// APIs of one type on the page.
const MOST: usize = 80;

/// The context of the home of APIs.
pub(in crate::render) fn api_home(here: Here<'_>) -> ApiHome {
    let catalog = &here.model.catalog;
    let mut types: BTreeMap<String, Vec<EntityId>> = BTreeMap::new();
    for id in here.model.of_kind(&API) {
        let kind_of = catalog.entity(id).spec_type().unwrap_or_default().to_lowercase();
        types.entry(kind_of).or_default().push(id);
    }
    let count = types.values().map(Vec::len).sum();
    let mut groups: Vec<Group> = types
        .into_iter()
        .map(|(kind_of, mut ids)| {
            ids.sort_by_cached_key(|&id| (catalog.entity(id).title().to_lowercase(), id));
            Group {
                title: type_title(&kind_of),
                id: slug(&kind_of),
                count: ids.len(),
                more: ids.len().saturating_sub(MOST),
                rows: ids.into_iter().take(MOST).map(|id| api(here, id)).collect(),
            }
        })
        .collect();
    groups.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.title.cmp(&b.title)));
    let page = Frame::new(here, "APIs", "apis")
        .about("All APIs with their providers and consumers.")
        .alternate(here, here.path)
        .layout("wide");
    ApiHome { page, groups, count, all: here.to(&Scope::Kind(Kind::Known(&API)).path()) }
}

fn api(here: Here<'_>, id: EntityId) -> Api {
    let entity = here.model.catalog.entity(id);
    Api {
        row: row(here, id),
        providers: entity
            .related(RelationType::ApiProvidedBy)
            .take(3)
            .map(|relation| here.target(relation))
            .collect(),
        consumers: entity.related(RelationType::ApiConsumedBy).count(),
        definition: here.to(&Tab::Api.path(entity)),
    }
}
