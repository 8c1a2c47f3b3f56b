//! Ways of authentication.
//!
//! In: `securitySchemes` of OpenAPI and AsyncAPI. Out: [`Scheme`]s in words. Never: says more than the definition does.

use crate::api::documents::Base;
use crate::api::json_schema::Reader;
use crate::api::model::Scheme;
use crate::api::node::{pairs, shown, text};
use crate::yaml::Node;

impl<'d> Reader<'d> {
    /// A scheme, which may be a reference.
    pub(in crate::api) fn scheme_of(&mut self, name: String, node: &'d Node, base: Base<'d>) -> Scheme {
        match self.follow(node, base) {
            Some(object) => scheme(name, object.node),
            None => Scheme { name, ..Scheme::default() },
        }
    }
}

/// A scheme in words.
fn scheme(name: String, node: &Node) -> Scheme {
    let kind = text(node, "type");
    let mut notes = Vec::new();
    let mut note = |label: &str, text: String| {
        if !text.is_empty() {
            notes.push((label.to_owned(), text));
        }
    };
    note("OpenID Connect URL", text(node, "openIdConnectUrl"));
    note("Metadata", text(node, "oauth2MetadataUrl"));
    let flows = pairs(node, "flows");
    let old = (kind == "oauth2" && flows.is_empty()).then(|| (text(node, "flow"), node));
    for (flow, node) in flows.into_iter().chain(old) {
        let url = |key: &str| text(node, key);
        let urls: Vec<String> = ["authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"]
            .iter()
            .map(|key| url(key))
            .filter(|url| !url.is_empty())
            .collect();
        note(&format!("Flow {flow}"), urls.join(" · "));
        for key in ["scopes", "availableScopes"] {
            for (scope, words) in pairs(node, key) {
                note(&scope, shown(words));
            }
        }
    }
    let place = text(node, "in");
    let key = text(node, "name");
    let (detail, key) = match kind.as_str() {
        "http" => {
            let format = text(node, "bearerFormat");
            let format = if format.is_empty() { format } else { format!(" ({format})") };
            (format!("{}{format}", text(node, "scheme")), None)
        }
        "apiKey" | "httpApiKey" if !key.is_empty() => {
            (format!("{place} `{key}`"), Some((place.clone(), key.clone())))
        }
        _ => (place.clone(), None),
    };
    Scheme { name, kind, detail, key, description: text(node, "description"), notes }
}
