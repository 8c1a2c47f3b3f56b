//! A template: what it asks, what it does, what it starts from, to be read before Backstage is opened.
//!
//! In: `spec.parameters`, `spec.steps`, `spec.output`, the files beside it. Out: fields with what they ask, steps with
//! what they run, the skeleton's files. Never: evaluates an expression: `${{ … }}` is shown as written.

mod ask;
mod form;
mod json;
mod skeleton;
mod steps;

use serde::Serialize;
use serde_json::Value as Json;

use crate::catalog::Entity;
use crate::render::links::Here;

/// What a template's overview adds.
#[derive(Serialize)]
pub(in crate::render) struct TemplateView {
    forms: Vec<form::Form>,
    steps: Vec<steps::Step>,
    outputs: Vec<steps::Output>,
    skeletons: Vec<skeleton::Skeleton>,
}

/// Reads a template.
pub(in crate::render) fn template(here: Here<'_>, entity: &Entity) -> TemplateView {
    let spec = entity.spec();
    // Backstage takes one form or a list of them.
    let forms = match spec.get("parameters") {
        Some(Json::Array(forms)) => forms.iter().map(form::form).collect(),
        Some(single @ Json::Object(_)) => vec![form::form(single)],
        _ => Vec::new(),
    };
    TemplateView {
        forms,
        steps: steps::steps(spec.get("steps")),
        outputs: steps::outputs(spec.get("output")),
        skeletons: skeleton::skeletons(here, entity),
    }
}
