//! `:material-check:` and the other icon sets.
//!
//! In: an icon's short code. Out: its drawing, or that of its nearest relation: `file-code-outline` is a file. Never:
//! fetches one; says a word that the author did not write: a screen reader passes over it.

use super::icon_set::outline;
use crate::markdown::tree::{Element, Foreign, Node, Role, Svg};

/// A plain ring, for a picture that nothing here resembles.
const UNKNOWN: &str = "M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14m0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10";

/// The icon; the text beside it says what it means.
pub(super) fn icon<'a>(code: &str, pos: u32) -> Node<'a> {
    let html = format!(
        "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{}\"/></svg>",
        nearest(code).unwrap_or(UNKNOWN)
    );
    let drawing = Node::Foreign(Foreign::Svg(Box::new(Svg::new(html, pos, false))));
    Element::new("span", pos).with("class", "icon").in_role(Role::Pictograph).holding(vec![drawing]).node()
}

/// The icon's own drawing, that of its name without its last words, or without its first ones.
fn nearest(code: &str) -> Option<&'static str> {
    let name = ["material-", "octicons-", "simple-", "fontawesome-"]
        .iter()
        .find_map(|set| code.strip_prefix(set))
        .unwrap_or(code);
    let name =
        ["brands-", "solid-", "regular-"].iter().find_map(|style| name.strip_prefix(style)).unwrap_or(name);
    // Octicons end in their size.
    let name = match name.rsplit_once('-') {
        Some((before, _)) if code.starts_with("octicons-") => before,
        _ => name,
    };
    let shorter = std::iter::successors(Some(name), |name| name.rsplit_once('-').map(|(before, _)| before));
    let later = std::iter::successors(Some(name), |name| name.split_once('-').map(|(_, behind)| behind));
    shorter.into_iter().find_map(outline).or_else(|| later.into_iter().find_map(outline))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_agree_and_relations_stand_in() {
        for (code, like) in [
            ("octicons-mark-github-16", "material-github"),
            ("fontawesome-brands-github", "material-github"),
            ("simple-python", "material-language-python"),
            ("fontawesome-brands-css3", "material-language-css3"),
            ("octicons-x-24", "material-close"),
            ("material-file-code-nobody-drew-this", "material-file-code"),
            ("octicons-nobody-drew-arrow-right-16", "material-arrow-right"),
        ] {
            let found = nearest(code);
            assert!(found.is_some(), "{code}");
            assert_eq!(found, nearest(like), "{code}");
        }
        assert_eq!(nearest("simple-zzz"), None);
    }
}
