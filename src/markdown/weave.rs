//! Pieces of HTML to elements.
//!
//! In: siblings with [`Node::Html`] among them. Out: siblings without; what stands between an opening and its
//! closing tag is in the element. Never: lets an element out of the list of siblings it began in: a page's
//! frame stays whole whatever its tags are; makes an element that `names` does not know.

use std::borrow::Cow;

use super::block::Footnote;
use super::document::{Problem, ProblemKind};
use super::tags::{self, TagKind};
use super::text::Source;
use super::tree::{Element, Foreign, MAX_DEPTH, Node, Svg, Syntax};
use super::{names, svg};

/// What the weaving took out.
#[derive(Debug, Default)]
struct Dropped {
    /// Name of an element that went, and its place.
    elements: Vec<(String, u32)>,
    /// Names in angle brackets that are no element and are never closed, and their places.
    placeholders: Vec<(String, u32)>,
}

/// Weaves a page and its footnotes.
pub(super) fn weave(
    tree: &mut Vec<Node<'_>>,
    footnotes: &mut [Footnote<'_>],
    source: &Source<'_>,
    problems: &mut Vec<Problem>,
) {
    let mut dropped = Dropped::default();
    run(tree, &mut dropped, 0);
    for footnote in footnotes {
        run(&mut footnote.children, &mut dropped, 0);
    }
    for (name, place) in dropped.elements {
        problems.push(taken_out(&name, place, source));
    }
    for (name, place) in dropped.placeholders {
        let name = as_written(&source.text, place).unwrap_or(&name);
        problems.push(Problem {
            kind: ProblemKind::Placeholder,
            message: format!("`<{name}>` is taken for an HTML element, and readers do not see it"),
            span: source.origins(place..place + name.len() as u32 + 2),
            help: Some(format!("write `` `<{name}>` `` or `\\<{name}>`")),
        });
    }
}

/// An element went.
pub(super) fn taken_out(name: &str, place: u32, source: &Source<'_>) -> Problem {
    Problem {
        kind: ProblemKind::Unsafe,
        message: format!("`<{name}>` was taken out"),
        span: source.origins(place..place),
        help: Some("what runs or frames other pages is not shown".to_owned()),
    }
}

/// A piece of HTML as nodes.
pub(super) fn woven<'a>(html: &str, pos: u32) -> Vec<Node<'a>> {
    let mut nodes = vec![Node::Html(Cow::Owned(html.to_owned()), pos)];
    run(&mut nodes, &mut Dropped::default(), 0);
    nodes
}

/// What stands between the angle brackets that open at a place.
fn as_written(text: &str, place: u32) -> Option<&str> {
    let inner = text.get(place as usize..)?.strip_prefix('<')?;
    inner.split_once(['>', '\n']).map(|(name, _)| name).filter(|name| name.len() < 100)
}

fn run(nodes: &mut Vec<Node<'_>>, dropped: &mut Dropped, depth: usize) {
    if nodes.iter().any(|node| matches!(node, Node::Html(..))) {
        let mut loom = Loom { out: Vec::new(), open: Vec::new(), dropped, depth };
        for node in std::mem::take(nodes) {
            match node {
                Node::Html(text, pos) => loom.piece(&text, pos),
                other => loom.put(other),
            }
        }
        *nodes = loom.finish();
    }
    if depth < MAX_DEPTH {
        for node in nodes {
            if let Node::Element(element) = node {
                run(&mut element.children, dropped, depth + 1);
            }
        }
    }
}

struct Open<'a> {
    name: String,
    /// `None`: its content stays without it.
    element: Option<Element<'a>>,
    /// Whether its own closing tag was found.
    closed: bool,
    pos: u32,
    children: Vec<Node<'a>>,
}

struct Loom<'a, 'd> {
    out: Vec<Node<'a>>,
    open: Vec<Open<'a>>,
    dropped: &'d mut Dropped,
    depth: usize,
}

impl<'a> Loom<'a, '_> {
    fn put(&mut self, node: Node<'a>) {
        // A block ends an open paragraph of the author's, as in a browser.
        if let Node::Element(element) = &node
            && !names::is_phrasing(element.name)
        {
            self.end_paragraph();
        }
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.out.push(node),
        }
    }

    fn end_paragraph(&mut self) {
        if self.open.last().is_some_and(|open| open.name == "p") {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let into = match self.open.last_mut() {
            Some(parent) => &mut parent.children,
            None => &mut self.out,
        };
        if let Some(element) = open.element {
            into.push(element.holding(open.children).node());
            return;
        }
        if !open.closed {
            self.dropped.placeholders.push((open.name, open.pos));
        }
        into.extend(open.children);
    }

    fn piece(&mut self, text: &str, pos: u32) {
        let mut at = 0;
        for tag in tags::scan(text) {
            let (from, to) = (tag.from as usize, tag.to as usize);
            if from < at {
                continue;
            }
            self.words(&text[at..from], pos + at as u32);
            at = to;
            let name = text[tag.name.0 as usize..tag.name.1 as usize].to_ascii_lowercase();
            let place = pos + tag.from;
            if tag.kind == TagKind::Close {
                // `</br>` breaks the line in every browser.
                if name == "br" {
                    self.put(Element::new("br", place).node());
                }
                self.close(&name);
                continue;
            }
            if name == "svg" {
                let end = tags::close_of(text, to, "svg")
                    .and_then(|close| text[close..].find('>').map(|more| close + more + 1));
                if let Some(end) = end.filter(|_| tag.kind == TagKind::Open) {
                    let drawing = &text[from..end];
                    if svg::fits(drawing) {
                        self.put(Node::Foreign(Foreign::Svg(Box::new(Svg::new(
                            drawing.to_owned(),
                            place,
                            true,
                        )))));
                    } else {
                        self.dropped.elements.push((name, place));
                    }
                    at = end;
                    continue;
                }
            }
            if name == "iframe" {
                // What stands in it is for browsers that know no frames; `clean` says what becomes of it.
                let mut frame = Element::new("iframe", place);
                frame.syntax = Syntax::Html;
                let written = tags::attributes(&text[tag.name.1 as usize..to - 1]);
                frame.attrs = written.into_iter().map(|(key, value)| (key.into(), value.into())).collect();
                self.put(frame.node());
                if tag.kind == TagKind::Open {
                    let close = tags::close_of(text, to, &name);
                    let end = close.and_then(|close| Some(close + text[close..].find('>')? + 1));
                    at = end.unwrap_or(text.len());
                }
                continue;
            }
            if names::is_dropped(&name) {
                if !matches!(name.as_str(), "script" | "style" | "math" | "template" | "noscript")
                    || name == "script"
                {
                    self.dropped.elements.push((name.clone(), place));
                }
                if tag.kind == TagKind::Open && !names::is_void_name(&name) {
                    // Up to its closing tag if that is here; an element never closed takes nothing along.
                    if let Some(close) = tags::close_of(text, to, &name) {
                        at = text[close..].find('>').map_or(text.len(), |more| close + more + 1);
                    } else if names::is_text_only(&name) {
                        at = text.len();
                    }
                }
                continue;
            }
            // A choice that nothing listens to goes; what could be chosen is the page's text.
            if name == "select" && tag.kind == TagKind::Open {
                self.dropped.elements.push((name.clone(), place));
            }
            self.start(&name, &text[tag.name.1 as usize..to - 1], tag.kind, place);
        }
        if at < text.len() {
            self.words(&text[at..], pos + at as u32);
        }
    }

    fn words(&mut self, text: &str, pos: u32) {
        if text.is_empty() {
            return;
        }
        let text = uncommented(text);
        if !text.is_empty() {
            self.put(Node::Text(Cow::Owned(tags::decode(&text)), pos));
        }
    }

    fn start(&mut self, name: &str, inner: &str, kind: TagKind, pos: u32) {
        let known = names::known(name);
        if known.is_none_or(|name| !names::is_phrasing(name)) && known.is_some() {
            self.end_paragraph();
        }
        // An item ends where the next begins, whether the author closes it or not.
        let rivals: &[&str] = match name {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "td" | "th" => &["td", "th"],
            "tr" => &["td", "th", "tr"],
            "tbody" | "thead" | "tfoot" => &["td", "th", "tr", "tbody", "thead", "tfoot"],
            "a" => &["a"],
            _ => &[],
        };
        while self.open.last().is_some_and(|open| rivals.contains(&open.name.as_str())) {
            self.pop();
        }
        let element = known.map(|known| {
            let mut element = Element::new(known, pos);
            element.syntax = Syntax::Html;
            element.attrs = tags::attributes(inner)
                .into_iter()
                .filter(|(key, _)| key != "markdown")
                // The anchors of old pages.
                .map(
                    |(key, value)| {
                        if key == "name" && name == "a" { ("id".to_owned(), value) } else { (key, value) }
                    },
                )
                .map(|(key, value)| (key.into(), value.into()))
                .collect();
            if name == "center" {
                element.class("align-center");
            }
            element
        });
        if names::is_void_name(name) {
            if let Some(element) = element {
                self.put(element.node());
            }
            return;
        }
        if kind == TagKind::Empty
            && (element.is_none()
                || !matches!(name, "p" | "div" | "td" | "th" | "li" | "summary" | "details"))
        {
            // `<a id="x"/>` is meant to be empty.
            if let Some(element) = element {
                self.put(element.node());
            }
            return;
        }
        if self.open.len() + self.depth < MAX_DEPTH - 24 {
            self.open.push(Open { name: name.to_owned(), element, closed: false, pos, children: Vec::new() });
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(index) = self.open.iter().rposition(|open| open.name == name) {
            while self.open.len() > index + 1 {
                self.pop();
            }
            if let Some(open) = self.open.last_mut() {
                open.closed = true;
            }
            self.pop();
        }
    }

    fn finish(mut self) -> Vec<Node<'a>> {
        while !self.open.is_empty() {
            self.pop();
        }
        self.out
    }
}

/// Text without comments, declarations and instructions.
fn uncommented(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let from = at + found;
        // A browser takes what begins with `<!` or `<?` for a comment up to the first `>`.
        let rest_of = &text[from..];
        let end = if rest_of.starts_with("<!--") {
            tags::marked_end(text, from)
        } else if rest_of.starts_with("<!") || rest_of.starts_with("<?") {
            rest_of.find('>').map(|at| from + at + 1)
        } else {
            None
        };
        match end {
            Some(end) => {
                out.push_str(&text[rest..from]);
                rest = end;
                at = end;
            }
            None => at = from + 1,
        }
        if out.len() + 65536 < from && rest == 0 {
            break;
        }
    }
    out.push_str(&text[rest..]);
    out
}
