//! Which document an entity is, where several have its name.
//!
//! In: every document that Backstage would have stored, in order. Out: one for each reference, and a finding for each
//! that would have been an entity. Never: lets chance decide, as Backstage's database does.
//!
//! The first in the order of repositories and paths counts, within one file the last (a location that emits again
//! overwrites). A document that is refused later on still holds its name: Backstage stores it before it looks at
//! `spec`. A file of which Backstage stores nothing comes after all others.

use std::collections::btree_map::{BTreeMap, Entry};

use super::candidate::{Candidate, Outcome, Refusal};
use super::{Catalog, EntityRef, Refused};
use crate::crawl::RepoId;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::{FileId, Span};
use crate::yaml::Node;

/// A document and where it stands.
pub(super) struct Placed<T> {
    pub(super) what: T,
    pub(super) repo: RepoId,
    pub(super) path: String,
    pub(super) file: FileId,
    /// The location that was registered and led here.
    pub(super) origin: String,
    /// Whether Backstage stores anything of the file.
    pub(super) stored: bool,
}

/// The documents that count. What is refused goes into the catalog's own list, whoever wins.
pub(super) fn settle(
    claims: Vec<Placed<Outcome>>,
    catalog: &mut Catalog,
    found: &mut Diagnostics,
) -> Vec<Placed<Box<Candidate>>> {
    let mut winners: BTreeMap<EntityRef, Placed<Outcome>> = BTreeMap::new();
    for next in claims {
        if let Outcome::Refused(refusal) = &next.what {
            catalog.refused.push(refused(refusal, &next));
        }
        let Some(reference) = next.what.claims().cloned() else { continue };
        if let Outcome::Refused(_) = next.what {
            catalog.namesakes.entry(reference.clone()).or_default().push(document(&next));
        }
        match winners.entry(reference) {
            Entry::Vacant(free) => {
                free.insert(next);
            }
            Entry::Occupied(mut taken) => {
                let again = taken.get().file == next.file;
                let better = next.stored && !taken.get().stored;
                let loser = if again || better { taken.insert(next) } else { next };
                if let Outcome::Accepted(candidate) = &loser.what {
                    catalog.duplicates += 1;
                    catalog.namesakes.entry(candidate.reference.clone()).or_default().push(document(&loser));
                    found.push(duplicate(candidate, &loser, taken.get()));
                }
            }
        }
    }
    let accepted = winners.into_values().filter_map(|placed| {
        let Placed { what, repo, path, file, origin, stored } = placed;
        let Outcome::Accepted(what) = what else { return None };
        let elsewhere = catalog.elsewhere.described(&what.reference).map(str::to_owned);
        let placed = Placed { what, repo, path, file, origin, stored };
        let Some(elsewhere) = elsewhere else { return Some(placed) };
        catalog.duplicates += 1;
        let Placed { what, file, .. } = placed;
        let span = Span::new(file, what.raw.node.range());
        catalog.namesakes.entry(what.reference.clone()).or_default().push(span);
        found.push(described_elsewhere(&what, file, &elsewhere));
        None
    });
    accepted.collect()
}

/// An entity that the organisation's catalog has from another repository.
fn described_elsewhere(candidate: &Candidate, file: FileId, elsewhere: &str) -> Diagnostic {
    let reference = &candidate.reference;
    let name = candidate.raw.node.at(["metadata", "name"]).unwrap_or(&candidate.raw.node);
    Diagnostic::new(&codes::catalog::DUPLICATE, format!("`{reference}` is described twice"))
        .labelled(Span::new(file, name.range()), "this one is left out")
        .note(format!("the organisation's catalog has it from `{}`", elsewhere.trim_start_matches("url:")))
        .help("delete one, or give it another name or namespace")
        .entity(reference.as_str())
}

/// The place of the whole document.
fn document(placed: &Placed<Outcome>) -> Span {
    Span::new(placed.file, placed.what.node().range())
}

fn refused<T>(refusal: &Refusal, placed: &Placed<T>) -> Refused {
    Refused {
        reference: refusal.reference.clone(),
        span: Span::new(placed.file, refusal.raw.node.range()),
        reason: refusal.reason.clone(),
    }
}

fn duplicate(candidate: &Candidate, loser: &Placed<Outcome>, winner: &Placed<Outcome>) -> Diagnostic {
    let reference = &candidate.reference;
    let place = |placed: &Placed<Outcome>| {
        let node = placed.what.node();
        let name = node.at(["metadata", "name"]).unwrap_or(node);
        Span::new(placed.file, name.range())
    };
    let spelling = |node: &Node| {
        let text = |path: [&str; 2]| node.at(path).and_then(Node::as_str).map(str::to_owned);
        (text(["metadata", "namespace"]), text(["metadata", "name"]))
    };
    let mut diagnostic =
        Diagnostic::new(&codes::catalog::DUPLICATE, format!("`{reference}` is described twice"))
            .labelled(place(loser), "this one is left out")
            .entity(reference.as_str());
    if let Outcome::Refused(_) = winner.what {
        diagnostic = diagnostic
            .also(place(winner), "this one counts, and it is refused")
            .help("delete the refused one, or correct it and give one of them another name or namespace");
    } else {
        diagnostic = diagnostic
            .also(place(winner), "this one counts")
            .help("delete one, or give it another name or namespace");
    }
    if spelling(loser.what.node()) != spelling(winner.what.node()) {
        diagnostic = diagnostic.note("names are compared without case");
    }
    diagnostic
}
