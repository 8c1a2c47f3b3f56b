//! What search and the reading time want.
//!
//! In: the clean tree. Out: text by heading, words, title. Never: changes the tree.

use super::document::Section;
use super::tree::{Element, Foreign, MAX_DEPTH, Node, Role, text_of};

/// What is read off a page.
#[derive(Debug)]
pub(super) struct Read {
    /// Text of the first element if that is an `h1`.
    pub title: Option<String>,
    /// Whether there is an `h1`.
    pub has_h1: bool,
    /// The text by heading.
    pub sections: Vec<Section>,
    /// Words of prose.
    pub words: usize,
}

/// Reads a page.
pub(super) fn read(nodes: &[Node<'_>]) -> Read {
    let mut gatherer = Gatherer { sections: vec![empty()], words: 0, has_h1: false };
    gatherer.nodes(nodes, 0);
    let sections = gatherer.sections.into_iter();
    Read {
        title: title(nodes),
        has_h1: gatherer.has_h1,
        words: gatherer.words,
        sections: sections
            .map(|section| Section { text: section.text.trim_end().to_owned(), ..section })
            .filter(|section| !section.text.is_empty() || section.level > 0)
            .collect(),
    }
}

fn empty() -> Section {
    Section { id: String::new(), title: String::new(), level: 0, text: String::new() }
}

/// MkDocs: the text of the first element if that is an `h1`.
fn title(nodes: &[Node<'_>]) -> Option<String> {
    let first = nodes.iter().find(|node| !matches!(node, Node::Text(text, _) if text.trim().is_empty()))?;
    match first {
        Node::Element(element) if element.name == "h1" && !element.is_html() => {
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
    sections: Vec<Section>,
    words: usize,
    has_h1: bool,
}

impl Gatherer {
    fn nodes(&mut self, nodes: &[Node<'_>], depth: usize) {
        for node in nodes {
            match node {
                Node::Text(text, _) => self.text(text, true),
                Node::Code(code) => self.text(&code.text, false),
                Node::Element(element) => self.element(element, depth),
                Node::Leaf(_) | Node::Html(..) | Node::Foreign(_) | Node::Comment => {}
            }
        }
    }

    fn element(&mut self, element: &Element<'_>, depth: usize) {
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
            return;
        }
        if matches!(element.name, "input" | "img" | "hr")
            || element.role == Role::TableOfContents
            || element.role.is_chrome() && element.role != Role::FootnoteLink
        {
            return;
        }
        if element.role == Role::Highlighted {
            let mut code = String::new();
            text_of(&element.children, &mut code);
            return self.text(&code, false);
        }
        if let (Role::Formula(_), [Node::Foreign(Foreign::MathMl(_))]) =
            (element.role, element.children.as_slice())
        {
            self.text(element.get("data-tex").unwrap_or_default(), false);
        }
        if depth < MAX_DEPTH {
            self.nodes(&element.children, depth + 1);
        }
        if !super::names::is_phrasing(element.name) || element.name == "br" {
            self.gap();
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
