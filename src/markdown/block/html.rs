//! HTML between Markdown.
//!
//! In: a block-level tag, a comment, an instruction at the front of a line. Out: [`Node::Html`] pieces, which
//! `weave` makes elements of, and elements whose `markdown` attribute asks for their content to be parsed.
//! Never: decides what is safe (`clean` does); lets a tag reach beyond its container.
//!
//! As in the reference, HTML ends with its element, not with a blank line. As in CommonMark, and as authors
//! expect, what stands between blank lines inside it is Markdown.

use std::collections::HashMap;

use super::{Blocks, Place, Run, fence};
use crate::markdown::names;
use crate::markdown::tags::{self, Tag, TagKind};
use crate::markdown::text::Line;
use crate::markdown::tree::{Element, Node, Syntax};

/// Every tag of a container, and which closes which.
#[derive(Debug)]
pub(in crate::markdown) struct Index {
    joined: String,
    /// For every line: its place in `joined`, its `start` in the working text, its indentation.
    lines: Vec<(u32, u32, u32)>,
    tags: Vec<Tag>,
    /// Tag that closes the tag of the same index.
    closed_by: Vec<Option<u32>>,
}

/// Whether a line begins a block of HTML.
pub(super) fn starts_block(text: &str) -> bool {
    match text.as_bytes() {
        [b'<', b'!', b'-', b'-', ..] => true,
        [b'<', b'/', ..] => names::is_block(tags::name_at(text, 2)),
        [b'<', first, ..] if first.is_ascii_alphabetic() => names::is_block(tags::name_at(text, 1)),
        _ => false,
    }
}

impl Index {
    fn new(text: &str, lines: &[Line]) -> Self {
        let mut joined = String::with_capacity(lines.len() * 40);
        let mut places = Vec::with_capacity(lines.len());
        for line in lines {
            places.push((joined.len() as u32, line.start, line.indent));
            if !line.blank() {
                for _ in 0..line.indent {
                    joined.push(' ');
                }
                joined.push_str(line.text(text));
            }
            joined.push('\n');
        }
        let tags = tags::scan(&joined);
        let mut closed_by = vec![None; tags.len()];
        let mut open: Vec<(u32, &str)> = Vec::new();
        let mut depth: HashMap<&str, usize> = HashMap::new();
        for (index, tag) in tags.iter().enumerate() {
            let name = &joined[tag.name.0 as usize..tag.name.1 as usize];
            match tag.kind {
                TagKind::Open if !names::is_void_name(name) => {
                    open.push((index as u32, name));
                    *depth.entry(name).or_default() += 1;
                }
                TagKind::Close if depth.get(name).is_some_and(|count| *count > 0) => {
                    while let Some((opener, opened)) = open.pop() {
                        if let Some(count) = depth.get_mut(opened) {
                            *count -= 1;
                        }
                        if opened == name {
                            closed_by[opener as usize] = Some(index as u32);
                            break;
                        }
                    }
                }
                _ => {}
            }
        }
        Self { joined, lines: places, tags, closed_by }
    }

    /// Place in `joined` of a place on a line.
    fn place(&self, index: usize, start: u32) -> usize {
        let (at, begin, indent) = self.lines[index];
        (at + indent + start.saturating_sub(begin)) as usize
    }

    /// Line that holds a place.
    fn line_of(&self, place: usize) -> usize {
        self.lines.partition_point(|(at, ..)| *at as usize <= place).saturating_sub(1)
    }

    /// Place in the working text.
    fn origin(&self, place: usize) -> u32 {
        let (at, begin, indent) = self.lines[self.line_of(place)];
        begin + (place as u32).saturating_sub(at + indent)
    }

    fn name(&self, tag: &Tag) -> &str {
        &self.joined[tag.name.0 as usize..tag.name.1 as usize]
    }

    fn tag_at(&self, place: usize) -> Option<usize> {
        let index = self.tags.partition_point(|tag| (tag.from as usize) < place);
        self.tags.get(index).filter(|tag| tag.from as usize == place).map(|_| index)
    }
}

impl<'a> Blocks<'a, '_> {
    pub(super) fn html(&mut self, run: &mut Run<'a>) -> bool {
        let line = run.lines[run.at];
        let text = line.text(self.text);
        let marked = text.starts_with("<!") || text.starts_with("<?");
        if !marked && !starts_block(text) {
            return false;
        }
        let index = match run.html.take() {
            Some(index) => index,
            None => Box::new(Index::new(self.text, &run.lines)),
        };
        let done = if marked { self.marked(run, &index) } else { self.element(run, &index) };
        run.html = Some(index);
        done
    }

    /// `<!-- … -->`, `<!DOCTYPE …>`, `<![CDATA[ … ]]>`, `<? … ?>`.
    fn marked(&mut self, run: &mut Run<'a>, index: &Index) -> bool {
        let line = run.lines[run.at];
        let from = index.place(run.at, line.start);
        let Some(end) = tags::marked_end(&index.joined, from) else { return false };
        // Within a paragraph a comment with text behind it is the paragraph's.
        let rest = index.joined[end..].split('\n').next().unwrap_or("");
        if !run.prose.is_empty() && !rest.trim().is_empty() {
            return false;
        }
        // A comment that is never closed does not reach for the end of the next one.
        let inner = &index.joined[from + 2..end];
        if inner.contains("\n\n") && inner.contains("<!--") {
            return false;
        }
        self.flush(run);
        if index.joined[from..].starts_with("<!--") {
            run.out.push(Node::Comment);
        } else {
            let piece = index.joined[from..end].to_owned();
            run.out.push(Node::Html(piece.into(), line.start));
        }
        self.go_on(run, index, end);
        true
    }

    fn element(&mut self, run: &mut Run<'a>, index: &Index) -> bool {
        let line = run.lines[run.at];
        let from = index.place(run.at, line.start);
        let Some(number) = index.tag_at(from) else { return false };
        let tag = &index.tags[number];
        let name = index.name(tag).to_ascii_lowercase();
        if tag.kind == TagKind::Close && run.raw_until == 0 && !run.prose.is_empty() {
            return false;
        }
        self.flush(run);
        let closing = index.closed_by[number].map(|close| &index.tags[close as usize]);
        let asked = markdown_mode(&index.joined, tag, &name);
        let mode = asked
            .or_else(|| matches!(name.as_str(), "figcaption" | "summary").then_some(Mode::Span))
            .or_else(|| self.nested_mode(tag, &name));
        // An element that is never closed but asks for Markdown ends with its paragraph.
        let unclosed = || {
            let end = self.until_blank(run, index, run.at) as u32;
            let next = &index.tags[number + 1..];
            let sibling = next.iter().find(|next| index.name(next).eq_ignore_ascii_case(&name));
            let end = sibling.map_or(end, |next| next.from.min(end));
            // Not behind the line end that the last line of all has in `joined` alone.
            let end = end.min(index.joined.len() as u32 - 1).max(tag.to);
            asked.map(|_| Tag { from: end, to: end, ..*tag })
        };
        if let (Some(close), Some(mode)) = (closing.copied().or_else(unclosed), mode) {
            // What an author marked as Markdown follows `md_in_html`'s own rules all the way down.
            self.marked_up_depth += u32::from(asked.is_some());
            let node = self.marked_up(run, index, tag, &close, &name, mode);
            self.marked_up_depth -= u32::from(asked.is_some());
            run.out.push(node);
            self.go_on(run, index, close.to as usize);
            return true;
        }
        let end = match closing {
            Some(close) => close.to as usize,
            None if tag.kind != TagKind::Open || names::is_void_name(&name) => tag.to as usize,
            None if names::is_text_only(&name) => index.joined.len(),
            None => self.until_blank(run, index, run.at),
        };
        if names::is_verbatim(&name) || closing.is_none() {
            self.piece(run, index, from, end);
            return true;
        }
        // Up to the first blank line or fence it is HTML; from there Markdown again, inside the element.
        let last = index.line_of(end.saturating_sub(1));
        let stop = (run.at + 1..=last).find(|at| {
            let line = run.lines[*at];
            line.blank() || fence::open(line.text(self.text)).is_some()
        });
        match stop.filter(|at| !Self::verbatim_around(index, from, *at)) {
            None => self.piece(run, index, from, end),
            Some(at) => {
                run.raw_until = run.raw_until.max(last + 1);
                self.piece(run, index, from, index.lines[at].0 as usize);
            }
        }
        true
    }

    /// Inside an item, an admonition or a tab the reference sees no block of HTML: what stands between the tags is
    /// Markdown.
    fn nested_mode(&self, tag: &Tag, name: &str) -> Option<Mode> {
        let contained = self.depth > 1 && self.marked_up_depth == 0;
        let plain = contained && tag.kind == TagKind::Open && !names::is_verbatim(name);
        if plain && matches!(name, "div" | "center") {
            Some(Mode::Block)
        } else if plain && name == "p" {
            Some(Mode::Span)
        } else {
            None
        }
    }

    /// Whether a blank line stands inside a `pre` or the like that begins after `from`.
    fn verbatim_around(index: &Index, from: usize, line: usize) -> bool {
        let place = index.lines[line].0 as usize;
        let first = index.tags.partition_point(|tag| (tag.from as usize) < from);
        index.tags[first..].iter().enumerate().take_while(|(_, tag)| (tag.from as usize) < place).any(
            |(offset, tag)| {
                let name = &index.joined[tag.name.0 as usize..tag.name.1 as usize];
                tag.kind == TagKind::Open
                    && names::is_verbatim(&name.to_ascii_lowercase())
                    && index.closed_by[first + offset]
                        .is_some_and(|close| index.tags[close as usize].from as usize > place)
            },
        )
    }

    fn until_blank(&self, run: &Run<'a>, index: &Index, from: usize) -> usize {
        let next = (from + 1..run.lines.len()).find(|at| {
            let line = run.lines[*at];
            line.blank() || fence::open(line.text(self.text)).is_some()
        });
        next.map_or(index.joined.len(), |at| index.lines[at].0 as usize)
    }

    fn piece(&mut self, run: &mut Run<'a>, index: &Index, from: usize, to: usize) {
        let text = index.joined[from..to].trim_end().to_owned();
        run.out.push(Node::Html(text.into(), index.origin(from)));
        self.go_on(run, index, to);
    }

    /// Goes on behind a place: with the rest of its line, if there is any.
    fn go_on(&mut self, run: &mut Run<'a>, index: &Index, place: usize) {
        if place >= index.joined.len() {
            run.at = run.lines.len();
            return;
        }
        let at = index.line_of(place);
        let line = run.lines[at];
        let (begin, ..) = index.lines[at];
        if place <= begin as usize {
            run.at = at;
            return;
        }
        let start = index.origin(place);
        let rest = &self.text[start as usize..line.end as usize];
        let blanks = rest.len() - rest.trim_start().len();
        if blanks == rest.len() {
            run.at = at + 1;
            return;
        }
        run.lines[at] = Line { raw: start, start: start + blanks as u32, end: line.end, indent: 0 };
        run.at = at;
    }

    /// An element whose content is Markdown.
    fn marked_up(
        &mut self,
        run: &Run<'a>,
        index: &Index,
        tag: &Tag,
        close: &Tag,
        name: &str,
        mode: Mode,
    ) -> Node<'a> {
        let (from, to) = (tag.to as usize, close.from as usize);
        let pos = index.origin(tag.from as usize);
        let mut element = Element::new(names::known(name).unwrap_or("div"), pos);
        element.syntax = Syntax::HtmlAroundMarkdown;
        if name == "center" {
            element.class("align-center");
        }
        for (key, value) in tags::attributes(&index.joined[tag.name.1 as usize..from - 1]) {
            if key != "markdown" {
                element.attrs.push((key.into(), value.into()));
            }
        }
        let (first, last) = (index.line_of(from), index.line_of(to));
        let mut lines: Vec<Line> = Vec::new();
        for at in first..=last {
            let line = run.lines[at];
            let begin = index.lines[at].0 as usize;
            let start = if at == first { index.origin(from) } else { line.start };
            let end = if at == last { index.origin(to).max(start) } else { line.end };
            let body = &self.text[start as usize..end as usize];
            let skip = body.len() - body.trim_start().len();
            let indent = if at == first && from > begin { skip as u32 } else { line.indent };
            let raw = if at == first { start } else { line.raw };
            let line = Line { raw, start: start + skip as u32, end, indent };
            lines.push(if at == last && line.start >= end { Line { start: end, ..line } } else { line });
        }
        let common =
            lines.iter().skip(1).filter(|line| !line.blank()).map(|line| line.indent).min().unwrap_or(0);
        for line in &mut lines {
            *line = line.dedent(if line.indent >= common { common } else { line.indent });
        }
        element.children = match mode {
            Mode::Block => self.inside(lines, Place::Flow),
            Mode::Span => {
                lines.retain(|line| !line.blank());
                if lines.is_empty() { Vec::new() } else { vec![Node::Leaf(self.leaf(&lines))] }
            }
        };
        element.node()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Block,
    Span,
}

/// What an element's `markdown` attribute asks for.
fn markdown_mode(joined: &str, tag: &Tag, name: &str) -> Option<Mode> {
    let inner = &joined[tag.name.1 as usize..tag.to as usize - 1];
    if tag.kind != TagKind::Open || !inner.contains("markdown") {
        return None;
    }
    let value = tags::attributes(inner).into_iter().find(|(key, _)| key == "markdown")?.1;
    let span = names::holds_spans(name);
    if names::is_verbatim(name) {
        return None;
    }
    match value.as_str() {
        "" | "1" | "markdown" | "true" => Some(if span { Mode::Span } else { Mode::Block }),
        "block" => Some(Mode::Block),
        "span" => Some(Mode::Span),
        _ => None,
    }
}
