//! Group: a team, or what teams are part of. Source: `Group.v1alpha1.schema.json`.

use super::definition::{About, Area, KindDefinition, Overview, SearchGroup, Targets, related};
use super::field::{Field, PROFILE, Shape, TYPE};
use crate::catalog::RelationType::{ChildOf, HasMember, OwnerOf, ParentOf};

pub(super) const SEARCH_GROUP: SearchGroup = SearchGroup { id: "team", title: "Teams" };

pub(crate) static GROUP: KindDefinition = KindDefinition {
    name: "Group",
    key: "group",
    plural: "Groups",
    fields: &[
        TYPE,
        Field::required("children", Shape::Texts)
            .names_only(ParentOf, "Group")
            .help("add `children: []` where there is none"),
        Field::optional("parent", Shape::Text).names_only(ChildOf, "Group"),
        Field::optional("members", Shape::Texts).names_only(HasMember, "User"),
        PROFILE,
    ],
    is_owned: false,
    icon: "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 14c0-5.5 9-5.5 9 0M10.5 2.9a2.4 2.4 0 0 1 0 4.2M12 9.8c2 .5 2.5 2.2 2.5 4.2",
    colour: Some("light-dark(#0f6a8c, #7dcdec)"),
    area: Area::Teams,
    search_group: Some(SEARCH_GROUP),
    search_weight: 3,
    overview: Overview::Group,
    about: &[About::Type],
    related: &[related(OwnerOf, Targets::All, "Owns")
        .or("This team owns nothing yet.", "# in what it owns\nspec:\n  owner: {this}")],
    ..KindDefinition::GENERAL
};
