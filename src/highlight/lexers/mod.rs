//! Lexers of ours: one pass, no backtracking.
//!
//! In: code. Out: tokens, in order, that together are the code. Never: fails: what it does not know is plain.

pub(crate) mod c_like;
mod console;
mod css;
mod diff;
mod docker;
mod ini;
mod json;
mod markdown;
mod markup;
mod scan;
pub(crate) mod scripts;
mod words;
mod yaml;

pub(crate) use words::Words;

use std::sync::LazyLock;

use super::Lines;

/// One lexer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lexer {
    /// YAML.
    Yaml,
    /// JSON, with comments.
    Json,
    /// Unified diffs.
    Diff,
    /// A prompt, commands and what they print.
    Console,
    /// HTML and XML.
    Markup,
    /// CSS and its relatives.
    Css,
    /// Keys and values in sections: TOML, INI, properties.
    Ini,
    /// Dockerfiles.
    Docker,
    /// Markdown.
    Markdown,
    /// A language of words, by its table.
    Words(&'static LazyLock<Words>),
}

impl Lexer {
    /// Runs over `code`.
    pub(crate) fn run(self, code: &str, out: &mut Lines) {
        match self {
            Self::Yaml => yaml::run(code, out),
            Self::Json => json::run(code, out),
            Self::Diff => diff::run(code, out),
            Self::Console => console::run(code, out),
            Self::Markup => markup::run(code, out),
            Self::Css => css::run(code, out),
            Self::Ini => ini::run(code, out),
            Self::Docker => docker::run(code, out),
            Self::Markdown => markdown::run(code, out),
            Self::Words(words) => words.run(code, out),
        }
    }
}
