//! `markdown_extensions` as types.
//!
//! In: extensions by name with their options as written in mkdocs.yml. Out: [`Options`]: techdocs-core 1.7's
//! defaults with what the author set on top (its merge rule: the author wins, option by option).
//! Never: refuses: a name that means nothing here is listed in [`Options::unknown`] for whoever reports it.

mod read;

use std::collections::BTreeMap;

pub(crate) use read::nearest_extension;
pub(super) use read::truth;

use super::extensions::Extensions;
use super::slug::Slug;
use crate::url::UrlPolicy;

/// What mkdocs.yml, and the portal's configuration, set for every page of a site.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// Headings.
    pub toc: Toc,
    /// Code blocks.
    pub code: Code,
    /// `custom_fences` of `pymdownx.superfences`: language → what it becomes.
    pub fences: BTreeMap<String, Fence>,
    /// Ids of tabs from their titles (`pymdownx.tabbed: slugify`).
    pub tab_slug: Option<Slug>,
    /// Tab ids start with the id of the heading above (`combine_header_slug`).
    pub tab_with_heading: bool,
    /// Texts put after every page (`pymdownx.snippets: auto_append`).
    pub append: Vec<String>,
    /// Sections that snippets cut out lose their common indentation.
    pub dedent_sections: bool,
    /// `:material-x:` and the other icon sets.
    pub icons: bool,
    /// `$x$`, `\(x\)`.
    pub math: Option<Math>,
    /// Bare addresses become links.
    pub links: Option<MagicLinks>,
    /// `(c)`, `-->`, `1/2`, `1st`.
    pub symbols: Symbols,
    /// Those that stand in a file of their own.
    pub extensions: Extensions,
    /// Every line end is a line break.
    pub line_breaks: bool,
    /// Check boxes can be clicked.
    pub clickable: bool,
    /// A `#` needs a blank after it to be a heading.
    pub sane_headers: bool,
    /// Word → meaning for every page (`abbr: glossary`).
    pub glossary: BTreeMap<String, String>,
    /// An id that an author gives twice stays the first's alone; else it is written as often as it was given.
    pub unique_ids: bool,
    /// `{++x++}`: what is shown of it.
    pub critic: Critic,
    /// Indented code may begin with `:::language` or `#!language` (`codehilite`).
    pub headed_code: bool,
    /// What the portal's configuration lets through.
    pub urls: UrlPolicy,
    /// Names that mean nothing here.
    pub unknown: Vec<String>,
}

/// Headings, ids and the table of contents.
#[derive(Debug, Clone)]
pub(crate) struct Toc {
    /// How a title becomes an id.
    pub slug: Slug,
    /// Between words in an id.
    pub separator: char,
    /// A link to itself after every heading.
    pub permalink: bool,
    /// Every heading is a link to itself.
    pub anchorlink: bool,
    /// Levels that the table of contents shows.
    pub levels: (u8, u8),
    /// Added to every level.
    pub shift: u8,
    /// The paragraph that is replaced by a table of contents.
    pub marker: String,
    /// Its title.
    pub title: Option<String>,
}

/// Code blocks.
#[derive(Debug, Clone, Default)]
pub(crate) struct Code {
    /// Line numbers asked for by the author (techdocs-core's own default is not followed: numbers nobody asked
    /// for make pages heavy and copies dirty).
    pub line_numbers: bool,
    /// The language's name as title.
    pub auto_title: bool,
    /// Language of a block that names none.
    pub default_language: Option<String>,
}

/// What a custom fence becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fence {
    /// `class` of the element.
    pub class: String,
    /// `fence_div_format`: a `div`, else `pre > code`.
    pub div: bool,
}

/// `pymdownx.arithmatex`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Math {
    /// `$` only counts beside something that is not a blank.
    pub smart_dollar: bool,
}

/// `pymdownx.magiclink`.
#[derive(Debug, Clone, Default)]
pub(crate) struct MagicLinks {
    /// `#12` leads to an issue.
    pub shorthand: bool,
    /// `@name` leads to a person.
    pub social: bool,
    /// Addresses of repositories are shown short.
    pub shorten: bool,
    /// Changes and discussions are marked `#` like issues (`normalize_issue_symbols`).
    pub normalize: bool,
    /// `http://` is not shown.
    pub hide_protocol: bool,
    /// `github`, `gitlab`, `bitbucket`.
    pub provider: String,
    /// Default owner.
    pub user: String,
    /// Default repository.
    pub repo: String,
}

/// `pymdownx.smartsymbols`: which of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Symbols {
    /// `(tm)`.
    pub trademark: bool,
    /// `(c)`.
    pub copyright: bool,
    /// `(r)`.
    pub registered: bool,
    /// `+/-`.
    pub plusminus: bool,
    /// `-->`.
    pub arrows: bool,
    /// `=/=`.
    pub notequal: bool,
    /// `1/2`.
    pub fractions: bool,
    /// `1st`.
    pub ordinals: bool,
    /// `c/o`.
    pub care_of: bool,
}

/// `pymdownx.critic: mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Critic {
    /// Both sides of a change.
    View,
    /// As if accepted.
    Accept,
    /// As if rejected.
    Reject,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            toc: Toc {
                slug: Slug::Python,
                separator: '-',
                permalink: true,
                anchorlink: false,
                levels: (1, 6),
                shift: 0,
                marker: "[TOC]".to_owned(),
                title: None,
            },
            code: Code::default(),
            fences: BTreeMap::new(),
            tab_slug: None,
            tab_with_heading: false,
            append: Vec::new(),
            dedent_sections: false,
            icons: false,
            math: None,
            links: Some(MagicLinks { provider: "github".to_owned(), ..MagicLinks::default() }),
            symbols: Symbols {
                trademark: true,
                copyright: true,
                registered: true,
                plusminus: true,
                arrows: true,
                notequal: true,
                fractions: true,
                ordinals: true,
                care_of: true,
            },
            extensions: Extensions::default(),
            line_breaks: false,
            clickable: false,
            sane_headers: false,
            glossary: BTreeMap::new(),
            unique_ids: false,
            critic: Critic::View,
            headed_code: false,
            urls: UrlPolicy::default(),
            unknown: Vec::new(),
        }
    }
}
