//! GraphQL SDL.
//!
//! In: the text of a schema. Out: an [`Api`]: the fields of the root types as operations, every other type in a section, extensions
//! merged into what they extend. Never: asks whether the schema is valid: directives and types that are not defined (federation's,
//! another subgraph's) are shown as written.

use std::collections::HashMap;

use apollo_parser::Parser;
use apollo_parser::cst::{
    Argument, Arguments, ArgumentsDefinition, CstChildren, CstNode, DefaultValue, Definition, Description,
    Directive, DirectiveLocations, Directives, EnumValuesDefinition, FieldDefinition, FieldsDefinition,
    ImplementsInterfaces, InputFieldsDefinition, InputValueDefinition, Name, NamedType as NamedCst,
    RootOperationTypeDefinition, Type, UnionMemberTypes, Value as CstValue,
};

use super::definition::Place;
use super::model::{Api, Facts, Format, Group, NamedType, Operation, Parameter, TypeId, TypeKind};
use super::schema::{Property, Schema, SchemaId, Schemas, Value};
use crate::diag::Diagnostic;
use crate::diag::codes::api::DEFINITION_SYNTAX;
use crate::source::Span;

/// Most tokens of a schema, and the deepest nesting.
const TOKENS: usize = 20_000_000;
const DEPTH: usize = 200;

/// What builds the model.
struct Builder<'a> {
    schemas: Schemas,
    types: Vec<NamedType>,
    by_name: HashMap<String, TypeId>,
    place: &'a Place,
}

/// Reads a schema; `None` where it does not parse at all.
pub(super) fn read(text: &str, place: &Place) -> (Option<Api>, Vec<Diagnostic>) {
    let tree = Parser::new(text).token_limit(TOKENS).recursion_limit(DEPTH).parse();
    let findings: Vec<Diagnostic> = tree
        .errors()
        .take(5)
        .map(|error| {
            let at = error.index() as u32;
            let message = format!("the schema does not parse: {}", error.message());
            let span = place.span(at..at + error.data().len() as u32);
            Diagnostic::new(&DEFINITION_SYNTAX, message).at(span).help("correct the definition")
        })
        .collect();
    let definitions: Vec<Definition> = tree.document().definitions().collect();
    // Half a schema would look like a whole one.
    if !findings.is_empty() {
        return (None, findings);
    }
    let roots = roots(&definitions);
    let mut builder =
        Builder { schemas: Schemas::default(), types: Vec::new(), by_name: HashMap::new(), place };
    let is_root = |name: &str| roots.iter().any(|(_, root)| root == name);
    for definition in &definitions {
        if let Some((kind, name)) = kind(definition)
            && !is_root(&name)
        {
            builder.declare(kind, name, definition);
        }
    }
    for definition in &definitions {
        builder.fill(definition);
    }
    let mut api = Api { dialect: "GraphQL".to_owned(), ..Api::empty(Format::GraphQl) };
    for definition in &definitions {
        if matches!(definition, Definition::SchemaDefinition(_)) {
            api.description = description(definition);
        }
    }
    for (kind, root) in &roots {
        let group = api.groups.len();
        let mut of_root: Vec<Operation> = Vec::new();
        for definition in definitions.iter().filter(|one| name_of(*one).as_deref() == Some(root)) {
            let fields = part::<_, FieldsDefinition>(definition).map(|fields| fields.field_definitions());
            for field in fields.into_iter().flatten() {
                let operation = builder.operation(kind, group, &field);
                if !of_root.iter().any(|known| known.key == operation.key) {
                    of_root.push(operation);
                }
            }
        }
        if !of_root.is_empty() {
            let title = match kind.as_str() {
                "query" => "Queries",
                "mutation" => "Mutations",
                _ => "Subscriptions",
            };
            api.groups.push(Group {
                name: kind.clone(),
                title: title.to_owned(),
                description: String::new(),
            });
            api.operations.extend(of_root);
        }
    }
    (api.types, api.schemas) = (builder.types, builder.schemas);
    (Some(api), findings)
}

/// The first child of a kind.
fn part<P: CstNode, T: CstNode>(parent: &P) -> Option<T> {
    parent.syntax().children().find_map(T::cast)
}

fn name_of<P: CstNode>(node: &P) -> Option<String> {
    part::<_, Name>(node).map(|name| name.text().to_string())
}

fn description<P: CstNode>(node: &P) -> String {
    part::<_, Description>(node).and_then(|words| words.string_value()).map(String::from).unwrap_or_default()
}

/// Operations and the types that hold them, in the order written.
fn roots(definitions: &[Definition]) -> Vec<(String, String)> {
    let mut roots: Vec<(String, String)> = Vec::new();
    let mut declared = false;
    for definition in definitions {
        declared |= matches!(definition, Definition::SchemaDefinition(_));
        if !matches!(definition, Definition::SchemaDefinition(_) | Definition::SchemaExtension(_)) {
            continue;
        }
        for root in definition.syntax().children().filter_map(RootOperationTypeDefinition::cast) {
            let Some(kind) = root.operation_type() else { continue };
            let Some(name) = root.named_type().and_then(|named| name_of(&named)) else { continue };
            let kind = kind.source_string().trim().to_owned();
            roots.retain(|(known, _)| *known != kind);
            roots.push((kind, name));
        }
    }
    if !declared {
        for (kind, name) in [("query", "Query"), ("mutation", "Mutation"), ("subscription", "Subscription")] {
            let there = definitions.iter().any(|one| self::kind(one).is_some_and(|(_, known)| known == name));
            if there && !roots.iter().any(|(known, _)| known == kind) {
                roots.push((kind.to_owned(), name.to_owned()));
            }
        }
    }
    roots
}

/// What a definition defines or extends; `None` for one of no type.
fn kind(definition: &Definition) -> Option<(TypeKind, String)> {
    let name = name_of(definition)?;
    let kind = match definition {
        Definition::ScalarTypeDefinition(_) | Definition::ScalarTypeExtension(_) => TypeKind::Scalar,
        Definition::ObjectTypeDefinition(_) | Definition::ObjectTypeExtension(_) => TypeKind::Object,
        Definition::InterfaceTypeDefinition(_) | Definition::InterfaceTypeExtension(_) => TypeKind::Interface,
        Definition::UnionTypeDefinition(_) | Definition::UnionTypeExtension(_) => TypeKind::Union,
        Definition::EnumTypeDefinition(_) | Definition::EnumTypeExtension(_) => TypeKind::Enum,
        Definition::InputObjectTypeDefinition(_) | Definition::InputObjectTypeExtension(_) => TypeKind::Input,
        Definition::DirectiveDefinition(_) => return Some((TypeKind::Directive, format!("@{name}"))),
        _ => return None,
    };
    Some((kind, name))
}

/// A type as GraphQL prints it, and the name inside.
fn notation(kind: &Type) -> (String, String) {
    let named = |node: &NamedCst| name_of(node).unwrap_or_default();
    match kind {
        Type::NamedType(node) => (named(node), named(node)),
        Type::ListType(list) => {
            let (inner, name) = list.ty().as_ref().map(notation).unwrap_or_default();
            (format!("[{inner}]"), name)
        }
        Type::NonNullType(node) => {
            let inner =
                node.named_type().map(Type::NamedType).or_else(|| node.list_type().map(Type::ListType));
            let (inner, name) = inner.as_ref().map(notation).unwrap_or_default();
            (format!("{inner}!"), name)
        }
    }
}

/// Directives of a node: whether it is deprecated and why, and the others as written.
fn directives<P: CstNode>(node: &P) -> (Option<String>, Vec<String>) {
    let (mut deprecated, mut others) = (None, Vec::new());
    let all = part::<_, Directives>(node).map(|all| all.directives());
    for directive in all.into_iter().flatten() {
        if name_of(&directive).as_deref() == Some("deprecated") {
            deprecated = Some(reason(&directive));
        } else {
            let words: Vec<_> = directive.source_string().split_whitespace().map(str::to_owned).collect();
            others.push(words.join(" "));
        }
    }
    (deprecated, others)
}

fn reason(directive: &Directive) -> String {
    let arguments: Option<CstChildren<Argument>> =
        part::<_, Arguments>(directive).map(|arguments| arguments.arguments());
    let reason = arguments.into_iter().flatten().find(|one| name_of(one).as_deref() == Some("reason"));
    match reason.and_then(|one| one.value()) {
        Some(CstValue::StringValue(text)) => String::from(text),
        _ => String::new(),
    }
}

fn facts<P: CstNode>(node: &P) -> Facts {
    let (deprecated, _) = directives(node);
    Facts {
        summary: String::new(),
        description: description(node),
        deprecated: deprecated.is_some(),
        reason: deprecated.unwrap_or_default(),
        sunset: String::new(),
    }
}

impl Builder<'_> {
    fn span<P: CstNode>(&self, node: &P) -> Span {
        let range = node.syntax().text_range();
        self.place.span(range.start().into()..range.end().into())
    }

    fn declare(&mut self, kind: TypeKind, name: String, definition: &Definition) {
        if self.by_name.contains_key(&name) {
            return;
        }
        let id = TypeId(self.types.len() as u32);
        let schema = self.schemas.add(Schema { name: Some(id), ..Schema::default() });
        self.by_name.insert(name.clone(), id);
        let span = self.span(definition);
        self.types.push(NamedType::new(name, kind, Some(schema), span));
    }

    /// Adds what a definition or an extension says to its type.
    fn fill(&mut self, definition: &Definition) {
        let Some(&id) = kind(definition).and_then(|(_, name)| self.by_name.get(&name)) else { return };
        let mut properties = Vec::new();
        if let Some(fields) = part::<_, FieldsDefinition>(definition) {
            properties.extend(fields.field_definitions().map(|field| self.field(&field)));
        }
        if let Some(fields) = part::<_, InputFieldsDefinition>(definition) {
            properties.extend(fields.input_value_definitions().map(|field| self.input_field(&field)));
        }
        let values =
            part::<_, EnumValuesDefinition>(definition).map(|values| values.enum_value_definitions());
        let values: Vec<Value> = values
            .into_iter()
            .flatten()
            .filter_map(|value| {
                let text = value.enum_value()?.name()?.text().to_string().into();
                Some(Value { text, facts: facts(&value) })
            })
            .collect();
        let interfaces = part::<_, ImplementsInterfaces>(definition).map(|all| all.named_types());
        let members = part::<_, UnionMemberTypes>(definition).map(|all| all.named_types());
        let related: Vec<String> = interfaces
            .into_iter()
            .flatten()
            .chain(members.into_iter().flatten())
            .filter_map(|one| name_of(&one))
            .collect();
        let arguments =
            part::<_, ArgumentsDefinition>(definition).map(|all| self.arguments(&all)).unwrap_or_default();
        let (_, others) = directives(definition);

        let mut notes: Vec<_> = others.into_iter().map(|text| ("Directive".to_owned(), text)).collect();
        if let Some(locations) = part::<_, DirectiveLocations>(definition) {
            let words: Vec<String> = locations
                .source_string()
                .split(|c: char| !(c.is_ascii_uppercase() || c == '_'))
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect();
            notes.push(("On".to_owned(), words.join(", ")));
            if let Definition::DirectiveDefinition(directive) = definition
                && directive.repeatable_token().is_some()
            {
                notes.push(("Repeatable".to_owned(), "yes".to_owned()));
            }
        }
        let of_type = &mut self.types[id.0 as usize];
        let words = description(definition);
        if of_type.facts.description.is_empty() {
            of_type.facts.description = words;
        }
        of_type.notes.extend(notes);
        of_type.arguments.extend(arguments);
        let known: Vec<TypeId> = related.iter().filter_map(|name| self.by_name.get(name).copied()).collect();
        for one in known {
            if !of_type.related.contains(&one) {
                of_type.related.push(one);
            }
        }
        let missing: Vec<String> =
            related.into_iter().filter(|name| !self.by_name.contains_key(name)).collect();
        if !missing.is_empty() {
            of_type.notes.push(("Not defined here".to_owned(), missing.join(", ")));
        }
        let Some(schema) = of_type.schema else { return };
        let schema = self.schemas.get_mut(schema);
        for property in properties {
            if !schema.properties.iter().any(|known| known.name == property.name) {
                schema.properties.push(property);
            }
        }
        schema.values.extend(values);
    }

    /// A use of a type, with what is said of it there.
    fn value<P: CstNode>(&mut self, kind: Option<Type>, node: &P) -> SchemaId {
        let (written, name) = kind.as_ref().map(notation).unwrap_or_default();
        let target = self.by_name.get(&name).and_then(|id| self.types[id.0 as usize].schema);
        let (_, others) = directives(node);
        let schema = Schema {
            notation: Some(written.into()),
            target,
            facts: facts(node),
            default: part::<_, DefaultValue>(node)
                .and_then(|value| value.value())
                .map(|value| value.source_string().trim().into()),
            notes: others.into_iter().map(|text| ("Directive".into(), text.into())).collect(),
            ..Schema::default()
        };
        self.schemas.add(schema)
    }

    fn field(&mut self, field: &FieldDefinition) -> Property {
        let schema = self.value(field.ty(), field);
        let arguments = field.arguments_definition().map(|all| self.arguments(&all)).unwrap_or_default();
        let name = name_of(field).unwrap_or_default().into();
        Property { name, schema, arguments, required: false }
    }

    fn input_field(&mut self, field: &InputValueDefinition) -> Property {
        let required = matches!(field.ty(), Some(Type::NonNullType(_))) && field.default_value().is_none();
        let schema = self.value(field.ty(), field);
        Property { name: name_of(field).unwrap_or_default().into(), schema, arguments: Vec::new(), required }
    }

    fn arguments(&mut self, all: &ArgumentsDefinition) -> Vec<Parameter> {
        let arguments = all.input_value_definitions();
        arguments
            .map(|argument| {
                let property = self.input_field(&argument);
                Parameter {
                    place: "arg",
                    name: property.name.into(),
                    facts: facts(&argument),
                    required: property.required,
                    schema: Some(property.schema),
                    values: Vec::new(),
                    style: String::new(),
                    examples: Vec::new(),
                    span: self.span(&argument),
                }
            })
            .collect()
    }

    fn operation(&mut self, kind: &str, group: usize, field: &FieldDefinition) -> Operation {
        let name = name_of(field).unwrap_or_default();
        let property = self.field(field);
        let (_, others) = directives(field);
        Operation {
            key: format!("{kind} {name}"),
            verb: kind.to_uppercase(),
            label: name.clone(),
            id: Some(name),
            facts: facts(field),
            group,
            tags: Vec::new(),
            security: Vec::new(),
            servers: Vec::new(),
            parameters: property.arguments,
            request: None,
            responses: Vec::new(),
            callbacks: Vec::new(),
            channel: None,
            messages: Vec::new(),
            reply: None,
            input: None,
            output: Some(property.schema),
            notes: others.into_iter().map(|text| ("Directive".to_owned(), text)).collect(),
            span: self.span(field),
        }
    }
}
