//! GraphQL: rules as graphql-inspector has them.
//!
//! In: two schemas. Out: changes. Never: a rule on descriptions.

mod arguments;
mod directives;
mod enums;
mod fields;
mod types;

use std::collections::BTreeMap;

use super::change::{Changes, Compatibility};
use crate::api::model::{Api, Parameter};
use crate::api::schema::{Schema, SchemaId};

/// Everything that changed.
pub(super) fn compare(base: &Api, head: &Api, changes: &mut Changes) {
    let sides = Sides { base, head };
    roots(&sides, changes);
    types::compare(&sides, changes);
}

/// Both schemas.
struct Sides<'a> {
    base: &'a Api,
    head: &'a Api,
}

/// A field of a type, of an input or of a root.
#[derive(Clone, Copy)]
struct Field<'a> {
    schema: Option<SchemaId>,
    arguments: &'a [Parameter],
}

impl Field<'_> {
    fn of<'s>(&self, api: &'s Api) -> Option<&'s Schema> {
        self.schema.map(|id| api.schemas.get(id))
    }

    /// The type as written.
    fn notation<'s>(&self, api: &'s Api) -> &'s str {
        self.of(api).and_then(|schema| schema.notation.as_deref()).unwrap_or_default()
    }
}

/// Queries, mutations and subscriptions are the fields of types that nothing else refers to.
fn roots(sides: &Sides<'_>, changes: &mut Changes) {
    let kinds = |api: &Api| -> Vec<String> { api.groups.iter().map(|group| group.name.clone()).collect() };
    let (before, after) = (kinds(sides.base), kinds(sides.head));
    for kind in before.iter().chain(after.iter().filter(|kind| !before.contains(kind))) {
        let name = title(kind);
        let rule = format!("SCHEMA_{}_TYPE_CHANGED", kind.to_uppercase());
        if !after.contains(kind) {
            let message = format!("the {kind} type was removed");
            changes.add(rule, Compatibility::Breaking, name.as_str(), message);
        } else if !before.contains(kind) {
            let message = format!("the {kind} type was added");
            changes.add(rule, Compatibility::Compatible, name.as_str(), message);
        }
        fields::compare(sides, &name, root(sides.base, kind), root(sides.head, kind), changes);
    }
}

fn root<'a>(api: &'a Api, kind: &str) -> BTreeMap<&'a str, Field<'a>> {
    let of_kind = api.operations.iter().filter(|one| api.groups[one.group].name == kind);
    of_kind
        .map(|one| {
            let name = one.label.as_str();
            (name, Field { schema: one.output, arguments: &one.parameters })
        })
        .collect()
}

fn title(kind: &str) -> String {
    let mut letters = kind.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A type with its wrappers.
#[derive(Debug, PartialEq)]
enum Shape<'a> {
    Named(&'a str),
    List(Box<Shape<'a>>),
    Required(Box<Shape<'a>>),
}

impl<'a> Shape<'a> {
    fn of(notation: &'a str) -> Self {
        if let Some(inner) = notation.strip_suffix('!') {
            Self::Required(Box::new(Self::of(inner)))
        } else if let Some(inner) = notation.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Self::List(Box::new(Self::of(inner)))
        } else {
            Self::Named(notation)
        }
    }

    /// Whether readers of a field understand it still: it may become non-null.
    fn safe_to_read(&self, after: &Self) -> bool {
        match (self, after) {
            (Self::Named(before), Self::Named(after)) => before == after,
            (Self::Required(before), Self::Required(after)) | (Self::List(before), Self::List(after)) => {
                before.safe_to_read(after)
            }
            (before, Self::Required(after)) => before.safe_to_read(after),
            _ => false,
        }
    }

    /// Whether what callers write is taken still: it may become nullable.
    fn safe_to_write(&self, after: &Self) -> bool {
        match (self, after) {
            (Self::Named(before), Self::Named(after)) => before == after,
            (Self::List(before), Self::List(after)) | (Self::Required(before), Self::Required(after)) => {
                before.safe_to_write(after)
            }
            (Self::Required(before), after) => before.safe_to_write(after),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn safe_changes_of_types() {
        for (before, after, read, write) in [
            ("Int", "Int!", true, false),
            ("Int!", "Int", false, true),
            ("[Int]", "[Int!]!", true, false),
            ("[Int!]!", "[Int]", false, true),
            ("Int", "[Int]", false, false),
            ("Int", "String", false, false),
            ("[Int!]", "[Int]!", false, false),
        ] {
            let (one, two) = (Shape::of(before), Shape::of(after));
            assert_eq!(one.safe_to_read(&two), read, "read {before} {after}");
            assert_eq!(one.safe_to_write(&two), write, "write {before} {after}");
        }
    }
}
