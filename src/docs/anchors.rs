//! Links to anchors, checked once every page is rendered.
//!
//! In: all sites and all rendered pages. Out: a finding for every link whose anchor is not there.
//! Never: guesses: an anchor counts as written.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::{DocSite, PageId, RenderedPage, SiteId};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::source::Span;

/// How blocks begin that mkdocstrings and mkdocs-click fill in, and that stay as written here.
const FILLED: &str = "<p>::: ";

/// Checks every link that names an anchor.
pub fn check_anchors(sites: &[DocSite], pages: &[RenderedPage]) -> Diagnostics {
    let by_id: HashMap<(SiteId, PageId), &RenderedPage> =
        pages.iter().map(|page| ((page.site, page.page), page)).collect();
    let mut found = Diagnostics::new();
    for page in pages {
        let site = &sites[page.site.0];
        let validation = &site.rendering.validation;
        let Some(severity) = validation.gravity(validation.anchors, codes::docs::DEAD_ANCHOR.severity) else {
            continue;
        };
        for link in &page.document.links {
            let Some(target) = target(page, &link.page).and_then(|id| by_id.get(&id)) else { continue };
            if has_anchor(target, &link.anchor) {
                continue;
            }
            // What a plugin fills in may bring the anchor.
            let filled = target.document.html.contains(FILLED);
            let severity = if filled { severity.min(Severity::Note) } else { severity };
            let message = if std::ptr::eq(*target, page) {
                format!("there is no `#{}` on this page", link.anchor)
            } else {
                let src = &sites[target.site.0].page(target.page).src;
                format!("there is no `#{}` in `{src}`", link.anchor)
            };
            let mut diagnostic = Diagnostic::new(&codes::docs::DEAD_ANCHOR, message)
                .severity(severity)
                .at(Span::new(site.page(page.page).file, link.span.clone()));
            if let Some(near) = nearest(target, &link.anchor) {
                diagnostic = diagnostic.help(format!("did you mean `#{near}`?"));
            } else if filled {
                diagnostic = diagnostic.help(
                    "the page has a `:::` block, which a plugin fills in: the anchor may be made there",
                );
            }
            found.push(diagnostic);
        }
    }
    found
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
