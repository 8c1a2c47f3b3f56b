//! The Health pages: everything that is wrong, by rule, by repository and by owner.
//!
//! In: resolved findings, the planned lists of them. Out: groups with counts and the findings themselves. Never: hides
//! one: what does not fit on the first page is in its list.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entity_health::{Finding, finding};
use super::pager::{Pager, numbered};
use crate::diag::SeverityCounts;
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here};
use crate::render::text::count;
use crate::site::{FINDINGS, HealthList, HealthScope};
use crate::url::{PageNumber, SitePath};

/// Context of `health.html`.
#[derive(Serialize)]
pub(in crate::render) struct HealthPage {
    pub page: Frame,
    #[serde(flatten)]
    counts: SeverityCounts,
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
    /// The rule's own list; empty where everything is here.
    href: String,
}

/// Context of `health-list.html`.
#[derive(Serialize)]
pub(in crate::render) struct HealthListPage {
    pub page: Frame,
    scope: &'static str,
    heading: String,
    /// What the rule says.
    about: String,
    rule: Option<&'static str>,
    owner: Option<EntityLink>,
    #[serde(flatten)]
    counts: SeverityCounts,
    findings: Vec<Finding>,
    pager: Pager,
}

/// A repository or an owner with its share.
#[derive(Serialize)]
struct Part {
    text: String,
    href: String,
    #[serde(flatten)]
    counts: SeverityCounts,
    share: usize,
}

/// Findings of a rule on the page, and of all rules together.
const A_RULE: usize = 12;
const MOST: usize = 90;
/// Repositories and owners on the page.
const PARTS: usize = 40;

/// The context of the Health page.
pub(in crate::render) fn health(here: Here<'_>) -> HealthPage {
    let model = here.model;
    let mut by_rule: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, finding) in model.findings.iter().enumerate() {
        by_rule.entry(finding.code).or_default().push(at);
    }
    let severity = |&at: &usize| model.findings[at].severity;
    // The most severe first, and within a rule too.
    let mut by_rule: Vec<_> = by_rule.into_iter().collect();
    for (_, findings) in &mut by_rule {
        findings.sort_by_key(|at| std::cmp::Reverse(severity(at)));
    }
    by_rule.sort_by_key(|(code, findings)| (std::cmp::Reverse(severity(&findings[0])), *code));
    let list_of = |id: &str| {
        model.plan.health.iter().find(|list| matches!(list.scope, HealthScope::Rule(rule) if rule == id))
    };
    let (repositories, owners) = shares(here);
    let mut room = MOST;
    let rules = by_rule
        .into_iter()
        .map(|(id, findings)| {
            let shown = findings.len().min(A_RULE).min(room.max(3));
            room = room.saturating_sub(shown);
            let first = &model.findings[findings[0]];
            Rule {
                id: first.code,
                name: first.name,
                summary: first.rule.summary,
                severity: first.severity.as_str(),
                count: findings.len(),
                more: findings.len() - shown,
                href: list_of(id).map(|list| here.to(&list.path)).unwrap_or_default(),
                findings: findings.into_iter().take(shown).map(|one| finding(here, one, true)).collect(),
            }
        })
        .collect();
    HealthPage {
        page: Frame::new(here, "Health", "health")
            .about("Problems in the catalog and the documentation.")
            .alternate(here, here.path)
            .layout("wide"),
        counts: model.findings.iter().map(|finding| finding.severity).collect(),
        rules,
        repositories,
        owners,
        entities: model.catalog.entities.len(),
        docs_pages: model.pages.len(),
        refused: model.catalog.refused.len(),
    }
}

fn part(here: Here<'_>, list: &HealthList, text: String) -> Part {
    Part {
        text,
        href: here.to(&list.path),
        counts: list.findings.iter().map(|&at| here.model.findings[at].severity).collect(),
        share: list.findings.len(),
    }
}

/// Repositories and owners with what is wrong in them, the worst first, and how many more there are.
fn shares(here: Here<'_>) -> (Vec<Part>, Vec<Part>) {
    let (mut repositories, mut owners) = (Vec::new(), Vec::new());
    for list in &here.model.plan.health {
        match &list.scope {
            HealthScope::Rule(_) | HealthScope::Entity(_) => {}
            HealthScope::Repository(at) => {
                repositories.push(part(here, list, here.model.inventory.repos[*at].name.clone()));
            }
            HealthScope::Owner(owner) => owners.push(part(here, list, here.named(owner).title)),
        }
    }
    for parts in [&mut repositories, &mut owners] {
        parts.sort_by(|a, b| b.counts.cmp(&a.counts).then_with(|| a.text.cmp(&b.text)));
        parts.truncate(PARTS);
    }
    (repositories, owners)
}

/// The context of a page of a list of findings.
pub(in crate::render) fn health_list(here: Here<'_>, list: usize, number: PageNumber) -> HealthListPage {
    let model = here.model;
    let list = &model.plan.health[list];
    let pager = Pager::new(here, &list.path, number, list.findings.len(), FINDINGS);
    let first = &model.findings[list.findings[0]];
    let (scope, heading, about) = match &list.scope {
        HealthScope::Rule(_) => ("Rule", first.name.to_owned(), first.rule.summary.to_owned()),
        HealthScope::Repository(at) => ("Repository", model.inventory.repos[*at].name.clone(), String::new()),
        HealthScope::Owner(owner) => ("Owned by", here.named(owner).title, String::new()),
        HealthScope::Entity(id) => ("Health of", here.entity(*id).title, String::new()),
    };
    let whole = part(here, list, String::new());
    HealthListPage {
        page: Frame::new(here, numbered(&format!("Health: {heading}"), number), "health")
            .about(&format!("Problems: {}.", count(list.findings.len(), "problem", "problems")))
            .layout("wide")
            .crumb("Health", here.to(&SitePath::HEALTH)),
        scope,
        heading,
        about,
        rule: matches!(list.scope, HealthScope::Rule(_)).then_some(first.code),
        owner: match &list.scope {
            HealthScope::Owner(owner) => Some(here.named(owner)),
            HealthScope::Entity(id) => Some(here.entity(*id)),
            _ => None,
        },
        counts: whole.counts,
        findings: list.findings[pager.range()].iter().map(|&at| finding(here, at, true)).collect(),
        pager,
    }
}
