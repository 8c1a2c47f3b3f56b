//! Short Markdown that stands inside another page: the description of an entity.
//!
//! In: the text. Out: clean HTML without headings and pictures, or plain text.
//! Never: an id, which the page around it may have already; a picture, which another host would have to send.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::body::{Address, Link};
use super::host::{LinkKind, NoHost};
use super::steps::Steps;
use super::tree::{Element, MAX_DEPTH, Node, Syntax};
use super::{Document, Options, Problem, Symbols, shaped};
use crate::url::{SafeUrl, UrlPolicy, safe_url};

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

/// A short text, rendered; its addresses are open.
#[derive(Debug)]
pub(crate) struct Brief(Document);

/// Renders a short text.
pub(crate) fn brief(text: &str) -> Brief {
    brief_by(text, &UrlPolicy::default())
}

/// Renders a short text whose links may be what a configuration lets through.
pub(crate) fn brief_by(text: &str, policy: &UrlPolicy) -> Brief {
    let own;
    let options = if *policy == OPTIONS.urls {
        &*OPTIONS
    } else {
        own = Options { urls: policy.clone(), ..OPTIONS.clone() };
        &own
    };
    Brief(shaped(text, options, &NoHost, &Steps::default(), |tree| inline(tree, 0)))
}

impl Brief {
    /// What is wrong with it.
    pub(crate) fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// Its links.
    pub(crate) fn links(&self) -> &[Link] {
        &self.0.body.links
    }

    /// Clean HTML with its addresses filled in. A text of one paragraph comes without its `<p>`.
    pub(crate) fn html(&self, address: &mut dyn FnMut(usize, &Link) -> Address) -> String {
        let html = self.0.body.html(address, &[]);
        let html = html.trim();
        let inner = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
        inner.filter(|inner| !inner.contains("<p>")).unwrap_or(html).to_owned()
    }
}

/// Where a link of a text leads that stands in `folder`, a URL that ends in `/`: a relative one is resolved against it, and
/// is no link without it.
pub(crate) fn beside(link: &Link, folder: Option<&str>) -> Address {
    let url = match (safe_url(&link.url), folder) {
        _ if link.kind == LinkKind::Code => None,
        (SafeUrl::Relative(path), Some(folder)) if !path.is_empty() && !path.starts_with(['/', '#', '?']) => {
            Some(format!("{folder}{}", path.strip_prefix("./").unwrap_or(&path)))
        }
        (SafeUrl::Relative(_), _) => None,
        _ => Some(link.url.clone()),
    };
    Address { url, ..Address::default() }
}

/// What the text says, without its markup: for tables, search and previews.
pub(crate) fn plain(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for section in brief(text).0.sections {
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

/// Headings become paragraphs, pictures their text, films, sounds and frames links to them; ids go: the page around has its own.
fn inline(nodes: &mut [Node<'_>], depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if matches!(element.name, "video" | "audio" | "iframe") {
            **element = link_to(element);
        }
        if depth < MAX_DEPTH {
            inline(&mut element.children, depth + 1);
        }
        element.attrs.retain(|(name, _)| name != "id");
        if element.heading().is_some() {
            let strong = Element::new("strong", element.pos).holding(std::mem::take(&mut element.children));
            **element = Element::new("p", element.pos).holding(vec![strong.node()]);
        } else if element.name == "img" {
            let alt = element.get("alt").unwrap_or_default().to_owned();
            *node = Node::Text(alt.into(), element.pos);
        } else if matches!(element.name, "source" | "track") {
            *node = Node::Text("".into(), element.pos);
        } else if element.name == "a" && element.get("href").is_some_and(|href| href.starts_with('#')) {
            element.attrs.clear();
        }
    }
}

/// A link in place of what the page would load from elsewhere: with its title, the text in it, or its address.
fn link_to<'t>(element: &mut Element<'t>) -> Element<'t> {
    let sources = element.children.iter().filter_map(|child| match child {
        Node::Element(child) if child.name == "source" => child.get("src"),
        _ => None,
    });
    let url = element.get("src").or_else(|| sources.into_iter().next()).unwrap_or_default().to_owned();
    let title = element.get("title").unwrap_or_default().to_owned();
    let mut link = Element::new("a", element.pos);
    link.syntax = Syntax::Html;
    link.set("href", url.clone());
    let says_something = |child: &Node<'_>| matches!(child, Node::Text(text, _) if !text.trim().is_empty());
    if !title.is_empty() || !element.children.iter().any(says_something) {
        let text = if title.is_empty() { url } else { title };
        link.children.push(Node::Text(text.into(), element.pos));
    } else {
        link.children = std::mem::take(&mut element.children);
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str, folder: Option<&str>) -> String {
        brief(text).html(&mut |_, link| beside(link, folder))
    }

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
            assert_eq!(html(text, Some("https://forge.example/r/")), expected, "{text}");
        }
        assert_eq!(html("[docs](a.md)", None), "<a>docs</a>");
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
