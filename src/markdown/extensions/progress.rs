//! `[=85% "85%"]`, `[=3/4]`: a progress bar.
//!
//! In: a share and a label in brackets. Out: `progress` and its label. Source: `pymdownx.progressbar`.
//! Never: more than the whole.

use super::{Extension, Found, InText, Spot};
use crate::markdown::tree::{Element, Node};

pub(super) static EXTENSION: Extension = Extension {
    names: &["pymdownx.progressbar"],
    text: Some(InText { signs: b"[", find }),
    ..Extension::NONE
};

fn find(spot: &Spot<'_>) -> Option<Found> {
    let near = spot.near();
    let inner = near.strip_prefix("[=")?.split_once(']')?.0;
    let (amount, label) = inner.trim().split_once([' ', '\t']).unwrap_or((inner.trim(), ""));
    let percent = match amount.split_once('/') {
        Some((part, whole)) => {
            100.0 * part.parse::<f64>().ok()? / whole.parse::<f64>().ok().filter(|whole| *whole > 0.0)?
        }
        None => amount.strip_suffix('%')?.parse().ok()?,
    };
    let percent = percent.clamp(0.0, 100.0);
    let label = label.trim().trim_matches('"').to_owned();
    let pos = spot.pos;
    let mut bar = Element::new("progress", pos).with("max", "100").with("value", format!("{percent:.0}"));
    if !label.is_empty() {
        bar = bar.with("aria-label", label.clone());
    }
    let text = Element::new("span", pos)
        .with("class", "progress-label")
        .holding(vec![Node::Text(label.into(), pos)]);
    let root = Element::new("span", pos).with("class", "progress").holding(vec![bar.node(), text.node()]);
    Some(Found { length: "[=".len() + inner.len() + "]".len(), node: root.node() })
}
