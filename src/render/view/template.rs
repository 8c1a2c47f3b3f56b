//! A template's form, steps and actions, to be read before Backstage is opened.
//!
//! In: `spec.parameters`, `spec.steps`, `spec.output`. Out: fields with what they ask, steps with what they
//! run. Never: evaluates an expression: `${{ … }}` is shown as written.

use serde::Serialize;
use serde_json::Value as Json;

use crate::catalog::Entity;
use crate::render::links::Here;

/// What a template's overview adds.
#[derive(Serialize)]
pub(in crate::render) struct TemplateView {
    forms: Vec<Form>,
    steps: Vec<Step>,
    outputs: Vec<String>,
}

/// A page of the form.
#[derive(Serialize)]
struct Form {
    title: String,
    description: String,
    fields: Vec<Field>,
}

/// A field of the form.
#[derive(Serialize)]
struct Field {
    name: String,
    title: String,
    description: String,
    kind: String,
    required: bool,
    default: String,
    choices: Vec<String>,
}

/// A step.
#[derive(Serialize)]
struct Step {
    name: String,
    action: String,
    condition: String,
    /// `key: value` of its input, as far as they are short.
    input: Vec<(String, String)>,
}

/// Reads a template.
pub(in crate::render) fn template(_here: Here<'_>, entity: &Entity) -> TemplateView {
    let spec = entity.spec();
    // Backstage takes one form or a list of them.
    let forms = match spec.get("parameters") {
        Some(Json::Array(forms)) => forms.iter().map(form).collect(),
        Some(single @ Json::Object(_)) => vec![form(single)],
        _ => Vec::new(),
    };
    let steps = list(spec.get("steps")).map(step).collect();
    let outputs = spec
        .get("output")
        .and_then(|output| output.get("links"))
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(|link| link.get("title").and_then(Json::as_str))
        .map(str::to_owned)
        .collect();
    TemplateView { forms, steps, outputs }
}

fn list(value: Option<&Json>) -> impl Iterator<Item = &Json> {
    value.and_then(Json::as_array).into_iter().flatten()
}

fn text(value: Option<&Json>) -> String {
    match value {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn form(json: &Json) -> Form {
    let required: Vec<&str> = list(json.get("required")).filter_map(Json::as_str).collect();
    let fields =
        json.get("properties").and_then(Json::as_object).into_iter().flatten().map(|(name, field)| {
            let kind = match (text(field.get("ui:field")), text(field.get("type"))) {
                (picker, _) if !picker.is_empty() => picker,
                (_, kind) => kind,
            };
            Field {
                title: match text(field.get("title")) {
                    title if title.is_empty() => name.clone(),
                    title => title,
                },
                description: text(field.get("description")),
                kind,
                required: required.contains(&name.as_str()),
                default: text(field.get("default")),
                choices: list(field.get("enum")).map(|choice| text(Some(choice))).collect(),
                name: name.clone(),
            }
        });
    Form {
        title: text(json.get("title")),
        description: text(json.get("description")),
        fields: fields.collect(),
    }
}

fn step(json: &Json) -> Step {
    let input = json.get("input").and_then(Json::as_object).into_iter().flatten();
    let name = match text(json.get("name")) {
        name if name.is_empty() => text(json.get("id")),
        name => name,
    };
    Step {
        name,
        action: text(json.get("action")),
        condition: text(json.get("if")),
        input: input
            .filter(|(_, value)| !value.is_object() && !value.is_array())
            .take(6)
            .map(|(key, value)| (key.clone(), crate::render::text::excerpt(&text(Some(value)), 90)))
            .collect(),
    }
}
