//! The definition of an API as highlighted source with an outline.
//!
//! In: `spec.definition` and `spec.type`. Out: lines, and what the definition holds: operations, channels,
//! types, services. Never: interprets more than names; a definition that cannot be read is shown as it is.

use serde::Serialize;

use crate::catalog::Entity;

/// A definition as it is shown.
#[derive(Serialize)]
pub(super) struct Definition {
    title: String,
    kind_of: String,
    /// Name of the file beside the page.
    file: String,
    language: &'static str,
    lines: Vec<DefinitionLine>,
    total: usize,
    more: usize,
    outline: Vec<OutlineGroup>,
    empty: bool,
    bytes: String,
}

#[derive(Serialize)]
struct DefinitionLine {
    /// Anchor, on lines that the outline names.
    id: String,
    html: tera::Value,
}

/// A heading of the outline with its entries.
#[derive(Serialize)]
struct OutlineGroup {
    title: String,
    entries: Vec<Entry>,
}

/// An entry of the outline.
#[derive(Serialize, Clone)]
struct Entry {
    /// `GET`, `type`; may be empty.
    badge: String,
    text: String,
    /// Zero-based line; entries beyond what is shown lead nowhere.
    #[serde(skip)]
    line: usize,
    href: String,
}

/// Lines that are shown, and how many coloured pieces they may have: each is an element of the page.
const MOST: usize = 1200;
const PIECES: usize = 900;
const OUTLINE: usize = 120;

/// What an API type is called.
pub(super) fn type_title(kind_of: &str) -> String {
    match kind_of.to_lowercase().as_str() {
        "openapi" => "OpenAPI".to_owned(),
        "asyncapi" => "AsyncAPI".to_owned(),
        "graphql" => "GraphQL".to_owned(),
        "grpc" => "gRPC".to_owned(),
        "trpc" => "tRPC".to_owned(),
        "mcp-server" => "MCP server".to_owned(),
        "" => "Without a type".to_owned(),
        _ => kind_of.to_owned(),
    }
}

/// The text of a definition, its language and the name of its file.
pub(super) fn file(entity: &Entity) -> Option<(&str, &'static str, &'static str)> {
    let text = entity.spec_text("definition").filter(|text| !text.trim().is_empty())?;
    let json = text.trim_start().starts_with('{');
    let (language, file) = match entity.spec_type().unwrap_or_default().to_lowercase().as_str() {
        "graphql" => ("graphql", "schema.graphql"),
        "grpc" => ("protobuf", "service.proto"),
        "trpc" => ("typescript", "router.ts.txt"),
        "openapi" if json => ("json", "openapi.json"),
        "openapi" => ("yaml", "openapi.yaml"),
        "asyncapi" if json => ("json", "asyncapi.json"),
        "asyncapi" => ("yaml", "asyncapi.yaml"),
        _ if json => ("json", "definition.json"),
        _ => ("text", "definition.txt"),
    };
    Some((text, language, file))
}

/// The context of the definition tab.
pub(super) fn definition(entity: &Entity) -> Definition {
    let kind_of = entity.spec_type().unwrap_or_default();
    let mut shown = Definition {
        title: type_title(kind_of),
        kind_of: kind_of.to_owned(),
        file: String::new(),
        language: "",
        lines: Vec::new(),
        total: 0,
        more: 0,
        outline: Vec::new(),
        empty: true,
        bytes: String::new(),
    };
    let Some((text, language, file)) = self::file(entity) else { return shown };
    let all: Vec<&str> = text.lines().collect();
    shown.empty = false;
    file.clone_into(&mut shown.file);
    shown.language = language;
    shown.total = all.len();
    shown.more = all.len().saturating_sub(MOST);
    shown.bytes = format!("{} KB", text.len().div_ceil(1024));
    let mut groups = outline(language, kind_of, &all);
    let mut anchors = std::collections::BTreeMap::new();
    for entry in groups.iter_mut().flat_map(|group| &mut group.entries) {
        if entry.line < MOST {
            entry.href = format!("#l{}", entry.line + 1);
            anchors.insert(entry.line, format!("l{}", entry.line + 1));
        } else {
            file.clone_into(&mut entry.href);
        }
    }
    shown.lines = coloured(language, text, MOST, PIECES)
        .into_iter()
        .enumerate()
        .map(|(index, html)| DefinitionLine { id: anchors.remove(&index).unwrap_or_default(), html })
        .collect();
    shown.outline = groups;
    shown
}

/// The first lines of a source, highlighted as far as a page may have elements for it.
pub(super) fn coloured(language: &str, text: &str, most: usize, pieces: usize) -> Vec<tera::Value> {
    let highlighted = crate::highlight::highlight(language, text).unwrap_or_default();
    let mut room = pieces;
    let line = |(index, plain): (usize, &str)| match highlighted.get(index) {
        Some(html) if room > 0 => {
            room = room.saturating_sub(html.matches("<span").count());
            tera::Value::safe_string(html)
        }
        _ => tera::Value::normal_string(plain),
    };
    text.lines().take(most).enumerate().map(line).collect()
}

/// What a definition holds, by the indentation and first words of its lines: enough to jump, and never wrong
/// about what it cannot read.
fn outline(language: &str, kind_of: &str, lines: &[&str]) -> Vec<OutlineGroup> {
    let entries: Vec<(&'static str, Entry)> = match (language, kind_of.to_lowercase().as_str()) {
        ("yaml", "openapi") => openapi(lines),
        ("yaml", "asyncapi") => below(lines, &[("channels", "Channels"), ("operations", "Operations")]),
        ("graphql", _) => words(lines, &["type", "input", "enum", "interface", "union", "scalar"], "Types"),
        ("protobuf", _) => words(lines, &["service", "rpc", "message", "enum"], "Services and messages"),
        _ => Vec::new(),
    };
    let mut groups: Vec<OutlineGroup> = Vec::new();
    for (title, entry) in entries.into_iter().take(OUTLINE) {
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.entries.push(entry),
            None => groups.push(OutlineGroup { title: title.to_owned(), entries: vec![entry] }),
        }
    }
    groups
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn key(line: &str) -> Option<&str> {
    let line = line.trim();
    let line = line.strip_suffix(':').or_else(|| line.split_once(": ").map(|(key, _)| key))?;
    (!line.starts_with(['#', '-'])).then(|| line.trim_matches(['"', '\'']))
}

/// Keys right below a top-level key.
fn below(lines: &[&str], sections: &[(&str, &'static str)]) -> Vec<(&'static str, Entry)> {
    let mut found = Vec::new();
    let mut section: Option<&'static str> = None;
    let mut level = None;
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some(key) = key(line) else { continue };
        let indent = indent(line);
        if indent == 0 {
            section = sections.iter().find(|(name, _)| *name == key).map(|(_, title)| *title);
            level = None;
        } else if let Some(title) = section
            && indent == *level.get_or_insert(indent)
        {
            let entry =
                Entry { badge: String::new(), text: key.to_owned(), line: number, href: String::new() };
            found.push((title, entry));
        }
    }
    found
}

/// Operations of an OpenAPI definition: methods below paths.
fn openapi(lines: &[&str]) -> Vec<(&'static str, Entry)> {
    const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let mut found = Vec::new();
    let (mut inside, mut path, mut path_indent) = (false, "", 0);
    let mut method_indent = None;
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Some(key) = key(line) else { continue };
        let indent = indent(line);
        if indent == 0 {
            inside = key == "paths";
            path_indent = 0;
        } else if inside && (path_indent == 0 || indent == path_indent) {
            (path, path_indent) = (key, indent);
            method_indent = None;
        } else if inside && indent == *method_indent.get_or_insert(indent) && METHODS.contains(&key) {
            let entry =
                Entry { badge: key.to_uppercase(), text: path.to_owned(), line: number, href: String::new() };
            found.push(("Operations", entry));
        }
    }
    found
}

/// Lines that start with one of `words`.
fn words(lines: &[&str], words: &[&str], title: &'static str) -> Vec<(&'static str, Entry)> {
    let entries = lines.iter().enumerate().filter_map(|(number, line)| {
        let (word, rest) = line.trim().split_once(' ')?;
        if !words.contains(&word) {
            return None;
        }
        let name = rest
            .split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .next()
            .filter(|name| !name.is_empty())?;
        let entry =
            Entry { badge: word.to_owned(), text: name.to_owned(), line: number, href: String::new() };
        Some((title, entry))
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines() {
        let check = |language: &str, kind: &str, text: &str, expected: &[&str]| {
            let lines: Vec<&str> = text.lines().collect();
            let found: Vec<String> = outline(language, kind, &lines)
                .into_iter()
                .flat_map(|group| group.entries)
                .map(|entry| format!("{} {}@{}", entry.badge, entry.text, entry.line))
                .collect();
            assert_eq!(found, expected);
        };
        check(
            "yaml",
            "openapi",
            "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      get: x\n    post: {}\n  '/b':\n    delete:\ncomponents:\n  get:\n",
            &["GET /a@3", "POST /a@5", "DELETE /b@7"],
        );
        check(
            "graphql",
            "graphql",
            "type Query {\n  a: Int\n}\nenum E { A }\n",
            &["type Query@0", "enum E@3"],
        );
        check(
            "yaml",
            "asyncapi",
            "channels:\n  orders:\n    x: 1\n  refunds: {}\n",
            &[" orders@1", " refunds@3"],
        );
    }
}
