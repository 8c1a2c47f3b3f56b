//! Which relations a field declares.
//!
//! In: an accepted document. Out: pairs with the place of each declaration. Never: asks whether the target
//! exists, or whether its kind makes sense: Backstage does not.
//! Source: `BuiltinKindsEntityProcessor.postProcessEntity`, `ScaffolderEntitiesProcessor`, the AI model module.

use std::borrow::Cow;

use super::fault::Fault;
use super::{EntityRef, Kind, RelationType};
use crate::config::KindConfig;
use crate::diag::codes::catalog::REFERENCE;
use crate::yaml::{Node, Value};

/// A relation as a field declares it.
#[derive(Debug, Clone)]
pub(super) struct Declared {
    pub(super) kind: RelationType,
    pub(super) target: EntityRef,
    /// Byte range of the reference in its file.
    pub(super) span: std::ops::Range<u32>,
    /// The field, for messages.
    pub(super) field: Cow<'static, str>,
}

/// The relations that the document declares, and a fault for each reference that cannot be read; one such
/// reference keeps the whole entity out, as in Backstage. `custom` is what configuration says of its kind.
pub(super) fn relations(
    document: &Node,
    kind: &Kind,
    namespace: &str,
    custom: Option<&KindConfig>,
    faults: &mut Vec<Fault>,
) -> Vec<Declared> {
    let mut out = Vec::new();
    let of_type = document.at(["spec", "type"]).and_then(Node::as_str);
    for field in kind.definition().fields_of(of_type) {
        if let (Some(relation), Some(node)) = (field.relation, document.at(["spec", field.name])) {
            let rule = (Cow::Borrowed(field.name), relation.default_kind, relation.kind);
            references(node, &rule, namespace, faults, &mut out);
        }
    }
    for (field, relation) in custom.into_iter().flat_map(|kind| &kind.relations) {
        let field_path = field.strip_prefix("spec.").unwrap_or(field);
        let path = std::iter::once("spec").chain(field_path.split('.'));
        if let (Some(node), Some(kind)) = (document.at(path), RelationType::from_text(&relation.relation)) {
            let rule = (Cow::Owned(field_path.to_owned()), relation.default_kind.as_deref(), kind);
            references(node, &rule, namespace, faults, &mut out);
        }
    }
    out
}

/// The references of one field.
fn references(
    node: &Node,
    (field, default_kind, relation): &(Cow<'static, str>, Option<&str>, RelationType),
    namespace: &str,
    faults: &mut Vec<Fault>,
    out: &mut Vec<Declared>,
) {
    // A lone string counts as a list of one: Backstage coerces `dependencyOf`, which no schema checks.
    let items = match &node.value {
        Value::Seq(items) => items.as_slice(),
        Value::Null | Value::Bool(false) => return,
        Value::String(text) if text.is_empty() => return,
        _ => std::slice::from_ref(node),
    };
    for (index, item) in items.iter().enumerate() {
        let parsed = match &item.value {
            Value::String(text) => EntityRef::parse(text, *default_kind, namespace),
            Value::Map(_) => compound(item, *default_kind, namespace),
            _ => None,
        };
        if let Some(target) = parsed {
            out.push(Declared { kind: *relation, target, span: item.span.clone(), field: field.clone() });
            continue;
        }
        let index = index.to_string();
        let mut path: Vec<&str> = std::iter::once("spec").chain(field.split('.')).collect();
        if node.as_seq().is_some() {
            path.push(&index);
        }
        // The kind's schema has more to say of a value that is empty or no text.
        if faults.iter().any(|fault| fault.path == path) {
            continue;
        }
        let shown = item.as_str().map_or_else(|| item.describe().to_owned(), |text| format!("`{text}`"));
        let fault = Fault::new(&REFERENCE, &path, format!("{shown} is not a reference to an entity"));
        let bare = item.as_str().filter(|text| EntityRef::parse(text, Some("x"), "x").is_some());
        faults.push(match bare {
            Some(text) if default_kind.is_none() => {
                fault.help(format!("`{field}` needs the kind: write `component:{text}` or `resource:{text}`"))
            }
            _ => fault.help("write it as `[<kind>:][<namespace>/]<name>`"),
        });
    }
}

/// `{kind, namespace, name}`, which `parseEntityRef` takes where no schema forbids it.
fn compound(item: &Node, default_kind: Option<&str>, namespace: &str) -> Option<EntityRef> {
    let text = |key: &str| item.get(key).and_then(Node::as_str).filter(|text| !text.is_empty());
    Some(EntityRef::new(
        text("kind").or(default_kind)?,
        text("namespace").unwrap_or(namespace),
        text("name")?,
    ))
}

/// The string lists that Backstage sorts before anything else (`BuiltinKindsEntityProcessor.preProcessEntity`).
pub(super) const SORTED: &[&str] =
    &["providesApis", "consumesApis", "dependsOn", "dependencyOf", "memberOf", "children", "members"];
