//! A page of documentation.
//!
//! In: a rendered page and its site. Out: body, nav, toc, neighbours, what is known of the page. Never: touches
//! the body: it is shown as the Markdown serialiser made it.

use serde::Serialize;

use super::docs_nav;
use crate::catalog::RelationType;
use crate::docs::{DocSite, PageId, RenderedPage, SiteId};
use crate::markdown::TocEntry;
use crate::render::Theme;
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here, TextLink};
use crate::render::text::date;
use crate::url::{SitePath, outside};

/// Context of `docs.html`.
#[derive(Serialize)]
pub(in crate::render) struct DocsPage {
    pub page: Frame,
    title: String,
    body: tera::Value,
    has_h1: bool,
    nav: tera::Value,
    toc: Vec<TocRow>,
    site: Site,
    previous: Option<TextLink>,
    next: Option<TextLink>,
    edit: String,
    view: String,
    report: String,
    tags: Vec<TextLink>,
    updated: String,
    updated_iso: String,
    authors: Vec<String>,
    minutes: usize,
    /// `status` of the front matter: `new`, `deprecated`, or a word of the author's.
    status: String,
    /// Classes of a page that hides its nav (on wide screens) or its toc and takes their room.
    bare: &'static str,
    /// Where to go from a front page without words of its own.
    ways: Vec<TextLink>,
}

/// The site that the page is part of.
#[derive(Serialize)]
struct Site {
    name: String,
    href: String,
    entity: Option<EntityLink>,
    owners: Vec<EntityLink>,
    lifecycle: String,
    more_entities: Vec<EntityLink>,
    pages: usize,
}

#[derive(Serialize)]
struct TocRow {
    depth: usize,
    id: String,
    title: String,
}

/// Words a minute that people read in technical text.
const PACE: usize = 220;
/// Headings in the table of contents; beyond, only the upper level is shown.
const HEADINGS: usize = 60;

/// The context of a docs page; `None` where the page was not rendered.
pub(in crate::render) fn docs(
    here: Here<'_>,
    theme: &Theme,
    site_id: SiteId,
    page_id: PageId,
) -> Option<DocsPage> {
    let model = here.model;
    let rendered = model.docs_page(site_id, page_id)?;
    let site = &model.sites[site_id.0];
    let source = &site.pages[page_id.0];
    let document = &rendered.document;
    let neighbour = |id: Option<PageId>| {
        let id = id?;
        let title = model.docs_page(site_id, id).map(|page| page.title.clone());
        let title = title.or_else(|| site.pages[id.0].nav_title.clone())?;
        Some(TextLink { href: here.to(&site.page_path(id)), text: title })
    };
    let turns = !rendered.hides("footer");
    let alone = model.plan.site.is_some();
    let title = if rendered.title == site.name || rendered.title.is_empty() {
        site.name.clone()
    } else if alone {
        rendered.title.clone()
    } else {
        format!("{} · {}", rendered.title, site.name)
    };
    let entity = site.entities.first().map(|&id| (id, model.catalog.entity(id)));
    let mut page = Frame::new(here, title, "docs").layout("docs");
    if let Some(language) = &site.language {
        page = page.language(language);
    }
    if !alone {
        page = page.crumb("Docs", here.to(&SitePath::DOCS));
    }
    if let Some(description) = rendered.meta("description") {
        page = page.about(description);
    } else if let Some(section) = document.sections.iter().find(|section| section.text.len() > 40) {
        page = page.about(&section.text);
    }
    if let Some((_, entity)) = entity {
        page.reference = entity.reference.to_string();
    }
    page = page.alternate(here, here.path);
    Some(DocsPage {
        page,
        title: rendered.title.clone(),
        body: tera::Value::safe_string(&rendered.html(here.viewpoint(Some((site_id, page_id))))),
        has_h1: document.has_h1,
        nav: tera::Value::safe_string(&docs_nav::html(here, theme, site_id, page_id)),
        toc: if rendered.hides("toc") { Vec::new() } else { toc(&document.toc) },
        site: Site {
            name: site.name.clone(),
            href: here.to(&site.base),
            entity: entity.map(|(id, _)| here.entity(id)),
            owners: entity
                .iter()
                .flat_map(|(_, entity)| entity.related(RelationType::OwnedBy))
                .map(|relation| here.target(relation))
                .collect(),
            lifecycle: entity.and_then(|(_, entity)| entity.lifecycle()).unwrap_or_default().to_owned(),
            more_entities: site.entities.iter().skip(1).take(6).map(|&id| here.entity(id)).collect(),
            pages: site.pages.len(),
        },
        previous: neighbour(source.previous.filter(|_| turns)),
        next: neighbour(source.next.filter(|_| turns)),
        edit: source.edit_url.as_deref().and_then(outside).unwrap_or_default(),
        view: source.view_url.as_deref().and_then(outside).unwrap_or_default(),
        report: report(model, site, &rendered.title, &source.path).unwrap_or_default(),
        tags: tags(here, rendered),
        updated: source.updated.as_deref().map(date).unwrap_or_default(),
        updated_iso: source.updated.clone().unwrap_or_default(),
        authors: source.authors.iter().take(5).cloned().collect(),
        minutes: document.words.div_ceil(PACE),
        ways: if source.url.is_root() { ways(here, site_id, rendered) } else { Vec::new() },
        status: rendered.meta("status").unwrap_or_default().to_owned(),
        // A template of the author's theme brings its own ways on; here it is not shown.
        bare: match (
            rendered.hides("navigation") && rendered.meta("template").is_none(),
            rendered.hides("toc"),
        ) {
            (true, _) => "bare no-nav",
            (false, true) => "bare",
            (false, false) => "",
        },
    })
}

/// The top of the nav for a front page that says nothing: often it is a template of the author's theme and nothing else.
fn ways(here: Here<'_>, site_id: SiteId, page: &RenderedPage) -> Vec<TextLink> {
    let document = &page.document;
    if document.words > page.title.split_whitespace().count() || document.body.has_image {
        return Vec::new();
    }
    let itself = here.to(&here.model.sites[site_id.0].base);
    let ways = docs_nav::top(here, site_id);
    ways.into_iter().filter(|way| way.href != itself).collect()
}

/// `tags` of the front matter, each leading to what search finds for it; `hide: [tags]` keeps them to search.
fn tags(here: Here<'_>, page: &RenderedPage) -> Vec<TextLink> {
    let tags = page.tags();
    if tags.is_empty() || page.hides("tags") {
        return Vec::new();
    }
    let search = here.model.search.map(|page| here.to(&page.path)).unwrap_or_default();
    let link = |text: String| {
        let query = percent_encoding::utf8_percent_encode(&text, percent_encoding::NON_ALPHANUMERIC);
        TextLink { href: format!("{search}?query={query}"), text }
    };
    tags.into_iter().filter(|tag| !tag.is_empty()).take(20).map(link).collect()
}

/// Where a mistake on the page is reported: a new issue of its repository that names the page.
fn report(model: &crate::render::Model<'_>, site: &DocSite, title: &str, path: &str) -> Option<String> {
    let of_url = || model.config.hosts.remote(site.repo_url.as_deref()?);
    let remote = model.inventory.repo(site.repo).remote.clone().or_else(of_url)?;
    outside(&remote.issue_url(&format!("Docs: {title} ({path})"))?)
}

/// Headings below the title, two levels deep.
fn toc(entries: &[TocEntry]) -> Vec<TocRow> {
    // A page's single h1 is its title: what it holds is the table of contents.
    let top = match entries {
        [title] if title.level == 1 => title.children.as_slice(),
        all => all,
    };
    let mut rows = Vec::new();
    for entry in top {
        rows.push(TocRow { depth: 0, id: entry.id.clone(), title: entry.title.clone() });
        for child in &entry.children {
            rows.push(TocRow { depth: 1, id: child.id.clone(), title: child.title.clone() });
        }
    }
    if rows.len() > HEADINGS {
        rows.retain(|row| row.depth == 0);
    }
    rows.truncate(2 * HEADINGS);
    rows
}
