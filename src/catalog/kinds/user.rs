//! User: a person. Source: `User.v1alpha1.schema.json`.

use super::definition::{Area, KindDefinition, Overview, Targets, related};
use super::field::{Field, PROFILE, Shape};
use super::group;
use crate::catalog::RelationType::{MemberOf, OwnerOf};

pub(crate) static USER: KindDefinition = KindDefinition {
    name: "User",
    key: "user",
    plural: "Users",
    fields: &[
        Field::required("memberOf", Shape::Texts)
            .names_only(MemberOf, "Group")
            .help("add `memberOf: []` where there is none"),
        PROFILE,
    ],
    is_owned: false,
    icon: "M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M3 14c0-6 10-6 10 0",
    colour: Some("light-dark(#4d5a70, #b4c0d4)"),
    area: Area::Teams,
    search_group: Some(group::SEARCH_GROUP),
    search_weight: 1,
    overview: Overview::User,
    related: &[related(OwnerOf, Targets::All, "Owns directly")],
    ..KindDefinition::GENERAL
};
