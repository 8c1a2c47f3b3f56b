//! What an API offers, in whatever format it was written.
//!
//! In: built by the readers. Out: read by site, render and search. Never: changed afterwards.

use super::schema::{SchemaId, Schemas};
use crate::source::Span;

/// A definition, read.
#[derive(Debug)]
pub(crate) struct Api {
    /// What it is written in.
    pub format: Format,
    /// `OpenAPI 3.1.0`.
    pub dialect: String,
    /// Its own title; may be empty.
    pub title: String,
    /// Its own version; may be empty.
    pub version: String,
    /// Markdown; may be empty.
    pub description: String,
    /// Contact, licence, terms: a label, a text and a URL that may be empty.
    pub facts: Vec<(String, String, String)>,
    /// Where it is served.
    pub servers: Vec<Server>,
    /// How callers prove who they are.
    pub schemes: Vec<Scheme>,
    /// Tags, services or kinds of operations, in the order they are shown.
    pub groups: Vec<Group>,
    /// Operations, in the order written.
    pub operations: Vec<Operation>,
    /// Channels of AsyncAPI.
    pub channels: Vec<Channel>,
    /// Everything with a name that is shown in a section of its own.
    pub types: Vec<NamedType>,
    /// Every schema there is, named or not.
    pub schemas: Schemas,
}

impl Api {
    /// A definition that says nothing yet: no title, no operation, no type.
    pub(super) fn empty(format: Format) -> Self {
        Self {
            format,
            dialect: String::new(),
            title: String::new(),
            version: String::new(),
            description: String::new(),
            facts: Vec::new(),
            servers: Vec::new(),
            schemes: Vec::new(),
            groups: Vec::new(),
            operations: Vec::new(),
            channels: Vec::new(),
            types: Vec::new(),
            schemas: Schemas::default(),
        }
    }

    /// A type by its number.
    pub(crate) fn named(&self, id: TypeId) -> &NamedType {
        &self.types[id.0 as usize]
    }
}

/// A format of definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub(crate) enum Format {
    OpenApi,
    AsyncApi,
    GraphQl,
    Protobuf,
    JsonSchema,
    Mcp,
}

impl Format {
    /// What its named types are called together.
    pub(crate) fn types(self) -> &'static str {
        match self {
            Self::OpenApi | Self::JsonSchema | Self::Mcp => "Schemas",
            Self::AsyncApi => "Messages and schemas",
            Self::GraphQl => "Types",
            Self::Protobuf => "Messages and enums",
        }
    }
}

/// Index of a [`NamedType`] in its [`Api`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub u32);

/// A schema, type, enum, directive or message with a name.
#[derive(Debug)]
pub(crate) struct NamedType {
    /// As the definition names it: `Pet`, `@key`, `pkg.Message`; `#` for the root of a JSON Schema.
    pub name: String,
    /// What it is.
    pub kind: TypeKind,
    /// What it holds; a message's payload. `None` where a message has none.
    pub schema: Option<SchemaId>,
    /// Title and description, where they are not those of the schema.
    pub facts: Facts,
    /// Headers of a message.
    pub headers: Option<SchemaId>,
    /// Arguments of a directive.
    pub arguments: Vec<Parameter>,
    /// Interfaces it implements, or members of a union.
    pub related: Vec<TypeId>,
    /// Examples of a message.
    pub examples: Vec<Example>,
    /// Bindings of a message, where a directive may stand: a name and a text each.
    pub notes: Vec<(String, String)>,
    /// Where it was written.
    pub span: Span,
}

impl NamedType {
    /// One of which nothing else is known yet.
    pub(super) fn new(name: String, kind: TypeKind, schema: Option<SchemaId>, span: Span) -> Self {
        Self {
            name,
            kind,
            schema,
            facts: Facts::default(),
            headers: None,
            arguments: Vec::new(),
            related: Vec::new(),
            examples: Vec::new(),
            notes: Vec::new(),
            span,
        }
    }
}

/// What a [`NamedType`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the formats")]
pub(crate) enum TypeKind {
    Schema,
    Message,
    Object,
    Interface,
    Union,
    Enum,
    Input,
    Scalar,
    Directive,
}

/// What people wrote about something.
#[derive(Debug, Default, Clone)]
pub(crate) struct Facts {
    /// A line; may be empty.
    pub summary: String,
    /// Markdown; may be empty.
    pub description: String,
    /// Not to be used any more.
    pub deprecated: bool,
    /// Why, where the definition says so; may be empty.
    pub reason: String,
    /// The day from which it may be gone, as written in `x-sunset`; may be empty.
    pub sunset: String,
}

/// Where an API is served.
#[derive(Debug, Default, Clone)]
pub(crate) struct Server {
    /// The name by which it is known: the URL as written, or AsyncAPI's name of the server.
    pub name: String,
    /// The URL, with its variables.
    pub url: String,
    /// Markdown; may be empty.
    pub description: String,
    /// `kafka`, `wss` …; empty for HTTP.
    pub protocol: String,
    /// A variable's name, default and the values it may have.
    pub variables: Vec<(String, String, Vec<String>)>,
}

/// A way of authentication.
#[derive(Debug, Default, Clone)]
pub(crate) struct Scheme {
    /// Its key.
    pub name: String,
    /// `http`, `apiKey`, `oauth2` …
    pub kind: String,
    /// `bearer`, or the name of the key and where it goes, in words.
    pub detail: String,
    /// Where an API key goes (`header`, `query`, `cookie`), and its name.
    pub key: Option<(String, String)>,
    /// Markdown; may be empty.
    pub description: String,
    /// Flows, their URLs and scopes: a label and a text each.
    pub notes: Vec<(String, String)>,
}

/// Operations that belong together.
#[derive(Debug, Default, Clone)]
pub(crate) struct Group {
    /// Key.
    pub name: String,
    /// For people, where that is another.
    pub title: String,
    /// Markdown; may be empty.
    pub description: String,
}

/// Something that can be called, sent or received.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Unique in the API: `GET /pets/{id}`, `rpc pkg.Service/Method`.
    pub key: String,
    /// `GET`, `SEND`, `QUERY`; upper case.
    pub verb: String,
    /// What stands behind the verb: a path, a name.
    pub label: String,
    /// `operationId`.
    pub id: Option<String>,
    /// What people wrote about it.
    pub facts: Facts,
    /// Index of its group.
    pub group: usize,
    /// Tags as written.
    pub tags: Vec<String>,
    /// Alternatives, each a set of schemes with scopes; an empty set means that none is needed.
    pub security: Vec<Vec<(String, Vec<String>)>>,
    /// Servers of this operation alone.
    pub servers: Vec<Server>,
    /// Parameters or arguments.
    pub parameters: Vec<Parameter>,
    /// What the caller sends.
    pub request: Option<Body>,
    /// What comes back, by status.
    pub responses: Vec<Response>,
    /// Operations that the provider calls at the caller's.
    pub callbacks: Vec<Operation>,
    /// Key of the channel.
    pub channel: Option<String>,
    /// Messages that go over the channel.
    pub messages: Vec<TypeId>,
    /// What answers.
    pub reply: Option<Reply>,
    /// What an rpc takes, with `stream`.
    pub input: Option<SchemaId>,
    /// What a GraphQL field or an rpc returns.
    pub output: Option<SchemaId>,
    /// Bindings, options: a name and a text each.
    pub notes: Vec<(String, String)>,
    /// Where it was written.
    pub span: Span,
}

/// The answer to an operation over a channel.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    /// Key of the channel.
    pub channel: Option<String>,
    /// Where the address comes from, in words; may be empty.
    pub address: String,
    /// Messages.
    pub messages: Vec<TypeId>,
}

/// A parameter, an argument or a header.
#[derive(Debug)]
pub(crate) struct Parameter {
    /// `path`, `query`, `header`, `cookie`, `querystring`, `arg`, `channel`.
    pub place: &'static str,
    /// Name.
    pub name: String,
    /// What people wrote about it.
    pub facts: Facts,
    /// It cannot be left out.
    pub required: bool,
    /// What it may be.
    pub schema: Option<SchemaId>,
    /// Values, where they are not in a schema.
    pub values: Vec<String>,
    /// How it is written into the URL, in words; may be empty.
    pub style: String,
    /// Examples given.
    pub examples: Vec<Example>,
    /// Where it was written.
    pub span: Span,
}

/// What is sent or received.
#[derive(Debug, Default)]
pub(crate) struct Body {
    /// Markdown; may be empty.
    pub description: String,
    /// It cannot be left out.
    pub required: bool,
    /// By media type.
    pub content: Vec<Media>,
}

/// A representation of a body, or several that are alike.
#[derive(Debug, Default)]
pub(crate) struct Media {
    /// `application/json` …; empty where the format knows none.
    pub types: Vec<String>,
    /// What it holds.
    pub schema: Option<SchemaId>,
    /// What each item of a stream holds.
    pub item: Option<SchemaId>,
    /// Examples given.
    pub examples: Vec<Example>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Response {
    /// `200`, `2XX`, `default`.
    pub status: String,
    /// What comes.
    pub body: Body,
    /// Headers.
    pub headers: Vec<Parameter>,
    /// Links to other operations.
    pub links: Vec<Link>,
}

/// A link of a response to another operation.
#[derive(Debug)]
pub(crate) struct Link {
    /// Name.
    pub name: String,
    /// `operationId` or `operationRef`.
    pub operation: String,
    /// Markdown; may be empty.
    pub description: String,
    /// Parameters: a name and an expression each.
    pub parameters: Vec<(String, String)>,
}

/// An example that the definition gives.
#[derive(Debug, Clone)]
pub(crate) struct Example {
    /// Its name; `default` where it has none.
    pub name: String,
    /// A line; may be empty.
    pub summary: String,
    /// Its text: JSON printed over lines, or as written.
    pub text: String,
    /// Where it is, where it is not in the definition; may be empty.
    pub url: String,
}

/// A channel of messages.
#[derive(Debug)]
pub(crate) struct Channel {
    /// Its key: AsyncAPI 3's id, AsyncAPI 2's address.
    pub key: String,
    /// Where it is; may be empty.
    pub address: String,
    /// What people wrote about it.
    pub facts: Facts,
    /// Parameters of the address.
    pub parameters: Vec<Parameter>,
    /// Messages.
    pub messages: Vec<TypeId>,
    /// Names of the servers, where not all have it.
    pub servers: Vec<String>,
    /// Bindings: a protocol and a text each.
    pub notes: Vec<(String, String)>,
}
