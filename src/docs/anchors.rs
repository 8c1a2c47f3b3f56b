//! Links to anchors, checked once every page is rendered.
//!
//! In: all sites and all rendered pages. Out: a finding for every link whose anchor is not there; the anchor itself, put where it
//! was most likely meant. Never: changes what the author wrote.

use std::collections::{BTreeMap, HashMap};

use percent_encoding::percent_decode_str;

use super::{DocSite, PageId, RenderedPage, SiteId};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::html;
use crate::source::Span;

/// How blocks begin that mkdocstrings and mkdocs-click fill in, and that stay as written here.
const FILLED: &str = "<p>::: ";

/// Checks every link that names an anchor. An anchor that is missing is given to the heading that is nearest in spelling,
/// or else to the page's beginning, where a browser would lead anyway.
pub(crate) fn check_anchors(sites: &[DocSite], pages: &mut [RenderedPage]) -> Diagnostics {
    let at: HashMap<(SiteId, PageId), usize> =
        pages.iter().enumerate().map(|(at, page)| ((page.site, page.page), at)).collect();
    let (found, wanted) = missing(sites, pages, &at);
    for ((page, anchor), near) in wanted {
        place(&mut pages[page].document.html, &anchor, near.as_deref());
    }
    found
}

/// Page and anchor → the anchor of that page that is nearest.
type Wanted = BTreeMap<(usize, String), Option<String>>;

fn missing(
    sites: &[DocSite],
    pages: &[RenderedPage],
    at: &HashMap<(SiteId, PageId), usize>,
) -> (Diagnostics, Wanted) {
    let mut found = Diagnostics::new();
    let mut wanted = Wanted::new();
    for page in pages {
        let site = &sites[page.site.0];
        let validation = &site.rendering.validation;
        let severity = validation.gravity(validation.anchors, codes::docs::DEAD_ANCHOR.severity);
        for link in &page.document.links {
            let Some(&number) = target(page, &link.page).and_then(|id| at.get(&id)) else { continue };
            let target = &pages[number];
            if has_anchor(target, &link.anchor) {
                continue;
            }
            let near = nearest(target, &link.anchor);
            wanted.entry((number, link.anchor.clone())).or_insert_with(|| near.map(str::to_owned));
            let Some(severity) = severity else { continue };
            // What a plugin fills in may bring the anchor.
            let filled = target.document.html.contains(FILLED);
            let severity = if filled { severity.min(Severity::Note) } else { severity };
            let message = if std::ptr::eq(target, page) {
                format!("there is no `#{}` on this page", link.anchor)
            } else {
                let src = &sites[target.site.0].page(target.page).src;
                format!("there is no `#{}` in `{src}`", link.anchor)
            };
            let mut diagnostic = Diagnostic::new(&codes::docs::DEAD_ANCHOR, message)
                .severity(severity)
                .at(Span::new(site.page(page.page).file, link.span.clone()));
            if let Some(near) = near {
                diagnostic = diagnostic.help(format!("did you mean `#{near}`?"));
            } else if filled {
                diagnostic = diagnostic.help(
                    "the page has a `:::` block, which a plugin fills in: the anchor may be made there",
                );
            }
            found.push(diagnostic);
        }
    }
    (found, wanted)
}

/// Elements that may begin with an empty one.
const HOLDERS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "dt", "dd", "li"];

/// Puts an empty element with this id into the element with the id `near`, or into the first.
fn place(body: &mut String, anchor: &str, near: Option<&str>) {
    if anchor.contains(char::is_whitespace) {
        // No id may hold one.
        return;
    }
    let id = escaped(anchor);
    let at = near.and_then(|near| {
        let at = body.find(&format!(" id=\"{}\"", escaped(near)))?;
        inside(body, body[..at].rfind('<')?)
    });
    let at = at.or_else(|| inside(body, body.find('<')?)).unwrap_or(0);
    body.insert_str(at, &format!("<span id=\"{id}\" data-docs-chrome></span>"));
}

fn escaped(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    html::escape_attribute(id, &mut out);
    out
}

/// The place after the tag that begins at `start`, if its element may hold text.
fn inside(body: &str, start: usize) -> Option<usize> {
    let tag = &body[start + 1..];
    let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric())?];
    HOLDERS.contains(&name).then_some(start + 1 + tag.find('>')? + 1)
}

fn target(page: &RenderedPage, key: &str) -> Option<(SiteId, PageId)> {
    match key.split_once('/') {
        _ if key.is_empty() => Some((page.site, page.page)),
        Some((site, number)) => Some((SiteId(site.parse().ok()?), PageId(number.parse().ok()?))),
        None => Some((page.site, PageId(key.parse().ok()?))),
    }
}

fn has_anchor(page: &RenderedPage, anchor: &str) -> bool {
    let anchors = &page.document.anchors;
    let has = |anchor: &str| anchors.binary_search_by(|other| other.as_str().cmp(anchor)).is_ok();
    // `#top` is the page's beginning in every browser; `#:~:text=` is a search.
    anchor.is_empty()
        || anchor == "top"
        || anchor.starts_with(":~:")
        || has(anchor)
        || has(&percent_decode_str(anchor).decode_utf8_lossy())
}

/// The anchor that differs by no more than a few letters, case or punctuation.
fn nearest<'p>(page: &'p RenderedPage, anchor: &str) -> Option<&'p str> {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(anchor);
    if wanted.is_empty() {
        return None;
    }
    let anchors =
        || page.document.anchors.iter().map(String::as_str).filter(|other| !other.starts_with("__"));
    anchors()
        .find(|other| plain(other) == wanted)
        .or_else(|| anchors().find(|other| wanted.len() > 3 && plain(other).starts_with(&wanted)))
        .or_else(|| {
            anchors().find(|other| {
                other.len() > 3 && wanted.starts_with(&plain(other)) && !plain(other).is_empty()
            })
        })
}
