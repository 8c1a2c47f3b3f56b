//! The tree to a body.
//!
//! In: the clean tree and the document's links. Out: HTML with the places of addresses and anchors, every text and value
//! escaped. The only place where tags are written. Never: decides anything.

use std::collections::BTreeMap;

use super::body::{Body, Link, Writer, attribute};
use super::document::Anchor;
use super::names;
use super::tree::{Element, Foreign, Node, Role};
use crate::html::escape;

/// A table wider than its page scrolls in a box of its own, which the keyboard reaches too.
const SCROLLS: &str = "<div class=\"md-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">";

/// Elements that may begin with an anchor.
const HOLDERS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "section", "dt", "dd", "li"];

/// Writes a page: its body, and its anchors in the order of their ids.
pub(super) fn body(nodes: &[Node<'_>], links: Vec<Link>, bytes: usize) -> (Body, Vec<Anchor>) {
    let mut page = Page { writer: Writer::new(bytes, links), anchors: BTreeMap::new() };
    page.nodes(nodes);
    let anchors = page.anchors.into_iter().map(|(id, beside)| Anchor { id, beside });
    (page.writer.finish(), anchors.collect())
}

struct Page {
    writer: Writer,
    /// Id of an element → where an anchor beside it goes, for those that may hold one.
    anchors: BTreeMap<String, Option<u32>>,
}

impl Page {
    fn nodes(&mut self, nodes: &[Node<'_>]) {
        for node in nodes {
            match node {
                Node::Text(text, _) => escape(text, &mut self.writer.out),
                Node::Code(code) => self.writer.out.push_str(&code.html),
                Node::Foreign(foreign) => self.foreign(foreign),
                Node::Element(element) => self.element(element),
                Node::Leaf(_) | Node::Html(..) | Node::Comment => {}
            }
        }
    }

    fn foreign(&mut self, foreign: &Foreign) {
        self.writer.first_tag(false);
        match foreign {
            Foreign::MathMl(markup) => self.writer.out.push_str(markup),
            Foreign::Svg(svg) => {
                let mut done = 0;
                for &(at, link) in &svg.links {
                    self.writer.out.push_str(&svg.markup[done..at]);
                    self.writer.attributes(link);
                    if let Some(link) = self.writer.link(link) {
                        link.whole = true;
                    }
                    done = at;
                }
                self.writer.out.push_str(&svg.markup[done..]);
            }
        }
    }

    fn element(&mut self, element: &Element<'_>) {
        let around = element.links.first().filter(|(name, _)| name.is_empty()).map(|(_, link)| *link);
        if let Some(link) = around {
            self.writer.first_tag(false);
            self.writer.open(link);
        }
        let scrolls = element.name == "table";
        if scrolls {
            self.writer.out.push_str(SCROLLS);
            self.writer.first_tag(true);
        }
        self.start(element);
        if names::is_void_name(element.name) {
            return;
        }
        // A first line end in `pre` is not shown, so one that is meant needs another before it.
        if element.name == "pre"
            && matches!(element.children.first(), Some(Node::Text(text, _)) if text.starts_with('\n'))
        {
            self.writer.out.push('\n');
        }
        self.nodes(&element.children);
        let out = &mut self.writer.out;
        out.push_str("</");
        out.push_str(element.name);
        out.push('>');
        if scrolls {
            out.push_str("</div>");
        }
        if let Some(link) = around {
            self.writer.close(link);
        }
        if !names::is_phrasing(element.name) {
            self.writer.out.push('\n');
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        self.writer.out.push('<');
        self.writer.out.push_str(element.name);
        if element.role == Role::Annotation {
            self.writer.out.push_str(" data-docs-chrome");
        }
        match element.links.first() {
            Some(&(name, link)) if matches!(element.name, "a" | "img") && !name.is_empty() => {
                self.whole(element, name, link);
            }
            _ => {
                for (name, value) in &element.attrs {
                    match element.links.iter().find(|(address, _)| address == name) {
                        Some((_, link)) => self.writer.attributes(*link),
                        None => attribute(name, value, &mut self.writer.out),
                    }
                }
            }
        }
        if element.name == "th" && element.children.is_empty() && element.get("role").is_none() {
            // An empty corner heads nothing.
            self.writer.out.push_str(" role=\"cell\"");
        }
        if element.name == "img" {
            self.writer.has_image();
        }
        self.writer.out.push('>');
        let holds_text = HOLDERS.contains(&element.name);
        self.writer.first_tag(holds_text);
        if let Some(id) = element.get("id") {
            let at = self.writer.out.len() as u32;
            self.anchors.entry(id.to_owned()).or_insert(holds_text.then_some(at));
        }
    }

    /// The start of an element all of whose attributes depend on where its link leads.
    fn whole(&mut self, element: &Element<'_>, address: &str, number: u32) {
        self.writer.attributes(number);
        if let Some(link) = self.writer.link(number) {
            link.whole = true;
            link.at = element.attrs.iter().position(|(name, _)| name == address).unwrap_or(0);
            let others = element.attrs.iter().filter(|(name, _)| name != address);
            link.others = others.map(|(name, value)| (name.as_ref().into(), value.as_ref().into())).collect();
        }
    }
}
