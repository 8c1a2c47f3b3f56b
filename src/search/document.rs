//! What search can find.
//!
//! In: entities, doc sites, rendered pages. Out: [`SearchDoc`]s: entities first, in the catalog's order, then
//! pages, in site order. Never: copies a page's text; reads HTML.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::catalog::{Catalog, Entity, EntityRef, Kind, RelationType};
use crate::docs::{DocSite, EntityDocs, PageId, RenderedPage, SiteId};
use crate::url::SitePath;
use crate::yaml::Node;

/// One result: an entity or a page of documentation.
#[derive(Debug)]
pub(crate) struct SearchDoc<'a> {
    /// Its page.
    pub path: SitePath,
    /// What it is called.
    pub title: Cow<'a, str>,
    /// What it is.
    pub subject: Subject<'a>,
    /// Other words to find it by: tags, owner, reference.
    pub keywords: Vec<Cow<'a, str>>,
    /// Its text by heading; the first has no anchor.
    pub sections: Vec<SearchSection<'a>>,
    /// How much its words count: 1, or what `search: {boost}` in the page's front matter says.
    pub boost: f32,
}

/// Text below one heading.
#[derive(Debug, Clone)]
pub(crate) struct SearchSection<'a> {
    /// Anchor; empty for the page's beginning.
    pub anchor: &'a str,
    /// Heading; empty for the page's beginning.
    pub title: &'a str,
    /// Plain text.
    pub text: Cow<'a, str>,
}

/// What a result is.
#[derive(Debug)]
pub(crate) enum Subject<'a> {
    /// An entity of the catalog.
    Entity(Facts<'a>),
    /// A page of documentation.
    Page {
        /// Its site's name.
        site: &'a str,
        /// Where its site begins.
        base: &'a SitePath,
    },
}

/// What a result's row says of an entity.
#[derive(Debug)]
pub(crate) struct Facts<'a> {
    /// Its identity.
    pub reference: &'a EntityRef,
    /// Its name as written.
    pub name: &'a str,
    /// Its kind.
    pub kind: &'a Kind,
    /// `spec.type`.
    pub kind_type: &'a str,
    /// `spec.lifecycle`.
    pub lifecycle: &'a str,
    /// Reference of the first owner.
    pub owner: Option<&'a EntityRef>,
    /// How much points at it: the busier of two equal hits stands first.
    pub weight: usize,
    /// Its tags.
    pub tags: &'a [String],
}

/// All documents: entities, then pages.
pub(crate) fn documents<'a>(
    catalog: &'a Catalog,
    sites: &'a [DocSite],
    entity_docs: &EntityDocs,
    pages: &'a [RenderedPage],
) -> Vec<SearchDoc<'a>> {
    let mut all: Vec<_> = catalog.entities.iter().map(entity).collect();
    let mut shown_by: HashMap<(SiteId, PageId), Vec<&Entity>> = HashMap::new();
    for (id, docs) in entity_docs.iter().filter(|(_, docs)| docs.named) {
        if let Some(page) = docs.page.or_else(|| sites[docs.site.0].first_page()) {
            shown_by.entry((docs.site, page)).or_default().push(catalog.entity(id));
        }
    }
    all.extend(pages.iter().filter_map(|rendered| {
        let mut doc = page(&sites[rendered.site.0], rendered)?;
        // Who looks for the docs of an entity by its name finds the page that it names.
        for entity in shown_by.get(&(rendered.site, rendered.page)).into_iter().flatten() {
            doc.keywords.push(Cow::Borrowed(&entity.metadata.name));
            doc.keywords.extend(entity.metadata.title.as_deref().map(Cow::Borrowed));
        }
        Some(doc)
    }));
    all
}

fn entity(entity: &Entity) -> SearchDoc<'_> {
    let owner = entity.related(RelationType::OwnedBy).next().map(|relation| &relation.target);
    let facts = Facts {
        reference: &entity.reference,
        name: &entity.metadata.name,
        kind: &entity.kind,
        kind_type: entity.spec_type().unwrap_or_default(),
        lifecycle: entity.lifecycle().unwrap_or_default(),
        owner,
        weight: entity.relations.len(),
        tags: &entity.metadata.tags,
    };
    let mut keywords: Vec<Cow<'_, str>> =
        vec![Cow::Borrowed(facts.kind.as_str()), Cow::Borrowed(facts.kind_type)];
    keywords.extend(entity.metadata.tags.iter().map(|tag| Cow::Borrowed(tag.as_str())));
    keywords.extend(owner.map(|owner| Cow::Borrowed(owner.name())));
    keywords
        .extend(entity.metadata.links.iter().filter_map(|link| Some(Cow::Borrowed(link.title.as_deref()?))));
    let email =
        entity.spec().get("profile").and_then(|profile| profile.get("email")).and_then(|it| it.as_str());
    keywords.extend(email.map(Cow::Borrowed));
    let text = crate::markdown::plain(entity.metadata.description.as_deref().unwrap_or_default());
    SearchDoc {
        path: entity.site_path(),
        title: Cow::Borrowed(entity.title()),
        subject: Subject::Entity(facts),
        keywords,
        sections: vec![SearchSection { anchor: "", title: "", text }],
        boost: 1.0,
    }
}

/// `None` for a page whose front matter says `search: {exclude: true}` (as Material for MkDocs reads it).
fn page<'a>(site: &'a DocSite, rendered: &'a RenderedPage) -> Option<SearchDoc<'a>> {
    let setting = |key| rendered.document.meta.as_ref().and_then(|meta: &Node| meta.at(["search", key]));
    if setting("exclude").and_then(Node::as_bool) == Some(true) {
        return None;
    }
    let boost = setting("boost").and_then(|node| node.as_str()?.parse().ok()).unwrap_or(1.0_f32);
    let tags = rendered.document.meta.as_ref().and_then(|meta| meta.get("tags")).and_then(Node::as_seq);
    let keywords =
        tags.unwrap_or_default().iter().filter_map(|tag| tag.as_str().map(Cow::Borrowed)).collect();
    Some(SearchDoc {
        path: site.page_path(rendered.page),
        title: Cow::Borrowed(&rendered.title),
        subject: Subject::Page { site: &site.name, base: &site.base },
        keywords,
        sections: sections(rendered),
        boost: if boost.is_finite() { boost.clamp(0.1, 10.0) } else { 1.0 },
    })
}

/// The page's beginning (the text before the first heading, or the first heading's own where there is none),
/// then a section a heading.
fn sections(rendered: &RenderedPage) -> Vec<SearchSection<'_>> {
    let written = &rendered.document.sections;
    let plain = |section: &'_ crate::markdown::Section| section.level == 0 || section.id.is_empty();
    let (head, rest) = match written.as_slice() {
        [before, first, rest @ ..] if plain(before) && before.text.trim().is_empty() && first.level == 1 => {
            (first.text.as_str(), rest)
        }
        [first, rest @ ..] if plain(first) || first.level == 1 => (first.text.as_str(), rest),
        all => ("", all),
    };
    let mut sections = vec![SearchSection { anchor: "", title: "", text: Cow::Borrowed(head) }];
    sections.extend(rest.iter().map(|section| SearchSection {
        anchor: &section.id,
        title: &section.title,
        text: Cow::Borrowed(&section.text),
    }));
    sections
}
