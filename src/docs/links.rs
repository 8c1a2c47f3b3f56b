//! Where a link of a page leads.
//!
//! In: a link as written, the page, its site and the others. Out: what it means, and what is wrong.
//! Never: scans a list: every look is into a map, or at one file.

use percent_encoding::percent_decode_str;

use super::index::Entry;
use super::mkdocs::Level;
use super::places::{OnForge, Places};
use super::readme::is_image;
use super::target::Resolved;
use super::{DocSite, Page, PageId, SiteId, Target, image};
use crate::diag::Severity;
use crate::diag::codes::{self, Code};
use crate::forge::FilePage;
use crate::markdown::LinkKind;
use crate::path::{folder, join, normalise};
use crate::url::{SafeUrl, SitePath, for_markdown, relative, safe_url};

/// A page and everything a link may lead to.
#[derive(Clone, Copy)]
pub(super) struct Links<'a> {
    pub(super) places: &'a Places<'a>,
    pub(super) site_id: SiteId,
    pub(super) page_id: PageId,
}

/// What a link means, and what was noticed on the way.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) link: Resolved,
    /// What is wrong.
    pub(super) problem: Option<Problem>,
    /// A file outside the docs folder that the page shows: its path in the repository.
    pub(super) shows: Option<String>,
}

impl From<Resolved> for Found {
    fn from(link: Resolved) -> Self {
        Self { link, problem: None, shows: None }
    }
}

impl From<Target> for Found {
    fn from(target: Target) -> Self {
        Resolved::new(target).into()
    }
}

/// What is wrong with a link.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) code: &'static Code,
    pub(super) level: Level,
    /// In place of the code's own.
    pub(super) severity: Option<Severity>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// A link in its parts.
pub(super) struct Written<'w> {
    pub(super) whole: &'w str,
    /// Decoded.
    pub(super) path: String,
    query: &'w str,
    fragment: &'w str,
    pub(super) kind: LinkKind,
}

impl Written<'_> {
    fn tail(&self) -> String {
        [self.query, self.fragment].concat()
    }
}

/// Where files outside the docs folder stand below a site.
pub(super) const OUTSIDE: &str = "_repository";

impl<'a> Links<'a> {
    fn site(&self) -> &'a DocSite {
        &self.places.sites[self.site_id.0]
    }

    fn page(&self) -> &'a Page {
        self.site().page(self.page_id)
    }

    /// Looks a link up.
    pub(super) fn resolve(&self, url: &str, kind: LinkKind) -> Found {
        if kind == LinkKind::Code {
            return self.code(url);
        }
        let url = match safe_url(url) {
            SafeUrl::Relative(url) => url,
            SafeUrl::Web(url) => return self.web(url, kind),
            SafeUrl::Entity(_) if self.is_alone() => return Target::NoLink.into(),
            SafeUrl::Entity(reference) => {
                return match self.places.entity(&reference) {
                    Ok(target) => target.into(),
                    Err(why) => self.leads_nowhere(url, &why),
                };
            }
            _ => return Target::AsWritten.into(),
        };
        let (rest, fragment) = url.find('#').map_or((url.as_str(), ""), |at| url.split_at(at));
        let (path, query) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
        if path.is_empty() {
            if fragment.len() > 1 && query.is_empty() && !kind.is_image() {
                let target = Target::Page(self.site_id, self.page_id);
                return Resolved { tail: fragment.to_owned(), ..Resolved::new(target) }.into();
            }
            return Target::AsWritten.into();
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
        let written = Written { whole: &url, path: decoded, query, fragment, kind };
        if !written.path.starts_with(['/', '\\']) {
            return self.relative(&written);
        }
        let named = if self.is_alone() { None } else { self.places.path(&written.path) };
        if let Some(Ok(target)) = &named
            && Places::is_specific(target)
        {
            return Resolved { tail: written.tail(), ..Resolved::new(target.clone()) }.into();
        }
        let mut found = self.absolute(&written);
        if let (Target::Broken(_), Some(named)) = (&found.link.target, named) {
            return match named {
                Ok(target) => Resolved { tail: written.tail(), ..Resolved::new(target) }.into(),
                Err(why) => self.leads_nowhere(&url, &why),
            };
        }
        // What the site's host serves beside it is there once the site is published.
        let origin = self.site().rendering.site_origin.as_deref();
        if let (Target::Broken(_), Some(origin)) = (&found.link.target, origin)
            && !self.site().base.is_root()
            && written.path.starts_with('/')
            && !written.path.starts_with("//")
        {
            found.link = Resolved::new(Target::External(format!("{origin}{url}")));
        }
        found
    }

    /// Whether there is no portal around the page.
    fn is_alone(&self) -> bool {
        self.site().base.is_root()
    }

    /// Code that may name an entity.
    fn code(&self, text: &str) -> Found {
        match self.places.code(text).filter(|_| !self.is_alone()) {
            None => Target::NoLink.into(),
            Some(Ok(target)) => target.into(),
            Some(Err(why)) => {
                let mut found = self.leads_nowhere(text, &why);
                found.link = Resolved::new(Target::NoLink);
                // It may be an example.
                found.problem = found.problem.map(|problem| Problem {
                    level: Level::Unset,
                    severity: Some(Severity::Note),
                    ..problem
                });
                found
            }
        }
    }

    /// A URL with its host: the portal's own, a forge's, or any other.
    fn web(&self, url: String, kind: LinkKind) -> Found {
        if kind.is_image() && is_http(&url) {
            let problem = Problem {
                code: &codes::docs::HTTP_PICTURE,
                level: Level::Unset,
                severity: None,
                message: format!("`{url}` is loaded over http, which pages do not do"),
                help: Some("write `https://`, or put the file into the docs".to_owned()),
            };
            return Found { problem: Some(problem), ..Target::External(url).into() };
        }
        if self.is_alone() || kind.is_image() {
            return Target::External(url).into();
        }
        let tail = |from: &[char]| url.find(from).map_or(String::new(), |at| url[at..].to_owned());
        if let Some(named) = self
            .places
            .own_path(&url)
            .and_then(|path| self.places.path(&percent_decode_str(path).decode_utf8_lossy()))
        {
            return match named {
                Ok(target) => Resolved { tail: tail(&['?', '#']), ..Resolved::new(target) }.into(),
                Err(why) => self.leads_nowhere(&url, &why),
            };
        }
        match self.places.on_forge(&url, Some(self.site_id)) {
            // A page that links to its own file on the forge, without an anchor, means the source.
            Some(OnForge::Page(site, page))
                if (site, page) == (self.site_id, self.page_id) && !url.contains('#') =>
            {
                Target::External(url).into()
            }
            Some(OnForge::Page(site, page)) => {
                Resolved { tail: tail(&['#']), ..Resolved::new(Target::Page(site, page)) }.into()
            }
            Some(OnForge::Missing(path, repo)) => {
                let found =
                    self.leads_nowhere(&url, &format!("there is no `{path}` in the repository `{repo}`"));
                Found { link: Resolved::new(Target::External(url)), ..found }
            }
            None => Target::External(url).into(),
        }
    }

    /// A link into the portal that leads nowhere.
    fn leads_nowhere(&self, written: &str, why: &str) -> Found {
        let message = format!("`{written}` leads nowhere: {why}");
        let target = Target::Broken(message.clone());
        let level = self.site().rendering.validation.not_found;
        let problem = Problem { code: &codes::docs::PORTAL_LINK, level, severity: None, message, help: None };
        Found { problem: Some(problem), ..target.into() }
    }

    fn relative(&self, written: &Written<'_>) -> Found {
        let (site, page) = (self.site(), self.page());
        let index = &site.index;
        let src = normalise(folder(&page.src), &written.path);
        let is_html = written.kind.is_html();
        // A browser reads raw HTML from the page's address; whoever wrote it so for MkDocs meant that.
        let by_address =
            || normalise(folder(page.url.as_str()), &written.path).and_then(|url| index.url(&url));
        if is_html && let Some(target @ (Entry::Page(_) | Entry::Asset(_))) = by_address() {
            return self.leads(target, written);
        }
        if let Some(src) = &src {
            if let Some(target) = index.src(src) {
                let mut leads = self.leads(target, written);
                if is_html && matches!(target, Entry::Page(_)) {
                    leads.problem = Some(Problem {
                        code: &codes::docs::MENDED,
                        level: Level::Unset,
                        severity: None,
                        message: format!(
                            "`{}` in raw HTML is dead in TechDocs, which leaves it as it is",
                            written.whole
                        ),
                        help: Some("write a Markdown link".to_owned()),
                    });
                }
                return leads;
            }
            if let Some((target, whole)) = self.uncut(written) {
                let mut leads = self.leads(target, &whole);
                leads.problem = Some(self.cut(written, &whole));
                return leads;
            }
            if written.path.trim_end_matches('/') == "." && index.src(&join(src, "index.md")).is_none() {
                return self.leads(Entry::Page(self.page_id), written);
            }
        }
        if let Some(target) = by_address() {
            let mut leads = self.leads(target, written);
            leads.problem = self.as_address(target, written);
            return leads;
        }
        if let Some(src) = &src
            && let Some((target, real, code)) = self.guess(src)
        {
            let mut leads = self.leads(target, written);
            let instead = self.as_written_here(&real);
            let (message, level) = if code == &codes::docs::LINK_CASE {
                (format!("`{}` differs from the file in case", written.whole), Level::Unset)
            } else {
                let level = site.rendering.validation.unrecognized;
                (format!("`{}` is not a file", written.whole), level)
            };
            leads.problem = Some(Problem {
                code,
                level,
                severity: None,
                message,
                help: Some(format!("write `{instead}{}`", written.fragment)),
            });
            return leads;
        }
        self.in_repository(normalise(folder(&page.path), &written.path), written)
    }

    /// The file whose name holds the `?` or the `#` at which a URL is cut, and the link as it was meant.
    fn uncut<'w>(&self, written: &Written<'w>) -> Option<(Entry, Written<'w>)> {
        let Written { whole, query, fragment, kind, .. } = *written;
        let tail = &whole[whole.len() - query.len() - fragment.len()..];
        // The name ends with the link, or where its last fragment starts.
        let ends = [Some(tail.len()), tail.rfind('#')];
        ends.into_iter().flatten().filter(|end| *end > 0).find_map(|end| {
            let (rest, fragment) = tail.split_at(end);
            let path = written.path.clone() + &percent_decode_str(rest).decode_utf8_lossy();
            let target = self.site().index.src(&normalise(folder(&self.page().src), &path)?)?;
            Some((target, Written { whole, path, query: "", fragment, kind }))
        })
    }

    /// What is said of such a link, which MkDocs does not follow.
    fn cut(&self, written: &Written<'_>, whole: &Written<'_>) -> Problem {
        let (sign, what) = if written.query.is_empty() { ('#', "an anchor") } else { ('?', "a query") };
        Problem {
            code: &codes::docs::LINK_MENDED,
            level: self.site().rendering.validation.unrecognized,
            severity: None,
            message: format!("`{}` is a file, but in a link `{sign}` starts {what}", whole.path),
            help: Some(format!("write `{}{}`", for_markdown(&whole.path), whole.fragment)),
        }
    }

    /// A link that is written as the address it leads to works by luck of the site's shape.
    fn as_address(&self, target: Entry, written: &Written<'_>) -> Option<Problem> {
        let src = match target {
            Entry::Page(id) => &self.site().page(id).src,
            _ => return None,
        };
        Some(Problem {
            code: &codes::docs::LINK_MENDED,
            level: self.site().rendering.validation.unrecognized,
            severity: None,
            message: format!("`{}` is an address, not a file", written.whole),
            help: Some(format!("write `{}{}`", self.as_written_here(src), written.fragment)),
        })
    }

    /// What a path that is no file must mean.
    fn guess(&self, src: &str) -> Option<(Entry, String, &'static Code)> {
        let index = &self.site().index;
        let name = crate::path::file_name(src);
        if !name.contains('.') || src.is_empty() {
            for end in ["index.md", "README.md"] {
                let guess = join(src, end);
                if let Some(target) = index.src(&guess) {
                    return Some((target, guess, &codes::docs::LINK_MENDED));
                }
            }
        }
        if let Some((real, target)) = index.folded(src) {
            return Some((target, real.to_owned(), &codes::docs::LINK_CASE));
        }
        let stem = src.strip_suffix(".html").unwrap_or(src).trim_end_matches('/');
        for guess in [format!("{stem}.md"), format!("{}/index.md", stem.trim_end_matches("/index"))] {
            if let Some(target) = index.src(&guess) {
                return Some((target, guess, &codes::docs::LINK_MENDED));
            }
        }
        None
    }

    fn absolute(&self, written: &Written<'_>) -> Found {
        let site = self.site();
        let validation = &site.rendering.validation;
        let path = normalise("", &written.path).unwrap_or_default();
        let below = site
            .rendering
            .site_path
            .as_deref()
            .and_then(|prefix| path.strip_prefix(prefix)?.strip_prefix('/').or(Some("")));
        let index = &site.index;
        if validation.absolute_is_docs
            && let Some(target) = index.src(&path)
        {
            return self.leads(target, written);
        }
        // Where nobody set up a site, `/` is the repository, as on the forge.
        let from_repository = site.config_file.is_none()
            && self.places.files.is_file(&self.places.inventory.repo(site.repo).root, &path);
        let in_site = || {
            index
                .url(&path)
                .or_else(|| below.and_then(|below| index.url(below)))
                .or_else(|| index.src(&path))
                .or_else(|| index.path(&path))
                .or_else(|| index.src(&format!("{path}.md")))
        };
        let target = if from_repository { index.path(&path) } else { in_site() };
        let mut problem = Problem {
            code: &codes::docs::ABSOLUTE_LINK,
            level: validation.absolute,
            severity: None,
            message: format!("`{}` is absolute", written.whole),
            help: Some("write it relative to this file".to_owned()),
        };
        let Some(target) = target else {
            let in_repository = self.in_repository(Some(path), written);
            if in_repository.problem.is_none() {
                return Found { problem: Some(problem), ..in_repository };
            }
            let target = Target::Broken(problem.message.clone());
            return Found { problem: Some(problem), ..target.into() };
        };
        let src = match target {
            Entry::Page(id) => Some(site.page(id).src.as_str()),
            Entry::Asset(at) => Some(site.assets[at].url.as_str()),
            Entry::Excluded | Entry::Withheld => None,
        };
        if let Some(src) = src {
            problem.help = Some(format!("write `{}{}`", self.as_written_here(src), written.fragment));
        }
        let found = self.leads(target, written);
        let link = match found.link.target {
            Target::Broken(_) => Resolved::new(Target::Broken(problem.message.clone())),
            _ => found.link,
        };
        Found { link, problem: Some(problem), shows: found.shows }
    }

    /// A file of the repository that is not part of this site: another site's page, an image that is brought in,
    /// or the repository's web view.
    fn in_repository(&self, path: Option<String>, written: &Written<'_>) -> Found {
        let site = self.site();
        let repo = self.places.inventory.repo(site.repo);
        let Some(path) = path else { return self.beside(written) };
        if let Some((site, page)) = self.places.repository_page(site.repo, &path, Some(self.site_id)) {
            return Resolved { tail: written.tail(), ..Resolved::new(Target::Page(site, page)) }.into();
        }
        let is_file = self.places.files.is_file(&repo.root, &path);
        let is_shown = written.kind.is_image();
        if is_file && is_shown && is_image(&path) {
            let mut start = None;
            if let Ok(bytes) = self.places.files.read_start(&repo.root, &path, image::ENOUGH) {
                start = image::size(&bytes);
            }
            let target = Target::Asset(self.site_id, SitePath::new(format!("{OUTSIDE}/{path}")));
            let link = Resolved { target, tail: written.tail(), size: start };
            return Found { link, problem: None, shows: Some(path) };
        }
        if !is_file
            && (path.is_empty() || self.places.files.locate(&repo.root, "", &path).is_err())
            && !path.is_empty()
        {
            let help = self.did_you_mean(written);
            return self.broken(format!("`{}` leads nowhere: there is no `{path}`", written.whole), help);
        }
        let page = if is_file { FilePage::View } else { FilePage::Folder };
        match site.rendering.remote.as_ref().and_then(|remote| remote.url(page, &path)) {
            Some(url) => {
                let tail = written.fragment.to_owned();
                Resolved { tail, ..Resolved::new(Target::RepositoryFile(url)) }.into()
            }
            None => self.broken(
                format!("`{}` leads out of the docs, to `{path}`", written.whole),
                Some(
                    "set `repo_url` in mkdocs.yml, so that it can lead to the repository's web view"
                        .to_owned(),
                ),
            ),
        }
    }

    /// A path that leaves the repository: into another one whose checkout lies beside it.
    fn beside(&self, written: &Written<'_>) -> Found {
        let own = self.site().repo;
        let leaves = || self.broken(format!("`{}` leaves the repository", written.whole), None);
        if self.is_alone() {
            return leaves();
        }
        let Some((repo, path)) = self.places.beside(own, folder(&self.page().path), &written.path) else {
            return leaves();
        };
        if repo == own {
            return self.in_repository(Some(path), written);
        }
        if let Some((site, page)) = self.places.repository_page(repo, &path, None) {
            return Resolved { tail: written.tail(), ..Resolved::new(Target::Page(site, page)) }.into();
        }
        let repo = self.places.inventory.repo(repo);
        let is_file = self.places.files.is_file(&repo.root, &path);
        if !is_file && self.places.files.locate(&repo.root, "", &path).is_err() {
            let why = format!("there is no `{path}` in the repository `{}`", repo.name);
            return self.leads_nowhere(written.whole, &why);
        }
        let page = if is_file { FilePage::View } else { FilePage::Folder };
        match repo.remote.as_ref().and_then(|remote| remote.url(page, &path)) {
            Some(url) => {
                let tail = written.fragment.to_owned();
                Resolved { tail, ..Resolved::new(Target::RepositoryFile(url)) }.into()
            }
            None => leaves(),
        }
    }

    fn did_you_mean(&self, written: &Written<'_>) -> Option<String> {
        let path = &written.path;
        if path.contains('@') && !path.contains('/') {
            return Some(format!("did you mean `mailto:{path}`?"));
        }
        if path.starts_with("www.") {
            return Some(format!("did you mean `https://{path}`?"));
        }
        let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
        let stem = name.split('.').next().filter(|stem| stem.len() > 2)?;
        let mut fits = self.site().pages.iter().filter(|page| crate::path::stem(&page.src) == stem);
        match (fits.next(), fits.next()) {
            (Some(page), None) => Some(format!("did you mean `{}`?", self.as_written_here(&page.src))),
            _ => None,
        }
    }

    fn broken(&self, message: String, help: Option<String>) -> Found {
        let target = Target::Broken(message.clone());
        let level = self.site().rendering.validation.not_found;
        let problem = Problem { code: &codes::docs::DEAD_LINK, level, severity: None, message, help };
        Found { problem: Some(problem), ..target.into() }
    }

    fn leads(&self, entry: Entry, written: &Written<'_>) -> Found {
        self.leads_to(self.site_id, entry, written)
    }

    fn leads_to(&self, site_id: SiteId, entry: Entry, written: &Written<'_>) -> Found {
        let site = &self.places.sites[site_id.0];
        let mut size = None;
        let target = match entry {
            Entry::Page(id) => Target::Page(site_id, id),
            Entry::Asset(at) => {
                size = if written.kind.is_image() { self.size(site, at) } else { None };
                Target::Asset(site_id, site.assets[at].url.clone())
            }
            Entry::Withheld => return self.withheld(site, written),
            Entry::Excluded => {
                return self.broken(
                    format!("`{}` leads to a file that is excluded from the site", written.whole),
                    Some("remove the link, or the pattern in `exclude_docs`".to_owned()),
                );
            }
        };
        Resolved { target, tail: written.tail(), size }.into()
    }

    /// A file that is not published, as it could run in a reader's browser; that is reported at the file. Its page on the forge shows it.
    fn withheld(&self, site: &DocSite, written: &Written<'_>) -> Found {
        let path = normalise(folder(&self.page().path), &written.path);
        let remote = site.rendering.remote.as_ref();
        match path.as_deref().zip(remote).and_then(|(path, remote)| remote.url(FilePage::View, path)) {
            Some(url) if !written.kind.is_image() => Target::RepositoryFile(url).into(),
            _ => Target::Broken(format!("`{}` is not published: it could run scripts", written.whole)).into(),
        }
    }

    fn size(&self, site: &DocSite, at: usize) -> Option<(u32, u32)> {
        let asset = &site.assets[at];
        *asset.size.get_or_init(|| {
            if !is_image(asset.url.as_str()) {
                return None;
            }
            let root = &self.places.inventory.repo(site.repo).root;
            image::size(&self.places.files.read_start(root, &asset.path, image::ENOUGH).ok()?)
        })
    }

    /// A path below the docs folder as this page would write it.
    fn as_written_here(&self, src: &str) -> String {
        for_markdown(&relative(&self.page().src, src)).into_owned()
    }
}

/// Whether a URL names http, not https.
fn is_http(url: &str) -> bool {
    url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:"))
}
