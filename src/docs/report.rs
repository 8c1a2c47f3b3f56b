//! What a configuration asks for and does not get.
//!
//! In: the settings of a site. Out: notes, once a site. Never: about what has a meaning here.

use std::collections::BTreeSet;

use super::files::{Source, Standing};
use super::mkdocs::{Listed, Settings};
use super::{DocSite, Page};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::markdown;
use crate::suggest::nearest;

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

/// Plugins whose absence changes which pages there are, or where their links lead.
const MISSING_PLUGINS: &[(&str, &str)] = &[
    ("blog", "its posts are ordinary pages, in no list of posts and without archive and categories"),
    ("multirepo", "nothing is fetched: crawl the other repositories too, and link to their docs"),
    ("ezlinks", "links by file name alone and `[[wiki links]]` stay as they are written: write paths"),
    ("roamlinks", "links by file name alone and `[[wiki links]]` stay as they are written: write paths"),
    ("gen-files", "pages that its scripts would write are missing: write them before the build"),
    ("mkdocstrings", "what it would read from code is missing: `::: name` stays as it is written"),
    ("swagger-ui-tag", "`<swagger-ui>` shows nothing: let an API entity name the definition"),
    ("i18n", "pages of all languages stand side by side"),
];

/// Keys that run or restyle something.
const NOT_RUN: &[(&str, &str)] = &[
    ("hooks", "hooks are Python"),
    ("extra_javascript", "scripts of a repository are not run"),
    ("extra_templates", "templates of a repository are not used"),
    ("extra_css", "styles of a repository would restyle the portal"),
];

/// Notes on plugins and keys without a meaning.
pub(super) fn settings(settings: &Settings, found: &mut Diagnostics) {
    for Listed { name, span, .. } in settings.listed("plugins") {
        let bare = name.strip_prefix("material/").unwrap_or(&name);
        if KNOWN_PLUGINS.contains(&bare) {
            continue;
        }
        let (message, help) =
            match (MISSING_PLUGINS.iter().find(|(name, _)| *name == bare), nearest(bare, KNOWN_PLUGINS)) {
                (Some((_, help)), _) => (format!("the plugin `{name}` is not built in"), (*help).to_owned()),
                (None, Some(near)) => {
                    (format!("the plugin `{name}` is not known"), format!("did you mean `{near}`?"))
                }
                (None, None) => (
                    format!("the plugin `{name}` is not known"),
                    "what it adds to pages is missing; the pages themselves are there".to_owned(),
                ),
            };
        found.push(Diagnostic::new(&codes::docs::UNKNOWN_PLUGIN, message).at(span).help(help));
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
}

/// Notes on Markdown extensions without a meaning.
pub(super) fn extensions(settings: &Settings, unknown: &[String], found: &mut Diagnostics) {
    let listed = settings.listed("markdown_extensions");
    for name in unknown {
        if name == "markdown_include_variants" || name.starts_with("zensical.extensions.") {
            continue;
        }
        let help = match markdown::nearest_extension(name) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "its markup stays as it is written".to_owned(),
        };
        let message = format!("the Markdown extension `{name}` is not known");
        let mut note = Diagnostic::new(&codes::docs::UNKNOWN_EXTENSION, message).help(help);
        if let Some(listed) = listed.iter().find(|listed| listed.name == *name) {
            note = note.at(listed.span);
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
