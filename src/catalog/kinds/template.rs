//! Template: what the scaffolder makes something new from. No expression of it is evaluated.
//! Source: `Template.v1beta3.schema.json` of `@backstage/plugin-scaffolder-common`.

use super::definition::{About, Area, KindDefinition, Overview, SearchGroup};
use super::field::{Field, OPTIONAL_OWNER, Shape, TYPE};
use crate::catalog::envelope::not_text;
use crate::catalog::fault::Fault;
use crate::catalog::spec::{recode, text};
use crate::config::CatalogConfig;
use crate::diag::codes::catalog::SPEC;
use crate::yaml::{Node, Value};

pub(crate) static TEMPLATE: KindDefinition = KindDefinition {
    name: "Template",
    key: "template",
    plural: "Templates",
    versions: &["scaffolder.backstage.io/v1beta3"],
    fields: &[TYPE, OPTIONAL_OWNER, Field::optional("lifecycle", Shape::Text)],
    is_open: true,
    sorts_lists: false,
    check: Some(check),
    has_readme: true,
    icon: "M3 2h10v12H3zM5 5h6M5 8h6M5 11h3",
    colour: Some("light-dark(#5b6400, #cdd86a)"),
    area: Area::Create,
    backstage_folder: Some("create/templates"),
    search_group: Some(SearchGroup { id: "template", title: "Templates" }),
    search_weight: 3,
    overview: Overview::Template,
    about: &[About::Type],
    ..KindDefinition::GENERAL
};

fn check(spec: &Node, _: &CatalogConfig, faults: &mut Vec<Fault>) {
    match spec.get("steps") {
        None => faults.push(
            Fault::new(&SPEC, &["spec"], "`spec.steps` is missing")
                .help("add `steps:` with at least one `action`"),
        ),
        Some(steps) => match steps.as_seq() {
            None => faults.push(recode(not_text(&["spec", "steps"], steps, "a list of steps"))),
            Some(items) => {
                for (index, step) in items.iter().enumerate() {
                    check_step(&index.to_string(), step, faults);
                }
            }
        },
    }
    if let Some(parameters) = spec.get("parameters") {
        match parameters.as_seq() {
            Some(pages) => {
                for (index, page) in pages.iter().enumerate() {
                    let index = index.to_string();
                    let path = ["spec", "parameters", index.as_str()];
                    if page.as_map().is_none() {
                        faults.push(recode(not_text(&path, page, "a mapping")));
                    }
                    permissions(page, &path, faults);
                }
            }
            None if parameters.as_map().is_none() => {
                faults.push(recode(not_text(
                    &["spec", "parameters"],
                    parameters,
                    "a mapping or a list of mappings",
                )));
            }
            None => permissions(parameters, &["spec", "parameters"], faults),
        }
    }
    if let Some(secrets) = mapping(spec, &["spec", "secrets"], faults)
        && let Some(schema) = secrets.get("schema")
        && schema.as_map().is_none()
    {
        faults.push(recode(not_text(&["spec", "secrets", "schema"], schema, "a mapping")));
    }
    if let Some(recovery) = mapping(spec, &["spec", "EXPERIMENTAL_recovery"], faults) {
        string(recovery, &["spec", "EXPERIMENTAL_recovery", "EXPERIMENTAL_strategy"], faults);
    }
    for list in ["formDecorators", "EXPERIMENTAL_formDecorators"] {
        check_decorators(spec, list, faults);
    }
    if let Some(presentation) = mapping(spec, &["spec", "presentation"], faults)
        && let Some(labels) = presentation.get("buttonLabels")
    {
        let path = ["spec", "presentation", "buttonLabels"];
        if labels.as_map().is_none() {
            faults.push(recode(not_text(&path, labels, "a mapping")));
        }
        for key in ["backButtonText", "createButtonText", "reviewButtonText"] {
            string(labels, &[path[0], path[1], path[2], key], faults);
        }
    }
    if let Some(output) = mapping(spec, &["spec", "output"], faults) {
        check_output(output, faults);
    }
}

fn check_step(index: &str, step: &Node, faults: &mut Vec<Fault>) {
    let path = ["spec", "steps", index];
    if step.as_map().is_none() {
        faults.push(recode(not_text(&path, step, "a mapping with an `action`")));
        return;
    }
    match step.get("action") {
        None => faults.push(Fault::new(&SPEC, &path, format!("step {index} has no `action`"))),
        Some(action) if action.as_str().is_none() => {
            faults.push(recode(not_text(&[path[0], path[1], index, "action"], action, "a string")));
        }
        Some(_) => {}
    }
    for key in ["id", "name"] {
        string(step, &[path[0], path[1], index, key], faults);
    }
    condition(step, &path, faults);
    if let Some(input) = step.get("input")
        && input.as_map().is_none()
    {
        faults.push(recode(not_text(&[path[0], path[1], index, "input"], input, "a mapping")));
    }
    permissions(step, &path, faults);
}

/// `backstage:permissions` of a step or of a page of parameters.
fn permissions(node: &Node, path: &[&str], faults: &mut Vec<Fault>) {
    const KEY: &str = "backstage:permissions";
    let Some(permissions) = node.get(KEY) else { return };
    let path = [path, &[KEY]].concat();
    if permissions.as_map().is_none() {
        faults.push(recode(not_text(&path, permissions, "a mapping")));
    }
    let Some(tags) = permissions.get("tags") else { return };
    let path = [&path[..], &["tags"]].concat();
    match tags.as_seq() {
        None => faults.push(recode(not_text(&path, tags, "a list of strings"))),
        Some(items) => {
            for (index, item) in items.iter().enumerate().filter(|(_, item)| item.as_str().is_none()) {
                faults.push(recode(not_text(&[&path[..], &[&index.to_string()]].concat(), item, "a string")));
            }
        }
    }
}

fn check_decorators(spec: &Node, list: &str, faults: &mut Vec<Fault>) {
    let Some(node) = spec.get(list) else { return };
    let Some(items) = node.as_seq() else {
        faults.push(recode(not_text(&["spec", list], node, "a list")));
        return;
    };
    for (index, item) in items.iter().enumerate() {
        let index = index.to_string();
        if item.as_map().is_none() {
            faults.push(recode(not_text(&["spec", list, &index], item, "a mapping")));
        }
        string(item, &["spec", list, &index, "id"], faults);
        if let Some(input) = item.get("input")
            && input.as_map().is_none()
        {
            faults.push(recode(not_text(&["spec", list, &index, "input"], input, "a mapping")));
        }
    }
}

/// The lists of `output`: their fields, and whether they may be empty. Everything else in `output` is a string.
const OUTPUT: [(&str, &[(&str, bool)]); 2] = [
    ("links", &[("url", false), ("entityRef", false), ("title", false), ("icon", false)]),
    ("text", &[("title", false), ("icon", false), ("content", true)]),
];

fn check_output(output: &Node, faults: &mut Vec<Fault>) {
    for (list, fields) in OUTPUT {
        let Some(node) = output.get(list) else { continue };
        let Some(items) = node.as_seq() else {
            faults.push(recode(not_text(&["spec", "output", list], node, "a list")));
            continue;
        };
        for (index, item) in items.iter().enumerate() {
            let index = index.to_string();
            let path = ["spec", "output", list, index.as_str()];
            if item.as_map().is_none() {
                faults.push(recode(not_text(&path, item, "a mapping")));
            }
            condition(item, &path, faults);
            for (key, may_be_empty) in fields {
                let path = [&path[..], &[key]].concat();
                match item.get(key) {
                    Some(_) if *may_be_empty => string(item, &path, faults),
                    Some(value) => text(&path, value, faults),
                    None => {}
                }
            }
        }
    }
    for entry in output.as_map().into_iter().flatten() {
        let key = entry.key.key_text();
        if key != "links" && key != "text" && entry.value.as_str().is_none() {
            faults.push(recode(not_text(&["spec", "output", &key], &entry.value, "a string")));
        }
    }
}

/// `if`: a string or a boolean.
fn condition(node: &Node, path: &[&str], faults: &mut Vec<Fault>) {
    if let Some(condition) = node.get("if")
        && !matches!(condition.value, Value::String(_) | Value::Bool(_))
    {
        faults.push(recode(not_text(&[path, &["if"]].concat(), condition, "a string or a boolean")));
    }
}

/// The mapping at the last part of `path` below `spec`.
fn mapping<'n>(spec: &'n Node, path: &[&str], faults: &mut Vec<Fault>) -> Option<&'n Node> {
    let node = spec.get(path.last()?)?;
    if node.as_map().is_none() {
        faults.push(recode(not_text(path, node, "a mapping")));
        return None;
    }
    Some(node)
}

/// A string, maybe empty, at the last part of `path` in `node`.
fn string(node: &Node, path: &[&str], faults: &mut Vec<Fault>) {
    if let Some(key) = path.last()
        && let Some(value) = node.get(key)
        && value.as_str().is_none()
    {
        faults.push(recode(not_text(path, value, "a string")));
    }
}
