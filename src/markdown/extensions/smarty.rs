//! Curly quotes, dashes, an ellipsis.
//!
//! In: quotes, hyphens and full stops as typed. Out: the signs that a printer sets. Source: Python-Markdown's `smarty`.
//! Never: in code.

use super::{Extension, Found, InText, Spot};
use crate::markdown::tree::Node;

pub(super) static EXTENSION: Extension =
    Extension { names: &["smarty"], text: Some(InText { signs: b".'\"-", find }), ..Extension::NONE };

fn find(spot: &Spot<'_>) -> Option<Found> {
    let rest = spot.rest();
    let opens = spot.text[..spot.at].chars().next_back().is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '"' | '\'' | '-' | '\u{2014}' | '\u{2013}')
    });
    let (length, sign, option) = if rest.starts_with("---") {
        (3, "\u{2014}", "smart_dashes")
    } else if rest.starts_with("--") && !rest.starts_with("-->") {
        (2, "\u{2013}", "smart_dashes")
    } else if rest.starts_with("...") {
        (3, "\u{2026}", "smart_ellipses")
    } else if rest.starts_with('"') {
        (1, if opens { "\u{201c}" } else { "\u{201d}" }, "smart_quotes")
    } else if rest.starts_with('\'') {
        (1, if opens { "\u{2018}" } else { "\u{2019}" }, "smart_quotes")
    } else {
        return None;
    };
    spot.settings.flag(option, true).then(|| Found { length, node: Node::Text(sign.into(), spot.pos) })
}
