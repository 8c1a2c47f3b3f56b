//! One planned page to its files.
//!
//! In: the model, a place in the plan, the theme. Out: the HTML file, what belongs beside it, and a finding
//! where a user's template failed. Never: a page that is missing because its template failed.

use serde::Serialize;

use super::data_script::{DATA, NAMES};
use super::links::{Here, TextLink};
use super::view::{api, api_home, docs, docs_home, entity, health, home, listing, org, templates};
use super::{Model, Theme, alternate, frame::Frame};
use crate::artifact::Artifact;
use crate::diag::Diagnostic;
use crate::diag::codes::site::TEMPLATE_FAILED;
use crate::diagram::{Graph, Hidden, svg};
use crate::docs::{PageId, RedirectTarget, SiteId};
use crate::graph::{Level, map};

use crate::site::{PageKind, PlannedPage, Tab, rows_of};
use crate::url::{PageNumber, SitePath, outside};

/// The files of a page.
#[derive(Debug)]
pub(crate) struct Rendered {
    /// The page itself first.
    pub files: Vec<Artifact>,
    /// Why a template of the user's theme was not used.
    pub finding: Option<Diagnostic>,
}

/// Context of pages that show nothing of their own but a frame.
#[derive(Serialize)]
struct Plain {
    page: Frame,
    #[serde(flatten)]
    more: More,
}

#[derive(Serialize)]
#[serde(untagged)]
enum More {
    Graph { maps: Vec<Map>, data: String },
    Search { letters: Vec<Letter>, pages: Vec<TextLink>, whole: bool, total: usize },
    NotFound { names: String, style: String, scripts: Vec<Carried> },
}

/// A script that travels with its page.
#[derive(Serialize)]
struct Carried {
    url: String,
    /// `sha256-…`
    hash: String,
}

/// The organisation, rolled up.
#[derive(Serialize)]
struct Map {
    id: &'static str,
    title: &'static str,
    svg: String,
    nodes: usize,
    /// What no line stands for, and why.
    hidden: String,
    /// The same in words: each node and what it depends on.
    lines: Vec<Line>,
}

/// A node of a map and where its edges lead.
#[derive(Serialize)]
struct Line {
    from: TextLink,
    to: Vec<Target>,
}

/// The end of an edge and how many dependencies it stands for.
#[derive(Serialize)]
struct Target {
    node: TextLink,
    count: String,
}

/// Entities by first letter, for those who search without JavaScript.
#[derive(Serialize)]
struct Letter {
    name: String,
    count: usize,
    /// The page of the catalog where it begins.
    href: String,
    entries: Vec<super::links::EntityLink>,
}

#[derive(Serialize)]
struct Redirect {
    to: String,
    title: String,
}

/// Renders a page.
pub(crate) fn page(model: &Model<'_>, planned: &PlannedPage, theme: &Theme) -> Rendered {
    let here = Here { model, path: &planned.path };
    let alternate = alternate::of(here, &planned.kind);
    let mut beside: Vec<_> =
        alternate.map(|text| Artifact::new(planned.path.alternate(), text)).into_iter().collect();
    let (template, context) = match &planned.kind {
        PageKind::Home => ("home.html", context(&home::home(here))),
        PageKind::Listing(id, number) => ("listing.html", context(&listing::listing(here, *id, *number))),
        PageKind::Entity(id, tab) => {
            let about = model.catalog.entity(*id);
            let template = match tab {
                Tab::Overview => "entity-overview.html",
                Tab::Api => {
                    if let Some((text, _, file)) = api::file(about) {
                        beside.push(Artifact::new(planned.path.join(file), text));
                    }
                    "entity-api.html"
                }
                Tab::Relations => "entity-relations.html",
                Tab::Dependencies => "entity-dependencies.html",
                Tab::Health => "entity-health.html",
                Tab::Yaml => "entity-yaml.html",
            };
            (template, context(&entity::entity(here, *id, *tab)))
        }
        PageKind::Api(id, number) => ("entity-api.html", context(&entity::api_page(here, *id, *number))),
        PageKind::DocsHome(number) => ("docs-home.html", context(&docs_home::docs_home(here, *number))),
        PageKind::Docs(site, page) => match docs::docs(here, theme, *site, *page) {
            Some(shown) => ("docs.html", context(&shown)),
            // The page could not be rendered; its own finding says why.
            None => return Rendered { files: Vec::new(), finding: None },
        },
        PageKind::ApiHome => ("api-home.html", context(&api_home::api_home(here))),
        PageKind::Templates(number) => ("templates.html", context(&templates::templates(here, *number))),
        PageKind::Teams => ("teams.html", context(&org::teams(here))),
        PageKind::Health => ("health.html", context(&health::health(here))),
        PageKind::HealthList(list, number) => {
            ("health-list.html", context(&health::health_list(here, *list, *number)))
        }
        PageKind::Graph => {
            let mut page = Frame::new(here, "Graph", "graph")
                .about("Relations between domains, systems, components and teams.")
                .layout("wide");
            page.scripts.push("graph.js".to_owned());
            let data = here.to(&SitePath::GRAPH.join(DATA));
            ("graph.html", context(&Plain { page, more: More::Graph { maps: maps(here), data } }))
        }
        PageKind::Search => ("search.html", context(&search(here))),
        PageKind::NotFound => {
            let mut page = Frame::new(here, "Not found", "").layout("plain");
            // Hosts show it at any depth: its links are whole addresses, its style and scripts travel with it.
            if let Some(base) = model.config.base_url.as_deref() {
                page.root = format!("{}/", base.trim_end_matches('/'));
            }
            page.canonical.clear();
            let scripts = ["site.js", "missing.js"].into_iter().filter_map(|name| theme.script(name));
            let scripts = scripts.map(|(url, hash)| Carried { url, hash }).collect();
            let names = SitePath::CATALOG.join(NAMES).to_string();
            let more = More::NotFound { names, style: theme.style(), scripts };
            ("404.html", context(&Plain { page, more }))
        }
        PageKind::Redirect(to) => {
            let (to, title) = match to {
                RedirectTarget::Web(url) => {
                    let url = outside(url).unwrap_or_default();
                    (url.clone(), url)
                }
                RedirectTarget::Site(place) => (here.place(place), place.to_string()),
            };
            ("redirect.html", context(&Redirect { to, title }))
        }
    };
    let mut context = context;
    context.insert_value("portal", model.shared.clone());
    let (html, failed) = theme.render(template, &context);
    let finding = failed.map(|failure| {
        let name = failure.template.clone().unwrap_or_else(|| format!("templates/{template}"));
        let message = format!("`{name}` failed on the page `/{}`: {}", planned.path, failure.message);
        failure
            .place(Diagnostic::new(&TEMPLATE_FAILED, message))
            .help("the built-in template was used; correct yours")
    });
    let html = html.unwrap_or_else(|error| error);
    let mut files = vec![Artifact::new(planned.path.file(), html)];
    files.append(&mut beside);
    Rendered { files, finding }
}

fn context<T: Serialize>(view: &T) -> tera::Context {
    // Views are structs of plain values: they always serialise to a map.
    tera::Context::from_serialize(view).unwrap_or_default()
}

fn maps(here: Here<'_>) -> Vec<Map> {
    let levels = [
        ("systems", "Systems", "system", Level::System),
        ("domains", "Domains", "domain", Level::Domain),
        ("teams", "Teams", "team", Level::Team),
    ];
    let maps = levels.into_iter().map(|(id, title, one, level)| {
        let graph = map(here.model.catalog, level);
        Map {
            id,
            title,
            nodes: graph.nodes.len(),
            hidden: hidden(graph.hidden, one),
            lines: lines(here, &graph),
            svg: if graph.nodes.is_empty() { String::new() } else { svg(&graph, here.path) },
        }
    });
    maps.filter(|map| map.nodes > 0).collect()
}

/// `Not shown: 5 dependencies within a system, 2 of entities outside any`; empty where all is drawn.
fn hidden(hidden: Hidden, one: &str) -> String {
    let mut parts = Vec::new();
    for (count, why) in [
        (hidden.within, format!("within a {one}")),
        (hidden.apart, format!("of entities outside any {one}")),
        (hidden.weaker, "beyond the limit".to_owned()),
    ] {
        let noun = match (count, parts.is_empty()) {
            (0, _) => continue,
            (1, true) => " dependency",
            (_, true) => " dependencies",
            _ => "",
        };
        parts.push(format!("{count}{noun} {why}"));
    }
    if parts.is_empty() { String::new() } else { format!("Not shown: {}", parts.join(", ")) }
}

/// A map in words.
fn lines(here: Here<'_>, graph: &Graph) -> Vec<Line> {
    let name = |at: usize| {
        let node = &graph.nodes[at];
        let href = node.link.as_ref().map_or_else(String::new, |link| link.href(here.path));
        TextLink { href, text: node.label.replace('\n', " ") }
    };
    let line = |at: usize| {
        let edges = graph.edges.iter().filter(|edge| edge.from == at);
        let to = edges.map(|edge| Target { node: name(edge.to), count: edge.label.clone() });
        Line { from: name(at), to: to.collect() }
    };
    (0..graph.nodes.len()).map(line).filter(|line| !line.to.is_empty()).collect()
}

/// The pages of a site that are found by search, in its own order.
fn pages(here: Here<'_>, id: SiteId) -> Vec<TextLink> {
    let site = &here.model.sites[id.0];
    let listed = site.pages.iter().enumerate().filter(|(_, page)| !page.unlisted);
    let links = listed.filter_map(|(number, _)| {
        let shown = here.model.docs_page(id, PageId(number)).filter(|page| page.searched())?;
        Some(TextLink { href: here.to(&site.page_path(PageId(number))), text: shown.title.clone() })
    });
    links.collect()
}

/// Entities that the list from A to Z holds itself; of more, it names the pages of the catalog where a letter begins.
const SHORT: usize = 300;

fn search(here: Here<'_>) -> Plain {
    let mut page = Frame::new(here, "Search", "").layout("wide");
    page.scripts.push("search-page.js".to_owned());
    if let Some(id) = here.model.plan.site {
        let pages = pages(here, id);
        let more = More::Search { letters: Vec::new(), whole: true, total: pages.len(), pages };
        return Plain { page, more };
    }
    let list = &here.model.plan.listings[0];
    let whole = list.members.len() <= SHORT;
    let mut letters: std::collections::BTreeMap<String, Letter> = std::collections::BTreeMap::new();
    for (at, &id) in list.members.iter().enumerate() {
        let title = here.model.catalog.entity(id).title();
        let first = title.chars().find(|c| c.is_alphanumeric()).map_or('#', |c| c.to_ascii_uppercase());
        let letter = if first.is_ascii_alphabetic() { first.to_string() } else { "#".to_owned() };
        let slot = letters.entry(letter).or_insert_with_key(|letter| Letter {
            name: letter.clone(),
            count: 0,
            href: here.to(&list.path.page(PageNumber::at(at / rows_of(list.members.len())))),
            entries: Vec::new(),
        });
        slot.count += 1;
        if whole {
            slot.entries.push(here.entity(id));
        }
    }
    let page = page.about("Find services, APIs, teams and documentation.");
    let letters = letters.into_values().collect();
    Plain { page, more: More::Search { letters, pages: Vec::new(), whole, total: list.members.len() } }
}
