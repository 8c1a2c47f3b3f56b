//! Sections of named types and of channels.
//!
//! In: a type or a channel. Out: its context. Never: the same section on two pages.

use serde::Serialize;

use super::body::{ItemView, ParameterView, Saying, items, parameter, saying};
use super::page::{Page, words};
use crate::api::{Direction, Show, TypeId, TypeKind, sample};
use crate::render::links::TextLink;

/// A named type.
#[derive(Serialize)]
pub(super) struct TypeView {
    id: String,
    /// As the definition names it.
    name: String,
    /// For people: a message without the word.
    title: String,
    kind: &'static str,
    summary: String,
    description: tera::Value,
    deprecated: bool,
    related_title: &'static str,
    related: Vec<TextLink>,
    items: Vec<ItemView>,
    headers: Vec<ItemView>,
    arguments: Vec<ParameterView>,
    examples: Vec<(String, String, String)>,
    notes: Vec<(String, String)>,
    say: Option<Saying>,
}

/// A channel.
#[derive(Serialize)]
pub(super) struct ChannelView {
    id: String,
    key: String,
    address: String,
    summary: String,
    description: tera::Value,
    parameters: Vec<ParameterView>,
    messages: Vec<(String, TextLink)>,
    servers: Vec<String>,
    notes: Vec<(String, String)>,
    /// Operations that use it.
    operations: Vec<(String, TextLink)>,
}

pub(super) fn named_type(page: Page<'_>, id: TypeId) -> TypeView {
    let named = page.api.named(id);
    let message = named.kind == TypeKind::Message;
    let schema = named.schema.map(|schema| page.api.schemas.get(schema));
    let description = match (&named.facts.description, schema) {
        (own, Some(schema)) if own.is_empty() && !message => page
            .api
            .schemas
            .chain(named.schema.unwrap_or(crate::api::SchemaId(0)))
            .map(|id| page.api.schemas.get(id).facts.description.as_str())
            .find(|text| !text.is_empty())
            .unwrap_or(&schema.facts.description),
        (own, _) => own,
    };
    let given: Vec<_> =
        named.examples.iter().map(|one| (one.name.clone(), one.summary.clone(), one.text.clone())).collect();
    let made = || sample(&page.api.schemas, named.schema?, Direction::Received);
    let examples = if given.is_empty() && message {
        made().map(|text| ("generated".to_owned(), String::new(), text)).into_iter().collect()
    } else {
        given
    };
    let show = if message { Show::Body } else { Show::Section };
    TypeView {
        id: page.pages.types[id.0 as usize].anchor.clone(),
        name: named.name.clone(),
        title: named.name.strip_prefix("message ").unwrap_or(&named.name).to_owned(),
        kind: match named.kind {
            TypeKind::Schema => "schema",
            TypeKind::Message => "message",
            TypeKind::Object => "type",
            TypeKind::Interface => "interface",
            TypeKind::Union => "union",
            TypeKind::Enum => "enum",
            TypeKind::Input => "input",
            TypeKind::Scalar => "scalar",
            TypeKind::Directive => "directive",
        },
        summary: named.facts.summary.clone(),
        description: words(description),
        deprecated: named.facts.deprecated
            || (!message && schema.is_some_and(|schema| schema.facts.deprecated)),
        related_title: if named.kind == TypeKind::Union { "One of" } else { "Implements" },
        related: named.related.iter().map(|&one| page.named(one)).collect(),
        items: named.schema.map(|schema| items(page, schema, show)).unwrap_or_default(),
        headers: named.headers.map(|schema| items(page, schema, Show::Body)).unwrap_or_default(),
        arguments: named.arguments.iter().map(|one| parameter(page, one)).collect(),
        examples,
        notes: named.notes.clone(),
        say: named.schema.map(|schema| saying(page, &[schema], None)),
    }
}

pub(super) fn channel(page: Page<'_>, at: usize) -> ChannelView {
    let channel = &page.api.channels[at];
    let users = page.api.operations.iter().zip(&page.pages.operations);
    let users = users.filter(|(operation, _)| operation.channel.as_deref() == Some(&channel.key));
    ChannelView {
        id: page.pages.channels[at].anchor.clone(),
        key: channel.key.clone(),
        address: channel.address.clone(),
        summary: channel.facts.summary.clone(),
        description: words(&channel.facts.description),
        parameters: channel.parameters.iter().map(|one| parameter(page, one)).collect(),
        messages: channel.messages.iter().map(|&id| message(page, id)).collect(),
        servers: channel.servers.clone(),
        notes: channel.notes.clone(),
        operations: users
            .map(|(operation, spot)| {
                (operation.verb.clone(), TextLink { href: page.link(spot), text: operation.label.clone() })
            })
            .collect(),
    }
}

/// A message's own name, and the link to its section.
pub(super) fn message(page: Page<'_>, id: TypeId) -> (String, TextLink) {
    let link = page.named(id);
    (link.text.strip_prefix("message ").unwrap_or(&link.text).to_owned(), link)
}
