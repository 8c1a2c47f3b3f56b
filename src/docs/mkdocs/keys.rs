//! The keys of mkdocs.yml: what may stand there, and in which shape.
//!
//! In: settings. Out: a warning for each key that MkDocs does not know and each value of the wrong shape, with what was
//! most likely meant. Never: a word about what `extra` holds.

use super::Settings;
use super::settings::Sited;
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::suggest::nearest;
use crate::yaml::{Node, Value};

/// What a value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Truth,
    List,
    Mapping,
    ListOrMapping,
    TextOrMapping,
    Any,
}

/// MkDocs' keys (`mkdocs.config.defaults`), and those of older versions that it still names.
const KEYS: &[(&str, Shape)] = &[
    ("INHERIT", Shape::Text),
    ("site_name", Shape::Text),
    ("site_url", Shape::Text),
    ("site_description", Shape::Text),
    ("site_author", Shape::Text),
    ("site_dir", Shape::Text),
    ("nav", Shape::Any),
    ("pages", Shape::Any),
    ("docs_dir", Shape::Text),
    ("theme", Shape::TextOrMapping),
    ("theme_dir", Shape::Text),
    ("copyright", Shape::Text),
    ("google_analytics", Shape::Any),
    ("dev_addr", Shape::Text),
    ("use_directory_urls", Shape::Truth),
    ("repo_url", Shape::Text),
    ("repo_name", Shape::Text),
    ("edit_uri", Shape::Text),
    ("edit_uri_template", Shape::Text),
    ("remote_branch", Shape::Text),
    ("remote_name", Shape::Text),
    ("extra", Shape::Mapping),
    ("extra_css", Shape::List),
    ("extra_javascript", Shape::List),
    ("extra_templates", Shape::List),
    ("markdown_extensions", Shape::ListOrMapping),
    ("mdx_configs", Shape::Mapping),
    ("plugins", Shape::ListOrMapping),
    ("hooks", Shape::List),
    ("watch", Shape::List),
    ("strict", Shape::Truth),
    ("exclude_docs", Shape::Text),
    ("draft_docs", Shape::Text),
    ("not_in_nav", Shape::Text),
    ("validation", Shape::Mapping),
];

/// Themes that come with MkDocs, and the one that TechDocs puts in place of any other.
const THEMES: &[&str] = &["material", "mkdocs", "readthedocs"];

/// Whether a mapping is an mkdocs.yml at all: it holds a key that MkDocs knows, or nearly one, or nothing.
pub(in crate::docs) fn is_configuration(keys: impl Iterator<Item = String>) -> bool {
    let names: Vec<&str> = KEYS.iter().map(|(name, _)| *name).collect();
    let mut keys = keys.peekable();
    keys.peek().is_none() || keys.any(|key| nearest(&key, &names).is_some())
}

/// Looks at every key.
pub(in crate::docs) fn check_keys(settings: &Settings, found: &mut Diagnostics) {
    let names: Vec<&str> = KEYS.iter().map(|(name, _)| *name).collect();
    for key in &settings.keys {
        let value = Sited { node: &key.node, file: key.file };
        let Some((name, shape)) = KEYS.iter().find(|(name, _)| *name == key.name) else {
            // Anchors that are used elsewhere are kept below keys of this kind.
            if key.name.starts_with(['.', '_']) || key.name.starts_with("x-") {
                continue;
            }
            let message = format!("`{}` is no key of mkdocs.yml", key.name);
            let diagnostic = Diagnostic::new(&codes::docs::CONFIG_VALUE, message).at(key.name_span());
            found.push(match meant(&key.name).or_else(|| nearest(&key.name, &names)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic
                    .severity(Severity::Note)
                    .help("put what is your own below `extra`; MkDocs ignores the key"),
            });
            continue;
        };
        if let Some(wanted) = wrong(&key.node, *shape) {
            let message = format!("`{name}` is {}, not {wanted}", key.node.describe());
            let help = match (&key.node.value, *shape) {
                (Value::Seq(_), Shape::Text) => "write one text; a pattern a line, behind `|`".to_owned(),
                (_, Shape::Truth) => "write `true` or `false`".to_owned(),
                _ => format!("write {wanted}"),
            };
            found.push(Diagnostic::new(&codes::docs::CONFIG_VALUE, message).at(value.span()).help(help));
        }
    }
    check_docs_dir(settings, found);
    check_theme(settings, found);
}

/// What people write for a key whose name is another word.
fn meant(name: &str) -> Option<&'static str> {
    match name.to_ascii_lowercase().as_str() {
        "navigation" | "menu" | "toc" | "sidebar" => Some("nav"),
        "title" | "name" => Some("site_name"),
        "description" => Some("site_description"),
        "url" => Some("site_url"),
        "extensions" => Some("markdown_extensions"),
        "exclude" | "ignore" => Some("exclude_docs"),
        "docs" => Some("docs_dir"),
        _ => None,
    }
}

/// What the value should be, where it is not.
fn wrong(node: &Node, shape: Shape) -> Option<&'static str> {
    let (is_list, is_mapping) = (matches!(node.value, Value::Seq(_)), matches!(node.value, Value::Map(_)));
    // `!ENV` and other tags are filled in elsewhere.
    if node.is_null() || node.tag.is_some() {
        return None;
    }
    let (fits, wanted) = match shape {
        Shape::Any => (true, ""),
        Shape::Text => (!is_list && !is_mapping, "a text"),
        Shape::Truth => (node.as_bool().is_some(), "a boolean"),
        Shape::List => (is_list, "a list"),
        Shape::Mapping => (is_mapping, "a mapping"),
        Shape::ListOrMapping => (is_list || is_mapping, "a list"),
        Shape::TextOrMapping => (!is_list && node.as_bool().is_none(), "a name or a mapping with `name`"),
    };
    (!fits).then_some(wanted)
}

/// `docs_dir: ~` reads as if the key were not there, which MkDocs refuses.
fn check_docs_dir(settings: &Settings, found: &mut Diagnostics) {
    let Some(key) = settings.keys.iter().find(|key| key.name == "docs_dir" && key.node.is_null()) else {
        return;
    };
    found.push(
        Diagnostic::new(&codes::docs::CONFIG_VALUE, "`docs_dir` is empty; `docs` is used")
            .at(key.name_span())
            .help("write the name of the folder; `~` is YAML's word for nothing, not a home folder"),
    );
}

fn check_theme(settings: &Settings, found: &mut Diagnostics) {
    let Some(theme) = settings.get("theme") else { return };
    let name = match &theme.node.value {
        Value::Map(map) => map.get("name"),
        _ => Some(theme.node),
    };
    let Some(name) = name.filter(|name| name.as_str().is_some_and(|text| !THEMES.contains(&text))) else {
        return;
    };
    if let Some(near) = name.as_str().and_then(|text| nearest(text, THEMES)) {
        let message = format!("there is no theme `{}`", name.as_str().unwrap_or_default());
        found.push(
            Diagnostic::new(&codes::docs::CONFIG_VALUE, message)
                .at(theme.with(name).span())
                .help(format!("did you mean `{near}`?")),
        );
    }
}
