//! How an operation is called: curl, HTTP, JavaScript, Python, a GraphQL query.
//!
//! In: an operation. Out: programs as text. Never: a secret: where one goes stands `$TOKEN`.

use std::fmt::Write as _;

use serde::Serialize;

use crate::api::{Api, Direction, Format, Operation, Parameter, SchemaId, sample};

/// A program.
#[derive(Serialize)]
pub(super) struct Sample {
    title: &'static str,
    text: String,
}

/// What is sent.
struct Request {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
}

/// Programs that call an operation; none for what is not called over HTTP.
pub(super) fn samples(api: &Api, operation: &Operation) -> Vec<Sample> {
    match api.format {
        Format::OpenApi if !is_called(api, operation) => Vec::new(),
        Format::OpenApi => {
            let request = request(api, operation);
            vec![
                Sample { title: "curl", text: curl(&request) },
                Sample { title: "HTTP", text: http(&request) },
                Sample { title: "JavaScript", text: javascript(&request) },
                Sample { title: "Python", text: python(&request) },
            ]
        }
        Format::GraphQl => vec![Sample { title: "GraphQL", text: graphql(api, operation) }],
        Format::Protobuf => vec![Sample { title: "grpcurl", text: grpcurl(api, operation) }],
        Format::AsyncApi | Format::JsonSchema | Format::Mcp => Vec::new(),
    }
}

/// Whether users call the operation over HTTP.
fn is_called(api: &Api, operation: &Operation) -> bool {
    let called_back = operation.key.starts_with("webhook ") || operation.key.starts_with("callback ");
    api.format == Format::OpenApi && !called_back
}

/// The URL that an operation's path stands below; empty for what is not called over HTTP.
pub(super) fn base(api: &Api, operation: &Operation) -> String {
    if !is_called(api, operation) {
        return String::new();
    }
    let server = operation.servers.first().or(api.servers.first());
    let mut base = server.map(|server| server.url.clone()).unwrap_or_default();
    for (name, value, _) in server.map(|server| server.variables.as_slice()).unwrap_or_default() {
        base = base.replace(&format!("{{{name}}}"), value);
    }
    // The scheme of the page that shows the definition: nobody calls it over plain HTTP.
    if base.starts_with("//") {
        base = format!("https:{base}");
    }
    if !base.contains("://") {
        base = format!("https://api.example.com{}", if base.starts_with('/') { base } else { String::new() });
    }
    base.trim_end_matches('/').to_owned()
}

fn request(api: &Api, operation: &Operation) -> Request {
    let mut path = operation.label.clone();
    let mut query = Vec::new();
    let mut headers: Vec<(String, String)> = Vec::new();
    for parameter in &operation.parameters {
        let value = value(api, parameter);
        match parameter.place {
            "path" => path = path.replace(&format!("{{{}}}", parameter.name), &encoded(&value)),
            "query" if parameter.required => {
                query.push(format!("{}={}", encoded(&parameter.name), encoded(&value)));
            }
            "header" if parameter.required => headers.push((parameter.name.clone(), value)),
            _ => {}
        }
    }
    for (name, _) in operation.security.first().into_iter().flatten() {
        let Some(scheme) = api.schemes.iter().find(|scheme| scheme.name == *name) else { continue };
        match (scheme.kind.as_str(), &scheme.key) {
            ("apiKey", Some((place, key))) if place == "query" => query.push(format!("{key}=$TOKEN")),
            ("apiKey", Some((place, key))) if place == "header" => {
                headers.push((key.clone(), "$TOKEN".to_owned()));
            }
            ("apiKey", Some((_, key))) => headers.push(("Cookie".to_owned(), format!("{key}=$TOKEN"))),
            ("basic", _) => headers.push(("Authorization".to_owned(), "Basic $TOKEN".to_owned())),
            ("http", _) if scheme.detail.to_lowercase().starts_with("basic") => {
                headers.push(("Authorization".to_owned(), "Basic $TOKEN".to_owned()));
            }
            _ => headers.push(("Authorization".to_owned(), "Bearer $TOKEN".to_owned())),
        }
    }
    let received = operation.responses.iter().find(|response| response.status.starts_with('2'));
    if let Some(kind) = received.and_then(|response| response.body.content.first()?.types.first()) {
        headers.push(("Accept".to_owned(), kind.clone()));
    }
    let mut body = None;
    if let Some(media) = operation.request.as_ref().and_then(|request| request.content.first()) {
        let kind = media.types.first().cloned().unwrap_or_else(|| "application/json".to_owned());
        let given = media.examples.iter().map(|one| one.text.clone()).find(|text| !text.is_empty());
        let made = || media.schema.and_then(|schema| sample(&api.schemas, schema, Direction::Sent));
        body = given
            .or_else(made)
            .filter(|text| text.len() < 3000)
            .map(|text| if kind.contains("form-urlencoded") { form(&text) } else { text });
        headers.push(("Content-Type".to_owned(), kind));
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let url = format!("{}{path}{query}", base(api, operation));
    Request { method: operation.verb.clone(), url, headers, body }
}

/// A JSON object as a form.
fn form(text: &str) -> String {
    let Ok(serde_json::Value::Object(map)) = serde_json::from_str(text) else { return text.to_owned() };
    let pair = |(name, value): (String, serde_json::Value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        format!("{}={}", encoded(&name), encoded(&value))
    };
    map.into_iter().take(8).map(pair).collect::<Vec<_>>().join("&")
}

fn value(api: &Api, parameter: &Parameter) -> String {
    let bare = |text: &str| serde_json::from_str::<String>(text).unwrap_or_else(|_| text.to_owned());
    let given = parameter.examples.iter().map(|one| one.text.clone()).find(|text| !text.is_empty());
    let of_schema = |schema: SchemaId| sample(&api.schemas, schema, Direction::Sent).map(|text| bare(&text));
    let value = given.or_else(|| parameter.schema.and_then(of_schema));
    let value = value.filter(|text| !text.contains(['\n', '{']) && text.len() < 80);
    value.unwrap_or_else(|| parameter.name.to_uppercase().replace('-', "_"))
}

fn encoded(text: &str) -> String {
    const KEEP: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'$');
    percent_encoding::utf8_percent_encode(text, KEEP).to_string()
}

/// A word of a shell: double quotes where a variable stands in it.
fn shell(text: &str) -> String {
    if text.contains("$TOKEN") {
        return format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('`', "\\`"));
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn curl(request: &Request) -> String {
    let mut out = String::from("curl");
    if request.method != "GET" {
        let _ = write!(out, " -X {}", request.method);
    }
    let _ = write!(out, " {}", shell(&request.url));
    for (name, value) in &request.headers {
        let _ = write!(out, " \\\n  -H {}", shell(&format!("{name}: {value}")));
    }
    if let Some(body) = &request.body {
        let _ = write!(out, " \\\n  -d {}", shell(body));
    }
    out
}

fn http(request: &Request) -> String {
    let rest = request.url.split_once("://").map_or("", |(_, rest)| rest);
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut out = format!("{} /{path} HTTP/1.1\nHost: {host}\n", request.method);
    for (name, value) in &request.headers {
        let _ = writeln!(out, "{name}: {value}");
    }
    if let Some(body) = &request.body {
        let _ = write!(out, "\n{body}");
    }
    out.trim_end().to_owned()
}

/// Text in the quotes of JavaScript and Python.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

fn javascript(request: &Request) -> String {
    let mut out = format!(
        "const response = await fetch({}, {{\n  method: {},\n",
        quoted(&request.url),
        quoted(&request.method)
    );
    if !request.headers.is_empty() {
        out.push_str("  headers: {\n");
        for (name, value) in &request.headers {
            let _ = writeln!(out, "    {}: {},", quoted(name), quoted(value));
        }
        out.push_str("  },\n");
    }
    if let Some(body) = &request.body {
        let json = body.starts_with(['{', '[']);
        let body =
            if json { format!("JSON.stringify({})", body.replace('\n', "\n  ")) } else { quoted(body) };
        let _ = writeln!(out, "  body: {body},");
    }
    out.push_str("});\nconsole.log(response.status, await response.text());");
    out
}

fn python(request: &Request) -> String {
    let mut out = format!(
        "import requests\n\nresponse = requests.request(\n    {}, {},\n",
        quoted(&request.method),
        quoted(&request.url)
    );
    if !request.headers.is_empty() {
        out.push_str("    headers={\n");
        for (name, value) in &request.headers {
            let _ = writeln!(out, "        {}: {},", quoted(name), quoted(value));
        }
        out.push_str("    },\n");
    }
    if let Some(body) = &request.body {
        if body.contains('\n') && !body.contains("\"\"\"") && !body.contains('\\') {
            let _ = writeln!(out, "    data=\"\"\"{body}\"\"\",");
        } else {
            let _ = writeln!(out, "    data={},", quoted(body));
        }
    }
    out.push_str(")\nprint(response.status_code, response.text)");
    out
}

/// A query of one field, with its variables and the scalar fields of what it returns.
fn graphql(api: &Api, operation: &Operation) -> String {
    let kind = operation.verb.to_lowercase();
    let required: Vec<&Parameter> = operation.parameters.iter().filter(|one| one.required).collect();
    let notation = |schema: Option<SchemaId>| {
        schema.and_then(|id| api.schemas.get(id).notation.as_deref()).unwrap_or_default().to_owned()
    };
    let (mut variables, mut arguments) = (String::new(), String::new());
    for (number, one) in required.iter().enumerate() {
        let comma = if number > 0 { ", " } else { "" };
        let _ = write!(variables, "{comma}${}: {}", one.name, notation(one.schema));
        let _ = write!(arguments, "{comma}{}: ${}", one.name, one.name);
    }
    let braces = |text: &str| if text.is_empty() { String::new() } else { format!("({text})") };
    let mut out = format!("{kind}{} {{\n  {}{}", braces(&variables), operation.label, braces(&arguments));
    let target = operation.output.and_then(|id| api.schemas.get(id).target);
    let fields: Vec<&str> = target
        .map(|target| api.schemas.get(target).properties.as_slice())
        .unwrap_or_default()
        .iter()
        .filter(|field| {
            let of_field = api.schemas.get(field.schema);
            let leaf = of_field.target.is_none_or(|target| {
                let target = api.schemas.get(target);
                target.properties.is_empty() && !target.values.is_empty()
            });
            leaf && !of_field.facts.deprecated && field.arguments.iter().all(|one| !one.required)
        })
        .map(|field| &*field.name)
        .take(6)
        .collect();
    let composed = target.is_some_and(|target| api.schemas.get(target).values.is_empty());
    if composed {
        let fields = if fields.is_empty() { vec!["__typename"] } else { fields };
        out.push_str(" {\n");
        for field in fields {
            let _ = writeln!(out, "    {field}");
        }
        out.push_str("  }");
    }
    out.push_str("\n}");
    out
}

fn grpcurl(api: &Api, operation: &Operation) -> String {
    let method = operation.key.strip_prefix("rpc ").unwrap_or(&operation.key);
    let fields = operation.input.and_then(|id| api.schemas.get(id).target).map(|id| api.schemas.get(id));
    let fields = fields.map(|message| message.properties.as_slice()).unwrap_or_default();
    let value = |notation: &str| match notation {
        "string" | "bytes" => "\"\"",
        "bool" => "false",
        kind if kind.starts_with("repeated") => "[]",
        kind if kind.starts_with("map") => "{}",
        "double" | "float" | "int32" | "int64" | "uint32" | "uint64" | "sint32" | "sint64" | "fixed32"
        | "fixed64" => "0",
        _ => "{}",
    };
    let pairs: Vec<String> = fields
        .iter()
        .take(6)
        .map(|field| {
            let notation = api.schemas.get(field.schema).notation.as_deref().unwrap_or_default();
            format!("\"{}\": {}", field.name, value(notation))
        })
        .collect();
    format!("grpcurl -d '{{{}}}' \\\n  localhost:50051 {method}", pairs.join(", "))
}
