//! What is wrong within a definition that reads well.
//!
//! In: an API and the root of its definition. Out: findings. Never: a finding about what the specification allows.

use std::collections::BTreeMap;

use crate::api::model::{Api, Operation};
use crate::api::node::list;
use crate::diag::Diagnostic;
use crate::diag::codes::api::{OPERATION_ID, PATH_PARAMETER, UNDECLARED_SCHEME, UNDECLARED_TAG};
use crate::yaml::Node;

/// Checks operations against each other and against what the definition declares.
pub(super) fn check(api: &Api, root: &Node, findings: &mut Vec<Diagnostic>) {
    operation_ids(&api.operations, findings);
    tags(api, root, findings);
    schemes(api, findings);
    for operation in &api.operations {
        if operation.label.starts_with('/') && !operation.key.starts_with("webhook ") {
            path(operation, findings);
        }
    }
}

fn operation_ids(operations: &[Operation], findings: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<&str, &Operation> = BTreeMap::new();
    for operation in operations {
        let Some(id) = operation.id.as_deref() else { continue };
        match known.get(id) {
            None => {
                known.insert(id, operation);
            }
            Some(first) => findings.push(
                Diagnostic::new(&OPERATION_ID, format!("two operations have the `operationId` `{id}`"))
                    .at(operation.span)
                    .also(first.span, "the first")
                    .help("give each operation an id of its own: generated clients name their methods by it"),
            ),
        }
    }
}

/// Tags that the definition does not declare, where it declares any.
fn tags(api: &Api, root: &Node, findings: &mut Vec<Diagnostic>) {
    let declared: Vec<&str> =
        list(root, "tags").iter().filter_map(|tag| tag.get("name").and_then(Node::as_str)).collect();
    if declared.is_empty() {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for operation in &api.operations {
        for tag in &operation.tags {
            if !declared.contains(&tag.as_str()) && !told.contains(&tag.as_str()) {
                told.push(tag);
                findings.push(
                    Diagnostic::new(&UNDECLARED_TAG, format!("the tag `{tag}` is not declared"))
                        .at(operation.span)
                        .help("add it to `tags` with a description, or use one that is there"),
                );
            }
        }
    }
}

fn schemes(api: &Api, findings: &mut Vec<Diagnostic>) {
    let mut told: Vec<&str> = Vec::new();
    for operation in &api.operations {
        for (name, _) in operation.security.iter().flatten() {
            let declared = api.schemes.iter().any(|scheme| scheme.name == *name);
            if !declared && !told.contains(&name.as_str()) {
                told.push(name);
                findings.push(
                    Diagnostic::new(
                        &UNDECLARED_SCHEME,
                        format!("the security scheme `{name}` is not declared"),
                    )
                    .at(operation.span)
                    .help("add it to `components.securitySchemes` (2.0: `securityDefinitions`)"),
                );
            }
        }
    }
}

/// Parameters of a path against the braces in it.
fn path(operation: &Operation, findings: &mut Vec<Diagnostic>) {
    let named: Vec<&str> = operation
        .label
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect();
    let mut parameters = operation.parameters.iter().filter(|parameter| parameter.place == "path");
    for name in &named {
        if !parameters.clone().any(|parameter| parameter.name == *name) {
            let message =
                format!("`{}` names the parameter `{name}`, which is not declared", operation.label);
            findings.push(
                Diagnostic::new(&PATH_PARAMETER, message)
                    .at(operation.span)
                    .help(format!("add `{{name: {name}, in: path, required: true}}` to its `parameters`")),
            );
        }
    }
    if let Some(extra) = parameters.find(|parameter| !named.contains(&parameter.name.as_str())) {
        let message = format!("the path parameter `{}` does not stand in `{}`", extra.name, operation.label);
        findings.push(
            Diagnostic::new(&PATH_PARAMETER, message)
                .at(extra.span)
                .help(format!("write `{{{}}}` into the path, or remove the parameter", extra.name)),
        );
    }
}
