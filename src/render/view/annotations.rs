//! Well-known annotations as links to the tools they name.
//!
//! In: an entity's annotations and the configuration's mapping, which comes first. Out: links by tool. Never:
//! a URL that the value could turn elsewhere: it is percent-encoded into its place.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::tool_home;
use crate::catalog::Entity;
use crate::catalog::annotations::KNOWN;
use crate::config::Config;
use crate::forge::Remote;
use crate::url::UrlPolicy;

/// A tool, with what it knows of an entity.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Tool {
    pub title: String,
    pub icon: String,
    /// The annotation's value.
    pub value: String,
    /// The annotation's key.
    pub key: String,
    /// Empty where the tool's address is the organisation's own and not configured.
    pub href: String,
}

/// What may stand in a path: slashes of `owner/name` stay.
const SEGMENTS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// The tools of an entity that is written in the repository at `remote`: configured ones first, then the well-known ones.
pub(in crate::render) fn tools(entity: &Entity, remote: Option<&Remote>, config: &Config) -> Vec<Tool> {
    let mut tools = Vec::new();
    for (key, value) in &entity.metadata.annotations {
        if let Some(link) = config.annotations.get(key) {
            if !link.url.is_empty() {
                tools.push(Tool {
                    title: link.title.clone(),
                    icon: link.icon.clone().unwrap_or_else(|| "link".to_owned()),
                    value: value.clone(),
                    key: key.clone(),
                    href: fill(&link.url, value, entity, &config.urls),
                });
            }
            continue;
        }
        for known in KNOWN.iter().filter(|known| known.key == key) {
            let place = tool_home::Place { entity, remote, hosts: &config.hosts };
            let url = place.url(&known.home, known.url, value);
            tools.push(Tool {
                title: known.title.to_owned(),
                icon: known.icon.to_owned(),
                value: value.clone(),
                key: key.clone(),
                href: url.map(|url| fill(&url, value, entity, &config.urls)).unwrap_or_default(),
            });
        }
    }
    tools
}

/// `template` with the value in its place; empty where the outcome may not be followed.
fn fill(template: &str, value: &str, entity: &Entity, policy: &UrlPolicy) -> String {
    if template == "{url}" {
        return policy.outside(value).unwrap_or_default();
    }
    let encode = |text: &str| {
        let text = utf8_percent_encode(text, SEGMENTS).to_string();
        // A `..` would climb out of the path it is put into.
        text.split('/').filter(|part| *part != "..").collect::<Vec<_>>().join("/")
    };
    // Sentry: `[org/]project`; SonarQube: `[instance/]key`; GitHub: `org/team`.
    let (org, rest) = value.split_once('/').unwrap_or(("sentry", value));
    let filled = template
        .replace("{value}", &encode(value))
        .replace("{org}", &encode(org))
        .replace("{rest}", &encode(rest))
        .replace("{name}", &encode(&entity.metadata.name))
        .replace("{namespace}", &encode(entity.reference.namespace()))
        .replace("{kind}", &encode(entity.reference.kind()));
    policy.outside(&filled).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::KNOWN;
    use crate::catalog::annotations::Home;

    #[test]
    fn every_address_can_be_filled() {
        for known in KNOWN.iter().filter(|known| !known.url.is_empty() && known.url != "{url}") {
            let is_fixed = known.url.starts_with("https://");
            let has_home = ["{home}", "{repository}"].iter().any(|home| known.url.starts_with(home));
            assert!(if known.home == Home::Fixed { is_fixed } else { has_home }, "{}", known.key);
            assert!(known.url.contains('{'), "{} leads everybody to the same place", known.key);
        }
    }
}
