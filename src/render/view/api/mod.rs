//! The pages of an API definition: a reference.
//!
//! In: an [`Api`] and where its parts stand. Out: the context of one page. Never: needs a script: everything is in the page; a form that
//! edits the curl command is all that one adds.

mod body;
mod operation;
mod page;
mod samples;
mod source;
mod types;

use serde::Serialize;

use self::operation::{OperationView, operation};
use self::page::{Page, ServerView, scheme_anchor, server, words};
pub(in crate::render) use self::source::file;
use self::source::{Source, source};
use self::types::{ChannelView, TypeView, channel, named_type};
use crate::api::{Api, Format, TypeId};
use crate::catalog::{EntityId, RelationType};
use crate::diag::codes;
use crate::render::links::{EntityLink, Here, TextLink};
use crate::render::view::entity_health::{Finding, finding};
use crate::site::{ApiPage, Tab};
use crate::url::outside;

/// Context of `entity-api.html`.
#[derive(Serialize)]
pub(in crate::render) struct Definition {
    /// What `spec.type` says.
    kind_of: String,
    reference: String,
    /// Whether this is the first page.
    first: bool,
    /// Title of a further page.
    title: String,
    problems: Vec<Finding>,
    more_problems: usize,
    health: String,
    source: Option<Source>,
    about: Option<About>,
    nav: Vec<NavGroup>,
    groups: Vec<GroupView>,
    channels: Vec<ChannelView>,
    types: Vec<TypeView>,
    types_title: &'static str,
    previous: Option<TextLink>,
    next: Option<TextLink>,
}

/// What stands at the beginning of a reference.
#[derive(Serialize)]
struct About {
    dialect: String,
    title: String,
    version: String,
    description: tera::Value,
    facts: Vec<Fact>,
    servers: Vec<ServerView>,
    schemes: Vec<SchemeView>,
    providers: Vec<EntityLink>,
    consumers: Vec<EntityLink>,
    operations: usize,
    types: usize,
    /// Operations by group, where they stand on other pages.
    index: Vec<IndexGroup>,
    /// Groups that have no operation of their own.
    other_groups: Vec<IndexGroup>,
    /// Pages of types, and all types where they are few.
    type_pages: Vec<TextLink>,
    type_index: Vec<TextLink>,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    text: String,
    href: String,
}

#[derive(Serialize)]
struct SchemeView {
    id: String,
    name: String,
    kind: String,
    detail: String,
    description: tera::Value,
    notes: Vec<(String, String)>,
}

#[derive(Serialize)]
struct IndexGroup {
    title: String,
    href: String,
    description: tera::Value,
    entries: Vec<NavEntry>,
}

#[derive(Serialize)]
struct NavGroup {
    title: String,
    href: String,
    current: bool,
    entries: Vec<NavEntry>,
}

#[derive(Serialize)]
struct NavEntry {
    verb: String,
    /// Class of the verb.
    tone: String,
    label: String,
    summary: String,
    href: String,
    deprecated: bool,
}

#[derive(Serialize)]
struct GroupView {
    title: String,
    /// The name, where the title is another.
    name: String,
    description: tera::Value,
    operations: Vec<OperationView>,
}

/// Most types that the first page of a long definition names one by one.
const INDEX: usize = 150;

/// Most findings on the first page.
const PROBLEMS: usize = 20;

/// The context of a page of a definition.
pub(in crate::render) fn definition(here: Here<'_>, id: EntityId, number: usize) -> Definition {
    let model = here.model;
    let entity = model.catalog.entity(id);
    let base = Tab::Api.path(entity);
    let found: Vec<_> = model
        .found_on(id)
        .iter()
        .copied()
        .filter(|&at| codes::api::is_of_definition(model.findings[at].code))
        .collect();
    let first = number == 0;
    let mut shown = Definition {
        kind_of: entity.spec_type().unwrap_or_default().to_owned(),
        reference: entity.reference.to_string(),
        first,
        title: String::new(),
        problems: found
            .iter()
            .take(if first { PROBLEMS } else { 0 })
            .map(|&at| finding(here, at, false))
            .collect(),
        more_problems: if first { found.len().saturating_sub(PROBLEMS) } else { 0 },
        health: here.to(&Tab::Health.path(entity)),
        source: source(here, entity, &base, model.apis.get(id).is_none()),
        about: None,
        nav: Vec::new(),
        groups: Vec::new(),
        channels: Vec::new(),
        types: Vec::new(),
        types_title: "",
        previous: None,
        next: None,
    };
    let (Some(api), Some(pages)) = (model.apis.get(id), model.plan.apis.get(&id)) else { return shown };
    let page = Page { here, api, pages, base: &base, number };
    let content = &pages.pages[number];
    shown.title.clone_from(&content.title);
    shown.about = first.then(|| about(page, id));
    shown.nav = nav(page);
    shown.groups = groups(page, content);
    shown.channels = content.channels.iter().map(|&one| channel(page, one)).collect();
    shown.types = content.types.iter().map(|&one| named_type(page, one)).collect();
    shown.types_title = api.format.types();
    let neighbour = |number: usize| {
        let text = match pages.pages[number].title.as_str() {
            "" => "Overview".to_owned(),
            title => title.to_owned(),
        };
        TextLink { href: page.page(number), text }
    };
    shown.previous = number.checked_sub(1).map(neighbour);
    shown.next = (number + 1 < pages.pages.len()).then(|| neighbour(number + 1));
    shown
}

fn about(page: Page<'_>, id: EntityId) -> About {
    let Page { here, api, pages, .. } = page;
    let entity = here.model.catalog.entity(id);
    let related = |kind| entity.related(kind).map(|relation| here.target(relation)).collect();
    let apart = pages.pages.len() > 1;
    let type_pages: Vec<usize> =
        (1..pages.pages.len()).filter(|&at| !pages.pages[at].types.is_empty()).collect();
    let facts = api.facts.iter().map(|(label, text, url)| {
        let href = outside(url).unwrap_or_default();
        Fact { label: label.clone(), text: if text.is_empty() { url.clone() } else { text.clone() }, href }
    });
    About {
        dialect: api.dialect.clone(),
        title: api.title.clone(),
        version: api.version.clone(),
        description: words(&api.description),
        facts: facts.collect(),
        servers: api.servers.iter().map(server).collect(),
        schemes: api
            .schemes
            .iter()
            .enumerate()
            .map(|(number, scheme)| SchemeView {
                id: scheme_anchor(number),
                name: scheme.name.clone(),
                kind: scheme.kind.clone(),
                detail: scheme.detail.clone(),
                description: words(&scheme.description),
                notes: scheme.notes.clone(),
            })
            .collect(),
        providers: related(RelationType::ApiProvidedBy),
        consumers: related(RelationType::ApiConsumedBy),
        operations: api.operations.len(),
        types: api.types.len(),
        index: if apart { index(page) } else { Vec::new() },
        other_groups: other_groups(page),
        type_index: if apart && api.types.len() <= INDEX {
            (0..api.types.len() as u32).map(|one| page.named(TypeId(one))).collect()
        } else {
            Vec::new()
        },
        type_pages: type_pages
            .into_iter()
            .map(|at| {
                let types = &pages.pages[at].types;
                let name = |id: Option<&TypeId>| id.map(|id| api.named(*id).name.clone()).unwrap_or_default();
                let text = format!("{} – {}", name(types.first()), name(types.last()));
                TextLink { href: page.page(at), text }
            })
            .collect(),
    }
}

fn entry(page: Page<'_>, at: usize, summary: bool) -> NavEntry {
    let operation = &page.api.operations[at];
    NavEntry {
        verb: operation.verb.clone(),
        tone: operation.verb.to_lowercase(),
        label: operation.label.clone(),
        summary: if summary {
            crate::render::text::summary(Some(&operation.facts.summary), 120)
        } else {
            String::new()
        },
        href: page.link(&page.pages.operations[at]),
        deprecated: operation.facts.deprecated,
    }
}

/// Title and members of each group that has any.
fn members(api: &Api) -> impl Iterator<Item = (usize, String, Vec<usize>)> + '_ {
    api.groups.iter().enumerate().filter_map(|(group, of_group)| {
        let members: Vec<usize> =
            (0..api.operations.len()).filter(|&one| api.operations[one].group == group).collect();
        let title = if of_group.title.is_empty() { &of_group.name } else { &of_group.title };
        (!members.is_empty()).then(|| (group, title.clone(), members))
    })
}

fn index(page: Page<'_>) -> Vec<IndexGroup> {
    members(page.api)
        .map(|(group, title, members)| IndexGroup {
            title,
            href: members.first().map(|&at| page.page(page.pages.operations[at].page)).unwrap_or_default(),
            description: words(&page.api.groups[group].description),
            entries: members.into_iter().map(|at| entry(page, at, true)).collect(),
        })
        .collect()
}

/// Tags that are no operation's first, with the operations that have them; services without methods.
fn other_groups(page: Page<'_>) -> Vec<IndexGroup> {
    let Page { api, .. } = page;
    let empty = api
        .groups
        .iter()
        .enumerate()
        .filter(|(group, _)| api.operations.iter().all(|operation| operation.group != *group));
    empty
        .map(|(_, group)| IndexGroup {
            title: if group.title.is_empty() { group.name.clone() } else { group.title.clone() },
            href: String::new(),
            description: words(&group.description),
            entries: (0..api.operations.len())
                .filter(|&at| api.operations[at].tags.contains(&group.name))
                .map(|at| entry(page, at, true))
                .collect(),
        })
        .filter(|group| !group.entries.is_empty() || api.format == Format::Protobuf)
        .collect()
}

/// All groups; the operations of those that stand on this page.
fn nav(page: Page<'_>) -> Vec<NavGroup> {
    let Page { api, pages, number, .. } = page;
    let mut nav: Vec<NavGroup> = members(api)
        .map(|(_, title, members)| {
            let here: Vec<usize> =
                members.iter().copied().filter(|&at| pages.operations[at].page == number).collect();
            let first = members.first().map(|&at| &pages.operations[at]);
            NavGroup {
                title,
                href: match first {
                    Some(first) if first.page != number => page.page(first.page),
                    Some(first) => page.link(first),
                    None => String::new(),
                },
                current: !here.is_empty() && pages.pages.len() > 1,
                entries: here.into_iter().map(|at| entry(page, at, false)).collect(),
            }
        })
        .collect();
    let plain = |href: String, label: String, deprecated: bool| NavEntry {
        verb: String::new(),
        tone: String::new(),
        label,
        summary: String::new(),
        href,
        deprecated,
    };
    if !api.channels.is_empty() {
        let here = api.channels.iter().zip(&pages.channels).filter(|(_, spot)| spot.page == number);
        nav.push(NavGroup {
            title: "Channels".to_owned(),
            href: page.link(&pages.channels[0]),
            current: false,
            entries: here.map(|(one, spot)| plain(page.link(spot), one.key.clone(), false)).collect(),
        });
    }
    let own = &pages.pages[number].types;
    let parts = (0..pages.pages.len()).filter(|&at| !pages.pages[at].types.is_empty());
    for at in parts {
        let title = match pages.pages[at].title.as_str() {
            "" => api.format.types().to_owned(),
            title => title.to_owned(),
        };
        let first = pages.pages[at].types.first();
        let entries = if at == number { own.as_slice() } else { &[] };
        nav.push(NavGroup {
            title,
            href: first.map(|&id| page.named(id).href).unwrap_or_default(),
            current: at == number && at > 0,
            entries: entries
                .iter()
                .map(|&id| {
                    let TextLink { href, text } = page.named(id);
                    plain(href, text, api.named(id).facts.deprecated)
                })
                .collect(),
        });
    }
    nav
}

fn groups(page: Page<'_>, content: &ApiPage) -> Vec<GroupView> {
    let mut groups: Vec<(usize, GroupView)> = Vec::new();
    for &at in &content.operations {
        let of = page.api.operations[at].group;
        if groups.last().is_none_or(|(known, _)| *known != of) {
            let group = &page.api.groups[of];
            let titled = !group.title.is_empty() && group.title != group.name;
            let continued = content.group.is_some()
                && page.pages.pages[..page.number].iter().any(|earlier| earlier.group == content.group);
            groups.push((
                of,
                GroupView {
                    title: if titled { group.title.clone() } else { group.name.clone() },
                    name: if titled && page.api.format != Format::GraphQl {
                        group.name.clone()
                    } else {
                        String::new()
                    },
                    description: words(if continued { "" } else { &group.description }),
                    operations: Vec::new(),
                },
            ));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.operations.push(operation(
                page,
                &page.api.operations[at],
                Some(&page.pages.operations[at]),
            ));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
