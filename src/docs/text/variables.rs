//! The macros plugin, as far as it is plain variables.
//!
//! In: the settings, and `{{ name }}` in a text. Out: the value. Never: calls, filters or evaluates: anything but a
//! known name is left as it stands, as the plugin does with what it does not know.

use std::collections::BTreeMap;

use super::directive::Directive;
use crate::docs::mkdocs::{Settings, scalar};
use crate::yaml::{Node, Value};

/// Names and values: `config.site_name`, `config.extra.version`, and `version` for everything below `extra`.
pub(in crate::docs) fn variables(settings: &Settings) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for (name, sited) in settings.names() {
        match name {
            "extra" => {
                flatten("config.extra", sited.node, &mut out);
                flatten("extra", sited.node, &mut out);
                flatten("", sited.node, &mut out);
            }
            _ => {
                if let Some(text) = scalar(sited.node) {
                    out.insert(format!("config.{name}"), text);
                }
            }
        }
    }
    out
}

fn flatten(prefix: &str, node: &Node, out: &mut BTreeMap<String, String>) {
    if let Value::Map(map) = &node.value {
        for entry in map {
            let key = entry.key.key_text();
            let name = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
            flatten(&name, &entry.value, out);
        }
    } else if let Some(text) = scalar(node)
        && !prefix.is_empty()
    {
        out.insert(prefix.to_owned(), text);
    }
}

/// `{{ name }}` at the start of `rest`.
pub(super) fn directive(rest: &str, names: &BTreeMap<String, String>, title: &str) -> Option<Directive> {
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let length = line.find("}}")? + 2;
    let name = line[2..length - 2].trim();
    let value = if name == "page.title" { title } else { names.get(name)? };
    Some(Directive { length, instead: Some(value.to_owned()), problem: None })
}
