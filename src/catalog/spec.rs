//! What `spec` must hold, as its kind's definition says.
//!
//! In: a kind and its `spec`. Out: faults. Never: refuses a field it does not know: Backstage's schemas let any
//! further field pass. Source: the kind schemas of `@backstage/catalog-model` 1.10, `scaffolder-common` 2.3 and
//! the AI model module, which stand in [`kinds`].

use super::Kind;
use super::envelope::{as_list, not_text};
use super::fault::Fault;
use super::kinds::{self, Field, KindDefinition, Shape};
use crate::config::CatalogConfig;
use crate::diag::codes::catalog::{SPEC, UNKNOWN_KIND};
use crate::suggest::nearest;
use crate::yaml::Node;

/// Fields that people add to kinds without them, so that they are not taken for misspelt ones.
const ALSO: &[&str] = &["dependencyOf", "lifecycle"];

/// Checks kind, version and `spec`, with what configuration lets in besides.
pub(super) fn check(document: &Node, config: &CatalogConfig, faults: &mut Vec<Fault>) {
    let (Some(version), Some(kind_text)) =
        (document.get("apiVersion").and_then(Node::as_str), document.get("kind").and_then(Node::as_str))
    else {
        return;
    };
    let kind = Kind::from_text(kind_text);
    let definition = kind.definition();
    if !definition.versions.contains(&version) {
        match config.kinds.get(kind_text) {
            None => {
                let custom = config.kinds.keys().map(String::as_str);
                faults.push(foreign(version, kind_text, &kind, custom));
            }
            Some(custom) => {
                let spec = document.get("spec");
                for field in &custom.required {
                    let path = field.strip_prefix("spec.").unwrap_or(field);
                    if spec.and_then(|spec| spec.at(path.split('.'))).is_none_or(Node::is_null) {
                        let message = format!("`spec.{path}` is missing");
                        faults.push(
                            Fault::new(&SPEC, &["spec"], message).help(format!(
                                "`catalog.kinds.{kind_text}` of the configuration requires it"
                            )),
                        );
                    }
                }
            }
        }
        return;
    }
    let Some(spec) = document.get("spec") else {
        // It is told of where it stands.
        if document.at(["metadata", "spec"]).is_some() {
            return;
        }
        faults.push(Fault::new(&SPEC, &[], "`spec` is missing").help(required_help(definition)));
        return;
    };
    if spec.as_map().is_none() {
        return;
    }
    let mut fields: Vec<&'static Field> =
        definition.fields_of(spec.get("type").and_then(Node::as_str)).collect();
    if let Some(select) = definition.select {
        select(spec, config, &mut fields);
    }
    for field in &fields {
        match spec.get(field.name) {
            None if field.is_required => faults.push(missing(spec, field, &fields)),
            None => {}
            Some(node) => check_shape(&["spec", field.name], node, field.shape, faults),
        }
    }
    if let Some(check) = definition.check {
        check(spec, config, faults);
    }
}

/// Names of the fields that a kind knows.
pub(super) fn field_names(kind: &KindDefinition) -> Vec<&'static str> {
    kind.field_names().chain(ALSO.iter().copied()).collect()
}

fn foreign<'c>(version: &str, kind_text: &str, kind: &Kind, custom: impl Iterator<Item = &'c str>) -> Fault {
    let names: Vec<&str> = kinds::ALL.iter().map(|kind| kind.name).chain(custom).collect();
    let [expected, ..] = kind.definition().versions else {
        let fault = Fault::new(&UNKNOWN_KIND, &["kind"], format!("no kind is called `{kind_text}`"));
        return match nearest(kind_text, &names) {
            Some(near) => fault.help(format!("write `{near}`: kinds are compared letter by letter")),
            None => fault.help(
                "use a kind that Backstage knows, or let this one in under `catalog.kinds` of backlot.yaml",
            ),
        };
    };
    Fault::new(&UNKNOWN_KIND, &["apiVersion"], format!("there is no {kind_text} in `{version}`"))
        .help(format!("write `apiVersion: {expected}`"))
}

fn required_help(kind: &KindDefinition) -> String {
    let required: Vec<_> = kind
        .fields
        .iter()
        .filter(|field| field.is_required)
        .map(|field| format!("`{}`", field.name))
        .collect();
    if required.is_empty() {
        "add `spec: {}`".to_owned()
    } else {
        format!("add `spec:` with {}", required.join(", "))
    }
}

fn missing(spec: &Node, field: &Field, fields: &[&Field]) -> Fault {
    let name = field.name;
    let fault = Fault::new(&SPEC, &["spec"], format!("`spec.{name}` is missing"));
    let misspelt = spec
        .as_map()
        .into_iter()
        .flatten()
        .map(|entry| entry.key.key_text())
        .find(|key| !fields.iter().any(|field| field.name == key) && nearest(key, &[name]).is_some());
    match (misspelt, field.help) {
        (Some(key), _) => fault.help(format!("did you mean `{name}` where you wrote `{key}`?")),
        (None, Some(help)) => fault.help(help),
        (None, None) => fault.help(format!("add `{name}:`")),
    }
}

fn check_shape(path: &[&str], node: &Node, shape: Shape, faults: &mut Vec<Fault>) {
    match shape {
        Shape::Any => {}
        Shape::Text => text(path, node, faults),
        Shape::Texts => texts(path, node, faults),
        Shape::Presence => {
            if !matches!(node.as_str(), Some("required" | "optional")) {
                faults.push(recode(not_text(path, node, "`required` or `optional`")));
            }
        }
        Shape::Profile => {
            if node.as_map().is_none() {
                faults.push(recode(not_text(path, node, "a mapping")));
            }
            for key in ["displayName", "email", "picture"] {
                if let Some(value) = node.get(key) {
                    text(&[path[0], path[1], key], value, faults);
                }
            }
        }
    }
}

/// A string that is not empty.
pub(super) fn text(path: &[&str], node: &Node, faults: &mut Vec<Fault>) {
    if node.as_str().is_none_or(str::is_empty) {
        let mut fault = recode(not_text(path, node, "a string that is not empty"));
        if node.as_map().is_some() && path.last() == Some(&"definition") {
            fault = fault.help("Backstage wants text here: use `$text`, or write the definition as a block (`definition: |`)");
        } else if node.as_seq().is_some() {
            fault = fault.help("only one can stand here: write it without the dash");
        }
        faults.push(fault);
    }
}

/// A list of strings that are not empty.
pub(super) fn texts(path: &[&str], node: &Node, faults: &mut Vec<Fault>) {
    let Some(items) = node.as_seq() else {
        let fault = recode(not_text(path, node, "a list of strings"));
        faults.push(match node.as_str() {
            Some(one) if !one.is_empty() => fault.help(as_list(one, str::to_owned)),
            Some(_) => fault.help("write `[]`"),
            None => fault,
        });
        return;
    };
    for (index, item) in items.iter().enumerate() {
        if item.as_str().is_none_or(str::is_empty) {
            let index = index.to_string();
            let mut path = path.to_vec();
            path.push(&index);
            faults.push(recode(not_text(&path, item, "a string that is not empty")));
        }
    }
}

/// The same fault as one of `spec`.
pub(super) fn recode(mut fault: Fault) -> Fault {
    fault.code = &SPEC;
    fault
}
