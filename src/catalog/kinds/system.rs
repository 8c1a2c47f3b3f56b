//! System: what several components are part of. Source: `System.v1alpha1.schema.json`.

use super::definition::{About, KindDefinition, SearchGroup, Targets, related};
use super::field::{Field, OWNER, Shape};
use crate::catalog::RelationType::{HasPart, PartOf};

pub(super) const SEARCH_GROUP: SearchGroup = SearchGroup { id: "system", title: "Systems" };

pub(crate) static SYSTEM: KindDefinition = KindDefinition {
    name: "System",
    key: "system",
    plural: "Systems",
    fields: &[
        OWNER,
        Field::optional("domain", Shape::Text).names_only(PartOf, "Domain"),
        Field::optional("type", Shape::Text),
    ],
    has_code_owners: true,
    has_readme: true,
    icon: "M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z",
    colour: Some("light-dark(#6a3fc4, #c0a4ff)"),
    search_group: Some(SEARCH_GROUP),
    search_weight: 5,
    is_summarised: true,
    suggests_docs: true,
    about: &[About::Domain],
    related: &[
        related(HasPart, Targets::Kind("component"), "Components")
            .or("No component is part of this system.", "# in the component\nspec:\n  system: {this}"),
        related(HasPart, Targets::Kind("api"), "APIs")
            .or("No API is part of this system.", "# in the API\nspec:\n  system: {this}"),
        related(HasPart, Targets::Kind("resource"), "Resources")
            .or("No resource is part of this system.", "# in the resource\nspec:\n  system: {this}"),
        related(HasPart, Targets::Others, "Further parts"),
    ],
    ..KindDefinition::GENERAL
};
