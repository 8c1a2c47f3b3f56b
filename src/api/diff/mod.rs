//! What a change of a definition means to those who use the API.
//!
//! In: the definition on both sides. Out: [`Change`]s by the rules that the field's tools have: oasdiff's for OpenAPI, @asyncapi/diff's
//! for AsyncAPI, graphql-inspector's for GraphQL, buf's for protobuf. Never: words: titles, descriptions and examples may change.

mod asyncapi;
mod change;
mod graphql;
mod openapi;
mod protobuf;
mod schema;
#[cfg(test)]
mod tests;

use self::change::Changes;
pub(crate) use self::change::{Change, Compatibility};
use self::schema::{Comparison, Direction, Part};
use super::model::{Api, Format};

/// A day, as `2026-01-31`, which sorts as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day<'a>(&'a str);

impl<'a> Day<'a> {
    /// The day that a date or a time begins with; `None` where it begins with none.
    pub(crate) fn of(text: &'a str) -> Option<Self> {
        let day = text.get(..10)?;
        let fits = day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        fits.then_some(Self(day))
    }
}

/// What both sides have, and what only one has.
struct Matched<'a, T> {
    removed: Vec<&'a T>,
    added: Vec<&'a T>,
    both: Vec<(&'a T, &'a T)>,
}

/// What changed from `base` to `head`, the worst first. Without `today` a sunset that was announced has not come.
pub(crate) fn compare(base: &Api, head: &Api, today: Option<Day<'_>>) -> Vec<Change> {
    let mut changes = Changes::default();
    if base.format != head.format {
        let message = format!("the definition changed from {} to {}", base.dialect, head.dialect);
        changes.add("api-format-changed", Compatibility::Breaking, "definition", message);
        return changes.sorted();
    }
    match head.format {
        Format::OpenApi | Format::Mcp => openapi::compare(base, head, today, &mut changes),
        Format::AsyncApi => asyncapi::compare(base, head, &mut changes),
        Format::GraphQl => graphql::compare(base, head, &mut changes),
        Format::Protobuf => protobuf::compare(base, head, &mut changes),
        Format::JsonSchema => json_schema(base, head, &mut changes),
    }
    changes.sorted()
}

/// A JSON Schema stands for what is written against it: documents that were valid have to stay so.
fn json_schema(base: &Api, head: &Api, changes: &mut Changes) {
    let of = |api: &Api| api.types.first().and_then(|root| root.schema);
    if let (Some(before), Some(after)) = (of(base), of(head)) {
        let of = (Direction::Request, Part::Schema);
        Comparison::of(base, head).compare(changes, (before, after), of, ("", "the document"));
    }
}
