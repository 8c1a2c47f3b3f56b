//! The navigation of a doc site.
//!
//! In: a site's nav and the page that looks at it. Out: HTML by the theme's own template. Never: rendered
//! again for every page: pages at the same depth share it, and only the marks of the current page differ.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use serde::Serialize;

use crate::docs::{DocSite, NavItem, NavTarget, PageId, SiteId};
use crate::render::links::{Here, TextLink};
use crate::render::nav_cache::{Marked, Plan, Row, Target};
use crate::render::{Model, Theme};
use crate::url::{SiteLink, SitePath, outside};

/// A site with more entries shows the branch in use and the top level; every other section leads to its
/// first page, whose own page shows it open.
const WHOLE: usize = 90;

#[derive(Serialize)]
struct Nav {
    rows: Vec<NavRow>,
}

/// A row as the template sees it.
#[derive(Serialize)]
struct NavRow {
    title: String,
    href: String,
    section: bool,
    outside: bool,
    /// Whether it is a section that is shown closed, as a link.
    folded: bool,
    depth: usize,
    /// Where `aria-current` or `open` goes.
    mark: String,
    /// Sections to close after it.
    close: usize,
}

/// The nav of a site as a list, made by the first page that asks.
fn planned(model: &Model<'_>, site: SiteId) -> Arc<Plan> {
    model.navs.plan(site, || plan(model, site))
}

/// The top level, for the entity's overview.
pub(in crate::render) fn top(here: Here<'_>, site: SiteId) -> Vec<TextLink> {
    let plan = planned(here.model, site);
    let base = &here.model.sites[site.0].base;
    plan.rows
        .iter()
        .filter(|row| row.depth == 0)
        .filter_map(|row| {
            let first = row.first.as_ref()?;
            Some(TextLink { href: here.place(&first.below(base)), text: row.title.clone() })
        })
        .collect()
}

/// The nav as the page sees it. Empty where the theme's template fails; the page then says so itself.
pub(in crate::render) fn html(here: Here<'_>, theme: &Theme, site: SiteId, page: PageId) -> String {
    let model = here.model;
    let plan = planned(model, site);
    let depth = model.sites[site.0].pages[page.0].url.depth();
    let current = plan.at.get(&page).copied();
    let mut open = BTreeSet::new();
    let mut up = current;
    while let Some(row) = up {
        open.insert(row);
        up = plan.rows[row].parent;
    }
    let whole = plan.rows.len() <= WHOLE;
    // Neighbours in one section see the same.
    let branch =
        current.and_then(|row| if plan.rows[row].section { Some(row) } else { plan.rows[row].parent });
    let key = (site, depth, if whole { None } else { branch.or(Some(usize::MAX)) });
    let marked = model.navs.marked(key, || render(theme, &plan, depth, &open, whole));
    let mut html = String::with_capacity(marked.html.len() + 64);
    let mut from = 0;
    for &(at, row) in &marked.marks {
        html.push_str(&marked.html[from..at]);
        if plan.rows[row].section {
            html.push_str(if open.contains(&row) { " open" } else { "" });
        } else if current == Some(row) {
            html.push_str(" aria-current=\"page\"");
        }
        from = at;
    }
    html.push_str(&marked.html[from..]);
    html
}

fn plan(model: &Model<'_>, id: SiteId) -> Plan {
    let site = &model.sites[id.0];
    let mut plan = Plan { rows: Vec::new(), at: HashMap::new() };
    for item in &site.nav {
        add(model, id, site, item, 0, None, &mut plan);
    }
    // The first page below a section, from the last row up.
    for row in (0..plan.rows.len()).rev() {
        let first = match &plan.rows[row].target {
            Target::Inside(url) => Some(url.clone()),
            _ => plan.rows[row].first.clone(),
        };
        plan.rows[row].first.clone_from(&first);
        if let (Some(parent), Some(_)) = (plan.rows[row].parent, &first) {
            plan.rows[parent].first = first;
        }
    }
    plan
}

fn add(
    model: &Model<'_>,
    id: SiteId,
    site: &DocSite,
    item: &NavItem,
    depth: usize,
    parent: Option<usize>,
    plan: &mut Plan,
) {
    let row = plan.rows.len();
    let (target, own_title) = match &item.target {
        NavTarget::Section => (Target::None, None),
        NavTarget::Page(page, anchor) => {
            plan.at.entry(*page).or_insert(row);
            let title = model.docs_page(id, *page).map(|page| page.title.clone());
            let url = site.pages[page.0].url.clone();
            (Target::Inside(url.with_fragment(anchor.as_deref().unwrap_or_default())), title)
        }
        NavTarget::Asset(url) => (Target::Inside(url.clone().into()), None),
        NavTarget::Url(url) => match outside(url) {
            Some(url) => (Target::Outside(url), None),
            None => return,
        },
    };
    let title = if item.title.is_empty() { own_title.unwrap_or_default() } else { item.title.clone() };
    let title: String = title.chars().filter(|c| !c.is_control()).collect();
    let title = match (&target, title.is_empty()) {
        (Target::Inside(place), true) => place.to_string(),
        (Target::Outside(url), true) => url.clone(),
        _ => title,
    };
    // MkDocs nests without end; a page shows so deep and no deeper.
    let section = !item.children.is_empty() && depth < 12;
    plan.rows.push(Row { title, depth, target, section, parent, first: None });
    if section {
        for child in &item.children {
            add(model, id, site, child, depth + 1, Some(row), plan);
        }
    }
}

fn render(theme: &Theme, plan: &Plan, depth: usize, open: &BTreeSet<usize>, whole: bool) -> Marked {
    let prefix = "../".repeat(depth);
    let inside = |place: &SiteLink| format!("{prefix}{}", place.href(&SitePath::HOME));
    let mut rows: Vec<NavRow> = Vec::new();
    for (index, row) in plan.rows.iter().enumerate() {
        if !whole && row.parent.is_some_and(|parent| !open.contains(&parent)) {
            continue;
        }
        let folded = row.section && !whole && !open.contains(&index);
        let href = match (&row.target, folded) {
            (Target::Outside(url), _) => url.clone(),
            (Target::Inside(place), _) => inside(place),
            (Target::None, true) => row.first.as_ref().map(inside).unwrap_or_default(),
            (Target::None, false) => String::new(),
        };
        rows.push(NavRow {
            title: row.title.clone(),
            href,
            section: row.section && !folded,
            outside: matches!(row.target, Target::Outside(_)),
            folded,
            depth: row.depth,
            mark: format!("\u{1}{index}\u{2}"),
            close: 0,
        });
    }
    let depths: Vec<usize> = rows.iter().map(|row| row.depth).chain([0]).collect();
    for (row, pair) in rows.iter_mut().zip(depths.windows(2)) {
        row.close = if row.section && pair[1] <= pair[0] {
            pair[0] - pair[1] + 1
        } else {
            pair[0].saturating_sub(pair[1])
        };
    }
    let context = tera::Context::from_serialize(&Nav { rows }).unwrap_or_default();
    let html = theme.render("docs-nav.html", &context).0.unwrap_or_default();
    unmark(&html)
}

/// Takes the marks out of the HTML and keeps their places.
fn unmark(html: &str) -> Marked {
    let mut marked = Marked { html: String::with_capacity(html.len()), marks: Vec::new() };
    let mut rest = html;
    while let Some(start) = rest.find('\u{1}') {
        marked.html.push_str(&rest[..start]);
        let Some(end) = rest[start..].find('\u{2}') else { break };
        if let Ok(row) = rest[start + 1..start + end].parse() {
            marked.marks.push((marked.html.len(), row));
        }
        rest = &rest[start + end + 1..];
    }
    marked.html.push_str(rest);
    marked
}

#[cfg(test)]
mod tests {
    use super::unmark;

    #[test]
    fn marks_have_their_places() {
        let marked = unmark("<a\u{1}3\u{2}>x</a><a\u{1}14\u{2}>");
        assert_eq!(marked.html, "<a>x</a><a>");
        assert_eq!(marked.marks, [(2, 3), (10, 14)]);
    }
}
