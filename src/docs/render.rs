//! One page, rendered.
//!
//! In: a page of a planned site. Out: its body, title and what is wrong with it. Never: looks at another page's
//! text: anchors are checked when all are rendered.

use std::sync::Mutex;

use super::links::{Links, OUTSIDE};
use super::mkdocs::Level;
use super::sources::Sources;
use super::text::TextMap;
use super::{Asset, DocSite, Page, PageId, RenderedPage, SiteId, address, ids};
use crate::crawl::Inventory;
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::diagram::{Drawing, Problem};
use crate::markdown::{self, Document, Finding, FindingKind, Host, Link, Resolved, Snippet};
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
    let early_title = page.nav_title.clone().unwrap_or_else(|| name_title(page));
    let expanded = site.rendering.includes.expand(&text, &sources, &early_title);
    let host = PageHost {
        links: Links { files, inventory, sites, site_id, page_id },
        sources,
        site,
        plantuml,
        found: Mutex::default(),
    };
    let mut document = markdown::render(&expanded.text, &site.rendering.options, &host);
    if !site.base.is_root() {
        // A site alone keeps MkDocs' ids, repetitions too.
        ids::unique(&mut document);
    }
    let PageHost { found: told, .. } = host;
    let Told { problems, shows } = told.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    for problem in expanded.problems {
        let code = if problem.cycle { &codes::docs::SNIPPET_CYCLE } else { &codes::docs::SNIPPET };
        found.push(
            Diagnostic::new(code, problem.message)
                .at(Span::new(page.file, problem.span))
                .help("the directive is shown as it stands"),
        );
    }
    for (span, problem) in problems {
        let Some(severity) = site.rendering.validation.gravity(problem.level, problem.code.severity) else {
            continue;
        };
        let mut diagnostic = Diagnostic::new(problem.code, problem.message)
            .severity(severity)
            .at(Span::new(page.file, expanded.map.back(span)));
        if let Some(help) = problem.help {
            diagnostic = diagnostic.help(help);
        }
        found.push(diagnostic);
    }
    found.extend(document.findings.iter().map(|finding| diagnostic(site, page, &expanded.map, finding)));
    let title = title(page, &document);
    let extra_assets = shows
        .into_iter()
        .map(|path| Asset {
            url: SitePath::new(format!("{OUTSIDE}/{path}")),
            file: files.id(root, &path),
            path,
            size: std::sync::OnceLock::new(),
        })
        .collect();
    (RenderedPage { site: site_id, page: page_id, title, document, extra_assets }, found)
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
    address::title_of_name(address::stem(&page.src))
}

fn diagnostic(site: &DocSite, page: &Page, map: &TextMap, finding: &Finding) -> Diagnostic {
    let code = match finding.kind {
        FindingKind::Unsafe => &codes::docs::UNSAFE_HTML,
        FindingKind::Snippet => &codes::docs::SNIPPET,
        FindingKind::SnippetCycle => &codes::docs::SNIPPET_CYCLE,
        FindingKind::OpenFence => &codes::docs::OPEN_FENCE,
        FindingKind::FrontMatter => &codes::docs::FRONT_MATTER,
        FindingKind::Limit => &codes::docs::PAGE_LIMIT,
        FindingKind::Mended => &codes::docs::MENDED,
        FindingKind::Diagram => &codes::docs::DIAGRAM,
        FindingKind::Math => &codes::docs::MATH,
        FindingKind::Placeholder => &codes::docs::PLACEHOLDER,
    };
    let strict_snippet = finding.kind == FindingKind::Snippet && site.rendering.check_paths;
    let severity = if strict_snippet {
        Severity::Error
    } else {
        site.rendering.validation.gravity(Level::Unset, code.severity).unwrap_or(code.severity)
    };
    let diagnostic = Diagnostic::new(code, finding.message.clone())
        .severity(severity)
        .at(Span::new(page.file, map.back(finding.span.clone())));
    match &finding.help {
        Some(help) => diagnostic.help(help.clone()),
        None => diagnostic,
    }
}

/// What the host noticed while the page was rendered.
#[derive(Default)]
struct Told {
    problems: Vec<(std::ops::Range<usize>, super::links::Problem)>,
    shows: std::collections::BTreeSet<String>,
}

struct PageHost<'a> {
    links: Links<'a>,
    sources: Sources<'a>,
    site: &'a DocSite,
    plantuml: Option<Draw<'a>>,
    found: Mutex<Told>,
}

impl Host for PageHost<'_> {
    fn resolve(&self, link: &Link<'_>) -> Resolved {
        let leads = self.links.resolve(link.url, link.kind);
        if leads.problem.is_some() || leads.shows.is_some() {
            let mut told = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            told.problems.extend(leads.problem.map(|problem| (link.span.clone(), problem)));
            told.shows.extend(leads.shows);
        }
        Resolved { url: leads.url, page: leads.page, size: leads.size, dead: leads.dead, finding: None }
    }

    fn snippet(&self, path: &str, _: Option<&str>) -> Result<Snippet, String> {
        let bases = &self.site.rendering.snippet_bases;
        let docs = super::mkdocs::Base::Folder(self.site.docs_dir.clone());
        let found = self
            .sources
            .find(bases, path)
            .or_else(|why| self.sources.find(std::slice::from_ref(&docs), path).map_err(|_| why))?;
        let text = self.sources.read(&found)?;
        Ok(Snippet { key: found, text })
    }

    fn diagram(&self, kind: &str, source: &str) -> Result<Option<Drawing>, Problem> {
        match self.plantuml.filter(|_| kind == "plantuml") {
            Some(draw) => {
                let svg = draw(source).map_err(Problem::new)?;
                Ok(Some(Drawing { svg, left_out: Vec::new() }))
            }
            None => crate::diagram::render(kind, source),
        }
    }
}
