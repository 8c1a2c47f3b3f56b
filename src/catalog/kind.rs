//! The kind of an entity.
//!
//! In: the `kind` field. Out: a [`Kind`]. Never: folds case: Backstage's schemas compare kinds exactly.

use std::fmt;

use super::kinds::{self, CUSTOM, KindDefinition};

/// What an entity is. Sorted in the order of [`kinds::ALL`], then by name.
#[derive(Clone)]
pub(crate) enum Kind {
    /// One that Backstage knows.
    Known(&'static KindDefinition),
    /// One that configuration lets in, as written.
    Custom(Box<str>),
}

impl Kind {
    /// The kind of this exact spelling.
    pub(crate) fn from_text(text: &str) -> Self {
        kinds::by_name(text).map_or_else(|| Self::Custom(text.into()), Self::Known)
    }

    /// As written in a catalog file: `Component`, `API`.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Known(definition) => definition.name,
            Self::Custom(text) => text,
        }
    }

    /// What is known of it; of a custom kind what holds for all of them.
    pub(crate) fn definition(&self) -> &'static KindDefinition {
        match self {
            Self::Known(definition) => definition,
            Self::Custom(_) => &CUSTOM,
        }
    }

    /// Whether configuration lets it in.
    pub(crate) fn is_custom(&self) -> bool {
        matches!(self, Self::Custom(_))
    }

    /// Whether it is this one.
    pub(crate) fn is(&self, definition: &KindDefinition) -> bool {
        matches!(self, Self::Known(own) if own.name == definition.name)
    }

    /// What several are called in headings: `Components`.
    pub(crate) fn plural(&self) -> String {
        match self {
            Self::Known(definition) => definition.plural.to_owned(),
            Self::Custom(text) => format!("{text}s"),
        }
    }

    /// Its place among all kinds.
    fn rank(&self) -> (usize, &str) {
        let place = kinds::ALL.iter().position(|kind| self.is(kind)).unwrap_or(kinds::ALL.len());
        (place, self.as_str())
    }
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.is_custom() == other.is_custom() && self.as_str() == other.as_str()
    }
}

impl Eq for Kind {}

impl std::hash::Hash for Kind {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialOrd for Kind {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Kind {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
