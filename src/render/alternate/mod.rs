//! Markdown for machines: the alternate of a page, and `llms.txt`.
//!
//! Entities, docs pages and the lists that hold everything have one; a docs page's is its source, which the plan copies. The
//! catalog's lists by kind, owner and tag have none: they hold nothing that the whole list does not, and would be a file each.
//!
//! In: what the page shows. Out: Markdown with relative links to other alternates. Never: HTML of an author: text
//! is escaped where it could be taken for markup.

mod lists;
mod text;

use std::fmt::Write as _;

use self::text::{entry, found, line};
use super::Model;
use super::links::Here;
use super::view::api;
use super::view::dependencies::shown_impact;
use super::view::relations::words;
use crate::catalog::{EntityId, RelationType, kinds};
use crate::docs::{PageId, SiteId};
use crate::graph::Direction;
use crate::site::{PageKind, Scope, Tab};
use crate::url::{PageNumber, SitePath};

/// The Markdown alternate of a page; `None` where it has none of its own.
pub(super) fn of(here: Here<'_>, page: &PageKind) -> Option<String> {
    Some(match page {
        PageKind::Home => home(here.model),
        PageKind::Listing(id, PageNumber::FIRST) if here.model.plan.listings[id.0].scope == Scope::All => {
            lists::catalog(here)
        }
        PageKind::Entity(id, Tab::Overview) => entity(here, *id),
        PageKind::DocsHome(PageNumber::FIRST) => lists::docs(here),
        PageKind::ApiHome => lists::apis(here),
        PageKind::Templates(PageNumber::FIRST) => lists::templates(here),
        PageKind::Teams => lists::teams(here),
        PageKind::Health => lists::health(here),
        _ => return None,
    })
}

/// The portal in Markdown, in the manner of llmstxt.org.
pub(super) fn home(model: &Model<'_>) -> String {
    let here = Here { model, path: &SitePath::HOME };
    let mut out = format!("# {}\n\n", line(&model.config.title));
    let intro = model.config.home.intro.as_deref().unwrap_or("Software catalog and documentation.");
    let _ = writeln!(out, "> {}\n", line(intro));
    let _ = writeln!(
        out,
        "Entities, documentation pages and the lists below are also available as Markdown: `index.md` next to their `index.html`; the tabs of an entity share that of its overview. The catalog as JSON: [entities.json](api/catalog/entities.json).\n"
    );
    out.push_str("## Catalog\n\n");
    for (title, path) in [
        ("All entities", SitePath::CATALOG),
        ("APIs", SitePath::APIS),
        ("Documentation", SitePath::DOCS),
        ("Templates", SitePath::TEMPLATES),
        ("Teams", SitePath::TEAMS),
        ("Health: problems and how to fix them", SitePath::HEALTH),
    ] {
        let _ = writeln!(out, "- [{title}]({})", here.to(&path.alternate()));
    }
    // What contains the others comes first.
    for kind in kinds::ALL.iter().copied().rev().filter(|kind| kind.is_summarised) {
        let members: Vec<EntityId> = model.of_kind(kind).take(200).collect();
        if !members.is_empty() {
            let _ = writeln!(out, "\n## {}\n", kind.plural);
            for id in members {
                entry(&mut out, here, id);
            }
        }
    }
    if !model.sites.is_empty() {
        out.push_str("\n## Documentation\n\n");
        for site in model.sites.iter().filter(|site| !site.pages.is_empty()) {
            let first = site.pages.iter().position(|page| page.url.is_root()).unwrap_or_default();
            let href = here.to(&site.page_path(PageId(first)).alternate());
            let about =
                site.description.as_deref().map_or_else(String::new, |text| format!(": {}", line(text)));
            let _ = writeln!(out, "- [{}]({href}){about}", line(&site.name));
        }
    }
    out
}

/// One doc site in Markdown, in the manner of llmstxt.org.
pub(super) fn docs(model: &Model<'_>, id: SiteId) -> String {
    let here = Here { model, path: &SitePath::HOME };
    let site = &model.sites[id.0];
    let mut out = format!("# {}\n\n", line(&site.name));
    if let Some(about) = &site.description {
        let _ = writeln!(out, "> {}\n", line(about));
    }
    out.push_str(
        "Every page is also available as Markdown: `index.md` next to its `index.html`.\n\n## Pages\n\n",
    );
    for (number, _) in site.pages.iter().enumerate().filter(|(_, page)| !page.unlisted) {
        let Some(shown) = model.docs_page(id, PageId(number)) else { continue };
        let href = here.to(&site.page_path(PageId(number)).alternate());
        let _ = writeln!(out, "- [{}]({href})", line(&shown.title));
    }
    out
}

/// An entity in Markdown.
fn entity(here: Here<'_>, id: EntityId) -> String {
    let entity = here.model.catalog.entity(id);
    let mut out = format!("# {}\n\n", line(entity.title()));
    if let Some(description) = entity.metadata.description.as_deref().filter(|text| !text.is_empty()) {
        let _ = writeln!(out, "{}\n", description.trim());
    }
    let mut fact = |label: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(out, "- {label}: {}", line(text));
        }
    };
    fact("Reference", entity.reference.as_str());
    fact("Kind", entity.kind.as_str());
    fact("Type", entity.spec_type().unwrap_or_default());
    fact("Lifecycle", entity.lifecycle().unwrap_or_default());
    fact("Tags", &entity.metadata.tags.join(", "));
    fact("Declared in", &here.model.place(entity.origin.span));
    if let Some(docs) = here.model.docs_of(id) {
        let name = &here.model.sites[docs.site.0].name;
        let href = here.place(&docs.path.alternate());
        let _ = writeln!(out, "- Documentation: [{}]({href})", line(name));
    }
    if !entity.metadata.links.is_empty() {
        out.push_str("\n## Links\n\n");
        for link in &entity.metadata.links {
            let _ = writeln!(out, "- {}: <{}>", line(link.title.as_deref().unwrap_or("link")), link.url);
        }
    }
    if !entity.relations.is_empty() {
        out.push_str("\n## Relations\n");
        for kind in RelationType::ALL {
            let mut first = true;
            for relation in entity.related(kind) {
                if first {
                    let _ = writeln!(out, "\n### {}\n", words(kind));
                    first = false;
                }
                if let Some(other) = relation.target_id {
                    let other = here.model.catalog.entity(other);
                    let href = here.to(&other.site_path().alternate());
                    let _ = writeln!(out, "- [{}]({href})", line(other.title()));
                } else {
                    let target = here.target(relation);
                    let fate = if target.refused.is_empty() { "not found" } else { "invalid" };
                    let _ = match target.declared.as_str() {
                        "" => writeln!(out, "- {} ({fate})", line(&target.reference)),
                        place => writeln!(out, "- {} ({fate}, declared at {place})", line(&target.reference)),
                    };
                }
            }
        }
    }
    dependencies(&mut out, here, id);
    if let Some((_, _, file)) = api::file(entity) {
        let _ = writeln!(out, "\n## Definition\n\n[{file}](api/{file})");
    }
    let findings = here.model.found_on(id);
    if !findings.is_empty() {
        out.push_str("\n## Health\n\n");
        for &at in findings {
            found(&mut out, &here.model.findings[at]);
        }
    }
    out
}

/// What lies beyond the direct relations: who is concerned when it fails, and what it stands on.
fn dependencies(out: &mut String, here: Here<'_>, id: EntityId) {
    for (title, direction) in
        [("Dependents", Direction::Dependents), ("Dependencies", Direction::Dependencies)]
    {
        let impact = shown_impact(here, id, direction);
        if impact.steps.is_empty() {
            continue;
        }
        let more = if impact.more { "+" } else { "" };
        let _ = writeln!(out, "\n## {title}: {}{more}, {} direct\n", impact.count(), impact.direct());
        for (at, step) in impact.steps.iter().enumerate() {
            let mut names: Vec<&str> = step.iter().map(|reached| reached.relation.target.as_str()).collect();
            names.sort_unstable();
            for name in names {
                let _ = writeln!(out, "- {}. {}", at + 1, line(name));
            }
        }
    }
}
