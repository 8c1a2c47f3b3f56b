//! MCP servers: `server.json` of the registry, and the remotes of an entity.
//!
//! In: the tree of a definition, or the `spec` of an entity. Out: an [`Api`] whose operations are remotes, tools, prompts and
//! resources. Never: asks a server what it offers.

use super::documents::{Base, Documents};
use super::json_schema::{Reader, facts};
use super::model::{Api, Body, Facts, Format, Group, Media, Operation, Parameter, Response};
use super::node::{is_true, list, pairs, scalar, shown, text};
use crate::diag::Diagnostic;
use crate::yaml::Node;

/// Kinds of operations, in order: the key, the verb and what a group of them is called.
const KINDS: [(&str, &str, &str); 4] = [
    ("remotes", "remote", "Remotes"),
    ("tools", "tool", "Tools"),
    ("prompts", "prompt", "Prompts"),
    ("resources", "resource", "Resources"),
];

/// Reads a server.
pub(super) fn read(documents: &Documents, base: Base<'_>) -> (Api, Vec<Diagnostic>) {
    let root = base.root();
    let mut reader = Reader::new(documents);
    let (mut operations, mut groups) = (Vec::new(), Vec::new());
    for (key, verb, title) in KINDS {
        for node in list(root, key).iter().filter(|node| node.as_map().is_some()) {
            if !groups.iter().any(|group: &Group| group.name == verb) {
                groups.push(Group {
                    name: verb.to_owned(),
                    title: title.to_owned(),
                    description: String::new(),
                });
            }
            let operation = operation(&mut reader, node, base, verb, groups.len() - 1);
            if !operations.iter().any(|known: &Operation| known.key == operation.key) {
                operations.push(operation);
            }
        }
    }
    let (mut api, findings) = reader.api(Format::Mcp);
    (api.operations, api.groups) = (operations, groups);
    "MCP server".clone_into(&mut api.dialect);
    api.title = scalar(root.get("title").or_else(|| root.get("name")));
    api.version = scalar(root.get("version"));
    api.description = text(root, "description");
    for package in list(root, "packages") {
        let kind = text(package, "registryType");
        let words = format!("{} {}", scalar(package.get("identifier")), scalar(package.get("version")));
        api.facts.push((format!("Package ({kind})"), words, String::new()));
    }
    if let Some(repository) = root.get("repository") {
        api.facts.push(("Repository".to_owned(), String::new(), text(repository, "url")));
    }
    (api, findings)
}

fn operation<'d>(
    reader: &mut Reader<'d>,
    node: &'d Node,
    base: Base<'d>,
    verb: &str,
    group: usize,
) -> Operation {
    let label = match verb {
        "remote" => format!("{} {}", text(node, "type"), text(node, "url")),
        "resource" => text(node, "uri"),
        _ => text(node, "name"),
    };
    let mut schema = |key: &str| {
        let node = node.get(key).filter(|node| node.as_map().is_some())?;
        Some(Media { schema: Some(reader.schema(node, base)), ..Media::default() })
    };
    let request = schema("inputSchema").map(|media| Body { content: vec![media], ..Body::default() });
    let result = schema("outputSchema").map(|media| Response {
        status: "result".to_owned(),
        body: Body { content: vec![media], ..Body::default() },
        headers: Vec::new(),
        links: Vec::new(),
    });
    let arguments = list(node, "arguments").iter().map(|argument| Parameter {
        place: "arg",
        name: text(argument, "name"),
        facts: facts(argument),
        required: is_true(argument, "required"),
        schema: None,
        values: Vec::new(),
        style: String::new(),
        examples: Vec::new(),
        span: reader.documents.span(base, argument),
    });
    let parameters = arguments.collect();
    let mut notes = Vec::new();
    for header in list(node, "headers") {
        notes.push((format!("Header {}", text(header, "name")), text(header, "description")));
    }
    for (key, value) in pairs(node, "annotations") {
        notes.push((key, shown(value)));
    }
    let mime = text(node, "mimeType");
    if !mime.is_empty() {
        notes.push(("Media type".to_owned(), mime));
    }
    Operation {
        key: format!("{verb} {label}"),
        verb: verb.to_uppercase(),
        label,
        id: None,
        facts: Facts { summary: text(node, "title"), ..facts(node) },
        group,
        tags: Vec::new(),
        security: Vec::new(),
        servers: Vec::new(),
        parameters,
        request,
        responses: result.into_iter().collect(),
        callbacks: Vec::new(),
        channel: None,
        messages: Vec::new(),
        reply: None,
        input: None,
        output: None,
        notes,
        span: reader.documents.span(base, node),
    }
}
