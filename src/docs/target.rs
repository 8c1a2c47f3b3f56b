//! What a link means, and its address from a page that shows it.
//!
//! In: made by `links`, once every site and entity is known. Out: an address, worked out when a page is rendered, since only
//! then its own place is known. Never: looks anything up by name: that is done.

use super::{DocSite, PageId, SiteId, broken};
use crate::catalog::{Catalog, EntityId};
use crate::markdown::{Address, LinkKind};
use crate::url::SitePath;

/// What a link means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A page of docs, of the link's own site or another.
    Page(SiteId, PageId),
    /// A file that is copied with a site, by its path below the site's base.
    Asset(SiteId, SitePath),
    /// The page of an entity.
    Entity(EntityId),
    /// A page of the portal that is neither.
    Portal(SitePath),
    /// A file or folder of a crawled repository that is no page, by its address on the forge.
    RepositoryFile(String),
    /// An address of another host.
    External(String),
    /// Nothing is known about it: it stays as its author wrote it.
    AsWritten,
    /// It leads nowhere, for this reason.
    Broken(String),
    /// It was no link, but what could have been one.
    NoLink,
}

/// A link that is resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    /// What it means.
    pub target: Target,
    /// `?query#fragment` as written.
    pub tail: String,
    /// Width and height of an image, where they are known.
    pub size: Option<(u32, u32)>,
}

/// Where a link is seen from.
#[derive(Clone, Copy)]
pub(crate) struct Viewpoint<'v> {
    /// Every site.
    pub sites: &'v [DocSite],
    /// Every entity.
    pub catalog: &'v Catalog,
    /// Site path of the page that shows the link.
    pub path: &'v SitePath,
    /// The page of docs that it is.
    pub page: Option<(SiteId, PageId)>,
    /// Whether there is no portal around the page.
    pub alone: bool,
}

impl Resolved {
    /// A target without query and fragment.
    pub(super) fn new(target: Target) -> Self {
        Self { target, tail: String::new(), size: None }
    }

    /// The fragment that is named, decoded; `None` where none is.
    pub(super) fn fragment(&self) -> Option<String> {
        let (_, fragment) = self.tail.split_once('#')?;
        let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        (!fragment.is_empty()).then(|| fragment.into_owned())
    }

    /// The link's address from a page; `written` and `kind` are the link as its author wrote it.
    pub(crate) fn address(&self, written: &str, kind: LinkKind, from: Viewpoint<'_>) -> Address {
        let url = |url: String| Address { url: Some(url), size: self.size, broken: None };
        let to = |path: &SitePath| url(from.path.link_to(path) + &self.tail);
        match &self.target {
            Target::Page(site, page) => {
                if from.page == Some((*site, *page))
                    && let Some(at) = self.tail.find('#')
                    && (self.tail.len() > at + 1 || at == 0)
                {
                    return url(self.tail[at..].to_owned());
                }
                to(&from.sites[site.0].page_path(*page))
            }
            Target::Asset(site, below) => to(&from.sites[site.0].base.join(below)),
            Target::Entity(id) => to(&from.catalog.entity(*id).site_path()),
            Target::Portal(path) => to(path),
            Target::RepositoryFile(address) => url(format!("{address}{}", self.tail)),
            Target::External(address) => url(address.clone()),
            Target::AsWritten => url(written.to_owned()),
            Target::Broken(reason) => {
                let address =
                    if from.alone { written.to_owned() } else { broken::instead(written, kind, from.path) };
                Address { url: Some(address), size: None, broken: Some(broken::reason(reason)) }
            }
            Target::NoLink => Address { url: None, ..Address::default() },
        }
    }
}
