//! Links from one page to entities and other pages.
//!
//! In: the page's own path and the model. Out: links ready for a template. Never: a link to a page that is
//! not planned: a missing entity is shown as missing, with where it was named, or as refused, with where that is said.

use serde::Serialize;

use super::Model;
use crate::catalog::{Entity, EntityId, EntityRef, Kind, Relation};
use crate::docs::{PageId, SiteId, Viewpoint};
use crate::site::Scope;
use crate::url::{SiteLink, SitePath};

/// A page that looks at the rest of the portal.
#[derive(Clone, Copy)]
pub(super) struct Here<'m> {
    pub model: &'m Model<'m>,
    pub path: &'m SitePath,
}

/// An entity where it is named.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EntityLink {
    /// Empty where there is no such entity.
    pub href: String,
    pub title: String,
    /// Lower case, for the icon.
    pub kind: String,
    pub reference: String,
    /// Where a missing entity was named: `path:line:column`.
    pub declared: String,
    /// Where it is said why the document of a missing entity was refused; empty where there is no document.
    pub refused: String,
    /// `declared` on the repository's web host; may be empty.
    pub declared_href: String,
    /// For the data of scripts: the description in short.
    pub hint: String,
}

/// A link with a text.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TextLink {
    pub href: String,
    pub text: String,
}

impl Here<'_> {
    /// The link to a page or file.
    pub(super) fn to(&self, path: &SitePath) -> String {
        self.path.link_to(path)
    }

    /// The link to a place on a page.
    pub(super) fn place(&self, place: &SiteLink) -> String {
        place.href(self.path)
    }

    /// The page as links of docs and descriptions see it.
    pub(super) fn viewpoint(&self, page: Option<(SiteId, PageId)>) -> Viewpoint<'_> {
        let Model { sites, catalog, plan, .. } = self.model;
        Viewpoint { sites, catalog, path: self.path, page, alone: plan.site.is_some() }
    }

    /// An entity of the catalog.
    pub(super) fn entity(&self, id: EntityId) -> EntityLink {
        let entity = self.model.catalog.entity(id);
        EntityLink {
            href: self.to(&entity.site_path()),
            title: entity.title().to_owned(),
            kind: entity.reference.kind().to_owned(),
            reference: entity.reference.to_string(),
            declared: String::new(),
            declared_href: String::new(),
            refused: String::new(),
            hint: hint(entity),
        }
    }

    /// The other end of a relation.
    pub(super) fn target(&self, relation: &Relation) -> EntityLink {
        match relation.target_id {
            Some(id) => self.entity(id),
            None => self.missing(&relation.target, relation.declared.map(|span| self.model.point(span))),
        }
    }

    /// An entity by reference, which may not exist.
    pub(super) fn named(&self, reference: &EntityRef) -> EntityLink {
        match self.model.catalog.find(reference) {
            Some(id) => self.entity(id),
            None => self.missing(reference, None),
        }
    }

    fn missing(&self, reference: &EntityRef, declared: Option<(String, String)>) -> EntityLink {
        let (declared, declared_href) = declared.unwrap_or_default();
        let refusal = self.model.refusals.of(reference.as_str());
        EntityLink {
            href: String::new(),
            title: short(reference),
            kind: reference.kind().to_owned(),
            reference: reference.to_string(),
            declared,
            declared_href,
            refused: refusal.map_or_else(String::new, |refusal| self.place(&refusal.place)),
            hint: String::new(),
        }
    }

    /// What several of a kind are called: `Components`; of a kind that configuration lets in, what that says.
    pub(super) fn plural(&self, kind: &Kind) -> String {
        let custom = self.model.config.catalog.kinds.get(kind.as_str()).filter(|_| kind.is_custom());
        custom.and_then(|kind| kind.plural.clone()).unwrap_or_else(|| kind.plural())
    }

    /// A tag, leading to its list.
    pub(super) fn tag(&self, tag: &str) -> TextLink {
        TextLink { href: self.to(&Scope::Tag(tag.to_owned()).path()), text: tag.to_owned() }
    }
}

/// `name`, with its namespace where that is not the default one.
pub(super) fn short(reference: &EntityRef) -> String {
    match reference.namespace() {
        "default" => reference.name().to_owned(),
        namespace => format!("{namespace}/{}", reference.name()),
    }
}

/// The title, where it is not what [`short`] says.
pub(super) fn own_title(entity: &Entity) -> &str {
    let title = entity.title();
    if title == short(&entity.reference) { "" } else { title }
}

fn hint(entity: &Entity) -> String {
    let mut hint = entity.reference.to_string();
    if let Some(kind) = entity.spec_type() {
        hint.push_str(" | ");
        hint.push_str(kind);
    }
    hint
}
