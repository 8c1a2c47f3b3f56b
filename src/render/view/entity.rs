//! The pages of an entity.
//!
//! In: an entity and a tab. Out: the frame that all tabs share, and what the tab shows. Never: two shapes of
//! one entity's head.

use serde::Serialize;

use super::about::{Field, fields};
use super::annotations::{Tool, tools};
use super::api::{Definition, definition};
use super::dependencies::{Reach, reach};
use super::entity_health::{Finding, finding};
use super::relations::{Group, groups};
use super::sections::{Section, sections};
use super::{docs_nav, org, template};
use crate::api::Format;
use crate::catalog::kinds::{self, Area, DOMAIN};
use crate::catalog::{Entity, EntityId, EntityRef, RelationType};
use crate::diagram::{Graph, NodeLink, State, svg};
use crate::docs::DocsPlace;
use crate::graph::{Direction, View, neighbourhood};
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here, TextLink};
use crate::render::source_view::{Source, processed, written};
use crate::site::{FINDINGS, Tab, tabs};
use crate::url::{PageNumber, SitePath, host, outside};

/// Context of `entity-*.html`.
#[derive(Serialize)]
pub(in crate::render) struct EntityPage {
    pub page: Frame,
    entity: Head,
    tabs: Vec<TabLink>,
    #[serde(flatten)]
    content: Content,
}

/// What stands above the tabs.
#[derive(Serialize)]
struct Head {
    title: String,
    kind: String,
    kind_key: String,
    kind_of: String,
    reference: String,
    lifecycle: String,
    /// Clean HTML, or text where it holds no Markdown.
    description: tera::Value,
    /// Whether the description is more than one paragraph.
    long: bool,
    owners: Vec<EntityLink>,
    /// `backstage.io/view-url` and friends.
    source: String,
    edit: String,
    docs: String,
    backstage: String,
    host: String,
    troubles: usize,
    /// Of a team or a person.
    initials: String,
    picture: String,
    place: String,
    /// Where the web shows that line; empty where that is not known.
    declared: String,
}

#[derive(Serialize)]
struct TabLink {
    title: String,
    href: String,
    current: bool,
    count: String,
}

/// What a tab shows.
#[derive(Serialize)]
#[serde(untagged)]
enum Content {
    Overview(Box<Overview>),
    Api { definition: Box<Definition> },
    Relations { groups: Vec<Group>, graph: String, graph_page: String },
    Dependencies { down: Box<Reach>, up: Box<Reach>, graph: String },
    Health { findings: Vec<Finding>, more: usize, next: String },
    Yaml { written: Source, processed: Source, json: String },
}

#[derive(Serialize)]
struct Overview {
    fields: Vec<Field>,
    links: Vec<LinkRow>,
    labels: Vec<(String, String)>,
    tools: Vec<Tool>,
    sections: Vec<Section>,
    graph: String,
    graph_page: String,
    docs: Option<DocsCard>,
    findings: Vec<Finding>,
    more_findings: usize,
    health: String,
    group: Option<org::GroupView>,
    user: Option<org::UserView>,
    template: Option<template::TemplateView>,
    api: String,
    docs_hint: bool,
}

#[derive(Serialize)]
struct LinkRow {
    href: String,
    text: String,
    host: String,
    icon: String,
}

#[derive(Serialize)]
struct DocsCard {
    /// Name of the site, where it is another entity's.
    of: String,
    href: String,
    pages: usize,
    top: Vec<TextLink>,
}

/// The context of a tab.
pub(in crate::render) fn entity(here: Here<'_>, id: EntityId, tab: Tab) -> EntityPage {
    part(here, id, tab, 0)
}

/// The context of a page of an API's definition.
pub(in crate::render) fn api_page(here: Here<'_>, id: EntityId, number: usize) -> EntityPage {
    part(here, id, Tab::Api, number)
}

/// A tab, which may go on over several pages.
fn part(here: Here<'_>, id: EntityId, tab: Tab, number: usize) -> EntityPage {
    let model = here.model;
    let entity = model.catalog.entity(id);
    let head = head(here, id, entity);
    let further = model.plan.apis.get(&id).and_then(|pages| pages.pages.get(number)).filter(|_| number > 0);
    let title = match tab {
        Tab::Overview => head.title.clone(),
        Tab::Api if further.is_some() => {
            format!("{} · {}", further.map(|page| page.title.as_str()).unwrap_or_default(), head.title)
        }
        other => format!("{} · {}", other.title(), head.title),
    };
    let section = match entity.kind.definition().area {
        Area::Teams => "teams",
        Area::Apis => "apis",
        Area::Create => "create",
        Area::Catalog => "catalog",
    };
    let mut page = Frame::new(here, title, section)
        .about(entity.metadata.description.as_deref().unwrap_or_default())
        .layout("entity");
    page.reference.clone_from(&head.reference);
    page.crumbs = crumbs(here, entity);
    page = page.alternate(here, &entity.site_path());
    if tab != Tab::Overview {
        page = page.crumb(head.title.clone(), here.to(&entity.site_path()));
    }
    if tab == Tab::Api && model.apis.get(id).is_some_and(|api| api.format == Format::OpenApi) {
        page.scripts.push("api.js".to_owned());
    }
    let troubled = !model.found_on(id).is_empty();
    let tabs = tabs(entity, troubled);
    let mut links: Vec<TabLink> = tabs
        .iter()
        .map(|&other| TabLink {
            title: other.title().to_owned(),
            href: here.to(&other.path(entity)),
            current: other == tab,
            count: match other {
                Tab::Relations => entity.relations.len().to_string(),
                Tab::Health => model.found_on(id).len().to_string(),
                _ => String::new(),
            },
        })
        .collect();
    if let Some(docs) = model.docs_of(id) {
        let href = here.place(&docs.path);
        links.insert(1, TabLink { title: "Docs".to_owned(), href, current: false, count: String::new() });
    }
    let content = match tab {
        Tab::Overview => Content::Overview(Box::new(overview(here, id, entity, &tabs))),
        Tab::Api => Content::Api { definition: Box::new(definition(here, id, number)) },
        Tab::Relations => Content::Relations {
            groups: groups(here, id),
            graph: String::new(),
            graph_page: graph_page(here, entity),
        },
        Tab::Dependencies => Content::Dependencies {
            down: Box::new(reach(here, id, Direction::Dependencies)),
            up: Box::new(reach(here, id, Direction::Dependents)),
            graph: dependency_graph(here, id),
        },
        Tab::Health => {
            let all = model.found_on(id);
            let findings = all.iter().take(FINDINGS).map(|&at| finding(here, at, false)).collect();
            let more = all.len().saturating_sub(FINDINGS);
            let next = Tab::Health.path(entity).page(PageNumber::FIRST.next());
            Content::Health { findings, more, next: if more > 0 { here.to(&next) } else { String::new() } }
        }
        Tab::Yaml => Content::Yaml {
            written: written(here, entity),
            processed: processed(entity),
            json: "entity.json".to_owned(),
        },
    };
    EntityPage { page, entity: head, tabs: links, content }
}

/// Backstage's address of the graph around an entity, which `graph.js` understands.
fn graph_page(here: Here<'_>, entity: &Entity) -> String {
    format!("{}?rootEntityRefs[]={}", here.to(&SitePath::GRAPH), entity.reference)
}

/// What stands around the entity; nothing where that is nothing.
fn card_graph(here: Here<'_>, id: EntityId, entity: &Entity) -> String {
    if entity.relations.is_empty() {
        return String::new();
    }
    let view = View { fold: 4, limit: 24, ..View::default() };
    let mut graph = neighbourhood(here.model.catalog, id, &view);
    declare_missing(here, &mut graph);
    svg(&graph, here.path)
}

fn dependency_graph(here: Here<'_>, id: EntityId) -> String {
    let relations =
        [Direction::Dependencies, Direction::Dependents].iter().flat_map(|way| way.relations()).collect();
    let view = View { depth: 2, relations, fold: 5, limit: 40, ..View::default() };
    let mut graph = neighbourhood(here.model.catalog, id, &view);
    declare_missing(here, &mut graph);
    svg(&graph, here.path)
}

/// Says of every node that is missing where it was declared: by the node at the other end of its edge.
fn declare_missing(here: Here<'_>, graph: &mut Graph) {
    let catalog = here.model.catalog;
    for at in 0..graph.nodes.len() {
        if graph.nodes[at].state != State::Missing {
            continue;
        }
        let others = graph.edges.iter().filter_map(|edge| match (edge.from == at, edge.to == at) {
            (true, false) => Some(edge.to),
            (false, true) => Some(edge.from),
            _ => None,
        });
        let key = &graph.nodes[at].key;
        let declared = others
            .filter_map(|other| catalog.find(&EntityRef::parse(&graph.nodes[other].key, None, "default")?))
            .flat_map(|id| &catalog.entity(id).relations)
            .find_map(|relation| relation.declared.filter(|_| relation.target.as_str() == key));
        if let Some(span) = declared {
            let place = here.model.point(span).0;
            let refusal = here.model.refusals.of(key);
            let fate = if refusal.is_some() { "invalid" } else { "not found" };
            graph.nodes[at].title = format!("{key} · {fate}, declared at {place}");
            graph.nodes[at].link = refusal.map(|refusal| NodeLink::Site(refusal.place.clone()));
        }
    }
}

fn head(here: Here<'_>, id: EntityId, entity: &Entity) -> Head {
    let model = here.model;
    let url = |key: &str| entity.annotation(key).and_then(outside).unwrap_or_default();
    let source = entity
        .annotation("backstage.io/source-location")
        .and_then(|text| text.strip_prefix("url:"))
        .and_then(outside)
        .unwrap_or_else(|| url("backstage.io/view-url"));
    let reference = &entity.reference;
    let backstage = model.config.backstage_url.as_deref().map_or_else(String::new, |base| {
        let base = base.trim_end_matches('/');
        let (namespace, name) = (reference.namespace(), &entity.metadata.name);
        match entity.kind.definition().backstage_folder {
            Some(folder) => format!("{base}/{folder}/{namespace}/{name}"),
            None => format!("{base}/catalog/{namespace}/{}/{name}", reference.kind()),
        }
    });
    let picture = entity.picture(&model.config.urls).unwrap_or_default();
    let description = description(here, id, entity, &source);
    let (place, declared) = model.line(entity.origin.span);
    Head {
        title: entity.title().to_owned(),
        kind: entity.kind.to_string(),
        kind_key: reference.kind().to_owned(),
        kind_of: entity.spec_type().unwrap_or_default().to_owned(),
        reference: reference.to_string(),
        lifecycle: entity.lifecycle().unwrap_or_default().to_owned(),
        long: description.as_str().is_some_and(|text| text.contains("<p>") || text.contains("<ul>")),
        description,
        owners: entity.related(RelationType::OwnedBy).map(|relation| here.target(relation)).collect(),
        host: host(&source),
        source,
        edit: url("backstage.io/edit-url"),
        docs: model.docs_of(id).map_or_else(String::new, |docs| here.place(&docs.path)),
        backstage: outside(&backstage).unwrap_or_default(),
        troubles: model.troubles(id),
        initials: match entity.kind.definition().area {
            Area::Teams => crate::render::text::initials(entity.title()),
            _ => String::new(),
        },
        picture: picture.to_owned(),
        place,
        // An author's `view-url` stands for a file whose repository is not known.
        declared: if declared.is_empty() { url("backstage.io/view-url") } else { declared },
    }
}

/// The description as Backstage shows it: Markdown, its relative links beside the file that declares the entity.
fn description(here: Here<'_>, id: EntityId, entity: &Entity, source: &str) -> tera::Value {
    let text = entity.metadata.description.as_deref().unwrap_or_default().trim();
    let view = ["metadata", "annotations", "backstage.io/view-url"];
    let remote = here.model.inventory.repo(entity.origin.repo).remote.as_ref();
    let base = remote
        .filter(|_| entity.origin.node.at(view).is_none())
        .and_then(|remote| remote.link_base(entity.origin.folder()));
    let declared = entity.annotation(view[2]).and_then(outside);
    let file = base.as_deref().or(declared.as_deref()).unwrap_or(source);
    let folder = file.rfind('/').map(|end| &file[..=end]).filter(|folder| folder.len() > "https://".len());
    match here.model.entity_links.description(id, here.viewpoint(None), folder) {
        Some(html) => tera::Value::safe_string(&html),
        None => tera::Value::normal_string(text),
    }
}

/// Domain › system › entity: what it is part of, outermost first.
fn crumbs(here: Here<'_>, entity: &Entity) -> Vec<TextLink> {
    let (path, text) = match entity.kind.definition().area {
        Area::Teams => (SitePath::TEAMS, "Teams"),
        Area::Apis => (SitePath::APIS, "APIs"),
        Area::Create => (SitePath::TEMPLATES, "Templates"),
        Area::Catalog => (SitePath::CATALOG, "Catalog"),
    };
    let mut chain = Vec::new();
    let mut current = entity;
    for _ in 0..4 {
        let parents = [RelationType::PartOf, RelationType::ChildOf, RelationType::MemberOf];
        let parent = parents.iter().find_map(|&kind| {
            // A component's parent component comes before its system.
            let mut targets: Vec<_> =
                current.related(kind).filter_map(|relation| relation.target_id).collect();
            targets.sort_by_key(|&id| here.model.catalog.entity(id).kind.is(&DOMAIN));
            targets.first().copied()
        });
        let Some(parent) = parent else { break };
        let parent_entity = here.model.catalog.entity(parent);
        if chain.iter().any(|link: &TextLink| link.text == parent_entity.title()) {
            break;
        }
        chain.push(TextLink {
            href: here.to(&parent_entity.site_path()),
            text: parent_entity.title().to_owned(),
        });
        current = parent_entity;
    }
    chain.push(TextLink { href: here.to(&path), text: text.to_owned() });
    chain.reverse();
    chain
}

fn overview(here: Here<'_>, id: EntityId, entity: &Entity, tabs: &[Tab]) -> Overview {
    let model = here.model;
    let links = entity.metadata.links.iter().enumerate().filter_map(|(number, link)| {
        let within = model.entity_links.link(id, number, here.viewpoint(None));
        let is_within = within.is_some();
        let href = match within {
            Some(address) => address.url?,
            None => model.config.urls.outside(&link.url)?,
        };
        Some(LinkRow {
            host: if is_within { String::new() } else { host(&href) },
            text: link.title.clone().unwrap_or_else(|| link.url.clone()),
            icon: icon(link.icon.as_deref().unwrap_or_default()),
            href,
        })
    });
    let docs = model.docs_of(id).map(|docs| docs_card(here, docs));
    let all = model.found_on(id);
    let definition = entity.kind.definition();
    Overview {
        fields: fields(here, id),
        links: links.collect(),
        labels: entity.metadata.labels.clone(),
        tools: tools(entity, model.inventory.repo(entity.origin.repo).remote.as_ref(), model.config),
        sections: sections(here, id),
        graph: card_graph(here, id, entity),
        graph_page: graph_page(here, entity),
        docs_hint: docs.is_none() && definition.suggests_docs,
        docs,
        findings: all.iter().take(3).map(|&at| finding(here, at, false)).collect(),
        more_findings: all.len().saturating_sub(3),
        health: here.to(&Tab::Health.path(entity)),
        group: (definition.overview == kinds::Overview::Group).then(|| org::group(here, id)),
        user: (definition.overview == kinds::Overview::User).then(|| org::user(here, id)),
        template: (definition.overview == kinds::Overview::Template)
            .then(|| template::template(here, entity)),
        api: if tabs.contains(&Tab::Api) { here.to(&Tab::Api.path(entity)) } else { String::new() },
    }
}

/// The docs of an entity: the page that is opened, where one is named, and the first entries of the navigation.
fn docs_card(here: Here<'_>, docs: &DocsPlace) -> DocsCard {
    let model = here.model;
    let site = &model.sites[docs.site.0];
    let opened = docs.page.and_then(|page| model.docs_page(docs.site, page));
    let opened = opened.map(|page| TextLink { href: here.place(&docs.path), text: page.title.clone() });
    let mut top: Vec<TextLink> = opened.into_iter().collect();
    let entries = docs_nav::top(here, docs.site).into_iter();
    top.extend(
        entries.filter(|entry| top.first().is_none_or(|first| first.href != entry.href)).collect::<Vec<_>>(),
    );
    top.truncate(6);
    DocsCard {
        of: if docs.named { site.name.clone() } else { String::new() },
        href: here.to(&site.base),
        pages: site.pages.len(),
        top,
    }
}

/// Our icon for one of Backstage's icon keys.
fn icon(key: &str) -> String {
    if let Some(kind) = key.strip_prefix("kind:").and_then(kinds::by_key) {
        return kind.key.to_owned();
    }
    match key {
        "dashboard" => "chart",
        "docs" | "techdocs" | "catalog" => "docs",
        "chat" => "chat",
        "email" => "mail",
        "github" | "gitlab" | "code" => "code",
        "help" => "help",
        "warning" | "alert" => "bell",
        "scaffolder" => kinds::TEMPLATE.key,
        "star" => "star",
        _ => {
            [&kinds::GROUP, &kinds::USER].iter().find(|kind| kind.key == key).map_or("globe", |kind| kind.key)
        }
    }
    .to_owned()
}
