//! What a template does: its steps, and what it offers afterwards.
//!
//! In: `spec.steps`, `spec.output`. Out: each step with its whole input as YAML. Never: evaluates an expression.

use serde::Serialize;
use serde_json::Value as Json;

use super::form::prose;
use super::json::{list, text};
use crate::render::source_view::{as_yaml, coloured};
use crate::url::outside;

/// A step.
#[derive(Serialize)]
pub(super) struct Step {
    /// By which later steps name it; empty where the name says it.
    id: String,
    name: String,
    action: String,
    condition: String,
    /// Over what it is repeated.
    each: String,
    /// Its input as lines of YAML.
    input: Vec<tera::Value>,
    /// Lines of input that are not shown.
    more: usize,
}

/// Something that is offered when all is done.
#[derive(Serialize)]
pub(super) struct Output {
    title: String,
    /// A URL or a reference, often an expression.
    target: String,
    /// The same, where it can be followed.
    href: String,
    condition: String,
    text: tera::Value,
}

/// Lines of a step's input on the page, and coloured pieces of it.
const LINES: usize = 60;
const PIECES: usize = 120;

/// The steps in order.
pub(super) fn steps(steps: Option<&Json>) -> Vec<Step> {
    list(steps).map(step).collect()
}

fn step(json: &Json) -> Step {
    let (id, name) = (text(json.get("id")), text(json.get("name")));
    let input = json.get("input").map(as_yaml).unwrap_or_default();
    Step {
        action: text(json.get("action")),
        condition: text(json.get("if")),
        each: match json.get("each") {
            Some(each @ (Json::Array(_) | Json::Object(_))) => each.to_string(),
            each => text(each),
        },
        more: input.lines().count().saturating_sub(LINES),
        input: coloured("yaml", &input, LINES, PIECES),
        name: if name.is_empty() { id.clone() } else { name },
        id,
    }
}

/// What `spec.output` offers: links, then texts.
pub(super) fn outputs(output: Option<&Json>) -> Vec<Output> {
    let of = |key: &str| list(output.and_then(|output| output.get(key)));
    let links = of("links").map(|link| {
        let target = text(link.get("url").or_else(|| link.get("entityRef")));
        Output {
            title: text(link.get("title")),
            href: outside(&target).filter(|_| !target.contains("${{")).unwrap_or_default(),
            condition: text(link.get("if")),
            text: tera::Value::normal_string(""),
            target,
        }
    });
    let texts = of("text").map(|part| Output {
        title: text(part.get("title")),
        target: String::new(),
        href: String::new(),
        condition: text(part.get("if")),
        text: prose(part.get("content")),
    });
    links.chain(texts).collect()
}
