//! Annotations that are misspelt or out of use.
//!
//! In: an entity. Out: findings. Never: judges a key whose prefix is not one of Backstage's own.

use crate::catalog::{Catalog, Entity};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::Span;
use crate::suggest::nearest;
use crate::yaml::Node;

/// Keys below `backstage.io/` that something reads.
const KNOWN: &[&str] = &[
    "adr-location",
    "code-coverage",
    "edit-url",
    "kubernetes-cluster",
    "kubernetes-id",
    "kubernetes-label-selector",
    "kubernetes-namespace",
    "ldap-dn",
    "ldap-rdn",
    "ldap-uuid",
    "managed-by-location",
    "managed-by-origin-location",
    "orphan",
    "source-location",
    "source-template",
    "techdocs-entity",
    "techdocs-entity-path",
    "techdocs-ref",
    "time-saved",
    "view-url",
];

/// Keys that something else took the place of.
const REPLACED: &[(&str, &str)] = &[
    ("backstage.io/github-actions-id", "use `github.com/project-slug`"),
    ("backstage.io/definition-at-location", "use `$text` in `spec.definition`"),
    ("jenkins.io/github-folder", "use `jenkins.io/job-full-name`"),
];

pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    for entity in &catalog.entities {
        annotations(entity, found);
    }
}

fn annotations(entity: &Entity, found: &mut Diagnostics) {
    let Some(map) = entity.origin.node.at(["metadata", "annotations"]).and_then(Node::as_map) else { return };
    for entry in map {
        let Some(key) = entry.key.as_str() else { continue };
        let place = Span::new(entity.origin.file, entry.key.range());
        let (message, help) = if let Some((_, help)) = REPLACED.iter().find(|(old, _)| *old == key) {
            (format!("the annotation `{key}` is out of use"), (*help).to_owned())
        } else if let Some(name) = key.strip_prefix("backstage.io/").filter(|name| !KNOWN.contains(name))
            && let Some(near) = nearest(name, KNOWN)
        {
            (format!("nothing reads the annotation `{key}`"), format!("did you mean `backstage.io/{near}`?"))
        } else {
            continue;
        };
        found.push(
            Diagnostic::new(&codes::lint::ANNOTATION, message)
                .at(place)
                .help(help)
                .entity(entity.reference.as_str()),
        );
    }
}
