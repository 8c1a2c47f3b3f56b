//! Regular expressions that plugins' options hold, in Python's syntax as far as it is everybody's.
//!
//! In: a pattern. Out: whether it is found. Never: backtracks: look-around and back references are told, and match
//! nothing.

use regex_automata::meta;

use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::Span;

/// Compiled patterns beyond this are a mistake.
const LARGEST: usize = 1024 * 1024;

/// A compiled pattern; one that could not be used matches nothing.
#[derive(Debug)]
pub(super) struct Regex(Option<meta::Regex>);

impl Regex {
    pub(super) fn new(pattern: &str, span: Option<Span>, found: &mut Diagnostics) -> Self {
        let config = meta::Config::new().nfa_size_limit(Some(LARGEST));
        let regex = meta::Builder::new().configure(config).build(pattern).ok();
        if regex.is_none() {
            let diagnostic = Diagnostic::new(
                &codes::docs::CONFIG_VALUE,
                format!("`{pattern}` is no regular expression that can be used"),
            )
            .help("write it without look-around and back references; until then it matches nothing");
            found.push(match span {
                Some(span) => diagnostic.at(span),
                None => diagnostic,
            });
        }
        Self(regex)
    }

    /// Python's `re.search`.
    pub(super) fn is_found_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    /// Python's `re.match`: from the beginning on.
    pub(super) fn begins(&self, text: &str) -> bool {
        let input = regex_automata::Input::new(text).anchored(regex_automata::Anchored::Yes);
        self.0.as_ref().is_some_and(|regex| regex.is_match(input))
    }
}
