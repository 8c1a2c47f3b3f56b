//! Links to anchors, checked once every page is rendered.
//!
//! In: all sites and all rendered pages. Out: a diagnostic for every link whose anchor is not there; the anchor itself, put where it
//! was most likely meant. Never: changes what the author wrote.

use std::collections::{BTreeMap, HashMap};

use super::places::Places;
use super::{DocSite, PageId, RenderedPage, SiteId, Target};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::markdown::{AddedAnchor, Anchor};
use crate::source::Span;

/// How blocks begin that mkdocstrings and mkdocs-click fill in, and that stay as written here.
const FILLED: &str = "<p>::: ";

/// Checks every link that names an anchor. An anchor that is missing is given to the heading that is nearest in spelling,
/// or else to the page's beginning, where a browser would lead anyway.
pub(crate) fn check_anchors(places: &Places<'_>, pages: &mut [RenderedPage]) -> Diagnostics {
    let sites = places.sites;
    let at: HashMap<(SiteId, PageId), usize> =
        pages.iter().enumerate().map(|(at, page)| ((page.site, page.page), at)).collect();
    let (found, wanted) = missing(sites, pages, &at);
    for ((page, id), beside) in wanted {
        // No id may hold a blank.
        if !id.contains(char::is_whitespace) {
            let at = pages[page].document.body.place(beside);
            pages[page].added_anchors.push(AddedAnchor { id, at });
        }
    }
    found
}

/// Page and anchor → the place beside the anchor of that page that is nearest.
type Wanted = BTreeMap<(usize, String), Option<u32>>;

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
        let severity = validation.severity(validation.anchors, codes::docs::DEAD_ANCHOR.severity);
        for (link, resolved) in page.document.body.links.iter().zip(page.links.iter()) {
            let Target::Page(site_id, page_id) = resolved.target else { continue };
            let (Some(anchor), Some(&number)) = (resolved.fragment(), at.get(&(site_id, page_id))) else {
                continue;
            };
            let target = &pages[number];
            if has_anchor(target, &anchor) {
                continue;
            }
            let near = nearest(target, &anchor);
            wanted.entry((number, anchor.clone())).or_insert_with(|| near.and_then(|near| near.beside));
            let Some(severity) = severity else { continue };
            // What a plugin fills in may bring the anchor.
            let filled = target.document.body.contains(FILLED);
            let severity = if filled { severity.min(Severity::Note) } else { severity };
            let message = if std::ptr::eq(target, page) {
                format!("there is no `#{anchor}` on this page")
            } else {
                let src = &sites[target.site.0].page(target.page).src;
                format!("there is no `#{anchor}` in `{src}`")
            };
            let mut diagnostic = Diagnostic::new(&codes::docs::DEAD_ANCHOR, message)
                .severity(severity)
                .at(Span::new(site.page(page.page).file, link.span.clone()));
            if let Some(near) = near {
                diagnostic = diagnostic.help(format!("did you mean `#{}`?", near.id));
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

pub(super) fn has_anchor(page: &RenderedPage, anchor: &str) -> bool {
    let anchors = &page.document.anchors;
    let has = |anchor: &str| anchors.binary_search_by(|other| other.id.as_str().cmp(anchor)).is_ok();
    // `#top` is the page's beginning in every browser; `#:~:text=` is a search.
    anchor.is_empty()
        || anchor == "top"
        || anchor.starts_with(":~:")
        || has(anchor)
        || has(&percent_encoding::percent_decode_str(anchor).decode_utf8_lossy())
}

/// The anchor that differs by no more than a few letters, case or punctuation.
fn nearest<'p>(page: &'p RenderedPage, anchor: &str) -> Option<&'p Anchor> {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(anchor);
    if wanted.is_empty() {
        return None;
    }
    let anchors = || page.document.anchors.iter().filter(|other| !other.id.starts_with("__"));
    anchors()
        .find(|other| plain(&other.id) == wanted)
        .or_else(|| anchors().find(|other| wanted.len() > 3 && plain(&other.id).starts_with(&wanted)))
        .or_else(|| {
            anchors().find(|other| {
                let other = (&other.id, plain(&other.id));
                other.0.len() > 3 && wanted.starts_with(&other.1) && !other.1.is_empty()
            })
        })
}
