//! A field of `spec`: its shape, and the relation it declares.
//!
//! In: nothing. Out: [`Field`], and the fields that several kinds share. Never: reads a document.

use crate::catalog::RelationType;

/// The shape of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A string that is not empty.
    Text,
    /// A list, maybe empty, of strings that are not.
    Texts,
    /// `required` or `optional`.
    Presence,
    /// `profile` of a Group or User.
    Profile,
    /// Whatever it is: no schema says.
    Any,
}

/// A field of `spec`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// Its key.
    pub name: &'static str,
    /// Whether an entity without it is refused.
    pub is_required: bool,
    /// What it may hold.
    pub shape: Shape,
    /// The relation to the entities that it names.
    pub relation: Option<FieldRelation>,
    /// What to do where it is missing; `None` where adding the key says it all.
    pub help: Option<&'static str>,
}

/// The relation that a field declares.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FieldRelation {
    /// Its type, from the entity that holds the field.
    pub kind: RelationType,
    /// The kind of a reference that names none; `None` where a reference has to name it.
    pub default_kind: Option<&'static str>,
    /// Whether the field is meant for that kind only; Backstage takes a reference to anything.
    pub is_strict: bool,
}

impl Field {
    /// A field that has to be there.
    pub(super) const fn required(name: &'static str, shape: Shape) -> Self {
        Self { name, is_required: true, shape, relation: None, help: None }
    }

    /// A field that may be there.
    pub(super) const fn optional(name: &'static str, shape: Shape) -> Self {
        Self { name, is_required: false, shape, relation: None, help: None }
    }

    /// The same with what to do where it is missing.
    pub(super) const fn help(self, help: &'static str) -> Self {
        Self { help: Some(help), ..self }
    }

    /// The same with references to entities of any kind.
    pub(super) const fn names_any(self, kind: RelationType) -> Self {
        Self { relation: Some(FieldRelation { kind, default_kind: None, is_strict: false }), ..self }
    }

    /// The same with references to any entity, of `default_kind` where they name no kind.
    pub(super) const fn names(self, kind: RelationType, default_kind: &'static str) -> Self {
        let relation = FieldRelation { kind, default_kind: Some(default_kind), is_strict: false };
        Self { relation: Some(relation), ..self }
    }

    /// The same with references to entities of one kind.
    pub(super) const fn names_only(self, kind: RelationType, default_kind: &'static str) -> Self {
        let relation = FieldRelation { kind, default_kind: Some(default_kind), is_strict: true };
        Self { relation: Some(relation), ..self }
    }
}

use RelationType::{DependencyOf, DependsOn, OwnedBy, PartOf};
use Shape::{Any, Profile, Text, Texts};

/// `type`, required.
pub(super) const TYPE: Field = Field::required("type", Text);
/// `lifecycle`, required.
pub(super) const LIFECYCLE: Field =
    Field::required("lifecycle", Text).help("add `lifecycle: production`, `experimental` or `deprecated`");
/// `owner`, required.
pub(super) const OWNER: Field = Field { is_required: true, ..OPTIONAL_OWNER };
/// `owner`, optional. Users own things too, so that it is not strict.
pub(super) const OPTIONAL_OWNER: Field = Field::optional("owner", Text)
    .names(OwnedBy, "Group")
    .help("name the group that owns it: `owner: team-a`");
/// `system`.
pub(super) const SYSTEM: Field = Field::optional("system", Text).names_only(PartOf, "System");
/// `dependsOn`.
pub(super) const DEPENDS_ON: Field = Field::optional("dependsOn", Texts).names_any(DependsOn);
/// `dependencyOf` where no schema checks it: Backstage makes a list of it.
pub(super) const DEPENDENCY_OF: Field = Field::optional("dependencyOf", Any).names_any(DependencyOf);
/// `profile`.
pub(super) const PROFILE: Field = Field::optional("profile", Profile);
