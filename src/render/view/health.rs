//! The Health page: everything that is wrong, by rule, by repository and by owner.
//!
//! In: resolved findings. Out: groups with counts and the findings themselves. Never: hides one: what does not
//! fit on the page is counted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entity_health::{Finding, finding, word};
use crate::catalog::{EntityRef, RelationType};
use crate::diag::{Resolved, Severity, codes};
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here};

/// Context of `health.html`.
#[derive(Serialize)]
pub(in crate::render) struct HealthPage {
    pub page: Frame,
    errors: usize,
    warnings: usize,
    notes: usize,
    rules: Vec<Rule>,
    repositories: Vec<Part>,
    owners: Vec<Part>,
    entities: usize,
    docs_pages: usize,
    refused: usize,
}

/// A rule with its findings.
#[derive(Serialize)]
struct Rule {
    id: &'static str,
    name: &'static str,
    summary: &'static str,
    severity: &'static str,
    count: usize,
    findings: Vec<Finding>,
    more: usize,
}

/// A repository or an owner with its share.
#[derive(Serialize)]
struct Part {
    text: String,
    link: Option<EntityLink>,
    errors: usize,
    warnings: usize,
    notes: usize,
    share: usize,
}

/// Findings of a rule on the page, and of all rules together.
const A_RULE: usize = 12;
const MOST: usize = 90;

/// The context of the Health page.
pub(in crate::render) fn health(here: Here<'_>) -> HealthPage {
    let model = here.model;
    let of = |severity| model.findings.iter().filter(|finding| finding.severity == severity).count();
    let mut by_rule: BTreeMap<&str, Vec<&Resolved>> = BTreeMap::new();
    for finding in model.findings {
        by_rule.entry(finding.code).or_default().push(finding);
    }
    // The gravest first, and within a rule too.
    let mut by_rule: Vec<_> = by_rule.into_iter().collect();
    for (_, findings) in &mut by_rule {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    }
    by_rule.sort_by_key(|(code, findings)| (std::cmp::Reverse(findings[0].severity), *code));
    let mut room = MOST;
    let rules = by_rule
        .into_iter()
        .map(|(id, findings)| {
            let shown = findings.len().min(A_RULE).min(room.max(3));
            room = room.saturating_sub(shown);
            let code = codes::find(id);
            Rule {
                id: findings[0].code,
                name: findings[0].name,
                summary: code.map_or("", |code| code.summary),
                severity: word(findings[0].severity),
                count: findings.len(),
                more: findings.len() - shown,
                findings: findings.into_iter().take(shown).map(|one| finding(here, one, true)).collect(),
            }
        })
        .collect();
    HealthPage {
        page: Frame::new(here, "Health", "health")
            .about("What needs care, where it is, and what to do.")
            .layout("wide"),
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
        rules,
        repositories: repositories(here),
        owners: owners(here),
        entities: model.catalog.entities.len(),
        docs_pages: model.pages.len(),
        refused: model.catalog.refused.len(),
    }
}

fn part(text: String, link: Option<EntityLink>, findings: &[&Resolved]) -> Part {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings, notes) = (of(Severity::Error), of(Severity::Warning), of(Severity::Note));
    Part { text, link, errors, warnings, notes, share: findings.len() }
}

fn worst_first(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by(|a, b| {
        (b.errors, b.warnings, b.notes)
            .cmp(&(a.errors, a.warnings, a.notes))
            .then_with(|| a.text.cmp(&b.text))
    });
    parts.truncate(40);
    parts
}

fn repositories(here: Here<'_>) -> Vec<Part> {
    let mut by: BTreeMap<&str, Vec<&Resolved>> = BTreeMap::new();
    for finding in here.model.findings {
        if let Some(place) = &finding.place {
            let path = place.path.as_str();
            let repo = here
                .model
                .inventory
                .repos
                .iter()
                .filter(|repo| path.strip_prefix(repo.root.shown()).is_some_and(|rest| rest.starts_with('/')))
                .max_by_key(|repo| repo.root.shown().len());
            let name = repo.map_or_else(|| path.split('/').next().unwrap_or(path), |repo| repo.name.as_str());
            by.entry(name).or_default().push(finding);
        }
    }
    worst_first(by.into_iter().map(|(name, findings)| part(name.to_owned(), None, &findings)).collect())
}

fn owners(here: Here<'_>) -> Vec<Part> {
    let catalog = &here.model.catalog;
    let mut by: BTreeMap<EntityRef, Vec<&Resolved>> = BTreeMap::new();
    for (id, entity) in catalog.iter() {
        for owner in entity.related(RelationType::OwnedBy) {
            let findings = here.model.found_on(id).iter().map(|&at| &here.model.findings[at]);
            by.entry(owner.target.clone()).or_default().extend(findings);
        }
    }
    let parts = by.into_iter().filter(|(_, findings)| !findings.is_empty()).map(|(owner, findings)| {
        let link = here.named(&owner);
        part(link.title.clone(), Some(link), &findings)
    });
    worst_first(parts.collect())
}
