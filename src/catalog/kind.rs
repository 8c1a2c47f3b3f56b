//! The kinds of entities.
//!
//! In: the `kind` field. Out: a [`Kind`]. Never: folds case: Backstage's schemas compare kinds exactly.

use std::fmt;

/// What an entity is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are Backstage's own")]
pub(crate) enum Kind {
    Component,
    Api,
    Resource,
    System,
    Domain,
    Group,
    User,
    Location,
    Template,
    AiResource,
    /// A kind that configuration lets in, as written.
    Other(Box<str>),
}

impl Kind {
    /// The kinds Backstage knows, in the order portals show them.
    pub(crate) const KNOWN: [Self; 10] = [
        Self::Component,
        Self::Api,
        Self::Resource,
        Self::System,
        Self::Domain,
        Self::Group,
        Self::User,
        Self::Template,
        Self::AiResource,
        Self::Location,
    ];

    /// The kind of this exact spelling.
    pub(crate) fn from_text(text: &str) -> Self {
        Self::KNOWN.into_iter().find(|kind| kind.as_str() == text).unwrap_or_else(|| Self::Other(text.into()))
    }

    /// As written in a catalog file: `Component`, `API`.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Component => "Component",
            Self::Api => "API",
            Self::Resource => "Resource",
            Self::System => "System",
            Self::Domain => "Domain",
            Self::Group => "Group",
            Self::User => "User",
            Self::Location => "Location",
            Self::Template => "Template",
            Self::AiResource => "AiResource",
            Self::Other(text) => text,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
