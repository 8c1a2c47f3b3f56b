//! Resource: what a component needs to run. Source: `Resource.v1alpha1.schema.json`.

use super::definition::{About, KindDefinition, SearchGroup, Targets, related};
use super::field::{DEPENDS_ON, Field, OWNER, SYSTEM, Shape, TYPE};
use crate::catalog::RelationType::{DependencyOf, DependsOn};

pub(crate) static RESOURCE: KindDefinition = KindDefinition {
    name: "Resource",
    key: "resource",
    plural: "Resources",
    fields: &[
        TYPE,
        OWNER,
        SYSTEM,
        DEPENDS_ON,
        Field::optional("dependencyOf", Shape::Texts).names_any(DependencyOf),
    ],
    has_code_owners: true,
    has_readme: true,
    icon: "M3 4.5C3 2.5 13 2.5 13 4.5V11.5C13 13.5 3 13.5 3 11.5ZM3 4.5C3 6.5 13 6.5 13 4.5",
    colour: Some("light-dark(#8a5300, #f0b866)"),
    search_group: Some(SearchGroup { id: "resource", title: "Resources" }),
    about: &[About::System, About::Type],
    related: &[
        related(DependencyOf, Targets::All, "Depended on by").or(
            "Nothing depends on this resource.",
            "# in a component that uses it\nspec:\n  dependsOn: [resource:{this}]",
        ),
        related(DependsOn, Targets::All, "Depends on"),
    ],
    ..KindDefinition::GENERAL
};
