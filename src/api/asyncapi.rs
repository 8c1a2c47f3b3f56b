//! AsyncAPI 2 and 3.
//!
//! In: the tree of a definition. Out: an [`Api`]. Never: refuses a definition for a part that is missing.

use std::collections::HashMap;

use super::documents::{Base, Documents};
use super::json_schema::Reader;
use super::model::{
    Api, Channel, Example, Facts, Format, Group, NamedType, Operation, Parameter, Reply, Server, TypeId,
    TypeKind,
};
use super::node::{entries, list, pairs, pretty, scalar, shown, text};
use super::openapi::{Object, about, example, variables};
use super::schema::{Schema, SchemaId};
use crate::diag::Diagnostic;
use crate::yaml::Node;

/// What is read, and the messages met so far by their names.
struct State<'d> {
    reader: Reader<'d>,
    root: &'d Node,
    base: Base<'d>,
    three: bool,
    messages: HashMap<String, TypeId>,
}

/// An object and its traits.
struct Traited<'d> {
    own: Object<'d>,
    traits: Vec<Object<'d>>,
    /// Version 3: what the object says itself wins over its traits; before it was the other way round.
    own_first: bool,
}

impl<'d> Traited<'d> {
    fn layers(&self) -> Vec<&Object<'d>> {
        let own = std::iter::once(&self.own);
        // Of several traits the last wins.
        let traits = self.traits.iter().rev();
        if self.own_first { own.chain(traits).collect() } else { traits.chain(own).collect() }
    }

    fn get(&self, key: &str) -> Option<(&'d Node, Base<'d>)> {
        self.layers().into_iter().find_map(|layer| Some((layer.get(key)?, layer.base)))
    }

    fn text(&self, key: &str) -> String {
        self.get(key).and_then(|(node, _)| node.as_str()).unwrap_or_default().to_owned()
    }

    fn facts(&self) -> Facts {
        Facts {
            summary: self.text("summary"),
            description: self.text("description"),
            deprecated: self.get("deprecated").and_then(|(node, _)| node.as_bool()) == Some(true),
            reason: String::new(),
            sunset: scalar(self.get("x-sunset").map(|(node, _)| node)),
        }
    }

    fn bindings(&self) -> Vec<(String, String)> {
        self.get("bindings").map(|(node, _)| bindings(node)).unwrap_or_default()
    }
}

/// Reads a definition.
pub(super) fn read(documents: &Documents, base: Base<'_>) -> (Api, Vec<Diagnostic>) {
    let root = base.root();
    let version = scalar(root.get("asyncapi"));
    let three = version.starts_with('3');
    let mut state = State { reader: Reader::new(documents), root, base, three, messages: HashMap::new() };
    state.name_schemas();
    let (channels, mut operations) = state.channels();
    if three {
        state.operations(&mut operations);
    }
    for (name, node) in components(root, "messages") {
        state.message(node, base, &name);
        if !state.messages.contains_key(&name)
            && let Some(object) = state.reader.follow(node, base)
        {
            state.section(name, &object);
        }
    }
    let mut schemes = Vec::new();
    for (name, node) in components(root, "securitySchemes") {
        schemes.push(state.reader.scheme_of(name, node, base));
    }
    let servers = state.servers();
    let (mut api, findings) = state.reader.api(Format::AsyncApi);
    let mut groups: Vec<Group> = Vec::new();
    for operation in &mut operations {
        let name = operation.verb.to_lowercase();
        operation.group = groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
            groups.push(Group { name, ..Group::default() });
            groups.len() - 1
        });
    }
    api.dialect = format!("AsyncAPI {version}");
    (api.channels, api.operations, api.groups) = (channels, operations, groups);
    (api.schemes, api.servers) = (schemes, servers);
    about(root, &mut api);
    (api, findings)
}

fn components<'d>(root: &'d Node, key: &str) -> Vec<(String, &'d Node)> {
    root.get("components").map(|node| pairs(node, key)).unwrap_or_default()
}

/// A key of each binding and its value on one line.
fn bindings(node: &Node) -> Vec<(String, String)> {
    let line = |(name, value): (String, &Node)| {
        let words: Vec<String> =
            entries(value).iter().map(|(key, value)| format!("{key}: {}", shown(value))).collect();
        (name, words.join(", "))
    };
    entries(node).into_iter().map(line).collect()
}

impl<'d> State<'d> {
    fn name_schemas(&mut self) {
        for (name, node) in components(self.root, "schemas") {
            if name.starts_with("x-") && node.as_map().is_none() {
                continue;
            }
            let multi = node.get("schemaFormat").and(node.get("schema"));
            match multi {
                Some(inner) if text(node, "schemaFormat").contains("avro") => {
                    let schema = self.reader.avro(inner);
                    let id = self.reader.name(name, node, self.base);
                    self.reader.types[id.0 as usize].schema = Some(schema);
                    self.reader.schemas.get_mut(schema).name.get_or_insert(id);
                }
                Some(inner) => {
                    self.reader.name(name, inner, self.base);
                }
                None => {
                    self.reader.name(name, node, self.base);
                }
            }
        }
    }

    fn servers(&mut self) -> Vec<Server> {
        let mut servers = Vec::new();
        for (name, node) in pairs(self.root, "servers") {
            let Some(object) = self.reader.follow(node, self.base) else {
                servers.push(Server { name, ..Server::default() });
                continue;
            };
            let protocol = object.text("protocol");
            let url = if self.three {
                format!("{protocol}://{}{}", object.text("host"), object.text("pathname"))
            } else {
                object.text("url")
            };
            let description = object.text("description");
            let description = if description.is_empty() { object.text("summary") } else { description };
            servers.push(Server { name, url, description, protocol, variables: variables(object.node) });
        }
        servers
    }

    fn traited(&mut self, own: Object<'d>) -> Traited<'d> {
        let mut traits = Vec::new();
        for node in list(own.node, "traits") {
            let node = node.as_seq().and_then(<[Node]>::first).unwrap_or(node);
            traits.extend(self.reader.follow(node, own.base));
        }
        Traited { own, traits, own_first: self.three }
    }

    /// Channels, and in version 2 the operations in them.
    fn channels(&mut self) -> (Vec<Channel>, Vec<Operation>) {
        let (mut channels, mut operations) = (Vec::new(), Vec::new());
        for (key, node) in pairs(self.root, "channels") {
            let Some(object) = self.reader.follow(node, self.base) else { continue };
            let parameters = self.parameters(&object);
            let messages = if self.three {
                let given: Vec<_> =
                    object.pairs("messages").into_iter().map(|(name, node)| (Some(name), node)).collect();
                self.names(&given, object.base, &key)
            } else {
                Vec::new()
            };
            let last = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
            let servers = list(object.node, "servers").iter().map(|server| match server.get("$ref") {
                Some(reference) => last(reference.as_str().unwrap_or_default()),
                None => shown(server),
            });
            channels.push(Channel {
                address: if self.three { object.text("address") } else { key.clone() },
                key: key.clone(),
                facts: object.facts(),
                parameters,
                messages,
                servers: servers.collect(),
                notes: object.get("bindings").map(bindings).unwrap_or_default(),
            });
            if !self.three {
                for action in ["publish", "subscribe"] {
                    let Some(node) = object.get(action) else { continue };
                    let Some(own) = self.reader.follow(node, object.base) else { continue };
                    operations.push(self.old_operation(own, action, &key));
                }
            }
        }
        (channels, operations)
    }

    fn old_operation(&mut self, own: Object<'d>, action: &str, channel: &str) -> Operation {
        let name = format!("{action} {channel}");
        let traited = self.traited(own);
        let messages = match traited.get("message") {
            Some((node, base)) => {
                let several = node.get("oneOf").and_then(Node::as_seq);
                let given: Vec<_> = match several {
                    Some(all) => all.iter().map(|node| (None, node)).collect(),
                    None => vec![(None, node)],
                };
                self.names(&given, base, &name)
            }
            None => Vec::new(),
        };
        self.operation(&traited, &name, action, channel.to_owned(), Some(channel.to_owned()), messages)
    }

    fn operation(
        &mut self,
        traited: &Traited<'d>,
        key: &str,
        action: &str,
        label: String,
        channel: Option<String>,
        messages: Vec<TypeId>,
    ) -> Operation {
        let id = traited.text("operationId");
        let tags = traited.get("tags").map(|(node, _)| node.as_seq().unwrap_or_default()).unwrap_or_default();
        Operation {
            key: key.to_owned(),
            verb: action.to_uppercase(),
            label,
            id: (!id.is_empty()).then_some(id),
            facts: traited.facts(),
            group: 0,
            tags: tags.iter().map(|tag| text(tag, "name")).filter(|name| !name.is_empty()).collect(),
            security: self.security(traited),
            servers: Vec::new(),
            parameters: Vec::new(),
            request: None,
            responses: Vec::new(),
            callbacks: Vec::new(),
            channel,
            messages,
            reply: None,
            input: None,
            output: None,
            notes: traited.bindings(),
            span: self.reader.documents.span(traited.own.base, traited.own.node),
        }
    }

    fn security(&self, traited: &Traited<'d>) -> Vec<Vec<(String, Vec<String>)>> {
        let Some((node, _)) = traited.get("security") else { return Vec::new() };
        let mut alternatives = Vec::new();
        for one in node.as_seq().unwrap_or_default() {
            if let Some(reference) = one.get("$ref").and_then(Node::as_str) {
                let name = reference.rsplit('/').next().unwrap_or_default();
                alternatives.push(vec![(name.to_owned(), Vec::new())]);
            } else if !self.three {
                let schemes = entries(one).into_iter().map(|(name, _)| (name, Vec::new()));
                alternatives.push(schemes.collect());
            }
        }
        alternatives
    }

    fn parameters(&mut self, channel: &Object<'d>) -> Vec<Parameter> {
        let mut parameters = Vec::new();
        for (name, node) in channel.pairs("parameters") {
            let object = self.reader.follow(node, channel.base);
            let span = self.reader.documents.span(channel.base, node);
            let mut parameter = Parameter {
                place: "channel",
                name,
                facts: Facts::default(),
                required: false,
                schema: None,
                values: Vec::new(),
                style: String::new(),
                examples: Vec::new(),
                span,
            };
            if let Some(object) = object {
                parameter.facts = object.facts();
                parameter.values = list(object.node, "enum").iter().map(shown).collect();
                let schema = object.get("schema").filter(|node| node.as_map().is_some());
                parameter.schema = schema.map(|node| self.reader.schema(node, object.base));
                let given = list(object.node, "examples").iter().chain(object.get("default"));
                parameter.examples =
                    given.map(|value| example("default".to_owned(), String::new(), value)).collect();
                parameter.style = object.text("location");
            }
            parameters.push(parameter);
        }
        parameters
    }

    /// The operations of version 3.
    fn operations(&mut self, out: &mut Vec<Operation>) {
        for (id, node) in pairs(self.root, "operations") {
            let Some(own) = self.reader.follow(node, self.base) else { continue };
            let action = own.text("action");
            if action != "send" && action != "receive" {
                continue;
            }
            let base = own.base;
            let traited = self.traited(own);
            let Some((channel, object)) =
                traited.get("channel").and_then(|(node, base)| self.channel_of(node, base))
            else {
                continue;
            };
            let messages = match traited.get("messages").and_then(|(node, _)| node.as_seq()) {
                Some(given) => {
                    let given: Vec<_> = given.iter().map(|node| (None, node)).collect();
                    self.names(&given, base, &id)
                }
                None => self.all_of(object.as_ref(), &channel),
            };
            let reply = traited.get("reply").and_then(|(node, base)| self.reply(node, base, &id));
            let key = format!("{action} {id}");
            let mut operation = self.operation(&traited, &key, &action, id, Some(channel), messages);
            operation.reply = reply;
            out.push(operation);
        }
    }

    fn reply(&mut self, node: &'d Node, base: Base<'d>, id: &str) -> Option<Reply> {
        let object = self.reader.follow(node, base)?;
        let channel = object.get("channel").and_then(|node| self.channel_of(node, object.base));
        let messages = match (object.get("messages").and_then(Node::as_seq), &channel) {
            (Some(given), _) => {
                let given: Vec<_> = given.iter().map(|node| (None, node)).collect();
                self.names(&given, object.base, &format!("{id} reply"))
            }
            (None, Some((name, object))) => self.all_of(object.as_ref(), name),
            (None, None) => Vec::new(),
        };
        let address = object.get("address").and_then(|node| self.reader.follow(node, object.base));
        Some(Reply {
            channel: channel.map(|(name, _)| name),
            address: address.map(|address| address.text("location")).unwrap_or_default(),
            messages,
        })
    }

    /// Every message of a channel.
    fn all_of(&mut self, channel: Option<&Object<'d>>, name: &str) -> Vec<TypeId> {
        let Some(channel) = channel else { return Vec::new() };
        let given: Vec<_> =
            channel.pairs("messages").into_iter().map(|(name, node)| (Some(name), node)).collect();
        self.names(&given, channel.base, name)
    }

    /// The channel that a reference leads to.
    fn channel_of(&mut self, node: &'d Node, base: Base<'d>) -> Option<(String, Option<Object<'d>>)> {
        let reference = node.get("$ref")?;
        self.reader.resolve(reference, base)?;
        let name = last_part(reference.as_str()?);
        Some((name, self.reader.follow(node, base)))
    }

    fn names(&mut self, given: &[(Option<String>, &'d Node)], base: Base<'d>, fallback: &str) -> Vec<TypeId> {
        let mut found: Vec<TypeId> = Vec::new();
        for (index, (name, node)) in given.iter().enumerate() {
            let fallback = match name {
                Some(name) if !name.is_empty() => name.clone(),
                _ if given.len() == 1 => fallback.to_owned(),
                _ => format!("{fallback} {}", index + 1),
            };
            if let Some(id) = self.message(node, base, &fallback)
                && !found.contains(&id)
            {
                found.push(id);
            }
        }
        found
    }

    /// The message that a node is or refers to, under the name that the reference gives it.
    fn message(&mut self, node: &'d Node, base: Base<'d>, fallback: &str) -> Option<TypeId> {
        let (mut name, mut target, mut at) = (fallback.to_owned(), node, base);
        for _ in 0..20 {
            let Some(reference) = target.get("$ref") else { break };
            let written = reference.as_str().unwrap_or_default();
            (target, at) = self.reader.resolve(reference, at)?;
            let fragment = written.split_once('#').map_or("", |(_, fragment)| fragment);
            name = match fragment.strip_prefix("/components/messages/") {
                Some(rest) => last_part(rest.split('/').next().unwrap_or(rest)),
                None if fragment.is_empty() => name,
                None => last_part(fragment),
            };
        }
        target.as_map()?;
        if std::ptr::eq(target, node) && !self.three {
            let own = ["messageId", "name"].iter().map(|key| text(node, key)).find(|name| !name.is_empty());
            name = own.unwrap_or_else(|| fallback.to_owned());
        }
        Some(self.section(name, &Object::plain(target, at)))
    }

    fn section(&mut self, name: String, object: &Object<'d>) -> TypeId {
        if let Some(&known) = self.messages.get(&name) {
            return known;
        }
        let message = self.traited(object.clone());
        let mut notes = message.bindings();
        let schema = self.payload(&message, &mut notes);
        let headers = self.headers(&message);
        let id = TypeId(self.reader.types.len() as u32);
        let title = message.text("title");
        let mut facts = message.facts();
        if facts.summary.is_empty() && facts.description.is_empty() {
            facts.summary = title;
        }
        for (label, key) in [("Content type", "contentType"), ("Correlation", "correlationId")] {
            let value = message.get(key).map(|(node, _)| match node.get("location") {
                Some(location) => shown(location),
                None => scalar(Some(node)),
            });
            notes.extend(value.filter(|text| !text.is_empty()).map(|text| (label.to_owned(), text)));
        }
        let given =
            message.get("examples").map(|(node, _)| node.as_seq().unwrap_or_default()).unwrap_or_default();
        let of_examples = message.get("examples").map(|(_, base)| base);
        for (node, base) in given.iter().zip(of_examples.iter().cycle()) {
            for (key, schema) in [("payload", schema), ("headers", headers)] {
                if let Some(value) = node.get(key) {
                    self.reader.give(schema, value, *base, "an example");
                }
            }
        }
        let examples = given.iter().enumerate().map(|(index, node)| message_example(index, node)).collect();
        let span = self.reader.documents.span(object.base, object.node);
        self.reader.types.push(NamedType {
            facts,
            headers,
            examples,
            notes,
            ..NamedType::new(format!("message {name}"), TypeKind::Message, schema, span)
        });
        self.messages.insert(name, id);
        id
    }

    fn payload(&mut self, message: &Traited<'d>, notes: &mut Vec<(String, String)>) -> Option<SchemaId> {
        let mut format = message.text("schemaFormat");
        let (mut payload, mut base) = message.get("payload")?;
        if self.three
            && let Some(inner) = payload.get("schemaFormat")
        {
            format = scalar(Some(inner));
            payload = payload.get("schema")?;
        }
        if !format.is_empty() {
            notes.push(("Schema format".to_owned(), format.clone()));
        }
        if format.contains("avro") {
            if let Some(reference) = payload.get("$ref") {
                (payload, base) = self.reader.resolve(reference, base)?;
                let _ = base;
            }
            return Some(self.reader.avro(payload));
        }
        let known = ["json", "yaml", "openapi", "asyncapi"];
        if !format.is_empty() && !known.iter().any(|word| format.contains(word)) {
            notes.push(("Payload".to_owned(), shown(payload)));
            return None;
        }
        payload.as_map()?;
        Some(self.reader.schema(payload, base))
    }

    /// Headers of the message and of its traits together.
    fn headers(&mut self, message: &Traited<'d>) -> Option<SchemaId> {
        let mut all = Vec::new();
        for layer in message.layers() {
            if let Some(node) = layer.get("headers").filter(|node| node.as_map().is_some()) {
                all.push(self.reader.schema(node, layer.base));
            }
        }
        match all.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => Some(self.reader.schemas.add(Schema { all_of: all, ..Schema::default() })),
        }
    }
}

fn message_example(index: usize, node: &Node) -> Example {
    let name = text(node, "name");
    let name = if name.is_empty() { format!("example {}", index + 1) } else { name };
    let summary = text(node, "summary");
    let mut example = Example { name, summary, text: String::new(), url: String::new() };
    example.text = match (node.get("payload"), node.get("headers")) {
        (Some(payload), None) => payload.as_str().map_or_else(|| pretty(payload), str::to_owned),
        _ => pretty(node),
    };
    example
}

/// The last part of a pointer, decoded.
fn last_part(pointer: &str) -> String {
    let part = pointer.rsplit('/').next().unwrap_or_default();
    percent_encoding::percent_decode_str(part).decode_utf8_lossy().replace("~1", "/").replace("~0", "~")
}
