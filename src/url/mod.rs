//! Site paths, relative links and safe URLs.
//!
//! In: paths below the site (`docs/default/component/a/guide/`), URLs that authors wrote.
//! Out: relative links, and URLs that are safe to put into `href` and `src`.
//! Never: lets a scheme through that is not on the list.

mod relative;
mod safe;

pub(crate) use relative::relative;
pub(crate) use safe::{SafeUrl, safe_url};
