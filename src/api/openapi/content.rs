//! Bodies by media type, examples, links.
//!
//! In: request bodies, responses, media types. Out: [`Body`]s. Never: two media types apart that hold the same.

use super::Object;
use crate::api::json_schema::Reader;
use crate::api::model::{Body, Example, Link, Media};
use crate::api::node::{pretty, shown};
use crate::api::schema::SchemaId;
use crate::yaml::Node;

impl<'d> Reader<'d> {
    /// A request body or what a response holds.
    pub(super) fn body(&mut self, object: &Object<'d>) -> Body {
        let mut content: Vec<Media> = Vec::new();
        if let Some(map) = object.get("content").and_then(|node| self.follow(node, object.base)) {
            for (kind, node) in super::entries(map.node) {
                if kind == "$ref" {
                    continue;
                }
                let media = self.media(kind, node, &map);
                let same = |known: &&mut Media| {
                    known.schema == media.schema
                        && known.item == media.item
                        && known.examples.is_empty()
                        && media.examples.is_empty()
                };
                match content.iter_mut().find(same) {
                    Some(known) => known.types.extend(media.types),
                    None => content.push(media),
                }
            }
        }
        Body { description: object.text("description"), required: object.is_true("required"), content }
    }

    fn media(&mut self, kind: String, node: &'d Node, map: &Object<'d>) -> Media {
        let mut media = Media { types: vec![kind], ..Media::default() };
        let Some(object) = self.follow(node, map.base) else { return media };
        let schema = |key: &str| object.get(key).filter(|node| node.as_map().is_some());
        media.schema = schema("schema").map(|node| self.schema(node, object.base));
        media.item = schema("itemSchema").map(|node| self.schema(node, object.base));
        let json = media.types.iter().any(|kind| kind.contains("json"));
        media.examples = examples(self, &object, media.schema.filter(|_| json));
        media
    }

    /// Links of a response.
    pub(super) fn links(&mut self, response: &Object<'d>) -> Vec<Link> {
        let mut links = Vec::new();
        for (name, node) in response.pairs("links") {
            let Some(link) = self.follow(node, response.base) else {
                links.push(Link {
                    name,
                    operation: String::new(),
                    description: String::new(),
                    parameters: Vec::new(),
                });
                continue;
            };
            let id = link.text("operationId");
            let parameters = link.pairs("parameters").into_iter();
            links.push(Link {
                name,
                operation: if id.is_empty() { link.text("operationRef") } else { id },
                description: link.text("description"),
                parameters: parameters.map(|(name, value)| (name, shown(value))).collect(),
            });
        }
        links
    }
}

/// `example` and `examples` of a parameter, a header or a media type, which have to fit a schema where there is one.
pub(in crate::api) fn examples<'d>(
    reader: &mut Reader<'d>,
    object: &Object<'d>,
    schema: Option<SchemaId>,
) -> Vec<Example> {
    let mut examples = Vec::new();
    if let Some(value) = object.get("example") {
        reader.give(schema, value, object.base, "an example");
        examples.push(example("default".to_owned(), String::new(), value));
    }
    for (name, node) in object.pairs("examples") {
        let Some(given) = reader.follow(node, object.base) else {
            // An example that cannot be read is told by its name all the same.
            examples.push(Example { name, summary: String::new(), text: String::new(), url: String::new() });
            continue;
        };
        let value = ["value", "dataValue", "serializedValue"].iter().find_map(|key| given.get(key));
        if let Some(value) = ["value", "dataValue"].iter().find_map(|key| given.get(key)) {
            reader.give(schema, value, given.base, "an example");
        }
        let words =
            ["summary", "description"].iter().map(|key| given.text(key)).find(|text| !text.is_empty());
        let text = value.map(written).unwrap_or_default();
        examples.push(Example {
            name,
            summary: words.unwrap_or_default(),
            text,
            url: given.text("externalValue"),
        });
    }
    examples
}

/// An example of a value.
pub(in crate::api) fn example(name: String, summary: String, value: &Node) -> Example {
    Example { name, summary, text: written(value), url: String::new() }
}

/// Most bytes of an example that are shown.
const LONGEST: usize = 24 * 1024;

/// Text as it is, anything else as JSON over lines; cut where it is too long for a page.
fn written(value: &Node) -> String {
    let mut text = value.as_str().map_or_else(|| pretty(value), str::to_owned);
    if text.len() > LONGEST {
        let mut end = LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text.push_str("\n…");
    }
    text
}
