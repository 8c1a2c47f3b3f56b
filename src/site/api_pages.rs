//! The pages of one API definition: what stands on which, and under which anchor.
//!
//! In: an [`Api`]. Out: [`ApiPages`]. Never: a page that is likely to weigh more than a reader on a phone should wait for; an operation or
//! a type on two pages; two equal anchors.

use std::collections::HashSet;

use super::listing::slug;
use crate::api::{Api, Body, Facts, Item, NamedType, Operation, Parameter, SchemaId, Show, TypeId, rows};
use crate::url::SitePath;

/// Most rows of one body or one type. What is beyond is counted, and told with a link to the raw definition.
pub(crate) const ROWS: usize = 1500;

/// Estimated compressed bytes of a page's own content. The frame, style and scripts come to about 25 KB.
const ROOM: usize = 22_000;

/// Where everything of a definition is.
#[derive(Debug)]
pub(crate) struct ApiPages {
    /// The definition tab, which all pages are below.
    pub base: SitePath,
    /// The first is the overview, below the entity's definition tab.
    pub pages: Vec<ApiPage>,
    /// Page and anchor of each operation.
    pub operations: Vec<Spot>,
    /// Page and anchor of each channel.
    pub channels: Vec<Spot>,
    /// Page and anchor of each named type.
    pub types: Vec<Spot>,
}

/// A place on a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spot {
    /// Index of the page.
    pub page: usize,
    /// Anchor.
    pub anchor: String,
}

/// A page of a definition.
#[derive(Debug, Default)]
pub(crate) struct ApiPage {
    /// Folder below the definition tab: empty for the overview, else with a `/` at its end.
    pub folder: String,
    /// What it is called; empty for the overview.
    pub title: String,
    /// The group whose operations it begins with.
    pub group: Option<usize>,
    /// Operations, in order.
    pub operations: Vec<usize>,
    /// Channels, in order.
    pub channels: Vec<usize>,
    /// Named types, in order.
    pub types: Vec<TypeId>,
}

/// Sorts a definition onto pages: all on one where there is room, else a page a group of operations and pages of types, each cut where
/// it grows too heavy.
pub(crate) fn api_pages(api: &Api, base: SitePath) -> ApiPages {
    let mut anchors = Anchors(HashSet::new());
    let mut pages = ApiPages {
        base,
        pages: vec![ApiPage::default()],
        operations: api.operations.iter().map(|one| anchors.spot("op", &one.key)).collect(),
        channels: api.channels.iter().map(|one| anchors.spot("channel", &one.key)).collect(),
        types: api.types.iter().map(|one| anchors.spot("type", &one.name)).collect(),
    };
    let operations: Vec<usize> = api.operations.iter().map(|one| of_operation(api, one)).collect();
    let channels: Vec<usize> =
        api.channels.iter().map(|one| 300 + of_facts(&one.facts) + of_parameters(&one.parameters)).collect();
    let types: Vec<usize> = api.types.iter().map(|one| of_type(api, one)).collect();
    let all = [&operations, &channels, &types].into_iter().flatten().sum::<usize>();
    let overview = api.description.len() / 3 + api.operations.len() * 40 + api.types.len() * 15;
    if all + overview <= ROOM {
        let first = &mut pages.pages[0];
        first.operations = ordered(api);
        first.channels = (0..api.channels.len()).collect();
        first.types = type_ids(api);
        return pages;
    }
    let mut taken: HashSet<String> = HashSet::new();
    for (group, of_group) in api.groups.iter().enumerate() {
        let members: Vec<usize> =
            (0..api.operations.len()).filter(|&one| api.operations[one].group == group).collect();
        let title = if of_group.title.is_empty() { &of_group.name } else { &of_group.title };
        for (number, part) in cut(&members, &operations).into_iter().enumerate() {
            let folder = free(&mut taken, &of_group.name, number);
            let title = numbered(title, number);
            for &one in &part {
                pages.operations[one].page = pages.pages.len();
            }
            let page = ApiPage { folder, title, group: Some(group), operations: part, ..ApiPage::default() };
            pages.pages.push(page);
        }
    }
    let members: Vec<usize> = (0..api.channels.len()).collect();
    for (number, part) in cut(&members, &channels).into_iter().enumerate() {
        let folder = free(&mut taken, "channels", number);
        for &one in &part {
            pages.channels[one].page = pages.pages.len();
        }
        pages.pages.push(ApiPage {
            folder,
            title: numbered("Channels", number),
            channels: part,
            ..ApiPage::default()
        });
    }
    let of_types = api.format.types();
    let members: Vec<usize> = type_ids(api).iter().map(|id| id.0 as usize).collect();
    for (number, part) in cut(&members, &types).into_iter().enumerate() {
        let folder = free(&mut taken, "types", number);
        for &one in &part {
            pages.types[one].page = pages.pages.len();
        }
        let types = part.into_iter().map(|one| TypeId(one as u32)).collect();
        pages.pages.push(ApiPage { folder, title: numbered(of_types, number), types, ..ApiPage::default() });
    }
    pages
}

/// Operations by their groups.
fn ordered(api: &Api) -> Vec<usize> {
    let mut order: Vec<usize> = (0..api.operations.len()).collect();
    order.sort_by_key(|&one| api.operations[one].group);
    order
}

/// Messages before schemas, else as written.
fn type_ids(api: &Api) -> Vec<TypeId> {
    let mut ids: Vec<TypeId> = (0..api.types.len() as u32).map(TypeId).collect();
    ids.sort_by_key(|id| api.named(*id).kind != crate::api::TypeKind::Message);
    ids
}

/// Cuts a list where what it holds grows too heavy for a page.
fn cut(members: &[usize], weights: &[usize]) -> Vec<Vec<usize>> {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut weight = ROOM + 1;
    for &one in members {
        weight += weights[one];
        if weight > ROOM {
            parts.push(Vec::new());
            weight = weights[one];
        }
        if let Some(part) = parts.last_mut() {
            part.push(one);
        }
    }
    parts
}

fn numbered(title: &str, number: usize) -> String {
    if number == 0 { title.to_owned() } else { format!("{title} ({})", number + 1) }
}

/// A key in lower case, everything but letters, digits, `_` and `.` as single hyphens.
fn words(key: &str) -> String {
    let mut out = String::new();
    for c in key.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || matches!(c, '_' | '.') {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches(['-', '.']).chars().take(60).collect()
}

/// A folder that is not taken.
fn free(taken: &mut HashSet<String>, name: &str, number: usize) -> String {
    let plain = words(name);
    let name = if plain.is_ascii() && !plain.is_empty() {
        plain.replace('.', "-")
    } else {
        slug(name).chars().take(60).collect()
    };
    let base = if number == 0 { name } else { format!("{name}-{}", number + 1) };
    let mut folder = base.clone();
    let mut again = 2;
    while !taken.insert(folder.clone()) {
        folder = format!("{base}-{again}");
        again += 1;
    }
    folder + "/"
}

/// Anchors that are taken.
struct Anchors(HashSet<String>);

impl Anchors {
    fn spot(&mut self, kind: &str, key: &str) -> Spot {
        let base = format!("{kind}-{}", words(key));
        let mut anchor = base.clone();
        let mut again = 2;
        while !self.0.insert(anchor.clone()) {
            anchor = format!("{base}-{again}");
            again += 1;
        }
        Spot { page: 0, anchor }
    }
}

fn text(text: &str) -> usize {
    text.len() * 2 / 5
}

fn of_facts(facts: &Facts) -> usize {
    text(&facts.summary) + text(&facts.description) + text(&facts.reason)
}

fn of_operation(api: &Api, operation: &Operation) -> usize {
    let responses = operation.responses.iter().map(|response| {
        90 + of_body(api, &response.body) + of_parameters(&response.headers) + 60 * response.links.len()
    });
    let examples = 350;
    450 + examples
        + of_facts(&operation.facts)
        + of_parameters(&operation.parameters)
        + operation.request.as_ref().map_or(0, |body| 60 + of_body(api, body))
        + responses.sum::<usize>()
        + operation.callbacks.iter().map(|one| of_operation(api, one)).sum::<usize>()
        + operation.notes.iter().map(|(name, value)| 20 + text(name) + text(value)).sum::<usize>()
        + 30 * operation.messages.len()
}

fn of_parameters(parameters: &[Parameter]) -> usize {
    parameters.iter().map(|one| 60 + of_facts(&one.facts) + text(&one.style) + 12 * one.values.len()).sum()
}

fn of_body(api: &Api, body: &Body) -> usize {
    let of_media = body.content.iter().map(|media| {
        let schemas = [media.schema, media.item].into_iter().flatten();
        let examples = media.examples.iter().map(|one| 40 + one.text.len() / 4).sum::<usize>();
        150 + schemas.map(|schema| of_schema(api, schema, Show::Body)).sum::<usize>() + examples
    });
    text(&body.description) + of_media.sum::<usize>()
}

fn of_type(api: &Api, named: &NamedType) -> usize {
    let schemas = [named.schema, named.headers].into_iter().flatten();
    200 + of_facts(&named.facts)
        + schemas.map(|schema| of_schema(api, schema, Show::Section)).sum::<usize>()
        + of_parameters(&named.arguments)
        + named.examples.iter().map(|one| 40 + one.text.len() / 4).sum::<usize>()
        + named.notes.iter().map(|(name, value)| text(name) + text(value)).sum::<usize>()
}

fn of_schema(api: &Api, schema: SchemaId, show: Show) -> usize {
    let facts = |schemas: &[SchemaId]| {
        let layers =
            schemas.iter().flat_map(|&id| api.schemas.chain(id).take(2)).map(|id| api.schemas.get(id));
        layers
            .map(|schema| of_facts(&schema.facts) + 12 * schema.limits.len() + 20 * schema.notes.len())
            .sum::<usize>()
    };
    let items = rows(api, schema, show, ROWS);
    let of_item = items.iter().map(|item| match item {
        Item::Row(row) => {
            let values = row.values.iter().map(|value| 6 + value.text.len() / 2 + of_facts(&value.facts));
            45 + facts(&row.schemas) + values.sum::<usize>() + of_parameters(row.arguments)
        }
        Item::Values(values) => {
            values.iter().map(|value| 10 + value.text.len() / 2 + of_facts(&value.facts)).sum()
        }
        Item::Variant(variant) => 40 + facts(&[variant.schema]),
        _ => 8,
    });
    of_item.sum()
}
