//! Drafts to the navigation: every path looked up.
//!
//! In: drafts, the site's index and pages. Out: [`NavItem`]s; pages know their nav title and neighbours.
//! Never: keeps an entry that leads nowhere: it is named, and left out.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::{Draft, What};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::docs::address::is_markdown;
use crate::docs::files::is_excluded_by_default;
use crate::docs::index::{Entry, Index};
use crate::docs::mkdocs::{Level, Validation};
use crate::docs::{NavItem, NavTarget, Page, PageId};
use crate::path::{join, normalise};
use crate::url::{SafeUrl, UrlPolicy};

/// Looks paths up.
pub(in crate::docs) struct Resolver<'a> {
    /// What the portal's configuration lets through.
    pub(in crate::docs) urls: &'a UrlPolicy,
    pub(in crate::docs) index: &'a Index,
    pub(in crate::docs) pages: &'a mut [Page],
    pub(in crate::docs) assets: &'a [super::super::Asset],
    /// For each mount its prefix and its docs folder below the repository's root.
    pub(in crate::docs) mounts: &'a [(String, String)],
    pub(in crate::docs) validation: Validation,
    /// Entries for everything of a mount.
    pub(in crate::docs) everything: &'a dyn Fn(usize) -> Vec<Draft>,
    /// Where a file of the repository that is not part of the docs is shown.
    pub(in crate::docs) outside: &'a dyn Fn(&str) -> Option<String>,
    /// Filled when an entry first asks for a folder.
    pub(in crate::docs) folders: OnceCell<HashSet<String>>,
    pub(in crate::docs) found: &'a mut Diagnostics,
}

/// How far a written path is from what it means.
enum Near {
    Exact,
    /// With what was wrong, for the message, and what to write.
    Mended(String, String),
}

impl Resolver<'_> {
    pub(in crate::docs) fn items(&mut self, drafts: &[Draft]) -> Vec<NavItem> {
        drafts.iter().filter_map(|draft| self.item(draft)).collect()
    }

    fn item(&mut self, draft: &Draft) -> Option<NavItem> {
        let title = draft.title.clone().unwrap_or_default();
        match &draft.what {
            What::Section(children) => {
                let children = self.items(children);
                (!children.is_empty()).then_some(NavItem { title, target: NavTarget::Section, children })
            }
            What::Everything(mount) => {
                let children = (self.everything)(*mount);
                let children = self.items(&children);
                (!children.is_empty()).then_some(NavItem { title, target: NavTarget::Section, children })
            }
            What::Path(path, mount) => self.path(draft, title, path, *mount),
        }
    }

    fn path(&mut self, draft: &Draft, title: String, path: &str, mount: usize) -> Option<NavItem> {
        let leaf = |title: String, target| Some(NavItem { title, target, children: Vec::new() });
        // A file's name may look like a URL, or hold a `#`; MkDocs too asks for the file first.
        let (bare, anchor) = if self.is_file(path, mount) {
            (path, None)
        } else {
            match self.urls.safe_url(path) {
                SafeUrl::Web(url) | SafeUrl::Other(url) => return leaf(title, NavTarget::Url(url)),
                SafeUrl::Refused(scheme) => {
                    let message = format!("a link to `{scheme}:` is not let through");
                    self.tell(draft, Level::Unset, &codes::docs::NAV_NOT_FOUND, message, None);
                    return None;
                }
                SafeUrl::Entity(_) | SafeUrl::Image(_) | SafeUrl::Relative(_) => {}
            }
            match path.split_once('#') {
                Some((bare, anchor)) => (bare, Some(anchor.to_owned())),
                None => (path, None),
            }
        };
        let Some((target, near)) = self.look_up(bare, mount) else {
            if path.starts_with('/') {
                let message = format!("`{path}` in nav is absolute and not part of the docs");
                self.tell(draft, self.validation.nav_absolute, &codes::docs::NAV_ABSOLUTE, message, None);
                return leaf(title, NavTarget::Url(path.to_owned()));
            }
            let full = normalise(&self.mounts[mount].1, bare);
            if let Some(url) = full.as_deref().and_then(self.outside) {
                let title = if title.is_empty() { bare.to_owned() } else { title };
                return leaf(title, NavTarget::Url(url));
            }
            if let Some(folder) = self.folder(bare, mount) {
                let message = format!("`{path}` in nav is a folder without an index");
                let help = format!("write an `index.md` in `{folder}/`, or list its pages below a title");
                self.tell(
                    draft,
                    self.validation.nav_not_found,
                    &codes::docs::NAV_NOT_FOUND,
                    message,
                    Some(help),
                );
                return None;
            }
            let message = format!("`{path}` in nav is not among the docs");
            let help = match full {
                Some(full) => format!("add `{full}`, or remove the entry; it is left out"),
                None => "remove the entry; it is left out".to_owned(),
            };
            self.tell(draft, self.validation.nav_not_found, &codes::docs::NAV_NOT_FOUND, message, Some(help));
            return None;
        };
        if let Near::Mended(what, instead) = near {
            let message = format!("`{path}` in nav {what}");
            let help = format!("write `{instead}`");
            self.tell(draft, self.validation.nav_not_found, &codes::docs::NAV_MENDED, message, Some(help));
        }
        match target {
            Entry::Page(id) => {
                let page = &mut self.pages[id.0];
                // An entry with an anchor is a link, which MkDocs does not count as the page's place.
                if !page.in_nav && anchor.is_none() {
                    page.in_nav = true;
                    page.nav_title = draft.title.clone().filter(|title| !title.is_empty());
                }
                // The same page twice has the same title twice.
                let title = if anchor.is_some() { title } else { page.nav_title.clone().unwrap_or_default() };
                leaf(title, NavTarget::Page(id, anchor))
            }
            Entry::Asset(at) => {
                let url = self.assets[at].url.clone();
                let title = if title.is_empty() { url.to_string() } else { title };
                leaf(title, NavTarget::Asset(url))
            }
            Entry::Withheld => {
                let full = normalise(&self.mounts[mount].1, bare);
                let url = full.as_deref().and_then(self.outside)?;
                let title = if title.is_empty() { bare.to_owned() } else { title };
                leaf(title, NavTarget::Url(url))
            }
            Entry::Excluded => {
                let message = format!("`{path}` in nav is excluded from the site");
                let src = normalise("", &join(&self.mounts[mount].0, bare)).unwrap_or_default();
                let help = if is_excluded_by_default(&src) {
                    format!(
                        "MkDocs leaves out `/templates/` and names with a leading dot: write `!/{src}` in `exclude_docs`, or move it"
                    )
                } else {
                    "remove the entry, or the pattern in `exclude_docs` or `draft_docs`".to_owned()
                };
                self.tell(
                    draft,
                    self.validation.nav_not_found,
                    &codes::docs::NAV_EXCLUDED,
                    message,
                    Some(help),
                );
                None
            }
        }
    }

    /// Whether a path is, letter for letter, that of a file of the docs.
    fn is_file(&self, written: &str, mount: usize) -> bool {
        !written.is_empty() && self.index.src(&join(&self.mounts[mount].0, written)).is_some()
    }

    /// Folders with pages in them or below them.
    fn folders(&self) -> &HashSet<String> {
        self.folders.get_or_init(|| {
            let mut out = HashSet::new();
            for page in self.pages.iter() {
                let mut at = crate::path::folder(&page.src);
                while !at.is_empty() && out.insert(at.to_owned()) {
                    at = crate::path::folder(at);
                }
            }
            out
        })
    }

    /// The folder of pages that a path names, from the docs folder or from the configuration's: its path below the repository.
    fn folder(&self, written: &str, mount: usize) -> Option<String> {
        let (prefix, docs) = &self.mounts[mount];
        let docs_name = crate::path::file_name(docs);
        let relative = written.trim_start_matches("./");
        let below_docs = relative.strip_prefix(docs_name).and_then(|rest| rest.strip_prefix('/'));
        [Some(relative), below_docs].into_iter().flatten().find_map(|path| {
            let path = normalise("", path).filter(|path| !path.is_empty())?;
            self.folders().contains(&join(prefix, &path)).then(|| join(docs, &path))
        })
    }

    /// What a path means: itself, or what its author must have meant.
    fn look_up(&self, written: &str, mount: usize) -> Option<(Entry, Near)> {
        let (prefix, docs) = &self.mounts[mount];
        let relative = written.trim_start_matches('/');
        let absolute = relative.len() < written.len();
        let path = normalise("", &join(prefix, relative))?;
        let look = |path: &str| self.index.src(path);
        let short = |path: &str| -> String {
            let below =
                if prefix.is_empty() { path } else { path.strip_prefix(prefix.as_str()).unwrap_or(path) };
            below.trim_start_matches('/').to_owned()
        };
        if let Some(target) = look(&path).filter(|_| !relative.is_empty()) {
            let near = if absolute && !self.validation.nav_absolute_is_docs {
                Near::Mended("is absolute".to_owned(), relative.to_owned())
            } else {
                Near::Exact
            };
            return Some((target, near));
        }
        let index_of = |folder: &str| {
            ["index.md", "README.md"]
                .into_iter()
                .map(|name| join(folder, name))
                .find(|path| look(path).is_some())
        };
        if (written.ends_with('/') || written == "." || !path.rsplit('/').next()?.contains('.'))
            && let Some(index) = index_of(&path)
        {
            return Some((look(&index)?, Near::Mended("is a folder".to_owned(), short(&index))));
        }
        // `docs/guide.md`: written from the configuration's folder.
        let docs_name = crate::path::file_name(docs);
        if let Some(rest) = relative.strip_prefix("./").unwrap_or(relative).strip_prefix(docs_name)
            && let Some(rest) = rest.strip_prefix('/')
            && let Some(path) = normalise("", &join(prefix, rest))
            && let Some(target) = look(&path)
        {
            return Some((
                target,
                Near::Mended(format!("starts with `{docs_name}/`, where nav starts"), short(&path)),
            ));
        }
        if path.contains('\\') {
            let slashed = path.replace('\\', "/");
            if let Some(target) = look(&slashed) {
                return Some((target, Near::Mended("is written with `\\`".to_owned(), short(&slashed))));
            }
        }
        if let Some((real, target)) = self.index.folded(&path) {
            return Some((target, Near::Mended("differs from the file in case".to_owned(), short(real))));
        }
        if is_markdown(&path) {
            return None;
        }
        // `guide/install`, `install.html`, `install.yml` beside `install.md`.
        let cut = path.rfind('.').map_or(path.as_str(), |at| &path[..at]);
        [format!("{path}.md"), format!("{cut}.md")].into_iter().find_map(|guess| {
            let target = look(&guess)?;
            Some((target, Near::Mended("is not a file".to_owned(), short(&guess))))
        })
    }

    fn tell(
        &mut self,
        draft: &Draft,
        level: Level,
        code: &'static codes::Code,
        message: String,
        help: Option<String>,
    ) {
        let Some(severity) = self.validation.severity(level, code.severity) else { return };
        // What was mended is never graver than a warning, save in strict sites.
        let severity = if self.validation.strict { severity } else { severity.min(Severity::Warning) };
        let mut diagnostic = Diagnostic::new(code, message).severity(severity);
        if let Some(span) = draft.span {
            diagnostic = diagnostic.at(span);
        }
        if let Some(help) = help {
            diagnostic = diagnostic.help(help);
        }
        self.found.push(diagnostic);
    }
}

/// Previous and next in the order of the navigation; a page that stands in it twice has its last neighbours.
pub(in crate::docs) fn link_neighbours(nav: &[NavItem], pages: &mut [Page]) {
    fn flat(items: &[NavItem], out: &mut Vec<PageId>) {
        for item in items {
            if let NavTarget::Page(id, None) = item.target {
                out.push(id);
            }
            flat(&item.children, out);
        }
    }
    let mut order = Vec::new();
    flat(nav, &mut order);
    for (at, &id) in order.iter().enumerate() {
        pages[id.0].previous = at.checked_sub(1).map(|at| order[at]);
        pages[id.0].next = order.get(at + 1).copied();
    }
}
