//! The files of docs folders: which are pages, which are copied, which are left out.
//!
//! In: docs folders, each with the place it is mounted at (the monorepo plugin mounts several). Out: every file
//! in MkDocs' order with its standing. Never: follows a symlink out of the repository; loses a file without a
//! word: what is left out is in the list too.

use std::collections::BTreeMap;

use super::address::is_markdown;
use super::gitignore::Patterns;
use super::mkdocs::{Settings, Sited, scalar};
use super::nav::{Name, Syntax};
use super::regex::Regex;
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::path::{folder, join, stem};
use crate::source::{Files, Root, Span, WalkOptions};

/// A docs folder and where its files appear below the site's.
#[derive(Debug, Clone)]
pub(super) struct Mount {
    /// Prefix of source paths: empty for the site's own folder, an alias for an included one.
    pub(super) at: String,
    /// The docs folder below the repository's root.
    pub(super) folder: String,
}

/// A file of a docs folder.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Path below the docs folder, mounts included.
    pub(super) src: String,
    /// Path below the repository's root.
    pub(super) path: String,
    pub(super) standing: Standing,
    /// Which of the mounts it came from.
    pub(super) mount: usize,
}

/// Whether MkDocs leaves a file out where no pattern speaks of it.
pub(super) fn is_excluded_by_default(src: &str) -> bool {
    src.starts_with("templates/") || src.split('/').any(|part| part.starts_with('.'))
}

/// What becomes of a file; of two rules the later one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Part of the site.
    Included,
    /// Part of the site, left out of automatic navigation on purpose.
    NotInNav,
    /// Reachable by links only.
    Unlisted,
    /// Not part of the site.
    Excluded,
}

/// The patterns of a configuration.
#[derive(Debug, Default)]
pub(super) struct Rules {
    exclude: Patterns,
    drafts: Patterns,
    not_in_nav: Patterns,
    plugin: ExcludePlugin,
}

/// What the exclude plugin takes out.
#[derive(Debug, Default)]
struct ExcludePlugin {
    globs: Vec<Name>,
    regexes: Vec<Regex>,
}

impl ExcludePlugin {
    fn new(settings: &Settings, found: &mut Diagnostics) -> Self {
        let mut out = Self::default();
        let Some(plugin) = settings.plugin(&["exclude"]) else { return out };
        let list = |key: &str| -> Vec<(String, Span)> {
            let Some(option) = plugin.option(key) else { return Vec::new() };
            let items = option.node.as_seq().unwrap_or(std::slice::from_ref(option.node));
            items.iter().filter_map(|node| Some((scalar(node)?, option.with(node).span()))).collect()
        };
        out.globs = list("glob").iter().map(|(glob, _)| Name::new(glob, Syntax::Fnmatch)).collect();
        out.regexes =
            list("regex").iter().map(|(regex, span)| Regex::new(regex, Some(*span), found)).collect();
        out
    }

    fn matches(&self, src: &str) -> bool {
        self.globs.iter().any(|glob| glob.matches(src)) || self.regexes.iter().any(|regex| regex.begins(src))
    }
}

impl Rules {
    pub(super) fn new(settings: &Settings, found: &mut Diagnostics) -> Self {
        let mut read = |sited: Option<Sited<'_>>, what: &str| -> Patterns {
            let Some(sited) = sited else { return Patterns::default() };
            // MkDocs takes text only; a list is what people write.
            let text = match sited.node.as_seq() {
                Some(items) => items.iter().filter_map(scalar).collect::<Vec<_>>().join("\n"),
                None => scalar(sited.node).unwrap_or_default(),
            };
            let (patterns, bad) = Patterns::new(&text);
            for line in bad {
                found.push(
                    Diagnostic::new(
                        &codes::docs::CONFIG_VALUE,
                        format!("`{line}` in `{what}` is not a pattern"),
                    )
                    .at(sited.span())
                    .help("write patterns as in a .gitignore file, one a line"),
                );
            }
            patterns
        };
        Self {
            exclude: read(settings.get("exclude_docs"), "exclude_docs"),
            drafts: read(settings.get("draft_docs"), "draft_docs"),
            not_in_nav: read(settings.get("not_in_nav"), "not_in_nav"),
            plugin: ExcludePlugin::new(settings, found),
        }
    }

    /// What becomes of a file. `by_default` says whether MkDocs leaves it out where no pattern speaks of it.
    fn standing(&self, src: &str, by_default: bool) -> Standing {
        if self.exclude.verdict(src).unwrap_or(by_default) || self.drafts.matches(src) {
            Standing::Excluded
        } else if self.plugin.matches(src) {
            // A page stays for the links that lead to it, as in TechDocs, which drops this plugin.
            if is_markdown(src) { Standing::Unlisted } else { Standing::Excluded }
        } else if self.not_in_nav.matches(src) {
            Standing::NotInNav
        } else {
            Standing::Included
        }
    }
}

/// Lists the files of all mounts; `rules` has an entry for each. The site's own hold for all files, an included site's for
/// its own. A later mount's file replaces an earlier one's at the same place, as
/// copying one over the other does.
pub(super) fn list(
    files: &Files,
    root: &Root,
    mounts: &[Mount],
    rules: &[Rules],
    found: &mut Diagnostics,
) -> Vec<Source> {
    let mut all: BTreeMap<String, Source> = BTreeMap::new();
    for (number, mount) in mounts.iter().enumerate() {
        let prune = |path: &str| {
            let name = crate::path::file_name(path);
            // A folder with a dot is walked only where a pattern may take files of it back in.
            (name.starts_with('.') && !rules[0].exclude.has_negation())
                || matches!(name, ".git" | "node_modules")
        };
        let listed = files.walk(root, &mount.folder, WalkOptions { prune: &prune, follow_links: true });
        for (path, why) in listed.unreadable {
            let shown = root.display(&path);
            found.push(
                Diagnostic::new(&codes::source::UNREADABLE, format!("`{shown}` cannot be read: {why}"))
                    .in_file(files.id(root, &path)),
            );
        }
        for (path, why) in listed.special {
            // What the site leaves out anyway is nobody's loss.
            let below = path.strip_prefix(&mount.folder).unwrap_or(&path).trim_start_matches('/');
            let src = join(&mount.at, below);
            if rules[0].standing(&src, is_excluded_by_default(&src)) == Standing::Excluded {
                continue;
            }
            let shown = root.display(&path);
            found.push(
                Diagnostic::new(&codes::source::UNREADABLE, format!("`{shown}` is passed over: {why}"))
                    .severity(Severity::Warning)
                    .in_file(files.id(root, &path))
                    .help("put the file itself there, or leave it out with `exclude_docs`"),
            );
        }
        for path in listed.files {
            let below = path.strip_prefix(&mount.folder).unwrap_or(&path).trim_start_matches('/');
            let src = join(&mount.at, below);
            let mut standing = rules[0].standing(&src, is_excluded_by_default(&src));
            if number > 0 {
                standing = standing.max(rules[number].standing(below, false));
            }
            all.insert(src.clone(), Source { src, path, standing, mount: number });
        }
    }
    let mut sources: Vec<Source> = all.into_values().collect();
    sources.sort_by(|a, b| order(&a.src).cmp(&order(&b.src)));
    sources
}

/// MkDocs' order of files: by folder, the index first, then by name; code points decide.
fn order(src: &str) -> (Vec<&str>, bool, &str) {
    let parent = folder(src);
    let parts = if parent.is_empty() { Vec::new() } else { parent.split('/').collect() };
    let name = crate::path::file_name(src);
    (parts, !matches!(stem(src), "index" | "README"), name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;
    use std::path::Path;

    #[test]
    fn order_and_standing() {
        let files = Files::memory(Memory::from([
            ("r/docs/b.md", ""),
            ("r/docs/index.md", ""),
            ("r/docs/a/z.md", ""),
            ("r/docs/a/README.md", ""),
            ("r/docs/.hidden/x.md", ""),
            ("r/docs/templates/t.md", ""),
            ("r/docs/B.md", ""),
            ("r/sub/docs/index.md", ""),
        ]));
        let root = files.root(Path::new("r"), "r").unwrap();
        let mounts = [
            Mount { at: String::new(), folder: "docs".to_owned() },
            Mount { at: "a/sub".to_owned(), folder: "sub/docs".to_owned() },
        ];
        let listed =
            list(&files, &root, &mounts, &[Rules::default(), Rules::default()], &mut Diagnostics::new());
        let shown: Vec<_> = listed
            .iter()
            .map(|s| format!("{}{}", s.src, if s.standing == Standing::Excluded { " -" } else { "" }))
            .collect();
        assert_eq!(
            shown,
            ["index.md", "B.md", "b.md", "a/README.md", "a/z.md", "a/sub/index.md", "templates/t.md -"]
        );
    }
}
