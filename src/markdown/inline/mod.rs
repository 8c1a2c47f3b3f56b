//! Leaves to inline nodes.
//!
//! In: the tree of blocks, the link targets of the page. Out: the same tree without a leaf left.
//! CommonMark's inline rules are pulldown-cmark's; `prepare` spells a leaf so that it reads the dialect's way,
//! the passes after it add what CommonMark has not: attribute lists, `^^`, `~~`, `==`, critic marks, and in text
//! symbols, emoji, addresses, abbreviations, what extensions find. Never: parses a block.

mod abbreviations;
mod commonmark;
mod critic;
mod emoji;
mod emphasis;
mod forge;
mod icon_set;
mod icons;
mod magiclink;
mod marks;
mod prepare;
mod sequence;
mod shorten;
mod shorthand;
mod symbols;
mod text;

use std::borrow::Cow;
use std::collections::HashMap;

use super::block::{Footnote, Gathered, Target};
use super::steps::Steps;
use super::tree::{Code, Element, Leaf, MAX_DEPTH, Node, Role};
use super::{Options, attr};
use crate::highlight;
use prepare::{ESCAPE, GUARD, HIDDEN, HIDDEN_STAR, HIDDEN_UNDERSCORE, OWN, OWN_OFFSET};

use abbreviations::Abbreviations;

/// Deepest nesting of inline elements.
const DEPTH: usize = 24;

/// Parses the leaves of a page and of its footnotes; gives the footnotes in the order of their numbers, from 1.
pub(super) fn fill<'a>(
    tree: &mut Vec<Node<'a>>,
    gathered: Gathered<'a>,
    options: &Options,
    steps: &Steps,
) -> Vec<Footnote<'a>> {
    let (numbers, mut footnotes) = numbered(gathered.footnotes);
    let mut abbreviations = options.glossary.clone();
    abbreviations.extend(gathered.abbreviations);
    let abbreviations = Abbreviations::new(&abbreviations);
    let inline = Inline {
        options,
        targets: &gathered.targets,
        footnotes: &numbers,
        abbreviations: &abbreviations,
        steps,
        triggers: text::Triggers::new(&options.extensions),
    };
    inline.fill(tree);
    for footnote in &mut footnotes {
        inline.fill(&mut footnote.children);
    }
    footnotes
}

/// Footnotes and the number of each label: the first definition of a label gives the place, the last the text.
fn numbered(written: Vec<Footnote<'_>>) -> (HashMap<String, usize>, Vec<Footnote<'_>>) {
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut footnotes = Vec::new();
    for footnote in written {
        if let Some(number) = numbers.get(&footnote.label) {
            if let Some(old) = footnotes.get_mut(number - 1) {
                *old = footnote;
            }
        } else {
            numbers.insert(footnote.label.clone(), footnotes.len() + 1);
            footnotes.push(footnote);
        }
    }
    (numbers, footnotes)
}

/// What leaves are parsed with.
struct Inline<'p, 'o> {
    /// What mkdocs.yml sets.
    options: &'o Options,
    /// Reference links.
    targets: &'p HashMap<String, Target>,
    /// Footnotes: label → number.
    footnotes: &'p HashMap<String, usize>,
    /// Abbreviations to explain.
    abbreviations: &'p Abbreviations,
    /// What the page may still do.
    steps: &'p Steps,
    /// Where something may begin in running text.
    triggers: text::Triggers,
}

impl Inline<'_, '_> {
    /// Parses every leaf below.
    fn fill(&self, nodes: &mut Vec<Node<'_>>) {
        for node in nodes {
            if let Node::Element(element) = node {
                self.element(element, 0);
            }
        }
    }

    fn element(&self, element: &mut Element<'_>, depth: usize) {
        if element.children.iter().any(|child| matches!(child, Node::Leaf(_))) {
            Self::block_attributes(element);
            let children = std::mem::take(&mut element.children);
            let mut out = Vec::with_capacity(children.len() + 2);
            for child in children {
                match child {
                    Node::Leaf(leaf) => self.leaf(&leaf, &mut out),
                    other => out.push(other),
                }
            }
            element.children = out;
        }
        if depth < MAX_DEPTH {
            for child in &mut element.children {
                if let Node::Element(child) = child {
                    self.element(child, depth + 1);
                }
            }
        }
    }

    /// An attribute list at the end of a heading or cell, or on the last line of a paragraph.
    fn block_attributes(element: &mut Element<'_>) {
        let own_line = match element.name {
            "p" | "li" | "dd" | "blockquote" => true,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "th" | "dt" => false,
            _ => return,
        };
        let is_heading = element.heading().is_some();
        let Some(Node::Leaf(leaf)) = element.children.last_mut() else { return };
        if !leaf.text.ends_with('}') {
            return;
        }
        let line = leaf.text.rfind('\n').map_or(0, |at| at + 1);
        let last = &leaf.text[line..];
        let found = if own_line { (line > 0 && attr::whole(last)).then_some(0) } else { attr::at_end(last) };
        let Some(at) = found.map(|at| line + at) else { return };
        let written = leaf.text[at..].to_owned();
        let mut length = leaf.text[..at].trim_end().len();
        if is_heading {
            // `## Title ## {#id}`: the closing run goes too.
            length = leaf.text[..length].trim_end_matches('#').trim_end().len();
        }
        match &mut leaf.text {
            Cow::Borrowed(text) => *text = &text[..length],
            Cow::Owned(text) => text.truncate(length),
        }
        attr::apply(element, &written);
    }

    /// Parses one leaf.
    fn leaf<'a>(&self, leaf: &Leaf<'a>, out: &mut Vec<Node<'a>>) {
        if leaf.text.is_empty() {
            return;
        }
        if !self.steps.take(leaf.text.len() as u64, leaf.place(0)) {
            out.push(Node::Text(leaf.text.clone(), leaf.place(0)));
            return;
        }
        let shielded = prepare::shielded(leaf);
        let leaf = shielded.as_ref().unwrap_or(leaf);
        let plain = prepare::is_plain(&leaf.text);
        let mut nodes = if plain {
            if self.options.line_breaks {
                broken(&leaf.text, leaf)
            } else {
                vec![Node::Text(leaf.text.clone(), leaf.place(0))]
            }
        } else {
            self.commonmark(leaf)
        };
        self.dialect(&mut nodes, Role::Plain, false, 0);
        if !plain {
            show(&mut nodes);
        }
        out.append(&mut nodes);
    }

    /// A code span; `#!lang` or `:::lang` in front is highlighted. A blank before it says: as written.
    fn code<'a>(written: &str, pos: u32) -> Node<'a> {
        let written = &restored(written);
        let code = written.trim();
        let marked = written
            .trim_end()
            .strip_prefix("#!")
            .map(|rest| (rest, true))
            .or_else(|| written.trim_end().strip_prefix(":::").map(|rest| (rest, false)));
        if let Some((rest, _)) = marked {
            let end =
                rest.find(|c: char| !(c.is_alphanumeric() || "_#.+-".contains(c))).unwrap_or(rest.len());
            let (language, body) = (&rest[..end], rest[end..].trim_start());
            if rest[end..].starts_with([' ', '\t']) && !body.is_empty() {
                let element = Element::new("code", pos);
                return match highlight::highlight(language, body) {
                    Some(lines) if !language.is_empty() => {
                        let code = Code { html: lines.join("\n"), text: body.to_owned() };
                        element
                            .with("class", format!("language-{language}"))
                            .holding(vec![Node::Code(Box::new(code))])
                            .node()
                    }
                    _ => element.holding(vec![Node::Text(body.to_owned().into(), pos)]).node(),
                };
            }
        }
        Element::new("code", pos).holding(vec![Node::Text(code.to_owned().into(), pos)]).node()
    }

    /// What CommonMark has not.
    fn dialect(&self, nodes: &mut Vec<Node<'_>>, within: Role, linked: bool, depth: usize) {
        attributes(nodes);
        critic::apply(nodes, self.options.critic, self.steps);
        marks::apply(nodes, within, self.steps);
        emphasis::apply(nodes, within, self.steps);
        self.text(nodes, linked);
        attributes(nodes);
        if depth > DEPTH * 2 {
            return;
        }
        for node in nodes {
            if let Node::Element(link) = node
                && link.name == "a"
                && let Some(links) = &self.options.links
            {
                shorten::link(link, links);
            }
            if let Node::Element(element) = node
                && !matches!(element.name, "code" | "abbr" | "kbd")
                && !matches!(element.role, Role::Finished | Role::Formula(_))
            {
                let linked = linked || element.name == "a";
                self.dialect(&mut element.children, element.role, linked, depth + 1);
            }
        }
    }
}

/// Lines with breaks between them.
fn broken<'a>(text: &Cow<'a, str>, leaf: &Leaf<'a>) -> Vec<Node<'a>> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        if at > 0 {
            out.push(Element::new("br", leaf.place(at)).node());
        }
        out.push(Node::Text(line.to_owned().into(), leaf.place(at)));
        at += line.len() + 1;
    }
    out
}

/// Attribute lists right after inline elements.
fn attributes(nodes: &mut Vec<Node<'_>>) {
    for index in 1..nodes.len() {
        let (before, after) = nodes.split_at_mut(index);
        let (Some(Node::Element(element)), Some(Node::Text(text, _))) =
            (before.last_mut(), after.first_mut())
        else {
            continue;
        };
        if !text.starts_with('{') || matches!(element.name, "br") {
            continue;
        }
        let Some(length) = attr::length(text) else { continue };
        attr::apply(element, &restored(&text[..length]));
        match text {
            Cow::Borrowed(text) => *text = &text[length..],
            Cow::Owned(text) => *text = text[length..].to_owned(),
        }
    }
}

/// Escaped characters become what they stand for, now that no step takes them for marks. Once: what comes out may hold the
/// same characters, then the author's own.
fn show(nodes: &mut [Node<'_>]) {
    for node in nodes {
        match node {
            Node::Text(text, _) | Node::Html(text, _) if text.bytes().any(|byte| byte == 0xee) => {
                *text = Cow::Owned(restored(text));
            }
            // Code is shown as it was read.
            Node::Element(element) if element.name != "code" => show(&mut element.children),
            _ => {}
        }
    }
}

/// Escaped characters as they are shown.
pub(super) fn restored(text: &str) -> String {
    if !text.bytes().any(|byte| byte == 0xee) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().filter(|c| *c != GUARD);
    while let Some(c) = chars.next() {
        match c as u32 {
            _ if c == OWN => {
                let own = chars.next().and_then(|c| char::from_u32((c as u32).checked_sub(OWN_OFFSET)?));
                out.extend(own);
            }
            code @ ESCAPE..=0xe17e => out.push(char::from((code - ESCAPE) as u8)),
            code @ HIDDEN..=0xe27e => out.push(char::from((code - HIDDEN) as u8)),
            _ => out.push(c),
        }
    }
    out
}
