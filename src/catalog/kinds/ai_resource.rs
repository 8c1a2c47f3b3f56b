//! AiResource: skills, rules and plugins for coding agents, and where plugins are offered. Source: the AI model module.

use super::definition::KindDefinition;
use super::field::{Field, LIFECYCLE, OWNER, SYSTEM, Shape, TYPE};
use crate::catalog::RelationType::{DependsOn, HasPart};
use crate::catalog::fault::Fault;
use crate::catalog::spec::{text, texts};
use crate::config::CatalogConfig;
use crate::diag::codes::catalog::SPEC;
use crate::yaml::Node;

pub(crate) static AI_RESOURCE: KindDefinition = KindDefinition {
    name: "AiResource",
    key: "airesource",
    plural: "AI resources",
    versions: &["backstage.io/v1alpha1"],
    fields: &[
        TYPE,
        LIFECYCLE,
        OWNER,
        SYSTEM,
        // The schema of skills alone says what it holds; it is a relation of all.
        Field::optional("dependsOn", Shape::Any).names(DependsOn, "AiResource"),
    ],
    fields_of_type: &[
        (
            "skill",
            &[
                Field::optional("disciplines", Shape::Texts),
                Field::optional("categories", Shape::Texts),
                Field::optional("agents", Shape::Texts),
                Field::optional("dependsOn", Shape::Texts),
                Field::optional("license", Shape::Text),
            ],
        ),
        (
            "rule",
            &[
                Field::required("category", Shape::Text),
                Field::required("rationale", Shape::Text),
                Field::optional("disciplines", Shape::Texts),
            ],
        ),
        (
            "plugin",
            &[
                Field::required("skills", Shape::Texts).names(HasPart, "AiResource"),
                Field::optional("version", Shape::Text),
            ],
        ),
        (
            "marketplace",
            &[
                Field::required("plugins", Shape::Texts).names(HasPart, "AiResource"),
                Field::optional("version", Shape::Text),
            ],
        ),
    ],
    sorts_lists: false,
    check: Some(check),
    icon: "M8 2l1.5 4.5L14 8l-4.5 1.5L8 14l-1.5-4.5L2 8l4.5-1.5z",
    colour: Some("light-dark(#9b3a1f, #ffab91)"),
    ..KindDefinition::GENERAL
};

/// Of a skill, `allowedTools` was a string before it was a list, and `compatibility` is short.
fn check(spec: &Node, _: &CatalogConfig, faults: &mut Vec<Fault>) {
    if spec.get("type").and_then(Node::as_str) != Some("skill") {
        return;
    }
    if let Some(tools) = spec.get("allowedTools").filter(|tools| tools.as_str().is_none_or(str::is_empty)) {
        texts(&["spec", "allowedTools"], tools, faults);
    }
    if let Some(node) = spec.get("compatibility") {
        let path = ["spec", "compatibility"];
        text(&path, node, faults);
        if node.as_str().is_some_and(|text| text.encode_utf16().count() > 500) {
            let message = "`spec.compatibility` has more than 500 characters";
            faults.push(Fault::new(&SPEC, &path, message).help("shorten it"));
        }
    }
}
