//! Step 10: what search and the reading time want.
//!
//! In: the clean tree. Out: text by heading, anchors, words, title. Never: changes the tree.

use std::collections::BTreeSet;

use super::document::{Document, Section};
use super::tree::{Element, MAX_DEPTH, Node, text_of};

/// Gathers into the document.
pub(super) fn gather(nodes: &[Node<'_>], document: &mut Document) {
    let mut gatherer =
        Gatherer { anchors: BTreeSet::new(), sections: vec![empty()], words: 0, has_h1: false };
    gatherer.nodes(nodes, 0);
    document.title = title(nodes);
    document.has_h1 = gatherer.has_h1;
    document.anchors = gatherer.anchors.into_iter().collect();
    document.words = gatherer.words;
    document.sections = gatherer
        .sections
        .into_iter()
        .map(|section| Section { text: section.text.trim_end().to_owned(), ..section })
        .filter(|section| !section.text.is_empty() || section.level > 0)
        .collect();
}

fn empty() -> Section {
    Section { id: String::new(), title: String::new(), level: 0, text: String::new() }
}

/// MkDocs: the text of the first element if that is an `h1`.
fn title(nodes: &[Node<'_>]) -> Option<String> {
    let first = nodes.iter().find(|node| !matches!(node, Node::Text(text, _) if text.trim().is_empty()))?;
    match first {
        Node::Element(element) if element.name == "h1" && !element.raw => {
            let mut text = String::new();
            text_of(&element.children, &mut text);
            let text = fold(&text);
            (!text.is_empty()).then_some(text)
        }
        _ => None,
    }
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Gatherer {
    anchors: BTreeSet<String>,
    sections: Vec<Section>,
    words: usize,
    has_h1: bool,
}

impl Gatherer {
    fn nodes(&mut self, nodes: &[Node<'_>], depth: usize) {
        for node in nodes {
            match node {
                Node::Text(text, _) => self.text(text, true),
                Node::Ours(ours) => self.text(&ours.text, false),
                Node::Element(element) => self.element(element, depth),
                Node::Leaf(_) | Node::Html(..) | Node::Comment => {}
            }
        }
    }

    fn element(&mut self, element: &Element<'_>, depth: usize) {
        if let Some(id) = element.get("id") {
            self.anchors.insert(id.to_owned());
        }
        if let Some(level) = element.heading() {
            self.has_h1 |= level == 1;
            let mut title = String::new();
            text_of(&element.children, &mut title);
            let title = fold(&title);
            self.words += title.split(' ').count();
            if let Some(id) = element.get("id") {
                self.sections.push(Section { id: id.to_owned(), title, level, text: String::new() });
            } else {
                self.text(&title, false);
            }
            self.ids_below(&element.children, depth);
            return;
        }
        if matches!(element.name, "input" | "img" | "hr")
            || element.has_class("toc")
            || element.has_class("footnote-backref")
        {
            return;
        }
        if depth < MAX_DEPTH {
            self.nodes(&element.children, depth + 1);
        }
        if !super::names::is_phrasing(element.name) || element.name == "br" {
            self.gap();
        }
    }

    fn ids_below(&mut self, nodes: &[Node<'_>], depth: usize) {
        for node in nodes {
            if let Node::Element(element) = node {
                if let Some(id) = element.get("id") {
                    self.anchors.insert(id.to_owned());
                }
                if depth < MAX_DEPTH {
                    self.ids_below(&element.children, depth + 1);
                }
            }
        }
    }

    fn text(&mut self, text: &str, prose: bool) {
        let Some(section) = self.sections.last_mut() else { return };
        if text.starts_with(char::is_whitespace) && !section.text.is_empty() && !section.text.ends_with(' ') {
            section.text.push(' ');
        }
        let mut first = true;
        for word in text.split_whitespace() {
            if !first {
                section.text.push(' ');
            }
            first = false;
            section.text.push_str(word);
            self.words += usize::from(prose);
        }
        if !first && text.ends_with(char::is_whitespace) {
            section.text.push(' ');
        }
    }

    fn gap(&mut self) {
        if let Some(section) = self.sections.last_mut()
            && !section.text.is_empty()
            && !section.text.ends_with(' ')
        {
            section.text.push(' ');
        }
    }
}
