//! The tree between text and HTML.
//!
//! In: built by `block`, filled by `inline`, changed by the steps after them. Out: read by `serialise`.
//! Never: holds a tag name that is not on the list in `html::names`; is deeper than [`MAX_DEPTH`]; says by a name, an
//! attribute or a class what only the steps need to know: that is the element's [`Role`].

use std::borrow::Cow;

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
    /// Highlighted code: `highlight`'s HTML, and its text for search.
    Code(Box<Code>),
    /// Markup in another language than HTML, as its author or the tool wrote it: `clean` lets through what it knows.
    Foreign(Foreign),
    /// A comment: gone from the page, but it hides a heading after it from the title rule.
    Comment,
}

/// Highlighted code.
#[derive(Debug)]
pub(super) struct Code {
    /// Escaped, with the highlighter's spans.
    pub html: String,
    /// What a reader sees.
    pub text: String,
}

/// Markup in another language than HTML.
#[derive(Debug)]
pub(super) enum Foreign {
    /// A drawing.
    Svg(Box<Svg>),
    /// A formula; its TeX is in the element around it.
    MathMl(String),
}

/// A drawing as SVG.
#[derive(Debug)]
pub(super) struct Svg {
    /// The drawing.
    pub markup: String,
    /// Where it stands in the page's working text.
    pub pos: u32,
    /// Whether the author wrote it; else it was drawn from an author's words.
    pub is_authors: bool,
    /// Where in `markup` the attributes of links go, and their numbers: `clean` fills it in.
    pub links: Vec<(usize, u32)>,
}

impl Svg {
    /// A drawing that is not clean yet.
    pub(super) fn new(markup: String, pos: u32, is_authors: bool) -> Self {
        Self { markup, pos, is_authors, links: Vec::new() }
    }
}

/// What an element is to the steps, where its name does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// What its name says.
    #[default]
    Plain,
    /// Inline content that no pass of the dialect reads again: a key, an address.
    Finished,
    /// What stood between this mark, which is not looked for in it again.
    Between(char),
    /// The picture of an emoji or icon; ids are made without it.
    Pictograph,
    /// A reference to the footnote of this number.
    FootnoteReference(u32),
    /// The link in such a reference: no text of the page.
    FootnoteLink,
    /// The way back from a footnote: no text of the page.
    FootnoteBacklink,
    /// Where the list of footnotes goes.
    FootnoteList,
    /// Where the table of contents goes, and it.
    TableOfContents,
    /// An entry of that table.
    TableOfContentsLink,
    /// A heading's link to itself around its text.
    HeadingLink,
    /// The same behind its text: no text of the page.
    Permalink,
    /// The mark of an annotation, or the way back to it: no text of the page.
    Annotation,
    /// Highlighted code whose spans are elements.
    Highlighted,
    /// A set of content tabs.
    TabSet,
    /// The labels of such a set.
    TabLabels,
    /// A diagram whose source it holds.
    Diagram(&'static str),
    /// A formula whose TeX it holds.
    Formula(FormulaStyle),
}

impl Role {
    /// Whether the element stands on the page for navigation and is no part of what its author says.
    pub(super) fn is_chrome(self) -> bool {
        matches!(self, Self::FootnoteLink | Self::FootnoteBacklink | Self::Permalink | Self::Annotation)
    }

    /// Whether it is a link that a step made to a place that a step made.
    pub(super) fn leads_within(self) -> bool {
        self.is_chrome() || matches!(self, Self::TableOfContentsLink | Self::HeadingLink)
    }
}

/// How a formula is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaStyle {
    /// In a line of text.
    Inline,
    /// On lines of its own.
    Block,
}

/// How an element came into the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Syntax {
    /// From Markdown, or made by a step.
    #[default]
    Markdown,
    /// The author wrote its tag.
    Html,
    /// The author wrote its tag with `markdown` on it: what it holds is Markdown.
    HtmlAroundMarkdown,
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
    /// How it came into the tree.
    pub syntax: Syntax,
    /// What it is to the steps.
    pub role: Role,
    /// Links of the document that begin here: `clean` fills it in. The name is that of the attribute that takes the
    /// address; an empty name puts the link around the element.
    pub links: Vec<(&'static str, u32)>,
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
        Self {
            name,
            attrs: Vec::new(),
            children: Vec::new(),
            pos,
            syntax: Syntax::Markdown,
            role: Role::Plain,
            links: Vec::new(),
        }
    }

    /// With a role.
    #[must_use]
    pub(super) fn in_role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// Whether the author wrote its tag.
    pub(super) fn is_html(&self) -> bool {
        self.syntax != Syntax::Markdown
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

/// Whether a value may be an id. HTML allows no blanks, but `#my%20id` reaches one that an author wrote all the same.
pub(super) fn is_id(value: &str) -> bool {
    !value.is_empty() && value.trim() == value && !value.contains(|c: char| c.is_control())
}

/// The text of nodes: what a reader would hear. Images give their alternative text.
pub(super) fn text_of(nodes: &[Node<'_>], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text, _) => out.push_str(text),
            Node::Leaf(leaf) => out.push_str(&leaf.text),
            Node::Code(code) => out.push_str(&code.text),
            Node::Element(element) if element.role.is_chrome() => {}
            Node::Element(element) if matches!(element.role, Role::Formula(_)) => {
                out.push_str(element.get("data-tex").unwrap_or(""));
            }
            Node::Element(element) if element.name == "img" => out.push_str(element.get("alt").unwrap_or("")),
            Node::Element(element) if element.name == "br" => out.push(' '),
            Node::Element(element) => text_of(&element.children, out),
            Node::Html(..) | Node::Foreign(_) | Node::Comment => {}
        }
    }
}
