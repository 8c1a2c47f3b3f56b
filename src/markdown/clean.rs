//! The last step over the tree: attributes by allow-list, addresses safe, foreign markup by its own allow-lists.
//!
//! In: the tree as every other step left it. Out: the same tree in which every attribute is known, every address safe and
//! open to be filled in; the links. The policy is the TechDocs reader's, made stricter for a portal with a strict
//! CSP: no `style`, no handlers, no forms; frames only of hosts that the configuration lists, else a link in their place.
//! Never: looks at what an author meant by an attribute it does not know; asks where a link leads.

use std::collections::HashSet;

use super::body::{Link, encoded};
use super::document::{Problem, ProblemKind};
use super::host::LinkKind;
use super::options::Options;
use super::text::Source;
use super::tree::{Element, Foreign, MAX_DEPTH, Node, Role, Svg, is_id};
use super::{math, mathml, names, svg, weave};
use crate::url::{SafeUrl, UrlPolicy, host};

/// Cleans a page, and gives its links, whose addresses are open.
pub(super) fn run(
    nodes: &mut Vec<Node<'_>>,
    source: &Source<'_>,
    options: &Options,
    problems: &mut Vec<Problem>,
) -> Vec<Link> {
    let drawn = options.unique_ids.then(HashSet::new);
    let mut clean = Clean { source, links: Vec::new(), problems, drawn, policy: &options.urls };
    clean.nodes(nodes, &Inside::default());
    clean.links
}

struct Clean<'c> {
    /// The way back to the author's text.
    source: &'c Source<'c>,
    links: Vec<Link>,
    /// What the portal's configuration lets through.
    policy: &'c UrlPolicy,
    problems: &'c mut Vec<Problem>,
    /// Ids of drawings so far, where each stands once.
    drawn: Option<HashSet<String>>,
}

/// What a frame may do: run in its own origin, go full screen, open what its reader clicks; not steer the page around it. Players of
/// videos ask for the address they stand at.
const FRAME: &[(&str, &str)] = &[
    ("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-presentation"),
    ("referrerpolicy", "strict-origin-when-cross-origin"),
    ("loading", "lazy"),
];

/// Attributes that any element may have.
fn global(name: &str) -> bool {
    matches!(name, "id" | "class" | "title" | "lang" | "dir" | "role" | "translate" | "tabindex")
        || name.strip_prefix("aria-").is_some_and(is_simple)
        || name
            .strip_prefix("data-")
            .is_some_and(|rest| is_simple(rest) && !rest.starts_with("docs") && !rest.starts_with("search"))
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
        "iframe" => matches!(
            name,
            "src" | "width" | "height" | "allowfullscreen" | "sandbox" | "referrerpolicy" | "loading"
        ),
        "time" | "del" | "ins" => name == "datetime",
        "progress" | "meter" => matches!(name, "value" | "max" | "min" | "low" | "high" | "optimum"),
        _ => false,
    }
}

impl Clean<'_> {
    fn nodes(&mut self, nodes: &mut Vec<Node<'_>>, inside: &Inside) {
        nodes.retain(|node| match node {
            // A field of the author's is a form's; only boxes that show a state stay.
            Node::Element(element) if element.name == "input" && element.is_html() => {
                element.get("type").is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox"))
            }
            _ => true,
        });
        for node in nodes {
            let element = match node {
                Node::Element(element) => element,
                Node::Foreign(Foreign::Svg(svg)) => {
                    self.svg(svg);
                    continue;
                }
                _ => continue,
            };
            if let Role::Formula(_) = element.role {
                self.formula(element);
            }
            if element.name == "iframe" {
                self.frame(element, inside);
            }
            self.element(element, inside);
            if inside.depth < MAX_DEPTH {
                let inside = Inside {
                    depth: inside.depth + 1,
                    link: inside.link || element.name == "a",
                    code: inside.code || element.name == "pre",
                };
                self.nodes(&mut element.children, &inside);
            }
            if element.name == "a" {
                unbutton(&mut element.children, 0);
            }
            if element.name == "p" && holds_blocks(&element.children) {
                element.name = "div";
            }
        }
    }

    /// A drawing; what is taken out of an author's is told.
    fn svg(&mut self, svg: &mut Svg) {
        let clean = svg::clean(&svg.markup, self.policy, self.drawn.as_mut());
        svg.markup = clean.svg;
        for (at, url) in clean.links {
            let written = url.clone();
            svg.links.push((at, self.open(url, &written, "", "href", LinkKind::HtmlLink, svg.pos)));
        }
        if !svg.is_authors {
            return;
        }
        for name in clean.elements {
            self.problems.push(weave::taken_out(&name, svg.pos, self.source));
        }
        for scheme in clean.schemes {
            self.refused_scheme(&scheme, svg.pos);
        }
    }

    fn refused_scheme(&mut self, scheme: &str, pos: u32) {
        let message = format!("an address of the scheme `{scheme}:` was taken out");
        let help = "link to http, https, mailto, tel or a page; `urlSchemes` in the portal's configuration allows further schemes";
        let help = Some(help.to_owned());
        self.problem(ProblemKind::Unsafe, message, pos, help);
    }

    /// A formula that holds more than formulas do is shown as its TeX.
    fn formula(&mut self, element: &mut Element<'_>) {
        let [Node::Foreign(Foreign::MathMl(markup))] = element.children.as_mut_slice() else { return };
        match mathml::clean(markup) {
            Some(clean) => *markup = clean,
            None => {
                self.problems.push(math::refuse(
                    element,
                    "it holds something that is no MathML",
                    self.source,
                ));
            }
        }
    }

    fn element(&mut self, element: &mut Element<'_>, inside: &Inside) {
        if element.name == "code" && !inside.link && !inside.code {
            self.code(element);
        }
        if element.attrs.is_empty() && !element.is_html() {
            return;
        }
        let mut attrs = std::mem::take(&mut element.attrs);
        let mut align = None;
        for (name, value) in &mut attrs {
            match name.as_ref() {
                "style" => align = align.or(aligned(value)),
                "align" => align = align.or(side(value)),
                _ => {}
            }
            if let Some(rest) = name
                .strip_prefix("on")
                .filter(|rest| rest.len() > 2 && rest.bytes().all(|byte| byte.is_ascii_alphabetic()))
            {
                let message = format!("the handler `on{rest}` was taken out");
                self.problem(
                    ProblemKind::Unsafe,
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
            "input" if element.is_html() => {
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
            "pre" if element.is_html() => element.set("tabindex", "0"),
            "img" => self.image(element),
            "video" | "audio" | "source" | "track" => {
                for name in ["src", "poster", "srcset"] {
                    self.media(element, name);
                }
            }
            _ => {}
        }
    }

    /// A frame of a host that the configuration lists stays, sandboxed; any other becomes a link.
    fn frame(&mut self, element: &mut Element<'_>, inside: &Inside) {
        let written = element.get("src").unwrap_or_default().trim().to_owned();
        let title = element.get("title").unwrap_or_default().trim().to_owned();
        let safe = self.policy.safe_url(&written);
        if self.policy.frames.allow(&written) {
            if title.is_empty() {
                element.set("title", host(&written));
            }
            element.attrs.retain(|(name, _)| !FRAME.iter().any(|(ours, _)| name == ours));
            for (name, value) in FRAME {
                element.set(*name, *value);
            }
            return;
        }
        let may_link = matches!(safe, SafeUrl::Web(_) | SafeUrl::Relative(_)) && !written.is_empty();
        let text = if !title.is_empty() {
            title
        } else if may_link {
            written.clone()
        } else {
            String::new()
        };
        element.name = if may_link && !inside.link { "a" } else { "span" };
        element.attrs.clear();
        element.children = vec![Node::Text(text.into(), element.pos)];
        if may_link {
            element.set("href", written.clone());
            let message = match &safe {
                SafeUrl::Web(_) => format!("the frame of `{}` is shown as a link", host(&written)),
                _ => format!("the frame of `{written}` is shown as a link"),
            };
            let help = match &safe {
                SafeUrl::Web(_) => {
                    "list its host under `docs.iframeHosts` in the portal's configuration, and write `https`"
                }
                _ => "write a link",
            };
            self.problem(ProblemKind::Unsafe, message, element.pos, Some(help.to_owned()));
        } else if let SafeUrl::Refused(scheme) = safe {
            self.refused_scheme(&scheme, element.pos);
        } else {
            self.problems.push(weave::taken_out("iframe", element.pos, self.source));
        }
    }

    fn href(&mut self, element: &mut Element<'_>) {
        let Some(written) = element.get("href").map(str::to_owned) else { return };
        // What the steps made leads to what they made.
        if element.role.leads_within() {
            element.set("href", encoded(&written).into_owned());
            return;
        }
        let kind = if element.is_html() { LinkKind::HtmlLink } else { LinkKind::Link };
        match self.address(&written, "", "href", kind, element.pos) {
            Address::Open(link) => element.links.push(("href", link)),
            Address::Fixed(url) => element.set("href", url),
            Address::Refused => element.attrs.retain(|(name, _)| name != "href"),
        }
    }

    fn image(&mut self, element: &mut Element<'_>) {
        if element.get("alt").is_none() {
            element.set("alt", "");
        }
        let written = element.get("src").unwrap_or("").to_owned();
        let kind = if element.is_html() { LinkKind::HtmlImage } else { LinkKind::Image };
        match self.address(&written, "", "src", kind, element.pos) {
            Address::Open(link) => {
                // A picture without an address has one to be filled in all the same: that of its page.
                if element.get("src").is_none() {
                    element.set("src", "");
                }
                element.links.push(("src", link));
            }
            Address::Fixed(url) => {
                element.set("src", url);
                if element.get("loading").is_none() {
                    element.set("loading", "lazy");
                }
            }
            Address::Refused => element.attrs.retain(|(name, _)| name != "src"),
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
        match self.address(address, descriptor, name, LinkKind::HtmlImage, element.pos) {
            Address::Open(link) => element.links.push((name, link)),
            Address::Fixed(url) => element.set(name, format!("{url} {descriptor}").trim_end().to_owned()),
            Address::Refused => element.attrs.retain(|(key, _)| key != name),
        }
    }

    /// Code in a line of text that may name an entity.
    fn code(&mut self, element: &mut Element<'_>) {
        let [Node::Text(text, pos)] = element.children.as_slice() else { return };
        if !element.is_html() && names_an_entity(text) {
            let (url, pos) = (text.clone().into_owned(), *pos);
            let link = self.open(url.clone(), &url, "", "", LinkKind::Code, pos);
            element.links.push(("", link));
        }
    }

    fn address(
        &mut self,
        written: &str,
        suffix: &str,
        attribute: &'static str,
        kind: LinkKind,
        pos: u32,
    ) -> Address {
        let image = kind.is_image();
        match self.policy.safe_url(written) {
            SafeUrl::Entity(_) if image => Address::Refused,
            SafeUrl::Entity(_) => {
                Address::Open(self.open(written.to_owned(), written, suffix, attribute, kind, pos))
            }
            SafeUrl::Relative(url) | SafeUrl::Web(url) => {
                Address::Open(self.open(url, written, suffix, attribute, kind, pos))
            }
            SafeUrl::Other(url) if !image => Address::Fixed(encoded(&url).into_owned()),
            SafeUrl::Image(url) if image => Address::Fixed(url),
            SafeUrl::Other(_) | SafeUrl::Image(_) => Address::Refused,
            SafeUrl::Refused(scheme) => {
                if written.get(scheme.len()..).is_some_and(is_port) {
                    // `<your-host:8000>` in an address that the reader is to complete.
                    let message = format!("`{written}` in angle brackets reads as a link");
                    let help = "put it into a code span, or write `&lt;` for `<`";
                    self.problem(ProblemKind::Placeholder, message, pos, Some(help.to_owned()));
                } else {
                    self.refused_scheme(&scheme, pos);
                }
                Address::Refused
            }
        }
    }

    fn open(
        &mut self,
        url: String,
        written: &str,
        suffix: &str,
        attribute: &'static str,
        kind: LinkKind,
        pos: u32,
    ) -> u32 {
        let span = self.span(pos, written);
        let (others, at, whole) = (Vec::new(), 0, false);
        self.links.push(Link { url, kind, span, attribute, suffix: suffix.into(), others, at, whole });
        self.links.len() as u32 - 1
    }

    /// The place of an address: where it stands after the element's beginning.
    fn span(&self, pos: u32, written: &str) -> std::ops::Range<usize> {
        let text: &str = &self.source.text;
        let from = pos as usize;
        let mut end = text.len().min(from + 2048);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let found = text.get(from..end).filter(|_| !written.is_empty()).and_then(|rest| rest.find(written));
        match found {
            Some(at) => self.source.origins((from + at) as u32..(from + at + written.len()) as u32),
            None => self.source.origins(pos..pos),
        }
    }

    fn problem(&mut self, kind: ProblemKind, message: String, pos: u32, help: Option<String>) {
        let span = self.source.origins(pos..pos);
        self.problems.push(Problem { kind, message, span, help });
    }
}

/// What surrounds an element.
#[derive(Default)]
struct Inside {
    depth: usize,
    link: bool,
    code: bool,
}

/// What becomes of an address.
enum Address {
    /// It is filled in when the page is shown.
    Open(u32),
    /// It is the same everywhere.
    Fixed(String),
    /// It may not be followed.
    Refused,
}

/// Whether a text has the shape `kind:name` or `kind:namespace/name` of an entity reference.
fn names_an_entity(text: &str) -> bool {
    let Some((kind, rest)) = text.split_once(':') else { return false };
    let word = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    let parts = rest.split_once('/');
    !kind.is_empty()
        && kind.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.map_or_else(|| word(rest), |(namespace, name)| word(namespace) && word(name))
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
        "id" | "for" => is_id(value),
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

/// Whether what follows a scheme is a port: `:8000`, `:8000/x`.
fn is_port(rest: &str) -> bool {
    let Some(digits) = rest.strip_prefix(':') else { return false };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    (1..=5).contains(&end) && (digits.len() == end || digits[end..].starts_with('/'))
}
