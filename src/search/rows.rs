//! What a result's row shows: names, titles, headings, beginnings of sections.
//!
//! In: documents. Out: lines of text, fields parted by tabs. Never: markup.

use super::document::{Facts, SearchDoc};
use crate::url::SitePath;

/// Characters of a section's text that are kept to show a match in.
const SHOWN: usize = 220;
/// The same for all sections of a page together: a changelog of a thousand sections keeps less of each.
const SHOWN_OF_PAGE: usize = 5_000;

/// The columns of an entity's line; the manifest names them to the script.
pub(super) const ENTITY: [&str; 9] =
    ["kind", "namespace", "name", "title", "type", "owner", "lifecycle", "rank", "description"];
/// The columns of a page's line; behind them heading and anchor of every further section.
pub(super) const PAGE: [&str; 4] = ["site", "path", "title", "anchor"];
/// Characters of an entity's description that a row shows.
const DESCRIPTION: usize = 80;

/// Appends an entity's line. What is the default is left out: namespace `default`, a title that is the name, an
/// owner's `group:default/`.
pub(super) fn entity_line(doc: &SearchDoc<'_>, facts: &Facts<'_>, out: &mut String) {
    let namespace = facts.reference.namespace();
    let owner = facts.owner.map_or("", |owner| {
        let text = owner.as_str();
        text.strip_prefix("group:default/").unwrap_or(text)
    });
    let description = facts.description.trim();
    let end = beginning(description, DESCRIPTION);
    let shown = match &description[..end] {
        cut if end < description.len() => format!("{cut} …"),
        whole => whole.to_owned(),
    };
    let rank = facts.rank.to_string();
    let columns: [&str; ENTITY.len()] = [
        facts.kind.as_str(),
        if namespace == "default" { "" } else { namespace },
        facts.name,
        if doc.title == facts.name { "" } else { doc.title.as_ref() },
        facts.kind_type,
        owner,
        facts.lifecycle,
        &rank,
        &shown,
    ];
    line(&columns, out);
}

/// Appends a page's line: its site's number in the shard, path below that, title, anchor where it is a part of a page; then
/// heading and anchor of every further section. An anchor that [`slug`] makes of the heading is left out.
pub(super) fn page_line(doc: &SearchDoc<'_>, site: usize, base: &SitePath, out: &mut String) {
    let path = SitePath::new(doc.path.below(base).unwrap_or_default().to_owned());
    let path = path.encoded();
    let anchor = doc.sections.first().map_or("", |section| section.anchor);
    let columns: [&str; PAGE.len()] = [&site.to_string(), &path, &doc.title, anchor];
    line(&columns, out);
    for section in doc.sections.iter().skip(1) {
        out.push('\t');
        field(section.title, out);
        out.push('\t');
        if section.anchor != slug(section.title) {
            field(section.anchor, out);
        }
    }
}

fn line(columns: &[&str], out: &mut String) {
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            out.push('\t');
        }
        field(column, out);
    }
}

/// Appends the beginnings of a page's sections.
pub(super) fn text_line(doc: &SearchDoc<'_>, out: &mut String) {
    let shown = (SHOWN_OF_PAGE / doc.sections.len().max(1)).clamp(40, SHOWN);
    for (at, section) in doc.sections.iter().enumerate() {
        if at > 0 {
            out.push('\t');
        }
        let text = section.text.trim_start();
        field(&text[..beginning(text, shown)], out);
    }
}

/// Where the beginning of a text ends: at a blank, if one is near.
fn beginning(text: &str, shown: usize) -> usize {
    let Some((limit, _)) = text.char_indices().nth(shown) else { return text.len() };
    text[..limit].rfind(' ').filter(|at| *at > limit / 2).unwrap_or(limit)
}

/// Appends text with every run of blanks and control characters as one blank.
fn field(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut from = 0;
    let mut blank = true;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte > b' ' {
            blank = false;
        } else if blank || *byte < b' ' {
            out.push_str(&text[from..at]);
            if !blank {
                out.push(' ');
            }
            from = at + 1;
            blank = true;
        } else {
            blank = true;
        }
    }
    out.push_str(&text[from..]);
}

/// The anchor that Python-Markdown would make of most headings; `slug` in `search/index.js` does the same.
fn slug(title: &str) -> String {
    let mut out = String::new();
    let mut gap = false;
    for c in title.trim().chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            if gap {
                out.push('-');
            }
            gap = false;
            out.push(c.to_ascii_lowercase());
        } else if c == ' ' || c == '-' {
            gap = true;
        }
    }
    if gap {
        out.push('-');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_like_those_of_markdown() {
        for (title, expected) in [
            ("Install on Linux", "install-on-linux"),
            ("What's new?", "whats-new"),
            ("a - b", "a-b"),
            ("snake_case", "snake_case"),
            ("C++ & more", "c-more"),
            ("", ""),
        ] {
            assert_eq!(slug(title), expected, "{title:?}");
        }
    }

    #[test]
    fn fields_hold_no_separators() {
        let mut out = String::new();
        field("a\tb\n\n c  d\u{0}e", &mut out);
        assert_eq!(out, "a b c d e");
        assert!(beginning(&"word ".repeat(200), SHOWN) < SHOWN);
        assert_eq!(beginning("short", SHOWN), 5);
    }
}
