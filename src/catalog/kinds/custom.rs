//! Kinds that configuration lets in: all that is known of one is in `catalog.kinds`.

use super::definition::{KindDefinition, Related, Targets, related};
use crate::catalog::RelationType::{ConsumesApi, DependencyOf, DependsOn, HasPart, ProvidesApi};

/// The icon of a kind without one.
pub(super) const ICON: &str = "M3 5l5-2.5L13 5v6l-5 2.5L3 11zM3 5l5 2.5L13 5M8 7.5v6";

/// The tables of a kind without its own.
pub(super) const RELATED: &[Related] = &[
    related(HasPart, Targets::All, "Parts"),
    related(DependsOn, Targets::All, "Depends on"),
    related(DependencyOf, Targets::All, "Depended on by"),
    related(ProvidesApi, Targets::All, "Provided APIs"),
    related(ConsumesApi, Targets::All, "Consumed APIs"),
];

pub(crate) static CUSTOM: KindDefinition =
    KindDefinition { versions: &[], is_open: true, sorts_lists: false, ..KindDefinition::GENERAL };
