//! The envelope: what every entity must be, whatever its kind.
//!
//! In: a document after placeholders. Out: faults. Never: knows a kind's fields.
//! Source: the envelope schema, `FieldFormatEntityPolicy` and `NoForeignRootFieldsEntityPolicy` of Backstage.

use super::fault::Fault;
use super::format;
use super::kinds;
use crate::diag::codes::catalog::{ENVELOPE, FIELD_FORMAT};
use crate::suggest::nearest;
use crate::yaml::{Node, Value};

const ROOT: &[&str] = &["apiVersion", "kind", "metadata", "spec"];

/// What `metadata` may hold.
pub(super) const METADATA: &[&str] =
    &["name", "namespace", "title", "description", "labels", "annotations", "tags", "links", "uid", "etag"];

/// Whether Backstage stores the document at all, to look at it more closely later. Where it does not, the error is that of
/// the location that held it, and nothing of that location is stored. Source: `entityEnvelopeSchemaValidator` and
/// `ProcessorOutputCollector`.
pub(super) fn is_stored(document: &Node) -> bool {
    let filled = |node: Option<&Node>| node.and_then(Node::as_str).is_some_and(|text| !text.is_empty());
    let Some(metadata) = document.get("metadata").filter(|metadata| metadata.as_map().is_some()) else {
        return false;
    };
    let namespace = metadata.get("namespace");
    let annotations = metadata.get("annotations");
    filled(document.get("apiVersion"))
        && filled(document.get("kind"))
        && filled(metadata.get("name"))
        && (namespace.is_none() || filled(namespace))
        && annotations.is_none_or(|node| node.is_null() || node.as_map().is_some())
}

/// Checks the envelope.
pub(super) fn check(document: &Node, faults: &mut Vec<Fault>) {
    let Some(root) = document.as_map() else {
        let what = document.describe();
        faults.push(
            Fault::new(&ENVELOPE, &[], format!("an entity is a mapping, this is {what}"))
                .help("begin with `apiVersion`, `kind` and `metadata`"),
        );
        return;
    };
    for entry in root {
        let key = entry.key.key_text();
        match key.as_str() {
            known if ROOT.contains(&known) => {}
            "relations" | "status" => faults.push(
                Fault::new(&ENVELOPE, &[&key], format!("unknown field `{key}`"))
                    .at_key()
                    .help("it is made by the catalog and cannot be written; delete it (it was probably copied from the raw YAML of a portal)"),
            ),
            _ => {
                let mut fault = Fault::new(&ENVELOPE, &[&key], format!("an entity has no field `{key}` beside its `metadata`")).at_key();
                fault = match nearest(&key, ROOT) {
                    Some(near) => fault.help(format!("did you mean `{near}`?")),
                    None => fault.help(format!("indent it: `{key}` belongs {}", belongs(&key))),
                };
                faults.push(fault);
            }
        }
    }
    required_text(document, "apiVersion", format::is_api_version, "[<prefix>/]<version>", faults);
    required_text(
        document,
        "kind",
        format::is_kind,
        "a letter, then letters and digits, at most 63 characters",
        faults,
    );
    if let Some(spec) = document.get("spec")
        && spec.as_map().is_none()
    {
        let what = spec.describe();
        faults.push(Fault::new(&ENVELOPE, &["spec"], format!("`spec` must be a mapping, this is {what}")));
    }
    inside_metadata(document, faults);
    match document.get("metadata") {
        None => faults.push(
            Fault::new(&ENVELOPE, &[], "`metadata` is missing").help("add `metadata:` with a `name:` in it"),
        ),
        Some(metadata) if metadata.as_map().is_none() => {
            let what = metadata.describe();
            faults.push(Fault::new(
                &ENVELOPE,
                &["metadata"],
                format!("`metadata` must be a mapping, this is {what}"),
            ));
        }
        Some(metadata) => check_metadata(metadata, faults),
    }
}

/// What stands inside `metadata` and belongs beside it: it is indented too deep.
fn inside_metadata(document: &Node, faults: &mut Vec<Fault>) {
    for key in ROOT {
        if document.get(key).is_none() && document.at(["metadata", key]).is_some() {
            faults.push(
                Fault::new(&ENVELOPE, &["metadata", key], format!("`{key}` is inside `metadata`"))
                    .at_key()
                    .help(format!("write `{key}:` without indentation, beside `metadata:`")),
            );
        }
    }
}

/// Where a field belongs that stands at the root.
fn belongs(key: &str) -> &'static str {
    if METADATA.contains(&key) {
        "into `metadata`"
    } else if kinds::ALL.iter().any(|kind| kind.field_names().any(|name| name == key)) {
        "into `spec`"
    } else {
        "into `spec` or `metadata`"
    }
}

fn required_text(
    document: &Node,
    key: &str,
    fits: fn(&str) -> bool,
    expected: &str,
    faults: &mut Vec<Fault>,
) {
    match document.get(key) {
        None if document.at(["metadata", key]).is_some() => {}
        None => {
            let value = if key == "kind" { "Component" } else { "backstage.io/v1alpha1" };
            faults.push(
                Fault::new(&ENVELOPE, &[], format!("`{key}` is missing"))
                    .help(format!("add `{key}: {value}`")),
            );
        }
        Some(node) => match node.as_str() {
            None => faults.push(Fault::new(
                &ENVELOPE,
                &[key],
                format!("`{key}` must be a string, this is {}", node.describe()),
            )),
            Some(text) if !fits(text) => {
                faults.push(Fault::new(
                    &FIELD_FORMAT,
                    &[key],
                    format!("`{key}` is not valid: expected {expected}, found `{text}`"),
                ));
            }
            Some(_) => {}
        },
    }
}

fn check_metadata(metadata: &Node, faults: &mut Vec<Fault>) {
    match metadata.get("name") {
        None => faults.push(
            Fault::new(&ENVELOPE, &["metadata"], "`metadata.name` is missing").help("give the entity a name"),
        ),
        Some(name) => match name.as_str() {
            None => faults.push(
                Fault::new(
                    &ENVELOPE,
                    &["metadata", "name"],
                    format!("`metadata.name` must be a string, this is {}", name.describe()),
                )
                .help("put quotes round it"),
            ),
            Some(text) if !format::is_name(text) => faults.push(name_fault("name", text, format::NAME)),
            Some(_) => {}
        },
    }
    if let Some(namespace) = metadata.get("namespace") {
        match namespace.as_str() {
            Some(text) if format::is_dns_label(text) => {}
            Some(text) => faults.push(name_fault("namespace", text, format::NAMESPACE)),
            None => faults.push(Fault::new(
                &ENVELOPE,
                &["metadata", "namespace"],
                format!("`metadata.namespace` must be a string, this is {}", namespace.describe()),
            )),
        }
    }
    for key in ["uid", "etag", "title"] {
        if let Some(node) = metadata.get(key)
            && node.as_str().is_none_or(str::is_empty)
        {
            faults.push(not_text(&["metadata", key], node, "a string that is not empty"));
        }
    }
    if let Some(node) = metadata.get("description")
        && node.as_str().is_none()
    {
        faults.push(not_text(&["metadata", "description"], node, "a string"));
    }
    check_labels(metadata, faults);
    check_annotations(metadata, faults);
    check_tags(metadata, faults);
    check_links(metadata, faults);
}

fn name_fault(field: &str, text: &str, expected: &str) -> Fault {
    let fault = Fault::new(
        &FIELD_FORMAT,
        &["metadata", field],
        format!("`metadata.{field}` is not valid: expected {expected}, found `{text}`"),
    );
    let better: String = text
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || (field == "name" && "-_.".contains(c)) { c } else { '-' })
        .collect();
    let better = better.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if text.chars().count() > 63 {
        fault.help(format!(
            "shorten it: it has {} characters; a long name can stand in `metadata.title`",
            text.chars().count()
        ))
    } else if format::is_name(better) {
        fault.help(format!("use `{better}`; the name as people say it can stand in `metadata.title`"))
    } else {
        fault
    }
}

/// A value that must be text and is not.
pub(super) fn not_text(path: &[&str], node: &Node, expected: &str) -> Fault {
    let what = match &node.value {
        Value::String(text) if text.is_empty() => "an empty string".to_owned(),
        Value::Null => "nothing".to_owned(),
        _ => node.describe().to_owned(),
    };
    let fault =
        Fault::new(&ENVELOPE, path, format!("`{}` must be {expected}, this is {what}", path.join(".")));
    match node.value {
        Value::Null => fault.help("give it a value or delete the line"),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => fault.help("put quotes round it"),
        _ => fault,
    }
}

/// The pairs of an optional mapping. `null_is_fine` for annotations, which the server tolerates empty.
fn pairs<'n>(
    metadata: &'n Node,
    field: &str,
    null_is_fine: bool,
    faults: &mut Vec<Fault>,
) -> Vec<(String, &'n Node)> {
    let Some(node) = metadata.get(field) else { return Vec::new() };
    if let Some(map) = node.as_map() {
        return map.iter().map(|entry| (entry.key.key_text(), &entry.value)).collect();
    }
    if !(null_is_fine && node.is_null()) {
        faults.push(not_text(&["metadata", field], node, "a mapping"));
    }
    Vec::new()
}

fn check_labels(metadata: &Node, faults: &mut Vec<Fault>) {
    for (key, value) in pairs(metadata, "labels", false, faults) {
        let path = ["metadata", "labels", key.as_str()];
        if !format::is_key(&key) {
            faults.push(
                Fault::new(
                    &FIELD_FORMAT,
                    &path,
                    format!("the label key `{key}` is not valid: expected {}", format::KEY),
                )
                .at_key(),
            );
        }
        match value.as_str() {
            None => faults.push(not_text(&path, value, "a string")),
            Some(text) if !format::is_label_value(text) => faults.push(
                Fault::new(
                    &FIELD_FORMAT,
                    &path,
                    format!("the label `{key}` is not valid: expected {}, found `{text}`", format::NAME),
                )
                .help("free text belongs into an annotation"),
            ),
            Some(_) => {}
        }
    }
}

fn check_annotations(metadata: &Node, faults: &mut Vec<Fault>) {
    for (key, value) in pairs(metadata, "annotations", true, faults) {
        let path = ["metadata", "annotations", key.as_str()];
        if !format::is_key(&key) {
            faults.push(
                Fault::new(
                    &FIELD_FORMAT,
                    &path,
                    format!("the annotation key `{key}` is not valid: expected {}", format::KEY),
                )
                .at_key(),
            );
        }
        if value.as_str().is_none() {
            faults.push(not_text(&path, value, "a string"));
        }
    }
}

/// How a text that should be a list is written as one.
pub(super) fn as_list(text: &str, item: fn(&str) -> String) -> String {
    // `-java` and ` - go` are no items: the dash needs a blank behind it, and each item a line.
    if let Some(items) = dashes(text) {
        let items: Vec<String> = items.iter().map(|text| format!("`- {}`", item(text))).collect();
        return format!(
            "write each item on a line of its own, with a space behind the dash: {}",
            items.join(", ")
        );
    }
    let items: Vec<String> =
        text.split([',', ';']).map(str::trim).filter(|text| !text.is_empty()).map(item).collect();
    format!("write `[{}]`", items.join(", "))
}

/// The items of a list whose lines YAML took for one text.
fn dashes(text: &str) -> Option<Vec<&str>> {
    if !text.starts_with('-') && !text.contains(" - ") {
        return None;
    }
    let rest = text.trim_start_matches('-');
    let items = rest.split(" -").map(str::trim).filter(|text| !text.is_empty());
    Some(items.collect())
}

/// A text as a tag: lower case, one dash for anything that a tag cannot hold.
fn tag_of(text: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || ":+#".contains(c) { c } else { '-' };
    let better: String = text.to_lowercase().chars().map(kept).collect();
    better.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The items of an optional list.
fn items<'n>(metadata: &'n Node, field: &str, faults: &mut Vec<Fault>) -> &'n [Node] {
    let Some(node) = metadata.get(field) else { return &[] };
    node.as_seq().unwrap_or_else(|| {
        let fault = not_text(&["metadata", field], node, "a list");
        faults.push(match node.as_str().filter(|text| !text.is_empty()) {
            Some(text) => fault.help(as_list(text, if field == "tags" { tag_of } else { str::to_owned })),
            None => fault,
        });
        &[]
    })
}

fn check_tags(metadata: &Node, faults: &mut Vec<Fault>) {
    for (index, tag) in items(metadata, "tags", faults).iter().enumerate() {
        let index = index.to_string();
        let path = ["metadata", "tags", index.as_str()];
        match tag.as_str() {
            None => faults.push(not_text(&path, tag, "a string")),
            Some(text) if !format::is_tag(text) => {
                let fault = Fault::new(
                    &FIELD_FORMAT,
                    &path,
                    format!("the tag `{text}` is not valid: expected {}", format::TAG),
                );
                let better = tag_of(text);
                faults.push(if dashes(text).is_some() {
                    fault.help(
                        as_list(text, tag_of).replace("write each item", "indent all items alike, each"),
                    )
                } else if format::is_tag(&better) {
                    fault.help(format!("write `{better}`"))
                } else {
                    fault
                });
            }
            Some(_) => {}
        }
    }
}

fn check_links(metadata: &Node, faults: &mut Vec<Fault>) {
    for (index, link) in items(metadata, "links", faults).iter().enumerate() {
        let index = index.to_string();
        let Some(map) = link.as_map() else {
            faults.push(not_text(&["metadata", "links", &index], link, "a mapping with a `url`"));
            continue;
        };
        match map.get("url") {
            None => {
                faults.push(Fault::new(&ENVELOPE, &["metadata", "links", &index], "the link has no `url`"));
            }
            Some(url) => match url.as_str() {
                Some(text) if format::is_url(text) => {}
                Some(text) => faults.push(
                    Fault::new(
                        &FIELD_FORMAT,
                        &["metadata", "links", &index, "url"],
                        format!("`{text}` is not a URL"),
                    )
                    .help(match crate::url::with_scheme(text) {
                        Some(url) => format!("write `{url}`"),
                        None => "write it in full, beginning with `https://`".to_owned(),
                    }),
                ),
                None => faults.push(not_text(&["metadata", "links", &index, "url"], url, "a string")),
            },
        }
        for key in ["title", "icon", "type"] {
            if let Some(node) = map.get(key)
                && node
                    .as_str()
                    .is_none_or(|text| if key == "type" { text.is_empty() } else { text.trim().is_empty() })
            {
                faults.push(not_text(
                    &["metadata", "links", &index, key],
                    node,
                    "a string that is not empty",
                ));
            }
        }
    }
}
