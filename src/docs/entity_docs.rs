//! What an entity's Docs tab shows.
//!
//! In: the catalog, planned doc sites. Out: for each entity its docs: its own, or those of the entity that
//! `backstage.io/techdocs-entity` names, opened at `backstage.io/techdocs-entity-path`. Never: follows such a name
//! twice: the entity named must have docs of its own, as in Backstage.

use super::index::Entry;
use super::reference::REF;
use super::{DocSite, PageId, SiteId};
use crate::catalog::kinds::COMPONENT;
use crate::catalog::{Catalog, Entity, EntityId, EntityRef};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::url::SiteLink;

/// Entity whose docs another one shows.
pub(super) const DOCS_ENTITY: &str = "backstage.io/techdocs-entity";
/// Where those docs are opened: an address below them, perhaps with an anchor.
const DOCS_ENTITY_PATH: &str = "backstage.io/techdocs-entity-path";

/// The docs of one entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocsPlace {
    /// Their site.
    pub site: SiteId,
    /// The page that is opened, where one is named; `None` for the site's beginning.
    pub page: Option<PageId>,
    /// What is opened, with its anchor: `docs/default/component/shop/guide/#install`.
    pub path: SiteLink,
    /// Whether they are those of an entity that `backstage.io/techdocs-entity` names.
    pub named: bool,
}

/// The docs of every entity.
#[derive(Debug, Default)]
pub(crate) struct EntityDocs {
    places: Vec<Option<DocsPlace>>,
}

impl EntityDocs {
    /// The docs of an entity; `None` where it has none.
    pub(crate) fn of(&self, entity: EntityId) -> Option<&DocsPlace> {
        self.places.get(entity.0)?.as_ref()
    }

    /// All that have docs, in the catalog's order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (EntityId, &DocsPlace)> {
        self.places.iter().enumerate().filter_map(|(at, place)| Some((EntityId(at), place.as_ref()?)))
    }
}

/// Settles every entity's docs. A name that leads to no docs is a finding, as is a path that leads to no page.
pub(crate) fn entity_docs(catalog: &Catalog, sites: &[DocSite]) -> (EntityDocs, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut own: Vec<Option<SiteId>> = vec![None; catalog.entities.len()];
    for (at, site) in sites.iter().enumerate() {
        for entity in &site.entities {
            own[entity.0].get_or_insert(SiteId(at));
        }
    }
    let place = |(id, entity): (EntityId, &Entity)| {
        match entity.annotation(DOCS_ENTITY) {
            Some(value) => match named_site(catalog, &own, entity, value) {
                Ok(site) => Some(opened(sites, site, entity, &mut found)),
                Err(finding) => {
                    found.extend(finding.map(|finding| *finding));
                    None
                }
            },
            None => None,
        }
        .or_else(|| {
            let site = own[id.0]?;
            Some(DocsPlace { site, page: None, path: sites[site.0].base.clone().into(), named: false })
        })
    };
    let places: Vec<_> = catalog.iter().map(place).collect();
    for ((_, entity), place) in catalog.iter().zip(&places) {
        if place.is_none() && entity.kind.is(&COMPONENT) && !names_docs(entity) {
            found.push(without_docs(entity));
        }
    }
    (EntityDocs { places }, found)
}

/// Whether an annotation names docs; where there are none, it is that which is reported.
fn names_docs(entity: &Entity) -> bool {
    [REF, DOCS_ENTITY].iter().any(|key| entity.annotation(key).is_some())
}

fn without_docs(entity: &Entity) -> Diagnostic {
    Diagnostic::new(&codes::lint::NO_DOCS, format!("`{}` has no documentation", entity.reference))
        .at(entity.origin.field(["metadata", "name"]))
        .entity(entity.reference.as_str())
        .help("write docs and point to them: `backstage.io/techdocs-ref: dir:.`")
}

/// The site of the entity that an annotation names. An entity of another repository has one that is not known here, and no fault.
fn named_site(
    catalog: &Catalog,
    own: &[Option<SiteId>],
    entity: &Entity,
    value: &str,
) -> Result<SiteId, Option<Box<Diagnostic>>> {
    let target = EntityRef::parse(value, None, "default");
    let message = match target.as_ref().map(|target| catalog.find(target)) {
        None => format!("`{value}` is not a full entity reference"),
        Some(None) if target.is_some_and(|target| catalog.elsewhere.has(&target)) => return Err(None),
        Some(None) => format!("there is no entity `{value}`"),
        Some(Some(id)) => match own[id.0] {
            Some(site) => return Ok(site),
            None => format!("`{value}` has no docs of its own"),
        },
    };
    let finding = Diagnostic::new(&codes::docs::DOCS_ENTITY, message)
        .at(entity.annotation_span(DOCS_ENTITY))
        .entity(entity.reference.as_str())
        .help("name an entity that has `backstage.io/techdocs-ref`, as `component:default/name`");
    Err(Some(Box::new(finding)))
}

/// A site that another entity shows, opened where it asks.
fn opened(sites: &[DocSite], id: SiteId, entity: &Entity, found: &mut Diagnostics) -> DocsPlace {
    let site = &sites[id.0];
    let whole = DocsPlace { site: id, page: None, path: site.base.clone().into(), named: true };
    let Some(written) = entity.annotation(DOCS_ENTITY_PATH) else { return whole };
    let (path, anchor) = written.split_once('#').unwrap_or((written, ""));
    let path = path.split('?').next().unwrap_or_default().trim_matches('/');
    match site.index.url(path) {
        Some(Entry::Page(page)) => {
            DocsPlace { page: Some(page), path: site.page_path(page).with_fragment(anchor), ..whole }
        }
        _ if path.is_empty() => DocsPlace { path: site.base.clone().with_fragment(anchor), ..whole },
        _ => {
            let message = format!("the docs `{}` have no page at `{written}`", site.name);
            found.push(
                Diagnostic::new(&codes::docs::DOCS_ENTITY, message)
                    .at(entity.annotation_span(DOCS_ENTITY_PATH))
                    .entity(entity.reference.as_str())
                    .help("write the address of a page below those docs, as `/guide/install/`"),
            );
            whole
        }
    }
}
