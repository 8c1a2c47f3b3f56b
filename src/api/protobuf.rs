//! Protocol buffers: services and messages of proto2, proto3 and editions.
//!
//! In: the text of a `.proto` file and the files of its repository, for imports. Out: an [`Api`] of the services, with the messages
//! and enums of the file and those of its imports that they use. Never: demands an import: a name that no file defines is shown as
//! written.

mod names;
mod notes;

use std::collections::{BTreeMap, HashMap};

use miette::Diagnostic as _;
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, MethodDescriptorProto,
};

use self::names::{Known, qualified};
use self::notes::Notes;
use super::definition::{Definition, Place};
use super::model::{Api, Facts, Format, Group, NamedType, Operation, TypeId, TypeKind};
use super::schema::{Property, Schema, SchemaId, Schemas, Value};
use crate::crawl::Inventory;
use crate::diag::Diagnostic;
use crate::diag::codes::api::DEFINITION_SYNTAX;
use crate::source::Files;

/// Reads a file and what it imports.
pub(super) fn read(
    files: &Files,
    inventory: &Inventory,
    definition: &Definition<'_>,
) -> (Option<Api>, Vec<Diagnostic>) {
    let text = names::readable(definition.text);
    let main = match protox_parse::parse(&definition.path, &text) {
        Ok(file) => file,
        Err(error) => {
            let at = error.labels().and_then(|mut labels| labels.next());
            let at = at.map_or(0..0, |label| label.offset() as u32..(label.offset() + label.len()) as u32);
            let finding =
                Diagnostic::new(&DEFINITION_SYNTAX, format!("the definition does not parse: {error}"))
                    .at(definition.place.span(at))
                    .help("correct the definition");
            return (None, vec![finding]);
        }
    };
    let imports = names::imports(files, inventory, definition, &main);
    let known = Known::of(std::iter::once(&main).chain(imports.iter().map(|(_, file)| file)));
    let mut builder = Builder {
        schemas: Schemas::default(),
        types: Vec::new(),
        by_name: HashMap::new(),
        known: &known,
        place: &definition.place,
    };
    let package = main.package().to_owned();
    let comments = Notes::of(&main, definition.text);
    builder.file(&main, &comments);
    let mut api = Api {
        dialect: names::dialect(definition.text, &main),
        title: package.clone(),
        description: comments.file(),
        facts: file_options(&main, &comments),
        ..Api::empty(Format::Protobuf)
    };
    for (number, service) in main.service.iter().enumerate() {
        let name = qualified(&package, service.name());
        let path = [6, number as i32];
        api.groups.push(Group { name: name.clone(), title: String::new(), description: comments.at(&path) });
        for (method_number, method) in service.method.iter().enumerate() {
            let path = [6, number as i32, 2, method_number as i32];
            api.operations.push(builder.operation(&name, api.groups.len() - 1, method, &comments, &path));
        }
    }
    builder.imported(&imports);
    (api.types, api.schemas) = (builder.types, builder.schemas);
    (Some(api), Vec::new())
}

/// A type that is used, waiting for its definition.
struct Builder<'a> {
    schemas: Schemas,
    types: Vec<NamedType>,
    by_name: HashMap<String, SchemaId>,
    known: &'a Known,
    place: &'a Place,
}

impl Builder<'_> {
    /// The schema of a type by its full name; `None` for one that no file defines.
    fn target(&mut self, name: &str) -> Option<SchemaId> {
        if !self.known.contains(name) {
            return None;
        }
        if let Some(&schema) = self.by_name.get(name) {
            return Some(schema);
        }
        let schema = self.schemas.add(Schema::default());
        self.by_name.insert(name.to_owned(), schema);
        Some(schema)
    }

    fn declare(
        &mut self,
        name: &str,
        kind: TypeKind,
        (facts, more): (Facts, Vec<notes::Fact>),
        notes: &Notes,
        path: &[i32],
    ) -> SchemaId {
        let schema = if let Some(&schema) = self.by_name.get(name) {
            schema
        } else {
            let schema = self.schemas.add(Schema::default());
            self.by_name.insert(name.to_owned(), schema);
            schema
        };
        let id = TypeId(self.types.len() as u32);
        self.schemas.get_mut(schema).name = Some(id);
        self.types.push(NamedType {
            facts,
            notes: more.into_iter().map(|(label, text)| (label.into(), text.into())).collect(),
            ..NamedType::new(name.to_owned(), kind, Some(schema), self.place.span(notes.range(path)))
        });
        schema
    }

    /// Every message and enum of a file.
    fn file(&mut self, file: &FileDescriptorProto, notes: &Notes) {
        for (number, message) in file.message_type.iter().enumerate() {
            self.message(file.package(), message, notes, &[4, number as i32], 0);
        }
        for (number, one) in file.enum_type.iter().enumerate() {
            self.enumeration(file.package(), one, notes, &[5, number as i32]);
        }
    }

    fn message(&mut self, scope: &str, message: &DescriptorProto, notes: &Notes, path: &[i32], depth: usize) {
        if depth > 64 {
            return;
        }
        let name = qualified(scope, message.name());
        let options = message.options.as_ref().map(|options| options.uninterpreted_option.as_slice());
        let (facts, mut more) = notes.facts(options.unwrap_or_default(), path);
        let ranges = message.reserved_range.iter().map(|range| (range.start(), range.end() - 1));
        more.extend(notes::numbers("Reserved", ranges, &message.reserved_name));
        let ranges = message.extension_range.iter().map(|range| (range.start(), range.end() - 1));
        more.extend(notes::numbers("Extensions", ranges, &[]));
        let schema = self.declare(&name, TypeKind::Object, (facts, more), notes, path);
        let mut properties = Vec::new();
        for (number, field) in message.field.iter().enumerate() {
            let place = [path, &[2, number as i32]].concat();
            properties.push(self.field(&name, message, field, notes, &place));
        }
        self.schemas.get_mut(schema).properties = properties;
        for (number, nested) in message.nested_type.iter().enumerate() {
            if !is_entry(nested) {
                self.message(&name, nested, notes, &[path, &[3, number as i32]].concat(), depth + 1);
            }
        }
        for (number, one) in message.enum_type.iter().enumerate() {
            self.enumeration(&name, one, notes, &[path, &[4, number as i32]].concat());
        }
    }

    fn enumeration(&mut self, scope: &str, one: &EnumDescriptorProto, notes: &Notes, path: &[i32]) {
        let name = qualified(scope, one.name());
        let options = one.options.as_ref().map(|options| options.uninterpreted_option.as_slice());
        let (facts, mut more) = notes.facts(options.unwrap_or_default(), path);
        let ranges = one.reserved_range.iter().map(|range| (range.start(), range.end()));
        more.extend(notes::numbers("Reserved", ranges, &one.reserved_name));
        let schema = self.declare(&name, TypeKind::Enum, (facts, more), notes, path);
        let values = one.value.iter().enumerate().map(|(number, value)| {
            let options = value.options.as_ref().map(|options| options.uninterpreted_option.as_slice());
            let place = [path, &[2, number as i32]].concat();
            let (mut facts, _) = notes.facts(options.unwrap_or_default(), &place);
            facts.summary = value.number().to_string();
            Value { text: value.name().into(), facts }
        });
        self.schemas.get_mut(schema).values = values.collect();
    }

    fn field(
        &mut self,
        scope: &str,
        message: &DescriptorProto,
        field: &FieldDescriptorProto,
        notes: &Notes,
        path: &[i32],
    ) -> Property {
        let entry = message.nested_type.iter().filter(|nested| is_entry(nested));
        let entry = entry.into_iter().find(|nested| {
            let name = field.type_name();
            name == nested.name() || name.rsplit('.').next() == Some(nested.name())
        });
        let (mut notation, target) = match entry.map(|entry| entry.field.as_slice()) {
            Some([key, value]) => {
                let (key, _) = self.kind(scope, key);
                let (value, target) = self.kind(scope, value);
                (format!("map<{key}, {value}>"), target)
            }
            _ => self.kind(scope, field),
        };
        if entry.is_none() && field.label() == Label::Repeated {
            notation = format!("repeated {notation}");
        }
        let options = field.options.as_ref().map(|options| options.uninterpreted_option.as_slice());
        let (facts, mut more) = notes.facts(options.unwrap_or_default(), path);
        more.insert(0, ("Number".into(), field.number().to_string().into()));
        if let Some(one_of) = field.oneof_index
            && !field.proto3_optional()
            && let Some(one_of) = message.oneof_decl.get(one_of as usize)
        {
            more.push(("One of".into(), one_of.name().into()));
        }
        if field.proto3_optional() {
            more.push(("Presence".into(), "optional".into()));
        }
        if let Some(json) = field.json_name.as_deref().filter(|json| *json != names::json(field.name())) {
            more.push(("JSON name".into(), json.into()));
        }
        let schema = Schema {
            notation: Some(notation.into()),
            target,
            facts,
            default: field.default_value.as_deref().map(Into::into),
            notes: more,
            ..Schema::default()
        };
        Property {
            name: field.name().into(),
            schema: self.schemas.add(schema),
            arguments: Vec::new(),
            required: field.label.is_some() && field.label() == Label::Required,
        }
    }

    /// A field's type by its full name, and what it leads to.
    fn kind(&mut self, scope: &str, field: &FieldDescriptorProto) -> (String, Option<SchemaId>) {
        if let Some(name) = field.type_name.as_deref() {
            let name = self.known.resolve(scope, name);
            let target = self.target(&name);
            return (name, target);
        }
        let kind = Type::try_from(field.r#type.unwrap_or_default()).map_or("", |kind| kind.as_str_name());
        (kind.trim_start_matches("TYPE_").to_lowercase(), None)
    }

    fn operation(
        &mut self,
        service: &str,
        group: usize,
        method: &MethodDescriptorProto,
        notes: &Notes,
        path: &[i32],
    ) -> Operation {
        let mut side = |name: &str, stream: bool| {
            let name = self.known.resolve(service, name);
            let notation = if stream { format!("stream {name}") } else { name.clone() };
            let target = self.target(&name);
            self.schemas.add(Schema { notation: Some(notation.into()), target, ..Schema::default() })
        };
        let input = side(method.input_type(), method.client_streaming());
        let output = side(method.output_type(), method.server_streaming());
        let options = method.options.as_ref().map(|options| options.uninterpreted_option.as_slice());
        let (facts, more) = notes.facts(options.unwrap_or_default(), path);
        Operation {
            key: format!("rpc {service}/{}", method.name()),
            verb: "RPC".to_owned(),
            label: method.name().to_owned(),
            id: Some(method.name().to_owned()),
            facts,
            group,
            tags: Vec::new(),
            security: Vec::new(),
            servers: Vec::new(),
            parameters: Vec::new(),
            request: None,
            responses: Vec::new(),
            callbacks: Vec::new(),
            channel: None,
            messages: Vec::new(),
            reply: None,
            input: Some(input),
            output: Some(output),
            notes: more.into_iter().map(|(label, text)| (label.into(), text.into())).collect(),
            span: self.place.span(notes.range(path)),
        }
    }

    /// Sections of the imported types that are used, and of those that these use.
    fn imported(&mut self, imports: &[(String, FileDescriptorProto)]) {
        let mut texts: BTreeMap<usize, Notes> = BTreeMap::new();
        loop {
            let waiting: Vec<String> = self
                .by_name
                .iter()
                .filter(|(_, schema)| self.schemas.get(**schema).name.is_none())
                .map(|(name, _)| name.clone())
                .collect();
            let mut waiting = waiting;
            waiting.sort();
            if waiting.is_empty() {
                return;
            }
            for name in waiting {
                // A message declares what is nested in it.
                if self.by_name.get(&name).is_some_and(|schema| self.schemas.get(*schema).name.is_some()) {
                    continue;
                }
                let Some((file, path)) = names::find(imports.iter().map(|(_, file)| file), &name) else {
                    self.by_name.remove(&name);
                    continue;
                };
                let (text, proto) = &imports[file];
                let notes = texts.entry(file).or_insert_with(|| Notes::of(proto, text));
                let scope = name.rsplit_once('.').map_or("", |(scope, _)| scope);
                let count = self.types.len();
                match names::at(proto, &path) {
                    Some(names::Found::Message(message)) => self.message(scope, message, notes, &path, 0),
                    Some(names::Found::Enum(one)) => self.enumeration(scope, one, notes, &path),
                    None => {
                        self.by_name.remove(&name);
                    }
                }
                // Their places are in another file than the definition's: the definition as a whole stands for them.
                for one in &mut self.types[count..] {
                    one.span = self.place.span(0..0);
                }
            }
        }
    }
}

/// Options of a file: a name and a text each.
fn file_options(file: &FileDescriptorProto, notes: &Notes) -> Vec<(String, String, String)> {
    let options = file.options.as_ref().map(|options| options.uninterpreted_option.as_slice());
    let (_, options) = notes.facts(options.unwrap_or_default(), &[]);
    options.into_iter().map(|(name, value)| (name.into(), value.into(), String::new())).collect()
}

/// Whether a message is the entry of a map.
fn is_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(prost_types::MessageOptions::map_entry)
}
