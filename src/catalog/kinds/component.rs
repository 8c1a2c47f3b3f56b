//! Component: a piece of software. Source: `Component.v1alpha1.schema.json`.

use super::definition::{About, KindDefinition, SearchGroup, Targets, related};
use super::field::{DEPENDENCY_OF, DEPENDS_ON, Field, LIFECYCLE, OWNER, SYSTEM, Shape, TYPE};
use crate::catalog::RelationType::{ConsumesApi, DependencyOf, DependsOn, HasPart, PartOf, ProvidesApi};

pub(crate) static COMPONENT: KindDefinition = KindDefinition {
    name: "Component",
    key: "component",
    plural: "Components",
    fields: &[
        TYPE,
        LIFECYCLE,
        OWNER,
        SYSTEM,
        Field::optional("subcomponentOf", Shape::Text).names_only(PartOf, "Component"),
        Field::optional("providesApis", Shape::Texts).names_only(ProvidesApi, "API"),
        Field::optional("consumesApis", Shape::Texts).names_only(ConsumesApi, "API"),
        DEPENDS_ON,
        DEPENDENCY_OF,
    ],
    has_code_owners: true,
    has_project_slug: true,
    has_readme: true,
    icon: "M4 4h8v8H4zM6 2v2M10 2v2M6 12v2M10 12v2M2 6h2M2 10h2M12 6h2M12 10h2",
    colour: Some("light-dark(#2456d6, #8fb0ff)"),
    search_group: Some(SearchGroup { id: "component", title: "Components" }),
    search_weight: 4,
    is_summarised: true,
    suggests_docs: true,
    about: &[About::System, About::Type, About::Lifecycle],
    related: &[
        related(ProvidesApi, Targets::Kind("api"), "Provided APIs")
            .or("This component does not provide any APIs.", "spec:\n  providesApis: [my-api]"),
        related(ConsumesApi, Targets::Kind("api"), "Consumed APIs")
            .or("This component does not consume any APIs.", "spec:\n  consumesApis: [their-api]"),
        related(DependsOn, Targets::All, "Depends on").or(
            "Nothing is declared that this component depends on.",
            "spec:\n  dependsOn: [resource:my-database]",
        ),
        related(DependencyOf, Targets::All, "Depended on by"),
        related(HasPart, Targets::Kind("component"), "Subcomponents"),
    ],
    ..KindDefinition::GENERAL
};
