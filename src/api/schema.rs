//! Schemas in one arena, so that they may hold each other in circles.
//!
//! In: built by the readers. Out: [`Schema`]s by number. Never: resolves anything: a reference is a number.

use super::model::{Facts, Parameter, TypeId};

/// Index of a [`Schema`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SchemaId(pub u32);

/// Every schema of an API.
#[derive(Debug, Default)]
pub(crate) struct Schemas(Vec<Schema>);

impl Schemas {
    /// One more.
    pub(crate) fn add(&mut self, schema: Schema) -> SchemaId {
        self.0.push(schema);
        SchemaId(self.0.len() as u32 - 1)
    }

    /// A schema.
    pub(crate) fn get(&self, id: SchemaId) -> &Schema {
        &self.0[id.0 as usize]
    }

    /// A schema, to fill it in.
    pub(super) fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.0[id.0 as usize]
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The schemas that a schema stands for: itself and, hop by hop, what its reference leads to.
    pub(crate) fn chain(&self, id: SchemaId) -> impl Iterator<Item = SchemaId> + '_ {
        let mut next = Some(id);
        // A circle of references ends here as well.
        let hops = std::iter::from_fn(move || {
            let id = next?;
            next = self.get(id).target;
            Some(id)
        });
        hops.take(64)
    }

    /// The named type that a reference leads to first, if it leads to one.
    pub(crate) fn named(&self, id: SchemaId) -> Option<TypeId> {
        self.chain(id).skip(1).find_map(|hop| self.get(hop).name)
    }
}

/// What a value may be: JSON Schema's terms, which the other formats fit into.
#[derive(Debug, Default)]
pub(crate) struct Schema {
    /// The named type that this is the schema of.
    pub name: Option<TypeId>,
    /// The schema that `$ref` leads to; what else is said here applies as well.
    pub target: Option<SchemaId>,
    /// The type as GraphQL and protobuf write it (`[Book!]!`, `map<string, a.B>`).
    pub notation: Option<Box<str>>,
    /// `type`, with `null` where it is nullable.
    pub types: Vec<Box<str>>,
    /// `format`.
    pub format: Box<str>,
    /// `title`.
    pub title: Box<str>,
    /// What people wrote about it.
    pub facts: Facts,
    /// `properties`, or fields.
    pub properties: Vec<Property>,
    /// `required`.
    pub required: Vec<Box<str>>,
    /// What keys that are not named may hold: a pattern, empty for any key, and a schema.
    pub maps: Vec<(Box<str>, SchemaId)>,
    /// No other keys are allowed.
    pub closed: bool,
    /// What an array may hold: the keyword (`items`, `prefixItems`, `contains` …) and the schema, in order. Arrays are transparent to
    /// paths.
    pub items: Vec<(&'static str, SchemaId)>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `if`, `then`, `else`, `dependentSchemas`, `contentSchema`: what it is called, and the schema.
    pub conditions: Vec<(Box<str>, SchemaId)>,
    /// The property that tells the choices apart, and which value means which schema.
    pub discriminator: Option<Box<Discriminator>>,
    /// `enum` and `const`: text bare, anything else as JSON; with a description where the format has one.
    pub values: Vec<Value>,
    /// The only value is a constant.
    pub constant: bool,
    /// Limits, in the order written.
    pub limits: Vec<Limit>,
    /// `default`, as JSON.
    pub default: Option<Box<str>>,
    /// `example` and `examples`, as JSON.
    pub examples: Vec<Box<str>>,
    /// Only in answers.
    pub read_only: bool,
    /// Only in requests.
    pub write_only: bool,
    /// Further facts: a label and a text each.
    pub notes: Vec<(Box<str>, Box<str>)>,
}

/// How choices are told apart.
#[derive(Debug)]
pub(crate) struct Discriminator {
    /// The property that tells.
    pub property: String,
    /// A value of it, and the schema that it means.
    pub mapping: Vec<(String, SchemaId)>,
}

/// A property or field.
#[derive(Debug)]
pub(crate) struct Property {
    /// Name.
    pub name: Box<str>,
    /// What it may be.
    pub schema: SchemaId,
    /// Arguments of a GraphQL field.
    pub arguments: Vec<Parameter>,
    /// Whether it cannot be left out, where the format says so of the property itself.
    pub required: bool,
}

/// One of the allowed values.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    /// Text bare, anything else as JSON.
    pub text: Box<str>,
    /// What people wrote about it.
    pub facts: Facts,
}

/// A keyword that narrows a type, and its operand as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limit {
    /// `minLength`, `pattern` …
    pub keyword: &'static str,
    /// `5`, `^a` …
    pub operand: Box<str>,
}
