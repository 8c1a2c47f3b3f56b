//! The monorepo plugin: `!include` and `*include` in nav.
//!
//! In: paths of other configurations in the same repository. Out: their nav below an entry of ours, and their docs
//! folders as mounts. Never: leaves the repository; follows a circle; lets two sites share a place.

use globset::GlobBuilder;

use super::draft::{Draft, Include, What, drafts};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::docs::address::title_of_name;
use crate::docs::mkdocs::{Reader, Settings};
use crate::path::{folder, join, normalise};
use crate::source::{LocateError, Span, WalkOptions};

/// Nested includes beyond this are a mistake.
const DEEPEST: usize = 8;

/// A configuration whose docs are part of the site.
#[derive(Debug)]
pub(in crate::docs) struct Included {
    /// Where its pages stand; empty for the site itself.
    pub(in crate::docs) alias: String,
    /// Path of its configuration, if it has one.
    pub(in crate::docs) path: String,
    /// Its docs folder below the repository's root.
    pub(in crate::docs) docs: String,
    pub(in crate::docs) settings: Settings,
}

/// Follows includes; number 0 is the site itself.
pub(in crate::docs) struct Includer<'a> {
    pub(in crate::docs) reader: Reader<'a>,
    pub(in crate::docs) sites: Vec<Included>,
    /// Configurations we are inside of.
    pub(in crate::docs) chain: Vec<String>,
}

impl Include for Includer<'_> {
    /// `!include path`: the plugin reads the path from the root configuration's folder; nested includes, which
    /// it refuses, from the folder of the file they stand in.
    fn include(
        &mut self,
        title: Option<String>,
        written: &str,
        span: Span,
        from: usize,
        found: &mut Diagnostics,
    ) -> Vec<Draft> {
        let start = folder(&self.sites[from].path).to_owned();
        match self.reader.files.locate(self.reader.root, &start, written) {
            Ok(path) => self.site(title, &path, span, found).into_iter().collect(),
            Err(error) => {
                let message = match error {
                    LocateError::Outside => format!("`!include {written}` leaves the repository"),
                    LocateError::Missing => format!("`!include {written}` names no file"),
                    other => format!("`!include {written}` cannot be read: {other}"),
                };
                found.push(
                    Diagnostic::new(&codes::docs::INCLUDE, message).at(span).help(
                        "name the mkdocs.yml of another folder of this repository, relative to this file",
                    ),
                );
                Vec::new()
            }
        }
    }

    /// `*include pattern`: one section a match, called by its `site_name`.
    fn include_all(
        &mut self,
        title: Option<String>,
        pattern: &str,
        span: Span,
        from: usize,
        found: &mut Diagnostics,
    ) -> Vec<Draft> {
        let start = folder(&self.sites[from].path).to_owned();
        let matches = self.matches(&start, pattern);
        if matches.is_empty() {
            found.push(
                Diagnostic::new(&codes::docs::INCLUDE, format!("`*include {pattern}` matches no file"))
                    .at(span)
                    .help("write a pattern such as `./packages/*/mkdocs.yml`, relative to this file"),
            );
            return Vec::new();
        }
        let children: Vec<Draft> =
            matches.iter().filter_map(|path| self.site(None, path, span, found)).collect();
        match title {
            Some(title) => {
                vec![Draft { title: Some(title), what: What::Section(children), span: Some(span) }]
            }
            None => children,
        }
    }
}

impl Includer<'_> {
    fn matches(&self, start: &str, pattern: &str) -> Vec<String> {
        let Some(pattern) = normalise(start, pattern.trim_start_matches('/')) else { return Vec::new() };
        let fixed = pattern.find(['*', '?', '[', '{']).map_or(pattern.as_str(), |at| &pattern[..at]);
        let top = folder(fixed);
        let Ok(glob) = GlobBuilder::new(&pattern).literal_separator(true).build() else { return Vec::new() };
        let glob = glob.compile_matcher();
        let prune = |path: &str| {
            let name = crate::path::file_name(path);
            name.starts_with('.') || name == "node_modules"
        };
        let options = WalkOptions { prune: &prune, follow_links: false };
        let mut found = self.reader.files.walk(self.reader.root, top, options).files;
        found.retain(|path| glob.is_match(path) && is_yaml(path));
        found
    }

    fn site(
        &mut self,
        title: Option<String>,
        path: &str,
        span: Span,
        found: &mut Diagnostics,
    ) -> Option<Draft> {
        let complain = |found: &mut Diagnostics, message: String, help: &str| {
            found.push(Diagnostic::new(&codes::docs::INCLUDE, message).at(span).help(help));
        };
        if self.chain.iter().any(|other| other == path) || self.chain.len() >= DEEPEST {
            complain(
                found,
                format!("including `{path}` comes round in a circle"),
                "remove one of the includes",
            );
            return None;
        }
        if !is_yaml(path) {
            complain(found, format!("`{path}` is no mkdocs.yml"), "name the configuration file itself");
            return None;
        }
        let (settings, _) = self.reader.read(path, found);
        let own_folder = folder(path).to_owned();
        let name = settings.text("site_name").unwrap_or_else(|| {
            let last =
                own_folder.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("site").to_owned();
            complain(
                found,
                format!("`{path}` has no `site_name`, which says where its pages stand"),
                "give it one; until then its folder's name is used",
            );
            title_of_name(&last)
        });
        let docs_dir = settings.text("docs_dir").unwrap_or_else(|| "docs".to_owned());
        let Ok(docs) = self.reader.files.locate(self.reader.root, &own_folder, &docs_dir) else {
            let folder = join(&own_folder, &docs_dir);
            complain(
                found,
                format!("`{path}` is included, but its docs folder `{folder}` is not there"),
                "add the folder, or say where it is with `docs_dir`",
            );
            return None;
        };
        let alias = self.alias(&name, path, span, found);
        let number = self.sites.len();
        let nav = settings.get("nav").map(|nav| (nav.node.clone(), nav.file));
        self.sites.push(Included { alias, path: path.to_owned(), docs, settings });
        self.chain.push(path.to_owned());
        let what = match nav {
            Some((node, file)) => {
                let nav = crate::docs::mkdocs::Sited { node: &node, file };
                What::Section(drafts(nav, number, self, found))
            }
            None => What::Everything(number),
        };
        self.chain.pop();
        Some(Draft { title: Some(title.unwrap_or(name)), what, span: Some(span) })
    }

    /// Where an included site's pages stand: its name if that is a path, else made into one. The plugin gives
    /// up where two are equal.
    fn alias(&self, name: &str, path: &str, span: Span, found: &mut Diagnostics) -> String {
        let is_path = name.chars().all(|c| c.is_ascii_alphanumeric() || "_.-/".contains(c));
        let alias = Some(name)
            .filter(|_| is_path)
            .and_then(|name| normalise("", name.trim_matches('/')))
            .filter(|alias| !alias.is_empty())
            .unwrap_or_else(|| slug(name));
        let taken = |alias: &str| self.sites.iter().any(|site| site.alias == alias);
        if !taken(&alias) {
            return alias;
        }
        // The same file twice, or a namesake.
        let names = (2..self.sites.len() + 3).map(|n| format!("{alias}-{n}"));
        let free = names.into_iter().find(|alias| !taken(alias)).unwrap_or_default();
        if self.sites.iter().any(|site| site.alias == alias && site.path != path) {
            found.push(
                Diagnostic::new(
                    &codes::docs::INCLUDE,
                    format!("another included site is called `{name}` too"),
                )
                .at(span)
                .help("give each a `site_name` of its own: it is part of its pages' addresses"),
            );
        }
        free
    }
}

fn is_yaml(path: &str) -> bool {
    matches!(path.rsplit('.').next(), Some("yml" | "yaml"))
}

/// As python-slugify does for names that are no paths.
pub(in crate::docs) fn slug(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        // Letters that no accent comes off, as text-unidecode writes them.
        let letters = match c {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' | 'ð' => "d",
            'þ' => "th",
            'ı' => "i",
            _ => "",
        };
        out.push_str(letters);
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if c.is_ascii() && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let slug = out.trim_matches('-');
    if slug.is_empty() { "site".to_owned() } else { slug.to_owned() }
}
