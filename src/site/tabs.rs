//! The pages of one entity.
//!
//! In: an entity. Out: its tabs, in order. Never: offers a tab that would be empty for every reader; what is
//! missing is said on the overview.

use crate::catalog::Entity;
use crate::graph;
use crate::url::SitePath;

/// A page of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tab {
    /// About, links, graph, contents.
    Overview,
    /// The definition of an API.
    Api,
    /// Every relation, both directions.
    Relations,
    /// What it stands on and what stands on it, transitively.
    Dependencies,
    /// What is wrong with it.
    Health,
    /// As written and as processed.
    Yaml,
}

impl Tab {
    /// The page of an entity's tab.
    pub(crate) fn path(self, entity: &Entity) -> SitePath {
        entity.site_path().join(self.folder())
    }

    /// Its folder below the entity's page.
    pub(super) fn folder(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Api => "api/",
            Self::Relations => "relations/",
            Self::Dependencies => "dependencies/",
            Self::Health => "health/",
            Self::Yaml => "yaml/",
        }
    }

    /// Its name for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Api => "Definition",
            Self::Relations => "Relations",
            Self::Dependencies => "Dependencies",
            Self::Health => "Health",
            Self::Yaml => "YAML",
        }
    }
}

/// The tabs of an entity. `troubled` says whether there is a finding about it.
pub(crate) fn tabs(entity: &Entity, troubled: bool) -> Vec<Tab> {
    let mut tabs = vec![Tab::Overview];
    if entity.kind.definition().has_definition {
        tabs.push(Tab::Api);
    }
    if !entity.relations.is_empty() {
        tabs.push(Tab::Relations);
    }
    if entity.relations.iter().any(|relation| graph::is_dependency(relation.kind)) {
        tabs.push(Tab::Dependencies);
    }
    if troubled {
        tabs.push(Tab::Health);
    }
    tabs.push(Tab::Yaml);
    tabs
}
