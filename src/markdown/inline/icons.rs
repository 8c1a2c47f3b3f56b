//! `:material-check:` and the other icon sets.
//!
//! In: an icon's short code. Out: a small drawing of ours: for what is drawn most in documentation its own, for
//! the rest a plain mark. Never: ships another project's icon set; fetches one.

use crate::markdown::tree::{Element, Node, Ours};

/// Last words of an icon's name, and its outline in a field of 24 by 24.
const DRAWN: &[(&str, &str)] = &[
    ("check", "M5 12l5 5L19 7"),
    ("close", "M6 6l12 12M18 6L6 18"),
    ("x", "M6 6l12 12M18 6L6 18"),
    ("plus", "M12 5v14M5 12h14"),
    ("minus", "M5 12h14"),
    ("right", "M5 12h14M13 6l6 6-6 6"),
    ("left", "M19 12H5M11 6l-6 6 6 6"),
    ("up", "M12 19V5M6 11l6-6 6 6"),
    ("down", "M12 5v14M6 13l6 6 6-6"),
    ("alert", "M12 4l9 16H3zM12 10v5M12 17v1"),
    ("information", "M12 3a9 9 0 100 18 9 9 0 000-18M12 11v6M12 7v1"),
    ("info", "M12 3a9 9 0 100 18 9 9 0 000-18M12 11v6M12 7v1"),
    ("star", "M12 4l2.5 5.5 6 .6-4.500 4 1.300 6L12 17l-5.300 3.100 1.300-6-4.500-4 6-.6z"),
    ("heart", "M12 20C4 14 4 6 8.500 6c2 0 3 1 3.500 2.500C12.500 7 13.500 6 15.500 6 20 6 20 14 12 20z"),
    ("link", "M9 15l6-6M8 12l-2 2a3 3 0 004 4l2-2M16 12l2-2a3 3 0 00-4-4l-2 2"),
    ("download", "M12 4v11M7 10l5 5 5-5M5 20h14"),
    ("magnify", "M11 5a6 6 0 100 12 6 6 0 000-12M16 16l4 4"),
    ("pencil", "M5 19l1-4L16 5l3 3L9 18z"),
    ("eye", "M3 12c5-8 13-8 18 0-5 8-13 8-18 0M12 9.500a2.500 2.500 0 100 5 2.500 2.500 0 000-5"),
    ("home", "M4 12l8-8 8 8M6 10v10h12V10"),
    ("play", "M8 5l11 7-11 7z"),
];

/// The icon; it says nothing to a screen reader, the text beside it does.
pub(super) fn icon<'a>(code: &str, pos: u32) -> Node<'a> {
    let name = code.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
    let outline = name
        .rsplit('-')
        .find_map(|word| DRAWN.iter().find(|(known, _)| *known == word))
        .map_or("M12 9a3 3 0 100 6 3 3 0 000-6", |(_, outline)| outline);
    let html = format!("<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{outline}\"/></svg>");
    let drawing = Node::Ours(Box::new(Ours { html, text: String::new() }));
    Element::new("span", pos).with("class", "icon").holding(vec![drawing]).node()
}
