//! Lists of entities that have pages of their own: all, and by kind, owner and tag, so that the catalog can be
//! walked without JavaScript.
//!
//! In: the catalog. Out: the lists, each with its members sorted by title. Never: an empty list.

use std::collections::BTreeMap;

use crate::catalog::{Catalog, EntityId, EntityRef, Kind, RelationType};
use crate::url::SitePath;

/// Index of a list in its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ListingId(pub usize);

/// A list of entities.
#[derive(Debug)]
pub(crate) struct Listing {
    /// What its members share.
    pub scope: Scope,
    /// Its first page.
    pub path: SitePath,
    /// Its members, by title.
    pub members: Vec<EntityId>,
}

/// What the members of a list share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Scope {
    /// They are in the catalog.
    All,
    /// Their kind.
    Kind(Kind),
    /// Who owns them, whether there is such an entity or not.
    Owner(EntityRef),
    /// A tag.
    Tag(String),
}

/// `text` as a part of a URL: letters, digits and `-._+` stay, the rest is `~` and two hexadecimal digits a
/// byte, so that no file system and no browser reads anything into it. Tags may hold `#` and `:`.
pub(crate) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.to_lowercase().bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'+') {
            out.push(char::from(byte));
        } else {
            out.push('~');
            for digit in [byte >> 4, byte & 15] {
                out.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
    }
    match out.strip_prefix('.') {
        Some(rest) => format!("~2e{rest}"),
        None => out,
    }
}

impl Scope {
    /// Its first page.
    pub(crate) fn path(&self) -> SitePath {
        match self {
            Self::All => SitePath::CATALOG,
            Self::Kind(kind) => SitePath::OF_KIND.join(slug(kind.as_str()) + "/"),
            Self::Owner(owner) => SitePath::OF_OWNER.join(owner_folder(owner)),
            Self::Tag(tag) => SitePath::OF_TAG.join(slug(tag) + "/"),
        }
    }
}

/// Where something of an owner stands below the place of all such things. Owners that do not exist may be called
/// anything.
pub(super) fn owner_folder(owner: &EntityRef) -> String {
    format!("{}/{}/{}/", slug(owner.kind()), slug(owner.namespace()), slug(owner.name()))
}

/// Every list of the catalog, the one of all entities first.
pub(super) fn listings(catalog: &Catalog) -> Vec<Listing> {
    let mut order: Vec<(String, EntityId)> =
        catalog.iter().map(|(id, entity)| (entity.title().to_lowercase(), id)).collect();
    order.sort();
    let mut groups: BTreeMap<Scope, Vec<EntityId>> = BTreeMap::new();
    groups.insert(Scope::All, Vec::new());
    for (_, id) in order {
        let entity = catalog.entity(id);
        let mut join = |scope| groups.entry(scope).or_default().push(id);
        join(Scope::All);
        join(Scope::Kind(entity.kind.clone()));
        for relation in entity.related(RelationType::OwnedBy) {
            join(Scope::Owner(relation.target.clone()));
        }
        let mut tags: Vec<&String> = entity.metadata.tags.iter().collect();
        tags.sort();
        tags.dedup();
        for tag in tags {
            join(Scope::Tag(tag.clone()));
        }
    }
    groups.into_iter().map(|(scope, members)| Listing { path: scope.path(), scope, members }).collect()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_safe_everywhere() {
        for (text, expected) in [
            ("java", "java"),
            ("c#", "c~23"),
            ("c++", "c++"),
            ("a:b", "a~3ab"),
            ("..", "~2e."),
            ("Ü", "~c3~bc"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }
}
