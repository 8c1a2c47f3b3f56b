//! Codes, a file for each stage that finds things.
//!
//! In: nothing. Out: for each code its id, name, severity and what `backlot explain` says of it.
//! Never: reuses the id of a code that is gone.
//!
//! Named by their stage: `codes::source::NOT_UTF8`. Ids: `BL1xx` files, crawl and YAML · `BL2xx` catalog, as Backstage refuses it · `BL3xx` catalog lint, beyond
//! Backstage · `BL4xx` mkdocs.yml, doc sites and their pages · `BL6xx` site and theme · `BL7xx` configuration ·
//! `BL8xx` API definitions.

pub(crate) mod api;
pub(crate) mod catalog;
pub(crate) mod config;
pub(crate) mod docs;
pub(crate) mod lint;
pub(crate) mod pages;
pub(crate) mod site;
pub(crate) mod source;

use std::collections::BTreeMap;

use super::Severity;

/// A kind of finding. Written down once, as a `static` in the file of its stage.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `BL` and three digits; stable for ever.
    pub id: &'static str,
    /// A name in kebab-case, for configuration and for people.
    pub name: &'static str,
    /// How bad it is unless configured otherwise.
    pub severity: Severity,
    /// Half a line: what it is about.
    pub summary: &'static str,
    /// Markdown: why it matters, what Backstage or MkDocs does, a bad and a good example.
    pub explain: &'static str,
}

impl Code {
    /// Whether it is called so by id or name, whatever the case.
    pub(crate) fn is_called(&self, text: &str) -> bool {
        self.id.eq_ignore_ascii_case(text) || self.name.eq_ignore_ascii_case(text)
    }

    /// Whether configuration's `rules` say something of it.
    pub(crate) fn is_set(&self, rules: &BTreeMap<String, String>) -> bool {
        rules.keys().any(|key| self.is_called(key))
    }
}

/// Told only where the configuration's `rules` ask for them: they are no mistakes, and there are many.
pub(crate) static QUIET: &[&Code] = &[&docs::MENDED];

/// The codes of this folder. [`rules`](crate::rules) knows those that stand beside their rules too.
pub(crate) fn all() -> impl Iterator<Item = &'static Code> {
    [source::ALL, catalog::ALL, lint::ALL, docs::ALL, pages::ALL, site::ALL, config::ALL, api::ALL]
        .into_iter()
        .flatten()
        .copied()
}
