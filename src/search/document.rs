//! What search can find.
//!
//! In: entities, doc sites, rendered pages. Out: [`SearchDoc`]s: entities first, by the key of their name, then
//! pages, in site order. Never: copies a page's text; reads HTML.

use std::borrow::Cow;
use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::stem::Stemmer;
use super::words::{Mode, key};
use crate::catalog::{Catalog, Entity, EntityRef, Kind, Relation, RelationType};
use crate::docs::{DocSite, EntityDocs, PageId, RenderedPage, SiteId};
use crate::url::SitePath;
use crate::yaml::Node;

/// One result: an entity, a page of documentation, or an entry of another [`Group`].
#[derive(Debug)]
pub(crate) struct SearchDoc<'a> {
    /// Its page.
    pub path: SitePath,
    /// What it is called.
    pub title: Cow<'a, str>,
    /// What it is.
    pub subject: Subject<'a>,
    /// Words to find it by that its sections do not say.
    pub keywords: Vec<(Cow<'a, str>, Field)>,
    /// What filters ask: `owner:`, `tag:` and so on.
    pub facets: Vec<(Facet, Cow<'a, str>)>,
    /// Its text by heading; the first is the document's own, and of a page has no anchor.
    pub sections: Vec<SearchSection<'a>>,
    /// How much its words count: 1, or more or less by what it is and by `search: {boost}` in front matter.
    pub boost: f32,
    /// What its words are written in.
    pub stemmer: &'static Stemmer,
}

/// Text below one heading; of an entity, one of its fields.
#[derive(Debug, Clone)]
pub(crate) struct SearchSection<'a> {
    /// Anchor; empty for the page's beginning.
    pub anchor: &'a str,
    /// Heading; empty for the page's beginning.
    pub title: &'a str,
    /// Plain text.
    pub text: Cow<'a, str>,
    /// How much a mention in the text counts; 1 in prose.
    pub weight: f32,
    /// How its words are told apart.
    pub mode: Mode,
}

/// Where a keyword stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// Another name of the document.
    Name,
    /// What somebody filed it under: a tag, a type.
    Tag,
    /// Parts of its address.
    Path,
    /// The site or the entity that it belongs to.
    Site,
}

/// What a filter of a query asks for; the index has a term for each value (`@owner:bridge`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Facet {
    /// Kind of an entity.
    Kind,
    /// `spec.type`.
    Type,
    /// Owner, of a page that of its entity.
    Owner,
    /// Tag of an entity or a page.
    Tag,
    /// System it is part of.
    System,
    /// `spec.lifecycle`.
    Lifecycle,
    /// Namespace.
    Namespace,
}

impl Facet {
    /// Every facet, in the order in which the help of the dialog names them.
    pub(crate) const ALL: [Self; 7] =
        [Self::Kind, Self::Owner, Self::Tag, Self::System, Self::Type, Self::Lifecycle, Self::Namespace];

    /// As a query writes it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Type => "type",
            Self::Owner => "owner",
            Self::Tag => "tag",
            Self::System => "system",
            Self::Lifecycle => "lifecycle",
            Self::Namespace => "namespace",
        }
    }
}

/// A group of results that are not entities: its chip in the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Group {
    /// As the script knows it.
    pub id: &'static str,
    /// As people read it.
    pub title: &'static str,
    /// The theme's icon.
    pub icon: &'static str,
}

/// Pages of documentation.
pub(crate) const DOCS: Group = Group { id: "docs", title: "Docs", icon: "docs" };

/// What a result is.
#[derive(Debug)]
pub(crate) enum Subject<'a> {
    /// An entity of the catalog.
    Entity(Facts<'a>),
    /// A page of documentation, or another entry of something larger.
    Page {
        /// The name of what it is part of: its site.
        site: &'a str,
        /// Where that begins.
        base: &'a SitePath,
        /// Its chip.
        group: Group,
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
    /// What it does, in plain text.
    pub description: Cow<'a, str>,
    /// Which of two that one query names is meant, from 1 to 9: by kind, lifecycle, and how much points at it.
    pub rank: u8,
}

/// All documents: entities, then pages. `language` is that of pages whose site names none.
pub(crate) fn documents<'a>(
    catalog: &'a Catalog,
    sites: &'a [DocSite],
    entity_docs: &EntityDocs,
    pages: &'a [RenderedPage],
    language: &str,
) -> Vec<SearchDoc<'a>> {
    let mut entities: Vec<(String, &Entity)> =
        catalog.entities.iter().map(|entity| (key(&entity.metadata.name), entity)).collect();
    entities.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    let mut all: Vec<_> = entities.into_iter().map(|(_, one)| entity(catalog, one)).collect();
    let mut shown_by: HashMap<(SiteId, PageId), Vec<&Entity>> = HashMap::new();
    for (id, docs) in entity_docs.iter().filter(|(_, docs)| docs.named) {
        if let Some(page) = docs.page.or_else(|| sites[docs.site.0].first_page()) {
            shown_by.entry((docs.site, page)).or_default().push(catalog.entity(id));
        }
    }
    let repeated = repeated(pages);
    all.extend(pages.iter().filter_map(|rendered| {
        let mut doc = page(catalog, sites, rendered, &repeated, language)?;
        // Who looks for the docs of an entity by its name finds the page that it names.
        for entity in shown_by.get(&(rendered.site, rendered.page)).into_iter().flatten() {
            let names = [Some(entity.metadata.name.as_str()), entity.metadata.title.as_deref()];
            doc.keywords.extend(names.into_iter().flatten().map(|name| (Cow::Borrowed(name), Field::Tag)));
        }
        Some(doc)
    }));
    all
}

/// What is deprecated stands behind what is not.
fn is_deprecated(entity: &Entity) -> bool {
    let lifecycle = entity.lifecycle().unwrap_or_default();
    ["deprecated", "retired", "obsolete", "end-of-life"]
        .iter()
        .any(|word| lifecycle.eq_ignore_ascii_case(word))
}

pub(super) fn owner(entity: &Entity) -> Option<&Relation> {
    entity.related(RelationType::OwnedBy).next()
}

fn entity<'a>(catalog: &'a Catalog, entity: &'a Entity) -> SearchDoc<'a> {
    let owner = owner(entity).map(|relation| &relation.target);
    let title_of = |reference: &EntityRef| catalog.find(reference).map(|id| catalog.entity(id).title());
    let description = crate::markdown::plain(entity.metadata.description.as_deref().unwrap_or_default());
    let weight = entity.kind.definition().search_weight;
    // Four times the weight of the kind would outdo the words; a step of it settles what is equal.
    let popular = u8::from(entity.relations.len() > 4) + u8::from(entity.relations.len() > 20);
    let rank = (weight as u8).min(5) + popular + 2;
    let facts = Facts {
        reference: &entity.reference,
        name: &entity.metadata.name,
        kind: &entity.kind,
        kind_type: entity.spec_type().unwrap_or_default(),
        lifecycle: entity.lifecycle().unwrap_or_default(),
        owner,
        description: description.clone(),
        rank: if is_deprecated(entity) { 1 } else { rank },
    };

    let metadata = &entity.metadata;
    let system = entity.related(RelationType::PartOf).next().map(|relation| &relation.target);
    let mut filed = String::new();
    let mut related = String::new();
    let mut noted = String::new();
    let add = |out: &mut String, text: &str| {
        if !text.is_empty() {
            out.push_str(text);
            out.push_str(" \u{b7} ");
        }
    };
    for text in [facts.kind.as_str(), facts.kind_type, facts.lifecycle] {
        add(&mut filed, text);
    }
    metadata.tags.iter().for_each(|tag| add(&mut filed, tag));
    for target in [owner, system].into_iter().flatten() {
        add(&mut related, target.name());
        add(
            &mut related,
            title_of(target).filter(|title| !title.eq_ignore_ascii_case(target.name())).unwrap_or(""),
        );
    }
    metadata.links.iter().filter_map(|link| link.title.as_deref()).for_each(|title| add(&mut noted, title));
    metadata.labels.iter().for_each(|(_, value)| add(&mut noted, value));
    let told = |key: &str| !key.contains("backstage.io/managed") && !key.contains("backstage.io/techdocs");
    let notes = metadata.annotations.iter().filter(|(key, value)| told(key) && !value.contains("://"));
    notes.for_each(|(_, value)| add(&mut noted, value));
    let profile = entity.spec().get("profile");
    let email = profile.and_then(|profile| profile.get("email")).and_then(|it| it.as_str());
    add(&mut noted, email.unwrap_or_default());

    let mut facets = vec![
        (Facet::Kind, Cow::Borrowed(entity.reference.kind())),
        (Facet::Namespace, Cow::Borrowed(entity.reference.namespace())),
        (Facet::Type, Cow::Borrowed(facts.kind_type)),
        (Facet::Lifecycle, Cow::Borrowed(facts.lifecycle)),
    ];
    facets.extend(owner.map(|owner| (Facet::Owner, short(owner))));
    facets.extend(system.map(|system| (Facet::System, short(system))));
    facets.extend(metadata.tags.iter().map(|tag| (Facet::Tag, Cow::Borrowed(tag.as_str()))));

    let field = |text, weight, mode| SearchSection { anchor: "", title: "", text, weight, mode };
    let mut keywords = Vec::new();
    for name in [Some(facts.name), metadata.title.as_deref()].into_iter().flatten() {
        if !name.eq_ignore_ascii_case(entity.title()) {
            keywords.push((Cow::Borrowed(name), Field::Name));
        }
    }
    SearchDoc {
        path: entity.site_path(),
        title: Cow::Borrowed(entity.title()),
        subject: Subject::Entity(facts),
        keywords,
        facets,
        sections: vec![
            field(Cow::Borrowed(""), 1.0, Mode::Body),
            field(description, 4.0, Mode::Body),
            field(Cow::Owned(filed), 4.0, Mode::Title),
            field(Cow::Owned(related), 3.0, Mode::Title),
            field(Cow::Owned(noted), 2.0, Mode::Title),
        ],
        boost: if is_deprecated(entity) { 0.5 } else { 1.0 },
        stemmer: Stemmer::ENGLISH,
    }
}

/// A reference as people type it after `owner:`: without kind, and without the namespace where that is the default.
pub(super) fn short(reference: &EntityRef) -> Cow<'_, str> {
    match reference.namespace() {
        "default" => Cow::Borrowed(reference.name()),
        namespace => Cow::Owned(format!("{namespace}/{}", reference.name())),
    }
}

/// A text that so many pages have is boilerplate: it tells none of them apart.
const REPEATED: u8 = 4;

/// The hashes of sections that stand on several pages.
fn repeated(pages: &[RenderedPage]) -> HashMap<u64, u8> {
    let mut counts: HashMap<u64, u8> = HashMap::new();
    for page in pages {
        for section in &page.document.sections {
            let count = counts.entry(xxh3_64(section.text.as_bytes())).or_default();
            *count = count.saturating_add(1);
        }
    }
    counts.retain(|_, count| *count >= REPEATED);
    counts
}

/// `None` for a page whose front matter says `search: {exclude: true}` (as Material for MkDocs reads it).
fn page<'a>(
    catalog: &'a Catalog,
    sites: &'a [DocSite],
    rendered: &'a RenderedPage,
    repeated: &HashMap<u64, u8>,
    language: &str,
) -> Option<SearchDoc<'a>> {
    let site = &sites[rendered.site.0];
    let setting = |key| rendered.document.meta.as_ref().and_then(|meta: &Node| meta.at(["search", key]));
    if setting("exclude").and_then(Node::as_bool) == Some(true) {
        return None;
    }
    let boost = setting("boost").and_then(|node| node.key_text().parse().ok()).unwrap_or(1.0_f32);
    let boost = if boost.is_finite() { boost.clamp(0.1, 10.0) } else { 1.0 };
    let tags = rendered.tags();
    let facets = tags.iter().map(|tag| (Facet::Tag, Cow::Owned(tag.clone())));
    let mut facets: Vec<_> = facets.collect();
    let mut keywords: Vec<_> = tags.into_iter().map(|tag| (Cow::Owned(tag), Field::Tag)).collect();
    let path = site.page_path(rendered.page);
    let below = path.below(&site.base).unwrap_or_default().to_owned();
    keywords.push((Cow::Owned(below), Field::Path));
    let mut share = 1.0;
    if let Some(entity) = site.entities.first().map(|id| catalog.entity(*id)) {
        for name in [entity.metadata.name.as_str(), entity.title()] {
            keywords.push((Cow::Borrowed(name), Field::Site));
        }
        facets.extend(owner(entity).map(|owner| (Facet::Owner, short(&owner.target))));
        let system = entity.related(RelationType::PartOf).next();
        facets.extend(system.map(|system| (Facet::System, short(&system.target))));
        if is_deprecated(entity) {
            share = 0.7;
        }
    }
    if sites.len() > 1 {
        keywords.push((Cow::Borrowed(site.name.as_str()), Field::Site));
    }
    if lists_everything(&rendered.title) {
        share *= 0.6;
    }
    let language = site.language.as_ref().map_or(language, |language| &language.tag);
    Some(SearchDoc {
        title: Cow::Borrowed(&rendered.title),
        subject: Subject::Page { site: &site.name, base: &site.base, group: DOCS },
        keywords,
        facets,
        sections: sections(rendered, repeated),
        boost: boost * share,
        stemmer: Stemmer::of(language),
        path,
    })
}

/// Pages that go through everything, release by release or word by word: they hold every word, and few look for them by another
/// than their own.
fn lists_everything(title: &str) -> bool {
    const TITLES: [&str; 9] = [
        "changelog",
        "change log",
        "release notes",
        "tags",
        "index of tags",
        "how to upgrade",
        "upgrade",
        "upgrading",
        "upgrade guide",
    ];
    TITLES.iter().any(|one| title.eq_ignore_ascii_case(one))
}

/// The page's beginning (the text before the first heading, or the first heading's own where there is none),
/// then a section a heading.
fn sections<'a>(rendered: &'a RenderedPage, repeated: &HashMap<u64, u8>) -> Vec<SearchSection<'a>> {
    let weight = |text: &str| if repeated.contains_key(&xxh3_64(text.as_bytes())) { 0.2 } else { 1.0 };
    let section = |anchor: &'a str, title: &'a str, text: &'a str| SearchSection {
        anchor,
        title,
        text: Cow::Borrowed(text),
        weight: weight(text),
        mode: Mode::Body,
    };
    let written = &rendered.document.sections;
    let plain = |section: &'_ crate::markdown::Section| section.level == 0 || section.id.is_empty();
    let (head, rest) = match written.as_slice() {
        [before, first, rest @ ..] if plain(before) && before.text.trim().is_empty() && first.level == 1 => {
            (first.text.as_str(), rest)
        }
        [first, rest @ ..] if plain(first) || first.level == 1 => (first.text.as_str(), rest),
        all => ("", all),
    };
    let mut sections = vec![section("", "", head)];
    sections.extend(rest.iter().map(|one| section(&one.id, &one.title, &one.text)));
    sections
}
