//! Links in what entities say of themselves: descriptions and `metadata.links`.
//!
//! In: the catalog and all places. Out: what each of these links means, and diagnostics for those that lead nowhere. Never: takes
//! for broken what may be an address of another host.

use super::anchors::has_anchor;
use super::places::{Named, OnForge, Places};
use super::target::Resolved;
use super::{RenderedPage, Target, Viewpoint};
use crate::catalog::{Entity, EntityId};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::markdown::{self, Address, Brief, Link, LinkKind, ProblemKind};
use crate::path::normalise;
use crate::source::Span;
use crate::url::{SafeUrl, UrlPolicy, safe_url};

/// The links of every entity.
#[derive(Debug, Default)]
pub(crate) struct EntityLinks {
    of: Vec<Texts>,
}

#[derive(Debug, Default)]
struct Texts {
    description: Option<(Brief, Vec<Resolved>)>,
    links: Vec<Option<Resolved>>,
}

impl EntityLinks {
    /// The description as HTML, seen from a page; `None` where it is plain text. What is relative to the file leads to `folder`, a
    /// URL that ends in `/`.
    pub(crate) fn description(
        &self,
        id: EntityId,
        from: Viewpoint<'_>,
        folder: Option<&str>,
    ) -> Option<String> {
        let (brief, links) = self.of.get(id.0)?.description.as_ref()?;
        Some(brief.html(&mut |number, link| match links.get(number) {
            Some(resolved) if resolved.target != Target::AsWritten => {
                resolved.address(&link.url, link.kind, from)
            }
            _ => markdown::beside(link, folder),
        }))
    }

    /// The address of an entry of `metadata.links` that leads into the portal; `None` for any other.
    pub(crate) fn link(&self, id: EntityId, number: usize, from: Viewpoint<'_>) -> Option<Address> {
        let resolved = self.of.get(id.0)?.links.get(number)?.as_ref()?;
        Some(resolved.address("", LinkKind::Link, from))
    }
}

/// Resolves them.
pub(crate) fn entity_links(
    places: &Places<'_>,
    pages: &[RenderedPage],
    policy: &UrlPolicy,
) -> (EntityLinks, Diagnostics) {
    let mut found = Diagnostics::new();
    let of = places
        .catalog
        .iter()
        .map(|(id, entity)| texts(places, pages, policy, id, entity, &mut found))
        .collect();
    (EntityLinks { of }, found)
}

fn texts(
    places: &Places<'_>,
    pages: &[RenderedPage],
    policy: &UrlPolicy,
    id: EntityId,
    entity: &Entity,
    found: &mut Diagnostics,
) -> Texts {
    let (mut unsafe_markup, mut left_out) = (Vec::new(), Vec::new());
    let mut tell = |problem: String, span: Span, code| {
        found.push(Diagnostic::new(code, problem).at(span).entity(entity.reference.as_str()));
    };
    let mut check = |url: &str, resolved: Result<Resolved, String>, span: Span| match resolved {
        Ok(resolved) => {
            if let (Target::Page(site, page), Some(anchor)) = (&resolved.target, resolved.fragment())
                && let Some(target) = pages.iter().find(|one| (one.site, one.page) == (*site, *page))
                && !has_anchor(target, &anchor)
            {
                let src = &places.sites[site.0].page(*page).src;
                tell(format!("there is no `#{anchor}` in `{src}`"), span, &codes::docs::DEAD_ANCHOR);
            }
            resolved
        }
        Err(why) => {
            tell(format!("`{url}` leads nowhere: {why}"), span, &codes::docs::PORTAL_LINK);
            Resolved::new(Target::NoLink)
        }
    };
    let text = entity.metadata.description.as_deref().unwrap_or_default().trim();
    let description = (!markdown::is_plain(text)).then(|| {
        let brief = markdown::brief_by(text, policy);
        let span = entity.origin.field(["metadata", "description"]);
        unsafe_markup.extend(
            brief.problems().iter().filter(|problem| problem.kind == ProblemKind::Unsafe).map(|problem| {
                let told = Diagnostic::new(&codes::docs::UNSAFE_HTML, problem.message.clone()).at(span);
                let told = told.entity(entity.reference.as_str());
                match &problem.help {
                    Some(help) => told.help(help.clone()),
                    None => told,
                }
            }),
        );
        let links = brief.links().iter();
        let links = links.map(|link| check(&link.url, resolve(places, id, link), span)).collect();
        (brief, links)
    });
    let written = entity.origin.node.at(["metadata", "links"]).and_then(|node| node.as_seq());
    let links = entity.metadata.links.iter().enumerate().map(|(number, link)| {
        let node = written.and_then(|items| items.get(number)?.get("url"));
        let span = node.map_or_else(
            || entity.origin.field(["metadata", "links"]),
            |node| Span::new(entity.origin.file, node.range()),
        );
        if let Some(resolved) = into_portal(places, &link.url) {
            return Some(check(&link.url, resolved, span));
        }
        let reference = entity.reference.as_str();
        left_out.extend(refused(&link.url, policy).map(|told| told.at(span).entity(reference)));
        None
    });
    let texts = Texts { description, links: links.collect() };
    found.extend(unsafe_markup);
    found.extend(left_out);
    texts
}

/// What is said of an entry of `metadata.links` that leads nowhere in the portal; `None` where it may be followed.
fn refused(url: &str, policy: &UrlPolicy) -> Option<Diagnostic> {
    let why = match policy.safe_url(url) {
        SafeUrl::Web(_) | SafeUrl::Other(_) => return None,
        SafeUrl::Refused(scheme) => format!("its scheme `{scheme}:` is not let through"),
        SafeUrl::Image(_) => "it is a picture".to_owned(),
        SafeUrl::Relative(_) | SafeUrl::Entity(_) => "it names no place of the portal".to_owned(),
    };
    let scheme = url.split(':').next().unwrap_or_default();
    let help = if UrlPolicy::default().allow_scheme(scheme) {
        format!("list `{scheme}` under `urlSchemes` in the portal's configuration")
    } else {
        "link to http, https, mailto or tel".to_owned()
    };
    let message = format!("the link `{url}` is left out: {why}");
    Some(Diagnostic::new(&codes::catalog::LINK_URL, message).help(help))
}

/// What a link of a description means.
fn resolve(places: &Places<'_>, id: EntityId, link: &Link) -> Result<Resolved, String> {
    if link.kind == LinkKind::Code {
        // Code that names no entity is code.
        let target = places.code(&link.url).and_then(Result::ok).unwrap_or(Target::NoLink);
        return Ok(Resolved::new(target));
    }
    if let Some(resolved) = into_portal(places, &link.url) {
        return resolved;
    }
    if let SafeUrl::Relative(url) = safe_url(&link.url)
        && !url.starts_with(['/', '#', '?'])
    {
        let (repo, folder) = places.home(id);
        let (path, tail) = parted(&url);
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        let page = normalise(folder, &path).and_then(|path| places.repository_page(repo, &path, None));
        if let Some((site, page)) = page {
            return Ok(Resolved { tail: tail.to_owned(), ..Resolved::new(Target::Page(site, page)) });
        }
    }
    Ok(Resolved::new(Target::AsWritten))
}

/// What a URL means that leads into the portal; `None` for any other.
fn into_portal(places: &Places<'_>, url: &str) -> Option<Result<Resolved, String>> {
    let with_tail = |named: Named, tail: &str| {
        named.map(|target| Resolved { tail: tail.to_owned(), ..Resolved::new(target) })
    };
    match safe_url(url) {
        SafeUrl::Entity(reference) => Some(with_tail(places.entity(&reference), "")),
        SafeUrl::Relative(url) if url.starts_with('/') => {
            let (path, tail) = parted(&url);
            let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
            Some(with_tail(places.path(&path)?, tail))
        }
        SafeUrl::Web(url) => {
            let (_, tail) = parted(&url);
            if let Some(named) = places.own_path(&url).and_then(|path| places.path(path)) {
                return Some(with_tail(named, tail));
            }
            match places.on_forge(&url, None)? {
                OnForge::Page(site, page) => Some(with_tail(Ok(Target::Page(site, page)), fragment(tail))),
                OnForge::Missing(..) => None,
            }
        }
        _ => None,
    }
}

/// Path and `?query#fragment`.
fn parted(url: &str) -> (&str, &str) {
    url.split_at(url.find(['?', '#']).unwrap_or(url.len()))
}

fn fragment(tail: &str) -> &str {
    tail.find('#').map_or("", |at| &tail[at..])
}
