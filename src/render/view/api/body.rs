//! Rows of a value as templates see them.
//!
//! In: [`Item`]s. Out: the same in words and links. Never: HTML but that of descriptions.

use serde::Serialize;

use super::page::{Page, words};
use crate::api::{
    Item, Limit, Parameter, Row, Schema, SchemaId, Show, TypeId, Value, rows, type_words, value_types,
};
use crate::render::links::TextLink;
use crate::site::ROWS;

/// Something that stands on a page: an opening, a closing, or a line.
#[derive(Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub(super) enum ItemView {
    Links { links: Vec<TextLink> },
    Values { values: Vec<ValueView> },
    Row(Box<RowView>),
    Inside { text: String },
    InsideEnd,
    RowEnd,
    Choice { label: String, discriminator: String },
    Variant(Box<VariantView>),
    VariantEnd { inside: bool },
    ChoiceEnd,
    Cut { rows: usize },
}

/// What is said of a value, wherever it stands.
#[derive(Serialize)]
pub(super) struct Saying {
    /// As the contract of machines wants it: types joined by `|`.
    type_key: String,
    /// The type in words.
    type_words: String,
    deprecated: bool,
    reason: String,
    read_only: bool,
    write_only: bool,
    title: String,
    description: tera::Value,
    /// Limits in words.
    limits: Vec<String>,
    default: Option<String>,
    example: Option<String>,
    notes: Vec<(String, String)>,
}

#[derive(Serialize)]
pub(super) struct RowView {
    path: String,
    before: String,
    name: String,
    pattern: String,
    required: bool,
    links: Vec<TextLink>,
    more_in: Option<TextLink>,
    values: Vec<ValueView>,
    arguments: Vec<ParameterView>,
    say: Saying,
}

#[derive(Serialize)]
pub(super) struct VariantView {
    title: String,
    link: Option<TextLink>,
    meant_by: Vec<String>,
    values: Vec<ValueView>,
    inside: bool,
    say: Saying,
}

#[derive(Serialize)]
pub(super) struct ValueView {
    text: String,
    summary: String,
    description: tera::Value,
    deprecated: bool,
}

/// A parameter, an argument or a header.
#[derive(Serialize)]
pub(super) struct ParameterView {
    /// `path:id`; empty for a header.
    key: String,
    name: String,
    required: bool,
    links: Vec<TextLink>,
    values: Vec<ValueView>,
    style: String,
    examples: Vec<(String, String)>,
    say: Saying,
}

/// The rows of a value.
pub(super) fn items(page: Page<'_>, root: SchemaId, show: Show) -> Vec<ItemView> {
    rows(page.api, root, show, ROWS).iter().map(|item| view(page, item)).collect()
}

fn links(page: Page<'_>, ids: &[TypeId]) -> Vec<TextLink> {
    ids.iter().map(|&id| page.named(id)).collect()
}

fn values(values: &[&Value]) -> Vec<ValueView> {
    values.iter().map(|value| value_view(value)).collect()
}

fn value_view(value: &Value) -> ValueView {
    let reason =
        if value.facts.reason.is_empty() { String::new() } else { format!("\n\n{}", value.facts.reason) };
    ValueView {
        text: value.text.to_string(),
        summary: value.facts.summary.clone(),
        description: words(&format!("{}{reason}", value.facts.description)),
        deprecated: value.facts.deprecated,
    }
}

fn view(page: Page<'_>, item: &Item<'_>) -> ItemView {
    match item {
        Item::Links(ids) => ItemView::Links { links: links(page, ids) },
        Item::Values(all) => ItemView::Values { values: values(all) },
        Item::Row(row) => ItemView::Row(Box::new(row_view(page, row))),
        Item::Inside(1) => ItemView::Inside { text: "1 property".to_owned() },
        Item::Inside(0) => ItemView::Inside { text: "Choices".to_owned() },
        Item::Inside(count) => ItemView::Inside { text: format!("{count} properties") },
        Item::InsideEnd => ItemView::InsideEnd,
        Item::RowEnd => ItemView::RowEnd,
        Item::Choice(label, discriminator) => ItemView::Choice {
            label: (*label).to_owned(),
            discriminator: discriminator.unwrap_or_default().to_owned(),
        },
        Item::Variant(variant) => {
            let say = saying(page, &[variant.schema], None);
            let link = variant.named.map(|id| page.named(id));
            let title = match &link {
                Some(link) => link.text.clone(),
                None if !say.title.is_empty() => say.title.clone(),
                None if !say.type_words.is_empty() => say.type_words.clone(),
                None => "object".to_owned(),
            };
            ItemView::Variant(Box::new(VariantView {
                title,
                link,
                meant_by: variant.meant_by.iter().map(|value| (*value).to_owned()).collect(),
                values: values(&variant.values),
                inside: variant.inside,
                say,
            }))
        }
        Item::VariantEnd(inside) => ItemView::VariantEnd { inside: *inside },
        Item::ChoiceEnd => ItemView::ChoiceEnd,
        Item::Cut(rows) => ItemView::Cut { rows: *rows },
    }
}

fn row_view(page: Page<'_>, row: &Row<'_>) -> RowView {
    RowView {
        path: row.path.clone(),
        before: row.before.clone(),
        name: row.name.to_owned(),
        pattern: row.pattern.to_owned(),
        required: row.required,
        links: links(page, &row.links),
        more_in: row.more_in.map(|id| page.named(id)),
        values: values(&row.values),
        arguments: row.arguments.iter().map(|one| parameter(page, one)).collect(),
        say: saying(page, &row.schemas, None),
    }
}

/// What schemas say of a value; a description that stands beside them comes first.
pub(super) fn saying(page: Page<'_>, roots: &[SchemaId], own: Option<&crate::api::Facts>) -> Saying {
    let schemas = &page.api.schemas;
    let layers: Vec<&Schema> =
        roots.iter().flat_map(|&root| schemas.chain(root)).map(|id| schemas.get(id)).collect();
    // What a named type says of itself stands in its section.
    let near = || layers.iter().filter(|schema| schema.name.is_none());
    let description = own
        .map(|facts| facts.description.as_str())
        .filter(|text| !text.is_empty())
        .or_else(|| {
            layers.iter().map(|schema| schema.facts.description.as_str()).find(|text| !text.is_empty())
        })
        .unwrap_or_default();
    let mut limits: Vec<String> = Vec::new();
    for limit in layers.iter().flat_map(|schema| &schema.limits) {
        let text = limit_words(limit);
        if !limits.contains(&text) {
            limits.push(text);
        }
    }
    let mut notes: Vec<(String, String)> = Vec::new();
    for schema in near() {
        notes.extend(schema.notes.iter().map(|(label, text)| (label.to_string(), text.to_string())));
        if schema.constant {
            limits.push("constant".to_owned());
        }
        if schema.closed {
            limits.push("no other properties".to_owned());
        }
    }
    let reason = layers.iter().map(|schema| &schema.facts.reason).find(|text| !text.is_empty());
    let mut reason = reason.cloned().unwrap_or_default();
    if let Some(own) = own
        && reason.is_empty()
    {
        reason.clone_from(&own.reason);
    }
    Saying {
        type_key: value_types(schemas, roots).join("|"),
        type_words: type_words(schemas, roots, 0),
        deprecated: own.is_some_and(|facts| facts.deprecated)
            || layers.iter().any(|schema| schema.facts.deprecated),
        reason,
        read_only: layers.iter().any(|schema| schema.read_only),
        write_only: layers.iter().any(|schema| schema.write_only),
        title: near()
            .map(|schema| schema.title.to_string())
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        description: words(description),
        limits,
        default: layers.iter().find_map(|schema| schema.default.as_ref()).map(|text| short(text)),
        example: near().find_map(|schema| schema.examples.first()).map(|text| short(text)),
        notes,
    }
}

/// At most a line of a literal.
fn short(text: &str) -> String {
    match text.char_indices().nth(160) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A limit in words.
fn limit_words(limit: &Limit) -> String {
    let n = &limit.operand;
    match limit.keyword {
        "minimum" => format!("≥ {n}"),
        "exclusiveMinimum" if &**n == "true" => "minimum excluded".to_owned(),
        "exclusiveMinimum" => format!("> {n}"),
        "maximum" => format!("≤ {n}"),
        "exclusiveMaximum" if &**n == "true" => "maximum excluded".to_owned(),
        "exclusiveMaximum" => format!("< {n}"),
        "multipleOf" => format!("multiple of {n}"),
        "minLength" => format!("at least {n} characters"),
        "maxLength" => format!("at most {n} characters"),
        "pattern" => format!("matches {n}"),
        "minItems" => format!("at least {n} items"),
        "maxItems" => format!("at most {n} items"),
        "uniqueItems" => "no item twice".to_owned(),
        "minContains" => format!("at least {n} matching items"),
        "maxContains" => format!("at most {n} matching items"),
        "minProperties" => format!("at least {n} properties"),
        "maxProperties" => format!("at most {n} properties"),
        "contentEncoding" => format!("encoded as {n}"),
        "contentMediaType" => format!("holds {n}"),
        other => format!("{other} {n}"),
    }
}

/// A parameter in words.
pub(super) fn parameter(page: Page<'_>, parameter: &Parameter) -> ParameterView {
    let schemas: Vec<SchemaId> = parameter.schema.into_iter().collect();
    let shape = crate::api::shape(&page.api.schemas, &schemas, crate::api::Enter::Never);
    let mut all = values(&shape.values);
    all.extend(parameter.values.iter().map(|text| ValueView {
        text: text.clone(),
        summary: String::new(),
        description: words(""),
        deprecated: false,
    }));
    // Values of choices stand with the parameter: there is no room to unfold it.
    for variant in shape.choices.iter().flat_map(|choice| &choice.variants) {
        let inner = crate::api::shape(&page.api.schemas, &[variant.schema], crate::api::Enter::All(&[]));
        for value in inner.values {
            if !all.iter().any(|known| known.text == *value.text) {
                all.push(value_view(value));
            }
        }
    }
    let named = schemas.first().and_then(|&id| page.api.schemas.named(id));
    let mut ids = shape.links.clone();
    ids.extend(named.filter(|id| !shape.links.contains(id)));
    let examples = parameter.examples.iter().filter(|one| !one.text.is_empty());
    ParameterView {
        key: format!("{}:{}", parameter.place, parameter.name),
        name: parameter.name.clone(),
        required: parameter.required,
        links: links(page, &ids),
        values: all,
        style: parameter.style.clone(),
        examples: examples.map(|one| (one.name.clone(), short(&one.text))).collect(),
        say: saying(page, &schemas, Some(&parameter.facts)),
    }
}
