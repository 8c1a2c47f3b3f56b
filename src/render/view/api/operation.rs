//! The section of an operation.
//!
//! In: an operation. Out: its context: parameters by place, bodies, responses, samples. Never: leaves out what the definition says.

use serde::Serialize;

use super::body::{ItemView, ParameterView, items, parameter};
use super::page::{Page, ServerView, server, words};
use super::samples::{Sample, base, samples};
use super::types::message;
use crate::api::{Body, Direction, Example, Media, Operation, SchemaId, Show, sample};
use crate::render::links::TextLink;
use crate::site::Spot;

/// An operation.
#[derive(Serialize)]
pub(super) struct OperationView {
    key: String,
    /// Anchor.
    id: String,
    verb: String,
    /// Class of the verb.
    tone: String,
    label: String,
    operation_id: String,
    summary: String,
    description: tera::Value,
    deprecated: bool,
    reason: String,
    type_key: String,
    input: Option<Use>,
    output: Option<Use>,
    tags: Vec<String>,
    security: Vec<Vec<Requirement>>,
    servers: Vec<ServerView>,
    parameters: Vec<Place>,
    request: Option<BodyView>,
    responses: Vec<ResponseView>,
    callbacks: Vec<OperationView>,
    channel: Option<TextLink>,
    messages: Vec<(String, TextLink)>,
    reply: Option<ReplyView>,
    notes: Vec<(String, String)>,
    samples: Vec<Sample>,
    /// Where the samples call, below which the path stands; empty where nothing is called over HTTP.
    base: String,
}

/// A type as it is used.
#[derive(Serialize)]
struct Use {
    text: String,
    link: Option<TextLink>,
}

/// A scheme that is asked for.
#[derive(Serialize)]
struct Requirement {
    name: String,
    href: String,
    scopes: Vec<String>,
}

/// Parameters of one place.
#[derive(Serialize)]
struct Place {
    title: &'static str,
    rows: Vec<ParameterView>,
}

#[derive(Serialize)]
struct BodyView {
    description: tera::Value,
    required: bool,
    media: Vec<MediaView>,
}

#[derive(Serialize)]
struct MediaView {
    types: String,
    type_words: String,
    items: Vec<ItemView>,
    stream: Vec<ItemView>,
    examples: Vec<ExampleView>,
}

#[derive(Serialize)]
struct ExampleView {
    name: String,
    /// Whether the definition gives it.
    given: bool,
    summary: String,
    text: String,
    href: String,
    url: String,
}

#[derive(Serialize)]
struct ResponseView {
    status: String,
    /// Class of the status: `s2`.
    tone: String,
    body: BodyView,
    headers: Vec<ParameterView>,
    links: Vec<LinkView>,
}

#[derive(Serialize)]
struct LinkView {
    name: String,
    operation: String,
    href: String,
    description: tera::Value,
    parameters: Vec<(String, String)>,
}

#[derive(Serialize)]
struct ReplyView {
    channel: Option<TextLink>,
    address: String,
    messages: Vec<(String, TextLink)>,
}

/// The context of an operation; a callback has no place of its own.
pub(super) fn operation(page: Page<'_>, operation: &Operation, spot: Option<&Spot>) -> OperationView {
    let uses = |schema: Option<SchemaId>| {
        let schema = schema?;
        let link = page.api.schemas.named(schema).map(|id| page.named(id));
        let text = page.api.schemas.get(schema).notation.as_deref().unwrap_or_default().to_owned();
        Some(Use { text, link })
    };
    let (input, output) = (uses(operation.input), uses(operation.output));
    let type_key = match (&input, &output) {
        (Some(input), Some(output)) => format!("{} -> {}", input.text, output.text),
        (None, Some(output)) => output.text.clone(),
        _ => String::new(),
    };
    let security = operation.security.iter().map(|alternative| {
        let requirement = |(name, scopes): &(String, Vec<String>)| Requirement {
            name: name.clone(),
            href: page.scheme(name),
            scopes: scopes.clone(),
        };
        alternative.iter().map(requirement).collect()
    });
    let id = match spot {
        Some(spot) => spot.anchor.clone(),
        None => String::new(),
    };
    let callbacks = operation.callbacks.iter().enumerate().map(|(number, callback)| {
        let anchor = format!("{id}-callback-{}", number + 1);
        self::operation(page, callback, Some(&Spot { page: page.number, anchor }))
    });
    OperationView {
        key: operation.key.clone(),
        verb: operation.verb.clone(),
        tone: operation.verb.to_lowercase(),
        label: operation.label.clone(),
        operation_id: operation.id.clone().unwrap_or_default(),
        summary: operation.facts.summary.clone(),
        description: words(&operation.facts.description),
        deprecated: operation.facts.deprecated,
        reason: operation.facts.reason.clone(),
        type_key,
        input,
        output,
        tags: operation.tags.iter().skip(1).cloned().collect(),
        security: security.collect(),
        servers: operation.servers.iter().map(server).collect(),
        parameters: places(page, operation),
        request: operation.request.as_ref().map(|body| body_view(page, body, Direction::Sent)),
        responses: operation
            .responses
            .iter()
            .map(|response| ResponseView {
                status: response.status.clone(),
                tone: format!(
                    "s{}",
                    response.status.chars().next().filter(char::is_ascii_digit).unwrap_or('x')
                ),
                body: body_view(page, &response.body, Direction::Received),
                headers: response.headers.iter().map(|one| parameter(page, one)).collect(),
                links: response.links.iter().map(|link| link_view(page, link)).collect(),
            })
            .collect(),
        callbacks: callbacks.collect(),
        channel: operation.channel.as_ref().map(|key| page.channel(key)),
        messages: operation.messages.iter().map(|&id| message(page, id)).collect(),
        reply: operation.reply.as_ref().map(|reply| ReplyView {
            channel: reply.channel.as_ref().map(|key| page.channel(key)),
            address: reply.address.clone(),
            messages: reply.messages.iter().map(|&id| message(page, id)).collect(),
        }),
        notes: operation.notes.clone(),
        base: base(page.api, operation),
        samples: samples(page.api, operation),
        id,
    }
}

fn link_view(page: Page<'_>, link: &crate::api::Link) -> LinkView {
    let target = page.api.operations.iter().position(|one| one.id.as_deref() == Some(&link.operation));
    LinkView {
        name: link.name.clone(),
        operation: link.operation.clone(),
        href: target.map(|at| page.link(&page.pages.operations[at])).unwrap_or_default(),
        description: words(&link.description),
        parameters: link.parameters.clone(),
    }
}

fn places(page: Page<'_>, operation: &Operation) -> Vec<Place> {
    [
        ("path", "Path parameters"),
        ("query", "Query parameters"),
        ("querystring", "Query string"),
        ("header", "Request headers"),
        ("cookie", "Cookies"),
        ("arg", "Arguments"),
    ]
    .into_iter()
    .filter_map(|(place, title)| {
        let rows: Vec<_> = operation
            .parameters
            .iter()
            .filter(|one| one.place == place)
            .map(|one| parameter(page, one))
            .collect();
        (!rows.is_empty()).then_some(Place { title, rows })
    })
    .collect()
}

fn body_view(page: Page<'_>, body: &Body, direction: Direction) -> BodyView {
    BodyView {
        description: words(&body.description),
        required: body.required,
        media: body.content.iter().map(|media| media_view(page, media, direction)).collect(),
    }
}

fn media_view(page: Page<'_>, media: &Media, direction: Direction) -> MediaView {
    let mut examples: Vec<ExampleView> = media.examples.iter().map(given).collect();
    let json = media.types.is_empty() || media.types.iter().any(|kind| kind.contains("json"));
    if examples.is_empty()
        && json
        && let Some(schema) = media.schema
        && let Some(text) = sample(&page.api.schemas, schema, direction)
    {
        let name = "generated".to_owned();
        examples.push(ExampleView {
            name,
            given: false,
            summary: String::new(),
            text,
            href: String::new(),
            url: String::new(),
        });
    }
    let roots: Vec<SchemaId> = media.schema.into_iter().collect();
    MediaView {
        types: media.types.join(", "),
        type_words: crate::api::type_words(&page.api.schemas, &roots, 0),
        items: media.schema.map(|schema| items(page, schema, Show::Body)).unwrap_or_default(),
        stream: media.item.map(|schema| items(page, schema, Show::Body)).unwrap_or_default(),
        examples,
    }
}

fn given(example: &Example) -> ExampleView {
    ExampleView {
        name: example.name.clone(),
        given: true,
        summary: example.summary.clone(),
        text: example.text.clone(),
        href: crate::url::outside(&example.url).unwrap_or_default(),
        url: example.url.clone(),
    }
}
