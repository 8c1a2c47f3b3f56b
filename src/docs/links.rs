//! Where a link of a page leads.
//!
//! In: a link as written, the page, its site and the others. Out: what to write instead, and what is wrong.
//! Never: scans a list: every look is into a map, or at one file.

use percent_encoding::percent_decode_str;

use super::address::{folder, join};
use super::index::Target;
use super::mkdocs::Level;
use super::readme::is_image;
use super::{DocSite, Page, PageId, SiteId, dead, image};
use crate::crawl::Inventory;
use crate::diag::codes::{self, Code};
use crate::forge::FilePage;
use crate::markdown::LinkKind;
use crate::source::{Files, normalise};
use crate::url::{SafeUrl, SitePath, relative, safe_url};

/// A page and everything a link may lead to.
#[derive(Clone, Copy)]
pub(super) struct Links<'a> {
    pub(super) files: &'a Files,
    pub(super) inventory: &'a Inventory,
    pub(super) sites: &'a [DocSite],
    pub(super) site_id: SiteId,
    pub(super) page_id: PageId,
}

/// What a link means.
#[derive(Debug, Default)]
pub(super) struct Leads {
    /// What to write; `None` leaves it.
    pub(super) url: Option<String>,
    /// Key of the page whose anchor is to be checked; empty for this page.
    pub(super) page: Option<String>,
    /// Width and height.
    pub(super) size: Option<(u32, u32)>,
    /// What is wrong.
    pub(super) problem: Option<Problem>,
    /// Why it leads nowhere, for readers.
    pub(super) dead: Option<String>,
    /// A file outside the docs folder that the page shows: its path in the repository.
    pub(super) shows: Option<String>,
}

/// What is wrong with a link.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) code: &'static Code,
    pub(super) level: Level,
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

/// Where files outside the docs folder stand below a site.
pub(super) const OUTSIDE: &str = "_repository";

impl<'a> Links<'a> {
    fn site(&self) -> &'a DocSite {
        &self.sites[self.site_id.0]
    }

    fn page(&self) -> &'a Page {
        self.site().page(self.page_id)
    }

    /// Looks a link up.
    pub(super) fn resolve(&self, url: &str, kind: LinkKind) -> Leads {
        let SafeUrl::Relative(url) = safe_url(url) else { return Leads::default() };
        let (rest, fragment) = url.find('#').map_or((url.as_str(), ""), |at| url.split_at(at));
        let (path, query) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
        if path.is_empty() {
            let page = (fragment.len() > 1).then(String::new);
            return Leads { page, ..Leads::default() };
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
        let written = Written { whole: &url, path: decoded, query, fragment, kind };
        let mut leads = if written.path.starts_with(['/', '\\']) {
            self.absolute(&written)
        } else {
            self.relative(&written)
        };
        if leads.url.is_none() {
            let site = self.site();
            let from = (!site.base.is_root()).then(|| self.address());
            let origin = site.rendering.site_origin.as_deref();
            dead::lead_on(&mut leads, &written, from.as_ref(), origin);
        }
        leads
    }

    /// Where this page stands in the portal.
    fn address(&self) -> SitePath {
        self.site().page_path(self.page_id)
    }

    fn relative(&self, written: &Written<'_>) -> Leads {
        let (site, page) = (self.site(), self.page());
        let index = &site.index;
        let src = normalise(folder(&page.src), &written.path);
        let is_html = matches!(written.kind, LinkKind::HtmlLink | LinkKind::HtmlImage);
        // A browser reads raw HTML from the page's address; whoever wrote it so for MkDocs meant that.
        let by_address =
            || normalise(folder(page.url.as_str()), &written.path).and_then(|url| index.url(&url));
        if is_html && let Some(target @ (Target::Page(_) | Target::Asset(_))) = by_address() {
            return self.leads(target, written);
        }
        if let Some(src) = &src {
            if let Some(target) = index.src(src) {
                let mut leads = self.leads(target, written);
                if is_html && matches!(target, Target::Page(_)) {
                    leads.problem = Some(Problem {
                        code: &codes::docs::MENDED,
                        level: Level::Unset,
                        message: format!(
                            "`{}` in raw HTML is dead in TechDocs, which leaves it as it is",
                            written.whole
                        ),
                        help: Some("write a Markdown link".to_owned()),
                    });
                }
                return leads;
            }
            if written.path.trim_end_matches('/') == "." && index.src(&join(src, "index.md")).is_none() {
                return self.leads(Target::Page(self.page_id), written);
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
                message,
                help: Some(format!("write `{instead}{}`", written.fragment)),
            });
            return leads;
        }
        self.in_repository(normalise(folder(&page.path), &written.path), written)
    }

    /// A link that is written as the address it leads to works by luck of the site's shape.
    fn as_address(&self, target: Target, written: &Written<'_>) -> Option<Problem> {
        let src = match target {
            Target::Page(id) => &self.site().page(id).src,
            _ => return None,
        };
        Some(Problem {
            code: &codes::docs::LINK_MENDED,
            level: self.site().rendering.validation.unrecognized,
            message: format!("`{}` is an address, not a file", written.whole),
            help: Some(format!("write `{}{}`", self.as_written_here(src), written.fragment)),
        })
    }

    /// What a path that is no file must mean.
    fn guess(&self, src: &str) -> Option<(Target, String, &'static Code)> {
        let index = &self.site().index;
        let name = src.rsplit('/').next().unwrap_or(src);
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

    fn absolute(&self, written: &Written<'_>) -> Leads {
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
        let target = index
            .url(&path)
            .or_else(|| below.and_then(|below| index.url(below)))
            .or_else(|| index.src(&path))
            .or_else(|| index.path(&path))
            .or_else(|| index.src(&format!("{path}.md")));
        let mut problem = Problem {
            code: &codes::docs::ABSOLUTE_LINK,
            level: validation.absolute,
            message: format!("`{}` is absolute", written.whole),
            help: Some("write it relative to this file".to_owned()),
        };
        let Some(target) = target else {
            let in_repository = self.in_repository(Some(path), written);
            if in_repository.problem.is_none() {
                return Leads { problem: Some(problem), ..in_repository };
            }
            return Leads { problem: Some(problem), ..Leads::default() };
        };
        let src = match target {
            Target::Page(id) => Some(site.page(id).src.as_str()),
            Target::Asset(at) => Some(site.assets[at].url.as_str()),
            Target::Excluded => None,
        };
        if let Some(src) = src {
            problem.help = Some(format!("write `{}{}`", self.as_written_here(src), written.fragment));
        }
        Leads { problem: Some(problem), ..self.leads(target, written) }
    }

    /// A file of the repository that is not part of this site: another site's page, an image that is brought in,
    /// or the repository's web view.
    fn in_repository(&self, path: Option<String>, written: &Written<'_>) -> Leads {
        let site = self.site();
        let repo = self.inventory.repo(site.repo);
        let dead = |message: String, help: Option<String>| Leads {
            problem: Some(Problem {
                code: &codes::docs::DEAD_LINK,
                level: site.rendering.validation.not_found,
                message,
                help,
            }),
            ..Leads::default()
        };
        let Some(path) = path else {
            return dead(format!("`{}` leaves the repository", written.whole), None);
        };
        for (number, other) in self.sites.iter().enumerate() {
            if other.repo == site.repo
                && number != self.site_id.0
                && let Some(target) = page_of(other, &path)
            {
                return self.leads_to(SiteId(number), target, written);
            }
        }
        let is_file = self.files.is_file(&repo.root, &path);
        let is_shown = matches!(written.kind, LinkKind::Image | LinkKind::HtmlImage);
        if is_file && is_shown && is_image(&path) {
            let mut start = None;
            if let Ok(bytes) = self.files.read_start(&repo.root, &path, image::ENOUGH) {
                start = image::size(&bytes);
            }
            let to = site.base.join(format!("{OUTSIDE}/{path}"));
            return Leads {
                url: Some(self.relative_to(&to, written)),
                size: start,
                shows: Some(path),
                ..Leads::default()
            };
        }
        if !is_file
            && (path.is_empty() || self.files.locate(&repo.root, "", &path).is_err())
            && !path.is_empty()
        {
            let help = self.did_you_mean(written);
            return dead(format!("`{}` leads nowhere: there is no `{path}`", written.whole), help);
        }
        let page = if is_file { FilePage::View } else { FilePage::Folder };
        match site.rendering.remote.as_ref().and_then(|remote| remote.url(page, &path)) {
            Some(url) => Leads { url: Some(format!("{url}{}", written.fragment)), ..Leads::default() },
            None => dead(
                format!("`{}` leads out of the docs, to `{path}`", written.whole),
                Some(
                    "set `repo_url` in mkdocs.yml, so that it can lead to the repository's web view"
                        .to_owned(),
                ),
            ),
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
        let mut fits = self.site().pages.iter().filter(|page| super::address::stem(&page.src) == stem);
        match (fits.next(), fits.next()) {
            (Some(page), None) => Some(format!("did you mean `{}`?", self.as_written_here(&page.src))),
            _ => None,
        }
    }

    fn leads(&self, target: Target, written: &Written<'_>) -> Leads {
        self.leads_to(self.site_id, target, written)
    }

    fn leads_to(&self, site_id: SiteId, target: Target, written: &Written<'_>) -> Leads {
        let site = &self.sites[site_id.0];
        match target {
            Target::Page(id) => {
                let is_here = site_id == self.site_id && id == self.page_id;
                let key = match (is_here, site_id == self.site_id) {
                    (true, _) => String::new(),
                    (_, true) => id.0.to_string(),
                    _ => format!("{}/{}", site_id.0, id.0),
                };
                let page = (written.fragment.len() > 1).then_some(key);
                if is_here && written.fragment.len() > 1 {
                    return Leads { url: Some(written.fragment.to_owned()), page, ..Leads::default() };
                }
                Leads { url: Some(self.relative_to(&site.page_path(id), written)), page, ..Leads::default() }
            }
            Target::Asset(at) => {
                let asset = &site.assets[at];
                let is_shown = matches!(written.kind, LinkKind::Image | LinkKind::HtmlImage);
                let size = if is_shown { self.size(site, at) } else { None };
                let to = site.base.join(&asset.url);
                Leads { url: Some(self.relative_to(&to, written)), size, ..Leads::default() }
            }
            Target::Excluded => Leads {
                problem: Some(Problem {
                    code: &codes::docs::DEAD_LINK,
                    level: site.rendering.validation.not_found,
                    message: format!("`{}` leads to a file that is excluded from the site", written.whole),
                    help: Some("remove the link, or the pattern in `exclude_docs`".to_owned()),
                }),
                ..Leads::default()
            },
        }
    }

    fn size(&self, site: &DocSite, at: usize) -> Option<(u32, u32)> {
        let asset = &site.assets[at];
        *asset.size.get_or_init(|| {
            if !is_image(asset.url.as_str()) {
                return None;
            }
            let root = &self.inventory.repo(site.repo).root;
            image::size(&self.files.read_start(root, &asset.path, image::ENOUGH).ok()?)
        })
    }

    /// A link from this page to another place of the portal.
    fn relative_to(&self, to: &SitePath, written: &Written<'_>) -> String {
        let mut url = self.address().link_to(to);
        url.push_str(written.query);
        url.push_str(written.fragment);
        url
    }

    /// A path below the docs folder as this page would write it.
    fn as_written_here(&self, src: &str) -> String {
        relative(&self.page().src, src)
    }
}

/// The page of a site for a path of the repository: the page itself, or the index of the folder.
fn page_of(site: &DocSite, path: &str) -> Option<Target> {
    let is_page = |target: &Target| matches!(target, Target::Page(_));
    site.index.path(path).filter(is_page).or_else(|| {
        ["index.md", "README.md"]
            .into_iter()
            .find_map(|name| site.index.path(&join(path, name)).filter(is_page))
    })
}
