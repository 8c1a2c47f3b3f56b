//! Annotations that are misspelt or out of use.
//!
//! In: an entity. Out: findings. Never: judges a key that is near to none that is known: plugins bring their own.

use super::{Lint, Rule};
use crate::catalog::Entity;
use crate::catalog::annotations::{REPLACED, keys};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::Span;
use crate::suggest::nearest;
use crate::yaml::Node;

pub(super) static RULE: Rule = Rule { codes: &[&ANNOTATION], check };

/// An annotation that nothing reads.
pub(crate) static ANNOTATION: Code = Code {
    id: "BL309",
    name: "annotation-unread",
    severity: Severity::Warning,
    summary: "misspelled or obsolete annotation",
    explain: "\
Annotations may have any key, so a misspelt one is without effect and without a message. Keys below `backstage.io/` that are close to
a well-known one are reported, and those that something else has taken the place of.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {github.com/project_slug: acme/shop}
    spec: {type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      annotations: {github.com/project-slug: acme/shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
    // What the configuration makes a link of is read.
    let known: Vec<String> = keys().chain(lint.config.annotations.keys().cloned()).collect();
    for entity in &catalog.entities {
        annotations(entity, &known, found);
    }
}

/// The known key that a key is nearly: the same name below the same prefix but for a letter or a dash, or the same name below a prefix
/// that is.
fn meant<'k>(key: &str, known: &'k [String]) -> Option<&'k str> {
    if known.iter().any(|other| other == key) {
        return None;
    }
    let (prefix, name) = key.split_once('/')?;
    let split = || known.iter().filter_map(|other| Some((other.as_str(), other.split_once('/')?)));
    let beside: Vec<&str> = split().filter(|(_, (at, _))| *at == prefix).map(|(_, (_, name))| name).collect();
    if let Some(near) = nearest(name, &beside) {
        return split().find(|(_, parts)| *parts == (prefix, near)).map(|(key, _)| key);
    }
    let same_name: Vec<&str> =
        split().filter(|(_, (_, other))| *other == name).map(|(_, (at, _))| at).collect();
    let near = nearest(prefix, &same_name).filter(|_| beside.is_empty())?;
    split().find(|(_, parts)| *parts == (near, name)).map(|(key, _)| key)
}

fn annotations(entity: &Entity, known: &[String], found: &mut Diagnostics) {
    let Some(map) = entity.origin.node.at(["metadata", "annotations"]).and_then(Node::as_map) else { return };
    for entry in map {
        let Some(key) = entry.key.as_str() else { continue };
        let place = Span::new(entity.origin.file, entry.key.range());
        let (message, help) = if let Some((_, help)) = REPLACED.iter().find(|(old, _)| *old == key) {
            (format!("the annotation `{key}` is out of use"), (*help).to_owned())
        } else if let Some(near) = meant(key, known) {
            (format!("nothing reads the annotation `{key}`"), format!("did you mean `{near}`?"))
        } else {
            continue;
        };
        found.push(
            Diagnostic::new(&ANNOTATION, message).at(place).help(help).entity(entity.reference.as_str()),
        );
    }
}
