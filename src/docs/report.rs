//! What a configuration asks for and does not get.
//!
//! In: the settings of a site. Out: notes, once a site. Never: about what has a meaning here.

use std::collections::BTreeSet;

use super::files::{Source, Standing};
use super::mkdocs::{Settings, Sited};
use super::{DocSite, Page};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::{FileId, Span};

/// Plugins whose meaning is built in, or that only concern how MkDocs builds or looks.
const KNOWN_PLUGINS: &[&str] = &[
    "autolinks",
    "awesome-nav",
    "awesome-pages",
    "exclude",
    "exclude-search",
    "gh-admonitions",
    "git-authors",
    "git-committers",
    "git-committers-2",
    "git-revision-date",
    "git-revision-date-localized",
    "glightbox",
    "group",
    "include-markdown",
    "info",
    "literate-nav",
    "macros",
    "mermaid2",
    "meta",
    "minify",
    "monorepo",
    "offline",
    "optimize",
    "privacy",
    "redirects",
    "same-dir",
    "search",
    "section-index",
    "social",
    "tags",
    "techdocs-core",
    "typeset",
];

/// Keys that run or restyle something.
const NOT_RUN: &[(&str, &str)] = &[
    ("hooks", "hooks are Python"),
    ("extra_javascript", "scripts of a repository are not run"),
    ("extra_templates", "templates of a repository are not used"),
    ("extra_css", "styles of a repository would restyle the portal"),
];

/// Notes on plugins and keys without a meaning.
pub(super) fn settings(settings: &Settings, file: Option<FileId>, found: &mut Diagnostics) {
    for (name, options) in settings.pairs("plugins") {
        let bare = name.strip_prefix("material/").unwrap_or(&name);
        if KNOWN_PLUGINS.contains(&bare) {
            continue;
        }
        let place = options.map(Sited::span).or_else(|| settings.get("plugins").map(Sited::span));
        let mut note =
            Diagnostic::new(&codes::docs::UNKNOWN_PLUGIN, format!("the plugin `{name}` is not known"))
                .help("what it adds to pages is missing; the pages themselves are there");
        if let Some(span) = place.or(file.map(Span::whole)) {
            note = note.at(span);
        }
        found.push(note);
    }
    for (key, why) in NOT_RUN {
        if let Some(sited) =
            settings.get(key).filter(|sited| sited.node.as_seq().is_none_or(|list| !list.is_empty()))
        {
            found.push(
                Diagnostic::new(&codes::docs::NOT_RUN, format!("`{key}` is not taken over: {why}"))
                    .at(sited.span())
                    .help("remove the key, or put what everybody needs into the portal's theme"),
            );
        }
    }
    if let Some(sited) = settings.get("site_name")
        && (sited.node.as_seq().is_some() || sited.node.as_map().is_some())
    {
        found.push(
            Diagnostic::new(&codes::docs::CONFIG_VALUE, format!("`site_name` is {}", sited.node.describe()))
                .at(sited.span())
                .help("write a text"),
        );
    }
}

/// Notes on Markdown extensions without a meaning.
pub(super) fn extensions(
    settings: &Settings,
    unknown: &[String],
    file: Option<FileId>,
    found: &mut Diagnostics,
) {
    let listed = settings.get("markdown_extensions");
    for name in unknown {
        if name == "markdown_include_variants" || name.starts_with("zensical.extensions.") {
            continue;
        }
        let place = settings
            .pairs("markdown_extensions")
            .into_iter()
            .find_map(|(other, options)| (other == *name).then_some(options?.span()))
            .or_else(|| listed.map(Sited::span))
            .or(file.map(Span::whole));
        let mut note = Diagnostic::new(
            &codes::docs::UNKNOWN_EXTENSION,
            format!("the Markdown extension `{name}` is not known"),
        )
        .help("its markup stays as it is written");
        if let Some(span) = place {
            note = note.at(span);
        }
        found.push(note);
    }
}

/// How many names a note lists.
const NAMED: usize = 5;

/// Pages that are neither in the written nav nor left out of it on purpose.
pub(super) fn omitted(
    settings: &Settings,
    site: &DocSite,
    sources: &[Source],
    nav_files: &[String],
    found: &mut Diagnostics,
) {
    let validation = &site.rendering.validation;
    let Some(severity) = validation.severity(validation.omitted_files, codes::docs::NAV_OMITTED.severity)
    else {
        return;
    };
    let on_purpose: BTreeSet<&str> = sources
        .iter()
        .filter(|source| source.standing == Standing::NotInNav)
        .map(|source| source.src.as_str())
        .chain(nav_files.iter().map(String::as_str))
        .collect();
    let is_omitted = |page: &&Page| !page.in_nav && !page.unlisted && !on_purpose.contains(page.src.as_str());
    let omitted: Vec<&Page> = site.pages.iter().filter(is_omitted).collect();
    if omitted.is_empty() {
        return;
    }
    let mut names: Vec<&str> = omitted.iter().take(NAMED).map(|page| page.src.as_str()).collect();
    let more = format!("{} more", omitted.len().saturating_sub(NAMED));
    if omitted.len() > NAMED {
        names.push(&more);
    }
    let what =
        if omitted.len() == 1 { "a page is".to_owned() } else { format!("{} pages are", omitted.len()) };
    let mut note =
        Diagnostic::new(&codes::docs::NAV_OMITTED, format!("{what} not in nav: {}", names.join(", ")))
            .severity(severity)
            .help("add them to nav, or to `not_in_nav` where it is meant");
    note = match (settings.get("nav"), site.config_file) {
        (Some(nav), _) => note.at(nav.span()),
        (None, Some(file)) => note.in_file(file),
        (None, None) => note,
    };
    found.push(note);
}
