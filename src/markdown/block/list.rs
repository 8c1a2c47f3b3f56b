//! Lists.
//!
//! In: lines that begin with a marker. Out: `ul`, `ol`, task items.
//! Never: needs a blank line before it, as the reference does; makes a list of `1986.` in running text.
//!
//! A line belongs to an item if it is indented by two columns more than the item's marker: that is the
//! reference's rule (`nested_indent: 2`) and holds all that CommonMark's content column holds. Children four
//! columns in, which the reference shows as text, nest too.

use super::{Blocks, Place, Run, fence, prose};
use crate::markdown::text::Line;
use crate::markdown::tree::{Element, Leaf, Node};

/// A list marker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marker {
    ordered: bool,

    number: u64,
    /// Bytes of the marker.
    width: u32,
    /// Nothing follows it.
    empty: bool,
}

impl<'a> Blocks<'a, '_> {
    /// The marker at the front of a line.
    pub(super) fn marker(&self, line: Line) -> Option<Marker> {
        let text = line.text(self.text).as_bytes();
        let after = |width: usize| text.get(width).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
        let empty = |width: usize| text[width..].iter().all(|byte| matches!(byte, b' ' | b'\t'));
        match *text.first()? {
            b'-' | b'*' | b'+' if after(1) => {
                Some(Marker { ordered: false, number: 0, width: 1, empty: empty(1) })
            }
            b'0'..=b'9' => {
                let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let mark = *text.get(digits)?;
                if digits > 9 || !matches!(mark, b'.' | b')') || !after(digits + 1) {
                    return None;
                }
                let number = text[..digits].iter().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
                Some(Marker { ordered: true, number, width: digits as u32 + 1, empty: empty(digits + 1) })
            }
            _ => None,
        }
    }

    pub(super) fn list(&mut self, run: &mut Run<'a>) -> bool {
        let Some(marker) = self.marker(run.lines[run.at]) else { return false };
        let late = marker.ordered && marker.number != 1 && run.place == Place::Flow;
        if !run.prose.is_empty() && (marker.empty || late) {
            return false;
        }
        if marker.empty && self.lone(run) {
            return false;
        }
        let first = run.lines[run.at];
        if !run.prose.is_empty() && run.place == Place::Flow {
            self.mended("a list right below a paragraph", first, "put a blank line above the list");
        }
        self.flush(run);
        let mut items: Vec<Item<'a>> = Vec::new();
        while let Some(&line) = run.lines.get(run.at) {
            let Some(next) = self.marker(line).filter(|next| next.ordered == marker.ordered) else { break };
            if line.indent >= 4 && run.at >= run.raw_until && line.indent >= first.indent + 2
                || prose::is_rule(line.text(self.text))
            {
                break;
            }
            let (lines, end, loose) = self.item(run, next);
            let pos = line.start;
            run.at = end;
            let mut children = self.inside(lines, Place::Item);
            let attribute = take_attribute(&mut children);
            let task = task(&mut children);
            items.push(Item { children, attribute, task, loose, pos });
            // Blank lines between items do not end a list.
            let mut peek = run.at;
            while run.lines.get(peek).is_some_and(|line| line.blank()) {
                peek += 1;
            }
            let goes_on = run.lines.get(peek).is_some_and(|line| {
                line.indent < first.indent + 4
                    && self.marker(*line).is_some_and(|next| next.ordered == marker.ordered)
            });
            if peek > run.at {
                if !goes_on {
                    break;
                }
                run.at = peek;
            }
        }
        run.out.push(self.listed(marker, items, first.start));
        true
    }

    /// Whether a marker without text is all there is: no item's text below it, no further item. The reference
    /// and readers see a star there, not a list.
    fn lone(&self, run: &Run<'a>) -> bool {
        let head = run.lines[run.at];
        match run.lines.get(run.at + 1) {
            Some(line) if !line.blank() => line.indent < head.indent + 2 && self.marker(*line).is_none(),
            _ => run.lines[run.at + 1..]
                .iter()
                .find(|line| !line.blank())
                .is_none_or(|line| self.marker(*line).is_none()),
        }
    }

    /// Whether a star right below an item's text has nothing behind it and nothing below it: the reference reads
    /// one more word of the text. (A dash there would underline it.)
    fn stray(&self, run: &Run<'a>, at: usize) -> bool {
        let (head, next) = (run.lines[at], run.lines.get(at + 1));
        head.text(self.text) == "*" && next.is_none_or(|next| next.blank() || next.indent <= head.indent)
    }

    /// The lines of an item, dedented; the line after it; whether its blocks are parted by blank lines.
    fn item(&self, run: &Run<'a>, marker: Marker) -> (Vec<Line>, usize, bool) {
        let head = run.lines[run.at];
        let body = head.after(self.text, marker.width as usize, head.indent);
        // The reference takes two columns. More than three that are left over would make code of prose, so
        // behind a wide marker more goes. Five blanks and more are alignment, not code: in the reference too.
        let blanks = if body.indent > 4 || body.blank() { 1 } else { body.indent };
        let content = head.indent + 2.max((marker.width + blanks).saturating_sub(3));
        let least = head.indent + 2;
        let mut lines = vec![Line { indent: 0, ..body }];
        let (mut blank, mut loose) = (false, false);
        // Text right below `- ### Title` is the item's, as in the reference.
        let mut open =
            is_prose(lines[0], self.text) || prose::heading_level(lines[0].text(self.text), true).is_some();
        // Mark, length and what may be taken from the front of a fence's lines.
        let mut fenced = fence::open(lines[0].text(self.text)).map(|(mark, length)| (mark, length, content));
        let mut at = run.at + 1;
        while let Some(&line) = run.lines.get(at) {
            if line.blank() {
                // An item that begins with a blank line holds nothing after a second one.
                if lines.len() == 1 && lines[0].blank() {
                    break;
                }
                blank = true;
                lines.push(line);
                at += 1;
                continue;
            }
            let text = line.text(self.text);
            let within = line.indent >= least;
            if let Some((mark, length, taken)) = fenced {
                if !within && (blank || line.indent < head.indent) && !fence::closes(text, mark, length) {
                    // Code that leaves the item's column: it still ends at its fence, if there is one.
                    if !self.closes_later(run, at, mark, length) {
                        break;
                    }
                }
                lines.push(line.dedent(taken));
                if fence::closes(text, mark, length) {
                    fenced = None;
                    // Text glued to code that is glued to the item is the item's, as in the reference.
                    open = true;
                }
                blank = false;
                at += 1;
                continue;
            }
            if !within {
                if self.marker(line).is_some_and(|next| !next.empty || open && !self.stray(run, at)) || blank
                {
                    break;
                }
                if let Some(fence) = fence::open(text).filter(|_| open || lines.len() > 1) {
                    // A fence glued to an item is the item's, wherever it begins.
                    if self.closes_later(run, at + 1, fence.0, fence.1) {
                        fenced = Some((fence.0, fence.1, line.indent.min(content)));
                        lines.push(line.dedent(content));
                        open = false;
                        at += 1;
                        continue;
                    }
                }
                // A quote glued to an item is the item's, as in the reference.
                if !open || !text.starts_with('>') && self.interrupts(line) {
                    break;
                }
            }
            if blank {
                loose = true;
            }
            blank = false;
            let taken = if within { content } else { line.indent };
            let line = line.dedent(taken);
            fenced = fence::open(text).map(|(mark, length)| (mark, length, taken));
            open = fenced.is_none() && is_prose(line, self.text);
            lines.push(line);
            at += 1;
        }
        while lines.last().is_some_and(|line| line.blank()) && lines.len() > 1 {
            lines.pop();
            at -= 1;
        }
        (lines, at, loose)
    }

    fn closes_later(&self, run: &Run<'a>, from: usize, mark: u8, length: usize) -> bool {
        run.lines[from..].iter().take(400).any(|line| fence::closes(line.text(self.text), mark, length))
    }

    fn listed(&self, marker: Marker, items: Vec<Item<'a>>, pos: u32) -> Node<'a> {
        let loose = items.iter().any(|item| item.loose && blocks(&item.children) > 1);
        let mut list = Element::new(if marker.ordered { "ol" } else { "ul" }, pos);
        if marker.ordered && marker.number != 1 {
            list = list.with("start", marker.number.to_string());
        }
        if items.iter().any(|item| item.task.is_some()) {
            list = list.with("class", "task-list");
        }
        for item in items {
            let mut element = Element::new("li", item.pos);
            let mut children = item.children;
            if let Some(done) = item.task {
                element = element.with("class", "task-list-item");
                let mut check = Element::new("input", item.pos).with("type", "checkbox");
                if !self.options.clickable {
                    check = check.with("disabled", "");
                }
                check = check.with("aria-label", if done { "Done" } else { "To do" });
                if done {
                    check = check.with("checked", "");
                }
                let check = check.node();
                match children.first_mut() {
                    Some(Node::Element(first)) if first.name == "p" => first.children.insert(0, check),
                    _ => children.insert(0, check),
                }
            }
            if !loose {
                children = tighten(children);
            }
            if let Some(written) = item.attribute {
                super::super::attr::apply(&mut element, &written);
            }
            list.children.push(element.holding(children).node());
        }
        list.node()
    }
}

struct Item<'a> {
    children: Vec<Node<'a>>,
    attribute: Option<String>,
    task: Option<bool>,
    loose: bool,
    pos: u32,
}

/// Whether a line leaves a paragraph open behind it.
fn is_prose(line: Line, text: &str) -> bool {
    let body = line.text(text);
    !line.blank() && !prose::is_rule(body) && prose::heading_level(body, false).is_none()
}

fn blocks(children: &[Node<'_>]) -> usize {
    children
        .iter()
        .filter(|node| !matches!(node, Node::Element(element) if matches!(element.name, "ul" | "ol")))
        .count()
}

/// Paragraphs of a tight list are their text.
fn tighten(children: Vec<Node<'_>>) -> Vec<Node<'_>> {
    let mut out = Vec::with_capacity(children.len());
    for node in children {
        match node {
            Node::Element(element)
                if element.name == "p" && !element.is_html() && element.attrs.is_empty() =>
            {
                out.extend(element.children);
            }
            other => out.push(other),
        }
    }
    out
}

/// An attribute list on a line of its own at the end of the item's text is the item's.
fn take_attribute(children: &mut Vec<Node<'_>>) -> Option<String> {
    let Some(Node::Element(first)) = children.first_mut() else { return None };
    let Some(Node::Leaf(leaf)) = first.children.first_mut().filter(|_| first.name == "p") else {
        return None;
    };
    let (head, last) = leaf.text.rsplit_once('\n').unwrap_or(("", &leaf.text));
    if !super::super::attr::whole(last) {
        return None;
    }
    let (written, length) = (last.to_owned(), head.len());
    cut(leaf, length);
    if leaf.text.is_empty() {
        children.remove(0);
    }
    Some(written)
}

/// `[ ]`, `[x]` at the front of an item.
fn task(children: &mut [Node<'_>]) -> Option<bool> {
    let Some(Node::Element(first)) = children.first_mut() else { return None };
    let Some(Node::Leaf(leaf)) = first.children.first_mut().filter(|_| first.name == "p") else {
        return None;
    };
    let bytes = leaf.text.as_bytes();
    let done = match bytes {
        [b'[', state, b']', b' ' | b'\t' | b'\n', ..] => match state {
            b' ' => false,
            b'x' | b'X' => true,
            _ => return None,
        },
        _ => return None,
    };
    let text = match &leaf.text {
        std::borrow::Cow::Borrowed(text) => std::borrow::Cow::Borrowed(&text[3..]),
        std::borrow::Cow::Owned(text) => std::borrow::Cow::Owned(text[3..].to_owned()),
    };
    leaf.text = text;
    for (at, place) in &mut leaf.map {
        if *at == 0 {
            *place += 3;
        } else {
            *at -= 3;
        }
    }
    Some(done)
}

fn cut(leaf: &mut Leaf<'_>, length: usize) {
    match &mut leaf.text {
        std::borrow::Cow::Borrowed(text) => *text = &text[..length],
        std::borrow::Cow::Owned(text) => text.truncate(length),
    }
}
