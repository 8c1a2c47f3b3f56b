//! Both directions of every relation.
//!
//! In: the entities that count, each with what its fields declare. Out: the relations of each, and one finding for
//! each target that is missing. Never: drops a relation to a missing target: Backstage keeps it.

use std::collections::{BTreeMap, HashMap};

use super::candidate::Candidate;
use super::claim::Placed;
use super::declared::Declared;
use super::suggest;
use super::{EntityId, EntityRef, Refused, Relation, RelationType};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::Span;
use crate::suggest::distance;

/// What one end of a relation knows of it.
type End = (RelationType, EntityRef, Span);

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
    known: &HashMap<EntityRef, EntityId>,
    refused: &[Refused],
    found: &mut Diagnostics,
) -> Vec<Vec<Relation>> {
    let mut ends: Vec<Vec<End>> = vec![Vec::new(); entities.len()];
    let mut dangling: BTreeMap<&EntityRef, Vec<Site>> = BTreeMap::new();
    for (index, source) in entities.iter().enumerate() {
        let reference = &source.what.reference;
        for Declared { kind, target, span, field } in &source.what.declared {
            let span = Span { file: source.file, start: span.start, end: span.end };
            ends[index].push((*kind, target.clone(), span));
            match known.get(target) {
                Some(id) => ends[id.0].push((kind.inverse(), reference.clone(), span)),
                None => dangling.entry(target).or_default().push(Site {
                    span,
                    field: field.to_string(),
                    source: reference.clone(),
                    meant: source.what.kind.definition().meant_by(field),
                }),
            }
        }
    }
    report_dangling(dangling, entities, refused, found);
    ends.into_iter()
        .map(|mut own| {
            own.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
            own.dedup_by(|a, b| (a.0, &a.1) == (b.0, &b.1));
            own.into_iter()
                .map(|(kind, target, span)| Relation {
                    kind,
                    target_id: known.get(&target).copied(),
                    target,
                    declared: Some(span),
                })
                .collect()
        })
        .collect()
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
