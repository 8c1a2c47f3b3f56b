//! Short Markdown that stands inside another page: the description of an entity.
//!
//! In: the text, and where its relative links lead. Out: clean HTML without headings and pictures, or plain text.
//! Never: an id, which the page around it may have already; a picture, which another host would have to send.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::{Host, Link, Options, Resolved, Snippet, Symbols, render};
use crate::url::{SafeUrl, safe_url};

/// Backstage renders descriptions as GitHub's Markdown: none of TechDocs' symbols, permalinks and tables of contents.
static OPTIONS: LazyLock<Options> = LazyLock::new(|| {
    let mut options = Options {
        symbols: Symbols {
            trademark: false,
            copyright: false,
            registered: false,
            plusminus: false,
            arrows: false,
            notequal: false,
            fractions: false,
            ordinals: false,
            care_of: false,
        },
        ..Options::default()
    };
    options.toc.permalink = false;
    "\u{0}".clone_into(&mut options.toc.marker);
    options
});

/// Whether the text can hold no markup, so that it is its own plain text.
pub(crate) fn is_plain(text: &str) -> bool {
    const START: [char; 5] = ['#', '-', '+', '>', '='];
    !text.contains(['*', '_', '`', '[', ']', '<', '&', '~', '\\', '|', '^', '\n'])
        && !text.contains("://")
        && !text.contains("www.")
        && !text.trim_start().starts_with(START)
        && !text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// The text as clean HTML. A relative link leads to where it would lead from a file in `folder`, a URL that ends in
/// `/`; without one it is no link. A text of one paragraph comes without its `<p>`.
pub(crate) fn brief(text: &str, folder: Option<&str>) -> String {
    let html = unframed(&render(text, &OPTIONS, &Folder(folder)).html);
    let html = html.trim();
    let inner = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    inner.filter(|inner| !inner.contains("<p>")).unwrap_or(html).to_owned()
}

/// What the text says, without its markup: for tables, search and previews.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for section in render(text, &OPTIONS, &Folder(None)).sections {
        for part in [&section.title, &section.text] {
            if !part.is_empty() {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(part);
            }
        }
    }
    Cow::Owned(out)
}

struct Folder<'a>(Option<&'a str>);

impl Host for Folder<'_> {
    fn resolve(&self, link: &Link<'_>) -> Resolved {
        let url = match (safe_url(link.url), self.0) {
            (SafeUrl::Relative(path), Some(folder))
                if !path.is_empty() && !path.starts_with(['/', '#', '?']) =>
            {
                format!("{folder}{}", path.strip_prefix("./").unwrap_or(&path))
            }
            // An address that is refused leaves the text without a link.
            (SafeUrl::Relative(_), _) => "none:".to_owned(),
            _ => return Resolved::default(),
        };
        Resolved { url: Some(url), ..Resolved::default() }
    }

    fn snippet(&self, _: &str, _: Option<&str>) -> Result<Snippet, String> {
        Err("a description includes nothing".to_owned())
    }
}

/// Headings as paragraphs and pictures as their text: the page around has its own.
fn unframed(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        rest = &rest[end..];
        let name = tag[1..].trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                out.push_str(if tag.starts_with("</") { "</strong></p>" } else { "<p><strong>" });
            }
            "img" => {
                let alt = tag.split_once("alt=\"").and_then(|(_, rest)| rest.split_once('"'));
                out.push_str(alt.map_or("", |(alt, _)| alt));
            }
            // The page around has its own anchors.
            "a" if tag.contains("href=\"#") => out.push_str("<a>"),
            _ => out.push_str(tag),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_html() {
        for (text, expected) in [
            ("Plain", "Plain"),
            ("The `orders` **API**", "The <code>orders</code> <strong>API</strong>"),
            ("See [docs](https://x.example/a)", "See <a href=\"https://x.example/a\">docs</a>"),
            ("See [docs](./docs/a.md)", "See <a href=\"https://forge.example/r/docs/a.md\">docs</a>"),
            ("[x](javascript:alert(1)) <script>alert(1)</script>", "<a>x</a> alert(1)"),
            ("[x](/a) and [y](#b)", "<a>x</a> and <a>y</a>"),
            ("# Title\n\nText ![b](https://x.example/b.svg)", "<p><strong>Title</strong></p>\n<p>Text b</p>"),
            ("a (c) 1/2 -->", "a (c) 1/2 --&gt;"),
        ] {
            assert_eq!(brief(text, Some("https://forge.example/r/")), expected, "{text}");
        }
        assert_eq!(brief("[docs](a.md)", None), "<a>docs</a>");
    }

    #[test]
    fn as_text() {
        for (text, expected) in [
            ("a b", "a b"),
            ("The `orders` **API**, see [docs](https://x.example)", "The orders API, see docs"),
            ("snake_case_name", "snake_case_name"),
            ("One\nline\n\n- item", "One line item"),
            ("R&D", "R&D"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
        }
    }
}
