//! A page after rendering.
//!
//! In: built by the docs stage. Out: read by site, render and search. Never: changed afterwards.

use std::sync::Arc;

use super::id::{PageId, SiteId};
use super::site::Asset;
use super::target::{Resolved, Viewpoint};
use crate::markdown::{AddedAnchor, Address, Document, Link};
use crate::source::Span;
use crate::yaml::Node;

/// A page after rendering. A clone shares what it holds of text.
#[derive(Debug, Clone)]
pub(crate) struct RenderedPage {
    /// Its site.
    pub site: SiteId,
    /// Which page of it.
    pub page: PageId,
    /// Title by MkDocs' rules: nav, front matter, first heading, file name.
    pub title: String,
    /// Body, toc, anchors, sections, front matter.
    pub document: Arc<Document>,
    /// What the links of its body mean, in their order.
    pub links: Arc<[Resolved]>,
    /// Files of the repository that it includes.
    pub includes: Vec<String>,
    /// Anchors that others link to and the page lacks.
    pub added_anchors: Vec<AddedAnchor>,
    /// Images outside the docs folder that the page shows: to be copied below the site's base like
    /// [`DocSite::assets`]. Several pages may name the same.
    pub extra_assets: Vec<Asset>,
    /// The first macro that stands as it was written, because it is more than a variable.
    pub not_evaluated: Option<Span>,
}

impl RenderedPage {
    /// The body as it is seen from a page, itself or another that shows it.
    pub(crate) fn html(&self, from: Viewpoint<'_>) -> String {
        let mut address = |number: usize, link: &Link| match self.links.get(number) {
            Some(resolved) => resolved.address(&link.url, link.kind, from),
            None => Address::as_written(link),
        };
        self.document.body.html(&mut address, &self.added_anchors)
    }

    /// A text of the front matter.
    pub(crate) fn meta(&self, key: &str) -> Option<&str> {
        self.meta_node(key)?.as_str().filter(|text| !text.is_empty())
    }

    /// Any value of the front matter.
    pub(crate) fn meta_node(&self, key: &str) -> Option<&Node> {
        self.document.meta.as_ref()?.get(key)
    }

    /// `tags` of the front matter.
    pub(crate) fn tags(&self) -> Vec<String> {
        match self.meta_node("tags") {
            Some(node) => node.as_seq().map_or_else(
                || node.as_str().map(|tags| tags.split(',').map(|tag| tag.trim().to_owned()).collect()),
                |items| Some(items.iter().map(Node::key_text).collect()),
            ),
            None => None,
        }
        .unwrap_or_default()
    }

    /// Whether the front matter hides a part of the page: `navigation`, `toc`, `footer`, `tags`.
    pub(crate) fn hides(&self, part: &str) -> bool {
        let hidden = self.meta_node("hide").and_then(Node::as_seq).unwrap_or_default();
        hidden.iter().any(|item| item.as_str() == Some(part))
    }

    /// Whether search finds it (`search: {exclude: true}`).
    pub(crate) fn searched(&self) -> bool {
        self.meta_node("search").and_then(|search| search.get("exclude")?.as_bool()) != Some(true)
    }
}
