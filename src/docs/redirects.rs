//! The redirects plugin: `redirect_maps`.
//!
//! In: old pages and where they went. Out: addresses that lead on. Never: hides a page that is there; leads nowhere.

use super::address::page_url;
use super::index::{Entry, Index};
use super::mkdocs::Settings;
use super::{DocSite, Redirect, RedirectTarget};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::path::normalise;
use crate::url::{SafeUrl, safe_url};

/// Reads the plugin's options. Pages and index of the site are complete.
pub(super) fn redirects(settings: &Settings, site: &DocSite, found: &mut Diagnostics) -> Vec<Redirect> {
    let mut out = Vec::new();
    let Some(options) = settings.plugin(&["redirects"]).and_then(|plugin| plugin.option("redirect_maps"))
    else {
        return out;
    };
    let Some(maps) = options.node.as_map() else { return out };
    for entry in maps {
        let old = entry.key.key_text();
        let Some(new) = entry.value.as_str() else { continue };
        let mut tell = |message: String, help: &str| {
            found.push(
                Diagnostic::new(&codes::docs::REDIRECT, message)
                    .at(options.with(&entry.value).span())
                    .help(help),
            );
        };
        let Some(from) = normalise("", &old).filter(|from| !from.is_empty()) else { continue };
        if let Some(Entry::Page(_)) = site.index.src(&from) {
            tell(format!("`{old}` is redirected, but it is still there"), "remove the page or the entry");
            continue;
        }
        let from = page_url(&from, site.rendering.directory_urls);
        if site.index.url(from.as_str()).is_some() {
            continue;
        }
        match leads_to(new, &site.index, site) {
            Some(to) => out.push(Redirect { from, to }),
            None => tell(
                format!("`{old}` is redirected to `{new}`, which is not there"),
                "name a page by its path below the docs folder, or a URL",
            ),
        }
    }
    out.sort_by(|a, b| a.from.cmp(&b.from));
    out.dedup_by(|a, b| a.from == b.from);
    out
}

fn leads_to(new: &str, index: &Index, site: &DocSite) -> Option<RedirectTarget> {
    match safe_url(new) {
        SafeUrl::Web(url) => return Some(RedirectTarget::Web(url)),
        SafeUrl::Relative(_) => {}
        _ => return None,
    }
    let (path, anchor) = new.split_once('#').unwrap_or((new, ""));
    let path = normalise("", path)?;
    let target = index.src(&path).or_else(|| index.url(&path))?;
    let link = match target {
        Entry::Page(id) => site.page_path(id).with_fragment(anchor),
        Entry::Asset(at) => site.base.join(&site.assets[at].url).into(),
        Entry::Excluded | Entry::Withheld => return None,
    };
    Some(RedirectTarget::Site(link))
}
