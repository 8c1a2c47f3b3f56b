//! OpenAPI 2.0, 3.0, 3.1 and 3.2.
//!
//! In: the tree of a definition. Out: an [`Api`]. Never: refuses a definition for a part that is missing or of another kind than the
//! specification says.

mod check;
mod content;
mod object;
mod operation;
mod security;

pub(super) use content::{example, examples};
pub(super) use object::Object;

use super::documents::{Base, Documents};
use super::json_schema::Reader;
use super::model::{Api, Format, Group, Operation, Server};
use super::node::{entries, is_true, list, pairs, scalar, text, texts};
use crate::diag::Diagnostic;
use crate::yaml::Node;

/// Methods that a path item may have, in the order they are shown; `query` since 3.2.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Where a definition differs by its version.
struct Definition<'d> {
    root: &'d Node,
    base: Base<'d>,
    /// 2.0.
    two: bool,
    /// 3.2.
    query: bool,
}

/// Reads a definition.
pub(super) fn read(documents: &Documents, base: Base<'_>) -> (Api, Vec<Diagnostic>) {
    let root = base.root();
    let version = scalar(root.get("openapi"));
    let two = root.get("swagger").is_some() && version.is_empty();
    let definition = Definition { root, base, two, query: version.starts_with("3.2") };
    let mut reader = Reader::new(documents);
    name_schemas(&mut reader, &definition);

    let mut operations = Vec::new();
    for (path, item) in pairs(root, "paths") {
        if !path.starts_with("x-") {
            reader.path_item(&definition, item, base, &operation::At::Path(&path), &mut operations);
        }
    }
    let of_version = if two { "x-webhooks" } else { "webhooks" };
    for key in [of_version, "x-webhooks"] {
        for (name, item) in pairs(root, key) {
            let mut webhooks = Vec::new();
            reader.path_item(&definition, item, base, &operation::At::Webhook(&name), &mut webhooks);
            webhooks.retain(|one| !operations.iter().any(|known| known.key == one.key));
            operations.extend(webhooks);
        }
    }
    let groups = groups(root, &mut operations);
    let components = if two { Some(root) } else { root.get("components") };
    let of_schemes = if two { "securityDefinitions" } else { "securitySchemes" };
    let mut schemes = Vec::new();
    for (name, node) in components.map(|node| pairs(node, of_schemes)).unwrap_or_default() {
        schemes.push(reader.scheme_of(name, node, base));
    }
    let (mut api, mut findings) = reader.api(Format::OpenApi);
    api.operations = operations;
    api.groups = groups;
    api.schemes = schemes;
    api.dialect = if two { "Swagger 2.0".to_owned() } else { format!("OpenAPI {version}") };
    api.servers = if two { old_servers(root) } else { servers(root) };
    about(root, &mut api);
    check::check(&api, root, &mut findings);
    (api, findings)
}

/// Gives every schema below `components` its name.
fn name_schemas<'d>(reader: &mut Reader<'d>, definition: &Definition<'d>) {
    let root = definition.root;
    let holder = if definition.two { Some(root) } else { root.get("components") };
    let key = if definition.two { "definitions" } else { "schemas" };
    for (name, node) in holder.map(|node| pairs(node, key)).unwrap_or_default() {
        if !name.starts_with("x-") || node.as_map().is_some() {
            reader.name(name, node, definition.base);
        }
    }
}

/// Title, version, description, contact, licence.
pub(super) fn about(root: &Node, api: &mut Api) {
    let Some(info) = root.get("info") else { return };
    api.title = scalar(info.get("title"));
    api.version = scalar(info.get("version"));
    api.description = text(info, "description");
    let mut fact = |label: &str, text: String, url: String| {
        if !text.is_empty() || !url.is_empty() {
            api.facts.push((label.to_owned(), text, url));
        }
    };
    if let Some(contact) = info.get("contact") {
        let (name, url, email) = (text(contact, "name"), text(contact, "url"), text(contact, "email"));
        let url = if url.is_empty() && !email.is_empty() { format!("mailto:{email}") } else { url };
        fact("Contact", if name.is_empty() { email } else { name }, url);
    }
    if let Some(license) = info.get("license") {
        fact("Licence", text(license, "name"), text(license, "url"));
    }
    fact("Terms of service", String::new(), text(info, "termsOfService"));
    if let Some(docs) = root.get("externalDocs").or_else(|| info.get("externalDocs")) {
        fact("More", text(docs, "description"), text(docs, "url"));
    }
}

/// `servers` of a definition, a path or an operation.
fn servers(node: &Node) -> Vec<Server> {
    let mut servers: Vec<Server> = Vec::new();
    for server in list(node, "servers") {
        let Some(url) = server.get("url").and_then(Node::as_str) else { continue };
        if servers.iter().any(|known| known.name == url) {
            continue;
        }
        servers.push(Server {
            name: url.to_owned(),
            url: url.to_owned(),
            description: text(server, "description"),
            protocol: String::new(),
            variables: variables(server),
        });
    }
    servers
}

/// Variables of a server's URL.
pub(super) fn variables(server: &Node) -> Vec<(String, String, Vec<String>)> {
    let variables = pairs(server, "variables").into_iter();
    variables.map(|(name, node)| (name, scalar(node.get("default")), texts(node, "enum"))).collect()
}

/// `schemes`, `host` and `basePath` of 2.0.
fn old_servers(root: &Node) -> Vec<Server> {
    let Some(host) = root.get("host").and_then(Node::as_str) else { return Vec::new() };
    let path = text(root, "basePath");
    let url = |scheme: String| format!("{scheme}://{host}{path}");
    let server = |url: String| Server { name: url.clone(), url, ..Server::default() };
    texts(root, "schemes").into_iter().map(url).map(server).collect()
}

/// Sorts operations into groups: by their first tag; those of a definition without any tag by the first telling part of
/// their path.
fn groups(root: &Node, operations: &mut [Operation]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for tag in list(root, "tags") {
        let Some(name) = tag.get("name").and_then(Node::as_str) else { continue };
        if groups.iter().any(|group| group.name == name) {
            continue;
        }
        let title =
            ["x-displayName", "summary"].iter().map(|key| text(tag, key)).find(|text| !text.is_empty());
        groups.push(Group {
            name: name.to_owned(),
            title: title.unwrap_or_default(),
            description: text(tag, "description"),
        });
    }
    let untagged = operations.len() > 12 && operations.iter().all(|operation| operation.tags.is_empty());
    for operation in operations.iter_mut() {
        let name = match operation.tags.first() {
            Some(tag) => tag.clone(),
            None if operation.key.starts_with("webhook ") => "Webhooks".to_owned(),
            None if untagged => first_part(&operation.label),
            None => "Operations".to_owned(),
        };
        operation.group = groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
            groups.push(Group { name, ..Group::default() });
            groups.len() - 1
        });
    }
    groups
}

/// The first part of a path that is neither a version nor a parameter.
fn first_part(path: &str) -> String {
    let is_version = |part: &str| {
        let digits = part.strip_prefix('v').unwrap_or(part);
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let telling =
        |part: &&str| !part.is_empty() && !part.starts_with('{') && !is_version(part) && *part != "api";
    path.split('/').find(telling).unwrap_or("Operations").to_owned()
}

/// Alternatives of schemes.
fn security(node: &Node) -> Vec<Vec<(String, Vec<String>)>> {
    let alternatives = node.as_seq().unwrap_or_default().iter();
    alternatives
        .filter(|alternative| alternative.as_map().is_some())
        .map(|alternative| {
            entries(alternative)
                .into_iter()
                .map(|(name, scopes)| {
                    let scopes = scopes.as_seq().unwrap_or_default().iter();
                    (name, scopes.filter_map(|scope| scope.as_str().map(str::to_owned)).collect())
                })
                .collect()
        })
        .collect()
}

/// Whether a parameter cannot be left out.
fn required(object: &Object<'_>) -> bool {
    object.get("required").and_then(Node::as_bool) == Some(true) || is_true(object.node, "required")
}
