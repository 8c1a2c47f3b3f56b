//! Domain: what several systems are part of. Source: `Domain.v1alpha1.schema.json`.

use super::definition::{KindDefinition, Targets, related};
use super::field::{Field, OWNER, Shape};
use super::system;
use crate::catalog::RelationType::{HasPart, PartOf};

pub(crate) static DOMAIN: KindDefinition = KindDefinition {
    name: "Domain",
    key: "domain",
    plural: "Domains",
    fields: &[
        OWNER,
        Field::optional("subdomainOf", Shape::Text).names_only(PartOf, "Domain"),
        Field::optional("type", Shape::Text),
    ],
    has_code_owners: true,
    icon: "M3 14V2h7v12M10 6h3v8M2 14h12M5.5 5h2M5.5 8h2M5.5 11h2",
    colour: Some("light-dark(#a8286f, #ff9ecf)"),
    search_group: Some(system::SEARCH_GROUP),
    search_weight: 5,
    is_summarised: true,
    related: &[
        related(HasPart, Targets::Kind("domain"), "Subdomains"),
        related(HasPart, Targets::Kind("system"), "Systems")
            .or("No system is part of this domain.", "# in the system\nspec:\n  domain: {this}"),
        related(HasPart, Targets::Others, "Further parts"),
    ],
    ..KindDefinition::GENERAL
};
