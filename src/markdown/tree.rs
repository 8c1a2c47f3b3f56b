//! The tree between text and HTML.
//!
//! In: built by `block`, filled by `inline`, changed by the steps after them. Out: read by `serialise`.
//! Never: holds a tag name that is not on the list in `html::names`; is deeper than [`MAX_DEPTH`].

use std::borrow::Cow;

/// On an element of the author's whose content is Markdown; not shown.
pub(super) const MARKED_UP: &str = "data-marked";

/// Deepest nesting of elements; what is nested deeper is flattened. Keeps every walk over the tree safe.
pub(super) const MAX_DEPTH: usize = 96;

/// Name and value.
pub(super) type Attribute<'a> = (Cow<'a, str>, Cow<'a, str>);

/// A node.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// Text, not escaped, and the place where it stands.
    Text(Cow<'a, str>, u32),
    /// An element.
    Element(Box<Element<'a>>),
    /// Inline Markdown that is not parsed yet.
    Leaf(Leaf<'a>),
    /// A piece of the author's HTML, not woven into the tree yet: tags, text, whatever stood there.
    Html(Cow<'a, str>, u32),
    /// HTML of our own making (highlighted code, MathML), and its text for search.
    Ours(Box<Ours>),
    /// A comment: gone from the page, but it hides a heading after it from the title rule.
    Comment,
}

/// HTML of our own making.
#[derive(Debug)]
pub(super) struct Ours {
    /// Escaped and safe.
    pub html: String,
    /// What a reader sees.
    pub text: String,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    /// Tag name.
    pub name: &'static str,
    /// In the order they will be written.
    pub attrs: Vec<Attribute<'a>>,
    /// What it holds.
    pub children: Vec<Node<'a>>,
    /// Where it stands in the page's working text.
    pub pos: u32,
    /// Whether the author wrote it as HTML.
    pub raw: bool,
}

/// Inline Markdown that is not parsed yet.
#[derive(Debug)]
pub(super) struct Leaf<'a> {
    /// The text, lines stripped of what their containers take.
    pub text: Cow<'a, str>,
    /// Where the text's pieces stand: offset in it, offset in the page's working text.
    pub map: Vec<(u32, u32)>,
}

impl Leaf<'_> {
    /// Place in the working text of an offset in the leaf.
    pub(super) fn place(&self, offset: usize) -> u32 {
        let index = self.map.partition_point(|(at, _)| *at as usize <= offset);
        let Some((at, place)) = index.checked_sub(1).and_then(|index| self.map.get(index)) else { return 0 };
        place + (offset as u32 - at)
    }
}

impl<'a> Element<'a> {
    /// An element without attributes.
    pub(super) fn new(name: &'static str, pos: u32) -> Self {
        Self { name, attrs: Vec::new(), children: Vec::new(), pos, raw: false }
    }

    /// With an attribute.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.attrs.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// With children.
    #[must_use]
    pub(super) fn holding(mut self, children: Vec<Node<'a>>) -> Self {
        self.children = children;
        self
    }

    /// As a node.
    pub(super) fn node(self) -> Node<'a> {
        Node::Element(Box::new(self))
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attrs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_ref())
    }

    /// Sets an attribute, in place of an older value.
    pub(super) fn set(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        let name = name.into();
        match self.attrs.iter_mut().find(|(key, _)| *key == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attrs.push((name, value.into())),
        }
    }

    /// Adds a class.
    pub(super) fn class(&mut self, class: &str) {
        match self.get("class") {
            Some(old) if !old.is_empty() => {
                let all = format!("{old} {class}");
                self.set("class", all);
            }
            _ => self.set("class", class.to_owned()),
        }
    }

    /// Whether it has a class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|all| all.split_ascii_whitespace().any(|one| one == class))
    }

    /// Whether it is `h1` … `h6`, and which.
    pub(super) fn heading(&self) -> Option<u8> {
        match self.name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        }
    }
}

/// The text of nodes: what a reader would hear. Images give their alternative text.
pub(super) fn text_of(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text, _) => out.push_str(text),
            Node::Leaf(leaf) => out.push_str(&leaf.text),
            Node::Ours(ours) => out.push_str(&ours.text),
            Node::Element(element) if element.name == "img" => out.push_str(element.get("alt").unwrap_or("")),
            Node::Element(element) if element.name == "br" => out.push(' '),
            Node::Element(element) if element.has_class("footnote-ref") => {}
            Node::Element(element) => text_of(&element.children, out),
            Node::Html(..) | Node::Comment => {}
        }
    }
}
