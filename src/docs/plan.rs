//! One doc site, planned: configuration, files, navigation, redirects.
//!
//! In: a [`SiteSeed`]. Out: the [`DocSite`] with every page and address settled, and what is wrong with it.
//! Never: reads a page's text (but a README's, for the images it shows): that is for rendering.

use super::edit::EditLinks;
use super::files::{Mount, Rules, Source, Standing, list};
use super::mkdocs::{self, Base, Reader, Settings, Validation};
use super::nav::{self, DocsFiles, Draft, Included, Includer, Ordered, Resolver, SectionIndex};
use super::pages::{self, Built};
use super::seed::SiteSeed;
use super::sources::Sources;
use super::text::{Includes, Variables};
use super::{DocSite, address, readme, redirects, report};
use crate::catalog::Catalog;
use crate::config::Config;
use crate::crawl::Inventory;
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::forge::FilePage;
use crate::markdown::Options;
use crate::source::{Files, LocateError};

/// Plans a site. Pure; sites may be planned at the same time.
pub(crate) fn plan(
    files: &Files,
    inventory: &Inventory,
    catalog: &Catalog,
    seed: &SiteSeed,
    config: &Config,
) -> (DocSite, Diagnostics) {
    let mut found = Diagnostics::new();
    let repo = inventory.repo(seed.repo);
    let root = &repo.root;
    let reader = Reader { files, root, variables: &config.mkdocs_env };
    let (settings, config_file) = match &seed.config {
        Some(path) => {
            let (settings, file) = reader.read(path, &mut found);
            (settings, Some(file))
        }
        None => (Settings::default(), None),
    };
    mkdocs::check_keys(&settings, &mut found);
    report::settings(&settings, &mut found);
    let name = settings.text("site_name").unwrap_or_else(|| made_up_name(catalog, seed, &repo.name));
    let mut site = DocSite::new(&name, seed.repo, seed.base.clone());
    site.entities.clone_from(&seed.entities);
    site.aliases.clone_from(&seed.aliases);
    site.config_file = config_file;
    site.description = settings.text("site_description");
    site.copyright = settings.text("copyright");
    site.features = mkdocs::features(&settings);
    site.language = mkdocs::language(&settings, &mut found);

    let docs = docs_folder(files, root, seed, &settings, config_file, &mut found);
    let own_docs = docs.clone().unwrap_or_else(|| seed.folder.clone());
    site.docs_dir.clone_from(&own_docs);

    let extensions = mkdocs::extensions(&settings, &seed.folder, &own_docs, &mut found);
    site.rendering.options = Options::techdocs(&extensions.list);
    site.rendering.options.urls.clone_from(&config.urls);
    // A glossary that is not there is one finding of the site, not one of every page.
    let sources = Sources { files, root, page: "", docs: &own_docs };
    site.rendering.options.append.retain(|path| {
        let bases = [&extensions.snippet_bases[..], &[Base::Folder(own_docs.clone())]].concat();
        let found_it = sources.find(&bases, path);
        if let Err(why) = &found_it {
            let note = Diagnostic::new(&codes::docs::SNIPPET, format!("`auto_append`: {why}"))
                .help("add the file, or remove the entry; pages are rendered without it");
            found.push(match settings.get("markdown_extensions") {
                Some(list) => note.at(list.span()),
                None => note,
            });
        }
        found_it.is_ok()
    });
    report::extensions(&settings, &site.rendering.options.unknown, &mut found);
    // A site alone keeps MkDocs' ids, repetitions too.
    site.rendering.options.unique_ids = !seed.base.is_root();
    site.rendering.snippet_bases = extensions.snippet_bases;
    site.rendering.check_paths = extensions.check_paths;
    site.rendering.validation = Validation::new(&settings);
    site.rendering.config_file = config_file;
    site.rendering.directory_urls = settings.flag("use_directory_urls").unwrap_or(true);
    site.rendering.site_path = settings.text("site_url").and_then(|url| site_path(&url));
    site.rendering.site_origin = settings.text("site_url").and_then(|url| site_origin(&url));
    site.rendering.includes = Includes {
        braces: extensions.include.filter(|_| seed.beyond_techdocs),
        code: extensions.code_include && seed.beyond_techdocs,
        raw: seed.beyond_techdocs,
        markdown: settings.plugin(&["include-markdown"]).is_some(),
        variables: settings.plugin(&["macros"]).map(|_| Variables::new(&settings)),
    };

    let edit = EditLinks::new(&settings, repo.remote.as_ref(), &config.hosts);
    site.repo_url = edit.repo_url();
    site.rendering.remote = repo.remote.clone().or_else(|| edit.guessed_remote());

    // The nav comes first: its includes say which docs folders there are.
    let path = seed.config.clone().unwrap_or_else(|| crate::path::join(&seed.folder, "mkdocs.yml"));
    let own = Included {
        alias: String::new(),
        path: path.clone(),
        docs: own_docs.clone(),
        settings: Settings::default(),
    };
    let mut includer = Includer { reader, sites: vec![own], chain: vec![path] };
    let mut written = settings.get("nav").map(|nav| nav::drafts(nav, 0, &mut includer, &mut found));
    if written.as_ref().is_some_and(Vec::is_empty) {
        written = None;
    }
    let included = includer.sites;
    let mut rules = vec![Rules::new(&settings, &mut found)];
    rules.extend(included.iter().skip(1).map(|site| Rules::new(&site.settings, &mut found)));
    let mounts: Vec<Mount> =
        included.iter().map(|site| Mount { at: site.alias.clone(), folder: site.docs.clone() }).collect();
    let mut sources =
        if docs.is_some() { list(files, root, &mounts, &rules, &mut found) } else { Vec::new() };
    if !sources.iter().any(|source| address::is_markdown(&source.src)) {
        sources = readme::instead(files, root, &seed.folder);
        if sources.is_empty() && docs.is_some() {
            no_pages(files, inventory, seed, &own_docs, config_file, &mut found);
        }
        site.docs_dir.clone_from(&seed.folder);
        written = None;
    }
    let edits: Vec<EditLinks> = included
        .iter()
        .enumerate()
        .map(|(number, site)| match number {
            0 => edit.clone(),
            _ => edit.included(
                &site.settings,
                relative_docs(&own_docs, &seed.folder),
                relative_docs(&site.docs, &seed.folder),
            ),
        })
        .collect();
    let Built { pages, assets, index } =
        pages::build(files, repo, &sources, &mounts, &edits, site.rendering.directory_urls, &mut found);
    site.pages = pages;
    site.assets = assets;
    site.index = index;

    let pages: Vec<&Source> = sources
        .iter()
        .filter(|source| source.standing != Standing::Excluded && site.has_page(&source.src))
        .collect();
    let everything = |mount: usize| -> Vec<Draft> {
        let below = pages
            .iter()
            .filter(|source| source.mount == mount && source.standing == Standing::Included)
            .map(|source| {
                source.src.strip_prefix(&mounts[mount].at).unwrap_or(&source.src).trim_start_matches('/')
            });
        nav::included(below.collect(), mount)
    };
    let aliases = mounts.iter().map(|mount| mount.at.as_str()).collect();
    let docs_files = DocsFiles::new(files, root, &sources, pages.clone(), aliases);
    let Ordered { drafts, is_written, nav_files } = nav::plugins(written, &docs_files, &settings, &mut found);
    let places: Vec<(String, String)> =
        mounts.iter().map(|mount| (mount.at.clone(), mount.folder.clone())).collect();
    let remote = site.rendering.remote.clone();
    let outside = |path: &str| {
        let is_there = files.is_file(root, path);
        remote.as_ref().filter(|_| is_there).and_then(|remote| remote.url(FilePage::View, path))
    };
    let mut resolver = Resolver {
        index: &site.index,
        pages: &mut site.pages,
        assets: &site.assets,
        mounts: &places,
        validation: site.rendering.validation,
        urls: &config.urls,
        everything: &everything,
        outside: &outside,
        folders: std::cell::OnceCell::new(),
        found: &mut found,
    };
    let mut items = resolver.items(&drafts);
    nav::link_neighbours(&items, &mut site.pages);
    if settings.plugin(&["section-index"]).is_some() {
        nav::section_index(&mut items, &site.pages, SectionIndex::FirstPage);
    }
    if site.has_feature("navigation.indexes") {
        nav::section_index(&mut items, &site.pages, SectionIndex::Index);
    }
    site.nav = items;
    if is_written {
        report::omitted(&settings, &site, &sources, &nav_files, &mut found);
    }
    site.redirects = redirects::redirects(&settings, &site, &mut found);
    (site, found)
}

/// TechDocs' name for a site without one: the entity's title, its name, and only then nothing in particular.
fn made_up_name(catalog: &Catalog, seed: &SiteSeed, repo: &str) -> String {
    if let Some(&id) = seed.entities.first() {
        return catalog.entity(id).title().to_owned();
    }
    let folder = seed.folder.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(repo);
    address::title_of_name(folder)
}

/// The path of `site_url`, which absolute links may start with.
fn site_path(url: &str) -> Option<String> {
    let path = url::Url::parse(url).ok()?.path().trim_matches('/').to_owned();
    (!path.is_empty()).then_some(path)
}

/// Scheme and host of `site_url`, where it is on the web.
fn site_origin(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.origin().ascii_serialization())
}

/// A docs folder as `edit_uri` writes it: from the configuration's folder.
fn relative_docs<'d>(docs: &'d str, folder: &str) -> &'d str {
    docs.strip_prefix(folder).unwrap_or(docs).trim_start_matches('/')
}

fn docs_folder(
    files: &Files,
    root: &crate::source::Root,
    seed: &SiteSeed,
    settings: &Settings,
    config_file: Option<crate::source::FileId>,
    found: &mut Diagnostics,
) -> Option<String> {
    if seed.readme_only {
        return None;
    }
    let written = settings.text("docs_dir");
    let docs_dir = written.as_deref().unwrap_or("docs");
    let located = if docs_dir.starts_with('/') {
        Err(LocateError::Outside)
    } else {
        files.locate(root, &seed.folder, docs_dir)
    };
    match located {
        Ok(folder) => return Some(folder),
        // Without an mkdocs.yml a README may be all there is.
        Err(_) if config_file.is_none() && readme::find(files, root, &seed.folder).is_some() => return None,
        Err(error) => {
            let shown = crate::path::join(&seed.folder, docs_dir);
            let message = match error {
                LocateError::Outside => format!("`docs_dir: {docs_dir}` leaves the repository"),
                LocateError::Missing => format!("the docs folder `{shown}` is not there"),
                other => format!("the docs folder `{shown}` cannot be read: {other}"),
            };
            let mut diagnostic = Diagnostic::new(&codes::docs::NO_DOCS, message)
                .help("add the folder with an `index.md`, or say where the docs are with `docs_dir`");
            if let Some(sited) = settings.get("docs_dir") {
                diagnostic = diagnostic.at(sited.span());
            } else if let Some(file) = config_file {
                diagnostic = diagnostic.in_file(file);
            } else if let Some(span) = seed.asked_at {
                diagnostic = diagnostic.at(span);
            }
            found.push(diagnostic);
        }
    }
    None
}

fn no_pages(
    files: &Files,
    inventory: &Inventory,
    seed: &SiteSeed,
    docs: &str,
    config_file: Option<crate::source::FileId>,
    found: &mut Diagnostics,
) {
    let shown = inventory.repo(seed.repo).root.display(docs);
    let message = format!("there is no Markdown in `{shown}`");
    let diagnostic = Diagnostic::new(&codes::docs::NO_DOCS, message)
        .severity(Severity::Warning)
        .help("write an `index.md`");
    let file = config_file.unwrap_or_else(|| files.id(&inventory.repo(seed.repo).root, docs));
    found.push(match seed.asked_at {
        Some(span) => diagnostic.at(span),
        None => diagnostic.in_file(file),
    });
}
