//! A value on both sides: where it is, and how a rule tells of it.
//!
//! In: two views of one value. Out: names of rules and sentences. Never: a rule.

use super::view::View;
use crate::api::diff::change::{Changes, Compatibility};

/// Who writes a value and who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::api::diff) enum Direction {
    /// Users of the API write it: it must not become narrower.
    Request,
    /// Users of the API read it: it must not become wider.
    Response,
    /// Users do both.
    Both,
}

impl Direction {
    /// Seen from the other side.
    pub(in crate::api::diff) fn flipped(self) -> Self {
        match self {
            Self::Request => Self::Response,
            Self::Response => Self::Request,
            Self::Both => Self::Both,
        }
    }
}

/// What a value is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::api::diff) enum Part {
    /// A body in JSON, or something like it, where types are told apart.
    Body,
    /// A body of form fields or text, where every scalar is text.
    Form,
    /// A parameter.
    Parameter,
    /// A header of a response.
    Header,
    /// The payload or the headers of a message.
    Message,
    /// A schema that stands for itself.
    Schema,
}

/// A value on both sides.
pub(super) struct Spot<'a, 's> {
    pub base: &'a View<'s>,
    pub head: &'a View<'s>,
    pub direction: Direction,
    pub part: Part,
    /// It is the whole: a body, a parameter.
    pub whole: bool,
    /// Nobody but the provider sees it: read-only in a request, write-only in a response.
    pub hidden: bool,
    /// `Pet.name`.
    pub subject: String,
    /// `` `Pet.name` `` or `the request body`, for sentences.
    pub name: String,
}

impl Spot<'_, '_> {
    /// The name of a rule that ends so.
    pub(super) fn rule(&self, suffix: &str) -> String {
        let prefix = match (self.part, self.direction, self.whole) {
            (Part::Parameter, _, true) => "request-parameter",
            (Part::Parameter, _, false) => "request-parameter-property",
            (Part::Header, ..) => "response-header",
            (Part::Message, _, true) => "message-payload",
            (Part::Message, _, false) => "message-property",
            (Part::Schema, _, true) => "schema",
            (Part::Schema, _, false) => "schema-property",
            (_, Direction::Response, true) => "response-body",
            (_, Direction::Response, false) => "response-property",
            (_, _, true) => "request-body",
            (_, _, false) => "request-property",
        };
        format!("{prefix}-{suffix}")
    }

    /// What a change means in the direction of the value: `request` where users write it, `response` where they read it.
    pub(super) fn level(&self, request: Compatibility, response: Compatibility) -> Compatibility {
        if self.hidden {
            return Compatibility::Compatible;
        }
        match self.direction {
            Direction::Request => request,
            Direction::Response => response,
            Direction::Both => request.max(response),
        }
    }

    /// Tells of a change.
    pub(super) fn tell(
        &self,
        changes: &mut Changes,
        suffix: &str,
        (request, response): (Compatibility, Compatibility),
        message: String,
    ) {
        changes.add(self.rule(suffix), self.level(request, response), self.subject.as_str(), message);
    }
}
