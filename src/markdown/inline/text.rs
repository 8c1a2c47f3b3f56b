//! What is found in running text: symbols, keys, emoji, addresses, abbreviations, links of a wiki.
//!
//! In: siblings. Out: siblings, texts cut up where something was found.
//! Never: in code; an address within a link.

use std::borrow::Cow;

use super::super::options::MagicLinks;
use super::{Inline, emoji, icons, keys, magiclink, shorten, shorthand, symbols};
use crate::markdown::tags;
use crate::markdown::tree::{Element, Node, Role};

/// Bytes at which something may begin.
static TRIGGERS: [bool; 256] = table(b":(+-<=@0123456789cwW[.'\"");
/// The same where `#12` and commits are links.
static SHORTHAND: [bool; 256] = table(b":(+-<=@0123456789cwW[.'\"#!?abdef");

const fn table(marks: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut index = 0;
    while index < marks.len() {
        table[marks[index] as usize] = true;
        index += 1;
    }
    table
}

impl Inline<'_, '_> {
    pub(super) fn text(&self, nodes: &mut Vec<Node<'_>>, linked: bool) {
        let mut index = 0;
        let mut linked = linked;
        while index < nodes.len() {
            let Node::Text(text, pos) = &nodes[index] else {
                // The author's own link, not woven yet.
                if let Node::Html(tag, _) = &nodes[index] {
                    match tags::name_at(tag, 1 + usize::from(tag.starts_with("</"))) {
                        "a" | "A" => linked = !tag.starts_with("</"),
                        _ => {}
                    }
                }
                index += 1;
                continue;
            };
            let found = self.pieces(text, *pos, linked);
            match found {
                None => index += 1,
                Some(pieces) => {
                    let count = pieces.len();
                    nodes.splice(index..=index, pieces);
                    index += count;
                }
            }
        }
    }

    /// A text cut up; `None` where there is nothing to cut.
    fn pieces<'a>(&self, text: &Cow<'a, str>, pos: u32, linked: bool) -> Option<Vec<Node<'a>>> {
        let mut cutter = Cutter { text, pos, done: 0, out: Vec::new() };
        let bytes = text.as_bytes();
        let mut at = 0;
        let triggers = if self.shorthand(linked).is_some() { &SHORTHAND } else { &TRIGGERS };
        while at < bytes.len() {
            if !triggers[usize::from(bytes[at])] {
                at += 1;
                continue;
            }
            let next = self.found(&mut cutter, at, linked);
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
            b'+' if self.options.keys && text[at..].starts_with("++") => {
                let (length, names) = keys::at(&text[at..])?;
                let mut element = Element::new("span", pos).with("class", "keys");
                for (index, name) in names.iter().enumerate() {
                    if index > 0 {
                        element.children.push(
                            Element::new("span", pos).holding(vec![Node::Text("+".into(), pos)]).node(),
                        );
                    }
                    let label = name.strip_prefix('"').map_or_else(|| keys::label(name), str::to_owned);
                    element
                        .children
                        .push(Element::new("kbd", pos).holding(vec![Node::Text(label.into(), pos)]).node());
                }
                element = element.in_role(Role::Finished);
                Some(cutter.put(at, at + length, element.node()))
            }
            b'[' => self.bracket(cutter, at, pos),
            b'.' | b'\'' | b'"' | b'-' if self.options.smarty => Self::smarty(cutter, at),
            b'.' | b'\'' | b'"' => None,
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
        let mut shown = super::restored(&cutter.text[address.from..address.to]);
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

    /// `[[Page]]`, `[=85% "85%"]`.
    fn bracket(&self, cutter: &mut Cutter<'_, '_>, at: usize, pos: u32) -> Option<usize> {
        let rest = &cutter.text[at..];
        if self.options.wikilinks && rest.starts_with("[[") {
            let end = rest.find("]]")?;
            let page = rest[2..end].trim().to_owned();
            let href = format!("/{}/", page.replace(' ', "_"));
            let link = Element::new("a", pos)
                .with("class", "wikilink")
                .with("href", href)
                .holding(vec![Node::Text(page.into(), pos)]);
            return Some(cutter.put(at, at + end + 2, link.node()));
        }
        if self.options.progress && rest.starts_with("[=") {
            let end = rest.find(']')?;
            let inner = rest[2..end].trim();
            let (amount, label) = inner.split_once([' ', '\t']).unwrap_or((inner, ""));
            let percent = match amount.split_once('/') {
                Some((part, whole)) => {
                    100.0 * part.parse::<f64>().ok()?
                        / whole.parse::<f64>().ok().filter(|whole| *whole > 0.0)?
                }
                None => amount.strip_suffix('%')?.parse().ok()?,
            };
            let percent = percent.clamp(0.0, 100.0);
            let label = label.trim().trim_matches('"').to_owned();
            let mut bar =
                Element::new("progress", pos).with("max", "100").with("value", format!("{percent:.0}"));
            if !label.is_empty() {
                bar = bar.with("aria-label", label.clone());
            }
            let text = Element::new("span", pos)
                .with("class", "progress-label")
                .holding(vec![Node::Text(label.into(), pos)]);
            let root =
                Element::new("span", pos).with("class", "progress").holding(vec![bar.node(), text.node()]);
            return Some(cutter.put(at, at + end + 1, root.node()));
        }
        None
    }

    /// Curly quotes, dashes, dots.
    fn smarty(cutter: &mut Cutter<'_, '_>, at: usize) -> Option<usize> {
        let text: &str = cutter.text;
        let rest = &text[at..];
        let opens = text[..at].chars().next_back().is_none_or(|c| {
            c.is_whitespace() || matches!(c, '(' | '[' | '{' | '"' | '\'' | '-' | '\u{2014}' | '\u{2013}')
        });
        let (length, sign) = if rest.starts_with("---") {
            (3, "\u{2014}")
        } else if rest.starts_with("--") && !rest.starts_with("-->") {
            (2, "\u{2013}")
        } else if rest.starts_with("...") {
            (3, "\u{2026}")
        } else if rest.starts_with('"') {
            (1, if opens { "\u{201c}" } else { "\u{201d}" })
        } else if rest.starts_with('\'') {
            (1, if opens { "\u{2018}" } else { "\u{2019}" })
        } else {
            return None;
        };
        Some(cutter.put(at, at + length, Node::Text(sign.into(), cutter.pos + at as u32)))
    }

    /// Puts meanings on abbreviations.
    fn explain(&self, nodes: &mut Vec<Node<'_>>) -> bool {
        let mut changed = false;
        let mut index = 0;
        while index < nodes.len() {
            let Node::Text(text, pos) = &nodes[index] else {
                index += 1;
                continue;
            };
            let found = self.abbreviations.find(text);
            if found.is_empty() {
                index += 1;
                continue;
            }
            changed = true;
            let mut cutter = Cutter { text, pos: *pos, done: 0, out: Vec::new() };
            for (from, to, meaning) in found {
                let place = *pos + from as u32;
                let word = Node::Text(text[from..to].to_owned().into(), place);
                let node =
                    Element::new("abbr", place).with("title", meaning.to_owned()).holding(vec![word]).node();
                cutter.put(from, to, node);
            }
            cutter.rest();
            let pieces = cutter.out;
            let count = pieces.len();
            nodes.splice(index..=index, pieces);
            index += count;
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
