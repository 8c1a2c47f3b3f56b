//! Markdown alternates of the pages that list things: the catalog, docs, APIs, templates, teams, health.
//!
//! In: what those pages show. Out: Markdown with links to other alternates. Never: cut short: text is light, and machines read
//! to the end.

use std::fmt::Write as _;

use super::text::{entry, found, line};
use crate::catalog::kinds::{self, KindDefinition};
use crate::catalog::{EntityId, RelationType};
use crate::graph::{Organisation, organisation};
use crate::render::links::Here;
use crate::render::text::count;
use crate::site::Scope;

/// Every entity, by kind.
pub(super) fn catalog(here: Here<'_>) -> String {
    let mut out = String::from("# Catalog\n");
    for listing in &here.model.plan.listings {
        if let Scope::Kind(kind) = &listing.scope {
            let _ = writeln!(out, "\n## {}\n", here.plural(kind));
            for &id in &listing.members {
                entry(&mut out, here, id);
            }
        }
    }
    out
}

/// Every documentation site.
pub(super) fn docs(here: Here<'_>) -> String {
    let mut out = String::from("# Documentation\n\n");
    for site in here.model.sites.iter().filter(|site| !site.pages.is_empty()) {
        let first = site.first_page().map_or_else(|| site.base.clone(), |page| site.page_path(page));
        let about = site.description.as_deref().map_or_else(String::new, |text| format!(": {}", line(text)));
        let _ = writeln!(out, "- [{}]({}){about}", line(&site.name), here.to(&first.alternate()));
    }
    out
}

/// Every API with who provides and who consumes it.
pub(super) fn apis(here: Here<'_>) -> String {
    let mut out = String::from("# APIs\n\n");
    for id in sorted(here, &kinds::API) {
        entry(&mut out, here, id);
        ends(&mut out, here, id, "provided by", RelationType::ApiProvidedBy);
        ends(&mut out, here, id, "consumed by", RelationType::ApiConsumedBy);
    }
    out
}

/// Every template.
pub(super) fn templates(here: Here<'_>) -> String {
    let mut out = String::from("# Templates\n\n");
    for id in sorted(here, &kinds::TEMPLATE) {
        entry(&mut out, here, id);
    }
    out
}

/// The organisation as a tree, then who stands outside it.
pub(super) fn teams(here: Here<'_>) -> String {
    let catalog = here.model.catalog;
    let found = organisation(catalog);
    let mut out = String::from("# Teams\n\n");
    for &root in &found.roots {
        branch(&mut out, here, &found, root, 0);
    }
    if !found.loose_users.is_empty() {
        out.push_str("\n## People without a team\n\n");
        for &id in &found.loose_users {
            entry(&mut out, here, id);
        }
    }
    if !found.missing_owners.is_empty() {
        out.push_str("\n## Owners that nothing describes\n\n");
        for (owner, owned) in &found.missing_owners {
            let _ = writeln!(out, "- {} owns {}", line(owner.as_str()), owned.len());
        }
    }
    out
}

fn branch(out: &mut String, here: Here<'_>, found: &Organisation, at: usize, depth: usize) {
    let group = &found.groups[at];
    let entity = here.model.catalog.entity(group.id);
    let href = here.to(&entity.site_path().alternate());
    let _ = writeln!(
        out,
        "{}- [{}]({href}): {}, owns {}",
        "  ".repeat(depth),
        line(entity.title()),
        count(group.members.len(), "member", "members"),
        group.owned.len()
    );
    if depth < 40 {
        for &child in &group.children {
            branch(out, here, found, child, depth + 1);
        }
    }
}

/// Every finding, by rule.
pub(super) fn health(here: Here<'_>) -> String {
    let mut out = String::from("# Health\n");
    let mut order: Vec<usize> = (0..here.model.findings.len()).collect();
    order.sort_by_key(|&at| {
        let finding = &here.model.findings[at];
        (std::cmp::Reverse(finding.severity), finding.code)
    });
    let mut rule = "";
    for at in order {
        let finding = &here.model.findings[at];
        if finding.code != rule {
            rule = finding.code;
            let about = finding.rule.summary;
            let _ = writeln!(out, "\n## {} {}\n\n{about}\n", finding.code, finding.name);
        }
        found(&mut out, finding);
    }
    out
}

fn sorted(here: Here<'_>, kind: &'static KindDefinition) -> Vec<EntityId> {
    let mut ids: Vec<EntityId> = here.model.of_kind(kind).collect();
    ids.sort_by_cached_key(|&id| (here.model.catalog.entity(id).title().to_lowercase(), id));
    ids
}

fn ends(out: &mut String, here: Here<'_>, id: EntityId, word: &str, kind: RelationType) {
    let names: Vec<String> = here
        .model
        .catalog
        .entity(id)
        .related(kind)
        .map(|relation| line(&here.target(relation).title))
        .collect();
    if !names.is_empty() {
        let _ = writeln!(out, "  - {word} {}", names.join(", "));
    }
}
