//! `app-config.yaml` to [`Config`]: what of it concerns a portal.
//!
//! In: the merged tree of a Backstage configuration. Out: title, organisation, locations, rules, docs options,
//! hosts. Never: complains of keys it does not know: plugins bring their own.

use super::tree::{Pair, Tree, Value};
use super::{AllowRule, Config, LocationConfig, RuleLocation, addresses};
use crate::diag::Diagnostics;
use crate::forge::Forge;

/// What is read of a Backstage configuration; two parts at most.
const READ: &[&str] = &[
    "app.title",
    "app.baseUrl",
    "organization.name",
    "catalog.locations",
    "catalog.rules",
    "techdocs.sanitizer",
    "integrations",
];

/// The tree without what does not concern a portal: secrets that are unset there are none of our business.
pub(super) fn relevant(mut tree: Tree) -> Tree {
    let keep = |key: &str| key.starts_with('$');
    if let Value::Map(tops) = &mut tree.value {
        tops.retain(|top| keep(&top.key) || READ.iter().any(|path| path.split('.').next() == Some(&top.key)));
        for top in tops {
            let name = top.key.clone();
            if READ.contains(&name.as_str()) {
                continue;
            }
            if let Value::Map(pairs) = &mut top.value.value {
                pairs.retain(|pair| {
                    keep(&pair.key) || READ.contains(&format!("{name}.{}", pair.key).as_str())
                });
            }
        }
    }
    for host in tree.at_mut("integrations").into_iter().flat_map(Tree::values_mut).flat_map(Tree::values_mut)
    {
        if let Value::Map(pairs) = &mut host.value {
            pairs.retain(|pair| keep(&pair.key) || pair.key == "host" || is_address(pair));
        }
    }
    tree
}

pub(super) fn read(tree: &Tree, config: &mut Config, found: &mut Diagnostics) {
    if let Some(title) = tree.text_at("app.title") {
        config.title = title;
    }
    config.organization = tree.text_at("organization.name").or(config.organization.take());
    config.backstage_url = tree.text_at("app.baseUrl").or(config.backstage_url.take());
    if let Some(found) = tree.at("catalog.locations") {
        config.catalog.locations = locations(found);
    }
    if let Some(found) = tree.at("catalog.rules") {
        config.catalog.rules = Some(rules(found));
    }
    addresses::policy(tree, "techdocs.sanitizer.additionalAllowedURIProtocols", config, found);
    addresses::frames(tree, "techdocs.sanitizer.allowedIframeHosts", config, found);
    addresses::drop_refused(&mut config.backstage_url, tree, "app.baseUrl", found);
    for (kind, forge) in crate::forge::integrations() {
        let entries = tree.at(&format!("integrations.{kind}")).map_or(&[][..], Tree::items);
        for entry in entries {
            let Some(host) = entry.text_at("host") else { continue };
            // Hosts of the cloud are known without being told.
            if Forge::of_public_host(&host).is_none() {
                config.hosts.insert(&format!("{host}{}", folder_of(entry, &host)), forge);
            }
        }
    }
}

/// Whether a pair tells where a forge is found, without a variable: that may be a secret, and is none of our business.
fn is_address(pair: &Pair) -> bool {
    let is_plain = |text: &String| !text.contains('$');
    matches!(pair.key.as_str(), "baseUrl" | "apiBaseUrl") && pair.value.text().as_ref().is_some_and(is_plain)
}

/// The folder of its host that a forge lives in (`/bitbucket`): of `baseUrl`, or what stands before the API in `apiBaseUrl`. Empty
/// where it has the host for itself.
fn folder_of(entry: &Tree, host: &str) -> String {
    let url = entry.text_at("baseUrl").or_else(|| entry.text_at("apiBaseUrl")).unwrap_or_default();
    let Some((_, rest)) = url.split_once("://") else { return String::new() };
    let Some(path) = rest.strip_prefix(host).filter(|path| path.starts_with('/')) else {
        return String::new();
    };
    let end = ["/api/", "/rest/"].iter().filter_map(|api| format!("{path}/").find(api)).min();
    path[..end.unwrap_or(path.len())].trim_end_matches('/').to_owned()
}

/// `catalog.locations`.
pub(super) fn locations(tree: &Tree) -> Vec<LocationConfig> {
    let location = |item: &Tree| {
        let target = item.at("target")?;
        let allowed = item.at("rules").map_or(&[][..], Tree::items);
        Some(LocationConfig {
            kind: item.text_at("type").unwrap_or_else(|| "file".to_owned()),
            target: target.text()?,
            allow: allowed.iter().flat_map(|rule| rule.texts_at("allow").unwrap_or_default()).collect(),
            folder: target.folder.to_path_buf(),
            span: target.span,
        })
    };
    tree.items().iter().filter_map(location).collect()
}

/// `catalog.rules`.
pub(super) fn rules(tree: &Tree) -> Vec<AllowRule> {
    let allowed = |item: &Tree| {
        item.text().map(|kind| (kind, None)).or_else(|| {
            // `spec.type` is one key with a dot in it.
            let of_type = item.pairs().iter().find(|pair| pair.key == "spec.type");
            Some((item.text_at("kind")?, of_type.and_then(|pair| pair.value.text())))
        })
    };
    let location = |item: &Tree| RuleLocation {
        kind: item.text_at("type").unwrap_or_default(),
        exact: item.text_at("exact"),
        pattern: item.text_at("pattern"),
    };
    tree.items()
        .iter()
        .map(|rule| AllowRule {
            allow: rule.at("allow").map_or(&[][..], Tree::items).iter().filter_map(allowed).collect(),
            locations: rule.at("locations").map_or(&[][..], Tree::items).iter().map(location).collect(),
        })
        .collect()
}
