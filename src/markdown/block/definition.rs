//! Definition lists.
//!
//! In: a line that begins with `:` after a paragraph. Out: `dl`; the paragraph's lines are its terms.
//! Never: without a term before it.

use super::{Blocks, Place, Run};
use crate::markdown::text::Line;
use crate::markdown::tree::{Element, Leaf, Node};

impl<'a> Blocks<'a, '_> {
    pub(super) fn definition(&mut self, run: &mut Run<'a>) -> bool {
        let head = run.lines[run.at];
        if !is_definition(head, self.text) {
            return false;
        }
        let pos = head.start;
        let mut loose = false;
        let mut children = Vec::new();
        if run.prose.is_empty() {
            match run.out.last() {
                Some(Node::Element(last)) if last.name == "p" && !last.is_html() && terms(last).is_some() => {
                    let Some(Node::Element(last)) = run.out.pop() else { return false };
                    children.extend(terms(&last).unwrap_or_default());
                    loose = true;
                }
                Some(Node::Element(last)) if last.name == "dl" => loose = true,
                // A comment or an element of the author's is a paragraph to the reference, and so a term.
                Some(Node::Comment | Node::Html(..)) => {
                    let term = run.out.pop().into_iter().collect();
                    children.push(Element::new("dt", pos).holding(term).node());
                    loose = true;
                }
                _ => return false,
            }
        } else {
            for line in std::mem::take(&mut run.prose) {
                let leaf = self.leaf(&[line]);
                children.push(Element::new("dt", line.start).holding(vec![Node::Leaf(leaf)]).node());
            }
        }
        let body = head.after(self.text, 1, head.indent);
        let mut lines = vec![Line { indent: 0, ..body }];
        let mut at = run.at + 1;
        let mut blank = false;
        while let Some(&line) = run.lines.get(at) {
            if line.blank() {
                blank = true;
                lines.push(line);
            } else if line.indent >= head.indent + 2 {
                lines.push(line.dedent(head.indent + if line.indent >= head.indent + 4 { 4 } else { 2 }));
                loose |= blank;
                blank = false;
            } else if blank
                || is_definition(line, self.text)
                || self.interrupts(line)
                || self.marker(line).is_some()
            {
                break;
            } else {
                lines.push(line);
            }
            at += 1;
        }
        while lines.last().is_some_and(|line| line.blank()) && lines.len() > 1 {
            lines.pop();
            at -= 1;
        }
        let mut inner = self.inside(lines, Place::Item);
        if !loose
            && let [Node::Element(only)] = inner.as_mut_slice()
            && only.name == "p"
            && only.attrs.is_empty()
        {
            inner = std::mem::take(&mut only.children);
        }
        children.push(Element::new("dd", pos).holding(inner).node());
        run.at = at;
        match run.out.last_mut() {
            Some(Node::Element(last)) if last.name == "dl" && !last.is_html() => {
                last.children.extend(children);
            }
            _ => run.out.push(Element::new("dl", pos).holding(children).node()),
        }
        true
    }
}

fn is_definition(line: Line, text: &str) -> bool {
    line.indent < 4 && matches!(line.text(text).as_bytes(), [b':', b' ' | b'\t', ..])
}

/// The lines of a paragraph as terms.
fn terms<'a>(paragraph: &Element<'a>) -> Option<Vec<Node<'a>>> {
    let [Node::Leaf(leaf)] = paragraph.children.as_slice() else { return None };
    let mut out = Vec::new();
    let mut at = 0;
    for line in leaf.text.split('\n') {
        let text = match &leaf.text {
            std::borrow::Cow::Borrowed(whole) => std::borrow::Cow::Borrowed(&whole[at..at + line.len()]),
            std::borrow::Cow::Owned(_) => std::borrow::Cow::Owned(line.to_owned()),
        };
        let pos = leaf.place(at);
        let term = Leaf { text, map: vec![(0, pos)] };
        out.push(Element::new("dt", pos).holding(vec![Node::Leaf(term)]).node());
        at += line.len() + 1;
    }
    Some(out)
}
