//! The definition as it was written: a file beside the page, and its text where nothing better can be shown.
//!
//! In: an entity. Out: the name of the file, highlighted lines. Never: more lines than a page may have elements for.

use serde::Serialize;

use crate::catalog::Entity;
use crate::render::links::Here;
use crate::render::source_view::{as_yaml, coloured};
use crate::url::SitePath;

/// Lines that are shown, and how many coloured pieces they may have: each is an element of the page.
const MOST: usize = 1200;
const PIECES: usize = 900;

/// The source of a definition.
#[derive(Serialize)]
pub(super) struct Source {
    /// Link to the file; empty where the definition is a part of the entity.
    href: String,
    name: String,
    bytes: String,
    lines: Vec<tera::Value>,
    /// Lines that are not shown.
    more: usize,
}

/// The text of a definition, its language and the name of its file.
pub(in crate::render) fn file(entity: &Entity) -> Option<(&str, &'static str, &'static str)> {
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

/// The source of an entity's definition, with its lines where `whole`; `None` where it has no definition.
pub(super) fn source(here: Here<'_>, entity: &Entity, base: &SitePath, whole: bool) -> Option<Source> {
    let Some((text, language, name)) = file(entity) else {
        // An MCP server may be described by its remotes alone.
        let remotes = entity.spec().get("remotes")?;
        let text = as_yaml(remotes);
        let lines = coloured("yaml", &text, MOST, PIECES);
        return Some(Source {
            href: String::new(),
            name: "spec.remotes".to_owned(),
            bytes: String::new(),
            lines,
            more: 0,
        });
    };
    Some(Source {
        href: here.to(&base.join(name)),
        name: name.to_owned(),
        bytes: format!("{} KB", text.len().div_ceil(1024)),
        lines: if whole { coloured(language, text, MOST, PIECES) } else { Vec::new() },
        more: if whole { text.lines().count().saturating_sub(MOST) } else { 0 },
    })
}
