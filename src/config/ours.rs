//! `backlot.yaml` to [`Config`].
//!
//! In: a tree, already checked against the table of keys. Out: what it says, over what is there.
//! Never: reports a wrong shape a second time.

use std::path::PathBuf;

use super::check::bad_value;
use super::meaning::kind_fault;
use super::tree::{Tree, Value};
use super::{
    AllowRule, AnnotationLink, Config, KindConfig, RelationConfig, RepoConfig, SearchAnswer, addresses,
    backstage,
};
use crate::diag::codes::config::{UNKNOWN_RULE, WRONG_TYPE};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::forge::Forge;
use crate::language::Language;
use crate::suggest::nearest;
use crate::url::UrlPolicy;

pub(super) fn read(tree: &Tree, known: &[&'static Code], config: &mut Config, found: &mut Diagnostics) {
    addresses::policy(tree, "urlSchemes", config, found);
    addresses::frames(tree, "docs.iframeHosts", config, found);
    addresses::pictures(tree, "catalog.pictureHosts", config, found);
    let text = |path: &str, slot: &mut Option<String>| {
        if let Some(value) = tree.text_at(path) {
            *slot = Some(value);
        }
    };
    if let Some(title) = tree.text_at("title") {
        config.title = title;
    }
    text("organization", &mut config.organization);
    text("url", &mut config.base_url);
    text("backstage", &mut config.backstage_url);
    text("remote", &mut config.remote);
    text("branch", &mut config.branch);
    text("theme.accent", &mut config.theme.accent);
    text("theme.accentDark", &mut config.theme.accent_dark);
    if let Some(value) = tree.at("theme.language")
        && let Some(tag) = value.text()
    {
        match Language::parse(&tag) {
            Some(language) => config.theme.language = language,
            None => found.push(
                Diagnostic::new(
                    &WRONG_TYPE,
                    format!("`theme.language` is `{tag}`, and has to be a language tag"),
                )
                .at(value.span)
                .help("write a tag such as `de` or `pt-BR`"),
            ),
        }
    }
    for (path, address) in [
        ("url", &mut config.base_url),
        ("backstage", &mut config.backstage_url),
        ("remote", &mut config.remote),
    ] {
        addresses::drop_refused(address, tree, path, found);
    }
    text("home.intro", &mut config.home.intro);
    let texts = |path: &str, slot: &mut Vec<String>| {
        if let Some(value) = tree.texts_at(path) {
            *slot = value;
        }
    };
    texts("exclude", &mut config.exclude);
    texts("excludeRepositories", &mut config.exclude_repositories);
    texts("catalog.discover", &mut config.discover);
    texts("docs.trust", &mut config.docs.trusted);
    texts("docs.plantuml.command", &mut config.docs.plantuml_command);
    let truth = |path: &str, slot: &mut bool| {
        if let Some(value) = tree.at(path).and_then(Tree::truth) {
            *slot = value;
        }
    };
    truth("catalog.codeowners", &mut config.catalog.codeowners);
    truth("catalog.mcpServers", &mut config.catalog.mcp_servers);
    truth("catalog.keepRemote", &mut config.catalog.keep_remote);
    truth("docs.git", &mut config.docs.git);
    let path = |path: &str, slot: &mut Option<PathBuf>| {
        if let Some(value) = tree.at(path) {
            *slot = value.text().map(|text| value.folder.join(text));
        }
    };
    path("theme.dir", &mut config.theme_dir);
    path("theme.logo", &mut config.theme.logo);
    path("theme.favicon", &mut config.theme.favicon);
    path("theme.css", &mut config.theme.css);

    for pair in pairs(tree, "theme.tokens") {
        if let Some(value) = pair.value.text() {
            config.theme.tokens.insert(pair.key.trim_start_matches("--").to_owned(), value);
        }
    }
    for pair in pairs(tree, "hosts") {
        if let Some(forge) = pair.value.text().and_then(|name| Forge::of_name(&name)) {
            config.hosts.insert(&pair.key, forge);
        }
    }
    for pair in pairs(tree, "repos") {
        let at = |key: &str| pair.value.text_at(key);
        let mut repo =
            RepoConfig { name: at("name"), url: at("url"), branch: at("branch"), folder: at("folder") };
        addresses::drop_refused(&mut repo.url, &pair.value, "url", found);
        config.repos.insert(pair.key.clone(), repo);
    }
    if let Some(links) = tree.at("nav") {
        config.nav = addresses::links(links, &config.urls, found);
    }
    if let Some(links) = tree.at("home.links") {
        config.home.links = addresses::links(links, &config.urls, found);
    }
    if let Some(synonyms) = tree.at("search.synonyms") {
        config.search.synonyms =
            synonyms.items().iter().map(texts_of).filter(|words| words.len() > 1).collect();
    }
    if let Some(answers) = tree.at("search.answers") {
        let answer = |item| answer(item, &config.urls, found);
        config.search.answers = answers.items().iter().filter_map(answer).collect();
    }
    for pair in pairs(tree, "annotations") {
        let off = matches!(pair.value.value, Value::Text(_) | Value::Bool(_));
        let at = |key: &str| pair.value.text_at(key);
        let url = if off { String::new() } else { addresses::template(&pair.value, &config.urls, found) };
        let link =
            AnnotationLink { title: at("title").unwrap_or_else(|| pair.key.clone()), url, icon: at("icon") };
        config.annotations.insert(pair.key.clone(), link);
    }
    if let Some(locations) = tree.at("catalog.locations") {
        config.catalog.locations = backstage::locations(locations);
    }
    if let Some(rules) = tree.at("catalog.rules") {
        config.catalog.rules = match rules.text().as_deref() {
            Some("backstage") => Some(backstage_default()),
            Some(_) => None,
            None => Some(backstage::rules(rules)),
        };
    }
    for pair in pairs(tree, "catalog.kinds") {
        let relations = pairs(&pair.value, "relations").iter().filter_map(|field| {
            let relation = field.value.text_at("relation")?;
            let inverse = field.value.text_at("inverse")?;
            let default_kind = field.value.text_at("kind");
            Some((field.key.clone(), RelationConfig { relation, inverse, default_kind }))
        });
        let kind = KindConfig {
            plural: pair.value.text_at("plural"),
            required: pair.value.texts_at("required").unwrap_or_default(),
            relations: relations.collect(),
        };
        config.catalog.kinds.insert(pair.key.clone(), kind);
    }
    kinds(tree, found);
    rules(tree, known, config, found);
    places(tree, String::new(), config);
}

/// Names of kinds that no catalog file is likely to have.
fn kinds(tree: &Tree, found: &mut Diagnostics) {
    for pair in pairs(tree, "catalog.kinds") {
        if let Some(fault) = kind_fault(&pair.key) {
            found.push(bad_value("catalog.kinds", fault).severity(Severity::Warning).at(pair.key_span));
        }
    }
}

/// Remembers where every value is written.
fn places(tree: &Tree, path: String, config: &mut Config) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    for pair in tree.pairs() {
        places(&pair.value, below(&pair.key), config);
    }
    for (index, item) in tree.items().iter().enumerate() {
        places(item, below(&index.to_string()), config);
    }
    if tree.pairs().is_empty() && tree.items().is_empty() {
        config.places.insert(path, tree.span);
    }
}

fn rules(tree: &Tree, known: &[&'static Code], config: &mut Config, found: &mut Diagnostics) {
    for pair in pairs(tree, "rules") {
        let severity = match &pair.value.value {
            Value::Bool(false) => "off".to_owned(),
            Value::Text(text) => text.clone(),
            _ => continue,
        };
        if known.iter().any(|code| code.is_called(&pair.key)) {
            config.rules.insert(pair.key.clone(), severity);
            continue;
        }
        let mut finding =
            Diagnostic::new(&UNKNOWN_RULE, format!("there is no rule `{}`", pair.key)).at(pair.key_span);
        let names: Vec<&str> = known.iter().map(|code| code.name).collect();
        finding = finding.help(match nearest(&pair.key, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`backlot explain` lists all rules".to_owned(),
        });
        found.push(finding);
    }
}

/// What Backstage allows where nothing is configured.
fn backstage_default() -> Vec<AllowRule> {
    let allow = ["Component", "API", "Location"].map(|kind| (kind.to_owned(), None));
    vec![AllowRule { allow: allow.to_vec(), locations: Vec::new() }]
}

fn texts_of(tree: &Tree) -> Vec<String> {
    tree.items().iter().filter_map(Tree::text).collect()
}

/// An answer whose address may be followed.
fn answer(tree: &Tree, policy: &UrlPolicy, found: &mut Diagnostics) -> Option<SearchAnswer> {
    Some(SearchAnswer {
        queries: tree.texts_at("queries")?,
        link: addresses::link(tree, policy, found)?,
        description: tree.text_at("description").unwrap_or_default(),
    })
}

fn pairs<'t>(tree: &'t Tree, path: &str) -> &'t [super::tree::Pair] {
    tree.at(path).map_or(&[], Tree::pairs)
}
