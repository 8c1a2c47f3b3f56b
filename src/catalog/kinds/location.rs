//! Location: further catalog files to read. Source: `Location.v1alpha1.schema.json`.

use super::definition::{About, KindDefinition};
use super::field::{Field, Shape};

pub(crate) static LOCATION: KindDefinition = KindDefinition {
    name: "Location",
    key: "location",
    plural: "Locations",
    fields: &[
        Field::optional("type", Shape::Text),
        Field::optional("target", Shape::Text),
        Field::optional("targets", Shape::Texts),
        Field::optional("presence", Shape::Presence),
    ],
    registers_files: true,
    is_owned: false,
    icon: "M8 14S3 9.5 3 6.5a5 5 0 0 1 10 0C13 9.5 8 14 8 14zM8 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3",
    search_weight: 1,
    is_counted: false,
    about: &[About::Type, About::Targets],
    ..KindDefinition::GENERAL
};
