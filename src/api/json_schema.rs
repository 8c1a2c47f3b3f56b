//! JSON Schema, in every dialect that definitions use, to [`Schema`]s.
//!
//! In: nodes and the base that their references are relative to. Out: numbers of schemas; what is found on the way. Never:
//! recurses: a schema is given its number when it is met and filled in from a queue, so circles and depth cost nothing.

use std::collections::{HashMap, HashSet};

use super::documents::{Base, Documents, RefFault};
use super::fit::Fit;
use super::model::{Api, Facts, Format, NamedType, TypeId, TypeKind};
use super::node::{entries, is_true, list, literal, pairs, scalar, shown, text, texts};
use super::schema::{Discriminator, Limit, Property, Schema, SchemaId, Schemas, Value};
use crate::diag::Diagnostic;
use crate::diag::codes::api::{DEFINITION_LIMIT, DEFINITION_REFERENCE, EXAMPLE_MISMATCH};
use crate::source::Span;
use crate::yaml::Node;

/// Most schemas of one definition, references not counted twice.
const MOST: usize = 1_000_000;

/// Keywords that narrow a type.
const LIMITS: &[&str] = &[
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minContains",
    "maxContains",
    "minProperties",
    "maxProperties",
    "contentEncoding",
    "contentMediaType",
];

/// What every reader of a YAML or JSON definition works with.
pub(super) struct Reader<'d> {
    pub(super) documents: &'d Documents,
    pub(super) schemas: Schemas,
    pub(super) types: Vec<NamedType>,
    pub(super) findings: Vec<Diagnostic>,
    known: HashMap<*const Node, SchemaId>,
    queue: Vec<(&'d Node, Base<'d>, SchemaId)>,
    /// References that lead nowhere, each told once.
    told: Vec<(String, Span)>,
    full: bool,
    /// Values that the definition gives, with the schemas that they have to fit.
    given: Vec<Given<'d>>,
}

/// A value that a definition gives of a schema.
struct Given<'d> {
    schema: SchemaId,
    value: &'d Node,
    base: Base<'d>,
    /// `an example`, `a default`.
    what: &'static str,
}

/// Most findings about examples of one definition.
const MISFITS: usize = 50;

impl<'d> Reader<'d> {
    pub(super) fn new(documents: &'d Documents) -> Self {
        Self {
            documents,
            schemas: Schemas::default(),
            types: Vec::new(),
            findings: Vec::new(),
            known: HashMap::new(),
            queue: Vec::new(),
            told: Vec::new(),
            full: false,
            given: Vec::new(),
        }
    }

    /// The number of a schema; it is filled in by [`Self::finish`].
    pub(super) fn schema(&mut self, node: &'d Node, base: Base<'d>) -> SchemaId {
        if let Some(&known) = self.known.get(&std::ptr::from_ref(node)) {
            return known;
        }
        let id = self.schemas.add(Schema::default());
        self.known.insert(node, id);
        if self.schemas.len() <= MOST {
            self.queue.push((node, base, id));
        } else if !self.full {
            self.full = true;
            let message = format!("the definition has more than {MOST} schemas; the rest is left out");
            self.findings
                .push(Diagnostic::new(&DEFINITION_LIMIT, message).at(self.documents.span(base, node)));
        }
        id
    }

    /// A schema with a name and a section of its own.
    pub(super) fn name(&mut self, name: String, node: &'d Node, base: Base<'d>) -> TypeId {
        let schema = self.schema(node, base);
        let id = TypeId(self.types.len() as u32);
        self.schemas.get_mut(schema).name.get_or_insert(id);
        let span = self.documents.span(base, node);
        self.types.push(NamedType::new(name, TypeKind::Schema, Some(schema), span));
        id
    }

    /// What a reference leads to; one that leads nowhere is a finding.
    pub(super) fn resolve(&mut self, reference: &'d Node, base: Base<'d>) -> Option<(&'d Node, Base<'d>)> {
        let written = reference.as_str().unwrap_or_default();
        match self.documents.resolve(written, base) {
            Ok(target) => Some(target),
            Err(fault) => {
                self.unresolved(written, &fault, self.documents.span(base, reference));
                None
            }
        }
    }

    /// Tells of a reference that leads nowhere, once.
    pub(super) fn unresolved(&mut self, written: &str, fault: &RefFault, span: Span) {
        if self.told.iter().any(|(known, at)| known == written && *at == span) {
            return;
        }
        self.told.push((written.to_owned(), span));
        let help = match fault {
            RefFault::Remote => "copy the file into the repository and refer to its path",
            RefFault::Outside => "refer to files of the same repository only",
            RefFault::NoFile | RefFault::Unreadable | RefFault::Limit => {
                "paths are relative to the file that holds the reference"
            }
            RefFault::NoPlace => "write `#/` and the keys that lead to it, `/` in a key as `~1`",
            RefFault::Circle => "let the reference lead to a definition",
        };
        let message = format!("the reference `{written}` {}", fault.why());
        self.findings.push(Diagnostic::new(&DEFINITION_REFERENCE, message).at(span).help(help));
    }

    /// Fills in every schema that was met, and those that they lead to.
    pub(super) fn finish(&mut self) {
        while let Some((node, base, id)) = self.queue.pop() {
            let name = self.schemas.get(id).name;
            let schema = self.read(node, base);
            for example in node.get("example").into_iter().chain(list(node, "examples")) {
                self.give(Some(id), example, base, "an example");
            }
            if let Some(default) = node.get("default") {
                self.give(Some(id), default, base, "a default");
            }
            *self.schemas.get_mut(id) = Schema { name, ..schema };
        }
    }

    /// Remembers a value that has to fit a schema.
    pub(super) fn give(
        &mut self,
        schema: Option<SchemaId>,
        value: &'d Node,
        base: Base<'d>,
        what: &'static str,
    ) {
        // A structure that was written down as text is what other tools take for the structure.
        let serialised = value.as_str().is_some_and(|text| text.trim_start().starts_with(['{', '[', '<']));
        if let Some(schema) = schema.filter(|_| !serialised) {
            self.given.push(Given { schema, value, base, what });
        }
    }

    /// What is wrong with the values that were given, each told once.
    fn misfits(&self) -> Vec<Diagnostic> {
        let mut fit = Fit::new(&self.schemas);
        let mut known = HashSet::new();
        let mut found = Vec::new();
        for Given { schema, value, base, what } in &self.given {
            if found.len() == MISFITS || !known.insert(std::ptr::from_ref(*value)) {
                continue;
            }
            if let Some(misfit) = fit.misfit(*schema, value) {
                let message = format!("{what} does not fit its schema: {}", misfit.message);
                found.push(
                    Diagnostic::new(&EXAMPLE_MISMATCH, message)
                        .at(self.documents.span(*base, misfit.node))
                        .help("correct the value, or the schema where the value is what is really sent"),
                );
            }
        }
        found
    }

    /// The API that was read.
    pub(super) fn api(mut self, format: Format) -> (Api, Vec<Diagnostic>) {
        self.finish();
        let misfits = self.misfits();
        self.findings.extend(misfits);
        let api = Api { types: self.types, schemas: self.schemas, ..Api::empty(format) };
        (api, self.findings)
    }

    fn read(&mut self, node: &'d Node, base: Base<'d>) -> Schema {
        let base = base.below(node);
        let mut schema = Schema::default();
        if let Some(truth) = node.as_bool() {
            if !truth {
                schema.notes.push(("never".into(), "".into()));
            }
            return schema;
        }
        if let Some(reference) = node.get("$ref") {
            match self.resolve(reference, base) {
                Some((target, base)) => schema.target = Some(self.schema(target, base)),
                None => schema.notes.push(("unresolved".into(), shown(reference).into())),
            }
        } else if let Some(reference) = node.get("$dynamicRef").or_else(|| node.get("$recursiveRef"))
            && let Ok((target, base)) = self.documents.resolve(reference.as_str().unwrap_or_default(), base)
        {
            schema.target = Some(self.schema(target, base));
        }
        words(node, &mut schema);
        self.object(node, base, &mut schema);
        self.compose(node, base, &mut schema);
        schema
    }

    fn object(&mut self, node: &'d Node, base: Base<'d>, schema: &mut Schema) {
        let mut properties = node.get("properties").map(|node| (node, base));
        // Bundlers follow a reference here, though no standard says so.
        if let Some((map, at)) = properties
            && let Some(reference) = map.get("$ref")
            && reference.as_str().is_some()
        {
            properties = self.resolve(reference, at);
        }
        if let Some((map, base)) = properties {
            for (name, node) in entries(map) {
                let schema_of = self.schema(node, base);
                schema.properties.push(Property {
                    name: name.into(),
                    schema: schema_of,
                    arguments: Vec::new(),
                    required: false,
                });
            }
        }
        for key in ["additionalProperties", "unevaluatedProperties"] {
            match node.get(key) {
                Some(other) if other.as_bool() == Some(false) => schema.closed = true,
                Some(other) if other.as_map().is_some_and(|map| !map.0.is_empty()) => {
                    schema.maps.push(("".into(), self.schema(other, base)));
                }
                _ => {}
            }
        }
        for (pattern, node) in pairs(node, "patternProperties") {
            schema.maps.push((pattern.into(), self.schema(node, base)));
        }
        for key in ["items", "additionalItems", "unevaluatedItems", "contains", "prefixItems"] {
            match node.get(key) {
                Some(items) if items.as_seq().is_some() => {
                    for item in list(node, key).iter().filter(|item| item.as_map().is_some()) {
                        schema.items.push((key, self.schema(item, base)));
                    }
                }
                Some(item) if item.as_map().is_some() => schema.items.push((key, self.schema(item, base))),
                _ => {}
            }
        }
    }

    fn compose(&mut self, node: &'d Node, base: Base<'d>, schema: &mut Schema) {
        let mut all = |key: &str| -> Vec<SchemaId> {
            list(node, key).iter().map(|item| self.schema(item, base)).collect()
        };
        schema.all_of = all("allOf");
        schema.one_of = all("oneOf");
        schema.any_of = all("anyOf");
        for (key, words) in
            [("if", "if"), ("then", "then"), ("else", "else"), ("contentSchema", "decoded content")]
        {
            if let Some(part) = node.get(key).filter(|part| part.as_map().is_some()) {
                schema.conditions.push((words.into(), self.schema(part, base)));
            }
        }
        for (name, part) in pairs(node, "dependentSchemas") {
            schema.conditions.push((format!("with {name}").into(), self.schema(part, base)));
        }
        if let Some(discriminator) = node.get("discriminator") {
            schema.discriminator = self.discriminator(discriminator, base).map(Box::new);
        }
        if node.get("not").is_some_and(|not| not.as_map().is_some_and(|map| !map.0.is_empty())) {
            schema.notes.push(("not".into(), node.get("not").map(shown).unwrap_or_default().into()));
        }
    }

    fn discriminator(&mut self, node: &'d Node, base: Base<'d>) -> Option<Discriminator> {
        if let Some(property) = node.as_str() {
            return Some(Discriminator { property: property.to_owned(), mapping: Vec::new() });
        }
        let property = node.get("propertyName")?.as_str()?.to_owned();
        let mut mapping = Vec::new();
        for (value, target) in pairs(node, "mapping") {
            let Some(written) = target.as_str() else { continue };
            let by_name = format!("#/components/schemas/{written}");
            let found = self.documents.resolve(written, base);
            let found = match found {
                Err(_) if !written.contains('#') => self.documents.resolve(&by_name, base).or(found),
                found => found,
            };
            match found {
                Ok((node, base)) => mapping.push((value, self.schema(node, base))),
                Err(fault) => self.unresolved(written, &fault, self.documents.span(base, target)),
            }
        }
        Some(Discriminator { property, mapping })
    }
}

/// What stands in a schema itself.
fn words(node: &Node, schema: &mut Schema) {
    schema.types = match node.get("type") {
        Some(kind) if kind.as_str().is_some() => vec![text(node, "type").into()],
        Some(_) => texts(node, "type").into_iter().map(Into::into).collect(),
        None => Vec::new(),
    };
    let nullable = is_true(node, "nullable") || is_true(node, "x-nullable");
    if nullable && !schema.types.iter().any(|kind| &**kind == "null") {
        schema.types.push("null".into());
    }
    schema.format = text(node, "format").into();
    schema.title = text(node, "title").into();
    schema.facts = facts(node);
    schema.required = texts(node, "required").into_iter().map(Into::into).collect();
    schema.read_only = is_true(node, "readOnly");
    schema.write_only = is_true(node, "writeOnly");
    schema.default = node.get("default").map(|value| literal(value).into());
    schema.examples = node.get("example").map(|value| literal(value).into()).into_iter().collect();
    schema.examples.extend(list(node, "examples").iter().map(|value| literal(value).into()));
    let value = |value: &Node| Value { text: shown(value).into(), facts: Facts::default() };
    schema.values = list(node, "enum").iter().map(value).collect();
    if let Some(constant) = node.get("const") {
        schema.constant = schema.values.is_empty();
        schema.values.push(value(constant));
    }
    for &keyword in LIMITS {
        if let Some(operand) = node.get(keyword) {
            let operand = scalar(Some(operand));
            if !operand.is_empty() && operand != "false" {
                schema.limits.push(Limit { keyword, operand: operand.into() });
            }
        }
    }
    for key in ["propertyNames", "dependentRequired"] {
        if let Some(rule) = node.get(key).filter(|rule| rule.as_map().is_some_and(|map| !map.0.is_empty())) {
            schema.notes.push((key.into(), shown(rule).into()));
        }
    }
    if let Some(xml) = node.get("xml") {
        let words: Vec<_> =
            entries(xml).iter().map(|(key, value)| format!("{key} {}", shown(value))).collect();
        schema.notes.push(("XML".into(), words.join(", ").into()));
    }
}

/// Description, summary and deprecation of anything.
pub(super) fn facts(node: &Node) -> Facts {
    Facts {
        summary: text(node, "summary"),
        description: text(node, "description"),
        deprecated: is_true(node, "deprecated"),
        reason: String::new(),
        sunset: scalar(node.get("x-sunset")),
    }
}

/// A definition that is one JSON Schema.
pub(super) fn read(documents: &Documents, base: Base<'_>) -> (Api, Vec<Diagnostic>) {
    let mut reader = Reader::new(documents);
    let root = base.root();
    let top = reader.name("#".to_owned(), root, base);
    debug_assert_eq!(top, TypeId(0));
    for key in ["$defs", "definitions"] {
        for (name, node) in pairs(root, key) {
            reader.name(name, node, base);
        }
    }
    let (mut api, findings) = reader.api(Format::JsonSchema);
    api.title = scalar(root.get("title"));
    api.description = text(root, "description");
    let dialect = root.get("$schema").and_then(Node::as_str).unwrap_or_default();
    let draft =
        dialect.trim_end_matches('#').trim_end_matches("/schema").rsplit('/').next().unwrap_or_default();
    api.dialect = if draft.is_empty() { "JSON Schema".to_owned() } else { format!("JSON Schema {draft}") };
    (api, findings)
}
