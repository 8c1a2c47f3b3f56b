//! Galleries of cards that the filter works on: doc sites and templates.
//!
//! In: what each card stands for. Out: one page of cards, and the data from which the filter script makes those of all
//! pages. Never: another filter or other pages than the catalog's.

use std::collections::BTreeMap;

use serde::Serialize;

use super::listing::{Choice, Facet};
use super::pager::Pager;
use crate::catalog::{EntityId, RelationType};
use crate::render::Model;
use crate::render::data_script::{DATA, script};
use crate::render::facet::{Counted, FacetCounts, FacetKey, Tally};
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here, TextLink, own_title};
use crate::render::text::summary;
use crate::site::CARDS;
use crate::url::{PageNumber, SitePath};

/// What a card stands for, as the filter script reads it; the names are those of the catalog's data.
#[derive(Default, Serialize)]
pub(in crate::render) struct Item<'m> {
    /// Reference, or an address where there is no entity.
    #[serde(rename = "r")]
    pub reference: &'m str,
    /// Kind.
    #[serde(rename = "k", skip_serializing_if = "str::is_empty")]
    pub kind: &'m str,
    /// Title.
    #[serde(rename = "t")]
    pub title: &'m str,
    /// Description in short: made by [`data`] alone, since a page needs those of its own cards only.
    #[serde(rename = "d", skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Type.
    #[serde(rename = "y", skip_serializing_if = "str::is_empty")]
    pub kind_of: &'m str,
    /// Owners.
    #[serde(rename = "o", skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<&'m str>,
    /// Tags.
    #[serde(rename = "g", skip_serializing_if = "<[String]>::is_empty")]
    pub tags: &'m [String],
    /// Site path of the documentation; empty where the card is the entity's.
    #[serde(rename = "u", skip_serializing_if = "str::is_empty")]
    pub docs: &'m str,
    /// How much there is of it.
    #[serde(rename = "w")]
    pub extent: String,
    /// Where it is from, if there is no entity.
    #[serde(rename = "f", skip_serializing_if = "str::is_empty")]
    pub origin: &'m str,
    /// Its address in Backstage.
    #[serde(rename = "b", skip_serializing_if = "String::is_empty")]
    pub backstage: String,
    /// The entity.
    #[serde(skip)]
    pub id: Option<EntityId>,
    /// The description as written, and how much of it a card has room for.
    #[serde(skip)]
    pub about: (Option<&'m str>, usize),
}

impl<'m> Item<'m> {
    /// What the filter asks of the entity.
    pub(in crate::render) fn of(model: &'m Model<'_>, id: EntityId) -> Self {
        let entity = model.catalog.entity(id);
        Self {
            reference: entity.reference.as_str(),
            kind: entity.kind.as_str(),
            title: entity.title(),
            kind_of: entity.spec_type().unwrap_or_default(),
            owners: entity.related(RelationType::OwnedBy).map(|relation| relation.target.as_str()).collect(),
            tags: &entity.metadata.tags,
            id: Some(id),
            ..Self::default()
        }
    }

    fn description(&self) -> String {
        let (text, most) = self.about;
        summary(text, most)
    }
}

/// Context of `docs-home.html` and `templates.html`.
#[derive(Serialize)]
pub(in crate::render) struct Gallery {
    pub page: Frame,
    cards: Vec<Card>,
    facets: Vec<Facet>,
    pager: Pager,
    /// The data of the cards of all pages.
    data: String,
}

#[derive(Serialize)]
struct Card {
    href: String,
    title: String,
    description: String,
    kind_of: String,
    tags: Vec<TextLink>,
    words: String,
    /// The entity that it documents.
    entity: Option<EntityLink>,
    /// Where it is from, if there is none.
    from: String,
    owners: Vec<EntityLink>,
    backstage: String,
}

/// Page `number` of the gallery that begins at `first`. `wanted` are the facets (owner, kind, type,
/// tag) and their titles.
pub(in crate::render) fn gallery(
    here: Here<'_>,
    mut page: Frame,
    items: &[Item<'_>],
    wanted: &[(FacetKey, &'static str)],
    (first, number): (&SitePath, PageNumber),
) -> Gallery {
    page.scripts.push("catalog.js".to_owned());
    page = page.alternate(here, first);
    let pager = Pager::new(here, first, number, items.len(), CARDS);
    Gallery {
        page,
        cards: items[pager.range()].iter().map(|item| card(here, item)).collect(),
        facets: facets(here, items, wanted),
        data: here.to(&first.join(DATA)),
        pager,
    }
}

fn card(here: Here<'_>, item: &Item<'_>) -> Card {
    let entity = item.id.map(|id| here.model.catalog.entity(id));
    let of_entity = item.docs.is_empty();
    Card {
        href: match entity {
            Some(entity) if of_entity => here.to(&entity.site_path()),
            _ => here.to(&SitePath::new(item.docs.to_owned())),
        },
        title: item.title.to_owned(),
        description: item.description(),
        kind_of: item.kind_of.to_owned(),
        tags: item.tags.iter().take(6).map(|tag| here.tag(tag)).collect(),
        words: item.extent.clone(),
        entity: item.id.filter(|_| !of_entity).map(|id| {
            let mut link = here.entity(id);
            // One name twice on a card says nothing; its kind does.
            if link.title == item.title {
                link.title.clone_from(&link.kind);
            }
            link
        }),
        from: item.origin.to_owned(),
        owners: entity
            .iter()
            .flat_map(|entity| entity.related(RelationType::OwnedBy))
            .map(|relation| here.target(relation))
            .collect(),
        backstage: item.backstage.clone(),
    }
}

/// The facets of a gallery, in its own order and under its own titles.
fn facets(here: Here<'_>, items: &[Item<'_>], wanted: &[(FacetKey, &'static str)]) -> Vec<Facet> {
    let mut counts = FacetCounts::default();
    for item in items {
        for &(key, _) in wanted {
            let mut plain = |value: &str| counts.add(key, value, || (value.to_owned(), None));
            match key {
                FacetKey::Owner => {
                    for owner in &item.owners {
                        counts.add(key, owner, || (owner_title(here, owner), None));
                    }
                }
                FacetKey::Tag => item.tags.iter().for_each(|tag| plain(tag)),
                FacetKey::Kind if !item.kind.is_empty() => plain(&item.kind.to_lowercase()),
                FacetKey::Type if !item.kind_of.is_empty() => plain(&item.kind_of.to_lowercase()),
                _ => {}
            }
        }
    }
    let mut tallies = counts.tallies();
    let choice = |Counted { value, text, count, .. }| Choice {
        value,
        text,
        count,
        href: String::new(),
        current: false,
    };
    let facet = |&(key, title): &(FacetKey, &'static str)| {
        let at = tallies.iter().position(|tally| tally.key == key)?;
        let Tally { values, more, .. } = tallies.swap_remove(at);
        Some(Facet { key, title, values: values.into_iter().map(choice).collect(), more, pages: false })
    };
    wanted.iter().filter_map(facet).collect()
}

fn owner_title(here: Here<'_>, owner: &str) -> String {
    crate::catalog::EntityRef::parse(owner, None, "default")
        .map_or_else(|| owner.to_owned(), |owner| here.named(&owner).title)
}

/// The data of a gallery: its cards, and the titles of the entities that they name; an entity that is missing there is
/// missing in the catalog.
pub(in crate::render) fn data(model: &Model<'_>, mut items: Vec<Item<'_>>) -> String {
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for id in items.iter().filter_map(|item| item.id) {
        let entity = model.catalog.entity(id);
        let owners = entity.related(RelationType::OwnedBy).filter_map(|relation| relation.target_id);
        for id in owners.chain([id]) {
            let named = model.catalog.entity(id);
            titles.insert(named.reference.as_str(), own_title(named));
        }
    }
    for item in &mut items {
        item.description = item.description();
    }
    script(&items, Some(&titles))
}
