//! Addresses and hosts that a configuration names.
//!
//! In: a tree, and the path of a key in it. Out: what may be followed, framed or shown. Never: a URL that runs code; refuses in silence.

use super::tree::Tree;
use super::{Address, Config, NavLink};
use crate::diag::codes::config::UNSAFE_ADDRESS;
use crate::diag::{Diagnostic, Diagnostics};
use crate::url::{HostList, SafeUrl, UrlPolicy, safe_url};

/// Schemes that are let through besides the built-in ones.
pub(super) fn policy(tree: &Tree, path: &str, config: &mut Config, found: &mut Diagnostics) {
    for (scheme, item) in texts(tree, path) {
        if !config.urls.allow_scheme(&scheme) {
            let message = format!("the scheme `{scheme}` cannot be allowed in `{path}`");
            found.push(refused(message, item, "write the scheme of an application, such as `slack`"));
        }
    }
}

/// Hosts whose pages may be framed; they replace those of an earlier file.
pub(super) fn frames(tree: &Tree, path: &str, config: &mut Config, found: &mut Diagnostics) {
    if let Some(hosts) = hosts(tree, path, found) {
        config.urls.frames = hosts;
    }
}

/// Hosts that pictures of people may come from; they replace those of an earlier file.
pub(super) fn pictures(tree: &Tree, path: &str, config: &mut Config, found: &mut Diagnostics) {
    if let Some(hosts) = hosts(tree, path, found) {
        config.urls.pictures = hosts;
    }
}

/// `{title, url}` entries; one whose address may not be followed is left out.
pub(super) fn links(tree: &Tree, policy: &UrlPolicy, found: &mut Diagnostics) -> Vec<NavLink> {
    tree.items().iter().filter_map(|item| link(item, policy, found)).collect()
}

/// A `{title, url}` entry; `None` where one of them is missing or the address may not be followed.
pub(super) fn link(tree: &Tree, policy: &UrlPolicy, found: &mut Diagnostics) -> Option<NavLink> {
    let (title, url, at) = (tree.text_at("title")?, tree.text_at("url")?, tree.at("url")?);
    let address = Address::parse(&url, policy);
    if address.is_none() {
        found.push(refused(format!("`{url}` is not an address that a link may have"), at, HELP));
    }
    Some(NavLink { title, address: address? })
}

/// The URL of an annotation's link, a template; empty where it is missing or may not be followed.
pub(super) fn template(tree: &Tree, policy: &UrlPolicy, found: &mut Diagnostics) -> String {
    let Some(url) = tree.text_at("url") else { return String::new() };
    match (policy.safe_url(&url), tree.at("url")) {
        (SafeUrl::Refused(_) | SafeUrl::Image(_), Some(at)) => {
            found.push(refused(format!("`{url}` is not an address that a link may have"), at, HELP));
            String::new()
        }
        _ => url,
    }
}

/// Takes an address of the web away if it is none.
pub(super) fn drop_refused(address: &mut Option<String>, tree: &Tree, path: &str, found: &mut Diagnostics) {
    let Some((url, at)) = tree.text_at(path).zip(tree.at(path)) else { return };
    // What git clones from (`git@host:path`, `ssh://…`) names a forge too.
    let is_clone = ["ssh://", "git://", "git+ssh://"].iter().any(|scheme| url.starts_with(scheme));
    if !is_clone && matches!(safe_url(&url), SafeUrl::Refused(_) | SafeUrl::Image(_)) {
        found.push(refused(
            format!("`{path}` is `{url}`, which is not an address of the web"),
            at,
            "write a URL that starts with `https://`",
        ));
        *address = None;
    }
}

const HELP: &str = "link to http, https, mailto, tel or a path of the portal; `urlSchemes` allows the schemes of applications";

fn refused(message: String, at: &Tree, help: &str) -> Diagnostic {
    Diagnostic::new(&UNSAFE_ADDRESS, message).at(at.span).help(help)
}

fn hosts(tree: &Tree, path: &str, found: &mut Diagnostics) -> Option<HostList> {
    tree.at(path)?;
    let mut hosts = HostList::default();
    for (host, item) in texts(tree, path) {
        if !hosts.add(&host) {
            let message = format!("`{host}` in `{path}` is not a host");
            found.push(refused(message, item, "write a name such as `www.example.org` or `*.example.org`"));
        }
    }
    Some(hosts)
}

/// The texts at a path, each with its place; one text is a list of one.
fn texts<'t>(tree: &'t Tree, path: &str) -> Vec<(String, &'t Tree)> {
    let Some(list) = tree.at(path) else { return Vec::new() };
    let items = if list.items().is_empty() { std::slice::from_ref(list) } else { list.items() };
    items.iter().filter_map(|item| Some((item.text()?, item))).collect()
}
