//! Relations between entities: seven pairs, both directions of each.
//!
//! In: declared fields. Out: [`Relation`]s on both ends. Never: invents a type that Backstage lacks:
//! `subcomponentOf` and `subdomainOf` are `partOf`.

use super::{EntityId, EntityRef};
use crate::source::Span;

/// The fourteen types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are Backstage's own")]
pub(crate) enum RelationType {
    ApiConsumedBy,
    ApiProvidedBy,
    ChildOf,
    ConsumesApi,
    DependencyOf,
    DependsOn,
    HasMember,
    HasPart,
    MemberOf,
    OwnedBy,
    OwnerOf,
    ParentOf,
    PartOf,
    ProvidesApi,
}

impl RelationType {
    /// All, in the order of their names, which is the order Backstage sorts them in.
    pub(crate) const ALL: [Self; 14] = [
        Self::ApiConsumedBy,
        Self::ApiProvidedBy,
        Self::ChildOf,
        Self::ConsumesApi,
        Self::DependencyOf,
        Self::DependsOn,
        Self::HasMember,
        Self::HasPart,
        Self::MemberOf,
        Self::OwnedBy,
        Self::OwnerOf,
        Self::ParentOf,
        Self::PartOf,
        Self::ProvidesApi,
    ];

    /// The type that Backstage writes so.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// As Backstage writes it: `ownedBy`.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::ApiConsumedBy => "apiConsumedBy",
            Self::ApiProvidedBy => "apiProvidedBy",
            Self::ChildOf => "childOf",
            Self::ConsumesApi => "consumesApi",
            Self::DependencyOf => "dependencyOf",
            Self::DependsOn => "dependsOn",
            Self::HasMember => "hasMember",
            Self::HasPart => "hasPart",
            Self::MemberOf => "memberOf",
            Self::OwnedBy => "ownedBy",
            Self::OwnerOf => "ownerOf",
            Self::ParentOf => "parentOf",
            Self::PartOf => "partOf",
            Self::ProvidesApi => "providesApi",
        }
    }

    /// The other direction.
    #[must_use]
    pub(crate) fn inverse(self) -> Self {
        match self {
            Self::ApiConsumedBy => Self::ConsumesApi,
            Self::ApiProvidedBy => Self::ProvidesApi,
            Self::ChildOf => Self::ParentOf,
            Self::ConsumesApi => Self::ApiConsumedBy,
            Self::DependencyOf => Self::DependsOn,
            Self::DependsOn => Self::DependencyOf,
            Self::HasMember => Self::MemberOf,
            Self::HasPart => Self::PartOf,
            Self::MemberOf => Self::HasMember,
            Self::OwnedBy => Self::OwnerOf,
            Self::OwnerOf => Self::OwnedBy,
            Self::ParentOf => Self::ChildOf,
            Self::PartOf => Self::HasPart,
            Self::ProvidesApi => Self::ApiProvidedBy,
        }
    }
}

/// One end of a relation, as it stands on its source entity.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    /// Its type.
    pub kind: RelationType,
    /// The other end.
    pub target: EntityRef,
    /// The other end's entity; `None` where there is none (dangling).
    pub target_id: Option<EntityId>,
    /// Where it was declared, on this entity or on the other; `None` for what a rule inferred.
    pub declared: Option<Span>,
}
