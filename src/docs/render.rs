//! One page, rendered.
//!
//! In: a page of a planned site. Out: its body, its title and what is wrong with it; then, what its links mean. Never: looks at another page's
//! text: anchors are checked when all are rendered.

use std::collections::BTreeSet;
use std::sync::Mutex;

use xxhash_rust::xxh3::xxh3_128;

use super::links::{Links, OUTSIDE};
use super::mkdocs::Level;
use super::nav::PageHeader;
use super::places::Places;
use super::sources::Sources;
use super::target::Resolved;
use super::text::{PageVariables, TextMap};
use super::{Asset, DocSite, Page, PageId, RenderedPage, SiteId, address};
use crate::crawl::Inventory;
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::diagram::{self, Drawing};
use crate::markdown::{self, Document, Host, Problem, ProblemKind, Snippet};
use crate::source::{Files, Span};
use crate::url::SitePath;
use crate::yaml;

/// Draws a PlantUML diagram, or says why not.
pub(crate) type Draw<'a> = &'a (dyn Fn(&str) -> Result<String, String> + Sync);

/// Renders a page. Pure; pages may be rendered at the same time.
pub(crate) fn render_page(
    files: &Files,
    inventory: &Inventory,
    sites: &[DocSite],
    site_id: SiteId,
    page_id: PageId,
    plantuml: Option<Draw<'_>>,
) -> (RenderedPage, Diagnostics) {
    let site = &sites[site_id.0];
    let page = site.page(page_id);
    let root = &inventory.repo(site.repo).root;
    let mut found = Diagnostics::new();
    let bytes = match files.read(root, &page.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            found.push(
                Diagnostic::new(
                    &codes::source::UNREADABLE,
                    format!("`{}` cannot be read: {error}", page.path),
                )
                .in_file(page.file)
                .help("its page is empty"),
            );
            Vec::new()
        }
    };
    let (text, replaced) = yaml::decode(&bytes);
    if let Some(at) = replaced {
        found.push(
            Diagnostic::new(&codes::source::NOT_UTF8, "this page is not UTF-8")
                .at(Span::new(page.file, at..at + 1))
                .help("save it as UTF-8; what cannot be read is shown as \u{fffd}"),
        );
    }
    let sources = Sources { files, root, page: &page.path, docs: &site.docs_dir };
    let variables = page_variables(site, page, &text);
    let expanded = site.rendering.includes.expand(&text, &sources, &variables);
    let not_evaluated = expanded.not_evaluated.map(|span| Span::new(page.file, span));
    let host = PageHost { sources, site, plantuml, included: Mutex::default() };
    let mut document = markdown::render(&expanded.text, &site.rendering.options, &host);
    for problem in expanded.problems {
        let code = if problem.cycle { &codes::docs::SNIPPET_CYCLE } else { &codes::docs::SNIPPET };
        found.push(
            Diagnostic::new(code, problem.message)
                .at(Span::new(page.file, problem.span))
                .help("the directive is shown as it stands"),
        );
    }
    for link in &mut document.body.links {
        link.span = expanded.map.back(link.span.clone());
    }
    found.extend(document.problems.iter().map(|problem| diagnostic(site, page, &expanded.map, problem)));
    let title = title(page, &document);
    let snippets = host.included.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let includes =
        expanded.included.into_iter().chain(snippets).collect::<BTreeSet<_>>().into_iter().collect();
    let rendered = RenderedPage {
        site: site_id,
        page: page_id,
        title,
        document: document.into(),
        links: [].into(),
        includes,
        added_anchors: Vec::new(),
        extra_assets: Vec::new(),
        not_evaluated,
    };
    (rendered, found)
}

/// A hash of all that [`render_page`] looks at of a site and its page, but for the text that it reads: of two pages with the same
/// one and the same files, the outcome is the same.
pub(crate) fn inputs(site: &DocSite, page: &Page) -> u128 {
    let Page { src, path, file, nav_title, .. } = page;
    let of_page = (src, path, file, nav_title, page.is_home());
    xxh3_128(format!("{:x} {of_page:?}", site.inputs()).as_bytes())
}

/// What the links of a page mean, once all pages are rendered.
#[derive(Debug)]
pub(crate) struct PageLinks {
    links: Vec<Resolved>,
    assets: Vec<Asset>,
}

impl PageLinks {
    /// Gives them to their page.
    pub(crate) fn settle(self, page: &mut RenderedPage) {
        page.links = self.links.into();
        page.extra_assets = self.assets;
    }
}

/// Resolves the links of a page. Pure; pages may be resolved at the same time.
pub(crate) fn resolve_links(places: &Places<'_>, rendered: &RenderedPage) -> (PageLinks, Diagnostics) {
    let site = &places.sites[rendered.site.0];
    let page = site.page(rendered.page);
    let repo = places.inventory.repo(site.repo);
    let resolver = Links { places, site_id: rendered.site, page_id: rendered.page };
    let mut found = Diagnostics::new();
    let mut links = Vec::with_capacity(rendered.document.body.links.len());
    let mut shown = BTreeSet::new();
    for link in &rendered.document.body.links {
        let result = resolver.resolve(&link.url, link.kind);
        links.push(result.link);
        shown.extend(result.shows);
        let Some(problem) = result.problem else { continue };
        let own = problem.severity.unwrap_or(problem.code.severity);
        let Some(severity) = site.rendering.validation.severity(problem.level, own) else { continue };
        let diagnostic = Diagnostic::new(problem.code, problem.message)
            .severity(severity)
            .at(Span::new(page.file, link.span.clone()));
        found.push(match problem.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }
    let assets = shown.into_iter().map(|path| {
        let url = SitePath::new(format!("{OUTSIDE}/{path}"));
        Asset::new(places.files, repo, &path, url, &mut found)
    });
    let assets = assets.collect();
    (PageLinks { links, assets }, found)
}

/// MkDocs' order: nav, front matter, first heading, file name.
fn title(page: &Page, document: &Document) -> String {
    if let Some(title) = &page.nav_title {
        return title.clone();
    }
    let meta = document.meta.as_ref().and_then(|meta| super::mkdocs::scalar(meta.get("title")?));
    meta.filter(|title| !title.is_empty())
        .or_else(|| document.title.clone().filter(|title| !title.is_empty()))
        .unwrap_or_else(|| name_title(page))
}

/// The title of a page that says none itself.
fn name_title(page: &Page) -> String {
    if page.is_home() {
        return "Home".to_owned();
    }
    // MkDocs calls a README that is an index one.
    if page.src.ends_with("/README.md") {
        return "Index".to_owned();
    }
    address::title_of_name(crate::path::stem(&page.src))
}

/// What the page may name of itself, where variables are on.
fn page_variables<'p>(site: &DocSite, page: &'p Page, text: &str) -> PageVariables<'p> {
    if !site.rendering.includes.has_variables() {
        return PageVariables::default();
    }
    let (meta, body) = markdown::front_matter(text);
    let header = PageHeader::new(meta.as_ref(), body);
    let title = page.nav_title.clone().or(header.title).or(header.heading);
    PageVariables {
        title: title.unwrap_or_else(|| name_title(page)),
        src: &page.src,
        url: if page.is_home() { "" } else { page.url.as_str() },
        is_home: page.is_home(),
        meta,
    }
}

fn diagnostic(site: &DocSite, page: &Page, map: &TextMap, problem: &Problem) -> Diagnostic {
    let code = match problem.kind {
        ProblemKind::Unsafe => &codes::docs::UNSAFE_HTML,
        ProblemKind::Snippet => &codes::docs::SNIPPET,
        ProblemKind::SnippetCycle => &codes::docs::SNIPPET_CYCLE,
        ProblemKind::OpenFence => &codes::docs::OPEN_FENCE,
        ProblemKind::FrontMatter => &codes::docs::FRONT_MATTER,
        ProblemKind::Limit => &codes::docs::PAGE_LIMIT,
        ProblemKind::Mended => &codes::docs::MENDED,
        ProblemKind::Diagram => &codes::docs::DIAGRAM,
        ProblemKind::Math => &codes::docs::MATH,
        ProblemKind::Placeholder => &codes::docs::PLACEHOLDER,
    };
    let strict_snippet = problem.kind == ProblemKind::Snippet && site.rendering.check_paths;
    let severity = if strict_snippet {
        Severity::Error
    } else {
        site.rendering.validation.severity(Level::Unset, code.severity).unwrap_or(code.severity)
    };
    let diagnostic = Diagnostic::new(code, problem.message.clone())
        .severity(severity)
        .at(Span::new(page.file, map.back(problem.span.clone())));
    match &problem.help {
        Some(help) => diagnostic.help(help.clone()),
        None => diagnostic,
    }
}

struct PageHost<'a> {
    sources: Sources<'a>,
    site: &'a DocSite,
    plantuml: Option<Draw<'a>>,
    /// Files that snippets brought in.
    included: Mutex<BTreeSet<String>>,
}

impl Host for PageHost<'_> {
    fn snippet(&self, path: &str, _: Option<&str>) -> Result<Snippet, String> {
        let bases = &self.site.rendering.snippet_bases;
        let docs = super::mkdocs::Base::Folder(self.site.docs_dir.clone());
        let found = self
            .sources
            .find(bases, path)
            .or_else(|why| self.sources.find(std::slice::from_ref(&docs), path).map_err(|_| why))?;
        let text = self.sources.read(&found)?;
        self.included.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(found.clone());
        Ok(Snippet { key: found, text })
    }

    fn diagram(&self, kind: &str, source: &str) -> Result<Option<Drawing>, diagram::Problem> {
        match self.plantuml.filter(|_| kind == "plantuml") {
            Some(draw) => {
                let svg = draw(source).map_err(diagram::Problem::new)?;
                Ok(Some(Drawing { svg, left_out: Vec::new() }))
            }
            None => diagram::render(kind, source),
        }
    }
}
