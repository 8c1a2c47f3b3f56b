//! Path items, operations, parameters.
//!
//! In: nodes below `paths`, `webhooks` and `callbacks`. Out: [`Operation`]s. Never: a path item's parameter where the operation has
//! one of the same name and place.

use super::{Definition, METHODS, Object, required, security, servers};
use crate::api::documents::Base;
use crate::api::json_schema::Reader;
use crate::api::model::{Body, Media, Operation, Parameter, Response};
use crate::api::node::{list, text, texts};
use crate::api::schema::{Property, Schema};
use crate::yaml::Node;

/// Where a path item stands.
pub(super) enum At<'a> {
    /// Below `paths`.
    Path(&'a str),
    /// Below `webhooks`.
    Webhook(&'a str),
    /// Below `callbacks`: name and expression.
    Callback(&'a str, &'a str),
}

impl At<'_> {
    fn key(&self, verb: &str) -> String {
        match self {
            Self::Path(path) => format!("{verb} {path}"),
            Self::Webhook(name) => format!("webhook {name} {}", verb.to_uppercase()),
            Self::Callback(name, expression) => {
                format!("callback {name} {expression} {}", verb.to_uppercase())
            }
        }
    }

    fn label(&self) -> String {
        match self {
            Self::Path(label) | Self::Webhook(label) | Self::Callback(_, label) => (*label).to_owned(),
        }
    }
}

impl<'d> Reader<'d> {
    /// Every operation of a path item.
    pub(super) fn path_item(
        &mut self,
        definition: &Definition<'d>,
        item: &'d Node,
        base: Base<'d>,
        at: &At<'_>,
        out: &mut Vec<Operation>,
    ) {
        let Some(reference) = item.get("$ref") else {
            self.methods(definition, item, base, at, out);
            return;
        };
        let first = out.len();
        if self.resolve(reference, base).is_some()
            && let Some(target) = self.follow(item, base)
        {
            self.methods(definition, target.node, target.base, at, out);
            let mut own = Vec::new();
            self.methods(definition, item, base, at, &mut own);
            own.retain(|one| !out[first..].iter().any(|known| known.key == one.key));
            out.extend(own);
        }
    }

    fn methods(
        &mut self,
        definition: &Definition<'d>,
        item: &'d Node,
        base: Base<'d>,
        at: &At<'_>,
        out: &mut Vec<Operation>,
    ) {
        let own = Object::plain(item, base);
        for method in METHODS {
            if method == "query" && !definition.query {
                continue;
            }
            let Some(node) = item.get(method) else { continue };
            if let Some(operation) = self.follow(node, base) {
                out.push(self.operation(definition, &operation, &own, &method.to_uppercase(), at));
            }
        }
        let more = if definition.query { own.pairs("additionalOperations") } else { Vec::new() };
        for (method, node) in more {
            if node.as_map().is_some() {
                out.push(self.operation(definition, &Object::plain(node, base), &own, &method, at));
            }
        }
    }

    fn operation(
        &mut self,
        definition: &Definition<'d>,
        operation: &Object<'d>,
        item: &Object<'d>,
        verb: &str,
        at: &At<'_>,
    ) -> Operation {
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut form: Vec<Object<'d>> = Vec::new();
        let mut body = None;
        let of_item = list(item.node, "parameters").iter().map(|node| (node, item.base));
        let of_operation = list(operation.node, "parameters").iter().map(|node| (node, operation.base));
        for (node, base) in of_item.chain(of_operation) {
            let Some(object) = self.follow(node, base) else { continue };
            let Some(name) = object.get("name").and_then(Node::as_str) else { continue };
            match object.text("in").as_str() {
                "body" if definition.two => body = Some(object),
                "formData" if definition.two => {
                    form.retain(|known| known.text("name") != name);
                    form.push(object);
                }
                place => {
                    let Some(parameter) = self.parameter(definition, &object, name, place) else { continue };
                    let same =
                        |known: &Parameter| known.place == parameter.place && known.name == parameter.name;
                    match parameters.iter_mut().find(|known| same(known)) {
                        Some(known) => *known = parameter,
                        None => parameters.push(parameter),
                    }
                }
            }
        }
        let media = |key: &str| {
            operation.get(key).or_else(|| definition.root.get(key)).map(|_| match operation.get(key) {
                Some(_) => texts(operation.node, key),
                None => texts(definition.root, key),
            })
        };
        let consumes = media("consumes").unwrap_or_default();
        let produces = media("produces").unwrap_or_default();
        let request = match (body, definition.two) {
            (Some(body), true) => Some(self.old_body(&body, consumes)),
            (None, true) if !form.is_empty() => Some(self.form(&form, consumes)),
            (_, true) => None,
            (_, false) => operation
                .get("requestBody")
                .and_then(|node| self.follow(node, operation.base))
                .map(|object| self.body(&object)),
        };
        let responses = self.responses(definition, operation, &produces);
        let callbacks = self.callbacks(definition, operation);
        let own = operation.get("security").or_else(|| definition.root.get("security"));
        let mut own_servers = servers(operation.node);
        if own_servers.is_empty() {
            own_servers = servers(item.node);
        }
        Operation {
            key: at.key(verb),
            verb: verb.to_owned(),
            label: at.label(),
            id: operation.get("operationId").and_then(Node::as_str).map(str::to_owned),
            facts: operation.facts(),
            group: 0,
            tags: texts(operation.node, "tags"),
            security: own.map(security).unwrap_or_default(),
            servers: own_servers,
            parameters,
            request,
            responses,
            callbacks,
            channel: None,
            messages: Vec::new(),
            reply: None,
            input: None,
            output: None,
            notes: Vec::new(),
            span: self.documents.span(operation.base, operation.node),
        }
    }

    fn parameter(
        &mut self,
        definition: &Definition<'d>,
        object: &Object<'d>,
        name: &str,
        place: &str,
    ) -> Option<Parameter> {
        let place =
            ["path", "query", "header", "cookie", "querystring"].into_iter().find(|known| *known == place)?;
        Some(self.value(definition, object, name.to_owned(), place))
    }

    /// A parameter or a header.
    fn value(
        &mut self,
        definition: &Definition<'d>,
        object: &Object<'d>,
        name: String,
        place: &'static str,
    ) -> Parameter {
        let mut schema = if definition.two {
            Some((object.node, object.base))
        } else {
            object.get("schema").map(|node| (node, object.base))
        };
        let mut content = Vec::new();
        if schema.is_none() && !definition.two {
            for (kind, node) in object.pairs("content") {
                if let Some(media) = self.follow(node, object.base) {
                    schema = media.get("schema").map(|node| (node, media.base));
                    content.push((kind.contains("json"), media));
                }
            }
        }
        let schema = schema.filter(|(node, _)| node.as_map().is_some());
        let schema = schema.map(|(node, base)| self.schema(node, base));
        // Of 2.0 the parameter is the schema, whose own examples are looked at as such.
        let mut examples =
            super::examples(self, object, schema.filter(|_| !definition.two && content.is_empty()));
        for (json, media) in &content {
            examples.extend(super::examples(self, media, schema.filter(|_| *json)));
        }
        Parameter {
            place,
            name,
            facts: object.facts(),
            required: required(object),
            schema,
            values: Vec::new(),
            style: style(object),
            examples,
            span: self.documents.span(object.base, object.node),
        }
    }

    fn responses(
        &mut self,
        definition: &Definition<'d>,
        operation: &Object<'d>,
        produces: &[String],
    ) -> Vec<Response> {
        let Some(map) = operation.get("responses").and_then(|node| self.follow(node, operation.base)) else {
            return Vec::new();
        };
        let mut responses = Vec::new();
        for (status, node) in super::entries(map.node) {
            if status.starts_with("x-") || status == "$ref" {
                continue;
            }
            let Some(object) = self.follow(node, map.base) else {
                responses.push(Response {
                    status,
                    body: Body::default(),
                    headers: Vec::new(),
                    links: Vec::new(),
                });
                continue;
            };
            let body = if definition.two {
                let types = if object.get("schema").is_some() { produces.to_vec() } else { Vec::new() };
                let mut body = self.old_body(&object, types);
                let schema = body.content.first().and_then(|media| media.schema);
                for (kind, value) in object.pairs("examples") {
                    if kind.contains("json") {
                        self.give(schema, value, object.base, "an example");
                    }
                }
                let examples = object.pairs("examples").into_iter();
                let examples = examples.map(|(name, value)| super::example(name, String::new(), value));
                if let Some(media) = body.content.first_mut() {
                    media.examples = examples.collect();
                }
                body
            } else {
                self.body(&object)
            };
            let mut headers = Vec::new();
            for (name, node) in object.pairs("headers") {
                if let Some(header) = self.follow(node, object.base) {
                    headers.push(self.value(definition, &header, name, "header"));
                } else if !name.starts_with("x-") {
                    headers.push(Parameter {
                        place: "header",
                        name,
                        facts: super::super::model::Facts::default(),
                        required: false,
                        schema: None,
                        values: Vec::new(),
                        style: String::new(),
                        examples: Vec::new(),
                        span: self.documents.span(object.base, node),
                    });
                }
            }
            let links = self.links(&object);
            responses.push(Response { status, body, headers, links });
        }
        responses
    }

    fn callbacks(&mut self, definition: &Definition<'d>, operation: &Object<'d>) -> Vec<Operation> {
        let mut callbacks = Vec::new();
        for (name, node) in operation.pairs("callbacks") {
            let Some(object) = self.follow(node, operation.base) else { continue };
            for (expression, item) in super::entries(object.node) {
                if !expression.starts_with("x-") && expression != "$ref" {
                    let at = At::Callback(&name, &expression);
                    self.path_item(definition, item, object.base, &at, &mut callbacks);
                }
            }
        }
        callbacks
    }

    /// Body of 2.0, where `consumes` or `produces` names the media types.
    fn old_body(&mut self, object: &Object<'d>, types: Vec<String>) -> Body {
        let schema = object.get("schema").filter(|node| node.as_map().is_some());
        let schema = schema.map(|node| self.schema(node, object.base));
        let media = Media { types, schema, ..Media::default() };
        let empty = media.schema.is_none() && media.types.is_empty();
        Body {
            description: object.text("description"),
            required: required(object),
            content: if empty && object.get("examples").is_none() { Vec::new() } else { vec![media] },
        }
    }

    /// Form fields of 2.0 as the properties of one body.
    fn form(&mut self, fields: &[Object<'d>], consumes: Vec<String>) -> Body {
        let mut schema = Schema { types: vec!["object".into()], ..Schema::default() };
        for field in fields {
            let name: Box<str> = text(field.node, "name").into();
            if required(field) {
                schema.required.push(name.clone());
            }
            let id = self.schema(field.node, field.base);
            schema.properties.push(Property { name, schema: id, arguments: Vec::new(), required: false });
        }
        let types = consumes.into_iter().filter(|kind| kind.contains("form")).collect();
        let schema = Some(self.schemas.add(schema));
        Body { content: vec![Media { types, schema, ..Media::default() }], ..Body::default() }
    }
}

/// How a parameter is written into the URL, where the definition says so.
fn style(object: &Object<'_>) -> String {
    let mut words = Vec::new();
    for key in ["style", "collectionFormat"] {
        let style = object.text(key);
        if !style.is_empty() {
            words.push(format!("style {style}"));
        }
    }
    match object.get("explode").and_then(Node::as_bool) {
        Some(true) => words.push("exploded".to_owned()),
        Some(false) => words.push("not exploded".to_owned()),
        None => {}
    }
    if object.is_true("allowReserved") {
        words.push("reserved characters are not encoded".to_owned());
    }
    if object.is_true("allowEmptyValue") {
        words.push("may be empty".to_owned());
    }
    words.join(", ")
}
