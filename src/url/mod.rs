//! Site paths, relative links and safe URLs.
//!
//! In: places of the site (`docs/default/component/a/guide/`), URLs that authors wrote.
//! Out: links between pages, and URLs that are safe to put into `href` and `src`.
//! Never: lets a scheme through that is not on the list.

mod encode;
mod page_number;
mod places;
mod policy;
mod relative;
mod safe;
mod site_link;
mod site_path;

pub(crate) use encode::{URI_PATH, encoded, for_markdown};
pub(crate) use page_number::PageNumber;
pub(crate) use policy::{HostList, UrlPolicy};
pub(crate) use relative::relative;
pub(crate) use safe::{SafeUrl, host, outside, safe_url, with_scheme};
pub(crate) use site_link::SiteLink;
pub(crate) use site_path::SitePath;
