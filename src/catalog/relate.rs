//! Both directions of every relation.
//!
//! In: the entities that count, each with what its fields declare. Out: the relations of each, and one finding for
//! each target that is missing. Never: drops a relation to a missing target: Backstage keeps it.

use std::collections::{BTreeMap, HashMap};

use super::candidate::Candidate;
use super::claim::Placed;
use super::declared::Declared;
use super::elsewhere::Removed;
use super::suggest;
use super::{Catalog, Elsewhere, EntityRef, Refused, Relation, RelationType};
use crate::crawl::Inventory;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::{Files, Span};
use crate::suggest::distance;

/// What one end of a relation knows of it.
type End = (RelationType, EntityRef, Option<Span>);

/// A place that names a target: where, by which field, of which entity.
struct Site {
    span: Span,
    field: String,
    source: EntityRef,
    /// The kinds that the field is meant for, as references have them; empty for any.
    meant: Vec<&'static str>,
}

/// The relations of every entity, in the entities' order, sorted by type and target, each once.
pub(super) fn relations(
    entities: &[Placed<Box<Candidate>>],
    catalog: &Catalog,
    found: &mut Diagnostics,
) -> Vec<Vec<Relation>> {
    let known = &catalog.by_ref;
    let mut ends: Vec<Vec<End>> = vec![Vec::new(); entities.len()];
    let mut dangling: BTreeMap<&EntityRef, Vec<Site>> = BTreeMap::new();
    for (index, source) in entities.iter().enumerate() {
        let reference = &source.what.reference;
        for Declared { kind, target, span, field } in &source.what.declared {
            let span = Span { file: source.file, start: span.start, end: span.end };
            ends[index].push((*kind, target.clone(), Some(span)));
            match known.get(target) {
                Some(id) => ends[id.0].push((kind.inverse(), reference.clone(), Some(span))),
                None if catalog.elsewhere.described(target).is_some() => {}
                None => dangling.entry(target).or_default().push(Site {
                    span,
                    field: field.to_string(),
                    source: reference.clone(),
                    meant: source.what.kind.definition().meant_by(field),
                }),
            }
        }
    }
    for (source, Declared { kind, target, .. }) in catalog.elsewhere.declared() {
        if let Some(id) = known.get(target) {
            ends[id.0].push((kind.inverse(), source.clone(), None));
        }
    }
    if catalog.elsewhere.is_unknown() {
        let is_refused =
            |target: &EntityRef| catalog.refused.iter().any(|one| one.reference.as_ref() == Some(target));
        let (here, outside): (BTreeMap<_, _>, BTreeMap<_, _>) =
            dangling.into_iter().partition(|(target, _)| is_refused(target));
        report_outside(&outside, found);
        dangling = here;
    }
    report_dangling(dangling, entities, &catalog.refused, found);
    ends.into_iter()
        .map(|mut own| {
            own.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
            own.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
            own.into_iter()
                .map(|(kind, target, span)| Relation {
                    kind,
                    target_id: known.get(&target).copied(),
                    target,
                    declared: span,
                })
                .collect()
        })
        .collect()
}

/// One note for all references that leave a repository which is looked at alone.
fn report_outside(outside: &BTreeMap<&EntityRef, Vec<Site>>, found: &mut Diagnostics) {
    const SHOWN: usize = 8;
    if outside.is_empty() {
        return;
    }
    let references: usize = outside.values().map(Vec::len).sum();
    let plural =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let mut names: Vec<String> = outside.keys().take(SHOWN).map(|target| format!("`{target}`")).collect();
    if outside.len() > SHOWN {
        names.push(format!("{} more", outside.len() - SHOWN));
    }
    found.push(
        Diagnostic::new(
            &codes::catalog::NOT_CHECKED,
            format!(
                "{} to {} outside this repository not checked",
                plural(references, "reference", "references"),
                plural(outside.len(), "entity", "entities")
            ),
        )
        .note(names.join(", "))
        .help("check against the organisation's catalog: `--catalog` with the portal's URL, its folder or an entities.json"),
    );
}

/// What this repository described and others still name.
pub(super) fn report_removed(
    files: &Files,
    inventory: &Inventory,
    catalog: &Catalog,
    found: &mut Diagnostics,
) {
    let Elsewhere::Known(known) = &catalog.elsewhere else { return };
    let is_refused =
        |target: &EntityRef| catalog.refused.iter().any(|one| one.reference.as_ref() == Some(target));
    let still = |reference: &EntityRef| catalog.by_ref.contains_key(reference) || is_refused(reference);
    for Removed { reference, path, users } in known.removed(&still) {
        let names: Vec<_> = users.iter().map(|(user, field)| format!("`{user}` (`{field}`)")).collect();
        let count =
            if users.len() == 1 { "1 entity".to_owned() } else { format!("{} entities", users.len()) };
        let verb = if users.len() == 1 { "refers" } else { "refer" };
        let mut finding = Diagnostic::new(
            &codes::catalog::REMOVED_IN_USE,
            format!("`{reference}` is gone, and {count} of other repositories {verb} to it"),
        )
        .note(format!("referred to by {}", names.join(", ")))
        .help("keep it, with `lifecycle: deprecated`, until they no longer name it")
        .entity(reference.as_str());
        let root = inventory.repos.first().map(|repo| &repo.root);
        match root.filter(|root| files.is_file(root, path)) {
            Some(root) => finding = finding.in_file(files.id(root, path)),
            None => finding = finding.note(format!("it was described in `{path}`")),
        }
        found.push(finding);
    }
}

/// One finding for each missing target, with every place that names it.
fn report_dangling(
    dangling: BTreeMap<&EntityRef, Vec<Site>>,
    entities: &[Placed<Box<Candidate>>],
    refused: &[Refused],
    found: &mut Diagnostics,
) {
    if dangling.is_empty() {
        return;
    }
    let known: Vec<&str> = entities.iter().map(|placed| placed.what.reference.as_str()).collect();
    let titles = suggest::titles(entities.iter().map(|placed| &*placed.what));
    let mut by_name: HashMap<&str, Vec<&str>> = HashMap::new();
    for &reference in &known {
        by_name.entry(reference.rsplit('/').next().unwrap_or(reference)).or_default().push(reference);
    }
    let refused: HashMap<&EntityRef, &Refused> =
        refused.iter().rev().filter_map(|one| Some((one.reference.as_ref()?, one))).collect();
    for (target, sites) in dangling {
        let Some((first, rest)) = sites.split_first() else { continue };
        let refusal = refused.get(target);
        let why = if refusal.is_some() { ": its document was refused" } else { "" };
        let mut diagnostic =
            Diagnostic::new(&codes::catalog::DANGLING, format!("there is no entity `{target}`{why}"))
                .labelled(first.span, format!("named here by `{}`", first.field))
                .entity(first.source.as_str());
        if let Some(refusal) = refusal {
            diagnostic = diagnostic.also(refusal.span, "this document");
        }
        for site in rest {
            diagnostic = diagnostic.also(site.span, format!("and here by `{}`", site.field));
        }
        if let Some(refusal) = refusal {
            let help = format!("correct the document that describes it: {}", refusal.reason);
            found.push(diagnostic.help(help));
            continue;
        }
        // The right name in another namespace, then the right name of another kind, then nearly the right name.
        let same_name = by_name.get(target.name()).map_or(&[][..], Vec::as_slice);
        let of_kind = |other: &&&str| other.split_once(':').is_some_and(|(kind, _)| kind == target.kind());
        // What a field is not meant for would earn the next diagnostic.
        let is_meant = |other: &&&str| {
            let kind = other.split_once(':').map_or("", |(kind, _)| kind);
            sites.iter().all(|site| site.meant.is_empty() || site.meant.contains(&kind))
        };
        let near = same_name
            .iter()
            .find(of_kind)
            .copied()
            .or_else(|| nearest_reference(target, &known))
            .or_else(|| same_name.iter().find(is_meant).copied())
            .or_else(|| titles.get(target.name()).copied().filter(|other| is_meant(&other)));
        found.push(diagnostic.help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => suggest::no_such_entity(target),
        }));
    }
}

/// The nearest entity of the same kind and namespace.
fn nearest_reference<'k>(target: &EntityRef, known: &[&'k str]) -> Option<&'k str> {
    let prefix = format!("{}:{}/", target.kind(), target.namespace());
    let start = known.partition_point(|other| *other < prefix.as_str());
    let limit = (target.name().chars().count() / 4).clamp(1, 3);
    known[start..]
        .iter()
        .take_while(|other| other.starts_with(&prefix))
        .filter_map(|other| Some((distance(target.name(), &other[prefix.len()..], limit)?, *other)))
        .min()
        .map(|(_, other)| other)
}
