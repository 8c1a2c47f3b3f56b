//! What surrounds the content of every page: head, header, breadcrumbs.
//!
//! In: a page's path and titles. Out: the context that `base.html` needs. Never: anything of the content.

use serde::Serialize;

use super::links::{Here, TextLink};
use crate::language::{Direction, Language};
use crate::url::SitePath;

/// Context of `base.html`.
#[derive(Debug, Default, Serialize)]
pub(super) struct Frame {
    /// Language of what the page says.
    pub lang: String,
    /// Which way that is written, where it is not from left to right.
    pub dir: &'static str,
    /// For the title bar.
    pub title: String,
    /// For search engines and previews; may be empty.
    pub description: String,
    /// `../../`, from this page to the portal's root; empty at the root.
    pub root: String,
    /// The same for scripts; another only where the page knows its absolute address.
    pub scripts_root: String,
    /// Which entry of the main navigation is lit.
    pub section: &'static str,
    /// From the portal's root to here, without this page itself.
    pub crumbs: Vec<TextLink>,
    /// Absolute URL, where the portal knows its own.
    pub canonical: String,
    /// Link to the Markdown alternate of this page; may be empty.
    pub alternate: String,
    /// Scripts besides the common ones.
    pub scripts: Vec<String>,
    /// What this page is, for stars and recent pages: an entity's reference, or empty.
    pub reference: String,
    /// Class of `body`.
    pub layout: &'static str,
}

impl Frame {
    /// The frame of the page at `here`.
    pub(super) fn new(here: Here<'_>, title: impl Into<String>, section: &'static str) -> Self {
        let canonical = here.model.config.base_url.as_deref().map_or_else(String::new, |base| {
            format!("{}/{}", base.trim_end_matches('/'), here.path.encoded())
        });
        let root = "../".repeat(here.path.depth());
        let title = title.into();
        let frame = Self { title, scripts_root: root.clone(), root, section, canonical, ..Self::default() };
        let alone = here.model.plan.site.and_then(|site| here.model.sites[site.0].language.as_ref());
        frame.language(alone.unwrap_or(&here.model.config.theme.language))
    }

    /// A breadcrumb.
    pub(super) fn crumb(mut self, text: impl Into<String>, href: String) -> Self {
        self.crumbs.push(TextLink { href, text: text.into() });
        self
    }

    /// What the page is about, in a sentence.
    pub(super) fn about(mut self, description: &str) -> Self {
        self.description = super::text::summary(Some(description), 200);
        self
    }

    /// What the page says is in this language.
    pub(super) fn language(mut self, language: &Language) -> Self {
        self.lang.clone_from(&language.tag);
        self.dir = match language.direction {
            Direction::Ltr => "",
            Direction::Rtl => language.direction.as_str(),
        };
        self
    }

    /// The page has a Markdown alternate: that of `first`, the page itself or the one that speaks for it.
    pub(super) fn alternate(mut self, here: Here<'_>, first: &SitePath) -> Self {
        self.alternate = here.to(&first.alternate());
        self
    }

    /// The layout's class.
    pub(super) fn layout(mut self, layout: &'static str) -> Self {
        self.layout = layout;
        self
    }
}
