//! What the parts of an API page share: where things stand, words, servers.
//!
//! In: a definition and the planned places of its parts. Out: links between them, views of what several parts show. Never: knows
//! one of those parts.

use serde::Serialize;

use crate::api::{Api, TypeId};
use crate::markdown;
use crate::render::links::{Here, TextLink};
use crate::site::{ApiPages, Spot};
use crate::url::SitePath;

/// A server, as pages show it.
#[derive(Serialize)]
pub(super) struct ServerView {
    pub name: String,
    pub url: String,
    pub description: tera::Value,
    pub protocol: String,
    pub variables: Vec<(String, String, String)>,
}

/// A page of a definition and what it is made of.
#[derive(Clone, Copy)]
pub(super) struct Page<'m> {
    pub(super) here: Here<'m>,
    pub(super) api: &'m Api,
    pub(super) pages: &'m ApiPages,
    /// The definition tab's site path.
    pub(super) base: &'m SitePath,
    pub(super) number: usize,
}

impl Page<'_> {
    /// The link to a place.
    pub(super) fn link(&self, spot: &Spot) -> String {
        if spot.page == self.number {
            return format!("#{}", spot.anchor);
        }
        format!("{}#{}", self.page(spot.page), spot.anchor)
    }

    /// The link to a page.
    pub(super) fn page(&self, number: usize) -> String {
        self.here.to(&self.base.join(&self.pages.pages[number].folder))
    }

    /// The name of a type and the link to its section.
    pub(super) fn named(&self, id: TypeId) -> TextLink {
        let href = self.link(&self.pages.types[id.0 as usize]);
        TextLink { href, text: self.api.named(id).name.clone() }
    }

    /// The link to a channel by its key; the key alone where there is no such channel.
    pub(super) fn channel(&self, key: &str) -> TextLink {
        let at = self.api.channels.iter().position(|channel| channel.key == key);
        let href = at.map(|at| self.link(&self.pages.channels[at])).unwrap_or_default();
        TextLink { href, text: key.to_owned() }
    }

    /// The link to a scheme on the first page.
    pub(super) fn scheme(&self, name: &str) -> String {
        match self.api.schemes.iter().position(|scheme| scheme.name == name) {
            Some(at) => self.link(&Spot { page: 0, anchor: scheme_anchor(at) }),
            None => String::new(),
        }
    }
}

/// The id of a scheme's section.
pub(super) fn scheme_anchor(number: usize) -> String {
    format!("auth-{}", number + 1)
}

/// Markdown of a definition as clean HTML.
pub(super) fn words(text: &str) -> tera::Value {
    let text = text.trim();
    if markdown::is_plain(text) {
        return tera::Value::normal_string(text);
    }
    tera::Value::safe_string(&markdown::brief(text).html(&mut |_, link| markdown::beside(link, None)))
}

/// A server and its variables.
pub(super) fn server(server: &crate::api::Server) -> ServerView {
    let variables = server.variables.iter();
    ServerView {
        name: server.name.clone(),
        url: server.url.clone(),
        description: words(&server.description),
        protocol: server.protocol.clone(),
        variables: variables
            .map(|(name, value, all)| (name.clone(), value.clone(), all.join(", ")))
            .collect(),
    }
}
