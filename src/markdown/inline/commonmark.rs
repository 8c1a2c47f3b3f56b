//! CommonMark's inline rules, which are pulldown-cmark's.
//!
//! In: a leaf. Out: its nodes; escaped characters and formulas still wait for the passes of the dialect.
//! Never: opens more than [`DEPTH`] elements in each other.

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::prepare::{self, FORMULA, GUARD};
use super::{DEPTH, Inline, emphasis, restored};
use crate::markdown::block::fold_label;
use crate::markdown::math;
use crate::markdown::steps::{ELEMENT, Steps};
use crate::markdown::tree::{Element, Leaf, Node, Role, text_of};

impl Inline<'_, '_> {
    /// The nodes of a leaf.
    pub(super) fn commonmark<'a>(&self, leaf: &Leaf<'a>) -> Vec<Node<'a>> {
        let prepared = prepare::prepare(&leaf.text, self);
        // What the parser lends from the page itself may stay lent.
        let lent: Option<&'a str> = match (&prepared.text, &leaf.text) {
            (None, Cow::Borrowed(text)) => Some(*text),
            _ => None,
        };
        let text: &str = prepared.text.as_deref().unwrap_or(&leaf.text);
        let mut callback = |broken: BrokenLink<'_>| self.reference(&broken);
        let parser = Parser::new_with_broken_link_callback(
            text,
            pulldown_cmark::Options::empty(),
            Some(&mut callback),
        );
        let base = text.as_ptr() as usize;
        let own = |piece: &str| -> Cow<'a, str> {
            let from = (piece.as_ptr() as usize).wrapping_sub(base);
            match lent {
                Some(lent) if from <= lent.len() && from + piece.len() <= lent.len() => {
                    Cow::Borrowed(&lent[from..from + piece.len()])
                }
                _ => Cow::Owned(piece.to_owned()),
            }
        };
        let place = |offset: usize| leaf.place(prepared.origin(offset));
        let mut stack: Vec<Open<'a>> = Vec::new();
        let mut flat = 0usize;
        let mut root: Vec<Node<'a>> = Vec::new();
        for (event, range) in parser.into_offset_iter() {
            let pos = place(range.start);
            if matches!(event, Event::Start(_)) && !self.steps.take(ELEMENT, pos) {
                let rest = leaf.text[prepared.origin(range.start).min(leaf.text.len())..].to_owned();
                push_text(
                    stack.last_mut().map_or(&mut root, |top| &mut top.element.children),
                    rest.into(),
                    pos,
                );
                break;
            }
            let into = match stack.last_mut() {
                Some(top) => &mut top.element.children,
                None => &mut root,
            };
            match event {
                Event::Start(tag) => {
                    let element = match tag {
                        Tag::Link { link_type, dest_url, title, .. } => {
                            Self::link(link_type, &dest_url, &title, pos)
                        }
                        Tag::Image { dest_url, title, .. } => {
                            let mut image =
                                Element::new("img", pos).with("alt", "").with("src", restored(&dest_url));
                            if !title.is_empty() {
                                image = image.with("title", restored(&title));
                            }
                            image
                        }
                        _ => {
                            flat += 1;
                            continue;
                        }
                    };
                    if stack.len() >= DEPTH {
                        flat += 1;
                        continue;
                    }
                    stack.push(Open { element });
                }
                Event::End(end) => {
                    if flat > 0 && (stack.len() >= DEPTH || !matches!(end, TagEnd::Link | TagEnd::Image)) {
                        flat -= 1;
                        continue;
                    }
                    if let Some(open) = stack.pop() {
                        let node = open.close(self.steps);
                        match stack.last_mut() {
                            Some(top) => top.element.children.push(node),
                            None => root.push(node),
                        }
                    }
                }
                Event::Text(piece) => {
                    // `<mailto:a@b.example>` shows the address alone.
                    let address = stack.last().filter(|top| top.element.role == Role::Finished);
                    let scheme = address.and_then(|_| piece.strip_prefix("mailto:")).map_or(0, |_| 7);
                    let into = stack.last_mut().map_or(&mut root, |top| &mut top.element.children);
                    push_text(into, own(&piece[scheme..]), pos);
                }
                Event::Code(code) => into.push(Self::code(&code, pos)),
                Event::InlineHtml(piece) | Event::Html(piece) => into.push(Node::Html(own(&piece), pos)),
                Event::SoftBreak if self.options.line_breaks => into.push(Element::new("br", pos).node()),
                Event::SoftBreak => push_text(into, Cow::Borrowed("\n"), pos),
                Event::HardBreak => {
                    // Of three blanks and more one stays before the break, as in the reference.
                    if text[range.clone()].starts_with("   ") {
                        push_text(into, Cow::Borrowed(" "), pos);
                    }
                    into.push(Element::new("br", pos).node());
                    push_text(into, Cow::Borrowed("\n"), pos);
                }
                _ => {}
            }
        }
        while let Some(open) = stack.pop() {
            let node = open.close(self.steps);
            match stack.last_mut() {
                Some(top) => top.element.children.push(node),
                None => root.push(node),
            }
        }
        if prepared.text.is_some() {
            unguard(&mut root, &prepared.formulas);
        }
        root
    }

    fn link<'a>(kind: LinkType, url: &str, title: &str, pos: u32) -> Element<'a> {
        if let Some(number) = url.strip_prefix("\u{e002}note:") {
            return Element::new("sup", pos).in_role(Role::FootnoteReference(number.parse().unwrap_or(0)));
        }
        let href = if kind == LinkType::Email { format!("mailto:{url}") } else { restored(url) };
        let mut element = Element::new("a", pos).with("href", href);
        if !title.is_empty() {
            element = element.with("title", restored(title));
        }
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            element = element.in_role(Role::Finished);
        }
        element
    }

    fn reference(&self, broken: &BrokenLink<'_>) -> Option<(CowStr<'static>, CowStr<'static>)> {
        let label = restored(&broken.reference);
        if let Some(label) = label.strip_prefix('^') {
            let number = self.footnotes.get(label)?;
            return Some((format!("\u{e002}note:{number}").into(), "".into()));
        }
        let target = self.targets.get(&fold_label(&label))?;
        // A long address may be referred to from everywhere.
        let length = target.url.len() + target.title.len();
        if !self.steps.take(length as u64, 0) {
            return None;
        }
        Some((target.url.clone().into(), target.title.clone().into()))
    }
}

/// An inline element that is not closed yet.
struct Open<'a> {
    element: Element<'a>,
}

impl<'a> Open<'a> {
    fn close(self, steps: &Steps) -> Node<'a> {
        let Self { mut element } = self;
        if element.name == "img" {
            // The words alone: nobody wants to hear marks. (The reference leaves them in.)
            emphasis::apply(&mut element.children, Role::Plain, steps);
            let mut alt = String::new();
            text_of(&element.children, &mut alt);
            element.children.clear();
            element.set("alt", restored(&alt));
        }
        element.node()
    }
}

fn push_text<'a>(into: &mut Vec<Node<'a>>, text: Cow<'a, str>, pos: u32) {
    if let Some(Node::Text(last, _)) = into.last_mut() {
        last.to_mut().push_str(&text);
    } else {
        into.push(Node::Text(text, pos));
    }
}

/// Guards go, formulas come back.
fn unguard(nodes: &mut Vec<Node<'_>>, formulas: &[String]) {
    for node in std::mem::take(nodes) {
        match node {
            Node::Text(mut text, pos) => {
                if text.contains(GUARD) {
                    text = Cow::Owned(text.replace(GUARD, ""));
                }
                if text.contains(FORMULA) {
                    nodes.extend(with_formulas(&text, formulas, pos));
                } else {
                    nodes.push(Node::Text(text, pos));
                }
            }
            Node::Html(text, pos) if text.contains(GUARD) => {
                nodes.push(Node::Html(Cow::Owned(text.replace(GUARD, "")), pos));
            }
            Node::Element(mut element) => {
                if element.name != "code" {
                    unguard(&mut element.children, formulas);
                }
                nodes.push(Node::Element(element));
            }
            other => nodes.push(other),
        }
    }
}

/// A text with its formulas in their places.
fn with_formulas<'a>(text: &str, formulas: &[String], pos: u32) -> Vec<Node<'a>> {
    let formula = |piece: &str| formulas.get(piece.parse::<usize>().ok()?);
    let pieces = text.split(FORMULA).enumerate();
    pieces
        .filter_map(|(number, piece)| match formula(piece).filter(|_| number % 2 == 1) {
            Some(tex) => Some(math::inline(tex, pos)),
            None if piece.is_empty() => None,
            None => Some(Node::Text(piece.to_owned().into(), pos)),
        })
        .collect()
}
