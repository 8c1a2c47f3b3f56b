//! From an entity to its API: which reader reads it, and what is wrong with it as a whole.
//!
//! In: an entity of kind API. Out: the API, findings about the entity. Never: believes `spec.type` against the text.

use super::definition::{Definition, Place, definition};
use super::documents::Documents;
use super::model::{Api, Format};
use super::node::scalar;
use super::{asyncapi, graphql, json_schema, mcp, openapi, protobuf};
use crate::catalog::Entity;
use crate::crawl::{Inventory, RepoId};
use crate::diag::codes::api::{DEFINITION_SYNTAX, DEFINITION_TYPE};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::Files;
use crate::yaml::{Node, ProblemKind};

/// Most bytes of a definition that is read.
const LARGEST: usize = 48 << 20;

/// Reads the definition of an entity; `None` where there is none, or where nothing of it can be read.
pub(crate) fn read(files: &Files, inventory: &Inventory, entity: &Entity) -> (Option<Api>, Diagnostics) {
    let declared = declared(entity.spec_type().unwrap_or_default());
    let (api, findings) = match definition(files, inventory, entity) {
        // An MCP server may have words for people where others have a definition.
        Some(definition) if declared == Some(Format::Mcp) && sniffed(definition.text).is_none() => {
            match of_text(files, inventory, &definition, declared) {
                (None, _) => remotes(entity),
                read => read,
            }
        }
        Some(definition) => of_text(files, inventory, &definition, declared),
        None if declared == Some(Format::Mcp) => remotes(entity),
        None => (None, Vec::new()),
    };
    let mut all = Diagnostics::new();
    for finding in findings {
        all.push(finding.entity(entity.reference.as_str()));
    }
    (api, all)
}

/// Reads a definition that no entity of the crawl holds: the text of a file, or of an entity that another Backstage wrote down.
/// `kind` is `spec.type`, or the ending of the file's name; `path` is the file, which references are relative to.
pub(crate) fn read_text(
    files: &Files,
    inventory: &Inventory,
    (text, kind): (&str, &str),
    (repo, path): (RepoId, &str),
) -> (Option<Api>, Diagnostics) {
    let text = text.trim_start_matches('\u{feff}');
    let place = Place::File(files.id(&inventory.repo(repo).root, path), 0);
    let definition = Definition { text, repo, path: path.to_owned(), place };
    let (api, findings) = of_text(files, inventory, &definition, declared(kind));
    let mut all = Diagnostics::new();
    for finding in findings {
        all.push(finding);
    }
    (api, all)
}

/// The format that `spec.type` names.
fn declared(kind: &str) -> Option<Format> {
    match kind.to_lowercase().as_str() {
        "openapi" | "swagger" => Some(Format::OpenApi),
        "asyncapi" => Some(Format::AsyncApi),
        "graphql" | "graphqls" | "gql" => Some(Format::GraphQl),
        "grpc" | "protobuf" | "proto" => Some(Format::Protobuf),
        "jsonschema" | "json-schema" => Some(Format::JsonSchema),
        "mcp-server" | "mcp" => Some(Format::Mcp),
        _ => None,
    }
}

/// What a format is called.
fn title(format: Format) -> &'static str {
    match format {
        Format::OpenApi => "an OpenAPI definition",
        Format::AsyncApi => "an AsyncAPI definition",
        Format::GraphQl => "a GraphQL schema",
        Format::Protobuf => "a protobuf file",
        Format::JsonSchema => "a JSON Schema",
        Format::Mcp => "an MCP server",
    }
}

/// The format that a text shows by its first words, without being read.
fn sniffed(text: &str) -> Option<Format> {
    let start = text.get(..text.len().min(4096)).unwrap_or(text);
    for line in start.lines() {
        let line = line.trim().trim_start_matches(['{', ' ', '"', '\'']);
        for (word, format) in
            [("openapi", Format::OpenApi), ("swagger", Format::OpenApi), ("asyncapi", Format::AsyncApi)]
        {
            let rest = line.strip_prefix(word).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
            if rest.is_some_and(|rest| rest.starts_with(':')) {
                return Some(format);
            }
        }
        let words = line.strip_prefix("syntax").or_else(|| line.strip_prefix("edition"));
        if words.is_some_and(|rest| rest.trim_start().starts_with('=')) {
            return Some(Format::Protobuf);
        }
    }
    None
}

fn of_text(
    files: &Files,
    inventory: &Inventory,
    definition: &Definition<'_>,
    declared: Option<Format>,
) -> (Option<Api>, Vec<Diagnostic>) {
    let text = definition.text;
    let whole = definition.place.span(0..text.len().min(80) as u32);
    if text.len() > LARGEST {
        let message =
            format!("the definition is larger than {} MiB and is shown as text only", LARGEST >> 20);
        return (None, vec![Diagnostic::new(&crate::diag::codes::api::DEFINITION_LIMIT, message).at(whole)]);
    }
    let bare = text.trim();
    if bare.contains("://") && !bare.contains(char::is_whitespace) {
        let finding = Diagnostic::new(
            &DEFINITION_TYPE,
            "the definition is a URL, not the text of a definition",
        )
        .at(whole)
        .help("write `definition: {$text: …}` with the path of the file or the URL of one that is crawled");
        return (None, vec![finding]);
    }
    if is_path(bare) {
        let message = format!("the definition is the text `{bare}`, not the file of that name");
        let finding = Diagnostic::new(&DEFINITION_TYPE, message)
            .at(whole)
            .help(format!("write `definition: {{$text: {bare}}}`"));
        return (None, vec![finding]);
    }
    let seen = sniffed(text);
    let format = match (seen, declared) {
        (Some(seen), _) => Some(seen),
        (None, declared) => declared,
    };
    let mut findings = Vec::new();
    if let (Some(seen), Some(declared)) = (seen, declared)
        && seen != declared
    {
        let message = format!("`spec.type` announces {}, the text is {}", title(declared), title(seen));
        findings.push(
            Diagnostic::new(&DEFINITION_TYPE, message)
                .at(whole)
                .help("correct `spec.type`, or name the right file"),
        );
    }
    let (api, more) = match format {
        Some(Format::GraphQl) => graphql::read(text, &definition.place),
        Some(Format::Protobuf) => protobuf::read(files, inventory, definition),
        format => tree(files, inventory, definition, format),
    };
    findings.extend(more);
    (api, findings)
}

/// Whether a text is a path of a file, for want of a `$text` before it.
fn is_path(text: &str) -> bool {
    let ends = [".yaml", ".yml", ".json", ".graphql", ".graphqls", ".gql", ".proto", ".wsdl", ".xml"];
    !text.contains(char::is_whitespace)
        && !text.contains([':', '{'])
        && ends.iter().any(|end| text.to_ascii_lowercase().ends_with(end))
}

/// Formats that are YAML or JSON.
fn tree(
    files: &Files,
    inventory: &Inventory,
    definition: &Definition<'_>,
    format: Option<Format>,
) -> (Option<Api>, Vec<Diagnostic>) {
    let looks_like_tree = format.is_some() || definition.text.trim_start().starts_with('{');
    if !looks_like_tree {
        return (None, Vec::new());
    }
    let documents = Documents::load(files, inventory, definition);
    let mut findings: Vec<Diagnostic> = documents
        .problems
        .iter()
        .take(20)
        .map(|(problem, span)| {
            let message = match problem.kind {
                ProblemKind::DuplicateKey => format!("{}; the last counts", problem.message),
                _ => format!("the definition does not parse: {}", problem.message),
            };
            let help = problem.help.as_deref().unwrap_or("correct the definition");
            Diagnostic::new(&DEFINITION_SYNTAX, message).at(*span).help(help)
        })
        .collect();
    let whole = definition.place.span(0..definition.text.len().min(80) as u32);
    let Some(base) = documents.main() else {
        if findings.is_empty() && format.is_some() {
            findings.push(Diagnostic::new(&DEFINITION_SYNTAX, "the definition is empty").at(whole));
        }
        return (None, findings);
    };
    let root = base.root();
    if root.as_map().is_none() {
        if let Some(format) = format {
            let message = format!("the definition is {}, not {}", root.describe(), title(format));
            findings.push(Diagnostic::new(&DEFINITION_TYPE, message).at(whole).help("name the right file"));
        }
        return (None, findings);
    }
    let Some(format) = of_root(root).or(format) else { return (None, findings) };
    if format == Format::OpenApi && root.get("openapi").is_none() && root.get("swagger").is_none() {
        let message = "the definition has neither `openapi` nor `swagger`, which name its version";
        findings.push(
            Diagnostic::new(&DEFINITION_TYPE, message)
                .at(whole)
                .help("begin it with `openapi: 3.1.0` or the version it has"),
        );
    }
    let (api, more) = match format {
        Format::AsyncApi => asyncapi::read(&documents, base),
        Format::JsonSchema => json_schema::read(&documents, base),
        Format::Mcp => mcp::read(&documents, base),
        _ => openapi::read(&documents, base),
    };
    findings.extend(more);
    (Some(api), findings)
}

/// The format that the keys of a tree show.
fn of_root(root: &Node) -> Option<Format> {
    let has = |key| root.get(key).is_some();
    let schema = scalar(root.get("$schema"));
    if has("openapi") || has("swagger") {
        Some(Format::OpenApi)
    } else if has("asyncapi") {
        Some(Format::AsyncApi)
    } else if schema.contains("modelcontextprotocol") && schema.contains("server") {
        Some(Format::Mcp)
    } else if schema.contains("json-schema.org") {
        Some(Format::JsonSchema)
    } else {
        None
    }
}

/// An MCP server that its entity describes alone.
fn remotes(entity: &Entity) -> (Option<Api>, Vec<Diagnostic>) {
    let Some(spec) = entity.origin.node.get("spec").filter(|spec| spec.get("remotes").is_some()) else {
        return (None, Vec::new());
    };
    let place = Place::File(entity.origin.file, 0);
    let documents = Documents::of(spec.clone(), place);
    let Some(base) = documents.main() else { return (None, Vec::new()) };
    let (api, findings) = mcp::read(&documents, base);
    (Some(api), findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_seen() {
        for (text, expected) in [
            ("openapi: 3.1.0\n", Some(Format::OpenApi)),
            ("{\"swagger\":\"2.0\"}", Some(Format::OpenApi)),
            ("# x\n'asyncapi' : 3.0.0", Some(Format::AsyncApi)),
            ("// c\nsyntax = \"proto3\";", Some(Format::Protobuf)),
            ("edition = \"2023\";", Some(Format::Protobuf)),
            ("type Query { openapi: Int }", None),
            ("", None),
        ] {
            assert_eq!(sniffed(text), expected, "{text}");
        }
    }
}
