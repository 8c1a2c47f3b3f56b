//! `[[Page]]`: a link of a wiki.
//!
//! In: a page's title in double brackets. Out: a link. Source: Python-Markdown's `wikilinks`.
//! Never: asks whether there is such a page.

use super::{Extension, Found, InText, Spot};
use crate::markdown::tree::{Element, Node};

/// Its name, which `[[TOC]]` asks for.
pub(in crate::markdown) const NAME: &str = "wikilinks";

pub(super) static EXTENSION: Extension =
    Extension { names: &[NAME], text: Some(InText { signs: b"[", find }), ..Extension::NONE };

fn find(spot: &Spot<'_>) -> Option<Found> {
    let inner = spot.near().strip_prefix("[[")?.split_once("]]")?.0;
    let page = inner.trim();
    let is_title = |c: char| c.is_alphanumeric() || matches!(c, '_' | ' ' | '-');
    if page.is_empty() || !page.chars().all(is_title) {
        return None;
    }
    let (base, end) = (spot.settings.text("base_url", "/"), spot.settings.text("end_url", "/"));
    let mut link = Element::new("a", spot.pos);
    let class = spot.settings.text("html_class", "wikilink");
    if !class.is_empty() {
        link = link.with("class", class.to_owned());
    }
    let link = link
        .with("href", format!("{base}{}{end}", page.replace(' ', "_")))
        .holding(vec![Node::Text(page.to_owned().into(), spot.pos)]);
    Some(Found { length: inner.len() + 4, node: link.node() })
}
