//! API: what components talk through. Source: `API.v1alpha1.schema.json`; of an MCP server
//! `API.v1alpha1.mcp-server.schema.json` of the AI model module.

use super::definition::{About, Area, KindDefinition, SearchGroup, Targets, related};
use super::field::{Field, LIFECYCLE, OWNER, SYSTEM, Shape, TYPE};
use crate::catalog::RelationType::{ApiConsumedBy, ApiProvidedBy, DependencyOf};
use crate::catalog::envelope::not_text;
use crate::catalog::fault::Fault;
use crate::catalog::spec::{recode, text};
use crate::config::CatalogConfig;
use crate::diag::codes::catalog::SPEC;
use crate::yaml::Node;

pub(crate) static API: KindDefinition = KindDefinition {
    name: "API",
    key: "api",
    plural: "APIs",
    fields: &[TYPE, LIFECYCLE, OWNER, DEFINITION, SYSTEM],
    select: Some(select),
    check: Some(check),
    has_code_owners: true,
    has_readme: true,
    icon: "M6 3C3.5 3 5 7 3 8c2 1 .5 5 3 5M10 3c2.5 0 1 4 3 5-2 1-.5 5-3 5",
    colour: Some("light-dark(#0b7261, #5fd3bc)"),
    area: Area::Apis,
    search_group: Some(SearchGroup { id: "api", title: "APIs" }),
    search_weight: 4,
    is_summarised: true,
    has_definition: true,
    about: &[About::System, About::Type, About::Lifecycle],
    related: &[
        related(ApiProvidedBy, Targets::All, "Providers").or(
            "No component provides this API.",
            "# in the component that serves it\nspec:\n  providesApis: [{this}]",
        ),
        related(ApiConsumedBy, Targets::All, "Consumers").or(
            "No component consumes this API.",
            "# in a component that calls it\nspec:\n  consumesApis: [{this}]",
        ),
        related(DependencyOf, Targets::All, "Depended on by"),
    ],
    ..KindDefinition::GENERAL
};

const DEFINITION: Field = Field::required("definition", Shape::Text)
    .help("add `definition:` with the text, or `definition: {$text: ./openapi.yaml}`");

/// A stock Backstage demands a definition even of what has none.
static DEFINITION_OF_SERVER: Field = DEFINITION.help(
    "a stock Backstage demands it even of an MCP server; where yours has the AI model, set `catalog.mcpServers: true`",
);

fn is_mcp_server(spec: &Node) -> bool {
    spec.get("type").and_then(Node::as_str) == Some("mcp-server")
}

/// Whether the AI model judges an entity: one with a definition is judged as a stock Backstage judges it.
fn has_remotes_alone(spec: &Node, config: &CatalogConfig) -> bool {
    is_mcp_server(spec) && config.mcp_servers && spec.get(DEFINITION.name).is_none()
}

fn select(spec: &Node, config: &CatalogConfig, fields: &mut Vec<&'static Field>) {
    let Some(at) = fields.iter().position(|field| field.name == DEFINITION.name) else { return };
    if has_remotes_alone(spec, config) {
        fields.remove(at);
    } else if is_mcp_server(spec) {
        fields[at] = &DEFINITION_OF_SERVER;
    }
}

/// `remotes`, at least one, each with `type` and `url`.
fn check(spec: &Node, config: &CatalogConfig, faults: &mut Vec<Fault>) {
    if !has_remotes_alone(spec, config) {
        return;
    }
    let path = ["spec", "remotes"];
    let Some(remotes) = spec.get("remotes") else {
        faults.push(
            Fault::new(&SPEC, &["spec"], "`spec.remotes` is missing")
                .help("add the server's `type` and `url`"),
        );
        return;
    };
    let Some(items) = remotes.as_seq().filter(|items| !items.is_empty()) else {
        faults.push(recode(not_text(&path, remotes, "a list of at least one remote")));
        return;
    };
    for (index, item) in items.iter().enumerate() {
        let index = index.to_string();
        for key in ["type", "url"] {
            if let Some(value) = item.get(key) {
                text(&[path[0], path[1], &index, key], value, faults);
            } else {
                let message = format!("remote {index} has no `{key}`");
                faults.push(Fault::new(&SPEC, &[path[0], path[1], &index], message));
            }
        }
    }
}
