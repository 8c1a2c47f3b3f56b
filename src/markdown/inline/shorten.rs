//! `https://github.com/org/repo/issues/1` shown as `org/repo#1`.
//!
//! In: an address that is its own text. Out: what is shown of it. Source: `pymdownx.magiclink`,
//! `repo_url_shortener`. Never: changes where a link leads; shortens an address it does not know whole.

use super::super::options::MagicLinks;
use super::super::tree::{Element, Node, Role};
use crate::forge::Thing;

/// Shortens a link whose text is its address, however it is written.
pub(super) fn link(link: &mut Element<'_>, links: &MagicLinks) {
    if !links.shorten {
        return;
    }
    let [Node::Text(text, _)] = link.children.as_slice() else { return };
    let shown = super::restored(text);
    if link.get("href") != Some(&shown) {
        return;
    }
    let Some(label) = label(&shown, links) else { return };
    if let [Node::Text(text, _)] = link.children.as_mut_slice() {
        *text = label.into();
    }
    link.role = Role::Finished;
}

/// What is shown of an address; `None`: the address.
pub(super) fn label(url: &str, links: &MagicLinks) -> Option<String> {
    if !links.shorten {
        return None;
    }
    Thing::of_url(url).map(|thing| super::forge::label(&thing, links))
}
