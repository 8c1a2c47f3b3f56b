//! Which doc sites there are.
//!
//! In: every `backstage.io/techdocs-ref`, every mkdocs.yml. Out: a seed for each place with docs, in a stable
//! order; entities whose annotations lead to one place share its seed. Never: reads pages; two seeds at one base.

use std::collections::{BTreeMap, BTreeSet};

use super::SiteSeed;
use super::entity_docs::DOCS_ENTITY;
use super::mkdocs::{self, config_in};
use super::readme;
use super::reference::{REF, Ref, read_ref};
use crate::catalog::Catalog;
use crate::crawl::{Inventory, RepoId};
use crate::diag::Diagnostics;
use crate::path::folder;
use crate::source::Files;
use crate::url::SitePath;
use crate::yaml;

/// Finds every doc site. Entities' sites come first, then those that only have an mkdocs.yml.
pub(crate) fn discover(
    files: &Files,
    inventory: &Inventory,
    catalog: &Catalog,
) -> (Vec<SiteSeed>, Diagnostics) {
    let mut found = Diagnostics::new();
    let mut seeds: BTreeMap<(RepoId, String), SiteSeed> = BTreeMap::new();
    for (id, entity) in catalog.iter() {
        let Some(reference) = read_ref(files, inventory, entity, &mut found) else { continue };
        let Ref { repo, folder, span } = reference;
        let seed = seeds.entry((repo, folder.clone())).or_insert_with(|| SiteSeed {
            repo,
            config: config_in(files, &inventory.repo(repo).root, &folder),
            folder,
            entities: Vec::new(),
            base: SitePath::HOME,
            aliases: Vec::new(),
            beyond_techdocs: true,
            readme_only: false,
            asked_at: Some(span),
        });
        seed.entities.push(id);
    }
    add_readmes(files, inventory, catalog, &mut seeds);
    let mut out: Vec<SiteSeed> = seeds.into_values().collect();
    let mut bases: BTreeSet<SitePath> = BTreeSet::new();
    for seed in &mut out {
        let mut places = seed.entities.iter().map(|&id| catalog.entity(id).docs_path());
        seed.base = places.next().unwrap_or_default();
        seed.aliases = places.collect();
        bases.insert(seed.base.clone());
        bases.extend(seed.aliases.iter().cloned());
    }
    out.sort_by(|a, b| a.base.cmp(&b.base));
    let claimed: BTreeSet<(RepoId, String)> =
        out.iter().map(|seed| (seed.repo, seed.folder.clone())).collect();
    out.extend(without_entity(files, inventory, &claimed, &mut bases));
    (out, found)
}

/// The README beside an entity's catalog file, for entities that name no docs: where nobody wrote documentation, it is
/// the documentation. A folder with an mkdocs.yml has docs of its own.
fn add_readmes(
    files: &Files,
    inventory: &Inventory,
    catalog: &Catalog,
    seeds: &mut BTreeMap<(RepoId, String), SiteSeed>,
) {
    for (id, entity) in catalog.iter() {
        let names_docs = entity.annotation(REF).is_some() || entity.annotation(DOCS_ENTITY).is_some();
        if !entity.kind.definition().has_readme || names_docs {
            continue;
        }
        let (repo, folder) = (entity.origin.repo, entity.origin.folder().to_owned());
        let root = &inventory.repo(repo).root;
        match seeds.get_mut(&(repo, folder.clone())) {
            Some(seed) if seed.readme_only => seed.entities.push(id),
            Some(_) => {}
            None => {
                if config_in(files, root, &folder).is_none() && readme::find(files, root, &folder).is_some() {
                    seeds.insert(
                        (repo, folder.clone()),
                        SiteSeed {
                            repo,
                            folder,
                            config: None,
                            entities: vec![id],
                            base: SitePath::HOME,
                            aliases: Vec::new(),
                            beyond_techdocs: true,
                            readme_only: true,
                            asked_at: None,
                        },
                    );
                }
            }
        }
    }
}

/// Every mkdocs.yml that no entity names, and that no other site includes.
fn without_entity(
    files: &Files,
    inventory: &Inventory,
    claimed: &BTreeSet<(RepoId, String)>,
    bases: &mut BTreeSet<SitePath>,
) -> Vec<SiteSeed> {
    let mut out: Vec<SiteSeed> = Vec::new();
    for (id, repo) in inventory.iter() {
        let mut folders = BTreeSet::new();
        let mut included = BTreeSet::new();
        for (path, _) in &repo.mkdocs_files {
            let Ok(bytes) = files.read(&repo.root, path) else { continue };
            let (text, _) = yaml::decode(&bytes);
            included.extend(includes(files, repo, path, &text));
            let at = folder(path).to_owned();
            if !claimed.contains(&(id, at.clone())) && !is_skeleton(&text) && is_configuration(&text) {
                folders.insert(at);
            }
        }
        for at in folders {
            let config = config_in(files, &repo.root, &at);
            if config.as_ref().is_some_and(|path| included.contains(path)) {
                continue;
            }
            let mut name = slug(&repo.name);
            if !at.is_empty() {
                name = format!("{name}-{}", slug(&at));
            }
            let mut base = SitePath::DOCS_WITHOUT_ENTITY.join(format!("{name}/"));
            let mut number = 2;
            while !bases.insert(base.clone()) {
                base = SitePath::DOCS_WITHOUT_ENTITY.join(format!("{name}-{number}/"));
                number += 1;
            }
            out.push(SiteSeed {
                repo: id,
                folder: at,
                config,
                entities: Vec::new(),
                base,
                aliases: Vec::new(),
                beyond_techdocs: true,
                readme_only: false,
                asked_at: None,
            });
        }
    }
    out
}

/// A scaffolder's template of an mkdocs.yml: its name is still to be filled in.
fn is_skeleton(text: &str) -> bool {
    text.lines()
        .filter_map(|line| line.strip_prefix("site_name:"))
        .any(|name| name.contains("{{") || name.contains("{%"))
}

/// Whether a file called mkdocs.yml holds what MkDocs reads: a workflow of that name does not. What cannot be read is taken
/// for one, so that its fault is told.
fn is_configuration(text: &str) -> bool {
    let stream =
        yaml::parse(text, yaml::Schema::Mkdocs, yaml::Limits { documents: 1, ..yaml::Limits::default() });
    let root = stream.documents.first().and_then(|document| document.root.as_ref());
    match root.and_then(yaml::Node::as_map) {
        Some(map) => mkdocs::is_configuration(map.iter().map(|entry| entry.key.key_text())),
        None => true,
    }
}

/// Configurations that this one includes by a fixed path or a pattern: their pages are part of its site.
fn includes(files: &Files, repo: &crate::crawl::Repo, path: &str, text: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for line in text.lines().filter(|line| line.contains("include ")) {
        let Some(at) = line.find("!include ").or_else(|| line.find("*include ")) else { continue };
        if line.trim_start().starts_with('#') {
            continue;
        }
        let target = line[at + 9..].trim().trim_end_matches(['"', '\'', ',', ']', '}']).trim();
        let start = folder(path);
        if line[at..].starts_with('!') {
            out.extend(files.locate(&repo.root, start, target));
        } else if let Some(pattern) = crate::path::normalise(start, target)
            && let Ok(glob) = globset::GlobBuilder::new(&pattern).literal_separator(true).build()
        {
            let glob = glob.compile_matcher();
            out.extend(
                repo.mkdocs_files.iter().map(|(path, _)| path.clone()).filter(|path| glob.is_match(path)),
            );
        }
    }
    out.remove(path);
    out
}

/// One part of an address: lower case, nothing that needs escaping.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    let slug = out.trim_matches(['-', '.']);
    if slug.is_empty() { "site".to_owned() } else { slug.to_owned() }
}
