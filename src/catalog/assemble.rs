//! Files to a catalog.
//!
//! In: every file that was read. Out: entities with both directions of every relation, and what was refused.
//! Never: depends on the order in which files were read; loses a document: each is accepted, refused or the
//! loser of a pair of duplicates, and the latter two have a diagnostic.

use std::collections::{BTreeMap, HashSet, VecDeque};

use super::annotate::location_of;
use super::candidate::{Outcome, Reach, Refusal};
use super::claim::{self, Placed};
use super::read::{Found, ReadFile};
use super::rules::Rules;
use super::{
    Catalog, Elsewhere, EntityId, Published, Refused, configured, fault, finish, location, read, relate,
};
use crate::config::Config;
use crate::crawl::{Inventory, Neighbours, RepoId};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::{Files, Span};
use crate::yaml::Node;

/// Puts the files together; follows Locations to files that the crawl did not find by name. `published` is the organisation's catalog, where
/// one repository is judged against it.
pub(crate) fn assemble(
    files: &Files,
    inventory: &Inventory,
    read: Vec<ReadFile>,
    config: &Config,
    published: Option<&Published>,
) -> (Catalog, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut catalog = Catalog {
        elsewhere: match published {
            Some(published) => Elsewhere::Known(published.beside(files, inventory)),
            None if inventory.neighbours == Neighbours::Unknown => Elsewhere::Unknown,
            None => Elsewhere::Nothing,
        },
        ..Catalog::default()
    };
    let claims = Gather { files, inventory, config, catalog: &mut catalog, found: &mut found }.all(read);
    let placed = claim::settle(claims, &mut catalog, &mut found);
    catalog.by_ref = placed
        .iter()
        .enumerate()
        .map(|(index, placed)| (placed.what.reference.clone(), EntityId(index)))
        .collect();
    let relations = relate::relations(&placed, &catalog, &mut found);
    relate::report_removed(files, inventory, &catalog, &mut found);
    catalog.entities = placed
        .into_iter()
        .zip(relations)
        .map(|(placed, relations)| finish::entity(inventory, placed, relations))
        .collect();
    debug_assert_eq!(
        catalog.documents_read,
        catalog.entities.len() + catalog.refused.len() + catalog.duplicates,
        "a document was lost"
    );
    super::lint::check(&catalog, config, &mut found);
    super::pictures::check(&catalog, &config.urls, &mut found);
    (catalog, found)
}

/// Every document, file by file: configured locations first, then what was discovered, then what Locations name.
struct Gather<'a> {
    files: &'a Files,
    inventory: &'a Inventory,
    config: &'a Config,
    catalog: &'a mut Catalog,
    found: &'a mut Diagnostics,
}

impl Gather<'_> {
    fn all(&mut self, read: Vec<ReadFile>) -> Vec<Placed<Outcome>> {
        let (files, inventory) = (self.files, self.inventory);
        let locations = configured::locations(files, inventory, self.config, self.found);
        let origins: Vec<String> = locations.iter().map(|location| location.origin.clone()).collect();
        let rules = Rules::new(self.config, &origins);
        let mut discovered: BTreeMap<(RepoId, String), ReadFile> =
            read.into_iter().map(|file| ((file.repo, file.path.clone()), file)).collect();
        let mut known: HashSet<(RepoId, String)> = discovered.keys().cloned().collect();
        let mut queue: VecDeque<(ReadFile, Option<String>)> = VecDeque::new();
        for location in locations {
            for place in location.files {
                let file = match discovered.remove(&place) {
                    Some(file) => Some(file),
                    None => known.insert(place.clone()).then(|| self.read(place.0, &place.1)),
                };
                queue.extend(file.map(|file| (file, Some(location.origin.clone()))));
            }
        }
        queue.extend(discovered.into_values().map(|file| (file, None)));

        let mut claims = Vec::new();
        while let Some((mut file, origin)) = queue.pop_front() {
            let origin = origin.unwrap_or_else(|| location_of(inventory.repo(file.repo), &file.path));
            let outcomes = self.take(&mut file, &rules, &origin);
            let stored = outcomes.stored;
            for outcome in outcomes.list {
                if let Outcome::Accepted(candidate) = &outcome
                    && candidate.kind.definition().registers_files
                {
                    let at = (file.repo, file.path.as_str(), file.file);
                    for place in location::targets(files, inventory, candidate, at, self.found) {
                        if known.insert(place.clone()) {
                            queue.push_back((self.read(place.0, &place.1), Some(origin.clone())));
                        }
                    }
                }
                claims.push(Placed {
                    what: outcome,
                    repo: file.repo,
                    path: file.path.clone(),
                    file: file.file,
                    origin: origin.clone(),
                    stored,
                });
            }
        }
        claims
    }

    /// A file that the crawl did not find by name.
    fn read(&self, repo: RepoId, path: &str) -> ReadFile {
        let id = self.files.id(&self.inventory.repo(repo).root, path);
        read::read_file(self.files, self.inventory, repo, path, id, Found::Located, self.config)
    }

    /// The documents of a file, after rules; says what Backstage would make of the file as a whole.
    fn take(&mut self, file: &mut ReadFile, rules: &Rules, origin: &str) -> Outcomes {
        self.found.append(std::mem::take(&mut file.found));
        self.catalog.documents_read += file.outcomes.len() + file.broken.len();
        let mut stops: Vec<Span> =
            file.broken.iter().filter(|broken| broken.stops).map(|broken| broken.span).collect();
        for broken in file.broken.drain(..) {
            self.catalog.refused.push(Refused { reference: None, span: broken.span, reason: broken.reason });
        }
        let mut list = Vec::with_capacity(file.outcomes.len());
        for outcome in file.outcomes.drain(..) {
            let outcome = self.enforce(outcome, rules, origin, file.file);
            if let Outcome::Refused(Refusal { reach: Reach::Location, raw, .. }) = &outcome {
                stops.push(fault::place(file.file, &raw.node, &["kind".to_owned()], false));
            }
            list.push(outcome);
        }
        let kept = list.iter().filter(|outcome| matches!(outcome, Outcome::Accepted(_))).count();
        if let (Some(stop), true) = (stops.first(), kept > 0) {
            let entities =
                if kept == 1 { "the other entity".to_owned() } else { format!("the {kept} other entities") };
            self.found.push(
                Diagnostic::new(
                    &codes::catalog::LOCATION_STOPS,
                    format!("Backstage also rejects {entities} in this file"),
                )
                .at(*stop)
                .help("correct this document, or move it into a file of its own"),
            );
        }
        Outcomes { stored: stops.is_empty(), list }
    }

    fn enforce(
        &mut self,
        outcome: Outcome,
        rules: &Rules,
        origin: &str,
        file: crate::source::FileId,
    ) -> Outcome {
        let Outcome::Accepted(candidate) = outcome else { return outcome };
        let spec_type =
            candidate.spec.as_ref().and_then(|spec| spec.get("type")).and_then(|kind| kind.as_str());
        if rules.allow(candidate.kind.as_str(), spec_type, origin) {
            return Outcome::Accepted(candidate);
        }
        let node = candidate.raw.node.get("kind").unwrap_or(&candidate.raw.node);
        let reason = format!("`catalog.rules` does not allow the kind {} here", candidate.kind);
        self.found.push(
            Diagnostic::new(&codes::catalog::NOT_ALLOWED, reason.clone())
                .at(Span::new(file, Node::range(node)))
                .help(format!("add `{}` to `allow` of a rule for `{origin}`", candidate.kind))
                .entity(candidate.reference.as_str()),
        );
        Outcome::Refused(Refusal {
            reference: Some(candidate.reference.clone()),
            reason,
            raw: candidate.raw,
            reach: Reach::Location,
        })
    }
}

struct Outcomes {
    list: Vec<Outcome>,
    stored: bool,
}
