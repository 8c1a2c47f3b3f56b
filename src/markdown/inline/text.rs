//! What is found in running text: symbols, emoji, addresses, abbreviations, and what the site's extensions find.
//!
//! In: siblings. Out: siblings, texts cut up where something was found.
//! Never: in code; an address within a link.

use std::borrow::Cow;

use super::super::extensions::Extensions;
use super::super::options::MagicLinks;
use super::{Inline, emoji, icons, magiclink, shorten, shorthand, symbols};
use crate::markdown::steps::ELEMENT;
use crate::markdown::tags;
use crate::markdown::tree::{Element, Node, Role};

/// Bytes at which something of the dialect may begin.
const DIALECT: &[u8] = b":(+-<=@0123456789cwW";
/// Those where `#12` and commits are links.
const SHORTHAND: &[u8] = b"#!?abdef";

/// Whether something may begin at a byte.
pub(super) struct Triggers {
    plain: [bool; 256],
    shorthand: [bool; 256],
}

impl Triggers {
    /// With what the extensions of a site begin with.
    pub(super) fn new(extensions: &Extensions) -> Self {
        let mut plain = [false; 256];
        for sign in DIALECT.iter().copied().chain(extensions.signs()) {
            plain[usize::from(sign)] = true;
        }
        let mut shorthand = plain;
        for sign in SHORTHAND {
            shorthand[usize::from(*sign)] = true;
        }
        Self { plain, shorthand }
    }
}

impl Inline<'_, '_> {
    pub(super) fn text(&self, nodes: &mut Vec<Node<'_>>, linked: bool) {
        let mut linked = linked;
        for node in std::mem::take(nodes) {
            let pieces = match &node {
                Node::Text(text, pos) => self.pieces(text, *pos, linked),
                // The author's own link, not woven yet.
                Node::Html(tag, _) => {
                    if matches!(tags::name_at(tag, 1 + usize::from(tag.starts_with("</"))), "a" | "A") {
                        linked = !tag.starts_with("</");
                    }
                    None
                }
                _ => None,
            };
            match pieces {
                Some(pieces) => nodes.extend(pieces),
                None => nodes.push(node),
            }
        }
    }

    /// A text cut up; `None` where there is nothing to cut.
    fn pieces<'a>(&self, text: &Cow<'a, str>, pos: u32, linked: bool) -> Option<Vec<Node<'a>>> {
        let mut cutter = Cutter { text, pos, done: 0, out: Vec::new() };
        let bytes = text.as_bytes();
        let mut at = 0;
        let triggers =
            if self.shorthand(linked).is_some() { &self.triggers.shorthand } else { &self.triggers.plain };
        while at < bytes.len() {
            if !triggers[usize::from(bytes[at])] {
                at += 1;
                continue;
            }
            let next = self.found(&mut cutter, at, linked);
            if next.is_some() && !self.steps.take(ELEMENT, pos + at as u32) {
                break;
            }
            at = next.unwrap_or(at + 1);
        }
        let mut out = if cutter.done == 0 && cutter.out.is_empty() {
            if self.abbreviations.is_empty() {
                return None;
            }
            vec![Node::Text(text.clone(), pos)]
        } else {
            cutter.rest();
            cutter.out
        };
        if !self.abbreviations.is_empty() {
            let changed = self.explain(&mut out);
            if !changed && out.len() == 1 && matches!(out[0], Node::Text(..)) {
                return None;
            }
        }
        Some(out)
    }

    /// What begins at a place: puts it out and gives the place behind it.
    fn found(&self, cutter: &mut Cutter<'_, '_>, at: usize, linked: bool) -> Option<usize> {
        let text: &str = cutter.text;
        let bytes = text.as_bytes();
        let pos = cutter.pos + at as u32;
        if let Some(found) = self.options.extensions.find(text, at, pos) {
            return Some(cutter.put(at, at + found.length, found.node));
        }
        match bytes[at] {
            b':' => {
                if text[at..].starts_with("://") {
                    self.options.links.as_ref().filter(|_| !linked)?;
                    let address = magiclink::web(text, at).filter(|address| address.from >= cutter.done)?;
                    return Some(self.address(cutter, &address));
                }
                let rest = &text[at + 1..];
                let end = rest
                    .bytes()
                    .take(80)
                    .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-')))?;
                if end == 0 || rest.as_bytes()[end] != b':' {
                    return None;
                }
                let code = &rest[..end];
                let node = if self.options.icons && emoji::is_icon(code) {
                    icons::icon(code, pos)
                } else {
                    let character = emoji::character(code)?;
                    Element::new("span", pos)
                        .with("class", "emoji")
                        .with("title", format!(":{code}:"))
                        .in_role(Role::Pictograph)
                        .holding(vec![Node::Text(character.replace('\u{fe0f}', "").into(), pos)])
                        .node()
                };
                Some(cutter.put(at, at + end + 2, node))
            }
            b'w' | b'W' => {
                self.options.links.as_ref().filter(|_| !linked)?;
                let address = magiclink::www(text, at)?;
                Some(self.address(cutter, &address))
            }
            b'#' | b'!' | b'?' => {
                let links = self.shorthand(linked)?;
                let found = shorthand::numbered(text, at, links).filter(|found| found.from >= cutter.done)?;
                Some(Self::referred(cutter, found))
            }
            b'a'..=b'f' | b'0'..=b'9'
                if let Some(found) =
                    self.shorthand(linked).and_then(|links| shorthand::commit(text, at, links)) =>
            {
                Some(Self::referred(cutter, found))
            }
            b'@' => {
                let links = self.options.links.as_ref().filter(|_| !linked)?;
                if let Some(address) = magiclink::mail(text, at).filter(|found| found.from >= cutter.done) {
                    return Some(self.address(cutter, &address));
                }
                let found = (links.shorthand || links.social).then(|| {
                    shorthand::at_sign(text, at, links).filter(|found| found.from >= cutter.done)
                })??;
                Some(Self::referred(cutter, found))
            }
            _ => {
                let (length, symbol) = symbols::at(text, at, self.options.symbols)?;
                match symbol {
                    symbols::Symbol::Text(sign) => {
                        Some(cutter.put(at, at + length, Node::Text(sign.into(), pos)))
                    }
                    symbols::Symbol::Ordinal => {
                        let letters = text[at + length - 2..at + length].to_owned();
                        let node =
                            Element::new("sup", pos).holding(vec![Node::Text(letters.into(), pos)]).node();
                        Some(cutter.put(at + length - 2, at + length, node))
                    }
                }
            }
        }
    }

    fn shorthand(&self, linked: bool) -> Option<&MagicLinks> {
        self.options.links.as_ref().filter(|links| links.shorthand && !linked)
    }

    fn referred(cutter: &mut Cutter<'_, '_>, found: shorthand::Reference) -> usize {
        let pos = cutter.pos + found.from as u32;
        let link = Element::new("a", pos)
            .with("href", found.href)
            .in_role(Role::Finished)
            .holding(vec![Node::Text(found.label.into(), pos)]);
        cutter.put(found.from, found.to, link.node())
    }

    fn address(&self, cutter: &mut Cutter<'_, '_>, address: &magiclink::Address) -> usize {
        let pos = cutter.pos + address.from as u32;
        let mut shown = cutter.text[address.from..address.to].to_owned();
        let short = self.options.links.as_ref().and_then(|links| shorten::label(&address.href, links));
        if let Some(short) = short {
            shown = short;
        } else if self.options.links.as_ref().is_some_and(|links| links.hide_protocol)
            && let Some((_, rest)) = shown.split_once("://")
        {
            shown = String::from(rest);
        }
        let link = Element::new("a", pos)
            .with("href", address.href.clone())
            .in_role(Role::Finished)
            .holding(vec![Node::Text(shown.into(), pos)]);
        cutter.put(address.from, address.to, link.node())
    }

    /// Puts meanings on abbreviations.
    fn explain(&self, nodes: &mut Vec<Node<'_>>) -> bool {
        let mut changed = false;
        for node in std::mem::take(nodes) {
            let Node::Text(text, pos) = &node else {
                nodes.push(node);
                continue;
            };
            let found = self.abbreviations.find(text);
            if found.is_empty() {
                nodes.push(node);
                continue;
            }
            changed = true;
            let mut cutter = Cutter { text, pos: *pos, done: 0, out: Vec::new() };
            for (from, to, meaning) in found {
                let place = *pos + from as u32;
                // A long meaning may be asked for by every word.
                if !self.steps.take(ELEMENT + meaning.len() as u64, place) {
                    break;
                }
                let word = Node::Text(text[from..to].to_owned().into(), place);
                let node =
                    Element::new("abbr", place).with("title", meaning.to_owned()).holding(vec![word]).node();
                cutter.put(from, to, node);
            }
            cutter.rest();
            nodes.append(&mut cutter.out);
        }
        changed
    }
}

/// Cuts a text.
struct Cutter<'t, 'a> {
    text: &'t Cow<'a, str>,
    pos: u32,
    done: usize,
    out: Vec<Node<'a>>,
}

impl<'a> Cutter<'_, 'a> {
    fn slice(&mut self, to: usize) {
        if self.done < to {
            let piece = match self.text {
                Cow::Borrowed(text) => Cow::Borrowed(&text[self.done..to]),
                Cow::Owned(text) => Cow::Owned(text[self.done..to].to_owned()),
            };
            self.out.push(Node::Text(piece, self.pos + self.done as u32));
        }
        self.done = to;
    }

    /// Puts a node in place of a range.
    fn put(&mut self, from: usize, to: usize, node: Node<'a>) -> usize {
        self.slice(from);
        match (self.out.last_mut(), node) {
            (Some(Node::Text(last, _)), Node::Text(text, _)) => last.to_mut().push_str(&text),
            (_, node) => self.out.push(node),
        }
        self.done = to;
        to
    }

    fn rest(&mut self) {
        self.slice(self.text.len());
    }
}
