//! Step 9: attributes by allow-list, links resolved by the host.
//!
//! In: the tree. Out: the same tree in which every attribute is known, every address safe and resolved; the
//! links that name an anchor. The policy is the TechDocs reader's, made stricter for a portal with a strict
//! CSP: no `style`, no handlers, no frames, no forms.
//! Never: looks at what an author meant by an attribute it does not know.

use std::borrow::Cow;

use super::document::{Finding, FindingKind, LinkUse};
use super::host::{Host, Link, LinkKind};
use super::names;
use super::text::Source;
use super::tree::{Element, MARKED_UP, MAX_DEPTH, Node};
use crate::url::{SafeUrl, safe_url};

/// What the cleaning finds.
pub(super) struct Clean<'c> {
    /// Answers where links lead.
    pub host: &'c dyn Host,
    /// The way back to the author's text.
    pub source: &'c Source<'c>,
    /// Links that lead to an anchor.
    pub links: Vec<LinkUse>,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// Spans of links by their place, end found in the text.
    pub text: &'c str,
}

/// Attributes that any element may have.
fn global(name: &str) -> bool {
    matches!(name, "id" | "class" | "title" | "lang" | "dir" | "role" | "translate" | "tabindex")
        || name.strip_prefix("aria-").is_some_and(is_simple)
        || name.strip_prefix("data-").is_some_and(|rest| {
            is_simple(rest)
                && !rest.starts_with("docs")
                && !rest.starts_with("search")
                && rest != "note"
                && name != MARKED_UP
                && rest != "auto"
                && rest != "done"
        })
}

fn is_simple(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// Attributes of one element.
fn own(element: &str, name: &str) -> bool {
    match element {
        "a" => matches!(name, "href" | "download" | "hreflang" | "rel"),
        "img" => matches!(name, "src" | "alt" | "width" | "height" | "loading" | "decoding"),
        "video" => matches!(
            name,
            "src"
                | "controls"
                | "width"
                | "height"
                | "poster"
                | "loop"
                | "muted"
                | "preload"
                | "playsinline"
                | "autoplay"
        ),
        "audio" => matches!(name, "src" | "controls" | "loop" | "muted" | "preload"),
        "source" => matches!(name, "src" | "type" | "media" | "width" | "height" | "srcset"),
        "track" => matches!(name, "src" | "kind" | "srclang" | "label" | "default"),
        "td" | "th" => matches!(name, "colspan" | "rowspan" | "scope" | "headers" | "abbr"),
        "ol" => matches!(name, "start" | "type" | "reversed"),
        "li" | "data" => name == "value",
        "col" | "colgroup" => name == "span",
        "input" => matches!(name, "type" | "checked" | "disabled" | "name" | "value"),
        "label" => name == "for",
        "details" => matches!(name, "open" | "name"),
        "time" | "del" | "ins" => name == "datetime",
        "progress" | "meter" => matches!(name, "value" | "max" | "min" | "low" | "high" | "optimum"),
        _ => false,
    }
}

/// Where a link or an image leads.
struct Address {
    url: String,
    /// Width and height.
    size: Option<(u32, u32)>,
    /// Why it leads nowhere.
    dead: Option<String>,
}

impl Clean<'_> {
    /// Cleans siblings and everything below.
    pub(super) fn run(&mut self, nodes: &mut Vec<Node<'_>>) {
        self.nodes(nodes, 0);
    }

    fn nodes(&mut self, nodes: &mut Vec<Node<'_>>, depth: usize) {
        nodes.retain(|node| match node {
            // A field of the author's is a form's; only boxes that show a state stay.
            Node::Element(element) if element.name == "input" && element.raw => {
                element.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
            }
            _ => true,
        });
        for node in nodes {
            let Node::Element(element) = node else { continue };
            self.element(element);
            if depth < MAX_DEPTH {
                self.nodes(&mut element.children, depth + 1);
            }
            if element.name == "a" {
                unbutton(&mut element.children, 0);
            }
            if element.name == "p" && holds_blocks(&element.children) {
                element.name = "div";
            }
        }
    }

    fn element(&mut self, element: &mut Element<'_>) {
        if element.attrs.is_empty() && !element.raw {
            return;
        }
        let mut attrs = std::mem::take(&mut element.attrs);
        let mut align = None;
        for (name, value) in &mut attrs {
            match name.as_ref() {
                "style" => align = align.or(aligned(value)),
                "align" => align = align.or(side(value)),
                "name" if element.name == "a" => *name = Cow::Borrowed("id"),
                _ => {}
            }
            if let Some(rest) = name
                .strip_prefix("on")
                .filter(|rest| rest.len() > 2 && rest.bytes().all(|byte| byte.is_ascii_alphabetic()))
            {
                let message = format!("the handler `on{rest}` was taken out");
                self.finding(
                    FindingKind::Unsafe,
                    message,
                    element.pos,
                    Some("nothing on a page may run".to_owned()),
                );
            }
        }
        let mut had_id = false;
        attrs.retain(|(name, value)| {
            let keep = (global(name) || own(element.name, name)) && fits(name, value);
            if name == "id" {
                let first = !had_id;
                had_id |= keep;
                return keep && first;
            }
            keep
        });
        element.attrs = attrs;
        if let Some(side) = align {
            element.class(side);
        }
        match element.name {
            "input" if element.raw => {
                element.set("type", "checkbox");
                element.set("disabled", "");
                if element.get("aria-label").is_none() {
                    let label = if element.get("checked").is_some() { "Done" } else { "To do" };
                    element.set("aria-label", label);
                }
            }
            // Nothing on a page runs, so that a button can do nothing.
            "button" => {
                element.set("type", "button");
                element.set("disabled", "");
            }
            _ => {}
        }
        match element.name {
            "a" => self.href(element),
            // What scrolls must be within reach of the keyboard.
            "pre" if element.raw => element.set("tabindex", "0"),
            "img" => self.image(element),
            "video" | "audio" | "source" | "track" => {
                for name in ["src", "poster", "srcset"] {
                    self.media(element, name);
                }
            }
            _ => {}
        }
    }

    fn href(&mut self, element: &mut Element<'_>) {
        let Some(written) = element.get("href").map(str::to_owned) else { return };
        let kind = if element.raw { LinkKind::HtmlLink } else { LinkKind::Link };
        match self.address(&written, kind, element.pos, false) {
            Some(address) => {
                element.set("href", address.url);
                if let Some(why) = address.dead {
                    element.class("dead");
                    element.set("title", why);
                }
            }
            None => element.attrs.retain(|(name, _)| name != "href"),
        }
    }

    fn image(&mut self, element: &mut Element<'_>) {
        if element.get("alt").is_none() {
            element.set("alt", "");
        }
        let written = element.get("src").unwrap_or("").to_owned();
        let kind = if element.raw { LinkKind::HtmlImage } else { LinkKind::Image };
        match self.address(&written, kind, element.pos, true) {
            Some(Address { url, size, dead }) => {
                element.set("src", url);
                if let Some(why) = dead {
                    element.class("dead");
                    element.set("title", why);
                }
                if let (Some((width, height)), None, None) =
                    (size, element.get("width"), element.get("height"))
                {
                    element.set("width", width.to_string());
                    element.set("height", height.to_string());
                }
                if element.get("loading").is_none() {
                    element.set("loading", "lazy");
                }
            }
            None => element.attrs.retain(|(name, _)| name != "src"),
        }
    }

    fn media(&mut self, element: &mut Element<'_>, name: &'static str) {
        let Some(written) = element.get(name).map(str::to_owned) else { return };
        // Of several candidates the first is enough.
        let first =
            if name == "srcset" { written.split(',').next().unwrap_or("").trim() } else { written.trim() };
        let (address, descriptor) = match first.split_once(' ') {
            Some((address, rest)) if name == "srcset" => (address, rest),
            _ => (first, ""),
        };
        match self.address(address, LinkKind::HtmlImage, element.pos, true) {
            Some(Address { url, dead: None, .. }) => {
                element.set(name, format!("{url} {descriptor}").trim_end().to_owned());
            }
            _ => element.attrs.retain(|(key, _)| key != name),
        }
    }

    /// Where an address leads; `None` if it may not be followed.
    fn address(&mut self, written: &str, kind: LinkKind, pos: u32, image: bool) -> Option<Address> {
        let plain = |url: String| Some(Address { url, size: None, dead: None });
        match safe_url(written) {
            SafeUrl::Relative(url) => {
                if let Some(anchor) = url.strip_prefix('#') {
                    if !anchor.is_empty() && !image {
                        self.links.push(LinkUse {
                            page: String::new(),
                            anchor: unquoted(anchor),
                            span: self.span(pos, written),
                        });
                    }
                    return plain(encoded(&url));
                }
                let span = self.span(pos, written);
                let resolved = self.host.resolve(&Link { url: &url, kind, span: span.clone() });
                if let Some((kind, message, help)) = resolved.finding {
                    self.findings.push(Finding { kind, message, span: span.clone(), help });
                }
                let target = resolved.url.unwrap_or(url);
                if let Some(page) = resolved.page
                    && let Some((_, anchor)) = target.split_once('#').filter(|(_, anchor)| !anchor.is_empty())
                {
                    self.links.push(LinkUse { page, anchor: unquoted(anchor), span });
                }
                match safe_url(&target) {
                    SafeUrl::Refused(_) => None,
                    _ => Some(Address { url: encoded(&target), size: resolved.size, dead: resolved.dead }),
                }
            }
            SafeUrl::Web(url) => plain(encoded(&url)),
            SafeUrl::Other(url) if !image => plain(encoded(&url)),
            SafeUrl::Image(url) if image => plain(url),
            SafeUrl::Other(_) | SafeUrl::Image(_) => None,
            SafeUrl::Refused(scheme) => {
                let message = format!("an address of the scheme `{scheme}:` was taken out");
                self.finding(
                    FindingKind::Unsafe,
                    message,
                    pos,
                    Some("link to http, https, mailto, tel or a page".to_owned()),
                );
                None
            }
        }
    }

    /// The place of an address: where it stands after the element's beginning.
    fn span(&self, pos: u32, written: &str) -> std::ops::Range<usize> {
        let from = pos as usize;
        let mut end = self.text.len().min(from + 2048);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let found =
            self.text.get(from..end).filter(|_| !written.is_empty()).and_then(|rest| rest.find(written));
        match found {
            Some(at) => self.source.origins((from + at) as u32..(from + at + written.len()) as u32),
            None => self.source.origins(pos..pos),
        }
    }

    fn finding(&mut self, kind: FindingKind, message: String, pos: u32, help: Option<String>) {
        let span = self.source.origins(pos..pos);
        self.findings.push(Finding { kind, message, span, help });
    }
}

/// Whether a value may stand in an attribute of this name.
fn fits(name: &str, value: &str) -> bool {
    match name {
        "width" | "height" => {
            let digits = value.trim_end_matches('%').trim_end_matches("px");
            !digits.is_empty()
                && digits.len() < 6
                && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        }
        "id" | "for" => !value.is_empty() && !value.contains(char::is_whitespace),
        "colspan" | "rowspan" | "start" | "span" => {
            value.len() < 6
                && value.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit())
                && !value.is_empty()
        }
        "tabindex" => matches!(value, "0" | "-1"),
        "loading" => matches!(value, "lazy" | "eager"),
        "rel" => value.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-')),
        _ => true,
    }
}

fn holds_blocks(children: &[Node<'_>]) -> bool {
    children.iter().any(|node| matches!(node, Node::Element(element) if !names::is_phrasing(element.name) || matches!(element.name, "a" | "span" | "ins" | "del" | "label") && holds_blocks(&element.children)))
}

/// A button in a link is the link's text: it would swallow the click.
fn unbutton(nodes: &mut [Node<'_>], depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if element.name == "button" {
            element.name = "span";
            element.attrs.retain(|(name, _)| !matches!(name.as_ref(), "type" | "disabled"));
        }
        if depth < MAX_DEPTH {
            unbutton(&mut element.children, depth + 1);
        }
    }
}

fn aligned(style: &str) -> Option<&'static str> {
    let at = style.find("text-align")?;
    side(style[at + 10..].trim_start_matches([':', ' ']).split([';', ' ', '!']).next()?)
}

fn side(value: &str) -> Option<&'static str> {
    match value.trim().to_ascii_lowercase().as_str() {
        "left" => Some("align-left"),
        "right" => Some("align-right"),
        "center" | "middle" => Some("align-center"),
        _ => None,
    }
}

/// An address as it may stand in HTML: blanks and quotes encoded, nothing that is encoded encoded again. What a
/// query holds is its reader's matter.
fn encoded(url: &str) -> String {
    if url.bytes().all(|byte| byte > b' ' && !matches!(byte, b'"' | b'<' | b'>' | b'`' | b'\\')) {
        return url.to_owned();
    }
    let mut out = String::with_capacity(url.len() + 8);
    let mut query = false;
    for c in url.chars() {
        query |= c == '?';
        match c {
            '"' | '\\' if query => out.push(c),
            ' ' => out.push_str("%20"),
            '"' => out.push_str("%22"),
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '`' => out.push_str("%60"),
            '\\' => out.push_str("%5C"),
            c => out.push(c),
        }
    }
    out
}

fn unquoted(anchor: &str) -> String {
    percent_encoding::percent_decode_str(anchor).decode_utf8_lossy().into_owned()
}
