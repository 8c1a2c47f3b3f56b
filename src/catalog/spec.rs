//! What `spec` must hold, kind by kind.
//!
//! In: a kind and its `spec`. Out: faults. Never: refuses a field it does not know: Backstage's schemas let any
//! further field pass. Source: the kind schemas of `@backstage/catalog-model` 1.10, `scaffolder-common` 2.3 and
//! the AI model module.

use super::Kind;
use super::envelope::not_text;
use super::fault::Fault;
use super::suggest::nearest;
use crate::config::CatalogConfig;
use crate::diag::codes::catalog::{SPEC, UNKNOWN_KIND};
use crate::yaml::Node;

/// The shape of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A string that is not empty.
    Text,
    /// A list, maybe empty, of strings that are not.
    Texts,
    /// `required` or `optional`.
    Presence,
    /// `profile` of a Group or User.
    Profile,
}

struct Field(&'static str, bool, Shape);

const fn must(name: &'static str, shape: Shape) -> Field {
    Field(name, true, shape)
}

const fn may(name: &'static str, shape: Shape) -> Field {
    Field(name, false, shape)
}

use Shape::{Presence, Profile, Text, Texts};

const COMPONENT: &[Field] = &[
    must("type", Text),
    must("lifecycle", Text),
    must("owner", Text),
    may("system", Text),
    may("subcomponentOf", Text),
    may("providesApis", Texts),
    may("consumesApis", Texts),
    may("dependsOn", Texts),
];
const API: &[Field] = &[
    must("type", Text),
    must("lifecycle", Text),
    must("owner", Text),
    must("definition", Text),
    may("system", Text),
];
const RESOURCE: &[Field] = &[
    must("type", Text),
    must("owner", Text),
    may("system", Text),
    may("dependsOn", Texts),
    may("dependencyOf", Texts),
];
const SYSTEM: &[Field] = &[must("owner", Text), may("domain", Text), may("type", Text)];
const DOMAIN: &[Field] = &[must("owner", Text), may("subdomainOf", Text), may("type", Text)];
const GROUP: &[Field] = &[
    must("type", Text),
    must("children", Texts),
    may("parent", Text),
    may("members", Texts),
    may("profile", Profile),
];
const USER: &[Field] = &[must("memberOf", Texts), may("profile", Profile)];
const LOCATION: &[Field] =
    &[may("type", Text), may("target", Text), may("targets", Texts), may("presence", Presence)];
const TEMPLATE: &[Field] = &[must("type", Text), may("owner", Text), may("lifecycle", Text)];
const AI_BASE: &[Field] =
    &[must("type", Text), must("lifecycle", Text), must("owner", Text), may("system", Text)];
const AI_SKILL: &[Field] = &[
    may("disciplines", Texts),
    may("categories", Texts),
    may("agents", Texts),
    may("dependsOn", Texts),
    may("license", Text),
];
const AI_RULE: &[Field] = &[must("category", Text), must("rationale", Text), may("disciplines", Texts)];
const AI_PLUGIN: &[Field] = &[must("skills", Texts), may("version", Text)];
const AI_MARKETPLACE: &[Field] = &[must("plugins", Texts), may("version", Text)];

/// Fields known for a kind beyond its schema, so that they are not taken for misspelt ones.
const ALSO: &[&str] = &[
    "dependencyOf",
    "lifecycle",
    "parameters",
    "steps",
    "output",
    "presentation",
    "secrets",
    "formDecorators",
];

/// Whether the pair of `apiVersion` and kind is one that a stock Backstage knows.
pub(super) fn is_known(api_version: &str, kind: &Kind) -> bool {
    match kind {
        Kind::Template => api_version == "scaffolder.backstage.io/v1beta3",
        Kind::AiResource => api_version == "backstage.io/v1alpha1",
        Kind::Other(_) => false,
        _ => matches!(api_version, "backstage.io/v1alpha1" | "backstage.io/v1beta1"),
    }
}

/// Checks kind, version and `spec`, with what configuration lets in besides.
pub(super) fn check(document: &Node, config: &CatalogConfig, faults: &mut Vec<Fault>) {
    let (Some(version), Some(kind_text)) =
        (document.get("apiVersion").and_then(Node::as_str), document.get("kind").and_then(Node::as_str))
    else {
        return;
    };
    let kind = Kind::from_text(kind_text);
    if !is_known(version, &kind) {
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
        faults.push(Fault::new(&SPEC, &[], "`spec` is missing").help(required_help(&kind)));
        return;
    };
    if spec.as_map().is_none() {
        return;
    }
    let mut fields: Vec<&Field> = table(&kind).iter().collect();
    let is_mcp = kind == Kind::Api && spec.get("type").and_then(Node::as_str) == Some("mcp-server");
    if is_mcp && config.mcp_servers {
        fields.retain(|field| field.0 != "definition");
        mcp_server(spec, faults);
    }
    if kind == Kind::AiResource {
        fields.extend(match spec.get("type").and_then(Node::as_str) {
            Some("skill") => AI_SKILL,
            Some("rule") => AI_RULE,
            Some("plugin") => AI_PLUGIN,
            Some("marketplace") => AI_MARKETPLACE,
            _ => &[],
        });
    }
    for Field(name, required, shape) in fields.iter().copied() {
        match spec.get(name) {
            None if *required && is_mcp && *name == "definition" => faults.push(
                Fault::new(&SPEC, &["spec"], "`spec.definition` is missing").help(
                    "a stock Backstage demands it even of an MCP server; where yours has the AI model, set `catalog.mcpServers: true`",
                ),
            ),
            None if *required => faults.push(missing(spec, name, &fields)),
            None => {}
            Some(node) => check_shape(&["spec", name], node, *shape, faults),
        }
    }
    match (&kind, spec.get("type").and_then(Node::as_str)) {
        (Kind::Template, _) => super::template::check(spec, faults),
        (Kind::AiResource, Some("skill")) => skill(spec, faults),
        _ => {}
    }
}

/// `API.v1alpha1.mcp-server.schema.json`: `remotes`, at least one, each with `type` and `url`.
fn mcp_server(spec: &Node, faults: &mut Vec<Fault>) {
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

/// What the table cannot say of a skill: `allowedTools` was a string before it was a list, `compatibility` is short.
fn skill(spec: &Node, faults: &mut Vec<Fault>) {
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

/// Names of the fields that a kind knows.
pub(super) fn field_names(kind: &Kind) -> Vec<&'static str> {
    let extra: &[&[Field]] =
        if *kind == Kind::AiResource { &[AI_SKILL, AI_RULE, AI_PLUGIN, AI_MARKETPLACE] } else { &[] };
    table(kind)
        .iter()
        .chain(extra.iter().copied().flatten())
        .map(|field| field.0)
        .chain(ALSO.iter().copied())
        .collect()
}

fn table(kind: &Kind) -> &'static [Field] {
    match kind {
        Kind::Component => COMPONENT,
        Kind::Api => API,
        Kind::Resource => RESOURCE,
        Kind::System => SYSTEM,
        Kind::Domain => DOMAIN,
        Kind::Group => GROUP,
        Kind::User => USER,
        Kind::Location => LOCATION,
        Kind::Template => TEMPLATE,
        Kind::AiResource => AI_BASE,
        Kind::Other(_) => &[],
    }
}

fn foreign<'c>(version: &str, kind_text: &str, kind: &Kind, custom: impl Iterator<Item = &'c str>) -> Fault {
    let names: Vec<&str> = Kind::KNOWN.iter().map(Kind::as_str).chain(custom).collect();
    if matches!(kind, Kind::Other(_)) {
        let fault = Fault::new(&UNKNOWN_KIND, &["kind"], format!("no kind is called `{kind_text}`"));
        return match nearest(kind_text, &names) {
            Some(near) => fault.help(format!("write `{near}`: kinds are compared letter by letter")),
            None => fault.help(
                "use a kind that Backstage knows, or let this one in under `catalog.kinds` of backlot.yaml",
            ),
        };
    }
    let expected = match kind {
        Kind::Template => "scaffolder.backstage.io/v1beta3",
        _ => "backstage.io/v1alpha1",
    };
    Fault::new(&UNKNOWN_KIND, &["apiVersion"], format!("there is no {kind_text} in `{version}`"))
        .help(format!("write `apiVersion: {expected}`"))
}

fn required_help(kind: &Kind) -> String {
    let required: Vec<_> =
        table(kind).iter().filter(|field| field.1).map(|field| format!("`{}`", field.0)).collect();
    if required.is_empty() {
        "add `spec: {}`".to_owned()
    } else {
        format!("add `spec:` with {}", required.join(", "))
    }
}

fn missing(spec: &Node, name: &str, fields: &[&Field]) -> Fault {
    let fault = Fault::new(&SPEC, &["spec"], format!("`spec.{name}` is missing"));
    let misspelt = spec
        .as_map()
        .into_iter()
        .flatten()
        .map(|entry| entry.key.key_text())
        .find(|key| !fields.iter().any(|field| field.0 == key) && nearest(key, &[name]).is_some());
    match (misspelt, name) {
        (Some(key), _) => fault.help(format!("did you mean `{name}` where you wrote `{key}`?")),
        (None, "owner") => fault.help("name the group that owns it: `owner: team-a`"),
        (None, "lifecycle") => fault.help("add `lifecycle: production`, `experimental` or `deprecated`"),
        (None, "children" | "memberOf") => fault.help(format!("add `{name}: []` where there is none")),
        (None, "definition") => {
            fault.help("add `definition:` with the text, or `definition: {$text: ./openapi.yaml}`")
        }
        (None, _) => fault.help(format!("add `{name}:`")),
    }
}

fn check_shape(path: &[&str], node: &Node, shape: Shape, faults: &mut Vec<Fault>) {
    match shape {
        Text => text(path, node, faults),
        Texts => texts(path, node, faults),
        Presence => {
            if !matches!(node.as_str(), Some("required" | "optional")) {
                faults.push(recode(not_text(path, node, "`required` or `optional`")));
            }
        }
        Profile => {
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
            Some(one) => fault.help(format!("write `[{one}]`")),
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
